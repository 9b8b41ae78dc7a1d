"""The node that a caller means, and where a person stands in the network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from aitalent_kg.errors import AmbiguousName, BadValue, UnknownName
from aitalent_kg.lookup import Quads, Ref, kind_of, label, named
from aitalent_kg.names import ID, curie
from aitalent_kg.network.links import Link
from aitalent_kg.persons.reader import looks_like_record, read_person
from aitalent_kg.persons.record import Person
from aitalent_kg.resolve import resolve
from aitalent_kg.routes.plan import START
from aitalent_kg.text import folded

__all__ = ["PERSON", "Who", "general_starts", "node_of", "person_of", "person_ref", "standing"]

#: A person, or the file or values that tell of one.
Who = Person | Path | Mapping[str, Any]
#: Stands for the person in a search; not an IRI of the graph.
PERSON = "urn:aitalent-kg:person"


def node_of(store: Quads, name: str, steps: Sequence[Link], members: Sequence[Link]) -> str:
    """The IRI that a name stands for.

    Of several things of that name the one is meant that steps touch, or memberships. A background
    may also be named by a part of what the document calls it: "跨領域"; a Latin part by whole words.

    Raises:
        UnknownName: nothing fits.
        AmbiguousName: several fit.
    """
    stepped, belonging = (
        {end for link in links for end in (link.start, link.end)} for links in (steps, members)
    )
    fits = _named_so(store, name) | _own_named(store, name, stepped | belonging)
    fits = fits or _backgrounds(store, name)
    if not fits:
        resolve(store, name)  # its error says what is near
    for inside in (fits, fits & stepped, fits & belonging):
        if len(inside) == 1:
            return inside.pop()
    raise AmbiguousName(name, map(curie, sorted(fits)))


def general_starts(store: Quads, links: Iterable[Link], lang: str) -> str:
    """Names of the backgrounds from which routes lead, for somebody without a role."""
    nodes = {link.start for link in links}
    found = sorted(node for node in nodes if kind_of(store, node) == "Background")
    return ", ".join(dict.fromkeys(label(store, node, lang) for node in found))


def person_of(store: Quads, who: object) -> Person | None:
    """The person that a value tells of; None where it is the name of a node."""
    if isinstance(who, Person):
        return who
    if isinstance(who, Path | Mapping) or looks_like_record(str(who)):
        return read_person(store, who if isinstance(who, Path | Mapping) else str(who))
    return None


def person_ref(person: Person, lang: str) -> Ref:
    """The person as an answer names the start."""
    return Ref(PERSON, "", person.name or ("此人", "this person")[lang == "en"], "Person")


def standing(person: Person, starts: Callable[[], str]) -> list[Link]:
    """From the person to the present role and the backgrounds.

    Args:
        starts: names the backgrounds that could be given, for the error.
    Raises:
        BadValue: the record has neither.
    """
    places = [*filter(None, [person.role]), *person.backgrounds]
    if not places:
        problem = (
            f"the record has neither role nor background to start from; add one of: {starts()}"
        )
        raise BadValue(person.name, problem)
    return [Link("", PERSON, place, START, ()) for place in dict.fromkeys(places)]


def _named_so(store: Quads, name: str) -> set[str]:
    """Things of that name; none, one or several."""
    try:
        return {resolve(store, name)}
    except AmbiguousName as error:
        return {resolve(store, code) for code in error.candidates}
    except UnknownName:
        return set()


def _own_named(store: Quads, name: str, nodes: Iterable[str]) -> set[str]:
    """Nodes of the user's files, which may stand outside our namespace, of that name."""
    wanted = folded(name)
    own = [node for node in nodes if not node.startswith(ID)]
    return {n for n in own if wanted in {folded(label(store, n, lang)) for lang in ("zh", "en")}}


def _backgrounds(store: Quads, part: str) -> set[str]:
    """Backgrounds whose name holds a text of two characters or more."""
    found = {iri for iri, name in named(store) if len(folded(part)) > 1 and _holds(name, part)}
    return {iri for iri in found if kind_of(store, iri) == "Background"}


def _holds(name: str, part: str) -> bool:
    """Whether a name holds a part of it; Latin words are not cut."""
    if not part.isascii():
        return folded(part) in folded(name)
    words = r"\s+".join(map(re.escape, part.split()))
    return re.search(rf"(?<![a-z0-9]){words}(?![a-z0-9])", name, re.IGNORECASE) is not None
