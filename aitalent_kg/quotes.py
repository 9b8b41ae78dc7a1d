"""Make the quote nodes that a statement rests on.

In: a source text and a span. Out: triples of one `ait:Quote`, and its IRI.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef

from aitalent_kg.names import AIT, ID, PREFIXES
from aitalent_kg.text import line_of

__all__ = ["Quoter"]

_AIT = Namespace(AIT)
_OA = Namespace(PREFIXES["oa"])
_PROV = Namespace(PREFIXES["prov"])


@dataclass(frozen=True, slots=True)
class Quoter:
    """Adds quotes of one source text to a graph."""

    graph: Graph
    stem: str  #: of the source file, for example "SMS2512-002v1"
    text: str

    def add(self, start: int, end: int, continues: URIRef | None = None) -> URIRef:
        """Add the quote of `text[start:end]`; the same span always has the same IRI."""
        quote = URIRef(f"{ID}{self.stem}/quote/{start}-{end}")
        add = self.graph.add
        add((quote, RDF.type, _AIT.Quote))
        add((quote, _OA.exact, Literal(self.text[start:end])))
        add((quote, _OA.start, Literal(start, datatype=XSD.integer)))
        add((quote, _OA.end, Literal(end, datatype=XSD.integer)))
        add((quote, _AIT.line, Literal(line_of(self.text, start), datatype=XSD.integer)))
        add((quote, _PROV.wasQuotedFrom, URIRef(f"{ID}source/{self.stem}")))
        if continues is not None:
            add((quote, _AIT.continues, continues))
        return quote

    def cite(self, subject: URIRef, spans: Sequence[tuple[int, int]]) -> None:
        """Let `subject` rest on these spans; each goes on where the one before breaks off."""
        before: URIRef | None = None
        for start, end in spans:
            before = self.add(start, end, before)
            self.graph.add((subject, _AIT.evidence, before))
