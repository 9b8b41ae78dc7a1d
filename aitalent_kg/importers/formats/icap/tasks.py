"""Keep the tasks of the table, and know which of them a row is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aitalent_kg.importers.formats.icap.codes import kind_of, owner_of
from aitalent_kg.importers.formats.icap.model import Entry, Log, Task, trimmed

__all__ = ["Tasks"]


class Tasks:
    """The tasks so far; the current one owns the levels, K and S of a row."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._by_code: dict[str, Task] = {}
        self.current: Task | None = None

    @property
    def current_code(self) -> str:
        """Code of the current task; "" before the first."""
        return self.current.entry.code if self.current else ""

    def in_order(self) -> list[Task]:
        """The tasks in the order of the text."""
        return sorted(self._by_code.values(), key=lambda task: task.entry.start)

    def choose(self, entries: Sequence[Entry]) -> None:
        """Open the tasks among the entries of a row, or find the one that it goes on with."""
        opened = [entry for entry in entries if kind_of(entry.code) == "task"]
        for entry in opened:
            self._open(entry)
        if len(opened) > 1:
            names = ", ".join(entry.code for entry in opened)
            self._log.doubt(opened[0].start, f"{names} share a row; level, K and S go to the last")
        owners = {entry.code for entry in opened} or {self.current_code}
        parts = [entry for entry in entries if kind_of(entry.code) in "OP"]
        strange = [part for part in parts if owner_of(part.code) not in owners]
        if strange and opened:
            codes = ", ".join(part.code for part in strange)
            self._log.doubt(strange[0].start, f"{codes} in the row of {opened[-1].code}")
        elif strange:
            self._turn_to(strange[-1])

    def add_named_only_by(self, parts: Iterable[Entry]) -> None:
        """Add the tasks that only the codes of outputs and indicators name."""
        for part in parts:
            if owner_of(part.code) not in self._by_code:
                self._add_nameless(part)

    def _open(self, entry: Entry) -> None:
        known = self._by_code.get(entry.code)
        if known:
            known.again.append(entry)
        self.current = self._by_code.setdefault(entry.code, Task(entry))

    def _turn_to(self, part: Entry) -> None:
        """Take the task that an output or indicator names, as its row names none."""
        code = owner_of(part.code)
        if code in self._by_code:
            reason = f"{part.code} in a row without task: its level, K and S are read as {code}'s"
            self._log.doubt(part.start, reason)
        else:
            self._add_nameless(part)
        self.current = self._by_code[code]

    def _add_nameless(self, part: Entry) -> None:
        code = owner_of(part.code)
        digits = trimmed(self._log.text, part.start + 1, part.start + len(code))
        assert digits is not None
        self._by_code[code] = Task(Entry(code, [digits], len(digits.raw)))
        self._log.doubt(part.start, f"{code} is only named by {part.code}; its own cell is missing")
