"""Statements that cannot hold together, by the rules of OWL 2 RL whose conclusion is false."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, Store, Triple

from aitalent_kg.names import PREFIXES, expand
from aitalent_kg.reasoning.rules import Pattern, Rule, text_of
from aitalent_kg.reasoning.terms import filled, rows

__all__ = ["CLASHES", "Clash", "clashes"]

_FALSE = ("", "", "")
_XSD = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Clash:
    """One contradiction: the rule, and the statements that it forbids together."""

    rule: str
    premises: tuple[Triple, ...]


def _clash(name: str, given: Pattern | None, where: tuple[Pattern, ...], test: str = "") -> Rule:
    return Rule(name, (given,) if given else (), where, _FALSE, test)


_A, _X, _TYPE = ("?x", "?p", "?y"), "?x", "rdf:type"
#: What is no text; whether it is a value at all is seen here.
_ILL_TYPED = "isLiteral(?y) && LANG(?y) = '' && DATATYPE(?y) != xsd:string"
_OTHER_TYPE = (
    f"(STRSTARTS(STR(?d), '{_XSD}') || ?d = rdf:langString) && isLiteral(?y) && DATATYPE(?y) != ?d"
)

CLASHES = (
    _clash(
        "cax-dw",
        ("?c", "owl:disjointWith", "?d"),
        ((_X, _TYPE, "?c"), (_X, _TYPE, "?d")),
    ),
    _clash("cls-nothing2", None, ((_X, _TYPE, "owl:Nothing"),)),
    _clash("prp-irp", ("?p", _TYPE, "owl:IrreflexiveProperty"), ((_X, "?p", _X),)),
    _clash("prp-asyp", ("?p", _TYPE, "owl:AsymmetricProperty"), (_A, ("?y", "?p", _X))),
    _clash("prp-pdw", ("?p", "owl:propertyDisjointWith", "?q"), (_A, (_X, "?q", "?y"))),
    _clash(
        "eq-diff1",
        None,
        ((_X, "owl:differentFrom", "?y"), (_X, "owl:sameAs", "?y")),
        "!sameTerm(?x, ?y)",
    ),
    _clash("eq-diff1", None, ((_X, "owl:differentFrom", _X),)),
    _clash(
        "dt-diff",
        ("?p", _TYPE, "owl:FunctionalProperty"),
        (_A, (_X, "?p", "?z")),
        "isLiteral(?y) && isLiteral(?z) && !sameTerm(?y, ?z) && COALESCE(?y != ?z, false)",
    ),
    _clash("dt-not-type", None, (_A,), _ILL_TYPED),
    _clash("dt-not-type", ("?p", "rdfs:range", "?d"), (_A,), _OTHER_TYPE),
)


def clashes(store: Store) -> tuple[Clash, ...]:
    """The contradictions in a store that holds all that follows, each once, sorted."""
    found: dict[object, Clash] = {}
    for rule in CLASHES:
        for premises in _premises(store, rule):
            data = frozenset(premises[len(rule.given) :])
            found.setdefault((rule.name, data), Clash(rule.name, premises))
    return tuple(sorted(found.values(), key=lambda clash: (clash.rule, str(clash.premises))))


def _premises(store: Store, rule: Rule) -> Iterator[tuple[Triple, ...]]:
    text = f"SELECT DISTINCT * WHERE {{ {text_of(rule.patterns, rule.test)} }}"
    for row in rows(store, text):
        if rule.test is _ILL_TYPED and _is_value(row["y"]):
            continue
        if rule.test is _OTHER_TYPE and _fits(row["y"], row["d"]):
            continue
        yield tuple(filled(pattern, row) for pattern in rule.patterns)


#: Least and greatest value of the types of whole numbers.
_WHOLE: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{n: (-(2**b), 2**b - 1) for n, b in (("long", 63), ("int", 31), ("short", 15), ("byte", 7))},
    **{
        f"unsigned{n}": (0, 2**b - 1)
        for n, b in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))
    },
}
_STRINGS = {"string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN"}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_FLOAT = re.compile(_NUMBER.pattern + r"([eE][+-]?\d+)?|[+-]?INF|NaN")
_DAY = r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_TIME = r"(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)"
_ZONE = r"(Z|[+-]\d\d:\d\d)"

_FORMS = {
    "boolean": re.compile(r"true|false|0|1"),
    "decimal": _NUMBER,
    "double": _FLOAT,
    "float": _FLOAT,
    "date": re.compile(f"{_DAY}{_ZONE}?"),
    "dateTime": re.compile(f"{_DAY}T{_TIME}{_ZONE}?"),
    "dateTimeStamp": re.compile(f"{_DAY}T{_TIME}{_ZONE}"),
    "time": re.compile(f"{_TIME}{_ZONE}?"),
    "gYearMonth": re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])(Z|[+-]\d\d:\d\d)?"),
    "gYear": re.compile(r"-?\d{4,}(Z|[+-]\d\d:\d\d)?"),
}
_DIGITS = re.compile(r"[+-]?\d+")


def _is_value(literal: Literal) -> bool:
    """Whether the text of a literal is one of its datatype; of a type not listed here, it is."""
    kind = literal.datatype.value.removeprefix(_XSD)
    if kind in _WHOLE:
        return bool(_DIGITS.fullmatch(literal.value)) and _inside(literal.value, kind)
    return kind not in _FORMS or bool(_FORMS[kind].fullmatch(literal.value))


def _fits(literal: Literal, wanted: Any) -> bool:
    """Whether the value of a literal is one of a datatype; what is no known datatype takes all."""
    iri = getattr(wanted, "value", "")
    if iri == expand("rdf:langString"):
        return bool(literal.language)
    if not iri.startswith(_XSD):
        return True
    kind, own = iri.removeprefix(_XSD), literal.datatype.value.removeprefix(_XSD)
    if kind == "decimal" or kind in _WHOLE:
        number = own == "decimal" or own in _WHOLE
        return number and (not _NUMBER.fullmatch(literal.value) or _inside(literal.value, kind))
    if kind in _STRINGS and own in _STRINGS:
        return True  # what a shorter form demands is not looked at
    if (own, kind) == ("dateTime", "dateTimeStamp"):  # one with a zone is the same value
        return bool(_FORMS["dateTimeStamp"].fullmatch(literal.value))
    return (own, kind) == ("dateTimeStamp", "dateTime") or kind in (
        "anyAtomicType",
        "anySimpleType",
    )


def _inside(text: str, kind: str) -> bool:
    """Whether a number is one of a type of whole numbers, or a decimal."""
    number = Decimal(text)
    if kind == "decimal":
        return True
    least, most = _WHOLE[kind]
    whole = number == number.to_integral_value()
    return whole and (least is None or number >= least) and (most is None or number <= most)
