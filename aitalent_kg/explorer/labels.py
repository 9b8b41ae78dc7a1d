"""What every view says in both languages: names, kinds, resources, quotes, as plain JSON.

In: a store and IRIs. Out: dicts of text and numbers. A name is always `{"zh": …, "en": …}`.
"""

from __future__ import annotations

from collections.abc import Iterable

from aitalent_kg.evidence import Evidence
from aitalent_kg.lookup import Quads, kind_label, kind_of, label
from aitalent_kg.names import DOCUMENTS, ID, curie

__all__ = [
    "Pair",
    "document_pair",
    "evidence_json",
    "kind_pair",
    "name_pair",
    "pair",
    "quotes_json",
    "ref_json",
]

#: The two languages of a text.
Pair = dict[str, str]
#: Of two documents with nearly the same title: what tells them apart behind it.
_APART = {
    "industry-guide-115v3.0": ("（115v3.0）", " (115v3.0)"),
    "industry-guide-deck": ("（簡報）", " (slide deck)"),
}


def pair(zh: str, en: str) -> Pair:
    """A text in both languages; where one is missing the other stands for it.

    >>> pair("角色", "")
    {'zh': '角色', 'en': '角色'}
    """
    return {"zh": zh or en, "en": en or zh}


def name_pair(store: Quads, iri: str) -> Pair:
    """The name of a resource, of a class or of a property; two documents' told apart."""
    names = label(store, iri, "zh"), label(store, iri, "en")
    apart = _APART.get(iri.removeprefix(ID), ("", "")) if names[0] != curie(iri) else ("", "")
    return pair(names[0] + apart[0], names[1] + apart[1])


def kind_pair(store: Quads, kind: str) -> Pair:
    """The name of a class, given as `lookup.kind_of` gives it; empty texts where it is ""."""
    return pair(kind_label(store, kind, "zh"), kind_label(store, kind, "en"))


def document_pair(store: Quads, stem: str) -> Pair:
    """The title of one of the five documents, given its stem."""
    return name_pair(store, ID + stem) if stem in DOCUMENTS else pair(stem, stem)


def ref_json(store: Quads, iri: str) -> dict[str, object]:
    """A resource as pages link to it: `code`, `label`, `kind`."""
    return {"code": curie(iri), "label": name_pair(store, iri), "kind": kind_of(store, iri)}


def evidence_json(quote: Evidence) -> dict[str, object]:
    """A quote with its place: `quote`, `source` (name of the file), `line`, `start`, `end`."""
    return {
        "quote": quote.quote,
        "source": quote.source,
        "line": quote.line,
        "start": quote.start,
        "end": quote.end,
    }


def quotes_json(quotes: Iterable[Evidence]) -> list[dict[str, object]]:
    """Quotes in the order given."""
    return [evidence_json(quote) for quote in quotes]
