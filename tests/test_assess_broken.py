"""Rules and certifications of a user's file: what cannot be run is named, nothing is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, UnknownName

DAY = "2026-06-01"
PREFIXES = """
PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX guide: <https://w3id.org/aitalent-kg/id/industry-guide-115v3.0/>
PREFIX ability: <https://w3id.org/aitalent-kg/id/industry-guide-115v3.0/ability-type/>
PREFIX kind: <https://w3id.org/aitalent-kg/id/industry-guide-115v3.0/certification-class/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX x: <urn:x:>
"""
RULE = """
x:rule a ait:AwardRule ; ait:ruleFor ability:ai-literacy ;
    ait:criterion <https://w3id.org/aitalent-kg/id/scheme/criterion/hours> ; ait:reading x:reading .
x:reading a ait:Reading ; dcterms:isPartOf x:rule ; skos:notation "X" ; ait:chosen true ;
    ait:expression x:tree .
"""


def with_file(folder: Path, text: str) -> atk.KnowledgeGraph:
    path = folder / "own.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return atk.load(extra=path)


def test_a_second_rule_on_the_same_criterion_gets_a_row_of_its_own(tmp_path: Path) -> None:
    tree = "x:tree a ait:Hours ; ait:ofAbilityType ability:ai-literacy ; ait:minimumHours 7.5 ."
    found = with_file(tmp_path, RULE + tree).assess({"hours": {"AI 應用素養": 8}}, as_of=DAY)
    rows = [row for row in found.rows if row.target.label == "AI 應用素養"]
    assert [row.outcome("hours") for row in rows] == ["not_met", "met"]


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ("x:tree a ait:Hours ; ait:ofAbilityType ability:ai-literacy .", "above 0"),
        ("x:tree a ait:Hours ; ait:ofAbilityType ability:ai-literacy ; ait:minimumHours -1 .", "above 0"),
        ("x:tree a ait:Hours ; ait:ofAbilityType ability:ai-literacy ; ait:minimumHours 'many' .", "'many' is no number"),
        ("x:tree a ait:Hours ; ait:minimumHours 5 .", "no ait:ofAbilityType"),
        ("x:tree a ait:Role .", "must be Hours, AtLeast, Holds, AllOf or AnyOf"),
        ("", "must be Hours, AtLeast, Holds, AllOf or AnyOf"),
        ("x:tree a ait:AnyOf .", "no ait:operand"),
        ("x:tree a ait:AllOf ; ait:operand x:tree .", "it is a part of itself"),
        ("x:tree a ait:AtLeast ; ait:ofCertificationClass kind:tool ; ait:minimumCount 2 ; ait:distinctBy x:colour .",
         "distinctBy must be one of"),
        ("x:tree a ait:Hours ; ait:ofAbilityType ability:ai-literacy ; ait:minimumHours 5 ; ait:additionalTo x:rule .",
         "it is a part of itself"),
        ("x:tree a ait:Hours ; ait:ofAbilityType ability:ai-literacy ; ait:minimumHours 5 . x:other a ait:Reading ; dcterms:isPartOf x:rule .",
         "no ait:expression"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_run_is_named(tmp_path: Path, tree: str, said: str) -> None:
    with pytest.raises(AitalentError, match=rf"the rule urn:x:\w+ cannot be run: .*{said}"):
        with_file(tmp_path, RULE + tree).assess({})


@pytest.mark.parametrize("chosen", ["false", "true ; ait:chosen false"])
def test_a_rule_needs_one_recommended_reading(tmp_path: Path, chosen: str) -> None:
    tree = "x:tree a ait:Hours ; ait:ofAbilityType ability:ai-literacy ; ait:minimumHours 5 ."
    text = RULE.replace("ait:chosen true", f"ait:chosen {chosen}") + tree
    kg = with_file(tmp_path, text)
    if chosen == "false":
        with pytest.raises(AitalentError, match="exactly one of its readings"):
            kg.assess({})
    else:
        assert kg.assess({}, as_of=DAY).rows


def test_what_replaced_what_may_be_a_chain_or_a_circle(tmp_path: Path) -> None:
    kg = with_file(
        tmp_path,
        "x:a a ait:Certification ; skos:prefLabel 'A' ; dcterms:isReplacedBy x:b ; ait:retires '2026-13-99' ."
        "x:b a ait:Certification ; skos:prefLabel 'B' ; dcterms:isReplacedBy x:c ."
        "x:c a ait:Certification ; skos:prefLabel 'C' ; ait:certificationClass kind:tool ."
        "x:d a ait:Certification ; skos:prefLabel 'D' ; dcterms:isReplacedBy x:d .",
    )
    first, last = kg.assess({"certificates": ["A", "D"]}, as_of=DAY).certificates or ()
    assert (first.certification, first.remark) == ("urn:x:c", "replaced")
    assert (last.certification_class, last.remark) == (None, "no class")


def test_a_blank_transition_is_passed_over(tmp_path: Path) -> None:
    kg = with_file(
        tmp_path, "[] a ait:Transition ; ait:from x:a ; ait:to x:b . [] a ait:Placement ."
    )
    assert kg.network().number_of_edges() == atk.load().network().number_of_edges()


def test_a_sure_certificate_stands_before_one_in_doubt(kg: atk.KnowledgeGraph) -> None:
    found = kg.assess({"certificates": ["AI-900", "AI-901"]}, as_of="2026-07-15").certificates
    assert [(one.remark, one.certification_class is None) for one in found or ()] == [
        ("repeated", True),
        ("", False),
    ]


@pytest.mark.parametrize(
    ("hours", "readings"),
    [
        ({"other": 48}, {"H2-single": "unknown", "H2a-total": "unknown"}),
        ({"Other": 48}, {"H2-single": "unknown", "H2a-total": "unknown"}),
        ({"foo": 24, "ＦＯＯ": 24}, {"H2-single": "met", "H2a-total": "not_met"}),
        ({"foo": 24, "bar": 24}, {"H2-single": "met", "H2a-total": "met"}),
    ],
)
def test_tools_that_the_documents_do_not_name(
    kg: atk.KnowledgeGraph, hours: dict[str, float], readings: dict[str, str]
) -> None:
    found = kg.assess({"hours": {"AI 應用素養": 18, "AI 工具應用": hours}}, as_of=DAY)
    judged = {r.notation: r.outcome for row in found.rows[1:3] for r in row.rules["hours"].readings}
    assert readings.items() <= judged.items()


@pytest.mark.parametrize(
    "record",
    [
        {"hours": {"AI 應用素養": 18, "AI 工具應用": {"other": 48}}},
        {"certificates": [{"class": "工具類", "count": 2}]},
    ],
)
def test_what_a_plan_adds_surely_suffices(
    kg: atk.KnowledgeGraph, record: dict[str, object]
) -> None:
    """Two kinds, two tools: what is not told may be like one that is added."""
    rules = kg.assess(record, as_of=DAY).rows[2].rules
    [lack] = next(rule.plans[0].lacks for rule in rules.values() if rule.outcome == "unknown")
    assert lack.short == 2


def test_one_thing_under_two_names_is_a_problem(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match=r"hours / ai-literacy.*the same as 'AI 應用素養' above"):
        kg.assess({"hours": {"AI 應用素養": 18, "ai-literacy": 8}})


def test_odd_arguments_are_named(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="no language 'fr'"):
        kg.assess({}, lang="fr")
    with pytest.raises(BadValue, match="no date"):
        kg.assess({}, as_of=5)  # type: ignore[arg-type]
    assert kg.assess({}, as_of=datetime(2026, 6, 1, 12), readings="C4-and").rows
    with pytest.raises(BadValue, match="nested too deeply"):
        endless: dict[str, object] = {}
        endless["hours"] = endless
        kg.assess(endless)
    with pytest.raises(BadValue, match='"nan" is not a number of hours'):
        kg.assess({"hours": {"AI 應用素養": float("nan")}})
    with pytest.raises(BadValue, match="no competency item 'Microsoft Corporation'"):
        kg.assess({"items": ["Microsoft Corporation"]})


def test_json_as_programs_write_it_is_read(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    path.write_text('{\n\t"name": "\\ud842\\udfb7野"\n}', encoding="utf-8")
    assert kg.person(path).name == "𠮷野"
    path.write_text('{"name": "\\ud842"}', encoding="utf-8")
    with pytest.raises(AitalentError, match="half of a surrogate pair"):
        kg.person(path)
