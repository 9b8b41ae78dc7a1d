"""Everything the graph says of one resource, in the order a reader asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from aitalent_kg.evidence import evidence_of
from aitalent_kg.lookup import (
    Quads,
    Ref,
    codes,
    commonest,
    document_of,
    iri,
    kind_of,
    label,
    objects,
    ref,
    sequence,
    subjects,
    words,
)
from aitalent_kg.mappings.record import PREDICATES, TURNED
from aitalent_kg.names import GRAPH, curie, expand, graph_iri

__all__ = ["Description", "describe"]

#: Graphs whose mappings are shown from both ends.
_ACCEPTED = (graph_iri("mappings-accepted"), f"{GRAPH}user/")
_LEVELS = ("ait:level", "ait:baseLevel")
_SHOWN_ELSEWHERE = {
    *map(
        expand,
        (
            "rdf:type",
            "skos:prefLabel",
            "skos:altLabel",
            "skos:notation",
            "dcterms:isPartOf",
            "skos:broader",
            "skos:inScheme",
            "ait:inGroup",
            "ait:competencyCategory",
            "ait:requires",
            "ait:evidence",
            "ait:sequence",
            *_LEVELS,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Description:
    """What `show` prints; every list is empty where the documents say nothing."""

    iri: str
    code: str
    notation: list[str]
    kind: str
    label_zh: str
    label_en: str
    other_names: list[str]
    documents: list[str]
    level: str | None  #: None where levels do not apply, "not stated" where none is printed
    facts: list[tuple[str, str]]  #: name of a property, its text
    links: list[tuple[str, Ref]]  #: name of a property, what it leads to
    mapped_from: list[tuple[str, Ref]]  #: the same for accepted mappings that name it second
    part_of: list[Ref]  #: what it belongs to, the nearest first
    parts: list[Ref]
    members: dict[str, int]  #: of a framework: kind -> number of concepts in its scheme
    rules: list[Ref]  #: rules that admit to it or indicate it
    requires: list[Ref]
    required_by: list[Ref]
    leads_to: list[Ref]  #: where transitions go from here
    reached_from: list[Ref]  #: where transitions come from
    gaps: list[str]
    notes: list[str]
    differences: list[Ref]  #: recorded differences that speak of it, or of a rule for it
    quotes: int  #: of its own; where it has none, of its readings


def describe(store: Quads, subject: str, lang: str = "zh") -> Description:
    """Describe a resource of the graph."""

    def refs(iris: list[str]) -> list[Ref]:
        return sorted((ref(store, iri, lang) for iri in iris), key=lambda r: _order(store, r))

    about = subjects(store, "ait:about", subject)
    rules = subjects(store, "ait:ruleFor", subject)
    return Description(
        iri=subject,
        code=curie(subject),
        notation=codes(store, subject),
        kind=kind_of(store, subject),
        label_zh=label(store, subject, "zh"),
        label_en=label(store, subject, "en"),
        other_names=[text for text, _ in words(store, subject, "skos:altLabel")],
        documents=document_of(store, subject),
        level=_level(store, subject),
        facts=_facts(store, subject, lang),
        links=(links := _links(store, subject, lang)),
        mapped_from=[m for m in _mapped(store, subject, lang) if m not in links],
        part_of=_ancestors(store, subject, lang),
        parts=refs(_parts(store, subject)),
        members=_members(store, subject),
        rules=refs(rules),
        requires=refs(objects(store, subject, "ait:requires")),
        required_by=refs(subjects(store, "ait:requires", subject)),
        leads_to=refs(_across(store, subject, "ait:from", "ait:to")),
        reached_from=refs(_across(store, subject, "ait:to", "ait:from")),
        gaps=_gaps(store, subject, lang),
        notes=[label(store, n, lang) for n in about if kind_of(store, n) == "EditorialNote"],
        differences=refs(_differences(store, [subject, *rules])),
        quotes=len(objects(store, subject, "ait:evidence") or evidence_of(store, subject)),
    )


def _order(store: Quads, resource: Ref) -> tuple[str, int, str]:
    """Kinds together; inside a kind by the order of the document, then by name."""
    return resource.kind, sequence(store, resource.iri), resource.code


def _level(store: Quads, subject: str) -> str | None:
    levels = [iri for predicate in _LEVELS for iri in objects(store, subject, predicate)]
    if levels:
        return ", ".join([*codes(store, iri), curie(iri)][0] for iri in levels)
    return "not stated" if kind_of(store, subject) == "Task" else None


#: By what a thing says that it belongs to another.
_BELONGING = ("dcterms:isPartOf", "skos:broader", "ait:inGroup", "ait:competencyCategory")


def _parts(store: Quads, subject: str) -> list[str]:
    return sorted({part for name in _BELONGING for part in subjects(store, name, subject)})


def _members(store: Quads, subject: str) -> dict[str, int]:
    """How many concepts of each kind a scheme holds, the commonest first."""
    members = subjects(store, "skos:inScheme", subject)
    return commonest(Counter(kind_of(store, iri) for iri in members))


def _ancestors(store: Quads, subject: str, lang: str) -> list[Ref]:
    """What the resource belongs to, level by level; a cycle ends the walk."""
    chain: list[str] = []
    layer = [subject]
    while layer:
        above = (
            parent
            for iri in layer
            for predicate in _BELONGING
            for parent in objects(store, iri, predicate)
        )
        layer = [p for p in dict.fromkeys(above) if p not in chain and p != subject]
        chain.extend(layer)
    return [ref(store, iri, lang) for iri in chain]


def _across(store: Quads, subject: str, near: str, far: str) -> list[str]:
    """What stands at the other end of the transitions that touch the resource."""
    nodes = subjects(store, near, subject)
    return sorted({other for node in nodes for other in objects(store, node, far)})


def _statements(store: Quads, subject: str) -> list[tuple[str, NamedNode | Literal]]:
    quads = store.quads_for_pattern(NamedNode(subject), None, None, None)
    kept = {
        (quad.predicate.value, quad.object)
        for quad in quads
        if isinstance(quad.object, NamedNode | Literal)
        and quad.predicate.value not in _SHOWN_ELSEWHERE
    }
    return sorted(kept, key=str)


def _facts(store: Quads, subject: str, lang: str) -> list[tuple[str, str]]:
    """Literals that are no names; of a text in both languages the one asked for."""
    literals = [(p, o) for p, o in _statements(store, subject) if isinstance(o, Literal)]
    own = {p for p, o in literals if (o.language or "").startswith(lang)}
    return [
        (label(store, p, lang), o.value)
        for p, o in literals
        if p not in own or not o.language or o.language.startswith(lang)
    ]


def _links(store: Quads, subject: str, lang: str) -> list[tuple[str, Ref]]:
    return [
        (label(store, p, lang), ref(store, o.value, lang))
        for p, o in _statements(store, subject)
        if isinstance(o, NamedNode)
    ]


def _mapped(store: Quads, subject: str, lang: str) -> Iterator[tuple[str, Ref]]:
    """Accepted mappings, ours and the user's, that name the resource second."""
    for predicate in PREDICATES:
        word = label(store, expand(TURNED.get(predicate, predicate)), lang)
        here, link = NamedNode(subject), NamedNode(expand(predicate))
        quads = store.quads_for_pattern(None, link, here, None)
        kept = (quad for quad in quads if iri(quad.graph_name).startswith(_ACCEPTED))
        known = {quad.subject.value for quad in kept if isinstance(quad.subject, NamedNode)}
        yield from ((word, ref(store, other, lang)) for other in sorted(known))


def _differences(store: Quads, iris: list[str]) -> list[str]:
    found = {node for iri in iris for node in subjects(store, "ait:about", iri)}
    return [node for node in found if kind_of(store, node) == "Contradiction"]


def _gaps(store: Quads, subject: str, lang: str) -> list[str]:
    """What the document's form calls for here and its text does not give."""
    return [
        label(store, kind, lang)
        for gap in subjects(store, "ait:gapIn", subject)
        for kind in objects(store, gap, "ait:gapKind")
    ]
