"""`info`: what is loaded."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.source import Graph, source

_HEADS = {
    "zh": ("圖", "名稱", "陳述數", "最多的類別"),
    "en": ("graph", "title", "triples", "commonest classes"),
}


@click.command("info")
@click.option("--document", help="Only this document, for example SMS2512-002v1.")
@source
@language
@outputs()
def info_command(
    document: str | None, graph: Graph, lang: str, format_: str, output: Path | None
) -> None:
    """Show what the graph holds, by document."""
    kg = graph(document)
    found = kg.info(lang)
    if format_ == "json":
        print_json(found, output)
        return
    from aitalent_kg.lookup import kind_label

    names = {name for d in (*found.documents, *found.additions) for name in list(d.counts)[:6]}
    kinds = {n: kind_label(kg.statements, n) if lang == "zh" else n for n in names}
    rows = [
        (
            d.id,
            d.title,
            d.triples,
            ", ".join(f"{kinds[name]} {n}" for name, n in list(d.counts.items())[:6]),
        )
        for d in (*found.documents, *found.additions)
    ]
    print_rows(_HEADS[lang], rows, format_, output)
