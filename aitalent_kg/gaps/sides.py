"""What a role, a standard, a framework or another thing of the graph asks for, part by part.

In: the graph and an IRI. Out: a `Side`: each item with the parts that ask for it. An item is

- what a requirement names: knowledge and skills of a task, skills of a role or gate, key skills
  of a path, ability types of a talent category;
- an attitude of a standard, which the standard asks for as a whole;
- an ability item or a key content (能力關鍵內涵) of an ability type, as table 4 of the guide lists
  them; the sentences that explain an ability item are no items;
- a competency of a competency category, an attitude of an attitude group;
- a competency item that is the goal itself, unless it asks for others.

Items are IRIs: a code or a label in common makes no two of them equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from aitalent_kg.errors import BadValue
from aitalent_kg.lookup import Quads, kind_of, objects, subjects, words
from aitalent_kg.names import curie

__all__ = ["Demand", "Side", "holding", "side"]

#: kind -> by what its parts say that they belong to it, and the kinds of these parts.
_PARTS = {
    "Occupation": (("ait:occupation", {"OccupationalStandard"}),),
    "OccupationalStandard": (("dcterms:isPartOf", {"Duty"}),),
    "Duty": (("dcterms:isPartOf", {"Task"}),),
    "Framework": (("skos:inScheme", {"AbilityType", "CompetencyCategory", "skos:Concept"}),),
    "AbilityType": (("dcterms:isPartOf", {"AbilityItem"}),),
    "CareerPath": (("dcterms:isPartOf", {"Gate"}),),
}
#: Parts of a framework that has neither ability types nor competencies, such as the deck.
_GROUPS = ("skos:inScheme", {"TalentCategory", "RoleType", "RoleGroup", "CareerPath"})
#: kind -> by what items say that they belong to it, and the kinds of these items.
_ITEMS = {
    "OccupationalStandard": ("skos:inScheme", {"Attitude"}),
    "AbilityType": ("dcterms:isPartOf", {"AbilityItem", "KeyContent"}),
    "CompetencyCategory": ("ait:competencyCategory", {"Competency"}),
    "skos:Concept": ("skos:broader", {"Attitude"}),
}
_IS_ITEM = {
    "AbilityItem",
    "Attitude",
    "Competency",
    "CompetencyItem",
    "Foundation",
    "KeyContent",
    "KeySkill",
    "Knowledge",
    "Skill",
    "SkillPart",
    "SoftSkill",
}
#: What may ask for items, even where the documents state none.
_MAY_ASK = {
    *_PARTS,
    "CompetencyCategory",
    "Gate",
    "Role",
    "RoleGroup",
    "RoleType",
    "Stage",
    "TalentCategory",
    "Task",
    "Trend",
}


@dataclass(frozen=True, slots=True)
class Demand:
    """One part asks for one item; the fields are IRIs."""

    part: str
    said_by: str  #: the requirement, or the item itself where belonging is what asks
    conditions: tuple[str, ...]  #: requirement, part or duty whose `ait:condition` limits it


@dataclass(frozen=True, slots=True)
class Side:
    """Everything that a resource asks for."""

    iri: str
    parts: tuple[str, ...]  #: it and what belongs to it, in the order of the walk
    demands: Mapping[str, tuple[Demand, ...]]  #: item -> who asks for it

    @property
    def goal(self) -> dict[str, frozenset[str]]:
        """Item -> parts that ask for it."""
        return {
            item: frozenset(demand.part for demand in demands)
            for item, demands in self.demands.items()
        }


def side(store: Quads, subject: str, conditional: bool = True) -> Side:
    """What `subject` asks for; nothing where the documents state nothing.

    Args:
        subject: an IRI of the graph.
        conditional: whether parts count that the document ties to a condition (T3 of
            SMS2512-002v1 is for technical developers). A condition of a single requirement
            never leaves it out.
    Raises:
        BadValue: a thing that asks for nothing by its kind, such as an organisation.
    """
    found = _read(store, subject, conditional)
    if found.demands:
        return found
    if _is_item(store, subject):
        return Side(subject, found.parts, {subject: (Demand(subject, subject, ()),)})
    kind = kind_of(store, subject)
    if kind not in _MAY_ASK:
        raise BadValue(
            curie(subject), f"a {kind} asks for no items; give a role, standard, framework ..."
        )
    return found


def holding(store: Quads, subject: str) -> frozenset[str]:
    """What someone has who has `subject`: itself, its parts, what they ask for."""
    found = _read(store, subject, conditional=True)
    return frozenset({*found.demands, *found.parts})


def _read(store: Quads, subject: str, conditional: bool) -> Side:
    above = _of_kinds(store, objects(store, subject, "dcterms:isPartOf"), {"Duty"})
    walked = dict(_walk(store, subject, above, conditional))
    demands: dict[str, list[Demand]] = defaultdict(list)
    for part, chain in walked.items():
        for item, said_by in _asked(store, part):
            limits = tuple(n for n in (said_by, *chain) if words(store, n, "ait:condition"))
            demands[item].append(Demand(part, said_by, limits))
    return Side(subject, tuple(walked), {item: tuple(found) for item, found in demands.items()})


def _is_item(store: Quads, subject: str) -> bool:
    return kind_of(store, subject) in _IS_ITEM or bool(subjects(store, "ait:requires", subject))


def _walk(
    store: Quads, subject: str, above: Iterable[str], conditional: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A resource and its parts, each with those it belongs to that may limit it."""
    chain = (*above, subject)
    yield subject, chain
    for part in _parts(store, subject):
        if part not in chain and (conditional or not words(store, part, "ait:condition")):
            yield from _walk(store, part, chain, conditional)


def _parts(store: Quads, subject: str) -> list[str]:
    """Parts of a resource; an occupation leads to its standard, which names it."""
    kind = kind_of(store, subject)
    found = [
        part for name, kinds in _PARTS.get(kind, ()) for part in _of(store, subject, name, kinds)
    ]
    if kind == "Framework":
        found = [part for part in found if _belonging(store, part)]
        return found or _of(store, subject, *_GROUPS)
    return found


def _of(store: Quads, subject: str, predicate: str, kinds: Set[str]) -> list[str]:
    return _of_kinds(store, subjects(store, predicate, subject), kinds)


def _of_kinds(store: Quads, iris: Iterable[str], kinds: Set[str]) -> list[str]:
    return [iri for iri in iris if kind_of(store, iri) in kinds]


def _belonging(store: Quads, part: str) -> list[str]:
    """Items that belong to a part without a requirement that says so."""
    rule = _ITEMS.get(kind_of(store, part))
    return _of(store, part, *rule) if rule else []


def _asked(store: Quads, part: str) -> Iterator[tuple[str, str]]:
    """Items that a part asks for, each with what says so; the short form only where alone."""
    said = set()
    for node in subjects(store, "ait:requirer", part):
        for item in objects(store, node, "ait:requiredItem"):
            said.add(item)
            yield item, node
    for item in objects(store, part, "ait:requires"):
        if item not in said:
            yield item, item
    for item in _belonging(store, part):
        if item not in said:
            yield item, item
