"""The gap to roles, standards, frameworks and ability types of the documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from without_mappings import without_mappings

import aitalent_kg as atk
from aitalent_kg.errors import AmbiguousName, BadValue, UnknownName
from aitalent_kg.gaps.answer import GapAnswer, GapItem, gap_of
from aitalent_kg.gaps.have import Have, holder_of
from aitalent_kg.gaps.links import links_of
from aitalent_kg.gaps.sets import Link
from aitalent_kg.lookup import iri
from aitalent_kg.names import ID, graph_iri

SMS, SET = "SMS2512-002v1", "SET2529-001v2"
GUIDE, DECK = "industry-guide-115v3.0", "industry-guide-deck"
CIVIL = "civil-service-framework"


def asked(kg: atk.KnowledgeGraph, have: Have, goal: str, **options: object) -> GapAnswer:
    store = kg.statements
    return gap_of(store, holder_of(store, have), kg.resolve(goal), **options)  # type: ignore[arg-type]


def names(items: tuple[GapItem, ...]) -> list[str]:
    """Last names of the items: K01 and so on."""
    return [item.code.rsplit("/", 1)[-1] for item in items]


def all_of(document: str, *but: str) -> frozenset[str]:
    """IRIs of the items of SET2529-001v2, some left out."""
    codes = [
        f"{k}{n:02}" for k, last in (("K", 7), ("S", 11), ("A", 7)) for n in range(1, last + 1)
    ]
    return frozenset(f"{ID}{document}/{code}" for code in codes if code not in but)


def test_standards_share_no_item_even_where_code_and_label_are_equal(
    kg: atk.KnowledgeGraph,
) -> None:
    found = asked(kg, SMS, SET, mapped="none")
    assert (found.covered, found.mapped) == ((), ())
    assert {"S04", "A01"} <= set(names(found.missing))  # 需求分析能力 and 主動積極 in both
    assert len(found.missing) == 7 + 11 + 7
    assert len(asked(kg, SET, SMS, mapped="none").missing) == 20 + 20 + 6


def test_a_standard_covers_itself(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, SET, SET)
    assert (len(found.covered), found.missing) == (25, ())


def test_items_are_ordered_by_how_many_tasks_need_them(kg: atk.KnowledgeGraph) -> None:
    # Counted in the table of SET2529-001v2: all five tasks, four, three, two, one.
    five, four = "K02 K03 K04 K05 K06 S01 S02 S03 S04 S06", "S05 S08"
    rest = "S10 K01 S07 A01 A02 A03 A04 A05 A06 A07 K07 S09 S11"
    assert names(asked(kg, None, SET).missing) == f"{five} {four} {rest}".split()


def test_the_one_item_that_completes_a_task_comes_first(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, all_of(SET, "S05", "K07", "S11"), SET)  # K07, S11: T2.3 lacks three
    assert [(i.code, i.unlocks) for i in found.missing] == [
        (f"{SET}/S05", (f"{SET}/T1.1", f"{SET}/T2.1", f"{SET}/T2.2")),
        (f"{SET}/K07", ()),
        (f"{SET}/S11", ()),
    ]


def test_an_attitude_is_asked_for_by_the_standard(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, all_of(SET, "A07"), SET)
    assert [(w.code, w.level) for w in found.missing[0].required_in] == [(SET, None)]


def test_levels_are_those_of_the_tasks_that_need_the_item(kg: atk.KnowledgeGraph) -> None:
    levels = {item.code: item.level for item in asked(kg, None, SMS).missing}
    assert levels[f"{SMS}/S01"] == "4"  # T1.1
    assert levels[f"{SMS}/K01"] == "4, not stated"  # T1.1, T1.2
    assert levels[f"{SMS}/K20"] == "5"  # T4.1
    assert levels[f"{SMS}/A06"] is None


def test_what_is_for_technical_developers_says_so_and_can_be_left_out(
    kg: atk.KnowledgeGraph,
) -> None:
    every = {item.code: item for item in asked(kg, None, SMS).missing}
    words = "T3屬擔任技術開發者所需之工作職責。"
    assert [w.condition for w in every[f"{SMS}/S18"].required_in] == [words]
    assert [w.condition for w in every[f"{SMS}/K14"].required_in] == [None, words]  # T2.1, T3.2
    kept = names(asked(kg, None, SMS, conditional=False).missing)
    assert {code.rsplit("/", 1)[-1] for code in every} - set(kept) == {
        *("K16", "K17", "K18", "K19"),
        *("S16", "S17", "S18", "S19"),
    }


def test_a_task_of_a_conditional_duty_shows_the_condition(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, None, f"{SMS}/T3.1")
    assert len(found.missing) == 3 + 8
    assert all(item.required_in[0].condition for item in found.missing)


def test_lost_skills_are_unknown_and_leave_the_task_open(kg: atk.KnowledgeGraph) -> None:
    have = frozenset({f"{ID}{SMS}/K09", f"{ID}{SMS}/K10"})
    found = asked(kg, have, f"{SMS}/T2.2")
    assert [(u.code, u.what) for u in found.unknown] == [(f"{SMS}/T2.2", "skills")]
    assert "T2.2" in found.unknown[0].quotes[0].quote
    assert [(i.code, i.unlocks) for i in found.missing] == [(f"{SMS}/K15", ())]


def test_a_level_that_is_not_printed_is_unknown(kg: atk.KnowledgeGraph) -> None:
    levels = [u.code for u in asked(kg, None, SMS).unknown if u.what == "level"]
    assert levels == [f"{SMS}/T1.2", f"{SMS}/T3.2"]


def test_what_is_held_may_hold_lost_skills_too(kg: atk.KnowledgeGraph) -> None:
    assert [u.code for u in asked(kg, SMS, SET).have_unknown] == [f"{SMS}/T2.2"]


def test_quotes_are_those_of_the_requirement(kg: atk.KnowledgeGraph) -> None:
    found = {item.code: item for item in asked(kg, None, f"{SET}/T2.3").missing}
    quotes = [(q.quote, q.source) for q in found[f"{SET}/K07"].quotes]
    assert quotes == [("K07問題評估與解決方法", f"{SET}.txt")]
    assert len(asked(kg, None, f"{SET}/T1.1").missing[0].quotes) == 1


def test_a_role_with_one_skill_lacks_one_item(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, None, f"{GUIDE}/role/data-analyst")
    assert [(i.kind, i.unlocks) for i in found.missing] == [
        ("Skill", (f"{GUIDE}/role/data-analyst",))
    ]
    assert found.missing[0].label.startswith("SQL、Excel、Tableau")


def test_roles_that_share_a_skill_cover_each_other(kg: atk.KnowledgeGraph) -> None:
    found = asked(
        kg, f"{GUIDE}/role/ai-adoption-consultant", f"{GUIDE}/role/ai-application-planner"
    )
    assert (names(found.covered), found.missing) == (["ai-adoption-planning"], ())


def test_an_ability_type_asks_for_abilities_and_key_contents(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, None, "AI 應用素養")
    labels = {item.label for item in found.missing if item.kind == "KeyContent"}
    assert labels == {
        *("AI 基本知識", "趨勢應用與限制", "道德與倫理"),
        *("法律與風險", "隱私保護與資訊安全", "風險辨識"),
    }
    abilities = [item.label for item in found.missing if item.kind == "AbilityItem"]
    assert abilities == ["AI 素養", "AI 治理素養"]


def test_who_has_an_ability_type_covers_it_in_a_talent_category(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, "AI 工具應用", f"{GUIDE}/talent-category/application")
    assert names(found.covered) == ["ai-tools"]
    strengths = {i.label: i.required_in[0].strength for i in found.missing}
    assert (strengths["AI 應用素養"], strengths["數學與統計"]) == ("必備", "有助")


def test_the_guide_asks_for_eleven_abilities(kg: atk.KnowledgeGraph) -> None:
    kinds = [item.kind for item in asked(kg, None, GUIDE).missing]
    # Table 4: eleven abilities, 29 key contents; three skills of AI 協作與開發.
    assert [kinds.count(k) for k in ("AbilityItem", "KeyContent", "CompetencyItem")] == [11, 29, 3]


def test_the_civil_service_asks_for_competencies_by_category(kg: atk.KnowledgeGraph) -> None:
    places = [i.required_in[0].label for i in asked(kg, None, CIVIL).missing]
    counts = {place: places.count(place) for place in places}
    assert counts == {"共通職能": 4, "技術職能": 5, "管理職能": 5, "數位轉型態度": 5}


def test_research_talent_has_no_ability_types_and_the_answer_says_so(
    kg: atk.KnowledgeGraph,
) -> None:
    found = asked(kg, None, f"{GUIDE}/talent-category/research")
    assert {i.label for i in found.missing} == {"資料基礎", "數學與統計", "程式語言", "軟體工程"}
    assert [(u.what, u.says) for u in found.unknown] == [("ability-types", "文件未列出其能力類型")]


def test_a_role_without_stated_items_is_not_a_role_without_needs(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, None, f"{GUIDE}/role/ai-solution-consultant", lang="en")
    assert (found.missing, found.covered) == ((), ())
    assert [u.says for u in found.unknown] == ["the documents list no items under its name"]
    assert f"{GUIDE}/role-type/adoption" in found.unknown[0].see


def test_the_deck_asks_through_its_groups_and_its_path(kg: atk.KnowledgeGraph) -> None:
    places = [
        w.code.removeprefix(f"{DECK}/")
        for i in asked(kg, None, DECK).missing
        for w in i.required_in
    ]
    assert {place: places.count(place) for place in places} == {
        DECK: 1,  # AI 治理素養 is 必備
        "role-group/value-adding": 2,
        "role-group/product-analysis": 3,
        "role-group/data-processing": 2,
        "gate/a": 1,
        "gate/b": 1,
        "gate/c": 2,
    }


def test_an_item_can_be_the_goal(kg: atk.KnowledgeGraph) -> None:
    assert names(asked(kg, None, f"{SMS}/K01").missing) == ["K01"]
    assert names(asked(kg, SMS, f"{SMS}/K01").covered) == ["K01"]


def test_a_mapping_given_by_the_caller_covers_with_its_confidence(kg: atk.KnowledgeGraph) -> None:
    said = [Link(f"{ID}{SMS}/S04", f"{ID}{SET}/S04", "skos:closeMatch", 0.8)]
    kg = without_mappings(kg)
    found = asked(kg, SMS, SET, links=said)
    assert [(i.code, i.predicate, i.confidence) for i in found.mapped] == [
        (f"{SET}/S04", "skos:closeMatch", 0.8)
    ]
    by = found.mapped[0].by
    assert by is not None and by.code == f"{SMS}/S04"
    assert len(found.missing) == 24
    assert asked(kg, SMS, SET, links=said, mapped="exact").mapped == ()


def test_mappings_of_the_graph_count(tmp_path: Path) -> None:
    path = tmp_path / "mapping.ttl"
    match = "http://www.w3.org/2004/02/skos/core#exactMatch"
    path.write_text(f"<{ID}{SET}/K02> <{match}> <{ID}{SMS}/K09> .\n", encoding="utf-8")
    found = asked(without_mappings(atk.load(extra=path)), SMS, SET)
    assert [(i.code, i.predicate, i.confidence) for i in found.mapped] == [
        (f"{SET}/K02", "skos:exactMatch", None)
    ]


def test_attitudes_that_both_standards_define_alike_cover_each_other(
    kg: atk.KnowledgeGraph,
) -> None:
    """X-37 and X-38: four definitions are the same; that of 應對不確定性 lacks one clause."""
    mapped = {i.code: i for i in asked(kg, SMS, SET).mapped if i.kind == "Attitude"}
    assert {code: (i.by.code, i.predicate) for code, i in mapped.items() if i.by} == {
        f"{SET}/A01": (f"{SMS}/A01", "skos:exactMatch"),
        f"{SET}/A03": (f"{SMS}/A02", "skos:exactMatch"),
        f"{SET}/A04": (f"{SMS}/A05", "skos:exactMatch"),
        f"{SET}/A05": (f"{SMS}/A04", "skos:exactMatch"),
        f"{SET}/A07": (f"{SMS}/A03", "skos:closeMatch"),
    }
    assert mapped[f"{SET}/A01"].confidence == 1.0


def test_what_we_only_infer_is_no_link(kg: atk.KnowledgeGraph) -> None:
    """Our inference that a role group of the deck is near to one of the guide joins no items."""
    stated = {(link.left, link.right) for link in links_of(kg.statements)}
    inferred = kg.store.quads_for_pattern(None, None, None, NamedNode(graph_iri("inferred")))
    matches = [q for q in inferred if q.predicate.value.endswith("Match")]
    assert matches
    assert not stated & {(iri(q.subject), iri(q.object)) for q in matches}


def test_names_and_values_that_do_not_fit_are_refused(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousName, match="ai-application-planner"):
        asked(kg, "AI 應用規劃師", SET)
    with pytest.raises(BadValue, match="organisation/moda"):
        asked(kg, None, "organisation/moda")
    with pytest.raises(UnknownName, match="close"):
        asked(kg, None, SET, mapped="closer")
