"""What a person decided where the text of a standard leaves a doubt: a TOML file beside it.

    [labels]                     # item code -> which of its printed forms is its name
    K09 = "人工智慧概論（含鑑別式與生成式 AI）"
    [notes]                      # words of a closing note -> what it is: "scope"
    "此項職能基準範圍為跨產業適用。" = "scope"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from aitalent_kg.errors import UnreadableFile

__all__ = ["Corrections"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """The decisions; empty where there is no file."""

    labels: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Corrections:
        """Read a corrections file.

        Raises:
            UnreadableFile: the file is not TOML, or has a table or value that means nothing.
        """
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UnreadableFile(path, f"not a corrections file: {error}") from error
        unknown = set(tables) - {"labels", "notes"}
        if unknown:
            raise UnreadableFile(path, f"unknown table {sorted(unknown)[0]!r}; known: labels, notes")
        wrong = [kind for kind in tables.get("notes", {}).values() if kind != "scope"]
        if wrong:
            raise UnreadableFile(path, f"unknown kind of note {wrong[0]!r}; known: scope")
        return cls(tables.get("labels", {}), tables.get("notes", {}))

    def sorted_as(self, words: str) -> str | None:
        """What a note with these words is, if a person said so."""
        return self.notes.get(words)
