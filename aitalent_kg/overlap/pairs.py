"""The overlap of all pairs of very many sets, to a file, so that the scores need not fit in memory.

In: name -> set of items, a path. Out: CSV or Parquet with `left`, `right`, `score`, and how many
rows there are. What is held is the sets and some hundred rows of scores at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import BadValue
from aitalent_kg.exports import csv_text, optional
from aitalent_kg.files import written_whole
from aitalent_kg.overlap.matrix import blocks_of, incidence, masses_of
from aitalent_kg.overlap.measures import CONTAINMENTS, check_measure
from aitalent_kg.progress import Progress, silent

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = ["write_pairs"]

_COLUMNS = ("left", "right", "score")
#: Rows, columns and scores of some pairs.
_Pairs = tuple["ndarray", "ndarray", "ndarray"]


def write_pairs(
    sets: Mapping[str, Set[str]],
    path: Path | str,
    measure: str = "jaccard",
    weighted: bool = False,
    least: float = 0.0,
    nearest: int | None = None,
    progress: Progress = silent,
) -> int:
    """Write every pair of two sets that share something, in the order of their names in `sets`.

    Args:
        path: ends in `.csv` or `.parquet`; written whole or not at all.
        measure, weighted: as for `aitalent_kg.overlap.matrix.matrix_of`.
        least: write no lower score, 0.0 to 1.0.
        nearest: write of each set so many others, those it overlaps most; a pair may then stand in
            both directions, as it does in a containment.
        progress: told how many sets were compared.
    Returns:
        How many rows were written.
    Raises:
        BadValue: another ending, a score outside 0.0 to 1.0, or fewer than one neighbour.
        UnknownName: there is no such measure.
        AitalentError: scipy, or for Parquet pyarrow, is not installed.
    """
    check_measure(measure)
    target = Path(path)
    ways = {".csv": _write_csv, ".parquet": _write_parquet}
    if target.suffix.casefold() not in ways:
        raise BadValue(str(path), f"no table; give a name that ends in {', '.join(ways)}")
    if not 0 <= least <= 1:
        raise BadValue(least, "a score is a number between 0.0 and 1.0")
    if nearest is not None and nearest < 1:
        raise BadValue(nearest, "give how many neighbours, 1 or more")
    pairs = _pairs(sets, (measure, weighted), least, nearest, progress)
    with written_whole(target) as temporary:
        return ways[target.suffix.casefold()](temporary, [*sets], pairs)


def _pairs(
    sets: Mapping[str, Set[str]],
    how: tuple[str, bool],
    least: float,
    nearest: int | None,
    progress: Progress,
) -> Iterator[_Pairs]:
    measure, weighted = how
    held = incidence(sets)
    masses = masses_of(sets, held, measure) if weighted else None
    both = nearest is not None or measure in CONTAINMENTS
    start = 0
    for block in blocks_of(held, measure, masses):
        block.sort_indices()
        coo = block.tocoo()
        rows, columns, scores = coo.coords[0] + start, coo.coords[1], coo.data
        kept = (rows != columns) if both else (rows < columns)
        kept &= scores >= least
        found = rows[kept], columns[kept], scores[kept]
        yield found if nearest is None else _nearest(found, nearest)
        start += block.shape[0]
        progress(f"{start} of {len(sets)} sets compared")


def _nearest(found: _Pairs, number: int) -> _Pairs:
    """Of each row the highest scores; of equal ones those that come first."""
    numpy = optional("numpy")
    rows, columns, scores = found
    order = numpy.lexsort((columns, -scores, rows))
    rows, columns, scores = rows[order], columns[order], scores[order]
    starts = numpy.searchsorted(rows, rows)  # where the row of each pair begins
    kept = numpy.arange(len(rows)) - starts < number
    return rows[kept], columns[kept], scores[kept]


def _write_csv(path: Path, names: list[str], pairs: Iterator[_Pairs]) -> int:
    written = 0
    safe = [csv_text([name], []).rstrip("\n") for name in names]  # guarded and quoted once
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(",".join(_COLUMNS) + "\n")
        for rows, columns, scores in pairs:
            cells = zip(rows.tolist(), columns.tolist(), scores.tolist(), strict=True)
            stream.writelines(f"{safe[i]},{safe[j]},{score!r}\n" for i, j, score in cells)
            written += len(rows)
    return written


def _write_parquet(path: Path, names: list[str], pairs: Iterator[_Pairs]) -> int:
    arrow, parquet = optional("pyarrow"), optional("pyarrow.parquet")
    text = arrow.dictionary(arrow.int32(), arrow.string())
    schema = arrow.schema([("left", text), ("right", text), ("score", arrow.float64())])
    known, written = arrow.array(names, arrow.string()), 0

    def named(places: Any) -> Any:
        return arrow.DictionaryArray.from_arrays(arrow.array(places, arrow.int32()), known)

    with parquet.ParquetWriter(path, schema) as writer:
        for rows, columns, scores in pairs:
            writer.write_table(arrow.table([named(rows), named(columns), scores], schema=schema))
            written += len(rows)
    return written
