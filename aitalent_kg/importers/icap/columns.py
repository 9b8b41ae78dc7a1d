"""The columns of the task table, as its head names them."""

from __future__ import annotations

from dataclasses import dataclass, field

from aitalent_kg.importers.icap.codes import ORDER, plain

__all__ = ["Columns", "read_head"]

_NAMES = {
    "主要職責": "duty",
    "工作任務": "task",
    "工作產出": "O",
    "行為指標": "P",
    "職能級別": "level",
}


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


def _kind_of_head(cell: str) -> str | None:
    if "職能內涵" in cell:
        return "K" if "K=" in cell or "知識" in cell else "S" if "技能" in cell else None
    return _NAMES.get(cell)
