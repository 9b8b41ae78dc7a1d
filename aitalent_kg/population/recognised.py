"""The cells of a table, each different text read once.

Columns of numbers are left to the engine. In: a table of the engine. Out: what each text says, as
small tables that join back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aitalent_kg.errors import AitalentError
from aitalent_kg.exports import optional
from aitalent_kg.population.cells import MOST_COUNT, MOST_HOURS, Cells
from aitalent_kg.population.columns import Column, Layout
from aitalent_kg.population.compiled import Expr
from aitalent_kg.progress import Progress

__all__ = ["Texts", "joined", "recognise"]

_MOST = {"hours": MOST_HOURS, "count": MOST_COUNT}
_STEP = 20_000


@dataclass(frozen=True, slots=True)
class Texts:
    """A column, and what its texts say."""

    column: Column
    cells: Cells = field(repr=False)
    is_text: bool  #: else the engine holds numbers or truth values
    said: Mapping[str, object]  #: text -> hours by tool, certificates, ...; those that can be read

    def number(self, table: Expr) -> Expr:
        """The numbers of a column that is no text; null where a cell is blank."""
        cell = table[self.column.name]
        number = cell.cast("float64")
        return number if cell.type().is_integer() else number.round(6)

    def bad(self, table: Expr) -> Expr:
        """Whether the cell says nothing that can be read."""
        cell = table[self.column.name]
        if self.is_text:
            unread = table[self._key].isnull() if self.said else optional("ibis").literal(True)
            return cell.notnull() & unread
        if self.column.role == "condition":
            return False
        wrong = ~cell.between(0, _MOST[self.column.role])
        if cell.type().is_floating():
            wrong |= cell.isnan()  # the engine may judge ranges by statistics that leave it out
        if self.column.role == "count" and not cell.type().is_integer():
            wrong |= cell != cell.floor()
        return cell.notnull() & wrong

    def reason(self, cell: object) -> str | None:
        """Why a cell cannot be read; None where it can."""
        if cell is None or (not self.is_text and self.column.role == "condition"):
            return None
        try:
            self.read(str(cell))
        except AitalentError as error:
            return str(error)
        return None

    def read(self, text: str) -> object:
        """What a cell says.

        Raises:
            AitalentError: nothing that can be read.
        """
        return _read(self.cells, self.column, text)

    @property
    def _key(self) -> str:
        return f"_key {self.column.name}"

    def mapped(self, table: Expr, name: str) -> Expr:
        """A column of what the texts say, after `joined`."""
        return table[f"_{name} {self.column.name}"]

    def lookup(
        self, names: Sequence[str], values: Callable[[object], Sequence[object]], kind: str
    ) -> Expr:
        """A table: the texts, and under each name what they say."""
        arrow = optional("pyarrow")
        rows = [values(said) for said in self.said.values()]
        columns = {self._key: arrow.array(list(self.said), arrow.string())}
        for name, cells in zip(names, zip(*rows, strict=True), strict=True):
            column = arrow.array(cells, arrow.type_for_alias(kind))
            columns[f"_{name} {self.column.name}"] = column
        return optional("ibis").memtable(arrow.table(columns))


def recognise(table: Expr, found: Layout, cells: Cells, progress: Progress) -> list[Texts]:
    """Read the different texts of every column that rules look at."""
    return [_texts(table, column, cells, progress) for column in found.judged]


def joined(table: Expr, texts: Texts, lookup: Expr) -> Expr:
    """The table with what the texts of a column say beside it."""
    return table.left_join(lookup, table[texts.column.name].cast("string") == lookup[texts._key])


def _texts(table: Expr, column: Column, cells: Cells, progress: Progress) -> Texts:
    kind = table[column.name].type()
    plain = kind.is_boolean() if column.role == "condition" else kind.is_numeric()
    if plain and column.role != "certificates":
        return Texts(column, cells, False, {})
    progress(column.name)
    cell = table[column.name].cast("string")
    different = table.filter(cell.notnull()).select(text=cell).distinct().to_pyarrow()["text"]
    said = {}
    for place, text in enumerate(sorted(different.to_pylist())):
        if place and place % _STEP == 0:
            progress(f"{column.name}: {place} of {len(different)} texts")
        try:
            said[text] = _read(cells, column, text)
        except AitalentError:
            continue  # told with its reason when the rows kept out are
    return Texts(column, cells, True, said)


def _read(cells: Cells, column: Column, text: str) -> object:
    if column.role == "hours":
        return cells.hours(column.of, text)
    ways: dict[str, Callable[[str], object]] = {
        "certificates": cells.certificates,
        "count": cells.count,
        "condition": cells.condition,
    }
    return ways[column.role](text)
