"""Write the statements of one standard: resources, words, levels, gaps, each with its quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdflib import DCTERMS, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from aitalent_kg.importers.formats.icap.codes import half_width
from aitalent_kg.importers.formats.icap.corrections import Corrections
from aitalent_kg.importers.formats.icap.model import Entry, Log, Piece
from aitalent_kg.names import AIT, ID
from aitalent_kg.quotes import Quoter
from aitalent_kg.text import folded

__all__ = ["AIT_NS", "SCHEME", "Writer", "wordings"]

AIT_NS = Namespace(AIT)
SCHEME = Namespace(ID + "scheme/")


class Writer:
    """Adds to a graph what a standard says."""

    def __init__(self, code: str, corrections: Corrections, log: Log) -> None:
        self.graph, self.log, self.corrections = Graph(), log, corrections
        self.root = URIRef(ID + code)
        self.source = URIRef(f"{ID}source/{code}")
        self._quoter = Quoter(self.graph, code, log.source.raw)
        self.cited: list[tuple[int, int]] = []  # in the text as it is read

    def iri(self, path: str) -> URIRef:
        """IRI of a part of the standard."""
        return URIRef(f"{self.root}/{path}")

    def new(self, path: str, kind: str, pieces: Iterable[Piece] = (), order: int = 0) -> URIRef:
        """Add a resource that rests on these pieces; order counts from 1."""
        subject = self.iri(path) if path else self.root
        self.link(subject, RDF.type, AIT_NS[kind])
        self.cite(subject, pieces)
        if order:
            self.number(subject, AIT_NS.sequence, order)
        return subject

    def cite(self, subject: URIRef, pieces: Iterable[Piece]) -> None:
        """Let a resource rest on pieces, each of which goes on where the one before breaks off."""
        spans = [(piece.start, piece.end) for piece in pieces]
        self.cited += spans
        self._quoter.cite(subject, [self.log.source.span(*span) for span in spans])

    def link(self, subject: URIRef, predicate: URIRef, value: URIRef) -> None:
        """Add a link."""
        self.graph.add((subject, predicate, value))

    def words(self, subject: URIRef, predicate: URIRef, words: str) -> None:
        """Add words of the standard; nothing where there are none."""
        if words:
            self.graph.add((subject, predicate, Literal(words, lang="zh-Hant")))

    def number(self, subject: URIRef, predicate: URIRef, number: int) -> None:
        """Add an integer."""
        self.graph.add((subject, predicate, Literal(number, datatype=XSD.integer)))

    def code(self, subject: URIRef, code: str) -> None:
        """Add a printed code."""
        self.graph.add((subject, SKOS.notation, Literal(code)))

    def level(self, subject: URIRef, predicate: URIRef, level: str) -> None:
        """Link to a level of the iCAP scale."""
        self.link(subject, predicate, SCHEME[f"icap-level/{level}"])

    def gap(self, subject: URIRef, kind: str, pieces: Iterable[Piece]) -> None:
        """Record that something is not in the text."""
        gap = self.new(f"gap/{str(subject).removeprefix(f'{self.root}/')}-{kind}", "Gap", pieces)
        self.link(gap, AIT_NS.gapIn, subject)
        self.link(gap, AIT_NS.gapKind, SCHEME[f"gap-kind/{kind}"])

    def name(self, subject: URIRef, code: str, entries: Sequence[Entry]) -> None:
        """Name a coded thing; another written form of its words is an alternative label."""
        forms = wordings(entries)
        if not forms:
            self.gap(subject, "name", entries[0].pieces)
            return
        decided = self.corrections.labels.get(code)
        chosen = decided or next(iter(forms))
        self.words(subject, SKOS.prefLabel, chosen)
        for form, entry in forms.items():
            if form != chosen:
                self.words(subject, SKOS.altLabel, form)
            if decided is None and folded(form) != folded(chosen):
                message = f"{code} is worded {form!r} here and {chosen!r} elsewhere"
                self.log.doubt(entry.start, message)

    def part(self, entries: Sequence[Entry], kind: str, whole: URIRef, order: int) -> URIRef:
        """Add a coded part of the table, which may be printed several times."""
        code = entries[0].code
        subject = self.new(code, kind, order=order)
        for entry in entries:
            self.cite(subject, entry.pieces)
        if any(half_width(entry.pieces[0].raw).startswith(code) for entry in entries):
            self.code(subject, code)
        self.link(subject, DCTERMS.isPartOf, whole)
        self.name(subject, code, entries)
        for entry in entries[1:]:
            if folded(entry.text) == folded(entries[0].text):
                self.log.repair(entry.start, f"{code} is printed again; read as one")
        return subject


def wordings(entries: Sequence[Entry]) -> dict[str, Entry]:
    """The different words of a code, each with its first place.

    Words from a broken cell give way to the same words in one piece: a blank may be lost in them.
    """
    whole = {folded(entry.text) for entry in entries if len(entry.pieces) == 1}
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.text and (len(entry.pieces) == 1 or folded(entry.text) not in whole):
            found.setdefault(entry.text, entry)
    return found
