"""CTDL-ASN: a competency framework in JSON-LD, as the Credential Registry publishes it.

The class of a competency is what its category names, as with the types of CASE items. Alignments
become mapping links; of two competencies that state their place alike, one link is enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.bundle import Entry
from aitalent_kg.importers.documents import json_of
from aitalent_kg.importers.json_fields import a_language, kind_named
from aitalent_kg.importers.linked_json import Node, nodes_of, tell_context
from aitalent_kg.importers.published import begin_published
from aitalent_kg.importers.result import ImportResult, run
from aitalent_kg.importers.statements import Term, name, number, slug, text
from aitalent_kg.progress import Progress, silent

__all__ = ["import_ctdl_asn"]

_PREFIXES = (
    "ceasn:",
    "ceterms:",
    "https://purl.org/ctdlasn/terms/",
    "http://purl.org/ctdlasn/terms/",
    "https://purl.org/ctdl/terms/",
    "http://purl.org/ctdl/terms/",
)
_CONTEXTS = ("https://credreg.net/", "http://credreg.net/")
#: Links from a competency to others, and the other way round -> predicate.
_LINKS = {
    "prerequisiteAlignment": "ait:precedes",  # "is a prerequisite to", not "has as one"
    "isChildOf": "skos:broader",
    "exactAlignment": "skos:exactMatch",
    "majorAlignment": "skos:closeMatch",
    "minorAlignment": "skos:relatedMatch",
    "broadAlignment": "skos:broadMatch",
    "narrowAlignment": "skos:narrowMatch",
}
_TURNED = {"hasChild": "skos:broader"}
_WORDS = {"comment": "skos:note", "conceptKeyword": "schema:keywords"}
_TOP = name("skos:topConceptOf")
_DATES = {"dateCreated": "dcterms:created", "dateModified": "dcterms:modified"}


def import_ctdl_asn(
    paths: Path | str | Iterable[Path | str],
    progress: Progress = silent,
    lang: str = "en",
    name: str = "",
) -> ImportResult:
    """Import a CTDL-ASN competency framework.

    Args:
        paths: one JSON-LD file with the framework and its competencies.
        progress: told what is being read.
        lang: of texts that do not say theirs.
        name: what the framework's IRI ends in; left out, "ctdl-" and the name.
    Raises:
        MissingFile, UnreadableFile: with the file; nothing is left.
    """

    def read(builder: Builder, told: Progress) -> None:
        entry = builder.bundle.one(r".*\.(json|jsonld)", "CTDL-ASN (.json or .jsonld)")
        told(entry.name)
        _Reader(builder, entry).read(name)

    return run("ctdl-asn", read, paths, progress, a_language(lang) or "en")


class _Reader:
    """Reads the nodes of one file."""

    def __init__(self, builder: Builder, entry: Entry) -> None:
        self.builder, self.out, self.log = builder, builder.out, builder.log
        self.entry, self.file = entry, entry.name
        self._known: dict[str, Term] = {}

    def read(self, stem: str) -> None:
        """Read the framework, then its competencies, then their links."""
        framework, competencies = self._nodes()
        self._framework(framework, stem)
        kept = [(node, term) for node in competencies if (term := self._term(node))]
        for node, term in kept:
            self._competency(node, term)
        for node, term in kept:
            self._links(node, term)
            node.lose_rest()
        for top in self._targets(framework, "hasTopChild"):
            self.out.refer(top, _TOP, self.builder.framework_term)
        framework.lose_rest()

    def _nodes(self) -> tuple[Node, list[Node]]:
        document = json_of(self.builder.bundle, self.entry)
        listed = nodes_of(document)
        if listed is None:
            raise UnreadableFile(self.entry.where, "is no CTDL-ASN: its @graph is no list of nodes")
        tell_context(document, _CONTEXTS, self.file, self.log)
        frameworks, competencies = [], []
        for place, each in enumerate(listed):
            path = f"@graph[{place}]"
            if not isinstance(each, dict):
                self.log.refuse(self.file, None, f"{path} is no object; left out")
                continue
            node = Node.of(each, self.file, path, self.log, _PREFIXES)
            kinds = {kind.rpartition("/")[2].rpartition(":")[2] for kind in node.types}
            if "CompetencyFramework" in kinds:
                frameworks.append(node)
            elif "Competency" in kinds:
                competencies.append(node)
            else:
                self.log.lost[f"node of type {', '.join(sorted(kinds)) or 'none'}"] += 1
        if len(frameworks) != 1:
            problem = f"holds {len(frameworks)} nodes ceasn:CompetencyFramework; give one framework"
            raise UnreadableFile(self.entry.where, problem)
        return frameworks[0], competencies

    def _framework(self, node: Node, stem: str) -> None:
        add, builder = self.out.add, self.builder
        languages = [tag for tag in map(a_language, node.texts("inLanguage")) if tag]
        builder.lang = languages[0] if languages else builder.lang
        names = node.said("name", builder.lang) or [("CTDL-ASN framework", builder.lang)]
        title, builder.lang = names[0][0], names[0][1]
        version = node.text("versionCode", "version")
        own = node.text("@id")
        framework = begin_published(builder, node, "ctdl", stem, title, version, own)
        self._known[own] = framework
        for other, tag in names[1:]:
            add(framework, name("dcterms:title"), text(other, tag))
        for words, tag in node.said("description", builder.lang):
            add(framework, name("dcterms:description"), text(words, tag))
        if (source := node.as_iri("@id", own)) not in ("", framework):
            add(framework, name("dcterms:source"), source)
        if ctid := node.text("ctid"):
            add(framework, name("dcterms:identifier"), text(ctid))
        self._facts(node, framework)

    def _facts(self, node: Node, framework: Term) -> None:
        """Who made the framework, and what may be done with it; names of people, or IRIs."""
        links = {"license": "dcterms:license", "source": "rdfs:seeAlso"}
        for field, predicate in links.items():
            for term in node.link_terms(field):
                self.out.add(framework, name(predicate), term)
        for field, predicate in {
            "publisher": "dcterms:publisher",
            "creator": "dcterms:creator",
            "publisherName": "dcterms:publisher",
            "publicationStatusType": "schema:creativeWorkStatus",
        }.items():
            for words, _ in node.said(field, ""):
                http = words.startswith(("http:", "https:"))
                value = node.as_iri(field, words) if http else text(words)
                if value:
                    self.out.add(framework, name(predicate), value)
        for words, tag in node.said("conceptKeyword", self.builder.lang):
            self.out.add(framework, name("schema:keywords"), text(words, tag))
        self._dates(node, framework)

    def _dates(self, node: Node, subject: Term) -> None:
        for field, predicate in _DATES.items():
            if term := node.date(field):
                self.out.add(subject, name(predicate), term)

    def _term(self, node: Node) -> Term:
        """The IRI of a competency that can be kept; "" where it is refused, which is told."""
        count = self.log.count("competencies")
        count.read += 1
        own, ctid = node.text("@id"), node.text("ctid")
        term = self._own(node, own, ctid)
        if not term:
            problem = "has neither @id nor ceterms:ctid"
        elif own in self._known or term in self._known.values():
            problem = f"has {own or ctid} again, which a node before it has"
        elif not (node.said("competencyText", "") or node.said("competencyLabel", "")):
            problem = "has no ceasn:competencyText"
        else:
            count.kept += 1
            self._known.update({key: term for key in (own, ctid) if key})
            return term
        count.refused += 1
        self.log.refuse(self.file, None, f"{node.path} {problem}; left out")
        return ""

    def _own(self, node: Node, own: str, ctid: str) -> Term:
        if own and not own.startswith("_:"):
            return node.as_iri("@id", own)
        segment = ctid or own.removeprefix("_:")
        return self.builder.below("competency", segment) if slug(segment) else ""

    def _competency(self, node: Node, subject: Term) -> None:
        builder, add, lang = self.builder, self.out.add, self.builder.lang
        labels, texts = node.said("competencyLabel", lang), node.said("competencyText", lang)
        categories = node.said("competencyCategory", lang)
        kind = kind_named(categories[0][0]) if categories else "CompetencyItem"
        builder.thing(subject, kind, code=node.text("codedNotation"))
        for words, tag in labels or texts:
            add(subject, name("skos:prefLabel"), text(words, tag))
        for words, tag in texts if labels else ():
            add(subject, name("skos:definition"), text(words, tag))
        for words, tag in categories:
            add(subject, name("dcterms:type"), text(words, tag))
        self._rest(node, subject)

    def _rest(self, node: Node, subject: Term) -> None:
        """What a competency may say besides its words."""
        add, lang = self.out.add, self.builder.lang
        for field, predicate in _WORDS.items():
            for words, tag in node.said(field, lang):
                add(subject, name(predicate), text(words, tag))
        if ctid := node.text("ctid"):
            add(subject, name("dcterms:identifier"), text(ctid))
        if order := node.number("listID"):
            add(subject, name("ait:sequence"), number(order))
        for words, _ in node.said("educationLevelType", lang):
            add(subject, name("schema:educationalLevel"), text(words))
        self._dates(node, subject)

    def _links(self, node: Node, subject: Term) -> None:
        framework = self.builder.framework_term
        for field, predicate in (_LINKS | _TURNED).items():
            for target in self._targets(node, field):
                self._link(field, predicate, subject, target)
        if framework in self._targets(node, "isTopChildOf"):
            self.out.refer(subject, _TOP, framework)
        for whole in self._targets(node, "isPartOf"):
            if whole != framework:
                self.out.refer(subject, name("skos:inScheme"), whole)

    def _link(self, field: str, predicate: str, subject: Term, target: Term) -> None:
        if target == self.builder.framework_term:
            self.out.refer(subject, _TOP, target)
            return
        start, end = (target, subject) if field in _TURNED else (subject, target)
        self.out.refer(start, name(predicate), end)
        if start == target:
            self.out.referred[start] = self.out.referred.get(start, 0) + 1

    def _targets(self, node: Node, field: str) -> list[Term]:
        return [term for each in node.links(field) if (term := self._to(node, field, each))]

    def _to(self, node: Node, field: str, named: str) -> Term:
        """What a link names: a node of the file, or something outside it."""
        return self._known.get(named) or node.as_iri(field, named)
