"""Skills as rich skill descriptors of the Open Skills Management Tool: JSON of its API, version 3.

One language a text: `--lang` chooses, another stands in. Occupations are named by SOC code, so
only those that have one are written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.members import (
    date_time,
    guid,
    own_identifier,
    without_empty,
    write_json,
)
from aitalent_kg.exporters.part import NAMES, Part, tag_of
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.rsd_links import Occupations, references
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads
from aitalent_kg.names import AIT, curie

__all__ = ["SKILLS", "descriptors", "export_rsd"]

#: What OSMT calls a skill: everything that says what somebody can do.
SKILLS = ("Skill", "KeySkill", "SkillPart", "SoftSkill", "Competency", "CompetencyItem",
          "AbilityItem")  # fmt: skip
_STATUSES = {"draft", "published", "archived", "deleted", "unarchived", "workspace"}
_DATES = {
    "publishDate": "dcterms:issued",
    "creationDate": "dcterms:created",
    "updateDate": "dcterms:modified",
}
_CONTEXT = "https://rsd.openskillsnetwork.org/context-v1.json"


def export_rsd(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write the skills of the part as a list of descriptors.

    Raises:
        AitalentError: the part has no skill.
    """
    part = Part(store, scope)
    found, written = descriptors(part, scope, lang, log)
    write_json(target, found)
    part.tell(log, written, "RSD", lang)


def descriptors(
    part: Part, scope: Scope, lang: str, log: Log
) -> tuple[list[dict[str, Any]], set[str]]:
    """The descriptors of the part by IRI, and the IRIs of what they describe.

    Raises:
        AitalentError: the part has no skill.
    """
    inside = scope.things if scope.roots else part.subjects()
    skills = [s for s in sorted(inside) if set(SKILLS) & set(part.kinds(s))]
    if not skills:
        classes = ", ".join(SKILLS)
        raise AitalentError(f"there is no skill in this part; RSD holds the classes {classes}")
    writer = _Writer(part, lang, log)
    found = [writer.descriptor(skill) for skill in skills]
    log.wrote("RichSkillDescriptor", len(found))
    return found, {*skills, *writer.occupations.written}


class _Writer:
    def __init__(self, part: Part, lang: str, log: Log) -> None:
        self.part, self.lang, self.log = part, lang, log
        self.occupations = Occupations(part, lang)
        self.collections: dict[str, list[str]] = defaultdict(list)
        for collection, skill in part.pairs("skos:member"):
            self.collections[skill].append(collection)
        self._taken: set[str] = set()

    def descriptor(self, skill: str) -> dict[str, Any]:
        """A skill as OSMT shows it."""
        label = self._text(skill, NAMES) or curie(skill)
        statement = self._text(skill, ("skos:definition",))
        if not statement:
            told = "OSMT wants a statement of every skill; where none is defined its name stands"
            self.log.lose("filled in: skillStatement", told)
        self._class(skill)
        required = {
            "@context": _CONTEXT,
            "type": "RichSkillDescriptor",
            "id": skill,
            "uuid": self._uuid(skill),
            "skillName": label,
            "skillStatement": statement or label,
            "status": self._status(skill),
            "keywords": self._list(skill, "schema:keywords"),
        }
        linked = references(self.part, skill, self.lang, self.collections[skill])
        creator = self.part.links(skill, "dcterms:publisher")[:1]
        self.part.carry(skill, "dcterms:publisher", *creator)
        return (
            required
            | linked
            | {"occupations": self.occupations.of(skill)}
            | without_empty(
                [
                    ("authors", self._list(skill, "dcterms:creator")),
                    ("creator", "".join(creator)),
                    *self._dates(skill),
                ]
            )
        )

    def _class(self, skill: str) -> None:
        kind = self.part.kind(skill, SKILLS)
        if kind == "Skill":
            self.part.carry(skill, "rdf:type", AIT + kind)
        else:
            told = f"RSD has skills alone; {kind} is not told"
            self.part.bend(skill, "rdf:type", NamedNode(AIT + kind), f"class {kind}", told)

    def _uuid(self, skill: str) -> str:
        own = own_identifier(self.part, skill)
        if own and own not in self._taken:
            self._taken.add(own)
            self.part.carry(skill, "dcterms:identifier", Literal(own))
            return own
        return guid(skill)

    def _status(self, skill: str) -> str:
        for text in self.part.texts(skill, "schema:creativeWorkStatus"):
            if text.value.lower() in _STATUSES:
                self.part.carry(skill, "schema:creativeWorkStatus", text)
                return text.value
        told = "nobody has published these as descriptors, so they are drafts"
        self.log.lose("filled in: status", told)
        return "draft"

    def _text(self, skill: str, predicates: Iterable[str]) -> str:
        named = tuple(predicates)
        found = self.part.best(skill, named, self.lang)
        if not found:
            return ""
        predicate, text = found
        value = text.value.strip()
        if predicate == named[0] and tag_of(text) == self.lang and value == text.value:
            self.part.carry(skill, predicate, text)
        else:
            told = "RSD does not tell the language of a text; these are written"
            self.part.bend(skill, predicate, text, "language tags", told)
        return value

    def _list(self, skill: str, predicate: str) -> list[str]:
        texts = self.part.texts(skill, predicate)
        for text in texts:
            if text.language:
                told = "RSD does not tell the language of a text; these are written"
                self.part.bend(skill, predicate, text, "language tags", told)
            else:
                self.part.carry(skill, predicate, text)
        return list(dict.fromkeys(text.value.strip() for text in texts))

    def _dates(self, skill: str) -> Iterable[tuple[str, str]]:
        for field, predicate in _DATES.items():
            for text in self.part.texts(skill, predicate)[:1]:
                moment = date_time(text.value)
                if moment == text.value:
                    self.part.carry(skill, predicate, text)
                elif re.match(r"\d{4}", moment):
                    told = "OSMT wants moments: the first of a year, month or day"
                    self.part.bend(skill, predicate, text, predicate, told)
                yield field, moment
