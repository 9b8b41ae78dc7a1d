"""Read the attitudes: a code, which may be missing, a name, a colon and a definition."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from aitalent_kg.importers.formats.icap.codes import half_width, plain
from aitalent_kg.importers.formats.icap.furniture import heads_a_page
from aitalent_kg.importers.formats.icap.marks import MARK
from aitalent_kg.importers.formats.icap.model import Entry, Log, Piece, trimmed
from aitalent_kg.importers.formats.icap.opens import ended

__all__ = ["attitudes_start", "name_and_definition", "read_attitudes"]

_CODE = re.compile(r"(?<![0-9A-Za-z])A\d{2,3}(?!\d)")
_NAMED = re.compile(r"[^：:。，；]{1,15}[：:]")


def attitudes_start(lines: Sequence[Piece], first: int, last: int) -> int:
    """Index of the heading of the attitudes, or of the first of them, or `last`."""
    for index in range(first, last):
        words = plain(lines[index].raw)
        if "職能內涵" in words and ("A=" in words or "態度" in words) and "知識" not in words:
            return index
    for index in range(first, last):
        words = half_width(lines[index].raw)
        mark = MARK.match(words)
        if _CODE.match(words[mark.end() if mark else 0 :].strip()):
            return index
    return last


def read_attitudes(lines: Sequence[Piece], log: Log, names: Collection[str] = ()) -> list[Entry]:
    """The attitudes among these lines, the first of which may be their heading.

    Args:
        names: of the standard, which may head its pages.
    """
    entries: list[Entry] = []
    rows = [line for line in lines if not heads_a_page(line.raw, names)]
    for marked, piece in _parts(rows, log.text):
        code = _CODE.match(half_width(piece.raw))
        if code:
            entries.append(Entry(code[0], [piece], len(code[0])))
        elif _NAMED.match(piece.raw) and (marked or not entries or ended(entries[-1].text)):
            entries.append(Entry("", [piece]))
            name = name_and_definition(entries[-1])[0]
            log.doubt(piece.start, f"attitude {name!r} has no code; it is numbered by its place")
        elif entries and not marked:
            entries[-1].pieces.append(piece)
            name = entries[-1].code or name_and_definition(entries[-1])[0]
            log.repair(piece.start, f"{piece.raw!r} joined to {name} across a break")
        else:
            log.doubt(piece.start, f"{piece.raw!r} is no attitude; left out")
    return entries


def name_and_definition(entry: Entry) -> tuple[str, str]:
    """What stands before and behind the first colon, or else a long dash."""
    name, *rest = re.split(
        "[：:]" if re.search("[：:]", entry.text) else "[－–—]+", entry.text, maxsplit=1
    )
    return name.strip(), rest[0].strip() if rest else ""


def _parts(lines: Sequence[Piece], text: str) -> Iterator[tuple[bool, Piece]]:
    """Cells of the lines, cut at the codes that stand in them; whether a list mark leads."""
    for line in lines:
        at = line.start
        for cell in line.raw.split("\t"):
            words = plain(cell)
            if words and not words.startswith("職能內涵"):
                yield from _cut(text, at, cell)
            at += len(cell) + 1


def _cut(text: str, at: int, cell: str) -> Iterator[tuple[bool, Piece]]:
    words = half_width(cell)
    mark = MARK.match(words)
    first = mark.end() if mark else 0
    codes = [m.start() for m in _CODE.finditer(words, first) if _begins(words[first : m.start()])]
    starts = sorted({first, *codes})
    for start, end in zip(starts, [*starts[1:], len(cell)], strict=True):
        piece = trimmed(text, at + start, at + end)
        if piece:
            yield bool(mark), piece


def _begins(before: str) -> bool:
    """Whether a code behind these words opens an attitude: the sentence before has ended."""
    return not before.strip() or ended(before)
