"""Read the closing notes, and tell what each is about.

Entry conditions, a condition on a duty, the scope of the standard, or something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from aitalent_kg.importers.formats.icap.codes import half_width, plain
from aitalent_kg.importers.formats.icap.corrections import Corrections
from aitalent_kg.importers.formats.icap.furniture import heads_a_page
from aitalent_kg.importers.formats.icap.marks import MARK, NUMBERED, NUMERALS
from aitalent_kg.importers.formats.icap.model import Log, Note, Piece, trimmed

__all__ = ["HEADING", "Closing", "notes_start", "read_closing", "read_notes"]

HEADING = re.compile(r"說明[與及]補充(?:事項|說明)")
_RULE = re.compile(r"建議.*條件")
_ENDED = re.compile(r"[。！？：；.!?:;]\s*\Z")
_LEAST = re.compile(r"至少(?:具備|符合|滿足)?(?:其中)?\s*(\d+|[一二三四五六七八九十])\s*[項個]")
_ANY = re.compile(r"任[一1]|其[一1]|之一")
_DUTIES = re.compile(r"(T\d{1,2}(?:\s*[、,及和與]\s*T\d{1,2})*)\s*(?:皆|均)?[屬為係]")
_SCOPE = re.compile(r"[此本]項?職能基準.*(?:範圍|適用)")


@dataclass(slots=True)
class Closing:
    """The closing notes, sorted by what they say."""

    rule: Note | None = None
    least: int = 0  #: how many conditions must hold; 0 where nothing says it
    conditions: list[Note] = field(default_factory=list)
    duty_conditions: list[tuple[str, Note]] = field(default_factory=list)
    scope: list[Note] = field(default_factory=list)
    other: list[Note] = field(default_factory=list)
    over: bool = False  #: the list of conditions has ended


def notes_start(lines: Sequence[Piece], first: int) -> tuple[int, int]:
    """Index behind the attitudes, and of the first line of the notes.

    Where no heading stands between them, the heading of the entry conditions parts them.
    """
    for index in range(first, len(lines)):
        if HEADING.fullmatch(plain(lines[index].raw)):
            return index, index + 1
    for index in range(first, len(lines)):
        if "\t" not in lines[index].raw and _RULE.search(half_width(lines[index].raw)):
            return index, index
    return len(lines), len(lines)


def read_notes(lines: Sequence[Piece], log: Log, names: Collection[str] = ()) -> list[Note]:
    """The notes among these lines; the heading may be printed again between them.

    Args:
        names: of the standard, which may head its pages.
    """
    found: list[Note] = []
    marked = False
    for line in lines:
        if heads_a_page(line.raw, names):
            continue
        words = half_width(line.raw)
        mark = MARK.match(words)
        piece = trimmed(log.text, line.start + (mark.end() if mark else 0), line.end)
        if piece is None or HEADING.fullmatch(plain(piece.raw)):
            marked = False
        elif mark is None and marked and not _ENDED.search(found[-1].piece.raw):
            found[-1] = _joined(found[-1], piece, log)
        else:
            style = (len(words) - len(words.lstrip()), str(mark.lastindex) if mark else "")
            found.append(Note(piece, style))
            marked = mark is not None
    return found


def _joined(note: Note, piece: Piece, log: Log) -> Note:
    log.repair(piece.start, f"{piece.raw!r} joined to the note before")
    start, end = note.piece.start, piece.end
    return Note(Piece(start, end, log.text[start:end]), note.style)


def read_closing(
    notes: Iterable[Note], duties: Iterable[str], corrections: Corrections, log: Log
) -> Closing:
    """Sort the notes; a correction for a note's words goes before the pattern.

    Args:
        notes: in the order of the text.
        duties: codes of the duties.
        corrections: what a person decided.
        log: takes the doubts.
    """
    closing, known = Closing(), set(duties)
    for note in notes:
        words = half_width(note.piece.raw)
        if corrections.sorted_as(note.piece.raw) == "scope":
            closing.scope.append(note)
        elif _DUTIES.match(words):
            _condition_of_duties(closing, note, known, log)
        elif closing.rule is None and _RULE.search(words):
            _open_rule(closing, note, log.text)
        elif _SCOPE.match(words):
            closing.other.append(note)
            message = "reads like the scope of the standard; name it in the corrections file"
            log.doubt(note.piece.start, message)
        elif _is_condition(closing, note):
            closing.conditions += _split(note, log.text)
        else:
            closing.other.append(note)
    _combine(closing, log)
    return closing


def _condition_of_duties(closing: Closing, note: Note, known: set[str], log: Log) -> None:
    found = _DUTIES.match(half_width(note.piece.raw))
    codes = re.findall(r"T\d+", found[1]) if found else []
    strange = [code for code in codes if code not in known]
    if strange:
        log.doubt(note.piece.start, f"speaks of {', '.join(strange)}, no duty; kept as a passage")
        closing.other.append(note)
        return
    closing.duty_conditions += [(code, note) for code in codes]


def _open_rule(closing: Closing, note: Note, text: str) -> None:
    """Take the heading of the conditions; conditions may follow in the same line."""
    words = half_width(note.piece.raw)
    number = re.search(NUMBERED, words)
    behind = words.partition(":")[2]
    end = number.start() if number else len(words) - len(behind)
    if not number and (not behind.strip() or _number(behind) or behind.lstrip().startswith("(")):
        closing.rule = note
        return
    at = note.piece.start
    head, rest = trimmed(text, at, at + end), trimmed(text, at + end, note.piece.end)
    closing.rule = Note(head, note.style) if head else note
    closing.conditions = list(_split(Note(rest, (0, "inline")), text)) if rest else []


def _split(note: Note, text: str) -> Iterator[Note]:
    """The conditions of a line: cut before each number in brackets."""
    words = half_width(note.piece.raw)
    marks = list(re.finditer(rf"(?:(?<=[\s。;])|\A)(?:{NUMBERED})\s*", words))
    bounds = [0, *(mark.start() for mark in marks if mark.start()), len(words)]
    for start, end in pairwise(bounds):
        mark = re.match(rf"(?:{NUMBERED})\s*", words[start:end])
        first = start + (mark.end() if mark else 0)
        piece = trimmed(text, note.piece.start + first, note.piece.start + end)
        if piece:
            yield Note(piece, note.style)


def _is_condition(closing: Closing, note: Note) -> bool:
    """Whether a note belongs to the rule's list.

    The list ends with a note that stands beside the heading, where the conditions stand apart.
    """
    if closing.rule is None or closing.over:
        return False
    first = closing.conditions[0].style if closing.conditions else closing.rule.style
    closing.over = first != closing.rule.style and note.style == closing.rule.style
    return not closing.over


def _combine(closing: Closing, log: Log) -> None:
    """How many conditions must hold, where it is printed; a doubt where several just stand."""
    if closing.rule is None:
        return
    count, at = len(closing.conditions), closing.rule.piece.start
    closing.least = _number(half_width(closing.rule.piece.raw))
    if count == 0:
        log.doubt(at, "no entry condition follows")
    elif closing.least > count:
        log.doubt(at, f"at least {closing.least} of {count} entry conditions are called for")
    elif count > 1 and not closing.least:
        log.doubt(at, f"{count} entry conditions, and nothing says how they combine")


def _number(words: str) -> int:
    """The least number that a heading names; 0 where it names none."""
    found = _LEAST.search(words)
    if found:
        return int(found[1]) if found[1].isdigit() else NUMERALS[found[1]]
    return 1 if _ANY.search(words) else 0
