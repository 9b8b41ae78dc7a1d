"""The cells of ESCO's tables: IRIs, lists within a cell, rows that are cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from aitalent_kg.errors import BadValue
from aitalent_kg.importers.bundle import Bundle, Entry
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.statements import Term, iri, slug
from aitalent_kg.importers.tables import Sheet, csv_sheet

__all__ = ["ESCO", "concept", "listed", "renamed", "tail", "texts", "whole"]

ESCO = "http://data.europa.eu/esco/"
_SEPARATOR = re.compile(r"[,|\s]+")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@lru_cache(maxsize=100_000)
def concept(value: str) -> Term:
    """The IRI of a concept as a term; trimmed copies leave out what all begin with.

    Raises:
        BadValue: it is no IRI.
    """
    value = value.strip()
    if not value:
        raise BadValue(value, "is no IRI; the cell is empty")
    return iri(value if ":" in value else ESCO + value)


@lru_cache(maxsize=100_000)
def tail(term: Term) -> str:
    """What tells a concept from the others of ESCO, as a segment of an IRI."""
    last = term[1:-1].rpartition("/")[2]
    return last if _UUID.fullmatch(last) else slug(term[1:-1].removeprefix(ESCO))


def listed(cell: str) -> list[str]:
    """The IRIs of a cell, which releases separate by commas, ends of lines, or `|`."""
    return [part for part in _SEPARATOR.split(cell) if part]


def texts(cell: str) -> list[str]:
    """The texts of a cell: one a line, in collections between ` | `; each once."""
    parts = cell.replace(" | ", "\n").split("\n")
    return list(dict.fromkeys(filter(None, (part.strip() for part in parts))))


@contextmanager
def whole(bundle: Bundle, entry: Entry, log: Log) -> Iterator[Sheet]:
    """A table whose rows may end early: the cells that miss at the end are empty."""
    with csv_sheet(bundle, entry, log) as sheet:
        sheet.lines = _filled(sheet, sheet.lines)
        yield sheet


def _filled(
    sheet: Sheet, lines: Iterator[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, Sequence[str]]]:
    width, short = len(sheet.header), 0
    for number, cells in lines:
        if 1 < len(cells) < width:
            short += 1
            cells = [*cells, *[""] * (width - len(cells))]
        yield number, cells
    if short:
        sheet.log.count(sheet.file).repaired += short
        sheet.log.repair(
            sheet.file, None, f"{short} rows end before the last column; the rest is empty"
        )


def renamed(sheet: Sheet, names: dict[str, str]) -> bool:
    """Give columns the names that the full release has; whether there were any."""
    header = tuple(names.get(name, name) for name in sheet.header)
    changed = header != sheet.header
    sheet.header = header
    return changed
