"""Write the cells of a spreadsheet as the tab-separated text that a standard is read from.

A row is a line, its cells are parted by tabs, a line break within a cell is a blank. The same cells
always give the same text, so that quotes of a table can be places in it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.bundle import Bundle, Entry
from aitalent_kg.importers.documents import text_of
from aitalent_kg.importers.formats.icap.codes import STANDARD_CODE, half_width, plain
from aitalent_kg.importers.formats.icap.columns import read_head
from aitalent_kg.importers.formats.icap.header import LABELS, labelled
from aitalent_kg.importers.tables import long_cells
from aitalent_kg.importers.workbooks import workbook

__all__ = ["ENDINGS", "Written", "write_table"]

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm")
#: Bytes of a workbook.
_LARGEST_BOOK = 64 * 1024**2
_Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a table, and where its lines come from."""

    text: str
    places: tuple[tuple[str, int | None], ...]  #: file or file[sheet], and row, of each line
    has_code: bool  #: of the standard
    code_from_name: bool = False  #: no cell has the standard's code; the file's name has

    def place(self, line: int) -> tuple[str, int | None]:
        """File and row of a line, counted from 1."""
        return self.places[min(line, len(self.places)) - 1]


def write_table(bundle: Bundle, entry: Entry, code: str = "", title: str = "") -> Written:
    """The cells of a file as text: what is said of the standard first, then the table, then the rest.

    Args:
        code: of the standard, where no cell has it; left out, the file's name may be it.
        title: name of the standard, where no cell has it.
    Raises:
        UnreadableFile: no table, broken, or with a formula.
    """
    found = _parts(bundle, entry)
    named = ""
    has_code = bool(code) or any(_has_code(rows) for _, rows in found)
    if not has_code:
        printed = STANDARD_CODE.search(half_width(entry.base))
        code = named = printed[0] if printed else ""
    lines: list[str] = []
    places: list[tuple[str, int | None]] = []
    for line in _given(code, title):
        lines.append(line)
        places.append((entry.name, None))
    for where, rows in sorted(found, key=lambda part: _rank(part[1])):
        for number, cells in rows:
            lines.append("\t".join(map(_one_line, cells)).rstrip("\t "))
            places.append((where, number))
        lines.append("")
        places.append((where, None))
    return Written("\n".join(lines), tuple(places), has_code or bool(named), bool(named))


def _given(code: str, title: str) -> Iterator[str]:
    if title.endswith("職能基準"):
        yield title
    if code:
        yield f"{LABELS['code']}\t{code}"
    if title and not title.endswith("職能基準"):
        yield f"{LABELS['occupation']}\t{title}"


def _parts(bundle: Bundle, entry: Entry) -> list[tuple[str, _Rows]]:
    """Each sheet of a workbook, or the one table of a CSV file, with the numbers of its rows."""
    if not entry.base.lower().endswith((".xlsx", ".xlsm")):
        return [(entry.name, _csv_rows(entry, text_of(bundle, entry)))]
    return [*_workbook(bundle, entry)]


def _csv_rows(entry: Entry, text: str) -> _Rows:
    delimiter = "\t" if entry.base.lower().endswith(".tsv") else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: _Rows = []
    try:
        with long_cells():
            for cells in reader:
                rows.append((reader.line_num, cells))
    except csv.Error as error:
        raise UnreadableFile(entry.where, f"is no CSV: {error}", reader.line_num) from error
    return rows


def _delimiter(text: str) -> str:
    """A comma, or what stands more often in the head of the table: a tab or a semicolon."""
    head = next((line for line in text.splitlines() if "工作任務" in line), text[:2000])
    return max(",\t;", key=head.count)


def _workbook(bundle: Bundle, entry: Entry) -> Iterator[tuple[str, _Rows]]:
    with workbook(bundle, entry) as found:
        for sheet, lines in found.items():
            yield f"{entry.name}[{sheet}]", [(number, [*cells]) for number, cells in lines()]


def _one_line(cell: str) -> str:
    parts = (part.strip() for part in re.split(r"[\t\r\n\v\f]+", cell))
    return " ".join(filter(None, parts))


def _has_code(rows: Iterable[tuple[int, Sequence[str]]]) -> bool:
    return any(labelled(plain(cell)) == "code" for _, cells in rows for cell in cells)


def _rank(rows: _Rows) -> int:
    """Where a sheet stands in the text: the head of a standard, its table, anything else."""
    if any(read_head(cells) for _, cells in rows):
        return 1
    return 0 if any(labelled(plain(cell)) for _, cells in rows for cell in cells) else 2
