"""Rows of the library's queries: the golden ones, those of the loaded graph, and bound ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import aitalent_kg as atk
from aitalent_kg import library

ROOT = Path(__file__).resolve().parent.parent
QUERIES = library.queries()
every_query = pytest.mark.parametrize("name", QUERIES)


def golden(name: str) -> tuple[tuple[str, ...], list[list[str]]]:
    text = (ROOT / "tests" / "golden" / f"{name}.tsv").read_text(encoding="utf-8")
    columns, *rows = (line.split("\t") for line in text.removesuffix("\n").split("\n"))
    return tuple(columns), rows


def as_golden(table: atk.Table) -> list[list[str]]:
    """Cells as `scripts/golden.py` writes them."""
    return [["" if cell is None else escaped(str(cell)) for cell in row] for row in table.curies()]


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


_ASKED: dict[str, atk.Table] = {}


def rows_of(kg: atk.KnowledgeGraph, name: str) -> atk.Table:
    """Its rows on the loaded graph, asked once for all tests."""
    if name not in _ASKED:
        _ASKED[name] = kg.query(name)
    return _ASKED[name]


def first_values(name: str, kg: atk.KnowledgeGraph) -> dict[str, Any]:
    """A value for each open parameter that a column of the same name shows, all of one row."""
    rows = rows_of(kg, name)
    open_ = [p.name for p in QUERIES[name].parameters if p.default is None]
    shown = [parameter for parameter in open_ if parameter in rows.columns]
    for row in rows:
        values = {parameter: getattr(row, parameter) for parameter in shown}
        if None not in values.values():
            return values
    return {}


def bound(name: str, kg: atk.KnowledgeGraph) -> dict[str, Any]:
    """These values, and English where it can be asked for."""
    values = first_values(name, kg)
    if any(parameter.name == "lang" for parameter in QUERIES[name].parameters):
        values["lang"] = "en"
    return values
