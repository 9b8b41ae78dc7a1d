"""What the graph says of its evidence, read once into plain values for the audit.

In: a store. Out: sources, quotes, furniture and the statements of each graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Quad, Store

from aitalent_kg.lookup import iri
from aitalent_kg.names import AIT, DOCUMENTS, OWN_GRAPHS, expand, graph_iri

__all__ = ["Furniture", "Ledger", "Quote", "Source", "Statement", "chains", "read_ledger"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source file as the graph knows it."""

    iri: str
    name: str
    sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as the graph gives it."""

    iri: str
    exact: str
    start: int
    end: int
    line: int
    source: str  #: IRI
    continues: frozenset[str]  #: quotes that this one may go on from


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that carries no statement, and how often it stands in its source."""

    iri: str
    exact: str
    occurrences: int
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A literal that a graph states of a subject."""

    graph: str  #: stem
    subject: str
    predicate: str
    value: str
    datatype: str  #: local name
    language: str


@dataclass(slots=True)
class Ledger:
    """All of it."""

    sources: dict[str, Source] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    #: every statement of a quote: graphs that share one state it each for themselves
    stated_quotes: list[Quote] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    literals: list[Statement] = field(default_factory=list)
    #: (graph, subject) -> IRIs of its quotes
    evidence: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    subjects: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: (graph, subject) -> what it is counted among: class and whole
    siblings: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    broken: list[str] = field(default_factory=list)  #: IRIs of quotes that lack a part


#: A cell broken more often than this is a mistake, or a circle.
_LONGEST_CHAIN = 6
#: Classes of the evidence itself; what they state is checked in its own way.
_OF_EVIDENCE = {"Quote", "Furniture", "SourceFile"}
_TYPE, _CONTINUES, _EVIDENCE = map(expand, ("rdf:type", "ait:continues", "ait:evidence"))
_WHOLES = tuple(map(expand, ("dcterms:isPartOf", "skos:inScheme", "ait:onPath", "rdf:type")))


def read_ledger(store: Store) -> Ledger:
    """Read the data graphs of a store; ontology and generated statements are left out."""
    ledger = Ledger()
    for stem in (*DOCUMENTS, *OWN_GRAPHS):
        quads: dict[str, list[Quad]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph_iri(stem))):
            quads[iri(quad.subject)].append(quad)
        for subject, statements in quads.items():
            _enter(ledger, stem, subject, statements)
    return ledger


def _enter(ledger: Ledger, stem: str, subject: str, quads: list[Quad]) -> None:
    values = {quad.predicate.value: iri(quad.object) for quad in quads}
    kind = values.get(_TYPE, "").removeprefix(AIT)
    if kind in _OF_EVIDENCE:
        try:
            before = {iri(q.object) for q in quads if q.predicate.value == _CONTINUES}
            _enter_evidence(ledger, kind, subject, values, before)
        except (KeyError, ValueError):
            ledger.broken.append(subject)
        return
    ledger.subjects[stem].add(subject)
    for quad in quads:
        predicate, value = quad.predicate.value, quad.object
        if predicate == _EVIDENCE:
            ledger.evidence[stem, subject].add(iri(value))
        elif isinstance(value, Literal):
            datatype = value.datatype.value.rpartition("#")[2]
            language = value.language or ""
            ledger.literals.append(
                Statement(stem, subject, predicate, value.value, datatype, language)
            )
        elif predicate in _WHOLES:
            ledger.siblings[stem, subject].add(f"{predicate} {iri(value)}")


def _enter_evidence(
    ledger: Ledger, kind: str, subject: str, values: dict[str, str], before: set[str]
) -> None:
    def need(name: str) -> str:
        return values[expand(name)]

    if kind == "SourceFile":
        characters = int(need("ait:characters"))
        ledger.sources[subject] = Source(
            subject, need("ait:fileName"), need("ait:sha256"), characters
        )
    elif kind == "Furniture":
        number, source = int(need("ait:occurrences")), need("prov:wasQuotedFrom")
        ledger.furniture.append(Furniture(subject, need("oa:exact"), number, source))
    else:
        quote = Quote(
            iri=subject,
            exact=need("oa:exact"),
            start=int(need("oa:start")),
            end=int(need("oa:end")),
            line=int(need("ait:line")),
            source=need("prov:wasQuotedFrom"),
            continues=frozenset(before),
        )
        ledger.stated_quotes.append(quote)
        known = ledger.quotes.setdefault(subject, quote)
        ledger.quotes[subject] = replace(quote, continues=quote.continues | known.continues)


def chains(ledger: Ledger, quotes: set[str]) -> Iterator[tuple[str, ...]]:
    """The texts that quotes give: each alone, and behind the parts that it goes on from."""
    for quote in quotes & ledger.quotes.keys():
        yield from _backwards(ledger, quote, ())


def _backwards(ledger: Ledger, name: str, after: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    quote = ledger.quotes[name]
    parts = (quote.exact, *after)
    yield parts
    if len(parts) < _LONGEST_CHAIN:
        for before in quote.continues & ledger.quotes.keys():
            yield from _backwards(ledger, before, parts)
