"""Roles of the guide: tables 7 to 9 and the titles of its text, written out by hand."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, firsts, how_many, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

ROLE = "?x a ait:Role ."
#: Tables 8 and 9: the row, its titles, role sentence, number of duties and of skill bullets.
ROWS = table("""
existing  | 人資專員, 行政助理, 行銷專員           | AI 工具的高效終端使用者和應用者 | 1 | 1
planning  | AI 導入顧問, AI 應用規劃師, 流程優化專員 | 協助企業規劃導入 AI 的數位轉型流程 | 1 | 1
product   | AI 產品經理                            | 技術與業務的橋樑，推動 AI 專案執行 | 2 | 1
annotator | 資料標註師                             | 連接原始數據與 AI 模型理解的橋樑 | 3 | 1
analyst   | 資料分析師                             | 轉譯數據為可執行的洞察，支援 AI 導入成效評估與商業優化決策 | 1 | 1
nlp       | 自然語言處理 (NLP) 工程師              | 專注於開發能夠理解和生成人類語言的 AI 系統。 | 2 | 3
llm       | 大型語言模型 (LLM) 工程師              | 專注於設計、開發與調校大型語言模型 (LLM)，使其能夠理解、生成並應用人類語言於各種場景中。 | 2 | 3
cv        | 電腦視覺 (CV) 工程師                   | 專注於開發能夠理解和分析圖像與影片的 AI 系統。 | 2 | 3
ml        | 機器學習 (ML) 工程師                   | AI 領域的核心角色，專注於設計、開發、訓練和部署機器學習模型。 | 2 | 3
scientist | 資料科學家                             | 擅長從巨量資料中提取有價值的洞察，並利用這些洞察為企業提供決策支持。 | 3 | 3
""")
TITLES = sorted(title for row in ROWS for title in row[1].split(", "))


@pytest.mark.parametrize("row", ROWS, ids=firsts(ROWS))
def test_titles_of_a_row(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = f'{ROLE} ?x ait:positioning ?words FILTER(STR(?words) = "{row[2]}") '
    found = column(kg, "name", said(GUIDE, where + zh("x", "name")))
    assert found == sorted(row[1].split(", "))


@pytest.mark.parametrize("row", ROWS, ids=firsts(ROWS))
def test_duties_of_a_row(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = "?x a ait:Duty ; dcterms:isPartOf ?r . ?r ait:positioning ?words FILTER(STR(?words) = "
    assert how_many(kg, said(GUIDE, f'{where}"{row[2]}")')) == int(row[3])


@pytest.mark.parametrize("row", ROWS, ids=firsts(ROWS))
def test_skills_of_a_row(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = "?q ait:requirer ?r ; ait:requiredItem ?x . ?x a ait:Skill . "
    of_it = f'?r ait:positioning ?words FILTER(STR(?words) = "{row[2]}")'
    assert how_many(kg, said(GUIDE, where + of_it)) == int(row[4])


def test_titles_of_tables_8_and_9(kg: KnowledgeGraph) -> None:
    where = f"{ROLE} ?d a ait:Duty ; dcterms:isPartOf ?x ."
    assert column(kg, "name", said(GUIDE, where + zh("x", "name"))) == TITLES


def test_nineteen_duties_of_roles(kg: KnowledgeGraph) -> None:
    where = "?x a ait:Duty ; dcterms:isPartOf ?r . ?r a ait:Role"
    assert how_many(kg, said(GUIDE, where)) == 19


def test_twenty_skills_of_roles(kg: KnowledgeGraph) -> None:
    where = "?q ait:requirer ?r ; ait:requiredItem ?x . ?r a ait:Role . ?x a ait:Skill"
    assert how_many(kg, said(GUIDE, where)) == 20


#: Skills that a cell of table 8, or a bullet of table 9, lists one after the other.
SKILL_LISTS = table("""
existing  | 行政助理      | Prompt 編寫能力, 對 AI 工具具備理解與判斷, 熟悉多種 AI 工具的操作, 生成式應用技巧
planning  | AI 應用規劃師 | AI 趨勢與工具理解, 商業架構, 商業策略思維, 數位工具評估與推進能力, 資料治理, 跨域分析
product   | AI 產品經理   | AI 應用理解, 商業分析, 技術溝通, 需求分析
annotator | 資料標註師    | 專案基礎領域知識與數據理解, 標註工具操作, 重複性工作效率與抗壓性
llm       | 大型語言模型 (LLM) 工程師 | 標註, 熟練使用深度學習框架。, 精通語言模型架構（如GPT、BERT、T5）與其訓練原理。, 能處理多語言或特定領域語料, 語料管理能力, 資料清洗
analyst   | 資料分析師    | Excel, Power BI, Python/R（進階）, SQL, Tableau, 問題拆解與商業邏輯思維, 統計分析, 資料視覺化
""")


@pytest.mark.parametrize(("row", "role", "skills"), SKILL_LISTS, ids=firsts(SKILL_LISTS))
def test_skills_listed_in_a_cell(kg: KnowledgeGraph, row: str, role: str, skills: str) -> None:
    where = "?q ait:requirer ?r ; ait:requiredItem ?s . ?x skos:broader ?s . " + zh("r", "role")
    shown = f' FILTER(STR(?role) = "{role}") ' + zh("x", "name")
    found = column(kg, "name", said(GUIDE, where + shown))
    assert (row, found) == (row, sorted(skills.split(", ")))


#: Fourteen titles that only the text, table 7 or the career paths name; and an unnamed post.
ELSEWHERE = [
    "客服人員",
    "品管人員",
    "AI 解決方案顧問",
    "AI 行銷專員",
    "AI 工程師",
    "資深機器學習工程師",
    "初級 AI 工程師",
    "資料工程師",
    "軟 / 硬體工程師",
    "AI 技術主管",
    "AI Ops 工程師",
    "AI 科學家",
    "研發主管",
    "AI 專案產品管理",
]
UNNAMED = "更高階的技術管理職位"


def test_fourteen_titles_elsewhere_and_an_unnamed_post(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(GUIDE, ROLE + zh("x", "name")))
    assert [name for name in found if name not in TITLES] == sorted([*ELSEWHERE, UNNAMED])


ROLE_TYPES = table("""
AI 加值型 | 善用 AI 工具輔助原有工作，側重於利用 AI 工具輔助既有工作流程，提升效率。
AI 導入型 | 串接業務與技術的跨域橋樑角色，更著重於結合 AI 知識，規劃和實施更深層次的業務流程優化和創新。
""")


def test_two_role_types_and_their_position(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:RoleType ; ait:positioning ?words ." + zh("x", "name"))
    assert rows(kg, "?name ?words", where) == ROLE_TYPES


#: Role types as table 7 prints them (5 + 3 example titles), and as can only be inferred.
TYPE_OF_ROLE = table("""
AI 加值型 | 行銷專員
AI 加值型 | 行政助理
AI 加值型 | 人資專員
AI 加值型 | 客服人員
AI 加值型 | 品管人員
AI 導入型 | AI 應用規劃師
AI 導入型 | AI 解決方案顧問
AI 導入型 | AI 產品經理
""")
INFERRED_TYPE_OF_ROLE = table("""
AI 加值型 | AI 行銷專員
AI 導入型 | AI 導入顧問
AI 導入型 | 流程優化專員
""")
PLACED = "?p ait:placed ?x ; ait:placedUnder ?group ."


def test_role_types_as_printed(kg: KnowledgeGraph) -> None:
    where = f"{PLACED} {ROLE} ?group a ait:RoleType ."
    found = rows(kg, "?type ?name", said(GUIDE, where + zh("group", "type") + zh("x", "name")))
    assert found == sorted(TYPE_OF_ROLE)


def test_role_types_that_are_inferred(kg: KnowledgeGraph) -> None:
    ends = f"{ROLE} ?group a ait:RoleType ." + zh("group", "type") + zh("x", "name")
    found = rows(kg, "?type ?name", said("inferred", PLACED), said(GUIDE, ends))
    assert found == sorted(INFERRED_TYPE_OF_ROLE)


#: Categories by tables 7 to 9 and the text about them, and by the career paths (section 五).
CATEGORY_OF_ROLE = {
    "AI 應用人才": "行銷專員, 行政助理, 人資專員, 客服人員, 品管人員, AI 行銷專員, AI 應用規劃師, "
    "AI 導入顧問, 流程優化專員, AI 解決方案顧問, AI 產品經理, 資料標註師, 資料分析師",
    "AI 開發人才": "自然語言處理 (NLP) 工程師, 大型語言模型 (LLM) 工程師, 電腦視覺 (CV) 工程師, "
    "機器學習 (ML) 工程師, 資料科學家, AI 工程師, 資深機器學習工程師, 初級 AI 工程師, "
    "軟 / 硬體工程師, AI 技術主管, AI Ops 工程師, 資料分析師",
    "AI 研究人才": "AI 科學家, 研發主管",
}


@pytest.mark.parametrize(
    "category", CATEGORY_OF_ROLE, ids=["application", "development", "research"]
)
def test_roles_of_a_talent_category(kg: KnowledgeGraph, category: str) -> None:
    where = f"{PLACED} {ROLE} {zh('group', 'category')} FILTER(STR(?category) = "
    found = column(kg, "name", said(GUIDE, f'{where}"{category}") {zh("x", "name")}'))
    assert found == sorted(CATEGORY_OF_ROLE[category].split(", "))


def test_only_the_data_analyst_stands_in_two_categories(kg: KnowledgeGraph) -> None:
    where = (
        f"{ROLE} ?p ait:placed ?x ; ait:placedUnder ?a . ?q ait:placed ?x ; ait:placedUnder ?b ."
    )
    kinds = "?a a ait:TalentCategory . ?b a ait:TalentCategory . FILTER(?a != ?b)"
    assert column(kg, "name", said(GUIDE, where + kinds + zh("x", "name"))) == ["資料分析師"]


def test_the_analyst_is_said_to_stand_between(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, f"{ROLE} ?p ait:placed ?x ; ait:qualifier ?words ." + zh("x", "name"))
    found = [words for name, words in rows(kg, "?name ?words", where) if name == "資料分析師"]
    assert found == ["角色介於AI應用與AI開發之間"]


def test_ai_engineer_is_the_broader_of_four(kg: KnowledgeGraph) -> None:
    where = "?x skos:broader ?y . ?y a ait:Role ." + zh("x", "narrow") + zh("y", "broad")
    engineers = [row[1] for row in ROWS if row[0] in ("nlp", "llm", "cv", "ml")]
    found = rows(kg, "?narrow ?broad", said(GUIDE, where))
    assert found == sorted((engineer, "AI 工程師") for engineer in engineers)
