"""Every statement of a resource, with the graph that makes it and the quotes it rests on.

A document's statements rest on the evidence of their subject in that document's graph; where only
some of these quotes print what is stated, those are named. A generated statement rests on the node it is made of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from aitalent_kg.evidence import Evidence, by_place, evidence_of, evidence_of_all
from aitalent_kg.lookup import Quads, codes, iri, objects, subjects, words
from aitalent_kg.names import GRAPH, curie, expand
from aitalent_kg.yields import yields

__all__ = ["grounds", "statements"]

_EVIDENCE = expand("ait:evidence")
#: Generated statement -> how the nodes that it is made of lead to its subject and object.
_MADE_OF = {
    expand("ait:requires"): ("ait:requirer", "ait:requiredItem"),
    expand("ait:inGroup"): ("ait:placed", "ait:placedUnder"),
}
_MAPPED = ("ait:mappingSubject", "ait:mappingObject")
_MATCHES = {
    expand(f"skos:{word}Match") for word in ("exact", "close", "broad", "narrow", "related")
}


def grounds(store: Quads, subject: str) -> dict[str, list[Evidence]]:
    """Graph -> the quotes that its statements of a resource rest on."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(NamedNode(subject), NamedNode(_EVIDENCE), None, None):
        found[iri(quad.graph_name)].add(iri(quad.object))
    known = {quote.iri: quote for quote in evidence_of(store, subject)}
    return {
        graph: by_place(known[quote] for quote in quotes if quote in known)
        for graph, quotes in sorted(found.items())
    }


def statements(store: Quads, subject: str) -> Iterator[dict[str, object]]:
    """The statements in order of graph, property and value, without those that name the quotes.

    Each has `property`, `graph` (IRIs) and `object` (a term). `via` are the nodes of which a
    generated statement is made; `quotes` stands where it rests on others, or on fewer, than the
    grounds of its graph.
    """
    based = grounds(store, subject)
    quads = {
        (iri(quad.graph_name), quad.predicate.value, str(quad.object)): quad
        for quad in store.quads_for_pattern(NamedNode(subject), None, None, None)
        if quad.predicate.value != _EVIDENCE
    }
    for (graph, predicate, _), quad in sorted(quads.items()):
        via, ground = _nodes(store, quad), based.get(graph, [])
        quotes = evidence_of_all(store, via) if via else _narrowed(store, ground, quad.object)
        said = {"property": predicate, "graph": graph, "object": quad.object}
        yield (
            said | ({"via": via} if via else {}) | ({"quotes": quotes} if quotes != ground else {})
        )


def _narrowed(store: Quads, quotes: list[Evidence], value: object) -> list[Evidence]:
    """Of several quotes those that print what is stated; all where it stands in none whole."""
    if len(quotes) < 2:
        return quotes
    printed = list(_printed(store, value))
    printing = [
        quote for quote in quotes if any(yields([quote.quote], *words_) for words_ in printed)
    ]
    return printing or quotes


def _printed(store: Quads, value: object) -> Iterator[tuple[str, str]]:
    """How a document would print a value, each with its datatype: a resource by code or name."""
    if isinstance(value, Literal):
        yield value.value, value.datatype.value.rpartition("#")[2]
    elif isinstance(value, NamedNode):
        yield from ((code, "string") for code in codes(store, value.value))
        for text, tag in words(store, value.value, "skos:prefLabel"):
            if tag.startswith("zh"):
                yield text, "langString"


def _nodes(store: Quads, quad: Quad) -> list[str]:
    """The nodes that a short statement is made of; none for others."""
    predicate, graph = quad.predicate.value, iri(quad.graph_name)
    if not isinstance(quad.object, NamedNode):
        return []
    if graph == f"{GRAPH}generated" and predicate in _MADE_OF:
        near, far = _MADE_OF[predicate]
    elif predicate in _MATCHES:
        near, far = _MAPPED
    else:
        return []
    nodes = {*subjects(store, near, iri(quad.subject))} & {*subjects(store, far, iri(quad.object))}
    if predicate in _MATCHES:
        wanted = curie(predicate)
        nodes = {
            n for n in nodes if wanted in map(curie, objects(store, n, "ait:mappingPredicate"))
        }
    return sorted(nodes)
