"""RDF terms and the Python values that stand for them, both ways.

A term becomes text for a query in one place, `written`, and in a spelling that every engine
reads as the same value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pyoxigraph as ox

from aitalent_kg.errors import BadValue
from aitalent_kg.names import PREFIXES, curie

__all__ = ["Cell", "Iri", "Term", "plain", "to_term", "written"]

#: What an engine gives for a cell.
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
#: What a result shows for it.
Cell = str | int | bool | Decimal | None
_XSD = PREFIXES["xsd"]
#: What a literal escapes; a backslash together with a u behind it.
_SPECIAL = re.compile(r'\\([uU])|["\n\r\t\\]')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Iri(str):
    """An IRI in a result: text like any other, that knows it is one."""

    __slots__ = ()

    @property
    def curie(self) -> str:
        """The short form, for example "SMS2512-002v1/T1.3" or "ait:Task"."""
        return curie(self)


#: Datatypes that have a Python type of their own; any other literal shows its text. Dates are
#: text too: the documents print years and months as well as days.
_READERS: dict[str, Callable[[str], Cell]] = {
    **dict.fromkeys(
        [_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger")], int
    ),
    _XSD + "decimal": Decimal,
    _XSD + "boolean": lambda text: text in ("true", "1"),
}


def plain(term: Term | None) -> Cell:
    """The Python value of a term; an IRI is an `Iri`, an unbound cell None.

    >>> plain(ox.Literal(5)), plain(ox.NamedNode("urn:a")), plain(ox.Literal("級別", language="zh"))
    (5, 'urn:a', '級別')
    """
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    if term.language:
        return term.value
    try:
        return _READERS.get(term.datatype.value, str)(term.value)
    except (ValueError, ArithmeticError):
        return term.value  # an ill-typed literal, as "many"^^xsd:integer, shows what it says


def to_term(value: object) -> ox.NamedNode | ox.Literal:
    """The term that a Python value stands for.

    An `Iri` and rdflib's URIRef stand for an IRI, any other text for a plain literal.

    Raises:
        BadValue: no term stands for the value.
    """
    if isinstance(value, ox.Literal) and getattr(value, "direction", None) is not None:
        raise BadValue(value, "a text with a direction; engines do not agree on it")
    if isinstance(value, str) and "\0" in value:
        raise BadValue(value, "holds the character NUL, which servers cut texts at")
    try:
        term = _term(value)
    except ValueError as error:
        raise BadValue(value, f"is no RDF term ({error})") from error
    if term is None:
        raise BadValue(value, "give text, a number, a date, an Iri or an RDF term")
    return term


def _term(value: object) -> ox.NamedNode | ox.Literal | None:
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if isinstance(value, Iri) or type(value).__name__ == "URIRef":
        return ox.NamedNode(str(value))
    if isinstance(value, str):
        value.encode()  # half of a surrogate pair is no character
        return _literal(value)
    if isinstance(value, bool | int):
        return ox.Literal(value)
    return _typed(value)


def _typed(value: object) -> ox.Literal | None:
    if isinstance(value, Decimal) and value.is_finite():
        return ox.Literal(format(value, "f"), datatype=ox.NamedNode(_XSD + "decimal"))
    if isinstance(value, date):
        kind = "dateTime" if isinstance(value, datetime) else "date"
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(_XSD + kind))
    return None


def written(term: ox.NamedNode | ox.Literal) -> str:
    r"""A term as SPARQL text.

    Engines differ in when they read `\u0041`: some do it before they look for quotes. So a
    backslash before a u is followed by that u as an escape of its own, with eight digits, since
    rdflib takes up to eight after a small u as well.

    >>> print(written(ox.Literal('say "hi"' + chr(10), language="en")))
    "say \"hi\"\n"@en
    >>> print(written(ox.Literal(r"a\u0022")))
    "a\\\U000000750022"
    """
    if isinstance(term, ox.NamedNode):
        return str(term)
    text = _SPECIAL.sub(_escaped, term.value)
    if term.language:
        return f'"{text}"@{term.language}'
    plain_string = term.datatype.value == _XSD + "string"
    return f'"{text}"' if plain_string else f'"{text}"^^{term.datatype}'


def _escaped(special: re.Match[str]) -> str:
    before = special[0].translate(_ESCAPES)
    return f"{before[:-1]}\\U{ord(before[-1]):08X}" if special[1] else before


def _literal(value: str) -> ox.Literal:
    """Text as a literal; an rdflib Literal, which is text too, keeps its tag or datatype."""
    language = getattr(value, "language", None)
    datatype = getattr(value, "datatype", None)
    if language or datatype is None:
        return ox.Literal(str(value), language=language)
    return ox.Literal(str(value), datatype=ox.NamedNode(str(datatype)))
