"""How the characters of a text are accounted for, as `audit` counts them, with their places.

In: the ledger of a graph, the stem of a document and its text. Out: places and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aitalent_kg.ledger import Ledger
from aitalent_kg.names import DOCUMENTS, ID

__all__ = ["Marked", "counts", "marked"]

_LEFT, _FURNITURE, _COVERED, _BLANK = range(4)


@dataclass(frozen=True, slots=True)
class Marked:
    """What each character is, and the places that carry no statement."""

    marks: bytearray
    furniture: list[tuple[int, int, str]]  #: start, end, IRI of the piece
    left_over: list[tuple[int, int]]


def marked(ledger: Ledger, stem: str, text: str) -> Marked:
    """Mark every character of a text."""
    source, marks = f"{ID}source/{stem}", bytearray(len(text))
    furniture = sorted(_furniture(ledger, source, text))
    for start, end, _ in furniture:
        marks[start:end] = bytes([_FURNITURE]) * (end - start)
    used = {q for (graph, _), own in ledger.evidence.items() if graph in DOCUMENTS for q in own}
    for quote in ledger.quotes.values():
        if quote.source == source and quote.iri in used and quote.end <= len(text):
            marks[quote.start : quote.end] = bytes([_COVERED]) * (quote.end - quote.start)
    for at, character in enumerate(text):
        if character.isspace():
            marks[at] = _BLANK
    bare = [piece for piece in furniture if _FURNITURE in marks[piece[0] : piece[1]]]
    return Marked(marks, bare, list(_runs(marks)))


def counts(text: str, found: Marked) -> dict[str, int]:
    """Characters that are not blank: all, quoted by a document's statement, furniture, left over."""
    marks = found.marks
    return {
        "chars": len(text) - marks.count(_BLANK),
        "covered": marks.count(_COVERED),
        "furniture": marks.count(_FURNITURE),
        "leftOver": marks.count(_LEFT),
    }


def _furniture(ledger: Ledger, source: str, text: str) -> Iterator[tuple[int, int, str]]:
    for piece in ledger.furniture:
        at = text.find(piece.exact) if piece.source == source and piece.exact else -1
        while at >= 0:
            yield at, at + len(piece.exact), piece.iri
            at = text.find(piece.exact, at + len(piece.exact))


def _runs(marks: bytearray) -> Iterator[tuple[int, int]]:
    """Stretches of characters that nothing accounts for."""
    start = -1
    for at, mark in enumerate([*marks, _COVERED]):
        if mark == _LEFT and start < 0:
            start = at
        elif mark != _LEFT and start >= 0:
            yield start, at
            start = -1
