"""Who or what holds items: a person, or someone who has all that a role or standard asks for.

In: the graph and a name, a person file, a person or IRIs. Out: a `Holder`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aitalent_kg.gaps.sides import goal_of, holding, side
from aitalent_kg.gaps.unstated import Unstated, unstated
from aitalent_kg.lookup import Quads, label
from aitalent_kg.names import expand
from aitalent_kg.persons.reader import looks_like_record, read_person
from aitalent_kg.persons.record import Person
from aitalent_kg.resolve import resolve

__all__ = ["NOTHING", "Have", "Holder", "holder_of", "holders_of"]

#: A name for who starts with nothing.
NOTHING = "none"
#: A name or file, a person's record, a set of items; None is nothing.
Have = str | Path | Person | Mapping[str, Any] | Set[str] | None
_IRI = re.compile(r"[A-Za-z][\w+.-]*:\S+")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who or what holds items."""

    name: str
    items: frozenset[str]  #: IRIs
    unknown: tuple[Unstated, ...] = ()  #: where a role or standard may ask for more
    from_record: bool = False  #: whether these are the items and tools of a person's record


def holder_of(store: Quads, have: Have, lang: str = "zh") -> Holder:
    """What somebody or something holds.

    Args:
        have: a name as `goal_of` takes it; a file; a person; the values of a person file; a set
            of items, by name or IRI; None or "none". A text is a file where it ends in .yaml,
            .yml or .json, a `Path` always.
        lang: language of the name of a role or standard.
    Raises:
        UnknownName, AmbiguousName: no resource, or several, have this name.
        MissingFile, UnreadableFile, BadValue: no such file, or it is no person's.

    A person holds the items and tools that the record lists, and what belongs to a listed ability
    type. What the person's present role asks for is not counted: a role is no proof of its skills.
    """
    if have is None or have == NOTHING:
        return Holder(NOTHING, frozenset())
    if isinstance(have, Set):
        return Holder("", frozenset(_item(store, name) for name in have))
    if isinstance(have, str) and not looks_like_record(have):
        found = side(store, goal_of(store, have))
        hidden = tuple(u for u in unstated(store, found, lang) if u.hides_items)
        return Holder(label(store, found.iri, lang), holding(store, found.iri), hidden)
    person = have if isinstance(have, Person) else read_person(store, have)
    name = Path(have).stem if isinstance(have, str | Path) else ""
    return Holder(person.name or name, _of_person(store, person), from_record=True)


def holders_of(store: Quads, people: Iterable[Have] | Have, lang: str = "zh") -> list[Holder]:
    """What each member of a team holds; one name, file or record is a team of one.

    Errors are those of `holder_of`.
    """
    if people is None or isinstance(people, str | Path | Person | Mapping):
        people = [people]
    return [holder_of(store, person, lang) for person in people]


def _item(store: Quads, name: str) -> str:
    """The IRI of an item; one that the graph does not know may be known to the caller's links."""
    return expand(name) if _IRI.fullmatch(name) else resolve(store, name)


def _of_person(store: Quads, person: Person) -> frozenset[str]:
    return person.tools.union(*(holding(store, item) for item in person.items))
