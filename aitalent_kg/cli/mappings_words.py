"""The words of `mappings` and `agreement`, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aitalent_kg.mappings.agreement import Agreement, Kappa

__all__ = ["HEADS", "agreement_lines", "predicate_words"]

HEADS = {
    "zh": {
        "subject": "主項", "subject_label": "名稱", "predicate": "對應關係", "object": "客項",
        "object_label": "客項名稱", "confidence": "信心值", "status": "狀態", "comment": "理由",
        "quotes": "引文", "count": "對應 {number} 筆", "doubt": "疑義", "things": "所涉項目",
        "mappings": "對應筆數", "doubts": "疑義 {number} 項", "missing": "圖譜中無此項目",
        "cycle": "上下位循環", "twice": "同一對有多種關係", "denied": "既採認又否決", "matched": "稱無可對應者而有對應",
        "left": "左項", "left_label": "左項名稱", "right": "右項", "right_label": "右項名稱",
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
_PREDICATES = {
    "zh": {
        "skos:exactMatch": "完全對應", "skos:closeMatch": "近似對應", "skos:broadMatch": "較廣",
        "skos:narrowMatch": "較窄", "skos:relatedMatch": "相關",
        "skos:mappingRelation": "無可對應者", "none": "無", "not": "並非{words}",
    },
    "en": {
        "skos:exactMatch": "exact", "skos:closeMatch": "close", "skos:broadMatch": "broader",
        "skos:narrowMatch": "narrower", "skos:relatedMatch": "related",
        "skos:mappingRelation": "no counterpart", "none": "nothing", "not": "not {words}",
    },
}  # fmt: skip
_AGREEMENT = {
    "zh": {
        "same": "兩者判定相同 {same} 對；皆有對應而關係不同 {differing} 對；僅 A 有 {only_a} 對；僅 B 有 {only_b} 對",
        "union": "全部 {n} 對（任一方提及者）", "given": "全部 {n} 對（依 --pairs）",
        "shared": "兩者皆有對應的 {n} 對",
        "kappa": "{where}：一致 {agreed:.1%}，Cohen's κ {value:.3f}（95 % 區間 {low:.3f} 至 {high:.3f}）",
        "undefined": "{where}：一致 {agreed:.1%}，κ 無從計算（僅有一種判定）",
        "empty": "{where}：無可比較",
        "unmatched": "無可對應者：兩者皆稱 {unmatched_both} 項，僅 A {unmatched_a} 項，僅 B {unmatched_b} 項",
    },
    "en": {
        "same": "same {same} pairs; mapped by both, otherwise {differing}; only by A {only_a}; only by B {only_b}",
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
    words = _PREDICATES[lang].get(name, name)
    return _PREDICATES[lang]["not"].format(words=words) if denied else words


def agreement_lines(found: Agreement, lang: str) -> Iterator[str]:
    """What two sets agree on, in numbers."""
    words = _AGREEMENT[lang]
    counted = ("same", "differing", "only_a", "only_b")
    yield words["same"].format(**{name: len(getattr(found, name)) for name in counted})
    yield _kappa(found.all_pairs, words[found.universe], words)
    yield _kappa(found.shared_pairs, words["shared"], words)
    numbers = ("unmatched_both", "unmatched_a", "unmatched_b")
    if any(getattr(found, name) for name in numbers):
        yield words["unmatched"].format(**{name: getattr(found, name) for name in numbers})


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
