"""Routes against all simple paths of 500 random graphs."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from random_graphs import (
    Edges,
    all_paths,
    cheapest,
    random_graph,
    total,
    unbeaten,
    union,
    visiting,
)

from aitalent_kg.routing import Additive, Cost, Found, Gathered, pareto_paths, shortest_paths

GRAPHS = 500
STEPS, A, B = Additive("steps"), Additive("first", "a"), Additive("second", "b")


def worth(items: frozenset[str]) -> float:
    """Two items are worth as much as one: larger sets may tie."""
    return (len(items) + 1) // 2 + 2.5 * ("p" in items)


MET = Gathered("met", "items", had=frozenset("t"))
WORTH = Gathered("worth", "items", worth)


def naive(graph: nx.MultiDiGraph[Any], cost: Cost) -> Callable[[Edges], float]:
    """The cost of a path, from its definition."""
    if isinstance(cost, Additive):
        return lambda edges: total(graph, edges, cost.weight)
    return lambda edges: cost.value(union(graph, edges) - cost.had) if edges else 0


class Case:
    """A random graph with a question."""

    def __init__(self, seed: int) -> None:
        self.graph = random_graph(seed)
        rng = random.Random(seed)
        nodes = list(self.graph)
        self.start, self.goal = rng.choice(nodes), rng.choice(nodes)
        self.k = rng.randint(1, 6)
        rest = [node for node in nodes if node not in {self.start, self.goal}]
        rng.shuffle(rest)
        self.via = set(rest[: rng.choice([0, 0, 0, 1, 2])])
        self.avoid = set(rest[2 : 2 + rng.choice([0, 0, 0, 1, 2])])
        every = all_paths(self.graph, self.start, self.goal)
        self.paths = visiting(every, self.start, self.via, self.avoid)

    def shortest(self, cost: Cost) -> Found:
        ends = self.graph, self.start, self.goal
        return shortest_paths(*ends, cost, self.k, via=self.via, avoid=self.avoid)

    def pareto(self, costs: list[Cost]) -> Found:
        ends = self.graph, self.start, self.goal
        return pareto_paths(*ends, costs, via=self.via, avoid=self.avoid)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [Case(seed) for seed in range(GRAPHS)]


def test_the_random_graphs_hold_every_kind_of_case(cases: list[Case]) -> None:
    graphs = [case.graph for case in cases]
    assert any(u == v for graph in graphs for u, v in graph.edges())
    assert any(graph.number_of_edges(u, v) > 1 for graph in graphs for u, v in graph.edges())
    assert any(not nx.is_directed_acyclic_graph(graph) for graph in graphs)
    assert sum(not case.paths for case in cases) > 50
    assert sum(len(case.paths) > 6 for case in cases) > 50
    assert sum(bool(case.via and case.paths) for case in cases) > 30
    assert sum(bool(case.avoid and case.paths) for case in cases) > 50


@pytest.mark.parametrize("cost", [STEPS, A, MET, WORTH], ids=lambda cost: cost.name)
def test_shortest_paths_are_those_of_an_exhaustive_search(cases: list[Case], cost: Cost) -> None:
    for seed, case in enumerate(cases):
        price = naive(case.graph, cost)
        found = case.shortest(cost)
        assert found.complete
        expected = cheapest(case.paths, price, case.k)
        assert [path.edges for path in found.paths] == sorted(
            expected, key=lambda edges: (price(edges), len(edges), repr(edges))
        ), seed
        assert [path.costs for path in found.paths] == [(price(p.edges),) for p in found.paths]


@pytest.mark.parametrize(
    "costs",
    [[A, B], [STEPS, A, B], [A, MET], [WORTH, STEPS], [MET], [WORTH, A, MET], [A]],
    ids=lambda costs: "-".join(cost.name for cost in costs),
)
def test_pareto_paths_are_those_of_an_exhaustive_search(
    cases: list[Case], costs: list[Cost]
) -> None:
    for seed, case in enumerate(cases):
        prices = [naive(case.graph, cost) for cost in costs]

        def vector(edges: Edges, prices: Any = prices) -> tuple[float, ...]:
            return tuple(price(edges) for price in prices)

        found = case.pareto(costs)
        assert found.complete
        expected = unbeaten(case.paths, vector)
        assert [path.edges for path in found.paths] == sorted(
            expected, key=lambda edges: (*vector(edges), len(edges), repr(edges))
        ), seed
        assert [path.costs for path in found.paths] == [vector(p.edges) for p in found.paths]
