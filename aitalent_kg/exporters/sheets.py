"""An Excel workbook: a sheet for each class, and `things`, `columns`, `about`.

Every text is text, whatever it begins with.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from aitalent_kg.exporters import general
from aitalent_kg.exporters.frames import Frame, frames_of, rows_of
from aitalent_kg.exporters.lines import by_subject
from aitalent_kg.exporters.naming import sheet_names
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.exporters.tables import chunks, told
from aitalent_kg.exports import shown, write_sheets
from aitalent_kg.lookup import Quads
from aitalent_kg.names import PREFIXES

__all__ = ["export_xlsx"]

#: What Excel allows: rows of a sheet without its head, characters of a cell (in UTF-16 units).
_MOST_ROWS, _LONGEST = 1_048_575, 32_767
_TABLES = 200
_CUT = "… (cut)"
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
#: Datatypes that the `columns` sheet tells by its kinds.
_TOLD = {PREFIXES["xsd"] + name for name in ("string", "integer", "decimal", "boolean")}


def export_xlsx(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write the workbook; statements as such are in the other formats of tables."""
    with tempfile.TemporaryDirectory(prefix=".aitalent-kg.", dir=target.parent) as name:
        folder = Path(name)
        path = by_subject(scope, store, folder, log.progress)
        frames = frames_of(path)
        tables: dict[str, tuple[Sequence[str], int]] = {
            "about": (general.ABOUT, _spooled(folder / "about", general.about(frames, log))),
            "columns": (general.COLUMNS, _spooled(folder / "columns", general.columns(frames))),
            "things": (general.THINGS, _spooled(folder / "things", general.things(path))),
        }
        _spool_frames(path, frames, folder)
        tables |= {frame.name: (frame.header, frame.rows) for frame in frames}
        with target.open("wb") as stream:
            write_sheets(stream, _sheets(tables, folder, log))
        _tell(path, log)
    told(frames, log)


def _sheets(
    tables: Mapping[str, tuple[Sequence[str], int]], folder: Path, log: Log
) -> dict[str, tuple[Sequence[str], Iterator[Sequence[object]]]]:
    """Sheets with their rows; a table with too many for one goes on in the next."""
    parts = [
        (name, header, start)
        for name, (header, rows) in tables.items()
        for start in range(0, max(rows, 1), _MOST_ROWS)
    ]
    names = sheet_names(name for name, _, _ in parts)
    return {
        sheet: (header, _rows(folder / name, start, log))
        for sheet, (name, header, start) in zip(names, parts, strict=True)
    }


def _rows(path: Path, start: int, log: Log) -> Iterator[Sequence[object]]:
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in islice(stream, start, start + _MOST_ROWS):
            yield [_fitted(cell, log) for cell in json.loads(line)]


def _fitted(cell: Any, log: Log) -> object:
    """A cell such as Excel holds; a text that is too long is cut."""
    value = shown(tuple(cell)) if isinstance(cell, list) else cell
    if isinstance(value, str) and _NO_CHARACTER.search(value):
        log.lose("no characters", "Excel has no U+FFFE and U+FFFF; they became U+FFFD")
        value = _NO_CHARACTER.sub("\ufffd", value)
    if isinstance(value, str) and len(value.encode("utf-16-le")) > 2 * _LONGEST:
        log.lose("long texts", f"a cell of Excel holds {_LONGEST} characters; longer ones are cut")
        kept = value.encode("utf-16-le")[: 2 * (_LONGEST - len(_CUT))]
        return kept.decode("utf-16-le", errors="ignore") + _CUT
    return value


def _spool_frames(path: Path, frames: Sequence[Frame], folder: Path) -> None:
    """The rows of each table in a file of its own, in one reading of the statements."""
    for some in chunks(frames, _TABLES):
        with ExitStack() as stack:
            files = {
                frame.name: stack.enter_context(
                    (folder / frame.name).open("w", encoding="utf-8", newline="\n")
                )
                for frame in some
            }
            for frame, row in rows_of(path, some):
                files[frame.name].write(_line(row))


def _spooled(path: Path, rows: Iterable[Sequence[Any]]) -> int:
    """Write rows to a file; how many there were."""
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for number, row in enumerate(rows, start=1):  # noqa: B007 - the last one counts
            stream.write(_line(row))
    return number


def _line(row: Sequence[Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_number) + "\n"


def _number(value: object) -> str:
    assert isinstance(value, Decimal)
    return str(value)


def _tell(path: Path, log: Log) -> None:
    """Count what the sheets do not carry."""
    graphs, typed = set(), 0
    for *_, datatype, _language, graph in general.statements(path):
        graphs.add(graph)
        typed += datatype is not None and datatype not in _TOLD
    log.lose(
        "names of graphs",
        "the sheets do not tell which graph says what; csv, parquet, sqlite and duckdb do",
        len(graphs - {None}),
    )
    log.lose("datatypes", "dates and the like are texts; the other formats of tables tell", typed)
