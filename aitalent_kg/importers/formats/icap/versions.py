"""Read the version table, which names earlier and later versions of a standard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from aitalent_kg.importers.formats.icap.codes import STANDARD_CODE, half_width, plain
from aitalent_kg.importers.formats.icap.model import Log, Piece, Version, trimmed

__all__ = ["HEADS", "read_versions"]

#: Cells of the table's head, in the usual order.
HEADS = ("版本", "職能基準代碼", "職能基準名稱", "狀態", "更新說明", "發展更新日期")
_LABEL = re.compile(r"V\d+")
_DATE = re.compile(r"(\d{2,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def read_versions(lines: Sequence[Piece], code: str, log: Log) -> list[Version]:
    """The rows of the version table, the newest first."""
    found: list[Version] = []
    places = {name: column for column, name in enumerate(HEADS)}
    for line in lines:
        cells = [cell.strip() for cell in line.raw.split("\t")]
        names = [plain(cell) for cell in cells]
        if HEADS[0] in names and HEADS[1] in names:
            places = {name: names.index(name) for name in HEADS if name in names}
        elif _LABEL.fullmatch(half_width(cells[0])):
            found += _row(cells, places, line, log)
    if found and code not in {version.code for version in found}:
        log.doubt(found[0].piece.start, f"the version table does not list {code}")
    return sorted(found, key=lambda version: int(version.label[1:]), reverse=True)


def _row(cells: list[str], places: dict[str, int], line: Piece, log: Log) -> Iterator[Version]:
    def cell(name: str) -> str:
        place = places.get(name, len(cells))
        return cells[place] if place < len(cells) else ""

    piece = trimmed(log.text, line.start, line.end)
    code = half_width(cell("職能基準代碼"))
    printed = cell("發展更新日期")
    if piece is None or not STANDARD_CODE.fullmatch(code):
        log.doubt(line.start, f"row of a version without a code of a standard: {code!r}; left out")
        return
    day = _iso(printed)
    if not day:
        log.doubt(line.start, f"{code}: {printed!r} is no date of a version; left out")
    words = (cell("職能基準名稱"), cell("狀態"), cell("更新說明"))
    yield Version(half_width(cells[0]), code, *words, day, piece)


def _iso(printed: str) -> str:
    """A date in ISO 8601; years of up to three digits are ROC years."""
    found = _DATE.fullmatch(half_width(printed))
    if not found:
        return ""
    year, month, day = map(int, found.groups())
    try:
        return date(year if year > 999 else year + 1911, month, day).isoformat()
    except ValueError:
        return ""
