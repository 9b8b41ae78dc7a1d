"""The columns of the task table, as its head names them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from aitalent_kg.importers.formats.icap.codes import ORDER, plain

__all__ = ["HEAD_WORDS", "Columns", "read_head", "read_head_rest"]

#: Words of the form, and those of tables made by hand.
_NAMES = {
    "主要職責": "duty",
    "職責": "duty",
    "主要工作職責": "duty",
    "工作任務": "task",
    "任務": "task",
    "主要工作任務": "task",
    "工作產出": "O",
    "產出": "O",
    "行為指標": "P",
    "指標": "P",
    "職能級別": "level",
    "級別": "level",
    "職能等級": "level",
    "知識": "K",
    "k": "K",
    "knowledge": "K",
    "技能": "S",
    "s": "S",
    "skill": "S",
    "skills": "S",
}
_FORM = "主要職責|工作任務|工作產出|行為指標|職能級別"
#: What a cell of the head may hold, in one line or in the second of two.
HEAD_WORDS = re.compile(
    rf"(?:{_FORM})(?:\([TOPL]\))?|職能內涵.*|\(?[KSA]=.*|\(?(?:知識|技能)\)?(?:\([KS]\))?"
)
#: What may stand beside a name: the letter of its codes.
_LETTER = re.compile(r"\([TOPKSL]\)|(?<=.)[TOPKS]=.*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which kind of content is due in which column, counted from 0."""

    due: dict[str, int] = field(default_factory=lambda: dict(ORDER))
    others: dict[int, str] = field(default_factory=dict)  #: columns that no form has, and names

    def kind_at(self, column: int) -> str | None:
        """The kind that is due in a column."""
        return next((kind for kind, at in self.due.items() if at == column), None)


def read_head(cells: list[str]) -> Columns | None:
    """The columns that a row names, if it is the head of the task table."""
    due: dict[str, int] = {}
    others: dict[int, str] = {}
    for column, cell in enumerate(map(plain, cells)):
        kind = _kind_of_head(cell)
        if kind:
            due[kind] = column
        elif cell:
            others[column] = cell
    return Columns(due, others) if len(due) >= 2 else None


def read_head_rest(head: list[str], cells: list[str]) -> Columns | None:
    """The columns that a head names together with the row below it, if that goes on with it."""
    filled = [plain(cell) for cell in cells if cell.strip()]
    if not filled or not all(HEAD_WORDS.fullmatch(cell) for cell in filled):
        return None
    return read_head([above + below for above, below in zip_longest(head, cells, fillvalue="")])


def _kind_of_head(cell: str) -> str | None:
    if "職能內涵" in cell:
        if "K=" in cell or "知識" in cell or "(K)" in cell:
            return "K"
        return "S" if "技能" in cell or "(S)" in cell or "S=" in cell else None
    return _NAMES.get(_LETTER.sub("", cell).casefold())
