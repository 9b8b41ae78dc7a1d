"""What heads and ends the pages of a text: page numbers, the name of the standard again."""

from __future__ import annotations

import re
from collections.abc import Collection

from aitalent_kg.importers.formats.icap.codes import plain

__all__ = ["PAGE_MARK", "heads_a_page"]

#: A page number, blanks taken out.
PAGE_MARK = re.compile(
    r"第\d+頁(?:[,/、]?總?共\d+頁)?|頁次:?\d+(?:/\d+)?|[Pp]age\d+(?:(?:of|/)\d+)?|-\d+-|\d+/\d+"
)


def heads_a_page(row: str, names: Collection[str]) -> bool:
    """Whether the cells of a row hold nothing but names of the standard, and page numbers.

    Args:
        names: title and code of the standard, and the like, without blanks.
    """
    cells = [plain(cell) for cell in row.split("\t") if cell.strip()]
    return bool(cells) and all(_of_page(cell, names) for cell in cells)


def _of_page(words: str, names: Collection[str]) -> bool:
    for name in names:
        words = words.replace(name, "")
    words = words.replace("職能基準代碼", "").strip(":")
    return not words or bool(PAGE_MARK.fullmatch(words))
