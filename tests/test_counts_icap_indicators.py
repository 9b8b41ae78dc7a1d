"""The 27 behaviour indicators of the two standards, written out by hand; 12 + 15.

Page breaks cut P1.2.1, P2.1.1, P3.2.1 and P4.1.1 of SMS2512-002v1; their halves are joined here.
"""

from __future__ import annotations

import pytest
from test_counts import column, firsts, iri, rows, table, zh

from aitalent_kg.graph import KnowledgeGraph

INDICATORS = table("""
SMS2512-002v1/P1.1.1 | 有持續瞭解與評估 AI 技術發展趨勢，並分析其應用之可行性。
SMS2512-002v1/P1.2.1 | 依據單位營運目標，掌握高階決策者意見，蒐集跨部門產品、流程、或執行痛點，聚焦 AI 應用發展需求。
SMS2512-002v1/P1.3.1 | 根據目標與需求，運用各類分析方法 ( 如 SWOT、五力分析、資料統計分析等 )，進行 AI 技術應用或發展之優勢、劣勢與限制、商業效益及識別風險等評估，並向經營管理者說明分析結果，從而選擇適合的應用或發展項目範疇。
SMS2512-002v1/P1.3.2 | 針對已選擇之 AI 技術、工具或解決方案進行施測，評估其應用效果並適時調整 AI 技術發展方案，以提升技術的可行性與執行效益。
SMS2512-002v1/P2.1.1 | 依評估決定後確定之 AI 應用發展項目範疇及目標，進行跨部門溝通與協調，制定詳細的 AI 技術應用或發展專案計畫，涵蓋時程表、人力資源規劃、資源分配、風險應對策略與管理，並確保計畫的可行性，滿足組織需求。
SMS2512-002v1/P2.2.1 | 參考國內外 AI 應用發展規範，並摘錄適用內容，撰寫組織 AI 技術規範準則，經取得經營管理者同意後發佈實施。
SMS2512-002v1/P3.1.1 | 有效協調內部和外部資源，制定明確的開發計畫，分配適當的開發資源，確保專案如期展開。
SMS2512-002v1/P3.2.1 | 持續監控開發進度，能發現並解決開發過程中的技術問題，確保專案按計劃推進，並提供解決方案以應對各種技術挑戰。
SMS2512-002v1/P3.3.1 | 將 AI 應用開發與現有系統整合，及確保技術部署過程順利進行，並能與開發人員共同處理部署過程中可能遇到的系統整合問題。
SMS2512-002v1/P4.1.1 | 根據 AI 技術應用發展計畫，協調整合內部團隊和外部供應商，建立工作分解結構 ( WBS )，以系統化思維推動專案計畫，協助組織成員了解並操作 AI 技術，促進應用發展的落實。
SMS2512-002v1/P4.1.2 | 持續追蹤 AI 應用發展專案的執行進度與成果，確保其與原定計畫一致，並確認效能提升率、準確率、人工成本降低等 AI 應用發展指標之達成情形。
SMS2512-002v1/P4.2.1 | 持續掌握與評估 AI 技術的最新發展，並觀察未來技術趨勢，提供具價值的優化建議，以滿足組織需求。
SET2529-001v2/P1.1.1 | 蒐集人工智慧技術現況及發展趨勢。
SET2529-001v2/P1.1.2 | 依據產品或使用者需求，檢視約定服務內容。
SET2529-001v2/P1.1.3 | 依檢視結果完成系統架構確認書。
SET2529-001v2/P1.2.1 | 依據主管或客戶提供之原始數據及需求，制定標註規則、標註工具及驗收標準。
SET2529-001v2/P1.2.2 | 製作標註工具操作及訓練手冊。
SET2529-001v2/P1.2.3 | 完成 AI 訓練規劃。
SET2529-001v2/P1.2.4 | 指導資料標註人員，遵循標註規則及驗收標準。
SET2529-001v2/P2.1.1 | 依據法律、組織或客戶需求，蒐集通用領域及特定專業資訊。
SET2529-001v2/P2.1.2 | 整理並分析通用領域及特定專業資料，指導進行資料清洗、知識分類及資料標註，建置或優化人工智慧資料集。
SET2529-001v2/P2.2.1 | 依據資料標註規則、驗收標準，進行標註後資料驗收作業。
SET2529-001v2/P2.2.2 | 依據標註後結果，判別資料問題及需求，優化標註規則、AI 標註工具及指導調整 AI 演算法。
SET2529-001v2/P2.2.3 | 確認資料在所屬領域的通用性及特定專業的最新資訊，隨時追蹤及調整資料。
SET2529-001v2/P2.3.1 | 對使用者進行 AI 系統功能說明與教育訓練。
SET2529-001v2/P2.3.2 | 與使用者溝通，確認並記錄使用者需求問題，提供解決方案。
SET2529-001v2/P2.3.3 | 視需求將異常問題回報給組織相關人員，進行 AI 系統修正，並追蹤處理情形。
""")
CODED = "ait:Duty ait:Task ait:Output ait:BehaviourIndicator ait:Knowledge ait:Skill ait:Attitude"


@pytest.mark.parametrize(("path", "words"), INDICATORS, ids=firsts(INDICATORS))
def test_indicator(kg: KnowledgeGraph, path: str, words: str) -> None:
    where = f"BIND({iri(path)} AS ?x) ?x a ait:BehaviourIndicator ."
    assert column(kg, "label", where, zh("x", "label")) == [words]


@pytest.mark.parametrize("path", firsts(INDICATORS))
def test_indicator_belongs_to_the_task_of_its_number(kg: KnowledgeGraph, path: str) -> None:
    standard, code = path.split("/")
    task = f"{standard}/T{code[1:4]}"
    assert column(kg, "x", f"{iri(path)} dcterms:isPartOf ?x") == [task]


@pytest.mark.parametrize("standard", ["SMS2512-002v1", "SET2529-001v2"])
def test_code_of_a_thing_is_the_end_of_its_iri(kg: KnowledgeGraph, standard: str) -> None:
    where = f"VALUES ?k {{ {CODED} }} ?x a ?k FILTER(CONTAINS(STR(?x), '{standard}/'))"
    coded = rows(kg, "?x ?code", where + " OPTIONAL { ?x skos:notation ?code }")
    assert [x for x, code in coded if x != f"{standard}/{code}"] == []
