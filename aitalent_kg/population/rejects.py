"""Rows that are kept out: those with a cell that says nothing, and those of one id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aitalent_kg.exports import optional
from aitalent_kg.population.compiled import Expr
from aitalent_kg.population.facts import BAD, PERSON, TWICE, Facts, Settled
from aitalent_kg.population.rows import ROW, Rejected

__all__ = ["rejected_rows", "repeated_ids"]


def repeated_ids(table: Expr) -> Expr | None:
    """The ids that stand in several rows, as a table; None where there are none."""
    ids = table[PERSON]
    counted = table.aggregate(rows=ids.count(), ids=ids.nunique()).to_pyarrow().to_pylist()[0]
    if counted["rows"] == counted["ids"]:
        return None
    grouped = table.filter(ids.notnull()).group_by(PERSON).aggregate(rows=lambda rows: rows.count())
    twice = grouped.filter(grouped.rows > 1).select(**{TWICE: PERSON})
    return optional("ibis").memtable(twice.to_pyarrow())


def rejected_rows(settled: Settled, facts: Facts) -> list[Rejected]:
    """What is wrong in each row that is kept out; a row may have several faults."""
    table = facts.table
    names = [PERSON, *(column.name for column in settled.layout.judged)]
    names += [name for name in (ROW, TWICE) if name in table.columns]
    rows = table.filter(table[BAD]).select(*dict.fromkeys(names))
    return [fault for cells in rows.to_pyarrow().to_pylist() for fault in _faults(settled, cells)]


def _faults(settled: Settled, cells: dict[str, Any]) -> Iterator[Rejected]:
    row, person = cells.get(ROW), cells[PERSON] or ""
    who = settled.layout.named("person") or ""
    if who and not person:
        yield Rejected(row, "", who, "", "no id")
    if cells.get(TWICE) is not None:
        yield Rejected(row, person, who, person, "the id stands in several rows; none is counted")
    for texts in settled.texts:
        cell = cells[texts.column.name]
        reason = texts.reason(cell)
        if reason:
            yield Rejected(row, person, texts.column.name, str(cell), reason)
