"""CASE packages (1EdTech, versions 1.0 and 1.1): a framework, its items and how they are linked.

Items keep their IRIs. The class of an item is what its type names ("Measured Skill" is a skill);
a type that names none makes it a competency item, and is kept as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.bundle import Entry
from aitalent_kg.importers.documents import json_of
from aitalent_kg.importers.formats.case_links import Links
from aitalent_kg.importers.json_fields import Fields, a_language, kind_named
from aitalent_kg.importers.published import begin_published
from aitalent_kg.importers.result import ImportResult, run
from aitalent_kg.importers.statements import Term, name, slug, text
from aitalent_kg.progress import Progress, silent

__all__ = ["import_case"]

#: Fields of a document or an item -> predicate, of one text and of lists of texts.
_TEXTS = {
    "notes": "skos:note",
    "identifier": "dcterms:identifier",
    "adoptionStatus": "schema:creativeWorkStatus",
    "creator": "dcterms:creator",
    "publisher": "dcterms:publisher",
    "description": "dcterms:description",
}
_IN_LANGUAGE = ("notes", "description")
_LISTS = {
    "subject": "dcterms:subject",
    "educationLevel": "schema:educationalLevel",
    "conceptKeywords": "schema:keywords",
}
_ITEM_TEXTS = ("notes", "identifier")


def import_case(
    paths: Path | str | Iterable[Path | str],
    progress: Progress = silent,
    lang: str = "en",
    name: str = "",
) -> ImportResult:
    """Import a CASE package.

    Args:
        paths: one JSON file with a CFPackage, packed or not.
        progress: told what is being read.
        lang: of texts whose language the package does not say.
        name: what the framework's IRI ends in; left out, "case-" and the title.
    Raises:
        MissingFile, UnreadableFile: with the file; nothing is left.
    """
    reader = _Reader(name)
    return run("case", reader.read, paths, progress, a_language(lang) or "en")


class _Reader:
    def __init__(self, stem: str) -> None:
        self.stem = stem

    def read(self, builder: Builder, progress: Progress) -> None:
        """Read the one package of the bundle."""
        entry = builder.bundle.one(r".*\.json", "a CASE package (.json)")
        progress(entry.name)
        package = _package(builder, entry)
        document = package.object("CFDocument")
        _document(builder, document, self.stem)
        links = Links(builder, entry.name, document.text("uri"))
        _items(builder, package, links)
        links.read(package)
        _definitions(builder, package)
        package.skip("CFRubrics")
        if rubrics := package.values.get("CFRubrics"):
            builder.log.lost["CFRubrics"] += len(rubrics) if isinstance(rubrics, list) else 1
        package.lose_rest()
        links.finish()


def _package(builder: Builder, entry: Entry) -> Fields:
    values: Any = json_of(builder.bundle, entry)
    if isinstance(values, dict) and isinstance(values.get("CFPackage"), dict):
        values = values["CFPackage"]
    if not isinstance(values, dict) or not isinstance(values.get("CFDocument"), dict):
        raise UnreadableFile(entry.where, "is no CASE package: it has no object CFDocument")
    if not isinstance(values.get("CFItems", []), list):
        raise UnreadableFile(entry.where, "is no CASE package: its CFItems are no list")
    return Fields(values, entry.name, "", builder.log)


def _document(builder: Builder, document: Fields, stem: str) -> None:
    builder.lang = a_language(document.text("language")) or builder.lang
    title = document.text("title")
    if not title:
        builder.log.doubt(document.file, None, "CFDocument has no title")
    published = document.text("uri")
    license_ = document.object("licenseURI").iri("uri")
    framework = begin_published(
        builder, document, "case", stem, title or "CASE package", document.text("version")
    )
    add = builder.out.add
    if source := document.iri("officialSourceURL"):
        add(framework, name("rdfs:seeAlso"), source)
    if license_:
        add(framework, name("dcterms:license"), license_)
    if (source := document.as_iri("uri", published)) not in ("", framework):
        add(framework, name("dcterms:source"), source)
    _common(builder, document, framework, tuple(_TEXTS))
    document.skip("CFPackageURI", "subjectURI")
    document.lose_rest()


def _common(builder: Builder, fields: Fields, subject: Term, texts: Iterable[str]) -> None:
    """What documents and items say alike."""
    add = builder.out.add
    for field in texts:
        if value := fields.text(field):
            tag = builder.lang if field in _IN_LANGUAGE else ""
            add(subject, name(_TEXTS[field]), text(value, tag))
    for field, predicate in _LISTS.items():
        for value in fields.texts(field):
            add(subject, name(predicate), text(value))
    if changed := fields.date("lastChangeDateTime"):
        add(subject, name("dcterms:modified"), changed)


def _items(builder: Builder, package: Fields, links: Links) -> None:
    seen: Counter[str] = Counter()
    count = builder.log.count("CFItems")
    for item in package.objects("CFItems"):
        count.read += 1
        published, identifier = item.text("uri"), item.text("identifier")
        subject = item.as_iri("uri", published) if published else _minted(builder, identifier)
        problem = _problem(item, subject, seen)
        if problem:
            count.refused += 1
            builder.log.refuse(item.file, None, f"{item.path} {problem}; left out")
            continue
        seen.update({subject, identifier} - {""})
        count.kept += 1
        links.know(identifier, published, subject)
        _item(builder, item, subject, links)


def _minted(builder: Builder, identifier: str) -> Term:
    """The IRI of an item that has an identifier and no IRI."""
    return builder.below("item", identifier) if slug(identifier) else ""


def _problem(item: Fields, subject: Term, seen: Counter[str]) -> str:
    if not subject:
        return "has neither uri nor identifier"
    again = next((key for key in (subject, item.text("identifier")) if key and seen[key]), "")
    if again:
        return f"has {again} again, which an item before it has"
    if not item.text("fullStatement", "abbreviatedStatement"):
        return "has no fullStatement"
    return ""


def _item(builder: Builder, item: Fields, subject: Term, links: Links) -> None:
    kind = item.text("CFItemType")
    if not kind:
        builder.log.doubt(item.file, None, f"{item.path} has no CFItemType; read as an item")
    full, short = item.text("fullStatement"), item.text("abbreviatedStatement")
    other = item.text("alternativeLabel")
    builder.thing(
        subject,
        kind_named(kind),
        short or full,
        code=item.text("humanCodingScheme"),
        definition=full if short else "",
        others=(other,) if other else (),
        lang=a_language(item.text("language")),
    )
    if kind:
        builder.out.add(subject, name("dcterms:type"), text(kind))
    _common(builder, item, subject, _ITEM_TEXTS)
    if license_ := item.object("licenseURI").iri("uri"):
        builder.out.add(subject, name("dcterms:license"), license_)
    if order := item.number("listEnumeration"):
        links.listed[subject] = order
    item.skip("CFDocumentURI", "CFItemTypeURI", "subjectURI", "uri")
    item.lose_rest()


def _definitions(builder: Builder, package: Fields) -> None:
    """Concepts are described; of what repeats the items' words, or is of no item, so many are lost."""
    definitions = package.object("CFDefinitions")
    count = builder.log.count("CFConcepts")
    for concept in definitions.objects("CFConcepts"):
        count.read += 1
        subject, title = concept.iri("uri"), concept.text("title")
        if not (subject and title):
            count.refused += 1
            builder.log.refuse(concept.file, None, f"{concept.path} has no uri or title; left out")
            continue
        count.kept += 1
        _concept(builder, concept, subject, title)
    if not count.read:
        del builder.log.counts["CFConcepts"]
    for field in ("CFSubjects", "CFLicenses", "CFItemTypes", "CFAssociationGroupings"):
        if there := sum(1 for _ in definitions.objects(field)):
            builder.log.lost[f"CFDefinitions.{field}"] += there
    definitions.lose_rest()


def _concept(builder: Builder, concept: Fields, subject: Term, title: str) -> None:
    add, lang = builder.out.add, builder.lang
    builder.out.describe(subject, name("skos:Concept"))
    add(subject, name("skos:inScheme"), builder.framework_term)
    add(subject, name("skos:prefLabel"), text(title, lang))
    if code := concept.text("hierarchyCode"):
        add(subject, name("skos:notation"), text(code))
    if words := concept.text("description"):
        add(subject, name("skos:definition"), text(words, lang))
    for word in re.split(r"[|;,]", concept.text("keywords")):
        if word.strip():
            add(subject, name("schema:keywords"), text(word.strip()))
    concept.skip("identifier", "lastChangeDateTime")
