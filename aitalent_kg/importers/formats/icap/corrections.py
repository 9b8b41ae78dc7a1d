"""What a person decided where the text of a standard leaves a doubt: a TOML file beside it.

`[labels]` says which of the printed forms of an item is its name, by its code: `K09 = "…"`.
`[notes]` says what a closing note is, by its words; "scope" is the only kind so far.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.files import read_text

__all__ = ["Corrections"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """The decisions; empty where there is no file."""

    labels: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    path: Path = Path("corrections")

    @classmethod
    def read(cls, path: Path) -> Corrections:
        """Read a corrections file.

        Raises:
            MissingFile: there is no such file.
            UnreadableFile: the file is not TOML, or has a table or value that means nothing.
        """
        try:
            tables = tomllib.loads(read_text(path))
        except tomllib.TOMLDecodeError as error:
            raise UnreadableFile(path, f"not a corrections file in TOML: {error}") from error
        unknown = set(tables) - {"labels", "notes"}
        if unknown:
            problem = f"unknown table {min(unknown)!r}; known: labels, notes"
            raise UnreadableFile(path, problem)
        labels, notes = _table(tables, "labels", path), _table(tables, "notes", path)
        wrong = next((kind for kind in notes.values() if kind != "scope"), None)
        if wrong is not None:
            raise UnreadableFile(path, f"unknown kind of note {wrong!r}; known: scope")
        return cls(labels, notes, path)

    def sorted_as(self, words: str) -> str | None:
        """What a note with these words is, if a person said so."""
        return self.notes.get(words)

    def check(self, forms: Mapping[str, Collection[str]], notes: Collection[str]) -> None:
        """Check that each decision is about something that the standard prints.

        Args:
            forms: codes, and the wordings of each.
            notes: words of the closing notes.

        Raises:
            UnreadableFile: a decision fits nothing.
        """
        for code, label in self.labels.items():
            if label not in forms.get(code, ()):
                printed = " or ".join(map(repr, sorted(forms.get(code, ())))) or "no such code"
                problem = f"labels: {code} is not printed as {label!r} but: {printed}; correct it"
                raise UnreadableFile(self.path, problem)
        for words in self.notes:
            if words not in notes:
                problem = f"notes: no closing note reads {words!r}; correct it or take it out"
                raise UnreadableFile(self.path, problem)


def _table(tables: dict[str, Any], name: str, path: Path) -> dict[str, str]:
    table = tables.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
        raise UnreadableFile(path, f'{name} must be a table of lines like: K09 = "words"')
    return table
