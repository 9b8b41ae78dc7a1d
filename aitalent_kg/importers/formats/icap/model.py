"""What an iCAP standard consists of, before it becomes RDF.

Every word keeps the places it was read from, so that a quote can be made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aitalent_kg.text import tidy

if TYPE_CHECKING:
    from aitalent_kg.importers.formats.icap.source import Source

__all__ = [
    "Entry",
    "Field",
    "Host",
    "Log",
    "Note",
    "Piece",
    "Remark",
    "Standard",
    "Task",
    "Version",
    "lines_of",
    "trimmed",
]

#: What some standards print between a code and its words.
_AFTER_CODE = re.compile(r"\A[\s.．:：、-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A half-open span of characters of the source, and its words."""

    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A repair of layout, or a doubt, with the line of the source it is about."""

    line: int
    kind: str  #: "repair" or "doubt"
    message: str


@dataclass(slots=True)
class Log:
    """Collects the remarks on one text."""

    source: Source
    remarks: list[Remark] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as it is read."""
        return self.source.text

    def repair(self, offset: int, message: str) -> None:
        """Note what was put right at this offset of the text."""
        self.remarks.append(Remark(self.source.line(offset), "repair", message))

    def doubt(self, offset: int, message: str) -> None:
        """Note what a person should look at, at this offset of the text."""
        self.remarks.append(Remark(self.source.line(offset), "doubt", message))


@dataclass(slots=True)
class Entry:
    """A code with its words, which may go on after a page or row break."""

    code: str  #: as the standard numbers it, in half-width characters; "" where none is printed
    pieces: list[Piece]
    skip: int = 0  #: characters of the first piece that are the code, not the words

    @property
    def text(self) -> str:
        """The words, tidied; parts of a broken cell are joined without a blank."""
        first, *rest = self.pieces
        words = _AFTER_CODE.sub("", first.raw[self.skip :]) if self.skip else first.raw
        return tidy(words).text + "".join(tidy(piece.raw).text for piece in rest)

    @property
    def start(self) -> int:
        """Offset of the code."""
        return self.pieces[0].start


@dataclass(frozen=True, slots=True)
class Host:
    """The entry that words without a code go on from."""

    entry: Entry
    certain: bool  #: the columns leave no doubt


@dataclass(slots=True)
class Task:
    """A task and what its row, or rows, of the table hold."""

    entry: Entry
    again: list[Entry] = field(default_factory=list)  #: where its cell is printed once more
    levels: list[Entry] = field(default_factory=list)
    knowledge: list[Entry] = field(default_factory=list)
    skills: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Field:
    """A value of the header, and the rows that print it."""

    text: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Version:
    """A row of the version table."""

    label: str  #: "V2"
    code: str
    name: str
    status: str
    note: str
    date: str  #: ISO 8601; "" where no date is printed
    piece: Piece


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the closing notes, without its list mark."""

    piece: Piece
    style: tuple[int, str]  #: blanks before it, and the kind of its list mark


@dataclass(slots=True)
class Standard:
    """One standard as read: header fields, table, attitudes, notes, and what was repaired."""

    code: str
    title: Piece | None
    fields: dict[str, Field]
    versions: list[Version]
    duties: list[Entry]  #: a code stands here as often as its words are printed
    tasks: list[Task]
    outputs: list[Entry]
    indicators: list[Entry]
    listed: list[Entry]  #: items as lists behind the table print them
    attitudes: list[Entry]
    notes: list[Note]
    remarks: list[Remark]

    @property
    def codes(self) -> int:
        """How many codes were read: of the table, its items' each time they stand there, A."""
        items = sum(len(task.knowledge) + len(task.skills) + 1 for task in self.tasks)
        parts = (self.duties, self.outputs, self.indicators, self.listed, self.attitudes)
        return items + sum(map(len, parts))


def lines_of(text: str) -> list[Piece]:
    """The lines of a text; a carriage return stays at the end of its line."""
    found: list[Piece] = []
    at = 0
    for line in text.split("\n"):
        found.append(Piece(at, at + len(line), line))
        at += len(line) + 1
    return found


def trimmed(text: str, start: int, end: int) -> Piece | None:
    """The span without blanks at its ends; None when nothing is left."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip())
    raw = raw.strip()
    return Piece(start + left, start + left + len(raw), raw) if raw else None
