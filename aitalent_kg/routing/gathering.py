"""Sets of items as bits of one number, and what they are worth."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Protocol

from aitalent_kg.errors import BadValue
from aitalent_kg.routing.costs import FINE, Gathered, is_cost, to_units
from aitalent_kg.routing.paths import Edge

__all__ = ["Gathering"]


class Met(Protocol):
    """A graph, for the attributes that count when an edge is taken."""

    def met(self, edge: Edge) -> Iterable[Mapping[str, Any]]:
        """Those of the edge and of the node entered."""


class Gathering:
    """The items of one gathered cost.

    Several costs may share `places`, so that their items are bits of the same number.
    """

    def __init__(self, cost: Gathered, places: Iterator[int] | None = None) -> None:
        self.cost = cost
        self._places = count() if places is None else places
        self._bits: dict[Hashable, int] = {}
        self._own = 0
        self._values: dict[int, int] = {}
        self._edges: dict[Edge, int] = {}

    def mask(self, met: Iterable[Mapping[str, Any]]) -> int:
        """The bits of the items that attributes of nodes and edges list."""
        found = 0
        for data in met:
            for item in self._items(data):
                found |= self._bits.get(item) or self._add(item)
        return found

    def of(self, edge: Edge, prepared: Met) -> int:
        """The bits of what is met when an edge is taken."""
        if edge not in self._edges:
            self._edges[edge] = self.mask(prepared.met(edge))
        return self._edges[edge]

    def _items(self, data: Mapping[str, Any]) -> Iterable[Hashable]:
        items = data.get(self.cost.items)
        if items is None:
            return ()
        if isinstance(items, str):
            raise BadValue(items, f"{self.cost.items} must be a collection of items, not a text")
        try:
            return frozenset(items) - self.cost.had
        except TypeError:
            raise BadValue(items, f"{self.cost.items} must be a collection of hashables") from None

    def _add(self, item: Hashable) -> int:
        bit = self._bits[item] = 1 << next(self._places)
        self._own |= bit
        return bit

    def units(self, mask: int) -> int:
        """The value of a set, in billionths; bits of other costs do not count.

        Raises:
            BadValue: the value is no finite number from 0.
        """
        own = mask & self._own
        if own not in self._values:
            self._values[own] = to_units(self._worth(own), FINE)
        return self._values[own]

    def _worth(self, own: int) -> float:
        items = frozenset(item for item, bit in self._bits.items() if own & bit)
        worth = self.cost.value(items)
        if not is_cost(worth):
            raise BadValue(worth, f"{self.cost.name} of a set must be a finite number from 0")
        return worth

    def rise(self, before: int, after: int) -> int:
        """What a larger set is worth beyond a smaller one, in billionths.

        Raises:
            BadValue: it is worth less.
        """
        more = self.units(after) - self.units(before)
        if more < 0:
            raise BadValue(more / FINE, f"{self.cost.name} must not fall when items are added")
        return more

    def price(self, met: Iterable[Mapping[str, Any]]) -> float:
        """The cost of all that was met."""
        return self.units(self.mask(met)) / FINE
