"""The overlap of roles, standards, frameworks, tasks, persons and sets of the graph."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

import aitalent_kg as atk
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.gaps.have import Have
from aitalent_kg.gaps.sets import STRENGTHS, Link
from aitalent_kg.names import ID
from aitalent_kg.overlap.answer import OverlapAnswer, how, overlap_of
from aitalent_kg.overlap.many import overlaps_of
from aitalent_kg.overlap.weights import counting

SMS, SET = "SMS2512-002v1", "SET2529-001v2"
GUIDE, CIVIL = "industry-guide-115v3.0", "civil-service-framework"
DEVELOPMENT, RESEARCH = (f"{GUIDE}/talent-category/{n}" for n in ("development", "research"))
#: A role for which the guide states no items.
CONSULTANT = f"{GUIDE}/role/ai-solution-consultant"
EX = "https://example.org/"


def compared(kg: atk.KnowledgeGraph, left: Have, right: Have, **options: object) -> OverlapAnswer:
    store = kg.statements
    return overlap_of(store, left, right, how(store, **options))  # type: ignore[arg-type]


def names(items: object) -> list[str]:
    """Last names of the items: K01 and so on."""
    return [item.code.rsplit("/", 1)[-1] for item in items]  # type: ignore[attr-defined]


def test_research_asks_for_the_foundations_of_development(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, DEVELOPMENT, RESEARCH, mapped=False)
    foundations = (
        "data-basics mathematics-and-statistics programming-languages software-engineering"
    )
    assert names(found.shared) == foundations.split()
    assert len(found.only_left) == 4
    assert (found.score, found.low, found.high) == (0.5, 0.5, 0.5)
    assert (found.left_in_right, found.right_in_left) == (0.5, 1.0)
    # Without one of the four: 3 of 8 + 4 - 3.
    assert [item.share for item in found.shared] == pytest.approx([0.5 - 3 / 9] * 4)


def test_rare_items_weigh_more_in_the_corpus_of_the_kind(kg: atk.KnowledgeGraph) -> None:
    # All three talent categories ask for the foundations, development alone for its other four.
    found = compared(kg, DEVELOPMENT, RESEARCH, mapped=False, idf=True)
    assert found.corpus == "3 TalentCategory"
    assert found.score == pytest.approx(4 / (4 + 4 * (1 + math.log(4 / 2))))


def test_k02_of_one_standard_is_not_k02_of_another(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, SMS, SET, mapped=False)
    assert (found.score, found.shared, found.mapped) == (0.0, (), ())
    assert (len(found.only_left), len(found.only_right)) == (20 + 20 + 6, 7 + 11 + 7)
    assert "K02" in names(found.only_left) and "K02" in names(found.only_right)
    assert any("代碼" in remark for remark in found.remarks)


def test_a_containment_names_its_direction(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, DEVELOPMENT, RESEARCH, measure="right_in_left", mapped=False)
    assert (found.measure, found.score) == ("right_in_left", 1.0)
    assert found.meaning == "AI 研究人才 的項目中，AI 開發人才 也有的比例"
    reverse = compared(kg, DEVELOPMENT, RESEARCH, measure="left_in_right", mapped=False, lang="en")
    assert reverse.score == 0.5
    assert reverse.meaning.startswith(
        "share of the items of AI Development Talent that AI Research"
    )


def test_items_come_with_the_quotes_of_both_sides(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, DEVELOPMENT, RESEARCH, mapped=False)
    for item in found.shared:
        assert item.left_quotes and item.right_quotes
    alone = next(item for item in found.only_left if item.code.endswith("ai-programming"))
    assert {quote.source for quote in alone.quotes} == {f"{GUIDE}.txt"}


@pytest.mark.parametrize(
    ("kinds", "number"),
    [
        ("K", 20),
        ("KSA", 46),
        ("T", 10),
        ("Attitude", 6),
        ("Knowledge,Task", 30),
        (["K", "Duty"], 24),
        (None, 46),
    ],
)
def test_kinds_are_letters_or_classes(
    kg: atk.KnowledgeGraph, kinds: str | list[str] | None, number: int
) -> None:
    assert len(compared(kg, SMS, SMS, kinds=kinds).shared) == number


def test_a_kind_of_parts_takes_the_parts(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, GUIDE, RESEARCH, kinds="AbilityType")
    assert len(found.only_left) == 5
    assert found.only_right == ()


def test_a_thing_with_itself_scores_one_and_says_so(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, CIVIL, CIVIL, lang="en")
    assert (found.score, len(found.shared), found.mapped) == (1.0, 19, ())
    assert found.remarks[0] == "Both sides are one thing."


def test_things_with_the_same_items_say_so(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, SET, f"{SET}/occupation", lang="en")
    assert found.score == 1.0
    assert found.remarks[0] == "Both sides have the same items."


def test_without_items_the_answer_says_why(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, CONSULTANT, SMS, lang="en")
    assert (found.score, found.low, found.high, found.left_in_right) == (0.0, 0.0, 0.0, 0.0)
    assert len(found.only_right) == 46
    why = "AI solution consultant has no items to compare (the documents list no items under its name)"
    assert found.remarks[0].startswith(why)
    assert compared(kg, CONSULTANT, CONSULTANT).score == 0.0


def test_research_has_no_ability_types_and_the_answer_says_why(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, RESEARCH, DEVELOPMENT, kinds="AbilityType")
    assert (found.score, len(found.only_right)) == (0.0, 3)
    assert "AI 研究人才 沒有可比較的項目（文件未列出其能力類型；" in found.remarks[0]
    assert "沒有類別為 AbilityType 的項目；其項目有：Foundation 4" in found.remarks[0]


def test_lost_skills_are_said(kg: atk.KnowledgeGraph) -> None:
    found = compared(kg, SMS, SET)
    assert [entry.code for entry in found.left_unknown] == [f"{SMS}/T2.2"]
    assert any("技能要求" in remark for remark in found.remarks)


def test_persons_and_sets_of_items_can_be_sides(kg: atk.KnowledgeGraph) -> None:
    # T1.1 asks for K01 to K06 and S01 to S03.
    person = {"name": "A", "items": [f"{SMS}/K01", f"{SMS}/S01"]}
    found = compared(kg, person, f"{SMS}/T1.1")
    assert (found.left.label, found.left.kind, found.left.iri) == ("A", "Person", "")
    assert (found.left_in_right, found.right_in_left) == pytest.approx((1.0, 2 / 9))
    items = {f"{ID}{SMS}/K01", f"{SMS}/S01", f"{EX}other"}
    assert compared(kg, items, f"{SMS}/T1.1").score == pytest.approx(2 / 10)
    assert compared(kg, None, f"{SMS}/T1.1").score == 0.0


def test_a_person_file_can_be_a_side(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text(f"name: B\nitems: [{SMS}/K01]\n", encoding="utf-8")
    found = compared(kg, str(path), f"{SMS}/T1.1")
    assert found.left.label == "B"
    assert found.right_in_left == pytest.approx(1 / 9)
    assert compared(kg, path, f"{SMS}/T1.1", idf=True).corpus == "15 Task"
    assert compared(kg, path, {f"{SMS}/K01"}, idf=True).corpus == "14 Role"


def test_mappings_of_a_caller_count_with_weight_and_bounds(kg: atk.KnowledgeGraph) -> None:
    links = [Link(f"{EX}a", f"{EX}b", "skos:closeMatch", 0.5)]
    found = compared(kg, {f"{EX}a", f"{EX}c"}, {f"{EX}b"}, links=links)
    assert found.score == pytest.approx(0.4 / (3 - 0.4))
    assert (found.low, found.high) == (0.0, 0.5)
    [pair] = found.mapped
    assert (pair.predicate, pair.confidence, pair.counted) == ("skos:closeMatch", 0.5, True)
    assert pair.weight == pytest.approx(0.8 * 0.5)
    assert found.mapped[0].share == found.score
    assert names(found.only_left) == ["c"]


def test_mappings_that_are_too_weak_do_not_count(kg: atk.KnowledgeGraph) -> None:
    links = [Link(f"{EX}a", f"{EX}b", "skos:narrowMatch")]
    scores = {
        weakest: compared(kg, {f"{EX}a"}, {f"{EX}b"}, links=links, mapped=weakest).score
        for weakest in ("exact", "close", "narrow", "broad", "related")
    }
    expected = {"exact": 0, "close": 0, "narrow": 0.5, "broad": 0.5, "related": 0.5}
    assert scores == {weakest: pytest.approx(w / (2 - w)) for weakest, w in expected.items()}


def test_links_that_cannot_count_are_refused(kg: atk.KnowledgeGraph) -> None:
    links = [Link(f"{EX}a", f"{EX}b", "skos:exactMatch")]
    with pytest.raises(BadValue, match="links are given"):
        compared(kg, {f"{EX}a"}, {f"{EX}b"}, links=links, mapped=False)


def test_mappings_of_the_graph_count(tmp_path: Path) -> None:
    path = tmp_path / "mapping.ttl"
    match = "http://www.w3.org/2004/02/skos/core#closeMatch"
    kind = "a <https://w3id.org/aitalent-kg/ontology#Knowledge>"
    path.write_text(f"<{EX}a> {kind} ; <{match}> <{EX}b> . <{EX}b> {kind} .\n", encoding="utf-8")
    found = compared(atk.load(extra=path), {f"{EX}b"}, {f"{EX}a"})
    assert [(p.left.iri, p.right.iri, p.weight) for p in found.mapped] == [
        (f"{EX}b", f"{EX}a", 0.8)
    ]


def test_several_things_are_compared_in_pairs(kg: atk.KnowledgeGraph) -> None:
    application = f"{GUIDE}/talent-category/application"
    asked = how(kg.statements, mapped=False)
    found = overlaps_of(kg.statements, [application, DEVELOPMENT, RESEARCH], asked)
    # Eleven, eight and four items; all have the four foundations.
    assert [pair.score for pair in found.pairs] == pytest.approx([4 / 15, 4 / 11, 4 / 8])
    assert [len(common.items) for common in found.common] == [3] * 4
    assert all(len({item.iri for item in common.items}) == 1 for common in found.common)


def test_names_that_do_not_fit_are_refused(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="SMS2512-002v1"):
        compared(kg, "SMS2512-002", SET)
    with pytest.raises(UnknownName, match="Knowledge"):
        compared(kg, SMS, SET, kinds="Knowlege")
    with pytest.raises(UnknownName, match="mapping"):
        compared(kg, SMS, SET, mapped="closer")
    with pytest.raises(UnknownName, match="measure"):
        compared(kg, SMS, SET, measure="jacard")
    with pytest.raises(BadValue, match="kinds"):
        compared(kg, SMS, SET, kinds="")
    with pytest.raises(BadValue, match="organisation/moda"):
        compared(kg, SMS, "organisation/moda")
    with pytest.raises(BadValue, match="two or more"):
        overlaps_of(kg.statements, [SMS], how(kg.statements))


def test_each_strength_takes_in_the_stronger_ones() -> None:
    assert [len(counting(name)) for name in STRENGTHS] == [0, 1, 2, 4, 4, 5]
    assert (counting(False), len(counting(True))) == ((), 5)


@pytest.mark.parametrize("measure", ["jaccard", "cosine", "right_in_left"])
def test_without_its_top_mapping_an_overlap_of_documents_loses_the_share_shown(
    kg: atk.KnowledgeGraph, measure: str
) -> None:
    store = kg.statements
    found = compared(kg, SMS, SET, measure=measure)
    top = found.mapped[0]
    ends = {top.left.iri, top.right.iri}
    asked = how(store, measure)
    rest = tuple(link for link in asked.links if {link.left, link.right} != ends)
    without = overlap_of(store, SMS, SET, replace(asked, links=rest))
    assert top.share > 0
    assert found.score - without.score == pytest.approx(top.share, abs=1e-12)
    assert top.left.iri in {item.iri for item in without.only_left} | {
        pair.left.iri for pair in without.mapped
    }
