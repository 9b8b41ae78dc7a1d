"""A framework as a CASE 1.1 package (1EdTech): a document, its items, how they are linked.

CASE holds one language a text: `--lang` chooses, another stands in where there is none. What CASE
wants and the graph does not say is filled in, always alike, and told.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from aitalent_kg.exporters.case_fields import Filler, link
from aitalent_kg.exporters.case_links import Links
from aitalent_kg.exporters.members import (
    ITEMS,
    framework_of,
    guid,
    items_of,
    members,
    own_identifier,
    sequence,
    without_empty,
    write_json,
)
from aitalent_kg.exporters.part import NAMES, Part, tag_of
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.importers.json_fields import kind_named
from aitalent_kg.lookup import Quads, text_in
from aitalent_kg.names import AIT, curie, expand

__all__ = ["export_case"]

_NAME = "a CASE package"
_FRAMEWORK_LISTS = {"subject": "dcterms:subject"}
_ITEM_LISTS = {
    "conceptKeywords": "schema:keywords",
    "educationLevel": "schema:educationalLevel",
    "subject": "dcterms:subject",
}
_NORMAL = " ".join  # CASE wants some texts without line breaks


def export_case(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write the package of the one framework of the part.

    Raises:
        AitalentError: the part holds no framework, or several.
    """
    part = Part(store, scope)
    framework = framework_of(part, scope, _NAME)
    writer = _Writer(part, framework, lang, log)
    package = writer.package(store)
    write_json(target, package)
    part.tell(log, writer.written, "CASE", writer.tag.partition("-")[0])


class _Writer(Filler):
    def __init__(self, part: Part, framework: str, lang: str, log: Log) -> None:
        super().__init__(part, framework, lang, log)
        self.items = items_of(part, framework)
        inside = members(part, framework)
        self.concepts = sorted(s for s in inside if self._is_concept(s))
        self.written = {framework, *self.items, *self.concepts}
        self.uri = ""
        self.types: dict[str, str] = {}  #: title -> class, of the types that items have

    def package(self, store: Quads) -> dict[str, Any]:
        """The package; the store is asked for the words of our own classes."""
        document = self._document()
        links = Links(self.part, self.framework, self.uri, self.items, self.log)
        identifiers = self._identifiers()
        links.identifiers = identifiers | {self.framework: document["identifier"]}
        items = [self._item(subject, identifiers[subject]) for subject in self.items]
        associations = links.associations(self.lang, self._changed, document["title"])
        for item, subject in zip(items, self.items, strict=True):
            if subject not in links.placed and (place := sequence(self.part, subject)):
                item["listEnumeration"] = place.value
                self.part.carry(subject, "ait:sequence", place)
        definitions = self._definitions(store, document)
        self.log.wrote("CFDocument")
        self.log.wrote("CFItem", len(items))
        self.log.wrote("CFAssociation", len(associations))
        return {
            "CFDocument": document,
            "CFItems": items,
            "CFAssociations": associations,
            "CFDefinitions": definitions,
        }

    def _is_concept(self, subject: str) -> bool:
        kinds = set(self.part.kinds(subject))
        return "skos:Concept" in kinds and not kinds & ITEMS

    def _identifiers(self) -> dict[str, str]:
        """Item -> its own UUID, or one made of its IRI."""
        found: dict[str, str] = {}
        taken = set()
        for subject in self.items:
            own = own_identifier(self.part, subject)
            if own and own not in taken:
                self.part.carry(subject, "dcterms:identifier", Literal(own))
            found[subject] = own if own and own not in taken else guid(subject)
            taken.add(found[subject])
        return found

    def _document(self) -> dict[str, Any]:
        part, subject = self.part, self.framework
        found = part.best(subject, ("dcterms:title", *NAMES), self.lang)
        title = found[1].value if found else curie(subject)
        self.tag = (tag_of(found[1]) if found else "") or self.lang
        for predicate in ("dcterms:title", "skos:prefLabel"):
            part.carry(subject, predicate, *(t for t in part.texts(subject, predicate)
                       if t.value == title and tag_of(t) == self.tag))  # fmt: skip
        own = own_identifier(part, subject)
        self.uri = self._published(own)
        if own:
            part.carry(subject, "dcterms:identifier", Literal(own))
        if "Framework" in part.kinds(subject):
            part.carry(subject, "rdf:type", NamedNode(f"{AIT}Framework"))
        self.changed = self.date(subject)
        return without_empty(
            [
                ("identifier", own or guid(self.uri)),
                ("uri", self.uri),
                ("caseVersion", "1.1"),
                ("creator", self.who("dcterms:creator") or self.filled_creator()),
                ("title", title),
                ("lastChangeDateTime", self.changed),
                ("officialSourceURL", self._source()),
                ("publisher", self.who("dcterms:publisher")),
                ("description", self.one(subject, ("dcterms:description", "skos:scopeNote"))),
                *self.lists(subject, _FRAMEWORK_LISTS),
                ("language", self.tag),
                ("version", self.one(subject, ("owl:versionInfo", "dcat:version"), plain=True)),
                ("adoptionStatus", self.one(subject, ("schema:creativeWorkStatus",), plain=True)),
                ("licenseURI", self.license(subject)),
                ("notes", self.one(subject, ("skos:note",))),
            ]
        )

    def _published(self, own: str) -> str:
        """The framework's IRI elsewhere, if it comes from there with an identifier."""
        source = self.part.links(self.framework, "dcterms:source")
        if own and len(source) == 1:
            self.part.carry(self.framework, "dcterms:source", source[0])
            return source[0]
        return self.framework

    def _source(self) -> str:
        part, subject = self.part, self.framework
        if found := part.links(subject, "rdfs:seeAlso"):
            part.carry(subject, "rdfs:seeAlso", found[0])
            return found[0]
        found = [s for s in part.links(subject, "dcterms:source") if s != self.uri]
        if found:
            told = "written as officialSourceURL, which our import reads as rdfs:seeAlso"
            part.bend(subject, "dcterms:source", found[0], "dcterms:source", told)
        return found[0] if found else ""

    def _changed(self, subject: str = "") -> str:
        return self.date(subject) if subject else self.changed

    def _item(self, subject: str, identifier: str) -> dict[str, Any]:
        part = self.part
        found = part.best(subject, NAMES, self.lang, self.tag)
        tag = (tag_of(found[1]) if found else "") or self.tag
        label = self.one(subject, NAMES, tag=tag) or curie(subject)
        definition = self.one(subject, ("skos:definition",), tag=tag)
        schemed = self.framework in part.links(subject, "skos:inScheme")
        if schemed:
            part.carry(subject, "skos:inScheme", self.framework)
        codes = part.texts(subject, "skos:notation")
        if codes:
            part.carry(subject, "skos:notation", codes[0])
        title = self._type(subject)
        return without_empty(
            [
                ("identifier", identifier),
                ("uri", subject),
                ("fullStatement", definition or label),
                ("abbreviatedStatement", _NORMAL(label.split()) if definition else ""),
                ("alternativeLabel", self._other(subject, tag)),
                ("CFItemType", title),
                ("CFItemTypeURI", link(title, guid(self._type_iri(title)), self._type_iri(title))),
                ("humanCodingScheme", codes[0].value if codes else ""),
                *self.lists(subject, _ITEM_LISTS),
                ("language", tag if tag != self.tag else ""),
                ("licenseURI", self.license(subject)),
                ("notes", self.one(subject, ("skos:note",))),
                ("lastChangeDateTime", self.date(subject)),
            ]
        )

    def _other(self, subject: str, tag: str) -> str:
        """Another name in the item's language; CASE has a field for one."""
        same = [t for t in self.part.texts(subject, "skos:altLabel") if tag_of(t) == tag]
        if same:
            self.part.carry(subject, "skos:altLabel", same[0])
        return same[0].value if same else ""

    def _type(self, subject: str) -> str:
        """The type of an item as it was published, or our class."""
        part = self.part
        kind = part.kind(subject, ITEMS)
        published = part.texts(subject, "dcterms:type")
        title = published[0].value if published else kind
        if published:
            part.carry(subject, "dcterms:type", published[0])
        if kind_named(title) == kind:
            part.carry(subject, "rdf:type", NamedNode(AIT + kind))
        else:
            told = f"{kind} is a CFItemType, which our import reads as {kind_named(title)}"
            part.bend(subject, "rdf:type", NamedNode(AIT + kind), f"class {kind}", told)
        self.types.setdefault(title, kind)
        return title

    def _type_iri(self, title: str) -> str:
        kind = self.types[title]
        return AIT + kind if title == kind else f"{self.uri}/item-type/{guid(title)}"

    def _definitions(self, store: Quads, document: dict[str, Any]) -> dict[str, Any]:
        """Concepts, types of items and the licence, with what CASE wants to be said of each."""
        types = [
            {
                "identifier": guid(self._type_iri(title)),
                "uri": self._type_iri(title),
                "title": title,
                "description": text_in(store, AIT + kind, "skos:definition", self.lang) or title,
                "hierarchyCode": str(place),
                "typeCode": title,
                "lastChangeDateTime": self.changed,
            }
            for place, (title, kind) in enumerate(sorted(self.types.items()), start=1)
        ]
        license_ = document.get("licenseURI")
        text = (
            {"licenseText": license_["uri"], "lastChangeDateTime": self.changed} if license_ else {}
        )
        concepts = [self._concept(s, place) for place, s in enumerate(self.concepts, start=1)]
        self.log.wrote("CFItemType", len(types))
        self.log.wrote("CFConcept", len(concepts))
        return {
            "CFConcepts": concepts,
            "CFSubjects": [],
            "CFLicenses": [license_ | text] if license_ else [],
            "CFItemTypes": types,
            "CFAssociationGroupings": [],
        }

    def _concept(self, subject: str, place: int) -> dict[str, Any]:
        part = self.part
        part.carry(subject, "rdf:type", NamedNode(expand("skos:Concept")))
        if self.framework in part.links(subject, "skos:inScheme"):
            part.carry(subject, "skos:inScheme", self.framework)
        code = self.one(subject, ("skos:notation",), plain=True)
        if not code:
            self.log.lose("filled in: hierarchyCode", "CASE wants one of every concept: its place")
        return without_empty(
            [
                ("identifier", guid(subject)),
                ("uri", subject),
                ("title", self.one(subject, NAMES) or curie(subject)),
                ("keywords", "|".join(v for _, vs in self.lists(subject, {"": "schema:keywords"})
                                      for v in vs)),
                ("hierarchyCode", code or str(place)),
                ("description", self.one(subject, ("skos:definition",))),
                ("lastChangeDateTime", self.date(subject)),
            ]
        )  # fmt: skip
