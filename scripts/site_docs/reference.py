"""All generated pages."""

from __future__ import annotations

from collections.abc import Iterator

import aitalent_kg as atk
from site_docs.api_pages import api_pages
from site_docs.dictionary import INDEX as DICTIONARY
from site_docs.dictionary import dictionary_page
from site_docs.facts import facts
from site_docs.markdown import esc, front, link
from site_docs.ontology_pages import ontology_page
from site_docs.query_pages import query_pages
from site_docs.shape_pages import shape_pages
from site_docs.term_pages import INDEX as ONTOLOGY
from site_docs.term_pages import Book, term_pages
from site_docs.terms import terms
from site_docs.verb_pages import verb_pages
from site_docs.words import LANGUAGES, say

__all__ = ["reference"]

_INDEX = "reference/index.md"
_PARTS = (
    ("Queries", "reference/queries.md", "each question with parameters, columns, text and rows"),
    ("Command line", "reference/verbs.md", "each verb with its options"),
    ("Python API", "reference/python.md", "functions and methods"),
    ("Results", "reference/results.md", "what the calls return"),
    ("Errors", "reference/errors.md", "what can go wrong, by name"),
    ("Ontology", ONTOLOGY, "a page for each class, property and concept"),
    ("Shapes", "reference/shapes.md", "what the data must fulfil, with messages"),
    ("Data dictionary", DICTIONARY, "files, graphs, columns, classes, counted"),
)


def reference() -> dict[str, dict[str, str]]:
    """Language -> page -> its text."""
    kg = atk.load()
    book = Book(kg, terms(kg), facts(kg))
    return {lang: _tree(book, lang) for lang in LANGUAGES}


def _tree(book: Book, lang: str) -> dict[str, str]:
    return {
        _INDEX: "\n".join(_index(lang)),
        **query_pages(lang),
        **verb_pages(lang),
        **api_pages(lang),
        ONTOLOGY: ontology_page(book, lang),
        **term_pages(book, lang),
        **shape_pages(lang),
        DICTIONARY: dictionary_page(book, lang),
    }


def _index(lang: str) -> Iterator[str]:
    yield front(say(lang, "Reference"))
    yield f"# {say(lang, 'Reference')}\n"
    yield say(lang, "Made from the things themselves when the site is built.") + "\n"
    for title, page, told in _PARTS:
        yield f"- {link(esc(say(lang, title)), _INDEX, page)}: {esc(say(lang, told))}"
