"""What does not fit together in the mappings of a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from aitalent_kg.lookup import Quads
from aitalent_kg.mappings.find import belongs, is_described
from aitalent_kg.mappings.graphs import Held, held
from aitalent_kg.mappings.record import NO_TERM, PREDICATES, Mapping
from aitalent_kg.names import GRAPH

__all__ = ["Doubt", "report"]
#: What somebody denies who denies the first: to be unrelated is to be mapped in no way.
_AT_LEAST = {"skos:relatedMatch": PREDICATES, "skos:closeMatch": ("skos:exactMatch",)}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about mappings that does not fit together."""

    kind: str  #: "missing", "cycle", "twice", "denied" or "matched"
    things: tuple[str, ...]  #: IRIs: what is missing; the cycle; the two ends
    mappings: tuple[Mapping, ...]  #: that are concerned


def report(store: Quads) -> list[Doubt]:
    """What does not fit together.

    - missing: an end that no graph describes, outward mappings aside, which lead out of the graph;
    - cycle: by broadMatch and narrowMatch something is broader than itself;
    - twice: one pair accepted by several predicates in one graph;
    - denied: a mapping that one graph accepts and one denies, itself or a weaker one;
    - matched: a thing that is said to have no counterpart in a document, and is mapped to a thing
      there, whether or not the mapping names the document.
    """
    found = held(store)
    accepted = [h for h in found if h.status == "accepted" and h.mapping.object != NO_TERM]
    return [
        *_missing(store, found),
        *_cycles([h.mapping for h in accepted]),
        *_twice(accepted),
        *_denied(accepted, [h.mapping for h in found if h.status == "rejected"]),
        *_matched(store, [h.mapping for h in found if h.status == "accepted"]),
    ]


def _missing(store: Quads, found: Iterable[Held]) -> list[Doubt]:
    ends: dict[str, list[Mapping]] = defaultdict(list)
    for entry in found:
        ends[entry.mapping.subject].append(entry.mapping)
        if entry.mapping.object != NO_TERM and entry.graph != f"{GRAPH}mappings-outward":
            ends[entry.mapping.object].append(entry.mapping)
    gone = [iri for iri in sorted(ends) if not is_described(store, iri)]
    return [Doubt("missing", (iri,), tuple(ends[iri])) for iri in gone]


def _cycles(accepted: Iterable[Mapping]) -> list[Doubt]:
    """Each thing that is broader than itself, with those that it is so by."""
    import networkx as nx

    broader: dict[tuple[str, str], Mapping] = {}
    for mapping in accepted:
        if mapping.predicate == "skos:broadMatch":
            broader[mapping.subject, mapping.object] = mapping
        elif mapping.predicate == "skos:narrowMatch":
            broader[mapping.object, mapping.subject] = mapping
    knots = nx.strongly_connected_components(nx.DiGraph(list(broader)))
    found = []
    for knot in sorted(sorted(knot) for knot in knots if len(knot) > 1):
        inside = [m for (a, b), m in broader.items() if a in knot and b in knot]
        found.append(Doubt("cycle", tuple(knot), tuple(inside)))
    return found


def _twice(accepted: Iterable[Held]) -> list[Doubt]:
    pairs: dict[tuple[str, str, str], list[Mapping]] = defaultdict(list)
    for entry in accepted:
        left, right, _ = entry.mapping.sense
        pairs[entry.graph, left, right].append(entry.mapping)
    return [
        Doubt("twice", (left, right), tuple(same))
        for (_, left, right), same in pairs.items()
        if len(same) > 1
    ]


def _denied(accepted: Iterable[Held], rejected: Iterable[Mapping]) -> list[Doubt]:
    pairs: dict[tuple[str, str], list[Mapping]] = defaultdict(list)
    for entry in accepted:
        pairs[entry.mapping.sense[:2]].append(entry.mapping)
    return [
        Doubt("denied", denied.sense[:2], (said, denied))
        for denied in rejected
        for said in pairs.get(denied.sense[:2], ())
        if said.sense == denied.sense or said.predicate in _AT_LEAST.get(denied.predicate, ())
    ]


def _matched(store: Quads, accepted: Iterable[Mapping]) -> list[Doubt]:
    far: dict[str, list[tuple[Mapping, tuple[str, str]]]] = defaultdict(list)
    lone: list[Mapping] = []
    for mapping in accepted:
        if mapping.object == NO_TERM:
            lone.append(mapping)
        else:
            far[mapping.subject].append((mapping, (mapping.object, mapping.object_source)))
            far[mapping.object].append((mapping, (mapping.subject, mapping.subject_source)))
    found = []
    for mapping in lone:
        document = mapping.object_source
        there = [m for m, end in far.get(mapping.subject, ()) if belongs(store, end, document)]
        if there:
            found.append(Doubt("matched", (mapping.subject, document), (mapping, *there)))
    return found
