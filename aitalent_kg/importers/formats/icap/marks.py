"""List marks: what a line of the attitudes or the closing notes may begin with."""

from __future__ import annotations

import re

__all__ = ["MARK", "NUMBERED", "NUMERALS"]

NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_NUMERAL = rf"[{''.join(NUMERALS)}]"
NUMBERED = rf"\(\s*(?:\d{{1,2}}|{_NUMERAL}{{1,3}})\s*\)|[①-⑳]"
#: Blanks and a mark, in half-width; `lastindex` tells the kind of mark.
MARK = re.compile(
    r"\s*(?:([-*])(?:\s+|(?=[A-Z]\d{2}))"
    r"|([•●‧·○◆■□※–—])\s*"
    rf"|({NUMBERED})\s*"
    r"|(\d{1,2}\s*[.、)])(?!\d)\s*"
    rf"|({_NUMERAL}{{1,3}}\s*[、.])(?!{_NUMERAL})\s*)"
)
