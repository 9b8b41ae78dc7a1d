"""Small dealings with the store that every module here has: quads of triples, rows of queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple, Variable

from aitalent_kg.names import PREFIXES

__all__ = ["constructed", "quad", "rows", "saying"]

_HEAD = "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in ("rdf", "rdfs", "owl", "xsd"))


def quad(triple: Triple, graph: str) -> Quad:
    """A statement in a graph."""
    return Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph))


def saying(store: Store, triple: Triple) -> list[Quad]:
    """A statement in each graph that has it."""
    found = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return list(found)


def constructed(store: Store, text: str) -> Iterator[Triple]:
    """The triples of a CONSTRUCT over all graphs."""
    answer = store.query(_HEAD + text, use_default_graph_as_union=True)
    assert isinstance(answer, QueryTriples)
    return answer


def rows(
    store: Store, text: str, known: Mapping[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    """The solutions of a SELECT over all graphs, as name of a variable -> term.

    Args:
        known: terms that variables stand for.
    """
    bound = {Variable(name): term for name, term in (known or {}).items()}
    answer = store.query(_HEAD + text, use_default_graph_as_union=True, substitutions=bound)
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: row[name] for name in names} | dict(known or {})
