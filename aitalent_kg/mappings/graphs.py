"""Mappings as statements of a graph, and back.

A mapping is a node, whatever its status. Only what is accepted is stated plainly as well,
`subject skos:closeMatch object`, so that queries and algorithms that know no status read what
is settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from aitalent_kg.lookup import Quads, iri
from aitalent_kg.mappings.record import NO_TERM, Mapping
from aitalent_kg.mappings.rows import number_text
from aitalent_kg.names import AIT, GRAPH, ID, curie, expand
from aitalent_kg.text import natural

__all__ = [
    "OWN_SETS",
    "STATUSES",
    "Held",
    "confidences",
    "held",
    "node_of",
    "quads_of",
    "status_of",
]

STATUSES = ("accepted", "candidate", "rejected")
#: Names of our own sets; each is a file of `data/mappings` and a graph `mappings-NAME`.
OWN_SETS = ("accepted", "candidate", "outward", "rejected")
_USER = f"{GRAPH}user/"
_OUTWARD = f"{GRAPH}mappings-outward"
_STATUS = f"{ID}scheme/mapping-status/"
_DECIMAL = NamedNode(expand("xsd:decimal"))
#: Fields of a mapping that are IRIs, and the properties that state them.
_IRIS = {
    "subject": "mappingSubject",
    "object": "mappingObject",
    "subject_source": "subjectSource",
    "object_source": "objectSource",
    "subject_evidence": "subjectEvidence",
    "object_evidence": "objectEvidence",
}
#: Those that are texts.
_TEXTS = {
    "subject_label": "subjectLabel",
    "object_label": "objectLabel",
}
_OTHERS = (
    "mappingPredicate",
    "mappingJustification",
    "mappingStatus",
    "confidence",
    "skos:note",
)
_ENDS = ("mappingSubject", "mappingObject", "mappingPredicate")
_NEEDED = (*_ENDS, "mappingJustification", "mappingStatus")


@dataclass(frozen=True, slots=True)
class Held:
    """A mapping as a graph holds it."""

    node: str  #: IRI
    graph: str  #: IRI
    status: str  #: one of `STATUSES`
    mapping: Mapping

    @property
    def listed(self) -> str:
        """What a list calls it: its status, or "outward" for what leads to others' things."""
        return "outward" if self.graph == _OUTWARD else self.status


def status_of(mapping: Mapping, graph: str) -> str:
    """The status of a mapping by the graph that states it; what is denied is rejected."""
    if mapping.negated:
        return "rejected"
    return "candidate" if graph == f"{GRAPH}mappings-candidate" else "accepted"


def node_of(mapping: Mapping, graph: str) -> str:
    """IRI of its node; a set of the user has nodes of its own, whatever ours say of the pair."""
    if not graph.startswith(_USER):
        return mapping.iri
    return mapping.iri.replace(f"{ID}mapping/", f"{ID}user/{graph[len(_USER) :]}/mapping/")


def quads_of(mappings: Iterable[Mapping], graph: str) -> Iterator[Quad]:
    """The statements of a mapping set in the graph of this IRI.

    What SSSOM says besides (authors, dates, tools) stays in the file.
    """
    for mapping in mappings:
        node, where = NamedNode(node_of(mapping, graph)), NamedNode(graph)
        status = status_of(mapping, graph)
        yield Quad(node, _property("rdf:type"), _property("Mapping"), where)
        yield Quad(node, _property("mappingStatus"), NamedNode(_STATUS + status), where)
        for name, value in _values(mapping, graph):
            yield Quad(node, _property(name), value, where)
        if status == "accepted" and mapping.object != NO_TERM:
            ends = NamedNode(mapping.subject), NamedNode(mapping.object)
            yield Quad(ends[0], _property(mapping.predicate), ends[1], where)


def confidences(store: Quads) -> dict[tuple[str, str, str, str], float]:
    """Graph, subject, object and predicate of accepted mappings -> the confidence they state.

    Of several that a graph states, the highest.
    """
    parts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for name in (*_ENDS, "mappingStatus", "confidence"):
        for quad in store.quads_for_pattern(None, _property(name), None, None):
            parts[iri(quad.graph_name), iri(quad.subject)][name] = iri(quad.object)
    found: dict[tuple[str, str, str, str], float] = {}
    for (graph, _), said in parts.items():
        number = _number(said.get("confidence", ""))
        accepted = said.get("mappingStatus") == f"{_STATUS}accepted"
        if accepted and number is not None and all(name in said for name in _ENDS):
            subject, object_, predicate = (said[name] for name in _ENDS)
            key = (graph, subject, object_, curie(predicate))
            found[key] = max(number, found.get(key, number))
    return found


def held(store: Quads) -> list[Held]:
    """Every mapping of a store, in the order of graph, subject, object and predicate.

    A node that lacks a part, as one of the user's may, is none (`validate` names it).
    """
    said: dict[tuple[str, str], dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    names = (*_IRIS.values(), *_TEXTS.values(), *_OTHERS)
    for name in names:
        for quad in store.quads_for_pattern(None, _property(name), None, None):
            key = iri(quad.graph_name), iri(quad.subject)
            said[key][name].append(quad.object)
    found = [
        Held(node, graph, iri(parts["mappingStatus"][0])[len(_STATUS) :], _mapping(parts))
        for (graph, node), parts in said.items()
        if all(parts.get(name) for name in _NEEDED)
    ]
    return sorted(found, key=lambda h: (h.graph, h.mapping.subject, h.mapping.object, h.node))


@cache
def _property(name: str) -> NamedNode:
    """A property of ours by its name, another by its CURIE."""
    return NamedNode(expand(name) if ":" in name else AIT + name)


def _values(mapping: Mapping, graph: str) -> Iterator[tuple[str, NamedNode | Literal]]:
    """Properties of a node and what they say."""
    yield "mappingPredicate", _property(mapping.predicate)
    yield "mappingJustification", _property(mapping.justification)
    for field, name in _IRIS.items():
        value = getattr(mapping, field)
        listed = (value,) if isinstance(value, str) else value
        yield from ((name, NamedNode(end)) for end in listed if end)
    for quote in (*mapping.subject_evidence, *mapping.object_evidence):
        yield "evidence", NamedNode(quote)
    yield from _literals(mapping, graph)


def _literals(mapping: Mapping, graph: str) -> Iterator[tuple[str, Literal]]:
    """The texts of a node; the language of a user's comment is not known."""
    for field, name in _TEXTS.items():
        if getattr(mapping, field):
            yield name, Literal(getattr(mapping, field))
    if mapping.confidence is not None:
        yield "confidence", Literal(number_text(mapping.confidence), datatype=_DECIMAL)
    if mapping.comment:
        tag = None if graph.startswith(_USER) else "en"
        yield "skos:note", Literal(mapping.comment, language=tag)
    if mapping.comment_zh:
        yield "skos:note", Literal(mapping.comment_zh, language="zh-TW")


def _mapping(parts: dict[str, list[object]]) -> Mapping:
    notes = [term for term in parts.get("skos:note", ()) if isinstance(term, Literal)]
    chinese = [n.value for n in notes if (n.language or "").startswith("zh")]
    other = [n.value for n in notes if not (n.language or "").startswith("zh")]
    return Mapping(
        predicate=curie(_first(parts, "mappingPredicate")),
        justification=curie(_first(parts, "mappingJustification")),
        confidence=_number(_first(parts, "confidence")),
        negated=_first(parts, "mappingStatus") == f"{_STATUS}rejected",
        comment=min(other, default=""),
        comment_zh=min(chinese, default=""),
        subject=_first(parts, "mappingSubject"),
        object=_first(parts, "mappingObject"),
        subject_source=_first(parts, "subjectSource"),
        object_source=_first(parts, "objectSource"),
        subject_label=_first(parts, "subjectLabel"),
        object_label=_first(parts, "objectLabel"),
        subject_evidence=_sorted(parts, "subjectEvidence"),
        object_evidence=_sorted(parts, "objectEvidence"),
    )


def _first(parts: dict[str, list[object]], name: str) -> str:
    return min(map(iri, parts.get(name, ())), default="")


def _sorted(parts: dict[str, list[object]], name: str) -> tuple[str, ...]:
    return tuple(sorted(map(iri, parts.get(name, ())), key=natural))


def _number(text: str) -> float | None:
    """A confidence; None where a user's graph has something else for it."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None
