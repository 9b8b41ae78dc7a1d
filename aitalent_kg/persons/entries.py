"""From the names in a record to the resources of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from aitalent_kg.errors import AmbiguousName, BadValue, UnknownName
from aitalent_kg.lookup import Quads, kind_of, subjects
from aitalent_kg.persons.names import Names
from aitalent_kg.persons.record import UNALLOTTED, Held, Person, as_day
from aitalent_kg.resolve import resolve
from aitalent_kg.text import folded

__all__ = ["Place", "Resolver"]

#: Keys that lead to a value of the record.
Place = tuple[str | int, ...]
_Found = TypeVar("_Found")
#: Names for hours on tools that are not told.
_OTHER = ("other", "其他", "其它")
#: So many problems are enough to tell of a record.
_ENOUGH = 10
#: What a person can have; a role or a standard is what asks for it.
_ITEMS = (
    "ait:AbilityItem",
    "ait:AbilityType",
    "ait:Attitude",
    "ait:Competency",
    "ait:CompetencyItem",
    "ait:EntryCondition",
    "ait:Foundation",
    "ait:Gate",
    "ait:KeyContent",
    "ait:KeySkill",
    "ait:Knowledge",
    "ait:Skill",
    "ait:SkillPart",
    "ait:SoftSkill",
)


class Resolver:
    """Makes a `Person` of the plain values of a record that fits the schema."""

    def __init__(self, quads: Quads) -> None:
        names = partial(Names, quads)
        self.quads = quads
        self.roles = names("role", "ait:Role", "ait:Occupation", "ait:RoleType")
        self.backgrounds = names("background", "ait:Background")
        self.certifications = names("certificate", "ait:Certification")
        self.classes = names("class of certificates", "ait:CertificationClass")
        self.certificates = names("certificate", "ait:Certification", "ait:CertificationClass")
        self.types = names("ability type", "ait:AbilityType")
        self.kinds = names("kind of tool", "ait:AbilityItem")
        self.items = names("competency item", *_ITEMS)
        self.tools = names("tool", "ait:Tool", "ait:LearningResource")
        self.conditions = names("condition", "ait:EntryCondition", "ait:Holds")
        self._problems: list[tuple[Place, str]] = []
        #: Place of a problem -> names that look like the one given there.
        self.near: dict[Place, list[str]] = {}

    def person(self, values: Mapping[str, Any]) -> tuple[Person, list[tuple[Place, str]]]:
        """The record without what could not be resolved, and where and why it could not."""
        self._problems, self.near = [], {}
        given = {key: value for key, value in values.items() if value is not None}
        certificates = given.get("certificates", [])
        person = Person(
            name=given.get("name", ""),
            department=given.get("department", ""),
            as_of=self._each(("as_of",), given.get("as_of"), as_day),
            role=self._each(("role",), given.get("role"), self.roles.find),
            backgrounds=self._all(
                "background", _listed(given.get("background")), self.backgrounds.find
            ),
            certificates=(
                None
                if certificates == "unknown"
                else self._all("certificates", certificates, self._held)
            ),
            hours=dict(self._hours(given.get("hours", {}))),
            tools=frozenset(self._all("tools", given.get("tools", []), self.tools.find)),
            items=frozenset(self._all("items", given.get("items", []), self.items.find)),
            conditions=self._conditions(given.get("conditions", {})),
        )
        return person, self._problems

    def _all(
        self, field: str, values: list[Any], find: Callable[[Any], _Found]
    ) -> tuple[_Found, ...]:
        found = (self._each((field, place), value, find) for place, value in enumerate(values))
        return tuple(one for one in found if one is not None)

    def _each(self, place: Place, value: Any, find: Callable[[Any], _Found]) -> _Found | None:
        if value is None or len(self._problems) >= _ENOUGH:
            return None
        try:
            return find(value)
        except (UnknownName, AmbiguousName, BadValue) as error:
            self._problems.append((place, str(error)))
            self.near[place] = error.near if isinstance(error, UnknownName) else []
            return None

    def _once(
        self, field: str, given: Mapping[str, Any], find: Callable[[str], str]
    ) -> Iterator[tuple[str, str]]:
        """Name and IRI of each key; a thing under two names is a problem."""
        names: dict[str, str] = {}
        for name in given:
            found = self._each((field, name), name, find)
            if found is not None and names.setdefault(found, name) == name:
                yield name, found
            elif found is not None:
                self._problems.append(((field, name), f"the same as {names[found]!r} above"))

    def _held(self, entry: str | Mapping[str, Any]) -> Held:
        if isinstance(entry, str):
            return self._certificate(self._certified(entry))
        given = dict(entry)
        found = (
            self.certifications.find(given["name"])
            if "name" in given
            else self._guide_class(given["class"])
        )
        return self._certificate(
            found,
            earned=as_day(given["earned"]) if "earned" in given else None,
            tool_kind=self._kind(given["tool_kind"]) if "tool_kind" in given else None,
            product=self._product(given["product"]) if "product" in given else None,
            ability_type=self.types.find(given["ability_type"])
            if "ability_type" in given
            else None,
            count=given.get("count", 1),
        )

    def _certified(self, name: str) -> str:
        try:
            return self.certificates.find(name)
        except AmbiguousName:
            return self._guide_class(name)

    def _guide_class(self, name: str) -> str:
        """A class of certificates by name; of several of one name, the one that rules ask for."""
        try:
            return self.classes.find(name)
        except AmbiguousName as error:
            asked = [
                c
                for c in error.candidates
                if subjects(self.quads, "ait:ofCertificationClass", resolve(self.quads, c))
            ]
            if len(asked) != 1:
                raise
            return resolve(self.quads, asked[0])

    def _certificate(self, found: str, **more: Any) -> Held:
        if kind_of(self.quads, found) == "CertificationClass":
            return Held(certification_class=found, **more)
        return Held(certification=found, **more)

    def _kind(self, name: str) -> str:
        """The ability item that says a kind of tool; table 5 writes 文書 for 文書應用."""
        try:
            return self.kinds.find(f"{name}應用")
        except UnknownName:
            return self.kinds.find(name)

    def _product(self, name: str) -> str:
        """A tool of the graph, or a name it does not have: the documents' lists are open."""
        try:
            return self.tools.find(name)
        except UnknownName:
            return folded(name)

    def _hours(self, given: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, float] | None]]:
        for name, found in self._once("hours", given, self.types.find):
            value = given[name]
            if value == "unknown":
                yield found, None
            elif isinstance(value, Mapping):
                yield found, self._by_tool(value)
            else:
                yield found, {UNALLOTTED: float(value)}

    def _by_tool(self, given: Mapping[str, float]) -> dict[str, float]:
        """Hours by tool; MidJourney and Midjourney are one."""
        found: dict[str, float] = defaultdict(float)
        for name, hours in given.items():
            found[self._tool(name)] += hours
        return dict(found)

    def _tool(self, name: str) -> str:
        return UNALLOTTED if folded(name) in _OTHER else self._product(name)

    def _conditions(self, given: Mapping[str, Any]) -> dict[str, bool]:
        """What rules ask for; a printed condition stands for all of its parts not named themselves."""
        named: dict[str, bool] = {}
        parts: dict[str, bool] = {}
        for name, found in self._once("conditions", given, self.conditions.find):
            value = given[name]
            if value != "unknown":
                named[found] = value
                parts.update(dict.fromkeys(subjects(self.quads, "ait:holds", found), value))
        return parts | named


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
