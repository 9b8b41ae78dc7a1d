"""Put codes together that the end of a page broke: K0 at the end of a cell, 3 below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from aitalent_kg.importers.formats.icap.codes import CODE, half_width
from aitalent_kg.importers.formats.icap.columns import read_head
from aitalent_kg.importers.formats.icap.furniture import heads_a_page
from aitalent_kg.importers.formats.icap.model import Piece, lines_of
from aitalent_kg.importers.formats.icap.source import Edit

__all__ = ["broken_edits"]

#: The first part of a code, at the end of a cell; and what may go on with it, at the start of one.
_FIRST = re.compile(
    r"(?:\A|(?<=[\s、;,。]))([KS]\d?|T\d{1,2}\.|[OP](?:\d{1,2}(?:\.(?:\d{1,2}\.?)?)?)?)\s*\Z"
)
_REST = re.compile(r"\s*(\.?\d[\d.]*)")
#: Plainly a part of a code, whatever follows.
_BROKEN = re.compile(r"[KS]\d|[TOP]\d[\d.]*\.")


def broken_edits(text: str) -> Iterator[Edit]:
    """Edits that take the first part of each broken code away and write the code below."""
    rows = [line for line in lines_of(text) if _is_row(line)]
    found: list[Edit] = []
    for row, below in zip_longest(rows, rows[1:]):
        under = dict(_cells(below)) if below else {}
        for column, cell in _cells(row):
            first = _FIRST.search(half_width(cell.raw))
            if first:
                found += _edits(cell, first, under.get(column))
    yield from sorted(found, key=lambda edit: edit.start)


def _is_row(line: Piece) -> bool:
    cells = line.raw.split("\t")
    return len(cells) > 1 and not read_head(cells) and not heads_a_page(line.raw, ())


def _cells(row: Piece) -> Iterator[tuple[int, Piece]]:
    at = row.start
    for column, raw in enumerate(row.raw.split("\t")):
        yield column, Piece(at, at + len(raw), raw)
        at += len(raw) + 1


def _edits(cell: Piece, first: re.Match[str], below: Piece | None) -> Iterator[Edit]:
    rest = _REST.match(half_width(below.raw)) if below else None
    code = first[1] + rest[1].rstrip(".") if rest else ""
    start, end = (cell.start + at for at in first.span(1))
    if rest and below and CODE.fullmatch(code) and (code[0] not in "KS" or len(code) == 3):
        at = below.start + rest.start(1)
        message = f"{first[1]!r} and {rest[1]!r} below it read as {code}, broken over a page"
        yield Edit(start, end, "")
        yield Edit(at, at + len(code) - len(first[1]), code, message)
    elif _BROKEN.fullmatch(first[1]):
        message = f"{first[1]!r} looks like a code that breaks off; left as it is"
        yield Edit(start, end, cell.raw[first.start(1) : first.end(1)], message, "doubt")
