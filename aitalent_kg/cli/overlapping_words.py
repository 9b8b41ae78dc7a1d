"""Words of `overlap` and `overlap-matrix`, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aitalent_kg.overlap.answer import OverlapAnswer
    from aitalent_kg.overlap.matrix import Matrix

__all__ = ["HEADS", "counts", "of_many", "short"]

HEADS = {
    "zh": {
        "state": "狀態", "left": "左側路徑", "left_label": "左側名稱", "kind": "類別", "predicate": "對應",
        "right": "右側路徑", "right_label": "右側名稱", "confidence": "信心值", "weight": "權重",
        "share": "去掉後減少", "left_quotes": "左側引文", "right_quotes": "右側引文", "score": "分數",
        "low": "最低", "high": "最高", "left_in_right": "左側見於右側", "right_in_left": "右側見於左側",
        "shared": "共同", "mapped": "對應", "not_counted": "對應（未計）", "only_left": "僅左側", "only_right": "僅右側",
        "common": "各側皆有的項目：{number}",
        "written": "{file}：已寫出 {number} 對",
    },
    "en": {
        "state": "state", "left": "left", "left_label": "left item", "kind": "kind", "predicate": "mapping",
        "right": "right", "right_label": "right item", "confidence": "confidence",
        "weight": "weight", "share": "share", "left_quotes": "left quotes", "right_quotes": "right quotes",
        "score": "score", "low": "low", "high": "high", "left_in_right": "left in right",
        "right_in_left": "right in left", "shared": "shared", "mapped": "mapped",
        "not_counted": "mapped, not counted", "only_left": "only left", "only_right": "only right",
        "common": "items that every side has: {number}",
        "written": "{file}: {number} pairs written",
    },
}  # fmt: skip
_WORDS = {
    "zh": {
        "score": "{meaning}：{score:.3f}（最低 {low:.3f}，最高 {high:.3f}）",
        "lists": "  共同 {shared}，對應 {mapped} 組（計入 {counted} 組），僅左側 {only_left}，僅右側 {only_right}",
        "sides": "  左側 {left} 的項目有 {left_in_right:.1%} 見於右側；右側 {right} 的項目有 {right_in_left:.1%} 見於左側",
        "corpus": "  罕見項目加權：依 {corpus} 的項目集合計算 IDF",
        "matrix": "{names} 個集合，列出 {pairs} 對有共同項目者（{measure}）",
        "directed": "{names} 個集合，列出 {pairs} 對有共同項目者；分數為{measure}的比例",
        "set": "（集合）",
    },
    "en": {
        "score": "{meaning}: {score:.3f} (low {low:.3f}, high {high:.3f})",
        "lists": "  shared {shared}, mapped {mapped} pairs (counted {counted}), only left {only_left}, only right {only_right}",
        "sides": "  of the items of {left} (left), {left_in_right:.1%} are found in the right; "
        "of those of {right} (right), {right_in_left:.1%} in the left",
        "corpus": "  rare items weigh more: idf in the sets of items of {corpus}",
        "matrix": "{names} sets; {pairs} pairs that have items in common are shown ({measure})",
        "directed": "{names} sets; {pairs} pairs that have items in common are shown; the score is {measure}",
        "set": "(set)",
    },
}  # fmt: skip
_DIRECTED = {
    "zh": {"left_in_right": "左側項目見於右側", "right_in_left": "右側項目見於左側"},
    "en": {
        "left_in_right": "the share of the left items that the right has",
        "right_in_left": "the share of the right items that the left has",
    },
}


def short(code: str, side: str) -> str:
    """A path without the document of its side, which the reader knows."""
    known = side if "://" in side else side.partition("/")[0]
    return code.removeprefix(f"{known}/")


def counts(found: OverlapAnswer, lang: str) -> Iterator[str]:
    """The score with its bounds, how many of each, both containments in words, remarks."""
    words = _WORDS[lang]
    yield words["score"].format(
        meaning=found.meaning, score=found.score, low=found.low, high=found.high
    )
    numbers = {n: len(getattr(found, n)) for n in ("shared", "mapped", "only_left", "only_right")}
    yield words["lists"].format(counted=sum(pair.counted for pair in found.mapped), **numbers)
    yield words["sides"].format(
        left=found.left.label or words["set"],
        right=found.right.label or words["set"],
        left_in_right=found.left_in_right,
        right_in_left=found.right_in_left,
    )
    if found.corpus:
        yield words["corpus"].format(corpus=found.corpus)
    yield from (f"  {remark}" for remark in found.remarks)


def of_many(found: Matrix, pairs: int, lang: str) -> str:
    """How many sets, how many pairs are shown, and what the score is."""
    directed = _DIRECTED[lang].get(found.measure)
    text = _WORDS[lang]["directed" if directed else "matrix"]
    return text.format(names=len(found.names), pairs=pairs, measure=directed or found.measure)
