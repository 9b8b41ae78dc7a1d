"""What a record says of each quantity that rules ask for: the least and the most it may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from aitalent_kg.assess.counted import Counted
from aitalent_kg.persons.record import UNALLOTTED, Person
from aitalent_kg.rules.tree import Quantity

__all__ = ["PersonFacts"]

_UNKNOWN = (0.0, inf)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person's record as the facts that rules are judged by."""

    person: Person
    counted: tuple[Counted, ...] | None  #: None: not known which certificates there are

    def bounds(self, quantity: Quantity) -> tuple[float, float]:
        """The least and the most that the quantity may be."""
        if quantity.measure in ("certificates", "kinds", "products"):
            return _UNKNOWN if self.counted is None else self._certificates(quantity)
        spreads = [self.person.hours.get(subject, {}) for subject in sorted(quantity.of)]
        known = [_spread(spread, quantity.measure) for spread in spreads]
        if quantity.measure == "single":
            return max(low for low, _ in known), max(high for _, high in known)
        return _total(low for low, _ in known), _total(high for _, high in known)

    def holds(self, condition: str) -> bool | None:
        """Whether a condition holds; None where the record does not say."""
        return self.person.conditions.get(condition)

    def _certificates(self, quantity: Quantity) -> tuple[float, float]:
        of_class = [c for c in self.counted or () if c.certification_class in quantity.of]
        if quantity.about is not None:
            sure = [c for c in of_class if c.ability_type == quantity.about and c.sure]
            may = [c for c in of_class if c.ability_type in (quantity.about, None)]
            return _number(sure), _number(may)
        sure = [c for c in of_class if c.sure]
        if quantity.measure == "certificates":
            return _number(sure), _number(of_class)
        attribute = "tool_kind" if quantity.measure == "kinds" else "product"
        return _different(sure, attribute)[0], _different(of_class, attribute)[1]


def _spread(hours: Mapping[str, float] | None, measure: str) -> tuple[float, float]:
    """Bounds for one subject. Hours not allotted to a tool may lie on any tools, named or not."""
    if hours is None:
        return _UNKNOWN
    loose = hours.get(UNALLOTTED, 0.0)
    named = [number for tool, number in hours.items() if tool != UNALLOTTED and number > 0]
    if measure == "hours":
        return (_total([loose, *named]),) * 2
    if measure == "single":
        most = max(named, default=0.0)
        return most, _total([most, loose])
    return len(named), inf if loose > 0 else len(named)


def _different(certificates: Iterable[Counted], attribute: str) -> tuple[float, float]:
    """How many different kinds or products: those told, and if all that are not told are new.

    The lower bound leaves out that something not told is of some kind, because what is added may
    turn out to be of that kind: so the minimum less the bound is what surely suffices.
    """
    every = list(certificates)
    told = {value for c in every if (value := getattr(c, attribute)) is not None}
    return len(told), len(told) + _number(c for c in every if getattr(c, attribute) is None)


def _number(certificates: Iterable[Counted]) -> int:
    return sum(certificate.count for certificate in certificates)


def _total(numbers: Iterable[float]) -> float:
    """A sum of hours without the dust of binary fractions: 5.7 + 6.3 + 6 is 18."""
    return round(sum(numbers), 6)
