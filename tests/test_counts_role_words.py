"""Core duties and professional skills of tables 8 and 9 of the guide, copied by hand."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, firsts, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: One line for each bullet under 核心職責; the role stands for its row.
DUTIES = table("""
marketing-specialist   | 於既有職務範圍內，透過熟練使用既有 AI 工具、應用程式或軟體，來提升個人工作效率、優化工作成果、輔助決策或拓展創意。
ai-application-planner | 建構 AI 導入藍圖、評估痛點與效益、推動變革管理、企業訪談、現況盤點、需求分析、技術評估與導入建議。
ai-product-manager     | 整合使用者需求與 AI 功能、設計應用情境與流程、與技術團隊協作落地應用。
ai-product-manager     | 負責規劃與管理以 AI 驅動產品或服務的設計、開發與市場導入，常需與技術、設計與業務單位密切合作。
data-annotator         | 根據專案要求和標註規範，對文本、圖像、音訊、影片等各類型原始數據進行清洗、標註與分類。
data-annotator         | 確保標註數據的準確性和一致性，作為 AI 模型訓練的基礎。
data-annotator         | 識別數據中的潛在問題（如偏見、不足），並進行反饋。
data-analyst           | 運用資料分析工具與統計方法，進行資料整理與清洗、探索性資料分析、視覺化報表製作、KPI 指標追蹤、洞察報告撰寫、跨部門需求溝通、支援策略分析與 AI 導入績效評估。
nlp-engineer           | 運用NLP技術，實現文本分析、語音識別、機器翻譯、聊天機器人等功能。
nlp-engineer           | 廣泛應用於智慧客服、輿情分析、內容生成等領域。主要工作在於使AI可以理解以及生成人類的語言。
llm-engineer           | 負責建置與優化語言模型架構（如Transformer）、訓練與微調模型以符合特定應用需求，並解決模型生成偏誤、知識更新等問題。
llm-engineer           | 應用範圍包含智慧客服、知識問答、語意理解、內容生成、程式輔助撰寫等。也需參與模型部署與效能評估。
cv-engineer            | 運用圖像處理和深度學習技術，實現圖像識別、物件檢測、影像分割等功能。
cv-engineer            | 廣泛應用於自動駕駛、安全監控、醫療影像分析等領域。主要工作在於開發出，讓電腦可以辨識圖像，以及影片的相關應用。
ml-engineer            | 研究各式機器學習演算法，並利用演算法解決商業問題。
ml-engineer            | 透過大量數據處理與特徵工程，持續優化模型以提升性能。主要工作在於利用機器學習，使得AI應用可以達成預期的目標。
data-scientist         | 運用統計分析、機器學習和資料可視化等技術，探索資料中的模式和趨勢。
data-scientist         | 需具備良好的業務理解能力，能夠將資料分析結果轉化為可執行的商業建議。
data-scientist         | 主要工作在於分析資料，並且產出有價值的資訊，輔助企業做出正確判斷。
""")
#: One line for each bullet under 專業技能.
SKILLS = table("""
marketing-specialist   | 核心專業仍是其原本的職務領域，此外對 AI 工具具備理解與判斷，熟悉多種 AI 工具的操作、Prompt 編寫能力、生成式應用技巧。
ai-application-planner | 商業策略思維、資料治理、AI 趨勢與工具理解、跨域分析、商業架構、數位工具評估與推進能力
ai-product-manager     | 商業分析、AI 應用理解、需求分析、技術溝通
data-annotator         | 專案基礎領域知識與數據理解、標註工具操作、重複性工作效率與抗壓性
data-analyst           | SQL、Excel、Tableau、Power BI、統計分析、Python/R（進階）、資料視覺化、問題拆解與商業邏輯思維
nlp-engineer           | 熟悉NLP相關演算法和技術（如詞向量、語言模型、transformer）。
nlp-engineer           | 熟練使用NLP函式庫（如NLTK、spaCy）。
nlp-engineer           | 具備深度學習框架的使用經驗。
llm-engineer           | 熟悉自然語言處理技術與演算法（如詞嵌入、命名實體辨識、語意分析、知識蒸餾）。
llm-engineer           | 精通語言模型架構（如GPT、BERT、T5）與其訓練原理。熟練使用深度學習框架。
llm-engineer           | 具備資料清洗、標註與語料管理能力，並能處理多語言或特定領域語料。
cv-engineer            | 熟悉圖像處理和深度學習演算法。
cv-engineer            | 熟練使用電腦視覺函式庫（如OpenCV）。
cv-engineer            | 具備深度學習框架的使用經驗。
ml-engineer            | 精通機器學習演算法（如監督式學習、非監督式學習、強化學習）。
ml-engineer            | 熟練使用機器學習框架。
ml-engineer            | 具備資料處理和分析能力。
data-scientist         | 精通統計分析和機器學習演算法。
data-scientist         | 熟練使用資料分析工具（如R、Python、SQL）。
data-scientist         | 具備資料可視化和報告撰寫能力。
""")
ROLES = sorted(set(firsts(DUTIES)))


@pytest.mark.parametrize("role", ROLES)
def test_duties_in_words(kg: KnowledgeGraph, role: str) -> None:
    where = f"?x a ait:Duty ; dcterms:isPartOf {iri(f'{GUIDE}/role/{role}')} ." + zh("x", "words")
    expected = sorted(words for owner, words in DUTIES if owner == role)
    assert column(kg, "words", said(GUIDE, where)) == expected


@pytest.mark.parametrize("role", ROLES)
def test_skills_in_words(kg: KnowledgeGraph, role: str) -> None:
    where = (
        f"?r ait:requirer {iri(f'{GUIDE}/role/{role}')} ; ait:requiredItem ?x . ?x a ait:Skill ."
    )
    expected = sorted(words for owner, words in SKILLS if owner == role)
    assert column(kg, "words", said(GUIDE, where + zh("x", "words"))) == expected


#: Titles that share a row share its one duty and its one skill.
ROW_MATES = table("""
marketing-specialist   | administrative-assistant, hr-specialist, marketing-specialist
ai-application-planner | ai-adoption-consultant, ai-application-planner, process-optimisation-specialist
""")


@pytest.mark.parametrize(("role", "mates"), ROW_MATES, ids=firsts(ROW_MATES))
def test_titles_of_one_row_share_its_duty(kg: KnowledgeGraph, role: str, mates: str) -> None:
    where = f"?d a ait:Duty ; dcterms:isPartOf {iri(f'{GUIDE}/role/{role}')}, ?x"
    expected = [f"{GUIDE}/role/{mate}" for mate in mates.split(", ")]
    assert column(kg, "x", said(GUIDE, where)) == expected


@pytest.mark.parametrize(("role", "mates"), ROW_MATES, ids=firsts(ROW_MATES))
def test_titles_of_one_row_share_its_skill(kg: KnowledgeGraph, role: str, mates: str) -> None:
    where = f"?r ait:requirer {iri(f'{GUIDE}/role/{role}')}, ?x ; ait:requiredItem ?s"
    expected = [f"{GUIDE}/role/{mate}" for mate in mates.split(", ")]
    assert column(kg, "x", said(GUIDE, where)) == expected


#: What the text says of categories, types and ability 8 (L42, 91, 93, 388), beside ability types.
NEEDS = table("""
AI 應用人才 | AI 與產業應用知識
AI 應用人才 | 溝通與協作能力
AI 應用人才 | 問題定義與解決能力
AI 應用人才 | 熟悉 AI 工具
AI 應用人才 | AI 工具與工作流程整合能力
AI 開發人才 | 數學、機率、電腦科學相關知識背景
AI 導入型   | 理解 AI 技術的原理與限制
AI 導入型   | 整合組織需求
AI 導入型   | 確保技術能落地應用
AI 協作與開發 | 結構化提示詞
AI 協作與開發 | Agent Skills
AI 協作與開發 | 工作流編排能力
""")


def test_what_categories_and_types_need_beside_ability_types(kg: KnowledgeGraph) -> None:
    where = "?r ait:requirer ?c ; ait:requiredItem ?x . ?x a ait:CompetencyItem ."
    found = rows(kg, "?who ?what", said(GUIDE, where + zh("c", "who") + zh("x", "what")))
    assert found == sorted(NEEDS)
