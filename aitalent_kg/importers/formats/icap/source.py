"""A text as it is read, and where each of its characters stands in the text as it was given.

In: a text and edits of it. Out: a text with the edits made, which still knows its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aitalent_kg.importers.formats.icap.model import Remark
from aitalent_kg.text import line_of

__all__ = ["Edit", "Source"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands for a span of a text; with words for the report where a person should know."""

    start: int
    end: int
    words: str
    message: str = ""
    kind: str = "repair"


@dataclass(frozen=True)
class Source:
    """A text as it is read."""

    text: str
    raw: str  #: as given
    remarks: tuple[Remark, ...] = ()  #: on the edits
    #: Span of `raw` behind each character of `text`; empty where nothing was edited.
    first: tuple[int, ...] = field(default=(), repr=False)
    last: tuple[int, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, text: str) -> Source:
        """A text that nobody edited."""
        return cls(text, text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of `raw` that `text[start:end]` stands for."""
        return (self.first[start], self.last[end - 1]) if self.first else (start, end)

    def line(self, offset: int) -> int:
        """Number, from 1, of the line of `raw` behind an offset of `text`."""
        if not self.first:
            return line_of(self.raw, offset)
        at = self.first[offset] if offset < len(self.first) else len(self.raw)
        return line_of(self.raw, at)

    def edited(self, edits: Iterable[Edit]) -> Source:
        """The text with some edits made, which come in order and do not overlap."""
        made = list(edits)
        if not made:
            return self
        text, first, last = "", list[int](), list[int]()
        at = 0
        for edit in made:
            text += self.text[at : edit.start] + edit.words
            self._keep(at, edit.start, first, last)
            start, end = self.span(edit.start, edit.end)
            first += [start] * len(edit.words)
            last += [end] * len(edit.words)
            at = edit.end
        self._keep(at, len(self.text), first, last)
        remarks = [Remark(self.line(e.start), e.kind, e.message) for e in made if e.message]
        return Source(
            text + self.text[at:], self.raw, (*self.remarks, *remarks), tuple(first), tuple(last)
        )

    def _keep(self, start: int, end: int, first: list[int], last: list[int]) -> None:
        first += self.first[start:end] if self.first else range(start, end)
        last += self.last[start:end] if self.last else range(start + 1, end + 1)
