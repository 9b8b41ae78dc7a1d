"""How good a ranking of pairs is, with intervals.

In: for each pair its score, whether it is right, and whose pair it is. Out: precision, recall and
the like, each with the 95 % interval of a bootstrap over left items: all pairs of an item are drawn
together, because they stand or fall together. Pure; needs numpy (extra `compare`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aitalent_kg.exports import optional

__all__ = [
    "RESAMPLES",
    "TOP",
    "Interval",
    "Ranking",
    "best_threshold",
    "difference",
    "interval",
    "share",
]

RESAMPLES = 2000
_SEED = 5
TOP = 5  #: of recall at 5


@dataclass(frozen=True, slots=True)
class Interval:
    """A number and the interval that holds it 95 times in 100."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


@dataclass(frozen=True)
class Ranking:
    """Pairs with their scores; all sequences have one entry a pair."""

    scores: Any
    right: Any  #: whether the pair is one
    items: Any  #: number of the left item
    queries: Any  #: number of the left item and the document it is matched with

    def measures(self, threshold: float) -> dict[str, Any]:
        """Each measure of each resample; the first one is the sample itself.

        Of equal scores the mean rank counts. Average precision takes equal scores as one step.
        """
        numpy = optional("numpy")
        taken = numpy.asarray(self.scores) >= threshold
        true = numpy.asarray(self.right, bool)
        hit, all_taken, all_true = (self._sums(part) for part in (taken & true, taken, true))
        precision, recall = _share(hit, all_taken), _share(hit, all_true)
        return {
            "precision": precision,
            "recall": recall,
            "F1": _share(2 * hit, all_taken + all_true),
            "average precision": self._average_precision(),
            f"recall at {TOP}": _share(self._sums(true & (self._ranks <= TOP)), all_true),
            "MRR": self._mean_reciprocal_rank(),
        }

    @cached_property
    def _weights(self) -> Any:
        return resamples(self.items)

    def _sums(self, part: Any) -> Any:
        """How many pairs of this part each resample holds."""
        numpy = optional("numpy")
        counts = numpy.bincount(self.items, part, minlength=self._weights.shape[1])
        return self._weights @ counts

    def _average_precision(self) -> Any:
        numpy = optional("numpy")
        order = numpy.argsort(-numpy.asarray(self.scores), kind="stable")
        scores, true = numpy.asarray(self.scores)[order], numpy.asarray(self.right)[order]
        weights = self._weights[:, numpy.asarray(self.items)[order]]
        last = numpy.searchsorted(-scores, -scores, side="right") - 1
        taken, hit = weights.cumsum(axis=1), (weights * true).cumsum(axis=1)
        precision = _share(hit[:, last], taken[:, last])
        return _share((weights * true * precision).sum(axis=1), hit[:, -1])

    @cached_property
    def _ranks(self) -> Any:
        """Rank of each pair among those of its query, from 1; equal scores share the mean."""
        numpy = optional("numpy")
        scores, queries = numpy.asarray(self.scores), numpy.asarray(self.queries)
        ranks = numpy.zeros(len(scores))
        for query in numpy.unique(queries):
            at = numpy.flatnonzero(queries == query)
            own = scores[at]
            above = (own[None, :] > own[:, None]).sum(axis=1)
            same = (own[None, :] == own[:, None]).sum(axis=1)
            ranks[at] = above + (same + 1) / 2
        return ranks

    def _mean_reciprocal_rank(self) -> Any:
        """The mean over queries that have a right pair."""
        numpy = optional("numpy")
        true = numpy.flatnonzero(self.right)
        first: dict[int, tuple[int, float]] = {}
        for at in true.tolist():
            query, found = int(self.queries[at]), (int(self.items[at]), 1 / self._ranks[at])
            first[query] = max(first.get(query, found), found, key=lambda entry: entry[1])
        items = [item for item, _ in first.values()]
        size = self._weights.shape[1]
        total = self._weights @ numpy.bincount(
            items, [share for _, share in first.values()], minlength=size
        )
        return _share(total, self._weights @ numpy.bincount(items, minlength=size))


def resamples(items: Any) -> Any:
    """How often each left item is drawn: a row a resample, the first one the sample itself."""
    numpy = optional("numpy")
    present = numpy.unique(items)
    drawn = numpy.zeros((RESAMPLES + 1, int(max(present, default=-1)) + 1))
    drawn[0, present] = 1
    random = numpy.random.default_rng(_SEED)
    shares = numpy.full(len(present), 1 / max(len(present), 1))
    drawn[1:, present] = random.multinomial(len(present), shares, RESAMPLES)
    return drawn


def share(part: Any, whole: Any, items: Any) -> Interval:
    """How many of the pairs in `whole` are in `part` too.

    Args:
        part, whole: a truth value a pair.
        items: number of the left item of each pair.
    """
    numpy = optional("numpy")
    drawn = resamples(items)
    size = drawn.shape[1]
    counts = [numpy.bincount(items, wanted, minlength=size) for wanted in (part & whole, whole)]
    return interval(_share(*(drawn @ count for count in counts)))


def interval(values: Any) -> Interval:
    """The first value, and the middle 95 % of the others."""
    numpy = optional("numpy")
    low, high = numpy.nanpercentile(values[1:], [2.5, 97.5])
    return Interval(float(values[0]), float(low), float(high))


def difference(ours: Any, theirs: Any) -> Interval:
    """How much higher the first is, both drawn alike in every resample."""
    return interval(ours - theirs)


def best_threshold(scores: Sequence[float], right: Sequence[bool]) -> float:
    """The score from which on pairs are taken so that F1 is greatest; the higher one of two.

    >>> best_threshold([0.9, 0.8, 0.3, 0.2], [True, False, True, False])
    0.3
    """
    numpy = optional("numpy")
    values, true = numpy.asarray(scores, float), numpy.asarray(right, bool)
    steps = numpy.unique(values[values > 0])[::-1]
    taken = [values >= step for step in steps]
    f1 = [2 * (t & true).sum() / (t.sum() + true.sum()) for t in taken]
    return float(steps[int(numpy.argmax(f1))]) if len(steps) else 1.0


def _share(part: Any, whole: Any) -> Any:
    """Part of a whole, 0 where there is none."""
    numpy = optional("numpy")
    return numpy.divide(part, whole, out=numpy.zeros_like(part, dtype=float), where=whole > 0)
