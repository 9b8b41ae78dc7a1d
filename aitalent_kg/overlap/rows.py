"""Answers of an overlap as rows.

In: an answer. Out: a `Table`, whose columns and states have the same names in each language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aitalent_kg.table import Table

if TYPE_CHECKING:
    from aitalent_kg.lookup import Ref
    from aitalent_kg.overlap.answer import Item, Mapped, OverlapAnswer, Shared
    from aitalent_kg.overlap.many import OverlapsAnswer

__all__ = ["COLUMNS", "STATES", "named", "of_pairs", "of_two"]

COLUMNS = (
    "state", "left", "left_label", "predicate", "right", "right_label", "kind",
    "confidence", "weight", "share", "left_quotes", "right_quotes",
)  # fmt: skip
#: What the column `state` can say, in the order of the rows but for the third.
STATES = ("shared", "mapped", "not_counted", "only_left", "only_right")
_EMPTY: dict[str, object] = dict.fromkeys(COLUMNS) | {"left_quotes": (), "right_quotes": ()}
_NUMBERS = ("score", "low", "high", "left_in_right", "right_in_left")


def of_two(found: OverlapAnswer) -> Table:
    """One row for each shared item, each mapped pair, each item of one side alone."""
    rows = (_EMPTY | row for row in _rows(found))
    return Table.of(COLUMNS, ([row[column] for column in COLUMNS] for row in rows))


def of_pairs(found: OverlapsAnswer) -> Table:
    """One row a pair of sides: the numbers, how many items are shared, how many pairs mapped."""
    rows = (
        (
            named(pair.left),
            named(pair.right),
            *(getattr(pair, number) for number in _NUMBERS),
            len(pair.shared),
            len(pair.mapped),
        )
        for pair in found.pairs
    )
    return Table.of(("left", "right", *_NUMBERS, "shared", "mapped"), rows)


def named(side: Ref) -> str:
    """A side by its path; a person or a set by name or kind."""
    return side.code or side.label or side.kind


def _rows(found: OverlapAnswer) -> Iterator[dict[str, object]]:
    yield from map(_shared, found.shared)
    yield from map(_mapped, found.mapped)
    for side, alone in (("left", found.only_left), ("right", found.only_right)):
        for item in alone:
            row = {"state": f"only_{side}", "kind": item.kind_label}
            yield row | _side(item, side) | {f"{side}_quotes": item.quotes}


def _shared(item: Shared) -> dict[str, object]:
    return _side(item, "left") | {
        "state": "shared",
        "kind": item.kind_label,
        "weight": 1.0,
        "share": item.share,
        "left_quotes": item.left_quotes,
        "right_quotes": item.right_quotes,
    }


def _mapped(pair: Mapped) -> dict[str, object]:
    kinds = dict.fromkeys(item.kind_label for item in (pair.left, pair.right))
    return (
        _side(pair.left, "left")
        | _side(pair.right, "right")
        | {
            "state": "mapped" if pair.counted else "not_counted",
            "predicate": pair.predicate,
            "kind": " / ".join(kinds),
            "confidence": pair.confidence,
            "weight": pair.weight,
            "share": pair.share,
            "left_quotes": pair.left.quotes,
            "right_quotes": pair.right.quotes,
        }
    )


def _side(item: Item | Shared, side: str) -> dict[str, object]:
    return {side: item.code, f"{side}_label": item.label}
