"""Two sides compared: what has a counterpart and what has none, with the reasons and quotes.

In: the graph and two names. Out: a frozen `Comparison` in one language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from aitalent_kg.compare.coverage import Coverage, between, coverage
from aitalent_kg.compare.levels import Level, levels_of
from aitalent_kg.compare.scope import Scope, place_of, scope
from aitalent_kg.conflicts import Conflict, conflicts
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.gaps.unstated import Unstated, unstated
from aitalent_kg.lookup import Quads, Ref, document_of, label, ref
from aitalent_kg.mappings.graphs import held
from aitalent_kg.mappings.record import NO_TERM, Mapping
from aitalent_kg.names import AIT, curie

__all__ = ["Alone", "Comparison", "End", "Pair", "compare"]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a pair."""

    iri: str
    code: str
    label: str
    kind: str
    levels: tuple[Level, ...]  #: each on its own scale; scales are never joined
    quotes: tuple[Evidence, ...]  #: what the mapping rests on


@dataclass(frozen=True, slots=True)
class Pair:
    """A mapping between the sides, read from left to right."""

    left: End
    right: End
    predicate: str
    confidence: float | None
    justification: str  #: a term of semapv
    comment: str  #: why, in words


@dataclass(frozen=True, slots=True)
class Alone:
    """An item without a counterpart on the other side."""

    iri: str
    code: str
    label: str
    kind: str
    reviewed: bool  #: whether somebody looked for one and found none
    comment: str  #: why there is none, where reviewed
    quotes: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sides have of each other."""

    left: Ref
    right: Ref
    coverage: dict[str, Coverage]  #: "left_in_right": how much of left right has; "right_in_left"
    categories: dict[str, tuple[str, ...]]  #: item or end of a pair -> parts, or kind, it is of
    same: tuple[Ref, ...]  #: items that both sides have themselves
    pairs: tuple[Pair, ...]  #: the strongest first
    only_left: tuple[Alone, ...]
    only_right: tuple[Alone, ...]
    differences: tuple[Conflict, ...]  #: recorded ones in which both documents speak
    names: dict[str, str]  #: labels of the categories and kinds in `coverage`
    unknown: tuple[Unstated, ...]  #: what the documents leave open about either side


def compare(
    store: Quads,
    left: str,
    right: str,
    kinds: str | Iterable[str] | None = None,
    links: Iterable[Link] = (),
    lang: str = "zh",
) -> Comparison:
    """Compare two frameworks, standards, roles, tasks or ability types.

    Args:
        left, right: names as `resolve` takes them.
        kinds: letters ("KSA") or classes of the items to count; left out, the items that a document
            lists. What it names besides may be a counterpart all the same.
        links: mappings besides those that the graph accepts.
        lang: language of names and reasons.
    Raises:
        UnknownName, AmbiguousName, BadValue: as `scope`.
    """
    sides = scope(store, left, kinds, lang), scope(store, right, kinds, lang)
    known = [entry.mapping for entry in held(store) if entry.status == "accepted"]
    found = _between(known, links, *sides)
    same = _same(store, *sides), _same(store, *reversed(sides))
    view = _View(store, sides, lang)
    places = view.places(found)
    return Comparison(
        sides[0].ref,
        sides[1].ref,
        {
            "left_in_right": _coverage("left", "right", sides[0], found, same[0]),
            "right_in_left": _coverage(
                "right", "left", sides[1], [link.turned() for link in found], same[1]
            ),
        },
        places,
        tuple(ref(store, item, lang) for item in dict.fromkeys((*same[0], *same[1]))),
        view.pairs(found),
        view.alone(0, {*same[0], *(link.left for link in found)}, known),
        view.alone(1, {*same[1], *(link.right for link in found)}, known),
        _differences(store, sides, lang),
        view.names(places),
        tuple(dict.fromkeys(u for s in sides for u in unstated(store, s.side, lang))),
    )


def _same(store: Quads, counted: Scope, other: Scope) -> tuple[str, ...]:
    """Items that the other side has itself: the deck speaks of abilities of the guide."""
    stem = curie(other.ref.iri)
    return tuple(
        item
        for item in counted.items
        if item in other.items or (other.whole and stem in document_of(store, item))
    )


def _between(
    known: Iterable[Mapping], links: Iterable[Link], left: Scope, right: Scope
) -> dict[Link, Mapping | None]:
    """Links in which an item of at least one side stands, with the row that says each."""
    rows: dict[Link, Mapping | None] = {}
    for row in known:
        if row.object != NO_TERM and not row.negated:
            link = Link(row.subject, row.object, row.predicate, row.confidence)
            rows |= {link: row, link.turned(): row}
    rows |= {said: None for link in links for said in (link, link.turned())}
    joined = between(rows, left, right)
    return {
        link: rows[link] for link in joined if link.left in left.items or link.right in right.items
    }


def _coverage(
    of: str, by: str, counted: Scope, links: Iterable[Link], same: Collection[str]
) -> Coverage:
    own = [link for link in links if link.left in counted.items]
    return coverage(of, by, counted.items, counted.kinds, own, same)


def _differences(store: Quads, sides: tuple[Scope, Scope], lang: str) -> tuple[Conflict, ...]:
    """Recorded differences in which both documents are quoted; of parts, those about them."""
    documents = [frozenset(document_of(store, side.ref.iri)[:1]) for side in sides]
    if documents[0] == documents[1]:
        return ()
    wanted = documents[0] | documents[1]
    codes = {curie(iri) for s in sides if not s.whole for iri in (*s.items, *s.side.parts)}
    return tuple(
        conflict
        for conflict in conflicts(store, lang=lang)
        if wanted <= {q.source.removesuffix(".txt") for r in conflict.readings for q in r.quotes}
        and (not codes or codes & set(conflict.about))
    )


class _View:
    """The graph in one language."""

    def __init__(self, store: Quads, sides: tuple[Scope, Scope], lang: str) -> None:
        self.store, self.sides, self.lang = store, sides, lang

    def pairs(self, found: dict[Link, Mapping | None]) -> tuple[Pair, ...]:
        pairs = [self._pair(link, row) for link, row in found.items()]
        places = {item: n for side in self.sides for n, item in enumerate(side.items)}
        return tuple(
            sorted(
                pairs,
                key=lambda p: (
                    PREDICATES.index(p.predicate),
                    -(p.confidence or 0),
                    places.get(p.left.iri, len(places)),
                    p.left.iri,
                    p.right.iri,
                ),
            )
        )

    def _pair(self, link: Link, row: Mapping | None) -> Pair:
        quotes: dict[str, tuple[str, ...]] = defaultdict(tuple)
        if row is not None:
            quotes |= {row.subject: row.subject_evidence, row.object: row.object_evidence}
        left, right = (self._end(iri, quotes[iri]) for iri in (link.left, link.right))
        justification = row.justification if row else ""
        comment = self._comment(row) if row else ""
        return Pair(left, right, link.predicate, link.confidence, justification, comment)

    def _end(self, iri: str, quotes: Collection[str]) -> End:
        named = ref(self.store, iri, self.lang)
        rests = tuple(q for q in self._quotes(iri) if not quotes or q.iri in quotes)
        levels = levels_of(self.store, iri, self.lang)
        return End(named.iri, named.code, named.label, named.kind, levels, rests)

    def _quotes(self, iri: str) -> list[Evidence]:
        return evidence_of(self.store, iri)

    def _comment(self, row: Mapping) -> str:
        return row.comment_zh or row.comment if self.lang == "zh" else row.comment or row.comment_zh

    def alone(
        self, number: int, covered: Collection[str], known: Iterable[Mapping]
    ) -> tuple[Alone, ...]:
        other = document_of(self.store, self.sides[1 - number].ref.iri)[:1]
        none = {
            row.subject: row
            for row in known
            if row.object == NO_TERM and curie(row.object_source) in other
        }
        return tuple(
            self._alone(item, none.get(item))
            for item in self.sides[number].items
            if item not in covered
        )

    def _alone(self, item: str, row: Mapping | None) -> Alone:
        named = ref(self.store, item, self.lang)
        comment = self._comment(row) if row else ""
        return Alone(
            named.iri,
            named.code,
            named.label,
            named.kind,
            row is not None,
            comment,
            tuple(self._quotes(item)),
        )

    def places(self, found: Iterable[Link]) -> dict[str, tuple[str, ...]]:
        left, right = self.sides
        places = {link.left: place_of(self.store, left, link.left) for link in found}
        places |= {link.right: place_of(self.store, right, link.right) for link in found}
        return left.items | right.items | places

    def names(self, places: dict[str, tuple[str, ...]]) -> dict[str, str]:
        kinds = {kind for side in self.sides for kind in side.kinds.values()}
        named = {name for names in places.values() for name in names}
        return {name: self._name(name) for name in sorted(named | kinds)}

    def _name(self, name: str) -> str:
        """Label of a part, which is an IRI, or of a class of ours."""
        return label(self.store, name if ":" in name else AIT + name, self.lang)
