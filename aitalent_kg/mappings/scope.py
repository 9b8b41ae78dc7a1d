"""Of which pairs of documents two sets of mappings speak.

A set that says nothing of two documents has not judged them: what the other says of them is no
disagreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aitalent_kg.mappings.record import NO_TERM, Mapping
from aitalent_kg.names import ID, curie

__all__ = ["Documents", "Scope", "scope_of"]

#: IRIs of two documents, in order; "" for what says of no document that it belongs to it.
Documents = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """The pairs of documents of which two sets speak, be it to deny or to find no counterpart."""

    both: frozenset[Documents]
    only_a: frozenset[Documents]
    only_b: frozenset[Documents]
    sources: dict[str, str]  #: thing -> its document, as either set states it

    def of(self, left: str, right: str) -> Documents:
        """The documents of two things."""
        return _ordered(self._document(left), self._document(right))

    def of_lone(self, thing: str, document: str) -> Documents:
        """The documents where a thing of one has no counterpart in the other."""
        return _ordered(self._document(thing), document)

    def _document(self, iri: str) -> str:
        if iri.startswith(ID):
            return ID + curie(iri).partition("/")[0]
        return self.sources.get(iri, "")


def scope_of(a: Iterable[Mapping], b: Iterable[Mapping]) -> Scope:
    """The scope of two sets; what one of them calls the document of a thing holds for both."""
    first, second = tuple(a), tuple(b)
    sources = dict(stated for row in (*first, *second) for stated in _stated(row))
    bare = Scope(frozenset(), frozenset(), frozenset(), sources)
    in_a, in_b = (frozenset(_spoken(bare, rows)) for rows in (first, second))
    return Scope(in_a & in_b, in_a - in_b, in_b - in_a, sources)


def _stated(row: Mapping) -> Iterator[tuple[str, str]]:
    if row.subject_source:
        yield row.subject, row.subject_source
    if row.object_source and row.object != NO_TERM:
        yield row.object, row.object_source


def _spoken(scope: Scope, rows: Iterable[Mapping]) -> Iterator[Documents]:
    for row in rows:
        if row.object == NO_TERM:
            yield scope.of_lone(row.subject, row.object_source)
        else:
            yield scope.of(row.subject, row.object)


def _ordered(one: str, other: str) -> Documents:
    return (one, other) if one <= other else (other, one)
