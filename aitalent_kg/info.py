"""What is loaded: documents, numbers of statements, numbers of things per class."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import NamedNode

from aitalent_kg.lookup import Quads, class_name, commonest, iri, label
from aitalent_kg.names import DOCUMENTS, ID, expand, graph_iri
from aitalent_kg.version import VERSION

__all__ = ["DocumentInfo", "Info", "info"]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """One graph: a document, or an addition of ours or the user's."""

    id: str
    title: str
    triples: int
    counts: dict[str, int]  #: class name -> number of things, the commonest first


@dataclass(frozen=True, slots=True)
class Info:
    """The whole."""

    version: str
    triples: int
    documents: list[DocumentInfo]
    additions: list[DocumentInfo]


def info(store: Quads, lang: str = "zh") -> Info:
    """Count what a store holds."""
    graphs = sorted(node.value for node in store.named_graphs())
    documents = [stem for stem in DOCUMENTS if graph_iri(stem) in graphs]
    others = [g for g in graphs if g not in set(map(graph_iri, documents))]
    return Info(
        version=VERSION,
        triples=len(store),
        documents=[_count(store, s, graph_iri(s), label(store, ID + s, lang)) for s in documents],
        additions=[_count(store, _graph_name(g), g, "") for g in others],
    )


def _graph_name(graph: str) -> str:
    """The name of a graph without our base."""
    base = graph_iri("")
    return graph[len(base) :] if graph.startswith(base) else graph


def _count(store: Quads, id_: str, graph: str, title: str) -> DocumentInfo:
    node = NamedNode(graph)
    triples = sum(1 for _ in store.quads_for_pattern(None, None, None, node))
    types = store.quads_for_pattern(None, NamedNode(expand("rdf:type")), None, node)
    counts = Counter(class_name(iri(quad.object)) for quad in types)
    return DocumentInfo(id_, title, triples, commonest(counts))
