"""Read the table of duties and tasks, however its cells were shifted, split or repeated.

A code says what its words are, wherever they stand. Words before the first code of a cell go on
from the same column of the rows before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from aitalent_kg.importers.icap.breaks import broken_off, holds_level, join, moved
from aitalent_kg.importers.icap.codes import CODE, half_width, kind_of, levels_in, owner_of
from aitalent_kg.importers.icap.columns import Columns, read_head
from aitalent_kg.importers.icap.model import Entry, Log, Piece, Task, trimmed
from aitalent_kg.importers.icap.opens import Surroundings
from aitalent_kg.importers.icap.split import Cell, level_behind, split_row

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


def read_table(lines: Sequence[Piece], log: Log) -> Table:
    """Read the rows among these lines, each page with the columns that its head names."""
    table = Table(log)
    rows: list[tuple[Columns, Piece]] = []
    columns = Columns()
    for line in lines:
        head = read_head(line.raw.split("\t"))
        columns = head or columns
        if head is None and ("\t" in line.raw or CODE.match(half_width(line.raw).strip())):
            rows.append((columns, line))
    if rows and rows[0][1] is lines[0]:
        log.doubt(lines[0].start, "the table has no head; its columns are taken to be the usual")
    table.starts = {code for _, row in rows for code in _starts(row.raw)}
    for layout, row in rows:
        table.row(layout, row)
    table.tasks_without_cell()
    return table


class Table:
    """What the rows gave."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.duties: list[Entry] = []
        self.outputs: list[Entry] = []
        self.indicators: list[Entry] = []
        self.by_code: dict[str, Task] = {}
        self.starts: set[str] = set()
        self._known: set[str] = set()
        self._open: dict[int, Entry] = {}  # column -> entry that may go on
        self._columns = Columns()
        self._task: Task | None = None

    @property
    def tasks(self) -> list[Task]:
        """The tasks in the order of the text."""
        return sorted(self.by_code.values(), key=lambda task: task.entry.start)

    def row(self, columns: Columns, row: Piece) -> None:
        """Read one row."""
        self._columns = columns
        pieces = list(_pieces(self.log.text, row))
        around = Surroundings(
            text=self.log.text,
            columns=columns,
            open=self._open,
            known=self._known,
            starts=self.starts,
            task=self._task.entry.code if self._task else "",
        )
        cells = split_row(pieces, around)
        opened = [e for cell in cells for e in cell.entries if kind_of(e.code) == "task"]
        self._choose_task(cells, opened)
        first = [cell for cell in cells if cell.entries and cell.entries[0] in opened[:1]]
        self._read(cells, opening=any(cell.lead is None for cell in first))

    def _read(self, cells: list[Cell], opening: bool) -> None:
        """Read the cells against what the rows before left open."""
        before = dict(self._open)
        way = moved(cells, before)
        touched: dict[int, Entry] = {}
        for cell in cells:
            host = self._lead(cell, cells, before, way, opening)
            for entry in cell.entries:
                self._file(entry)
                self._check_place(cell, entry)
            self._levels_behind([*filter(None, [host]), *cell.entries], cell, cells)
            last = cell.entries[-1] if cell.entries else host
            if last:
                touched[cell.column] = last
            self._mentions(cell, host)
        kept = {c: e for c, e in before.items() if not opening or kind_of(e.code) == "duty"}
        self._open = {**kept, **touched}

    # -- tasks -------------------------------------------------------------

    def _choose_task(self, cells: list[Cell], opened: list[Entry]) -> None:
        """Open the tasks of the row, or go on with one: it owns what the other cells hold."""
        for entry in opened:
            known = self.by_code.get(entry.code)
            if known:
                known.again.append(entry)
            else:
                self.by_code[entry.code] = Task(entry)
            self._task = self.by_code[entry.code]
        if len(opened) > 1:
            names = ", ".join(entry.code for entry in opened)
            self.log.doubt(opened[0].start, f"{names} share a row; level, K and S go to the last")
        parts = [e for cell in cells for e in cell.entries if kind_of(e.code) in "OP"]
        owned = {entry.code for entry in opened} or {self._task.entry.code if self._task else ""}
        strange = [part for part in parts if owner_of(part.code) not in owned]
        if strange and opened:
            codes = ", ".join(part.code for part in strange)
            self.log.doubt(strange[0].start, f"{codes} in the row of {opened[-1].code}")
        elif strange:
            self._turn_to(strange[-1])

    def _turn_to(self, part: Entry) -> None:
        """Take the task that an output or indicator names, as its row names none."""
        code = owner_of(part.code)
        if code in self.by_code:
            reason = f"{part.code} in a row without task: its level, K and S are read as {code}'s"
            self.log.doubt(part.start, reason)
        else:
            self._add_nameless(part)
        self._task = self.by_code[code]

    def _add_nameless(self, part: Entry) -> None:
        code = owner_of(part.code)
        digits = trimmed(self.log.text, part.start + 1, part.start + len(code))
        assert digits is not None
        self.by_code[code] = Task(Entry(code, [digits], len(digits.raw)))
        self.log.doubt(part.start, f"{code} is only named by {part.code}; its own cell is missing")

    def tasks_without_cell(self) -> None:
        """Add the tasks that only the codes of outputs and indicators name."""
        for part in (*self.outputs, *self.indicators):
            if owner_of(part.code) not in self.by_code:
                self._add_nameless(part)

    # -- cells -------------------------------------------------------------

    def _lead(
        self,
        cell: Cell,
        cells: list[Cell],
        before: dict[int, Entry],
        way: int | None,
        opening: bool,
    ) -> Entry | None:
        """Words before any code: a level, or the rest of a cell broken by a page."""
        piece = cell.lead
        if piece is None:
            return None
        here = before.get(cell.column)
        if holds_level(cell, cells, self._columns, here):
            self._level(piece, cell.level, cell)
            return None
        name = self._columns.others.get(cell.column)
        if name and here is None:
            self.log.doubt(piece.start, f"{piece.raw!r} stands in the column {name}; left out")
            return None
        host, certain = broken_off(cell, before, self._columns, way)
        new_words = opening and host is not None and kind_of(host.code) != "duty"
        if host is None or (new_words and not cell.entries):
            self.log.doubt(piece.start, f"{piece.raw!r} belongs to no code; left out")
            return None
        join(host, piece, certain and not new_words, self.log)
        return host

    def _level(self, piece: Piece, levels: list[str], cell: Cell) -> None:
        if self._task is None:
            self.log.doubt(piece.start, f"level {piece.raw} stands before any task; left out")
            return
        task = self._task
        task.levels += [Entry(level, [piece]) for level in levels]
        due = self._columns.due.get("level", cell.column)
        of_task = f"level {piece.raw} of {task.entry.code}"
        if cell.entries:
            code = cell.entries[0].code
            place = "behind" if code[0] == "P" else "in front of"
            self.log.repair(piece.start, f"{of_task} read {place} {code[0]} codes")
        elif cell.column != due:
            place = f"column {cell.column + 1}, where column {due + 1} is due"
            self.log.repair(piece.start, f"{of_task} read in {place}")

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
                self._level(piece, levels_in(piece.raw), cell)

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
        kind = kind_of(entry.code)
        lists = {"duty": self.duties, "O": self.outputs, "P": self.indicators}
        if kind in lists:
            lists[kind].append(entry)
        if kind not in "KS":
            self._known.add(entry.code)
        elif self._task is None:
            self.log.doubt(entry.start, f"{entry.code} stands before any task; left out")
        else:
            (self._task.knowledge if kind == "K" else self._task.skills).append(entry)

    def _check_place(self, cell: Cell, entry: Entry) -> None:
        due = self._columns.due.get(kind_of(entry.code), cell.column)
        if cell.column != due:
            place = f"column {cell.column + 1}, where column {due + 1} is due"
            self.log.repair(entry.start, f"{entry.code} read in {place}")
        if any(entry is glued for glued in cell.glued):
            self.log.repair(
                entry.start, f"{entry.code} read as an entry; no blank stands before it"
            )


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
