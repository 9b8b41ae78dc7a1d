"""The associations of a CASE package: how items hang together, and what they have elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from aitalent_kg.exporters.members import guid, sequence
from aitalent_kg.exporters.part import Part
from aitalent_kg.exporters.report import Log
from aitalent_kg.names import curie

__all__ = ["Links"]

#: Properties that have an association of their own.
_TYPES = {
    "skos:broader": "isChildOf",
    "skos:topConceptOf": "isChildOf",
    "dcterms:isPartOf": "isPartOf",
    "skos:related": "isRelatedTo",
    "skos:exactMatch": "exactMatchOf",
    "ait:precedes": "precedes",
    "dcterms:isReplacedBy": "replacedBy",
    "schema:translationOfWork": "isTranslationOf",
    "rdfs:seeAlso": "exemplar",
    "ait:level": "hasSkillLevel",
}
#: Mappings whose other end may be anywhere, and that CASE has no association for.
_MAPPINGS = ("skos:broadMatch", "skos:closeMatch", "skos:narrowMatch", "skos:relatedMatch")
#: What puts an item in the tree, where nothing says what it is a child of.
_PARENTS = ("dcterms:isPartOf", "ait:competencyCategory", "ait:inGroup", "ait:talentCategory")
_NEAREST = "written as isRelatedTo with the property as a note; CASE has no association for it"
_TOP = "what is part of the framework is a child of the document"
_TREE = "CASE is a tree: what no statement places below another is a child of what it is part of"
_REQUIRES = "ait:requires"


@dataclass(frozen=True, slots=True)
class _Link:
    """An association to write."""

    start: str
    kind: str
    end: str
    place: int = 0  #: in the order of the parent
    note: str = ""


class Links:
    """Makes the associations of the items of a framework.

    Attributes:
        identifiers: item or framework -> its UUID; to be set first.
        placed: items whose place in the order an association tells.
    """

    def __init__(self, part: Part, framework: str, uri: str, items: list[str], log: Log) -> None:
        self.part, self.framework, self.uri, self.log = part, framework, uri, log
        self.items = dict.fromkeys(items)
        self.identifiers: dict[str, str] = {}
        self.placed: set[str] = set()

    def associations(
        self, lang: str, changed: Callable[[], str], title: str
    ) -> list[dict[str, Any]]:
        """All associations, by origin.

        Args:
            changed: gives the time of the last change of the document.
            title: of the document.
        """
        titles = {self.framework: title}
        made = [link for item in self.items for link in self._of(item)]
        made += self._required(made)
        made += self._from_outside()
        unique = {(e.start, e.kind, e.end, e.note): e for e in reversed(made)}
        return [self._written(each, lang, changed(), titles) for each in sorted(
            unique.values(), key=lambda e: (e.start, e.kind, e.end, e.note))]  # fmt: skip

    def _of(self, item: str) -> Iterator[_Link]:
        part = self.part
        links = list(self._stated(item))
        if not any(link.kind == "isChildOf" and self._inside(link.end) for link in links):
            links.append(self._parent(item))
        place = sequence(part, item)
        first = next(n for n, link in enumerate(links) if link.kind == "isChildOf")
        if place:
            part.carry(item, "ait:sequence", place)
            self.placed.add(item)
        for number, link in enumerate(links):
            here = int(place.value) if place and number == first else 0
            yield _Link(link.start, link.kind, link.end, here, link.note)

    def _stated(self, item: str) -> Iterator[_Link]:
        """What statements say of an item, hierarchy first."""
        part = self.part
        known = [p for p in _TYPES if p in part.predicates(item)]
        others = [p for p in part.predicates(item) if p not in _TYPES]
        for predicate in known:
            for target in part.links(item, predicate):
                if predicate == "skos:topConceptOf" and target != self.framework:
                    continue
                if predicate == "dcterms:isPartOf" and target == self.framework:
                    part.bend(item, predicate, target, predicate, _TOP)
                    yield _Link(item, "isChildOf", target)
                    continue
                part.carry(item, predicate, target)
                yield _Link(item, _TYPES[predicate], target)
        for predicate in others:
            for target in part.links(item, predicate):
                if predicate in _MAPPINGS or target in self.items:
                    part.bend(item, predicate, target, predicate, _NEAREST)
                    yield _Link(item, "isRelatedTo", target, note=predicate)

    def _parent(self, item: str) -> _Link:
        """The place in the tree of an item that has none."""
        self.log.lose("filled in: places in the tree", _TREE)
        for predicate in _PARENTS:
            for target in self.part.links(item, predicate):
                if target in self.items and not self._leads(target, item):
                    return _Link(item, "isChildOf", target)
        return _Link(item, "isChildOf", self.framework)

    def _inside(self, iri: str) -> bool:
        return iri in self.items or iri == self.framework

    def _leads(self, start: str, end: str) -> bool:
        """Whether what is above an item comes to another, so that a circle would close."""
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            above = {t for p in ("skos:broader", *_PARENTS) for t in self.part.links(here, p)}
            waiting.extend(above - seen)
            seen |= above
        return end in seen

    def _required(self, made: list[_Link]) -> list[_Link]:
        """Who asks for what, where a requirement says it and no short form does."""
        said = {(link.start, link.end) for link in made if link.note == _REQUIRES}
        found = []
        for node, requirer in self.part.pairs("ait:requirer"):
            for item in self.part.links(node, "ait:requiredItem"):
                if requirer in self.items and (requirer, item) not in said:
                    said.add((requirer, item))
                    found.append(_Link(requirer, "isRelatedTo", item, note=_REQUIRES))
        return found

    def _from_outside(self) -> Iterator[_Link]:
        """What lies outside and is linked to an item, as far as the part says so."""
        for subject in self.part.subjects():
            if "ExternalResource" not in self.part.kinds(subject):
                continue
            for predicate, kind in _TYPES.items():
                for target in self.part.links(subject, predicate):
                    if target in self.items:
                        self.part.carry(subject, predicate, target)
                        yield _Link(subject, kind, target)

    def _written(
        self, link: _Link, lang: str, changed: str, titles: dict[str, str]
    ) -> dict[str, Any]:
        identifier = guid(f"{link.start} {link.kind} {link.end} {link.note}".rstrip())
        written: dict[str, Any] = {
            "identifier": identifier,
            "associationType": link.kind,
            "uri": f"{self.uri}/association/{identifier}",
            "originNodeURI": self._node(link.start, lang, titles),
            "destinationNodeURI": self._node(link.end, lang, titles),
            "lastChangeDateTime": changed,
        }
        if link.place:
            written["sequenceNumber"] = link.place
        if link.note:
            written["notes"] = link.note
        return written

    def _node(self, iri: str, lang: str, titles: dict[str, str]) -> dict[str, str]:
        if iri not in titles:
            self.part.carry_outside(iri, lang)
            titles[iri] = " ".join(self.part.label(iri, lang).split()) or curie(iri)
        uri = self.uri if iri == self.framework else iri
        identifier = self.identifiers.get(iri) or guid(iri)
        return {"title": titles[iri], "identifier": identifier, "uri": uri}
