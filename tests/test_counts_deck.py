"""The slide deck, counted and written out by hand from its text."""

from __future__ import annotations

import pytest
from test_counts import DECK, GUIDE, column, firsts, how_many, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

MEMBERS = table("""
ActionStep         | 4
CareerPath         | 2
Certification      | 2
CertificationClass | 3
Gate               | 3
Product            | 11
ProgrammingLevel   | 3
Role               | 2
RoleGroup          | 3
Tool               | 7
ToolCategory       | 4
UseCase            | 10
WorkArea           | 3
""")


@pytest.mark.parametrize(("kind", "count"), MEMBERS, ids=firsts(MEMBERS))
def test_things_that_only_the_deck_has(kg: KnowledgeGraph, kind: str, count: str) -> None:
    assert how_many(kg, said(DECK, f"?x a ait:{kind}")) == int(count)


#: The groups of application roles: titles, tags, core value.
GROUPS = table("""
value-adding     | AI 加值型   | AI 導入顧問, AI 應用規劃師, 流程優化專員 | Prompt 實作, 業務流程拆解    | 扮演業務需求與 AI 工具間的橋樑。
product-analysis | 產品與分析型 | AI 產品經理, 資料分析師                  | 定義 KPI, 工具評估, 數據清理 | 將 AI 整合進產品功能，挖掘商業洞察。
data-processing  | 資料處理型  | 資料標註師                               | 品質把控, 領域知識           | 為模型訓練提供高品質的燃料。
""")


@pytest.mark.parametrize("group", GROUPS, ids=firsts(GROUPS))
def test_roles_of_a_group(kg: KnowledgeGraph, group: tuple[str, ...]) -> None:
    where = said(DECK, "?p ait:placed ?x ; ait:placedUnder ?g . ?g a ait:RoleGroup")
    found = rows(kg, "?g ?name", where, zh("x", "name"))
    assert ", ".join(n for g, n in found if g == f"{DECK}/role-group/{group[0]}") == group[2]


@pytest.mark.parametrize("group", GROUPS, ids=firsts(GROUPS))
def test_tags_of_a_group(kg: KnowledgeGraph, group: tuple[str, ...]) -> None:
    where = said(DECK, "?r ait:requirer ?g ; ait:requiredItem ?x . ?g a ait:RoleGroup")
    found = rows(kg, "?g ?name", where, zh("x", "name"))
    assert ", ".join(n for g, n in found if g == f"{DECK}/role-group/{group[0]}") == group[3]


def test_names_and_core_values_of_the_groups(kg: KnowledgeGraph) -> None:
    where = said(DECK, "?x a ait:RoleGroup ; ait:positioning ?words ." + zh("x", "name"))
    assert rows(kg, "?name ?words", where) == sorted((g[1], g[4]) for g in GROUPS)


def test_eleven_abilities_on_the_spectrum(kg: KnowledgeGraph) -> None:
    where = said(DECK, f"{iri(DECK + '/section/ability-spectrum')} dcterms:references ?x")
    assert how_many(kg, where, said(GUIDE, "?x a ait:AbilityItem")) == 11


ZONES = table("""
1 | No-code  | AI 應用人才區 | 完全依賴圖形介面與自然語言，專注於任務產出。
2 | Low-code | 跨界協作區    | 具備基礎 Prompt 邏輯，能串接 API 或輔助開發。
3 | Pro-code | AI 開發人才區 | 深厚演算法基底與框架操作能力，專注於系統優化。
""")


def test_three_zones(kg: KnowledgeGraph) -> None:
    where = (
        "?x a ait:ProgrammingLevel ; ait:sequence ?n ; skos:altLabel ?alt ; skos:definition ?d ."
    )
    found = rows(kg, "?n ?name ?alt ?d", said(DECK, where + zh("x", "name")))
    assert found == ZONES


#: Zones of the abilities: from the order of the slide, so only inferred.
ZONE_OF_ABILITY = {
    "no-code": ["1", "2", "3", "4", "5", "6", "7"],
    "low-code": ["8", "9"],
    "pro-code": ["10", "11"],
}


@pytest.mark.parametrize("zone", ZONE_OF_ABILITY)
def test_abilities_of_a_zone_are_inferred(kg: KnowledgeGraph, zone: str) -> None:
    where = f"?p ait:placed ?x ; ait:placedUnder {iri(f'{DECK}/zone/{zone}')}"
    found = column(kg, "n", said("inferred", where), said(GUIDE, "?x skos:notation ?n"))
    assert found == sorted(ZONE_OF_ABILITY[zone])


#: The matrix of engineers: objects, technologies, products.
MATRIX = table("""
nlp-engineer | 文本, 語音轉文字   | NLTK, Transformer, spaCy          | 情感分析, 翻譯系統, 語意分析
llm-engineer | 巨量文本, 生成指令 | GPT, Llama, Prompt 系統化, RAG    | 企業專屬 Chatbot, 自動生成報告系統
cv-engineer  | 動態影像, 靜態圖像 | CNN, OpenCV, YOLO                 | 人臉辨識, 瑕疵檢測, 醫療影像判讀
ml-engineer  | 結構化數據         | XGBoost, scikit-learn, 統計模型   | 推薦系統, 銷量預測, 風險評分
""")


@pytest.mark.parametrize("engineer", MATRIX, ids=firsts(MATRIX))
def test_objects_and_technologies_of_an_engineer(
    kg: KnowledgeGraph, engineer: tuple[str, ...]
) -> None:
    where = said(DECK, f"{iri(f'{GUIDE}/role/{engineer[0]}')} ait:uses ?x")
    expected = f"{engineer[1]}, {engineer[2]}".split(", ")
    assert column(kg, "name", where, zh("x", "name")) == sorted(expected)


@pytest.mark.parametrize("engineer", MATRIX, ids=firsts(MATRIX))
def test_products_of_an_engineer(kg: KnowledgeGraph, engineer: tuple[str, ...]) -> None:
    where = said(DECK, f"{iri(f'{GUIDE}/role/{engineer[0]}')} ait:delivers ?x")
    assert column(kg, "name", where, zh("x", "name")) == sorted(engineer[3].split(", "))


def test_seven_objects_of_work(kg: KnowledgeGraph) -> None:
    where = said(DECK, "?x skos:broader ?top ." + zh("top", "name"))
    assert how_many(kg, where + ' FILTER(STR(?name) = "處理對象")') == 7


TOOLS = table("""
writing  | 文書與通用對話 | ChatGPT, Claude, Gemini, MS Copilot
images   | 圖文影像創造   | Adobe Firefly, Canva, Midjourney, Runway
flows    | 自動化與協作流 | Power Automate, Zapier, n8n
code     | 程式碼輔助     | Cursor, GitHub Copilot
""")


@pytest.mark.parametrize("row", TOOLS, ids=firsts(TOOLS))
def test_tools_of_a_category(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = said(DECK, "?x ait:toolCategory ?c ." + zh("c", "of"))
    found = column(kg, "name", where + f' FILTER(STR(?of) = "{row[1]}") ' + zh("x", "name"))
    assert ", ".join(found) == row[2]


def test_tools_that_only_the_deck_names(kg: KnowledgeGraph) -> None:
    expected = "Adobe Firefly, MS Copilot, Power Automate, XGBoost, YOLO, Zapier, n8n"
    found = column(kg, "name", said(DECK, "?x a ait:Tool ." + zh("x", "name")))
    assert ", ".join(found) == expected


INDUSTRIES = table("""
manufacturing | 運用 CV 進行瑕疵檢測, 運用 AI 最佳化供應鏈與生產排程
retail        | LLM 建構個人化購物助理系統, 運用 ML 預測商品銷量
finance       | AI 防制洗錢與信用風險評估, NLP 快速分析財報與市場新聞
healthcare    | CV 輔助醫療影像判讀, NLP 自動化生成病歷摘要
government    | API 整合自動化公文分類, 建置便民 FAQ 智能客服機
""")


@pytest.mark.parametrize(("industry", "uses"), INDUSTRIES, ids=firsts(INDUSTRIES))
def test_use_cases_of_an_industry(kg: KnowledgeGraph, industry: str, uses: str) -> None:
    where = f"?x a ait:UseCase ; ait:industry {iri(f'industry/{industry}')} ."
    found = column(kg, "name", said(DECK, where + zh("x", "name")))
    assert found == sorted(uses.split(", "))


def test_five_industries(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(DECK, "?u a ait:UseCase ; ait:industry ?x")) == len(INDUSTRIES)


#: English names that the deck prints; 政府與公共服務 has none.
ENGLISH_INDUSTRIES = ["Finance", "Healthcare", "Manufacturing", "Retail"]


def test_english_names_of_industries(kg: KnowledgeGraph) -> None:
    where = said(
        DECK, "?u ait:industry ?i . ?i skos:prefLabel ?x FILTER(LANGMATCHES(LANG(?x), 'en'))"
    )
    assert column(kg, "x", where) == ENGLISH_INDUSTRIES


WORK_AREAS = table("""
1 | API 串接與應用開發  | API & App Dev
2 | 系統整合與 RAG 架構 | Integration & RAG
3 | 模型微調與部署      | Fine-tuning & Deployment
""")
EN = "skos:prefLabel ?en FILTER(LANGMATCHES(LANG(?en), 'en'))"


def test_three_work_areas(kg: KnowledgeGraph) -> None:
    where = "?x a ait:WorkArea ; ait:sequence ?n ; " + EN
    assert rows(kg, "?n ?name ?en", said(DECK, where + zh("x", "name"))) == WORK_AREAS


#: What the slides file under a talent category of the guide by their titles.
FILED = table("""
application | ait:Role     | 6
application | ait:RoleGroup | 3
development | ait:WorkArea | 3
development | ait:Role     | 0
""")


@pytest.mark.parametrize("row", FILED, ids=[f"{category}-{kind}" for category, kind, _ in FILED])
def test_filed_under_a_talent_category(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = f"?p ait:placed ?x ; ait:placedUnder {iri(f'{GUIDE}/talent-category/{row[0]}')}"
    assert how_many(kg, said(DECK, where), f"?x a {row[1]}") == int(row[2])


#: 開發端 is no name of a category: that the five belong to development is inferred.
ENGINEERS = "cv-engineer data-scientist llm-engineer ml-engineer nlp-engineer"


def test_development_roles_of_the_deck_are_inferred(kg: KnowledgeGraph) -> None:
    where = f"?p ait:placed ?x ; ait:placedUnder {iri(GUIDE + '/talent-category/development')} "
    found = column(kg, "x", said("inferred", where), "?x a ait:Role")
    assert found == [f"{GUIDE}/role/{name}" for name in ENGINEERS.split()]


#: Requirements that the opening slide states.
TREND_SKILLS = ["工作流編排能力", "結構化提示詞"]


def test_skills_that_vibe_coding_stresses(kg: KnowledgeGraph) -> None:
    where = "?r ait:requirer ?t ; ait:requiredItem ?x . ?t a ait:Trend ." + zh("t", "trend")
    found = rows(kg, "?trend ?name", said(DECK, where + zh("x", "name")))
    assert found == [("意圖驅動開發", name) for name in TREND_SKILLS]


def test_governance_literacy_is_required(kg: KnowledgeGraph) -> None:
    where = f"?r ait:requirer {iri(DECK)} ; ait:requiredItem ?x ; ait:strength ?s"
    expected = [(f"{GUIDE}/ability/2", "scheme/strength/required")]
    assert rows(kg, "?x ?s", said(DECK, where)) == expected
