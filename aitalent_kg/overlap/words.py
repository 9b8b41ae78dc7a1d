"""What an overlap says in words, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from aitalent_kg.gaps.related import documents
from aitalent_kg.gaps.unstated import Unstated
from aitalent_kg.lookup import Quads, kind_label, objects
from aitalent_kg.overlap.compared import Compared
from aitalent_kg.overlap.sets import SetOverlap

__all__ = ["Words", "meaning", "remarks", "title"]

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
        "others": "其項目有：{others}",
        "none": "未載明任何項目",
        "shape": "框架的項目是職能類別的職能、能力類型的能力項目、概念之下的態度："
        "這些類別以 skos:inScheme 指向框架，項目以 ait:competencyCategory、dcterms:isPartOf、skos:broader "
        "指向類別；見 docs/comparing.md",
        "open": "{name}：{says}（文件未載明，可能另有項目）。",
        "uncertain": "{number} 組對應並不確定：最低值視其全部不成立，最高值視其全部成立。",
        "unlinked": "兩側的文件不同，其間沒有採計的對應；不同文件的項目不因代碼或名稱相同而相等"
        "（suggest 可找候選對應）。",
        "counted": "計入的項目：左側 {left}；右側 {right}。",
        "nothing": "無",
        "unknown": "圖譜未知者",
        "beyond": "這些項目另有 {number} 組對應連到文件中未計入的事物（{kinds}），不影響分數：見 compare，或指定這些類別。",
        "mark": "、",
        "stop": "；",
    },
    "en": {
        "same": "Both sides are one thing.",
        "equal": "Both sides have the same items.",
        "empty": "{name} has no items to compare ({why}); scores of an empty set are 0 by definition.",
        "kinds": "none of kind {kinds}",
        "others": "there are: {others}",
        "none": "none is stated",
        "shape": "items of a framework are competencies of a category, ability items of an ability "
        "type, attitudes below a concept: these groups are skos:inScheme of the framework, the items "
        "lead to them by ait:competencyCategory, dcterms:isPartOf, skos:broader; see docs/comparing.md",
        "open": "{name}: {says} (not stated; there may be more items).",
        "uncertain": "{number} mappings are uncertain: low takes all of them as wrong, high as right.",
        "unlinked": "The sides are of different documents and no mapping between them counts; items of "
        "different documents are never equal by code or name (suggest finds candidates).",
        "counted": "Counted: left {left}; right {right}.",
        "nothing": "nothing",
        "unknown": "unknown to the graph",
        "beyond": "Mappings from these items to what a document has besides: {number} "
        "({kinds}). They do not count here: see compare, or name these kinds.",
        "mark": ", ",
        "stop": "; ",
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


@dataclass(frozen=True, slots=True)
class Words:
    """What remarks are made with."""

    store: Quads
    kinds: Set[str] | None  #: that were asked for
    lang: str

    def listed(self, counts: Mapping[str, int]) -> str:
        """Kinds with how many there are of each."""
        named = ((kind_label(self.store, kind, self.lang), n) for kind, n in counts.items())
        told = (f"{name or self['unknown']} {number}" for name, number in named)
        return self["mark"].join(told) or self["nothing"]

    def __getitem__(self, name: str) -> str:
        return _REMARKS[self.lang][name]


def remarks(
    left: Compared, right: Compared, found: SetOverlap, beyond: Mapping[str, int], words: Words
) -> Iterator[str]:
    """What a reader should know besides the numbers.

    Args:
        beyond: kind -> mappings of items to what is not counted.
    """
    yield from _of_sides(left, right, words)
    uncertain = sum(not pair.certain for pair in found.mapped)
    if uncertain:
        yield words["uncertain"].format(number=uncertain)
    apart = _sources(words.store, left.items).isdisjoint(_sources(words.store, right.items))
    if left.items and right.items and apart and not found.mapped:
        yield words["unlinked"]
    sides = (words.listed(each.counted(words.store)) for each in (left, right))
    yield words["counted"].format(**dict(zip(("left", "right"), sides, strict=True)))
    if beyond:
        number = sum(beyond.values())
        yield words["beyond"].format(number=number, kinds=words.listed(beyond))


def _sources(store: Quads, items: Iterable[str]) -> frozenset[str]:
    """The documents of items; of those of none, as of imported ones, the frameworks."""
    others = (item for item in items if not documents([item]))
    schemes = {each for item in others for each in objects(store, item, "skos:inScheme")}
    return documents(items) | schemes


def _of_sides(left: Compared, right: Compared, words: Words) -> Iterator[str]:
    """Sides that are the same, that are empty, that may have more."""
    if left.ref.iri and left.ref.iri == right.ref.iri:
        yield words["same"]
    elif left.items and left.items == right.items:
        yield words["equal"]
    for each in (left,) if left.ref == right.ref else (left, right):
        if not each.items:
            yield words["empty"].format(name=title(each, words.lang), why=_why(each, words))
        yield from (words["open"].format(name=u.label, says=u.says) for u in _open(each))


def _open(side: Compared) -> tuple[Unstated, ...]:
    """Where more may be held; of an empty side the reason has said it."""
    return side.unknown if side.items else ()


def _why(side: Compared, words: Words) -> str:
    """Why a side has no items."""
    why = [entry.says for entry in side.unknown]
    if words.kinds is not None:
        why.append(words["kinds"].format(kinds=words["mark"].join(sorted(words.kinds))))
    if side.kinds:
        # Names of classes, for these are what can be asked for.
        others = words["mark"].join(f"{kind} {number}" for kind, number in side.kinds.items())
        why.append(words["others"].format(others=others))
    elif side.ref.kind == "Framework":
        why = [words["shape"]]
    return words["stop"].join(dict.fromkeys(why)) or words["none"]
