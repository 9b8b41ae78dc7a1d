"""Two sides compared by the mappings of a graph.

In: the graph and two names. Out: a frozen `Comparison` in one language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from aitalent_kg.compare.answer import Comparison
from aitalent_kg.compare.coverage import Coverage, between, coverage
from aitalent_kg.compare.scope import Scope, scope
from aitalent_kg.compare.view import View
from aitalent_kg.conflicts import Conflict, conflicts
from aitalent_kg.gaps.links import links_of
from aitalent_kg.gaps.sets import Link
from aitalent_kg.gaps.unstated import unstated
from aitalent_kg.lookup import Quads, document_of, ref
from aitalent_kg.mappings.find import is_described
from aitalent_kg.mappings.graphs import held
from aitalent_kg.mappings.record import NO_TERM, Mapping
from aitalent_kg.names import curie
from aitalent_kg.overlap.compared import kinds_of

__all__ = ["compare", "joined", "stated"]

#: A link, and the row of a mapping set that states it; None where no row does.
_Stated = tuple[Link, Mapping | None]


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
        kinds: letters ("KSA") or classes of the items to count, of a whole document anything that
            belongs to it; left out, the items that it lists. What it names besides may be a
            counterpart all the same.
        links: mappings besides those that the graph accepts, rows of sets and plain SKOS triples.
        lang: language of names and reasons.
    Raises:
        UnknownName, AmbiguousName, BadValue: as `scope`.
    """
    sides = scope(store, left, kinds, lang), scope(store, right, kinds, lang)
    known = [entry.mapping for entry in held(store) if entry.status == "accepted"]
    found = joined(store, stated(store, known, links), *sides)
    same = _same(store, *sides), _same(store, *reversed(sides))
    view = View(store, sides, lang)
    places = view.places(found)
    return Comparison(
        sides[0].ref,
        sides[1].ref,
        _both_ways(sides, found, same),
        places,
        tuple(ref(store, item, lang) for item in dict.fromkeys((*same[0], *same[1]))),
        view.pairs(found),
        view.alone(0, {*same[0], *(link.left for link in found)}, known),
        view.alone(1, {*same[1], *(link.right for link in found)}, known),
        _differences(store, sides, lang),
        view.names(places),
        tuple(dict.fromkeys(u for s in sides for u in unstated(store, s.side, lang))),
        (sides[0].document, sides[1].document),
        tuple(sorted(kinds_of(store, kinds) or ())),
        {"left": dict(sides[0].there), "right": dict(sides[1].there)},
        lang,
    )


def _same(store: Quads, counted: Scope, other: Scope) -> tuple[str, ...]:
    """Items that the other side has itself: the deck speaks of abilities of the guide."""
    stem = curie(other.ref.iri)
    return tuple(
        item
        for item in counted.items
        if item in other.items or (other.whole and stem in document_of(store, item))
    )


def stated(store: Quads, known: Iterable[Mapping], links: Iterable[Link]) -> Iterator[_Stated]:
    """Links with the rows that state them; those that only a SKOS triple or a caller states."""
    for row in known:
        if row.object != NO_TERM and not row.negated:
            yield Link(row.subject, row.object, row.predicate, row.confidence), row
    yield from ((link, None) for link in (*links_of(store), *links))


def joined(
    store: Quads, found: Iterable[_Stated], left: Scope, right: Scope
) -> dict[Link, Mapping | None]:
    """Links in which an item of at least one side stands; what several state alike is one.

    A link to what no file describes joins nothing; `mapping_report` names it.
    """
    alike: dict[tuple[str, str, str], list[_Stated]] = defaultdict(list)
    for link, row in found:
        for said in between([link], left, right):
            if said.left in left.items or said.right in right.items:
                alike[said.left, said.right, said.predicate].append((said, row))
    return dict(
        _one(some)
        for (one, other, _), some in alike.items()
        if is_described(store, one) and is_described(store, other)
    )


def _one(alike: Iterable[_Stated]) -> _Stated:
    """The link with the highest confidence stated, and the surest row that has a reason."""
    ranked = sorted(alike, key=lambda entry: -(entry[0].confidence or 0))
    rows = [row for _, row in ranked if row]
    reasons = (row for row in rows if row.reason("zh"))
    return ranked[0][0], next(reasons, rows[0] if rows else None)


def _both_ways(
    sides: tuple[Scope, Scope],
    links: Collection[Link],
    same: tuple[Collection[str], Collection[str]],
) -> dict[str, Coverage]:
    turned = [link.turned() for link in links]
    return {
        "left_in_right": _coverage("left", "right", sides[0], links, same[0]),
        "right_in_left": _coverage("right", "left", sides[1], turned, same[1]),
    }


def _coverage(
    of: str, by: str, counted: Scope, links: Iterable[Link], same: Collection[str]
) -> Coverage:
    own = [link for link in links if link.left in counted.items]
    return coverage(of, by, counted.items, counted.kinds, own, same)


def _differences(store: Quads, sides: tuple[Scope, Scope], lang: str) -> tuple[Conflict, ...]:
    """Recorded differences in which both documents are quoted; of parts, those about them."""
    wanted = {side.document for side in sides}
    if len(wanted) == 1 or "" in wanted:
        return ()
    codes = {curie(iri) for s in sides if not s.whole for iri in (*s.items, *s.side.parts)}
    return tuple(
        conflict
        for conflict in conflicts(store, lang=lang)
        if wanted <= conflict.documents and (not codes or codes & set(conflict.about))
    )
