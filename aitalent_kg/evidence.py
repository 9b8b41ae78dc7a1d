"""The quotes that a statement rests on, with the file and line where each stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitalent_kg.lookup import Quads, objects, words
from aitalent_kg.names import curie

__all__ = ["Evidence", "by_place", "evidence_of", "evidence_of_all"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote."""

    iri: str
    quote: str  #: exact substring of the source
    source: str  #: name of the file in data/sources
    line: int  #: from 1
    start: int  #: offset of its first character in the file
    end: int  #: offset behind its last character

    def __str__(self) -> str:
        return f"「{' '.join(self.quote.split())}」 {self.source}:{self.line}"


def evidence_of(store: Quads, subject: str) -> list[Evidence]:
    """The quotes of a resource, in the order of the sources.

    What has no quote of its own, such as a recorded difference, shows those of its readings.
    """
    quotes = {*objects(store, subject, "ait:evidence")}
    if not quotes:
        for reading in objects(store, subject, "ait:reading"):
            quotes.update(objects(store, reading, "ait:evidence"))
    found = filter(None, (_read(store, quote) for quote in quotes))
    return by_place(found)


def evidence_of_all(store: Quads, subjects: Iterable[str]) -> list[Evidence]:
    """The quotes of several resources, each once, in the order of the sources."""
    return by_place(quote for subject in subjects for quote in evidence_of(store, subject))


def by_place(quotes: Iterable[Evidence]) -> list[Evidence]:
    """Quotes in the order of the sources, each once."""
    each = {quote.iri: quote for quote in quotes}
    return sorted(each.values(), key=lambda quote: (quote.source, quote.start, quote.end))


def _read(store: Quads, quote: str) -> Evidence | None:
    """A quote; None for one of the user's that lacks a part (`validate` names it)."""
    names = ("oa:exact", "ait:line", "oa:start", "oa:end")
    values = [text for name in names for text, _ in words(store, quote, name)[:1]]
    sources = objects(store, quote, "prov:wasQuotedFrom")
    if len(values) < len(names) or not sources or not all(v.isdecimal() for v in values[1:]):
        return None
    exact, line, start, end = values
    source = curie(sources[0]).removeprefix("source/")
    return Evidence(quote, exact, f"{source}.txt", int(line), int(start), int(end))
