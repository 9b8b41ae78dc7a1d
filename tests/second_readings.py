"""The readings of table 5 of the guide as predicates over a complete record, from their words.

In: hours or certificates without any unknown part. Out: whether a reading holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from second_certifications import LITERACY, PROJECT, TOOL

__all__ = [
    "CERTIFICATE_READINGS",
    "HOUR_READINGS",
    "ROWS",
    "TYPES",
    "Certificate",
    "Certificates",
    "Hours",
]

TYPES = ("AI 應用素養", "AI 工具應用", "AI 程式語言應用", "AI 模型訓練", "AI 服務開發")

#: cell of table 5 -> its readings, the chosen one first
ROWS = {
    "ai-literacy/certificates": ("C1",),
    "ai-tools-basic/certificates": ("C2",),
    "ai-tools-advanced/certificates": ("C2a-kind", "C2a-any", "C2a-product"),
    "ai-programming/certificates": ("C3-any", "C3-own", "C3-additional"),
    "ai-model-training/certificates": ("C4-or", "C4-and"),
    "ai-service-development/certificates": ("C5",),
    "ai-literacy/hours": ("H1",),
    "ai-tools-basic/hours": ("H2-single", "H2-any"),
    "ai-tools-advanced/hours": ("H2a-total", "H2a-additional"),
    "ai-programming/hours": ("H3",),
    "ai-model-training/hours": ("H4-sum", "H4-each"),
    "ai-service-development/hours": ("H5-sum", "H5-lastEach", "H5-each"),
}


@dataclass(frozen=True, slots=True)
class Hours:
    """Completed hours, all known; of AI 工具應用 one number a tool, none of them 0."""

    literacy: Decimal
    tools: tuple[Decimal, ...]
    programming: Decimal
    training: Decimal
    service: Decimal

    @property
    def tools_and_programming(self) -> Decimal:
        """Hours of AI 工具應用 and AI 程式語言應用 added together."""
        return sum(self.tools, self.programming)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate; `tool_kind`, `product` and `subject` are None where not told."""

    group: str  #: its class in table 6
    certification: str
    tool_kind: str | None = None
    product: str | None = None
    subject: str | None = None
    sure: bool = True  #: False where AI-900 or AI-102 may or may not count


Certificates = tuple[Certificate, ...]


def _literacy(hours: Hours) -> bool:
    return hours.literacy >= 18


def _single(hours: Hours) -> bool:
    return any(tool >= 18 for tool in hours.tools)


def _one_type_of_30(hours: Hours) -> bool:
    return sum(hours.tools) >= 30 or hours.programming >= 30


#: Predicates from the words of the readings. Each holds for more hours wherever it holds for fewer.
HOUR_READINGS: dict[str, Callable[[Hours], bool]] = {
    "H1": _literacy,
    "H2-single": lambda h: _literacy(h) and _single(h),
    "H2-any": lambda h: _literacy(h) and sum(h.tools) >= 18,
    "H2a-total": lambda h: _literacy(h) and sum(h.tools) >= 30 and len(h.tools) >= 2,
    "H2a-additional": lambda h: (
        _literacy(h) and _single(h) and sum(h.tools) >= 18 + 30 and len(h.tools) >= 2
    ),
    "H3": lambda h: _literacy(h) and sum(h.tools) >= 18 and h.programming >= 12,
    "H4-sum": lambda h: _literacy(h) and h.tools_and_programming >= 30 and h.training >= 30,
    "H4-each": lambda h: _literacy(h) and _one_type_of_30(h) and h.training >= 30,
    "H5-sum": lambda h: (
        _literacy(h) and h.tools_and_programming >= 30 and h.training + h.service >= 48
    ),
    "H5-lastEach": lambda h: (
        _literacy(h) and h.tools_and_programming >= 30 and max(h.training, h.service) >= 48
    ),
    "H5-each": lambda h: _literacy(h) and _one_type_of_30(h) and max(h.training, h.service) >= 48,
}


def _count(held: Certificates, group: str) -> int:
    return sum(certificate.group == group for certificate in held)


def _varied(held: Certificates, detail: str) -> bool:
    """Whether two certificates of the 工具類 differ in a detail."""
    return len({getattr(one, detail) for one in held if one.group == TOOL}) >= 2


def _second_bullet(held: Certificates) -> bool:
    """素養類1張+工具類3張."""
    return _count(held, LITERACY) >= 1 and _count(held, TOOL) >= 3


CERTIFICATE_READINGS: dict[str, Callable[[Certificates], bool]] = {
    "C1": lambda held: _count(held, LITERACY) >= 1,
    "C2": lambda held: _count(held, TOOL) >= 1,
    "C2a-any": lambda held: _count(held, TOOL) >= 2,
    "C2a-kind": lambda held: _varied(held, "tool_kind"),
    "C2a-product": lambda held: _varied(held, "product"),
    "C3-any": lambda held: _count(held, TOOL) >= 1,
    "C3-own": lambda held: any(one.group == TOOL and one.subject == TYPES[2] for one in held),
    "C3-additional": lambda held: _count(held, TOOL) >= 2,
    "C4-or": lambda held: _count(held, PROJECT) >= 1 or _second_bullet(held),
    "C4-and": lambda held: _count(held, PROJECT) >= 1 and _second_bullet(held),
    "C5": lambda held: _count(held, PROJECT) >= 1,
}
