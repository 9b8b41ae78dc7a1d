"""Find what a cell goes on from when a page, or a shifted row, broke it off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from aitalent_kg.importers.formats.icap.codes import CODE, half_width, kind_of, levels_in
from aitalent_kg.importers.formats.icap.columns import Columns
from aitalent_kg.importers.formats.icap.model import Entry, Host, Log, Piece
from aitalent_kg.importers.formats.icap.opens import ended
from aitalent_kg.importers.formats.icap.split import Cell

__all__ = ["find_hosts", "holds_level", "join"]

_LATIN = re.compile(r"[0-9A-Za-z]")
_Reading = dict[int, Entry | None]


def find_hosts(
    pieces: Sequence[tuple[int, Piece]], columns: Columns, before: Mapping[int, Entry]
) -> dict[int, Host]:
    """For the cells of a row that begin with words, the entries that these may go on from.

    The row is read as shifted by so many columns as leave its words the most unfinished entries.

    Args:
        pieces: column and content of the cells.
        columns: of the page.
        before: column -> entry of the rows before that may go on.
    """
    shifts: Counter[int] = Counter()
    words: list[int] = []
    for column, piece in pieces:
        mark = CODE.search(half_width(piece.raw))
        lead = piece.raw[: mark.start()] if mark else piece.raw
        if mark and (not lead or levels_in(lead)):
            shifts[column - columns.due.get(kind_of(mark[1]), column)] += 1
        elif not levels_in(lead):
            words.append(column)
    shown = sorted(shifts, key=lambda shift: (-shifts[shift], abs(shift)))
    foreign = {column + sum(shown[:1]) for column in columns.others} - before.keys()
    words = [column for column in words if column not in foreign]
    same: _Reading = {column: before.get(column) for column in words}
    possible = [0, 1, -1, 2, -2] if len(words) > 1 else [0]
    readings = [_shifted(words, shift, columns, before) for shift in [*shown, *possible]]
    readings.insert(len(shown), same)
    best = max(readings, key=_weight)
    certain = _is_certain(best, readings[: len(shown) + 1], columns)
    return {column: Host(entry, certain) for column, entry in best.items() if entry}


def _shifted(
    words: Sequence[int], shift: int, columns: Columns, before: Mapping[int, Entry]
) -> _Reading:
    """What the words go on from if the row is shifted by so many columns."""
    found: _Reading = {}
    for column in words:
        due = columns.kind_at(column - shift)
        same_kind = {at: entry for at, entry in before.items() if kind_of(entry.code) == due}
        newest = max(same_kind.values(), key=lambda entry: entry.start, default=None)
        found[column] = same_kind.get(column, newest)
    return found


def _weight(reading: _Reading) -> int:
    """How well a reading fits: an entry whose sentence has ended hardly goes on."""
    return sum(1 if ended(entry.text) else 2 for entry in reading.values() if entry)


def _is_certain(best: _Reading, shown: Sequence[_Reading], columns: Columns) -> bool:
    """Whether the codes of the row, or else the columns, show the reading and no other."""
    rivals = [reading for reading in shown if _weight(reading) == _weight(best)]
    if not rivals or any(reading != best for reading in rivals):
        return False
    in_place = all(entry and kind_of(entry.code) == columns.kind_at(c) for c, entry in best.items())
    return len(shown) > 1 or in_place


def holds_level(
    cell: Cell, cells: Sequence[Cell], due: Mapping[str, int], here: Entry | None
) -> bool:
    """Whether a number at the start of a cell is a level, and no word or row number.

    Args:
        cell: of a row.
        cells: all of the row.
        due: kind -> column, of the page.
        here: entry of the rows before in the column of the cell.
    """
    shift = cell.column - due.get("level", cell.column)
    if not cell.level or cell.entries or not shift:
        return bool(cell.level)
    if here is not None and kind_of(here.code) == "P" and ended(here.text):
        return True
    begun = [other for other in cells if other.entries and other.lead is None]
    return any(
        other.column - due.get(kind_of(entry.code), -1) == shift
        for other in begun
        for entry in other.entries
    )


def join(host: Host, piece: Piece, log: Log) -> None:
    """Let an entry go on with a piece; in Latin letters a blank may be lost between them."""
    entry = host.entry
    ends = entry.pieces[-1].raw[-1:] + piece.raw[:1]
    entry.pieces.append(piece)
    message = f"{piece.raw!r} joined to {entry.code} across a break"
    if not host.certain:
        log.doubt(piece.start, f"{message}, though the columns do not show it")
    elif len(_LATIN.findall(ends)) == 2:
        log.doubt(piece.start, f"{message}; there may have been a blank")
    else:
        log.repair(piece.start, message)
