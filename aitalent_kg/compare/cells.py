"""Pairs by the categories of their two ends: what a heat map shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitalent_kg.compare.answer import Comparison, Pair

__all__ = ["Cells", "cells", "column"]


@dataclass(frozen=True, slots=True)
class Cells:
    """A table: rows are categories of the left side, columns those of the right."""

    rows: tuple[str, ...]  #: IRIs of categories; kinds of things outside the counted items
    columns: tuple[str, ...]
    pairs: dict[tuple[str, str], tuple[Pair, ...]]

    def count(self, row: str, column: str) -> int:
        """Pairs of a cell; one whose item is in two categories is in two cells."""
        return len(self.pairs.get((row, column), ()))


def cells(found: Comparison) -> Cells:
    """The pairs of a comparison by category."""
    pairs: dict[tuple[str, str], tuple[Pair, ...]] = {}
    for pair in found.pairs:
        for row in found.categories[pair.left.iri]:
            for column in found.categories[pair.right.iri]:
                pairs[row, column] = (*pairs.get((row, column), ()), pair)
    rows, columns = (
        dict.fromkeys(
            [*(share.group for share in way.by_category), *(key[number] for key in pairs)]
        )
        for number, way in enumerate(found.coverage.values())
    )
    return Cells(tuple(rows), tuple(columns), pairs)


def column(found: Comparison, ends: Iterable[str]) -> list[str]:
    """Ends of pairs in the order of a picture: those of one category stand together."""
    ranks = {iri: rank for rank, iri in enumerate(found.categories)}
    groups = dict.fromkeys(found.categories[iri] for iri in found.categories)
    order = {group: rank for rank, group in enumerate(groups)}
    return sorted(ends, key=lambda iri: (order[found.categories[iri]], ranks[iri]))
