"""Whether quotes yield a literal: the test that ties every word and number to a document.

In: the texts of a subject's quotes. Out: yes or no. Nothing is looked up here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from aitalent_kg.text import tidy

__all__ = ["dates_in", "yields"]

_DATE = re.compile(r"(\d{2,4})\s*[/年-]\s*(\d{1,2})(?:\s*[/月-]\s*(\d{1,2}))?")
_NUMBER = re.compile(r"\d+")


def yields(texts: Iterable[str], value: str, datatype: str) -> bool:
    """Whether one of the quoted texts gives this literal.

    Args:
        texts: quotes, those of a broken cell already joined; as they stand in the source.
        value: the lexical form of the literal.
        datatype: local name of its datatype; "langString" for words, "string" for codes.

    Words must stand in a text as tidying leaves it, codes as printed and whole (full-width forms
    made half-width), numbers as a whole run of digits, dates in the Gregorian or the ROC calendar.

    >>> yields(["T1 評估與 分析 AI 技 術"], "評估與分析 AI 技術", "langString")
    True
    >>> yields(["出版年月： 115年05月"], "2026-05", "gYearMonth")
    True
    """
    if datatype == "integer":
        return any(value in _NUMBER.findall(text) for text in texts)
    if datatype in {"date", "gYearMonth", "gYear"}:
        return any(value in dates_in(text) for text in texts)
    if datatype == "string":
        whole = re.compile(rf"(?<![0-9A-Za-z]){re.escape(value)}(?!\.?[0-9])")
        return any(whole.search(text) or whole.search(_half_width(text)) for text in texts)
    return any(value in _tidied(text) for text in texts)


@lru_cache(maxsize=8192)
def _tidied(text: str) -> str:
    """A quote is the evidence of many words, and is tidied once."""
    return tidy(text).text


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def dates_in(text: str) -> set[str]:
    """The dates that a text prints, in ISO 8601; years of up to three digits are ROC years.

    >>> sorted(dates_in("115/6/30 停辦"))
    ['2026-06', '2026-06-30']
    """
    found: set[str] = set()
    for year, month, day in _DATE.findall(text):
        full = int(year) if len(year) == 4 else int(year) + 1911
        found.add(f"{full:04d}-{int(month):02d}")
        if day:
            found.add(f"{full:04d}-{int(month):02d}-{int(day):02d}")
    return found
