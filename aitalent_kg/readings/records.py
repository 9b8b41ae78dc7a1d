"""Read out of a graph what the detector looks at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from aitalent_kg.evidence import evidence_of
from aitalent_kg.lookup import Quads, described, iri, kind_of, label, objects, words
from aitalent_kg.names import AIT, ID, curie, expand
from aitalent_kg.readings.facts import Coded, Covered, Defined, Facts, Filed, Step
from aitalent_kg.text import folded

__all__ = ["facts_of"]

#: Class of a group -> what it is; groups of two documents are compared where this is the same.
_FAMILIES = {
    "RoleType": "role group",
    "RoleGroup": "role group",
    "TalentCategory": "talent category",
    "AbilityType": "ability type",
    "ProgrammingLevel": "programming level",
}
#: Property -> form, what it gives; a thing should have one value of it.
_SINGLE = {
    "ait:certificationClass": ("class", "certification class"),
    "ait:competencyCategory": ("group", "competency category"),
    "ait:programmingLevel": ("group", "programming level"),
    "ait:level": ("value", "level"),
    "ait:baseLevel": ("value", "base level"),
    "ait:retires": ("value", "retirement"),
    "ait:issuer": ("value", "issuer"),
    "dcterms:isReplacedBy": ("value", "successor"),
}
#: Class of a thing -> class of what it is a part of, and what that is; it should have one.
_PARTS = {"Task": ("Duty", "duty"), "AbilityItem": ("AbilityType", "ability type")}
#: Classes whose numbers are those of their document, though they are in no scheme.
_NUMBERED = ("Duty", "Task", "Output", "BehaviourIndicator")
#: What is no thing of a framework: terms of an ontology, and lists of codes.
_VOCABULARY = ("owl:", "rdf:", "rdfs:", "skos:ConceptScheme", "skos:Collection")


def facts_of(store: Quads) -> Facts:
    """All records of a graph."""
    reader = _Reader(store)
    return Facts(
        filed=(*reader.placed(), *reader.single(), *reader.parts(), *reader.required()),
        defined=tuple(reader.defined()),
        coded=tuple(reader.coded()),
        steps=tuple(reader.steps()),
        covered=tuple(reader.covered()),
    )


class _Reader:
    """Look-ups by predicate, each made once."""

    def __init__(self, store: Quads) -> None:
        self.store = store

    def placed(self) -> Iterator[Filed]:
        """What placements say."""
        under = self._links("ait:placedUnder")
        for node, things in self._links("ait:placed").items():
            for group in under.get(node, ()):
                for thing in things:
                    yield self._filed((thing,), "group", self._family(group), group, node)

    def single(self) -> Iterator[Filed]:
        """What a thing should have once, and the tool categories of each document."""
        for predicate, (form, about) in _SINGLE.items():
            for thing, values in self._values(predicate).items():
                for value in values:
                    yield self._filed((thing,), form, about, value, thing)
        for thing, groups in self._links("ait:toolCategory").items():
            for group in groups:
                yield self._filed((thing,), "group", self._own_kind(group), group, thing)

    def parts(self) -> Iterator[Filed]:
        """Tasks and their duties, ability items and their types."""
        for predicate in ("dcterms:isPartOf", "skos:broader"):
            for thing, wholes in self._links(predicate).items():
                wanted, about = _PARTS.get(kind_of(self.store, thing), ("", ""))
                for whole in wholes if wanted else ():
                    if kind_of(self.store, whole) == wanted:
                        yield self._filed((thing,), "group", about, whole, thing)

    def required(self) -> Iterator[Filed]:
        """How strongly something is asked for; not to say so is an answer too."""
        items, strengths = self._links("ait:requiredItem"), self._links("ait:strength")
        for node, requirers in self._links("ait:requirer").items():
            for pair in ((who, what) for who in requirers for what in items.get(node, ())):
                for strength in strengths.get(node, ("",)):
                    yield self._filed(pair, "value", "strength", strength, node)

    def defined(self) -> Iterator[Defined]:
        """Definitions in the documents' own words."""
        for thing, texts in self._one_language("skos:definition").items():
            for text in texts if self._is_data(thing) else ():
                kind = kind_of(self.store, thing)
                yield Defined(thing, kind, self._name(thing), text, self._places(thing, text))

    def coded(self) -> Iterator[Coded]:
        """Numbers with every name that is printed beside them."""
        schemes = self._links("skos:inScheme")
        names = self._one_language("skos:prefLabel", "skos:altLabel")
        for thing, codes in self._plain("skos:notation").items():
            kind = kind_of(self.store, thing)
            own = schemes.get(thing) or self._document(thing, kind)
            for scheme in own if self._is_data(thing) else ():
                for code in codes:
                    for name in names.get(thing, ("",)):
                        yield Coded(thing, scheme, kind, code, name)

    def steps(self) -> Iterator[Step]:
        """Transitions."""
        goals = self._links("ait:to")
        for node, starts in self._links("ait:from").items():
            for start in starts:
                yield from (Step(start, goal, node) for goal in goals.get(node, ()))

    def covered(self) -> Iterator[Covered]:
        """Certifications placed under ability types."""
        classes, covers = (
            self._links("ait:certificationClass"),
            self._links("ait:coversAbilityType"),
        )
        for one in self.placed():
            if one.about == "ability type":
                for group in classes.get(one.things[0], ()):
                    covered = frozenset(covers.get(group, ()))
                    yield Covered(one.things[0], group, covered, one.value, one.statement)

    def _filed(
        self, things: tuple[str, ...], form: str, about: str, value: str, node: str
    ) -> Filed:
        name = label(self.store, value) if described(self.store, value) else value
        return Filed(things, form, about, value, name, node)

    def _family(self, group: str) -> str:
        """What a group is: by its class, else by what it is a part of."""
        above = objects(self.store, group, "skos:broader")
        kind = kind_of(self.store, group)
        return _FAMILIES.get(kind) or (curie(above[0]) if above else self._own_kind(group))

    def _own_kind(self, group: str) -> str:
        """A kind of group of one document, which another document's do not exclude."""
        schemes = map(curie, objects(self.store, group, "skos:inScheme")[:1])
        kind = kind_of(self.store, group).replace("ToolCategory", "tool category")
        return " of ".join((kind, *schemes))

    def _places(self, thing: str, text: str) -> frozenset[str]:
        quotes = evidence_of(self.store, thing)
        return frozenset(q.iri for q in quotes if folded(text) in folded(q.quote))

    def _document(self, thing: str, kind: str) -> list[str]:
        """Where a number counts if it is in no scheme: a document, in a user's file a namespace."""
        if kind not in _NUMBERED:
            return []
        if thing.startswith(ID):
            return [thing.removeprefix(ID).partition("/")[0]]
        return [re.sub("[^/#]*$", "", thing)]

    def _name(self, thing: str) -> str:
        return label(self.store, thing)

    def _is_data(self, thing: str) -> bool:
        """Whether it is a thing of a framework, ours or a user's."""
        ours = thing.startswith((AIT, ID + "scheme/"))
        return not ours and not kind_of(self.store, thing).startswith(_VOCABULARY)

    def _links(self, predicate: str) -> dict[str, list[str]]:
        return self._found(predicate, NamedNode)

    def _plain(self, predicate: str) -> dict[str, list[str]]:
        return self._found(predicate, Literal)

    def _values(self, predicate: str) -> dict[str, list[str]]:
        return self._found(predicate, (NamedNode, Literal))

    def _one_language(self, *predicates: str) -> dict[str, list[str]]:
        """Literals in Chinese, the documents' own; of a thing that has none in one other."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for predicate in predicates:
            for thing in self._plain(predicate):
                for text, lang in words(self.store, thing, predicate):
                    found[thing][lang[:2]].append(text)
        return {thing: texts.get("zh") or texts[min(texts)] for thing, texts in found.items()}

    def _found(self, predicate: str, wanted: type | tuple[type, ...]) -> dict[str, list[str]]:
        """Subject -> objects of one predicate, each once and sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(None, NamedNode(expand(predicate)), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, wanted):
                found[quad.subject.value].add(iri(quad.object))
        return {thing: sorted(values) for thing, values in sorted(found.items())}
