"""Which things of the input are concepts, schemes and collections, and how they hang together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from aitalent_kg.importers.formats.skos.source import Source
from aitalent_kg.importers.formats.skos.terms import DOWN, SKOS, UP
from aitalent_kg.names import PREFIXES

__all__ = ["Thesaurus"]

_TYPE = f"{PREFIXES['rdf']}type"
_VERSIONS = (
    f"{PREFIXES['owl']}versionInfo",
    f"{PREFIXES['schema']}version",
    "http://purl.org/dc/terms/hasVersion",
)


class Thesaurus:
    """The concepts of a source.

    Attributes:
        concepts, schemes, collections: IRIs, sorted.
        described: subjects of any statement.
        above: concept -> concepts that are broader, however it was said.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.described = {
            quad.subject.value for quad in source.store if isinstance(quad.subject, ox.NamedNode)
        }
        self._schemes_of = self._in_schemes()
        schemes = self._typed("ConceptScheme") | {s for s, _ in self._pairs("hasTopConcept")}
        schemes |= {scheme for found in self._schemes_of.values() for scheme in found}
        collections = self._typed("Collection") | self._typed("OrderedCollection")
        concepts = self._typed("Concept") | {s for s, _ in self._pairs("topConceptOf")}
        concepts |= {s for s, _ in self._pairs("inScheme")} | self._linked()
        self.schemes = sorted(schemes)
        self.collections = sorted(collections - schemes)
        self.concepts = sorted((concepts & self.described) - schemes - collections)
        self.above = self._above()
        self.members: dict[str, list[str]] = {}
        for collection, member in sorted(self._pairs("member")):
            self.members.setdefault(member, []).append(collection)

    def _typed(self, name: str) -> set[str]:
        return {s for s, o in self.source.pairs(_TYPE) if o == f"{SKOS}{name}"}

    def _pairs(self, name: str) -> Iterator[tuple[str, str]]:
        return self.source.pairs(f"{SKOS}{name}")

    def _in_schemes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for concept, scheme in chain(self._pairs("inScheme"), self._pairs("topConceptOf")):
            found.setdefault(concept, set()).add(scheme)
        for scheme, concept in self._pairs("hasTopConcept"):
            found.setdefault(concept, set()).add(scheme)
        return found

    def _linked(self) -> set[str]:
        """Both ends of a hierarchy are concepts."""
        return {
            end for name in ("broader", "narrower") for ends in self._pairs(name) for end in ends
        }

    def _above(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for lower, upper in self.source.pairs(UP):
            found.setdefault(lower, set()).add(upper)
        for upper, lower in self.source.pairs(DOWN):
            found.setdefault(lower, set()).add(upper)
        return {lower: sorted(uppers) for lower, uppers in sorted(found.items())}

    def schemes_of(self, concept: str) -> list[str]:
        """The schemes that a concept is in, or at the top of."""
        return sorted(self._schemes_of.get(concept, ()))

    def belongs(self, concept: str) -> Iterator[str]:
        """IRIs of a concept's types, itself, its collections and its schemes."""
        yield from (t.value for t in self.source.objects(ox.NamedNode(concept), _TYPE))
        yield concept
        yield from self.members.get(concept, ())
        yield from self.schemes_of(concept)

    def under(self, tops: Iterable[str]) -> dict[str, str]:
        """Concept -> the nearest of some concepts that is above it."""
        below: dict[str, list[str]] = {}
        for lower, uppers in self.above.items():
            for upper in uppers:
                below.setdefault(upper, []).append(lower)
        found = {top: top for top in tops if top in below}
        waiting = deque(found)
        while waiting:
            upper = waiting.popleft()
            for lower in below.get(upper, ()):
                if lower not in found:
                    found[lower] = found[upper]
                    waiting.append(lower)
        return found

    def version(self, scheme: str) -> str:
        """What a scheme says of its version; "" where nothing."""
        for predicate in _VERSIONS if scheme else ():
            quads = self.source.store.quads_for_pattern(
                ox.NamedNode(scheme), ox.NamedNode(predicate), None
            )
            for quad in quads:
                if isinstance(quad.object, ox.Literal):
                    return quad.object.value
        return ""
