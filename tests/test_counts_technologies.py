"""Fields of technology as the guide orders them (table 4), written out by hand."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, firsts, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: L316-317: "covers", "branch of", "methods include"; multimodal training is in the key contents.
FIELDS = table("""
機器學習     | 監督式學習, 非監督式學習, 半監督學習, 強化學習, 多模態訓練
自然語言處理 | 語意分析, 語法剖析, 關鍵字擷取, 詞性標註, 情緒分析, 大型語言模型
電腦視覺     | 影像分類, 物件偵測, 圖像分割, 姿態辨識
""")


def test_fields_and_what_belongs_to_them(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:Technology ; skos:broader ?y ." + zh("x", "part") + zh("y", "of"))
    expected = [(field, part) for field, parts in FIELDS for part in parts.split(", ")]
    assert rows(kg, "?of ?part", where) == sorted(expected)


#: Technologies named in abilities of table 2 (L82-83), in key contents of table 4 (L310, 316-317),
#: in skills of table 9 (L408-412), in a contribution of table 11 (L438) and in 資料基礎 (L465).
NAMED = table("""
ability/10                                        | 強化學習, 機器學習
ability/11                                        | 大型語言模型, 自然語言處理, 電腦視覺
ability-type/ai-programming/key-content/5         | API
ability-type/ai-model-training/key-content/1      | CNN, GAN, RNN
ability-type/ai-model-training/key-content/2      | 多模態訓練, 強化學習, 機器學習
ability-type/ai-model-training/key-content/3      | RAG, fine-tuning
ability-type/ai-service-development/key-content/1 | 大型語言模型, 自然語言處理, 電腦視覺
skill/nlp-libraries                               | 自然語言處理
skill/nlp-algorithms                              | Transformer, 自然語言處理, 詞向量, 語言模型
skill/llm-language-processing                     | 命名實體辨識, 知識蒸餾, 自然語言處理, 詞嵌入, 語意分析
skill/ml-algorithms                               | 強化學習, 機器學習, 監督式學習, 非監督式學習
skill/cv-algorithms                               | 圖像處理, 深度學習
skill/data-science-algorithms                     | 機器學習, 統計分析
contribution/development/government/1             | API
foundation/data-basics                            | 資料可視化
foundation/data-basics/data-visualisation         | 資料可視化
""")


@pytest.mark.parametrize(("path", "names"), NAMED, ids=firsts(NAMED))
def test_technologies_named(kg: KnowledgeGraph, path: str, names: str) -> None:
    where = f"{iri(f'{GUIDE}/{path}')} ait:uses ?x . ?x a ait:Technology ."
    assert column(kg, "name", said(GUIDE, where + zh("x", "name"))) == sorted(names.split(", "))


#: L498 prints "(ML/CV/NLP/LLM)的" in front of all four: 演算法原理, 模型訓練, 部署, 性能優化.
OF_A_FIELD = ["algorithm-principles", "deployment", "model-training", "performance-optimisation"]


def test_four_key_skills_of_four_fields(kg: KnowledgeGraph) -> None:
    where = "?x a ait:KeySkill ; ait:uses ?y . ?y a ait:Technology ." + zh("y", "field")
    fields = ["大型語言模型", "機器學習", "自然語言處理", "電腦視覺"]
    skills = [f"{GUIDE}/key-skill/ai-engineer-{part}" for part in OF_A_FIELD]
    expected = [(skill, field) for skill in skills for field in fields]
    assert rows(kg, "?x ?field", said(GUIDE, where)) == sorted(expected)


TRENDS = ["AI 治理框架與監管趨勢", "Agentic AI", "意圖驅動開發", "駕馭工程"]


def test_trends_of_the_preface(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(GUIDE, "?x a ait:Trend ." + zh("x", "name")))
    assert found == sorted(TRENDS)


#: Which change answers which trend (L40, 42).
ANSWERS = table("""
1 | AI 治理框架與監管趨勢
2 | Agentic AI
2 | 意圖驅動開發
2 | 駕馭工程
""")


def test_changes_answer_trends(kg: KnowledgeGraph) -> None:
    where = "?c a ait:Change ; ait:sequence ?n ; ait:about ?t . ?t a ait:Trend ." + zh("t", "name")
    assert rows(kg, "?n ?name", said(GUIDE, where)) == sorted(ANSWERS)
