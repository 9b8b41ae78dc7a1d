"""The types of answers, for documents that tell their shapes; imported only when asked for."""

from __future__ import annotations

from typing import Any

__all__ = [
    "assess",
    "compare",
    "conflicts",
    "evidence",
    "gap",
    "info",
    "overlap",
    "queries",
    "routes",
    "rows",
    "search",
    "show",
]


def search() -> object:
    """Hits."""
    from aitalent_kg.search.index import Hit

    return list[Hit]


def show() -> object:
    """A description."""
    from aitalent_kg.describe import Description

    return Description


def evidence() -> object:
    """Quotes."""
    from aitalent_kg.evidence import Evidence

    return list[Evidence]


def conflicts() -> object:
    """Recorded differences, or findings."""
    from aitalent_kg.readings.detect import Finding
    from aitalent_kg.service.as_json import ConflictJson

    return list[ConflictJson] | list[Finding]


def info() -> object:
    """What is loaded."""
    from aitalent_kg.info import Info

    return Info


def queries() -> object:
    """Entries of the library."""
    from aitalent_kg.service.as_json import QueryJson

    return list[QueryJson]


def rows() -> object:
    """Rows whose columns the query names."""
    return list[dict[str, Any]]


def routes() -> object:
    """Routes."""
    from aitalent_kg.service.routes_json import RoutesJson

    return RoutesJson


def gap() -> object:
    """Of one, or of a team."""
    from aitalent_kg.gaps.answer import GapAnswer, TeamAnswer

    return GapAnswer | TeamAnswer


def overlap() -> object:
    """Of two, or of several."""
    from aitalent_kg.overlap.answer import OverlapAnswer
    from aitalent_kg.overlap.many import OverlapsAnswer

    return OverlapAnswer | OverlapsAnswer


def compare() -> object:
    """A comparison."""
    from aitalent_kg.compare.answer import Comparison

    return Comparison


def assess() -> object:
    """One entry for each ability type and level, or occupation."""
    from aitalent_kg.service.as_json import AssessedJson

    return list[AssessedJson]
