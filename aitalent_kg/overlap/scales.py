"""How a measure sees the pairs of two sets: what they share, and what each pair carries of it.

In: weights of pairs, masses of items. Out: a score, and the share of each pair that counts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Set
from typing import Protocol

from aitalent_kg.errors import BadValue
from aitalent_kg.overlap.matching import Matching, Pair
from aitalent_kg.overlap.measures import CONTAINMENTS, score_of

__all__ = ["Scale", "scale_of"]


class Scale(Protocol):
    """A measure on two sets."""

    def score(self, weights: Mapping[Pair, float]) -> float:
        """The score where pairs have these weights."""

    def shares(self, weights: Mapping[Pair, float]) -> dict[Pair, float]:
        """Every pair that the score rests on, with what the score loses without it."""


def scale_of(
    measure: str, left: Set[str], right: Set[str], masses: Mapping[str, float] | None
) -> Scale:
    """The measure on these sets; without masses every item weighs 1.

    Raises:
        BadValue: an item has no finite mass above 0.
    """
    mass = {item: 1.0 if masses is None else masses.get(item, 0.0) for item in sorted(left | right)}
    for item, each in mass.items():
        if not 0 < each < math.inf:
            raise BadValue(item, "an item to compare needs a finite mass above 0")
    # No measure depends on the unit of the masses; rounding does.
    largest = max(mass.values(), default=1.0)
    mass = {item: each / largest for item, each in mass.items()}
    if measure in CONTAINMENTS:
        return _Contained(measure, left, right, mass)
    return _Matched(measure, left, right, mass)


class _Matched:
    """A symmetric measure: an item counts once at most."""

    def __init__(
        self, measure: str, left: Set[str], right: Set[str], mass: Mapping[str, float]
    ) -> None:
        self._measure, self._mass = measure, mass
        self._squared = measure == "cosine"
        self._sides = tuple(math.fsum(self._joint(i, i) for i in side) for side in (left, right))

    def score(self, weights: Mapping[Pair, float]) -> float:
        values = self._values(weights)
        return self._score(math.fsum(values[pair] for pair in Matching(values).pairs))

    def shares(self, weights: Mapping[Pair, float]) -> dict[Pair, float]:
        values = self._values(weights)
        losses = Matching(values).losses()
        whole = math.fsum(values[pair] for pair in losses)
        score = self._score(whole)
        return {pair: score - self._score(whole - loss) for pair, loss in losses.items()}

    def _score(self, shared: float) -> float:
        left, right = self._sides
        return score_of(self._measure, shared, left, right)

    def _values(self, weights: Mapping[Pair, float]) -> dict[Pair, float]:
        return {pair: weight * self._joint(*pair) for pair, weight in weights.items()}

    def _joint(self, left: str, right: str) -> float:
        """The mass that two items have in common where they are one."""
        one, other = self._mass[left], self._mass[right]
        return one * other if self._squared else min(one, other)


class _Contained:
    """Containment: each item of the contained side by its best counterpart."""

    def __init__(
        self, measure: str, left: Set[str], right: Set[str], mass: Mapping[str, float]
    ) -> None:
        self._measure, self._mass = measure, mass
        self._side = CONTAINMENTS.index(measure)  #: place of the contained item in a pair
        self._sides = tuple(math.fsum(mass[i] for i in side) for side in (left, right))

    def score(self, weights: Mapping[Pair, float]) -> float:
        return self._score(math.fsum(parts[0][0] for parts in self._parts(weights).values()))

    def shares(self, weights: Mapping[Pair, float]) -> dict[Pair, float]:
        found = {}
        for best, *others in self._parts(weights).values():
            second = others[0][0] if others else 0.0
            if best[0] > 0:
                found[best[2]] = self._score(best[0] - second)
        return found

    def _score(self, shared: float) -> float:
        left, right = self._sides
        return score_of(self._measure, shared, left, right)

    def _parts(self, weights: Mapping[Pair, float]) -> dict[str, list[tuple[float, bool, Pair]]]:
        """Contained item -> what its counterparts give of it, the best first, itself before others."""
        found: dict[str, list[tuple[float, bool, Pair]]] = defaultdict(list)
        for pair, weight in weights.items():
            item = pair[self._side]
            found[item].append((weight * self._mass[item], pair[0] != pair[1], pair))
        for parts in found.values():
            parts.sort(key=lambda part: (-part[0], part[1], part[2]))
        return found
