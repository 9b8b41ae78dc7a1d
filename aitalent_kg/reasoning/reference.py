"""The closure by owlrl, an implementation of all of OWL 2 RL that is slow and by others."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Value
from rdflib.term import Node

from aitalent_kg.bridge import to_graph

__all__ = ["by_owlrl"]


def by_owlrl(store: Store) -> tuple[set[Triple], list[str]]:
    """What follows from the statements of a store, and what owlrl says of contradictions.

    Returns:
        Statements that are not asserted, not filtered yet; messages.
    """
    with _quiet():
        return _closed(to_graph(store))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the tracebacks that rdflib logs for literals that are no values."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _closed(graph: Graph) -> tuple[set[Triple], list[str]]:
    from owlrl import OWLRL_Semantics

    asserted = set(graph)
    semantics = OWLRL_Semantics(graph, False, False)
    messages: list[str] = []

    def keep_messages() -> None:
        """Owlrl writes its messages into the graph, as statements of their own."""
        OWLRL_Semantics.post_process(semantics)
        messages.extend(semantics.error_messages)
        semantics.error_messages = []

    semantics.post_process = keep_messages
    semantics.closure()
    fresh = (triple for triple in graph if triple not in asserted)
    # owlrl lets a literal be a subject while it works; RDF does not.
    found = {_triple(t) for t in fresh if not isinstance(t[0], Value)}
    return found, sorted(messages)


def _triple(triple: tuple[Node, Node, Node]) -> Triple:
    subject, predicate, value = map(_term, triple)
    assert not isinstance(subject, Literal)
    assert isinstance(predicate, NamedNode)
    return Triple(subject, predicate, value)


def _term(term: Node) -> NamedNode | BlankNode | Literal:
    """A term of rdflib as one of the store."""
    if isinstance(term, BNode):
        return BlankNode(str(term))
    if isinstance(term, URIRef):
        return NamedNode(str(term))
    assert isinstance(term, Value)
    if term.language:
        return Literal(str(term), language=term.language)
    datatype = NamedNode(str(term.datatype)) if term.datatype else None
    return Literal(str(term), datatype=datatype)
