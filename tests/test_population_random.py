"""The compiled rules agree with the evaluation of single persons, person by person."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import pyarrow
import pytest
from random_people import HEADER, NUMBERS, Form, Invented, people

import aitalent_kg as atk
from aitalent_kg.assess.counted import Retired, count_certificates
from aitalent_kg.assess.facts import PersonFacts
from aitalent_kg.assess.person import Assessor, outcomes
from aitalent_kg.assess.rulebook import Rule
from aitalent_kg.persons.entries import Resolver
from aitalent_kg.persons.record import Person
from aitalent_kg.population.people import assess_table
from aitalent_kg.rules.tree import Holds, leaves

JUDGED_ON = date(2026, 7, 1)


def single(assessor: Assessor) -> Callable[[Mapping[str, Any]], list[str]]:
    """The evaluation of one record; parts of records that recur are resolved once."""
    resolver = Resolver(assessor.quads)

    @cache
    def part(text: str) -> Person:
        person, problems = resolver.person(json.loads(text))
        assert problems == []
        return person

    @cache
    def counted(text: str) -> Any:
        held = part(text).certificates
        if held is None:
            return None
        return count_certificates(assessor.quads, held, JUDGED_ON, assessor.retired)

    asked = {rule.iri: sorted(parts(rule)) for rule in assessor.rules}
    known: dict[object, str] = {}

    def judged(rule: Rule, facts: PersonFacts, told: Mapping[str, str]) -> str:
        """A rule, once for all people of whom the parts that it asks for say the same."""
        key = (rule.iri, *(told.get(what, "") for what in asked[rule.iri]))
        if key not in known:
            known[key] = outcomes([rule], facts, assessor.selected)[0]
        return known[key]

    def evaluate(record: Mapping[str, Any]) -> list[str]:
        told = {key: json.dumps({key: value}) for key, value in record.items()}
        hours: dict[str, Mapping[str, float] | None] = {}
        for name, value in record["hours"].items():
            text = json.dumps({"hours": {name: value}})
            hours |= part(text).hours
            told[next(iter(part(text).hours))] = text
        person = Person(hours=hours, conditions=part(told["conditions"]).conditions)
        facts = PersonFacts(person, counted(told["certificates"]))
        return [judged(rule, facts, told) for rule in assessor.rules]

    return evaluate


def parts(rule: Rule) -> set[str]:
    """What of a record a rule asks for: ability types, certificates, conditions."""
    found: set[str] = set()
    for leaf in (leaf for reading in rule.readings for leaf in leaves(reading.tree)):
        if isinstance(leaf, Holds):
            found.add("conditions")
        elif leaf.quantity.measure in ("hours", "single", "tools"):
            found |= leaf.quantity.of
        else:
            found.add("certificates")
    return found


def frame(invented: list[Invented], form: Form) -> pyarrow.Table:
    columns = zip(*(one.cells for one in invented), strict=True)
    blank = [[cell or None for cell in column] for column in columns]
    table = pyarrow.table(dict(zip(HEADER[form], blank, strict=True)))
    if form != "numbers":
        return table
    kinds = [pyarrow.float64() if f.name in NUMBERS else f.type for f in table.schema]
    return table.cast(pyarrow.schema(list(zip(table.column_names, kinds, strict=True))))


#: Form of the table, number of people, how retired certificates count, readings: 100,000 in all.
ALL: list[tuple[Form, int, Retired, tuple[str, ...]]] = [
    ("names", 40_000, "unknown", ()),
    ("counts", 30_000, "ends", ("H2-any", "C3-own", "H5-each", "C4-and")),
    ("numbers", 30_000, "counts", ("H4-each",)),
]
SEED = 20260701


@pytest.mark.parametrize(("form", "number", "retired", "readings"), ALL)
def test_100_000_people_are_judged_as_they_are_one_by_one(
    kg: atk.KnowledgeGraph, form: Form, number: int, retired: Retired, readings: tuple[str, ...]
) -> None:
    invented = list(people(number, SEED, form))
    given = frame(invented, form)
    found = assess_table(kg.statements, given, as_of=JUDGED_ON, retired=retired, readings=readings)
    assert found.rejected.rows == ()
    table = found.table()
    assessor = Assessor(kg.statements, readings, retired)
    evaluate = single(assessor)
    expected = {one.cells[0]: evaluate(one.record) for one in invented}
    width = len(assessor.rules)
    assert table.column("person") == [one.cells[0] for one in invented]
    assert [row for row in table if list(row[-width:]) != expected[row.person]] == []


@pytest.mark.parametrize("form", ["names", "counts", "numbers"])
def test_a_what_if_judges_people_as_if_their_records_said_more(
    kg: atk.KnowledgeGraph, form: Form
) -> None:
    invented = list(people(1_500, 7, form))
    found = assess_table(kg.statements, frame(invented, form), as_of=JUDGED_ON).what_if(
        hours={"AI 工具應用": {"ChatGPT": 9, "other": 3}, "AI 應用素養": 6.3},
        certificates={"工具類#文書應用": 1, "AI-901": 1},
        departments=["行銷部"],
    )
    evaluate = single(Assessor(kg.statements))
    rows = {row.person: row for row in found.table()}
    compared = 0
    for one in invented:
        record = more_of(one.record) if one.cells[1] == "行銷部" else one.record
        if record is not None:
            compared += 1
            assert list(rows[one.cells[0]][-14:]) == evaluate(record), one
    assert compared > 1_300


def more_of(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """A record with the additions; None where it cannot say them, because something is unknown."""
    literacy, tools = (record["hours"][name] for name in ("AI 應用素養", "AI 工具應用"))
    if "unknown" in (literacy, tools, record["certificates"]):
        return None
    spread = Counter(tools if isinstance(tools, dict) else {"other": tools})
    spread.update({"ChatGPT": 9, "other": 3})
    hours = record["hours"] | {"AI 應用素養": literacy + 6.3, "AI 工具應用": dict(spread)}
    new = [{"class": "工具類", "tool_kind": "文書應用"}, "AI-901"]
    return {**record, "hours": hours, "certificates": [*record["certificates"], *new]}
