"""Table 6 of the guide with the note below it, row by row, and the classes of table 3."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, firsts, how_many, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: Place in table 6, class (carried down), name, who holds it.
CERTIFICATIONS = table("""
1  | 素養類 | iPAS 初級AI應用規劃師能力鑑定 | 經濟部產業發展署
2  | 素養類 | 生成式 AI 能力認證 | 資訊工業策進會
3  | 素養類 | 人工智慧工程素養認證(AIELC) | 資訊工業策進會
4  | 素養類 | AI+行銷科技專業人員 | 資訊工業策進會
5  | 素養類 | AI 素養級認證(AIATCL) | 台灣人工智慧學校
6  | 素養類 | AI 工程級認證：LLM 的行政任務應用 | 台灣人工智慧學校
7  | 素養類 | TQC生成式AI應用與技術 (實用/進階/專業) | 中華民國電腦技能基金會
8  | 素養類 | TQC人工智慧應用與技術 (實用/進階/專業) | 中華民國電腦技能基金會
9  | 素養類 | EEC企業電子化人工智慧應用師 | 中華民國電腦技能基金會
10 | 素養類 | Microsoft Certified: Azure AI Fundamentals (AI-901) | Microsoft Corporation
11 | 素養類 | AWS Certified AI Practitioner | Amazon Web Services, Inc.
12 | 工具類 | iPAS 中級AI應用規劃師能力鑑定 | 經濟部產業發展署
13 | 工具類 | 生成式AI美術設計能力認證(初級/中級) | 資訊工業策進會
14 | 工具類 | 生成式AI辦公室應用能力認證 | 資訊工業策進會
15 | 工具類 | TQC+ GenAI輔助資料擷取與分析Python | 中華民國電腦技能基金會
16 | 工具類 | NVIDIA Certified Associate: Generative AI & LLMs | NVIDIA Corporation
17 | 工具類 | NVIDIA Certified Associate: Multimodal Generative AI | NVIDIA Corporation
18 | 專案類 | TQC+人工智慧：機器學習 | 中華民國電腦技能基金會
19 | 專案類 | AWS Certified Machine Learning Engineer (Associate) | Amazon Web Services, Inc.
20 | 專案類 | AWS Certified Machine Learning (Specialty) | Amazon Web Services, Inc.
21 | 專案類 | AWS Certified Generative AI Developer – Professional (AIP-C01) | Amazon Web Services, Inc.
22 | 專案類 | IBM AI Engineering Professional Certificate | International Business Machines Corporation (IBM)
23 | 專案類 | Google Cloud Professional Machine Learning Engineer | Google LLC – Google Cloud Division
24 | 專案類 | Microsoft Certified: Azure AI Engineer Associate (AI-103) | Microsoft Corporation
""")
CERTIFICATION = "?x a ait:Certification ."
ISSUED = f"{CERTIFICATION} ?x ait:certificationClass ?k ; ait:issuer ?o ."


@pytest.mark.parametrize("row", CERTIFICATIONS, ids=firsts(CERTIFICATIONS))
def test_certification_of_table_6(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = f"{ISSUED} ?x ait:sequence ?n FILTER(?n = {row[0]}) "
    shown = zh("k", "class") + zh("x", "name") + zh("o", "issuer")
    assert rows(kg, "?n ?class ?name ?issuer", said(GUIDE, where + shown)) == [row]


def test_certifications_are_table_6_and_the_two_of_its_note(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(GUIDE, CERTIFICATION + zh("x", "name")))
    assert found == sorted([row[2] for row in CERTIFICATIONS] + ["AI-900", "AI-102"])


@pytest.mark.parametrize(
    ("name", "count"),
    [("素養類", 11), ("工具類", 6), ("專案類", 7)],
    ids=["literacy", "tool", "project"],
)
def test_certifications_of_a_class(kg: KnowledgeGraph, name: str, count: int) -> None:
    where = f'{ISSUED} {zh("k", "class")} FILTER(STR(?class) = "{name}")'
    assert how_many(kg, said(GUIDE, where)) == count


ISSUERS = table("""
IDA       | 經濟部產業發展署                            | 2 | domestic
III       | 資訊工業策進會                              | 5 | domestic
AIA       | 台灣人工智慧學校                            | 2 | domestic
CSF       | 中華民國電腦技能基金會                      | 5 | domestic
Microsoft | Microsoft Corporation                       | 2 | foreign
AWS       | Amazon Web Services, Inc.                   | 4 | foreign
NVIDIA    | NVIDIA Corporation                          | 2 | foreign
IBM       | International Business Machines Corporation (IBM) | 1 | foreign
Google    | Google LLC – Google Cloud Division | 1 | foreign
""")


def certified_by(kg: KnowledgeGraph) -> list[str]:
    """The issuer of each certification of table 6."""
    where = said(GUIDE, ISSUED + zh("o", "issuer"))
    return [issuer for _, issuer in rows(kg, "?x ?issuer", where)]


@pytest.mark.parametrize("issuer", ISSUERS, ids=firsts(ISSUERS))
def test_certifications_of_an_issuer(kg: KnowledgeGraph, issuer: tuple[str, ...]) -> None:
    assert certified_by(kg).count(issuer[1]) == int(issuer[2])


def test_nine_issuers(kg: KnowledgeGraph) -> None:
    assert sorted(set(certified_by(kg))) == sorted(name for _, name, _, _ in ISSUERS)


@pytest.mark.parametrize(
    ("home", "issuers", "count"), [("domestic", 4, 14), ("foreign", 5, 10)], ids=str
)
def test_domestic_and_foreign(kg: KnowledgeGraph, home: str, issuers: int, count: int) -> None:
    names = [name for _, name, _, where in ISSUERS if where == home]
    found = [issuer for issuer in certified_by(kg) if issuer in names]
    assert (len(set(found)), len(found)) == (issuers, count)


#: Levels in printed names; 19 certifications have none, so that 24 make 29.
LEVELS = table("""
TQC生成式AI應用與技術 (實用/進階/專業) | 實用 進階 專業
TQC人工智慧應用與技術 (實用/進階/專業) | 實用 進階 專業
生成式AI美術設計能力認證(初級/中級)    | 初級 中級
iPAS 初級AI應用規劃師能力鑑定          | 初級
iPAS 中級AI應用規劃師能力鑑定          | 中級
""")


def test_levels_in_names(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x ait:offersLevel ?l ." + zh("x", "name") + zh("l", "level"))
    expected = [(name, level) for name, levels in LEVELS for level in levels.split()]
    assert rows(kg, "?name ?level", where) == sorted(expected)


def test_twenty_nine_with_printed_levels(kg: KnowledgeGraph) -> None:
    levels = rows(kg, "?x ?l", said(GUIDE, f"{ISSUED} ?x ait:offersLevel ?l"))
    plain = f"{ISSUED} FILTER NOT EXISTS {{ ?x ait:offersLevel ?l }}"
    assert len(levels) + how_many(kg, said(GUIDE, plain)) == 29


SUCCESSIONS = table("""
AI-102 | AI-103 | 2026-06-30 | 實際時間以官方公布為準
AI-900 | AI-901 | 2026-06-30 | 實際時間以官方公布為準
""")


def test_succession_of_the_microsoft_examinations(kg: KnowledgeGraph) -> None:
    where = "?old dcterms:isReplacedBy ?new ; ait:retires ?day ; ait:condition ?caveat ; "
    where += "skos:notation ?from . ?new dcterms:replaces ?old ; skos:notation ?to ."
    assert rows(kg, "?from ?to ?day ?caveat", said(GUIDE, where)) == SUCCESSIONS


#: Table 3: ability types that a class covers, and its emphasis.
CLASSES = table("""
literacy | 素養類 | AI 應用素養                  | 著重於 AI 基本認知與倫理觀念，不特別要求程式撰寫與實作能力。
tool     | 工具類 | AI 工具應用, AI 程式語言應用 | 強調 AI 工具或平台的實作能力，能操作 AI 工具完成特定任務。
project  | 專案類 | AI 服務開發, AI 模型訓練     | 評估是否具備完整 AI 專案實作能力，能完成特定 AI 職務的實務需求。
""")


@pytest.mark.parametrize("row", CLASSES, ids=firsts(CLASSES))
def test_class_of_table_3(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = "?k a ait:CertificationClass ; ait:coversAbilityType ?t ; ait:focus ?focus ."
    where += zh("k", "class") + zh("t", "type") + f' FILTER(STR(?class) = "{row[1]}")'
    found = rows(kg, "?class ?type ?focus", said(GUIDE, where))
    assert found == sorted((row[1], covered, row[3]) for covered in row[2].split(", "))


BULLETS = table("""
素養類 | 理解 AI 的原理、應用情境與限制
素養類 | 理解 AI 的道德、倫理原則、對社會及產業可能產生之影響
素養類 | 作為跨域應用人才的基礎素養認證
工具類 | 熟悉 AI 工具操作方式與功能
工具類 | 能操作特定 AI 工具或平台完成特定任務
工具類 | 常見於職場轉型技能增能
專案類 | 能完成完整的 AI 專案
專案類 | 具備勝任特定 AI 職務所需實務能力
專案類 | 常以專案成果展示、驗證呈現
""")


def test_nine_bullets_of_table_3(kg: KnowledgeGraph) -> None:
    where = "?x dcterms:isPartOf ?k . ?k a ait:CertificationClass ." + zh("k", "class")
    assert rows(kg, "?class ?words", said(GUIDE, where + zh("x", "words"))) == sorted(BULLETS)
