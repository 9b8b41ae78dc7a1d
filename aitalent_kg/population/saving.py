"""Outcomes to a file, row by row, so that a large table needs little memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aitalent_kg.errors import BadValue
from aitalent_kg.exports import optional, write_xlsx
from aitalent_kg.files import written_whole
from aitalent_kg.population.compiled import Expr
from aitalent_kg.progress import Progress

__all__ = ["save"]

#: Rows of a sheet of Excel, less the header.
_EXCEL_ROWS = 1_048_575
_CHUNK = 100_000
#: What a spreadsheet takes for a formula, as in `exports.csv_text`.
_FORMULA = "^[=+@\\t\\r\\n＝＋－＠'-]"


def save(rows: Expr, path: Path, progress: Progress) -> None:
    """Write a table as the ending of the path says.

    Raises:
        BadValue: another ending, or more rows than a sheet of Excel has.
    """
    ways = {".csv": _save_csv, ".parquet": _save_parquet, ".xlsx": _save_xlsx}
    if path.suffix.casefold() not in ways:
        raise BadValue(str(path), f"no table; give a name that ends in {', '.join(ways)}")
    ways[path.suffix.casefold()](rows, path, progress)


def _save_csv(rows: Expr, path: Path, progress: Progress) -> None:
    """CSV that a spreadsheet opens safely: UTF-8 with its mark, formulas as text."""
    csv = optional("pyarrow.csv")
    texts = [name for name, kind in rows.schema().items() if kind.is_string()]
    safe = rows.mutate(**{name: _guarded(rows[name]) for name in texts})
    with (
        _written(safe) as dataset,
        written_whole(path) as temporary,
        temporary.open("wb") as stream,
    ):
        stream.write(b"\xef\xbb\xbf")
        with csv.CSVWriter(stream, dataset.schema) as writer:
            for batch in _batches(dataset, progress):
                writer.write_batch(batch)


def _save_parquet(rows: Expr, path: Path, progress: Progress) -> None:
    parquet = optional("pyarrow.parquet")
    with (
        _written(rows) as dataset,
        written_whole(path) as temporary,
        parquet.ParquetWriter(temporary, dataset.schema) as writer,
    ):
        for batch in _batches(dataset, progress):
            writer.write_batch(batch)


def _save_xlsx(rows: Expr, path: Path, progress: Progress) -> None:
    count = int(rows.count().to_pyarrow().as_py())
    if count > _EXCEL_ROWS:
        raise BadValue(str(path), f"{count} rows, a sheet has {_EXCEL_ROWS}; save .csv or .parquet")
    with _written(rows) as dataset:
        batches = _batches(dataset, progress)
        cells = (tuple(row.values()) for batch in batches for row in batch.to_pylist())
        write_xlsx(path, rows.columns, cells)


def _guarded(text: Expr) -> Expr:
    ibis = optional("ibis")
    return text.re_search(_FORMULA).ifelse(ibis.literal("'").concat(text), text)


@contextmanager
def _written(rows: Expr) -> Iterator[Any]:
    """The rows as files that the engine wrote: all engines do that in little memory."""
    with TemporaryDirectory(prefix="aitalent-kg.") as folder:
        whole = Path(folder) / "rows.parquet"
        rows.to_parquet(whole)
        yield optional("pyarrow.dataset").dataset(whole)


def _batches(dataset: Any, progress: Progress) -> Iterator[Any]:
    count = 0
    for batch in dataset.to_batches(batch_size=_CHUNK):
        yield batch
        count += batch.num_rows
        progress(f"{count} rows written")
