"""`info`: what is loaded."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.source import Graph, source


@click.command("info")
@click.option("--document", help="Only this document, for example SMS2512-002v1.")
@source
@language
@outputs()
def info_command(
    document: str | None, graph: Graph, lang: str, format_: str, output: Path | None
) -> None:
    """Show what the graph holds, by document."""
    found = graph(document).info(lang)
    if format_ == "json":
        print_json(found, output)
        return
    rows = [
        (
            d.id,
            d.title,
            d.triples,
            ", ".join(f"{name} {n}" for name, n in list(d.counts.items())[:6]),
        )
        for d in (*found.documents, *found.additions)
    ]
    print_rows(("graph", "title", "triples", "commonest classes"), rows, format_, output)
