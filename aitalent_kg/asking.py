"""From a question to a table: bind, run on an engine, read the cells, add the quotes.

In: an engine, and for names and quotes the statements. Out: `Table`, a truth value or a graph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from aitalent_kg.binding import bound
from aitalent_kg.engines.answers import Answer, Engine, Solutions
from aitalent_kg.errors import BadValue, BrokenQuery, EndpointError
from aitalent_kg.evidence import evidence_of
from aitalent_kg.library import bind, query
from aitalent_kg.lookup import Quads
from aitalent_kg.resolve import resolve
from aitalent_kg.sparql import ready
from aitalent_kg.table import Table, row_type
from aitalent_kg.values import Cell, Iri, plain

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["ask", "ask_library", "graph_of", "table_of", "with_evidence"]

#: How a cell of a declared column is read; the tests hold the declarations to the data.
_READERS: dict[str, Callable[[Any], Cell]] = {
    "iri": lambda term: Iri(term.value),
    "text": lambda term: term.value,
    "date": lambda term: term.value,
    "int": lambda term: int(term.value),
    "bool": lambda term: term.value in ("true", "1"),
}


def ask_library(
    engine: Engine,
    statements: Quads,
    name: str,
    values: Mapping[str, object],
    timeout: float | None = None,
) -> Table:
    """The answer to a query of the library; see `KnowledgeGraph.query`."""
    entry = query(name)
    text = bind(entry, values, lambda word: resolve(statements, word))
    answer = engine.answer(text, checked_timeout(timeout))
    if not isinstance(answer, Solutions):
        raise EndpointError(engine.name, "its answer is none to SELECT")
    return _declared(name, answer, engine.name)


def ask(
    engine: Engine, text: str, values: Mapping[str, object], timeout: float | None = None
) -> Answer:
    """The answer to any query; see `KnowledgeGraph.sparql`."""
    complete = ready(text)
    return engine.answer(bound(complete, values) if values else complete, checked_timeout(timeout))


def checked_timeout(seconds: float | None) -> float | None:
    """Seconds to wait, None for no limit.

    Raises:
        BadValue: it is no number of seconds, from a thousandth to a day.
    """
    if seconds is None or (not isinstance(seconds, bool) and 0.001 <= seconds <= 86_400):
        return seconds
    raise BadValue(seconds, "timeout takes seconds, from 0.001 to 86400")


def table_of(answer: Answer) -> Table:
    """Any answer as a table: ASK in the column `answer`, triples as subject, predicate, object."""
    if isinstance(answer, bool):
        return Table.of(("answer",), [(answer,)])
    if isinstance(answer, list):
        rows = ((plain(t.subject), plain(t.predicate), plain(t.object)) for t in answer)
        return Table.of(("subject", "predicate", "object"), rows)
    try:
        return Table.of(answer.columns, (map(plain, row) for row in answer.rows))
    except (RuntimeError, OSError) as error:
        raise BrokenQuery(f"cannot be evaluated: {error}") from error


def graph_of(triples: Sequence[Any]) -> Graph:
    """The triples of a CONSTRUCT as an rdflib graph with the project's prefixes."""
    from aitalent_kg.bridge import triples_to_graph

    return triples_to_graph(triples)


def with_evidence(table: Table, statements: Quads) -> Table:
    """The table with a column `quotes`: the evidence of every resource in the row."""
    known: dict[str, tuple[object, ...]] = {}

    def quotes(row: Sequence[object]) -> tuple[object, ...]:
        for cell in row:
            if isinstance(cell, Iri) and cell not in known:
                known[cell] = tuple(evidence_of(statements, cell))
        found = [quote for cell in row if isinstance(cell, Iri) for quote in known[cell]]
        return tuple(dict.fromkeys(found))

    return Table.of((*table.columns, "quotes"), ((*row, quotes(row)) for row in table))


def _declared(name: str, answer: Solutions, where: str) -> Table:
    """The rows with each cell read as its column is declared.

    Raises:
        EndpointError: the answer has other columns, or cells of another kind.
    """
    columns, readers, make = _shape(name)
    if answer.columns != columns:
        found, wanted = ", ".join(answer.columns), ", ".join(columns)
        raise EndpointError(where, f"answered with the columns {found}; the query has {wanted}")
    try:
        rows = [
            make([None if term is None else readers[at](term) for at, term in enumerate(row)])
            for row in answer.rows
        ]
    except (ValueError, AttributeError) as error:
        raise EndpointError(where, f"a cell of {name} is not what its column holds") from error
    return Table(columns, tuple(rows))


@cache
def _shape(name: str) -> tuple[tuple[str, ...], list[Callable[[Any], Cell]], Callable[..., Any]]:
    """Columns of a query, what reads their cells, and what makes a row."""
    declared = query(name).columns
    columns = tuple(column.name for column in declared)
    return columns, [_READERS[column.kind] for column in declared], row_type(columns)._make
