"""Rows of a CSV or Excel file as text, each with its line; what is no row is told."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aitalent_kg.errors import MissingFile, UnknownName, UnreadableFile
from aitalent_kg.exports import optional

__all__ = ["ROW", "Rejected", "Rows", "csv_rows", "excel_rows", "text_of", "wrong_names"]

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
            if isinstance(cells, list) and len(cells) == width and any(map(str.strip, cells)):
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
        written = openpyxl.load_workbook(path, read_only=True)
    except Exception:  # the library raises whatever the archive makes it raise
        raise UnreadableFile(path, "no Excel workbook; save it as .xlsx or CSV") from None
    if sheet is not None and sheet not in book.sheetnames:
        raise UnknownName(sheet, book.sheetnames, "sheet", f" in {path}")
    name = sheet or book.sheetnames[0]
    return _rows(path, _excel_lines(book[name], written[name]))


def _rows(path: Path, lines: Iterator[Line]) -> Rows:
    _, header = next(lines, (0, [""]))
    if isinstance(header, str):
        raise UnreadableFile(path, f"no header: {header}", 1)
    if not any(map(str.strip, header)):
        raise UnreadableFile(path, "empty, or without a header in its first line")
    return Rows(_header(path, header), lines)


def _header(path: Path, cells: Sequence[str]) -> list[str]:
    names = [" ".join(cell.split()) for cell in cells]
    if not all(names):
        raise UnreadableFile(path, f"column {names.index('') + 1} of the header has no name", 1)
    wrong = wrong_names(names)
    if wrong:
        raise UnreadableFile(path, wrong, 1)
    return names


def wrong_names(names: Sequence[str]) -> str | None:
    """What is wrong with a header: engines do not tell case apart, and `_` marks our columns."""
    seen: set[str] = set()
    for name in names:
        if name.startswith("_"):
            return f"the column {name!r} begins with _; give it another name"
        if name.casefold() in seen:
            return f"the header has {name!r} twice; capitals make no difference"
        seen.add(name.casefold())
    return None


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


def _excel_lines(values: Any, written: Any) -> Iterator[Line]:
    """Rows as wide as the header; what the file says of its size is often wrong."""
    for sheet in (values, written):
        sheet.reset_dimensions()
    width = 0
    rows = zip(values.iter_rows(), written.iter_rows(values_only=True), strict=True)
    for number, (cells, formulas) in enumerate(rows, 1):
        texts = [text_of(cell.value) for cell in cells]
        while len(texts) > width and not texts[-1].strip():
            texts.pop()
        width = width or len(texts)
        texts += [""] * (width - len(texts))
        yield number, _no_result(cells, formulas) or texts


def _no_result(cells: Sequence[Any], formulas: Sequence[object]) -> str:
    """What is told of a formula that no program has worked out; an empty text is a result."""
    for cell, formula in zip(cells, formulas, strict=True):
        if cell.value is None and cell.data_type == "n" and formula is not None:
            return f"{formula} has no result; open the workbook in Excel and save it"
    return ""


def text_of(cell: object) -> str:
    """A cell of a workbook or frame as a CSV file would have it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _rejected(number: int, cells: list[str] | str, width: int) -> Rejected:
    if isinstance(cells, str):
        return Rejected(number, "", "", "", f"cannot be read: {cells}")
    if not any(map(str.strip, cells)):
        return Rejected(number, "", "", "", "an empty line")
    shown = ",".join(cells)
    shown = shown if len(shown) < _SHOWN else f"{shown[: _SHOWN - 3]}..."
    return Rejected(number, "", "", shown, f"{len(cells)} fields, the header has {width}")
