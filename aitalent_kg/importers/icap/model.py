"""What an iCAP standard consists of, before it becomes RDF.

Every word keeps the places it was read from, so that a quote can be made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aitalent_kg.text import tidy

__all__ = ["Entry", "Note", "Piece", "Remark", "Standard", "Task", "Version"]


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
class Entry:
    """A code with its words, which may go on after a page or row break."""

    code: str  #: as the standard numbers it, in half-width characters; "" where none is printed
    pieces: list[Piece]
    skip: int = 0  #: characters of the first piece that are the code, not the words

    @property
    def text(self) -> str:
        """The words, tidied; parts of a broken cell are joined without a blank."""
        first, *rest = self.pieces
        return tidy(first.raw[self.skip :].lstrip()).text + "".join(tidy(p.raw).text for p in rest)

    @property
    def start(self) -> int:
        return self.pieces[0].start


@dataclass(slots=True)
class Task:
    """A task and what its row, or rows, of the table hold."""

    entry: Entry
    levels: list[Entry] = field(default_factory=list)
    knowledge: list[Entry] = field(default_factory=list)
    skills: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Version:
    """A row of the version table."""

    label: str  #: "V2"
    code: str
    name: str
    status: str
    note: str
    date: str  #: ISO 8601
    piece: Piece


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the closing notes."""

    piece: Piece
    depth: int  #: 0 for an outer list item, 1 for one below it


@dataclass(slots=True)
class Standard:
    """One standard as read: header fields, table, attitudes, notes, and what was repaired."""

    code: str
    title: Piece
    fields: dict[str, tuple[str, Piece]]  #: name of a header field -> value, and its row
    versions: list[Version]
    duties: list[Entry]
    tasks: list[Task]
    outputs: list[Entry]
    indicators: list[Entry]
    attitudes: list[Entry]
    notes: list[Note]
    remarks: list[Remark]
