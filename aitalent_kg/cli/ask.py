"""`sparql`: a query of the user's own."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.output import outputs, print_rows


@click.command("sparql")
@click.argument("text", required=False)
@click.option("-f", "--file", "path", type=click.Path(path_type=Path), help="Read the query here.")
@outputs()
def sparql_command(text: str | None, path: Path | None, format_: str, output: Path | None) -> None:
    """Run the SPARQL query TEXT; the project's prefixes need not be declared."""
    from aitalent_kg.files import read_text
    from aitalent_kg.graph import load
    from aitalent_kg.names import curie

    if (text is None) == (path is None):
        raise click.UsageError("give the query as TEXT or with --file, one of the two")
    result = load().sparql(read_text(path) if path else text or "")
    rows = [tuple(row.values()) for row in result.values()]
    if format_ == "table":
        rows = [tuple(cell and curie(cell) for cell in row) for row in rows]
    print_rows(result.columns, rows, format_, output)
