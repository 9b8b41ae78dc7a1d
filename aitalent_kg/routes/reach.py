"""What can be reached from a node, and from where a node can be reached, with the fewest steps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import networkx as nx

from aitalent_kg.lookup import Quads, ref
from aitalent_kg.network.links import MEMBER, Link
from aitalent_kg.routes.chart import chart_of
from aitalent_kg.routes.places import node_of
from aitalent_kg.routes.plan import NOTHING, Place, place, plan
from aitalent_kg.table import Table

__all__ = ["reachable", "reached", "ways_in"]

_HEADS = ("steps", "code", "label", "kind")


def reachable(
    store: Quads,
    name: str,
    documents: str | Iterable[str] | None = None,
    inferred: bool = True,
    lang: str = "zh",
) -> Table:
    """Every node to which routes lead from a node, those of fewest steps first.

    Columns: `steps`, `code`, `label`, `kind`; `last_from`, `last_kind` and `last_kind_basis`, the
    last line of a shortest route; `condition` of that line; `documents`; `quotes`. A role of a
    category that is reached counts as reached with it: its line is of kind "example". What one is
    a member of does not count: one is there already.

    Raises:
        UnknownName, AmbiguousName: of the node or a document.
    """
    chart = chart_of(store, documents, inferred)
    node = node_of(store, name, chart.every_step, chart.every_member)
    found = reached(chart.steps, chart.members, (), node, chart.single)
    return _table(store, found, "last", lang)


def reached(
    steps: Collection[Link],
    members: Iterable[Link],
    starts: Collection[Link],
    start: str,
    single: Collection[str],
) -> dict[str, tuple[int, Link]]:
    """Where routes lead from a node: fewest steps, and the last line of such a route.

    Args:
        starts, single: as `plan` takes them; where a person stands is not reached.
    """
    graph = plan(steps, members, starts, start, None, NOTHING, single)
    found: dict[str, tuple[int, Link]] = {}
    for end, (number, trail) in _nearest(graph, place(start)).items():
        line = _lines(graph, trail[-2], trail[-1])[-1]
        if end[1] != MEMBER:
            found.setdefault(end[0], (number, line))
    stood = {link.end for link in starts}
    return {iri: way for iri, way in found.items() if iri not in stood}


def ways_in(
    store: Quads,
    name: str,
    documents: str | Iterable[str] | None = None,
    inferred: bool = True,
    lang: str = "zh",
) -> Table:
    """Every node from which routes lead to a node, those of fewest steps first.

    Columns as of `reachable`, with `first_to`, `first_kind` and `first_kind_basis`: the first
    line of a route.

    Raises:
        UnknownName, AmbiguousName: of the node or a document.
    """
    chart = chart_of(store, documents, inferred)
    node = node_of(store, name, chart.every_step, chart.every_member)
    graph = plan(chart.steps, chart.members, (), None, node, NOTHING, chart.single)
    goal = place(node)
    found: dict[str, tuple[int, Link]] = {}
    for start, (steps, trail) in _nearest(graph.reverse(copy=False), goal).items():
        if start[1] == "":
            line = _lines(graph, trail[-1], trail[-2])[0]
            found.setdefault(start[0], (steps, line))
    return _table(store, found, "first", lang)


def _nearest(graph: nx.MultiDiGraph[Place], start: Place) -> dict[Place, tuple[int, list[Place]]]:
    """Places but the start -> fewest steps, and of those the trail of fewest lines."""
    line = len(graph) + 1  # more than the lines of any trail

    def weight(_: Place, __: Place, edges: dict[str, dict[str, Any]]) -> int:
        return line * min(int(edge["steps"]) for edge in edges.values()) + 1

    far: dict[Place, int]
    trails: dict[Place, list[Place]]
    far, trails = nx.single_source_dijkstra(graph, start, weight=weight)  # type: ignore[assignment]
    order = sorted(far, key=lambda end: (far[end], end))
    return {end: (far[end] // line, trails[end]) for end in order if end[0] != start[0]}


def _lines(graph: nx.MultiDiGraph[Place], tail: Place, head: Place) -> tuple[Link, ...]:
    edges = graph[tail][head]
    lines: tuple[Link, ...] = edges[min(edges, key=lambda key: (edges[key]["steps"], key))]["lines"]
    return lines


def _table(store: Quads, found: dict[str, tuple[int, Link]], which: str, lang: str) -> Table:
    other_end = f"{which}_from" if which == "last" else f"{which}_to"
    heads = (other_end, f"{which}_kind", f"{which}_kind_basis")
    rows = []
    for iri, (steps, line) in found.items():
        node = ref(store, iri, lang)
        other = ref(store, line.start if which == "last" else line.end, lang)
        rows.append(
            (steps, node.code, node.label, node.kind, other.code, line.kind,
             "inferred" if line.kind_inferred else "printed", line.condition(lang),
             ", ".join(line.documents), line.quotes)
        )  # fmt: skip
    return Table.of((*_HEADS, *heads, "condition", "documents", "quotes"), rows)
