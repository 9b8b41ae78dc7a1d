"""What the endpoint says of itself: SPARQL 1.1 Service Description, with VoID; runs in a worker.

In: the graph and the address of the server. Out: RDF. Its numbers are counted, not remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from aitalent_kg.lookup import iri, label
from aitalent_kg.names import DOCUMENTS, GRAPH, ID, OWN_GRAPHS, PREFIXES
from aitalent_kg.server.formats import GRAPHS
from aitalent_kg.server.querying import Reply, chosen, unacceptable
from aitalent_kg.workers.limits import Limits

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph
    from aitalent_kg.server.written import Writer

__all__ = ["RESULT_FORMATS", "Service"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_W3C = "http://www.w3.org/ns/formats/"
#: What an answer can be had in, by W3C's list of formats.
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N-Quads", "TriG", "N3",
)  # fmt: skip
_UNITS = {"seconds": "s", "memory": "bytes", "answer": "bytes", "rows": "rows or triples",
          "query": "characters"}  # fmt: skip
_Object = str | int | ox.Literal


@dataclass
class Service:
    """Describes the endpoint over one graph."""

    kg: KnowledgeGraph
    writer: Writer
    limits: Limits

    def described(self, job: Mapping[str, object]) -> Reply:
        """The description for an endpoint below `root`, in what `accept` or `format` ask for."""
        format_ = chosen(job, GRAPHS)
        if format_ is None:
            return unacceptable(GRAPHS)
        more = {"sd": _SD, "void": _VOID}
        body = self.writer.triples(self._triples(f"{job['root']}/sparql"), format_, more)
        return {"status": 200, "type": format_.content_type}, body

    @cached_property
    def _sizes(self) -> dict[str, int]:
        """Graph -> number of its triples; "" for the default graph, their union."""
        each = {
            iri(graph): sum(
                1 for _ in self.kg.statements.quads_for_pattern(None, None, None, graph)
            )
            for graph in self.kg.statements.named_graphs()
        }
        every = self.kg.statements.quads_for_pattern(None, None, None, None)
        return {"": len({quad.triple for quad in every}), **each}

    def _triples(self, endpoint: str) -> Iterator[ox.Triple]:
        dataset, default = f"{endpoint}#dataset", f"{endpoint}#default-graph"
        yield from _about(
            endpoint,
            ("rdf:type", _SD + "Service"),
            (_SD + "endpoint", endpoint),
            (_SD + "supportedLanguage", _SD + "SPARQL11Query"),
            (_SD + "feature", _SD + "UnionDefaultGraph"),
            (_SD + "defaultDataset", dataset),
            *((_SD + "resultFormat", _W3C + name) for name in RESULT_FORMATS),
        )
        yield from self._limits(endpoint)
        yield from _about(
            dataset,
            ("rdf:type", _SD + "Dataset"),
            ("rdf:type", _VOID + "Dataset"),
            (_SD + "defaultGraph", default),
            (_VOID + "sparqlEndpoint", endpoint),
            (_VOID + "uriSpace", ox.Literal(ID)),
            (_VOID + "triples", self._sizes[""]),
        )
        yield from _graph(default, self._sizes[""])
        for graph, size in self._sizes.items():
            if graph:
                yield from self._named(dataset, endpoint, graph, size)

    def _named(self, dataset: str, endpoint: str, graph: str, size: int) -> Iterator[ox.Triple]:
        name = graph.removeprefix(GRAPH)
        part = quote(name, safe="")  # of others' graphs all may be odd
        named, itself = f"{endpoint}#named-{part}", f"{endpoint}#graph-{part}"
        yield from _about(dataset, (_SD + "namedGraph", named))
        yield from _about(
            named, ("rdf:type", _SD + "NamedGraph"), (_SD + "name", graph), (_SD + "graph", itself)
        )
        yield from _graph(itself, size)
        words = OWN_GRAPHS.get(name, "")
        if name in DOCUMENTS:
            words = label(self.kg.statements, ID + name, "en")
        if words:
            yield from _about(itself, ("dcterms:description", ox.Literal(words)))

    def _limits(self, endpoint: str) -> Iterator[ox.Triple]:
        """The limits by name, as properties of the service in the words of schema.org."""
        for name, value in asdict(self.limits).items():
            if value is None:
                continue
            limit = f"{endpoint}#limit-{name}"
            number = ox.Literal(value if isinstance(value, int) else float(value))
            yield from _about(endpoint, ("schema:additionalProperty", limit))
            yield from _about(
                limit,
                ("rdf:type", PREFIXES["schema"] + "PropertyValue"),
                ("schema:name", ox.Literal(name)),
                ("schema:maxValue", number),
                ("schema:unitText", ox.Literal(_UNITS[name])),
            )


def _graph(subject: str, size: int) -> Iterator[ox.Triple]:
    kinds = (("rdf:type", _SD + "Graph"), ("rdf:type", _VOID + "Dataset"))
    return _about(subject, *kinds, (_VOID + "triples", size))


def _about(subject: str, *said: tuple[str, _Object]) -> Iterator[ox.Triple]:
    """Statements on a subject; a text is an IRI, other values are literals."""
    for predicate, value in said:
        prefix, _, local = predicate.partition(":")
        full = PREFIXES[prefix] + local if prefix in PREFIXES else predicate
        if isinstance(value, int):
            value = ox.Literal(value)
        term = ox.NamedNode(value) if isinstance(value, str) else value
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(full), term)
