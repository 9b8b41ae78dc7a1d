"""What a network is like as a whole: what can be reached, what everything passes through."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any

from aitalent_kg.routing.prepared import prepare
from aitalent_kg.routing.shortest import STEPS

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["bottlenecks", "communities", "crossings", "reachable", "ways_in"]

Share = tuple[Hashable, float]


def reachable(graph: nx.Graph[Any], start: Hashable) -> dict[Hashable, int]:
    """Node -> steps from the start, nearest first.

    The start itself is there only if it lies on a cycle, with the length of the shortest. Self
    loops are no steps. Raises UnknownName if the graph has no such node.
    """
    prepared = prepare(graph)
    outs = prepared.outs(STEPS)
    return _steps(prepared.known(start), lambda node: [arc[1] for arc in outs[node]])


def ways_in(graph: nx.Graph[Any], goal: Hashable) -> dict[Hashable, int]:
    """Node -> steps from there to the goal, nearest first; otherwise as `reachable`."""
    prepared = prepare(graph)
    ins = prepared.ins(STEPS)
    return _steps(prepared.known(goal), lambda node: [arc[1] for arc in ins[node]])


def _steps(node: Hashable, near: Callable[[Hashable], list[Any]]) -> dict[Hashable, int]:
    found: dict[Hashable, int] = {}
    ahead = deque([(node, 0)])
    while ahead:
        here, steps = ahead.popleft()
        for other in near(here):
            if other not in found:
                found[other] = steps + 1
                ahead.append((other, steps + 1))
    return found


def bottlenecks(
    graph: nx.Graph[Any],
    starts: Iterable[Hashable] | None = None,
    goals: Iterable[Hashable] | None = None,
) -> list[Share]:
    """Nodes without which routes are lost, and the share of pairs that would lose every route.

    Pairs are (start, goal) with a route, start and goal different; without `starts` or `goals`
    every node is one. A node is no bottleneck of pairs that it belongs to. Exact, by the
    dominators of every start (Cooper, Harvey and Kennedy 2001). Largest share first, 0 left out.
    Raises UnknownName for a node that the graph lacks.
    """
    import networkx as nx

    plain = _plain(graph)
    sources, targets = _ends(graph, starts), set(_ends(graph, goals))
    lost: Counter[Hashable] = Counter()
    pairs = 0
    for start in sources:
        above: dict[Hashable, Any] = dict(nx.immediate_dominators(plain, start))
        for goal in above.keys() & targets - {start}:
            pairs += 1
            node = above[goal]
            while node != start:
                lost[node] += 1
                node = above[node]
    return _shares(lost, pairs)


def crossings(
    graph: nx.Graph[Any],
    starts: Iterable[Hashable] | None = None,
    goals: Iterable[Hashable] | None = None,
) -> list[Share]:
    """Nodes that shortest routes pass through, and the share of them that does.

    The share is the mean over the pairs of `bottlenecks`; of a pair with several shortest routes
    each counts as a part. Parallel edges count as one. Exact: betweenness (Brandes 2001).
    """
    import networkx as nx

    plain = _plain(graph)
    sources, targets = _ends(graph, starts), _ends(graph, goals)
    wanted = set(targets)
    pairs = sum(len((nx.descendants(plain, start) & wanted) - {start}) for start in sources)
    sums = nx.betweenness_centrality_subset(plain, sources, targets)
    return _shares(sums, pairs)


def _plain(graph: nx.Graph[Any]) -> nx.DiGraph[Any]:
    """The graph with one edge for parallel ones and none from a node to itself."""
    import networkx as nx

    plain: nx.DiGraph[Any] = nx.DiGraph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((u, v) for u, near in graph.adjacency() for v in near if u != v)
    return plain


def _ends(graph: nx.Graph[Any], nodes: Iterable[Hashable] | None) -> list[Hashable]:
    prepared = prepare(graph)
    return list(dict.fromkeys(graph if nodes is None else map(prepared.known, nodes)))


def _shares(sums: dict[Hashable, Any], pairs: int) -> list[Share]:
    found = [(node, number / pairs) for node, number in sums.items() if number]
    return sorted(found, key=lambda share: (-share[1], repr(share[0])))


def communities(graph: nx.Graph[Any]) -> list[frozenset[Hashable]]:
    """Groups of nodes with more edges inside than between, largest first.

    The method of Louvain (Blondel and others 2008) on the number of edges between two nodes,
    whatever their direction. The same graph gives the same groups, in whatever order it was made.
    """
    import networkx as nx

    names = sorted(graph, key=repr)
    place = {node: number for number, node in enumerate(names)}
    # Numbers, because sets of texts have another order in every process.
    joined: nx.Graph[int] = nx.empty_graph(len(names))
    joined.add_weighted_edges_from(
        (*pair, number) for pair, number in sorted(_joined(graph, place).items())
    )
    found = nx.community.louvain_communities(joined, seed=0)
    groups = [frozenset(names[number] for number in group) for group in found]
    return sorted(groups, key=lambda group: (-len(group), sorted(map(repr, group))))


def _joined(graph: nx.Graph[Any], place: dict[Hashable, int]) -> Counter[tuple[int, int]]:
    """How many edges are between two nodes."""
    number: Counter[tuple[int, int]] = Counter()
    for u, v in graph.edges():
        if u != v:
            pair = sorted((place[u], place[v]))
            number[pair[0], pair[1]] += 1
    return number
