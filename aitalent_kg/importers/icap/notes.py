"""Tell what the closing notes of a standard are about.

Entry conditions, a condition on a duty, the scope of the standard, or something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from aitalent_kg.importers.icap.corrections import Corrections
from aitalent_kg.importers.icap.model import Note
from aitalent_kg.importers.icap.table import half_width

__all__ = ["Closing", "read_closing"]

_HEAD = re.compile(r"建議.*條件")
_LEAST = re.compile(r"至少\s*(\d+)\s*項")
_DUTY = re.compile(r"(T\d{1,2})\s*屬")
_SCOPE = re.compile(r"此項職能基準")


@dataclass(slots=True)
class Closing:
    """The closing notes, sorted by what they say."""

    rule: Note | None = None
    least: int = 0  #: how many conditions must hold; 0 where nothing says it
    conditions: list[Note] = field(default_factory=list)
    duty_conditions: list[tuple[str, Note]] = field(default_factory=list)
    scope: list[Note] = field(default_factory=list)
    other: list[Note] = field(default_factory=list)
    remarks: list[tuple[Note, str, str]] = field(default_factory=list)


def read_closing(notes: Iterable[Note], corrections: Corrections) -> Closing:
    """Sort the notes; a correction for a note's words goes before the pattern."""
    closing = Closing()
    for note in notes:
        plain = half_width(note.piece.raw)
        duty = _DUTY.match(plain)
        if corrections.sorted_as(note.piece.raw) == "scope":
            closing.scope.append(note)
        elif _HEAD.search(plain) and closing.rule is None:
            closing.rule = note
        elif duty:
            closing.duty_conditions.append((duty[1], note))
        elif _SCOPE.match(plain):
            closing.other.append(note)
            message = "reads like the scope of the standard; name it in the corrections file"
            closing.remarks.append((note, "doubt", message))
        elif closing.rule:
            closing.conditions.append(note)
        else:
            closing.other.append(note)
    _combine(closing)
    return closing


def _combine(closing: Closing) -> None:
    """How many conditions must hold, where it is printed; a doubt where several just stand."""
    if closing.rule is None:
        return
    printed = _LEAST.search(half_width(closing.rule.piece.raw))
    if printed:
        closing.least = int(printed[1])
    elif len(closing.conditions) > 1:
        message = f"{len(closing.conditions)} entry conditions, and nothing says how they combine"
        closing.remarks.append((closing.rule, "doubt", message))
