"""What two answers differ in."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

import pytest

from aitalent_kg.errors import BadValue
from aitalent_kg.readings.difference import Change, difference, rows_of
from aitalent_kg.table import Table


@dataclass(frozen=True)
class Answer:
    total: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Item:
    code: str
    level: int


def test_rows_of_only_one_answer_are_removed_or_added() -> None:
    found = difference([{"code": "a"}, {"code": "b"}], [{"code": "b"}, {"code": "c"}])
    assert (found.removed, found.added, found.same) == (({"code": "a"},), ({"code": "c"},), 1)


def test_a_row_with_the_same_first_cell_is_changed() -> None:
    old, new = {"code": "a", "level": 1}, {"code": "a", "level": 2}
    found = difference([old], [new])
    assert found.changed == (Change(old, new),)
    assert (found.removed, found.added, len(found)) == ((), (), 1)


def test_two_rows_of_one_first_cell_are_not_guessed_to_be_changed() -> None:
    """Whether a:1 or a:2 became a:3 nobody can tell."""
    old = [{"code": "a", "level": 1}, {"code": "a", "level": 2}]
    found = difference(old, [{"code": "a", "level": 3}])
    assert (len(found.removed), len(found.added), found.changed) == (2, 1, ())


def test_equal_rows_count_as_often_as_they_stand_there() -> None:
    found = difference([{"code": "a"}] * 3, [{"code": "a"}])
    assert (len(found.removed), found.same) == (2, 1)


def test_the_order_of_rows_and_cells_is_no_difference() -> None:
    old = [{"code": "a", "level": 1}, {"code": "b", "level": 2}]
    assert not difference(old, [{"level": 2, "code": "b"}, {"level": 1, "code": "a"}])


def test_tables_are_compared_by_row() -> None:
    left = Table.of(["code", "level"], [("a", 1), ("b", 2)])
    right = Table.of(["code", "level"], [("a", 1)])
    assert difference(left, right).removed == ({"code": "b", "level": 2},)


def test_a_dataclass_is_compared_part_by_part() -> None:
    old = Answer(2, (Item("a", 1), Item("b", 2)))
    new = Answer(2, (Item("a", 3), Item("c", 2)))
    found = difference(old, new)
    assert found.removed == ({"part": "items", "code": "b", "level": 2},)
    assert found.added == ({"part": "items", "code": "c", "level": 2},)
    [change] = found.changed
    assert (change.before["level"], change.after["level"], found.same) == (1, 3, 1)


def test_a_part_with_one_value_changes_in_place() -> None:
    found = difference(Answer(2, ()), Answer(3, ()))
    assert found.changed == (Change({"part": "total", "value": 2}, {"part": "total", "value": 3}),)


@pytest.mark.parametrize("answer", [1, 2.5, "words", True, None])
def test_a_plain_value_is_one_row(answer: object) -> None:
    assert rows_of(answer) == [{"value": answer}]


@dataclass(frozen=True)
class Named:
    names: frozenset[str]


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ({"a", "b"}, {"b", "c"}, {"value": "a"}, {"value": "c"}),
        (frozenset({1}), frozenset({2}), {"value": 1}, {"value": 2}),
        ({"names": {"a"}}, {"names": {"b"}}, *({"part": "names", "value": n} for n in "ab")),
        (Named(frozenset("a")), Named(frozenset("b")), *({"part": "names", "value": n} for n in "ab")),
    ],
)  # fmt: skip
def test_a_set_is_compared_member_by_member(
    old: object, new: object, gone: object, come: object
) -> None:
    found = difference(old, new)
    assert [*found.removed, *(c.before for c in found.changed)] == [gone]
    assert [*found.added, *(c.after for c in found.changed)] == [come]


def test_a_set_has_no_order() -> None:
    """Sets of equal members may go through them in different orders."""
    assert not difference({"part": {0, 8, 16}}, {"part": {16, 8, 0}})


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (object(), "object"),
        (iter(()), "tuple_iterator"),
        ({(1, 2): 3}, "dict"),
        (int, "type"),
    ],
)
def test_what_has_no_rows_is_named(answer: object, name: str) -> None:
    with pytest.raises(
        BadValue, match=f"^'{name}': no rows to compare; give a table, rows"
    ) as said:
        rows_of(answer)
    assert "\n" not in str(said.value)


def test_an_answer_is_what_is_common_and_what_differs() -> None:
    """Any two lists: common rows and removed ones make the first, with added ones the second."""
    draw = random.Random(5)
    for _ in range(300):
        old, new = (
            [
                {"code": draw.choice("abcd"), "level": draw.randint(1, 3)}
                for _ in range(draw.randint(0, 8))
            ]
            for _ in range(2)
        )
        found = difference(old, new)
        gone = [*found.removed, *(change.before for change in found.changed)]
        come = [*found.added, *(change.after for change in found.changed)]
        common = counted(old) & counted(new)
        assert counted(gone) == counted(old) - common
        assert counted(come) == counted(new) - common
        assert found.same == common.total()
        assert bool(found) == (counted(old) != counted(new))


def counted(rows: list[dict[str, object]]) -> Counter[tuple[tuple[str, object], ...]]:
    return Counter(tuple(sorted(row.items())) for row in rows)
