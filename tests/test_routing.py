"""Routes on graphs made by hand, one rule each."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from random_graphs import random_graph

from aitalent_kg.errors import AitalentError, BadValue, UnknownName
from aitalent_kg.routing import (
    Additive,
    Cost,
    Found,
    Gathered,
    Prepared,
    TooManyRoutes,
    pareto_paths,
    shortest_paths,
)

COST = Additive("cost", "cost")
STEPS = Additive("steps")
ITEMS = Gathered("missing", "items")


def directed(*edges: tuple[str, str, float]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for u, v, cost in edges:
        graph.add_edge(u, v, cost=cost)
    return graph


def words(found: Found) -> list[str]:
    """The nodes of the routes, run together."""
    return ["".join(map(str, path.nodes)) for path in found.paths]


#: Two ways of cost 2, one of 3, one of 9.
FOUR = directed(
    ("a", "b", 1), ("b", "d", 1), ("a", "c", 1), ("c", "d", 1), ("b", "c", 1), ("a", "d", 9)
)


def test_ties_of_the_cheapest_are_all_there() -> None:
    assert words(shortest_paths(FOUR, "a", "d", COST)) == ["abd", "acd"]


def test_routes_that_tie_with_the_kth_are_there_beyond_k() -> None:
    graph = directed(("a", "b", 1), ("a", "c", 2), ("a", "d", 2))
    graph.add_edges_from([("b", "e"), ("c", "e"), ("d", "e")])
    assert words(shortest_paths(graph, "a", "e", COST, k=2)) == ["abe", "ace", "ade"]


def test_fewer_routes_than_k_are_a_complete_answer() -> None:
    found = shortest_paths(FOUR, "a", "d", COST, k=50)
    assert words(found) == ["abd", "acd", "abcd", "ad"]
    assert found.complete


def test_of_equal_costs_fewer_edges_come_first() -> None:
    graph = directed(("a", "b", 0), ("b", "z", 2), ("a", "z", 2))
    assert words(shortest_paths(graph, "a", "z", COST)) == ["az", "abz"]


def test_parallel_edges_are_routes_of_their_own() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="x", cost=1)
    graph.add_edge("a", "b", key="y", cost=1)
    graph.add_edge("a", "b", key="z", cost=2)
    edges = [path.edges for path in shortest_paths(graph, "a", "b", COST).paths]
    assert edges == [(("a", "b", "x"),), (("a", "b", "y"),)]


def test_an_undirected_edge_is_a_step_either_way() -> None:
    graph: nx.Graph[str] = nx.Graph([("b", "a"), ("c", "b")])
    (path,) = shortest_paths(graph, "a", "c").paths
    assert path.edges == (("a", "b", 0), ("b", "c", 0))


@pytest.mark.parametrize("cost", [STEPS, COST, ITEMS])
def test_start_at_the_goal_is_the_empty_route_alone(cost: Any) -> None:
    graph = directed(("a", "b", 1), ("b", "a", 0), ("a", "a", 0))
    for found in (
        shortest_paths(graph, "a", "a", cost, k=5),
        pareto_paths(graph, "a", "a", [cost]),
    ):
        assert [(path.edges, path.costs) for path in found.paths] == [((), (0.0,))]
        assert found.complete


def test_no_route_is_an_empty_and_complete_answer() -> None:
    assert shortest_paths(FOUR, "d", "a") == Found((), True)
    assert pareto_paths(FOUR, "d", "a", [STEPS, COST]) == Found((), True)


def test_an_edge_without_the_attribute_costs_the_default() -> None:
    graph = directed(("a", "b", 1))
    graph.add_edge("b", "c")
    assert shortest_paths(graph, "a", "c", Additive("x", "cost", 5)).paths[0].costs == (6.0,)


def test_tenths_that_add_to_the_same_tie() -> None:
    graph = directed(("a", "b", 0.1), ("b", "z", 0.2), ("a", "z", 0.3))
    found = shortest_paths(graph, "a", "z", COST)
    assert [path.costs for path in found.paths] == [(0.3,), (0.3,)]
    assert words(pareto_paths(graph, "a", "z", [COST])) == ["az", "abz"]


def test_large_whole_costs_stay_exact() -> None:
    graph = directed(("a", "b", 2**60), ("b", "z", 1), ("a", "z", 2**60))
    assert words(shortest_paths(graph, "a", "z", COST)) == ["az"]


def test_a_free_cycle_adds_no_route() -> None:
    graph = directed(("a", "b", 0), ("b", "c", 0), ("c", "a", 0), ("c", "b", 0), ("b", "z", 0))
    assert words(shortest_paths(graph, "a", "z", COST, k=9)) == ["abz"]
    assert words(pareto_paths(graph, "a", "z", [COST, COST])) == ["abz"]


def test_items_of_nodes_entered_and_edges_taken_count_once_and_the_starts_do_not() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("a", items=["start"])
    graph.add_node("b", items=["k1", "k2"])
    graph.add_node("c", items=["k2"])
    graph.add_edge("a", "b", items=["k1"])
    graph.add_edge("b", "c", items={"k3", "have"})
    cost = Gathered("missing", "items", had=frozenset({"have"}))
    assert shortest_paths(graph, "a", "c", cost).paths[0].costs == (3.0,)


def test_the_route_with_fewest_items_in_all_may_be_no_continuation_of_the_fewest_so_far() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "m", items=[1])
    graph.add_edge("a", "b", items=[2])
    graph.add_edge("b", "m", items=[3])
    graph.add_edge("m", "z", items=[2, 3, 4])
    assert [p.costs for p in shortest_paths(graph, "a", "z", ITEMS).paths] == [(3.0,)]
    assert words(shortest_paths(graph, "a", "z", ITEMS)) == ["abmz"]


def test_pareto_keeps_each_trade_and_its_ties_and_drops_what_is_beaten() -> None:
    graph = directed(("a", "z", 9), ("a", "b", 1), ("b", "z", 1), ("a", "c", 2), ("c", "z", 0))
    graph.add_edge("a", "d", cost=3)
    graph.add_edge("d", "z", cost=0)
    found = pareto_paths(graph, "a", "z", [STEPS, COST])
    assert [(path.costs, path.nodes[1]) for path in found.paths] == [
        ((1.0, 9.0), "z"),
        ((2.0, 2.0), "b"),
        ((2.0, 2.0), "c"),
    ]


def test_via_is_visited_in_any_order_on_a_route_that_is_not_the_cheapest() -> None:
    graph = directed(
        ("a", "z", 1), ("a", "p", 1), ("p", "q", 1), ("q", "z", 1), ("q", "p", 1), ("a", "q", 5)
    )
    graph.add_edge("p", "z", cost=1)
    assert words(shortest_paths(graph, "a", "z", COST, via=["q", "p"])) == ["apqz"]
    both = pareto_paths(graph, "a", "z", [STEPS, COST], via=["p", "q"])
    assert words(both) == ["apqz"]


def test_via_never_makes_a_route_visit_a_node_twice() -> None:
    graph = directed(("a", "b", 1), ("b", "c", 1), ("c", "b", 1), ("b", "z", 1))
    assert shortest_paths(graph, "a", "z", via=["c"]).paths == ()
    assert pareto_paths(graph, "a", "z", [STEPS], via=["c"]).paths == ()


def test_avoided_nodes_are_not_entered() -> None:
    assert words(shortest_paths(FOUR, "a", "d", COST, k=9, avoid=["b"])) == ["acd", "ad"]
    assert words(pareto_paths(FOUR, "a", "d", [STEPS, COST], avoid=["b"])) == ["ad", "acd"]


@pytest.mark.parametrize("bad", [-1, float("nan"), float("inf"), "3", None, [1]])
def test_a_cost_that_is_no_number_from_0_is_named_with_its_edge(bad: Any) -> None:
    graph = directed(("a", "b", 1))
    graph.add_edge("x", "y", cost=bad)
    with pytest.raises(BadValue, match=r"cost of the edge \('x', 'y', 0\)"):
        shortest_paths(graph, "a", "b", COST)
    with pytest.raises(BadValue, match=r"cost of the edge \('x', 'y', 0\)"):
        pareto_paths(graph, "a", "b", [STEPS, COST])


def test_a_value_that_falls_is_an_error() -> None:
    cost = Gathered("odd", "items", lambda items: -len(items))
    graph = directed(("a", "b", 1))
    graph.nodes["b"]["items"] = ["k1"]
    with pytest.raises(BadValue, match="odd"):
        shortest_paths(graph, "a", "b", cost)


def test_a_text_in_place_of_items_is_an_error() -> None:
    graph = directed(("a", "b", 1))
    graph.nodes["b"]["items"] = "k1"
    with pytest.raises(BadValue, match="not a text"):
        shortest_paths(graph, "a", "b", ITEMS)


def test_unknown_nodes_are_named() -> None:
    questions: list[tuple[str, str, dict[str, Any]]] = [
        ("x", "d", {}),
        ("a", "x", {}),
        ("a", "d", {"via": ["x"]}),
        ("a", "d", {"avoid": ["x"]}),
    ]
    for start, goal, limits in questions:
        with pytest.raises(UnknownName, match="no node 'x' in the network"):
            shortest_paths(FOUR, start, goal, **limits)
        with pytest.raises(UnknownName, match="no node 'x' in the network"):
            pareto_paths(FOUR, start, goal, [STEPS], **limits)


def test_contradictions_in_a_question_are_errors() -> None:
    for wrong in ({"k": 0}, {"most": 0}, {"avoid": ["a"]}, {"avoid": ["d"]}):
        with pytest.raises(BadValue):
            shortest_paths(FOUR, "a", "d", **wrong)
    with pytest.raises(BadValue):
        shortest_paths(FOUR, "a", "d", via=["b"], avoid=["b"])
    with pytest.raises(BadValue, match="one cost or more"):
        pareto_paths(FOUR, "a", "d", [])


def test_most_cuts_ties_off_and_says_so() -> None:
    cut = shortest_paths(FOUR, "a", "d", COST, most=1)
    assert (len(cut.paths), cut.complete) == (1, False)
    assert shortest_paths(FOUR, "a", "d", COST, most=2).complete


def test_a_grid_of_very_many_ties_comes_back() -> None:
    cells = [(row, column) for row in range(25) for column in range(25)]
    grid: nx.Graph[tuple[int, int]] = nx.Graph()
    grid.add_edges_from(((r, c), (r + 1, c)) for r, c in cells if r < 24)
    grid.add_edges_from(((r, c), (r, c + 1)) for r, c in cells if c < 24)
    for found in (
        shortest_paths(grid, (0, 0), (24, 24)),
        shortest_paths(grid, (0, 0), (24, 24), via=[(0, 24), (24, 0)], most=50),
        pareto_paths(grid, (0, 0), (24, 24), [STEPS, Additive("same", None)]),
    ):
        assert not found.complete
        assert {path.costs[0] for path in found.paths} <= {48.0, 96.0}
        assert len({path.edges for path in found.paths}) == len(found.paths) >= 50


def test_a_free_dead_end_in_which_all_is_joined_does_not_trap_the_search() -> None:
    trap = nx.complete_graph(120, create_using=nx.DiGraph)
    trap.add_weighted_edges_from([("s", 0, 0), ("s", "m", 5), ("m", "t", 5)], weight="cost")
    assert words(shortest_paths(trap, "s", "t", COST, k=5)) == ["smt"]
    assert words(pareto_paths(trap, "s", "t", [COST, STEPS])) == ["smt"]


def test_all_free_edges_between_all_nodes_do_not_trap_the_search() -> None:
    graph = nx.complete_graph(60)
    found = shortest_paths(graph, 0, 1, COST, k=59)
    assert [len(path.edges) for path in found.paths][:60] == [1] + [2] * 58 + [3]
    assert len(pareto_paths(graph, 0, 1, [COST, COST], most=100).paths) == 100


def test_a_question_that_is_too_hard_is_one_error() -> None:
    ladder: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    for place in range(40):  # 2 to the 40 sets of items, all of the same size
        ladder.add_edge(place, place + 1, items=[("left", place)])
        ladder.add_edge(place, place + 1, items=[("right", place)])
    both: list[list[Cost]] = [[ITEMS], [STEPS, ITEMS]]
    for costs in both:
        with pytest.raises(AitalentError, match="too many") as caught:
            pareto_paths(ladder, 0, 40, costs)
        assert isinstance(caught.value, TooManyRoutes)


def test_a_prepared_graph_gives_the_same_answers() -> None:
    for seed in range(40):
        graph = random_graph(seed)
        ready, goal = Prepared(graph), graph.number_of_nodes() - 1
        cost = Additive("first", "a")
        for avoid in ([], [1]) if goal > 1 else ([],):
            mine = shortest_paths(ready, 0, goal, cost, 3, avoid=avoid)
            assert mine == shortest_paths(graph, 0, goal, cost, 3, avoid=avoid)
            both = pareto_paths(ready, 0, goal, [cost, STEPS], avoid=avoid)
            assert both == pareto_paths(graph, 0, goal, [cost, STEPS], avoid=avoid)
