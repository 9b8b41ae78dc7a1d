"""The result of a query: a small table of plain Python values.

Made by `KnowledgeGraph.query` and `.sparql`. Leads to pandas, polars, files and notebooks.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from aitalent_kg.errors import UnknownName
from aitalent_kg.exports import (
    csv_text,
    html,
    json_text,
    markdown,
    optional,
    saved,
    shown,
    write_xlsx,
)
from aitalent_kg.values import Cell, Iri

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Row", "Table", "row_type"]

#: One row: a named tuple, so that `row.code` and `row[0]` both work. Its fields are those of the
#: query, which no type checker knows.
Row = Any


@lru_cache(maxsize=512)
def row_type(columns: tuple[str, ...]) -> Any:
    """The named tuple of these columns; one that Python cannot name is called by its place."""
    return namedtuple("Row", columns, rename=True)


@dataclass(frozen=True, slots=True, eq=False)
class Table(Sequence[Row]):
    """Rows of a result, in its order.

    A cell is text, an `Iri`, a number, a truth value, or None where nothing is bound. With
    evidence the last column, `quotes`, holds a tuple of `Evidence`.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Table:
        """A table of any rows of these columns."""
        make = row_type(tuple(columns))._make
        return cls(tuple(columns), tuple(make(row) for row in rows))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> Row | Table:
        if isinstance(index, slice):
            return Table(self.columns, self.rows[index])
        return self.rows[index]

    def __eq__(self, other: object) -> bool:
        """Whether columns and rows are the same, in the same order."""
        if not isinstance(other, Table):
            return NotImplemented
        return self.columns == other.columns and self.rows == other.rows

    def __hash__(self) -> int:
        return hash((self.columns, self.rows))

    def column(self, name: str) -> list[Any]:
        """The cells of one column.

        Raises:
            UnknownName: there is no such column; the names are given.
        """
        if name not in self.columns:
            raise UnknownName(name, self.columns, "column", "")
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def values(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def curies(self) -> Table:
        """The same with short IRIs: `SMS2512-002v1/T1.3`, `ait:Task`."""
        return Table.of(self.columns, (map(_short, row) for row in self.rows))

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas DataFrame; needs `aitalent-kg[pandas]`."""
        frames = optional("pandas")
        frame: pandas.DataFrame = frames.DataFrame(list(self.rows), columns=list(self.columns))
        return frame

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame; needs `aitalent-kg[polars]`."""
        frames = optional("polars")
        rows = [tuple(map(shown, row)) for row in self.rows]
        frame: polars.DataFrame = frames.DataFrame(
            rows, schema=list(self.columns), orient="row", infer_schema_length=None
        )
        return frame

    def to_csv(self, path: Path | str | None = None) -> str:
        """CSV that a spreadsheet opens safely; see `exports.csv_text`."""
        text = csv_text(self.columns, self.rows)
        return saved(text, path, bom=True)

    def to_json(self, path: Path | str | None = None) -> str:
        """JSON: an array with one object a row."""
        return saved(json_text(self.values()), path)

    def to_markdown(self) -> str:
        """A Markdown table."""
        return markdown(self.columns, self.rows)

    def to_xlsx(self, path: Path | str) -> None:
        """An Excel workbook in which every text is text."""
        write_xlsx(Path(path), self.columns, self.rows)

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return html(self.columns, self.rows)


def _short(cell: Cell) -> Cell:
    return cell.curie if isinstance(cell, Iri) else cell
