"""Print rows as a table, JSON, CSV, TSV or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from aitalent_kg.errors import AitalentError

__all__ = ["language", "outputs", "print_json", "print_rows"]

FORMATS = ("table", "json", "csv", "tsv", "xlsx")
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
    _emit(json.dumps(value, ensure_ascii=False, indent=2, default=_plain), output)


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    format_: str,
    output: Path | None = None,
) -> None:
    """Print rows in the format asked for; xlsx needs `--output`."""
    table = [["" if cell is None else cell for cell in row] for row in rows]
    if format_ == "json":
        print_json([dict(zip(columns, row, strict=True)) for row in table], output)
    elif format_ == "xlsx":
        _write_xlsx(columns, table, output)
    elif format_ == "table":
        _emit(_table(columns, table), output)
    else:
        stream = io.StringIO()
        writer = csv.writer(
            stream, delimiter="\t" if format_ == "tsv" else ",", lineterminator="\n"
        )
        writer.writerow(columns)
        writer.writerows(table)
        _emit(stream.getvalue().removesuffix("\n"), output)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _emit(text: str, output: Path | None) -> None:
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

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    stream = io.StringIO()
    width = None if sys.stdout.isatty() else 160
    Console(file=stream, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()).strip("\n")


def _write_xlsx(
    columns: Sequence[str], rows: Sequence[Sequence[object]], output: Path | None
) -> None:
    """A workbook in which every text is text, whatever it begins with."""
    if output is None:
        raise AitalentError("xlsx is no text; give a file with --output FILE.xlsx")
    try:
        from openpyxl import Workbook
    except ImportError:
        raise AitalentError("xlsx needs openpyxl: pip install 'aitalent-kg[excel]'") from None
    book = Workbook()
    sheet = book.worksheets[0]
    for row, cells in enumerate([columns, *rows], 1):
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(row, column, value if isinstance(value, int) else str(value))
            if not isinstance(value, int):
                cell.data_type = "s"
    book.save(output)
