"""What is known of a person, with every name resolved to a resource of the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from aitalent_kg.errors import BadValue

__all__ = ["UNALLOTTED", "Held", "Person", "as_day"]

#: Under this name stand hours that the record does not allot to a tool.
UNALLOTTED = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate, or several alike of which only the class is known."""

    certification: str | None = None  #: IRI
    certification_class: str | None = None  #: IRI, where no certification is named
    earned: date | None = None
    tool_kind: str | None = None  #: IRI of the ability item that says the kind of tool
    product: str | None = None  #: the tool it is about: an IRI, or a name the graph has not
    ability_type: str | None = None  #: IRI
    count: int = 1


@dataclass(frozen=True, slots=True)
class Person:
    """A person's record. What it leaves out the person has not; None says: not known."""

    name: str = ""
    department: str = ""
    as_of: date | None = None  #: day on which the record is judged
    role: str | None = None  #: IRI
    backgrounds: tuple[str, ...] = ()  #: IRIs
    certificates: tuple[Held, ...] | None = ()
    #: ability type (IRI) -> tool (IRI or name, `UNALLOTTED`) -> course hours
    hours: Mapping[str, Mapping[str, float] | None] = field(default_factory=dict)
    tools: frozenset[str] = frozenset()  #: IRIs
    items: frozenset[str] = frozenset()  #: IRIs of competency items
    conditions: Mapping[str, bool] = field(default_factory=dict)  #: IRI -> whether it holds


def as_day(value: object) -> date:
    """A day given as a date, a time of a day, or text.

    Raises:
        BadValue: it is none of them.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadValue(value, "no date; write it as 2026-06-30") from None
