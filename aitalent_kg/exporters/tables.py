"""A folder of CSV files: one a class, and the general ones. Safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from aitalent_kg.exporters import general
from aitalent_kg.exporters.frames import Frame, frames_of, rows_of
from aitalent_kg.exporters.lines import by_subject
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.exports import csv_text
from aitalent_kg.lookup import Quads, class_name

__all__ = ["chunks", "export_csv", "told"]

#: Excel knows UTF-8 by it; pandas, polars and DuckDB skip it.
_MARK = "\ufeff"
#: So many tables are filled in one reading of the statements, each an open file.
_TABLES = 200
_ROWS = 5_000


def export_csv(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write a file for each class, and `things`, `columns`, `statements`, `about`."""
    sorted_file = by_subject(scope, store, target, log.progress)
    frames = frames_of(sorted_file)
    for some in chunks(frames, _TABLES):
        with ExitStack() as stack:
            files = {
                frame.name: stack.enter_context(
                    (target / f"{frame.name}.csv").open("w", encoding="utf-8", newline="")
                )
                for frame in some
            }
            for frame in some:
                files[frame.name].write(_MARK + csv_text(frame.header, ()))
            for frame, row in rows_of(sorted_file, some):
                files[frame.name].write(csv_text(_texts(row), ()))
    _file(target / "things.csv", general.THINGS, general.things(sorted_file))
    _file(target / "columns.csv", general.COLUMNS, general.columns(frames))
    _file(target / "statements.csv", general.STATEMENTS, general.statements(sorted_file))
    _file(target / "about.csv", general.ABOUT, general.about(frames, log))
    sorted_file.unlink()
    told(frames, log)


def told(frames: Iterable[Frame], log: Log) -> None:
    """Count the things of each table."""
    for frame in frames:
        log.wrote(class_name(frame.kind) or "thing without a class", frame.rows)


def chunks(frames: Sequence[Frame], size: int) -> Iterable[Sequence[Frame]]:
    """The tables in groups of at most `size`."""
    return (frames[start : start + size] for start in range(0, len(frames), size))


def _texts(row: Sequence[object]) -> list[object]:
    return [None if cell == () else cell for cell in row]


def _file(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    rest = iter(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_MARK + csv_text(header, ()))
        while some := list(islice(rest, _ROWS)):
            stream.write(csv_text(some[0], some[1:]))
