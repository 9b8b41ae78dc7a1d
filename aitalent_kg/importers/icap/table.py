"""Read the table of duties and tasks, however its cells were shifted, split or repeated.

A code says what its words are (T1 a duty, T1.1 a task, O, P, K, S), wherever they stand.
Words before the first code of a cell go on from the same column of the row before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from aitalent_kg.importers.icap.model import Entry, Piece, Remark, Task
from aitalent_kg.text import line_of

__all__ = ["CODE", "HEADS", "TableReader", "half_width"]

#: First cells of the table head, which is printed again on every page.
HEADS = ("主要職責", "工作任務", "工作產出", "行為指標")
CODE = re.compile(
    r"(?:(?<=\s)|(?<![^\t]))"
    r"(T\d{1,2}(?:\.\d{1,2})?|[OP]\d{1,2}\.\d{1,2}\.\d{1,2}|[KS]\d{2,3})(?![\d.])"
)
_LEVELS = re.compile(r"[1-6](?:\s*[-~、,，]\s*[1-6])*")
_COLUMN = {"duty": 0, "task": 1, "O": 2, "P": 3, "K": 5, "S": 6}


def half_width(text: str) -> str:
    """`text` with full-width letters, digits and stops made half-width, at equal length."""
    return text.translate({code: code - 0xFEE0 for code in range(0xFF0E, 0xFF5B)})


@dataclass(slots=True)
class TableReader:
    """Feed the rows in order, then read the lists."""

    text: str
    duties: list[Entry] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    outputs: list[Entry] = field(default_factory=list)
    indicators: list[Entry] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _open: dict[int, Entry] = field(default_factory=dict)  #: column -> entry that may go on

    def row(self, start: int, end: int) -> None:
        """Read the row at these offsets of the text."""
        cells = list(_cells(self.text, start, end))
        self._start_tasks(cells)
        for column, piece in cells:
            self._cell(column, piece)

    def _start_tasks(self, cells: list[tuple[int, Piece]]) -> None:
        """Open the tasks of the row first: they own what its other cells hold."""
        found = [e for c, p in cells for e in self._entries(c, p) if _kind(e.code) == "task"]
        for entry in found:
            self.tasks.append(Task(entry))
        if len(found) > 1:
            names = ", ".join(entry.code for entry in found)
            self._remark(found[0].start, "doubt", f"{names} share a row; K and S go to the last")

    def _cell(self, column: int, piece: Piece) -> None:
        entries = list(self._entries(column, piece))
        lead_end = entries[0].start - piece.start if entries else len(piece.raw)
        self._lead(column, _trim(self.text, piece.start, piece.start + lead_end), bool(entries))
        for entry in entries:
            self._file(entry)
            self._open[column] = entry
            wanted = _COLUMN[_kind(entry.code)]
            if column != wanted:
                self._remark(
                    entry.start,
                    "repair",
                    f"{entry.code} read in column {column + 1}, where column {wanted + 1} is due",
                )

    def _lead(self, column: int, piece: Piece | None, before_codes: bool) -> None:
        """Words before any code: a level, or the rest of a cell broken by a page."""
        if piece is None:
            return
        if _LEVELS.fullmatch(half_width(piece.raw)):
            self._level(column, piece, before_codes)
        elif column in self._open:
            entry = self._open[column]
            entry.pieces.append(piece)
            self._remark(
                piece.start, "repair", f"{piece.raw!r} joined to {entry.code} across a break"
            )
        else:
            self._remark(piece.start, "doubt", f"{piece.raw!r} belongs to no code; left out")

    def _level(self, column: int, piece: Piece, before_codes: bool) -> None:
        if not self.tasks:
            self._remark(piece.start, "doubt", f"level {piece.raw} stands before any task")
            return
        task = self.tasks[-1]
        for match in re.finditer("[1-6]", half_width(piece.raw)):
            at = piece.start + match.start()
            if all(level.code != match[0] for level in task.levels):
                task.levels.append(Entry(match[0], [Piece(at, at + 1, self.text[at])], 1))
        if before_codes:
            where = f"level {piece.raw} of {task.entry.code} read in front of K codes"
            self._remark(piece.start, "repair", where)

    def _file(self, entry: Entry) -> None:
        """Put an entry where its code says."""
        kind = _kind(entry.code)
        if kind == "duty":
            self.duties.append(entry)
        elif kind == "O":
            self.outputs.append(entry)
        elif kind == "P":
            self.indicators.append(entry)
        elif kind in "KS":
            self._require(entry, kind)

    def _require(self, entry: Entry, kind: str) -> None:
        if not self.tasks:
            self._remark(entry.start, "doubt", f"{entry.code} stands before any task; left out")
            return
        task = self.tasks[-1]
        (task.knowledge if kind == "K" else task.skills).append(entry)

    def _entries(self, column: int, piece: Piece) -> Iterator[Entry]:
        """The coded entries of a cell; a task is made once and then found again."""
        plain = half_width(piece.raw)
        marks = list(CODE.finditer(plain))
        for mark, following in zip_longest(marks, marks[1:]):
            end = following.start() if following else len(plain)
            part = _trim(self.text, piece.start + mark.start(), piece.start + end)
            assert part is not None
            known = next((t.entry for t in self.tasks if t.entry.start == part.start), None)
            yield known or Entry(mark[1], [part], len(mark[1]))

    def _remark(self, offset: int, kind: str, message: str) -> None:
        self.remarks.append(Remark(line_of(self.text, offset), kind, message))


def _kind(code: str) -> str:
    if code[0] == "T":
        return "task" if "." in code else "duty"
    return code[0]


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, Piece]]:
    """The non-empty cells of a row with their column numbers."""
    at = start
    for column, raw in enumerate(text[start:end].split("\t")):
        piece = _trim(text, at, at + len(raw))
        if piece:
            yield column, piece
        at += len(raw) + 1


def _trim(text: str, start: int, end: int) -> Piece | None:
    """The span without blanks at its ends; None when nothing is left."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip())
    raw = raw.strip()
    return Piece(start + left, start + left + len(raw), raw) if raw else None
