"""The statements of concepts, schemes and collections, with what SKOS asks for put right."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.skos.kinds import Kinds
from aitalent_kg.importers.formats.skos.terms import (
    LABELS,
    LINKS,
    SKOS,
    UP,
    XL,
    tagged,
    written,
)
from aitalent_kg.importers.formats.skos.thesaurus import Thesaurus
from aitalent_kg.importers.statements import Term, iri, name
from aitalent_kg.names import AIT, PREFIXES

__all__ = ["Concepts"]

_PREF, _ALT, _BROADER = name("skos:prefLabel"), name("skos:altLabel"), name("skos:broader")
_TYPE = f"{PREFIXES['rdf']}type"
_WORDS = {f"{SKOS}{n}" for n in ("prefLabel", "altLabel", "hiddenLabel", "definition")}


class Concepts:
    """Writes what is said of a thesaurus."""

    def __init__(self, builder: Builder, thesaurus: Thesaurus, kinds: Kinds, lang: str) -> None:
        self.builder, self.thesaurus, self.kinds, self.lang = builder, thesaurus, kinds, lang
        self.file = builder.bundle.entries[0].name
        self._under = thesaurus.under(kinds.rules)
        self._written: set[str] = set()
        self._forms: set[str] = set()  # labels of SKOS-XL, whose form was taken
        self._waiting: list[str] = []

    def write(self) -> None:
        """Write everything."""
        count = self.builder.log.count("concepts")
        for scheme in self.thesaurus.schemes:
            if scheme in self.thesaurus.described:
                self.builder.out.describe(iri(scheme), iri(f"{AIT}Framework"))
                self._said(scheme)
        for collection in self.thesaurus.collections:
            self._said(collection)
        for concept in self.thesaurus.concepts:
            count.read += 1
            self._concept(concept)
            count.kept += 1

    def _concept(self, concept: str) -> None:
        subject, out = iri(concept), self.builder.out
        kind = self.kinds.of([*self.thesaurus.belongs(concept), self._under.get(concept, "")])
        types = self.thesaurus.source.objects(ox.NamedNode(concept), _TYPE)
        if not any(each.value.startswith(AIT) for each in types):  # what is ours stays as it is
            out.describe(subject, iri(f"{AIT}{kind}"))
        self._said(concept)
        node, source = ox.NamedNode(concept), self.thesaurus.source
        schemes = self.thesaurus.schemes_of(concept) or [self.builder.framework_term[1:-1]]
        plain = {o.value for o in source.objects(node, f"{SKOS}inScheme")}
        for scheme in (each for each in schemes if each not in plain):
            out.refer(subject, name("skos:inScheme"), iri(scheme))
        plain = {o.value for o in source.objects(node, UP)}
        for upper in (each for each in self.thesaurus.above.get(concept, ()) if each not in plain):
            out.refer(subject, _BROADER, iri(upper))
            self._repair(f"<{concept}> is narrower than <{upper}>; that one is broader was added")

    def _said(self, subject: str) -> None:
        """Write the statements of a subject, and of the blank nodes that it leads to."""
        self._waiting = [subject]
        while self._waiting:
            following = self._waiting.pop()
            if following not in self._written:
                self._written.add(following)
                self._statements(following)

    def _statements(self, subject: str) -> None:
        term, labels = iri(subject), dict[str, Term]()
        source = self.thesaurus.source
        quads = source.store.quads_for_pattern(ox.NamedNode(subject), None, None)
        for quad in sorted(quads, key=str):
            predicate, value = quad.predicate.value, quad.object
            if predicate == f"{SKOS}prefLabel" and isinstance(value, ox.Literal):
                self._label(subject, term, value, labels)
            elif predicate in LABELS and isinstance(value, ox.NamedNode):
                self._long_label(subject, term, LABELS[predicate], value, labels)
            elif isinstance(value, ox.NamedNode | ox.Literal):
                self._plain(term, quad.predicate, value)

    def _plain(self, term: Term, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        out, link = self.builder.out, str(predicate)
        if isinstance(value, ox.Literal):
            lang = self.lang if predicate.value in _WORDS else ""
            out.add(term, link, written(value, lang))
        elif predicate.value == _TYPE:
            out.describe(term, str(value))
        elif predicate.value in LINKS:
            out.refer(term, link, str(value))
        else:
            out.add(term, link, str(value))
            if value.value in self.thesaurus.source.named:
                self._waiting.append(value.value)

    def _label(self, subject: str, term: Term, value: ox.Literal, labels: dict[str, Term]) -> None:
        """A preferred label; a second one of a language becomes an alternative."""
        lang = tagged(value.language or "") or self.lang
        label = written(value, self.lang)
        if labels.setdefault(lang, label) == label:
            self.builder.out.add(term, _PREF, label)
            return
        self.builder.out.add(term, _ALT, label)
        called = f"of language {lang!r}" if lang else "without language"
        self._repair(f"<{subject}> has two labels {called}; {label} became an alternative")

    def _long_label(
        self, subject: str, term: Term, plain: str, label: ox.NamedNode, labels: dict[str, Term]
    ) -> None:
        """A label of SKOS-XL: its form is the label, what else is said of it is counted as lost."""
        form = ox.NamedNode(f"{XL}literalForm")
        for quad in sorted(
            self.thesaurus.source.store.quads_for_pattern(label, form, None), key=str
        ):
            if isinstance(quad.object, ox.Literal):
                if plain == f"{SKOS}prefLabel":
                    self._label(subject, term, quad.object, labels)
                else:
                    self.builder.out.add(term, f"<{plain}>", written(quad.object, self.lang))
                self.builder.log.count("labels of SKOS-XL").read += 1
                self.builder.log.count("labels of SKOS-XL").kept += 1
        self._forms.add(label.value)

    def _repair(self, problem: str) -> None:
        self.builder.log.repair(self.file, None, problem)
        self.builder.log.count("concepts").repaired += 1

    def tell_lost(self) -> None:
        """Count what was said of things that are no part of the thesaurus."""
        lost: Counter[str] = Counter()
        for quad in self.thesaurus.source.store:
            subject = quad.subject.value
            taken = quad.predicate.value in (_TYPE, f"{XL}literalForm") and subject in self._forms
            if isinstance(quad.subject, ox.NamedNode) and not (taken or subject in self._written):
                types = self.thesaurus.source.objects(quad.subject, _TYPE)
                lost[types[0].value if types else ""] += 1
        for kind, number in lost.items():
            what = f"things of type <{kind}>" if kind else "things without a type"
            self.builder.log.lost[f"statements about {what}"] += number
