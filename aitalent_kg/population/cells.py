"""What one cell of a table says, read as the record of a single person would be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from aitalent_kg.assess.counted import count_certificates
from aitalent_kg.assess.facts import PersonFacts
from aitalent_kg.assess.person import Assessor
from aitalent_kg.errors import AitalentError, BadValue
from aitalent_kg.lookup import Quads
from aitalent_kg.persons.entries import Resolver
from aitalent_kg.persons.reader import schema
from aitalent_kg.persons.record import UNALLOTTED, Held, Person
from aitalent_kg.rules.tree import Quantity

__all__ = ["MOST_COUNT", "MOST_HOURS", "Additions", "Bounds", "Cells"]

_KINDS = schema()["$defs"]
MOST_HOURS: int = _KINDS["hours"]["maximum"]
MOST_COUNT: int = _KINDS["certificate"]["properties"]["count"]["maximum"]
Bounds = tuple[float, float]
_INFINITY = float("inf")
_UNKNOWN = ("unknown", "未知", "不詳", "不明")
_NOTHING = ("none", "無")
_TRUTH = dict.fromkeys(("true", "yes", "y", "1", "是", "有", "符合"), True) | dict.fromkeys(
    ("false", "no", "n", "0", "否", "無", "不符合"), False
)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_BETWEEN = re.compile(r"[;\n、]")
_ENTRY = re.compile(r"(?P<name>[^@#]+)(@(?P<day>[^#]*))?(#(?P<kind>.*))?", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Additions:
    """What people are supposed to get on top of what they have."""

    hours: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  #: as in `Person`
    certificates: tuple[Held, ...] = ()


class Cells:
    """Reads cells, with the rules and the day of one assessment."""

    def __init__(self, assessor: Assessor, as_of: date) -> None:
        self.quads: Any = _Remembered(assessor.quads)
        self.resolver = Resolver(self.quads)
        self.as_of, self.retired = as_of, assessor.retired
        self._held = lru_cache(maxsize=100_000)(self._entry)
        self._tool = lru_cache(maxsize=100_000)(self._tool_named)

    def hours(self, subject: str, text: str) -> Mapping[str, float] | None:
        """Hours by tool; None where the cell says that they are not known.

        Raises:
            BadValue: the cell says something else.
        """
        told = _tidy(text)
        if told.casefold() in _UNKNOWN:
            return None
        if not told:
            return {}
        if ":" not in told:
            return {UNALLOTTED: _hours(told)}
        return self.spread(subject, dict(_pairs(told)))

    def spread(self, subject: str, by_tool: Mapping[str, float]) -> Mapping[str, float]:
        """Hours by tool, the tools resolved; two names of one tool are added up."""
        found: dict[str, float] = {}
        for name, hours in by_tool.items():
            tool = self._tool(subject, name)
            found[tool] = found.get(tool, 0.0) + hours
        return found

    def _tool_named(self, subject: str, name: str) -> str:
        """A tool, as the record of a person would have it."""
        return next(iter(self._person({"hours": {subject: {name: 1.0}}}).hours[subject] or {}))

    def certificates(self, text: str) -> tuple[Held, ...] | None:
        """Certificates by name or class; None where they are not known.

        Raises:
            BadValue, UnknownName, AmbiguousName: an entry is no certificate.
        """
        told = _tidy(text)
        if told.casefold() in _UNKNOWN:
            return None
        entries = [] if told.casefold() in _NOTHING else _BETWEEN.split(told)
        return tuple(self._held(entry.strip()) for entry in entries if entry.strip())

    def count(self, text: str) -> int | None:
        """A number of certificates; None where it is not known.

        Raises:
            BadValue: it is no whole number from 0 to 1000.
        """
        told = _tidy(text)
        if told.casefold() in _UNKNOWN:
            return None
        number = float(told or 0) if _NUMBER.fullmatch(told or "0") else -1.0
        if not (number.is_integer() and 0 <= number <= MOST_COUNT):
            raise BadValue(text, f"no whole number of certificates from 0 to {MOST_COUNT}")
        return int(number)

    def condition(self, text: str) -> bool | None:
        """Whether a condition holds; None where that is not known.

        Raises:
            BadValue: the cell says something else.
        """
        told = _tidy(text).casefold()
        if not told or told in _UNKNOWN:
            return None
        if told not in _TRUTH:
            raise BadValue(
                text, "no answer to a condition; write yes, no or unknown (是、否、未知)"
            )
        return _TRUTH[told]

    def hours_bounds(
        self, subject: str, spread: Mapping[str, float] | None, more: Additions
    ) -> Callable[[Quantity], Bounds]:
        """Bounds of each quantity of one subject, with additions."""
        added = dict(more.hours.get(subject, {}))
        for tool, number in (spread or {}).items():
            added[tool] = added.get(tool, 0.0) + number
        facts = PersonFacts(Person(hours={subject: added}), ())
        return facts.bounds if spread is not None else _open(facts)

    def certificate_bounds(
        self, held: tuple[Held, ...] | None, more: Additions
    ) -> Callable[[Quantity], Bounds]:
        """Bounds of each quantity of certificates, with additions."""
        every = (*(held or ()), *more.certificates)
        counted = count_certificates(self.quads, every, self.as_of, self.retired)
        facts = PersonFacts(Person(certificates=every), counted)
        return facts.bounds if held is not None else _open(facts)

    def _entry(self, text: str) -> Held:
        """`name`, `name@2025-03-01` or `name@2025-03-01#kind of tool`."""
        parts = _ENTRY.fullmatch(text)
        if parts is None:
            raise BadValue(text, "no certificate; write name, name@2025-03-01 or name#kind of tool")
        held = self._certificate(parts["name"].strip())
        more = {"earned": _day(parts["day"]), "tool_kind": (parts["kind"] or "").strip()}
        told = {key: value for key, value in more.items() if value}
        if not told:
            return held
        if held.certification:
            return self._certificate({"name": held.certification, **told})
        return self._certificate({"class": held.certification_class, **told})

    def _certificate(self, entry: str | Mapping[str, Any]) -> Held:
        held = self._person({"certificates": [entry]}).certificates
        assert held
        return held[0]

    def _person(self, values: Mapping[str, Any]) -> Person:
        """A record resolved; the first problem is raised."""
        person, problems = self.resolver.person(values)
        if problems:
            raise AitalentError(problems[0][1])
        return person


class _Remembered:
    """Statements whose look-ups are remembered: a table asks for the same ones all the time."""

    def __init__(self, quads: Quads) -> None:
        self._quads = quads
        self._found: dict[tuple[object, ...], list[Any]] = {}

    def quads_for_pattern(self, *pattern: Any) -> Iterable[Any]:
        """The statements that fit."""
        if pattern not in self._found:
            self._found[pattern] = list(self._quads.quads_for_pattern(*pattern))
        return self._found[pattern]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._quads, name)


def _open(facts: PersonFacts) -> Callable[[Quantity], Bounds]:
    """What is not known may be anything on top of what is."""
    return lambda quantity: (facts.bounds(quantity)[0], _INFINITY)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _hours(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise BadValue(text, "no number of hours; write 18, unknown, or ChatGPT:12; Canva:6")
    number = float(text)
    if not 0 <= number <= MOST_HOURS:
        raise BadValue(text, f"hours are from 0 to {MOST_HOURS}")
    return number


def _pairs(text: str) -> Iterable[tuple[str, float]]:
    """`ChatGPT:12; other:6` by tool."""
    seen = set()
    for part in filter(str.strip, _BETWEEN.split(text)):
        tool, colon, hours = part.rpartition(":")
        name = tool.strip()
        if not colon or not name or ":" in name or _NUMBER.fullmatch(name):  # as a time of day has
            raise BadValue(part.strip(), "no hours of a tool; write ChatGPT:12; Canva:6")
        if name in seen:
            raise BadValue(name, "stands twice in the cell")
        seen.add(name)
        yield name, _hours(hours.strip())


def _day(text: str | None) -> str:
    if text is None:
        return ""
    if not _DAY.fullmatch(text.strip()):
        raise BadValue(text, "no date; write it as 2026-06-30")
    return text.strip()
