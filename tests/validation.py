"""Random damage to a graph, for tests of validation; a seed gives the same each time."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

import pyoxigraph as ox

__all__ = ["damaged", "store_of"]

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def store_of(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def damaged(quads: Iterable[ox.Quad], random: Random, times: int) -> set[ox.Quad]:
    """The statements after so many were deleted, doubled, retyped, swapped or misspelt."""
    listed = sorted((q for q in quads if q.predicate != SUBCLASS), key=str)
    result = set(quads)
    for _ in range(times):
        old = random.choice(listed)
        how = random.choice(("delete", "double", "retype", "swap", "misspell", "misplace"))
        if how not in ("double", "misplace"):
            result.discard(old)
        if how != "delete":
            predicate, value = _replaced(how, old, random, listed)
            result.add(ox.Quad(old.subject, predicate, value, old.graph_name))
    return result


def _replaced(how: str, old: ox.Quad, random: Random, listed: list[ox.Quad]) -> tuple[Any, Any]:
    """Predicate and object of the new statement."""
    other = random.choice(listed)
    if how == "double":
        return old.predicate, other.object
    if how == "misplace":
        return other.predicate, old.object
    if how == "misspell":
        return old.predicate, random.choice(_misspelt(str(getattr(old.object, "value", ""))))
    while (how == "retype" and other.predicate != TYPE) or (
        how == "swap" and type(other.object) is not type(old.object)
    ):
        other = random.choice(listed)
    return TYPE if how == "retype" else old.predicate, other.object


def _misspelt(text: str) -> list[ox.Literal | ox.NamedNode]:
    return [
        ox.Literal(text, language="ja"),
        ox.Literal(text + " "),
        ox.Literal(""),
        ox.Literal(text, datatype=INTEGER),
        ox.Literal("-1", datatype=INTEGER),
        ox.NamedNode("https://x.example/nowhere"),
    ]
