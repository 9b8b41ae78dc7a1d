"""Rows of an O*NET table, counted; a row without a well-formed code is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.report import Count
from aitalent_kg.importers.statements import Term
from aitalent_kg.importers.tables import Sheet

__all__ = ["SOC", "Roles", "is_code", "is_occupation", "refuse", "rows"]

SOC = "O*NET-SOC Code"
#: "15-2051.00", and codes of elements, DWAs, tasks: letters, digits, dots, hyphens.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,40}")
_OCCUPATION = re.compile(r"\d\d-\d{4}\.\d\d")


def rows(
    sheet: Sheet, key: str, *columns: str, optional: tuple[str, ...] = ()
) -> Iterator[tuple[int, str, list[str]]]:
    """Row, code, the other cells."""
    count = sheet.log.count(sheet.file)
    pattern = _OCCUPATION if key == SOC else _CODE
    for row, (code, *cells) in sheet.rows(key, *columns, optional_columns=optional):
        count.kept += 1
        if pattern.fullmatch(code):
            yield row, code, cells
        else:
            refuse(sheet, row, f"{key} {code!r} is no such code; left out")


def refuse(sheet: Sheet, row: int, message: str) -> None:
    """Refuse a row that was counted as kept."""
    count: Count = sheet.log.count(sheet.file)
    count.kept -= 1
    count.refused += 1
    sheet.log.refuse(sheet.file, row, message)


def is_code(code: str) -> bool:
    """Whether a cell is a code of an element or activity, which may stand in an IRI."""
    return bool(_CODE.fullmatch(code))


def is_occupation(code: str) -> bool:
    """Whether a cell is a code such as "15-2051.00"."""
    return bool(_OCCUPATION.fullmatch(code))


class Roles:
    """The terms of occupations."""

    def __init__(self, builder: Builder) -> None:
        self._base, self._terms = builder.base, dict[str, Term]()

    def __call__(self, code: str) -> Term:
        """Of a well-formed code."""
        if code not in self._terms:
            self._terms[code] = f"<{self._base}/occupation/{code}>"
        return self._terms[code]
