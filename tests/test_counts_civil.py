"""The framework for civil servants, counted and written out by hand from its pages."""

from __future__ import annotations

import pytest
from test_counts import CIVIL, column, firsts, how_many, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

COMPETENCIES = table("""
01 | 系統思維           | SYSTEMS THINKING                 | 共通職能
02 | 策略性前瞻         | STRATEGIC FORESIGHT              | 管理職能
03 | AI技術趨勢監測     | AI TECHNOLOGY TREND MONITORING   | 技術職能
04 | 問題識別與解決     | PROBLEM IDENTIFICATION & SOLVING | 共通職能
05 | AI素養與倫理       | AI LITERACY & ETHICS             | 共通職能
06 | 隱私保護與安全     | PRIVACY PROTECTION & SECURITY    | 技術職能
07 | 資料科學           | DATA SCIENCE                     | 技術職能
08 | 高性能計算         | HIGH PERFORMANCE COMPUTING       | 技術職能
09 | 數據驅動決策       | DATA-DRIVEN DECISION MAKING      | 管理職能
10 | AI/ML應用開發      | AI/ML APPLICATION DEVELOPMENT    | 技術職能
11 | 以人為本的設計思維 | HUMAN-CENTERED DESIGN THINKING   | 共通職能
12 | 敏捷管理           | AGILE MANAGEMENT                 | 管理職能
13 | 反覆優化           | ITERATIVE OPTIMIZATION           | 管理職能
14 | 數位領導力         | DIGITAL LEADERSHIP               | 管理職能
""")
ATTITUDES = table("""
1 | 信任   | TRUST
2 | 創新   | INNOVATION
3 | 適應性 | ADAPTABILITY
4 | 好奇心 | CURIOSITY
5 | 實驗性 | EXPERIMENTAL
""")
ENGLISH = "skos:prefLabel ?en FILTER(LANGMATCHES(LANG(?en), 'en')) "


@pytest.mark.parametrize("row", COMPETENCIES, ids=firsts(COMPETENCIES))
def test_competency(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = f"?x a ait:Competency ; ait:competencyCategory ?c ; {ENGLISH} ?x skos:notation ?n . "
    where += f'FILTER(?n = "{row[0]}") ' + zh("x", "name") + zh("c", "category")
    assert rows(kg, "?n ?name ?en ?category", said(CIVIL, where)) == [row]


MEMBERS = table("""
Competency         | 14
CompetencyCategory | 3
Attitude           | 5
Goal               | 3
OfficerLevel       | 3
Use                | 3
""")


@pytest.mark.parametrize(("kind", "count"), MEMBERS, ids=firsts(MEMBERS))
def test_members_of_the_framework(kg: KnowledgeGraph, kind: str, count: str) -> None:
    assert how_many(kg, said(CIVIL, f"?x a ait:{kind}")) == int(count)


@pytest.mark.parametrize(
    ("category", "count"),
    [("共通職能", 4), ("技術職能", 5), ("管理職能", 5)],
    ids=["common", "technical", "management"],
)
def test_competencies_of_a_category(kg: KnowledgeGraph, category: str, count: int) -> None:
    where = f"?x ait:competencyCategory ?c . {zh('c', 'of')} FILTER(STR(?of) = "
    assert how_many(kg, said(CIVIL, f'{where}"{category}")')) == count


def test_attitudes_in_their_order(kg: KnowledgeGraph) -> None:
    where = f"?x a ait:Attitude ; ait:sequence ?n ; {ENGLISH}"
    assert rows(kg, "?n ?name ?en", said(CIVIL, where + zh("x", "name"))) == ATTITUDES


@pytest.mark.parametrize("part", ["skos:definition", "ait:scenario"])
def test_nineteen_descriptions_and_scenarios(kg: KnowledgeGraph, part: str) -> None:
    kinds = "VALUES ?kind { ait:Competency ait:Attitude } ?x a ?kind ; "
    assert how_many(kg, said(CIVIL, f"{kinds} {part} ?text")) == 19


def test_officer_levels_in_their_order(kg: KnowledgeGraph) -> None:
    where = said(CIVIL, "?x a ait:OfficerLevel ; ait:sequence ?n ." + zh("x", "name"))
    assert [name for _, name in rows(kg, "?n ?name", where)] == ["基層", "中層", "高層"]


GOALS = ["適應多層次角色需求", "強化責任與合規", "推動政策與技術融合"]


def test_goals_in_their_order(kg: KnowledgeGraph) -> None:
    where = said(CIVIL, "?x a ait:Goal ; ait:sequence ?n ." + zh("x", "name"))
    assert [name for _, name in rows(kg, "?n ?name", where)] == GOALS


def test_first_goal_names_two_of_the_three_categories(kg: KnowledgeGraph) -> None:
    where = "?g a ait:Goal ; ait:sequence 1 ; ait:about ?c . ?c a ait:CompetencyCategory ."
    assert column(kg, "name", said(CIVIL, where + zh("c", "name"))) == ["技術職能", "管理職能"]


def test_competency_11_has_another_name_in_the_overview(kg: KnowledgeGraph) -> None:
    where = said(CIVIL, "?x a ait:Competency ; skos:notation ?n ; skos:altLabel ?alt")
    assert rows(kg, "?n ?alt", where) == [("11", "以人為本設計思維")]


#: 實驗性 carries the text of competency 14, but for one character (提昇 for 提升).
COPIED = table("""
skos:definition | 具備領導團隊進行數位轉型的能力，推動跨部門協作和公共服務優化。
ait:scenario    | 通過數位轉型計劃的實施，推動公共服務的提昇，促進跨部門合作。
""")


@pytest.mark.parametrize(("part", "words"), COPIED, ids=firsts(COPIED))
def test_text_of_experimental_is_kept_as_printed(kg: KnowledgeGraph, part: str, words: str) -> None:
    where = f"?x a ait:Attitude ; ait:sequence 5 ; {part} ?text"
    assert column(kg, "text", said(CIVIL, where)) == [words]


def test_scenario_of_digital_leadership(kg: KnowledgeGraph) -> None:
    where = said(CIVIL, '?x a ait:Competency ; skos:notation "14" ; ait:scenario ?text')
    expected = "通過數位轉型計劃的實施，推動公共服務的提升，促進跨部門合作。"
    assert column(kg, "text", where) == [expected]
