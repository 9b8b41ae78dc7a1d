"""Responsible AI, learning resources and organisations of the guide, counted by hand."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, firsts, how_many, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

FRAMEWORKS = [
    "歐盟《人工智慧法》",
    "美國 NIST《AI 風險管理框架》",
    "美國《AI 素養框架》",
    "ISO/IEC 42001",
    "人工智慧基本法",
]
#: Number, name by heading, subtitle, number of statements (parts of sentences up to ； or 。).
FACETS = table("""
1 | 隱私保護 | 個資安全與他人的資訊主體權利       | 4
2 | 風險辨識 | 不同情境的 AI 應用，風險程度不一樣 | 4
3 | 資訊判斷 | AI 說的不等於真的                  | 4
4 | 責任歸屬 | 人類才是決策之主體，非 AI          | 5
""")


def test_five_frameworks(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?f a ait:ResponsibilityFacet ; ait:uses ?x ." + zh("x", "name"))
    assert column(kg, "name", where) == sorted(FRAMEWORKS)


def test_two_more_acts_and_frameworks_are_named(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(GUIDE, "?x a ait:ExternalReference ." + zh("x", "name")))
    others = ["個人資料保護法", "AI 風險分級管理框架"]
    assert found == sorted(FRAMEWORKS + others)


def test_four_facets(kg: KnowledgeGraph) -> None:
    where = "?x a ait:ResponsibilityFacet ; skos:notation ?n ; skos:definition ?d ."
    found = rows(kg, "?n ?name ?d", said(GUIDE, where + zh("x", "name")))
    assert found == [facet[:3] for facet in FACETS]


@pytest.mark.parametrize("facet", FACETS, ids=firsts(FACETS))
def test_statements_of_a_facet(kg: KnowledgeGraph, facet: tuple[str, ...]) -> None:
    where = (
        f'?x a ait:ResponsibilityStatement ; dcterms:isPartOf ?f . ?f skos:notation "{facet[0]}"'
    )
    assert how_many(kg, said(GUIDE, where)) == int(facet[3])


def test_seventeen_statements(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, "?x a ait:ResponsibilityStatement")) == 17


def test_names_of_two_facets_in_the_introduction(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:ResponsibilityFacet ; skos:altLabel ?alt ." + zh("x", "name"))
    expected = [("責任歸屬", "使用責任"), ("風險辨識", "風險意識")]
    assert rows(kg, "?name ?alt", where) == sorted(expected)


def test_four_steps(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:RiskStep ; ait:sequence ?n ." + zh("x", "name"))
    found = [name for _, name in rows(kg, "?n ?name", where)]
    assert found == ["盤點 AI 應用情境", "識別風險", "評估風險", "應對風險"]


RISK_CLASSES = table("""
(A) | AI 系統本身之技術設計缺陷
(B) | 部署後操作及人機互動問題
(C) | 社會結構與環境衝擊
""")


def test_three_risk_classes(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:RiskClass ; skos:notation ?n ." + zh("x", "name"))
    assert rows(kg, "?n ?name", where) == RISK_CLASSES


def test_month_of_the_basic_act(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:ExternalReference ; dcterms:issued ?d ." + zh("x", "name"))
    assert rows(kg, "?name ?d", where) == [("人工智慧基本法", "2026-01")]


#: The two resources of section (七) and their makers.
RESOURCES = table("""
AI 產業人才賦能公版教材 | 數位發展部數位產業署
AI 產業人才賦能公版教材 | 財團法人人工智慧科技基金會
好好用 AI 素養教材      | Meta
好好用 AI 素養教材      | 台灣人工智慧學校
""")


def test_makers_of_the_two_learning_resources(kg: KnowledgeGraph) -> None:
    where = "?x a ait:LearningResource ; ait:developedBy ?o ." + zh("x", "name")
    found = rows(kg, "?name ?maker", said(GUIDE, where + zh("o", "maker")))
    assert found == sorted(RESOURCES)


#: What the two resources are about (L568, 574).
SUBJECTS = table("""
好好用 AI 素養教材      | AI 應用素養
好好用 AI 素養教材      | 法律與風險
好好用 AI 素養教材      | 道德與倫理
好好用 AI 素養教材      | 隱私保護與資訊安全
公版教材                | AI 應用素養
公版教材                | AI 工具應用
公版教材                | 提示工程（Prompt Engineering）
""")


def test_subjects_are_said_of_the_literacy_material_and_of_the_courseware_part(
    kg: KnowledgeGraph,
) -> None:
    """L574: the courseware, a part of the second material, focuses on two ability types."""
    where = "?x a ait:LearningResource ; ait:about ?y ." + zh("x", "name")
    found = rows(kg, "?name ?subject", said(GUIDE, where + zh("y", "subject")))
    assert found == sorted(SUBJECTS)


def test_two_learning_resources_of_which_one_has_two_parts(kg: KnowledgeGraph) -> None:
    where = (
        "?x a ait:LearningResource OPTIONAL { ?x dcterms:isPartOf ?y . " + zh("y", "whole") + " }"
    )
    assert rows(kg, "?name ?whole", said(GUIDE, where + zh("x", "name"))) == sorted(
        [
            ("AI 產業人才賦能公版教材", "AI 產業人才的推薦學習資源"),
            ("好好用 AI 素養教材", "AI 產業人才的推薦學習資源"),
            ("企業 AI 準備度評量表", "AI 產業人才賦能公版教材"),
            ("公版教材", "AI 產業人才賦能公版教材"),
        ]
    )


def test_page_of_the_literacy_material(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:LearningResource ; ait:where ?page ." + zh("x", "name"))
    page = "https://aiforeveryone.aiacademy.tw/responsibleAI"
    assert ("好好用 AI 素養教材", page) in rows(kg, "?name ?page", where)


ORGANISATIONS = [
    "數位發展部",
    "數位發展部數位產業署",
    "台灣人工智慧學校",
    "財團法人人工智慧科技基金會",
    "資訊工業策進會",
    "產業情報研究所",
    "經濟部產業發展署",
    "中華民國電腦技能基金會",
    "Meta",
    "Microsoft Corporation",
    "Amazon Web Services, Inc.",
    "NVIDIA Corporation",
    "International Business Machines Corporation (IBM)",
    "Google",  # L317, maker of Gemini; that it is the issuer of L363 is not said
    "Google LLC – Google Cloud Division",
    "OpenAI",
    "Anthropic",
]


def test_seventeen_names_of_sixteen_organisations(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(GUIDE, "?x a ait:Organisation ." + zh("x", "name")))
    assert found == sorted(ORGANISATIONS)


#: The bodies behind the guide (L591-597): 1 + 2 + 1.
BODIES = table("""
指導單位 | 數位發展部
規劃單位 | 數位發展部數位產業署
規劃單位 | 台灣人工智慧學校
執行單位 | 產業情報研究所
""")


def test_four_bodies_behind_the_guide(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:Organisation ; ait:organisationRole ?role ." + zh("x", "name"))
    assert rows(kg, "?role ?name", where) == sorted(BODIES)


UNITS = table("""
產業情報研究所       | 資訊工業策進會
數位發展部數位產業署 | 數位發展部
""")


def test_units_of_organisations(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x ait:unitOf ?y ." + zh("x", "unit") + zh("y", "of"))
    assert rows(kg, "?unit ?of", where) == sorted(UNITS)


#: English names on the last page.
ENGLISH = table("""
Administration for Digital Industries, moda | 數位發展部數位產業署
Ministry of Digital Affairs                 | 數位發展部
Taiwan AI Academy                           | 台灣人工智慧學校
""")


@pytest.mark.parametrize(("english", "name"), ENGLISH, ids=firsts(ENGLISH))
def test_english_name_of_a_body(kg: KnowledgeGraph, english: str, name: str) -> None:
    where = "?x a ait:Organisation ; skos:prefLabel ?en FILTER(LANGMATCHES(LANG(?en), 'en')) "
    found = rows(kg, "?en ?name", said(GUIDE, where + zh("x", "name")))
    assert (english, name) in found
