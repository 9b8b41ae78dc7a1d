"""The index of the ontology: its diagrams, classes as a tree, properties, concept schemes."""

from __future__ import annotations

from collections.abc import Iterator

from aitalent_kg.names import PREFIXES
from site_docs.diagrams import core
from site_docs.markdown import code, esc, front, ref, table
from site_docs.term_pages import INDEX, Book, short_name
from site_docs.terms import Term
from site_docs.words import say

__all__ = ["ontology_page"]

_SUB = PREFIXES["rdfs"] + "subClassOf"
_SKOS = PREFIXES["skos"]


def ontology_page(book: Book, lang: str) -> str:
    """The text of the page."""
    return "\n".join(_lines(book, lang))


def _lines(book: Book, lang: str) -> Iterator[str]:
    terms = book.terms
    yield front(say(lang, "Ontology"))
    yield f"# {say(lang, 'Ontology')}\n"
    yield code("https://w3id.org/aitalent-kg/ontology") + "\n"
    told = "The prefix is {prefix}. An IRI here is a name; whether it resolves is not claimed."
    yield say(lang, told).format(prefix=code("ait:")) + "\n"
    yield f"## {say(lang, 'Diagram')}\n"
    yield say(
        lang,
        "The classes that a reader meets first; an arrow is there when the data has such a link.",
    )
    yield "\n" + core(book.facts)
    classes = terms.of("Class")
    yield f"## {say(lang, 'Classes')}\n"
    for term in classes:
        if not [iri for iri in term.links(_SUB) if iri in terms.all]:
            yield from _tree(book, term, lang, 0)
    yield ""
    for title, kind in _KINDS:
        yield f"## {say(lang, title)}\n"
        rows = [[*_named(term, lang), _number(book, term)] for term in terms.of(kind)]
        yield table([say(lang, word) for word in ("Name", "Label", "Statements")], rows)
    yield f"## {say(lang, 'Concept schemes')}\n"
    for scheme in terms.of("ConceptScheme"):
        yield f"- {ref(short_name(scheme), INDEX, scheme.page)} {esc(scheme.label(lang))}"
        for iri in scheme.into.get(_SKOS + "inScheme", ()):
            concept = terms.all[iri]
            yield f"    - {ref(short_name(concept), INDEX, concept.page)} {esc(concept.label(lang))}"


_KINDS = (
    ("Properties between resources", "ObjectProperty"),
    ("Properties with values", "DatatypeProperty"),
    ("Annotations", "AnnotationProperty"),
)


def _tree(book: Book, term: Term, lang: str, depth: int) -> Iterator[str]:
    number = len(book.facts.instances.get(term.iri, ()))
    name, label = _named(term, lang)
    yield f"{'    ' * depth}- {name} {label} · {number}"
    for iri in term.into.get(_SUB, ()):
        if iri in book.terms.all:
            yield from _tree(book, book.terms.all[iri], lang, depth + 1)


def _named(term: Term, lang: str) -> list[str]:
    return [ref(short_name(term), INDEX, term.page), esc(term.label(lang))]


def _number(book: Book, term: Term) -> str:
    return str(book.facts.statements.get(term.iri, 0))
