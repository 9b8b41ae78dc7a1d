"""Small dealings with the store that every module here has: quads of triples, rows of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple, Variable

from aitalent_kg.names import PREFIXES, curie, expand
from aitalent_kg.reasoning.rules import Pattern

__all__ = ["constructed", "filled", "quad", "rows", "saying", "short"]

_HEAD = "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in ("rdf", "rdfs", "owl", "xsd"))


def quad(triple: Triple, graph: str) -> Quad:
    """A statement in a graph."""
    return Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph))


def filled(pattern: Pattern, row: Mapping[str, Any]) -> Triple:
    """A pattern with the values of a solution."""
    return Triple(*(row[t[1:]] if t.startswith("?") else NamedNode(expand(t)) for t in pattern))


def short(triple: Iterable[object]) -> str:
    """A statement on a line, IRIs as CURIEs."""
    return " ".join(curie(getattr(term, "value", str(term))) for term in triple)


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
