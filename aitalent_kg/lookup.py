"""Small questions to the store that every other answer needs: names, kinds, codes, links.

In: a store and an IRI. Out: plain strings. Chinese and English fall back on each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from aitalent_kg.names import AIT, DOCUMENTS, GRAPH, ID, curie, expand

__all__ = [
    "Quads",
    "Ref",
    "class_name",
    "codes",
    "commonest",
    "described",
    "document_of",
    "iri",
    "kind_label",
    "kind_of",
    "label",
    "named",
    "objects",
    "ref",
    "sequence",
    "subjects",
    "text_in",
    "words",
]

_TITLES = ("dcterms:title", "rdfs:label")
_NAMES = ("skos:prefLabel", "skos:altLabel", "skos:notation", *_TITLES)
_LABELS = tuple(map(expand, ("skos:prefLabel", "dcterms:title", "rdfs:label", "ait:text")))


class Quads(Protocol):
    """Statements that can be looked up: a pyoxigraph Store, or a server."""

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: Any | None,  # noqa: A002 - pyoxigraph's name
        graph_name: Any | None = ...,
    ) -> Iterable[Quad]:
        """The statements that fit; None fits all."""

    def named_graphs(self) -> Iterable[NamedNode | BlankNode]:
        """The graphs."""

    def __len__(self) -> int:
        """How many statements."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A resource as an answer shows it."""

    iri: str
    code: str  #: what `show` takes: the path below the project's resources, or a CURIE
    label: str
    kind: str  #: name of its class, for example "Task"


def described(store: Quads, value: str) -> bool:
    """Whether a value is the IRI of something in the graph, and no other text."""
    try:
        node = NamedNode(value)
    except ValueError:
        return False
    return any(store.quads_for_pattern(node, None, None, None))


def objects(store: Quads, subject: str, predicate: str) -> list[str]:
    """IRIs that `subject` is linked to, sorted; `predicate` is a CURIE."""
    found = store.quads_for_pattern(NamedNode(subject), NamedNode(expand(predicate)), None, None)
    return sorted({quad.object.value for quad in found if isinstance(quad.object, NamedNode)})


def subjects(store: Quads, predicate: str, value: str) -> list[str]:
    """IRIs that are linked to `value`, sorted; blank nodes of a user's file have none."""
    found = store.quads_for_pattern(None, NamedNode(expand(predicate)), NamedNode(value), None)
    return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})


def iri(term: object) -> str:
    """The IRI of a term; the graph has neither blank nodes nor quoted triples."""
    return str(getattr(term, "value", term))


def words(store: Quads, subject: str, predicate: str) -> list[tuple[str, str]]:
    """Literals of `subject` as (text, language), sorted; language "" for a plain one."""
    found = store.quads_for_pattern(NamedNode(subject), NamedNode(expand(predicate)), None, None)
    literals = {quad.object for quad in found if isinstance(quad.object, Literal)}
    return sorted((literal.value, literal.language or "") for literal in literals)


def codes(store: Quads, subject: str) -> list[str]:
    """The printed codes of a resource."""
    return [text for text, _ in words(store, subject, "skos:notation")]


def sequence(store: Quads, subject: str) -> int:
    """The place of a resource in the order of its document; 0 where none is stated."""
    found = words(store, subject, "ait:sequence")
    return int(found[0][0]) if found else 0


def label(store: Quads, subject: str, lang: str = "zh") -> str:
    """The name of a resource in `lang`, in the other language, or its short IRI."""
    found = (text_in(store, subject, predicate, lang) for predicate in _LABELS)
    return next(filter(None, found), curie(subject))


def text_in(store: Quads, subject: str, predicate: str, lang: str) -> str:
    """A literal of `subject` in `lang`, else in the other language; "" where there is none."""
    found = words(store, subject, predicate)
    first = found[0][0] if found else ""
    return next((text for text, tag in found if tag.startswith(lang)), first)


def kind_of(store: Quads, subject: str) -> str:
    """Name of the class of a resource, "" where it has none."""
    classes = objects(store, subject, "rdf:type")
    ours = [name for name in classes if name.startswith(AIT)]
    return next(map(class_name, ours or classes), "")


def kind_label(store: Quads, kind: str, lang: str = "zh") -> str:
    """The name of a class in words; its own name where it is none of ours."""
    return kind if ":" in kind or not kind else label(store, AIT + kind, lang)


def class_name(iri: str) -> str:
    """A class as an answer names it: without our prefix, else as a CURIE."""
    return iri.removeprefix(AIT) if iri.startswith(AIT) else curie(iri)


def commonest(counts: Counter[str]) -> dict[str, int]:
    """Counts with the highest first; equal ones by name."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def ref(store: Quads, subject: str, lang: str = "zh") -> Ref:
    """A resource with its name and kind."""
    return Ref(subject, curie(subject), label(store, subject, lang), kind_of(store, subject))


def document_of(store: Quads, subject: str) -> list[str]:
    """Stems of the documents that describe a resource, in our order of documents."""
    node = NamedNode(subject)
    return [
        stem
        for stem in DOCUMENTS
        if any(store.quads_for_pattern(node, None, None, NamedNode(GRAPH + stem)))
    ]


def named(store: Quads) -> Iterator[tuple[str, str]]:
    """Every (IRI, name) of the data: labels, other labels, codes; titles in files of a user."""
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(None, NamedNode(expand(predicate)), None, None):
            ours = predicate not in _TITLES and iri(quad.subject).startswith(ID)
            if ours or (_of_user(quad) and isinstance(quad.subject, NamedNode)):
                yield iri(quad.subject), iri(quad.object)


def _of_user(quad: Quad) -> bool:
    """Whether a file of a user says it."""
    return iri(quad.graph_name).startswith(f"{GRAPH}user/")
