"""What the two standards say, written out by hand from their pages."""

from __future__ import annotations

import pytest
from test_counts import SET, SMS, Table, column, firsts, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: Knowledge and skills of each task. The source has no skills for T2.2 of SMS2512-002v1.
ITEMS_OF_TASKS = table("""
SMS2512-002v1/T1.1 | K01 K02 K03 K04 K05 K06             | S01 S02 S03
SMS2512-002v1/T1.2 | K01 K02 K07 K08                     | S04 S05 S06 S07
SMS2512-002v1/T1.3 | K03 K04 K05 K06 K09 K10 K11 K12 K13 | S03 S05 S08 S09 S10 S11
SMS2512-002v1/T2.1 | K02 K05 K08 K09 K12 K14             | S03 S05 S06 S07 S12 S13 S14 S15
SMS2512-002v1/T2.2 | K09 K10 K15                         |
SMS2512-002v1/T3.1 | K05 K08 K09                         | S03 S05 S06 S07 S10 S13 S14 S15
SMS2512-002v1/T3.2 | K05 K08 K09 K11 K12 K14             | S03 S05 S06 S07 S10 S16
SMS2512-002v1/T3.3 | K05 K08 K09 K11 K12 K16 K17 K18 K19 | S03 S05 S06 S07 S10 S16 S17 S18 S19
SMS2512-002v1/T4.1 | K05 K07 K08 K09 K10 K12 K13 K15 K20 | S03 S05 S06 S07 S10 S13 S15 S20
SMS2512-002v1/T4.2 | K09 K10 K12 K13 K15                 | S02 S03 S04 S08 S10 S14
SET2529-001v2/T1.1 | K01 K02 K03 K04 K05 K06             | S01 S02 S03 S04 S05 S06 S07
SET2529-001v2/T1.2 | K01 K02 K03 K04 K05 K06             | S01 S02 S03 S04 S06 S07 S08 S09 S10
SET2529-001v2/T2.1 | K02 K03 K04 K05 K06                 | S01 S02 S03 S04 S05 S06 S08 S10
SET2529-001v2/T2.2 | K02 K03 K04 K05 K06                 | S01 S02 S03 S04 S05 S06 S08 S10
SET2529-001v2/T2.3 | K02 K03 K04 K05 K06 K07             | S01 S02 S03 S04 S05 S06 S08 S11
""")


@pytest.mark.parametrize("task", ITEMS_OF_TASKS, ids=firsts(ITEMS_OF_TASKS))
def test_knowledge_and_skills_of_a_task(kg: KnowledgeGraph, task: tuple[str, ...]) -> None:
    path, knowledge, skills = task
    standard = path.partition("/")[0]
    node = f"?r ait:requirer {iri(path)} ; ait:requiredItem ?x"
    expected = sorted(f"{standard}/{code}" for code in f"{knowledge} {skills}".split())
    assert column(kg, "x", node) == expected


#: Duties, tasks and outputs: blanks of broken lines are gone, words are as printed.
NAMES = table("""
SMS2512-002v1/T1     | 評估與分析 AI 技術
SMS2512-002v1/T1.1   | 掌握 AI 技術發展及應用趨勢
SMS2512-002v1/O1.1.1 | AI 技術趨勢分析報告
SMS2512-002v1/T1.2   | 掌握目標並確立需求
SMS2512-002v1/O1.2.1 | 需求訪談紀錄文件
SMS2512-002v1/T1.3   | 評估應用或發展效益
SMS2512-002v1/O1.3.1 | 導入評估分析報告或資料表
SMS2512-002v1/O1.3.2 | 風險評估報告或文件
SMS2512-002v1/T2     | 提出 AI 應用策略及建議
SMS2512-002v1/T2.1   | 制定 AI 技術應用發展計畫
SMS2512-002v1/O2.1.1 | AI 技術應用或發展專案建議/計畫書
SMS2512-002v1/T2.2   | 制定 AI 技術應用發展管理章程
SMS2512-002v1/O2.2.1 | AI 應用發展管理章程
SMS2512-002v1/O2.2.2 | AI 技術規範準則
SMS2512-002v1/T3     | 負責 AI 應用開發與部署規劃
SMS2512-002v1/T3.1   | 協調開發資源並制定 AI 應用開發計畫
SMS2512-002v1/O3.1.1 | AI 應用開發計畫書
SMS2512-002v1/T3.2   | 監控開發進度與解決技術問題
SMS2512-002v1/O3.2.1 | 開發進度報告
SMS2512-002v1/T3.3   | 確保 AI 應用部署與系統整合
SMS2512-002v1/O3.3.1 | 技術部署方案或系統整合報告
SMS2512-002v1/T4     | 執行 AI 應用發展與持續優化
SMS2512-002v1/T4.1   | 執行與管理 AI 技術應用專案
SMS2512-002v1/O4.1.1 | AI 技術應用或發展專案工作分解表
SMS2512-002v1/O4.1.2 | AI 技術應用發展專案報告
SMS2512-002v1/O4.1.3 | AI 技術應用發展專案成效報告
SMS2512-002v1/T4.2   | 持續精進與優化
SMS2512-002v1/O4.2.1 | 定期評估報告
SET2529-001v2/T1     | AI 系統辨識、標註制定及訓練規劃
SET2529-001v2/T1.1   | 辨識需求及系統架構
SET2529-001v2/O1.1.1 | 系統架構確認書
SET2529-001v2/T1.2   | 制定資料標註規則及訓練規劃
SET2529-001v2/O1.2.1 | 標註工具操作及訓練手冊
SET2529-001v2/O1.2.2 | AI訓練規劃書
SET2529-001v2/T2     | AI 系統資料管理、優化及操作訓練
SET2529-001v2/T2.1   | 管理人工智慧資料集
SET2529-001v2/O2.1.1 | 人工智慧資料集
SET2529-001v2/T2.2   | 優化標註規則
SET2529-001v2/O2.2.1 | 驗收報告
SET2529-001v2/T2.3   | AI 系統操作訓練及異常問題處理
SET2529-001v2/O2.3.1 | 異常問題處理紀錄表
""")


@pytest.mark.parametrize(("path", "words"), NAMES, ids=firsts(NAMES))
def test_name_as_printed(kg: KnowledgeGraph, path: str, words: str) -> None:
    found = column(kg, "label", f"BIND({iri(path)} AS ?x)", zh("x", "label"))
    assert found == [words]


CLASSIFICATION = table("""
SMS2512-002v1 | job-category | SMS   | 科學、技術、工程、數學 / 數學及科學
SMS2512-002v1 | occupation   | 2512  | 資訊及通訊專業人員 / 軟體開發及程式設計師
SMS2512-002v1 | industry     | J63   | 出版影音及資通訊業/資訊服務業
SET2529-001v2 | job-category | SET   | 科學、技術、工程、數學 / 工程及技術
SET2529-001v2 | occupation   | 2529  | 其他資料庫及網路專業人員
SET2529-001v2 | industry     | J6312 | 出版影音及資通訊業 / 資訊服務業
""")


@pytest.mark.parametrize(
    ("standard", "kind", "code", "words"), CLASSIFICATION, ids=[row[2] for row in CLASSIFICATION]
)
def test_class_under_which_a_standard_files_its_occupation(
    kg: KnowledgeGraph, standard: str, kind: str, code: str, words: str
) -> None:
    entry = f"{iri(standard)} ait:classifiedAs ?x . ?x skos:notation ?code ; "
    entry += f"ait:classificationKind {iri('scheme/classification-kind/' + kind)} ."
    assert rows(kg, "?code ?label", said(standard, entry + zh("x", "label"))) == [(code, words)]


CONDITIONS = table("""
SMS2512-002v1 | 大專以上畢業或同等學力。
SMS2512-002v1 | 具1年以上從事演算法設計、人工智慧、機器學習、深度學習、商業智慧等技術應用的工作經驗。
SMS2512-002v1 | 具3年以上程式開發或專案管理經驗，並曾參與大型專案及具協助專案管理經驗。
SMS2512-002v1 | 擔任主管職務1年以上。
SMS2512-002v1 | 了解 no code/ low code、chatGTP、生成式工具。
SET2529-001v2 | 大專以上資訊相關科系畢業，且具3年以上相關工作經驗者。
""")


@pytest.mark.parametrize("standard", [SMS, SET])
def test_entry_conditions_in_their_order(kg: KnowledgeGraph, standard: str) -> None:
    where = "?r a ait:EntryRule ; ait:entryCondition ?c . ?c ait:sequence ?n ; ait:text ?text"
    found = [text for _, text in rows(kg, "?n ?text", said(standard, where))]
    assert found == [text for owner, text in CONDITIONS if owner == standard]


def test_one_of_the_five_conditions_is_enough(kg: KnowledgeGraph) -> None:
    assert column(kg, "x", said(SMS, "?r a ait:EntryRule ; ait:minimumCount ?x")) == ["1"]


def test_sixth_bullet_is_the_scope_of_the_standard(kg: KnowledgeGraph) -> None:
    found = column(kg, "x", said(SMS, f"{iri(SMS)} skos:scopeNote ?x"))
    assert found == ["此項職能基準範圍為跨產業適用。"]


def test_only_duty_t3_is_for_technical_developers(kg: KnowledgeGraph) -> None:
    found = rows(kg, "?x ?text", said(SMS, "?x ait:condition ?text"))
    assert found == [(f"{SMS}/T3", "T3屬擔任技術開發者所需之工作職責。")]


#: The version table of SET2529: all that the source says of V1 is in its row.
VERSIONS: Table = [
    (
        "V1",
        "SET2529-001v1",
        "人工智慧訓練人員",
        "歷史版本",
        "已被《SET2529-001v2》取代",
        "2021-11-29",
    ),
    ("V2", "SET2529-001v2", "人工智慧訓練主管職能基準", "最新版本", "略", "2024-12-15"),
]


def test_version_table(kg: KnowledgeGraph) -> None:
    row = "?x dcat:version ?v ; skos:notation ?code ; ait:versionStatus ?status ; "
    row += "ait:updateNote ?note ; dcterms:issued ?date ."
    where = said(SET, row + zh("x", "label"))
    assert rows(kg, "?v ?code ?label ?status ?note ?date", where) == VERSIONS


def test_version_2_replaces_version_1(kg: KnowledgeGraph) -> None:
    assert rows(kg, "?new ?old", said(SET, "?new dcterms:replaces ?old")) == [
        ("SET2529-001v2", "SET2529-001v1")
    ]


def test_version_1_is_replaced_by_version_2(kg: KnowledgeGraph) -> None:
    assert rows(kg, "?old ?new", said(SET, "?old dcterms:isReplacedBy ?new")) == [
        ("SET2529-001v1", "SET2529-001v2")
    ]


def test_nothing_else_is_known_of_version_1(kg: KnowledgeGraph) -> None:
    known = "ait:evidence ait:updateNote ait:versionStatus dcat:version dcterms:isReplacedBy"
    known += " dcterms:issued rdf:type skos:notation skos:prefLabel"
    assert column(kg, "p", said(SET, f"{iri('SET2529-001v1')} ?p ?o")) == known.split()


@pytest.mark.parametrize(
    ("standard", "name"), [(SMS, "AI 應用規劃師"), (SET, "人工智慧訓練主管")], ids=[SMS, SET]
)
def test_name_of_the_occupation(kg: KnowledgeGraph, standard: str, name: str) -> None:
    assert column(kg, "label", said(standard, "?x a ait:Occupation ." + zh("x", "label"))) == [name]
