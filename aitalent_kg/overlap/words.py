"""What an overlap says in words, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Set

from aitalent_kg.gaps.related import documents
from aitalent_kg.gaps.unstated import Unstated
from aitalent_kg.overlap.compared import Compared
from aitalent_kg.overlap.sets import SetOverlap

__all__ = ["meaning", "remarks", "title"]

_MEANINGS = {
    "zh": {
        "jaccard": "{left} 與 {right} 共同的部分占兩側全部項目的比例（Jaccard）",
        "dice": "{left} 與 {right} 共同的部分占兩側平均項目數的比例（Dice）",
        "cosine": "{left} 與 {right} 兩側項目向量的餘弦（cosine）",
        "overlap": "{left} 與 {right} 共同的部分占較小一側的比例（overlap coefficient）",
        "left_in_right": "{left} 的項目中，{right} 也有的比例",
        "right_in_left": "{right} 的項目中，{left} 也有的比例",
    },
    "en": {
        "jaccard": "what {left} and {right} share, of all items of both (Jaccard)",
        "dice": "what {left} and {right} share, of the mean of both (Dice)",
        "cosine": "cosine of the items of {left} and {right} as vectors",
        "overlap": "what {left} and {right} share, of the smaller side (overlap coefficient)",
        "left_in_right": "share of the items of {left} that {right} has",
        "right_in_left": "share of the items of {right} that {left} has",
    },
}
_REMARKS = {
    "zh": {
        "same": "兩側是同一事物。",
        "equal": "兩側的項目完全相同。",
        "empty": "{name} 沒有可比較的項目（{why}）；空集合的分數定為 0。",
        "kinds": "沒有類別為 {kinds} 的項目",
        "none": "未載明任何項目",
        "open": "{name}：{says}（文件未載明，可能另有項目）。",
        "uncertain": "{number} 組對應並不確定：最低值視其全部不成立，最高值視其全部成立。",
        "unlinked": "兩側的文件不同，其間沒有採計的對應；不同文件的項目不因代碼或名稱相同而相等。",
    },
    "en": {
        "same": "Both sides are one thing.",
        "equal": "Both sides have the same items.",
        "empty": "{name} has no items to compare ({why}); scores of an empty set are 0 by definition.",
        "kinds": "none of kind {kinds}",
        "none": "none is stated",
        "open": "{name}: {says} (not stated; there may be more items).",
        "uncertain": "{number} mappings are uncertain: low takes all of them as wrong, high as right.",
        "unlinked": "The sides are of different documents and no mapping between them counts; items of "
        "different documents are never equal by code or name.",
    },
}  # fmt: skip
_SETS = {
    "zh": {"Person": "此人", "set": "項目集合"},
    "en": {"Person": "the person", "set": "the items"},
}


def title(side: Compared, lang: str) -> str:
    """The name of a side; where it has none, what it is."""
    return side.ref.label or _SETS[lang][side.ref.kind]


def meaning(measure: str, left: str, right: str, lang: str) -> str:
    """What the score is a share of, the direction of a containment included."""
    return _MEANINGS[lang][measure].format(left=left, right=right)


def remarks(
    left: Compared, right: Compared, found: SetOverlap, kinds: Set[str] | None, lang: str
) -> Iterator[str]:
    """What a reader should know besides the numbers."""
    texts = _REMARKS[lang]
    if left.ref.iri and left.ref.iri == right.ref.iri:
        yield texts["same"]
    elif left.items and left.items == right.items:
        yield texts["equal"]
    for each in (left,) if left.ref == right.ref else (left, right):
        if not each.items:
            why = _why(each, kinds, lang)
            yield texts["empty"].format(name=title(each, lang), why=why)
        yield from (texts["open"].format(name=u.label, says=u.says) for u in _open(each))
    uncertain = sum(not pair.certain for pair in found.mapped)
    if uncertain:
        yield texts["uncertain"].format(number=uncertain)
    if (
        left.items
        and right.items
        and not (found.mapped or documents(left.items) & documents(right.items))
    ):
        yield texts["unlinked"]


def _open(side: Compared) -> tuple[Unstated, ...]:
    """Where more may be held; of an empty side the reason has said it."""
    return side.unknown if side.items else ()


def _why(side: Compared, kinds: Set[str] | None, lang: str) -> str:
    """Why a side has no items."""
    if side.unknown:
        return "; ".join(dict.fromkeys(entry.says for entry in side.unknown))
    texts = _REMARKS[lang]
    return texts["none"] if kinds is None else texts["kinds"].format(kinds=", ".join(sorted(kinds)))
