"""Carry statements from the embedded store to rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from aitalent_kg.errors import AitalentError
from aitalent_kg.names import PREFIXES
from aitalent_kg.text import cased

__all__ = ["RepeatableGraph", "to_dataset", "to_graph", "to_term", "triples_to_graph"]

_STRING = PREFIXES["xsd"] + "string"
_Term = URIRef | BNode | Literal


def to_dataset(store: ox.Store) -> Dataset:
    """All statements, each in its named graph; the default graph is their union."""
    dataset = Dataset(default_union=True)
    for quad in store:
        graph = dataset.graph(URIRef(quad.graph_name.value))
        graph.add((to_term(quad.subject), to_term(quad.predicate), to_term(quad.object)))
    return dataset


class RepeatableGraph(Graph):
    """A graph that parses the text of a query once, however often it is asked.

    pySHACL asks the query of a constraint again for each node it checks, and parsing takes
    most of that time.
    """

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Result:
        """Run a query; as `rdflib.Graph.query`."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text)


def to_graph(store: ox.Store) -> Graph:
    """All statements together in one graph."""
    graph = RepeatableGraph()
    for quad in store:
        graph.add((to_term(quad.subject), to_term(quad.predicate), to_term(quad.object)))
    return graph


def triples_to_graph(triples: Iterable[ox.Triple]) -> Graph:
    """Triples of a query in a graph that knows the project's prefixes."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add((to_term(triple.subject), to_term(triple.predicate), to_term(triple.object)))
    return graph


def to_term(term: object) -> _Term:
    """One term of the store as one of rdflib."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise AitalentError(f"rdflib has no triple terms, and the graph holds {term}")
    if term.language:
        return Literal(term.value, lang=cased(term.language))
    if term.datatype.value == _STRING:
        return Literal(term.value)  # rdflib holds "x" and "x"^^xsd:string for two things
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
