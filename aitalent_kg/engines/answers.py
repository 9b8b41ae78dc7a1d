"""What an engine answers, and how it is read from bytes: whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import pyoxigraph as ox

from aitalent_kg.errors import BrokenQuery, EndpointError
from aitalent_kg.names import PREFIXES
from aitalent_kg.sparql import form
from aitalent_kg.values import Term

__all__ = ["Answer", "Engine", "Solutions", "Triples", "answer_of", "read", "single_number"]

Triples = list[ox.Triple]
_Format = TypeVar("_Format")


@dataclass(frozen=True, slots=True)
class Solutions:
    """What a SELECT gives; `rows` can be read once."""

    columns: tuple[str, ...]
    rows: Iterable[Iterable[Term | None]]


#: SELECT gives solutions, ASK a truth value, CONSTRUCT and DESCRIBE triples.
Answer = Solutions | bool | Triples


class Engine(Protocol):
    """Something that answers queries."""

    @property
    def name(self) -> str:
        """What to call it in a message."""

    def answer(self, text: str, timeout: float | None = None) -> Answer:
        """Run a query that `sparql.ready` has passed.

        Raises:
            BrokenQuery: the text is no query.
            QueryTimeout: it took longer than `timeout` seconds.
        """


def answer_of(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    """A result of pyoxigraph, still unread, as an answer."""
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    if isinstance(result, ox.QueryTriples):
        try:
            return sorted(result, key=str)
        except (RuntimeError, OSError) as error:
            raise BrokenQuery(f"cannot be evaluated: {error}") from error
    return Solutions(tuple([variable.value for variable in result.variables]), result)


def single_number(answer: Answer, where: str) -> int:
    """The number that a query for one gave.

    Raises:
        EndpointError: it gave something else.
    """
    try:
        assert isinstance(answer, Solutions)
        ((cell,),) = answer.rows
        return int(cell.value)  # type: ignore[union-attr]
    except (AssertionError, AttributeError, ValueError):
        raise EndpointError(where, "answered a count with something else") from None


_TABLE = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_BOOLEAN = ox.NamedNode(PREFIXES["xsd"] + "boolean")


def read(text: str, data: bytes, media_type: str | None = None) -> Answer:
    """The answer to a query in any standard format; else SPARQL JSON, or N-Triples.

    Raises:
        ValueError: it is broken, cut off or no such answer; nothing is taken from it.
    """
    try:
        if form(text) in ("CONSTRUCT", "DESCRIBE"):
            triples = ox.RdfFormat.from_media_type(media_type or _TRIPLES)
            return sorted({quad.triple for quad in ox.parse(data, format=_known(triples))}, key=str)
        table = ox.QueryResultsFormat.from_media_type(media_type or _TABLE)
        result = ox.parse_query_results(data, format=_known(table))
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        columns = tuple(variable.value for variable in result.variables)
        return Solutions(columns, [tuple(map(_canonical, row)) for row in result])
    except SyntaxError as error:
        raise ValueError(str(error.msg)) from error


def _canonical(term: Term | None) -> Term | None:
    """A truth value as everybody writes it; Virtuoso stores 1 and 0."""
    if isinstance(term, ox.Literal) and term.value in ("0", "1") and term.datatype == _BOOLEAN:
        return ox.Literal(term.value == "1")
    return term


def _known(format_: _Format | None) -> _Format:
    if format_ is None:
        raise ValueError("a format that no SPARQL result has")
    return format_
