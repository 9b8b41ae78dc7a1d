"""What the detector looks at, as plain records that know no RDF."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Coded", "Covered", "Defined", "Facts", "Filed", "Step"]


@dataclass(frozen=True, slots=True)
class Filed:
    """A thing has one of the values that exclude each other: a group, a class, a level, a date."""

    things: tuple[str, ...]  #: one, or who requires and what is required
    form: str  #: the disagreement that two values are: "group", "class" or "value"
    about: str  #: what the value is: "role group", "level" …; two of one kind exclude each other
    value: str
    name: str  #: of the value; two values of one name are no disagreement
    statement: str  #: what states it: a node, or the thing itself


@dataclass(frozen=True, slots=True)
class Defined:
    """A thing has a definition."""

    thing: str
    kind: str  #: its class
    name: str
    text: str
    places: frozenset[
        str
    ]  #: where the text is printed; of one printing, several things may take it


@dataclass(frozen=True, slots=True)
class Coded:
    """A thing has a number in a scheme, and a name."""

    thing: str
    scheme: str
    kind: str  #: its class
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """A career step between two things."""

    start: str
    goal: str
    statement: str


@dataclass(frozen=True, slots=True)
class Covered:
    """A certification is filed under an ability type; its class covers some types."""

    thing: str
    group: str  #: the class
    covers: frozenset[str]
    type: str
    statement: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All records."""

    filed: tuple[Filed, ...] = ()
    defined: tuple[Defined, ...] = ()
    coded: tuple[Coded, ...] = ()
    steps: tuple[Step, ...] = ()
    covered: tuple[Covered, ...] = ()
