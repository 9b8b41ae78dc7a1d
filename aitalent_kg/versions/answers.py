"""Which answers of the query library two graphs give differently, and what each row comes from.

In: two sides. Out: one `AnswerChange` for each query whose rows differ. Every query is asked as it
stands, without values for its parameters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from aitalent_kg.asking import ask_library
from aitalent_kg.engines.embedded import engine_on
from aitalent_kg.library import Query, queries
from aitalent_kg.progress import Progress, silent
from aitalent_kg.table import Table
from aitalent_kg.values import Iri
from aitalent_kg.versions.causes import Causes
from aitalent_kg.versions.quoting import quote_words
from aitalent_kg.versions.sides import Side

__all__ = ["AnswerChange", "RowChange", "changed_answers"]

#: Columns that say where in a file something stands, which moves when a line is put in above.
_PLACES = frozenset({"line", "lines", "start", "end"})
#: A name such as ait:level in the text of a query.
_NAME = re.compile(r"\b[a-z]+:[A-Za-z]\w*")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that went, came, or reads otherwise."""

    state: str  #: "removed", "added" or "changed"
    before: Row | None
    after: Row | None
    causes: tuple[str, ...]  #: IRIs of the things that it comes from; see `Causes.of`


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A query whose answers differ."""

    query: str
    summary: str
    rows: tuple[RowChange, ...]
    same: int  #: rows of both answers
    only: str = ""  #: "places" or "order" where nothing else differs; then there are no rows

    def count(self, state: str) -> int:
        """How many rows are in this state."""
        return sum(row.state == state for row in self.rows)


def changed_answers(
    old: Side, new: Side, causes: Causes, lang: str = "zh", progress: Progress = silent
) -> tuple[AnswerChange, ...]:
    """Ask every query of the library on both sides, and compare the rows."""
    engines = [(engine_on(side.store, "oxigraph"), side.store) for side in (old, new)]
    words = [quote_words(side.store) for side in (old, new)]
    found = []
    for name, entry in queries().items():
        progress(name)
        values = {p.name: lang for p in entry.parameters if p.kind == "lang"}
        before, after = (ask_library(engine, store, name, values) for engine, store in engines)
        if before != after:
            tables = _worded(before, words[0]), _worded(after, words[1])
            found.append(_compared(entry, *tables, causes, lang))
    return tuple(found)


def _compared(entry: Query, before: Table, after: Table, causes: Causes, lang: str) -> AnswerChange:
    """The rows that differ; places in a file do not count beside other cells."""
    places = {c.name for c in entry.columns if c.name in _PLACES and c.kind == "int"}
    old, new = _without(before, places), _without(after, places)
    summary = entry.summary[lang]
    same = (Counter(old.rows) & Counter(new.rows)).total()
    if same == len(old) == len(new):
        # rows are sorted by places where a query tells them
        only = "places" if places or old == new else "order"
        return AnswerChange(entry.name, summary, (), same, only)
    asked = frozenset(_NAME.findall(entry.text))
    links = [c.name for c in entry.columns if c.kind == "iri"] or [entry.columns[0].name]
    changed = _changed(old, new, links, causes, asked)
    return AnswerChange(entry.name, summary, tuple(changed), same)


def _changed(
    old: Table, new: Table, links: Sequence[str], causes: Causes, asked: Set[str]
) -> Iterator[RowChange]:
    """Rows that differ; those with the same links, which no other has, are one row changed."""
    gone, come = _lacking(old, new), _lacking(new, old)
    before, after = _by_links(gone, links), _by_links(come, links)
    pairs = {key: (before[key], after[key]) for key in before if key in after}
    for row, other in pairs.values():
        yield RowChange("changed", row, other, causes.of((row, other), asked))
    for row in gone:
        if _key(row, links) not in pairs:
            yield RowChange("removed", row, None, causes.of((row,), asked))
    for row in come:
        if _key(row, links) not in pairs:
            yield RowChange("added", None, row, causes.of((row,), asked))


def _lacking(table: Table, other: Table) -> list[Row]:
    """The rows that the other table lacks, equal ones as often as they are more."""
    there, found = Counter(other.rows), []
    for row in table.rows:
        if there[row]:
            there[row] -= 1
        else:
            found.append(dict(zip(table.columns, row, strict=True)))
    return found


def _key(row: Row, links: Sequence[str]) -> tuple[object, ...]:
    return tuple(row.get(name) for name in links)


def _by_links(rows: Sequence[Row], links: Sequence[str]) -> dict[tuple[object, ...], Row]:
    """The rows whose links no other has."""
    often = Counter(_key(row, links) for row in rows)
    return {_key(row, links): row for row in rows if often[_key(row, links)] == 1}


def _worded(table: Table, quotes: dict[str, str]) -> Table:
    """The table with the words of a quote in place of its IRI, which tells where it stands."""
    rows = ([_cell(cell, quotes) for cell in row] for row in table)
    return Table.of(table.columns, rows)


def _cell(cell: object, quotes: dict[str, str]) -> object:
    return f"「{quotes[cell]}」" if isinstance(cell, Iri) and cell in quotes else cell


def _without(table: Table, left_out: Set[str]) -> Table:
    """The table without some columns."""
    keep = [at for at, name in enumerate(table.columns) if name not in left_out]
    columns = [table.columns[at] for at in keep]
    return Table.of(columns, ([row[at] for at in keep] for row in table))
