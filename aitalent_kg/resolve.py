"""Find the one resource that a person means: by code, IRI or name in either language."""

from __future__ import annotations

from aitalent_kg.errors import AmbiguousName, UnknownName
from aitalent_kg.lookup import Quads, described, named
from aitalent_kg.names import AIT, ID, curie, expand
from aitalent_kg.text import folded

__all__ = ["resolve"]


def resolve(store: Quads, name: str) -> str:
    """The IRI that `name` stands for.

    Args:
        name: an IRI, a CURIE, a path such as "SMS2512-002v1/T1.3", a code, or a label; blanks,
            case and full width do not matter in codes and labels.
    Raises:
        UnknownName: nothing fits; the nearest names are given.
        AmbiguousName: several things fit; all are given.
    """
    for iri in (ID + name, expand(name), name):
        if described(store, iri):
            return iri
    wanted = folded(name)
    every = list(named(store))
    found = sorted({iri for iri, label in every if folded(label) == wanted})
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(name, map(curie, found))
    if described(store, AIT + name):  # a class or property is no thing that the documents name
        raise UnknownName(name, [curie(AIT + name)])
    paths = {curie(iri) for iri, _ in every}
    raise UnknownName(name, sorted(paths | {label for _, label in every}))
