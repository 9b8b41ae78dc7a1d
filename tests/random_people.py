"""Invented people, each as a person's record and as a row of a table; the same for a seed.

Values lie around the minima of table 5, so that leaves flip on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

__all__ = ["HEADER", "NUMBERS", "Form", "Invented", "people"]

TYPES = ("AI 應用素養", "AI 工具應用", "AI 程式語言應用", "AI 模型訓練", "AI 服務開發")
CLASSES = ("素養類", "工具類", "專案類")
CONDITIONS = ("SET2529-001v2/entry-condition/1", "SMS2512-002v1/entry-condition/1",
              "SMS2512-002v1/entry-condition/4")  # fmt: skip
_NUMBERS = (
    0,
    5.7,
    6.3,
    6,
    9,
    11.5,
    12,
    12.0,
    17.5,
    17.9,
    18,
    20.1,
    24,
    29.9,
    30,
    36,
    47.75,
    48,
    60,
)
_TOOLS = ("ChatGPT", "Canva", "Midjourney", "MidJourney", "Runway")
_KINDS = ("文書應用", "圖文應用", "影像應用", "音源應用", "自動化應用")
_NAMES = (
    "iPAS 初級AI應用規劃師能力鑑定",
    "iPAS 中級AI應用規劃師能力鑑定",
    "AI-900",
    "AI-901",
    "AI-102",
    "AI-103",
    "AWS Certified AI Practitioner",
    "AWS Certified Machine Learning",
    "台灣人工智慧學校認證",
    "生成式AI辦公室應用能力認證",
    "生成式AI美術設計能力認證",
    "IBM AI Engineering Professional Certificate",
    "TQC+人工智慧：機器學習",
)
#: So many different ways in which hours lie on tools, and in which certificates are held.
_SPREADS = 600
_HOLDINGS = 5_000
_DAYS = ("2024-05-01", "2026-06-30", "2026-07-01", "2027-01-01")
_ANSWERS = {"是": True, "no": False, "TRUE": True, "0": False, "unknown": "unknown", "": "unknown"}


@dataclass(frozen=True, slots=True)
class Invented:
    """One person, told twice."""

    record: dict[str, Any]
    cells: tuple[str, ...]  #: under `HEADER[form]`


Form = Literal["names", "counts", "numbers"]
_COUNTED = tuple(f"{name}證照" for name in CLASSES)
_BY_NAME = ("person", "department", *TYPES, "certificates", *CONDITIONS)
_BY_NUMBER = ("person", "department", *TYPES, *_COUNTED, *CONDITIONS)
HEADER: dict[Form, tuple[str, ...]] = {
    "names": _BY_NAME,
    "counts": _BY_NUMBER,
    "numbers": _BY_NUMBER,
}
#: Columns that hold nothing but numbers in the form "numbers".
NUMBERS = (*TYPES, *_COUNTED)


def people(number: int, seed: int, form: Form) -> Iterator[Invented]:
    """So many people.

    Args:
        form: certificates by name, class, day and kind of tool; or as numbers by class; or the
            latter with plain numbers of hours as well, nothing unknown.
    """
    random = Random(seed)
    spreads = [_spread(random) for _ in range(_SPREADS)]
    unknown = 0.0 if form == "numbers" else 0.04
    way = _certificates if form == "names" else _counts
    holdings = [way(random, unknown) for _ in range(_HOLDINGS)]
    for place in range(number):
        hours, hour_cells = _plain(random) if form == "numbers" else _hours(random, spreads)
        held, held_cells = random.choice(holdings)
        answers = [random.choice(list(_ANSWERS)) for _ in CONDITIONS]
        told = {name: _ANSWERS[text] for name, text in zip(CONDITIONS, answers, strict=True)}
        record = {"hours": hours, "certificates": held, "conditions": told}
        department = random.choice(("行銷部", "研發部", "人資部", ""))
        cells = (f"P{place:06d}", department, *hour_cells, *held_cells, *answers)
        yield Invented(record, cells)


def _hours(random: Random, spreads: list[Any]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    cells = []
    for name in TYPES:
        value, cell = _number(random)
        if name == TYPES[1] and random.random() < 0.6:
            value, cell = random.choice(spreads)
        values[name] = value
        cells.append(cell)
    return values, cells


def _plain(random: Random) -> tuple[dict[str, Any], list[str]]:
    values = {name: float(random.choice(_NUMBERS)) for name in TYPES}
    return values, [str(number) if number else "" for number in values.values()]


def _number(random: Random) -> tuple[Any, str]:
    if random.random() < 0.04:
        return "unknown", random.choice(("unknown", "未知", "Unknown "))
    number = random.choice(_NUMBERS) if random.random() < 0.9 else random.randint(0, 240) / 4
    if number == 0 and random.random() < 0.5:
        return number, ""
    return number, random.choice((str(number), f" {number}", _wide(str(number))))


def _spread(random: Random) -> tuple[dict[str, float], str]:
    tools = random.sample((*_TOOLS, "other"), random.randint(1, 3))
    spread = {tool: random.choice(_NUMBERS) for tool in tools}
    mark, colon = random.choice(((";", ":"), ("；", "："), ("\n", ": "), ("、", ":")))
    return spread, mark.join(f"{tool}{colon}{number}" for tool, number in spread.items())


def _certificates(random: Random, unknown: float) -> tuple[Any, list[str]]:
    if random.random() < unknown:
        return "unknown", ["unknown"]
    entries: list[Any] = []
    texts = []
    for _ in range(random.choice((0, 0, 1, 1, 2, 3, 4))):
        entry: dict[str, Any]
        of_class = random.random() < 0.5
        name = random.choice(CLASSES if of_class else _NAMES)
        entry, text = {"class" if of_class else "name": name}, name
        if random.random() < 0.3:
            entry["earned"] = random.choice(_DAYS)
            text += f"@{entry['earned']}"
        if random.random() < 0.4:
            entry["tool_kind"] = random.choice(_KINDS)
            text += f" #{entry['tool_kind']}"
        entries.append(entry)
        texts.append(text)
    return entries, [random.choice(("; ", "；", "\n")).join(texts)]


def _counts(random: Random, unknown: float) -> tuple[Any, list[str]]:
    if random.random() < unknown:
        return "unknown", ["unknown"] * len(CLASSES)
    numbers = [random.choice((0, 0, 0, 1, 1, 2, 3, 4)) for _ in CLASSES]
    held = zip(CLASSES, numbers, strict=True)
    entries = [{"class": name, "count": number} for name, number in held if number]
    return entries, [random.choice((str(n), f"{n}.0")) if n else "" for n in numbers]


def _wide(text: str) -> str:
    """The same in full-width characters, as some write them."""
    return "".join(chr(ord(c) + 0xFEE0) if c != " " else c for c in text)
