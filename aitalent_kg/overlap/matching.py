"""The pairs of items that together weigh most, where an item stands in one pair at most.

In: (left, right) -> value above 0. Out: the pairs, and what the loss of each costs. No graph here.

A maximum-weight bipartite matching by shortest augmenting paths (Ahuja, Magnanti, Orlin, Network
Flows, 1993, chapter 12). Items have prices, so that a pair is worth its prices at most and those
of the matching exactly; a search then looks only at what is near. Without a pair of it the best
matching is again one path away, from the left of the pair to its right, and the length of that
path is what is lost: a search, not a second matching.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

__all__ = ["Matching", "Pair"]

Pair: TypeAlias = tuple[str, str]
#: A left item, a right item, or nobody: the end of a path after which one item more, or one
#: item less, is in a pair.
_Node: TypeAlias = tuple[int, str]
_LEFT, _RIGHT = 0, 1
_NOBODY: _Node = (2, "")
#: Differences below this are rounding.
_LEAST = 1e-12


class Matching:
    """The best pairs.

    Args:
        values: pair -> value; pairs that are not in it cannot be. Of equal sums that with pairs of
            an item with itself is preferred, then that of items that come first.

    >>> found = Matching({("a", "x"): 1.0, ("a", "y"): 0.8, ("b", "x"): 0.75})
    >>> found.pairs, found.losses()[("a", "y")]
    ([('a', 'y'), ('b', 'x')], 0.55)
    """

    def __init__(self, values: Mapping[Pair, float]) -> None:
        self._values = {pair: value for pair, value in values.items() if value > 0}
        groups = list(_components(self._values))
        self._alone = [pair for group in groups if len(group) == 1 for pair in group]
        self._joined = [_Component(group) for group in groups if len(group) > 1]

    @property
    def pairs(self) -> list[Pair]:
        """The pairs, sorted."""
        return sorted([*self._alone, *(p for group in self._joined for p in group.pairs)])

    def losses(self) -> dict[Pair, float]:
        """What the sum of the best pairs loses where one of them may not be a pair."""
        found = {pair: self._values[pair] for pair in self._alone}
        for group in self._joined:
            found |= {pair: group.loss(*pair) for pair in group.pairs}
        return found


def _components(values: Mapping[Pair, float]) -> Iterator[dict[Pair, float]]:
    """The pairs in groups that share no item."""
    at: dict[_Node, list[Pair]] = defaultdict(list)
    for pair in values:
        at[_LEFT, pair[0]].append(pair)
        at[_RIGHT, pair[1]].append(pair)
    seen: set[Pair] = set()
    for first in values:
        if first in seen:
            continue
        seen.add(first)
        group, queue = [], [first]
        while queue:
            pair = queue.pop()
            group.append(pair)
            near = {p for node in ((_LEFT, pair[0]), (_RIGHT, pair[1])) for p in at.pop(node, ())}
            queue.extend(near - seen)
            seen |= near
        yield {pair: values[pair] for pair in group}


class _Component:
    """Items that hang together, and the best matching of them."""

    def __init__(self, values: Mapping[Pair, float]) -> None:
        self._values = values
        self._near: dict[str, list[str]] = defaultdict(list)
        #: Items with themselves first, so that they stay together where nothing is gained.
        for left, right in sorted(values, key=lambda pair: (pair[0] != pair[1], pair)):
            self._near[left].append(right)
        self._right_of: dict[str, str] = {}
        self._left_of: dict[str, str] = {}
        #: Never below 0.0, and 0.0 for an item without a pair.
        self._price: dict[_Node, float] = defaultdict(float)
        for left in self._near:
            self._place(left)

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of the matching."""
        return list(self._right_of.items())

    def loss(self, left: str, right: str) -> float:
        """What the matching without a pair of it lacks."""
        reached, _ = self._search((_LEFT, left), (_RIGHT, right))
        return reached[_RIGHT, right]

    @cached_property
    def _from_nobody(self) -> dict[_Node, float]:
        """Lengths of the shortest paths from nobody to every item."""
        return self._search(_NOBODY, None)[0]

    def _place(self, left: str) -> None:
        """Give a left item the place that gains most, and the others on the path theirs."""
        dearest = max(self._values[left, r] - self._price[_RIGHT, r] for r in self._near[left])
        self._price[_LEFT, left] = max(0.0, dearest)
        reached, path = self._search((_LEFT, left), _NOBODY)
        whole = reached.pop(_NOBODY)
        for node, length in reached.items():
            if length < whole:
                self._price[node] += (length - whole) * (1 if node[0] == _LEFT else -1)
        if path[-2][0] == _LEFT:
            self._right_of.pop(path[-2][1], None)
        for (_, one), (_, other) in zip(path[:-1:2], path[1:-1:2], strict=False):
            self._right_of[one], self._left_of[other] = other, one

    def _search(self, start: _Node, end: _Node | None) -> tuple[dict[_Node, float], list[_Node]]:
        """Lengths of the shortest paths to what is no further than `end`, and the path there."""
        lengths, came = {start: 0.0}, {start: start}
        queue, order, reached = [(0.0, 0, start)], count(1), dict[_Node, float]()
        while queue and end not in reached:
            length, _, node = heappop(queue)
            if node in reached:
                continue
            reached[node] = length
            for other, step in self._steps(node, start, end):
                further = length + max(0.0, step)
                if further < lengths.get(other, math.inf) - _LEAST:
                    lengths[other], came[other] = further, node
                    heappush(queue, (further, next(order), other))
        path = [end or start]
        while path[-1] != start:
            path.append(came[path[-1]])
        return reached, path[::-1]

    def _steps(self, node: _Node, start: _Node, end: _Node | None) -> Iterator[tuple[_Node, float]]:
        """Where a path goes on: a left item takes another right one, whose own left one goes on."""
        side, item = node
        price = self._price[node]
        if side == _LEFT:
            own = self._right_of.get(item)
            if own is not None or node == start:
                yield _NOBODY, price
            for right in self._near[item]:
                if right != own:
                    worth = self._values[item, right]
                    yield (_RIGHT, right), price + self._price[_RIGHT, right] - worth
        elif side == _RIGHT:
            left = self._left_of.get(item)
            yield _NOBODY if left is None else (_LEFT, left), 0.0
        elif node == start:
            yield from (((_LEFT, left), 0.0) for left in self._near if left not in self._right_of)
            yield from (((_RIGHT, r), self._price[_RIGHT, r]) for r in self._left_of)
        elif end not in (None, _NOBODY):
            yield end, self._from_nobody[end]
