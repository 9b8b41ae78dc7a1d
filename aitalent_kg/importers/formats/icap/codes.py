"""The codes and levels that a standard prints.

T1 is a duty, T1.1 a task, O1.1.1 an output, P1.1.1 an indicator, K01 and S01 are items.
"""

from __future__ import annotations

import re

__all__ = [
    "CODE",
    "ORDER",
    "STANDARD_CODE",
    "duty_of",
    "follows",
    "half_width",
    "kind_of",
    "levels_in",
    "owner_of",
    "plain",
]

STANDARD_CODE = re.compile(r"[A-Z]{2,4}\d{4}-\d{3}v\d+")
CODE = re.compile(
    r"(?<![0-9A-Za-z.])"
    r"(T\d{1,2}(?:\.\d{1,2})?|[OP]\d{1,2}\.\d{1,2}\.\d{1,2}|[KS]\d{2,3})"
    r"(?!\d|\.\d)"
)
#: Kinds of cell content from left to right in the form.
ORDER = {"duty": 0, "task": 1, "O": 2, "P": 3, "level": 4, "K": 5, "S": 6}

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TO = r"\s*[-–—−~〜至到]\s*"
_LEVELS = re.compile(rf"[1-6](?:(?:{_TO}|\s*[、,/及或和]\s*|\s+)[1-6])*")


def half_width(text: str) -> str:
    """`text` with full-width letters, digits and signs made half-width, at equal length."""
    return text.translate(_WIDTHS)


def plain(raw: str) -> str:
    """Words for comparison: no blanks, no heading marks, no colon behind, half-width."""
    return "".join(half_width(raw).split()).lstrip("#").rstrip(":")


def kind_of(code: str) -> str:
    """The key of `ORDER` that a code belongs to."""
    if code[0] == "T":
        return "task" if "." in code else "duty"
    return code[0]


def owner_of(code: str) -> str:
    """The duty of a task code, the task of an output's or indicator's.

    >>> owner_of("T1.2"), owner_of("O10.2.1")
    ('T1', 'T10.2')
    """
    return "T" + code[1:].rpartition(".")[0]


def duty_of(code: str) -> str:
    """The duty of a code of the table; "" for K and S.

    >>> duty_of("T2.1"), duty_of("O10.2.1"), duty_of("K01")
    ('T2', 'T10', '')
    """
    return "T" + code[1:].partition(".")[0] if "." in code else ""


def follows(code: str, previous: str) -> bool:
    """Whether `code` is the next number behind `previous` in the same list.

    >>> follows("P1.1.3", "P1.1.2"), follows("K10", "K09"), follows("O1.2.1", "O1.1.1")
    (True, True, False)
    """
    (stem, number), (before, last) = _numbered(code), _numbered(previous)
    return stem == before and number == last + 1


def levels_in(raw: str) -> list[str]:
    """The levels that a cell gives; none when it holds anything else.

    >>> levels_in("4、5"), levels_in("２～４"), levels_in("第3級"), levels_in("7")
    (['4', '5'], ['2', '3', '4'], ['3'], [])
    """
    words = re.sub("[第級]", "", half_width(raw)).strip()
    if not _LEVELS.fullmatch(words):
        return []
    found: list[str] = []
    for first, last in re.findall(rf"([1-6])(?:{_TO}([1-6]))?", words):
        ends = sorted((int(first), int(last or first)))
        found += [str(level) for level in range(ends[0], ends[1] + 1)]
    return list(dict.fromkeys(found))


def _numbered(code: str) -> tuple[str, int]:
    stem = code.rstrip("0123456789")
    return stem, int(code[len(stem) :])
