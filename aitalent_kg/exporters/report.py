"""What an export did: what was written, and what the format could not carry.

In: events of a writer. Out: a frozen `ExportReport`. No file is written here, and no RDF is read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from aitalent_kg.progress import Progress, silent

__all__ = ["ExportReport", "Log", "Loss"]


#: So many kinds of losses are named in a line.
_FEW = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the format cannot carry."""

    count: int  #: how many statements, texts or things
    sentence: str  #: what happened to them, in English


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did."""

    format: str
    path: Path
    statements: int  #: different statements of the part that was exported, each graph's its own
    counts: dict[str, int]  #: class, or sort of thing of the format -> how many were written
    lost: dict[str, Loss]  #: what is not carried -> how much of it, and a sentence; by name
    files: tuple[Path, ...]  #: what was written; several in a folder

    @property
    def summary(self) -> str:
        """The report in a line."""
        things = sum(self.counts.values())
        few = (
            ", ".join(self.lost) if len(self.lost) <= _FEW else f"{len(self.lost)} kinds of things"
        )
        lost = f"; not carried: {few}" if self.lost else "; nothing is lost"
        return (
            f"{self.path}: {self.format}, {self.statements} statements, {things} things,"
            f" {len(self.files)} file{'s' if len(self.files) != 1 else ''}{lost}"
        )


@dataclass(slots=True)
class Log:
    """Collects what a writer tells."""

    progress: Progress = silent  #: told what is being done
    statements: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    _losses: Counter[str] = field(default_factory=Counter)
    _sentences: dict[str, str] = field(default_factory=dict)

    def wrote(self, kind: str, number: int = 1) -> None:
        """Tell of things that were written: the name of their class, as "Task"."""
        self.counts[kind] += number

    def lose(self, what: str, sentence: str, count: int = 1) -> None:
        """Tell of what is not carried; called for each, or once with a count.

        Args:
            what: a short name of it, the same for all of a kind: "names of graphs".
            sentence: what became of them: "Turtle has no graphs; statements stand together."
        """
        if count:
            self._losses[what] += count
            self._sentences[what] = sentence

    @property
    def lost(self) -> dict[str, Loss]:
        """What was lost so far, by name."""
        return {
            what: Loss(count, self._sentences[what]) for what, count in sorted(self._losses.items())
        }
