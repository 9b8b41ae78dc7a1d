"""What can be reached, bottlenecks, groups and reasons, on graphs made by hand."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx
import pytest
from random_graphs import all_paths, random_graph

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.routing import (
    Reason,
    bottlenecks,
    communities,
    crossings,
    reachable,
    ways_in,
    why_not,
)


def graph_of(*pairs: str) -> nx.DiGraph[str]:
    """A graph with an edge for every pair of letters."""
    return nx.DiGraph([(pair[0], pair[1]) for pair in pairs])


def test_reachable_counts_steps_and_leaves_the_start_out() -> None:
    assert reachable(graph_of("ab", "bc", "ac", "aa", "xa"), "a") == {"b": 1, "c": 1}


def test_a_start_on_a_cycle_is_reached_after_the_length_of_the_shortest() -> None:
    graph = graph_of("ab", "ba", "bc", "ca")
    assert reachable(graph, "a") == {"b": 1, "a": 2, "c": 2}
    assert ways_in(graph, "a") == {"b": 1, "c": 1, "a": 2}


def test_unknown_nodes_are_errors() -> None:
    graph = graph_of("ab")
    for call in (reachable, ways_in):
        with pytest.raises(UnknownName):
            call(graph, "z")
    with pytest.raises(UnknownName):
        bottlenecks(graph, ["z"])
    with pytest.raises(UnknownName):
        why_not(graph, "a", "z")


def test_the_gate_between_two_halves_is_the_bottleneck_of_all_pairs_across() -> None:
    graph = graph_of("ag", "bg", "gx", "gy")
    # Pairs with a route: ag bg gx gy ax ay bx by; the last four need g.
    assert bottlenecks(graph) == [("g", 0.5)]
    assert bottlenecks(graph, ["a", "b"], ["x", "y"]) == [("g", 1.0)]
    assert crossings(graph, ["a", "b"], ["x", "y"]) == [("g", 1.0)]


def test_two_equal_ways_are_crossed_by_half_and_are_no_bottlenecks() -> None:
    graph = graph_of("ab", "bd", "ac", "cd")
    assert bottlenecks(graph, ["a"], ["d"]) == []
    assert crossings(graph, ["a"], ["d"]) == [("b", 0.5), ("c", 0.5)]


def test_nothing_to_pass_through_is_no_bottleneck() -> None:
    assert bottlenecks(nx.DiGraph()) == []
    assert crossings(graph_of("ab")) == []


def test_bottlenecks_are_the_nodes_on_all_routes_of_an_exhaustive_search() -> None:
    for seed in range(60):
        graph = random_graph(seed)
        pairs = 0
        lost: dict[Any, int] = {}
        for start in graph:
            for goal in set(graph) - {start}:
                inner = [{v for _, v, _ in p} - {goal} for p in all_paths(graph, start, goal)]
                pairs += bool(inner)
                for node in set.intersection(*inner) if inner else ():
                    lost[node] = lost.get(node, 0) + 1
        assert dict(bottlenecks(graph)) == {node: n / pairs for node, n in lost.items()}, seed


def test_two_triangles_joined_by_an_edge_are_two_communities_in_any_order() -> None:
    edges = [tuple(pair) for pair in ("ab", "bc", "ca", "xy", "yz", "zx", "ax")]
    expected = [frozenset("abc"), frozenset("xyz")]
    for seed in range(5):
        random.Random(seed).shuffle(edges)
        assert communities(nx.MultiDiGraph(edges)) == expected


def test_communities_of_a_graph_without_edges_are_its_nodes() -> None:
    assert communities(nx.empty_graph(2)) == [frozenset({0}), frozenset({1})]


def test_a_start_without_steps_out_says_so_and_where_routes_begin() -> None:
    reason = why_not(graph_of("ba", "cd", "dz", "az"), "z", "d")
    assert reason.kind == "start has no steps out"
    assert reason.entries == {"c"}
    assert reason.reached == frozenset()


def test_a_goal_without_steps_in_says_so() -> None:
    reason = why_not(graph_of("ab", "gb"), "a", "g")
    assert reason == Reason("goal has no steps in", frozenset("b"), frozenset("g"))


def test_a_route_the_other_way_is_the_wrong_direction() -> None:
    assert why_not(graph_of("ga", "ab", "xg"), "a", "g").kind == "wrong direction"


def test_parts_that_nothing_joins_are_other_components() -> None:
    reason = why_not(graph_of("ab", "xy", "yz"), "a", "z")
    assert reason == Reason("other component", frozenset("b"), frozenset("x"))


def test_ends_joined_only_against_a_step_have_no_path() -> None:
    assert why_not(graph_of("ab", "xb", "xz"), "a", "z").kind == "no path"


def test_a_cycle_that_nothing_leads_to_is_an_entry_as_a_whole() -> None:
    reason = why_not(graph_of("ab", "xy", "yx", "yz"), "a", "z")
    assert reason.entries == {"x", "y"}


def test_a_route_that_a_filter_hides_was_filtered_away() -> None:
    whole = graph_of("ab", "bz", "az")
    filtered = whole.edge_subgraph([("a", "b")])
    assert why_not(filtered, "a", "z", whole).kind == "filtered away"
    line = graph_of("ab", "bz")
    reason = why_not(line, "a", "z", avoid=["b"])
    assert reason == Reason("filtered away", frozenset(), frozenset("z"))


def test_asking_why_not_where_there_is_a_route_is_an_error() -> None:
    for goal in "ab":
        with pytest.raises(BadValue, match="there is a route"):
            why_not(graph_of("ab"), "a", goal)
