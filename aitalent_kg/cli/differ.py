"""`diff`: two versions of a framework, or two whole graphs."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.output import language, outputs, print_cells, print_json
from aitalent_kg.cli.progress import steps
from aitalent_kg.cli.source import Graph, source

_HEADS = {
    "zh": {
        "part": "部分", "change": "變動", "code": "代碼", "kind": "類別", "text": "內容",
        "old": "舊版出處", "new": "新版出處",
    },
    "en": {
        "part": "part", "change": "change", "code": "code", "kind": "kind", "text": "text",
        "old": "old lines", "new": "new lines",
    },
}  # fmt: skip
#: Rows of each answer that a table shows; other formats have all.
_MOST = 3


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--queries/--no-queries",
    default=True,
    show_default=True,
    help="Ask the query library on both sides; takes some seconds.",
)
@click.option("--statements", is_flag=True, help="List everything that is said otherwise.")
@click.option("--evidence", is_flag=True, help="Show the quotes, not only their lines.")
@source
@language
@outputs()
def diff_command(
    old: str,
    new: str,
    queries: bool,
    statements: bool,
    evidence: bool,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Show what changed from OLD to NEW.

    OLD and NEW are frameworks or standards of the graph, or files: the text of an iCAP standard
    (.txt), RDF of one framework (.ttl ...), or whole graphs (.trig, .nq). Shown are the items that
    were added, removed, reworded, renumbered or moved, their levels, and the answers of the query
    library that change, each with the lines of the source. [-Words-] went, {+words+} came.
    """
    from aitalent_kg.lookup import kind_label
    from aitalent_kg.versions.answer import diff
    from aitalent_kg.versions.report import COLUMNS, rows, sentences

    kg = graph()
    with steps("diff") as tell:
        found = diff(kg, old, new, queries, lang, tell)
    if format_ == "json":
        print_json(found, output)
    elif found or format_ != "table":

        def kind_name(kind: str) -> str:
            return kind_label(kg.statements, kind, lang)

        most = _MOST if format_ == "table" else None
        told = rows(found, kind_name, lang, evidence, most, statements)
        print_cells(COLUMNS, _HEADS[lang], told, format_, output)
    click.echo("\n".join(sentences(found, lang)), err=True)
