"""What a rich skill descriptor refers to: standards, employers, occupations by SOC code ..."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from aitalent_kg.exporters.part import NAMES, Part
from aitalent_kg.importers.formats.rsd_skill import is_soc

__all__ = ["Occupations", "references"]

_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MATCHES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch")
_NEAREST = "written as an alignment, which does not tell how near it is"
_GROUPS = ("CompetencyCategory", "AbilityType")


def references(part: Part, skill: str, lang: str, collections: list[str]) -> dict[str, Any]:
    """Categories, alignments, standards, certifications, employers, collections of a skill."""
    found: dict[str, list[Any]] = {
        name: []
        for name in ("categories", "alignments", "standards", "certifications", "employers")
    }
    for target in part.links(skill, "skos:broader"):
        if set(_GROUPS) & set(part.kinds(target)):
            _account(part, (skill, "skos:broader", target), "category", target, lang)
            found["categories"].append(part.label(target, lang))
    for target in part.links(skill, "ait:competencyCategory"):
        told = "written as a category, which our import reads as skos:broader"
        part.bend(skill, "ait:competencyCategory", target, "ait:competencyCategory", told)
        found["categories"].append(part.label(target, lang))
    for target in part.links(skill, "skos:relatedMatch"):
        part.carry(skill, "skos:relatedMatch", target)
        found["alignments"].append(_reference(part, target, lang, "alignment"))
    for predicate in _MATCHES:
        for target in part.links(skill, predicate):
            part.bend(skill, predicate, target, predicate, _NEAREST)
            found["alignments"].append(_reference(part, target, lang, "alignment"))
    for target in part.links(skill, "dcterms:conformsTo"):
        part.carry(skill, "dcterms:conformsTo", target)
        found["standards"].append(_reference(part, target, lang, "standard"))
    _related(part, skill, lang, found)
    members = [_collection(part, each, skill, lang) for each in collections]
    return {name: _unique(each) for name, each in found.items()} | {"collections": members}


def _related(part: Part, skill: str, lang: str, found: dict[str, list[Any]]) -> None:
    """Certifications and employers."""
    for target in part.links(skill, "dcterms:relation"):
        kinds = part.kinds(target)
        for kind, name in (("Certification", "certifications"), ("Organisation", "employers")):
            if kind in kinds:
                part.carry(skill, "dcterms:relation", target)
                sort = name.removesuffix("s")
                found[name].append(_reference(part, target, lang, sort, "name"))


def _reference(
    part: Part, target: str, lang: str, sort: str, key: str = "skillName"
) -> dict[str, str]:
    """A reference by name, and by IRI unless our import made that of the name."""
    label = part.label(target, lang)
    if _minted(target, sort):
        part.carry_named(target, lang)
        return {key: label}
    part.carry_outside(target, lang)
    return {"id": target, key: label}


def _minted(target: str, sort: str) -> bool:
    """Whether an IRI is one that our import of RSD makes of a name."""
    return bool(re.fullmatch(rf"https://w3id\.org/aitalent-kg/id/[^/]+/{sort}/[^/]+", target))


def _account(
    part: Part, statement: tuple[str, str, str], sort: str, target: str, lang: str
) -> None:
    """Account for a link to something that is written by name."""
    subject, predicate, value = statement
    if _minted(target, sort):
        part.carry(subject, predicate, value)
        part.carry_named(target, lang)
    else:
        told = f"written by name; our import makes a {sort} of it"
        part.bend(subject, predicate, value, predicate, told)


def _collection(part: Part, collection: str, skill: str, lang: str) -> dict[str, str]:
    """A collection: its UUID, where its IRI ends in one, and its name."""
    name = part.label(collection, lang)
    last = collection.rpartition("/")[2]
    _account(part, (collection, "skos:member", skill), "collection", collection, lang)
    return ({"uuid": last} if _UUID.fullmatch(last) else {}) | {"name": name}


def _unique(found: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for each in found:
        if each not in kept:
            kept.append(each)
    return kept


class Occupations:
    """The occupations that ask for skills, as far as they have a SOC code.

    Attributes:
        written: IRIs of requirements and occupations that descriptors tell of.
    """

    def __init__(self, part: Part, lang: str) -> None:
        self.part, self.lang = part, lang
        self.written: set[str] = set()
        self._asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for node, item in part.pairs("ait:requiredItem"):
            for requirer in part.links(node, "ait:requirer"):
                self._asked[item].append((requirer, node))

    def of(self, skill: str) -> list[dict[str, Any]]:
        """The occupations that ask for a skill, by code."""
        found: dict[str, dict[str, Any]] = {}
        for requirer, node in self._asked.get(skill, ()):
            if code := self._code(requirer):
                found[code] = self._occupation(requirer, code)
                self.written.add(node)
                for predicate in ("ait:requirer", "ait:requiredItem", "rdf:type"):
                    self.part.carry(node, predicate, *self.part.links(node, predicate))
        return [found[code] for code in sorted(found)]

    def _code(self, occupation: str) -> str:
        found = [t.value for t in self.part.texts(occupation, "skos:notation") if is_soc(t.value)]
        return found[0] if found else ""

    def _occupation(self, occupation: str, code: str) -> dict[str, Any]:
        chain = [*self._above(occupation), occupation]
        parents = [self._node(each) for each in chain]
        return self._node(occupation) | {"frameworkName": _framework(code), "parents": parents}

    def _above(self, occupation: str) -> list[str]:
        """What is broader and has a code, the widest first."""
        found: list[str] = []
        here = occupation
        while True:
            wider = [w for w in self.part.links(here, "skos:broader") if self._code(w)]
            if not wider or wider[0] in [*found, occupation]:
                return found[::-1]
            self.part.carry(here, "skos:broader", wider[0])
            found.append(here := wider[0])

    def _node(self, occupation: str) -> dict[str, Any]:
        part, code = self.part, self._code(occupation)
        self.written.add(occupation)
        found = part.best(occupation, NAMES, self.lang)
        for predicate in ("rdf:type", "skos:inScheme"):
            part.carry(occupation, predicate, *part.links(occupation, predicate))
        for text in part.texts(occupation, "skos:notation"):
            if text.value == code:
                part.carry(occupation, "skos:notation", text)
        if found and (found[1].language or "").startswith(self.lang):
            part.carry(occupation, *found)
        named = {"targetNodeName": found[1].value} if found else {}
        return {"code": code} | named | {"level": _level(code)}


def _framework(code: str) -> str:
    return "o*net" if "." in code else "bls"


def _level(code: str) -> str:
    """The rank of a SOC code, as OSMT names it.

    >>> [_level(c) for c in ("15-0000", "15-1200", "15-1250", "15-1252", "15-1252.00")]
    ['Major', 'Minor', 'Broad', 'Detailed', 'Onet']
    """
    if "." in code:
        return "Onet"
    ranks = (("0000", "Major"), ("00", "Minor"), ("0", "Broad"))
    return next((rank for zeros, rank in ranks if code.endswith(zeros)), "Detailed")
