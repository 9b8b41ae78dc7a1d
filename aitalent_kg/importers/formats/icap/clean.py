"""Put right what a conversion did to the characters and codes of a text, before it is read.

Signs that nobody sees, page ends inside a line, page numbers inside a cell; codes with blanks,
letters for digits (K0l) or letters of other scripts in them, and ranges of codes (K01-K05). What has
one reading only is put right and told; anything else stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aitalent_kg.importers.formats.icap.broken import broken_edits
from aitalent_kg.importers.formats.icap.codes import half_width
from aitalent_kg.importers.formats.icap.model import lines_of
from aitalent_kg.importers.formats.icap.notes import notes_start
from aitalent_kg.importers.formats.icap.repair import code_edits, range_edits
from aitalent_kg.importers.formats.icap.source import Edit, Source
from aitalent_kg.importers.formats.icap.table import table_start

__all__ = ["clean"]

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ODD_BLANKS = "\u2000-\u200a\u202f\u205f\u2028\u2029\x85\v"
#: Radicals that some fonts of PDF files give for the characters of the same shape.
_RADICALS = "\u2f00-\u2fd5\u2ea0\u2ea9\u2ebc\u2ec4\u2ed1\u2ed8\u2edd\u2ee9\u2ef3"
#: Marks of other formats in a text; what each stands for.
_MARKUP = r"\*\*|<br ?/?>|</?p>|&(?:nbsp|amp|lt|gt|quot);"
_MEANT = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "**": "", "<p>": "", "</p>": ""}
_CHARACTERS = re.compile(
    rf"[{_UNSEEN}]+|[{_ODD_BLANKS}]|[{_RADICALS}]+|\f|\r(?!\n)|{_MARKUP}", re.IGNORECASE
)
_SUPPLEMENT = str.maketrans("⺠⺩⺼⻄⻑⻘⻝⻩⻳", "民王肉西長青食黃龜")
#: What begins a line of the table: its head, a page number, or a code in one of the first cells.
_ROW = re.compile(r"[\t ]*(?:主要職責|第\s*\d+\s*頁|T\s?\d|[OP]\d+\.\d+\.\d)")
#: Page numbers and names of the standard, in half-width, as they fall into cells.
_PAGE = re.compile(
    r"第\s*\d+\s*頁\s*[,/、]?\s*總?共\s*\d+\s*頁|頁次\s*:?\s*\d+\s*/\s*\d+|Page \d+ of \d+"
    r"|[A-Z]{2,4}\d{4}-\d{3}v\d+\s*[^\s\d]{1,20}職能基準(?:\s*第\s*\d+\s*頁)?"
    r"|(?<=\S)[ \u3000]+-\s?\d{1,3}\s?-(?=\s*(?:[\t\r\n]|\Z))"
)


def clean(text: str) -> Source:
    r"""The text as it is to be read.

    >>> clean("T1 甲\u200b\tT1.1 乙\t\t\t3\tK 01 戊").text
    'T1 甲\tT1.1 乙\t\t\t3\tK01 戊'
    """
    source = Source.of(text)
    source = source.edited(_characters(source.text))
    start, end = _table(source.text)
    if start < end:
        for find in (_pages, broken_edits, code_edits, range_edits):
            before = len(source.text)
            source = source.edited(_moved(start, find(source.text[start:end])))
            end += len(source.text) - before
    return source


def _table(text: str) -> tuple[int, int]:
    """Where the table and the lists of items stand: from the table's head to the closing notes."""
    lines = lines_of(text)
    first = table_start(lines)
    if first >= len(lines):
        return 0, 0
    last, _ = notes_start(lines, first)
    return lines[first].start, lines[last].start if last < len(lines) else len(text)


def _moved(start: int, edits: Iterator[Edit]) -> Iterator[Edit]:
    for edit in edits:
        yield Edit(edit.start + start, edit.end + start, edit.words, edit.message, edit.kind)


def _characters(text: str) -> Iterator[Edit]:
    one_line = "\n" not in text
    told = -1  # line of the last remark on signs that nobody sees
    for found in _CHARACTERS.finditer(text):
        start, end, raw = found.start(), found.end(), found[0]
        if raw == "\r":
            yield Edit(start, end, "\n" if one_line else " ")
        elif raw == "\f":
            yield _page_end(text, start)
        elif re.match(f"[{_ODD_BLANKS}]", raw):
            yield Edit(start, end, " ")
        elif raw[0] in "*<&":
            words = _MEANT.get(raw.lower(), " ")
            yield Edit(start, end, words, f"{raw!r} read as {words!r}" if words.strip() else "")
        elif re.match(f"[{_RADICALS}]", raw):
            words = _as_characters(raw)
            yield Edit(start, end, words, f"radicals {raw!r} read as the characters {words!r}")
        else:
            line = text.count("\n", 0, start)
            message = "" if line == told or start == 0 else "signs that nobody sees left out"
            told = line
            yield Edit(start, end, "", message)


def _as_characters(raw: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", raw.translate(_SUPPLEMENT))


def _page_end(text: str, at: int) -> Edit:
    """A form feed goes; in a line it ends the line only where a row begins behind it."""
    before, after = text[:at].rstrip(" \r\f")[-1:], text[at + 1 :].lstrip(" \r\f")[:1]
    if before in {"", "\n"} or after in {"", "\n"}:
        return Edit(at, at + 1, "")
    if _ROW.match(half_width(text[at + 1 : at + 40])):
        return Edit(at, at + 1, "\n", "a page ends in the line; read as two lines")
    return Edit(at, at + 1, " ", "a page ends in the line; its words go on")


def _pages(text: str) -> Iterator[Edit]:
    """Page numbers that fell into a cell with other words."""
    words = half_width(text)
    for found in _PAGE.finditer(words):
        start, end = found.span()
        left = max(text.rfind("\n", 0, start), text.rfind("\t", 0, start)) + 1
        right = re.compile(r"[\t\n]|\Z").search(text, end)
        assert right is not None
        if text[left:start].strip() or text[end : right.start()].strip():
            message = f"head or number of a page {text[start:end].strip()!r} inside a cell left out"
            yield Edit(start, end, "", message)
