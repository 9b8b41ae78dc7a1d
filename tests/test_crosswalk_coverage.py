"""The curated crosswalk: complete, reasoned, with quotes of both sides, and true to its own rules."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from aitalent_kg import KnowledgeGraph
from aitalent_kg.lookup import codes, document_of, kind_of, subjects, words
from aitalent_kg.mappings.agreement import agreement
from aitalent_kg.mappings.files import read_set
from aitalent_kg.mappings.record import NO_COUNTERPART, NO_TERM, Mapping
from aitalent_kg.names import AIT, ID, curie
from aitalent_kg.resources import folder

CIVIL, GUIDE, DECK = "civil-service-framework", "industry-guide-115v3.0", "industry-guide-deck"
SMS, SET = "SMS2512-002v1", "SET2529-001v2"
READINGS = Path(__file__).parent / "crosswalk_readings"
ABILITIES = {
    "AbilityItem", "AbilityType", "Competency", "KeySkill", "Skill", "SkillPart", "SoftSkill",
}  # fmt: skip
#: What the crosswalk covers: document -> kinds of its items, as many as the document lists.
COVERED = {
    CIVIL: {"Competency": 14, "Attitude": 5},
    GUIDE: {"AbilityItem": 11, "AbilityType": 5},
    SMS: {"Knowledge": 20, "Skill": 20, "Attitude": 6},
    SET: {"Knowledge": 7, "Skill": 11, "Attitude": 7},
}


def rows(name: str) -> tuple[Mapping, ...]:
    return read_set(folder("data/mappings") / f"{name}.sssom.tsv").mappings


def document(iri: str) -> str:
    return curie(iri).partition("/")[0]


def things(kg: KnowledgeGraph, stem: str) -> list[str]:
    return [
        iri
        for kind, number in COVERED[stem].items()
        for found in [
            [i for i in subjects(kg.store, "rdf:type", AIT + kind) if document(i) == stem]
        ]
        for iri in found
        if len(found) == number or pytest.fail(f"{stem}: {len(found)} {kind}")
    ]


@pytest.mark.parametrize("stem", COVERED)
def test_every_item_has_a_counterpart_or_a_row_that_says_it_has_none(
    kg: KnowledgeGraph, stem: str
) -> None:
    mapped: dict[str, set[str]] = defaultdict(set)
    none: dict[str, set[str]] = defaultdict(set)
    for row in rows("accepted"):
        if row.object == NO_TERM:
            none[row.subject].add(document(row.object_source))
        else:
            mapped[row.subject].add(document(row.object))
            mapped[row.object].add(document(row.subject))
    for iri in things(kg, stem):
        for other in COVERED.keys() - {stem}:
            assert (other in mapped[iri]) != (other in none[iri]), (curie(iri), other)


def test_there_are_many_tempting_pairs_that_are_denied() -> None:
    denied = rows("rejected")
    assert len(denied) >= 200
    assert all(row.negated and row.comment and row.comment_zh for row in denied)


@pytest.mark.parametrize("name", ["accepted", "candidate", "rejected", "outward"])
def test_every_row_has_its_reason_and_quotes_of_its_ends(kg: KnowledgeGraph, name: str) -> None:
    for row in rows(name):
        assert row.comment and row.comment_zh, row
        assert row.confidence is not None and 0.25 <= row.confidence <= 1, row
        ends = [(row.subject, row.subject_evidence), (row.object, row.object_evidence)]
        for end, quotes in ends if document(row.object) in (*COVERED, DECK) else ends[:1]:
            assert quotes, row
            stems = {*document_of(kg.store, end), document(end)}
            assert {document(quote) for quote in quotes} <= stems, row


def test_outward_rows_are_never_certain() -> None:
    found = rows("outward")
    assert len(found) == 7
    assert all(row.confidence is not None and row.confidence < 1 for row in found)


def test_exact_means_that_text_and_kind_agree(kg: KnowledgeGraph) -> None:
    exact = [row for row in rows("accepted") if row.predicate == "skos:exactMatch"]
    pairs = {(curie(row.subject), curie(row.object)) for row in exact}
    assert pairs == {
        (f"{SMS}/A01", f"{SET}/A01"),
        (f"{SMS}/A02", f"{SET}/A03"),
        (f"{SMS}/A04", f"{SET}/A05"),
        (f"{SMS}/A05", f"{SET}/A04"),
        (f"{SMS}/S04", f"{SET}/S04"),
    }
    for row in exact:
        for predicate in ("skos:prefLabel", "skos:definition"):
            said = [
                {text for text, tag in words(kg.store, end, predicate) if tag == "zh-hant"}
                for end in (row.subject, row.object)
            ]
            assert said[0] == said[1], row
            assert said[0] or predicate == "skos:definition", row


def test_kinds_of_another_sort_are_related_at_most(kg: KnowledgeGraph) -> None:
    for name in ("accepted", "candidate"):
        for row in rows(name):
            if row.predicate in (NO_COUNTERPART, "skos:relatedMatch"):
                continue
            kinds = {kind_of(kg.store, row.subject), kind_of(kg.store, row.object)}
            mixed = {"Knowledge", "Attitude"} & kinds and kinds & ABILITIES
            assert not mixed, row


def test_the_copied_text_of_an_attitude_maps_to_nothing() -> None:
    experimental = f"{ID}{CIVIL}/attitude/experimental"
    found = [row for row in rows("accepted") if experimental in (row.subject, row.object)]
    assert {(row.object, document(row.object_source)) for row in found} == {
        (NO_TERM, other) for other in (GUIDE, SMS, SET)
    }


def test_one_code_in_two_standards_is_no_reason(kg: KnowledgeGraph) -> None:
    """Of the codes that the two standards share, only A01 and S04 mean the same."""
    same = {
        code
        for row in rows("accepted")
        if {document(row.subject), document(row.object)} == {SMS, SET}
        and row.predicate == "skos:exactMatch"
        for code in {*codes(kg.store, row.subject)} & {*codes(kg.store, row.object)}
    }
    assert same == {"A01", "S04"}


def test_no_pair_is_both_mapped_and_denied_as_such() -> None:
    strength = ["skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:relatedMatch"]
    rank = {name: n for n, name in enumerate(strength)} | {"skos:narrowMatch": 2}
    denied = {(r.subject, r.object): r.predicate for r in rows("rejected")}
    for row in (*rows("accepted"), *rows("candidate")):
        against = denied.get((row.subject, row.object)) or denied.get((row.object, row.subject))
        if against and row.object != NO_TERM:
            assert rank[row.predicate] > rank[against], row


def test_the_two_readings_agree_as_the_documentation_says() -> None:
    first, second = (read_set(READINGS / f"{n}.sssom.tsv").mappings for n in ("first", "second"))
    found = agreement(first, second)
    numbers = len(found.same), len(found.differing), len(found.only_a), len(found.only_b)
    assert numbers == (315, 25, 45, 74)
    assert found.shared_pairs.value == pytest.approx(0.838, abs=5e-4)
    assert found.all_pairs.value == pytest.approx(0.616, abs=5e-4)
    assert (found.unmatched_both, found.unmatched_a, found.unmatched_b) == (71, 6, 3)
