"""Tables as Arrow batches, for Parquet and DuckDB. Needs `aitalent-kg[scale]`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

from aitalent_kg.exporters import general
from aitalent_kg.exporters.frames import Frame, Row, frames_of, rows_of
from aitalent_kg.exporters.lines import by_subject
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.exporters.tables import chunks, told
from aitalent_kg.exports import optional
from aitalent_kg.lookup import Quads

__all__ = ["export_parquet"]

_TABLES = 200
_ROWS = 10_000
#: Digits of a decimal, and those after the point; `frames` lets no larger ones through.
_DIGITS, _PLACES = 38, 18


def export_parquet(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write a file for each class, and the general ones.

    Raises:
        AitalentError: pyarrow is not installed.
    """
    parquet = optional("pyarrow.parquet")
    sorted_file = by_subject(scope, store, target, log.progress)
    frames = frames_of(sorted_file)
    for some in chunks(frames, _TABLES):
        _write_frames(sorted_file, some, target, parquet)
    for name, schema, rows in _general_tables(sorted_file, frames, log):
        with parquet.ParquetWriter(str(target / f"{name}.parquet"), schema) as writer:
            for batch in _batches(schema, rows):
                writer.write_batch(batch)
    sorted_file.unlink()
    told(frames, log)


def _write_frames(path: Path, frames: Sequence[Frame], target: Path, parquet: Any) -> None:
    with ExitStack() as stack:
        writers = {
            frame.name: stack.enter_context(
                parquet.ParquetWriter(str(target / f"{frame.name}.parquet"), _schema(frame))
            )
            for frame in frames
        }
        _fill(rows_of(path, frames), lambda frame, some: writers[frame.name].write_batch(some))


def _general_tables(
    path: Path, frames: Sequence[Frame], log: Log
) -> Iterator[tuple[str, Any, Iterator[Sequence[Any]]]]:
    """The tables that are not of a class: name, schema, rows."""
    yield "things", _texts(general.THINGS), general.things(path)
    yield "columns", _texts(general.COLUMNS, ("several",)), general.columns(frames)
    yield "statements", _texts(general.STATEMENTS), general.statements(path)
    yield "about", _texts(general.ABOUT), general.about(frames, log)


def _schema(frame: Frame) -> Any:
    """The Arrow schema of a table."""
    arrow = optional("pyarrow")
    kinds = {
        "iri": arrow.string(),
        "text": arrow.string(),
        "integer": arrow.int64(),
        "decimal": arrow.decimal128(_DIGITS, _PLACES),
        "boolean": arrow.bool_(),
    }
    fields = [("iri", arrow.string()), ("code", arrow.string())]
    for column in frame.columns:
        kind = kinds[column.kind]
        fields.append((column.name, arrow.list_(kind) if column.many else kind))
    return arrow.schema(fields)


def _texts(names: Iterable[str], flags: Iterable[str] = ()) -> Any:
    """A schema of texts, and of truth values."""
    arrow = optional("pyarrow")
    return arrow.schema([(n, arrow.bool_() if n in flags else arrow.string()) for n in names])


def _batches(schema: Any, rows: Iterable[Sequence[Any]]) -> Iterator[Any]:
    """Rows as Arrow batches."""
    rest = iter(rows)
    while some := list(islice(rest, _ROWS)):
        yield _batch(schema, some)


def _fill(rows: Iterable[tuple[Frame, Row]], take: Callable[[Frame, Any], object]) -> None:
    """Hand the rows of several tables on in batches."""
    waiting: dict[Frame, list[Row]] = defaultdict(list)
    for frame, row in rows:
        waiting[frame].append(row)
        if len(waiting[frame]) >= _ROWS:
            take(frame, _batch(_schema(frame), waiting.pop(frame)))
    for frame, some in waiting.items():
        take(frame, _batch(_schema(frame), some))


def _batch(schema: Any, rows: Sequence[Sequence[Any]]) -> Any:
    arrow = optional("pyarrow")
    cells = zip(*rows, strict=True)
    arrays = [
        arrow.array([list(c) if isinstance(c, tuple) else c for c in column], type=field.type)
        for column, field in zip(cells, schema, strict=True)
    ]
    return arrow.RecordBatch.from_arrays(arrays, schema=schema)
