"""The two sides of a comparison: what is counted, and what may be a counterpart.

In: the graph and a name. Out: a `Scope`. What counts is what `overlap` counts (`things_of`); of a
whole document also its other things may be counterparts, as the skills of a role in the guide are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from aitalent_kg.gaps.sides import Side, goal_of, side
from aitalent_kg.lookup import (
    Quads,
    Ref,
    codes,
    document_of,
    kind_of,
    objects,
    ref,
    sequence,
    subjects,
)
from aitalent_kg.names import curie
from aitalent_kg.overlap.compared import WHOLE, kinds_of, kinds_there, things_of
from aitalent_kg.text import natural

__all__ = ["GUIDE", "Scope", "place_of", "scope"]

#: The guide and the deck about it are reviewed as one (docs/crosswalk.md, rule 6).
GUIDE = "industry-guide-115v3.0"
_DECK = "industry-guide-deck"


@dataclass(frozen=True, slots=True)
class Scope:
    """One side."""

    ref: Ref
    items: dict[str, tuple[str, ...]]  #: item -> its categories (parts of the side)
    kinds: dict[str, str]
    side: Side
    whole: bool  #: whether it is a document, all of whose things may be counterparts
    document: str  #: stem of the document that it is of; "" for a framework of one's own
    there: Mapping[str, int]  #: kind -> how many there are, whatever kinds were asked for
    #: Short IRIs of documents: who looked for a counterpart in one of them has looked here.
    reviewed_as: frozenset[str]
    #: Of a whole document: things that say they are of it, whatever their IRI.
    schemed: frozenset[str] = frozenset()

    def __contains__(self, iri: object) -> bool:
        """Whether a thing belongs to this side."""
        if iri in self.items or iri in self.side.parts:
            return True
        if not self.whole or not isinstance(iri, str):
            return False
        return iri in self.schemed or iri.startswith(f"{self.ref.iri}/")


def place_of(store: Quads, of: Scope, iri: str) -> tuple[str, ...]:
    """The categories of a thing of a side: its parts that the thing belongs to, else its kind."""
    if iri in of.items:
        return of.items[iri]
    above = iri
    while above not in of.side.parts[1:]:
        wider = [part for part in objects(store, above, "dcterms:isPartOf") if part != of.ref.iri]
        if not wider:
            return (kind_of(store, iri) or of.ref.iri,)
        above = wider[0]
    return (_top(store, of.side, above),)


def scope(
    store: Quads, name: str, kinds: str | Iterable[str] | None = None, lang: str = "zh"
) -> Scope:
    """One side of a comparison.

    Args:
        name: of a framework, standard, role, task, ability type, path; as `resolve` takes it.
        kinds: as `overlap.compared.kinds_of` takes them; left out, all but what is named besides.
    Raises:
        UnknownName, AmbiguousName, BadValue: no one thing of this name asks for items; no such kind.
    """
    found = side(store, goal_of(store, name))
    counted = things_of(store, found, kinds_of(store, kinds))
    places = {item: tuple(_categories(store, found, item)) for item in counted}
    ordered = _ordered(store, places)
    document = next(iter(document_of(store, found.iri)), "")
    whole = kind_of(store, found.iri) in WHOLE
    return Scope(
        ref(store, found.iri, lang),
        {item: places[item] for item in ordered},
        {item: kind_of(store, item) for item in ordered},
        found,
        whole,
        document,
        kinds_there(store, found),
        frozenset(_reviewed_as(store, found.iri, document)),
        frozenset(subjects(store, "skos:inScheme", found.iri)) if whole else frozenset(),
    )


def _reviewed_as(store: Quads, side: str, document: str) -> Iterator[str]:
    """Our document, what is reviewed as one with it, or the framework of one's own."""
    yield from map(curie, (side, *objects(store, side, "skos:inScheme")))
    if document:
        yield document
    if document == _DECK:
        yield GUIDE


def _ordered(store: Quads, places: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Items by kind, then as their document numbers them.

    Where each item of a kind is of one category, numbers may begin anew in each of them.
    """
    kinds = {item: kind_of(store, item) for item in places}
    mixed = {kinds[item] for item, names in places.items() if len(names) > 1}

    def rank(item: str) -> tuple[object, ...]:
        first = places[item][0] if kinds[item] not in mixed else ""
        group = (sequence(store, first), natural(first)) if ":" in first else (0, [])
        code = next(iter(codes(store, item)), "")
        return kinds[item], *group, sequence(store, item), natural(code), natural(item)

    return sorted(places, key=rank)


def _categories(store: Quads, found: Side, item: str) -> Iterator[str]:
    """The parts right below the side that ask for an item, the side itself where it does.

    What no part asks for, as the soft skills of the guide, stands under its kind.
    """
    asking: Collection[str] = [d.part for d in found.demands.get(item, ())]
    yield from dict.fromkeys(_top(store, found, part) for part in asking)
    if not asking:
        yield kind_of(store, item)


def _top(store: Quads, found: Side, part: str) -> str:
    """The ancestor of a part that stands right below the side."""
    while part != found.iri:
        above = [p for p in objects(store, part, "dcterms:isPartOf") if p in found.parts]
        if not above or above[0] == found.iri:
            return part
        part = above[0]
    return part
