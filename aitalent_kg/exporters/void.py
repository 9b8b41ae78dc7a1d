"""A description of the graph in VoID and DCAT: what it is, what is in each of its graphs, counted.

The statements themselves are not in it. No blank nodes, and nothing of the clock: the same graph
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from pyoxigraph import NamedNode
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, VOID, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from aitalent_kg.exporters import void_words as words
from aitalent_kg.exporters.formats import format_of
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.exporters.void_counts import Counts, counted, links
from aitalent_kg.lookup import Quads, iri
from aitalent_kg.lookup import words as texts
from aitalent_kg.names import DOCUMENTS, GRAPH, ID, OWN_GRAPHS, PREFIXES, curie, expand
from aitalent_kg.turtle import normal_form
from aitalent_kg.version import VERSION

__all__ = ["DATASET", "description", "export_void"]

_SPACE = "https://w3id.org/aitalent-kg/"
#: The whole, as this project publishes it.
DATASET = f"{_SPACE}dataset"
_ONTOLOGY = NamedNode(f"{_SPACE}ontology")
_LICENCE = URIRef("https://spdx.org/licenses/MIT")
_MEDIA = "https://www.iana.org/assignments/media-types/"
_OURS = frozenset(GRAPH + name for name in (*DOCUMENTS, *OWN_GRAPHS, *words.FILES))
_NUMBERS = {"triples": VOID.triples, "entities": VOID.entities,
            "subjects": VOID.distinctSubjects, "objects": VOID.distinctObjects}  # fmt: skip


def export_void(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write the description as Turtle in normal form; the statements are counted and left out."""
    graph = description(store, scope)
    prefixes = {**PREFIXES, "foaf": str(FOAF), "void": str(VOID)}
    target.write_text(normal_form(graph, prefixes), encoding="utf-8", newline="\n")
    for kind in ("Dataset", "Linkset"):
        log.wrote(kind, sum(1 for _ in graph.subjects(RDF.type, VOID[kind])))
    log.lose("statements", "a description counts them and does not hold them", log.statements)


def description(store: Quads, scope: Scope) -> Graph:
    """The description as a graph."""
    graphs = _graphs(store, scope)
    ours = scope.whole and set(graphs) == _OURS
    root = URIRef(DATASET if ours else f"urn:uuid:{_identifier(scope, graphs)}")
    about = _Description(root, _SPACE if ours else "")
    about.say(root, RDF.type, DCAT.Dataset, VOID.Dataset)
    about.count(root, counted({q.triple for q in scope.quads(store)}, about.space))
    for name in graphs:
        _subset(about, store, scope, name)
    _linksets(about, store, scope)
    if ours:
        _published(about, store)
        _distributions(about)
    else:
        about.text(root, DCTERMS.title, words.UNKNOWN)
    return about.graph


def _graphs(store: Quads, scope: Scope) -> list[str]:
    """The graphs with an IRI that the part has statements of."""
    named: Iterable[object] = (NamedNode(name) for name in scope.graphs)
    if scope.roots:
        named = {quad.graph_name for quad in scope.quads(store)}
    elif not scope.graphs:
        named = store.named_graphs()
    return sorted(iri(graph) for graph in named if isinstance(graph, NamedNode))


def _identifier(scope: Scope, graphs: Iterable[str]) -> str:
    """The same for the same part, whatever it is called."""
    return str(uuid5(NAMESPACE_URL, "\n".join([DATASET, *graphs, *scope.roots])))


class _Description:
    """The graph that is being made."""

    def __init__(self, root: URIRef, space: str) -> None:
        self.graph, self.root, self.space = Graph(bind_namespaces="none"), root, space

    def say(self, subject: URIRef, predicate: URIRef, *values: Node) -> None:
        """State something of a subject."""
        for value in values:
            self.graph.add((subject, predicate, value))

    def text(self, subject: URIRef, predicate: URIRef, said: Mapping[str, str]) -> None:
        """State a text in each of its languages."""
        self.say(subject, predicate, *(Literal(text, lang) for lang, text in said.items()))

    def count(self, subject: URIRef, counts: Counts) -> None:
        """State numbers, with a partition for each class and property."""
        for name, predicate in _NUMBERS.items():
            self.say(subject, predicate, _number(getattr(counts, name)))
        self.say(subject, VOID.classes, _number(len(counts.classes)))
        self.say(subject, VOID.properties, _number(len(counts.properties)))
        if self.space:
            self.say(subject, VOID.uriSpace, Literal(self.space))
        for name, number in counts.classes.items():
            part = self.part(subject, VOID.classPartition, "class", name)
            self.say(part, VOID["class"], URIRef(name))
            self.say(part, VOID.entities, _number(number))
        for name, number in counts.properties.items():
            part = self.part(subject, VOID.propertyPartition, "property", name)
            self.say(part, VOID.property, URIRef(name))
            self.say(part, VOID.triples, _number(number))

    def part(self, of: URIRef, predicate: URIRef, kind: str, name: str) -> URIRef:
        """The IRI of a partition, below that of what it parts; linked from there."""
        part = URIRef(f"{of}#{kind}/{quote(curie(name), safe=':')}")
        self.say(of, predicate, part)
        self.say(part, RDF.type, VOID.Dataset)
        return part


def _subset(about: _Description, store: Quads, scope: Scope, name: str) -> None:
    """A named graph: its counts, and which document or addition it is."""
    graph = URIRef(name)
    about.say(about.root, VOID.subset, graph)
    about.say(graph, RDF.type, VOID.Dataset)
    quads = (quad for quad in scope.quads(store) if iri(quad.graph_name) == name)
    about.count(graph, counted((quad.triple for quad in quads), about.space))
    stem = name.removeprefix(GRAPH)
    about.say(graph, DCTERMS.identifier, Literal(stem))
    if stem in DOCUMENTS:
        document = URIRef(ID + stem)
        about.say(graph, DCTERMS.source, document)
        about.say(graph, PROV.wasDerivedFrom, URIRef(f"{ID}source/{stem}"))
        about.text(graph, DCTERMS.title, _official(store, stem))
        about.text(document, DCTERMS.title, _official(store, stem))
    elif stem in OWN_GRAPHS:
        said = {"en": OWN_GRAPHS[stem], "zh-TW": words.ADDITIONS[stem]}
        about.text(graph, DCTERMS.title, said)
    elif stem in words.FILES:
        about.text(graph, DCTERMS.title, words.FILES[stem])


def _official(store: Quads, stem: str) -> dict[str, str]:
    """The title that a document prints, or its label where it prints none; and our English."""
    titles: dict[str, str] = {}
    for name in ("skos:prefLabel", "dcterms:title"):
        for text, language in texts(store, ID + stem, name):
            titles["en" if language == "en" else "zh-Hant"] = text
    return titles


def _linksets(about: _Description, store: Quads, scope: Scope) -> None:
    """Mappings, by the two sides and the predicate."""
    for found in links(scope.quads(store)):
        ends = [end.removeprefix(GRAPH) for end in (found.left, found.right)]
        name = "/".join(
            quote(curie(part), safe=":") for part in (ends[0], found.predicate, ends[1])
        )
        linkset = URIRef(f"{about.root}#links/{name}")
        about.say(about.root, VOID.subset, linkset)
        about.say(linkset, RDF.type, VOID.Linkset)
        about.say(linkset, VOID.subjectsTarget, _side(about, found.left))
        about.say(linkset, VOID.objectsTarget, _side(about, found.right))
        about.say(linkset, VOID.linkPredicate, URIRef(found.predicate))
        about.say(linkset, VOID.triples, _number(found.number))


def _side(about: _Description, name: str) -> URIRef:
    """The dataset at one end of mappings: one of the graphs, or a vocabulary of others."""
    if name.startswith(GRAPH):
        return URIRef(name)
    other = URIRef(f"{about.root}#other/{quote(name, safe='')}")
    about.say(other, RDF.type, VOID.Dataset)
    about.say(other, VOID.uriSpace, Literal(name))
    about.say(other, DCTERMS.title, Literal(words.OTHERS.get(name, name), "en"))
    return other


def _published(about: _Description, store: Quads) -> None:
    """What only the graph as we publish it has: words, people, dates, terms."""
    root, makers = about.root, URIRef(f"{DATASET}#developers")
    about.text(root, DCTERMS.title, words.TITLE)
    about.text(root, DCTERMS.description, words.DESCRIPTION)
    for lang, several in words.KEYWORDS.items():
        about.say(root, DCAT.keyword, *(Literal(word, lang) for word in several))
    about.say(makers, RDF.type, FOAF.Agent)
    about.say(makers, FOAF.name, Literal("aitalent-kg developers"))
    about.say(root, DCTERMS.creator, makers)
    about.say(root, DCTERMS.publisher, makers)
    about.say(root, DCTERMS.license, _LICENCE)
    about.text(root, DCTERMS.rights, words.RIGHTS)
    about.say(root, DCTERMS.issued, *_date(store, "dcterms:created"))
    about.say(root, DCTERMS.modified, *_date(store, "dcterms:modified"))
    about.say(root, DCTERMS.language, *map(URIRef, words.LANGUAGES))
    about.say(root, DCTERMS.conformsTo, URIRef(_ONTOLOGY.value))
    about.say(root, DCTERMS.source, *(URIRef(ID + stem) for stem in DOCUMENTS))
    about.say(root, URIRef(expand("dcat:version")), Literal(VERSION))
    about.say(root, DCAT.landingPage, URIRef(_SPACE))
    about.say(root, VOID.exampleResource, *map(URIRef, words.EXAMPLES))
    about.say(root, VOID.vocabulary, *map(URIRef, _vocabularies(about.graph)))


def _date(store: Quads, predicate: str) -> list[Literal]:
    """A date of the ontology."""
    found = store.quads_for_pattern(_ONTOLOGY, NamedNode(expand(predicate)), None)
    return [Literal(text, datatype=XSD.date) for text in {iri(quad.object) for quad in found}]


def _vocabularies(graph: Graph) -> list[str]:
    """Namespaces of the classes and properties in use."""
    terms = {str(t) for p in (VOID["class"], VOID.property) for t in graph.objects(None, p)}
    return sorted({term[: max(term.rfind("#"), term.rfind("/")) + 1] for term in terms})


def _distributions(about: _Description) -> None:
    """The files that `aitalent-kg export` writes of the whole."""
    for name, (media, feature) in words.FORMATS.items():
        format_ = format_of(name)
        file = URIRef(f"{DATASET}#file/{name}")
        about.say(about.root, DCAT.distribution, file)
        about.say(file, RDF.type, DCAT.Distribution)
        about.say(file, DCTERMS.identifier, Literal(f"aitalent-kg{format_.ending}"))
        about.say(file, DCTERMS.title, Literal(format_.about, "en"))
        about.say(file, DCTERMS.license, _LICENCE)
        about.say(file, DCAT.mediaType, URIRef(_MEDIA + media))
        if feature:
            about.say(about.root, VOID.feature, URIRef(f"http://www.w3.org/ns/formats/{feature}"))


def _number(value: int) -> Literal:
    return Literal(value, datatype=XSD.integer)
