"""Rows of CSV, TSV and Excel files, each with its number, cell by cell as text.

In: a `Bundle` and an entry of it. Out: a `Sheet` that streams. A table without the columns that a
reader needs is refused by name; a row that does not fit the header is refused and told.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from operator import itemgetter
from typing import BinaryIO

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.bundle import Bundle, Entry, one_line
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.workbooks import Lines, workbook

__all__ = ["EmptyTable", "Row", "Sheet", "csv_sheet", "long_cells", "sheets"]

#: The number of a row in its file, the header being 1, and the cells that were asked for.
Row = tuple[int, tuple[str, ...]]

#: Characters of a cell and of a line, columns of a table.
_LONGEST_CELL, _LONGEST_LINE, _MOST_COLUMNS = 1_000_000, 8_000_000, 5_000
_MARKS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"PK\x03\x04": "a zip archive or workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls), or an encrypted one",
    b"%PDF": "a PDF",
}


class EmptyTable(UnreadableFile):
    """A table without so much as a header."""


@dataclass
class Sheet:
    """A table: its header, and its rows as they stream by, once."""

    where: str  #: as a message names it
    file: str  #: as a report names it
    header: tuple[str, ...]
    lines: Lines
    log: Log

    def rows(self, *columns: str, optional_columns: Iterable[str] = ()) -> Iterator[Row]:
        """The cells of some columns, row by row; of an optional column that is not there, "".

        Raises:
            UnreadableFile: a column is missing; the nearest is suggested.
        """
        pick = self._picker([*columns], [*optional_columns])
        count = self.log.count(self.file)
        width = len(self.header)
        for number, cells in self.lines:
            if not any(cells):
                continue
            count.read += 1
            if len(cells) != width:
                count.refused += 1
                self.log.refuse(
                    self.file, number, f"has {len(cells)} cells, the header {width}; left out"
                )
                continue
            yield number, pick(cells)

    def _picker(
        self, columns: list[str], others: list[str]
    ) -> Callable[[Sequence[str]], tuple[str, ...]]:
        places = {name: place for place, name in enumerate(self.header)}
        missing = [name for name in columns if name not in places]
        if missing:
            near = get_close_matches(missing[0], self.header, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are: {self._shown()}"
            raise UnreadableFile(self.where, f"has no column {missing[0]!r}{hint}")
        wanted = [places.get(name) for name in (*columns, *others)]
        there = [place for place in wanted if place is not None]
        if len(there) == len(wanted) > 1:
            return itemgetter(*there)
        return lambda cells: tuple("" if place is None else cells[place] for place in wanted)

    def _shown(self) -> str:
        return ", ".join(self.header[:12]) + (", ..." if len(self.header) > 12 else "")


@contextmanager
def csv_sheet(bundle: Bundle, entry: Entry, log: Log, delimiter: str = "") -> Iterator[Sheet]:
    """A CSV or TSV file as a table.

    Args:
        delimiter: left out, a tab for `.tsv` and `.txt`, else a comma.
    Raises:
        UnreadableFile: not UTF-8 (the line is named), no header, or a column that is there twice.
    """
    delimiter = delimiter or ("\t" if entry.base.lower().endswith((".tsv", ".txt")) else ",")
    with long_cells(), bundle.open(entry) as raw:
        _check_mark(entry, raw, log)
        stream = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        lines = _told(bundle, entry, _csv_lines(stream, delimiter))
        yield _sheet(entry, entry.name, lines, log)
        stream.detach()


@contextmanager
def long_cells() -> Iterator[None]:
    """Let cells be long while a table is read; the limit is the whole process's, so it is put back."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _check_mark(entry: Entry, raw: BinaryIO, log: Log) -> None:
    start = raw.peek(4096)[:4096]  # type: ignore[attr-defined]
    for mark, kind in _MARKS.items():
        if start.startswith(mark):
            raise UnreadableFile(entry.where, f"is {kind}; save it as .xlsx or as CSV UTF-8")
    if b"\0" in start:
        raise UnreadableFile(entry.where, "is binary or UTF-16, no UTF-8 text; save it as UTF-8")
    if start.startswith(b"\xef\xbb\xbf"):
        log.repair(entry.name, None, "begins with a byte-order mark; left out")


def _csv_lines(stream: io.TextIOWrapper, delimiter: str) -> Lines:
    return enumerate(csv.reader(_bounded(stream), delimiter=delimiter, strict=True), start=1)


def _bounded(stream: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a text; one that would fill the memory is an error."""
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise csv.Error(f"a line has more than {_LONGEST_LINE} characters")
        yield line


def _told(bundle: Bundle, entry: Entry, lines: Lines) -> Lines:
    """The lines; what is wrong with one becomes an error with its number."""
    number = 0
    while True:
        try:
            number, cells = next(lines)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            problem = "is not UTF-8 (Big5?); save it as .xlsx or as CSV UTF-8"
            raise UnreadableFile(entry.where, problem, _undecodable(bundle, entry)) from error
        except csv.Error as error:
            raise UnreadableFile(
                entry.where, f"is no CSV: {one_line(error)}", number + 1
            ) from error
        yield number, cells


def _undecodable(bundle: Bundle, entry: Entry) -> int:
    """The first line that is not UTF-8; the reader is some thousand characters ahead of its rows."""
    line, decoder = 1, codecs.getincrementaldecoder("utf-8")()
    with bundle.open(entry) as raw:
        for piece in iter(lambda: raw.read(1 << 20), b""):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                return line + error.object.count(b"\n", 0, error.start)
            line += piece.count(b"\n")
    return line


def _sheet(entry: Entry, name: str, lines: Lines, log: Log) -> Sheet:
    header = next((tuple(c.strip() for c in cells) for _, cells in lines if any(cells)), ())
    where = entry.where if name == entry.name else f"{entry.where}[{name}]"
    if not header:
        raise EmptyTable(where, "is empty; give a table with a header")
    if len(header) > _MOST_COLUMNS:
        raise UnreadableFile(where, f"has {len(header)} columns, more than {_MOST_COLUMNS}")
    times = Counter(header)
    twice = next((n for n in header if n and times[n] > 1), None)
    if twice is not None:
        raise UnreadableFile(where, f"has the column {twice!r} twice; rename one")
    return Sheet(where, name, header, lines, log)


@contextmanager
def sheets(bundle: Bundle, entry: Entry, log: Log) -> Iterator[dict[str, Callable[[], Sheet]]]:
    """The sheets of an Excel workbook, by name; each is read when it is called for.

    Errors are those of `workbook`, and of a table that is none.
    """
    with workbook(bundle, entry) as found:
        yield {name: _opener(entry, name, lines, log) for name, lines in found.items()}


def _opener(entry: Entry, name: str, lines: Callable[[], Lines], log: Log) -> Callable[[], Sheet]:
    return lambda: _sheet(entry, name, lines(), log)
