"""The rules of table 5 and of entry, on persons worked out by hand and on all small profiles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import second_evaluation as second

import aitalent_kg as atk
from aitalent_kg.assess.needs import price_of
from aitalent_kg.assess.person import Assessment, Assessor, both, outcomes
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.names import ID
from aitalent_kg.persons.entries import Resolver

PERSONS = Path(__file__).parent / "persons"
DAY = date(2026, 6, 1)


def persons() -> Iterator[Any]:
    for path in sorted(PERSONS.glob("*.toml")):
        for person in tomllib.loads(path.read_text(encoding="utf-8"))["person"]:
            yield pytest.param(person, id=f"{path.stem}/{person['id']}")


def readings(found: Assessment) -> dict[str, str]:
    """Outcome of every reading of table 5."""
    rules = [rule for row in found.rows for c, rule in row.rules.items() if c != "entry"]
    return {r.notation: r.outcome for rule in rules for r in rule.readings}


def by_row(found: Assessment) -> dict[str, str]:
    """Outcome of every rule of table 5, by the end of its IRI."""
    rules = [rule for row in found.rows for c, rule in row.rules.items() if c != "entry"]
    return {rule.rule.iri.partition("award-rule/")[2]: rule.outcome for rule in rules}


def entries(found: Assessment) -> dict[str, str]:
    kept = [row for row in found.rows if "entry" in row.rules]
    return {row.target.code.partition("/")[0]: row.rules["entry"].outcome for row in kept}


def test_there_are_far_more_than_sixty_persons() -> None:
    assert len(list(persons())) == 211


@pytest.mark.parametrize("person", [*persons()])
def test_a_person_worked_out_by_hand(kg: atk.KnowledgeGraph, person: dict[str, Any]) -> None:
    found = kg.assess(
        person["record"],
        as_of=person["record"].get("as_of", DAY),
        retired=person.get("retired", "unknown"),
    )
    if "readings" in person:
        assert readings(found) == person["readings"]
        assert by_row(found) == person["outcomes"]
    if "entry" in person:
        assert {**entries(found), **person["entry"]} == entries(found)


def test_every_reading_has_two_outcomes_or_three_among_the_persons() -> None:
    seen: dict[str, set[str]] = {}
    for parameter in persons():
        for notation, outcome in parameter.values[0].get("readings", {}).items():
            seen.setdefault(notation, set()).add(outcome)
    assert len(seen) == 22
    assert {name: found for name, found in seen.items() if not {"met", "not_met"} <= found} == {}


def test_all_small_profiles_agree_with_a_second_evaluation(kg: atk.KnowledgeGraph) -> None:
    assessor, resolver = Assessor(kg.statements), Resolver(kg.statements)
    award = [rule for rule in assessor.rules if rule.criterion != "entry"]
    names = [rule.iri.partition("award-rule/")[2] for rule in award]
    compared = 0
    for record in second.small_profiles():
        facts = assessor.facts(resolver.person(record)[0], DAY)
        ours = dict(zip(names, outcomes(award, facts, ()), strict=True))
        assert ours == second.rows(second.outcomes(record, DAY)), record
        compared += 1
    assert compared >= 20_000


def test_an_outcome_shows_the_quote_of_its_rule(kg: atk.KnowledgeGraph) -> None:
    found = kg.assess({"hours": {"AI 應用素養": 17}}, as_of=DAY)
    reading = found.rows[0].rules["hours"].readings[0]
    assert [(q.quote, q.source, q.line) for q in reading.quotes] == [
        ("18小時", "industry-guide-115v3.0.txt", 326)
    ]


def test_one_hour_short_is_one_hour_missing(kg: atk.KnowledgeGraph) -> None:
    found = kg.assess({"hours": {"AI 應用素養": 17}}, as_of=DAY)
    assert found.rows[0].rules["hours"].plans[0].hours == 1


def test_ways_to_model_training_are_one_project_or_one_and_three(kg: atk.KnowledgeGraph) -> None:
    row = kg.assess({}, as_of=DAY).rows[4]
    assert row.target.label == "AI 模型訓練"
    ways = [
        {min(k.leaf.quantity.of).rpartition("/")[2]: k.short for k in plan.lacks}  # type: ignore[union-attr]
        for plan in row.rules["certificates"].plans
    ]
    assert ways == [{"project": 1}, {"literacy": 1, "tool": 3}]


def test_hours_of_nothing_are_the_totals_of_the_rows(kg: atk.KnowledgeGraph) -> None:
    found = kg.assess({}, as_of=DAY)
    totals = [row.rules["hours"].plans[0].hours for row in found.rows if "hours" in row.rules]
    assert totals == [18, 36, 48, 48, 78, 96]  # guide notes C15


def test_a_selected_reading_decides_alone(kg: atk.KnowledgeGraph) -> None:
    record = {"certificates": ["專案類"]}
    outcome = {
        chosen: kg.assess(record, as_of=DAY, readings=chosen).rows[4].outcome("certificates")
        for chosen in [(), ("C4-or",), ("C4-and",)]
    }
    assert outcome == {(): "depends", ("C4-or",): "met", ("C4-and",): "not_met"}


def test_certificates_and_hours_are_joined_only_on_request(kg: atk.KnowledgeGraph) -> None:
    record = {"certificates": ["素養類"], "hours": {"AI 應用素養": 18}}
    assert kg.assess(record, as_of=DAY).rows[0].joined is None
    assert kg.assess(record, as_of=DAY, joined=True).rows[0].joined == "met"
    assert kg.assess({}, as_of=DAY, joined=True).rows[0].joined == "not_met"


def test_joining_keeps_what_is_certain() -> None:
    assert both(["met", "not_met"]) == "not_met"
    assert both(["unknown", "depends"]) == "unknown"
    assert both(["met", "depends"]) == "depends"


def test_a_retired_code_says_why_it_is_in_doubt(kg: atk.KnowledgeGraph) -> None:
    remark = {
        day: (kg.assess({"certificates": ["AI-900"]}, as_of=day).certificates or ())[0].remark
        for day in ("2026-06-30", "2026-07-01")
    }
    assert remark == {"2026-06-30": "replaced", "2026-07-01": "retired"}


def test_tools_of_the_reference_column_are_told(kg: atk.KnowledgeGraph) -> None:
    found = kg.assess({"tools": ["ChatGPT", "PyTorch", "n8n"]}, as_of=DAY)
    used = {row.target.label: [tool.label for tool in row.tools] for row in found.rows if row.tools}
    assert used == {"AI 工具應用": ["ChatGPT"], "AI 模型訓練": ["PyTorch"]}


def test_a_wrong_reading_day_or_choice_is_named(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="no reading 'C4-xor'; did you mean C4-or"):
        kg.assess({}, readings=["C4-xor"])
    with pytest.raises(BadValue, match="readings of one rule"):
        kg.assess({}, readings=["C4-or", "C4-and"])
    with pytest.raises(UnknownName, match="no way to count retired certificates 'yes'"):
        kg.assess({}, retired="yes")  # type: ignore[arg-type]
    with pytest.raises(BadValue, match="'1 June': no date"):
        kg.assess({}, as_of="1 June")


def test_a_standard_alone_has_its_entry_rule_only() -> None:
    rows = (
        atk.load("SET2529-001v2", extra=PERSONS.parent.parent / "data/ttl/rules.ttl")
        .assess({}, as_of=DAY)
        .rows
    )
    assert f"{ID}SET2529-001v2/occupation" in [row.target.iri for row in rows]


def test_the_price_of_types_counts_shared_hours_once(kg: atk.KnowledgeGraph) -> None:
    assessor = Assessor(kg.statements)
    price = price_of(kg.statements, assessor.rules, assessor.facts(kg.person({}), DAY))
    types = f"{ID}industry-guide-115v3.0/ability-type/"
    assert price([f"{types}ai-literacy"]) == (18, 1)
    assert price([f"{types}ai-tools"]) == (36, 1)  # 初階: 18 + 18
    # 三、四、五: 18 + 18 + 12 hours of row 三 make the 30, and 48 of models and services hold the 30
    development = [
        f"{types}{name}"
        for name in ("ai-programming", "ai-model-training", "ai-service-development")
    ]
    assert price(development) == (96, 2)  # one 工具類, one 專案類
    assert price([]) == (0, 0)


def test_a_graph_on_a_server_judges_alike(
    kg: atk.KnowledgeGraph, oxigraph_server: atk.KnowledgeGraph
) -> None:
    record = {"certificates": ["AI-900", "工具類"], "hours": {"AI 應用素養": 18}}
    here, there = (graph.assess(record, as_of=DAY) for graph in (kg, oxigraph_server))
    assert by_row(there) == by_row(here)
    gaps = (
        graph.gap("SMS2512-002v1/T1.1", "SET2529-001v2/T1.1") for graph in (kg, oxigraph_server)
    )
    assert len({tuple(item.iri for item in gap.missing) for gap in gaps}) == 1
