"""Figure 3 of the guide, of which lines 124 to 143 are text and the rest repetition."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, firsts, how_many, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: The seven pairs that figure 3 adds to table 6 without gainsaying it.
ADDED = table("""
AI 服務開發 | AWS Certified Generative AI Developer – Professional (AIP-C01)
AI 服務開發 | Microsoft Certified: Azure AI Engineer Associate (AI-103)
AI 模型訓練 | AWS Certified Machine Learning (Specialty)
AI 模型訓練 | AWS Certified Machine Learning Engineer (Associate)
AI 模型訓練 | Google Cloud Professional Machine Learning Engineer
AI 模型訓練 | IBM AI Engineering Professional Certificate
AI 模型訓練 | TQC+人工智慧：機器學習
""")
#: Names that the figure spells otherwise than table 6.
SPELLINGS = table("""
aip-c01              | AWS Certified Generative AI Developer - Professional
ai-103               | AI-103: Azure AI Engineer Associate
tqcplus-ml           | TQC+ 人工智慧：機器學習
ai-901               | AI-901: Azure AI Fundamentals
ipas-junior          | iPAS 初級 AI 應用規劃師能力鑑定
ipas-intermediate    | iPAS 中級 AI 應用規劃師能力鑑定
tqc-genai            | TQC 生成式 AI 應用與技術 (實用 / 進階 / 專業)
tqc-genai            | 生成式 AI 應用與技術 (實用 / 進階 / 專業)
tqc-ai               | TQC 人工智慧應用與技術 (實用 / 進階 / 專業)
genai-office         | 生成式 AI 辦公應用能力認證
tqcplus-genai-python | TQC+ GenAI 輔助資料擷取與分析 Python
ai-marketing         | AI 行銷科技專業人員
eec-ai               | EEC 企業電子化人工智慧應用師
aiatcl               | AI 素養級認證
aielc                | 人工智慧工程素養認證
""")
FIGURE = f"{iri(f'{GUIDE}/figure/3')} ait:about ?x ."


def test_what_the_figure_adds_is_inferred(kg: KnowledgeGraph) -> None:
    ends = "?x a ait:Certification . ?t a ait:AbilityType ." + zh("t", "type") + zh("x", "name")
    where = said("inferred", "?p ait:placed ?x ; ait:placedUnder ?t")
    assert rows(kg, "?type ?name", where, said(GUIDE, ends)) == sorted(ADDED)


@pytest.mark.parametrize(("path", "spelling"), SPELLINGS, ids=firsts(SPELLINGS))
def test_spelling_is_an_alternative_name(kg: KnowledgeGraph, path: str, spelling: str) -> None:
    certification = iri(f"{GUIDE}/certification/{path}")
    assert spelling in column(kg, "x", said(GUIDE, f"{certification} skos:altLabel ?x"))


def test_figure_shows_twenty_three_certifications(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, FIGURE)) == 23


def test_figure_lacks_one_certification_of_table_6(kg: KnowledgeGraph) -> None:
    where = "?x ait:certificationClass ?k . FILTER NOT EXISTS { " + FIGURE + " }" + zh("x", "name")
    found = column(kg, "name", said(GUIDE, where))
    assert found == ["生成式AI美術設計能力認證(初級/中級)"]
