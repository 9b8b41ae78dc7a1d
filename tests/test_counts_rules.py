"""Table 5 of the guide in words, and the 22 readings of its cells, worked out by hand."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, firsts, how_many, iri, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: The cells as printed. Row 二 has two levels; its first hours bullet stands for both.
CELLS = table("""
ai-literacy/certificates            | 素養類1張
ai-literacy/hours                   | 18小時
ai-tools-basic/certificates         | 初階：工具類1張
ai-tools-basic/hours                | AI 應用素養18小時 + 初階：單一工具18小時
ai-tools-advanced/certificates      | 進階：工具類2張(非同類工具)
ai-tools-advanced/hours             | AI 應用素養18小時 + 進階：二項以上工具累計30小時
ai-programming/certificates         | 工具類1張
ai-programming/hours                | AI 工具應用18小時 + AI 應用素養18小時 + AI 程式語言應用12小時
ai-model-training/certificates      | 專案類1張 + 素養類1張+工具類3張
ai-model-training/hours             | AI 工具應用或AI程式語言應用累計30小時 + AI 應用素養18小時 + AI 模型訓練30小時
ai-service-development/certificates | 專案類1張
ai-service-development/hours        | AI 工具應用或AI程式語言應用累計30小時 + AI 應用素養18小時 + AI 模型訓練或AI服務開發48小時
""")


@pytest.mark.parametrize(("cell", "words"), CELLS, ids=firsts(CELLS))
def test_cell_as_printed(kg: KnowledgeGraph, cell: str, words: str) -> None:
    rule = iri(f"{GUIDE}/award-rule/{cell}")
    found = column(kg, "x", said(GUIDE, f"{rule} a ait:AwardRule ; ait:text ?x"))
    assert found == sorted(words.split(" + "))


def test_five_rows(kg: KnowledgeGraph) -> None:
    where = "?r a ait:AwardRule ; ait:ruleFor ?x . ?x a ait:AbilityType"
    assert how_many(kg, said(GUIDE, where)) == 5


def test_six_rules_in_each_column(kg: KnowledgeGraph) -> None:
    found = [c for c, _ in rows(kg, "?c ?r", said(GUIDE, "?r a ait:AwardRule ; ait:criterion ?c"))]
    assert found == ["scheme/criterion/certificates"] * 6 + ["scheme/criterion/hours"] * 6


#: Readings: the cell, the name, x where chosen, the rule in words ("+": hours of both count).
READINGS = table("""
ai-literacy/certificates            | C1             | x | 1 素養類
ai-tools-basic/certificates         | C2             | x | 1 工具類
ai-tools-advanced/certificates      | C2a-kind       | x | 2 工具類 by tool-kind
ai-tools-advanced/certificates      | C2a-product    |   | 2 工具類 by product
ai-tools-advanced/certificates      | C2a-any        |   | 2 工具類 by certificate
ai-programming/certificates         | C3-any         | x | 1 工具類
ai-programming/certificates         | C3-own         |   | 1 工具類 for AI 程式語言應用
ai-programming/certificates         | C3-additional  |   | 1 工具類 more
ai-model-training/certificates      | C4-or          | x | any(1 專案類; all(1 素養類; 3 工具類))
ai-model-training/certificates      | C4-and         |   | all(1 專案類; 1 素養類; 3 工具類)
ai-service-development/certificates | C5             | x | 1 專案類
ai-literacy/hours                   | H1             | x | 18 h AI 應用素養
ai-tools-basic/hours                | H2-single      | x | all(18 h AI 工具應用 on one tool; 18 h AI 應用素養)
ai-tools-basic/hours                | H2-any         |   | all(18 h AI 工具應用; 18 h AI 應用素養)
ai-tools-advanced/hours             | H2a-total      | x | all(18 h AI 應用素養; 30 h AI 工具應用 on 2 tools)
ai-tools-advanced/hours             | H2a-additional |   | all(18 h AI 應用素養; 30 h AI 工具應用 on 2 tools more)
ai-programming/hours                | H3             | x | all(12 h AI 程式語言應用; 18 h AI 工具應用; 18 h AI 應用素養)
ai-model-training/hours             | H4-sum         | x | all(18 h AI 應用素養; 30 h AI 工具應用+AI 程式語言應用; 30 h AI 模型訓練)
ai-model-training/hours             | H4-each        |   | all(18 h AI 應用素養; 30 h AI 模型訓練; any(30 h AI 工具應用; 30 h AI 程式語言應用))
ai-service-development/hours        | H5-sum         | x | all(18 h AI 應用素養; 30 h AI 工具應用+AI 程式語言應用; 48 h AI 服務開發+AI 模型訓練)
ai-service-development/hours        | H5-lastEach    |   | all(18 h AI 應用素養; 30 h AI 工具應用+AI 程式語言應用; any(48 h AI 服務開發; 48 h AI 模型訓練))
ai-service-development/hours        | H5-each        |   | all(18 h AI 應用素養; any(30 h AI 工具應用; 30 h AI 程式語言應用); any(48 h AI 服務開發; 48 h AI 模型訓練))
""")
READING = "?cell a ait:AwardRule ; ait:reading ?x . ?x a ait:Reading ; skos:notation ?name ."
JOINTS = {"ait:AllOf": "all", "ait:AnyOf": "any"}


def one(kg: KnowledgeGraph, node: str, path: str) -> str:
    """The value at the end of a path, "" where there is none."""
    return "".join(column(kg, "x", f"{iri(node)} {path} ?x"))


def named(kg: KnowledgeGraph, node: str, path: str) -> str:
    """Chinese names of what a path leads to, joined by "+"."""
    return "+".join(column(kg, "label", f"{iri(node)} {path} ?x .", zh("x", "label")))


def in_words(kg: KnowledgeGraph, node: str) -> str:
    """An expression as READINGS writes it."""
    kind = one(kg, node, "a")
    if kind in JOINTS:
        operands = column(kg, "x", f"{iri(node)} ait:operand ?x")
        return f"{JOINTS[kind]}({'; '.join(sorted(in_words(kg, o) for o in operands))})"
    more = " more" if one(kg, node, "ait:additionalTo") else ""
    if kind == "ait:Hours":
        return hours_in_words(kg, node) + more
    return certificates_in_words(kg, node) + more


def hours_in_words(kg: KnowledgeGraph, node: str) -> str:
    words = f"{one(kg, node, 'ait:minimumHours')} h {named(kg, node, 'ait:ofAbilityType')}"
    single, least = one(kg, node, "ait:singleTool"), one(kg, node, "ait:leastTools")
    return words + (" on one tool" if single == "true" else f" on {least} tools" if least else "")


def certificates_in_words(kg: KnowledgeGraph, node: str) -> str:
    count, kind = one(kg, node, "ait:minimumCount"), named(kg, node, "ait:ofCertificationClass")
    distinct = one(kg, node, "ait:distinctBy").rpartition("/")[2]
    about = named(kg, node, "ait:ofAbilityType")
    by = f" by {distinct}" if distinct else ""
    return f"{count} {kind}{by}" + (f" for {about}" if about else "")


@pytest.mark.parametrize("reading", READINGS, ids=[name for _, name, _, _ in READINGS])
def test_reading_in_words(kg: KnowledgeGraph, reading: tuple[str, ...]) -> None:
    [(expression,)] = rows(
        kg, "?e", f'{READING} ?x ait:expression ?e FILTER(?name = "{reading[1]}")'
    )
    assert in_words(kg, expression) == reading[3]


def test_twenty_two_readings_of_the_cells(kg: KnowledgeGraph) -> None:
    prefix = f"{GUIDE}/award-rule/"
    expected = sorted((prefix + cell, name) for cell, name, _, _ in READINGS)
    assert rows(kg, "?cell ?name", READING) == expected


@pytest.mark.parametrize("cell", firsts(CELLS))
def test_exactly_one_reading_of_a_cell_is_chosen(kg: KnowledgeGraph, cell: str) -> None:
    chosen = [name for owner, name, mark, _ in READINGS if (owner, mark) == (cell, "x")]
    rule = iri(f"{GUIDE}/award-rule/{cell}")
    where = f"{rule} ait:reading ?x . ?x ait:chosen true ; skos:notation ?name"
    assert column(kg, "name", where) == chosen


#: Entry rules of the standards: one of five conditions is enough, or both halves of one.
ENTRY = table("""
SMS2512-002v1 | ait:AnyOf | 大專以上畢業或同等學力。 + 具1年以上從事演算法設計、人工智慧、機器學習、深度學習、商業智慧等技術應用的工作經驗。 + 具3年以上程式開發或專案管理經驗，並曾參與大型專案及具協助專案管理經驗。 + 擔任主管職務1年以上。 + 了解 no code/ low code、chatGTP、生成式工具。
SET2529-001v2 | ait:AllOf | 大專以上資訊相關科系畢業 + 具3年以上相關工作經驗
""")


@pytest.mark.parametrize("entry", ENTRY, ids=firsts(ENTRY))
def test_entry_rule_of_a_standard(kg: KnowledgeGraph, entry: tuple[str, ...]) -> None:
    where = (
        f"{iri(entry[0] + '/entry-rule')} ait:reading ?r . ?r ait:chosen true ; ait:expression ?e ."
    )
    where += " ?e a ?joint ; ait:operand ?o . ?o ait:text ?text"
    found = rows(kg, "?joint ?text", said("rules", where))
    assert found == sorted((entry[1], text) for text in entry[2].split(" + "))


#: Hours of the chosen reading, all bullets of the cell together.
TOTALS = table("""
H1        | 18
H2-single | 36
H2a-total | 48
H3        | 48
H4-sum    | 78
H5-sum    | 96
""")


@pytest.mark.parametrize(("name", "total"), TOTALS, ids=firsts(TOTALS))
def test_hours_of_a_chosen_reading(kg: KnowledgeGraph, name: str, total: str) -> None:
    where = f'?x skos:notation "{name}" ; ait:expression ?e . ?e ait:operand* ?o .'
    found = rows(kg, "?o ?h", said("rules", where + " ?o ait:minimumHours ?h"))
    assert sum(int(hours) for _, hours in found) == int(total)


LEVELS = table("""
初階 | ai-tools-basic/certificates
初階 | ai-tools-basic/hours
進階 | ai-tools-advanced/certificates
進階 | ai-tools-advanced/hours
""")


def test_only_row_2_has_levels(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?r a ait:AwardRule ; ait:awardLevel ?l ." + zh("l", "level"))
    expected = sorted((level, f"{GUIDE}/award-rule/{cell}") for level, cell in LEVELS)
    assert rows(kg, "?level ?r", where) == expected
