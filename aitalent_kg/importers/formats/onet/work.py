"""The tasks of occupations, and the detailed work activities that are broader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.onet.rows import SOC, Roles, refuse, rows
from aitalent_kg.importers.statements import Term, iri, name, text
from aitalent_kg.importers.tables import Sheet
from aitalent_kg.names import AIT

__all__ = ["Work"]

_KIND = iri(f"{AIT}taskKind")
_REVISES = name("prov:wasRevisionOf")


class Work:
    """Reads tasks.

    Attributes:
        readers: name of a table -> what reads it.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder, self.out, self.log = builder, builder.out, builder.log
        self.role = Roles(builder)
        self.readers: dict[str, Callable[[Sheet], None]] = {
            "task statements": self._tasks,
            "emerging tasks": self._emerging,
            "tasks to dwas": self._activities,
        }

    def _task(self, number: str) -> Term:
        return self.builder.below("task", number)

    def _tasks(self, sheet: Sheet) -> None:
        optional = ("Task Type", "Incumbents Responding", "Date", "Domain Source")
        seen: dict[str, int] = {}
        for row, code, (number, words, kind, *lost) in rows(
            sheet, SOC, "Task ID", "Task", optional=optional
        ):
            if seen.setdefault(number, row) != row:
                refuse(sheet, row, f"has the Task ID {number} of row {seen[number]}; left out")
                continue
            task = self._describe(self._task(number), code, words, number)
            if kind:
                self.out.add(task, _KIND, text(kind, "en"))
            if any(lost):
                self.log.lost[
                    "Task Statements: columns Incumbents Responding, Date, Domain Source"
                ] += 1

    def _describe(self, task: Term, code: str, words: str, number: str = "") -> Term:
        self.builder.thing(task, "Task", words.strip(), code=number)
        self.builder.part(task, self.role(code))
        return task

    def _emerging(self, sheet: Sheet) -> None:
        """Tasks without a number, numbered by us within their occupation, as they come."""
        places: Counter[str] = Counter()
        optional = ("Category", "Original Task ID", "Date", "Domain Source")
        for _, code, (words, category, original, *lost) in rows(
            sheet, SOC, "Task", optional=optional
        ):
            places[code] += 1
            term = self.builder.below("emerging-task", code, str(places[code]))
            task = self._describe(term, code, words)
            self.out.add(
                task, _KIND, text(f"Emerging: {category}" if category else "Emerging", "en")
            )
            if original:
                self.out.refer(task, _REVISES, self._task(original))
            if any(lost):
                self.log.lost["Emerging Tasks: columns Date, Domain Source"] += 1

    def _activities(self, sheet: Sheet) -> None:
        optional = ("Date", "Domain Source")
        for _, _, (number, activity, *lost) in rows(
            sheet, SOC, "Task ID", "DWA ID", optional=optional
        ):
            self.builder.broader(self._task(number), self.builder.below("element", activity))
            if any(lost):
                self.log.lost["Tasks to DWAs: columns Date, Domain Source"] += 1
