"""The two standards in numbers, counted by hand in their texts.

No number here or in `test_counts_*.py` was read off the graph. The helpers are for all of them:
`table` turns a hand-written table into rows, `rows` asks the graph for rows to set against it.
"""

from __future__ import annotations

import pytest

from aitalent_kg.graph import KnowledgeGraph
from aitalent_kg.names import ID, curie, graph_iri

SMS = "SMS2512-002v1"
SET = "SET2529-001v2"
GUIDE = "industry-guide-115v3.0"
DECK = "industry-guide-deck"
CIVIL = "civil-service-framework"

Table = list[tuple[str, ...]]


def table(text: str) -> Table:
    """The rows of a table written with `|` between its cells."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


def firsts(rows_: Table) -> list[str]:
    """The first cell of each row: ids for a parametrised test."""
    return [row[0] for row in rows_]


def iri(path: str) -> str:
    """A resource of the project, as SPARQL writes it."""
    return f"<{ID}{path}>"


def said(document: str, pattern: str) -> str:
    """The pattern, but only where this document's own graph says it."""
    return f"GRAPH <{graph_iri(document)}> {{ {pattern} }}"


def zh(thing: str, label: str) -> str:
    """The printed Chinese name of a variable's thing."""
    return f'?{thing} skos:prefLabel ?{label} FILTER(LANGMATCHES(LANG(?{label}), "zh-Hant"))'


def rows(kg: KnowledgeGraph, columns: str, *patterns: str) -> Table:
    """The distinct rows of a question, sorted; IRIs are cut to the path below the project's."""
    text = f"SELECT DISTINCT {columns} WHERE {{ {' '.join(patterns)} }}"
    found = kg.select(text).values()
    return sorted({tuple(map(written, row.values())) for row in found})


def written(value: object) -> str:
    """A cell as RDF writes it: true, not True."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "" if value is None else curie(text)


def column(kg: KnowledgeGraph, name: str, *patterns: str) -> list[str]:
    """The distinct values of one variable, sorted."""
    return firsts(rows(kg, f"?{name}", *patterns))


def how_many(kg: KnowledgeGraph, *patterns: str) -> int:
    """How many different things fit as `?x`."""
    return len(column(kg, "x", *patterns))


MEMBERS = table("""
    SMS2512-002v1 | Duty               | 4
    SMS2512-002v1 | Task               | 10
    SMS2512-002v1 | Output             | 14
    SMS2512-002v1 | BehaviourIndicator | 12
    SMS2512-002v1 | Knowledge          | 20
    SMS2512-002v1 | Skill              | 20
    SMS2512-002v1 | Attitude           | 6
    SMS2512-002v1 | EntryCondition     | 5
    SET2529-001v2 | Duty               | 2
    SET2529-001v2 | Task               | 5
    SET2529-001v2 | Output             | 6
    SET2529-001v2 | BehaviourIndicator | 15
    SET2529-001v2 | Knowledge          | 7
    SET2529-001v2 | Skill              | 11
    SET2529-001v2 | Attitude           | 7
    SET2529-001v2 | EntryCondition     | 1
""")


@pytest.mark.parametrize(("standard", "kind", "count"), MEMBERS)
def test_members_of_a_standard(kg: KnowledgeGraph, standard: str, kind: str, count: str) -> None:
    assert how_many(kg, said(standard, f"?x a ait:{kind}")) == int(count)


LINKS = table("""
    SMS2512-002v1 | Knowledge | 60
    SMS2512-002v1 | Skill     | 58
    SET2529-001v2 | Knowledge | 28
    SET2529-001v2 | Skill     | 40
""")


@pytest.mark.parametrize(("standard", "kind", "count"), LINKS)
def test_links_from_tasks_to_items(
    kg: KnowledgeGraph, standard: str, kind: str, count: str
) -> None:
    node = "?r ait:requirer ?task ; ait:requiredItem ?item . ?task a ait:Task ."
    links = rows(kg, "?task ?item", said(standard, f"{node} ?item a ait:{kind}"))
    assert len(links) == int(count)


@pytest.mark.parametrize(("standard", "kind", "count"), LINKS)
def test_generated_links_are_those_of_the_nodes(
    kg: KnowledgeGraph, standard: str, kind: str, count: str
) -> None:
    ends = said(standard, f"?task a ait:Task . ?item a ait:{kind}")
    assert len(rows(kg, "?task ?item", "?task ait:requires ?item .", ends)) == int(count)


#: Outputs, indicators, K and S links of each task, and its level where one is printed.
TASKS = table("""
    SMS2512-002v1/T1.1 | 1 | 1 | 6 | 3 | 4
    SMS2512-002v1/T1.2 | 1 | 1 | 4 | 4 |
    SMS2512-002v1/T1.3 | 2 | 2 | 9 | 6 | 5
    SMS2512-002v1/T2.1 | 1 | 1 | 6 | 8 | 5
    SMS2512-002v1/T2.2 | 2 | 1 | 3 | 0 | 4
    SMS2512-002v1/T3.1 | 1 | 1 | 3 | 8 | 5
    SMS2512-002v1/T3.2 | 1 | 1 | 6 | 6 |
    SMS2512-002v1/T3.3 | 1 | 1 | 9 | 9 | 5
    SMS2512-002v1/T4.1 | 3 | 2 | 9 | 8 | 5
    SMS2512-002v1/T4.2 | 1 | 1 | 5 | 6 | 5
    SET2529-001v2/T1.1 | 1 | 3 | 6 | 7 | 4
    SET2529-001v2/T1.2 | 2 | 4 | 6 | 9 | 4
    SET2529-001v2/T2.1 | 1 | 2 | 5 | 8 | 4
    SET2529-001v2/T2.2 | 1 | 3 | 5 | 8 | 4
    SET2529-001v2/T2.3 | 1 | 3 | 6 | 8 | 4
""")


@pytest.mark.parametrize("task", TASKS, ids=firsts(TASKS))
def test_outputs_of_a_task(kg: KnowledgeGraph, task: tuple[str, ...]) -> None:
    parts = f"?x dcterms:isPartOf {iri(task[0])} ; a ait:Output"
    assert how_many(kg, parts) == int(task[1])


@pytest.mark.parametrize("task", TASKS, ids=firsts(TASKS))
def test_indicators_of_a_task(kg: KnowledgeGraph, task: tuple[str, ...]) -> None:
    parts = f"?x dcterms:isPartOf {iri(task[0])} ; a ait:BehaviourIndicator"
    assert how_many(kg, parts) == int(task[2])


@pytest.mark.parametrize("task", TASKS, ids=firsts(TASKS))
def test_knowledge_links_of_a_task(kg: KnowledgeGraph, task: tuple[str, ...]) -> None:
    node = f"?r ait:requirer {iri(task[0])} ; ait:requiredItem ?x . ?x a ait:Knowledge"
    assert how_many(kg, node) == int(task[3])


@pytest.mark.parametrize("task", TASKS, ids=firsts(TASKS))
def test_skill_links_of_a_task(kg: KnowledgeGraph, task: tuple[str, ...]) -> None:
    node = f"?r ait:requirer {iri(task[0])} ; ait:requiredItem ?x . ?x a ait:Skill"
    assert how_many(kg, node) == int(task[4])


@pytest.mark.parametrize("task", TASKS, ids=firsts(TASKS))
def test_level_of_a_task(kg: KnowledgeGraph, task: tuple[str, ...]) -> None:
    printed = [f"scheme/icap-level/{task[5]}"] if task[5] else []
    assert column(kg, "x", f"{iri(task[0])} ait:level ?x") == printed


@pytest.mark.parametrize(
    ("standard", "stated", "unstated"), [(SMS, 8, 2), (SET, 5, 0)], ids=[SMS, SET]
)
def test_levels_stated_and_unstated(
    kg: KnowledgeGraph, standard: str, stated: int, unstated: int
) -> None:
    tasks = how_many(kg, said(standard, "?x a ait:Task"))
    levels = how_many(kg, said(standard, "?x a ait:Task ; ait:level ?level"))
    assert (levels, tasks - levels) == (stated, unstated)


@pytest.mark.parametrize(("standard", "level"), [(SMS, "5"), (SET, "4")], ids=[SMS, SET])
def test_level_of_the_occupation(kg: KnowledgeGraph, standard: str, level: str) -> None:
    found = column(kg, "x", said(standard, "?o a ait:Occupation ; ait:baseLevel ?x"))
    assert found == [f"scheme/icap-level/{level}"]


@pytest.mark.parametrize(
    ("code", "duties"),
    [(SMS, ("T1 3", "T2 2", "T3 3", "T4 2")), (SET, ("T1 2", "T2 3"))],
    ids=[SMS, SET],
)
def test_tasks_of_each_duty(kg: KnowledgeGraph, code: str, duties: tuple[str, ...]) -> None:
    where = said(code, "?x a ait:Task ; dcterms:isPartOf ?d . ?d a ait:Duty ; skos:notation ?duty")
    belongs = [duty for duty, _ in rows(kg, "?duty ?x", where)]
    assert tuple(f"{duty} {belongs.count(duty)}" for duty in sorted(set(belongs))) == duties
