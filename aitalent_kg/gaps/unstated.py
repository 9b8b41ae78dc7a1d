"""What the documents leave open about a goal, so that silence is not read as "nothing needed".

In: the graph and a `Side`. Out: recorded gaps of the source, and parts of which no item is stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.gaps.related import stating
from aitalent_kg.gaps.sides import Side
from aitalent_kg.lookup import Quads, codes, kind_of, label, objects, ref, subjects
from aitalent_kg.names import curie

__all__ = ["Unstated", "open_parts", "unstated"]

#: Kinds of gap of the source that hide items.
_HIDES_ITEMS = {"knowledge", "skills", "image"}
_SAYS = {
    "items": {
        "zh": "文件未在其名下列出項目",
        "en": "the documents list no items under its name",
    },
    "ability-types": {
        "zh": "文件未列出其能力類型",
        "en": "the documents state no ability types for it",
    },
}
#: What asks for items part by part; of the rest it is enough that the whole does.
_ASK_EACH = {"Task"}


@dataclass(frozen=True, slots=True)
class Unstated:
    """Something that a thing may ask for and the documents do not give."""

    iri: str  #: of the thing
    code: str
    label: str
    kind: str
    what: str  #: kind of gap ("skills", "level" ...), "items", or "ability-types"
    says: str  #: the same in words
    quotes: tuple[Evidence, ...]  #: of a recorded gap: where the document should say it
    see: tuple[str, ...]  #: codes of groups and career paths of it for which items are stated

    @property
    def hides_items(self) -> bool:
        """Whether there may be items beyond those that are stated."""
        return self.what in {*_HIDES_ITEMS, "items"}


def unstated(store: Quads, side: Side, lang: str = "zh") -> tuple[Unstated, ...]:
    """What the documents leave open about `side`, in the order of its parts."""
    return tuple(entry for part in side.parts for entry in _of(store, side, part, lang))


def open_parts(store: Quads, side: Side) -> frozenset[str]:
    """Parts of which the documents do not give all items."""
    return frozenset(
        part
        for part in side.parts
        if any(_kind(store, gap) in _HIDES_ITEMS for gap in subjects(store, "ait:gapIn", part))
    )


def _of(store: Quads, side: Side, part: str, lang: str) -> Iterator[Unstated]:
    for gap in subjects(store, "ait:gapIn", part):
        kinds = objects(store, gap, "ait:gapKind")
        says = ", ".join(label(store, kind, lang) for kind in kinds)
        quotes = tuple(evidence_of(store, gap))
        n = ref(store, part, lang)
        yield Unstated(part, n.code, n.label, n.kind, _kind(store, gap), says, quotes, ())
    for what in _silent(store, side, part):
        words = _SAYS[what]["zh" if lang.startswith("zh") else "en"]
        n = ref(store, part, lang)
        see = tuple(map(curie, stating(store, part))) if what == "items" else ()
        yield Unstated(part, n.code, n.label, n.kind, what, words, (), see)


def _kind(store: Quads, gap: str) -> str:
    """The code of a recorded gap's kind."""
    kinds = objects(store, gap, "ait:gapKind")
    return next((code for kind in kinds for code in codes(store, kind)), curie(gap))


def _silent(store: Quads, side: Side, part: str) -> Iterator[str]:
    """Kinds of things that a part should ask for and does not."""
    kind = kind_of(store, part)
    asked = [i for i, demands in side.demands.items() if any(d.part == part for d in demands)]
    if not asked and (kind in _ASK_EACH or (part == side.iri and not side.demands)):
        yield "items"
    elif kind == "TalentCategory" and "AbilityType" not in {kind_of(store, i) for i in asked}:
        yield "ability-types"
