"""Mapping sets as SSSOM/TSV: a head of YAML behind `#`, then a table with tabs.

What is written is the canonical form of SSSOM, except that no number is rounded.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.mappings.curies import checked_prefixes, full, short, used
from aitalent_kg.mappings.heads import head_of, scalar
from aitalent_kg.mappings.rows import Place, Values
from aitalent_kg.mappings.sets import MappingSet, condensed, iris_of, set_of
from aitalent_kg.mappings.slots import ALL_SLOTS, BAR, EXTENSIONS, HINTS, REQUIRED, SET_SLOTS, Slot

__all__ = ["read_table", "table_text"]


def read_table(text: str, path: Path | str) -> MappingSet:
    """The mapping set of a table.

    Args:
        text: of the file.
        path: its name in errors.
    Raises:
        UnreadableFile: head, header or a row is not as SSSOM has it; line and column are named.
    """
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = head_of(lines[:start], path)
    prefixes = _prefixes(head.pop("curie_map", {}), path)
    about = {
        slot: _values(head[slot], SET_SLOTS[slot], prefixes, Place(path))
        for slot in head
        if slot in SET_SLOTS
    }
    rows = list(_rows(lines, start, prefixes, path))
    return set_of(path, about, rows, prefixes)


def table_text(found: MappingSet) -> str:
    """The text of the table."""
    about, rows = condensed(found)
    prefixes = used(found.prefixes, iris_of(about, rows))
    columns = [slot for slot in ALL_SLOTS if any(slot in row for row in rows)] or list(REQUIRED)
    lines = ["\t".join(columns)]
    for row in rows:
        cells = (_cell(row.get(slot, ()), ALL_SLOTS[slot], prefixes) for slot in columns)
        lines.append("\t".join(cells))
    return "".join(f"{line}\n" for line in (*_head_lines(about, columns, prefixes), *lines))


def _prefixes(declared: object, path: Path | str) -> dict[str, str]:
    if declared == "":
        return {}
    whole = isinstance(declared, dict) and all(isinstance(v, str) for v in declared.values())
    if not isinstance(declared, dict) or not whole:
        raise UnreadableFile(path, "curie_map: is no list of prefixes; write prefix: IRI")
    try:
        return checked_prefixes(declared)
    except BadValue as error:
        raise UnreadableFile(path, f"curie_map: {error}") from None


def _rows(
    lines: Sequence[str], start: int, prefixes: Mapping[str, str], path: Path | str
) -> Iterator[tuple[Values, Place]]:
    """Each row with the values of its cells and the line where it begins."""
    columns: list[str] = []
    for line, cells in _cells(lines, start, path):
        place = Place(path, line)
        if not columns:
            columns = _columns(cells, place)
            continue
        if len(cells) > len(columns):
            raise place.error("", f"has {len(cells)} cells, the header has {len(columns)}")
        pairs = zip(columns, cells, strict=False)
        known = [(slot, text) for slot, text in pairs if slot in ALL_SLOTS and text.strip()]
        yield {s: _values(text, ALL_SLOTS[s], prefixes, place) for s, text in known}, place
    if not columns:
        raise UnreadableFile(path, "has no header; name the columns behind the lines with #")


def _cells(lines: Sequence[str], start: int, path: Path | str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with its first line; a cell in quotes may hold several."""
    reader = csv.reader((f"{line}\n" for line in lines[start:]), delimiter="\t", strict=True)
    line = start + 1
    windows = "".join(lines[start : start + 1]).endswith("\r")
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [c.replace("\r\n", "\n") if windows else c for c in cells]
            line = start + reader.line_num + 1
    except csv.Error as error:
        problem = f"a cell breaks off ({error}); double the quotes in it"
        if "field limit" in str(error):
            problem = f"a cell is too long; it may have {csv.field_size_limit()} characters"
        raise UnreadableFile(path, problem, line) from error


def _columns(cells: Sequence[str], place: Place) -> list[str]:
    """Names of columns; what is no slot is left out later, unless it is one written wrongly."""
    columns = [cell.strip() for cell in cells]
    if not set(columns) & set(ALL_SLOTS):
        raise place.error("", "is no header; the first line without # names the columns")
    for name in columns:
        near = [] if name in ALL_SLOTS else get_close_matches(name, ALL_SLOTS, n=1, cutoff=0.85)
        if near and near[0] not in columns:
            raise place.error(name, f"no such column; did you mean {near[0]}?")
        if name and columns.count(name) > 1:
            raise place.error(name, "two columns have this name; keep one")
    for name in REQUIRED:
        if name not in columns:
            raise place.error(name, "this column is missing; every mapping has one")
    return columns


def _values(cell: object, slot: Slot, prefixes: Mapping[str, str], place: Place) -> tuple[str, ...]:
    """The values of a cell, or of an entry of the head; IRIs in full."""
    if isinstance(cell, list) and slot.many:
        if not all(isinstance(part, str) for part in cell):
            raise place.error(slot.name, "holds a list, or names with values; write texts alone")
        parts = cell
    elif not isinstance(cell, str):
        raise place.error(slot.name, "is no text; write one value")
    else:
        parts = [cell]
        if slot.many and "|" in cell:
            parts = [part.replace(r"\|", "|") for part in BAR.split(cell)]
    texts = [part.strip() if slot.kind != "text" else part for part in parts]
    try:
        return tuple(full(t, prefixes) if slot.kind == "id" else t for t in texts if t.strip())
    except BadValue as error:
        raise place.error(slot.name, str(error)) from None


def _head_lines(
    about: Values, columns: Sequence[str], prefixes: Mapping[str, str]
) -> Iterator[str]:
    if prefixes:
        yield "#curie_map:"
        yield from (f"#  {name}: {scalar(iri)}" for name, iri in prefixes.items())
    for slot, texts in about.items():
        id_ = SET_SLOTS[slot].kind == "id"
        shown = [scalar(short(text, prefixes) if id_ else text) for text in texts]
        if SET_SLOTS[slot].many:
            yield f"#{slot}:"
            yield from (f"#- {text}" for text in shown)
        else:
            yield f"#{slot}: {shown[0]}"
    extended = [slot for slot in EXTENSIONS if slot in columns]
    if extended:
        yield "#extension_definitions:"
    for slot in extended:
        yield f"#- slot_name: {slot}"
        yield f"#  property: {short(EXTENSIONS[slot].property, prefixes)}"
        yield f"#  type_hint: {HINTS[slot]}"


def _cell(texts: Sequence[str], slot: Slot, prefixes: Mapping[str, str]) -> str:
    shown = [short(text, prefixes) if slot.kind == "id" else text for text in texts]
    if slot.many:
        shown = [text.replace("|", r"\|") for text in shown]
    text = "|".join(shown)
    quoted = any(mark in text for mark in '"\t\n\r')
    return '"' + text.replace('"', '""') + '"' if quoted else text
