"""A resource as RDF, or as HTML that reads without a script; runs in a worker.

In: the graph, and what an address may stand for. Out: bytes, or an error with the nearest names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Triple

from aitalent_kg.errors import UnknownName
from aitalent_kg.lookup import described, iri, label, objects
from aitalent_kg.names import AIT, GRAPH, ID, curie
from aitalent_kg.server.formats import GRAPHS
from aitalent_kg.server.page import Shown, article, listing
from aitalent_kg.server.places import candidates, ending
from aitalent_kg.server.querying import Reply, chosen, unacceptable

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph
    from aitalent_kg.server.written import Writer

__all__ = ["Describing"]

_ONTOLOGY = AIT.removesuffix("#")


@dataclass
class Describing:
    """Describes what the graph holds."""

    kg: KnowledgeGraph
    writer: Writer

    def rdf(self, job: Mapping[str, object]) -> Reply:
        """What is at `path`, in the format of `accept` or of the ending of the path.

        Raises:
            UnknownName: nothing is.
        """
        found, end = self._found(str(job["path"]))
        format_ = chosen({**job, "format": [end] if end else []}, GRAPHS)
        if format_ is None:
            return unacceptable(GRAPHS)
        body = self.writer.triples(self._triples(found), format_)
        return {"status": 200, "type": format_.content_type, "iri": found}, body

    def html(self, job: Mapping[str, object]) -> Reply:
        """The inside of a page on what is at `path`, its words in `lang`.

        Raises:
            UnknownName: nothing is.
        """
        found, _ = self._found(str(job["path"]))
        lang = str(job.get("lang") or "zh")
        title = label(self.kg.statements, found, lang)
        if found == _ONTOLOGY or found.startswith(GRAPH):
            body = listing(title, found, self._members(found, lang), lang)
        else:
            body = article(self.kg.show(found, lang), self.kg.evidence(found), lang)
        return {"status": 200, "iri": found, "title": title}, body.encode()

    def _found(self, path: str) -> tuple[str, str]:
        """The IRI at a path, and the format that its ending names."""
        for without, end in ((path, ""), ending(path)):
            for candidate in candidates(without):
                if self._known(candidate):
                    return candidate, end
        name = curie(candidates(ending(path)[0])[1 if "%" in path else 0])
        beside = [code for code in self._codes if code.partition("/")[0] == name.partition("/")[0]]
        raise UnknownName(name, beside or self._codes)

    def _known(self, candidate: str) -> bool:
        if candidate.startswith(GRAPH):
            return candidate in self._graphs
        return described(self.kg.statements, candidate)

    @cached_property
    def _graphs(self) -> frozenset[str]:
        return frozenset(iri(graph) for graph in self.kg.statements.named_graphs())

    @cached_property
    def _codes(self) -> list[str]:
        """Short names of all that can be asked for."""
        every = {iri(quad.subject) for quad in self._quads(None)}
        return sorted({*(name[len(ID) :] for name in every if name.startswith(ID)), *self._graphs})

    def _quads(self, subject: str | None, graph: str | None = None) -> Iterator[Quad]:
        node = NamedNode(subject) if subject else None
        place = NamedNode(graph) if graph else None
        return iter(self.kg.statements.quads_for_pattern(node, None, None, place))

    def _triples(self, subject: str) -> set[Triple]:
        """A graph whole; of a resource its statements and those of its quotes."""
        if subject.startswith(GRAPH):
            return {quad.triple for quad in self._quads(None, subject)}
        if subject == _ONTOLOGY:
            ours = self._quads(None, GRAPH + "ontology")
            return {q.triple for q in ours if iri(q.subject).startswith(_ONTOLOGY)}
        about = [subject, *objects(self.kg.statements, subject, "ait:evidence")]
        return {quad.triple for each in about for quad in self._quads(each)}

    def _members(self, place: str, lang: str) -> list[Shown]:
        """What a graph or the ontology speaks of."""
        found = {iri(triple.subject) for triple in self._triples(place)}
        return [
            Shown(name, curie(name), label(self.kg.statements, name, lang))
            for name in sorted(found - {place})
        ]
