"""Tables 10 and 11 of the guide, copied by hand."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, how_many, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: Table, industry, scenarios, contributions.
TABLES = table("""
10 | 製造業         | 智慧品檢、自動化報表、異常預測         | 使用 AI 工具輔助品檢、數據可視化、自動生成分析報告
10 | 零售業         | 客戶分析、需求預測、智慧行銷           | 操作 AI 平台進行客群分群、產出行銷文案、生成促銷圖文內容
10 | 金融業         | 聊天機器人、風險預警、文件審閱         | 使用 AI 工具建立客服對話範本、分析客戶數據、處理文件摘要
10 | 醫療照護       | 病歷摘要、預約安排、患者關懷           | 利用 AI 協助簡化行政流程、產製病患教育圖文或語音回覆
10 | 教育業         | 自動命題、教材製作、學習歷程摘要       | 應用 AI 工具快速整理教材、生成考題與教學輔助圖表
10 | 觀光與服務     | 多語系客服、旅遊行程推薦、文案翻譯     | 使用 AI 生成旅遊介紹內容、翻譯服務說明、處理用戶諮詢
10 | 政府與公共服務 | FAQ建置、公文初稿撰寫、政策資料分析    | 協助製作問答資料庫、摘要政策內容、強化對外溝通素材
11 | 製造業         | 設備異常預測、良率分析、自動化控制     | 建立預測模型、整合感測器資料、開發 AI 輔助控制模組
11 | 零售業         | 動態定價、客群預測、推薦系統           | 使用ML或LLM開發個人化推薦引擎、串接銷售與客戶資料進行建模
11 | 金融業         | 詐騙偵測、信用評分、自動報表產出       | 開發風險預測模型、串接NLP做報表摘要、導入圖像辨識處理憑證
11 | 醫療照護       | 影像診斷輔助、病歷分析、疾病預測       | 建構CV模型進行影像分析、應用NLP抽取病歷重點
11 | 教育業         | 適性學習系統、語音辨識輔助、學習數據分析 | 開發學習歷程追蹤模型、應用語音轉文字工具與視覺化呈現平台
11 | 物流與運輸     | 運輸路線優化、需求預測、無人車感知模型 | 建構預測與調度模型、開發即時分析與 AI 視覺系統
11 | 政府與公共服務 | 自動化流程、開放資料分析、智慧客服     | 使用API串接公部門資料、自建智能應用系統、開發FAQ引擎
""")
CATEGORIES = {"10": "AI 應用人才", "11": "AI 開發人才"}
IDS = [f"table-{row[0]}-row-{n % 7 + 1}" for n, row in enumerate(TABLES)]
CELL = "ait:sequence ?n ; ait:industry ?i ; dcterms:isPartOf ?t . ?t skos:notation"


def cell(kg: KnowledgeGraph, kind: str, number: str, industry: str) -> list[str]:
    """The strings of one cell, in their order."""
    where = f'?x a ait:{kind} ; {CELL} "{number}" . {zh("i", "where")} {zh("x", "name")}'
    of_it = f' FILTER(STR(?where) = "{industry}")'
    found = kg.select(f"SELECT ?name WHERE {{ {said(GUIDE, where + of_it)} }} ORDER BY ?n")
    return [str(row["name"]) for row in found.values()]


@pytest.mark.parametrize("row", TABLES, ids=IDS)
def test_scenarios_of_a_row(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    assert "、".join(cell(kg, "UseCase", *row[:2])) == row[2]


@pytest.mark.parametrize("row", TABLES, ids=IDS)
def test_contributions_of_a_row(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    assert "、".join(cell(kg, "Contribution", *row[:2])) == row[3]


def test_eight_industries(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(GUIDE, "?x a ait:Industry ." + zh("x", "name")))
    assert found == sorted({row[1] for row in TABLES})


@pytest.mark.parametrize(("number", "count"), [("10", 7), ("11", 7)])
def test_rows_of_a_table(kg: KnowledgeGraph, number: str, count: int) -> None:
    where = (
        f'?u a ait:UseCase ; ait:industry ?x ; dcterms:isPartOf ?t . ?t skos:notation "{number}"'
    )
    assert how_many(kg, said(GUIDE, where)) == count


def test_forty_two_scenarios(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, "?x a ait:UseCase")) == 42


def test_one_scenario_is_printed_twice(kg: KnowledgeGraph) -> None:
    where = "?a a ait:UseCase ; skos:prefLabel ?name . ?b a ait:UseCase ; skos:prefLabel ?name ."
    assert column(kg, "name", said(GUIDE, where + " FILTER(?a != ?b)")) == ["需求預測"]


@pytest.mark.parametrize(("number", "count"), [("10", 19), ("11", 17)])
def test_parts_of_contributions(kg: KnowledgeGraph, number: str, count: int) -> None:
    where = f'?x a ait:Contribution ; dcterms:isPartOf ?t . ?t skos:notation "{number}"'
    assert how_many(kg, said(GUIDE, where)) == count


@pytest.mark.parametrize("number", CATEGORIES)
@pytest.mark.parametrize("kind", ["UseCase", "Contribution"])
def test_category_is_that_of_the_caption(kg: KnowledgeGraph, kind: str, number: str) -> None:
    where = f'?x a ait:{kind} ; dcterms:isPartOf ?t ; ait:talentCategory ?c . ?t skos:notation "{number}" .'
    assert column(kg, "name", said(GUIDE, where + zh("c", "name"))) == [CATEGORIES[number]]


def test_header_of_table_11_is_kept_as_printed(kg: KnowledgeGraph) -> None:
    where = '?t a ait:Table ; skos:notation "11" ; ait:columnHeader ?x'
    assert rows(kg, "?x", said(GUIDE, where)) == [
        ("AI 應用人才之貢獻",),
        ("應用情境",),
        ("產業別",),
    ]
