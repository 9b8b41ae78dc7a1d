"""What a role, a standard, a framework or another thing of the graph asks for, part by part.

In: the graph and an IRI. Out: a `Side`: each item with the parts that ask for it. An item is

- what a requirement names: knowledge and skills of a task, skills of a role or gate, key skills
  of a path, ability types of a talent category;
- a gate (關卡) that names no skills: to pass it is what its path asks for;
- what the roles of a group ask for, in frameworks that put roles into groups by `skos:broader`;
- an attitude of a standard, which the standard asks for as a whole;
- an ability item or a key content (能力關鍵內涵) of an ability type, as table 4 of the guide lists
  them; the sentences that explain an ability item are no items;
- a competency of a competency category, an attitude of an attitude group;
- an item that `skos:broader` puts below a competency category, or that `skos:inScheme` puts into
  a framework without any of these parts, as imported ones may be;
- a competency item that is the goal itself, unless it asks for others.

Items are IRIs: a code or a label in common makes no two of them equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from aitalent_kg.errors import AmbiguousName, BadValue
from aitalent_kg.lookup import Quads, kind_of, objects, subjects, text_in
from aitalent_kg.names import curie
from aitalent_kg.resolve import resolve

__all__ = ["Demand", "Side", "goal_of", "holding", "is_item", "side"]

#: kind -> by what its parts say that they belong to it, and the kinds of these parts.
_PARTS = {
    "Occupation": (("ait:occupation", {"OccupationalStandard"}),),
    "OccupationalStandard": (("dcterms:isPartOf", {"Duty"}),),
    "Duty": (("dcterms:isPartOf", {"Task"}),),
    "Framework": (("skos:inScheme", {"AbilityType", "CompetencyCategory", "skos:Concept"}),),
    "AbilityType": (("dcterms:isPartOf", {"AbilityItem"}),),
    "CareerPath": (("dcterms:isPartOf", {"Gate"}),),
    "RoleGroup": (("skos:broader", {"RoleGroup", "Role"}),),
}
#: Parts of a framework that has neither ability types nor competencies, such as the deck.
_GROUPS = ("skos:inScheme", {"TalentCategory", "RoleType", "RoleGroup", "CareerPath"})
#: Parts of a framework that has none of these groups either, such as an imported one.
_ROLES = ("skos:inScheme", {"Role"})
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
#: The condition of what a path takes as given (industry-guide-deck, lines 346-349).
_GIVEN = "已具備"
#: How conditions begin that limit nothing: 無論走哪個 AI 路徑, 不論選擇圖 4 中哪一個 AI 職涯路徑.
_WHICHEVER = ("無論", "不論")


@dataclass(frozen=True, slots=True)
class Demand:
    """One part asks for one item; the fields are IRIs."""

    part: str
    said_by: str  #: the requirement, or the item itself where belonging is what asks
    conditions: tuple[str, ...] = ()  #: requirement, part or duty whose `ait:condition` limits it
    presupposed: bool = False  #: whether the document takes the item as given


@dataclass(frozen=True, slots=True)
class Side:
    """Everything that a resource asks for."""

    iri: str
    parts: tuple[str, ...]  #: it and what belongs to it, in the order of the walk
    demands: Mapping[str, tuple[Demand, ...]]  #: item -> who asks for it

    @property
    def goal(self) -> dict[str, frozenset[str]]:
        """Item -> parts that ask for it; of those that presuppose it only where no other asks."""
        return {
            item: frozenset(d.part for d in demands if not d.presupposed)
            or frozenset(d.part for d in demands)
            for item, demands in self.demands.items()
        }

    @property
    def presupposed(self) -> frozenset[str]:
        """Items that every part which names them takes as given."""
        return frozenset(
            i for i, found in self.demands.items() if all(d.presupposed for d in found)
        )


def goal_of(store: Quads, name: str) -> str:
    """The one thing of this name that can ask for items.

    Args:
        name: as `resolve` takes it.
    Raises:
        UnknownName: nothing fits.
        AmbiguousName: several things fit that can ask for items; these are given.
        BadValue: several things fit, and none of them can.
    """
    try:
        return resolve(store, name)
    except AmbiguousName as problem:
        found = [code for code in problem.candidates if _can_ask(store, resolve(store, code))]
    if not found:
        raise BadValue(name, "nothing of this name asks for items; give a role, standard, path ...")
    if len(found) > 1:
        raise AmbiguousName(name, found)
    return resolve(store, found[0])


def _can_ask(store: Quads, subject: str) -> bool:
    try:
        side(store, subject)
    except BadValue:
        return False
    return True


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
    if is_item(store, subject):
        return Side(subject, found.parts, {subject: (Demand(subject, subject),)})
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


def is_item(store: Quads, subject: str) -> bool:
    """Whether a thing is an item by its kind, or because something asks for it."""
    return kind_of(store, subject) in _IS_ITEM or bool(subjects(store, "ait:requires", subject))


def _read(store: Quads, subject: str, conditional: bool) -> Side:
    above = _of_kinds(store, objects(store, subject, "dcterms:isPartOf"), {"Duty"})
    walked = dict(_walk(store, subject, above, conditional))
    demands: dict[str, list[Demand]] = defaultdict(list)
    for part, chain in walked.items():
        for item, said_by in _asked(store, part):
            limits = tuple(node for node in (said_by, *chain) if _limited(store, node))
            given = _condition(store, said_by) == _GIVEN
            demands[item].append(Demand(part, said_by, limits, given))
    return Side(subject, tuple(walked), {item: tuple(found) for item, found in demands.items()})


def _condition(store: Quads, node: str) -> str:
    """When something applies, in the document's words."""
    return text_in(store, node, "ait:condition", "zh")


def _limited(store: Quads, node: str) -> bool:
    """Whether something is not asked for in every case."""
    condition = _condition(store, node)
    return condition not in ("", _GIVEN) and not condition.startswith(_WHICHEVER)


def _walk(
    store: Quads,
    subject: str,
    above: Iterable[str],
    conditional: bool,
    groups: set[str] | None = None,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A resource and its parts, each with those it belongs to that may limit it.

    A group of roles is walked once: groups limit nothing, and may lie in one another in any way.
    """
    chain = (*above, subject)
    groups = set() if groups is None else groups
    yield subject, chain
    for part in _parts(store, subject):
        if part in chain or part in groups or (not conditional and _limited(store, part)):
            continue
        if kind_of(store, part) == "RoleGroup":
            groups.add(part)
        yield from _walk(store, part, chain, conditional, groups)


def _parts(store: Quads, subject: str) -> list[str]:
    """Parts of a resource; an occupation leads to its standard, which names it."""
    kind = kind_of(store, subject)
    found = [
        part for name, kinds in _PARTS.get(kind, ()) for part in _of(store, subject, name, kinds)
    ]
    if kind == "Framework":
        found = [part for part in found if _belonging(store, part)]
        return found or _of(store, subject, *_GROUPS) or _of(store, subject, *_ROLES)
    return found


def _of(store: Quads, subject: str, predicate: str, kinds: Set[str]) -> list[str]:
    return _of_kinds(store, subjects(store, predicate, subject), kinds)


def _of_kinds(store: Quads, iris: Iterable[str], kinds: Set[str]) -> list[str]:
    return [iri for iri in iris if kind_of(store, iri) in kinds]


def _belonging(store: Quads, part: str) -> list[str]:
    """Items that belong to a part without a requirement that says so."""
    rule = _ITEMS.get(kind_of(store, part))
    return _of(store, part, *rule) if rule else []


def _filed(store: Quads, part: str) -> list[str]:
    """Items of an imported framework: below a category, or in a framework that has no parts."""
    kind = kind_of(store, part)
    if kind == "CompetencyCategory":
        return _of(store, part, "skos:broader", _IS_ITEM)
    if kind == "Framework" and not _parts(store, part):
        return _of(store, part, "skos:inScheme", _IS_ITEM)
    return []


def _asked(store: Quads, part: str) -> list[tuple[str, str]]:
    """Items that a part asks for, each with what says so; the short form only where alone."""
    nodes = subjects(store, "ait:requirer", part)
    said = [(item, node) for node in nodes for item in objects(store, node, "ait:requiredItem")]
    alone = {*objects(store, part, "ait:requires"), *_belonging(store, part), *_filed(store, part)}
    alone -= {item for item, _ in said}
    if kind_of(store, part) == "Gate" and not (said or alone):
        alone = {part}
    return [*said, *((item, item) for item in sorted(alone))]
