"""Measures of overlap from the mass of what is shared and of each side, and the mass of items.

In: masses; sets of items as a corpus. Out: numbers from 0.0 to 1.0, no unit. The measures are
those of Jaccard (1901), Dice (1945), Salton and McGill (1983, cosine), Szymkiewicz (1934) and
Simpson (1943, overlap coefficient), and containment (Broder 1997) in a stated direction.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Set

from aitalent_kg.errors import UnknownName

__all__ = ["CONTAINMENTS", "MEASURES", "SYMMETRIC", "check_measure", "idf", "score_of"]

#: Measure -> shared mass, mass of the left, mass of the right -> score, where none is 0.
SYMMETRIC: Mapping[str, Callable[[float, float, float], float]] = {
    "jaccard": lambda shared, left, right: shared / (left + right - shared),
    "dice": lambda shared, left, right: 2 * shared / (left + right),
    "cosine": lambda shared, left, right: shared / math.sqrt(left * right),
    "overlap": lambda shared, left, right: shared / min(left, right),
}
#: Share of the first side's items that the other side has.
CONTAINMENTS = ("left_in_right", "right_in_left")
MEASURES = (*SYMMETRIC, *CONTAINMENTS)


def check_measure(measure: str) -> None:
    """Refuse what is no measure.

    Raises:
        UnknownName: it is none of `MEASURES`.
    """
    if measure not in MEASURES:
        raise UnknownName(measure, MEASURES, "measure", "")


def score_of(measure: str, shared: float, left: float, right: float) -> float:
    """A measure of masses; 0.0 where a side has none, since nothing can be shared then.

    >>> score_of("jaccard", 2, 3, 4)
    0.4
    """
    if not (left > 0 and right > 0):
        return 0.0
    if measure in CONTAINMENTS:
        return shared / (left if measure == "left_in_right" else right)
    return min(1.0, SYMMETRIC[measure](shared, left, right))


def idf(items: Iterable[str], corpus: Collection[Set[str]]) -> dict[str, float]:
    """Inverse document frequency: the rarer an item is in the corpus, the more it weighs.

    Args:
        items: what to weigh; one that no set of the corpus has weighs most.
        corpus: sets of items.

    ln((1 + N) / (1 + df)) + 1, for N sets of which df have the item: at least 1.0, smoothed as
    in scikit-learn so that an item of every set still counts.

    >>> idf(["rare", "common"], [{"common"}, {"common", "rare"}, {"common"}])["common"]
    1.0
    """
    frequency = Counter(item for each in corpus for item in each)
    return {item: math.log((1 + len(corpus)) / (1 + frequency[item])) + 1 for item in items}
