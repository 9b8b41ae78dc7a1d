"""A comparison as rows: one for each pair, one for each item without a counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from aitalent_kg.compare.answer import Comparison
from aitalent_kg.compare.words import STATES
from aitalent_kg.mappings.words import PREDICATE_WORDS
from aitalent_kg.table import Table

__all__ = ["COLUMNS", "table"]

COLUMNS = (
    "state", "left", "relation", "right", "confidence", "why", "left_code", "right_code", "quotes",
)  # fmt: skip


def table(found: Comparison, evidence: bool = False) -> Table:
    """The rows with the columns `COLUMNS`, the last one only with `evidence`."""
    columns = COLUMNS if evidence else COLUMNS[:-1]
    rows = ([row[name] for name in columns] for row in _rows(found))
    return Table.of(columns, rows)


def _rows(found: Comparison) -> Iterator[dict[str, object]]:
    words = STATES[found.lang]
    empty: dict[str, object] = dict.fromkeys(COLUMNS, "")
    for pair in found.pairs:
        yield {
            "state": words["pair"],
            "left": pair.left.label,
            "relation": PREDICATE_WORDS[found.lang][pair.predicate],
            "right": pair.right.label,
            "confidence": pair.confidence,
            "why": pair.comment,
            "left_code": pair.left.code,
            "right_code": pair.right.code,
            "quotes": (*pair.left.quotes, *pair.right.quotes),
        }
    for side, entries in (("left", found.only_left), ("right", found.only_right)):
        for entry in entries:
            yield empty | {
                "state": words[f"{side} only"],
                side: entry.label,
                f"{side}_code": entry.code,
                "confidence": None,
                "why": entry.comment if entry.reviewed else words["open"],
                "quotes": entry.quotes,
            }
