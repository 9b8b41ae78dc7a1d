"""A table of people from wherever it is, as a table of an engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from aitalent_kg.errors import AitalentError, BadValue, MissingFile, UnreadableFile
from aitalent_kg.exports import optional
from aitalent_kg.population.compiled import Expr
from aitalent_kg.population.rows import (
    ROW,
    Rejected,
    Rows,
    csv_rows,
    excel_rows,
    text_of,
    wrong_names,
)
from aitalent_kg.progress import Progress

__all__ = ["Source", "read_source"]

#: Rows that are made columns at once: few, so that they stay in the processor's memory; and pieces
#: of so many rows that are written at once: many, as engines like them.
_CHUNK = 2_000
_PIECES = 50
#: Of the embedded engine, so that any laptop can do it; what does not fit goes to the disk.
_MEMORY = "2GB"

_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Source:
    """Rows in an engine."""

    connection: Any
    table: Expr  #: as given, and `ROW` where rows can be told apart
    rejected: tuple[Rejected, ...] = ()  #: rows of a file that never got there
    folder: TemporaryDirectory[str] | None = None  #: kept as long as the table is used

    @property
    def header(self) -> list[str]:
        """The columns as given."""
        return [name for name in self.table.columns if name != ROW]


def read_source(source: Any, connection: Any, sheet: str | None, progress: Progress) -> Source:
    """Make a table of an engine of a file or frame.

    Args:
        source: path of a .csv .tsv .txt .xlsx or .parquet file; an ibis table, a pandas or polars
            frame, a pyarrow table.
        connection: an ibis connection; None: DuckDB, embedded.
    Raises:
        MissingFile, UnreadableFile: the file is not there, or is no such table.
        BadValue: it is none of these.
    """
    ibis = optional("ibis")
    if isinstance(source, ibis.Table):
        _check_names(source.columns)
        return Source(source.get_backend(), source)
    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="aitalent-kg.")
    engine = connection or _embedded(folder)
    if isinstance(source, str | Path):
        return _file(Path(source), engine, folder, sheet, progress)
    return Source(engine, ibis.memtable(_numbered(source)), folder=folder)


def _embedded(folder: TemporaryDirectory[str]) -> Any:
    optional("duckdb")  # ibis would say in many lines that it is missing
    engine = optional("ibis").duckdb.connect(memory_limit=_MEMORY, temp_directory=folder.name)
    bar = engine.raw_sql("SELECT current_setting('enable_progress_bar')").fetchone()
    if bar[0]:  # a notebook without ipywidgets has none, and refuses to have it switched off
        engine.raw_sql("SET enable_progress_bar = false")  # it would stand among the answers
    return engine


def _file(
    path: Path, engine: Any, folder: TemporaryDirectory[str], sheet: str | None, progress: Progress
) -> Source:
    ending = path.suffix.casefold()
    if sheet is not None and ending not in (".xlsx", ".xlsm"):
        raise BadValue(sheet, f"{path} has no sheets; only a workbook has")
    if ending == ".parquet":
        return Source(engine, _parquet(path, engine), folder=folder)
    if ending in (".xlsx", ".xlsm"):
        rows = excel_rows(path, sheet)
    elif ending in (".csv", ".tsv", ".txt"):
        rows = csv_rows(path)
    else:
        raise BadValue(str(path), "no table of people; give a .csv, .xlsx or .parquet file")
    written = Path(folder.name) / "rows.parquet"
    if not _write(rows, written, progress) and not rows.rejected:
        raise UnreadableFile(path, "a header without rows; give at least one person")
    return Source(engine, engine.read_parquet(written), tuple(rows.rejected), folder)


def _parquet(path: Path, engine: Any) -> Expr:
    """A Parquet file, with the number of each row where the engine can tell it."""
    if not path.is_file() and not path.is_dir():
        raise MissingFile(path)
    try:
        if path.is_file():  # its own names: DuckDB gives others where they are alike
            wrong = wrong_names(optional("pyarrow.parquet").read_schema(path).names)
            if wrong:
                raise UnreadableFile(path, wrong)
        if engine.name != "duckdb":
            return engine.read_parquet(path)
        table = engine.read_parquet(path, file_row_number=True)
    except AitalentError:
        raise
    except Exception as error:  # each engine has errors of its own
        raise UnreadableFile(path, f"no Parquet: {str(error).splitlines()[0]}") from None
    numbered = table.mutate(**{ROW: table.file_row_number + 1})
    return numbered.drop("file_row_number")


def _write(rows: Rows, path: Path, progress: Progress) -> int:
    """Write the rows as columns of text; returns how many there are."""
    arrow, parquet = optional("pyarrow"), optional("pyarrow.parquet")
    fields = [(ROW, arrow.int64()), *((name, arrow.string()) for name in rows.header)]
    schema = arrow.schema(fields)
    count = 0
    pieces = (_columns(arrow, schema, chunk) for chunk in _chunks(iter(rows), _CHUNK))
    with parquet.ParquetWriter(path, schema) as writer:
        for some in _chunks(pieces, _PIECES):
            table = arrow.concat_tables(some)
            writer.write_table(table)
            count += table.num_rows
            progress(f"{count} rows read")
    return count


def _chunks(every: Iterator[_One], size: int) -> Iterator[list[_One]]:
    while chunk := list(islice(every, size)):
        yield chunk


def _columns(arrow: Any, schema: Any, chunk: list[tuple[int, Sequence[str]]]) -> Any:
    """Cells without blanks around them; empty ones are null."""
    compute = optional("pyarrow.compute")
    numbers, cells = zip(*chunk, strict=True)
    columns = [arrow.array(numbers, arrow.int64())]
    for column in zip(*cells, strict=True):
        text = compute.utf8_trim_whitespace(arrow.array(column, arrow.string()))
        columns.append(compute.if_else(compute.equal(text, ""), None, text))
    return arrow.Table.from_arrays(columns, schema=schema)


def _numbered(source: Any) -> Any:
    """A frame as an arrow table, its rows numbered from 1."""
    arrow = optional("pyarrow")
    if hasattr(source, "to_arrow"):
        source = source.to_arrow()
    elif hasattr(source, "iloc") and hasattr(source, "columns"):
        _check_names(list(map(str, source.columns)))
        source = _of_pandas(arrow, source)
    if not isinstance(source, arrow.Table):
        raise BadValue(type(source).__name__, "no table; give a path, a frame or an ibis table")
    _check_names(source.column_names)
    if source.num_rows == 0:
        raise BadValue(source.column_names, "a table without rows; give at least one person")
    return source.append_column(ROW, arrow.array(range(1, source.num_rows + 1), arrow.int64()))


def _of_pandas(arrow: Any, frame: Any) -> Any:
    """A pandas frame as an arrow table; a column with numbers and texts becomes texts."""
    try:
        return arrow.Table.from_pandas(frame, preserve_index=False)
    except (arrow.ArrowException, TypeError):
        blank, cells = frame.isna(), frame.astype(object)
        texts = {
            name: [
                None if no else text_of(cell)
                for cell, no in zip(cells[name], blank[name], strict=True)
            ]
            for name in frame.columns
        }
        return arrow.table(
            {str(name): arrow.array(column, arrow.string()) for name, column in texts.items()}
        )


def _check_names(names: Sequence[str]) -> None:
    wrong = wrong_names(names)
    if wrong:
        raise AitalentError(wrong)
