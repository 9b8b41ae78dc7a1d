"""What the page for comparing needs of a graph: sides, things, mappings, gathered once.

In: a graph. Out: a `Crosswalk`. What a comparison is, is said in `aitalent_kg.compare`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from aitalent_kg.compare.find import joined, stated
from aitalent_kg.compare.scope import Scope, place_of, scope
from aitalent_kg.compare.view import View
from aitalent_kg.errors import BadValue
from aitalent_kg.evidence import Evidence
from aitalent_kg.gaps.sets import Link
from aitalent_kg.gaps.sides import Side, is_item
from aitalent_kg.lookup import Quads, Ref, class_name, kind_of, subjects
from aitalent_kg.mappings.graphs import held
from aitalent_kg.mappings.record import NO_TERM, Mapping
from aitalent_kg.names import AIT, expand

__all__ = ["Crosswalk", "Quotes", "crosswalk", "quotes", "sides"]

#: Kinds of what can be a side, whole documents first.
_KINDS = (
    "Framework",
    "OccupationalStandard",
    "Occupation",
    "RoleGroup",
    "RoleType",
    "Role",
    "CareerPath",
    "Gate",
    "TalentCategory",
    "CompetencyCategory",
    "AbilityType",
    "Stage",
    "Trend",
    "Duty",
    "Task",
)
#: Kinds of which those are shown too for which the documents list no items: a reader looks for them.
_MAY_BE_EMPTY = {"OccupationalStandard", "Role", "RoleGroup", "RoleType", "CareerPath"}


@dataclass(frozen=True)
class Crosswalk:
    """The sides of a graph, and what is mapped between them."""

    scopes: tuple[Scope, ...]  #: each with the items that count unless kinds are asked for
    wider: tuple[Scope, ...]  #: the same with everything that counts if its kind is asked for
    links: dict[Link, Mapping | None]  #: each mapping once, with the row that states it
    none: tuple[Mapping, ...]  #: rows that say: nothing there stands for this

    @property
    def things(self) -> tuple[str, ...]:
        """IRIs of all that a comparison names, in order."""
        found = {row.subject for row in self.none} | {*self.ends}
        for each in (*self.scopes, *self.wider):
            found |= {each.ref.iri, *each.side.parts, *each.items}
        return tuple(sorted(found))

    @property
    def ends(self) -> tuple[str, ...]:
        """IRIs of what is mapped."""
        return tuple(dict.fromkeys(iri for link in self.links for iri in (link.left, link.right)))

    def places(self, store: Quads, number: int) -> dict[str, tuple[str, ...]]:
        """What is mapped and belongs to a side -> its categories there where it is no item."""
        each, wider = self.scopes[number], self.wider[number]
        bare = replace(each, items={})
        mine = (iri for iri in self.ends if iri in each or iri in wider)
        return {iri: place_of(store, bare, iri) for iri in mine}


@dataclass(frozen=True)
class Quotes:
    """The quotes that a comparison shows, the one that names a thing best first."""

    of: dict[str, tuple[Evidence, ...]]  #: IRI of an item or of what is mapped -> its quotes
    pairs: tuple[tuple[tuple[Evidence, ...], tuple[Evidence, ...]], ...]  #: of `links`: both ends


def sides(store: Quads) -> list[str]:
    """IRIs of what can be compared and is more than a single item, kind by kind."""
    found = (iri for kind in _KINDS for iri in subjects(store, "rdf:type", AIT + kind))
    return [iri for iri in dict.fromkeys(found) if _is_side(store, iri)]


def _is_side(store: Quads, iri: str) -> bool:
    try:
        asked = scope(store, iri).items
    except BadValue:
        return False
    if asked:
        return [*asked] != [iri]
    return kind_of(store, iri) in _MAY_BE_EMPTY and not is_item(store, iri)


def crosswalk(store: Quads) -> Crosswalk:
    """Gather the sides of a graph and its accepted mappings."""
    known = frozenset(map(class_name, subjects(store, "rdf:type", expand("owl:Class"))))
    scopes = tuple(_askable(scope(store, iri), known) for iri in sides(store))
    rows = [entry.mapping for entry in held(store) if entry.status == "accepted"]
    return Crosswalk(
        scopes,
        tuple(_with_all_kinds(store, each) for each in scopes),
        _links(store, rows),
        tuple(row for row in rows if row.object == NO_TERM),
    )


def quotes(store: Quads, of: Crosswalk) -> Quotes:
    """The quotes of all items and mappings."""
    items = {iri for each in (*of.scopes, *of.wider) for iri in each.items}
    shown = View(store, (_holding(items | {*of.ends}),) * 2, "zh")
    pairs = (shown.pairs({link: row})[0] for link, row in of.links.items())
    return Quotes(
        {entry.iri: entry.quotes for entry in shown.alone(0, (), ())},
        tuple((pair.left.quotes, pair.right.quotes) for pair in pairs),
    )


def _askable(each: Scope, known: frozenset[str]) -> Scope:
    """A side whose kinds can all be asked for: things of a user may have none, or a mistyped one."""
    there = {kind: n for kind, n in each.there.items() if kind in known or ":" in kind}
    return replace(each, there=there)


def _with_all_kinds(store: Quads, each: Scope) -> Scope:
    return scope(store, each.ref.iri, list(each.there)) if each.there else each


def _links(store: Quads, known: Iterable[Mapping]) -> dict[Link, Mapping | None]:
    """Each mapping once, read from the end whose IRI comes first."""
    every = [*stated(store, known, ())]
    both = _holding(_ends(link for link, _ in every))
    return {k: row for k, row in joined(store, every, both, both).items() if k.left < k.right}


def _ends(links: Iterable[Link]) -> Iterator[str]:
    return (iri for link in links for iri in (link.left, link.right))


def _holding(items: Iterable[str]) -> Scope:
    """A side that is no thing, but holds these items."""
    held_: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(items), ())
    nothing = Side("", (), {})
    return Scope(Ref("", "", "", ""), held_, {}, nothing, False, "", {}, frozenset())
