"""The view `home`: what the graph holds, in numbers.

In: a graph. Out: plain JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from aitalent_kg.explorer.labels import document_pair, kind_pair
from aitalent_kg.library import queries
from aitalent_kg.lookup import subjects
from aitalent_kg.names import ID, expand, graph_iri
from aitalent_kg.version import VERSION

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph
    from aitalent_kg.info import Info

__all__ = ["names", "view"]

#: Classes that nobody counts a document by: what its statements rest on or stand in.
_UNCOUNTED = frozenset(
    ["Quote", "Requirement", "Passage", "Section", "Placement", "Reading", "Use"]
)
_SHOWN = 5


def names(kg: KnowledgeGraph) -> list[str]:  # noqa: ARG001 - every view module has it so
    """The one view of this module."""
    return ["home"]


def view(kg: KnowledgeGraph, name: str) -> object:  # noqa: ARG001 - as above
    """Version, numbers of the whole, and the documents with their commonest kinds of things."""
    info = kg.info()
    return {
        "version": VERSION,
        "triples": info.triples,
        "quotes": sum(_quotes(kg, document.id) for document in info.documents),
        "mappings": _mappings(kg),
        "denied": _number(info, "mappings-rejected", "Mapping"),
        "differences": _number(info, "contradictions", "Contradiction"),
        "queries": len(queries()),
        "documents": [
            {
                "id": document.id,
                "title": document_pair(kg.statements, document.id),
                "triples": document.triples,
                "quotes": _quotes(kg, document.id),
                "counts": [
                    {"kind": kind, "label": kind_pair(kg.statements, kind), "count": count}
                    for kind, count in _main(document.counts)
                ],
            }
            for document in info.documents
        ],
    }


def _main(counts: dict[str, int]) -> list[tuple[str, int]]:
    """The commonest kinds of things that a reader looks for."""
    kept = [pair for pair in counts.items() if pair[0] not in _UNCOUNTED and ":" not in pair[0]]
    return kept[:_SHOWN]


def _quotes(kg: KnowledgeGraph, stem: str) -> int:
    """Quotes of a document's text that anything rests on, as the page `sources` counts them."""
    quotes = set(subjects(kg.statements, "prov:wasQuotedFrom", f"{ID}source/{stem}"))
    return len(quotes & set(subjects(kg.statements, "rdf:type", expand("ait:Quote"))))


def _mappings(kg: KnowledgeGraph) -> int:
    """Accepted mappings between two things; one to nothing says that there is no counterpart."""
    graph, named = NamedNode(graph_iri("mappings-accepted")), NamedNode(expand("ait:objectLabel"))
    return len({q.subject for q in kg.statements.quads_for_pattern(None, named, None, graph)})


def _number(info: Info, graph: str, kind: str) -> int:
    return next((a.counts.get(kind, 0) for a in info.additions if a.id == graph), 0)
