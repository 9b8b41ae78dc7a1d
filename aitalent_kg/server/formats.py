"""Which format an answer is given in: what a client accepts, weighed by its q-values.

In: the value of an Accept header, or of `format=`. Out: one of the formats below. No HTTP here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["GRAPHS", "HTML", "TABLES", "Format", "accepted", "named_format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer."""

    name: str  #: what `format=` takes, and the ending of a file
    media_type: str  #: what the answer is labelled with
    also: tuple[str, ...] = ()  #: other media types that are asked for and mean this one
    aliases: tuple[str, ...] = ()  #: other names that `format=` takes

    @property
    def content_type(self) -> str:
        """The value of the header."""
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


#: Of SELECT and ASK; the first is what a client gets that takes anything.
TABLES = (
    Format(
        "json",
        "application/sparql-results+json",
        ("application/json", "text/javascript", "application/javascript", "text/json"),
    ),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
#: Of CONSTRUCT and DESCRIBE, and of resources.
GRAPHS = (
    Format("ttl", "text/turtle", ("application/turtle", "application/x-turtle"), ("turtle",)),
    Format("nt", "application/n-triples", ("text/plain",), ("n-triples", "ntriples")),
    Format(
        "jsonld",
        "application/ld+json",
        ("application/x-json+ld", "application/json"),
        ("json-ld", "json"),
    ),
    Format(
        "rdf",
        "application/rdf+xml",
        ("application/xml", "text/xml"),
        ("rdf+xml", "rdfxml", "xml"),
    ),
    Format("nq", "application/n-quads", ("text/x-nquads",), ("n-quads", "nquads")),
    Format("trig", "application/trig", ("application/x-trig",)),
    Format("n3", "text/n3", ("text/rdf+n3", "application/n3")),
)
HTML = Format("html", "text/html", ("application/xhtml+xml",))


@lru_cache(maxsize=128)
def accepted(header: str, formats: Sequence[Format]) -> Format | None:
    """The format that a client wants most, of equal ones the first; None where nothing fits.

    Args:
        header: the value of Accept; empty, anything is welcome.

    >>> accepted("text/csv;q=0.5, */*;q=0.1", TABLES).name
    'csv'
    """
    if not header.strip():
        return formats[0]
    ranges = [_range(part) for part in header.split(",") if part.strip()]
    best, chosen = (0.0, -9), None
    for format_ in formats:
        weight = _weight(ranges, format_)
        # Of equal ones, what is asked for by its name goes before what a wildcard lets in.
        if weight[0] > 0 and weight > best:
            best, chosen = weight, format_
    return chosen


def named_format(names: Iterable[str], formats: Sequence[Format]) -> Format | None:
    """The format that one of these names or media types stands for; None where none does."""
    for name in (name.strip().lower() for name in names):
        for known in formats:
            if name in (known.name, known.media_type, *known.aliases):
                return known
    return None


def _range(part: str) -> tuple[str, float]:
    """A media range and its weight; a weight that is none counts as 1."""
    media, *parameters = part.split(";")
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                weight = min(max(float(value.strip()), 0.0), 1.0)
            except ValueError:
                weight = 1.0
    return media.strip().lower(), weight


def _weight(ranges: list[tuple[str, float]], format_: Format) -> tuple[float, int]:
    """How much a format is wanted, by the range that fits it best, and how well that fits.

    What is said of its own media type goes before the other names that it has.
    """
    own = format_.media_type
    kind = own.partition("/")[0] + "/*"
    for fit, names in enumerate(((own,), format_.also, (kind,), ("*/*",))):
        if found := [weight for name, weight in ranges if name in names]:
            return max(found), -fit
    return 0.0, 0
