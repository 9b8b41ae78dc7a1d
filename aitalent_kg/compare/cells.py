"""Pairs by the categories of their two ends: what a heat map shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitalent_kg.compare.answer import Comparison, Pair

__all__ = ["Cells", "beyond", "cells", "column"]


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
        for row in found.categories["left"][pair.left.iri]:
            for column in found.categories["right"][pair.right.iri]:
                pairs[row, column] = (*pairs.get((row, column), ()), pair)
    rows, columns = (
        dict.fromkeys(
            [*(share.group for share in way.by_category), *(key[number] for key in pairs)]
        )
        for number, way in enumerate(found.coverage.values())
    )
    return Cells(tuple(rows), tuple(columns), pairs)


def beyond(found: Comparison, table: Cells) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Rows and columns that are no categories of counted items: they stand last."""
    ways = found.coverage.values()
    rows, columns = ({share.group for share in way.by_category} for way in ways)
    return (
        tuple(name for name in table.rows if name not in rows),
        tuple(name for name in table.columns if name not in columns),
    )


def column(found: Comparison, side: str, ends: Iterable[str]) -> list[str]:
    """Ends of pairs in the order of a picture: those of one category stand together.

    Args:
        side: "left" or "right", where the ends stand.
    """
    places = found.categories[side]
    ranks = {iri: rank for rank, iri in enumerate(places)}
    order = {group: rank for rank, group in enumerate(dict.fromkeys(places.values()))}
    return sorted(ends, key=lambda iri: (order[places[iri]], ranks[iri]))
