"""Tools, models and languages of the guide, written out by hand."""

from __future__ import annotations

import pytest
from test_counts import DECK, GUIDE, column, firsts, how_many, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: Table 5, last column: the line, the ability type in whose row it stands, the names.
LINES = table("""
teaching    | 一 | 教材資源             | 好好用 AI 素養教材
documents   | 二 | 文書                 | ChatGPT, Claude, Gemini
images      | 二 | 圖文                 | Canva, Midjourney
video       | 二 | 影像                 | Descript, Runway
audio       | 二 | 音源                 | ElevenLabs, Murf.ai
programming | 三 | AI 輔助程式開發      | Claude, Cursor, GitHub Copilot, Lovable
frameworks  | 四 | 學習框架             | PyTorch, TensorFlow
libraries   | 四 | 機器學習程式庫       | scikit-learn
cloud       | 四 | AI 開發雲端平台      | AWS AI & ML Services, Google Cloud Vertex AI, IBM Watson, Microsoft Azure AI
serving     | 五 | 模型推斷與服務化工具 | TensorFlow(Serving), TorchServe, scikit-learn
backend     | 五 | 後端框架             | Django, Express.js, FastAPI, Flask, Spring Boot
clients     | 五 | API 客戶端函式庫     | Axios, Fetch API, requests
""")
IN_LINE = "{ ?x ait:toolCategory ?line } UNION { ?p ait:placed ?x ; ait:placedUnder ?line }"
LINE = "?line a ait:ToolCategory ."


@pytest.mark.parametrize("line", LINES, ids=firsts(LINES))
def test_tools_of_a_line_of_table_5(kg: KnowledgeGraph, line: tuple[str, ...]) -> None:
    where = f"{IN_LINE} {LINE} {zh('line', 'kind')} {zh('x', 'name')}"
    found = column(kg, "name", said(GUIDE, f'{where} FILTER(STR(?kind) = "{line[2]}")'))
    assert ", ".join(found) == line[3]


def test_lines_stand_in_the_rows_of_their_types(kg: KnowledgeGraph) -> None:
    where = f"?p ait:placed ?line ; ait:placedUnder ?t . {LINE} ?t skos:notation ?type ."
    found = rows(kg, "?type ?kind", said(GUIDE, where + zh("line", "kind")))
    assert found == sorted((ability_type, kind) for _, ability_type, kind, _ in LINES)


def test_twelve_lines(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, "?x a ait:ToolCategory")) == 12


def test_thirty_two_names_in_table_5(kg: KnowledgeGraph) -> None:
    assert len(rows(kg, "?line ?x", said(GUIDE, f"{IN_LINE} {LINE}"))) == 32


def test_thirty_one_of_them_are_tools(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, f"?x a ait:Tool ; ait:toolCategory ?line . {LINE}")
    assert len(rows(kg, "?line ?x", where)) == 31


#: What stands in brackets behind a name of table 5 and is another thing (G-17).
BRACKETS = table("""
Axios       | JavaScript
Django      | Python
Express.js  | Node.js
Fetch API   | JavaScript
Spring Boot | Java
requests    | Python
""")


def test_languages_in_brackets(kg: KnowledgeGraph) -> None:
    where = "?x a ait:Tool ; ait:toolCategory ?c ; ait:uses ?y ."
    found = rows(kg, "?tool ?language", said(GUIDE, where + zh("x", "tool") + zh("y", "language")))
    assert found == BRACKETS


#: Every name in the guide, section by section; the note's 50 becomes 51 with Node.js of table 5.
TABLE_5 = (
    "ChatGPT, Claude, Gemini, Midjourney, Canva, Runway, Descript, ElevenLabs, Murf.ai, "
    "GitHub Copilot, Cursor, Lovable, TensorFlow, PyTorch, scikit-learn, AWS AI & ML Services, "
    "Microsoft Azure AI, Google Cloud Vertex AI, IBM Watson, TensorFlow(Serving), TorchServe, "
    "Flask, FastAPI, Django, Express.js, Spring Boot, requests, Axios, Fetch API"
)
IN_BRACKETS = "Python, Node.js, Java, JavaScript"
TABLES_4_8_9 = "Keras, SQL, Excel, Tableau, Power BI, R, NLTK, spaCy, OpenCV"
SECTION_5 = "NumPy, Pandas, Git, Kaggle"
MODELS = "GPT, Gemini, Llama, Claude, BERT, T5"


def test_forty_six_tools_and_languages(kg: KnowledgeGraph) -> None:
    named = ", ".join((TABLE_5, IN_BRACKETS, TABLES_4_8_9, SECTION_5)).split(", ")
    found = column(kg, "name", said(GUIDE, "?x a ait:Tool ." + zh("x", "name")))
    assert found == sorted(named)


def test_six_models(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(GUIDE, "?x a ait:AIModel ." + zh("x", "name")))
    assert found == sorted(MODELS.split(", "))


def test_fifty_one_names_in_all(kg: KnowledgeGraph) -> None:
    where = "VALUES ?kind { ait:Tool ait:AIModel } ?x a ?kind ." + zh("x", "name")
    assert len(column(kg, "name", said(GUIDE, where))) + len(["好好用 AI"]) == 51


#: L317 prints the makers; "Google" is there a short name.
MAKERS = table("""
Claude | Anthropic
GPT    | OpenAI
Gemini | Google
Llama  | Meta
""")


def test_makers_of_the_models(kg: KnowledgeGraph) -> None:
    where = "?x a ait:AIModel ; ait:developedBy ?o . ?o skos:prefLabel|skos:altLabel ?maker ."
    found = rows(kg, "?model ?maker", said(GUIDE, where + zh("x", "model")))
    assert [row for row in found if row in MAKERS] == sorted(MAKERS)


def test_two_models_without_a_maker(kg: KnowledgeGraph) -> None:
    where = "?x a ait:AIModel . FILTER NOT EXISTS { ?x ait:developedBy ?o }"
    assert column(kg, "model", said(GUIDE, where + zh("x", "model"))) == ["BERT", "T5"]


#: Names in context: the guide's own line, the thing that names them, and what it names.
MENTIONS = table("""
L116 | certification-class/tool                          | ChatGPT
L304 | ability-statement/3-6-1                           | ChatGPT, Midjourney
L317 | ability-type/ai-service-development/key-content/2 | Keras, PyTorch, TensorFlow
L317 | ability-statement/11-2                            | Claude, GPT, Gemini, Llama
L397 | skill/data-analysis                               | Excel, Power BI, Python, R, SQL, Tableau
L408 | skill/nlp-libraries                               | NLTK, spaCy
L409 | skill/llm-architectures                           | BERT, GPT, T5
L410 | skill/cv-libraries                                | OpenCV
L412 | skill/data-science-tools                          | Python, R, SQL
L463 | foundation/programming-languages                  | NumPy, Pandas, PyTorch, Python, TensorFlow, scikit-learn
L465 | foundation/data-basics                            | SQL
L466 | foundation/software-engineering                   | Git
L500 | key-skill/data-professional-sql                   | SQL
L500 | key-skill/data-professional-python-r              | Python, R
L525 | soft-skill/project-practice                       | Kaggle
""")


@pytest.mark.parametrize(("line", "path", "names"), MENTIONS)
def test_tools_named_in_context(kg: KnowledgeGraph, line: str, path: str, names: str) -> None:
    assert line.startswith("L")
    where = f"{iri(f'{GUIDE}/{path}')} ait:uses ?x . VALUES ?kind {{ ait:Tool ait:AIModel }} "
    found = column(kg, "name", said(GUIDE, f"{where} ?x a ?kind . {zh('x', 'name')}"))
    assert ", ".join(found) == names


def test_no_tool_is_named_elsewhere(kg: KnowledgeGraph) -> None:
    where = "VALUES ?kind { ait:Tool ait:AIModel } ?x ait:uses ?y . ?y a ?kind . "
    repeats = "VALUES ?again { ait:Tool ait:AbilityType ait:SkillPart }"
    where += f"FILTER NOT EXISTS {{ {repeats} ?x a ?again }}"
    named = {f"{GUIDE}/{path}" for _, path, _ in MENTIONS}
    assert column(kg, "x", said(GUIDE, where)) == sorted(named)


#: L463, 465, 466: of the eleven parts of the four foundations, those whose own words name a tool.
FOUNDATION_PARTS = table("""
foundation/data-basics/databases                | SQL
foundation/programming-languages/python         | Python
foundation/software-engineering/version-control | Git
""")


def test_tools_in_parts_of_foundations(kg: KnowledgeGraph) -> None:
    where = "?x a ait:SkillPart ; skos:broader ?f ; ait:uses ?y . ?f a ait:Foundation ."
    found = rows(kg, "?x ?tool", said(GUIDE, f"{where} ?y a ait:Tool . {zh('y', 'tool')}"))
    assert found == [(f"{GUIDE}/{path}", tool) for path, tool in FOUNDATION_PARTS]


#: Deck L337-338, in the brackets of gate C: the only skills of the deck that name a tool.
DECK_SKILLS = table("""
skill/advanced-excel | Excel
skill/basic-python   | Python
""")


def test_tools_in_skills_of_the_deck(kg: KnowledgeGraph) -> None:
    where = said(DECK, "?x a ait:Skill ; ait:uses ?y") + "?y a ait:Tool ." + zh("y", "tool")
    found = rows(kg, "?x ?tool", where)
    assert found == [(f"{DECK}/{path}", tool) for path, tool in DECK_SKILLS]


def test_midjourney_is_spelt_in_two_ways(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, f"{iri('tool/midjourney')} skos:altLabel ?x")
    assert column(kg, "x", where) == ["MidJourney"]
