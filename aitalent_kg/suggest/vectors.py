"""Term vectors: TF-IDF over sets of terms, sparse, and their cosines for pairs of rows.

In: sets of terms. Out: scipy matrices and arrays of cosines. Pure; needs scipy (extra `compare`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from math import log
from typing import Any

from aitalent_kg.exports import optional

__all__ = ["Space", "cosines", "scaled", "shares"]

_CHUNK = 100_000  #: pairs whose rows are copied at a time


class Space:
    """The terms of a corpus with their rarity."""

    def __init__(self, corpus: Sequence[Collection[str]]) -> None:
        held = Counter(chain.from_iterable(map(set, corpus)))
        self.places = {term: place for place, term in enumerate(sorted(held))}
        self.rarity = {term: log((1 + len(corpus)) / (1 + n)) + 1 for term, n in held.items()}

    def weighted(self, sets: Sequence[Collection[str]]) -> Any:
        """A row for each set, its terms by rarity; terms the corpus lacks are left out."""
        numpy, sparse = optional("numpy"), optional("scipy.sparse")
        rows = [sorted(self.places[term] for term in s if term in self.places) for s in sets]
        rarity = numpy.array([self.rarity[term] for term in self.places] or [0.0])
        columns = numpy.fromiter(chain.from_iterable(rows), dtype=numpy.int32)
        ends = numpy.cumsum([0, *map(len, rows)])
        shape = (len(sets), max(len(self.places), 1))
        return sparse.csr_array((rarity[columns], columns, ends), shape=shape)

    def vectors(self, sets: Sequence[Collection[str]]) -> Any:
        """The same with rows of length 1; a set without terms stays a row of zeros."""
        return scaled(self.weighted(sets))


def scaled(matrix: Any) -> Any:
    """Rows of length 1."""
    numpy, sparse = optional("numpy"), optional("scipy.sparse")
    lengths = numpy.sqrt(matrix.multiply(matrix).sum(axis=1))
    factors = numpy.divide(1.0, lengths, out=numpy.zeros_like(lengths), where=lengths > 0)
    return sparse.diags_array(factors, format="csr") @ matrix


def cosines(left: Any, right: Any, rows: Any, columns: Any) -> Any:
    """The product of row `rows[n]` of the left and row `columns[n]` of the right matrix."""
    numpy = optional("numpy")
    parts = [left[rows[at]].multiply(right[columns[at]]).sum(axis=1) for at in _slices(len(rows))]
    return numpy.concatenate(parts) if parts else numpy.zeros(0)


def shares(whole: Any, held: Any, rows: Any, columns: Any) -> Any:
    """How much of row `rows[n]` of `whole` the terms of row `columns[n]` of `held` make up."""
    numpy = optional("numpy")
    present = held.copy()
    present.data[:] = 1.0
    total = whole.sum(axis=1)[rows]
    common = cosines(whole, present, rows, columns)
    return numpy.divide(common, total, out=numpy.zeros_like(common), where=total > 0)


def _slices(pairs: int) -> Iterator[slice]:
    return (slice(start, start + _CHUNK) for start in range(0, pairs, _CHUNK))
