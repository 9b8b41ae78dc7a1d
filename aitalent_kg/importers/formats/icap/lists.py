"""Read lists of knowledge (K) or skills (S) that some standards print behind the table.

The table of such a standard may hold the codes only; the list gives their words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from aitalent_kg.importers.formats.icap.codes import CODE, half_width, kind_of, plain
from aitalent_kg.importers.formats.icap.columns import read_head
from aitalent_kg.importers.formats.icap.furniture import heads_a_page
from aitalent_kg.importers.formats.icap.marks import MARK
from aitalent_kg.importers.formats.icap.model import Entry, Log, Piece, trimmed
from aitalent_kg.importers.formats.icap.opens import SEPARATORS, ended

__all__ = ["is_list_head", "lists_start", "read_lists"]

_ITEM = re.compile(r"[KS]\d{2,3}")
_HEAD = re.compile(
    r"(?:[(一二三四五六七八九十\d)、.]*)(?:職能內涵)?[(:]?(?:K|S|K/S|KS|所需)?[=:]?"
    r"(?:knowledge|skills?)?(?:知識|技能|知識(?:與|及|和|/|、)技能)(?:\([KS]\))?(?:清單|列表|一覽表?|項目)?[):]*",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"代碼|編號|代號|名稱|內容|項目|知識|技能|說明|職能內涵.*")


def is_list_head(line: Piece) -> bool:
    """Whether a line heads a list of items: 職能內涵(K=knowledge知識) with no task beside it."""
    cells = [plain(cell) for cell in line.raw.split("\t") if cell.strip()]
    return bool(cells) and all(_HEAD.fullmatch(cell) for cell in cells)


def lists_start(lines: Sequence[Piece], first: int, last: int) -> int:
    """Index of the head of the first list, or `last`.

    Without a head, lines that begin with a K or S code are a list where the cells of the table
    hold codes only.
    """
    above: Piece | None = None
    for index in range(first, last):
        line = lines[index]
        head_goes_on = above is not None and read_head(above.raw.split("\t")) is not None
        if is_list_head(line) and index > first and not head_goes_on:
            return index
        if line.raw.strip():
            above = line
    bare = _bare_lines(lines, first, last)
    return bare if _codes_only(lines[first:bare]) else last


def _bare_lines(lines: Sequence[Piece], first: int, last: int) -> int:
    """Index of the first of two or more lines that begin with an item and have no cells."""
    found = [index for index in range(first, last) if _begins(lines[index])]
    return found[0] if len(found) > 1 else last


def _begins(line: Piece) -> bool:
    words = half_width(line.raw)
    mark = MARK.match(words)
    return "\t" not in line.raw.strip() and bool(
        _ITEM.match(words[mark.end() if mark else 0 :].strip())
    )


def _codes_only(rows: Sequence[Piece]) -> bool:
    """Whether the cells of K and S hold codes, and hardly any words."""
    bare = worded = 0
    for row in rows:
        for cell in half_width(row.raw).split("\t"):
            if _ITEM.match(cell.strip()):
                rest = CODE.sub("", cell).strip(SEPARATORS + "\r")
                bare, worded = bare + (not rest), worded + bool(rest)
    return bare > worded


def read_lists(lines: Sequence[Piece], log: Log, names: Collection[str] = ()) -> list[Entry]:
    """The items of the lists, in the order of the text; a code as often as it is printed.

    Args:
        names: of the standard, which may head its pages.
    """
    entries: list[Entry] = []
    for line in lines:
        if is_list_head(line) or _names_columns(line) or heads_a_page(line.raw, names):
            continue
        for piece in _parts(line, log.text):
            code = _ITEM.match(half_width(piece.raw))
            last = entries[-1] if entries else None
            if code:
                entries.append(Entry(code[0], [piece], len(code[0])))
            elif last and not last.text:
                last.pieces.append(piece)  # the words in the cell beside the code
            elif last and not ended(last.text):
                last.pieces.append(piece)
                log.repair(piece.start, f"{piece.raw!r} joined to {last.code} across a break")
            else:
                log.doubt(piece.start, f"{piece.raw!r} belongs to no item of the list; left out")
    return entries


def _names_columns(line: Piece) -> bool:
    cells = [plain(cell) for cell in line.raw.split("\t") if cell.strip()]
    return bool(cells) and all(_COLUMNS.fullmatch(cell) for cell in cells)


def _parts(line: Piece, text: str) -> Iterator[Piece]:
    """The cells of a line, cut at the codes of items that stand in them."""
    at = line.start
    for cell in line.raw.split("\t"):
        words = half_width(cell)
        mark = MARK.match(words)
        first = mark.end() if mark else 0
        starts = sorted({first, *_starts(words, first)})
        for start, end in zip(starts, [*starts[1:], len(cell)], strict=True):
            piece = trimmed(text, at + start, at + start + len(cell[start:end].rstrip(SEPARATORS)))
            if piece:
                yield piece
        at += len(cell) + 1


def _starts(words: str, first: int) -> Iterator[int]:
    for found in CODE.finditer(words, first):
        before = words[first : found.start()]
        if kind_of(found[1]) in "KS" and (not before.strip() or before[-1] in SEPARATORS + "。"):
            yield found.start()
