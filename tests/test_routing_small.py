"""Routing at its limits: one more or one less of a cost, a budget, a bound."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from aitalent_kg.errors import BadValue
from aitalent_kg.routing import Additive, Gathered, TooManyRoutes, labels, shortest_paths
from aitalent_kg.routing.backward import Bounds
from aitalent_kg.routing.costs import is_cost, scale
from aitalent_kg.routing.enumeration import Space, _as_cheap, routes
from aitalent_kg.routing.labels import Field, Label, Leap, front
from aitalent_kg.routing.prepared import Arc, Arcs

_EDGE = (None, None, None)


def _bounds() -> Bounds:
    """To z cost a 1, b 2 and c, through b, 5; through a, b would cost 6."""
    ins = {"z": [(1, "a"), (2, "b")], "a": [(5, "b")], "b": [(3, "c")], "c": []}
    return Bounds("z", Arcs(lambda node: [(cost, before, _EDGE) for cost, before in ins[node]]))


def test_the_least_cost_that_waits_bounds_the_states_that_are_not_known() -> None:
    found = _bounds().run("b")
    assert found.known == {"z": 0, "a": 1, "b": 2}
    assert found.rest == 5


def test_where_all_that_reach_the_goal_are_known_no_other_does() -> None:
    found = _bounds().run("c")
    assert found.known == {"z": 0, "a": 1, "b": 2, "c": 5}
    assert found.rest == float("inf")


def test_the_largest_cost_is_one_and_what_is_above_is_taken_for_infinite() -> None:
    assert is_cost(1e100)
    assert not is_cost(1.1e100)
    assert is_cost(0)
    assert not is_cost(-1)


def test_whole_costs_are_their_own_units_and_others_are_billionths() -> None:
    whole, fine = scale([1, 3]), scale([1, 0.123456789])
    assert (whole.one, whole.units) == (1, {1: 1, 3: 3})
    assert fine.units == {1: 1_000_000_000, 0.123456789: 123_456_789}
    assert fine.cost(500_000_000) == 0.5


@pytest.mark.parametrize(("more", "count"), [(1e-9, 1), (1e-10, 2)])
def test_costs_that_differ_in_the_ninth_decimal_differ_and_in_the_tenth_tie(
    more: float, count: int
) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", cost=0.5)
    graph.add_edge("a", "b", cost=0.5 + more)
    assert len(shortest_paths(graph, "a", "b", Additive("cost", "cost")).paths) == count


def test_an_edge_that_lacks_the_attribute_is_free_unless_a_default_is_given() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", cost=2)
    graph.add_edge("b", "c")
    (path,) = shortest_paths(graph, "a", "c", Additive("cost", "cost")).paths
    assert path.costs == (2.0,)


def _space(budget: int, *edges: tuple[str, str], group: Any = None) -> Space:
    """Ways from a to z of which no cost to the goal is known."""

    def make(node: str) -> list[Arc]:
        return [(1, edge[1], (*edge, 0)) for edge in edges if edge[0] == node]

    return Space("a", "a", "z", Arcs(make), Bounds("z", Arcs(lambda _: [])), group, budget)


def test_a_budget_is_the_number_of_states_that_may_be_looked_at() -> None:
    chain = ("a", "b"), ("b", "z")
    assert [cost for cost, _ in routes(_space(2, *chain))] == [2]
    with pytest.raises(TooManyRoutes, match="too many ways to look at"):
        list(routes(_space(1, *chain)))


def test_a_budget_that_is_just_spent_when_the_search_ends_was_enough() -> None:
    ends_at_b = _space(1, ("a", "b"), group=lambda node: (node, 0))
    assert list(routes(ends_at_b)) == []
    assert ends_at_b.budget == 0


def test_a_path_takes_the_place_of_a_walk_that_costs_no_less() -> None:
    walk: list[Arc] = [(1, "b", ("a", "b", 0)), (2, "z", ("b", "z", 0))]
    same: list[Arc] = [(3, "z", ("a", "z", 0))]
    more: list[Arc] = [(4, "z", ("a", "z", 0))]
    assert _as_cheap(walk, same) is same
    assert _as_cheap(walk, more) is walk
    assert _as_cheap(walk, None) is walk


def _one_step(items: object) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", items=items)
    return graph


@pytest.mark.parametrize(("fall", "shown"), [(0.5, "-0.5"), (1e-9, "-1e-09")])
def test_a_value_that_falls_by_a_billionth_or_more_is_refused(fall: float, shown: str) -> None:
    cost = Gathered("missing", "items", value=lambda items: 1 - fall * len(items))
    with pytest.raises(BadValue, match=f"^{shown}: missing must not fall when items are added"):
        shortest_paths(_one_step(["x"]), "a", "b", cost)


def test_items_that_cannot_be_in_a_set_are_refused() -> None:
    with pytest.raises(BadValue, match="items must be a collection of hashables"):
        shortest_paths(_one_step([["x"]]), "a", "b", Gathered("missing", "items"))


def _fan(*widths: int) -> Field:
    """Steps from a to as many nodes, to each so many that cost more of one and less of another.

    Nothing leads on from there. A label is made for a and one for each step. Where n labels are
    kept at a node, 1 + 2 + ... + n are compared; at a itself 1.
    """
    leaps: dict[Any, list[Leap]] = {node: [] for node in range(len(widths))}
    leaps["a"] = [
        Leap(node, ("a", node, key), (key, width - key), 0, 0, 0)
        for node, width in enumerate(widths)
        for key in range(width)
    ]
    start = Label("a", (0, 0), 0, 0)
    return Field(start, "z", leaps, lambda _: (0, 0), lambda sums, _: sums)


@pytest.mark.parametrize(
    ("widths", "counted"),
    [
        ((5,), 7),  # 1 + 5 labels; 1 + 15 compared, which is one more
        ((4, 2, 1), 8),  # 1 + 7 labels; 1 + 10 + 3 + 1 compared, which is none
    ],
)
def test_labels_count_and_sixteen_that_are_compared_as_one_more(
    widths: tuple[int, ...], counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labels, "MOST_LABELS", counted)
    assert front(_fan(*widths)) == []
    monkeypatch.setattr(labels, "MOST_LABELS", counted - 1)
    with pytest.raises(TooManyRoutes, match="too many different costs to keep apart"):
        front(_fan(*widths))
