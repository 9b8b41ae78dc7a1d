"""Talent categories, abilities and the frame of the guide, counted and written out by hand."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, Table, column, firsts, how_many, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: Table 1: the duties of each category, and its one role sentence.
CATEGORIES = table("""
research    | AI 研究人才 | 4 | 負責提供 AI 技術的基礎研究與創新動力
development | AI 開發人才 | 3 | 負責將 AI 技術轉化為可執行的應用與系統
application | AI 應用人才 | 2 | 負責將 AI 應用於各行各業，創造實際價值
""")
DUTIES_OF_CATEGORIES = table("""
AI 研究人才 | 研究新的 AI 演算法、模型與架構
AI 研究人才 | 探索 AI 技術的未來發展方向
AI 研究人才 | 發表學術論文，參與學術社群
AI 研究人才 | 申請專利，保護創新成果
AI 開發人才 | 選擇合適的 AI 演算法與模型，並進行訓練與優化
AI 開發人才 | 開發 AI 應用程式
AI 開發人才 | 建構 AI 系統的基礎設施，如資料處理平台、模型部署平台等
AI 應用人才 | 使用 AI 工具加值提高生產力
AI 應用人才 | 分析業務需求，找出可導入 AI 解決方案的場景並評估效益與可行性，並觀察 AI 應用導入的運行狀況，進行必要的調整
""")


def test_three_talent_categories(kg: KnowledgeGraph) -> None:
    found = column(kg, "label", said(GUIDE, "?x a ait:TalentCategory ." + zh("x", "label")))
    assert found == sorted(name for _, name, _, _ in CATEGORIES)


@pytest.mark.parametrize("category", CATEGORIES, ids=firsts(CATEGORIES))
def test_duties_of_a_category_counted(kg: KnowledgeGraph, category: tuple[str, ...]) -> None:
    where = "?x a ait:Duty ; dcterms:isPartOf ?c . ?c a ait:TalentCategory ; skos:prefLabel ?name"
    of_it = f' FILTER(STR(?name) = "{category[1]}")'
    assert how_many(kg, said(GUIDE, where + of_it)) == int(category[2])


def test_duties_of_the_categories(kg: KnowledgeGraph) -> None:
    where = "?x a ait:Duty ; dcterms:isPartOf ?c . ?c a ait:TalentCategory ."
    found = rows(kg, "?name ?duty", said(GUIDE, where + zh("c", "name") + zh("x", "duty")))
    assert found == sorted(DUTIES_OF_CATEGORIES)


def test_one_role_sentence_for_each_category(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:TalentCategory ; ait:positioning ?words ." + zh("x", "name"))
    found = rows(kg, "?name ?words", where)
    assert found == sorted((name, words) for _, name, _, words in CATEGORIES)


#: English names in the headings of section 五: the name, and the one after "or".
ENGLISH = table("""
AI 應用人才 | AI Application Talent | AI Practitioner
AI 研究人才 | AI Research Talent    | AI Researcher
AI 開發人才 | AI Development Talent | AI Developer
""")


def test_english_names_of_the_categories(kg: KnowledgeGraph) -> None:
    where = "?x a ait:TalentCategory ; skos:prefLabel ?en ; skos:altLabel ?alt . " + zh("x", "name")
    english = " FILTER(LANGMATCHES(LANG(?en), 'en') && LANGMATCHES(LANG(?alt), 'en'))"
    assert rows(kg, "?name ?en ?alt", said(GUIDE, where + english)) == ENGLISH


#: Number, type, name, programming level, description of table 2 (10: name from table 4).
ABILITIES = table("""
1  | 一 | AI 素養         | No-code  | 瞭解 AI 基本知識、道德倫理、應用及限制
2  | 一 | AI 治理素養     | No-code  | 能瞭解AI衍生的AI系統、人機互動、社會衝擊等風險
3  | 二 | 文書應用        | No-code  | 能使用 AI 工具進行文字內容產生、修改、翻譯及整理
4  | 二 | 圖文應用        | No-code  | 能使用 AI 工具進行圖像內容產生、擷取與修改
5  | 二 | 影像應用        | No-code  | 能使用 AI 工具進行影像內容產生、擷取與修改
6  | 二 | 音源應用        | No-code  | 能使用 AI 工具進行音源內容產生、擷取、翻譯及整理
7  | 二 | 自動化應用      | No-code  | 能使用 AI 代理或相關自動化工具，實現工作流程自動化
8  | 三 | AI 協作與開發   | Low-code | 能以自然語言引導 AI 協作撰寫程式
9  | 三 | 程式應用        | Low-code | 能使用 AI 輔助程式開發
10 | 四 | AI 模型訓練     | Pro-code | 能使用模型訓練和學習(如ML、RL)等工具、技術及方法，訓練AI模型
11 | 五 | NLP/LLM/CV 工程 | Pro-code | 能使用 NLP、LLM、CV 工具，結合 AI 工作流並提出新服務
""")
TYPES = table("""
一 | AI 應用素養     | 2
二 | AI 工具應用     | 5
三 | AI 程式語言應用 | 2
四 | AI 模型訓練     | 1
五 | AI 服務開發     | 1
""")
ITEM = "?x a ait:AbilityItem ; skos:notation ?n ; skos:broader ?type . ?type skos:notation ?t ."


@pytest.mark.parametrize("ability", ABILITIES, ids=firsts(ABILITIES))
def test_ability(kg: KnowledgeGraph, ability: tuple[str, ...]) -> None:
    where = f'{ITEM} FILTER(?n = "{ability[0]}") ?x ait:programmingLevel ?p ; skos:definition ?d .'
    shown = zh("x", "name") + zh("p", "level")
    assert rows(kg, "?n ?t ?name ?level ?d", said(GUIDE, where + shown)) == [ability]


def test_there_are_eleven_abilities(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, "?x a ait:AbilityItem")) == 11


def test_five_ability_types_and_their_items(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, ITEM + zh("type", "name"))
    pairs = [(t, name) for t, name, _ in rows(kg, "?t ?name ?n", where)]
    assert sorted((t, name, str(pairs.count((t, name)))) for t, name in set(pairs)) == sorted(TYPES)


def test_type_and_item_of_one_name_are_two_things(kg: KnowledgeGraph) -> None:
    where = "VALUES ?kind { ait:AbilityItem ait:AbilityType } ?x a ?kind ."
    named = zh("x", "name") + ' FILTER(STR(?name) = "AI 模型訓練")'
    found = column(kg, "kind", said(GUIDE, where + named))
    assert found == ["ait:AbilityItem", "ait:AbilityType"]


@pytest.mark.parametrize(("level", "count"), [("No-code", 7), ("Low-code", 2), ("Pro-code", 2)])
def test_abilities_of_a_programming_level(kg: KnowledgeGraph, level: str, count: int) -> None:
    where = f"?x a ait:AbilityItem ; ait:programmingLevel ?p . {zh('p', 'name')}"
    assert how_many(kg, said(GUIDE, f'{where} FILTER(STR(?name) = "{level}")')) == count


#: Table 4, second column: the key contents of each type, in their order.
KEY_CONTENTS = table("""
一 | AI 基本知識 + 趨勢應用與限制 + 道德與倫理 + 法律與風險 + 隱私保護與資訊安全 + 風險辨識
二 | 各類 AI 工具（文書/圖文/影像/音源/自動化等）與趨勢 + 資料整備（擷取、轉換與載入/ETL） + AI 工具基本操作 + 提示工程（Prompt Engineering） + AI 工具與工作流程整合（如RPA） + 專題實作與優化
三 | 意圖驅動開發 (Vibe coding) + AI Agent 技能調用 (Skills) + Agentic AI 的工作流編排 + AI 輔助程式開發 + 常用 API/SDK與開發流程 + 專題實作與優化
四 | AI 模型架構 (如 CNN/RNN/GAN) + 機器學習 (如強化學習/多模態訓練) + 模型評估/驗證/調校 (如fine-tuning與 RAG) + 專題實作與優化
五 | AI 開發工具套件 (如 NLP/LLM/CV) + AI 應用開發框架 (如TensorFlow/ PyTorch/ Keras) + AI 代理系統設計 (如 AI agent 框架) + 導入評估與規劃 + 系統整合與部署 + 運算與硬體資源 + 專題實作與優化
""")


@pytest.mark.parametrize(("ability_type", "contents"), KEY_CONTENTS, ids=list("12345"))
def test_key_contents_of_a_type(kg: KnowledgeGraph, ability_type: str, contents: str) -> None:
    where = "?x a ait:KeyContent ; ait:sequence ?n ; dcterms:isPartOf ?t . "
    where += f'?t skos:notation "{ability_type}" .' + zh("x", "label")
    found = [label for _, label in rows(kg, "?n ?label", said(GUIDE, where))]
    assert found == contents.split(" + ")


def test_twenty_nine_key_contents(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, "?x a ait:KeyContent")) == 29


def test_twenty_six_different_key_contents(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:KeyContent ." + zh("x", "label"))
    assert len(column(kg, "label", where)) == 26


#: Bullets of table 4's last column, by the numbers of the abilities they stand beside.
STATEMENTS = table("""
1       | 4
2       | 2
3 4 5 6 | 1
7       | 1
8       | 3
9       | 2
10      | 2
11      | 3
""")


@pytest.mark.parametrize(("abilities", "count"), STATEMENTS, ids=firsts(STATEMENTS))
def test_statements_of_abilities(kg: KnowledgeGraph, abilities: str, count: str) -> None:
    parts = " ".join(
        f"?x dcterms:isPartOf {iri(f'{GUIDE}/ability/{n}')} ." for n in abilities.split()
    )
    assert how_many(kg, said(GUIDE, f"?x a ait:AbilityStatement . {parts}")) == int(count)


def test_eighteen_statements_of_abilities(kg: KnowledgeGraph) -> None:
    where = "?x a ait:AbilityStatement ; dcterms:isPartOf ?a . ?a a ait:AbilityItem"
    assert how_many(kg, said(GUIDE, where)) == 18


#: Who needs what: L91 for application talent, L93 for development talent.
NEEDS = table("""
AI 應用人才 | AI 應用素養
AI 應用人才 | AI 工具應用
AI 開發人才 | AI 程式語言應用
AI 開發人才 | AI 模型訓練
AI 開發人才 | AI 服務開發
""")


def test_ability_types_that_a_category_needs(kg: KnowledgeGraph) -> None:
    where = "?r ait:requirer ?c ; ait:requiredItem ?t . ?c a ait:TalentCategory . ?t a ait:AbilityType ."
    found = rows(kg, "?who ?what", said(GUIDE, where + zh("c", "who") + zh("t", "what")))
    assert found == sorted(NEEDS)


def test_printed_category_of_the_ability_types(kg: KnowledgeGraph) -> None:
    where = (
        "?p ait:placed ?t ; ait:placedUnder ?c . ?c a ait:TalentCategory . ?t a ait:AbilityType ."
    )
    found = rows(kg, "?who ?what", said(GUIDE, where + zh("c", "who") + zh("t", "what")))
    assert found == sorted(NEEDS)


def test_shifted_row_of_table_2_is_only_inferred(kg: KnowledgeGraph) -> None:
    where = "?p ait:placed ?t ; ait:placedUnder ?c . "
    ends = said(
        GUIDE, "?t a ait:AbilityType . ?c a ait:TalentCategory ." + zh("t", "what") + zh("c", "who")
    )
    found = rows(kg, "?who ?what", said("inferred", where), ends)
    assert found == [("AI 應用人才", "AI 程式語言應用")]


#: Changes of this edition (L40-44): what is new, and where.
CHANGES: Table = [
    ("1", "新增「AI 治理素養」"),
    ("2", "新增「AI 協作與開發」"),
]


def test_three_changes_in_this_version(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, "?x a ait:Change")) == 3


def test_the_two_new_abilities(kg: KnowledgeGraph) -> None:
    where = "?c a ait:Change ; ait:sequence ?n ; ait:about ?a . ?a a ait:AbilityItem ."
    assert rows(kg, "?n ?label", said(GUIDE, where + zh("c", "label"))) == CHANGES


CAPTIONS = table("""
1  | AI人才類別與角色說明
2  | AI 產業人才及能力項目
3  | AI 能力認證分類
4  | AI產業人才能力關鍵內涵與說明
5  | AI產業人才能力自我評估量表
6  | AI產業人才能力認證參考表
7  | AI 應用人才角色定位
8  | AI 應用人才常見職稱
9  | AI開發人才常見職稱
10 | AI 應用人才於不同行業應用情境
11 | AI 開發人才於不同行業應用情境
""")


def test_captions_of_the_eleven_tables(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:Table ; skos:notation ?n ." + zh("x", "label"))
    assert rows(kg, "?n ?label", where) == sorted(CAPTIONS)


def test_four_figures(kg: KnowledgeGraph) -> None:
    found = column(kg, "n", said(GUIDE, "?x a ait:Figure ; skos:notation ?n"))
    assert found == ["1", "2", "3", "4"]


def test_month_of_issue(kg: KnowledgeGraph) -> None:
    assert column(kg, "x", said(GUIDE, f"{iri(GUIDE)} dcterms:issued ?x")) == ["2026-05"]


def test_edition(kg: KnowledgeGraph) -> None:
    assert column(kg, "x", said(GUIDE, f"{iri(GUIDE)} dcat:version ?x")) == ["115v3.0"]
