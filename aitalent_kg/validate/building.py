"""From the parameters of a shape to the checks of its components."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

import rdflib
from pyoxigraph import NamedNode
from rdflib import RDF, RDFS, SH, URIRef
from rdflib.term import Node

from aitalent_kg.names import curie
from aitalent_kg.validate.components import (
    class_,
    datatype,
    disjoint,
    equals,
    has_value,
    in_,
    language_in,
    least,
    less_than,
    longest,
    most,
    node_kind,
    pattern,
    shortest,
    unique_language,
)
from aitalent_kg.validate.paths import Step
from aitalent_kg.validate.shape import Check, Shape, conforms
from aitalent_kg.validate.view import SUBCLASS, TYPE, Term, View

__all__ = ["COMPONENTS", "Unsupported", "checks_of"]


class Unsupported(Exception):
    """The fast engine does not know something; the message names it."""


class Reading(Protocol):
    """What a builder may ask about the graph of shapes."""

    def shape(self, node: Node) -> Shape: ...
    def one(self, node: Node, predicate: Node) -> Node | None: ...
    def items(self, node: Node) -> list[Node]: ...
    def term(self, node: Node) -> Term: ...


def checks_of(reading: Reading, shape: Node, predicate: URIRef, values: list[Node]) -> list[Check]:
    """The checks that one parameter of a shape gives, one for each of its values."""
    if len(values) > 1 and predicate not in _SEVERAL:
        raise Unsupported(f"{curie(str(predicate))} twice in {curie(str(shape))}")
    if values and predicate in _OF_PATHS and reading.one(shape, SH.path) is None:
        raise Unsupported(f"{curie(str(predicate))} without a path")
    return [_check(reading, shape, predicate, value) for value in values]


def _check(reading: Reading, shape: Node, predicate: URIRef, value: Node) -> Check:
    if predicate in _BY_VALUE:
        return _BY_VALUE[predicate](value)
    if predicate in _BY_READING:
        return _BY_READING[predicate](reading, value)
    return _BY_SHAPE[predicate](reading, shape, value)


def _number(value: Node | None) -> int | None:
    if value is None:
        return None
    number = value.value if isinstance(value, rdflib.Literal) else None
    if not isinstance(number, int) or isinstance(number, bool):
        raise Unsupported("a number that is none")
    return number


def _iri(value: Node) -> NamedNode:
    if not isinstance(value, URIRef):
        raise Unsupported("a parameter that is no IRI")
    return NamedNode(str(value))


def _min_count(value: Node) -> Check:
    least = _number(value) or 0
    return Check(lambda view, node, values: int(_length(values) < least))


def _max_count(value: Node) -> Check:
    most = _number(value) or 0
    return Check(lambda view, node, values: int(_length(values) > most))


def _length(values: Iterable[Term]) -> int:
    return len(values)  # type: ignore[arg-type]  # dictionaries and tuples, each value once


def _class(value: Node) -> Check:
    kind = (Step(TYPE),)
    return Check(class_(_iri(value)), of_values=(kind, (*kind, Step(SUBCLASS))))


def _datatype(value: Node) -> Check:
    if value in (RDFS.Literal, RDFS.Datatype, RDF.langString):
        raise Unsupported(f"sh:datatype {curie(str(value))}")
    return Check(datatype(_iri(value).value))


def _node_kind(value: Node) -> Check:
    return Check(node_kind(str(value).rpartition("#")[2]))


def _in(reading: Reading, value: Node) -> Check:
    return Check(in_(frozenset(reading.term(each) for each in reading.items(value))))


def _has_value(reading: Reading, value: Node) -> Check:
    return Check(has_value(reading.term(value)))


def _language_in(reading: Reading, value: Node) -> Check:
    return Check(language_in(frozenset(str(tag).lower() for tag in reading.items(value))))


def _unique_language(value: Node) -> Check:
    if value != rdflib.Literal(True):
        raise Unsupported("sh:uniqueLang that is not true")
    return Check(unique_language)


def _pattern(reading: Reading, shape: Node, value: Node) -> Check:
    return Check(pattern(str(value), str(reading.one(shape, SH.flags) or "").lower()))


def _min_length(value: Node) -> Check:
    return Check(shortest(_number(value) or 0))


def _max_length(value: Node) -> Check:
    return Check(longest(_number(value) or 0))


def _least(value: Node) -> Check:
    return Check(least(_bound(value)))


def _most(value: Node) -> Check:
    return Check(most(_bound(value)))


def _bound(value: Node) -> rdflib.Literal:
    if not isinstance(value, rdflib.Literal):
        raise Unsupported("a bound that is no literal")
    return value


def _equals(value: Node) -> Check:
    return Check(equals(_iri(value)), of_focus=((Step(_iri(value)),),))


def _disjoint(value: Node) -> Check:
    return Check(disjoint(_iri(value)), of_focus=((Step(_iri(value)),),))


def _less_than(value: Node) -> Check:
    return Check(less_than(_iri(value)), of_focus=((Step(_iri(value)),),))


def _node(reading: Reading, value: Node) -> Check:
    if reading.one(value, SH.path) is not None:
        raise Unsupported("sh:node with a property shape")
    return _counted(lambda results: not all(results), (reading.shape(value),))


def _not(reading: Reading, value: Node) -> Check:
    return _counted(any, (reading.shape(value),))


def _or(reading: Reading, value: Node) -> Check:
    return _counted(lambda results: not any(results), _members(reading, value))


def _and(reading: Reading, value: Node) -> Check:
    return _counted(lambda results: not all(results), _members(reading, value))


def _members(reading: Reading, value: Node) -> tuple[Shape, ...]:
    members = tuple(reading.shape(each) for each in reading.items(value))
    if not members:
        raise Unsupported("an empty list of shapes")
    return members


def _counted(wrong: Callable[[Iterable[bool]], bool], shapes: tuple[Shape, ...]) -> Check:
    """Values that are wrong by which of the shapes they conform to."""

    def count(view: View, _node: Term, values: Iterable[Term]) -> int:
        return sum(wrong(conforms(view, shape, value) for shape in shapes) for value in values)

    return Check(count, shapes=shapes)


def _qualified(reading: Reading, shape: Node, value: Node) -> Check:
    wanted = reading.shape(value)
    low = _number(reading.one(shape, SH.qualifiedMinCount))
    high = _number(reading.one(shape, SH.qualifiedMaxCount))
    if low is None and high is None:
        raise Unsupported("sh:qualifiedValueShape without a number")

    def count(view: View, _node: Term, values: Iterable[Term]) -> int:
        good = sum(conforms(view, wanted, each) for each in values)
        return (low is not None and good < low) + (high is not None and good > high)

    return Check(count, shapes=(wanted,))


#: Parameters that a shape may have more than once.
_SEVERAL = {SH["class"], SH["node"], SH["not"], SH["or"], SH["and"], SH["hasValue"], SH["equals"]}
_SEVERAL |= {SH["disjoint"]}
#: Parameters that only a shape with a path may have.
_OF_PATHS = {SH.minCount, SH.maxCount, SH.uniqueLang, SH.lessThan, SH.qualifiedValueShape}

#: What builds the check of a parameter: from its value, what that leads to, or the whole shape.
_BY_VALUE: dict[URIRef, Callable[[Node], Check]] = {
    SH["class"]: _class,
    SH["datatype"]: _datatype,
    SH["nodeKind"]: _node_kind,
    SH["minCount"]: _min_count,
    SH["maxCount"]: _max_count,
    SH["minInclusive"]: _least,
    SH["maxInclusive"]: _most,
    SH["minLength"]: _min_length,
    SH["maxLength"]: _max_length,
    SH["uniqueLang"]: _unique_language,
    SH["equals"]: _equals,
    SH["disjoint"]: _disjoint,
    SH["lessThan"]: _less_than,
}
_BY_READING: dict[URIRef, Callable[[Reading, Node], Check]] = {
    SH["languageIn"]: _language_in,
    SH["in"]: _in,
    SH["hasValue"]: _has_value,
    SH["node"]: _node,
    SH["not"]: _not,
    SH["or"]: _or,
    SH["and"]: _and,
}
_BY_SHAPE: dict[URIRef, Callable[[Reading, Node, Node], Check]] = {
    SH["pattern"]: _pattern,
    SH["qualifiedValueShape"]: _qualified,
}
COMPONENTS = (*_BY_VALUE, *_BY_READING, *_BY_SHAPE)
