"""What a route costs: a sum over its edges, or the value of all it gathers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from numbers import Real
from typing import Any

from aitalent_kg.errors import BadValue

__all__ = ["Additive", "Cost", "Gathered", "Scale", "is_cost", "scale"]

#: Costs that are no whole numbers are added as billionths: so 0.1 + 0.2 ties with 0.3.
FINE = 10**9
#: A larger cost is taken for infinite; sums of smaller ones are finite floats.
LARGEST = 1e100


@dataclass(frozen=True, slots=True)
class Additive:
    """A cost that is the sum over the edges of a route, to nine decimals."""

    name: str
    weight: str | None = None  #: attribute of edges; None: every edge costs 1
    default: float = 0.0  #: cost of an edge that lacks the attribute


@dataclass(frozen=True, slots=True)
class Gathered:
    """A cost that is the value of the union of the sets met on the way.

    The sets of every edge taken and of every node entered count, the start's does not.
    """

    name: str
    items: str  #: attribute of nodes and edges: a collection of hashables; absent: none
    value: Callable[[frozenset[Any]], float] = len  #: never smaller for a larger set
    had: frozenset[Hashable] = frozenset()  #: items that do not count


Cost = Additive | Gathered


@dataclass(frozen=True, slots=True)
class Scale:
    """Costs as whole numbers, which add without rounding."""

    units: dict[object, int]  #: a cost as printed in the graph -> units
    one: int  #: units in a cost of 1

    def cost(self, units: int) -> float:
        """The cost that so many units are."""
        return units / self.one


def is_cost(value: Any) -> bool:
    """Whether a value is a finite number from 0."""
    return isinstance(value, Real) and bool(0 <= value <= LARGEST)  # type: ignore[operator]


def scale(values: Iterable[object]) -> Scale:
    """The scale on which all the values are whole.

    Raises:
        BadValue: a value is no finite number from 0.

    >>> scale([1, 2.5]).units[2.5]
    2500000000
    """
    numbers: list[Any] = list(values)
    for number in numbers:
        if not is_cost(number):
            raise BadValue(number, "a cost is a finite number from 0")
    one = 1 if all(number == int(number) for number in numbers) else FINE
    return Scale({number: to_units(number, one) for number in numbers}, one)


def to_units(number: Any, one: int) -> int:
    """A cost in units; the whole part apart, which a product of floats would round."""
    whole = int(number)
    part: int = round((number - whole) * one)
    return whole * one + part
