"""Tell what follows the table of tasks: lists of items, attitudes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aitalent_kg.importers.formats.icap.attitudes import attitudes_start
from aitalent_kg.importers.formats.icap.lists import is_list_head, lists_start
from aitalent_kg.importers.formats.icap.model import Piece

__all__ = ["Sections", "sections_of"]


@dataclass(frozen=True, slots=True)
class Sections:
    """The lines between the head of the table and the closing notes."""

    table: Sequence[Piece]
    items: Sequence[Piece]  #: lists of knowledge and skills
    attitudes: Sequence[Piece]


def sections_of(lines: Sequence[Piece], first: int, last: int) -> Sections:
    """Part the lines; the lists may stand before the attitudes, or behind them."""
    attitudes = attitudes_start(lines, first, last)
    items = lists_start(lines, first, attitudes)
    behind = next((i for i in range(attitudes, last) if is_list_head(lines[i])), last)
    return Sections(
        lines[first:items],
        [*lines[items:attitudes], *lines[behind:last]],
        lines[attitudes:behind],
    )
