"""The statements of an imported framework, in the classes that all frameworks share.

A reader calls these; it needs to know its format and no RDF. What is not stated stays unstated:
empty texts make no statement.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal

from aitalent_kg.errors import BadValue
from aitalent_kg.importers.bundle import Bundle
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.statements import Statements, Term, iri, name, number, slug, text
from aitalent_kg.names import AIT, ID

__all__ = ["Builder"]

_LABEL, _OTHER = name("skos:prefLabel"), name("skos:altLabel")
_NOTATION, _DEFINITION = name("skos:notation"), name("skos:definition")
_SCHEME, _BROADER, _PART = name("skos:inScheme"), name("skos:broader"), name("dcterms:isPartOf")
_REQUIREMENT, _REQUIRER = iri(f"{AIT}Requirement"), iri(f"{AIT}requirer")
_ITEM, _STRENGTH = iri(f"{AIT}requiredItem"), iri(f"{AIT}strength")
_IMPORTANCE, _LEVEL_VALUE = iri(f"{AIT}importance"), iri(f"{AIT}levelValue")
_TRANSITION, _FROM, _TO = iri(f"{AIT}Transition"), iri(f"{AIT}from"), iri(f"{AIT}to")
_KIND, _WEIGHT, _SEQUENCE = iri(f"{AIT}transitionKind"), iri(f"{AIT}weight"), iri(f"{AIT}sequence")
_STRENGTHS = {s: iri(f"{ID}scheme/strength/{s}") for s in ("required", "helpful")}
_CLASSES: dict[str, Term] = {}
#: Below our namespace, and no framework's.
_TAKEN = frozenset(
    [
        "contradiction",
        "importer",
        "industry",
        "law",
        "model",
        "organisation",
        "scheme",
        "source",
        "technology",
        "tool",
        "trend",
        "user",
    ]
)


class Builder:
    """Writes the things of one framework.

    Attributes:
        out: where statements go; a reader may add what has no method here.
        log: counts and remarks.
        base: IRI that the framework has, and below which things without an IRI get theirs.
    """

    def __init__(self, bundle: Bundle, out: Statements, log: Log, lang: str = "en") -> None:
        self.bundle, self.out, self.log, self.lang = bundle, out, log, lang
        self.base = self.title = self.version = ""
        self.framework_term: Term = ""
        self._altered: dict[Term, tuple[str, ...]] = {}  # minted of words that no IRI may hold

    def framework(
        self, stem: str, title: str, version: str = "", *, published: str = "", **facts: str
    ) -> Term:
        """Say what the framework is; called first.

        Args:
            stem: what its IRI ends in: "esco-1.1.1"; becomes a segment.
            published: its own IRI, which is kept; what has none is still minted below `stem`.
            facts: CURIE of a predicate with `_` for the colon -> text or IRI, as `dcterms_license`.
        Raises:
            BadValue: nothing of `stem` can stand in an IRI, or it is a word of ours.
        """
        segment = slug(stem)[:100]
        if not segment.strip("-._~") or segment in _TAKEN:
            raise BadValue(stem, "cannot name a framework; give it another name")
        self.base = ID + segment
        self.title, self.version = title, version
        self.framework_term = iri(published or self.base)
        self.out.describe(self.framework_term, _class("Framework"))
        for predicate in (name("dcterms:title"), _LABEL):
            self.out.add(self.framework_term, predicate, text(title, self.lang))
        if version:
            self.out.add(self.framework_term, name("owl:versionInfo"), text(version))
        for predicate, value in facts.items():
            if value:
                term = iri(value) if value.startswith("http") else text(value)
                self.out.add(self.framework_term, name(predicate.replace("_", ":", 1)), term)
        return self.framework_term

    def below(self, *segments: str) -> Term:
        """The IRI of a thing that has none of its own; the same for the same words, only.

        Where words that no IRI may hold, as blanks, leave two things alike, the second gets a
        part of its hash.
        """
        slugs = tuple(map(slug, segments))
        term = iri("/".join([self.base, *slugs]))
        if slugs == segments and not self._altered:
            return term
        holder = self._altered.get(term, segments if slugs == segments else None)
        if holder is None and term not in self.out.described:
            holder = self._altered[term] = segments
        if holder == segments:
            return term
        mark = hashlib.sha256("\0".join(segments).encode("utf-8", "replace")).hexdigest()[:8]
        return iri(f"{term[1:-1]}-{mark}")

    def thing(
        self,
        subject: Term,
        kind: str,
        label: str = "",
        *,
        code: str = "",
        definition: str = "",
        others: tuple[str, ...] = (),
        order: int = 0,
        lang: str = "",
    ) -> Term:
        """Describe a thing of the framework.

        Args:
            kind: name of a class of ours: Role, RoleGroup, Task, Duty, Knowledge, Skill, Attitude,
                Competency, CompetencyItem, CompetencyCategory, Technology, Tool, Level ...
            others: alternative labels.
            order: its place, from 1; 0 where the framework does not number.
            lang: of the texts, where it is not that of the framework.
        """
        add, lang = self.out.add, lang or self.lang
        self.out.describe(subject, _class(kind))
        if self.framework_term:
            add(subject, _SCHEME, self.framework_term)
        if label:
            add(subject, _LABEL, text(label, lang))
        if code:
            add(subject, _NOTATION, text(code))
        if definition:
            add(subject, _DEFINITION, text(definition, lang))
        for other in others:
            add(subject, _OTHER, text(other, lang))
        if order:
            add(subject, _SEQUENCE, number(order))
        return subject

    def broader(self, subject: Term, wider: Term) -> None:
        """Say that `wider` is broader: a group of roles, a category of items."""
        self.out.refer(subject, _BROADER, wider)

    def part(self, subject: Term, whole: Term) -> None:
        """Say that a thing is part of another: a task of a role."""
        self.out.refer(subject, _PART, whole)

    def requirement(
        self,
        node: Term,
        requirer: Term,
        item: Term,
        *,
        strength: str = "",
        importance: Decimal | None = None,
        level: Decimal | None = None,
    ) -> Term:
        """Say that a role or task asks for an item.

        Args:
            strength: "required", "helpful", or "" where the framework does not say.
            importance, level: figures of the framework, on its own scales.
        """
        add = self.out.add
        self.out.describe(node, _REQUIREMENT)
        self.out.refer(node, _REQUIRER, requirer)
        self.out.refer(node, _ITEM, item)
        if strength:
            add(node, _STRENGTH, _STRENGTHS[strength])
        if importance is not None:
            add(node, _IMPORTANCE, number(importance))
        if level is not None:
            add(node, _LEVEL_VALUE, number(level))
        return node

    def transition(
        self, node: Term, start: Term, end: Term, kind: Term = "", weight: Decimal | None = None
    ) -> Term:
        """Say that one role leads to another; the smaller the weight, the nearer."""
        self.out.describe(node, _TRANSITION)
        self.out.refer(node, _FROM, start)
        self.out.refer(node, _TO, end)
        if kind:
            self.out.refer(node, _KIND, kind)
        if weight is not None:
            self.out.add(node, _WEIGHT, number(weight))
        return node


def _class(kind: str) -> Term:
    """The term of a class of ours, made once."""
    if kind not in _CLASSES:
        _CLASSES[kind] = iri(AIT + kind)
    return _CLASSES[kind]
