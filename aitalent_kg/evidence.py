"""The quotes that a statement rests on, with the file and line where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from aitalent_kg.lookup import Quads, objects, words
from aitalent_kg.names import curie

__all__ = ["Evidence", "evidence_of"]


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
    found = [_read(store, quote) for quote in quotes]
    return sorted(found, key=lambda quote: (quote.source, quote.start, quote.end))


def _read(store: Quads, quote: str) -> Evidence:
    def value(predicate: str) -> str:
        return words(store, quote, predicate)[0][0]

    source = curie(objects(store, quote, "prov:wasQuotedFrom")[0]).removeprefix("source/")
    return Evidence(
        iri=quote,
        quote=value("oa:exact"),
        source=f"{source}.txt",
        line=int(value("ait:line")),
        start=int(value("oa:start")),
        end=int(value("oa:end")),
    )
