"""Cut the cells of a table row at the codes that open entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from aitalent_kg.importers.formats.icap.codes import CODE, half_width, kind_of, levels_in
from aitalent_kg.importers.formats.icap.model import Entry, Piece, trimmed
from aitalent_kg.importers.formats.icap.opens import (
    LEVEL_BEHIND,
    SEPARATORS,
    Candidate,
    Opener,
    Surroundings,
)

__all__ = ["Cell", "level_behind", "split_row"]


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


def split_row(pieces: Sequence[tuple[int, Piece]], around: Surroundings) -> list[Cell]:
    """Cut the non-empty cells of a row, given with their columns."""
    first: dict[int, str] = {}
    begun: dict[int, str] = {}
    for column, piece in pieces:
        mark = CODE.search(half_width(piece.raw))
        first[column] = mark[1] if mark else ""
        if mark and mark.start() == 0:
            begun[column] = mark[1]
    opener = Opener(first, begun, around)
    return [_cut(column, piece, opener, around.text) for column, piece in pieces]


def level_behind(entry: Entry) -> Piece | None:
    """The level that a cell prints behind the last sentence of an indicator."""
    piece = entry.pieces[-1]
    words = half_width(piece.raw)
    found = LEVEL_BEHIND.search(words, entry.skip if len(entry.pieces) == 1 else 0)
    if not found:
        return None
    start, end = found.span(1)
    return Piece(piece.start + start, piece.start + end, piece.raw[start:end])


def _cut(column: int, piece: Piece, opener: Opener, text: str) -> Cell:
    """Decide on each code of a cell, from left to right."""
    cell, words = Cell(column, piece), half_width(piece.raw)
    accepted: list[re.Match[str]] = []
    for mark in CODE.finditer(words):
        start = mark.start()
        candidate = Candidate(
            code=mark[1],
            column=column,
            before=words[accepted[-1].end() if accepted else 0 : start].strip(),
            after=words[mark.end() :],
            previous=accepted[-1][1] if accepted else "",
            glued=start > 0 and not words[start - 1].isspace(),
            listed=any(other[1] == mark[1] for other in accepted),
        )
        if not opener.opens(candidate):
            cell.mentions.append((piece.start + start, mark[1]))
            continue
        accepted.append(mark)
        if candidate.kind == "task":
            opener.tasks.append(mark[1])
    _fill(cell, accepted, text)
    cell.glued = [e for e in cell.entries if e.start > piece.start and not _blank_before(e, text)]
    return cell


def _fill(cell: Cell, accepted: Sequence[re.Match[str]], text: str) -> None:
    """Give the cell what stands before, between and behind the codes that open entries."""
    at, raw = cell.piece.start, cell.piece.raw
    starts = [mark.start() for mark in accepted]
    cell.lead = trimmed(text, at, at + (starts[0] if starts else len(raw)))
    for mark, end in zip_longest(accepted, starts[1:]):
        words = raw[mark.start() : end]
        if kind_of(mark[1]) in "KS" and end is not None:
            words = words.rstrip(SEPARATORS)
        part = trimmed(text, at + mark.start(), at + mark.start() + len(words))
        assert part is not None
        cell.entries.append(Entry(mark[1], [part], len(mark[1])))


def _blank_before(entry: Entry, text: str) -> bool:
    return text[entry.start - 1] in SEPARATORS or text[entry.start - 1].isspace()
