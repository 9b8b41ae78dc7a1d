"""A framework as CTDL-ASN (Credential Engine): JSON-LD as the Credential Registry publishes it.

Both languages are carried, in language maps. `@context` names the published context by its
address, as the Registry does; nothing here ever fetches it, and a reader may know it by heart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from aitalent_kg.exporters.ctdl_links import alignments, parents, requirements
from aitalent_kg.exporters.members import (
    ITEMS,
    framework_of,
    guid,
    items_of,
    own_identifier,
    sequence,
    without_empty,
    write_json,
)
from aitalent_kg.exporters.part import NAMES, Part, tag_of
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.importers.json_fields import date_term, kind_named
from aitalent_kg.lookup import Quads
from aitalent_kg.names import AIT, curie

__all__ = ["export_ctdl_asn"]

_NAME = "a CTDL-ASN file"
_CONTEXT = "https://credreg.net/ctdlasn/schema/context/json"
_CTID = "ce-"
_TOLD = "written in a field that our import reads as another property"
_CODES = "further codes are written as altCodedNotation, which our import does not read"


def export_ctdl_asn(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write the one framework of the part.

    Raises:
        AitalentError: the part holds no framework, or several.
    """
    part = Part(store, scope)
    framework = framework_of(part, scope, _NAME)
    writer = _Writer(part, framework, lang, log)
    nodes = writer.nodes()
    write_json(target, {"@context": _CONTEXT, "@graph": nodes})
    part.tell(log, {framework, *writer.items}, "CTDL-ASN")


class _Writer:
    def __init__(self, part: Part, framework: str, lang: str, log: Log) -> None:
        self.part, self.framework, self.lang, self.log = part, framework, lang, log
        self.items = items_of(part, framework)
        self.iri, self.tag = framework, lang

    def nodes(self) -> list[dict[str, Any]]:
        """The framework, then its competencies by IRI."""
        head = self._framework()
        known = set(self.items)
        above = {item: parents(self.part, item, self.framework, known) for item in self.items}
        below: dict[str, list[str]] = defaultdict(list)
        for item, wider in above.items():
            for each in wider:
                below[each].append(item)
        tops = [item for item in self.items if self._is_top(item, above[item])]
        top = set(tops)
        asked = requirements(self.part, known)
        nodes = [
            self._competency(item)
            | without_empty(
                [
                    ("ceasn:isPartOf", self.iri),
                    ("ceasn:isTopChildOf", self.iri if item in top else ""),
                    ("ceasn:isChildOf", above[item]),
                    ("ceasn:hasChild", below[item]),
                    *alignments(self.part, item),
                    *asked.get(item, {}).items(),
                ]
            )
            for item in self.items
        ]
        self.log.wrote("ceasn:CompetencyFramework")
        self.log.wrote("ceasn:Competency", len(nodes))
        return [head | without_empty([("ceasn:hasTopChild", tops)]), *nodes]

    def _is_top(self, item: str, wider: list[str]) -> bool:
        said = self.framework in self.part.links(item, "skos:topConceptOf")
        if said:
            self.part.carry(item, "skos:topConceptOf", self.framework)
        elif not wider:
            told = "what no statement places below another is a top child of the framework"
            self.log.lose("filled in: places in the tree", told)
        return said or not wider

    def _ctid(self, subject: str) -> str:
        own = own_identifier(self.part, subject, _CTID)
        if own:
            self.part.carry(subject, "dcterms:identifier", Literal(own))
        return own or _CTID + guid(subject)

    def _framework(self) -> dict[str, Any]:
        part, subject = self.part, self.framework
        ctid = self._ctid(subject)
        source = part.links(subject, "dcterms:source")
        if own_identifier(part, subject, _CTID) and len(source) == 1:
            self.iri = source[0]
            part.carry(subject, "dcterms:source", source[0])
        if "Framework" in part.kinds(subject):
            part.carry(subject, "rdf:type", AIT + "Framework")
        name = self._map(subject, ("dcterms:title", *NAMES)) or {self.lang: curie(subject)}
        self.tag = min(name, key=lambda tag: (not tag.startswith(self.lang), tag))
        for text in part.texts(subject, "skos:prefLabel"):
            if (tag_of(text), text.value) == (self.tag, name[self.tag]):
                part.carry(subject, "skos:prefLabel", text)
        described = self._map(subject, ("dcterms:description", "skos:scopeNote"))
        if not described:
            self.log.lose("filled in: description", "the Registry wants one: the name stands there")
        return without_empty(
            [
                ("@id", self.iri),
                ("@type", "ceasn:CompetencyFramework"),
                ("ceterms:ctid", ctid),
                ("ceasn:name", name),
                ("ceasn:description", described or name),
                ("ceasn:inLanguage", sorted(name, key=lambda tag: (tag != self.tag, tag))),
                *self._facts(subject),
                *self._dates(subject),
            ]
        )

    def _facts(self, subject: str) -> Iterable[tuple[str, Any]]:
        """Who made the framework, and what may be done with it."""
        part = self.part
        for field, predicate in {
            "ceasn:publisher": "dcterms:publisher",
            "ceasn:creator": "dcterms:creator",
            "ceasn:source": "rdfs:seeAlso",
        }.items():
            found = part.links(subject, predicate)
            part.carry(subject, predicate, *found)
            yield field, found
        license_ = part.links(subject, "dcterms:license")[:1]
        part.carry(subject, "dcterms:license", *license_)
        yield "ceasn:license", "".join(license_)
        names = [t for t in part.texts(subject, "dcterms:publisher") if not t.language]
        part.carry(subject, "dcterms:publisher", *names)
        yield "ceasn:publisherName", {self.tag: [t.value for t in names]} if names else {}
        yield "ceasn:conceptKeyword", self._lists(subject, "schema:keywords")
        for predicate in ("owl:versionInfo", "dcat:version"):
            for text in part.texts(subject, predicate)[:1]:
                if predicate == "owl:versionInfo":
                    part.carry(subject, predicate, text)
                else:
                    part.bend(subject, predicate, text, predicate, _TOLD)
                yield "ceterms:versionCode", text.value

    def _dates(self, subject: str) -> Iterable[tuple[str, Any]]:
        """Dates that are a day or a moment; others, as a month, have no field."""
        for field, predicates in {
            "ceasn:dateCreated": ("dcterms:created", "dcterms:issued"),
            "ceasn:dateModified": ("dcterms:modified",),
        }.items():
            for predicate in predicates:
                for text in self.part.texts(subject, predicate):
                    if date_term(text.value):
                        self._dated(subject, predicate, text, field)
                        yield field, text.value

    def _dated(self, subject: str, predicate: str, text: Literal, field: str) -> None:
        if predicate == "dcterms:issued":
            self.part.bend(subject, predicate, text, predicate, f"written as {field}")
        else:
            self.part.carry(subject, predicate, text)

    def _map(self, subject: str, predicates: Iterable[str]) -> dict[str, str]:
        """A text in each of its languages, of the first property that has any."""
        named = tuple(predicates)
        predicate = next((p for p in named if self.part.texts(subject, p)), "")
        found: dict[str, str] = {}
        for text in self.part.texts(subject, predicate) if predicate else ():
            tag = tag_of(text) or self.tag
            if tag in found or not text.value.strip():
                continue
            found[tag] = text.value.strip()
            if predicate != named[0]:
                told = f"written in the field of {named[0]}"
                self.part.bend(subject, predicate, text, predicate, told)
            elif tag_of(text) and text.value == found[tag]:
                self.part.carry(subject, predicate, text)
            else:
                self._language(subject, predicate, text)
        return dict(sorted(found.items()))

    def _lists(self, subject: str, predicate: str) -> dict[str, list[str]]:
        """All texts of a property by language."""
        found: dict[str, list[str]] = defaultdict(list)
        for text in self.part.texts(subject, predicate):
            found[tag_of(text) or self.tag].append(text.value.strip())
            if tag_of(text) and text.value == text.value.strip():
                self.part.carry(subject, predicate, text)
            else:
                self._language(subject, predicate, text)
        return dict(sorted(found.items()))

    def _language(self, subject: str, predicate: str, text: Literal) -> None:
        told = "these texts are written in a language map; that they had no language is not told"
        self.part.bend(subject, predicate, text, "language tags", told)

    def _competency(self, subject: str) -> dict[str, Any]:
        part = self.part
        label = self._map(subject, NAMES) or {self.tag: curie(subject)}
        definition = self._map(subject, ("skos:definition",))
        if self.framework in part.links(subject, "skos:inScheme"):
            part.carry(subject, "skos:inScheme", self.framework)
        codes = part.texts(subject, "skos:notation")
        part.carry(subject, "skos:notation", *codes[:1])
        for code in codes[1:]:
            part.bend(subject, "skos:notation", code, "further codes", _CODES)
        place = sequence(part, subject)
        if place:
            part.carry(subject, "ait:sequence", place)
        return without_empty(
            [
                ("@id", subject),
                ("@type", "ceasn:Competency"),
                ("ceterms:ctid", self._ctid(subject)),
                ("ceasn:competencyLabel", label if definition else {}),
                ("ceasn:competencyText", definition or label),
                ("ceasn:competencyCategory", self._category(subject)),
                ("ceasn:codedNotation", codes[0].value if codes else ""),
                ("ceasn:altCodedNotation", [code.value for code in codes[1:]]),
                ("ceasn:comment", self._lists(subject, "skos:note")),
                ("ceasn:conceptKeyword", self._lists(subject, "schema:keywords")),
                ("ceasn:listID", place.value if place else ""),
                *self._dates(subject),
            ]
        )

    def _category(self, subject: str) -> dict[str, str]:
        """What sort of competency it is, as it was published, or our class."""
        part = self.part
        kind = part.kind(subject, ITEMS)
        published = self._map(subject, ("dcterms:type",))
        words = published or {"en": kind}
        first = words.get(self.tag) or next(iter(words.values()))
        if kind_named(first) == kind:
            part.carry(subject, "rdf:type", NamedNode(AIT + kind))
        else:
            told = f"{kind} is a competencyCategory, which our import reads as {kind_named(first)}"
            part.bend(subject, "rdf:type", NamedNode(AIT + kind), f"class {kind}", told)
        return words
