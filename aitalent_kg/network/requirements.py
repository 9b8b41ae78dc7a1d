"""What roles, gates and the like ask for, one `Demand` for each requirement node.

An iCAP occupation asks through the tasks of its standard.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from aitalent_kg.lookup import Quads, iri, kind_of, objects, subjects, text_in
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
    found = subjects(store, "rdf:type", AIT + "Requirement")
    every = (demand for requirement in found for demand in _of(store, requirement))
    return [d for d in every if documents is None or set(documents) & {*d.documents}]


def _of(store: Quads, requirement: str) -> Iterator[Demand]:
    strengths = objects(store, requirement, "ait:strength")
    strength = strengths[0].rpartition("/")[2] if strengths else ""
    condition = text_in(store, requirement, "ait:condition", "zh")
    stated = _stated_in(store, requirement)
    for requirer in objects(store, requirement, "ait:requirer"):
        for role, task in _asking(store, requirer):
            for item in objects(store, requirement, "ait:requiredItem"):
                yield Demand(role, item, requirement, strength, condition, stated, task)


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


def _stated_in(store: Quads, requirement: str) -> tuple[str, ...]:
    """Documents, or files of the user, whose graph has the requirement."""
    kind = NamedNode(expand("rdf:type"))
    found = store.quads_for_pattern(NamedNode(requirement), kind, None, None)
    return in_order({iri(quad.graph_name).removeprefix(GRAPH) for quad in found})
