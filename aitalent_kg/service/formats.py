"""Rows of an answer as text for spreadsheets and readers, or as a workbook.

In: rows as objects, or frozen values of one class. Out: text; of a workbook its bytes in base64,
so that every answer of an operation is a value of JSON.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from aitalent_kg.exports import csv_text, json_text, markdown, workbook

__all__ = ["FORMATS", "Rows", "written"]

#: Format -> media type, ending of a file.
FORMATS: Mapping[str, tuple[str, str]] = {
    "json": ("application/json", "json"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "tsv": ("text/tab-separated-values; charset=utf-8", "tsv"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "sparql": ("application/sparql-query; charset=utf-8", "rq"),
}


class Rows(list[Any]):
    """Rows as objects, or values of a class, that know their columns even where there is none."""

    def __init__(self, columns: Sequence[str], rows: Iterable[object]) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)

    @classmethod
    def of(cls, kind: type, rows: Iterable[object]) -> Rows:
        """Values of a dataclass."""
        return cls([field.name for field in fields(kind)], rows)

    def cells(self) -> list[list[object]]:
        """The rows as lists in the order of the columns."""
        return [[_cell(row, column) for column in self.columns] for row in self]


def written(rows: Rows, form: str) -> str:
    """Rows in a format of `FORMATS` but JSON and SPARQL; what a spreadsheet opens safely.

    Raises:
        BadValue: a text is too long for a cell of a workbook.
    """
    cells = rows.cells()
    if form == "xlsx":
        return b64encode(workbook(rows.columns, cells)).decode()
    if form == "markdown":
        return markdown(rows.columns, cells)
    return csv_text(rows.columns, cells, "\t" if form == "tsv" else ",")


def _cell(row: Any, column: str) -> object:
    """A cell; lists of anything but quotes are JSON."""
    value = row[column] if isinstance(row, Mapping) else getattr(row, column)
    return json_text(value) if isinstance(value, list | dict) else value
