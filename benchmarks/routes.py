"""Routes: ours against networkx and rustworkx on a random network of 100,000 edges.

The cheapest k with all ties: `networkx.shortest_simple_paths`, taken until the cost passes that of
the k-th. The Pareto front of two costs: networkx finds the least second cost for every value of
the first by Dijkstra's method on a layered graph (node, first cost so far), which is what it has
for the purpose; it gives the values, ours also every route of each. rustworkx gives the lengths of
the k shortest, but not the routes; nearest to k = 1 is its `digraph_all_shortest_paths`. Answers are compared, runs alternate.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import rustworkx as rx
from report import Section, verdict, write_section

from aitalent_kg.routing import Additive, Prepared, pareto_paths, shortest_paths

NODES, EDGES = 10_000, 100_000
PAIRS = {1: 21, 5: 9, 20: 5}
FRONTS = 4
FIRST, SECOND = Additive("first", "a"), Additive("second", "b")
HEAD = "| measured | pairs | median | span | aim | |"


def network() -> nx.DiGraph[int]:
    """The same each time."""
    rng = random.Random(1)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(NODES))
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < EDGES:
        u, v = rng.sample(range(NODES), 2)
        pairs[u, v] = None
    for u, v in pairs:
        graph.add_edge(u, v, a=rng.randint(1, 20), b=rng.randint(1, 20))
    return graph


def peer_shortest(graph: nx.DiGraph[int], start: int, goal: int, k: int) -> list[float]:
    """Costs of the k cheapest and those that tie."""
    costs: list[float] = []
    for path in nx.shortest_simple_paths(graph, start, goal, weight="a"):
        cost = nx.path_weight(graph, path, "a")
        if len(costs) >= k and cost > costs[-1]:
            break
        costs.append(cost)
    return costs


def peer_front(graph: nx.DiGraph[int], start: int, goal: int) -> list[tuple[float, float]]:
    """Values of the front, by layers of the first cost.

    Layers are needed up to the first cost of the route that is best in the second, and only
    nodes from which the goal can still be reached within it.
    """
    _, best = nx.single_source_dijkstra(
        graph, start, goal, weight=lambda u, v, d: d["b"] + d["a"] / 1e6
    )
    most = int(nx.path_weight(graph, best, "a"))
    least = nx.single_source_dijkstra_path_length(graph.reverse(copy=False), goal, weight="a")
    layered: nx.DiGraph[tuple[int, int]] = nx.DiGraph()
    layered.add_node((start, 0))
    ahead = [(start, 0)]
    while ahead:
        node, spent = ahead.pop()
        for other, data in graph.adj[node].items():
            state = (other, spent + data["a"])
            if state[1] + least.get(other, most + 1) <= most:
                if state not in layered:
                    ahead.append(state)
                layered.add_edge((node, spent), state, b=data["b"])
    costs = nx.single_source_dijkstra_path_length(layered, (start, 0), weight="b")
    front: list[tuple[float, float]] = []
    for spent in range(most + 1):
        second = costs.get((goal, spent))
        if second is not None and (not front or second < front[-1][1]):
            front.append((spent, second))
    return front


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and the answer."""
    start = time.perf_counter()
    answer = call()
    return time.perf_counter() - start, answer


def line(name: str, ratios: list[float], aim: float | None = 1.0) -> str:
    """A row of the table; without an aim it is only told."""
    middle = statistics.median(ratios)
    met = "" if aim is None else verdict(middle <= aim)
    span = f"{min(ratios):.2f} to {max(ratios):.2f}"
    return (
        f"| {name} | {len(ratios)} | {middle:.2f} | {span} | {'' if aim is None else aim} | {met} |"
    )


def shortest(graph: nx.DiGraph[int], rng: random.Random) -> list[str]:
    """The k cheapest: on a prepared graph, and on the graph as it is."""
    rows = []
    ready = Prepared(graph)
    shortest_paths(ready, 0, 1, FIRST)
    for k, pairs in PAIRS.items():
        prepared, plain = [], []
        for start, goal in (rng.sample(range(NODES), 2) for _ in range(pairs)):
            ours, found = timed(lambda: shortest_paths(ready, start, goal, FIRST, k))  # noqa: B023
            peer, costs = timed(lambda: peer_shortest(graph, start, goal, k))  # noqa: B023
            raw, _ = timed(lambda: shortest_paths(graph, start, goal, FIRST, k))  # noqa: B023
            assert [path.costs[0] for path in found.paths] == costs
            prepared.append(ours / peer)
            plain.append(raw / peer)
        rows.append(line(f"k = {k}, prepared graph / networkx", prepared))
        rows.append(line(f"k = {k}, graph as it is / networkx", plain))
    return rows


def fronts(graph: nx.DiGraph[int], rng: random.Random) -> list[str]:
    """The Pareto front of two costs."""
    ratios = []
    ready = Prepared(graph)
    for start, goal in (rng.sample(range(NODES), 2) for _ in range(FRONTS)):
        peer, values = timed(lambda: peer_front(graph, start, goal))  # noqa: B023
        ours, found = timed(lambda: pareto_paths(ready, start, goal, [FIRST, SECOND]))  # noqa: B023
        assert sorted({path.costs for path in found.paths}) == values
        ratios.append(ours / peer)
    return [line("front of two costs, prepared graph / networkx", ratios)]


def compiled(graph: nx.DiGraph[int], rng: random.Random) -> list[str]:
    """All cheapest routes, against rustworkx, which is written in Rust."""
    theirs = rx.networkx_converter(graph)
    assert isinstance(theirs, rx.PyDiGraph)
    ready, ratios = Prepared(graph), []
    shortest_paths(ready, 0, 1, FIRST)
    for start, goal in (rng.sample(range(NODES), 2) for _ in range(PAIRS[1])):
        ours, found = timed(lambda: shortest_paths(ready, start, goal, FIRST))  # noqa: B023
        peer, paths = timed(
            lambda: rx.digraph_all_shortest_paths(theirs, start, goal, lambda d: d["a"])  # noqa: B023
        )
        assert sorted(map(tuple, paths)) == sorted(path.nodes for path in found.paths)
        ratios.append(ours / peer)
    return [line("k = 1, prepared graph / rustworkx", ratios, None)]


def main() -> None:
    """Run and print."""
    graph, rng = network(), random.Random(2)
    rows = shortest(graph, rng) + fronts(graph, rng) + compiled(graph, rng)
    write_section(Section("routes", HEAD, rows))


if __name__ == "__main__":
    main()
