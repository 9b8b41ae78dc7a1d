"""Which part of the graph is exported: some graphs, a framework or a role with what belongs to it.

In: a store, names. Out: a frozen `Scope` that says of each statement whether it is of the part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from aitalent_kg.errors import UnknownName
from aitalent_kg.lookup import Quads, iri
from aitalent_kg.names import GRAPH, expand
from aitalent_kg.resolve import resolve

__all__ = ["NETWORKS", "Scope", "scope_of"]

#: What the formats of networks can draw.
NETWORKS = ("careers", "requirements", "all")
#: A subject of these belongs to the object: a task to its role, a requirement to who asks.
_BELONGS = tuple(map(expand, (
    "dcterms:isPartOf", "skos:inScheme", "skos:broader", "ait:requirer", "ait:from", "ait:to",
    "ait:placed", "ait:placedUnder", "ait:about", "ait:gapIn", "ait:ruleFor",
    "ait:mappingSubject", "ait:mappingObject",
)))  # fmt: skip
#: What these lead to goes along whole: what is asked for, and what it rests on.
_BRINGS = tuple(map(expand, (
    "ait:requiredItem", "ait:evidence", "ait:subjectEvidence", "ait:objectEvidence",
    "ait:occupation", "ait:sourceFile", "ait:expression", "ait:operand", "ait:transitionKind",
    "prov:wasGeneratedBy", "prov:wasDerivedFrom", "prov:used",
)))  # fmt: skip
_TYPE = expand("rdf:type")
#: What is said of whatever else is linked to.
_NAMING = frozenset(map(expand, (
    "rdf:type", "skos:prefLabel", "skos:notation", "rdfs:label", "dcterms:title", "ait:text",
)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the graph; `Scope()` is all of it."""

    graphs: tuple[str, ...] = ()  #: IRIs of named graphs; () for all
    roots: tuple[str, ...] = ()  #: IRIs of what was asked for by name; () for all
    #: IRIs of the roots, of what belongs to them, of what these ask for and rest on.
    things: frozenset[str] = field(default=frozenset(), repr=False)
    #: IRIs of what else these link to: kind, names and codes are of the part, no more.
    named: frozenset[str] = field(default=frozenset(), repr=False)
    network: str = "careers"  #: one of `NETWORKS`, for formats of networks

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return not (self.graphs or self.roots)

    def quads(self, store: Quads) -> Iterator[Quad]:
        """The statements of the part, in the order of the store."""
        found = _of_graphs(store, self.graphs)
        return found if not self.roots else filter(self._has, found)

    def store(self, store: Quads) -> Quads:
        """A store with the part alone; the same one where nothing is left out."""
        if self.whole:
            return store
        part = Store()
        part.bulk_extend(self.quads(store))
        return part

    def _has(self, quad: Quad) -> bool:
        subject = iri(quad.subject)
        if subject in self.things:
            return True
        return subject in self.named and quad.predicate.value in _NAMING


def scope_of(
    store: Quads, only: Iterable[str] = (), graphs: Iterable[str] = (), network: str = "careers"
) -> Scope:
    """The part that names stand for.

    Args:
        only: names of frameworks, roles or other things; each with what belongs to it (parts,
            requirements, steps, notes, mappings), what that asks for and rests on.
        graphs: names of graphs, as "SMS2512-002v1" or "user/skills"; IRIs are taken too.
        network: one of `NETWORKS`.
    Raises:
        UnknownName, AmbiguousName: no thing, graph or network has this name, or several have.
    """
    if network not in NETWORKS:
        raise UnknownName(network, NETWORKS, "network", "")
    wanted = tuple(dict.fromkeys(_graph(store, name) for name in graphs))
    roots = tuple(dict.fromkeys(resolve(store, name) for name in only))
    if not roots:
        return Scope(wanted, network=network)
    things = _belonging(store, roots)
    things |= _following(store, things, _BRINGS)
    return Scope(wanted, roots, frozenset(things), frozenset(_linked(store, things)), network)


def _graph(store: Quads, name: str) -> str:
    known = {iri(graph).removeprefix(GRAPH): iri(graph) for graph in store.named_graphs()}
    short = name.removeprefix(GRAPH)
    if short not in known:
        raise UnknownName(name, sorted(known), "graph", "")
    return known[short]


def _of_graphs(store: Quads, graphs: tuple[str, ...]) -> Iterator[Quad]:
    if not graphs:
        return iter(store.quads_for_pattern(None, None, None, None))
    found = (store.quads_for_pattern(None, None, None, NamedNode(graph)) for graph in graphs)
    return (quad for some in found for quad in some)


def _belonging(store: Quads, roots: Iterable[str]) -> set[str]:
    """The roots, what is below them by its IRI, and what belongs to any of these."""
    members = defaultdict(list)
    for predicate in _BELONGS:
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None, None):
            members[iri(quad.object)].append(iri(quad.subject))
    below = tuple(f"{root}/" for root in roots)
    subjects = (iri(quad.subject) for quad in store.quads_for_pattern(None, None, None, None))
    found = {*roots, *(subject for subject in subjects if subject.startswith(below))}
    waiting = list(found)
    while waiting:
        new = set(members.get(waiting.pop(), ())) - found
        found |= new
        waiting.extend(new)
    return found


def _following(store: Quads, things: Iterable[str], predicates: Iterable[str]) -> set[str]:
    """What links of these kinds lead to from things, and their blank nodes."""
    from_, wanted = set(things), frozenset(predicates)
    return {
        iri(quad.object)
        for quad in store.quads_for_pattern(None, None, None, None)
        if (quad.predicate.value in wanted or isinstance(quad.object, BlankNode))
        and iri(quad.subject) in from_
        and isinstance(quad.object, NamedNode | BlankNode)
    }


def _linked(store: Quads, things: set[str]) -> set[str]:
    """What else things link to."""
    return {
        quad.object.value
        for quad in store.quads_for_pattern(None, None, None, None)
        if isinstance(quad.object, NamedNode)
        and iri(quad.subject) in things
        and quad.predicate.value != _TYPE
    } - things
