"""The graph as a database file: a table a class, tables of what has several values, statements.

A column with one value a thing is in the table of its class; what may have several is a table of
its own, `Class_column(iri, value)`. Values are typed; `iri` is the key.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from aitalent_kg.exporters import general
from aitalent_kg.exporters.frames import Column, Frame, Row, frames_of, rows_of
from aitalent_kg.exporters.lines import by_subject
from aitalent_kg.exporters.naming import RESERVED, unique
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.exporters.tables import told
from aitalent_kg.exports import optional
from aitalent_kg.lookup import Quads

__all__ = ["export_duckdb", "export_sqlite"]

_SQLITE = {"iri": "TEXT", "text": "TEXT", "integer": "INTEGER", "decimal": "REAL",
           "boolean": "INTEGER"}  # fmt: skip
_DUCKDB = {"iri": "VARCHAR", "text": "VARCHAR", "integer": "BIGINT", "decimal": "DECIMAL(38,18)",
           "boolean": "BOOLEAN"}  # fmt: skip
_ROWS = 5_000
_GENERAL = {
    "things": general.THINGS,
    "columns": general.COLUMNS,
    "statements": general.STATEMENTS,
    "about": general.ABOUT,
}


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of a class: its own, and one for each column with several values."""

    frame: Frame
    single: tuple[tuple[int, Column], ...]  #: (place in a row, column)
    several: tuple[tuple[int, Column, str], ...]  #: and the name of its table
    held: Callable[[Any], Any]  #: makes of a value what the database holds of it

    def rows(self, row: Row) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """A thing as (table, row)."""
        yield self.frame.name, (*row[:2], *(self.held(row[place]) for place, _ in self.single))
        for place, _, name in self.several:
            for value in dict.fromkeys(map(self.held, row[place])):
                yield name, (row[0], value)


def export_sqlite(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write an SQLite database; decimals are floating point there, and exact in `statements`."""
    with closing(sqlite3.connect(target)) as database:
        database.execute("PRAGMA journal_mode = OFF")  # the file is new, and renamed when whole
        database.execute("PRAGMA synchronous = OFF")

        def put(table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
            marks = ", ".join("?" * width)
            database.executemany(f"INSERT INTO {_quoted(table)} VALUES ({marks})", rows)

        _fill(store, scope, target, log, _SQLITE, database.execute, put)
        database.commit()


def export_duckdb(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write a DuckDB database.

    Raises:
        AitalentError: DuckDB or pyarrow is not installed.
    """
    duckdb, arrow = optional("duckdb"), optional("pyarrow")
    target.unlink()  # DuckDB wants to make the file
    with closing(duckdb.connect(str(target))) as database:

        def put(table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
            cells = zip(*rows, strict=True)
            names = [f"c{place}" for place in range(width)]
            found = arrow.table(dict(zip(names, map(arrow.array, map(list, cells)), strict=True)))
            database.register("rows_to_add", found)
            database.execute(f"INSERT INTO {_quoted(table)} SELECT * FROM rows_to_add")
            database.unregister("rows_to_add")

        _fill(store, scope, target, log, _DUCKDB, database.execute, put)


def _fill(
    store: Quads,
    scope: Scope,
    target: Path,
    log: Log,
    types: dict[str, str],
    run: Callable[[str], object],
    put: Callable[[str, int, Iterable[Sequence[Any]]], None],
) -> None:
    """Make the tables and fill them."""
    with tempfile.TemporaryDirectory(prefix=".aitalent-kg.", dir=target.parent) as folder:
        path = by_subject(scope, store, Path(folder), log.progress)
        frames = frames_of(path)
        layout = _layout(frames, _floating if types is _SQLITE else _same)
        for statement in _definitions(layout.values(), types):
            run(statement)
        into: dict[str, list[Sequence[Any]]] = defaultdict(list)
        for table, row in _every_row(path, layout, frames, log):
            into[table].append(row)
            if len(into[table]) >= _ROWS:
                put(table, len(row), into.pop(table))
        for table, rows in into.items():
            put(table, len(rows[0]), rows)
    told(frames, log)


def _every_row(
    path: Path, layout: dict[str, _Tables], frames: Sequence[Frame], log: Log
) -> Iterator[tuple[str, Sequence[Any]]]:
    general_rows: tuple[tuple[str, Iterable[Sequence[Any]]], ...] = (
        ("things", general.things(path)),
        ("columns", general.columns(frames)),
        ("about", general.about(frames, log)),
    )
    for table, rows in general_rows:
        yield from ((table, row) for row in rows)
    for frame, row in rows_of(path, frames):
        yield from layout[frame.name].rows(row)
    yield from (("statements", row) for row in general.statements(path))


def _layout(frames: Iterable[Frame], held: Callable[[Any], Any]) -> dict[str, _Tables]:
    taken = {*RESERVED, *(frame.name.casefold() for frame in frames)}
    found = {}
    for frame in frames:
        placed = list(enumerate(frame.columns, start=2))
        found[frame.name] = _Tables(
            frame,
            tuple((place, column) for place, column in placed if not column.many),
            tuple(
                (place, column, unique(f"{frame.name}_{column.name}", taken))
                for place, column in placed
                if column.many
            ),
            held,
        )
    return found


def _definitions(layout: Iterable[_Tables], types: dict[str, str]) -> Iterator[str]:
    """CREATE TABLE for every table."""
    text = types["text"]
    for name, columns in _GENERAL.items():
        kinds = (types["boolean"] if column == "several" else text for column in columns)
        said = [f"{_quoted(c)} {kind}" for c, kind in zip(columns, kinds, strict=True)]
        if name == "things":
            said[0] += " PRIMARY KEY"
        yield f"CREATE TABLE {name} ({', '.join(said)})"
    for tables in layout:
        own = _quoted(tables.frame.name)
        columns_ = [f"{_quoted(c.name)} {types[c.kind]}" for _, c in tables.single]
        yield f"CREATE TABLE {own} ({', '.join([f'iri {text} PRIMARY KEY', f'code {text}', *columns_])})"
        for _, column, name in tables.several:
            refers = f" REFERENCES {own}(iri)" if types is _SQLITE else ""
            yield (
                f"CREATE TABLE {_quoted(name)} (iri {text} NOT NULL{refers},"
                f" value {types[column.kind]}, PRIMARY KEY (iri, value))"
            )


def _floating(value: Any) -> Any:
    """A value as SQLite holds it."""
    return float(value) if isinstance(value, Decimal) else value


def _same(value: Any) -> Any:
    """A value as DuckDB holds it."""
    return value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
