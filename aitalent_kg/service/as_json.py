"""Answers in the shapes of JSON that are documented, where these are not simply their fields.

In: results of the graph. Out: plain values; the types say which keys there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from aitalent_kg.library import Column, Parameter

if TYPE_CHECKING:
    from aitalent_kg.assess.person import Assessment, Row
    from aitalent_kg.compare.answer import Comparison
    from aitalent_kg.conflicts import Conflict
    from aitalent_kg.library import Query
    from aitalent_kg.lookup import Quads

__all__ = [
    "AssessedJson",
    "ConflictJson",
    "QueryJson",
    "ReadingJson",
    "assessment_json",
    "comparison_json",
    "conflict_json",
    "query_json",
]


class ReadingJson(TypedDict):
    """One quote of one reading."""

    reading: str  #: what `reading` takes
    says: str
    chosen: bool
    statements: Sequence[str]
    source: str
    quote: str
    line: int


class ConflictJson(TypedDict):
    """A recorded difference."""

    id: str
    kind: str
    topic: str
    verdict: str
    about: Sequence[str]
    readings: list[ReadingJson]


def conflict_json(conflict: Conflict) -> ConflictJson:
    """A recorded difference: one entry for each quote of each reading."""
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "topic": conflict.topic,
        "verdict": conflict.verdict,
        "about": conflict.about,
        "readings": [
            {
                "reading": reading.id,
                "says": reading.says,
                "chosen": reading.chosen,
                "statements": reading.statements,
                "source": quote.source,
                "quote": quote.quote,
                "line": quote.line,
            }
            for reading in conflict.readings
            for quote in reading.quotes
        ],
    }


class QueryJson(TypedDict):
    """A query of the library."""

    name: str
    topic: str
    summary: str
    summary_zh: str
    question: str
    question_zh: str
    params: Sequence[Parameter]
    columns: list[str]
    column_details: Sequence[Column]
    documents: Sequence[str]
    tags: Sequence[str]


def query_json(entry: Query) -> QueryJson:
    """What a query of the library asks, its parameters and columns."""
    return {
        "name": entry.name,
        "topic": entry.topic,
        "summary": entry.summary["en"],
        "summary_zh": entry.summary["zh"],
        "question": entry.question["en"],
        "question_zh": entry.question["zh"],
        "params": entry.parameters,
        "columns": [column.name for column in entry.columns],
        "column_details": entry.columns,
        "documents": entry.documents,
        "tags": entry.tags,
    }


class AssessedJson(TypedDict):
    """One ability type and level, or entry to one occupation.

    An outcome is met, not_met, depends (on the reading) or unknown; null where there is no rule.
    """

    type: str
    label: str
    level: str | None
    certificates: str | None
    hours: str | None
    entry: str | None
    joined: str | None
    readings: dict[str, str]  #: notation of a reading -> its outcome
    missing: list[str]
    ways: dict[str, list[str]]  #: criterion -> ways to meet it
    quotes: dict[str, list[str]]  #: criterion -> the words it rests on, with file and line
    tools: list[str]
    as_of: str


def assessment_json(quads: Quads, found: Assessment, lang: str) -> list[AssessedJson]:
    """Outcomes by criterion and by reading, what is missing, ways to meet it, quotes."""
    return [_assessed(quads, row, found.as_of.isoformat(), lang) for row in found.rows]


def _assessed(quads: Quads, row: Row, day: str, lang: str) -> AssessedJson:
    from aitalent_kg.assess.words import lack_words, plan_words

    rules = row.rules
    first = [lack for rule in rules.values() for lack in rule.plans[0].lacks]
    return {
        "type": row.target.code,
        "label": row.target.label,
        "level": row.level.label if row.level else None,
        "certificates": row.outcome("certificates"),
        "hours": row.outcome("hours"),
        "entry": row.outcome("entry"),
        "joined": row.joined,
        "readings": {r.notation: r.outcome for rule in rules.values() for r in rule.readings},
        "missing": [lack_words(quads, lack, lang) for lack in first],
        "ways": {c: [plan_words(quads, p, lang) for p in rule.plans] for c, rule in rules.items()},
        "quotes": {c: [str(quote) for quote in r.readings[0].quotes] for c, r in rules.items()},
        "tools": [tool.label for tool in row.tools],
        "as_of": day,
    }


def comparison_json(found: Comparison) -> Mapping[str, Any]:
    """Its fields; shares are written out, as readers of JSON do not compute them."""
    from dataclasses import asdict

    value = asdict(found)
    for name, way in found.coverage.items():
        shares = [way.all, *way.by_category, *way.by_kind]
        told = [value["coverage"][name]["all"], *value["coverage"][name]["by_category"]]
        told += value["coverage"][name]["by_kind"]
        for entry, share in zip(told, shares, strict=True):
            entry |= {
                "strict_share": share.strict_share,
                "lenient_share": share.lenient_share,
                "related_only": share.related_only,
            }
    return value
