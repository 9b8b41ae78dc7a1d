"""The names of one list that are most like each name of another; made for tens of thousands.

In: two lists of names. Out: pairs of places with their likeness. Pure; needs scipy (extra
`compare`). First pieces that few names hold find candidates by a sparse product, block by block,
so that memory does not grow with the number of pairs; then the candidates are compared in full.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from aitalent_kg.exports import optional
from aitalent_kg.suggest.grams import Pieces, folded, pieces

__all__ = ["Nearest", "nearest"]

_BLOCK = 1024  #: left names whose candidates are held at a time
#: Pieces of a left name that find candidates: its rarest ones, and all that so few right names hold.
_RAREST = 8
_FEW = 100
#: Share of the best candidate's likeness that another one must have.
_SHARE = 0.6
_MORE = 3  #: candidates beyond those asked for


class Nearest(NamedTuple):
    """Pairs, by left name, each with the most alike first; arrays of one length."""

    rows: Any  #: places of left names
    columns: Any  #: places of right names
    likeness: Any  #: 0.0 to 1.0, no unit


def nearest(left: Sequence[str], right: Sequence[str], most: int = 5) -> Nearest:
    """Up to `most` right names for each left one; none where no piece is shared.

    The likeness is the mean of two: the cosine of the pieces, rare ones counting more (TF-IDF),
    and the edit likeness of the names with their words sorted (token_sort_ratio of rapidfuzz).

    >>> nearest(["managing staff"], ["manage music", "manage staff"], 1).columns.tolist()
    [1]
    """
    numpy = optional("numpy")
    mine, theirs = folded(left), folded(right)
    space = pieces(mine, theirs)
    rows, columns = _candidates(space, most + _MORE)
    cosine = numpy.asarray(space.left[rows].multiply(space.right[columns]).sum(axis=1)).ravel()
    edit = process.cpdist(
        [mine[row] for row in rows.tolist()],
        [theirs[column] for column in columns.tolist()],
        scorer=fuzz.token_sort_ratio,
        workers=-1,
    )
    likeness = numpy.minimum((cosine + edit / 100) / 2, 1.0)
    best = _first(rows, columns, likeness, most)
    return Nearest(rows[best], columns[best], likeness[best])


def _candidates(space: Pieces, most: int) -> tuple[Any, Any]:
    """Pairs of a left name with those that share most of its rare pieces."""
    numpy = optional("numpy")
    rare, columns = _rare(space), space.right.T.tocsr()
    starts = range(0, space.left.shape[0], _BLOCK)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # scipy's product leaves Python to others
        blocks = list(pool.map(partial(_block, rare, columns, most), starts))
    if not blocks:
        return numpy.zeros(0, numpy.int64), numpy.zeros(0, numpy.int64)
    rows, found = zip(*blocks, strict=True)
    return numpy.concatenate(rows), numpy.concatenate(found)


def _rare(space: Pieces) -> Any:
    """Left vectors without their common pieces, which cost most and tell least."""
    numpy = optional("numpy")
    found = space.left.copy()
    row = numpy.repeat(numpy.arange(found.shape[0]), numpy.diff(found.indptr))
    held = space.held[found.indices]
    order = numpy.argsort(row * (held.max(initial=0) + 1) + held, kind="stable")
    rank = numpy.empty(len(order), numpy.int64)
    rank[order] = numpy.arange(len(order)) - found.indptr[row]
    found.data *= (rank < _RAREST) | (held <= _FEW)
    found.eliminate_zeros()
    return found


def _block(left: Any, right: Any, most: int, start: int) -> tuple[Any, Any]:
    numpy = optional("numpy")
    product = left[start : start + _BLOCK] @ right
    rows = numpy.repeat(numpy.arange(product.shape[0]), numpy.diff(product.indptr))
    best = numpy.zeros(product.shape[0], product.dtype)
    numpy.maximum.at(best, rows, product.data)
    near = product.data >= _SHARE * best[rows]
    rows, columns, data = rows[near], product.indices[near], product.data[near]
    kept = _first(rows, columns, data, most)
    return rows[kept] + start, columns[kept]


def _first(rows: Any, columns: Any, value: Any, most: int) -> Any:
    """Places of the highest values of each row, highest first; equal ones by column."""
    numpy = optional("numpy")
    order = numpy.lexsort((columns, -value, rows))
    ordered = rows[order]
    rank = numpy.arange(len(order)) - numpy.searchsorted(ordered, ordered)
    return order[rank < most]
