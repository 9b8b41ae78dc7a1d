"""Small records that reach both sides of every minimum of table 5, for a brute-force comparison."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations_with_replacement, cycle, product
from typing import Any

__all__ = ["small_profiles"]

LITERACY_HOURS = (17, 18, "unknown")
TOOL_HOURS: tuple[object, ...] = (
    *(0, 17, 18, 29, 30, 47, 48, "unknown"),
    *({"ChatGPT": hours} for hours in (17, 17.5, 18, 29, 30, 48)),
    *({"ChatGPT": 9, "Canva": hours} for hours in (8, 9, 21)),
    *({"ChatGPT": 17, "Canva": hours} for hours in (1, 12, 13, 31)),
    *({"ChatGPT": 18, "Canva": hours} for hours in (0, 11, 12, 29, 30)),
    *({"ChatGPT": 12, "other": hours} for hours in (5, 6, 17, 18, 36)),
    *({"ChatGPT": 18, "other": hours} for hours in (12, 30)),
    {"ChatGPT": 17, "Canva": 17, "Runway": 14},
    {"ChatGPT": 17, "Canva": 1, "other": 30},
    {"ChatGPT": 9, "Canva": 9, "other": 8},
    {"ChatGPT": 9, "Canva": 9, "other": 12},
    {"other": 29},
)
PROGRAMMING_HOURS = (0, 1, 11, 12, 29, 30, "unknown")
TRAINING_HOURS = (0, 29, 30, 47, 48, "unknown")
SERVICE_HOURS = (0, 1, 18, 48, "unknown")

TOOL_CERTIFICATES: tuple[object, ...] = (
    "iPAS 中級AI應用規劃師能力鑑定",
    {"class": "工具類", "tool_kind": "文書應用"},
    {"class": "工具類", "tool_kind": "文書應用", "product": "ChatGPT"},
    {"class": "工具類", "tool_kind": "文書應用", "product": "Claude"},
    {"class": "工具類", "tool_kind": "圖文應用", "product": "ChatGPT"},
    {"class": "工具類", "product": "Runway"},
    {"class": "工具類", "ability_type": "AI 程式語言應用"},
    {"class": "工具類", "ability_type": "AI 工具應用", "product": "ChatGPT"},
)
#: certificates of the other two classes, and the day on which they are judged
OTHER_CERTIFICATES: tuple[tuple[date, list[object]], ...] = (
    (date(2026, 6, 1), []),
    (date(2026, 6, 1), ["素養類"]),
    (date(2026, 6, 1), ["專案類"]),
    (date(2026, 6, 1), ["素養類", "專案類"]),
    (date(2026, 6, 30), ["AI-900", "AI-102"]),
    (date(2026, 7, 1), ["AI-900"]),
    (date(2026, 7, 1), ["AI-102", "台灣人工智慧學校認證"]),
    (date(2026, 7, 1), ["AI-900", "AWS Certified Machine Learning"]),
    (date(2026, 9, 1), [{"name": "AI-102", "earned": date(2026, 8, 1)}, "AI-901"]),
)


def _certificates() -> Iterator[dict[str, Any]]:
    """Up to three certificates of the 工具類 beside those of the other classes, and the unknown."""
    yield {"as_of": date(2026, 6, 1), "certificates": "unknown"}
    tools = [
        held for size in range(4) for held in combinations_with_replacement(TOOL_CERTIFICATES, size)
    ]
    for (as_of, others), held in product(OTHER_CERTIFICATES, tools):
        yield {"as_of": as_of, "certificates": [*others, *held]}


def small_profiles() -> Iterator[dict[str, Any]]:
    """Person files: every combination of the hours above, each with the next certificates.

    No rule asks for hours and certificates at once, so the certificates go round instead of
    multiplying; each list of them comes about many times.
    """
    names = ("AI 應用素養", "AI 工具應用", "AI 程式語言應用", "AI 模型訓練", "AI 服務開發")
    hours = product(LITERACY_HOURS, TOOL_HOURS, PROGRAMMING_HOURS, TRAINING_HOURS, SERVICE_HOURS)
    for given, certificates in zip(hours, cycle(_certificates()), strict=False):
        yield {**certificates, "hours": dict(zip(names, given, strict=True))}
