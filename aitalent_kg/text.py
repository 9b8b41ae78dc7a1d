"""Read a document's text: tidy what the conversion broke, find a place, name a line.

In: the text of one source file. Out: tidied text with a map back to the raw characters.
No RDF, no file access and no judgement about wording here: a typing error stays.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Tidied", "cased", "folded", "line_of", "line_starts", "natural", "tidy"]

#: Marks that the conversion from PDF left in the text; they are not words of a document.
MARKUP = re.compile(r"<ul[^>]*>|</?p>|\*\*")
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_FULL_WIDTH = r"\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff60"
_WIDE = re.compile(f"[{_HAN}{_FULL_WIDTH}]")
_PUNCTUATION = re.compile(f"[{_FULL_WIDTH}]")
_BLANK = " \u00a0\u3000\n\r"


@dataclass(frozen=True, slots=True)
class Tidied:
    """Text without line-wrap blanks and markup, and where each of its characters stood."""

    text: str
    origin: tuple[int, ...]  #: index in the raw text of each character of `text`

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw half-open span that `text[start:end]` was made from."""
        return self.origin[start], self.origin[end - 1] + 1


def tidy(raw: str) -> Tidied:
    """Remove the blanks that line wrapping left, and the markup of the conversion.

    A run of blanks goes when it stands between two Chinese characters or beside full-width
    punctuation; any other run becomes one blank. Tabs part table cells and always stay.

    >>> tidy("評估與 分析 AI 技 術").text
    '評估與分析 AI 技術'
    """
    kept = _outside_markup(raw)
    out: list[int] = []
    position = 0
    while position < len(kept):
        run = position
        while run < len(kept) and raw[kept[run]] in _BLANK:
            run += 1
        if run == position:
            out.append(kept[position])
            position += 1
            continue
        before = raw[out[-1]] if out else ""
        after = raw[kept[run]] if run < len(kept) else ""
        if not _closes_up(before, after):
            out.append(kept[position])
        position = run
    text = "".join(" " if raw[i] in _BLANK else raw[i] for i in out)
    return Tidied(text, tuple(out))


def folded(words: str) -> str:
    """Words for comparison: blanks, case and full or half width do not matter.

    >>> folded("ＡＩ 產品經理") == folded("ai產品經理")
    True
    """
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()


def natural(text: str) -> list[tuple[int, int, str]]:
    """Sort key by which T2 stands before T10.

    >>> sorted(["T10", "T2"], key=natural)
    ['T2', 'T10']
    """
    pieces = re.split(r"(\d+)", text)
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces if p]


def cased(tag: str) -> str:
    """A language tag in the case of BCP 47, which stores do not keep: zh-Hant, zh-TW.

    >>> cased("zh-hant"), cased("zh-tw")
    ('zh-Hant', 'zh-TW')
    """
    first, *rest = tag.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def line_starts(text: str) -> list[int]:
    """Offsets at which the lines of `text` begin; line n (from 1) is entry n - 1."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_of(text: str, offset: int) -> int:
    """Number, from 1, of the line that holds the character at `offset`."""
    return text.count("\n", 0, offset) + 1


def _outside_markup(raw: str) -> list[int]:
    """Indices of the characters of `raw` that no markup covers."""
    kept: list[int] = []
    end = 0
    for match in MARKUP.finditer(raw):
        kept.extend(range(end, match.start()))
        end = match.end()
    kept.extend(range(end, len(raw)))
    return kept


def _closes_up(before: str, after: str) -> bool:
    """Whether a blank between these two characters is only a trace of line wrapping."""
    if not before or not after:
        return True
    if _PUNCTUATION.match(before) or _PUNCTUATION.match(after):
        return True
    return bool(_WIDE.match(before) and _WIDE.match(after))
