"""Rows of a CSV or Excel file as text, each with its line; what is no row is told."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aitalent_kg.errors import MissingFile, UnknownName, UnreadableFile
from aitalent_kg.exports import optional

__all__ = ["ROW", "Rejected", "Rows", "csv_rows", "excel_rows"]

#: Column with the line of a file, or the number of a row.
ROW = "_row"
_MARKS = ",;\t"
_LONGEST = 1_000_000  # bytes of a header
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is kept out, and why."""

    row: int | None  #: line of a CSV file, row of a sheet, number of the row elsewhere
    person: str
    column: str
    value: str
    reason: str


#: Line number, and the cells or what is wrong.
Line = tuple[int, list[str] | str]


@dataclass(slots=True)
class Rows:
    """The rows of a file under its header; bad ones gather in `rejected` as they are read."""

    header: list[str]
    lines: Iterator[Line]
    rejected: list[Rejected] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Row number and cells of each row that has as many as the header."""
        width = len(self.header)
        for number, cells in self.lines:
            if isinstance(cells, list) and len(cells) == width and any(cells):
                yield number, cells
            else:
                self.rejected.append(_rejected(number, cells, width))


def csv_rows(path: Path) -> Rows:
    """The rows of a CSV file: UTF-8; commas, semicolons or tabs.

    Raises:
        MissingFile: there is no such file.
        UnreadableFile: it is empty, has no header, or is no UTF-8.
    """
    return _rows(path, _csv_lines(path))


def excel_rows(path: Path, sheet: str | None) -> Rows:
    """The rows of a sheet of an Excel workbook, the first one unless it is named.

    Raises:
        MissingFile: there is no such file.
        UnreadableFile: it is no workbook, or the sheet is empty.
        UnknownName: it has no such sheet.
    """
    if not path.is_file():
        raise MissingFile(path)
    openpyxl = optional("openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception:  # the library raises whatever the archive makes it raise
        raise UnreadableFile(path, "no Excel workbook; save it as .xlsx or CSV") from None
    if sheet is not None and sheet not in book.sheetnames:
        raise UnknownName(sheet, book.sheetnames, "sheet", f" in {path}")
    return _rows(path, _excel_lines(book[sheet or book.sheetnames[0]]))


def _rows(path: Path, lines: Iterator[Line]) -> Rows:
    _, header = next(lines, (0, [""]))
    if isinstance(header, str):
        raise UnreadableFile(path, f"no header: {header}", 1)
    if not any(header):
        raise UnreadableFile(path, "empty, or without a header in its first line")
    return Rows(_header(path, header), lines)


def _header(path: Path, cells: Sequence[str]) -> list[str]:
    names = [" ".join(cell.split()) for cell in cells]
    if not all(names):
        raise UnreadableFile(path, f"column {names.index('') + 1} of the header has no name", 1)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UnreadableFile(path, f"the header has {twice!r} twice", 1)
    return names


def _csv_lines(path: Path) -> Iterator[Line]:
    """Rows with the line where each begins; after a broken one reading goes on behind it."""
    mark = _mark(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, delimiter=mark, strict=True)
        while True:
            number = reader.line_num + 1
            try:
                yield number, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, f"{error}; to line {reader.line_num}: is a quote left open?"
            except UnicodeDecodeError:
                raise UnreadableFile(
                    path, "not UTF-8 after this line; save it as UTF-8", number
                ) from None


def _mark(path: Path) -> str:
    """What parts the cells: of the header, the mark that stands there most."""
    try:
        with path.open("rb") as stream:
            start = stream.readline(_LONGEST)
    except OSError as error:
        raise MissingFile(path, f"cannot be read ({error.strerror})") from None
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(path, "UTF-16; save it as UTF-8")
    try:
        first = start.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(path, "not UTF-8 (Big5?); save it as UTF-8", 1) from None
    return max(_MARKS, key=first.count)


def _excel_lines(sheet: Any) -> Iterator[Line]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _rejected(number: int, cells: list[str] | str, width: int) -> Rejected:
    if isinstance(cells, str):
        return Rejected(number, "", "", "", f"no CSV: {cells}")
    if not any(cells):
        return Rejected(number, "", "", "", "an empty line")
    shown = ",".join(cells)
    shown = shown if len(shown) < _SHOWN else f"{shown[: _SHOWN - 3]}..."
    return Rejected(number, "", "", shown, f"{len(cells)} fields, the header has {width}")
