"""Random small graphs, and all their simple paths found without thinking."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import Any

import networkx as nx

Edges = tuple[tuple[Any, Any, Any], ...]


def random_graph(seed: int, weights: Collection[int] = range(4)) -> nx.MultiDiGraph[int]:
    """At most 12 nodes, with cycles, self loops and parallel edges; two weights, and items."""
    rng = random.Random(seed)
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    for node in range(rng.choice([2, 3, 5, 7, 9, 10, 11, 12])):
        graph.add_node(node, items=some_items(rng))
    nodes, choice = list(graph), list(weights)
    for _ in range(rng.randint(len(nodes), 4 * len(nodes))):
        u, v = rng.choice(nodes), rng.choice(nodes)
        graph.add_edge(u, v, a=rng.choice(choice), b=rng.choice(choice), items=some_items(rng))
    return graph


def some_items(rng: random.Random) -> list[str]:
    return rng.sample("pqrst", rng.choice([0, 0, 1, 2]))


def all_paths(graph: nx.MultiDiGraph[Any], start: Hashable, goal: Hashable) -> Iterator[Edges]:
    """Every simple path, by walking on along every edge."""

    def walk(edges: Edges, node: Hashable) -> Iterator[Edges]:
        if node == goal:
            yield edges
            return
        entered = {start, *(edge[1] for edge in edges)}
        for u, v, key in graph.edges(keys=True):
            if u == node and v not in entered:
                yield from walk((*edges, (u, v, key)), v)

    yield from walk((), start)


def total(graph: nx.MultiDiGraph[Any], edges: Edges, weight: str | None) -> float:
    return sum(1 if weight is None else graph.edges[edge][weight] for edge in edges)


def union(graph: nx.MultiDiGraph[Any], edges: Edges) -> frozenset[str]:
    met = [graph.edges[edge]["items"] + graph.nodes[edge[1]]["items"] for edge in edges]
    return frozenset(item for items in met for item in items)


def visiting(
    paths: Iterable[Edges], start: Hashable, via: set[Any], avoid: set[Any]
) -> list[Edges]:
    """The paths that visit all of one set and nothing of the other."""
    found = []
    for edges in paths:
        nodes = {start, *(edge[1] for edge in edges)}
        if via <= nodes and not nodes & avoid:
            found.append(edges)
    return found


def cheapest(paths: Iterable[Edges], cost: Callable[[Edges], float], k: int) -> set[Edges]:
    """The k cheapest, and all that tie with the k-th."""
    ranked = sorted(paths, key=cost)
    return {edges for edges in ranked if cost(edges) <= cost(ranked[min(k, len(ranked)) - 1])}


def unbeaten(paths: list[Edges], cost: Callable[[Edges], tuple[float, ...]]) -> set[Edges]:
    """Those than which no other costs less in something and nowhere more."""
    vectors = {cost(edges) for edges in paths}

    def beaten(mine: tuple[float, ...]) -> bool:
        return any(
            other != mine and all(x <= y for x, y in zip(other, mine, strict=True))
            for other in vectors
        )

    good = {vector for vector in vectors if not beaten(vector)}
    return {edges for edges in paths if cost(edges) in good}
