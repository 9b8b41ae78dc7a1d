"""Tiers, certification map, career paths and advice of the slide deck, written out by hand."""

from __future__ import annotations

import pytest
from test_counts import DECK, GUIDE, column, firsts, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph
from aitalent_kg.names import ID

EN = "skos:prefLabel ?en FILTER(LANGMATCHES(LANG(?en), 'en'))"
#: Tiers: the order comes from the ordinal word, not from the place on the slide.
TIERS = table("""
1 | 第一階 | 素養類 | Literacy              | 全員必備、管理階層
2 | 第二階 | 工具類 | Tooling               | 業務、行銷、企劃、行政
3 | 第三階 | 專案類 | Project & Engineering | 專案經理、AI 工程師、資料科學家
""")


def test_three_tiers(kg: KnowledgeGraph) -> None:
    where = (
        "?x a ait:CertificationClass ; ait:sequence ?n ; skos:notation ?word ; ait:audience ?for ; "
    )
    found = rows(kg, "?n ?word ?name ?en ?for", said(DECK, where + EN + zh("x", "name")))
    assert found == TIERS


#: The map: eleven names, two of which fit two certifications of the guide each (X-14).
MAP = table("""
certification/ai-901               | Microsoft Azure AI Fundamentals (AI-901)
certification/aws-ai-practitioner  |
certification/ipas-junior          | iPAS 初級 AI 應用規劃師
certification/genai-office         | 資策會生成式 AI 辦公室應用
certification/google-ml-engineer   | Google Cloud Professional ML Engineer
certification/ai-103               | Microsoft Azure AI Engineer (AI-103)
certification/ibm-ai-engineering   | IBM AI Engineering
certification/tqcplus-ml           | TQC+ 人工智慧
certification/ipas-intermediate    | iPAS 中級 AI 應用規劃師
""")
AMBIGUOUS = ["AWS Certified Machine Learning", "台灣人工智慧學校認證"]


def test_eleven_names_on_the_map(kg: KnowledgeGraph) -> None:
    where = said(DECK, f"{iri(DECK + '/section/certification-map')} dcterms:references ?x")
    own = [f"{DECK}/certification/aia", f"{DECK}/certification/aws-ml"]
    assert column(kg, "x", where) == sorted([f"{GUIDE}/{path}" for path, _ in MAP] + own)


@pytest.mark.parametrize(("path", "short"), MAP, ids=firsts(MAP))
def test_short_name_on_the_map(kg: KnowledgeGraph, path: str, short: str) -> None:
    where = said(DECK, f"{iri(f'{GUIDE}/{path}')} skos:altLabel ?x")
    assert column(kg, "x", where) == ([short] if short else [])


def test_ambiguous_names_on_the_map(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(DECK, "?x a ait:Certification ." + zh("x", "name")))
    assert found == sorted(AMBIGUOUS)


#: Places on the map, read from the blocks of the slide, so only inferred.
PLACES = table("""
ai-901              | shallow international
aws-ai-practitioner | shallow international
aia                 | shallow domestic
ipas-junior         | shallow domestic
genai-office        | shallow domestic
aws-ml              | deep international
google-ml-engineer  | deep international
ai-103              | deep international
ibm-ai-engineering  | deep international
tqcplus-ml          | deep domestic
ipas-intermediate   | deep domestic
""")


@pytest.mark.parametrize(("name", "ends"), PLACES, ids=firsts(PLACES))
def test_place_on_the_map_is_inferred(kg: KnowledgeGraph, name: str, ends: str) -> None:
    where = f"?p ait:placed ?c ; ait:placedUnder ?x FILTER(STRENDS(STR(?c), '/{name}')) "
    on_map = f"FILTER(STRSTARTS(STR(?x), '{ID}{DECK}/map-end/'))"
    found = column(kg, "x", said("inferred", where + on_map))
    assert found == sorted(f"{DECK}/map-end/{end}" for end in ends.split())


PATHS = ["理工背景出發", "跨域人才出發"]


def test_two_paths(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(DECK, "?x a ait:CareerPath ." + zh("x", "name")))
    assert found == sorted(PATHS)


#: The cross-domain path: start, gates A to C, and three ends.
EDGES = table("""
其他跨域科系 / 業務營運人員 | 提示詞工程
提示詞工程                  | 自動化工作流
自動化工作流                | 輕量級數據處理
輕量級數據處理              | AI 應用規劃師
輕量級數據處理              | AI 專案經理
輕量級數據處理              | AI 導入顧問
""")


def test_edges_of_the_cross_domain_path(kg: KnowledgeGraph) -> None:
    where = said(DECK, "?x a ait:Transition ; ait:from ?a ; ait:to ?b")
    found = rows(kg, "?from ?to", where, zh("a", "from"), zh("b", "to"))
    assert found == sorted(EDGES)


def test_gate_b_has_two_programming_levels(kg: KnowledgeGraph) -> None:
    where = "?g a ait:Gate ; skos:notation ?gate ; ait:programmingLevel ?l ." + zh("l", "level")
    found = rows(kg, "?gate ?level", said(DECK, where))
    assert found == [("B", "Low-code"), ("B", "No-code")]


#: What the path takes for granted, and what gate C asks.
ASKED = table("""
path/cross-domain | 商業敏銳度, 溝通協調, 領域專業知識
gate/c            | Excel 進階, 基礎 Python
""")


@pytest.mark.parametrize(("path", "skills"), ASKED, ids=firsts(ASKED))
def test_what_the_path_asks(kg: KnowledgeGraph, path: str, skills: str) -> None:
    where = f"?r ait:requirer {iri(f'{DECK}/{path}')} ; ait:requiredItem ?x ."
    found = column(kg, "name", said(DECK, where + zh("x", "name")))
    assert found == sorted(skills.split(", "))


ACTIONS = table("""
Step 1 | 盤點現狀 | Assess
Step 2 | 依崗培訓 | Train
Step 3 | 鼓勵認證 | Certify
Step 4 | 賦能創新 | Innovate
""")


def test_four_action_steps(kg: KnowledgeGraph) -> None:
    where = "?x a ait:ActionStep ; skos:notation ?n ; " + EN
    assert rows(kg, "?n ?name ?en", said(DECK, where + zh("x", "name"))) == ACTIONS


def test_month_of_the_succession_by_the_deck(kg: KnowledgeGraph) -> None:
    """The deck says who follows and when; that the old ones end then is inferred."""
    assert rows(kg, "?x ?month", said(DECK, "?x ait:retires ?month")) == []
    month = "?x ait:retires ?month FILTER(STRLEN(STR(?month)) = 7)"
    found = rows(kg, "?x ?month", said("inferred", month))
    old = [f"{GUIDE}/certification/ai-102", f"{GUIDE}/certification/ai-900"]
    assert found == [(path, "2026-06") for path in old]


def test_title_as_printed(kg: KnowledgeGraph) -> None:
    assert column(kg, "x", said(DECK, f"{iri(DECK)} dcterms:title ?x")) == [
        "2025 AI 產業人才認定指引"
    ]
