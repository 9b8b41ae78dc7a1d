"""The node that a caller means, and where a person stands in the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from aitalent_kg.errors import AmbiguousName, BadValue, UnknownName
from aitalent_kg.lookup import Quads, Ref, kind_of, named
from aitalent_kg.names import ID, curie
from aitalent_kg.network.links import Link
from aitalent_kg.persons.reader import read_person
from aitalent_kg.persons.record import Person
from aitalent_kg.resolve import resolve
from aitalent_kg.routes.plan import START
from aitalent_kg.text import folded

__all__ = ["PERSON", "Who", "node_of", "person_of", "person_ref", "standing"]

#: A person, or the file or values that tell of one.
Who = Person | Path | Mapping[str, Any]
#: Stands for the person in a search; not an IRI of the graph.
PERSON = "urn:aitalent-kg:person"
_FILES = (".yaml", ".yml", ".json")


def node_of(store: Quads, name: str, steps: Iterable[Link], members: Iterable[Link]) -> str:
    """The IRI that a name stands for.

    Of several things of that name the one is meant that steps touch, or memberships. A background may also be
    named by a part of what the document calls it: "跨領域".

    Raises:
        UnknownName: nothing fits.
        AmbiguousName: several fit.
    """
    try:
        return resolve(store, name)
    except AmbiguousName as error:
        named_so = {ID + code for code in error.candidates}
        for links in (steps, members):
            inside = named_so & {end for link in links for end in (link.start, link.end)}
            if len(inside) == 1:
                return inside.pop()
        raise
    except UnknownName:
        found = _backgrounds(store, name)
        if not found:
            raise
        if len(found) > 1:
            raise AmbiguousName(name, map(curie, found)) from None
        return found[0]


def person_of(store: Quads, who: object) -> Person | None:
    """The person that a value tells of; None where it is the name of a node."""
    if isinstance(who, Person):
        return who
    if isinstance(who, Path | Mapping) or str(who).lower().endswith(_FILES):
        return read_person(store, who if isinstance(who, Path | Mapping) else str(who))
    return None


def person_ref(person: Person, lang: str) -> Ref:
    """The person as an answer names the start."""
    return Ref(PERSON, "", person.name or ("此人", "this person")[lang == "en"], "Person")


def standing(person: Person) -> list[Link]:
    """From the person to the present role and the backgrounds.

    Raises:
        BadValue: the record has neither.
    """
    places = [*filter(None, [person.role]), *person.backgrounds]
    if not places:
        raise BadValue(person.name, "the record has neither role nor background to start from")
    return [Link("", PERSON, place, START, ()) for place in dict.fromkeys(places)]


def _backgrounds(store: Quads, part: str) -> list[str]:
    """Backgrounds whose name holds a text of two characters or more."""
    wanted = folded(part)
    found = {iri for iri, name in named(store) if wanted in folded(name)}
    return sorted(iri for iri in found if kind_of(store, iri) == "Background" and len(wanted) > 1)
