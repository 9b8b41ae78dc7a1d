"""Why there is no route, and what would connect the two ends."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from aitalent_kg.errors import BadValue
from aitalent_kg.routing.prepared import prepare
from aitalent_kg.routing.structure import reachable, ways_in

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Kind", "Reason", "why_not"]

Kind = Literal[
    "filtered away",
    "start has no steps out",
    "goal has no steps in",
    "wrong direction",
    "other component",
    "no path",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why no route leads from a start to a goal; an edge from `reached` to `entries` would."""

    kind: Kind
    reached: frozenset[Hashable]  #: what the start leads to, without itself
    entries: frozenset[Hashable]  #: where routes to the goal begin: no other node leads there


def why_not(
    graph: nx.Graph[Any],
    start: Hashable,
    goal: Hashable,
    whole: nx.Graph[Any] | None = None,
    avoid: Iterable[Hashable] = (),
) -> Reason:
    """Tell why there is no route.

    The first that holds: a filter hides one ("filtered away"); the start has no step out, or the
    goal none in; the way leads only from goal to start ("wrong direction"); not even against
    the direction of the steps are they connected ("other component"); otherwise "no path".

    Args:
        graph: the network that was searched.
        whole: the network before filtering; start and goal may be in this one only.
        avoid: nodes that were not to be entered.
    Raises:
        UnknownName: a node is in neither graph.
        BadValue: there is a route.
    """
    unfiltered = prepare(graph if whole is None else whole)
    for node in (start, goal):
        if node not in graph:
            unfiltered.known(node)
    left = _left(graph, {start, goal}, frozenset(avoid))
    reached = reachable(left, start)
    if goal == start or goal in reached:
        raise BadValue((start, goal), "there is a route; ask `shortest_paths` for it")
    kind = _kind(left, start, goal, [g for g in (graph, whole) if g is not None])
    return Reason(kind, frozenset(reached) - {start}, _entries(left, goal))


def _left(graph: nx.Graph[Any], ends: set[Hashable], avoid: frozenset[Hashable]) -> nx.DiGraph[Any]:
    """What a search could use: start and goal at least."""
    import networkx as nx

    left: nx.DiGraph[Any] = nx.DiGraph()
    left.add_nodes_from(node for node in graph if node not in avoid)
    left.add_nodes_from(sorted(ends, key=repr))
    left.add_edges_from(
        (u, v) for u, near in graph.adjacency() for v in near if u != v and not {u, v} & avoid
    )
    return left


def _kind(
    left: nx.DiGraph[Any], start: Hashable, goal: Hashable, before: list[nx.Graph[Any]]
) -> Kind:
    import networkx as nx

    if any(start in graph and goal in reachable(graph, start) for graph in before):
        return "filtered away"
    if not left.out_degree(start):
        return "start has no steps out"
    if not left.in_degree(goal):
        return "goal has no steps in"
    if start in reachable(left, goal):
        return "wrong direction"
    joined = nx.node_connected_component(left.to_undirected(as_view=True), start)
    return "no path" if goal in joined else "other component"


def _entries(left: nx.DiGraph[Any], goal: Hashable) -> frozenset[Hashable]:
    """Nodes of the first strongly connected parts that lead to the goal; mostly single nodes."""
    import networkx as nx

    part = left.subgraph([goal, *ways_in(left, goal)])
    parts = nx.condensation(part)
    first = (parts.nodes[number]["members"] for number in parts if not parts.in_degree(number))
    return frozenset().union(*first)
