"""The two sides of a comparison: what is counted, and what may be a counterpart.

In: the graph and a name. Out: a `Scope`. The items of a side are those of `gaps.sides`; of a whole
document also its other things may be counterparts, as the skills of a role in the guide are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aitalent_kg.gaps.sides import Side, goal_of, side
from aitalent_kg.lookup import Quads, Ref, kind_of, objects, ref, sequence
from aitalent_kg.overlap.compared import kinds_of
from aitalent_kg.text import natural

__all__ = ["Scope", "place_of", "scope"]

#: What a document names besides the items of its list (key contents of an ability type, things that
#: a passage mentions): it may be a counterpart, but is not counted unless asked for.
_BESIDES = frozenset({"CompetencyItem", "KeyContent"})


@dataclass(frozen=True, slots=True)
class Scope:
    """One side."""

    ref: Ref
    items: dict[str, tuple[str, ...]]  #: item -> its categories (parts of the side)
    kinds: dict[str, str]
    side: Side
    whole: bool  #: whether it is a document, all of whose things may be counterparts

    def __contains__(self, iri: object) -> bool:
        """Whether a thing belongs to this side."""
        if iri in self.items or iri in self.side.parts:
            return True
        return self.whole and isinstance(iri, str) and iri.startswith(f"{self.ref.iri}/")


def place_of(store: Quads, of: Scope, iri: str) -> tuple[str, ...]:
    """The categories of a thing of a side: its parts that the thing belongs to, else its kind."""
    if iri in of.items:
        return of.items[iri]
    above = iri
    while above not in of.side.parts[1:]:
        wider = [part for part in objects(store, above, "dcterms:isPartOf") if part != of.ref.iri]
        if not wider:
            return (kind_of(store, iri),)
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
    every = {item: kind_of(store, item) for item in found.demands}
    wanted = kinds_of(store, kinds) or {*every.values()} - _BESIDES
    counted = [item for item, kind in every.items() if kind in wanted]
    counted.sort(key=lambda item: (every[item], sequence(store, item), natural(item)))
    items = {item: tuple(_categories(store, found, item)) for item in counted}
    whole = kind_of(store, found.iri) in ("Framework", "OccupationalStandard")
    return Scope(ref(store, found.iri, lang), items, {i: every[i] for i in items}, found, whole)


def _categories(store: Quads, found: Side, item: str) -> Iterator[str]:
    """The parts right below the side that ask for an item; the side itself where it does."""
    yield from dict.fromkeys(_top(store, found, d.part) for d in found.demands[item])


def _top(store: Quads, found: Side, part: str) -> str:
    """The ancestor of a part that stands right below the side."""
    while part != found.iri:
        above = [p for p in objects(store, part, "dcterms:isPartOf") if p in found.parts]
        if not above or above[0] == found.iri:
            return part
        part = above[0]
    return part
