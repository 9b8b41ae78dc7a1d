"""Find codes that a conversion damaged (K 01, T1. 1, K0l, k01, 01.1.1) and ranges of codes.

Only where a code may stand: at the start of a cell or line, or behind a blank or a sign that parts
the entries of a list. A code that is well-formed as it is printed is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aitalent_kg.importers.formats.icap.codes import CODE, half_width
from aitalent_kg.importers.formats.icap.marks import MARK
from aitalent_kg.importers.formats.icap.opens import asks
from aitalent_kg.importers.formats.icap.source import Edit

__all__ = ["code_edits", "range_edits"]

#: Letters of other scripts, or of the wrong case, that look like those of the codes.
_LETTERS = {
    "K": "KkКкΚκ",
    "S": "SsЅѕ",
    "A": "AaАΑ",
    "T": "TtТΤ",
    "O": "OoОΟ0",
    "P": "PpРΡ",
}
_LETTER_OF = {sign: letter for letter, signs in _LETTERS.items() for sign in signs}
_DIGIT = "0-9OoQlI|"
_DIGITS = str.maketrans("OoQlI|", "000111")
_DOT = r"\s?[.·‧∙•。,]\s?"
_TASK_DOT = r"\s?[.·‧∙•。]\s?"
_N = f"[{_DIGIT}]{{1,2}}"
_BEFORE = r"(?<![0-9A-Za-z.])"
_BEHIND = r"(?![0-9A-Za-z]|\.\d)"
_PART = re.compile(
    rf"{_BEFORE}([{_LETTERS['O']}{_LETTERS['P']}])[ ]?({_N}{_DOT}{_N}{_DOT}{_N}){_BEHIND}"
)
_TASK = re.compile(rf"{_BEFORE}([{_LETTERS['T']}])[ ]?({_N}{_TASK_DOT}{_N}){_BEHIND}(?!\s?[.)、])")
_DUTY = re.compile(rf"{_BEFORE}([{_LETTERS['T']}])[ ]?({_N}){_BEHIND}(?!\s?[.·‧。,])")
_THING = re.compile(
    rf"{_BEFORE}([{_LETTERS['K']}{_LETTERS['S']}{_LETTERS['A']}])"
    rf"[ ]?([{_DIGIT}][ ]?[{_DIGIT}]|[{_DIGIT}]{{3}}){_BEHIND}"
)
#: Forms of codes at the start of a cell, and further back, where T 1 may be words.
_FORMS = (_PART, _TASK, _DUTY, _THING)
_INNER = (_PART, _TASK, _THING)
_PARTING = " \u3000、,;"
_ANY = re.compile(r"[A-Za-z0\u0370-\u04ff]")
_ITEM = re.compile(r"[KSA]\d{2,3}")
_RANGE = re.compile(
    r"(?<![0-9A-Za-z.])([KS])(\d{2,3})\s?[-–—−~〜至到]\s?([KS]?)(\d{2,3})(?!\d|\.\d)"
)
_NO_WORDS = re.compile(r"[ \u3000、,;。]*(?:[\t\r\n]|\Z|[KS]\d{2})")
_LONGEST_RANGE = 60


def code_edits(text: str) -> Iterator[Edit]:
    """Edits that put damaged codes right."""
    words, at = half_width(text), 0
    for start, first in _places(words):
        if start < at:
            continue
        forms = _FORMS if first else _INNER
        found = next(filter(None, (form.match(words, start) for form in forms)), None)
        code = _code(found, words) if found else ""
        if found and code:
            at = found.end()
            printed = text[start:at]
            kind = "doubt" if _lettered(found) else "repair"
            yield Edit(start, at, code, f"{printed!r} read as {code}", kind)


def range_edits(text: str) -> Iterator[Edit]:
    """Edits that write out ranges of codes, each of which stands without words."""
    words = half_width(text)
    for found in _RANGE.finditer(words):
        letter, first, other, last = found.groups()
        numbers = range(int(first), int(last) + 1)
        start, end = found.span()
        alike = other in {"", letter} and 1 < len(numbers) <= _LONGEST_RANGE
        if alike and _NO_WORDS.match(words, end):
            codes = " ".join(f"{letter}{n:0{len(first)}}" for n in numbers)
            yield Edit(start, end, codes, f"{text[start:end]!r} read as {codes}")
        else:
            message = f"{text[start:end]!r} looks like a range of codes; not written out"
            yield Edit(start, end, text[start:end], message, "doubt")


def _places(words: str) -> Iterator[tuple[int, bool]]:
    """Where a code may begin, behind what parts entries; and whether its cell begins there."""
    for found in _ANY.finditer(words):
        start = found.start()
        before = words[max(0, start - 40) : start]
        cell = re.split(r"[\t\n]", before)[-1]
        if not cell.strip() or MARK.fullmatch(cell):
            yield start, True
        elif found[0] != "0" and cell[-1] in _PARTING + "。)" and not asks(cell.rstrip(_PARTING)):
            yield start, False


def _lettered(found: re.Match[str]) -> bool:
    """Whether letters stand for digits, or a digit for the letter; a person should look at that."""
    return any(c in "OoQlI|" for c in found[2]) or found[1] == "0"


def _code(found: re.Match[str], words: str) -> str:
    """The code that is meant; "" where it is printed well, or may be something else."""
    letter = _LETTER_OF[found[1]]
    numbers = re.split(r"\s?[.·‧∙•。,]\s?", found[2])
    if any(not any(c.isdigit() for c in n) and n not in {"l", "I", "|"} for n in numbers):
        return ""
    code = letter + ".".join(n.replace(" ", "").translate(_DIGITS) for n in numbers)
    printed = found[0]
    well = CODE.match(words, found.start())
    if code == printed or (well and well[1].count(".") == code.count(".")):
        return ""
    spaced, lower = " " in printed, found[1].islower()
    if spaced + lower + _lettered(found) > 1 or not (_ITEM.fullmatch(code) or CODE.fullmatch(code)):
        return ""
    return code
