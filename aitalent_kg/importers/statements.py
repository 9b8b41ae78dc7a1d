"""Write statements as N-Triples into a file while the input streams by.

A term is written once, by `iri`, `text` or one of the others, and used in as many statements as
need it: a large import spends its time here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import BinaryIO

from aitalent_kg.errors import BadValue
from aitalent_kg.names import PREFIXES, expand

__all__ = ["Statements", "Term", "iri", "name", "number", "slug", "text"]

#: A term in N-Triples: `<iri>`, or a literal with its tag or datatype.
Term = str

#: IRIs that are plainly good; others are asked of the parser that will read them.
_PLAIN_IRI = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,4})?/[\w.~/-]*(?:#[\w.~/-]*)?", re.ASCII)
_ESCAPED = re.compile('[\\\\"\n\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_XSD = PREFIXES["xsd"]
_BUFFERED = 5_000


@lru_cache(maxsize=200_000)
def iri(value: str) -> Term:
    """An IRI as a term.

    Raises:
        BadValue: it is no absolute IRI; nothing of it can break out of a statement.
    """
    if not _PLAIN_IRI.fullmatch(value):
        import pyoxigraph

        try:
            pyoxigraph.NamedNode(value)
        except ValueError as error:  # UnicodeEncodeError, of half a surrogate pair, too
            raise BadValue(value, "is no absolute IRI") from error
    return f"<{value}>"


def name(curie: str) -> Term:
    """A term of a vocabulary by its CURIE, as "skos:prefLabel"."""
    return iri(expand(curie))


def text(value: str, lang: str = "") -> Term:
    """A text as a literal, with its language; half a surrogate pair becomes U+FFFD.

    Raises:
        BadValue: `lang` is no language tag (BCP 47).
    """
    if _SURROGATE.search(value):
        value = _SURROGATE.sub("\ufffd", value)
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(_escape, value)
    return f'"{value}"{_tag(lang)}' if lang else f'"{value}"'


@lru_cache(maxsize=1000)
def _tag(lang: str) -> str:
    import pyoxigraph

    try:
        pyoxigraph.Literal("", language=lang)
    except ValueError as error:
        hint = "; write it with hyphens, as zh-TW" if "_" in lang else ', as "en" or "zh-TW"'
        raise BadValue(lang, f"is no language tag{hint}") from error
    return f"@{lang}"


def number(value: int | Decimal) -> Term:
    """A whole or decimal number as a literal; never a double, which engines write differently.

    Raises:
        BadValue: it is infinite, no number, or of more than 30 places.
    """
    decimal = Decimal(value)
    if not decimal.is_finite() or abs(decimal.adjusted()) > 30 or len(str(decimal)) > 60:
        raise BadValue(str(value)[:60], "is no number of at most 30 places")
    if isinstance(value, int):
        return f'"{int(value)}"^^<{_XSD}integer>'
    shown = format(value, "f")
    return f'"{shown if "." in shown else shown + ".0"}"^^<{_XSD}decimal>'


def slug(value: str) -> str:
    """A text as one segment of an IRI: letters, digits, `.`, `_`, `~`, `-` of any script.

    >>> slug("K 01/甲乙")
    'K-01-甲乙'
    """
    found = re.sub(r"[^\w.~-]+", "-", value.strip()).strip("-")
    return found if found.strip(".") else found.replace(".", "-")  # `..` leads out of a path


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"


class Statements:
    """Statements on their way into a file; those who read them need not know of the file."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines: list[str] = []
        self._seen: set[int] = set()  # of hashes: a statement is written once
        #: Subjects that are given a type; and what is referred to -> how often.
        self.described: set[Term] = set()
        self.referred: dict[Term, int] = {}

    def add(self, subject: Term, predicate: Term, value: Term) -> None:
        """Write a statement, unless it was written before."""
        line = f"{subject} {predicate} {value} .\n"
        key = hash(line)
        if key not in self._seen:
            self._seen.add(key)
            self._lines.append(line)
            if len(self._lines) >= _BUFFERED:
                self.flush()

    def __len__(self) -> int:
        """How many statements were written."""
        return len(self._seen)

    def describe(self, subject: Term, kind: Term) -> None:
        """Say of which class a thing is, which makes it described here."""
        self.described.add(subject)
        self.add(subject, _TYPE, kind)

    def refer(self, subject: Term, predicate: Term, value: Term) -> None:
        """Write a link to what should be described in the input too."""
        self.referred[value] = self.referred.get(value, 0) + 1
        self.add(subject, predicate, value)

    def external(self) -> dict[Term, int]:
        """What is referred to and not described -> how often."""
        return {term: n for term, n in self.referred.items() if term not in self.described}

    def flush(self) -> None:
        """Hand what is buffered to the file."""
        self._stream.write("".join(self._lines).encode("utf-8"))
        self._lines.clear()


_TYPE = name("rdf:type")
