"""A rich skill descriptor as statements, whichever file it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.statements import Term, name, slug, text

__all__ = ["Descriptor", "Named", "Occupation", "Skills", "is_group", "is_soc"]

_SOC = re.compile(r"\d\d-\d{4}(\.\d\d)?")
_DATES = {
    "publishDate": "dcterms:issued",
    "creationDate": "dcterms:created",
    "updateDate": "dcterms:modified",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a skill is linked to."""

    label: str
    iri: Term = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation or a group of them, by its SOC code, and the wider ones, the widest first."""

    code: str
    label: str = ""
    parents: list[tuple[str, str]] = field(default_factory=list)  #: code and name of each
    framework: str = ""


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A rich skill descriptor; what it does not say is empty."""

    where: str  #: as a remark names it
    iri: Term
    uuid: str
    label: str
    statement: str
    keywords: list[str]
    categories: list[str]
    authors: list[str]
    creator: Term
    status: str
    dates: dict[str, Term]
    alignments: list[Named]
    standards: list[Named]
    certifications: list[Named]
    employers: list[Named]
    collections: list[Named]
    occupations: list[Occupation]


def is_soc(code: str) -> bool:
    """Whether a code is one of the SOC or of O*NET, which adds two digits."""
    return bool(_SOC.fullmatch(code))


def is_group(code: str) -> bool:
    """Whether a SOC code is of a group: those of single occupations do not end in 0."""
    return code.endswith("0") and "." not in code


class Skills:
    """Writes descriptors and what they are linked to."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self._seen: set[str] = set()  # terms and UUIDs
        self._labelled: set[Term] = set()
        self._codes: dict[str, Term] = {}

    def add(self, skill: Descriptor, file: str, row: int | None) -> bool:
        """A descriptor; whether it could be kept."""
        subject = skill.iri or self._minted(skill)
        problem = "has neither skillName nor skillStatement" if not subject else ""
        if not self._seen.isdisjoint({subject, skill.uuid} - {""}):
            problem = f"has {skill.uuid or subject} again, which one before it has"
        if not (skill.label or skill.statement):
            problem = "has neither skillName nor skillStatement"
        if problem:
            self.builder.log.refuse(file, row, f"{skill.where} {problem}; left out")
            return False
        self._seen |= {subject, skill.uuid} - {""}
        self._describe(subject, skill)
        self._link(subject, skill)
        for occupation in skill.occupations:
            self._occupation(subject, skill, occupation, file, row)
        return True

    def _minted(self, skill: Descriptor) -> Term:
        segment = skill.uuid or skill.label or skill.statement[:60]
        return self.builder.below("skill", segment) if slug(segment) else ""

    def _describe(self, subject: Term, skill: Descriptor) -> None:
        add, out = self.builder.out.add, self.builder
        label = skill.label or skill.statement
        definition = skill.statement if skill.label else ""
        out.thing(subject, "Skill", label, definition=definition)
        texts = {
            "dcterms:identifier": [skill.uuid],
            "schema:keywords": skill.keywords,
            "dcterms:creator": skill.authors,
            "schema:creativeWorkStatus": [skill.status],
        }
        for predicate, values in texts.items():
            for value in filter(None, values):
                add(subject, name(predicate), text(value))
        if skill.creator:
            add(subject, name("dcterms:publisher"), skill.creator)
        for key, predicate in _DATES.items():
            if skill.dates.get(key):
                add(subject, name(predicate), skill.dates[key])

    def _link(self, subject: Term, skill: Descriptor) -> None:
        out, concept = self.builder.out, name("skos:Concept")
        for label in skill.categories:
            category = self.builder.below("category", label)
            if slug(label) and category not in self._labelled:
                self._labelled.add(category)
                self.builder.thing(category, "CompetencyCategory", label)
            if slug(label):
                self.builder.broader(subject, category)
        for predicate, sort, kind, links in (
            ("skos:relatedMatch", "alignment", concept, skill.alignments),
            ("dcterms:conformsTo", "standard", concept, skill.standards),
            ("dcterms:relation", "certification", name("ait:Certification"), skill.certifications),
            ("dcterms:relation", "employer", name("ait:Organisation"), skill.employers),
        ):
            for target in self._targets(sort, kind, links):
                out.refer(subject, name(predicate), target)
        for target in self._targets("collection", name("skos:Collection"), skill.collections):
            out.refer(target, name("skos:member"), subject)

    def _targets(self, sort: str, kind: Term, links: Iterable[Named]) -> Iterable[Term]:
        """What a skill is linked to; what has no IRI gets one and is described by its name."""
        out = self.builder.out
        for link in links:
            segment = link.uuid or link.label
            if link.iri and sort in ("alignment", "standard"):
                if link.label:
                    out.add(link.iri, name("rdfs:label"), text(link.label, self.builder.lang))
                yield link.iri
            elif link.iri or slug(segment):
                target = link.iri or self.builder.below(sort, segment)
                out.describe(target, kind)
                if link.label:
                    label = text(link.label, self.builder.lang)
                    out.add(target, name("skos:prefLabel"), label)
                yield target

    def _occupation(
        self, skill: Term, of: Descriptor, occupation: Occupation, file: str, row: int | None
    ) -> None:
        count = self.builder.log.count("occupations of skills")
        count.read += 1
        if not is_soc(occupation.code):
            count.refused += 1
            told = f"{of.where} names {occupation.code!r}, which is no SOC code; left out"
            self.builder.log.refuse(file, row, told)
            return
        count.kept += 1
        segment = of.uuid or skill[1:-1].removeprefix(f"{self.builder.base}/skill/")
        node = self.builder.below("requirement", occupation.code, segment)
        self.builder.requirement(node, self.occupation(occupation), skill)

    def occupation(self, occupation: Occupation, definition: str = "") -> Term:
        """An occupation or group; described once, its name added where one comes later."""
        above: Term = ""
        chain = [*occupation.parents, (occupation.code, occupation.label)]
        for code, label in chain:
            if not is_soc(code):
                continue
            term = self._soc(code, label, definition if code == occupation.code else "")
            if above:
                self.builder.broader(term, above)
            above = term
        return self._soc(occupation.code, "", "")

    def _soc(self, code: str, label: str, definition: str) -> Term:
        term = self._codes.setdefault(code, self.builder.below("soc", code))
        kind = "RoleGroup" if is_group(code) else "Role"
        if term not in self.builder.out.described:
            self.builder.thing(term, kind, code=code)
        if label and term not in self._labelled:
            self._labelled.add(term)
            self.builder.thing(term, kind, label, code=code)
        if definition:
            self.builder.thing(term, kind, definition=definition)
        return term

    def finish(self) -> None:
        """Tell how many occupations have no name in the input."""
        bare = [code for code, term in self._codes.items() if term not in self._labelled]
        if bare:
            shown = ", ".join(bare[:8]) + (", ..." if len(bare) > 8 else "")
            file = next(iter(self.builder.bundle.read), "")
            told = f"{len(bare)} occupations have a code that nothing here names: {shown}"
            self.builder.log.doubt(file, None, told)
