"""The cells of a row by what the mapping says of their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.formats.table.mapping import Coded, Mapping, TableSpec
from aitalent_kg.importers.tables import Sheet
from aitalent_kg.text import folded

__all__ = ["Cells", "Refused"]


class Refused(Exception):
    """A row that is left out, and why; told in the report."""


class Cells:
    """A row after the other, each cell by the key that the mapping gives its column."""

    def __init__(self, sheet: Sheet, spec: TableSpec, mapping: Mapping) -> None:
        self.sheet, self.spec, self.mapping = sheet, spec, mapping
        self.row = 0
        self.values: Sequence[str] = ()
        self.unused: Counter[str] = Counter()
        self._places = {column: place for place, column in enumerate(sheet.header)}
        named = [
            *spec.columns.values(),
            *spec.label.values(),
            *spec.definition.values(),
            *spec.ignore,
            *filter(None, (spec.kind.column, spec.strength.column)),
        ]
        for column in named:
            self._check(column)
        self._levels = {folded(level): n for n, level in enumerate(mapping.scale, start=1)}
        #: Columns of a matrix that are roles or items.
        self.across = [c for c in sheet.header if c and c not in named]
        self._left = [] if spec.rows == "matrix" else self.across

    def at(self, row: int, values: Sequence[str]) -> None:
        """Go to a row."""
        self.row, self.values = row, [value.strip() for value in values]
        for column in self._left:
            if self.values[self._places[column]]:
                self.unused[column] += 1

    def cell(self, column: str) -> str:
        """The cell of a column."""
        return self.values[self._places[column]]

    def get(self, key: str) -> str:
        """The cell of a key, "" where the mapping names no column for it."""
        column = self.spec.columns.get(key)
        return self.cell(column) if column else ""

    def needed(self, key: str) -> str:
        """The cell of a key.

        Raises:
            Refused: it is empty.
        """
        if not (value := self.get(key)):
            raise Refused(f"column {self.spec.columns[key]!r} is empty; left out")
        return value

    def texts(self, columns: dict[str, str]) -> list[tuple[str, str]]:
        """(language, text) of a label or definition; those that are empty left out."""
        return [(lang, self.cell(c)) for lang, c in columns.items() if self.cell(c)]

    def several(self, key: str) -> list[str]:
        """What a cell lists."""
        parts = self.get(key).split(self.spec.separator)
        return [*dict.fromkeys(part.strip() for part in parts if part.strip())]

    def coded(self, coded: Coded) -> str:
        """A kind or strength; "" where the cell is empty.

        Raises:
            Refused: no value of the mapping fits.
        """
        if not coded.column:
            return coded.fixed
        value = self.cell(coded.column)
        return self.among(value, dict(coded.values), coded.column) if value else ""

    def level(self, value: str, column: str) -> int:
        """The place of a level in the scale, from 1; 0 where the cell is empty.

        Raises:
            Refused: the scale lacks it.
        """
        if not value:
            return 0
        if folded(value) in self._levels:
            return self._levels[folded(value)]
        raise Refused(self._no(value, self.mapping.scale, column, "scale"))

    def among(self, value: str, values: dict[str, str], column: str) -> str:
        """What a value stands for.

        Raises:
            Refused: none of the mapping fits.
        """
        known = {folded(each): ours for each, ours in values.items()}
        if folded(value) in known:
            return known[folded(value)]
        raise Refused(self._no(value, values, column, "values"))

    def _no(self, value: str, known: Sequence[str] | dict[str, str], column: str, what: str) -> str:
        near = get_close_matches(value, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"add it to {what} of the mapping"
        return f"column {column!r}: {value!r} is not among the {what}; {hint}; left out"

    def _check(self, column: str) -> None:
        if column not in self._places:
            near = get_close_matches(column, self.sheet.header, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {self._shown()}"
            if len(self.sheet.header) == 1:  # a title, as people write it above a table
                hint += "; the header must be the first row"
            raise UnreadableFile(self.sheet.where, f"has no column {column!r}; {hint}")

    def _shown(self) -> str:
        return ", ".join(self.sheet.header[:12])
