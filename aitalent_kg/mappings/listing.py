"""Mappings that were found in a graph, as a list that is a table too."""

from __future__ import annotations

from collections.abc import Sequence

from aitalent_kg.lookup import Quads, label
from aitalent_kg.mappings.graphs import Held
from aitalent_kg.mappings.record import NO_TERM, Mapping
from aitalent_kg.names import curie
from aitalent_kg.table import Table
from aitalent_kg.values import Cell

__all__ = ["COLUMNS", "Mappings", "cells_of"]

COLUMNS = (
    "subject", "subject_label", "predicate", "object", "object_label", "confidence", "status",
    "comment", "graph",
)  # fmt: skip


class Mappings(list[Mapping]):
    """Mappings in the order of graph, subject and object: a list, with `table` for the rest.

    Equal to any list of the same mappings. The quotes of one are `kg.evidence(mapping.iri)`.
    """

    def __init__(self, store: Quads, found: Sequence[Held], lang: str = "zh") -> None:
        super().__init__(entry.mapping for entry in found)
        self._rows = tuple(cells_of(store, entry, lang) for entry in found)

    def table(self) -> Table:
        """What was found, one row each, with short names of the ends, as `mappings` prints it.

        `object` of what has no counterpart is the document that has none.
        """
        return Table.of(COLUMNS, ([row[name] for name in COLUMNS] for row in self._rows))

    def __repr__(self) -> str:
        return f"<Mappings: {len(self)}>"

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def cells_of(store: Quads, entry: Held, lang: str) -> dict[str, Cell | float]:
    """The cells of a row by column; the reason in the other language where this one has none."""
    mapping = entry.mapping
    none = mapping.object == NO_TERM
    return {
        "subject": curie(mapping.subject),
        "subject_label": mapping.subject_label,
        "predicate": mapping.predicate,
        "object": curie(mapping.object_source if none else mapping.object),
        "object_label": label(store, mapping.object_source, lang) if none else mapping.object_label,
        "confidence": mapping.confidence,
        "status": entry.listed,
        "comment": mapping.reason(lang),
        "graph": entry.graph,
    }
