"""The terms of the ontology and of the concept schemes, read out of the graph.

In: a knowledge graph. Out: `Terms`: every class, property, scheme and concept with what is said of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from aitalent_kg.graph import KnowledgeGraph
from aitalent_kg.names import AIT, GRAPH, ID, PREFIXES
from site_docs.values import Value

__all__ = ["Term", "Terms", "terms"]

_TYPE = PREFIXES["rdf"] + "type"
_OWL, _SKOS, _RDFS = PREFIXES["owl"], PREFIXES["skos"], PREFIXES["rdfs"]
_PROPERTIES = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property, scheme or concept."""

    iri: str
    kind: str  #: Class, ObjectProperty, DatatypeProperty, AnnotationProperty, ConceptScheme or Concept
    marks: tuple[str, ...]  #: other types, such as FunctionalProperty
    said: Mapping[
        str, tuple[tuple[str, str], ...]
    ]  #: predicate -> (value, language; "" for none, "iri")
    into: Mapping[str, tuple[str, ...]]  #: predicate -> terms that point here with it

    @property
    def name(self) -> str:
        """Its local name."""
        return self.iri.removeprefix(AIT).removeprefix(ID + "scheme/")

    @property
    def page(self) -> str:
        """Its page; names that differ in case alone stand in folders of their own."""
        if self.kind in ("Concept", "ConceptScheme"):
            end = self.name if self.kind == "Concept" else f"{self.name}/index"
            return f"reference/concepts/{end}.md"
        return f"reference/terms/{'class' if self.kind == 'Class' else 'property'}/{self.name}.md"

    def words(self, predicate: str, lang: str) -> list[str]:
        """What is said with a predicate in a language; "zh-TW" is Chinese of any kind."""
        wanted = "en" if lang == "en" else "zh"
        values = self.said.get(predicate, ())
        return [value for value, tag in values if tag.lower().split("-")[0] == wanted]

    def label(self, lang: str) -> str:
        """Its label in a language, else its name."""
        return next(
            iter(self.words(_RDFS + "label", lang) + self.words(_SKOS + "prefLabel", lang)),
            self.name,
        )

    def links(self, predicate: str) -> list[str]:
        """The resources that it points to with a predicate."""
        return [value for value, tag in self.said.get(predicate, ()) if tag == "iri"]


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms by IRI, in the order of their names."""

    all: Mapping[str, Term]

    def of(self, *kinds: str) -> list[Term]:
        """Those of some kinds."""
        return [term for term in self.all.values() if term.kind in kinds]


def terms(kg: KnowledgeGraph) -> Terms:
    """Read the terms."""
    said: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    into: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for stem in ("ontology", "schemes"):
        for quad in kg.store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH + stem)):
            assert isinstance(quad.subject, ox.NamedNode)
            subject, by = quad.subject.value, quad.predicate.value
            said[subject][by].append(_value(quad.object))
            if isinstance(quad.object, ox.NamedNode):
                into[quad.object.value][by].append(subject)
    found = {}
    for iri in sorted(said, key=lambda iri: (iri.lower(), iri)):
        types = sorted(value for value, _ in said[iri].get(_TYPE, ()))
        kind = _kind(iri, types)
        if kind:
            marks = tuple(t.rpartition("#")[2] for t in types if not t.endswith("#" + kind))
            found[iri] = Term(iri, kind, marks, _settled(said[iri]), _sorted(into[iri]))
    return Terms(found)


def _value(value: Value) -> tuple[str, str]:
    if isinstance(value, ox.Literal):
        return value.value, value.language or ""
    assert isinstance(value, ox.NamedNode)
    return value.value, "iri"


def _kind(iri: str, types: list[str]) -> str:
    """What a term of ours is; nothing for one of another vocabulary."""
    if iri.startswith(AIT):
        return next((k for k in ("Class", *_PROPERTIES) if _OWL + k in types), "")
    if iri.startswith(ID + "scheme/"):
        return next((k for k in ("ConceptScheme", "Concept") if _SKOS + k in types), "")
    return ""


def _settled(
    said: Mapping[str, list[tuple[str, str]]],
) -> dict[str, tuple[tuple[str, str], ...]]:
    return {by: tuple(sorted(set(values))) for by, values in said.items()}


def _sorted(into: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {by: tuple(sorted(set(those))) for by, those in into.items()}
