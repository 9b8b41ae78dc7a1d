"""Assess a table of people; what can be asked of the answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from aitalent_kg.assess.counted import Retired
from aitalent_kg.assess.person import Assessor
from aitalent_kg.errors import BadValue
from aitalent_kg.lookup import Quads
from aitalent_kg.population.additions import additions, chosen
from aitalent_kg.population.cells import Cells
from aitalent_kg.population.chart import draw
from aitalent_kg.population.columns import layout
from aitalent_kg.population.compiled import Expr
from aitalent_kg.population.facts import (
    BAD,
    DEPARTMENT,
    PERSON,
    Facts,
    Settled,
    facts,
    with_people,
)
from aitalent_kg.population.judged import COUNT, Judged, Profiles, profiles
from aitalent_kg.population.reach import Reach, reach
from aitalent_kg.population.recognised import recognise
from aitalent_kg.population.rejects import rejected_rows, repeated_ids
from aitalent_kg.population.rows import ROW, Rejected
from aitalent_kg.population.saving import save
from aitalent_kg.population.sources import Source, read_source
from aitalent_kg.population.summary import compared, missing, single_points, summary
from aitalent_kg.progress import Progress, silent
from aitalent_kg.table import Table

__all__ = ["Population", "assess_table"]


def assess_table(
    quads: Quads,
    source: Any,
    *,
    connection: Any = None,
    readings: Collection[str] = (),
    retired: Retired = "unknown",
    joined: bool = False,
    as_of: date | None = None,
    lang: str = "zh",
    progress: Progress = silent,
    sheet: str | None = None,
) -> Population:
    """Judge every person of a table by every rule of the graph.

    Args:
        source: a .csv, .xlsx or .parquet file with a row a person, or an ibis table, a pandas or
            polars frame, a pyarrow table. Columns: hours by ability type, `certificates` by name
            or numbers by class, conditions; `person`, `name`, `department`; others are kept.
        connection: an ibis connection to run on, as `ibis.pyspark.connect(session)`; None: DuckDB.
        readings, retired, joined: as for one person, see `Assessor`.
        as_of: the day on which all are judged; today if left out.
        sheet: of a workbook; the first one if left out.
    Raises:
        MissingFile, UnreadableFile: the file is not there, or is no table.
        UnknownName, BadValue: a column, reading or sheet cannot be.
        AitalentError: no column is one that rules look at.
    """
    assessor = Assessor(quads, readings, retired, joined, lang)
    given = read_source(source, connection, sheet, progress)
    found = layout(quads, assessor.rules, given.header)
    cells = Cells(assessor, as_of or date.today())
    table = with_people(given.table, found)
    judged = Judged.of(assessor, lang)
    progress("ids")
    repeated = repeated_ids(table) if found.named("person") else None
    settled = Settled(
        table,
        found,
        tuple(recognise(table, found, cells, progress)),
        cells,
        tuple(dict.fromkeys(key[0] for key in judged.keys if isinstance(key, tuple))),
        tuple(key for key in judged.keys if isinstance(key, str)),
        repeated,
    )
    progress("rules")
    return Population(quads, given, settled, judged, facts(settled), lang, progress)


@dataclass(frozen=True)
class Population:
    """The people of a table, judged. Nothing is counted before it is asked for."""

    quads: Quads
    source: Source
    settled: Settled
    judged: Judged
    facts: Facts
    lang: str
    progress: Progress = silent
    supposed: bool = False  #: whether something is added that they do not have

    @property
    def kept_columns(self) -> tuple[str, ...]:
        """Columns that no rule looks at; they stand in the outcomes as they are."""
        columns = self.settled.layout.columns
        return tuple(
            c.name for c in columns if c.role == "kept" and c.name not in self.judged.names
        )

    @property
    def outcomes(self) -> Expr:
        """An ibis table: person, department, columns kept, the outcome of every rule.

        Outcomes are "met", "not_met", "depends", "unknown". Keep the population as long as the
        table is used: rows of a file lie in a temporary folder of it.
        """
        return self._rows(self.judged.outcomes(self.facts.known))

    @property
    def readings(self) -> Expr:
        """The same by reading: "met", "not_met", "unknown"."""
        return self._rows(self.judged.readings(self.facts.known))

    @cached_property
    def _profiles(self) -> Profiles:
        """People gathered by what they have; counted at first use."""
        self.progress("people")
        return profiles(self.facts, self.judged.keys, by_department=False)

    @cached_property
    def _profiles_by_department(self) -> Profiles:
        self.progress("people by department")
        return profiles(self.facts, self.judged.keys, by_department=True)

    @cached_property
    def rejected(self) -> Table:
        """Rows that are kept out of every count: row, person, column, value, reason."""
        columns = ("row", "person", "column", "value", "reason")
        found = [*self.source.rejected, *self._misread]
        found.sort(key=lambda r: (r.row is None, r.row or 0, r.person, r.column))
        rows = ((r.row, r.person, r.column, r.value, r.reason) for r in found)
        return Table.of(columns, rows)

    @cached_property
    def people(self) -> int:
        """How many people are counted."""
        return int(self._profiles.table[COUNT].sum().to_pyarrow().as_py() or 0)

    @cached_property
    def kept_out(self) -> int:
        """How many rows are kept out."""
        rows = int(self.settled.table.count().to_pyarrow().as_py())
        return rows - self.people + len(self.source.rejected)

    def table(self, limit: int | None = None) -> Table:
        """The outcomes as rows, all or the first ones."""
        rows = self.outcomes if limit is None else self.outcomes.limit(limit)
        cells = rows.to_pyarrow().to_pylist()
        return Table.of(rows.columns, (row.values() for row in cells))

    def save(self, path: Path | str, readings: bool = False) -> None:
        """Write the outcomes as .csv, .parquet or .xlsx.

        Raises:
            BadValue: another ending, or more rows than a sheet of Excel has.
        """
        save(self.readings if readings else self.outcomes, Path(path), self.progress)

    def summary(self, by_department: bool = False) -> Table:
        """How many people reach what: rule, title, numbers by outcome, share that is met."""
        return summary(self._gathered(by_department), self.judged, by_department)

    def missing(self, by_department: bool = False) -> Table:
        """What those lack who do not surely meet a rule: how many, how many of them only that.

        `may_have`: of how many the records do not say whether they have it already. Of each rule the reading that counts, the commonest piece first.
        """
        gathered = self._gathered(by_department)
        return missing(self.quads, gathered, self.judged, self.lang, by_department)

    def single_points(self) -> Table:
        """Rules that only one person meets, of a department or of all."""
        return single_points(self.facts, self.judged)

    def what_if(
        self,
        hours: Mapping[str, float | Mapping[str, float]] | None = None,
        certificates: Mapping[str, int] | None = None,
        departments: Iterable[str] | None = None,
        persons: Iterable[str] | None = None,
    ) -> Population:
        """The same people with more courses or certificates.

        Args:
            hours: ability type -> hours, or hours by tool: {"AI 工具應用": {"ChatGPT": 18}}.
            certificates: class or certificate, `#kind of tool` behind it or not -> how many.
            departments, persons: only these; all if both are left out.
        Raises:
            UnknownName: there is no such type, certificate, department or person.
            BadValue: nothing is added, or this is a what-if already.
        """
        if self.supposed:
            raise BadValue("what_if", "of a what-if; give all additions in one call")
        more = additions(self.settled.cells, hours or {}, certificates or {})
        group = chosen(self.settled.table, departments, persons)
        return replace(self, facts=facts(self.settled, more, group), supposed=True)

    def compared(self, other: Population) -> Table:
        """How many meet each rule here and there: before, after, gained."""
        return compared(self.summary(), other.summary())

    def reach(self, rule: str, target: float) -> Reach:
        """The least additions with which so many people meet a rule.

        Args:
            rule: its column, as "ai-tools-basic/hours".
            target: a number of people, or a share of them below 1 or as 0.8.
        Raises:
            UnknownName: there is no such rule.
            BadValue: the target is no such number.
        """
        return reach(self, rule, target)

    def plot(self, path: Path | str) -> None:
        """A chart of the outcomes per rule, as .png, .svg or .pdf."""
        draw(self.summary(), Path(path), self.lang)

    def _gathered(self, by_department: bool) -> Profiles:
        return self._profiles_by_department if by_department else self._profiles

    def _rows(self, columns: Mapping[str, Expr]) -> Expr:
        """The people who are counted, in the order of the source, with columns of outcomes."""
        rows = self.facts.table.mutate(**columns).filter(~self.facts.table[BAD])
        if ROW in rows.columns:
            rows = rows.order_by(ROW)
        shown = {name: rows[name] for name in (*self.kept_columns, *columns)}
        return rows.select(person=rows[PERSON], department=rows[DEPARTMENT], **shown)

    @cached_property
    def _misread(self) -> list[Rejected]:
        self.progress("rows kept out")
        return rejected_rows(self.settled, self.facts)
