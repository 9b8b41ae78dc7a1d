"""The statements of a part, with a ledger: what a format carries of them, and what it loses.

In: a store and a scope. A writer asks for texts and links and says of each statement it uses
whether the format carries it or bends it. What nobody accounts for is lost, and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads, class_name, iri
from aitalent_kg.names import AIT, curie, expand
from aitalent_kg.text import cased

__all__ = ["NAMES", "Part", "tag_of"]

_TYPE = expand("rdf:type")
#: What a thing may be called by, the best first.
NAMES = ("skos:prefLabel", "dcterms:title", "rdfs:label", "ait:text")
_OUTSIDE = "ExternalResource"
_SEVERAL = "what several graphs say is written once"
_GRAPHS = "the format has no graphs: which one says a statement is not told"
#: Losses that are no statements.
_NO_CLASS = "thing without a class"


def tag_of(text: Literal) -> str:
    """The language of a text in the case of BCP 47; "" for none."""
    return cased(text.language) if text.language else ""


class Part:
    """What is exported, thing by thing.

    Attributes:
        number: of different statements, those of several graphs counted once.
    """

    def __init__(self, store: Quads, scope: Scope) -> None:
        self._facts: dict[str, dict[str, dict[Any, None]]] = defaultdict(dict)
        self._graphs: set[object] = set()
        self._accounted: dict[tuple[str, str, Any], str] = {}
        self._sentences: dict[str, str] = {}
        self._blank: set[str] = set()
        quads = 0
        for quad in scope.quads(store):
            quads += 1
            self._graphs.add(quad.graph_name)
            if isinstance(quad.subject, BlankNode):
                self._blank.add(quad.subject.value)
            said = self._facts[iri(quad.subject)].setdefault(quad.predicate.value, {})
            said[quad.object] = None
        self.number = sum(len(o) for facts in self._facts.values() for o in facts.values())
        self._repeated = quads - self.number

    def __contains__(self, subject: str) -> bool:
        return subject in self._facts

    def subjects(self) -> list[str]:
        """IRIs of everything that is described, sorted; no blank nodes."""
        return sorted(self._facts.keys() - self._blank)

    def predicates(self, subject: str) -> list[str]:
        """CURIEs of what is said of a thing, sorted."""
        return sorted(map(curie, self._facts.get(subject, {})))

    def objects(self, subject: str, predicate: str) -> list[Any]:
        """The values of a property; `predicate` is a CURIE."""
        return sorted(self._facts.get(subject, {}).get(expand(predicate), ()), key=str)

    def texts(self, subject: str, predicate: str) -> list[Literal]:
        """Literals of a property, sorted."""
        return [o for o in self.objects(subject, predicate) if isinstance(o, Literal)]

    def links(self, subject: str, predicate: str) -> list[str]:
        """IRIs that a thing is linked to, sorted."""
        return [o.value for o in self.objects(subject, predicate) if isinstance(o, NamedNode)]

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """Every (subject, object) of a link, sorted."""
        for subject in self.subjects():
            for target in self.links(subject, predicate):
                yield subject, target

    def kinds(self, subject: str) -> list[str]:
        """Names of the classes of a thing, ours first."""
        found = self.links(subject, "rdf:type")
        return [class_name(k) for k in sorted(found, key=lambda k: (not k.startswith(AIT), k))]

    def kind(self, subject: str, wanted: Iterable[str] = ()) -> str:
        """The class of a thing: one of the wanted where it has one; "" for none."""
        kinds = self.kinds(subject)
        choice = set(wanted)
        return next((k for k in kinds if k in choice), kinds[0] if kinds else "")

    def best(
        self, subject: str, predicates: Iterable[str], lang: str, tag: str = ""
    ) -> tuple[str, Literal] | None:
        """A text in a language, else in another: (CURIE of the property, text).

        Args:
            predicates: of the first that has any text, one is chosen.
            lang: "zh" or "en".
            tag: the exact language that is best.
        """
        for predicate in predicates:
            texts = [t for t in self.texts(subject, predicate) if t.value.strip()]
            if texts:
                return predicate, min(texts, key=lambda t: _rank(t, lang, tag))
        return None

    def label(self, subject: str, lang: str) -> str:
        """The name of a thing, or its short IRI."""
        found = self.best(subject, NAMES, lang)
        return found[1].value if found else curie(subject)

    def carry(self, subject: str, predicate: str, *objects: Any) -> None:
        """Say that the format carries statements as they are."""
        for each in objects:
            self._accounted[subject, expand(predicate), _term(each)] = ""

    def carry_outside(self, subject: str, lang: str) -> None:
        """Say that what lies outside is carried: that it does, and its name in a language."""
        if _OUTSIDE in self.kinds(subject):
            self.carry(subject, "rdf:type", AIT + _OUTSIDE)
            found = self.best(subject, NAMES, lang)
            if found and found[0] == "rdfs:label" and (found[1].language or "").startswith(lang):
                self.carry(subject, *found)

    def carry_named(self, subject: str, lang: str) -> None:
        """Say that the class of a thing and its name in a language are carried."""
        self.carry(subject, "rdf:type", *self.links(subject, "rdf:type"))
        found = self.best(subject, NAMES, lang)
        if found and (found[1].language or "").startswith(lang):
            self.carry(subject, *found)

    def bend(self, subject: str, predicate: str, each: Any, what: str, sentence: str) -> None:
        """Say that something of a statement is written, and what becomes of it.

        Args:
            what: name of the loss, the same for all of a kind.
        """
        self._sentences[what] = sentence
        self._accounted.setdefault((subject, expand(predicate), _term(each)), what)

    def tell(self, log: Log, written: set[str], name: str, lang: str = "") -> None:
        """Tell of every statement that is not carried.

        Args:
            written: IRIs of what the file describes.
            name: of the format.
            lang: of the file, where it holds one.
        """
        log.lose("names of graphs", _GRAPHS, len(self._graphs))
        log.lose("statements of several graphs", _SEVERAL, self._repeated)
        for subject, facts in self._facts.items():
            whole = "" if subject in written else self.kind(subject) or _NO_CLASS
            for predicate, objects in facts.items():
                for each in objects:
                    what = self._accounted.get((subject, predicate, each))
                    if what is None:
                        self._lose(log, predicate, whole, name, _foreign(each, lang))
                    elif what:
                        log.lose(what, self._sentences[what])

    def _lose(self, log: Log, predicate: str, whole: str, name: str, foreign: bool) -> None:
        """Count a statement that no field holds."""
        if whole:
            told = f"{name} does not describe these, or only names those of other frameworks"
            log.lose(whole, told)
        elif foreign:
            log.lose("texts in other languages", f"{name} holds one language; --lang chooses it")
        else:
            log.lose(curie(predicate), f"{name} has no field for it, or for one value only")


def _rank(text: Literal, lang: str, tag: str) -> tuple[bool, bool, str, str]:
    own = text.language or ""
    return (bool(tag) and cased(own or "und") != tag, not own.startswith(lang), own, text.value)


def _foreign(each: Any, lang: str) -> bool:
    """Whether a text is in another language than the file's."""
    tag = each.language if isinstance(each, Literal) else ""
    return bool(lang and tag and not tag.startswith(lang))


def _term(each: Any) -> Any:
    return NamedNode(each) if isinstance(each, str) else each
