"""What a graph answers about people and careers; `KnowledgeGraph` has these methods."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import BadValue
from aitalent_kg.lookup import Quads

if TYPE_CHECKING:
    from aitalent_kg.assess.counted import Retired
    from aitalent_kg.assess.person import Assessment
    from aitalent_kg.persons.record import Person

__all__ = ["Careers"]


class Careers:
    """Routes, gaps and award rules over the statements of a graph."""

    statements: Quads

    def person(self, source: Path | str | Mapping[str, Any] | Person) -> Person:
        """A person's record, from a YAML or JSON file or the values of one.

        Raises:
            MissingFile: there is no such file.
            UnreadableFile, BadValue: it is no record; field and line are named.
        """
        from aitalent_kg.persons.reader import read_person
        from aitalent_kg.persons.record import Person

        if isinstance(source, Person):
            return source
        return read_person(self.statements, source)

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

        assessor = Assessor(self.statements, readings, retired, joined, lang)
        return assessor.assess(self.person(person), _day(as_of))


def _day(given: date | str | None) -> date | None:
    if not isinstance(given, str):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadValue(given, "no date; write it as 2026-06-30") from None
