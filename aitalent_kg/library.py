"""The query library: what its files say of themselves, and values bound to their parameters.

A query is a file of `queries/<topic>/<name>.rq` that runs unchanged in any SPARQL tool. Its
header lines begin with `#+`; a parameter is the line `VALUES ?name { default }  # param`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from aitalent_kg.binding import values_line
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.names import LANGUAGES, expand
from aitalent_kg.resources import folder
from aitalent_kg.text import folded
from aitalent_kg.values import Iri

__all__ = ["Column", "Parameter", "Query", "bind", "find", "queries", "query"]

_HEADER = re.compile(r"^#\+ ([\w-]+): (.+)$", re.MULTILINE)
_PARAM = re.compile(r"(\w+) (iri|code|text|lang|int|choice\(([^)]*)\))(?: = (\S+))? - (.+)")
_COLUMN = re.compile(r"(\w+) (iri|text|int|bool|date)(?: \(([^)]+)\))? - (.+)")
_COMMENT = re.compile(r"^[ \t]*#.*\n", re.MULTILINE)
_LINE = re.compile(r"(VALUES \?\w+ \{ .* \}  # param$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a caller may give."""

    name: str
    kind: str  #: iri, code, text, lang, int or choice
    choices: tuple[str, ...]  #: of a choice; a CURIE stands for its IRI
    default: str | None  #: None: left open, the query gives all rows
    meaning: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds."""

    name: str
    kind: str  #: iri, text, int, bool or date (ISO 8601, as exact as the document is)
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question of the library."""

    name: str
    topic: str
    summary: Mapping[str, str]  #: "zh" and "en"
    question: Mapping[str, str]  #: "zh" and "en"
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    documents: tuple[str, ...]
    tags: tuple[str, ...]
    text: str = field(repr=False)
    #: the text, cut so that each parameter's line is a piece
    pieces: tuple[str, ...] = field(repr=False)
    places: Mapping[str, int] = field(repr=False)  #: parameter -> place of its line among them


@cache
def queries() -> Mapping[str, Query]:
    """All queries by name, topics together."""
    paths = sorted(folder("queries").glob("*/*.rq"))
    return {path.stem: read(path) for path in paths}


def query(name: str) -> Query:
    """The query of that name.

    Raises:
        UnknownName: there is none; the nearest are given.
    """
    try:
        return queries()[name]
    except KeyError:
        raise UnknownName(name, queries(), "query", " in the library") from None


def find(words: str) -> list[Query]:
    """The queries whose name, tags, summary or question hold all the words, in either language.

    Those whose name or tags hold them come first.
    """
    wanted = [folded(word) for word in words.split()]
    found = []
    for entry in queries().values():
        near = folded(" ".join((entry.name, entry.topic, *entry.tags)))
        far = near + folded(" ".join((*entry.summary.values(), *entry.question.values())))
        if all(word in far for word in wanted):
            found.append((not all(word in near for word in wanted), entry.name, entry))
    return [entry for *_, entry in sorted(found, key=lambda entry: entry[:2])]


def read(path: Path) -> Query:
    """A query file.

    Raises:
        BadValue: its header lacks something, or has a line of another form.
    """
    text = path.read_text(encoding="utf-8")
    lines = _HEADER.findall(text)
    said = dict(lines)
    pieces = _LINE.split(_COMMENT.sub("", text))  # what engines get need not be explained
    try:
        return Query(
            name=path.stem,
            topic=path.parent.name,
            summary={"zh": said["summary-zh"], "en": said["summary"]},
            question={"zh": said["question-zh"], "en": said["question"]},
            parameters=tuple(_parameter(value) for key, value in lines if key == "param"),
            columns=tuple(_column(value) for key, value in lines if key == "column"),
            documents=tuple(said["documents"].split()),
            tags=tuple(said["tags"].split()),
            text=text,
            pieces=tuple(pieces),
            places={line.split()[1][1:]: 2 * at + 1 for at, line in enumerate(pieces[1::2])},
        )
    except KeyError as error:
        raise BadValue(path.name, f"its header lacks {error}") from None


def _parameter(line: str) -> Parameter:
    match = _PARAM.fullmatch(line)
    if not match:
        raise BadValue(line, "a parameter is `name kind = default - meaning`")
    name, kind, choices, default, meaning = match.groups()
    entries = tuple((choices or "").split("|")) if choices else ()
    return Parameter(name, kind.partition("(")[0], entries, default, meaning)


def _column(line: str) -> Column:
    match = _COLUMN.fullmatch(line)
    if not match:
        raise BadValue(line, "a column is `name kind (unit) - meaning`")
    name, kind, unit, meaning = match.groups()
    return Column(name, kind, unit or "", meaning)


def bind(entry: Query, values: Mapping[str, object], resolve: Callable[[str], str]) -> str:
    """The text of a query with values at its parameters; one that is not given keeps its line.

    Args:
        values: parameter -> value, or a list of values; None leaves it open.
        resolve: finds the IRI that a code, path or label stands for.
    Raises:
        UnknownName: the query has no such parameter, or a choice or language is not known.
        BadValue: a value is not of the parameter's kind.
    """
    known = {parameter.name: parameter for parameter in entry.parameters}
    pieces = list(entry.pieces)
    for name, value in values.items():
        if name not in known:
            raise UnknownName(name, known, "parameter", f" of the query {entry.name}")
        if value is not None:
            line = values_line(name, _several(known[name], value, resolve))
            pieces[entry.places[name]] = line
    return "".join(pieces)


def _several(parameter: Parameter, value: object, resolve: Callable[[str], str]) -> object:
    if isinstance(value, list | tuple | set | frozenset):
        return [_checked(parameter, one, resolve) for one in value]
    return _checked(parameter, value, resolve)


def _checked(parameter: Parameter, value: object, resolve: Callable[[str], str]) -> object:
    """A value as the parameter's kind wants it."""
    if parameter.kind == "int":
        return _whole(parameter, value)
    if not isinstance(value, str):
        raise BadValue(value, f"{parameter.name} takes text ({parameter.kind})")
    if parameter.kind == "iri":
        return Iri(resolve(value))
    if parameter.kind == "choice":
        return _choice(parameter, value)
    if parameter.kind == "lang":
        return _language(parameter, value)
    return str(value)


def _whole(parameter: Parameter, value: object) -> int:
    try:
        if isinstance(value, int | str) and not isinstance(value, bool):
            return int(value)
    except ValueError:
        pass
    raise BadValue(value, f"{parameter.name} takes a whole number")


def _choice(parameter: Parameter, value: str) -> str:
    """The entry that a value names: `ait:Skill`, its IRI, or its last part, `skill`."""
    names = {
        form.casefold(): name
        for name in parameter.choices
        for form in (name.rpartition(":")[2], expand(name), name)
    }
    chosen = names.get(value.casefold())
    if chosen is None:
        raise UnknownName(value, parameter.choices, parameter.name, "")
    return Iri(expand(chosen)) if ":" in chosen else chosen


def _language(parameter: Parameter, value: str) -> str:
    for tag in LANGUAGES:
        if tag.casefold() == value.casefold():
            return tag
    raise UnknownName(value, LANGUAGES, f"language for {parameter.name}", " in the graph")
