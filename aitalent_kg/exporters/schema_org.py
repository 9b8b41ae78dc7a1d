"""The graph as schema.org: occupations and what they ask for, sets of terms, certifications.

Texts are value objects with their language, so both languages are carried. `@context` names
schema.org by its address, as web pages do; nothing here fetches it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Literal

from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.members import ITEMS, without_empty, write_json
from aitalent_kg.exporters.part import NAMES, Part, tag_of
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.schema_work import Work
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads
from aitalent_kg.names import AIT, curie

__all__ = ["export_schema_org"]

_CONTEXT = "https://schema.org"
_SETS = ("Framework", "OccupationalStandard")
_OCCUPATIONS = ("Role", "Occupation")
_GROUPS = ("RoleGroup", "RoleType", "TalentCategory", "ClassificationEntry")
_TERMS = ITEMS - {*_OCCUPATIONS, *_GROUPS}
_KINDS = (*_SETS, *_OCCUPATIONS, *_GROUPS, "Certification", "Organisation", *sorted(_TERMS))


def export_schema_org(store: Quads, scope: Scope, target: Path, _lang: str, log: Log) -> None:
    """Write the part as one JSON-LD document.

    Raises:
        AitalentError: the part has nothing that schema.org has a class for.
    """
    part = Part(store, scope)
    writer = _Writer(part, set(scope.things) if scope.roots else set(part.subjects()), log)
    nodes = writer.nodes()
    if not nodes:
        raise AitalentError("there is nothing in this part that schema.org has a class for")
    write_json(target, {"@context": _CONTEXT, "@graph": nodes})
    part.tell(log, {node["@id"] for node in nodes}, "schema.org")


class _Writer:
    def __init__(self, part: Part, inside: set[str], log: Log) -> None:
        self.part, self.log = part, log
        self.kinds = {s: kind for s in inside if (kind := part.kind(s, _KINDS)) in _KINDS}
        self.work = Work(part, self.kinds)

    def nodes(self) -> list[dict[str, Any]]:
        """What is described, by class and IRI."""
        made: list[dict[str, Any]] = []
        referred = {
            each["@id"]
            for subject in sorted(self.kinds)
            for each in self.work.recognised_by(subject)
        }
        for subject in sorted(referred - self.kinds.keys()):
            self.kinds[subject] = "Organisation"
        for subject, kind in sorted(self.kinds.items()):
            node = self._node(subject, kind)
            self.log.wrote(node["@type"])
            made.append(node)
        return sorted(made, key=lambda node: (node["@type"], node["@id"]))

    def _node(self, subject: str, kind: str) -> dict[str, Any]:
        part = self.part
        if kind not in _SETS:
            part.carry(subject, "rdf:type", AIT + kind)
        common = [
            ("@id", subject),
            ("name", self._texts(subject, NAMES) or curie(subject)),
            ("alternateName", self._texts(subject, ("skos:altLabel",))),
            ("description", self._texts(subject, ("skos:definition", "dcterms:description"))),
        ]
        type_, more = self._special(subject, kind)
        return {"@type": type_} | without_empty([*common, *more])

    def _special(self, subject: str, kind: str) -> tuple[str, list[tuple[str, Any]]]:
        """The class of schema.org, and the properties that it adds."""
        extra = ("additionalType", AIT + kind)
        if kind in _SETS:
            self.part.carry(subject, "rdf:type", *self.part.links(subject, "rdf:type"))
            return "DefinedTermSet", [extra, *self._set(subject)]
        if kind in _OCCUPATIONS:
            return "Occupation", [extra, *self.work.occupation(subject)]
        if kind == "Certification":
            return "EducationalOccupationalCredential", [extra, *self._credential(subject)]
        if kind == "Organisation":
            return "Organization", []
        if kind in _GROUPS:
            return "CategoryCode", [extra, *self._code(subject, "codeValue", "inCodeSet")]
        return "DefinedTerm", [extra, *self._code(subject, "termCode", "inDefinedTermSet")]

    def _code(self, subject: str, code: str, scheme: str) -> Iterable[tuple[str, Any]]:
        part = self.part
        codes = part.texts(subject, "skos:notation")
        part.carry(subject, "skos:notation", *codes)
        yield code, _one_or_more([text.value for text in codes])
        schemes = part.links(subject, "skos:inScheme")
        part.carry(subject, "skos:inScheme", *schemes)
        yield scheme, _one_or_more([{"@id": each} for each in schemes])

    def _set(self, subject: str) -> Iterable[tuple[str, Any]]:
        part = self.part
        for predicate in ("dcat:version", "owl:versionInfo"):
            found = part.texts(subject, predicate)
            part.carry(subject, predicate, *found)
            if found:
                yield "version", found[0].value
        for predicate, name in {
            "dcterms:issued": "datePublished",
            "dcterms:modified": "dateModified",
            "dcterms:created": "dateCreated",
        }.items():
            for text in part.texts(subject, predicate)[:1]:
                part.carry(subject, predicate, text)
                yield name, text.value
        for predicate, name in {
            "dcterms:license": "license",
            "dcterms:publisher": "publisher",
            "dcterms:creator": "creator",
            "dcterms:contributor": "contributor",
            "rdfs:seeAlso": "subjectOf",
        }.items():
            found_links = part.links(subject, predicate)
            part.carry(subject, predicate, *found_links)
            yield name, _one_or_more([{"@id": each} for each in found_links])

    def _credential(self, subject: str) -> Iterable[tuple[str, Any]]:
        part = self.part
        classes = part.links(subject, "ait:certificationClass")
        part.carry(subject, "ait:certificationClass", *classes)
        yield "credentialCategory", _one_or_more([{"@id": each} for each in classes])
        yield "competencyRequired", _one_or_more(self.work.competencies(subject))
        yield "recognizedBy", _one_or_more(self.work.recognised_by(subject))
        codes = part.texts(subject, "skos:notation")
        part.carry(subject, "skos:notation", *codes)
        yield "identifier", _one_or_more([text.value for text in codes])

    def _texts(self, subject: str, predicates: Iterable[str]) -> Any:
        """The texts of the first property that has any, each with its language."""
        for predicate in predicates:
            texts = self.part.texts(subject, predicate)
            if texts:
                self.part.carry(subject, predicate, *texts)
                same = {(t.value, t.language) for t in texts}
                for other in ("dcterms:title", "skos:prefLabel") if predicates is NAMES else ():
                    again = self.part.texts(subject, other)
                    told = [t for t in again if (t.value, t.language) in same]
                    self.part.carry(subject, other, *told)
                return _one_or_more([_value(text) for text in texts])
        return []


def _value(text: Literal) -> Any:
    return {"@language": tag_of(text), "@value": text.value} if text.language else text.value


def _one_or_more(values: list[Any]) -> Any:
    """A value alone, or a list of several."""
    return values[0] if len(values) == 1 else values
