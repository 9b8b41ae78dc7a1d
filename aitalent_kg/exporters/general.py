"""The tables that every format of tables has beside those of classes.

`things`: each thing with its names and classes. `columns`: what each column of each table is.
`statements`: all that the graph says, so that nothing is lost. `about`: what this is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from aitalent_kg.exporters.frames import Frame, subjects_of
from aitalent_kg.exporters.report import Log
from aitalent_kg.lookup import class_name, iri
from aitalent_kg.names import curie, expand
from aitalent_kg.text import cased
from aitalent_kg.version import VERSION

__all__ = ["ABOUT", "COLUMNS", "STATEMENTS", "THINGS", "about", "columns", "statements", "things"]

THINGS = ("iri", "code", "label_zh", "label_en", "classes")
COLUMNS = ("table", "column", "property", "language", "kind", "several")
STATEMENTS = ("subject", "predicate", "object", "kind", "datatype", "language", "graph")
ABOUT = ("name", "text")
_TYPE = expand("rdf:type")
_LABELS = tuple(map(expand, ("skos:prefLabel", "dcterms:title", "rdfs:label", "ait:text")))


def things(path: Path) -> Iterator[tuple[str, str, str | None, str | None, str]]:
    """Each thing of a sorted file; its names in each language, its classes a line each."""
    for subject, quads in subjects_of(path):
        kinds = sorted({class_name(iri(q.object)) for q in quads if q.predicate.value == _TYPE})
        yield subject, curie(subject), _label(quads, "zh"), _label(quads, "en"), "\n".join(kinds)


def _label(quads: Iterable[Quad], lang: str) -> str | None:
    found = {
        (_LABELS.index(q.predicate.value), q.object.value)
        for q in quads
        if isinstance(q.object, Literal)
        and q.predicate.value in _LABELS
        and (q.object.language or "").startswith(lang)
    }
    return min(found)[1] if found else None


def columns(frames: Iterable[Frame]) -> Iterator[tuple[str, str, str, str, str, bool]]:
    """Each column of the tables of classes."""
    for frame in frames:
        for c in frame.columns:
            yield frame.name, c.name, c.property, c.lang, c.kind, c.many


def statements(path: Path) -> Iterator[tuple[Any, ...]]:
    """Each statement of a sorted file."""
    for quad in parse(path=path, format=RdfFormat.N_QUADS):
        graph = None if isinstance(quad.graph_name, DefaultGraph) else _name(quad.graph_name)
        yield _name(quad.subject), quad.predicate.value, *_parts(quad.object), graph


def _parts(term: object) -> tuple[str, str, str | None, str | None]:
    """(text, kind, datatype, language)."""
    if isinstance(term, Literal):
        if term.language:
            return term.value, "text", None, cased(term.language)
        return term.value, "literal", term.datatype.value, None
    return _name(term), "iri" if isinstance(term, NamedNode) else "other", None, None


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def about(frames: Iterable[Frame], log: Log) -> Iterator[tuple[str, str]]:
    """What the tables are, for who finds them without us; nothing that changes from day to day."""
    yield "what", "A knowledge graph of competencies as tables, written by aitalent-kg " + VERSION
    yield "statements in the graph", str(log.statements)
    yield "table things", "every thing: IRI, short code, names, classes"
    yield "table columns", "what each column of each table of a class is: its property, language"
    yield "table statements", "all that the graph says, one statement a row; nothing is left out"
    for frame in frames:
        words = f"<{frame.kind}>" if frame.kind else "things without a class"
        yield f"table {frame.name}", f"{frame.rows} things of {words}; key: iri"
