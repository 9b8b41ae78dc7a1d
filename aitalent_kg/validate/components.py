"""The components of SHACL that the fast engine knows, each as pySHACL understands it.

Where values are compared, rdflib compares them, as it does for pySHACL: the engine of the store
has other ideas of what is a well-formed number or date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import XSD

from aitalent_kg.bridge import to_term
from aitalent_kg.validate.view import Term, View

__all__ = [
    "class_",
    "datatype",
    "disjoint",
    "equals",
    "has_value",
    "in_",
    "language_in",
    "least",
    "less_than",
    "longest",
    "most",
    "node_kind",
    "pattern",
    "shortest",
    "unique_language",
]

Count = Callable[[View, Term, Iterable[Term]], int]
#: What rdflib makes of a well-formed literal.
_TYPES: dict[str, type | tuple[type, ...]] = {
    str(XSD.integer): int,
    str(XSD.float): float,
    str(XSD.decimal): Decimal,
    str(XSD.boolean): bool,
    str(XSD.date): datetime.date,
    str(XSD.time): datetime.time,
    str(XSD.dateTime): datetime.datetime,
}
_INTEGER = NamedNode(str(XSD.integer))
_STRING = NamedNode(str(XSD.string))
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}", re.ASCII)
#: Literals whose comparison is remembered; numbers of lines and places recur.
_REMEMBERED = 100_000
#: How rdflib compares two literals: -1, 0 or 1; None where it cannot.
Order = int | None


def _counting(wrong: Callable[[Term], bool]) -> Count:
    """A component that looks at each value by itself."""
    return lambda view, node, values: sum(map(wrong, values))


def class_(kind: NamedNode) -> Count:
    """Values that are not instances of a class."""
    return lambda view, node, values: sum(kind not in view.kinds(value) for value in values)


def datatype(wanted: str) -> Count:
    """Values that are no well-formed literals of a datatype."""

    @lru_cache(_REMEMBERED)
    def wrong(value: Term) -> bool:
        if not isinstance(value, Literal) or value.datatype.value != wanted:
            return True
        literal = to_term(value)
        assert isinstance(literal, rdflib.Literal)
        kind = _TYPES.get(wanted)
        return literal.ill_typed is True or (
            kind is not None and not isinstance(literal.value, kind)
        )

    return _counting(wrong)


def node_kind(kind: str) -> Count:
    """Values that are no IRI, blank node or literal, as "IRI" or "BlankNodeOrIRI" wants."""
    kinds = [(NamedNode, "IRI"), (BlankNode, "BlankNode"), (Literal, "Literal")]
    allowed = tuple(class_ for class_, name in kinds if name in kind.split("Or"))
    return _counting(lambda value: not isinstance(value, allowed))


def in_(allowed: frozenset[Term]) -> Count:
    """Values outside a list."""
    return _counting(lambda value: value not in allowed)


def has_value(wanted: Term) -> Count:
    """1 where a value is missing."""
    return lambda view, node, values: int(wanted not in set(values))


def pattern(text: str, flags: str) -> Count:
    """Values that a regular expression is not found in."""
    modes = re.I * ("i" in flags) | re.M * ("m" in flags)
    found = re.compile(text, modes).search
    return _counting(lambda value: isinstance(value, BlankNode) or not found(value.value))


def shortest(length: int) -> Count:
    """Values with fewer characters."""
    return _counting(
        lambda value: length > 0 and (isinstance(value, BlankNode) or len(value.value) < length)
    )


def longest(length: int) -> Count:
    """Values with more characters."""
    return _counting(lambda value: isinstance(value, BlankNode) or len(value.value) > length)


def language_in(tags: frozenset[str]) -> Count:
    """Values in no language of a list; of a tag, the whole or the first part counts."""

    def wrong(value: Term) -> bool:
        tag = value.language if isinstance(value, Literal) else None
        return not tag or not ({"*", tag.lower(), tag.split("-")[0].lower()} & tags)

    return _counting(wrong)


def unique_language(_view: View, _node: Term, values: Iterable[Term]) -> int:
    """Languages of more than one value."""
    tags = [value.language.lower() for value in values if getattr(value, "language", None)]
    return sum(tags.count(tag) > 1 for tag in set(tags))


def equals(other: NamedNode) -> Count:
    """Values that only the path or only the other property has."""
    return lambda view, node, values: len({*values} ^ {*view.values(node, other)})


def disjoint(other: NamedNode) -> Count:
    """Values that both the path and the other property have."""
    return lambda view, node, values: len({*values} & {*view.values(node, other)})


def less_than(other: NamedNode) -> Count:
    """Pairs of a value and one of the other property that is not greater."""

    def count(view: View, node: Term, values: Iterable[Term]) -> int:
        later = view.values(node, other)
        return sum(not _is_less(value, most) for value in values for most in later)

    return count


def least(bound: rdflib.Literal) -> Count:
    """Values below a bound, or not comparable with it."""
    return _counting(lambda value: (order := _order(value, bound)) is None or order < 0)


def most(bound: rdflib.Literal) -> Count:
    """Values above a bound, or not comparable with it."""
    return _counting(lambda value: (order := _order(value, bound)) is None or order > 0)


@lru_cache(_REMEMBERED)
def _order(value: Term, bound: rdflib.Literal) -> Order:
    if not isinstance(value, Literal):
        return None
    literal: Any = to_term(value)
    if isinstance(literal.value, str) != isinstance(bound.value, str):
        return None
    try:
        return 0 if literal.eq(bound) else _sign(literal, bound)
    except (TypeError, NotImplementedError):
        return None


def _sign(one: rdflib.Literal, other: rdflib.Literal) -> int:
    if isinstance(one.value, datetime.datetime | datetime.time):  # forced by rdflib into an order
        return 1 if one.value > other.value else -1
    return 1 if one > other else -1


def _is_less(value: Term, later: Term) -> bool:
    one, other = _whole(value), _whole(later)
    if one is not None and other is not None:
        return one < other
    if isinstance(value, BlankNode) or isinstance(later, BlankNode):
        return False
    (left_is_text, left), (right_is_text, right) = _comparable(value), _comparable(later)
    return left_is_text == right_is_text and bool(left < right)


def _comparable(term: Term) -> tuple[bool, Any]:
    """Whether it is text, an IRI or a string; and the text, or what rdflib makes of a literal."""
    literal: Any = to_term(term)
    if isinstance(literal, rdflib.Literal) and not isinstance(literal.value, str):
        return False, literal
    return True, str(literal)


def _whole(term: Term) -> int | None:
    if not isinstance(term, Literal) or term.datatype != _INTEGER:
        return None
    return int(term.value) if _WHOLE.fullmatch(term.value) else None
