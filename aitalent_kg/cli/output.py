"""Print rows as a table, JSON, CSV, TSV, Markdown or a spreadsheet."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from aitalent_kg.errors import AitalentError

__all__ = ["language", "outputs", "print_cells", "print_json", "print_rows", "print_text"]

FORMATS = ("table", "json", "csv", "tsv", "markdown", "xlsx")
#: What stands under the heads of a table.
_RULE = "─"
_Command = TypeVar("_Command", bound=Callable[..., Any])


def language(command: _Command) -> _Command:
    """Add `--lang`."""
    option = click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        help="Language of names; the other one is used where a name is missing.",
    )
    return option(command)


def outputs(*formats: str) -> Callable[[_Command], _Command]:
    """Add `--format` and `--output`."""

    def add(command: _Command) -> _Command:
        choice = click.Choice(formats or FORMATS)
        command = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))(
            command
        )
        return click.option("--format", "format_", type=choice, default="table", show_default=True)(
            command
        )

    return add


def print_json(value: object, output: Path | None = None) -> None:
    """Print any result: dataclasses become objects, tuples arrays."""
    from aitalent_kg.exports import json_text

    print_text(json_text(value), output)


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    format_: str,
    output: Path | None = None,
) -> None:
    """Print rows in the format asked for; xlsx needs `--output`."""
    from aitalent_kg.exports import csv_text, markdown, write_xlsx

    table = list(rows)
    if format_ == "json":
        print_json([dict(zip(columns, row, strict=True)) for row in table], output)
    elif format_ == "xlsx":
        if output is None:
            raise AitalentError("xlsx is no text; give a file with --output FILE.xlsx")
        write_xlsx(output, columns, table)
    elif format_ == "table":
        print_text(_table(columns, table), output)
    elif format_ == "markdown":
        print_text(markdown(columns, table).rstrip("\n"), output)
    else:
        text = csv_text(columns, table, "\t" if format_ == "tsv" else ",")
        # Excel knows UTF-8 by its mark; a pipe does not want one.
        print_text(
            ("\ufeff" if output and format_ == "csv" else "") + text.removesuffix("\n"), output
        )


def print_cells(
    columns: Sequence[str],
    heads: Mapping[str, str],
    rows: Iterable[Mapping[str, object]],
    format_: str,
    output: Path | None = None,
) -> None:
    """Print these columns of rows that have more, each under its head."""
    cells = ([row[column] for column in columns] for row in rows)
    print_rows([heads[column] for column in columns], cells, format_, output)


def print_text(text: str, output: Path | None = None) -> None:
    """Print lines, or write them to a file."""
    if output is None:
        click.echo(text)
        return
    from aitalent_kg.files import write_text

    write_text(output, text + "\n")


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table whose columns line up, Chinese characters counted as two."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from aitalent_kg.exports import shown

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(shown(cell))) for cell in row))
    stream = io.StringIO()
    width = None if sys.stdout.isatty() else 160
    Console(file=stream, width=width, color_system=None).print(table)
    text = "\n".join(line.rstrip() for line in stream.getvalue().splitlines()).strip("\n")
    return text if _can_write(_RULE) else text.replace(_RULE, "-")


def _can_write(char: str) -> bool:
    """Whether standard output has this character."""
    try:
        char.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeError, LookupError):
        return False
    return True
