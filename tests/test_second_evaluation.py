"""Persons worked out by hand, and the second evaluation: written apart, they agree."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from second_evaluation import ROWS, entry, outcomes, rows, small_profiles

FILES = sorted((Path(__file__).parent / "persons").glob("*.toml"))
PERSONS = [
    person for path in FILES for person in tomllib.loads(path.read_text(encoding="utf-8"))["person"]
]
DAY = date(2026, 6, 1)  #: for records that say no day: none of them holds what a day decides

each_person = pytest.mark.parametrize("person", PERSONS, ids=[one["id"] for one in PERSONS])


def judged(person: dict[str, Any]) -> dict[str, str]:
    record = person["record"]
    return outcomes(record, record.get("as_of", DAY), person.get("retired", "unknown"))


@each_person
def test_every_reading_agrees(person: dict[str, Any]) -> None:
    assert judged(person) == person["readings"], person["why"]


@each_person
def test_every_row_agrees(person: dict[str, Any]) -> None:
    assert rows(judged(person)) == person["outcomes"], person["why"]


@pytest.mark.parametrize(
    "person", [one for one in PERSONS if "entry" in one], ids=lambda p: p["id"]
)
def test_entry_conditions_agree(person: dict[str, Any]) -> None:
    assert entry(person["record"]) == person["entry"], person["why"]


def test_persons_have_names_of_their_own() -> None:
    names = [person["id"] for person in PERSONS]
    assert len(set(names)) == len(names) == 211


def test_persons_reach_every_outcome_of_every_row() -> None:
    reached = {row: {person["outcomes"][row] for person in PERSONS} for row in ROWS}
    one_reading = {"met", "not_met", "unknown"}
    assert reached == {
        row: one_reading | {"depends"} if len(readings) > 1 else one_reading
        for row, readings in ROWS.items()
    }


def test_small_profiles_reach_every_outcome_of_every_reading() -> None:
    reached: dict[str, set[str]] = {}
    for record in small_profiles():
        for reading, outcome in outcomes(record, record["as_of"]).items():
            reached.setdefault(reading, set()).add(outcome)
    assert len(reached) == 22
    assert set(map(frozenset, reached.values())) == {frozenset({"met", "not_met", "unknown"})}


def test_small_profiles_are_all_combinations_of_the_hours() -> None:
    assert sum(1 for _ in small_profiles()) == 3 * 38 * 7 * 6 * 5
