"""Rows of one's own tables as roles, items and what asks for what.

In: tables and their mapping. Out: statements through a `Builder`. A cell that means nothing by the
mapping is refused with its row and column; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.bundle import Entry
from aitalent_kg.importers.documents import text_of
from aitalent_kg.importers.formats.table.links import Links
from aitalent_kg.importers.formats.table.mapping import Mapping, TableSpec, read_mapping
from aitalent_kg.importers.formats.table.values import Cells, Refused
from aitalent_kg.importers.result import ImportResult, run
from aitalent_kg.importers.tables import Sheet, csv_sheet, sheets
from aitalent_kg.progress import Progress, silent

__all__ = ["import_table"]


def import_table(
    paths: Path | str | Iterable[Path | str],
    mapping: Path | str,
    progress: Progress = silent,
) -> ImportResult:
    """Import tables of one's own.

    Args:
        paths: CSV, TSV or Excel files, folders or zip archives of them.
        mapping: TOML file that says what they hold; `template` writes a first one.
    Raises:
        MissingFile, UnreadableFile: with the line of the mapping, or the row of the table.

    >>> tables = [f"docs/examples/{name}.csv" for name in ("roles", "skills", "levels")]
    >>> import_table(tables, "docs/examples/company.toml").report.counts["roles.csv"].kept
    3
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    return run("table", partial(_read, Path(mapping)), [*given, mapping], progress)


def _read(path: Path, builder: Builder, progress: Progress) -> None:
    own = next((e for e in builder.bundle.entries if e.path == path and not e.member), None)
    if own is None:
        raise UnreadableFile(path, "is no mapping file; give the TOML that --template wrote")
    mapping = read_mapping(path, text_of(builder.bundle, own))
    builder.lang = mapping.language
    try:
        builder.framework(mapping.stem, mapping.title, mapping.version, **mapping.facts)
    except BadValue as error:
        raise UnreadableFile(path, f"[framework] {error}") from error
    links = Links(builder, mapping)
    entries = [entry for entry in builder.bundle.entries if entry != own]
    order = {"items": 0, "roles": 1, "requirements": 2, "matrix": 2}
    specs = sorted(mapping.tables, key=lambda spec: order[spec.rows])
    found = [_entry(entries, spec, path) for spec in specs]
    _check_each_used(entries, mapping, path)
    for spec, entry in zip(specs, found, strict=True):
        progress(entry.name)
        with _opened(builder, entry, spec) as sheet:
            _rows(sheet, spec, mapping, links)
    links.finish()


def _rows(sheet: Sheet, spec: TableSpec, mapping: Mapping, links: Links) -> None:
    cells = Cells(sheet, spec, mapping)
    count = sheet.log.count(sheet.file)
    for row, values in sheet.rows(*sheet.header):
        try:
            cells.at(row, values)
            links.row(cells)
            count.kept += 1
        except Refused as refused:
            count.refused += 1
            sheet.log.refuse(sheet.file, row, str(refused))
    for column, number in cells.unused.items():
        sheet.log.lost[f"{sheet.file}: column {column}"] += number


def _entry(entries: list[Entry], spec: TableSpec, path: Path) -> Entry:
    """The table that a part of the mapping is about."""
    if not spec.file and len(entries) == 1:
        return entries[0]
    if not spec.file:
        raise UnreadableFile(path, "name the file of each of [[tables]]: file = …")
    found = [e for e in entries if spec.file in (e.name, e.base)]
    if len(found) == 1:
        return found[0]
    there = ", ".join(e.name for e in entries) or "none"
    problem = f"file = {spec.file!r} fits {len(found)} of the files given; there are: {there}"
    raise UnreadableFile(path, problem)


def _check_each_used(entries: list[Entry], mapping: Mapping, path: Path) -> None:
    """See that no table was given of which the mapping says nothing."""
    named = {spec.file for spec in mapping.tables}
    for entry in entries if "" not in named else []:
        if not {entry.name, entry.base} & named:
            raise UnreadableFile(path, f"says nothing of {entry.name}; add [[tables]] for it")


@contextmanager
def _opened(builder: Builder, entry: Entry, spec: TableSpec) -> Iterator[Sheet]:
    if not entry.base.lower().endswith((".xlsx", ".xlsm")):
        with csv_sheet(builder.bundle, entry, builder.log) as sheet:
            yield sheet
        return
    with sheets(builder.bundle, entry, builder.log) as found:
        name = spec.sheet or (next(iter(found)) if len(found) == 1 else "")
        if name not in found:
            problem = f"has no sheet {spec.sheet!r}" if spec.sheet else "has several sheets"
            raise UnreadableFile(entry.where, f"{problem}; there are: {', '.join(found)}")
        yield found[name]()
