"""What a graph answers about people; `KnowledgeGraph` has these methods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aitalent_kg.lookup import Quads
from aitalent_kg.progress import Progress, silent

if TYPE_CHECKING:
    from aitalent_kg.assess.counted import Retired
    from aitalent_kg.assess.person import Assessment
    from aitalent_kg.gaps.answer import GapAnswer, TeamAnswer
    from aitalent_kg.gaps.have import Have
    from aitalent_kg.gaps.sets import Link
    from aitalent_kg.persons.reader import PersonReader
    from aitalent_kg.persons.record import Person
    from aitalent_kg.population.people import Population

__all__ = ["People"]


class People:
    """Records, gaps and award rules."""

    statements: Quads

    def person(self, source: Path | str | Mapping[str, Any] | Person) -> Person:
        """A person's record, from a YAML or JSON file or the values of one.

        Raises:
            MissingFile: there is no such file.
            UnreadableFile, BadValue: it is no record; field and line are named.
        """
        from aitalent_kg.persons.record import Person

        return source if isinstance(source, Person) else self._persons.read(source)

    @cached_property
    def _persons(self) -> PersonReader:
        from aitalent_kg.persons.reader import PersonReader

        return PersonReader(self.statements)

    def assess(
        self,
        person: Path | str | Mapping[str, Any] | Person,
        *,
        as_of: date | str | None = None,
        readings: Collection[str] = (),
        retired: Retired = "unknown",
        joined: bool = False,
        lang: str = "zh",
    ) -> Assessment:
        """Run the award rules of table 5 and the entry rules of the standards on a person.

        Args:
            person: a record, or the file or the values of one.
            as_of: the day to judge on; left out, that of the record, else today.
            readings: notations of readings that count instead of the recommended ones.
            retired: how certificates count whose examination has ended.
            joined: also ask for certificates and hours together, which the guide does not.
        Raises:
            UnknownName: there is no such reading.

        >>> import aitalent_kg as atk
        >>> row = atk.load().assess({"hours": {"AI 應用素養": 17}}, as_of="2026-06-01").rows[0]
        >>> row.target.label, row.outcome("hours"), row.rules["hours"].plans[0].hours
        ('AI 應用素養', 'not_met', 1.0)
        """
        from aitalent_kg.assess.person import Assessor
        from aitalent_kg.persons.record import as_day

        assessor = Assessor(self.statements, readings, retired, joined, lang)
        return assessor.assess(self.person(person), None if as_of is None else as_day(as_of))

    def gap(
        self,
        have: Have,
        goal: str,
        *,
        mapped: str = "close",
        links: Iterable[Link] = (),
        conditional: bool = True,
        lang: str = "zh",
    ) -> GapAnswer:
        """What is missing for a goal, what is there, what a mapping covers, what nobody states.

        Args:
            have: a role, standard or other resource; a record or its file; "none".
            goal: a role, standard, framework, ability type, path, gate …
            mapped: the weakest mapping that covers: "none", "exact", "close", "broad", "narrow",
                "related".
            links: mappings of your own.
            conditional: whether duties that apply under a condition are asked for, as T3 of
                SMS2512-002v1, "屬擔任技術開發者所需之工作職責".
        Raises:
            UnknownName, AmbiguousName: no one thing has this name.
            BadValue: the goal is nothing that asks for items.

        >>> import aitalent_kg as atk
        >>> found = atk.load().gap("SMS2512-002v1", "SET2529-001v2")
        >>> len(found.missing), len(found.covered), len(found.mapped)
        (16, 0, 9)
        """
        from aitalent_kg.gaps.answer import gap_of
        from aitalent_kg.gaps.have import holder_of
        from aitalent_kg.gaps.sides import goal_of

        holder = holder_of(self.statements, have, lang)
        iri = goal_of(self.statements, goal)
        return gap_of(self.statements, holder, iri, mapped, links, conditional, lang)

    def team_gap(
        self,
        people: Iterable[Have],
        goal: str,
        *,
        mapped: str = "close",
        links: Iterable[Link] = (),
        conditional: bool = True,
        lang: str = "zh",
    ) -> TeamAnswer:
        """The gap of several people together: who covers what, and what hangs on one of them.

        Arguments and errors are those of `gap`.
        """
        from aitalent_kg.gaps.answer import team_of
        from aitalent_kg.gaps.have import holders_of
        from aitalent_kg.gaps.sides import goal_of

        holders = holders_of(self.statements, people, lang)
        iri = goal_of(self.statements, goal)
        return team_of(self.statements, holders, iri, mapped, links, conditional, lang)

    def assess_table(
        self,
        source: object,
        *,
        connection: object = None,
        readings: Collection[str] = (),
        retired: Retired = "unknown",
        joined: bool = False,
        as_of: date | str | None = None,
        lang: str = "zh",
        progress: Progress = silent,
        sheet: str | None = None,
    ) -> Population:
        """The same rules on a table with a row for each person, through ibis.

        Args:
            source: a .csv, .xlsx or .parquet file, an ibis table, a pandas or polars frame, a
                pyarrow table; its columns are told in docs/careers.md.
            connection: what it runs on, as `ibis.pyspark.connect(session)`; left out, DuckDB.
            sheet: of a workbook; left out, the first.
        Raises:
            MissingFile, UnreadableFile: there is no such file; it is no table.
            UnknownName, BadValue: a column or reading cannot be.
            AitalentError: no column is one that rules look at.
        """
        from aitalent_kg.persons.record import as_day
        from aitalent_kg.population.people import assess_table

        return assess_table(
            self.statements,
            source,
            connection=connection,
            readings=readings,
            retired=retired,
            joined=joined,
            as_of=None if as_of is None else as_day(as_of),
            lang=lang,
            progress=progress,
            sheet=sheet,
        )
