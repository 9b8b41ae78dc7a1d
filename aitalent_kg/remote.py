"""The statements of a server, looked up as those of a store; and the handle to a server.

Each look-up is a small query. What is said of one subject is fetched once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from aitalent_kg.binding import values_line
from aitalent_kg.engines.answers import Solutions, single_number
from aitalent_kg.engines.remote import Remote
from aitalent_kg.names import DOCUMENTS, OWN_GRAPHS, graph_iri
from aitalent_kg.values import Iri, Term, written

__all__ = ["ServerQuads", "our_graphs"]

#: So many statements are asked for at a time; common caps are higher.
PAGE = 5000
_NAMES = (*DOCUMENTS, *OWN_GRAPHS, "ontology", "schemes", "generated")


def our_graphs(engine: Remote) -> tuple[str, ...]:
    """The graphs of this project that a server holds."""
    block = values_line("g", [Iri(graph_iri(name)) for name in _NAMES])
    found = rows(
        engine, f"SELECT DISTINCT ?g WHERE {{ {block} GRAPH ?g {{ ?s ?p ?o }} }} ORDER BY ?g"
    )
    return tuple(row[0].value for row in found if isinstance(row[0], NamedNode))


def rows(engine: Remote, text: str) -> list[tuple[Term | None, ...]]:
    """The rows of a SELECT."""
    answer = engine.answer(text)
    assert isinstance(answer, Solutions)
    return [tuple(row) for row in answer.rows]


class ServerQuads:
    """Looks statements up on a server."""

    def __init__(self, engine: Remote) -> None:
        self._engine = engine
        self._of_subject = cache(self._fetched_of_subject)

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: Any | None,  # noqa: A002 - pyoxigraph's name
        graph_name: Any | None = None,
    ) -> Iterable[Quad]:
        """The statements that fit; None fits all."""
        pattern = (subject, predicate, object, graph_name)
        found = self._of_subject(subject) if subject else self._fetched(*pattern)
        return [quad for quad in found if _fits(quad, pattern)]

    def named_graphs(self) -> Iterable[NamedNode | BlankNode]:
        """The graphs that queries see."""
        if self._engine.graphs:
            return [NamedNode(graph) for graph in self._engine.graphs]
        found = rows(self._engine, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        return [graph for (graph,) in found if isinstance(graph, NamedNode)]

    def __len__(self) -> int:
        pattern = self._pattern(None, None, None, None)
        text = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        return single_number(self._engine.answer(text), self._engine.name)

    def _fetched_of_subject(self, subject: NamedNode) -> list[Quad]:
        return list(self._fetched(subject, None, None, None))

    def _fetched(self, *pattern: Any) -> Iterator[Quad]:
        names = [name for name, term in zip("spog", pattern, strict=True) if term is None]
        if not self._has_graphs:
            names.remove("g")
        columns = " ".join(f"?{name}" for name in names) or "?s"
        inner = f"SELECT {columns} WHERE {{ {self._pattern(*pattern)} }} ORDER BY {columns}"
        offset = 0
        while True:
            # The inner order is kept; Virtuoso sorts no more than its cap with an OFFSET beside it.
            text = f"SELECT {columns} WHERE {{ {{ {inner} }} }} LIMIT {PAGE} OFFSET {offset}"
            page = rows(self._engine, text)
            for row in page:
                yield _quad(pattern, dict(zip(names, row, strict=False)))
            if len(page) < PAGE:
                return
            offset += PAGE

    @cached_property
    def _has_graphs(self) -> bool:
        return bool(self._engine.graphs)

    def _pattern(self, *pattern: Any) -> str:
        s, p, o, g = (
            f"?{name}" if term is None else written(term)
            for name, term in zip("spog", pattern, strict=True)
        )
        return f"GRAPH {g} {{ {s} {p} {o} }}" if self._has_graphs else f"{s} {p} {o}"


def _fits(quad: Quad, pattern: tuple[Any, ...]) -> bool:
    return all(term is None or part == term for part, term in zip(quad, pattern, strict=True))


def _quad(pattern: tuple[Any, ...], found: dict[str, Any]) -> Quad:
    parts: list[Any] = [
        found.get(name) if term is None else term
        for name, term in zip("spog", pattern, strict=True)
    ]
    subject, predicate, object_, graph = parts
    return Quad(subject, predicate, object_, graph or DefaultGraph())
