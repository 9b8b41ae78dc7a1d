"""The overlap of all pairs of many sets, by a sparse matrix product.

In: name -> set of items. Out: a `Matrix`. Items meet by identity only; scores are those of
`aitalent_kg.overlap.sets.overlap` without mappings. Needs scipy, `aitalent-kg[compare]`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.exports import optional
from aitalent_kg.overlap.measures import CONTAINMENTS, check_measure, idf
from aitalent_kg.table import Table

if TYPE_CHECKING:
    import pandas
    from numpy import ndarray
    from scipy.sparse import csr_array

__all__ = [
    "Matrix",
    "blocks_of",
    "incidence",
    "masses_of",
    "matrix_of",
    "matrix_on",
    "scores_of",
]

#: So many sets are compared with all at a time, which bounds what is held besides the result.
_ROWS = 512


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Matrix:
    """Scores of all pairs of sets; of a containment the row is the left set."""

    names: tuple[str, ...]
    measure: str
    scores: csr_array  #: rows and columns in the order of `names`; what is not stored is 0.0

    def __repr__(self) -> str:
        return f"<Matrix of {len(self.names)} sets: {self.measure}, {self.scores.nnz} above 0>"

    def score(self, left: str, right: str) -> float:
        """The score of one pair.

        Raises:
            UnknownName: no set has this name.
        """
        for name in (left, right):
            if name not in self.names:
                raise UnknownName(name, self.names, "set", " in the matrix")
        return float(self.scores[self.names.index(left), self.names.index(right)])

    def table(self) -> Table:
        """Every pair of two sets with a score above 0, the highest first.

        A pair stands once where the measure is symmetric, in both directions where it is not.
        """
        return self._table(*self._pairs())

    def top(self, number: int) -> Table:
        """The pairs that overlap most; of equal ones those that come first in `names`.

        Raises:
            BadValue: the number is below 1.
        """
        if number < 1:
            raise BadValue(number, "give how many pairs, 1 or more")
        rows, columns, scores = self._pairs()
        if number < len(scores):
            least = -optional("numpy").partition(-scores, number - 1)[number - 1]
            kept = scores >= least
            rows, columns, scores = rows[kept], columns[kept], scores[kept]
        return self._table(rows, columns, scores)[:number]

    def to_pandas(self) -> pandas.DataFrame:
        """A sparse DataFrame, rows and columns by name; needs `aitalent-kg[pandas]`."""
        sparse = optional("pandas").DataFrame.sparse
        frame: pandas.DataFrame = sparse.from_spmatrix(
            self.scores, index=list(self.names), columns=list(self.names)
        )
        return frame

    def _pairs(self) -> tuple[Any, Any, Any]:
        """Rows, columns and scores of the pairs of two sets."""
        coo = self.scores.tocoo()
        rows, columns = coo.coords
        kept = rows != columns if self.measure in CONTAINMENTS else rows < columns
        return rows[kept], columns[kept], coo.data[kept]

    def _table(self, rows: Any, columns: Any, scores: Any) -> Table:
        order = optional("numpy").lexsort((columns, rows, -scores))
        ordered = zip(*(each[order].tolist() for each in (rows, columns, scores)), strict=True)
        found = ((self.names[i], self.names[j], score) for i, j, score in ordered)
        return Table.of(("left", "right", "score"), found)


def matrix_of(
    sets: Mapping[str, Set[str]], measure: str = "jaccard", weighted: bool = False
) -> Matrix:
    """Compare every set with every other.

    Args:
        measure: as for `aitalent_kg.overlap.sets.overlap`.
        weighted: whether items weigh their idf in these sets, not 1.
    Raises:
        UnknownName: there is no such measure.
        AitalentError: scipy is not installed.
    """
    check_measure(measure)
    held = incidence(sets)
    masses = masses_of(sets, held, measure) if weighted else None
    return Matrix(tuple(sets), measure, scores_of(held, measure, masses))


def incidence(sets: Mapping[str, Set[str]]) -> csr_array:
    """A row a set and a column an item, in the order in which items are met; 1 where it is held.

    The type is the smallest integer that holds every count: the product is faster by a third.
    """
    numpy, sparse = optional("numpy"), optional("scipy.sparse")
    # An item gets the next number when it is first met, so that each is hashed only once.
    places: dict[str, int] = defaultdict(count().__next__)
    sizes = [*map(len, sets.values())]
    ends = numpy.cumsum([0, *sizes], dtype=numpy.int32)
    columns = map(places.__getitem__, chain.from_iterable(sets.values()))
    columns = numpy.fromiter(columns, dtype=numpy.int32, count=ends[-1])
    ones = numpy.ones(len(columns), dtype=numpy.min_scalar_type(max(sizes, default=0)))
    return sparse.csr_array((ones, columns, ends), shape=(len(sets), len(places)))


def scores_of(held: csr_array, measure: str, masses: ndarray | None = None) -> csr_array:
    """The scores of all pairs of rows.

    Args:
        held: as `incidence` gives it.
        masses: what each entry of `held` adds to what is shared; left out, 1.
    """
    sparse = optional("scipy.sparse")
    empty = sparse.csr_array((0, held.shape[0]))
    return sparse.vstack(list(blocks_of(held, measure, masses)) or [empty], format="csr")


def blocks_of(held: csr_array, measure: str, masses: ndarray | None = None) -> Iterator[csr_array]:
    """`scores_of` so many rows at a time, for who need not hold them all."""
    numpy, sparse = optional("numpy"), optional("scipy.sparse")
    weighed = held
    if masses is not None:
        weighed = sparse.csr_array((masses, held.indices, held.indptr), shape=held.shape)
    sums = numpy.asarray(weighed.sum(axis=1), dtype=float)
    yield from _blocks(held, weighed.T.tocsr(), sums, measure)


def matrix_on(names: Collection[str], measure: str, rows: Collection[Collection[float]]) -> Matrix:
    """A matrix of scores that were found otherwise, row by row."""
    numpy, sparse = optional("numpy"), optional("scipy.sparse")
    scores = numpy.array(rows, dtype=float).reshape(len(names), len(names))
    return Matrix(tuple(names), measure, sparse.csr_array(scores))


def masses_of(sets: Mapping[str, Set[str]], held: csr_array, measure: str) -> Any:
    """What each entry adds to what is shared; the cosine multiplies vectors of masses."""
    numpy = optional("numpy")
    items = dict.fromkeys(chain.from_iterable(sets.values()))  # the order of the columns
    found = numpy.fromiter(idf(items, [*sets.values()]).values(), dtype=float, count=len(items))
    return (found**2 if measure == "cosine" else found)[held.indices]


def _blocks(held: Any, turned: Any, sums: ndarray, measure: str) -> Iterator[Any]:
    """The scores, so many rows at a time."""
    numpy = optional("numpy")
    for start in range(0, held.shape[0], _ROWS):
        block = held[start : start + _ROWS] @ turned
        left = numpy.repeat(sums[start : start + _ROWS], numpy.diff(block.indptr))
        block.data = _scores(measure, block.data, left, sums[block.indices])
        yield block


def _scores(measure: str, shared: ndarray, left: ndarray, right: ndarray) -> Any:
    """`score_of` on arrays; every pair here shares something."""
    numpy = optional("numpy")
    if measure == "jaccard":
        return shared / (left + right - shared)
    if measure == "dice":
        return 2 * shared / (left + right)
    if measure == "cosine":
        return shared / numpy.sqrt(left * right)
    if measure == "overlap":
        return shared / numpy.minimum(left, right)
    return shared / (left if measure == "left_in_right" else right)
