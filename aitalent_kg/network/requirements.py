"""What roles, gates and the like ask for, one `Demand` for each requirement node.

An iCAP occupation asks through the tasks of its standard.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from aitalent_kg.lookup import Quads, iri, kind_of, objects, text_in
from aitalent_kg.names import AIT, GRAPH, expand
from aitalent_kg.network.asked import in_order

__all__ = ["Demand", "demands"]

#: What may stand on a route, or be compared with what does.
_ASKING = {"Role", "RoleType", "TalentCategory", "Background", "Stage", "Gate", "Occupation"}


@dataclass(frozen=True, slots=True)
class Demand:
    """Somebody asks for an item."""

    role: str  #: IRI of the role, type, category, stage, gate or occupation
    item: str  #: IRI
    requirement: str  #: IRI of the requirement node
    strength: str  #: "required" or "helpful"; "" where the document does not say
    condition: str  #: where it holds, in the document's words; "" always
    documents: tuple[str, ...]
    task: str | None = None  #: IRI of the task that asks, for an occupation

    @property
    def firm(self) -> bool:
        """Whether it is asked of everybody: not just helpful, nor on a condition."""
        return self.strength != "helpful" and not self.condition


def demands(store: Quads, documents: Collection[str] | None = None) -> list[Demand]:
    """What is asked for, by requirement node.

    Args:
        documents: stems; keep what these ask for.
    """
    facts = _Facts(store)
    every = (demand for requirement in sorted(facts.stated) for demand in _of(facts, requirement))
    return [d for d in every if documents is None or set(documents) & {*d.documents}]


class _Facts:
    """What is said of all requirement nodes, read in one pass a predicate.

    For the 130,000 nodes of ESCO this takes a third of the time of look-ups for every node.
    """

    def __init__(self, store: Quads) -> None:
        self.store = store
        self.stated = _stated(store)
        self.requirers, self.items = _links(store, "requirer"), _links(store, "requiredItem")
        self.strengths = _links(store, "strength")
        self.conditional = {iri(quad.subject) for quad in _having(store, "condition")}
        self._asking: dict[str, list[tuple[str, str | None]]] = {}

    def asking(self, requirer: str) -> list[tuple[str, str | None]]:
        """The role that asks, and the task; looked up once."""
        if requirer not in self._asking:
            self._asking[requirer] = _asking(self.store, requirer)
        return self._asking[requirer]


def _of(facts: _Facts, requirement: str) -> Iterator[Demand]:
    strength = min(facts.strengths.get(requirement, ("",))).rpartition("/")[2]
    conditional = requirement in facts.conditional
    condition = text_in(facts.store, requirement, "ait:condition", "zh") if conditional else ""
    for requirer in sorted(facts.requirers.get(requirement, ())):
        for role, task in facts.asking(requirer):
            for item in sorted(facts.items.get(requirement, ())):
                stated = facts.stated[requirement]
                yield Demand(role, item, requirement, strength, condition, stated, task)


def _having(store: Quads, name: str) -> Iterable[Quad]:
    return store.quads_for_pattern(None, NamedNode(AIT + name), None, None)


def _links(store: Quads, name: str) -> dict[str, set[str]]:
    """Subject -> what it is linked to by a property of ours."""
    found: dict[str, set[str]] = {}
    for quad in _having(store, name):
        if isinstance(quad.object, NamedNode):
            found.setdefault(iri(quad.subject), set()).add(quad.object.value)
    return found


def _stated(store: Quads) -> dict[str, tuple[str, ...]]:
    """Requirement -> documents, or files of the user, whose graph has it."""
    kind, of = NamedNode(expand("rdf:type")), NamedNode(AIT + "Requirement")
    graphs: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, kind, of, None):
        if isinstance(quad.subject, NamedNode):
            graph = iri(quad.graph_name).removeprefix(GRAPH)
            graphs.setdefault(quad.subject.value, set()).add(graph)
    return {requirement: in_order(found) for requirement, found in graphs.items()}


def _asking(store: Quads, requirer: str) -> list[tuple[str, str | None]]:
    """The role that asks; of a task the occupation of its standard."""
    kind = kind_of(store, requirer)
    if kind in _ASKING:
        return [(requirer, None)]
    if kind != "Task":
        return []
    standards = [
        standard
        for duty in objects(store, requirer, "dcterms:isPartOf")
        for standard in (duty, *objects(store, duty, "dcterms:isPartOf"))
    ]
    occupations = {o for s in standards for o in objects(store, s, "ait:occupation")}
    return [(occupation, requirer) for occupation in sorted(occupations)]
