"""Find what a cell goes on from when a page, or a shifted row, broke it off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from aitalent_kg.importers.icap.codes import kind_of
from aitalent_kg.importers.icap.columns import Columns
from aitalent_kg.importers.icap.model import Entry, Log, Piece
from aitalent_kg.importers.icap.opens import ended
from aitalent_kg.importers.icap.split import Cell

__all__ = ["broken_off", "holds_level", "join", "moved"]

_LATIN = re.compile(r"[0-9A-Za-z]")


def holds_level(cell: Cell, cells: Sequence[Cell], columns: Columns, here: Entry | None) -> bool:
    """Whether a number at the start of a cell is a level, and no word or row number.

    Args:
        cell: of a row.
        cells: all of the row.
        columns: of the page.
        here: entry of the rows before that the cell may go on with.
    """
    if not cell.level:
        return False
    shift = cell.column - columns.due.get("level", cell.column)
    if cell.entries or not shift:
        return True
    if here is not None and kind_of(here.code) == "P" and ended(here.text):
        return True
    begun = [other for other in cells if other.entries and other.lead is None]
    return any(
        other.column - columns.due.get(kind_of(entry.code), -1) == shift
        for other in begun
        for entry in other.entries
    )


def moved(cells: Sequence[Cell], before: Mapping[int, Entry]) -> int | None:
    """By how many columns a row stands beside the rows before; None if no cell shows it.

    A cell shows it that begins with a code of a kind that the rows before have.
    """
    found: Counter[int] = Counter()
    for cell in cells:
        if cell.entries and (cell.lead is None or cell.level):
            kind = kind_of(cell.entries[0].code)
            ways = [cell.column - at for at, entry in before.items() if kind_of(entry.code) == kind]
            found.update(sorted(ways, key=abs)[:1])
    return max(found, key=lambda way: (found[way], -abs(way)), default=None)


def broken_off(
    cell: Cell, before: Mapping[int, Entry], columns: Columns, way: int | None
) -> tuple[Entry | None, bool]:
    """The entry that a cell goes on from, and whether its column leaves no doubt.

    Args:
        cell: begins with words.
        before: column -> entry of the rows before that may go on.
        columns: of the page.
        way: what `moved` says of the row.
    """
    due = columns.kind_at(cell.column)
    here = before.get(cell.column - (way or 0))
    if here:
        return here, way is not None or kind_of(here.code) == due
    same_kind = [entry for entry in before.values() if kind_of(entry.code) == due]
    return max(same_kind, key=lambda entry: entry.start, default=None), False


def join(host: Entry, piece: Piece, certain: bool, log: Log) -> None:
    """Let an entry go on with a piece; in Latin letters a blank may be lost between them."""
    ends = host.pieces[-1].raw[-1:] + piece.raw[:1]
    host.pieces.append(piece)
    message = f"{piece.raw!r} joined to {host.code} across a break"
    if not certain:
        log.doubt(piece.start, f"{message}, though the columns do not show it")
    elif len(_LATIN.findall(ends)) == 2:
        log.doubt(piece.start, f"{message}; there may have been a blank")
    else:
        log.repair(piece.start, message)
