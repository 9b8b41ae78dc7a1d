"""A second evaluation of table 5 of the guide, written from the words of its readings.

In: a person file as a dict with Chinese labels. Out: notation of a reading -> "met", "not_met" or
"unknown". Nothing of the package and no rule tree is read, so an error in either shows here.

A reading is a predicate over a complete record. Unknown parts are tried in every way that can
matter; a reading is met if it holds in all of them, not met if in none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any, TypeVar

from second_certifications import CERTIFICATIONS, LITERACY, PROJECT, TOOL, certification
from second_readings import (
    CERTIFICATE_READINGS,
    HOUR_READINGS,
    ROWS,
    TYPES,
    Certificate,
    Certificates,
    Hours,
)
from small_profiles import small_profiles

__all__ = ["ROWS", "entry", "outcomes", "rows", "small_profiles"]

Complete = TypeVar("Complete")
Record = Mapping[str, Any]
UNKNOWN = "unknown"
END = date(2026, 6, 30)  #: the day printed under table 6: AI-900 and AI-102 end on 115/6/30

SET_PARTS = ("education", "experience")
KINDS = ("文書應用", "圖文應用", "影像應用", "音源應用", "自動化應用")
ONE_TOOL = {"MidJourney": "Midjourney", "Scikit-learn": "scikit-learn"}  # tables 4 and 5 differ


def _numbers(hours: object) -> tuple[Decimal, ...]:
    """Hours of a type: the number told, or 0 and 48.

    More hours never undo a reading, and no minimum is above 48: what lies between decides nothing.
    """
    if hours == UNKNOWN:
        return Decimal(0), Decimal(48)
    return (Decimal(str(hours)),)  # as written: 10.1 + 10.2 + 9.7 are 30


def _pieces(hours: Decimal) -> list[Decimal]:
    """Hours cut into two or more equal parts below 18."""
    count = 2
    while hours / count >= 18:
        count *= 2
    return [hours / count] * count


def _spreads(told: Sequence[Decimal], rest: Decimal) -> Iterator[tuple[Decimal, ...]]:
    """Ways in which `rest` may lie on tools, next to the hours told for each tool.

    Of a spread only three things matter: the total, which is the same for all; whether a tool has
    18; whether there are two tools. Each pair of answers that is possible at all comes about with
    all on one tool, with small parts on new tools, or with one tool filled to 18, the others new.
    """
    yield (*told, *_pieces(rest))
    for place, hours in enumerate([*told, Decimal(0)]):
        others = [*told[:place], *told[place + 1 :]]
        yield (*others, hours + rest)
        missing = max(18 - hours, Decimal(0))
        if missing < rest:
            yield (*others, hours + missing, rest - missing)


def _tool_hours(hours: object) -> Iterator[tuple[Decimal, ...]]:
    """Hours of each tool, in every way the record leaves open; tools with no hours left out."""
    listed: Mapping[str, object] = hours if isinstance(hours, Mapping) else {"other": hours}
    told: dict[str, Decimal] = {}
    for tool in listed.keys() - {"other"}:
        name = ONE_TOOL.get(tool, tool)
        told[name] = told.get(name, Decimal(0)) + _numbers(listed[tool])[0]
    for rest in _numbers(listed.get("other", 0)):
        for spread in _spreads(list(told.values()), rest):
            yield tuple(number for number in spread if number)


def _all_hours(record: Record) -> Iterator[Hours]:
    """Every completion of the hours: the types have nothing to do with one another."""
    given = record.get("hours", {})
    literacy, tools, *others = (given.get(name, 0) for name in TYPES)
    for spread in set(_tool_hours(tools)):
        for first, *last in product(_numbers(literacy), *map(_numbers, others)):
            yield Hours(first, spread, *last)


def _named(held: str | Record) -> Record:
    """An entry as a mapping: a text is a class or a name."""
    if isinstance(held, Mapping):
        return held
    return {"class" if held in CERTIFICATIONS else "name": held}


def _standing(held: Record, as_of: date, retired: str) -> bool | None:
    """Whether a certificate counts on the day; None where no document says so."""
    earned = held.get("earned")
    if earned and earned > as_of:
        return False
    if held.get("name") not in {"AI-900", "AI-102"} or as_of <= END:
        return True
    if earned and earned > END:
        return False
    return {UNKNOWN: None, "counts": True, "ends": False}[retired]


def _held(entries: Iterable[str | Record], as_of: date, retired: str) -> Certificates:
    """Certificates that count or may count; those of one certification as one.

    Where one is listed with several kinds, the first stands: one certificate has one.
    """
    found: dict[str, Certificate] = {}
    for number, listed in enumerate(map(_named, entries)):
        stands = _standing(listed, as_of, retired)
        if stands is False:
            continue
        details = (listed.get("tool_kind"), listed.get("product"), listed.get("ability_type"))
        for copy in range(listed.get("count", 1)):
            new = (listed.get("class", ""), f"{number}/{copy}")
            group, name = certification(listed["name"]) if "name" in listed else new
            one = Certificate(group, name, *details, sure=stands is True)
            first = found.setdefault(name, one)
            found[name] = replace(first, sure=first.sure or one.sure)
    return tuple(found.values())


def _with(one: Certificate, detail: str, value: str) -> Certificate:
    if detail == "tool_kind":
        return replace(one, tool_kind=value)
    return replace(one, product=value) if detail == "product" else replace(one, subject=value)


def _filled(held: Certificates, detail: str, values: Sequence[str]) -> Iterator[Certificates]:
    """Every way to supply one detail of the 工具類 certificates that lack it."""
    choices = (
        [one]
        if one.group != TOOL or getattr(one, detail)
        else [_with(one, detail, value) for value in values]
        for one in held
    )
    return product(*choices)


def _detailed(held: Certificates) -> Iterator[Certificates]:
    """Every completion of the details.

    No reading looks at two of them, so one is varied at a time, the others being the first that
    is possible. Of products, those told and one more for each certificate are enough.
    """
    told = sorted({one.product for one in held if one.product})
    values: dict[str, Sequence[str]] = {
        "tool_kind": KINDS,
        "product": (*told, *(f"#{number}" for number in range(len(held)))),
        "subject": TYPES[1:3],
    }
    for varied in values:
        filled: Iterable[Certificates] = [held]
        for detail, possible in values.items():
            some = possible if detail == varied else possible[:1]
            filled = [full for part in filled for full in _filled(part, detail, some)]
        yield from filled


def _all_certificates(held: Certificates | None) -> Iterator[Certificates]:
    """Every completion of the certificates: doubtful ones in or out, then the details.

    Where nothing is known (None): no certificate, and as many of all sorts as any reading asks
    for. More certificates never undo a reading, so what lies between decides nothing.
    """
    if held is None:
        tools = (Certificate(TOOL, kind, kind, kind, TYPES[2]) for kind in KINDS[:3])
        yield ()
        yield (Certificate(LITERACY, LITERACY), Certificate(PROJECT, PROJECT), *tools)
        return
    for stay in product(*([True] if one.sure else [True, False] for one in held)):
        yield from _detailed(tuple(one for one, stays in zip(held, stay, strict=True) if stays))


def _verdict(answers: set[bool]) -> str:
    if len(answers) == 2:
        return UNKNOWN
    return "met" if answers == {True} else "not_met"


def _verdicts(
    readings: Mapping[str, Callable[[Complete], bool]], completions: Iterable[Complete]
) -> dict[str, str]:
    every = list(completions)
    return {name: _verdict({holds(one) for one in every}) for name, holds in readings.items()}


@cache
def _certificate_verdicts(held: Certificates | None) -> dict[str, str]:
    return _verdicts(CERTIFICATE_READINGS, _all_certificates(held))


def outcomes(record: Record, as_of: date, retired: str = UNKNOWN) -> dict[str, str]:
    """Judge a person by every reading of table 5.

    Args:
        record: a person file with Chinese labels.
        as_of: the day on which the record is judged.
        retired: whether AI-900 and AI-102 count after their end: "unknown", "counts" or "ends".
    """
    entries = record.get("certificates", [])
    held = None if entries == UNKNOWN else _held(entries, as_of, retired)
    return _certificate_verdicts(held) | _verdicts(HOUR_READINGS, _all_hours(record))


def _row(chosen: str, others: set[str]) -> str:
    if chosen == UNKNOWN or others <= {chosen}:
        return chosen
    return "depends"


def rows(readings: Mapping[str, str]) -> dict[str, str]:
    """Outcome of each cell of table 5: that of the chosen reading where the others agree."""
    return {
        row: _row(readings[chosen], {readings[name] for name in others})
        for row, (chosen, *others) in ROWS.items()
    }


def _decided(answers: Sequence[bool | None]) -> Iterator[tuple[bool, ...]]:
    return product(*([True, False] if one is None else [one] for one in answers))


def entry(record: Record) -> dict[str, str]:
    """Judge a person by the entry conditions of the two standards."""
    given = {key: value for key, value in record.get("conditions", {}).items() if value != UNKNOWN}
    five = [given.get(f"SMS2512-002v1/entry-condition/{number}") for number in range(1, 6)]
    whole = given.get("SET2529-001v2/entry-condition/1")
    parts = [given.get(f"SET2529-001v2/expression/entry-{part}") for part in SET_PARTS]
    return {
        "SMS2512-002v1": _verdict({any(full) for full in _decided(five)}),
        "SET2529-001v2": _verdict(
            {all(full) for full in _decided(parts) if whole is None or all(full) == whole}
        ),
    }
