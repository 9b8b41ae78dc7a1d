"""Carry statements from the embedded store to rdflib."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import BNode, Dataset, Graph, Literal, URIRef

from aitalent_kg.names import PREFIXES

__all__ = ["to_dataset", "to_graph"]

_STRING = PREFIXES["xsd"] + "string"
_Term = URIRef | BNode | Literal


def to_dataset(store: ox.Store) -> Dataset:
    """All statements, each in its named graph; the default graph is their union."""
    dataset = Dataset(default_union=True)
    for quad in store:
        graph = dataset.graph(URIRef(quad.graph_name.value))
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return dataset


def to_graph(store: ox.Store) -> Graph:
    """All statements together in one graph."""
    graph = Graph()
    for quad in store:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> _Term:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return Literal(term.value, lang=_cased(term.language))
    if term.datatype.value == _STRING:
        return Literal(term.value)  # rdflib holds "x" and "x"^^xsd:string for two things
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _cased(tag: str) -> str:
    """A language tag in the case of BCP 47, which the store does not keep: zh-Hant, zh-TW.

    >>> _cased("zh-hant"), _cased("zh-tw")
    ('zh-Hant', 'zh-TW')
    """
    first, *rest = tag.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])
