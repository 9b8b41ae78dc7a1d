"""`demo`: the main job on the real documents, in one screen or two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.disagreements import conflict_lines
from aitalent_kg.cli.output import language, print_rows
from aitalent_kg.cli.progress import steps

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

_TASK = "SMS2512-002v1/T1.3"
_REQUIREMENT = "SMS2512-002v1/requirement/T1.3-K10"
_CONFLICT = "X-02"
_QUERY = "retired-certifications"
_SEARCH = "机器学习"
_NEXT = """Next:
  aitalent-kg query --list                  the query library; --find 證照 finds some
  aitalent-kg search "prompt engineering"   things by words
  aitalent-kg show "AI 產品經理"            a role, its duties and skills
  aitalent-kg evidence SMS2512-002v1/T1.3   the quotes behind a task
  aitalent-kg conflicts 證照 --lang en       where the documents differ
  aitalent-kg routes 資料分析師 "AI 技術主管"   career routes
  aitalent-kg gap none SMS2512-002v1        what a standard asks for
  aitalent-kg compare civil-service-framework industry-guide-115v3.0   two frameworks
  aitalent-kg serve                         pages to explore, and a SPARQL endpoint, in the browser
  aitalent-kg site FOLDER                   the same pages for any web server
  aitalent-kg mcp                           the same answers for AI agents
  aitalent-kg assess --template             a record to fill in, for the award rules
  aitalent-kg sparql 'SELECT ?role ?name { ?role a ait:Role ; skos:prefLabel ?name }'
  aitalent-kg --help"""


@click.command("demo")
@language
def demo_command(lang: str) -> None:
    """Load the five documents, check them, and show what can be asked."""
    from aitalent_kg.graph import load

    with steps("load") as tell:
        graph = load(progress=tell)
    _documents(graph, lang)
    with steps("validate") as tell:
        report = graph.validate(lang, tell)
    state = "conforms" if report.conforms else f"{len(report.findings)} findings"
    click.echo(f"\nValidation with SHACL: {state}")
    _audit(graph)
    click.echo("\n" + "\n".join(_task_lines(graph, lang)))
    _asked(graph, lang)
    conflict = graph.conflicts(_CONFLICT, lang=lang)[0]
    click.echo("\n" + "\n".join(conflict_lines(conflict, lang)))
    click.echo(f"\n{_NEXT}")


def _documents(graph: KnowledgeGraph, lang: str) -> None:
    found = graph.info(lang)
    click.echo(f"Loaded {found.triples} statements:\n")
    rows = [
        (d.id, d.title, d.triples, ", ".join(f"{n} {c}" for c, n in islice(_things(d.counts), 4)))
        for d in found.documents
    ]
    print_rows(("document", "title", "statements", "most of all"), rows, "table")
    added = ", ".join(f"{d.id} {d.triples}" for d in found.additions)
    click.echo(f"\nAdded by this project, each in its own graph: {added}")


def _things(counts: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Classes of what the documents speak about, without the quotes and links."""
    links = {"Quote", "Requirement", "Placement", "Passage"}
    return ((name, number) for name, number in counts.items() if name not in links)


def _audit(graph: KnowledgeGraph) -> None:
    with steps("audit") as tell:
        outcome = graph.audit(tell)
    state = "all hold" if outcome.ok else f"{len(outcome.failed)} fail"
    checked = f"{outcome.quotes_checked} quotes and {outcome.literals_checked} literals"
    click.echo(f"\nAudit against the source texts: {checked} checked, {state}:\n")
    rows = [(d.source, d.chars, d.covered, d.furniture, d.left_over) for d in outcome.documents]
    columns = ("source", "characters", "quoted", "layout only", "left over")
    print_rows(columns, rows, "table")


def _asked(graph: KnowledgeGraph, lang: str) -> None:
    """A query of the library, and a search in simplified characters."""
    click.echo(f"\naitalent-kg query {_QUERY}\n")
    found = graph.query(_QUERY, lang=lang)
    rows = [(row.code, row.retires, row.caveat, row.successorCode) for row in found]
    print_rows(("code", "retires", "caveat", "successor"), rows, "table")
    hit = graph.search(_SEARCH, kind="Knowledge", lang=lang)[0]
    click.echo(f"\naitalent-kg search {_SEARCH}: {hit.code}  {hit.matched}  [{hit.kind}]")


def _task_lines(graph: KnowledgeGraph, lang: str) -> Iterator[str]:
    task = graph.show(_TASK, lang)
    name = task.label_en if lang == "en" else task.label_zh
    yield f"What does task {task.code} ({name}, level {task.level}) require?"
    for item in task.requires:
        yield f"  {item.code.rpartition('/')[2]}  {item.label}"
    quote = graph.evidence(_REQUIREMENT)[0]
    yield f"Who says so, for K10: 「{quote.quote}」 {quote.source}, line {quote.line}"
