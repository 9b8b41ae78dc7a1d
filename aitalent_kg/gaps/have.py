"""Who or what holds items: a person, or someone who has all that a role or standard asks for.

In: the graph and a name, a person file, a person or IRIs. Out: a `Holder`.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aitalent_kg.gaps.sides import holding, side
from aitalent_kg.gaps.unstated import Unstated, unstated
from aitalent_kg.lookup import Quads, label
from aitalent_kg.persons.reader import read_person
from aitalent_kg.persons.record import Person
from aitalent_kg.resolve import resolve

__all__ = ["NOTHING", "Have", "Holder", "holder_of"]

#: A name for who starts with nothing.
NOTHING = "none"
#: A name or file, a person's record, IRIs; None is nothing.
Have = str | Path | Person | Mapping[str, Any] | Set[str] | None
_FILES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who or what holds items."""

    name: str
    items: frozenset[str]  #: IRIs
    unknown: tuple[Unstated, ...] = ()  #: where a role or standard may ask for more


def holder_of(store: Quads, have: Have, lang: str = "zh") -> Holder:
    """What somebody or something holds.

    Args:
        have: a name as `resolve` takes it; a path ending in .yaml, .yml or .json; a person; the
            values of a person file; a set of IRIs; None or "none".
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
        return Holder("", frozenset(have))
    if isinstance(have, str) and not have.endswith(_FILES):
        found = side(store, resolve(store, have))
        hidden = tuple(u for u in unstated(store, found, lang) if u.hides_items)
        return Holder(label(store, found.iri, lang), holding(store, found.iri), hidden)
    person = have if isinstance(have, Person) else read_person(store, have)
    name = Path(have).stem if isinstance(have, str | Path) else ""
    return Holder(person.name or name, _of_person(store, person))


def _of_person(store: Quads, person: Person) -> frozenset[str]:
    return person.tools.union(*(holding(store, item) for item in person.items))
