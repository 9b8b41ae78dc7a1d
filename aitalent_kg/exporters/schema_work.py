"""What schema.org says of an occupation and of a certification, from requirements and tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from aitalent_kg.exporters.part import Part, tag_of

__all__ = ["Work"]

_GROUPING = ("skos:broader", "ait:inGroup", "ait:classifiedAs", "ait:talentCategory")
_GROUPS = ("RoleGroup", "RoleType", "TalentCategory", "ClassificationEntry")
_OCCUPATIONS = ("Role", "Occupation")
_WORK = ("Duty", "Task")
_REACHED = "told by the skills and qualifications of the occupation, without the task or figures"


class Work:
    """Finds who does what, and what it asks for.

    Args:
        kinds: thing -> its class, of all that is described.
    """

    def __init__(self, part: Part, kinds: Mapping[str, str]) -> None:
        self.part, self.kinds = part, kinds
        self._asked: dict[str, set[str]] = defaultdict(set)
        for subject, item in part.pairs("ait:requires"):
            self._asked[subject].add(item)
        for node, requirer in part.pairs("ait:requirer"):
            self._asked[requirer].update(part.links(node, "ait:requiredItem"))
        self._parts: dict[str, set[str]] = defaultdict(set)
        for piece, whole in part.pairs("dcterms:isPartOf"):
            self._parts[whole].add(piece)
        self._standards = {o: s for s, o in part.pairs("ait:occupation")}

    def occupation(self, subject: str) -> Iterable[tuple[str, Any]]:
        """The properties of an occupation."""
        part = self.part
        work = self._work(subject)
        asked = {item for doer in (subject, *work) for item in self._asked.get(doer, ())}
        for doer in (subject, *work):
            for item in part.links(doer, "ait:requires"):
                part.bend(doer, "ait:requires", item, "ait:requires", _REACHED)
        credentials = sorted(i for i in asked if "Certification" in part.kinds(i))
        yield "occupationalCategory", self._categories(subject)
        yield "responsibilities", self._responsibilities(work)
        yield "skills", [{"@id": each} for each in sorted(asked - set(credentials))]
        yield "qualifications", [{"@id": each} for each in credentials]
        codes = part.texts(subject, "skos:notation")
        part.carry(subject, "skos:notation", *codes)
        yield "identifier", [text.value for text in codes]

    def _work(self, subject: str) -> list[str]:
        """The duties and tasks of an occupation, and those of its standard."""
        standard = self._standards.get(subject, "")
        found: set[str] = set()
        waiting = [subject, *([standard] if standard else [])]
        while waiting:
            for piece in self._parts.get(waiting.pop(), ()):
                if piece not in found and set(_WORK) & set(self.part.kinds(piece)):
                    found.add(piece)
                    waiting.append(piece)
        return sorted(found)

    def _categories(self, subject: str) -> list[dict[str, str]]:
        found = []
        sources = (subject, self._standards.get(subject, ""))
        for source in filter(None, sources):
            for predicate in _GROUPING:
                for target in self.part.links(source, predicate):
                    if set(_GROUPS) & set(self.part.kinds(target)):
                        told = "written as occupationalCategory"
                        self.part.bend(source, predicate, target, predicate, told)
                        found.append({"@id": target})
        return found

    def _responsibilities(self, work: list[str]) -> list[dict[str, str]]:
        """The words of duties and tasks, which schema.org has as texts alone."""
        return [
            {"@language": tag_of(text), "@value": text.value}
            for piece in work
            for text in self.part.texts(piece, "skos:prefLabel")
            if text.language
        ]

    def competencies(self, certification: str) -> list[dict[str, str]]:
        """What a certification shows that somebody can do."""
        covered = {
            ability
            for class_ in self.part.links(certification, "ait:certificationClass")
            for ability in self.part.links(class_, "ait:coversAbilityType")
        }
        return [{"@id": each} for each in sorted(covered | self._asked.get(certification, set()))]

    def recognised_by(self, subject: str) -> list[dict[str, str]]:
        """Who issues a certification."""
        if self.kinds.get(subject) != "Certification":
            return []
        found = self.part.links(subject, "ait:issuer")
        self.part.carry(subject, "ait:issuer", *found)
        return [{"@id": each} for each in found]
