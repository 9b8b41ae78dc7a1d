"""The graph as tables: one a class, its columns worked out from what the things of it say.

In: a file of sorted statements, read twice, so that memory does not grow with the graph. Out: a
plan of tables, and their rows. What tables make of it (CSV, Parquet, SQL) is elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from aitalent_kg.exporters.naming import column_names, table_names
from aitalent_kg.lookup import class_name, iri
from aitalent_kg.names import AIT, PREFIXES, curie, expand
from aitalent_kg.text import cased

__all__ = ["Column", "Frame", "Row", "frames_of", "rows_of", "subjects_of"]

#: The cells of one thing: a value, None, or a tuple where a column may hold several.
Row = tuple[Any, ...]
#: What a column is told apart by: the property, and the language of its texts.
Key = tuple[str, str]

_XSD = PREFIXES["xsd"]
_TYPE = expand("rdf:type")
_KINDS = {
    _XSD + "integer": "integer",
    _XSD + "decimal": "decimal",
    _XSD + "boolean": "boolean",
}
_FITS = {
    "integer": re.compile(r"[+-]?[0-9]{1,18}"),
    "decimal": re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{0,18})?"),
    "boolean": re.compile("true|false|0|1"),
}
_UNTYPED = "thing"


@dataclass(frozen=True, slots=True)
class Column:
    """What one property says, in one language where it has texts in several."""

    name: str
    property: str  #: IRI
    lang: str  #: tag in the case of BCP 47; "" for what is no text of a language
    kind: str  #: "iri", "text", "integer", "decimal" or "boolean"
    many: bool  #: whether a thing may have several values


@dataclass(frozen=True, slots=True)
class Frame:
    """A table: the things of one class, sorted by their IRI."""

    name: str  #: letters, digits and _; no other table has it in another case either
    kind: str  #: IRI of the class; "" for what has none
    rows: int
    columns: tuple[Column, ...]  #: beside `iri` and `code`, which come first

    @property
    def header(self) -> tuple[str, ...]:
        """Names of all columns."""
        return ("iri", "code", *(column.name for column in self.columns))


@dataclass(slots=True)
class _Seen:
    """What the things of one class say."""

    rows: int = 0
    kinds: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    most: dict[Key, int] = field(default_factory=lambda: defaultdict(int))


def subjects_of(path: Path) -> Iterator[tuple[str, list[Quad]]]:
    """Each subject of a sorted file with its statements, those of several graphs once."""
    quads = parse(path=path, format=RdfFormat.N_QUADS)
    for subject, several in groupby(quads, key=lambda quad: quad.subject):
        kept: list[Quad] = []
        for quad in several:  # what several graphs say stands together
            if not kept or (kept[-1].predicate, kept[-1].object) != (quad.predicate, quad.object):
                kept.append(quad)
        yield iri(subject) if isinstance(subject, NamedNode) else str(subject), kept


def frames_of(path: Path) -> tuple[Frame, ...]:
    """The tables that fit the statements of a sorted file, by name."""
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for _, quads in subjects_of(path):
        said = _said(quads)
        for kind in _classes(quads):
            _note(seen[kind], said)
    ours_first = sorted(seen, key=lambda kind: (not kind.startswith(AIT), kind))
    names = table_names({kind: class_name(kind) if kind else _UNTYPED for kind in ours_first})
    frames = (Frame(names[kind], kind, about.rows, _columns(about)) for kind, about in seen.items())
    return tuple(sorted(frames, key=lambda frame: frame.name))


def rows_of(path: Path, frames: Iterable[Frame]) -> Iterator[tuple[Frame, Row]]:
    """The rows of some tables, in the order of the file."""
    wanted = {frame.kind: frame for frame in frames}
    for subject, quads in subjects_of(path):
        of_it = [kind for kind in _classes(quads) if kind in wanted]
        if not of_it:
            continue
        said = _said(quads)
        for kind in of_it:
            frame = wanted[kind]
            cells = (_cell(column, said.get((column.property, column.lang), ()))
                     for column in frame.columns)  # fmt: skip
            yield frame, (subject, curie(subject), *cells)


def _classes(quads: Iterable[Quad]) -> list[str]:
    kinds = {iri(q.object) for q in quads if q.predicate.value == _TYPE}
    return sorted(kinds) or [""]


def _said(quads: Iterable[Quad]) -> dict[Key, list[Any]]:
    """Values by property and language, in the order of the file."""
    said: dict[Key, list[Any]] = defaultdict(list)
    for quad in quads:
        tag = quad.object.language if isinstance(quad.object, Literal) else None
        said[quad.predicate.value, cased(tag) if tag else ""].append(quad.object)
    return said


def _note(seen: _Seen, said: dict[Key, list[Any]]) -> None:
    seen.rows += 1
    for key, values in said.items():
        seen.kinds[key].update(map(_kind, values))
        seen.most[key] = max(seen.most[key], len(values))


def _kind(term: object) -> str:
    if not isinstance(term, Literal):
        return "iri"
    kind = _KINDS.get(term.datatype.value, "text")
    fits = _FITS.get(kind)
    return kind if fits is None or fits.fullmatch(term.value) else "text"


def _columns(seen: _Seen) -> tuple[Column, ...]:
    keys = [key for key in seen.kinds if key[0] != _TYPE or seen.most[key] > 1]
    names = column_names(keys)
    return tuple(
        Column(name, *key, _joint(seen.kinds[key]), seen.most[key] > 1)
        for key, name in names.items()
    )


def _joint(kinds: set[str]) -> str:
    """The kind of a column with values of these kinds."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return "decimal" if kinds == {"integer", "decimal"} else "text"


def _cell(column: Column, terms: Sequence[Any]) -> Any:
    values = tuple(_value(column.kind, term) for term in terms)
    if column.many:
        return values
    return values[0] if values else None


def _value(kind: str, term: Any) -> Any:
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else str(term)
    if kind == "integer":
        return int(term.value)
    if kind == "decimal":
        return Decimal(term.value)
    return term.value in ("true", "1") if kind == "boolean" else term.value
