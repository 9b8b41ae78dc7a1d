"""The source lines that a change rests on: the quotes that one version has and the other lacks.

In: two sides and what is said otherwise. Out: a `Cause` for each thing, and which of them a row of
an answer comes from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode

from aitalent_kg.evidence import Evidence
from aitalent_kg.lookup import iri, objects
from aitalent_kg.names import AIT, ID
from aitalent_kg.versions.reading import BETWEEN, FRAMEWORKS
from aitalent_kg.versions.sides import Side
from aitalent_kg.versions.statements import ResourceChange, StatementDiff

__all__ = ["Cause", "Causes", "differing"]

#: What every thing has, so that a query which names it asks for nothing in particular.
_EVERYWHERE = frozenset(
    ("rdf:type", "skos:prefLabel", "skos:notation", "skos:inScheme", "ait:sequence", "ait:evidence")
)
#: Kinds of nodes, and the short form that queries ask for instead.
_SHORT = {"Requirement": "ait:requires", "Placement": "ait:inGroup"}
Iris = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """A thing of which something else is said, and where."""

    iri: str
    code: str
    label: str
    kind: str
    old_quotes: tuple[Evidence, ...]  #: those that the new version lacks
    new_quotes: tuple[Evidence, ...]  #: those that the old version lacks


def differing(
    old: Iterable[Evidence], new: Iterable[Evidence]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The quotes of each side whose words the other lacks; all where none differs."""
    before, after = tuple(old), tuple(new)
    gone, come = _without(before, after), _without(after, before)
    return (gone, come) if gone or come else (before, after)


def _without(quotes: tuple[Evidence, ...], others: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    words = {_plain(quote) for quote in others}
    return tuple(quote for quote in quotes if _plain(quote) not in words)


def _plain(quote: Evidence) -> str:
    return "".join(quote.quote.split())


class Causes:
    """Which things are responsible for a row."""

    def __init__(self, old: Side, new: Side, statements: StatementDiff) -> None:
        self._sides = old, new
        self._changed = {c.iri: c for c in statements.resources if not c.only_evidence}
        self._between = _index((self._ends(c), c.iri) for c in self._changed.values())
        self._beside = _index((self._neighbours(name), name) for name in self._changed)
        self._texts = _index((_texts(c), c.iri) for c in self._changed.values())
        self._classes = _index(({AIT + c.kind}, c.iri) for c in self._changed.values())
        self._made: dict[str, Cause] = {}

    def of(self, rows: Iterable[Mapping[str, object]], asked: Set[str] = frozenset()) -> Iris:
        """IRIs of the changed things that a row, before and after, comes from; the likeliest only.

        A thing that stands in the row, or links two that do; else one whose changed words stand in
        it; else one beside a thing of the row; else one of a class that the row counts; else what
        changed in the framework of the row, or anywhere.

        Args:
            rows: the row as it was and as it is.
            asked: CURIEs that the query names; of several things those count that differ in these.
        """
        cells = {cell for row in rows for cell in row.values() if isinstance(cell, str)}
        roots = {cell for cell in cells if cell.startswith(ID) and self._is_framework(cell)}
        within = self._below(roots)
        found = {cell for cell in cells if cell in self._changed} | _often(self._between, cells, 2)
        found = {name for name in found if _said(self._changed[name]) & asked} or found
        found = found or _often(self._texts, cells, 1)
        found = found or self._named(_often(self._beside, cells - roots, 1), asked)
        found = found or _often(self._classes, cells, 1) & within
        return tuple(sorted(found or self._named(within, asked)))

    def cause(self, subject: str) -> Cause:
        """A changed thing with the quotes that differ."""
        if subject not in self._made:
            change = self._changed[subject]
            quotes = differing(*(side.evidence(subject) for side in self._sides))
            self._made[subject] = Cause(subject, change.code, change.label, change.kind, *quotes)
        return self._made[subject]

    def _ends(self, change: ResourceChange) -> set[str]:
        """The two things that a node links."""
        links = BETWEEN.get(change.kind, ())
        stores = (side.store for side in self._sides)
        return {end for store in stores for p in links for end in objects(store, change.iri, p)}

    def _neighbours(self, subject: str) -> set[str]:
        """What a thing is linked with, either way, classes and schemes aside."""
        if subject.startswith("_:"):
            return set()
        node, found = NamedNode(subject), set()
        for side in self._sides:
            linked = side.store.quads_for_pattern(node, None, None, None)
            found |= {iri(q.object) for q in linked if isinstance(q.object, NamedNode)}
            linked = side.store.quads_for_pattern(None, None, node, None)
            found |= {iri(q.subject) for q in linked}
        return {end for end in found if end.startswith(ID) and not end.startswith(f"{ID}scheme/")}

    def _named(self, found: set[str], asked: Set[str]) -> set[str]:
        """Those that differ in what the query names; all where none does."""
        return {name for name in found if _specific(self._changed[name]) & asked} or found

    def _below(self, roots: set[str]) -> set[str]:
        """What changed in these frameworks; all that changed where that is nothing."""
        inside = {s for s in self._changed for root in roots if s.startswith(f"{root}/")}
        return inside or {*self._changed}

    def _is_framework(self, subject: str) -> bool:
        kinds = {AIT + name for name in FRAMEWORKS}
        return any(kinds & {*objects(side.store, subject, "rdf:type")} for side in self._sides)


def _index(entries: Iterable[tuple[Iterable[str], str]]) -> dict[str, set[str]]:
    """Key -> the things that have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for keys, thing in entries:
        for key in keys:
            found[key].add(thing)
    return found


def _often(index: Mapping[str, set[str]], cells: Set[str], least: int) -> set[str]:
    """Things that the index has under at least so many of the cells."""
    often = Counter(thing for cell in cells for thing in index.get(cell, ()))
    return {thing for thing, number in often.items() if number >= least}


def _texts(change: ResourceChange) -> set[str]:
    """The words that came or went, of the thing or of its quotes."""
    values = {statement.value for statement in (*change.removed, *change.added)}
    quoted = {value[1:-1] for value in values if value.startswith("「")}
    return quoted | {value.rpartition("@")[0] for value in values if "@" in value}


def _said(change: ResourceChange) -> set[str]:
    """CURIEs of all that a thing differs in; its class if it is new or gone."""
    said = {statement.predicate for statement in (*change.removed, *change.added)}
    own = {f"ait:{change.kind}"} if "rdf:type" in said else set()
    return said | own | ({_SHORT[change.kind]} if change.kind in _SHORT else set())


def _specific(change: ResourceChange) -> set[str]:
    """The same without what everything has."""
    return _said(change) - _EVERYWHERE
