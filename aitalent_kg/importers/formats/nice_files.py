"""The three shapes in which the NICE Framework comes: workbook, JSON, CSV.

In: an entry of the bundle. Out: calls of a `Nice`, and counts of rows. What a sheet is, its
name or its header says; a workbook without a sheet of roles, statements or links is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.bundle import Entry
from aitalent_kg.importers.documents import json_of
from aitalent_kg.importers.json_fields import Fields
from aitalent_kg.importers.tables import Row, Sheet, csv_sheet, sheets

if TYPE_CHECKING:
    from aitalent_kg.importers.formats.nice import Nice

__all__ = ["Place", "read_csv", "read_json", "read_workbook"]

_CATEGORY = re.compile(r"(.+?)\s*\(([A-Z]{2})\)\s*[–—-]\s*(.+)", re.DOTALL)
_CODE = re.compile(r"([A-Z]{2}-WRL-\d{3}|NF-COM-\d{3})")
_ALIGNED = re.compile(r"\b([TKS]\d{4}[A-Z]?)\b\s*:")
_ALIGNMENTS = "Task to Knowledge & Skill Alignments"
_CSV = {
    "work_roles.csv": ("role_id", "opm_code", "name", "description", "category"),
    "tks.csv": ("tks_id", "text"),
    "competency_areas.csv": ("area_id", "name", "description"),
    "role_tks.csv": ("role_id", "tks_id"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, and under which sort it is counted."""

    file: str
    row: int | None
    sort: str
    what: str = "a cell"


def read_workbook(nice: Nice, entry: Entry) -> None:
    """Read NIST's workbook: the sheets of roles, statements, areas, and one a role or area.

    Raises:
        UnreadableFile: a sheet or a column is missing.
    """
    with sheets(nice.builder.bundle, entry, nice.builder.log) as opened:
        said = next((m[1] for m in (re.match(r"v(\d+(\.\d+)+) ", t) for t in opened) if m), "")
        nice.begin(said)
        _roles(nice, _one(entry, opened, "Work Roles + Categories"))
        _statements(nice, _one(entry, opened, "TKS Statements"))
        _areas(nice, _one(entry, opened, "Competency Area Catalog"))
        for title in filter(_CODE.fullmatch, opened):
            _links(nice, title, opened[title]())


def _one(entry: Entry, opened: dict[str, Callable[[], Sheet]], ending: str) -> Sheet:
    found = [title for title in opened if title.strip().lower().endswith(ending.lower())]
    if len(found) != 1:
        there = ", ".join(list(opened)[:8])
        problem = f"has {len(found)} sheets whose name ends in {ending!r}; there are: {there}"
        raise UnreadableFile(entry.where, problem)
    return opened[found[0]]()


def _table(sheet: Sheet, *columns: str) -> Iterator[Row]:
    """The cells of some columns below the line that names them; a column ends in its name.

    Raises:
        UnreadableFile: no line names the columns.
    """
    head = [(1, sheet.header)]
    places: list[int] | None = None
    for number, cells in (line for part in (head, sheet.lines) for line in part):
        if places is None:
            places = _places([cell.strip() for cell in cells], columns)
        elif any(cells):
            padded = [*cells, *[""] * (max(places) + 1)]
            yield number, tuple(padded[place] for place in places)
    if places is None:
        wanted = ", ".join(map(repr, columns))
        raise UnreadableFile(sheet.where, f"has no line that names the columns {wanted}")


def _places(cells: list[str], columns: tuple[str, ...]) -> list[int] | None:
    found = [[p for p, cell in enumerate(cells) if cell.endswith(name)] for name in columns]
    return [places[0] for places in found] if all(found) else None


def _roles(nice: Nice, sheet: Sheet) -> None:
    group = ""
    columns = ("Work Role", "Work Role Description", "Work Role ID", "OPM Code (Fed Use)")
    for row, (label, description, code, opm) in _table(sheet, *columns):
        at = Place(sheet.file, row, "work roles")
        head = _CATEGORY.fullmatch(label) if label and not code else None
        if head:
            group = head[2]
            nice.count("categories", True)
            nice.category(group, nice.clean(head[1], at), nice.clean(head[3], at))
        elif label or code:
            texts = nice.clean(label, at), nice.clean(description, at)
            nice.count("work roles", nice.role(code.strip(), *texts, opm, group, at))


def _statements(nice: Nice, sheet: Sheet) -> None:
    for row, (code, wording) in _table(sheet, "TKS ID", "TKS Description"):
        at = Place(sheet.file, row, "statements")
        if code or wording:
            kept = nice.statement(code.strip(), nice.clean(wording, at), at)
            nice.count("statements", kept)


def _areas(nice: Nice, sheet: Sheet) -> None:
    columns = ("Competency Area Name", "Competency Area Description", "Competency Area ID")
    for row, (label, description, code) in _table(sheet, *columns):
        at = Place(sheet.file, row, "competency areas")
        if label or code:
            texts = nice.clean(label, at), nice.clean(description, at)
            nice.count("competency areas", nice.area(code.strip(), *texts, at))


def _links(nice: Nice, asker: str, sheet: Sheet) -> None:
    sort = "links of work roles" if "-WRL-" in asker else "links of competency areas"
    for row, cells in _links_and_alignments(sheet):
        at = Place(sheet.file, row, sort)
        code, wording, aligned = cells[0].strip(), cells[1], cells[2]
        if code or wording:
            nice.count(sort, nice.link(asker, code, at, nice.clean(wording, at)))
            _alignments(nice, code, aligned, at)


def _alignments(nice: Nice, task: str, cell: str, at: Place) -> None:
    """The codes in a cell that lists what a task needs, each with its wording."""
    plain = cell.replace("_x000D_", "\n")  # how Excel hides a carriage return
    for code in dict.fromkeys(_ALIGNED.findall(plain)):
        nice.count("tasks with what they need", nice.alignment(task, code, at))


def _links_and_alignments(sheet: Sheet) -> Iterator[Row]:
    """Three columns; the third, which only some sheets have, else empty."""
    lines = [(1, sheet.header), *sheet.lines]
    again = Sheet(sheet.where, sheet.file, tuple(lines[0][1]), iter(lines[1:]), sheet.log)
    three = any(_ALIGNMENTS in cells for _, cells in lines[:5])
    columns = ("TKS ID", "TKS Description", *([_ALIGNMENTS] if three else []))
    for row, cells in _table(again, *columns):
        yield row, (*cells, "") if len(cells) == 2 else cells


def read_json(nice: Nice, entry: Entry) -> None:
    """Read a list of links, each with the role's code, the statement and its kind.

    Raises:
        UnreadableFile: no list.
    """
    values = json_of(nice.builder.bundle, entry)
    if not isinstance(values, list):
        raise UnreadableFile(entry.where, "is no list of links between roles and statements")
    nice.begin("")
    log = nice.builder.log
    for place, value in enumerate(values, start=1):
        at = Place(entry.name, place, "links of work roles", "a text")
        if isinstance(value, dict):
            nice.count(at.sort, _json_link(nice, Fields(value, entry.name, f"[{place}]", log), at))
        else:
            log.refuse(entry.name, place, "is no object; left out")
            nice.count(at.sort, False)


def _json_link(nice: Nice, fields: Fields, at: Place) -> bool:
    role, code = fields.text("WRL-ID"), fields.text("ID")
    wording = nice.clean(fields.text("Description"), at)
    if role not in nice.roles:
        known = nice.role(role, "", "", fields.text("OPM-ID"), "", at)
        nice.count("work roles", known)
        if known:
            nice.category(role[:2], role[:2])
    aligned = fields.text("Skills Alignment")
    fields.skip("OPM-ID", "KSAT")
    fields.lose_rest()
    if code and code not in nice.wording:
        nice.count("statements", nice.statement(code, wording, at))
    kept = role in nice.roles and nice.link(role, code, at, wording)
    if kept:
        _alignments(nice, code, aligned, at)
    return kept


def read_csv(nice: Nice, entries: list[Entry]) -> None:
    """Read the tables that name roles, statements, areas and links."""
    nice.begin("")
    given = {entry.base.lower(): entry for entry in entries}
    for file, columns in _CSV.items():
        if file in given:
            with csv_sheet(nice.builder.bundle, given[file], nice.builder.log) as sheet:
                for row, cells in sheet.rows(*columns):
                    kept = _csv_row(nice, file, cells, Place(sheet.file, row, sheet.file))
                    count = nice.builder.log.count(sheet.file)
                    count.kept, count.refused = count.kept + kept, count.refused + (not kept)


def _csv_row(nice: Nice, file: str, cells: tuple[str, ...], at: Place) -> bool:
    code, *rest = (nice.clean(cell, at) for cell in cells)
    if file == "work_roles.csv":
        opm, label, description, category = rest
        kept = nice.role(code, label, description, opm, category, at)
        if kept:
            nice.category(category or code[:2], category or code[:2])
        return kept
    if file == "tks.csv":
        return nice.statement(code, rest[0], at)
    if file == "competency_areas.csv":
        return nice.area(code, rest[0], rest[1], at)
    return nice.link(code, rest[0], at)
