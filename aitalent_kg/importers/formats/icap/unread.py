"""Find the words of a standard that nothing was made of, so that none is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from aitalent_kg.importers.formats.icap.codes import plain
from aitalent_kg.importers.formats.icap.columns import HEAD_WORDS, read_head
from aitalent_kg.importers.formats.icap.furniture import PAGE_MARK
from aitalent_kg.importers.formats.icap.header import LABELS
from aitalent_kg.importers.formats.icap.model import Log, Piece, Standard, lines_of
from aitalent_kg.importers.formats.icap.notes import HEADING
from aitalent_kg.importers.formats.icap.versions import HEADS

__all__ = ["unread"]

_FORM = re.compile(r"職能基準名稱(?:\(擇一填寫\))?|所屬類別|職能基準(?:內容)?")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[).、]")
_WORD = re.compile(r"\w")


def unread(standard: Standard, spans: Iterable[tuple[int, int]], log: Log) -> None:
    """Add a doubt for each line with words that neither stand in `spans` nor belong to the form.

    Args:
        standard: what was read.
        spans: places of the quotes.
        log: takes the doubts; a line of which it or the standard says that words were left out
            is passed over.
    """
    read = bytearray(len(log.text))
    for start, end in spans:
        read[start:end] = b"\1" * (end - start)
    names = [plain(standard.title.raw)] if standard.title else []
    names.append(standard.code)
    said = (*standard.remarks, *log.remarks)
    told = {remark.line for remark in said if "left out" in remark.message}
    for number, line in enumerate(lines_of(log.text), 1):
        if number in told or not _WORD.search(line.raw) or read_head(line.raw.split("\t")):
            continue
        for words in _left(line, read):
            if not _of_form(plain(words), names):
                log.doubt(line.start, f"{words!r} is not read")


def _left(line: Piece, read: bytearray) -> Iterator[str]:
    """The runs of words of a line that no quote covers."""
    kept = [
        " " * 2 if read[at] and not character.isspace() else character
        for at, character in enumerate(line.raw, line.start)
    ]
    for run in re.split(r"\t|  +", "".join(kept)):
        if _WORD.search(run):
            yield run.strip()


def _of_form(words: str, names: Iterable[str]) -> bool:
    """Whether the form prints these words itself, or they only number a list or head a page."""
    for name in names:
        words = words.replace(name, "")
    if words in {"", *LABELS.values(), *HEADS}:
        return True
    return any(form.fullmatch(words) for form in (PAGE_MARK, _FORM, _NUMBER, HEADING, HEAD_WORDS))
