"""Every knowledge, skill and attitude of the two standards, written out by hand."""

from __future__ import annotations

import pytest
from test_counts import SET, SMS, Table, column, firsts, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

SMS_ITEMS = table("""
K01 | AI 技術基本原理
K02 | AI 應用場景知識
K03 | 市場研究與分析方法
K04 | 資料庫原理
K05 | 機器學習概論
K06 | 商業智慧概論
K07 | 企業管理知識
K08 | 專案管理知識
K09 | 人工智慧概論（含鑑別式與生成式 AI）
K10 | AI 治理概念 ( 含倫理、偏見防範等 )
K11 | 資料處理與分析概念
K12 | 風險管理概念（含 AI 技術、模型偏見、法律合規等）
K13 | 資訊安全概念
K14 | 敏捷管理開發方法
K15 | AI 準則與規範知識
K16 | 軟硬體架構知識
K17 | 系統整合方法
K18 | 技術部署流程知識
K19 | 效能分析方法
K20 | 人力資源管理概念
S01 | 資料蒐集能力
S02 | 產業趨勢分析能力
S03 | 技術評估與分析能力
S04 | 需求分析能力
S05 | 問題解決能力
S06 | 協調溝通能力
S07 | 專案管理能力（含時間管理、資源分配、風險應對與 KPI 監控等）
S08 | 資料整合與分析能力
S09 | 資料視覺化能力
S10 | AI 技術/工具應用能力
S11 | 實驗設計與分析能力
S12 | 專案管理工具使用能力
S13 | 報告與規範撰寫能力
S14 | 效益評估能力
S15 | 系統思維與設計能力
S16 | 程式語言能力
S17 | 系統整合能力
S18 | 技術部署能力
S19 | 整合測試能力
S20 | 成本效益分析能力
""")
SET_ITEMS = table("""
K01 | 人工智慧系統現況與發展趨勢
K02 | 人工智慧技術概念
K03 | 所屬領域知識及資料概念
K04 | 智慧財產權法規
K05 | 資訊安全相關法規
K06 | 個人資料保護法規
K07 | 問題評估與解決方法
S01 | 資料蒐集與解讀能力
S02 | 溝通協調能力
S03 | 問題判讀能力
S04 | 需求分析能力
S05 | AI 系統操作能力
S06 | 專案管理能力
S07 | 文書處理能力
S08 | AI 系統規劃能力
S09 | 驗收標準制定能力
S10 | 統計判讀的能力
S11 | 系統檢測工具操作能力
""")
ATTITUDES = table("""
SMS2512-002v1/A01 | 主動積極     | 不需他人指示或要求能自動自發做事，面臨問題立即採取行動加以解決，且為達目標願意主動承擔額外責任。
SMS2512-002v1/A02 | 自我管理     | 設立定義明確且實際可行的個人目標；對於及時完成任務展現高度進取、努力、承諾及負責任的行為。
SMS2512-002v1/A03 | 應對不確定性 | 當狀況不明或問題不夠具體的情況下，能在必要時採取行動，以有效釐清模糊不清的態勢，完成任務。
SMS2512-002v1/A04 | 謹慎細心     | 對於任務的執行過程，能謹慎考量及處理所有細節，精確地檢視每個程序，並持續對其保持高度關注。
SMS2512-002v1/A05 | 追求卓越     | 會為自己設定具挑戰性的工作目標並全力以赴，願意主動投注心力達成或超越既定目標，不斷尋求突破。
SMS2512-002v1/A06 | 風險管理     | 因應選制定的方案之優劣勢，進行專案風險評估及管理。
SET2529-001v2/A01 | 主動積極     | 不需他人指示或要求能自動自發做事，面臨問題立即採取行動加以解決，且為達目標願意主動承擔額外責任。
SET2529-001v2/A02 | 持續學習     | 能夠展現自我提升的企圖心，利用且積極參與各種機會，學習任務所需的新知識與技能，並能有效應用在特定任務。
SET2529-001v2/A03 | 自我管理     | 設立定義明確且實際可行的個人目標；對於及時完成任務展現高度進取、努力、承諾及負責任的行為。
SET2529-001v2/A04 | 追求卓越     | 會為自己設定具挑戰性的工作目標並全力以赴，願意主動投注心力達成或超越既定目標，不斷尋求突破。
SET2529-001v2/A05 | 謹慎細心     | 對於任務的執行過程，能謹慎考量及處理所有細節，精確地檢視每個程序，並持續對其保持高度關注。
SET2529-001v2/A06 | 好奇開放     | 容易受到複雜新穎的事物吸引，且易於接受新觀念的傾向。
SET2529-001v2/A07 | 應對不確定性 | 當狀況不明或問題不夠具體的情況下，能在必要時採取行動，以有效釐清模糊不清的態勢。
""")
#: Items printed with half-width brackets in some rows and with full-width ones in others.
SPELLINGS = table("""
K09 | 人工智慧概論 ( 含鑑別式與生成式 AI )
K12 | 風險管理概念 ( 含 AI 技術、模型偏見、法律合規等 )
S07 | 專案管理能力 ( 含時間管理、資源分配、風險應對與 KPI 監控等 )
""")


def items(kg: KnowledgeGraph, standard: str) -> Table:
    where = "?x skos:notation ?code . VALUES ?kind { ait:Knowledge ait:Skill } ?x a ?kind ."
    return rows(kg, "?code ?label", said(standard, where + zh("x", "label")))


@pytest.mark.parametrize("item", SMS_ITEMS, ids=firsts(SMS_ITEMS))
def test_item_of_sms(kg: KnowledgeGraph, item: tuple[str, ...]) -> None:
    assert [found for found in items(kg, SMS) if found[0] == item[0]] == [item]


@pytest.mark.parametrize("item", SET_ITEMS, ids=firsts(SET_ITEMS))
def test_item_of_set(kg: KnowledgeGraph, item: tuple[str, ...]) -> None:
    assert [found for found in items(kg, SET) if found[0] == item[0]] == [item]


@pytest.mark.parametrize(("path", "name", "words"), ATTITUDES, ids=firsts(ATTITUDES))
def test_attitude(kg: KnowledgeGraph, path: str, name: str, words: str) -> None:
    where = f"BIND({iri(path)} AS ?x) ?x a ait:Attitude ; skos:definition ?text ."
    where += ' FILTER(LANGMATCHES(LANG(?text), "zh-Hant"))'
    assert rows(kg, "?label ?text", where, zh("x", "label")) == [(name, words)]


def test_second_spellings_of_items(kg: KnowledgeGraph) -> None:
    where = said(SMS, "?x skos:notation ?code ; skos:altLabel ?label")
    assert rows(kg, "?code ?label", where) == SPELLINGS


def test_only_two_shared_codes_carry_the_same_name(kg: KnowledgeGraph) -> None:
    same = "?a skos:notation ?code ; skos:prefLabel ?label ."
    other = "?b skos:notation ?code ; skos:prefLabel ?label . FILTER(STRLEN(?code) = 3)"
    assert column(kg, "code", said(SMS, same), said(SET, other)) == ["A01", "S04"]


def test_codes_that_both_standards_use(kg: KnowledgeGraph) -> None:
    shared = [f"A{n:02}" for n in range(1, 7)]
    shared += [f"K{n:02}" for n in range(1, 8)] + [f"S{n:02}" for n in range(1, 12)]
    where = said(SMS, "?a skos:notation ?code . FILTER(STRLEN(?code) = 3) ?a skos:inScheme ?s")
    assert column(kg, "code", where, said(SET, "?b skos:notation ?code")) == shared


TECHNICAL_ONLY = ["K16", "K17", "K18", "K19", "S16", "S17", "S18", "S19"]


def test_items_that_only_the_technical_developer_needs(kg: KnowledgeGraph) -> None:
    where = "?r ait:requirer ?t ; ait:requiredItem ?x . ?t dcterms:isPartOf ?d . "
    where += "?x skos:notation ?code FILTER NOT EXISTS { ?q ait:requiredItem ?x ; ait:requirer ?u ."
    where += " ?u dcterms:isPartOf ?e . FILTER(?e != ?d) }"
    where += f" FILTER(?d = {iri(SMS + '/T3')})"
    assert column(kg, "code", said(SMS, where)) == TECHNICAL_ONLY
