"""A way of the search written out: names, costs and quotes of each line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aitalent_kg.lookup import Quads, Ref, ref
from aitalent_kg.network.asked import in_order
from aitalent_kg.network.links import Link
from aitalent_kg.network.titles import title
from aitalent_kg.routes.answers import Cost, Route, Step
from aitalent_kg.routes.costs import Measure
from aitalent_kg.routes.remarks import Remarks
from aitalent_kg.routes.search import Way

__all__ = ["route_of"]


def route_of(
    store: Quads, way: Way, measures: Sequence[Measure], start: Ref, remarks: Remarks, lang: str
) -> Route:
    """The route that a way stands for.

    Args:
        start: where it begins, which is no node of the graph for a person.
    """
    added = [measure.values(way.lines) for measure in measures]
    blank = [measure.unstated(way.lines) for measure in measures]
    asked = _asked(way.lines, measures)
    steps = []
    for number, line in enumerate(way.lines):
        costs = tuple(
            m.shown(a[number], b[number]) for m, a, b in zip(measures, added, blank, strict=True)
        )
        asks = tuple(ref(store, item, lang) for item in sorted(asked[number]))
        here, there = (
            start if iri == start.iri else ref(store, iri, lang) for iri in (line.start, line.end)
        )
        titles = (_title(store, here, lang), _title(store, there, lang))
        steps.append(_step(line, (here, there), titles, costs, asks, lang))
    totals = (m.shown(v, sum(b)) for m, v, b in zip(measures, way.costs, blank, strict=True))
    return Route(
        tuple(steps),
        tuple(totals),
        _resting_on(way.lines),
        remarks.paths(way.lines),
        remarks.differences(way.lines),
    )


def _title(store: Quads, end: Ref, lang: str) -> str:
    return title(store, end.iri, lang) if end.code else end.label


def _step(
    line: Link,
    ends: tuple[Ref, Ref],
    titles: tuple[str, str],
    costs: tuple[Cost, ...],
    asks: tuple[Ref, ...],
    lang: str,
) -> Step:
    return Step(
        from_=ends[0],
        to=ends[1],
        kind=line.kind,
        condition=line.condition(lang),
        costs=costs,
        asks=asks,
        basis="inferred" if line.inferred else "printed",
        kind_basis="inferred" if line.kind_inferred else "printed",
        documents=line.documents,
        quotes=line.quotes,
        qualifiers=line.qualified(lang),
        titles=titles,
    )


def _asked(lines: Sequence[Link], measures: Iterable[Measure]) -> list[frozenset[str]]:
    """The items that each line asks for first, where they are counted."""
    for measure in measures:
        if measure.name == "missing":
            seen, found = measure.held, []
            for line in lines:
                found.append(measure.asked(line) - seen)
                seen |= found[-1]
            return found
    return [frozenset()] * len(lines)


def _resting_on(lines: Iterable[Link]) -> tuple[str, ...]:
    """As few documents as the lines can rest on; one that several say needs none of its own."""
    found: set[str] = set()
    for line in sorted(lines, key=lambda line: len(line.documents)):
        if line.documents and not found & {*line.documents}:
            found.add(line.documents[0])
    return in_order(found)
