"""Read the table of duties and tasks, however its cells were shifted, split or repeated.

A code says what its words are, wherever they stand. Words before the first code of a cell go on
from the same column of the rows before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from aitalent_kg.importers.formats.icap.breaks import find_hosts, holds_level, join
from aitalent_kg.importers.formats.icap.codes import CODE, half_width, kind_of, levels_in
from aitalent_kg.importers.formats.icap.columns import Columns, read_head, read_head_rest
from aitalent_kg.importers.formats.icap.furniture import heads_a_page
from aitalent_kg.importers.formats.icap.model import Entry, Host, Log, Piece, Task, trimmed
from aitalent_kg.importers.formats.icap.opens import Surroundings, ended
from aitalent_kg.importers.formats.icap.split import Cell, level_behind, split_row
from aitalent_kg.importers.formats.icap.tasks import Tasks

__all__ = ["Table", "read_table", "table_start"]

_TASK_CELL = re.compile(r"T\d{1,2}\.\d")


def table_start(lines: Sequence[Piece]) -> int:
    """Index of the head of the table, or where none is printed of its first task."""
    for index, line in enumerate(lines):
        if "\t" in line.raw and read_head(line.raw.split("\t")):
            return index
    for index, line in enumerate(lines):
        cells = half_width(line.raw).split("\t")
        if len(cells) > 1 and any(_TASK_CELL.match(cell.strip()) for cell in cells):
            return index
    return len(lines)


def read_table(lines: Sequence[Piece], log: Log, names: Collection[str] = ()) -> Table:
    """Read the rows among these lines, each page with the columns that its head names.

    Args:
        names: of the standard, which may head its pages.
    """
    rows = [row for row in _rows(lines) if not heads_a_page(row[1].raw, names)]
    table = Table(log)
    if rows and rows[0][1] is lines[0]:
        log.doubt(lines[0].start, "the table has no head; its columns are taken to be the usual")
    table.starts = {code for _, row, _ in rows for code in _starts(row.raw)}
    for columns, row, goes_on in rows:
        if goes_on:
            table.last_cell(columns, row)
        else:
            table.row(columns, row)
    table.tasks.add_named_only_by((*table.outputs, *table.indicators))
    return table


def _rows(lines: Sequence[Piece]) -> Iterator[tuple[Columns, Piece, bool]]:
    """The rows, with the columns of their page; a row without tabs begins with a code.

    A line without tabs right below a row is the end of its last cell; the third value says so.
    """
    columns, head, below_row = Columns(), [""], False
    for line in lines:
        cells = line.raw.split("\t")
        named = read_head(cells) or read_head_rest(head, cells)
        if named:
            columns, head, below_row = named, cells, False
        elif len(cells) > 1 or CODE.match(half_width(line.raw).strip()):
            head, below_row = [""], True
            yield columns, line, False
        else:
            below_row = below_row and bool(line.raw.strip())
            if below_row:
                yield columns, line, True


class Table:
    """What the rows gave."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.duties: list[Entry] = []
        self.outputs: list[Entry] = []
        self.indicators: list[Entry] = []
        self.tasks = Tasks(log)
        self.starts: set[str] = set()  #: codes that cells begin with
        self._known: set[str] = set()
        self._open: dict[int, Entry] = {}  # column -> entry that may go on
        self._columns = Columns()
        self._last = -1  # column of the last cell that was read
        self._has_parts = False  # an output or indicator begins in the row

    def row(self, columns: Columns, row: Piece) -> None:
        """Read one row."""
        self._row(columns, list(_pieces(self.log.text, row)))

    def last_cell(self, columns: Columns, line: Piece) -> None:
        """Read a line that goes on with the last cell of the row before, if that has not ended."""
        piece, last = trimmed(self.log.text, line.start, line.end), self._open.get(self._last)
        if piece and last and not ended(last.text):
            message = f"{piece.raw!r} stands in a line of its own; read in the cell before"
            self.log.doubt(piece.start, message)
            self._row(columns, [(self._last, piece)])

    def _row(self, columns: Columns, pieces: list[tuple[int, Piece]]) -> None:
        self._columns = columns
        around = Surroundings(
            text=self.log.text,
            columns=columns,
            open=self._open,
            hosts=find_hosts(pieces, columns, self._open),
            known=self._known,
            starts=self.starts,
            task=self.tasks.current_code,
        )
        cells = split_row(pieces, around)
        holders = [c for c in cells if any(kind_of(e.code) == "task" for e in c.entries)]
        opening = any(cell.lead is None for cell in holders)
        entries = [entry for cell in cells for entry in cell.entries]
        self.tasks.choose(entries)
        again = any(kind_of(e.code) == "task" and e.code in self._known for e in entries)
        self._has_parts = not again and any(kind_of(e.code) in "OP" for e in entries)
        self._read(cells, around, opening)

    def _read(self, cells: list[Cell], around: Surroundings, opening: bool) -> None:
        """Read the cells against what the rows before left open."""
        touched: dict[int, Entry] = {}
        for cell in cells:
            host = self._lead(cell, cells, around, opening)
            for previous, entry in zip([None, *cell.entries], cell.entries, strict=False):
                self._file(entry)
                self._check_place(cell, entry, previous)
            self._levels_behind([*filter(None, [host]), *cell.entries], cell, cells)
            last = cell.entries[-1] if cell.entries else host
            if last:
                touched[cell.column] = last
                self._last = cell.column
            self._mentions(cell, host)
        new_duty = any(kind_of(e.code) == "duty" for cell in cells for e in cell.entries)
        self._open = {
            column: entry
            for column, entry in self._open.items()
            if not (new_duty if kind_of(entry.code) == "duty" else opening)
        } | touched

    # -- cells -------------------------------------------------------------

    def _lead(
        self, cell: Cell, cells: list[Cell], around: Surroundings, opening: bool
    ) -> Entry | None:
        """Words before any code: a level, or the rest of a cell broken by a page."""
        piece, here = cell.lead, around.open.get(cell.column)
        if piece is None:
            return None
        if holds_level(cell, cells, self._columns.due, here):
            self._level(piece, cell)
            return None
        name = self._columns.others.get(cell.column)
        if name and here is None:
            self.log.doubt(piece.start, f"{piece.raw!r} stands in the column {name}; left out")
            return None
        host = around.hosts.get(cell.column)
        if host is None and here is not None and cell.mentions:
            host = Host(here, self._columns.kind_at(cell.column) == kind_of(here.code))
        new_words = opening and host is not None and kind_of(host.entry.code) != "duty"
        if host is None or (new_words and not cell.entries):
            self.log.doubt(piece.start, f"{piece.raw!r} belongs to no code; left out")
            return None
        join(Host(host.entry, host.certain and not new_words), piece, self.log)
        return host.entry

    def _level(self, piece: Piece, cell: Cell, behind: Entry | None = None) -> None:
        """Give a level to the task; `behind` is the indicator in whose cell it stands."""
        task = self.tasks.current
        if task is None:
            self.log.doubt(piece.start, f"level {piece.raw} stands before any task; left out")
            return
        self._second_level(task, piece)
        task.levels += [Entry(level, [piece]) for level in levels_in(piece.raw)]
        due = self._columns.due.get("level", cell.column)
        of_task = f"level {piece.raw} of {task.entry.code}"
        if behind:
            self.log.repair(piece.start, f"{of_task} read behind {behind.code}")
        elif cell.entries:
            self.log.repair(
                piece.start, f"{of_task} read in front of {cell.entries[0].code[0]} codes"
            )
        elif cell.column != due:
            place = f"column {cell.column + 1}, where column {due + 1} is due"
            self.log.repair(piece.start, f"{of_task} read in {place}")

    def _second_level(self, task: Task, piece: Piece) -> None:
        """A row with outputs or indicators may have a level of its own; any other is a doubt."""
        before = list(dict.fromkeys(level.code for level in task.levels))
        strange = before and not set(levels_in(piece.raw)) <= set(before)
        if strange and not self._has_parts:
            code, levels = task.entry.code, ", ".join(before)
            self.log.doubt(
                piece.start, f"level {piece.raw} of {code} beside {levels}; all are kept"
            )

    def _levels_behind(self, entries: list[Entry], cell: Cell, cells: list[Cell]) -> None:
        """Read a level that fell into the cell of the indicators."""
        if any(other.level for other in cells):
            return
        for entry, following in zip_longest(entries, entries[1:]):
            last = following is None or kind_of(following.code) in "KS"
            piece = level_behind(entry) if last and kind_of(entry.code) == "P" else None
            if piece:
                whole = entry.pieces[-1]
                rest = trimmed(self.log.text, whole.start, piece.start)
                assert rest is not None
                entry.pieces[-1] = rest
                self._level(piece, cell, behind=entry)

    def _mentions(self, cell: Cell, host: Entry | None) -> None:
        """Say which codes were read as words; of words left out something was said."""
        hosts = sorted([*filter(None, [host]), *cell.entries], key=lambda entry: entry.start)
        for offset, code in cell.mentions:
            inside = [e for e in hosts if any(p.start <= offset < p.end for p in e.pieces)]
            if inside:
                words = f"{code} in the words of {inside[0].code} is read as words, not as an entry"
                self.log.doubt(offset, words)

    # -- entries -----------------------------------------------------------

    def _file(self, entry: Entry) -> None:
        """Put an entry where its code says."""
        kind, task = kind_of(entry.code), self.tasks.current
        lists = {"duty": self.duties, "O": self.outputs, "P": self.indicators}
        if kind in lists:
            lists[kind].append(entry)
        if kind not in "KS":
            self._known.add(entry.code)
        elif task is None:
            self.log.doubt(entry.start, f"{entry.code} stands before any task; left out")
        else:
            (task.knowledge if kind == "K" else task.skills).append(entry)

    def _check_place(self, cell: Cell, entry: Entry, previous: Entry | None) -> None:
        """Say where an entry stands beside its place."""
        due = self._columns.due.get(kind_of(entry.code), cell.column)
        if cell.column != due:
            place = f"column {cell.column + 1}, where column {due + 1} is due"
            self.log.repair(entry.start, f"{entry.code} read in {place}")
        if entry.code[0] in "KS" and previous and previous.code[0] == "P":
            if level_behind(previous) is None:
                message = f"{entry.code} read as an entry; it may be a word behind {previous.code}"
                self.log.doubt(entry.start, message)
        elif any(entry is glued for glued in cell.glued):
            message = f"{entry.code} read as an entry; no blank stands before it"
            self.log.repair(entry.start, message)


def _starts(raw: str) -> Iterator[str]:
    """Codes that the cells of a row begin with."""
    for cell in half_width(raw).split("\t"):
        found = CODE.match(cell.strip())
        if found:
            yield found[1]


def _pieces(text: str, row: Piece) -> Iterator[tuple[int, Piece]]:
    """The non-empty cells of a row with their column numbers."""
    at = row.start
    for column, raw in enumerate(row.raw.split("\t")):
        piece = trimmed(text, at, at + len(raw))
        if piece:
            yield column, piece
        at += len(raw) + 1
