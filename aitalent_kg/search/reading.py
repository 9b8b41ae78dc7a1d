"""What can be searched for, read from the store once.

In: a store. Out: things with their names, codes and texts, each text cut into terms. No ranking
here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from aitalent_kg.lookup import Quads, class_name, iri
from aitalent_kg.names import AIT, DOCUMENTS, GRAPH, ID, curie, expand
from aitalent_kg.search.words import clean, concepts_of, key_of, own_terms, plain, terms_of

__all__ = ["NAMES", "Text", "Thing", "read_things"]

#: Where the texts of a thing come from; what stands first is shown first.
_FIELDS = {
    "label": ("skos:prefLabel", "dcterms:title", "rdfs:label"),
    "other name": ("skos:altLabel", "skos:hiddenLabel"),
    "description": [
        "ait:text",
        "skos:definition",
        "dcterms:description",
        "skos:scopeNote",
        "skos:example",
        "skos:note",
        "ait:positioning",
        "ait:scenario",
        "ait:focus",
        "ait:audience",
        "ait:condition",
        "ait:qualifier",
        "ait:columnHeader",
        "ait:organisationRole",
        "ait:where",
        "ait:contact",
    ],
}
#: Fields that name a thing.
NAMES = ("label", "other name")
#: What else is read.
_LINKS = ("rdf:type", "skos:notation", "oa:exact", "ait:evidence", "ait:reading")
#: Parts of others, and what stands between things: found through the things they belong to.
_HIDDEN = frozenset(
    [
        "Quote",
        "Furniture",
        "Reading",
        "Requirement",
        "Placement",
        "Mapping",
        "SourceFile",
        "AllOf",
        "AnyOf",
        "AtLeast",
        "Holds",
        "Hours",
    ]
)
_USER = f"{GRAPH}user/"
#: How a document speaks of things that it numbers.
_NUMBERED = {"Table": ("表", "Table"), "Figure": ("圖", "Figure")}


class Row(NamedTuple):
    """One statement."""

    subject: str
    value: str
    language: str
    graph: str  #: stem of the graph it stands in


Rows = Mapping[str, list[Row]]
_Forms = tuple[str, str, str, frozenset[str], frozenset[str]]


class Text(NamedTuple):
    """One text of a thing."""

    thing: int  #: its place in the list of things
    field: str  #: label, other name, description or quote
    shown: str
    plain: str
    key: str  #: without blanks and punctuation
    concept_key: str  #: the same with synonyms as one
    own: frozenset[str]  #: terms, each synonym once
    terms: frozenset[str]  #: everything by which it can be found


@dataclass(slots=True)
class Thing:
    """A resource that a person may look for."""

    iri: str
    kind: str
    documents: tuple[str, ...]  #: stems, in our order of documents
    codes: list[str]  #: as printed
    words: dict[str, list[tuple[str, str]]]  #: field -> (text, language)
    texts: list[Text] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The short path that `show` takes."""
        return curie(self.iri)

    def label(self, lang: str) -> str:
        """Its name in `lang`, else in the other language, as `lookup.label` has it."""
        found = self.words["label"] or self.words["description"]
        first = found[0][0] if found else self.code
        return next((text for text, tag in found if tag.startswith(lang)), first)


def read_things(store: Quads) -> list[Thing]:
    """The named things of the store with their texts, by IRI."""
    rows = {name: list(_rows(store, name)) for name in (*_LINKS, *chain(*_FIELDS.values()))}
    kinds, documents, quotes = _kinds(rows), _documents(rows), _quotes(rows)
    codes = _texts(rows, ("skos:notation",))
    words = {name: _texts(rows, predicates) for name, predicates in _FIELDS.items()}
    things = []
    for subject in sorted(subject for subject, kind in kinds.items() if kind not in _HIDDEN):
        own = {name: found.get(subject, []) for name, found in words.items()}
        if own["label"] or own["description"]:
            said = quotes.get(subject)
            own["quote"] = _new(said, own) if said else []
            stems = _ordered(documents[subject], curie(subject).partition("/")[0])
            printed = _as_spoken(kinds[subject], [code for code, _ in codes.get(subject, ())])
            things.append(Thing(subject, kinds[subject], stems, printed, own))
    _cut(things)
    return things


def _rows(store: Quads, predicate: str) -> Iterator[Row]:
    """Every statement with this predicate about our resources, and about those of a user's files.

    The latter keep the IRIs of their publishers; blank nodes among them cannot be asked for.
    """
    for node, _, value, where in store.quads_for_pattern(
        None, NamedNode(expand(predicate)), None, None
    ):
        subject, graph = iri(node), iri(where)
        own = graph.startswith(_USER) and isinstance(node, NamedNode)
        if own or subject.startswith(ID):
            tag = value.language if isinstance(value, Literal) else None
            yield Row(subject, iri(value), tag or "", graph[len(GRAPH) :])


def _kinds(rows: Rows) -> dict[str, str]:
    """Name of the class of each resource, as `lookup.kind_of` chooses it."""
    classes: dict[str, str] = {}
    for row in rows["rdf:type"]:
        other = classes.setdefault(row.subject, row.value)
        if other != row.value:
            classes[row.subject] = min(
                other, row.value, key=lambda name: (not name.startswith(AIT), name)
            )
    return {subject: class_name(found) for subject, found in classes.items()}


def _as_spoken(kind: str, codes: list[str]) -> list[str]:
    """Codes, and for a numbered table or figure also its number behind the word."""
    return codes + [f"{word} {code}" for code in codes for word in _NUMBERED.get(kind, ())]


def _texts(rows: Rows, predicates: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Texts of each resource with their languages: by predicate, then by the text."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for predicate in predicates:
        own: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in rows[predicate]:
            own[row.subject].add((row.value, row.language))
        for subject, texts in own.items():
            found[subject].extend((clean(text), tag) for text, tag in sorted(texts))
    return found


def _new(quotes: Iterable[str], own: Mapping[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """The quotes that say more than a thing's own texts, which often are their very words."""
    said = "\n".join(text for found in own.values() for text, _ in found)
    return [(quote, "") for quote in quotes if quote not in said]


def _owners(rows: Rows) -> dict[str, str]:
    """The thing of which a hidden node is a reading."""
    return {row.value: row.subject for row in rows["ait:reading"]}


def _quotes(rows: Rows) -> dict[str, list[str]]:
    """Quotes of each resource and of its readings, each once, by their IRIs."""
    exact = {row.subject: clean(row.value) for row in rows["oa:exact"]}
    owners = _owners(rows)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for subject, quote, _, _ in sorted(rows["ait:evidence"]):
        found[owners.get(subject, subject)][exact.get(quote, "")] = None
    return {subject: list(quotes) for subject, quotes in found.items()}


def _documents(rows: Rows) -> dict[str, set[str]]:
    """Stems of the documents that describe each resource, or that its quotes come from."""
    found: dict[str, set[str]] = defaultdict(set)
    owners = _owners(rows)
    for predicate in ("rdf:type", "skos:prefLabel", "skos:notation"):
        for row in rows[predicate]:
            if row.graph in DOCUMENTS:
                found[row.subject].add(row.graph)
    for row in rows["ait:evidence"]:
        source = row.value[len(ID) :].partition("/")[0]
        found[owners.get(row.subject, row.subject)].update((row.graph, source))
    return found


def _ordered(stems: set[str], own: str) -> tuple[str, ...]:
    """Documents in our order, the one below which the resource's IRI stands first."""
    return tuple(
        sorted(stems.intersection(DOCUMENTS), key=lambda s: (s != own, DOCUMENTS.index(s)))
    )


def _cut(things: list[Thing]) -> None:
    """Give each thing its texts. All are folded in one piece, which is many times faster."""
    said = (text for t in things for found in t.words.values() for text, _ in found)
    every = list(dict.fromkeys(chain([""], said)))  # one text at least, so that rows fit
    folded = plain("\n".join(every))
    conceptual = concepts_of(folded)
    columns = (folded, conceptual, key_of(folded), key_of(conceptual))
    forms: dict[str, _Forms] = {}
    rows = zip(*(column.split("\n") for column in columns), strict=True)
    for shown, (text, concepts, key, concept_key) in zip(every, rows, strict=True):
        own = frozenset(own_terms(concepts))
        forms[shown] = (text, key, concept_key, own, terms_of(text, own))
    for at, thing in enumerate(things):
        for name, found in thing.words.items():
            for shown in dict.fromkeys(text for text, _ in found):
                thing.texts.append(Text(at, name, shown, *forms[shown]))
