"""Skills as the CSV that OSMT takes for a batch; what a descriptor has beyond it is told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from aitalent_kg.exporters.part import Part
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.rsd import descriptors
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.exports import csv_text
from aitalent_kg.lookup import Quads

__all__ = ["export_rsd_csv"]

#: The columns of the batch format, in its order.
_HEADER = (
    "RSD Name",
    "Authors",
    "Skill Statement",
    "Categories",
    "Keywords",
    "Standards",
    "Certifications",
    "Occupation Major Groups",
    "Occupation Minor Groups",
    "Broad Occupations",
    "Detailed Occupations",
    "O*NET Job Codes",
    "Employers",
    "Alignment Name",
    "Alignment URL",
    "Alignment Framework",
    "Alignment 2 Name",
    "Alignment 2 URL",
    "Alignment 2 Framework",
)
_LEVELS = ("Major", "Minor", "Broad", "Detailed", "Onet")
_ALIGNMENTS = 2
_LEFT = ("id", "uuid", "status", "creator", "publishDate", "creationDate", "updateDate")
_SEPARATOR = "; "


def export_rsd_csv(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write the skills of the part as a table, a row a skill.

    Raises:
        AitalentError: the part has no skill.
    """
    part = Part(store, scope)
    found, written = descriptors(part, scope, lang, log)
    rows = [_row(each, log) for each in found]
    target.write_text("\ufeff" + csv_text(_HEADER, rows), encoding="utf-8", newline="")
    part.tell(log, written, "RSD", lang)


def _row(skill: dict[str, Any], log: Log) -> list[str]:
    """A descriptor as cells; what has no column is counted."""
    alignments = skill["alignments"]
    for field in _LEFT:
        if field in skill:
            log.lose(f"field {field}", "the batch CSV has no column for it; JSON (rsd) has")
    more = len(alignments[_ALIGNMENTS:])
    log.lose("field alignments", f"the batch CSV holds {_ALIGNMENTS} of a skill", more)
    log.lose("field collections", "the batch CSV has no column for it", len(skill["collections"]))
    pairs = [(a.get("skillName", ""), a.get("id", ""), "") for a in alignments[:_ALIGNMENTS]]
    pairs += [("", "", "")] * (_ALIGNMENTS - len(pairs))
    return [
        skill["skillName"],
        _joined(skill.get("authors", ())),
        skill["skillStatement"],
        _joined(skill["categories"]),
        _joined(skill["keywords"]),
        _joined(each["skillName"] for each in skill["standards"]),
        _joined(each["name"] for each in skill["certifications"]),
        *(_joined(_codes(skill, level)) for level in _LEVELS),
        _joined(each["name"] for each in skill["employers"]),
        *(cell for pair in pairs for cell in pair),
    ]


def _codes(skill: dict[str, Any], level: str) -> list[str]:
    return [each["code"] for each in skill["occupations"] if each["level"] == level]


def _joined(values: Iterable[str]) -> str:
    """Values in one cell; a semicolon inside one would part it, so it becomes a comma."""
    return _SEPARATOR.join(value.replace(";", ",") for value in values)
