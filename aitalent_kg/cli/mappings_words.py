"""The words of `mappings` and `agreement`, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aitalent_kg.mappings.words import PREDICATE_WORDS

if TYPE_CHECKING:
    from aitalent_kg.mappings.agreement import Agreement, Kappa

__all__ = ["HEADS", "agreement_lines", "predicate_words"]

HEADS = {
    "zh": {
        "subject": "主項", "subject_label": "名稱", "predicate": "對應關係", "object": "客項",
        "object_label": "客項名稱", "confidence": "信心值", "status": "狀態", "comment": "理由",
        "quotes": "引文", "count": "對應 {number} 筆", "doubt": "疑義", "things": "所涉項目",
        "mappings": "對應筆數", "doubts": "疑義 {number} 項", "missing": "圖譜中無此項目",
        "cycle": "上下位循環", "twice": "同一對有多種關係", "denied": "既採認又否定", "matched": "稱無可對應者而有對應",
        "left": "左側路徑", "left_label": "左側名稱", "right": "右側路徑", "right_label": "右側名稱",
        "a": "A 的判定", "b": "B 的判定",
    },
    "en": {
        "subject": "subject", "subject_label": "name", "predicate": "mapping", "object": "object",
        "object_label": "its name", "confidence": "confidence", "status": "status",
        "comment": "reason", "quotes": "quotes", "count": "mappings: {number}", "doubt": "doubt",
        "things": "things", "mappings": "mappings", "doubts": "doubts: {number}",
        "missing": "not in the graph", "cycle": "broader than itself",
        "twice": "several relations for one pair", "denied": "accepted and denied",
        "matched": "said to have no counterpart, and has one",
        "left": "left", "left_label": "its name", "right": "right", "right_label": "its name",
        "a": "A says", "b": "B says",
    },
}  # fmt: skip
_NOTHING = {"zh": "無", "en": "nothing"}
_NOT = {"zh": "並非「{words}」", "en": "not {words}"}
_AGREEMENT = {
    "zh": {
        "same": "兩者判定相同 {same} 對；皆有對應而關係不同 {differing} 對；僅 A 有 {only_a} 對；僅 B 有 {only_b} 對",
        "neither": "；兩者皆無對應 {neither} 對（兩者皆否定 {denied_both} 對，僅一方否定 {denied_one} 對）",
        "unnamed": "；兩者皆未提及 {unnamed} 對",
        "scope": "{other} 論及 {one} 所論 {number} 組文件中的 {both} 組",
        "left_out": "其餘各組文件的 {left_out} 對不計（--whole 計入）",
        "whole": "其餘各組文件的各對計為不一致（去掉 --whole 則不計；--left、--right 可限定文件）",
        "union": "全部 {n} 對（任一方提及者）", "given": "全部 {n} 對（依 --pairs）",
        "shared": "兩者皆有對應的 {n} 對",
        "kappa": "{where}：一致 {agreed:.1%}，Cohen's κ {value:.3f}（95 % 區間 {low:.3f} 至 {high:.3f}）",
        "undefined": "{where}：一致 {agreed:.1%}，κ 無從計算（僅有一種判定）",
        "empty": "{where}：無可比較",
        "unmatched": "無可對應者：兩者皆稱 {unmatched_both} 項，僅 A {unmatched_a} 項，僅 B {unmatched_b} 項",
    },
    "en": {
        "same": "same {same} pairs; mapped by both, otherwise {differing}; only by A {only_a}; only by B {only_b}",
        "neither": "; mapped by neither {neither} (denied by both {denied_both}, by one {denied_one})",
        "unnamed": "; named by neither {unnamed}",
        "scope": "{other} speaks of {both} of the {number} pairs of documents of which {one} speaks",
        "left_out": "the {left_out} pairs of the other documents do not count (--whole counts them)",
        "whole": "pairs of the other documents count as disagreement (not without --whole; --left and --right limit the documents)",
        "union": "all {n} pairs that either names", "given": "all {n} pairs, by --pairs",
        "shared": "the {n} pairs that both map",
        "kappa": "{where}: agreement {agreed:.1%}, Cohen's kappa {value:.3f} (95 % interval {low:.3f} to {high:.3f})",
        "undefined": "{where}: agreement {agreed:.1%}, kappa is not defined (only one kind of answer)",
        "empty": "{where}: nothing to compare",
        "unmatched": "no counterpart: both say so of {unmatched_both}, only A of {unmatched_a}, only B of {unmatched_b}",
    },
}  # fmt: skip


def predicate_words(name: str, denied: bool, lang: str) -> str:
    """A predicate in words."""
    words = {"none": _NOTHING[lang], **PREDICATE_WORDS[lang]}.get(name, name)
    return _NOT[lang].format(words=words) if denied else words


def agreement_lines(found: Agreement, lang: str) -> Iterator[str]:
    """What two sets agree on, in numbers."""
    words = _AGREEMENT[lang]
    yield from _scope(found, words)
    yield _counts(found, words)
    yield _kappa(found.all_pairs, words[found.universe], words)
    yield _kappa(found.shared_pairs, words["shared"], words)
    numbers = ("unmatched_both", "unmatched_a", "unmatched_b")
    if any(getattr(found, name) for name in numbers):
        yield words["unmatched"].format(**{name: getattr(found, name) for name in numbers})


def _scope(found: Agreement, words: dict[str, str]) -> Iterator[str]:
    """What is said where one set speaks of documents of which the other does not."""
    scope = found.scope
    both = len(scope.both)
    for one, other, only in (("A", "B", scope.only_a), ("B", "A", scope.only_b)):
        if only:
            number = both + len(only)
            yield words["scope"].format(one=one, other=other, both=both, number=number)
    if scope.only_a or scope.only_b:
        yield words["whole" if found.whole else "left_out"].format(left_out=found.left_out)


def _counts(found: Agreement, words: dict[str, str]) -> str:
    """All pairs by what is said of them; the numbers add up to the pairs of the first kappa."""
    counts = {name: len(getattr(found, name)) for name in ("same", "differing", "only_a", "only_b")}
    neither = found.denied_both + found.denied_one
    unnamed = found.all_pairs.n - neither - sum(counts.values())
    line = words["same"].format(**counts)
    if neither:
        line += words["neither"].format(
            neither=neither, denied_both=found.denied_both, denied_one=found.denied_one
        )
    return line + words["unnamed"].format(unnamed=unnamed) if unnamed else line


def _kappa(found: Kappa, where: str, words: dict[str, str]) -> str:
    where = where.format(n=found.n)
    if not found.n:
        return words["empty"].format(where=where)
    if found.value is None or found.interval is None:
        return words["undefined"].format(where=where, agreed=found.agreed)
    low, high = found.interval
    return words["kappa"].format(
        where=where, agreed=found.agreed, value=found.value, low=low, high=high
    )
