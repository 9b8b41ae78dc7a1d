"""What can be reached from a node, and from where a node can be reached, with the fewest steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from aitalent_kg.lookup import Quads, ref
from aitalent_kg.network.graphs import documents_asked
from aitalent_kg.network.links import MEMBER, Link, kept, memberships, transitions
from aitalent_kg.routes.places import node_of
from aitalent_kg.routes.plan import NOTHING, Place, groups_of_backgrounds, place, plan
from aitalent_kg.table import Table

__all__ = ["reachable", "ways_in"]

_HEADS = ("steps", "code", "label", "kind")


def reachable(
    store: Quads,
    name: str,
    documents: str | Iterable[str] | None = None,
    inferred: bool = True,
    lang: str = "zh",
) -> Table:
    """Every node to which routes lead from a node, those of fewest steps first.

    Columns: `steps`, `code`, `label`, `kind`; `last_from` and `last_kind`, the last line of a
    shortest route; `condition` of that line; `documents`; `quotes`. A role of a category that is
    reached counts as reached with it: its line is of kind "example".

    Raises:
        UnknownName, AmbiguousName: of the node or a document.
    """
    graph, start = _open_plan(store, name, documents, inferred, outward=True)
    found: dict[str, tuple[int, Link]] = {}
    for end, (steps, trail) in _nearest(graph, start).items():
        if end[1] != MEMBER:
            line = _lines(graph, trail[-2], trail[-1])[-1]
            found.setdefault(end[0], (steps, line))
    return _table(store, found, "last", lang)


def ways_in(
    store: Quads,
    name: str,
    documents: str | Iterable[str] | None = None,
    inferred: bool = True,
    lang: str = "zh",
) -> Table:
    """Every node from which routes lead to a node, those of fewest steps first.

    Columns as of `reachable`, with `first_to` and `first_kind`: the first line of a route.

    Raises:
        UnknownName, AmbiguousName: of the node or a document.
    """
    graph, goal = _open_plan(store, name, documents, inferred, outward=False)
    found: dict[str, tuple[int, Link]] = {}
    for start, (steps, trail) in _nearest(graph.reverse(copy=False), goal).items():
        if start[1] == "":
            line = _lines(graph, trail[-1], trail[-2])[0]
            found.setdefault(start[0], (steps, line))
    return _table(store, found, "first", lang)


def _open_plan(
    store: Quads,
    name: str,
    documents: str | Iterable[str] | None,
    inferred: bool,
    outward: bool,
) -> tuple[nx.MultiDiGraph[Place], Place]:
    """The plan of which only one end is known, and that end."""
    steps, members = transitions(store), memberships(store)
    node = node_of(store, name, steps, members)
    used = kept(steps + members, documents_asked(documents), inferred=inferred)
    taken = [link for link in used if link.kind != MEMBER]
    belonging = [link for link in used if link.kind == MEMBER]
    start, goal = (node, None) if outward else (None, node)
    single = groups_of_backgrounds(store, members)
    return plan(taken, belonging, (), start, goal, NOTHING, single), place(node)


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
    heads = ("last_from", "last_kind") if which == "last" else ("first_to", "first_kind")
    rows = []
    for iri, (steps, line) in found.items():
        node = ref(store, iri, lang)
        other = ref(store, line.start if which == "last" else line.end, lang)
        rows.append(
            (steps, node.code, node.label, node.kind, other.code, line.kind,
             line.condition(lang), ", ".join(line.documents), line.quotes)
        )  # fmt: skip
    return Table.of((*_HEADS, *heads, "condition", "documents", "quotes"), rows)
