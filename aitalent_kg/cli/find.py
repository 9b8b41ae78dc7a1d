"""`search`: things by words."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.source import Graph, source


@click.command("search")
@click.argument("text")
@click.option("--kind", help="Only things of this class, for example Task.")
@click.option("--document", help="Only things that this document describes.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
@source
@language
@outputs()
def search_command(
    text: str,
    kind: str | None,
    document: str | None,
    limit: int,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Find things by TEXT: words in Chinese or English, a code, a part of a sentence."""
    kg = graph()
    hits = kg.search(text, kind, document, limit, lang)
    if format_ == "json":
        print_json(hits, output)
        return
    rows = [(hit.code, hit.label, hit.kind, hit.document, hit.score, hit.matched) for hit in hits]
    print_rows(("code", "label", "kind", "document", "score", "matched"), rows, format_, output)
    if not hits:
        click.echo(f"nothing fits {text!r}", err=True)
