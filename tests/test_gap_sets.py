"""The gap between sets built by hand, without any of our classes."""

from __future__ import annotations

import pytest

from aitalent_kg.errors import BadValue
from aitalent_kg.gaps.sets import PREDICATES, Link, gap, team

#: Two parts: t1 needs a, b; t2 needs b, c, d.
GOAL = {"a": ["t1"], "b": ["t1", "t2"], "c": ["t2"], "d": ["t2"]}


def missing(*args: object, **named: object) -> list[str]:
    return [entry.item for entry in gap(*args, **named).missing]  # type: ignore[arg-type]


def test_what_completes_a_part_comes_before_what_more_parts_need() -> None:
    # Only t1 is one item short: a. b is needed twice, and completes nothing alone.
    assert missing({"b"}, {**GOAL, "e": ["t2", "t3"], "f": ["t3"]}) == ["a", "e", "c", "d", "f"]
    assert missing(set(), GOAL) == ["b", "a", "c", "d"]


def test_an_item_completes_the_parts_that_need_nothing_else() -> None:
    found = {entry.item: entry.completes for entry in gap({"a", "c", "d"}, GOAL).missing}
    assert found == {"b": ("t1", "t2")}


def test_no_item_completes_a_part_of_which_something_is_unknown() -> None:
    found = gap({"a", "c", "d"}, GOAL, open_parts={"t2"})
    assert found.missing[0].completes == ("t1",)


def test_items_are_in_the_order_of_their_numbers() -> None:
    assert missing(set(), {"k10": ["t"], "k2": ["t"]}) == ["k2", "k10"]


def test_what_is_held_beyond_the_goal_does_not_matter() -> None:
    assert gap({"a", "z"}, GOAL).covered == ("a",)


def test_a_mapped_item_is_neither_missing_nor_covered() -> None:
    found = gap({"x", "a"}, GOAL, [Link("b", "x", "skos:closeMatch", 0.8)])
    assert [entry.item for entry in found.mapped] == ["b"]
    assert found.mapped[0].links[0].confidence == 0.8
    assert found.covered == ("a",)
    assert [entry.item for entry in found.missing] == ["c", "d"]


def test_a_mapped_item_counts_as_held_for_what_is_left_of_a_part() -> None:
    found = gap({"x"}, {"a": ["t1"], "b": ["t1"]}, [Link("x", "b", "skos:exactMatch")])
    assert found.missing[0].completes == ("t1",)


def test_what_a_goal_takes_as_given_is_not_missing() -> None:
    found = gap({"a"}, GOAL, presupposed={"a", "b"})
    assert (found.presupposed, found.covered) == (("b",), ("a",))
    assert [(entry.item, entry.completes) for entry in found.missing] == [("c", ()), ("d", ())]


def test_a_team_member_who_has_what_is_given_covers_it() -> None:
    found = team({"x": {"b"}, "y": set()}, GOAL, presupposed={"b"})
    assert (found.together.covered, found.members["y"].presupposed) == (("b",), ("b",))


def test_an_item_held_itself_is_not_shown_as_mapped() -> None:
    found = gap({"a", "x"}, {"a": ["t"]}, [Link("a", "x", "skos:exactMatch")])
    assert (found.covered, found.mapped) == (("a",), ())


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("skos:broadMatch", "skos:narrowMatch"),
        ("skos:narrowMatch", "skos:broadMatch"),
        ("skos:closeMatch", "skos:closeMatch"),
    ],
)
def test_a_mapping_said_of_what_is_held_is_turned_round(said: str, read: str) -> None:
    found = gap({"x"}, {"a": ["t"]}, [Link("x", "a", said)], PREDICATES)
    assert found.mapped[0].links == (Link("a", "x", read),)


@pytest.mark.parametrize("weak", PREDICATES[2:])
def test_weaker_mappings_count_only_when_asked_for(weak: str) -> None:
    links = [Link("a", "x", weak)]
    assert missing({"x"}, {"a": ["t"]}, links) == ["a"]
    assert missing({"x"}, {"a": ["t"]}, links, [weak]) == []


def test_a_broader_item_may_count_where_a_narrower_one_does_not() -> None:
    said = [Link("a", "whole", "skos:broadMatch"), Link("a", "half", "skos:narrowMatch")]
    assert missing({"half"}, {"a": ["t"]}, said, ["skos:broadMatch"]) == ["a"]
    assert missing({"whole"}, {"a": ["t"]}, said, ["skos:broadMatch"]) == []


def test_mappings_are_not_chained() -> None:
    chain = [Link("a", "m", "skos:exactMatch"), Link("m", "x", "skos:exactMatch")]
    assert missing({"x"}, {"a": ["t"]}, chain) == ["a"]


def test_the_strongest_and_surest_mapping_is_named_first() -> None:
    said = [
        Link("a", "u", "skos:closeMatch"),
        Link("a", "v", "skos:closeMatch", 0.2),
        Link("a", "w", "skos:closeMatch", 0.9),
        Link("a", "x", "skos:exactMatch", 0.1),
    ]
    found = gap({"u", "v", "w", "x"}, {"a": ["t"]}, said)
    assert [link.right for link in found.mapped[0].links] == ["x", "w", "v", "u"]


def test_a_link_refuses_what_is_no_mapping() -> None:
    with pytest.raises(BadValue, match="owl:sameAs"):
        Link("a", "x", "owl:sameAs")
    with pytest.raises(BadValue, match="between"):
        Link("a", "x", "skos:exactMatch", 1.5)
    with pytest.raises(BadValue, match="number"):
        Link("a", "x", "skos:exactMatch", "1")  # type: ignore[arg-type]


def test_a_team_shows_who_covers_what_alone_and_together() -> None:
    found = team({"x": {"a"}, "y": {"a", "c"}}, GOAL)
    assert found.holders == {"a": ("x", "y"), "b": (), "c": ("y",), "d": ()}
    assert found.nobody == ("b", "d")
    assert found.single == {"c": "y"}
    assert [entry.item for entry in found.members["x"].missing] == ["b", "c", "d"]


def test_a_team_may_complete_what_no_member_completes() -> None:
    found = team({"x": {"b", "c"}, "y": {"d"}}, GOAL)
    assert found.together.missing[0].completes == ("t1",)
    assert all(not e.completes for e in found.members["y"].missing)
    assert found.together.covered == ("b", "c", "d")


def test_who_holds_a_mapped_item_covers_the_item() -> None:
    found = team({"x": {"m"}, "y": set()}, {"a": ["t"]}, [Link("a", "m", "skos:exactMatch")])
    assert found.single == {"a": "x"}


def test_a_goal_of_any_graph_can_be_asked() -> None:
    import networkx as nx

    graph = nx.DiGraph([("baker", "dough"), ("baker", "oven"), ("cook", "oven"), ("cook", "salt")])
    goal = {item: graph.predecessors(item) for item in ("dough", "oven", "salt")}
    found = gap(set(graph.successors("cook")), goal)
    assert [(entry.item, entry.completes) for entry in found.missing] == [("dough", ("baker",))]
