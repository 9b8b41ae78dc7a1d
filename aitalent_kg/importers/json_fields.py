"""Fields of JSON objects of others, each of the type that its format gives it, or told and left out.

In: a decoded document. Out: texts, lists, objects and links; a wrong type is a remark with its
path, never an error. What a reader did not ask for is counted as lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aitalent_kg.errors import BadValue
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.statements import Term, iri, text
from aitalent_kg.names import PREFIXES

__all__ = ["Fields", "a_language", "date_term", "kind_named"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DATE_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
#: The last word of a type, in the singular -> our class.
_HEADS = {
    "knowledge": "Knowledge",
    "skill": "Skill",
    "attitude": "Attitude",
    "disposition": "Attitude",
    "competency": "Competency",
    "competence": "Competency",
    "category": "CompetencyCategory",
    "task": "Task",
    "duty": "Duty",
    "role": "Role",
    "occupation": "Role",
    "technology": "Technology",
    "tool": "Tool",
}
_PLURALS = {
    "skills": "skill",
    "attitudes": "attitude",
    "dispositions": "disposition",
    "competencies": "competency",
    "competences": "competence",
    "categories": "category",
    "tasks": "task",
    "duties": "duty",
    "roles": "role",
    "occupations": "occupation",
    "technologies": "technology",
    "tools": "tool",
}
#: Classes of ours that a type may name whole, as our own exports write it.
_OURS = {
    *("AbilityItem", "AbilityType", "Attitude", "BehaviourIndicator", "Competency"),
    *("CompetencyCategory", "CompetencyItem", "Duty", "KeyContent", "KeySkill", "Knowledge"),
    *("Level", "Occupation", "Output", "Role", "RoleGroup", "RoleType", "Skill", "SkillPart"),
    *("SoftSkill", "TalentCategory", "Task", "Technology", "Tool"),
}


@dataclass
class Fields:
    """An object of a document, read field by field.

    Attributes:
        path: as a remark names the object: "CFItems[3]".
        asked: names of fields that were read.
    """

    values: Mapping[str, Any]
    file: str
    path: str
    log: Log
    asked: set[str] = field(default_factory=set)

    def text(self, *names: str) -> str:
        """A text, white space around it left out; of several names the first that has one."""
        found = ""
        for key in names:
            value = self._get(key)
            if isinstance(value, str):
                found = found or value.strip()
            elif value is not None:
                self.wrong(key, "a text")
        return found

    def texts(self, key: str) -> list[str]:
        """The texts of a list; a text alone is a list of one."""
        value = self._get(key)
        given = [value] if isinstance(value, str) else self._list(key, value)
        found = []
        for place, each in enumerate(given):
            if isinstance(each, str):
                found.append(each.strip())
            else:
                self.wrong(f"{key}[{place}]", "a text")
        return [each for each in dict.fromkeys(found) if each]

    def object(self, key: str) -> Fields:
        """An object within; empty where there is none."""
        value = self._get(key)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, "an object")
        inside = value if isinstance(value, dict) else {}
        return Fields(inside, self.file, self._below(key), self.log)

    def objects(self, key: str) -> Iterator[Fields]:
        """The objects of a list."""
        for place, each in enumerate(self._list(key, self._get(key))):
            if isinstance(each, dict):
                below = self._below(f"{key}[{place}]")
                yield Fields(each, self.file, below, self.log)
            else:
                self.log.count(key).read += 1
                self.log.count(key).refused += 1
                self.wrong(f"{key}[{place}]", "an object")

    def number(self, key: str) -> int:
        """A whole number from 1, also where it is written as text; else 0."""
        value = self._get(key)
        if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value
        if value is not None:
            self.lose(key)
        return 0

    def iri(self, key: str) -> Term:
        """An IRI as a term; "" where there is none, or what stands there is none."""
        return self.as_iri(key, self.text(key))

    def as_iri(self, key: str, value: str) -> Term:
        """A text that should be an IRI, as a term; told where it is none."""
        if not value:
            return ""
        try:
            return iri(value)
        except BadValue:
            self.wrong(key, "an absolute IRI")
            return ""

    def date(self, key: str) -> Term:
        """A date or a time as a term; "" where there is none."""
        value = self.text(key)
        found = date_term(value)
        if value and not found:
            self.wrong(key, "a date")
        return found

    def wrong(self, key: str, what: str) -> None:
        """Tell that a field is not what it should be, and is left out."""
        self.log.refuse(self.file, None, f"{self._below(key)} is no {_bare(what)}; left out")

    def lose(self, key: str) -> None:
        """Count a field that the graph does not carry."""
        sort = re.sub(r"\[\d+\]", "", self.path)
        self.log.lost[f"{sort}.{key}" if sort else key] += 1

    def lose_rest(self) -> None:
        """Count every field that was not read, and holds something."""
        for key, value in self.values.items():
            if key not in self.asked and value not in (None, "", [], {}):
                self.lose(key)

    def skip(self, *names: str) -> None:
        """Take fields as read: they say what is known from elsewhere."""
        self.asked.update(names)

    def _get(self, key: str) -> Any:
        self.asked.add(key)
        return self.values.get(key)

    def _list(self, key: str, value: Any) -> list[Any]:
        if value is not None and not isinstance(value, list):
            self.wrong(key, "a list")
        return value if isinstance(value, list) else []

    def _below(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def a_language(value: str) -> str:
    """A language tag as it may stand in a graph, in lower case but for the region; "" for none."""
    if not _LANGUAGE.fullmatch(value):
        return ""
    first, *rest = value.split("-")
    shown = (each.upper() if len(each) == 2 else each.title() for each in rest)
    return "-".join([first.lower(), *shown])


def date_term(value: str) -> Term:
    """A date or time as a literal, as stores write it; "" where a text is neither.

    >>> date_term("2026-01-02T03:04:05.600+00:00")
    '"2026-01-02T03:04:05.6Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    """
    time, day = _DATE_TIME.fullmatch(value), _DATE.fullmatch(value)
    if not (time or day) or not _on_the_calendar(value):
        return ""
    if not time:
        return f"{text(value)}^^<{PREFIXES['xsd']}date>"
    until_minutes, seconds, part, zone = time.groups("")
    part = part.rstrip("0").rstrip(".")
    zone = "Z" if zone in ("+00:00", "-00:00") else zone
    shown = f"{until_minutes}{seconds or ':00'}{part}{zone}"
    return f"{text(shown)}^^<{PREFIXES['xsd']}dateTime>"


def _on_the_calendar(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def kind_named(words: str) -> str:
    """The class of ours that the words for a type name; "CompetencyItem" where they name none.

    >>> kind_named("Measured Skill"), kind_named("RoleGroup"), kind_named("Task Model")
    ('Skill', 'RoleGroup', 'CompetencyItem')
    """
    bare = words.strip()
    if bare in _OURS:
        return bare
    last = re.split(r"[\s/_-]+", bare.lower())[-1]
    return _HEADS.get(_PLURALS.get(last, last), "CompetencyItem")


def _bare(what: str) -> str:
    return what.removeprefix("a ").removeprefix("an ")
