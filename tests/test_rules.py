"""Rules as trees, on facts made by hand: outcome, proof, smallest additions. No graph here."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import inf

import pytest

from aitalent_kg.rules.additions import plans, smallest
from aitalent_kg.rules.judge import Outcome, agreed, judge, prove
from aitalent_kg.rules.tree import AllOf, AnyOf, Holds, Least, Node, Quantity, leaves

A, B = frozenset({"a"}), frozenset({"b"})
HOURS_A, HOURS_B = Quantity("hours", A), Quantity("hours", B)
HOURS_AB = Quantity("hours", A | B)
CARDS = Quantity("certificates", frozenset({"card"}))


@dataclass
class Known:
    """Facts as a table."""

    table: dict[Quantity, tuple[float, float]] = field(default_factory=dict)
    said: dict[str, bool] = field(default_factory=dict)

    def bounds(self, quantity: Quantity) -> tuple[float, float]:
        return self.table.get(quantity, (0.0, 0.0))

    def holds(self, condition: str) -> bool | None:
        return self.said.get(condition)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (18, 18, "met"),
        (17, 17, "not_met"),
        (17, 18, "unknown"),
        (0, inf, "unknown"),
        (18, inf, "met"),
    ],
)
def test_a_leaf_is_met_at_its_minimum_and_unknown_between_its_bounds(
    low: float, high: float, expected: Outcome
) -> None:
    assert judge(Least(HOURS_A, 18), Known({HOURS_A: (low, high)})) == expected


#: Of one part that is met, one that is not, one unknown.
PARTS = {"met": Holds("yes"), "not_met": Holds("no"), "unknown": Holds("who knows")}
SAID = Known(said={"yes": True, "no": False})


@pytest.mark.parametrize(
    ("parts", "all_of", "any_of"),
    [
        (("met", "met"), "met", "met"),
        (("met", "unknown"), "unknown", "met"),
        (("met", "not_met"), "not_met", "met"),
        (("unknown", "unknown"), "unknown", "unknown"),
        (("unknown", "not_met"), "not_met", "unknown"),
        (("not_met", "not_met"), "not_met", "not_met"),
    ],
)
def test_parts_join_as_in_kleenes_logic(
    parts: tuple[str, str], all_of: Outcome, any_of: Outcome
) -> None:
    trees = tuple(PARTS[part] for part in parts)
    assert judge(AllOf(trees), SAID) == all_of
    assert judge(AnyOf(trees), SAID) == any_of


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (["met", "met"], "met"),
        (["not_met", "not_met"], "not_met"),
        (["met", "not_met"], "depends"),
        (["not_met", "met"], "depends"),
        (["met", "unknown"], "depends"),
        (["unknown", "met"], "unknown"),
        (["unknown", "unknown"], "unknown"),
    ],
)
def test_a_rule_depends_on_the_reading_where_readings_differ(
    readings: list[Outcome], expected: Outcome
) -> None:
    assert agreed(readings[0], readings) == expected


def test_a_proof_shows_what_there_is_of_each_leaf() -> None:
    proof = prove(AllOf((Least(HOURS_A, 18), Least(CARDS, 1))), Known({HOURS_A: (12, 14)}))
    assert [(part.outcome, part.low, part.high) for part in proof.parts] == [
        ("not_met", 12, 14),
        ("not_met", 0, 0),
    ]


def test_what_is_met_needs_nothing() -> None:
    [plan] = plans(Least(HOURS_A, 1), Known({HOURS_A: (1, 1)}))
    assert (plan.lacks, plan.hours, plan.certificates) == ((), 0, 0)


def test_ways_that_ask_for_more_than_another_are_left_out() -> None:
    one = Least(CARDS, 1)
    found = plans(AnyOf((one, AllOf((one, Least(HOURS_A, 5))), Least(HOURS_B, 2))), Known())
    assert [(plan.certificates, plan.hours) for plan in found] == [(0, 2), (1, 0)]


def test_hours_of_one_subject_count_in_a_sum_as_well() -> None:
    rule = AllOf((Least(HOURS_A, 18), Least(HOURS_AB, 30)))
    assert plans(rule, Known())[0].hours == 30
    assert (
        plans(rule, Known({HOURS_A: (0, 0), HOURS_B: (20, 20), HOURS_AB: (20, 20)}))[0].hours == 18
    )


def test_what_serves_two_rules_is_counted_once() -> None:
    assert smallest([Least(HOURS_A, 18), Least(HOURS_A, 30), Least(CARDS, 1)], Known()).hours == 30
    assert smallest([Least(CARDS, 1), Least(CARDS, 2)], Known()).certificates == 2


def test_one_tool_counts_in_all_hours_of_its_subject() -> None:
    rule = AllOf(
        (Least(Quantity("single", A), 18), Least(HOURS_A, 48), Least(Quantity("tools", A), 2))
    )
    assert plans(rule, Known())[0].hours == 48


def test_a_lack_that_more_facts_may_close_is_open() -> None:
    [plan] = plans(Least(CARDS, 2), Known({CARDS: (1, 2)}))
    assert plan.lacks[0].open
    [plan] = plans(Least(CARDS, 3), Known({CARDS: (1, 2)}))
    assert not plan.lacks[0].open


def some_tree(pick: random.Random, depth: int = 2) -> Node:
    if depth == 0 or pick.random() < 0.3:
        return Least(pick.choice([HOURS_A, HOURS_B, HOURS_AB]), pick.randint(0, 4))
    parts = tuple(some_tree(pick, depth - 1) for _ in range(pick.randint(1, 3)))
    return AllOf(parts) if pick.random() < 0.5 else AnyOf(parts)


def with_hours(a: float, b: float) -> Known:
    return Known({HOURS_A: (a, a), HOURS_B: (b, b), HOURS_AB: (a + b, a + b)})


def meeting(tree: Node, a: int, b: int) -> Iterator[int]:
    """Totals of whole hours that, added, meet the rule."""
    for more_a, more_b in product(range(9), repeat=2):
        if judge(tree, with_hours(a + more_a, b + more_b)) == "met":
            yield more_a + more_b


def test_the_smallest_plan_is_the_smallest_found_by_trying_all() -> None:
    pick = random.Random(4)
    for _ in range(1500):
        tree, a, b = some_tree(pick), pick.randint(0, 3), pick.randint(0, 3)
        assert plans(tree, with_hours(a, b))[0].hours == min(meeting(tree, a, b)), (tree, a, b)


def test_leaves_come_in_the_order_of_the_tree() -> None:
    tree = AllOf((Least(HOURS_A, 1), AnyOf((Holds("x"), Least(CARDS, 2)))))
    assert list(leaves(tree)) == [Least(HOURS_A, 1), Holds("x"), Least(CARDS, 2)]


def test_a_condition_is_a_lack_unless_it_is_known_to_hold() -> None:
    rule, facts = AllOf((Holds("yes"), Holds("no"), Holds("who knows"))), SAID
    [plan] = plans(rule, facts)
    assert [lack.leaf for lack in plan.lacks] == [Holds("no"), Holds("who knows")]
    assert plan.size == (0, 2, 0.0)
    assert [(k.short, k.low, k.high, k.open) for k in plan.lacks] == [(0, 0, 0, True)] * 2
    assert plans(Holds("yes"), facts)[0].lacks == ()


def test_certificates_come_before_conditions_and_those_before_hours() -> None:
    one, words, hours = Least(CARDS, 1), Holds("no"), Least(HOURS_A, 900)
    found = plans(AnyOf((one, words, hours, AllOf((words, Holds("neither"))))), Known())
    assert [plan.size for plan in found] == [(0, 0, 900), (0, 1, 0), (1, 0, 0)]


def test_certificates_of_one_class_count_once_and_of_two_are_added() -> None:
    cards, badges = frozenset({"card"}), frozenset({"badge"})
    rule = AllOf(
        (
            Least(Quantity("certificates", cards), 2),
            Least(Quantity("kinds", cards), 3),
            Least(Quantity("certificates", cards, "a"), 1),
            Least(Quantity("certificates", badges), 4),
        )
    )
    assert plans(rule, Known())[0].size == (7, 0, 0.0)


def test_what_there_is_already_is_not_asked_for_again() -> None:
    rule = AllOf((Least(CARDS, 5), Least(HOURS_A, 18)))
    [plan] = plans(rule, Known({CARDS: (2, 4), HOURS_A: (17.5, 30)}))
    assert plan.size == (3, 0, 0.5)
    assert [(lack.low, lack.high, lack.short, lack.open) for lack in plan.lacks] == [
        (2, 4, 3, False),
        (17.5, 30, 0.5, True),
    ]


def test_a_further_tool_takes_an_hour_at_least() -> None:
    tools = Quantity("tools", A)
    assert plans(Least(tools, 3), Known({tools: (1, 1)}))[0].hours == 1
    assert plans(AllOf((Least(tools, 3), Least(HOURS_B, 2))), Known())[0].hours == 3


def test_hours_are_told_without_the_dust_of_sums() -> None:
    rule = AllOf((Least(HOURS_A, 0.1), Least(HOURS_B, 0.2)))
    assert plans(rule, Known())[0].hours == 0.3
    assert plans(Least(HOURS_A, 0.0000014), Known())[0].hours == 0.000001


def test_of_two_lacks_of_one_quantity_the_greater_is_kept_and_of_equals_the_first() -> None:
    low, high = Least(CARDS, 1, "b"), Least(CARDS, 2, "a")
    for parts in ((low, high), (high, low)):
        [plan] = plans(AllOf(parts), Known())
        assert [lack.leaf for lack in plan.lacks] == [high]
    for same in (Least(CARDS, 2, "b"), Least(CARDS, 2, "c")):
        [plan] = plans(AllOf((same, high)), Known())
        assert [lack.leaf.source for lack in plan.lacks] == ["a"]
    [plan] = plans(AllOf((Holds("x", "b"), Holds("x", "a"))), Known())
    assert [lack.leaf.source for lack in plan.lacks] == ["a"]


def test_lacks_stand_in_the_order_of_measure_subjects_and_what_they_are_about() -> None:
    cards = frozenset({"card"})
    ordered = (
        Holds("x"),
        Holds("y"),
        Least(Quantity("certificates", cards), 2),
        Least(Quantity("certificates", cards, "a"), 1),
        Least(Quantity("certificates", cards, "b"), 1),
        Least(HOURS_A, 1),
        Least(HOURS_AB, 2),
        Least(HOURS_B, 1),
    )
    for parts in (ordered, ordered[::-1]):
        [plan] = plans(AllOf(parts), Known())
        assert tuple(lack.leaf for lack in plan.lacks) == ordered
    first, second = Least(CARDS, 1, "a"), Least(CARDS, 1, "b")
    for both in ((first, second), (second, first)):
        assert [p.lacks[0].leaf.source for p in plans(AnyOf(both), Known())] == ["a", "b"]


def test_the_smallest_of_several_ways_is_chosen() -> None:
    either = AnyOf((Least(CARDS, 1), Least(HOURS_A, 5)))
    assert smallest([either], Known()).size == (0, 0, 5.0)
    assert smallest([either, Least(CARDS, 1)], Known()).size == (1, 0, 0.0)


def test_a_proof_of_words_or_of_several_parts_has_no_bounds() -> None:
    whole = prove(AllOf((Holds("yes"), Least(HOURS_A, 1))), Known({HOURS_A: (1, 2)}))
    assert [(p.low, p.high) for p in (whole, *whole.parts)] == [(0, 0), (0, 0), (1, 2)]
