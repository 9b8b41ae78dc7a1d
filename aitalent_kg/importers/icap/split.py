"""Cut the cells of a table row at their codes.

What looks like a code may be an entry, or a word of a sentence (使用 K01 方法). It opens an entry
where the form puts one; else it stays among the words, and is listed as a mention.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from aitalent_kg.importers.icap.codes import (
    CODE,
    ORDER,
    duty_of,
    follows,
    half_width,
    kind_of,
    levels_in,
    owner_of,
)
from aitalent_kg.importers.icap.columns import Columns
from aitalent_kg.importers.icap.model import Entry, Piece, trimmed

__all__ = ["Cell", "Surroundings", "ended", "level_behind", "split_row"]

_ENDED = re.compile(r"[。.!?;]\s*\Z")
_LEVEL_BEHIND = re.compile(r"(?:[。!?;]\s*|\.\s+)([1-6](?:\s*[-~、,]\s*[1-6])*)\s*\Z")
#: An entry does not end so: its sentence goes on with the code that follows.
_HANGS = re.compile(r"(?:[,、:;(「『《/&]|[及與和或之的])\s*\Z")
_ASKS = re.compile(
    r"(?:[及與和或之的以如將由對按依含]|依據|根據|按照|參照|參考|[參詳]見"
    r"|[使採運應利]用|透過|執行|進行|遵循|完成)\s*\Z"
)
_SEPARATORS = " \t\u3000、,，;；"


@dataclass(slots=True)
class Cell:
    """A cell: words before any code, the entries, and codes that are only words of them."""

    column: int
    piece: Piece
    lead: Piece | None = None
    entries: list[Entry] = field(default_factory=list)
    mentions: list[tuple[int, str]] = field(default_factory=list)  #: offset, code
    glued: list[Entry] = field(default_factory=list)  #: no blank stands before their code

    @property
    def level(self) -> list[str]:
        """The levels that stand alone, or before the first code."""
        return levels_in(self.lead.raw) if self.lead else []


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row stands in."""

    text: str
    columns: Columns
    open: Mapping[int, Entry]  #: column -> entry of the rows before that may go on
    known: Set[str]  #: codes of duties, tasks, outputs and indicators of the rows before
    starts: Set[str]  #: codes that begin a cell anywhere in the table
    task: str  #: code of the task of the row before


@dataclass(frozen=True, slots=True)
class _Mark:
    code: str
    kind: str
    start: int  #: in the cell
    glued: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a cell a code stands."""

    column: int
    previous: str  #: code of the entry before it; "" if there is none
    listed: bool  #: the cell has an entry of the same code already


def split_row(pieces: list[tuple[int, Piece]], around: Surroundings) -> list[Cell]:
    """Cut the non-empty cells of a row, given with their columns."""
    row = _Row(pieces, around)
    return [row.cut(column, piece) for column, piece in pieces]


def ended(words: str) -> bool:
    """Whether words end as a sentence does."""
    return bool(_ENDED.search(half_width(words)))


class _Row:
    def __init__(self, pieces: list[tuple[int, Piece]], around: Surroundings) -> None:
        self.around = around
        first = [(column, _marks(piece.raw)) for column, piece in pieces]
        #: column -> first code of the cell, and whether the cell begins with it
        self.first = {column: (marks[0], marks[0].start == 0) for column, marks in first if marks}
        self.filled = {column for column, _ in pieces}
        self.shift = self._shift()
        due = around.columns.due.get("task")
        self.tasks = [
            mark.code
            for column, (mark, begins) in self.first.items()
            if begins and mark.kind == "task" and (column == due or mark.code not in around.known)
        ]

    def _shift(self) -> int:
        """By how many columns the codes that begin its cells say that the row is shifted."""
        due = self.around.columns.due
        found = Counter(
            column - due.get(mark.kind, column)
            for column, (mark, begins) in self.first.items()
            if begins
        )
        return max(found, key=lambda shift: (found[shift], -abs(shift)), default=0)

    def cut(self, column: int, piece: Piece) -> Cell:
        """Decide on each code of a cell, from left to right."""
        cell = Cell(column, piece)
        words = half_width(piece.raw)
        accepted: list[_Mark] = []
        for mark in _marks(piece.raw):
            before = words[_end(accepted) : mark.start].strip()
            if self._opens(mark, before, column, accepted):
                accepted.append(mark)
                if mark.kind == "task":
                    self.tasks.append(mark.code)
            else:
                cell.mentions.append((piece.start + mark.start, mark.code))
        self._fill(cell, accepted)
        return cell

    def _fill(self, cell: Cell, accepted: list[_Mark]) -> None:
        """Give the cell what stands before, between and behind the codes that open entries."""
        text, at, raw = self.around.text, cell.piece.start, cell.piece.raw
        starts = [mark.start for mark in accepted]
        cell.lead = trimmed(text, at, at + (starts[0] if starts else len(raw)))
        for mark, end in zip(accepted, [*starts[1:], None], strict=False):
            words = raw[mark.start : end]
            if mark.kind in "KS" and end is not None:
                words = words.rstrip(_SEPARATORS)
            part = trimmed(text, at + mark.start, at + mark.start + len(words))
            assert part is not None
            cell.entries.append(Entry(mark.code, [part], len(mark.code)))
            if mark.glued:
                cell.glued.append(cell.entries[-1])

    def _opens(self, mark: _Mark, before: str, column: int, accepted: list[_Mark]) -> bool:
        if mark.start == 0:
            return self._opens_cell(mark, column)
        if not accepted and levels_in(before):
            return mark.kind in "KS"
        here = self.around.open.get(column)
        previous = accepted[-1].code if accepted else here.code if here else ""
        due = self.around.columns.kind_at(column - self.shift)
        ruling = kind_of(previous) if previous else due
        if ruling is None or ORDER[mark.kind] < ORDER[ruling]:
            return False
        listed = any(entry.code == mark.code for entry in accepted)
        return self._goes_on(mark, before, ruling, _Place(column, previous, listed))

    def _opens_cell(self, mark: _Mark, column: int) -> bool:
        """Whether a code that a cell begins with opens an entry."""
        around, here = self.around, self.around.open.get(column)
        due = around.columns.due.get(mark.kind) == column
        if mark.kind == "duty" and not due:
            return any(duty_of(m.code) == mark.code for m in self._begun() if m != mark)
        if column in around.columns.others and not self._shifted_alike(mark, column):
            return False
        repeated = mark.code in around.known and here is not None and _asks(here.text)
        if due or here is None or self.tasks:
            return not repeated
        if kind_of(here.code) == mark.kind or (kind_of(here.code) in "KS" and mark.kind in "KS"):
            return not repeated
        return ended(here.text) if mark.kind in "KS" else mark.code not in around.known

    def _shifted_alike(self, mark: _Mark, column: int) -> bool:
        """Whether another cell stands as far from its place as this one, in a foreign column."""
        due = self.around.columns.due
        shift = column - due.get(mark.kind, column)
        return any(
            begins and c != column and c - due.get(m.kind, c) == shift
            for c, (m, begins) in self.first.items()
        )

    def _begun(self) -> list[_Mark]:
        """The codes that cells of the row begin with."""
        return [mark for mark, begins in self.first.values() if begins]

    def _has_own_cell(self, kind: str, column: int) -> bool:
        """Whether another cell of the row is the one for this kind."""
        due = self.around.columns.due.get(kind)
        if due in self.filled - {column, *self.first}:
            return True
        return any(
            m.kind == kind for c, (m, begins) in self.first.items() if begins and c != column
        )

    def _goes_on(self, mark: _Mark, before: str, ruling: str, place: _Place) -> bool:
        """Whether a code within a cell opens the next entry, `ruling` being the kind before it."""
        next_one = bool(place.previous) and follows(mark.code, place.previous)
        if before.count("(") > before.count(")"):
            return False
        if mark.glued and not (next_one or ended(before)):
            return False
        if mark.kind in "KS":
            return self._lists(mark, before, ruling, next_one, place)
        if _HANGS.search(before):
            return False
        if mark.kind != ruling:
            return mark.code not in self.around.starts | self.around.known and self._owned(mark)
        return self._same_list(mark, before, next_one, place)

    def _same_list(self, mark: _Mark, before: str, next_one: bool, place: _Place) -> bool:
        """An output behind an output, an indicator behind an indicator, and so on."""
        if mark.kind == "P" and not ended(before):
            return next_one and not _ASKS.search(before)
        if next_one or mark.code == place.previous:
            return True
        fresh = mark.code not in self.around.known | self.around.starts
        return fresh and self._owned(mark) and not _ASKS.search(before)

    def _lists(self, mark: _Mark, before: str, ruling: str, next_one: bool, place: _Place) -> bool:
        """A K or S code behind other words."""
        has_own_cell = self._has_own_cell(mark.kind, place.column)
        if ruling not in "KS":
            behind_level = _LEVEL_BEHIND.search(before)
            return bool(ended(before) or behind_level) and not has_own_cell
        if _HANGS.search(before) and not (next_one and before[-1] in _SEPARATORS):
            return False
        if mark.kind != ruling and has_own_cell:
            return False
        return not (place.listed and _ASKS.search(before))

    def _owned(self, mark: _Mark) -> bool:
        """Whether the code belongs to a task of this row, or a task to a duty."""
        if mark.kind in "OP":
            return owner_of(mark.code) in (self.tasks or [self.around.task])
        return True


def level_behind(entry: Entry) -> Piece | None:
    """The level that a cell prints behind the last sentence of an indicator."""
    piece = entry.pieces[-1]
    found = _LEVEL_BEHIND.search(half_width(piece.raw), entry.skip)
    if not found:
        return None
    start = piece.start + found.start(1)
    return Piece(start, piece.start + found.end(1), piece.raw[found.start(1) : found.end(1)])


def _marks(raw: str) -> list[_Mark]:
    words = half_width(raw)
    return [
        _Mark(m[1], kind_of(m[1]), m.start(), m.start() > 0 and not words[m.start() - 1].isspace())
        for m in CODE.finditer(words)
    ]


def _end(accepted: list[_Mark]) -> int:
    return accepted[-1].start + len(accepted[-1].code) if accepted else 0


def _asks(words: str) -> bool:
    found = half_width(words)
    return bool(_HANGS.search(found) or _ASKS.search(found))
