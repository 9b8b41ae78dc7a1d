"""The mapping file: which table holds what, and what its columns mean.

In: TOML. Out: a frozen `Mapping`. What is wrong with it is told with the line it is in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.bundle import one_line

__all__ = ["KINDS", "ROWS", "STRENGTHS", "Coded", "Mapping", "TableSpec", "read_mapping"]

#: What an item can be.
KINDS = (
    "Knowledge",
    "Skill",
    "Attitude",
    "Competency",
    "CompetencyItem",
    "SoftSkill",
    "Technology",
    "Tool",
    "Task",
)
STRENGTHS = ("required", "helpful")
#: What rows are -> the keys that they need, and those that they may have.
ROWS = {
    "roles": (("label",), ("code", "definition", "other", "group", "items", "strength", "level")),
    "items": (
        ("label",),
        ("code", "definition", "other", "group", "kind", "role", "strength", "level"),
    ),
    "requirements": (("role", "item"), ("kind", "strength", "level")),
    "matrix": (("down", "name"), ("kind", "ignore", "strength", "blank", "cells")),
}
_EVERYWHERE = ("rows", "file", "sheet", "separator")
_FRAMEWORK = {"id": str, "title": str, "language": str, "version": str}
_FACTS = ("publisher", "license", "source")
_TEXTS = ("file", "sheet", "separator", "code", "other", "group", "role", "item", "level", "name")


@dataclass(frozen=True, slots=True)
class Coded:
    """A fixed value, or a column whose values stand for others."""

    fixed: str = ""
    column: str = ""
    values: tuple[tuple[str, str], ...] = ()  #: (value of the input, value of ours)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What one table holds."""

    rows: str  #: a key of `ROWS`
    file: str  #: "" where one table is given
    sheet: str  #: of a workbook; "" for its only one
    separator: str  #: between several things in one cell
    columns: dict[str, str]  #: key -> column
    label: dict[str, str]  #: language -> column
    definition: dict[str, str]
    kind: Coded
    strength: Coded
    down: str = ""  #: of a matrix: what its rows are, roles or items
    cells: str = ""  #: of a matrix: what its cells say, level or strength
    ignore: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()  #: cells that say that nothing is asked for


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file."""

    stem: str
    title: str
    language: str
    version: str
    facts: dict[str, str]  #: predicate, as `Builder.framework` takes it -> text or IRI
    scale: tuple[str, ...]  #: levels from the lowest to the highest
    scale_title: str
    tables: tuple[TableSpec, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of the file, to name its lines."""

    path: Path
    text: str
    section: str
    number: int = 0

    def error(self, key: str, problem: str) -> UnreadableFile:
        return UnreadableFile(self.path, problem, self._line(key))

    def _line(self, key: str) -> int:
        head = re.compile(r"^\s*\[+\s*" + re.escape(self.section) + r"\s*\]+", re.MULTILINE)
        starts = [match.start() for match in head.finditer(self.text)]
        start = starts[self.number] if len(starts) > self.number else 0
        entry = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", re.MULTILINE)
        found = entry.search(self.text, start) if key else None
        at = found.end() if found else start
        return self.text.count("\n", 0, at) + 1


def read_mapping(path: Path, text: str) -> Mapping:
    """The mapping that a text says.

    Raises:
        UnreadableFile: no TOML, or a key or value that means nothing; the nearest is suggested.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise UnreadableFile(
            path, f"is no TOML: {one_line(error)}", int(line[1]) if line else None
        ) from None
    except RecursionError as error:
        raise UnreadableFile(path, "is nested too deep") from error
    _check_keys(_Place(path, text, ""), said, ("framework", "scale", "tables"))
    framework = _framework(_Place(path, text, "framework"), said.get("framework"))
    scale = _scale(_Place(path, text, "scale"), said.get("scale", {}))
    tables = said.get("tables")
    if not isinstance(tables, list) or not tables:
        raise UnreadableFile(path, "says of no table what it holds; add [[tables]]")
    specs = tuple(_table(_Place(path, text, "tables", n), t) for n, t in enumerate(tables))
    return Mapping(*framework, *scale, specs)


def _framework(place: _Place, said: Any) -> tuple[str, str, str, str, dict[str, str]]:
    if not isinstance(said, dict):
        raise place.error("", "lacks [framework] with id, title and language")
    _check_keys(place, said, (*_FRAMEWORK, *_FACTS))
    for key, value in said.items():
        if not isinstance(value, str) or not value.strip():
            raise place.error(key, f"{key} must be a text")
    for key in ("id", "title", "language"):
        if key not in said:
            raise place.error("", f"[framework] lacks {key}")
    facts = {f"dcterms_{key}": said[key] for key in _FACTS if key in said}
    return said["id"], said["title"], said["language"], said.get("version", ""), facts


def _scale(place: _Place, said: Any) -> tuple[tuple[str, ...], str]:
    if not isinstance(said, dict):
        raise place.error("", "scale is a table: [scale] with order = [...]")
    _check_keys(place, said, ("title", "order"))
    order = said.get("order", [])
    if not _is_texts(order) or len(set(order)) < len(order):
        raise place.error("order", "order is a list of different texts, the lowest level first")
    return tuple(order), str(said.get("title", ""))


def _table(place: _Place, said: Any) -> TableSpec:
    if not isinstance(said, dict) or "rows" not in said:
        raise place.error("", f"lacks rows = one of {', '.join(ROWS)}")
    rows = said["rows"]
    _check_value(place, "rows", rows, ROWS)
    needed, allowed = ROWS[rows]
    _check_keys(place, said, (*_EVERYWHERE, *needed, *allowed))
    for key in needed:
        if key not in said:
            raise place.error("rows", f"a table of {rows} needs {key}")
    columns = {key: _text(place, said, key) for key in (*_TEXTS, "items") if key in said}
    columns.update({key: value for key, value in said.items() if key == "items"})
    for key in ("file", "sheet", "separator"):
        columns.pop(key, None)
    return TableSpec(
        rows,
        _text(place, said, "file"),
        _text(place, said, "sheet"),
        _text(place, said, "separator") or "、",
        columns,
        _by_language(place, said, "label"),
        _by_language(place, said, "definition"),
        _coded(place, said, "kind", KINDS) if "kind" in said else Coded("CompetencyItem"),
        _coded(place, said, "strength", STRENGTHS),
        *_matrix(place, said),
    )


def _matrix(
    place: _Place, said: dict[str, Any]
) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    if said["rows"] != "matrix":
        return "", "", (), ()
    _check_value(place, "down", said["down"], ("roles", "items"))
    cells = said.get("cells", "level")
    _check_value(place, "cells", cells, ("level", "strength"))
    for key in ("ignore", "blank"):
        if not _is_texts(said.get(key, [])):
            raise place.error(key, f"{key} is a list of texts")
    return said["down"], cells, tuple(said.get("ignore", ())), tuple(said.get("blank", ()))


def _coded(place: _Place, said: dict[str, Any], key: str, known: Collection[str]) -> Coded:
    value = said.get(key, "")
    if isinstance(value, str):
        if value:
            _check_value(place, key, value, known)
        return Coded(value)
    if not isinstance(value, dict):
        raise place.error(key, f'{key} is one of {", ".join(known)}, or {{column = "…"}}')
    for inner in value:
        if inner not in ("column", "values"):
            raise place.error(key, f"{key} has {inner!r}; known: column, values")
    values = value.get("values", {})
    if not isinstance(values, dict) or not isinstance(value.get("column", ""), str):
        raise place.error(
            key, f'{key} is {{column = "…", values = {{"…" = "{next(iter(known))}"}}}}'
        )
    for ours in values.values():
        _check_value(place, key, ours, known)
    return Coded("", value.get("column", ""), tuple(values.items()))


def _by_language(place: _Place, said: dict[str, Any], key: str) -> dict[str, str]:
    value = said.get(key, {})
    found = {"": value} if isinstance(value, str) else value
    if not isinstance(found, dict) or not _is_texts([*found.values()]):
        raise place.error(key, f'{key} is a column, or a column for each language: {{en = "…"}}')
    return found


def _text(place: _Place, said: dict[str, Any], key: str) -> str:
    value = said.get(key, "")
    if not isinstance(value, str):
        raise place.error(key, f"{key} must be a text")
    return value


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v for v in value)


def _check_keys(place: _Place, said: dict[str, Any], known: Collection[str]) -> None:
    for key in said:
        if key not in known:
            raise place.error(key, f"unknown key {key!r}{_hint(key, known)}")


def _check_value(place: _Place, key: str, value: Any, known: Collection[str]) -> None:
    if not isinstance(value, str) or value not in known:
        raise place.error(key, f"{key} cannot be {value!r}{_hint(str(value), known)}")


def _hint(value: str, known: Collection[str]) -> str:
    near = get_close_matches(value, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
