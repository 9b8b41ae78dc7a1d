"""The view `queries`: the library as the query page shows it.

In: a graph, of which nothing is read: the library is the same for all. Out: plain JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitalent_kg.library import Parameter, Query, queries

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "view"]

#: Folder of `queries` -> its name.
TOPICS = {
    "careers": ("職涯", "Careers"),
    "certifications": ("證照", "Certifications"),
    "civil-service": ("公務人員", "Civil service"),
    "differences": ("文件歧異", "Contradictions"),
    "documents": ("文件", "Documents"),
    "evidence": ("出處", "Evidence"),
    "items": ("知識、技能與態度", "Knowledge, skills, attitudes"),
    "levels": ("級別", "Levels"),
    "quality": ("品質", "Quality"),
    "roles": ("角色", "Roles"),
    "rules": ("認定規則", "Award rules"),
    "scenarios": ("應用情境", "Scenarios"),
    "tasks": ("工作任務", "Tasks"),
}


def names(kg: KnowledgeGraph) -> list[str]:  # noqa: ARG001 - every view module has it so
    """The one view of this module."""
    return ["queries"]


def view(kg: KnowledgeGraph, name: str) -> object:  # noqa: ARG001 - as above
    """`topics` (name -> words) and `queries`, those of one topic together."""
    return {
        "topics": {topic: {"zh": zh, "en": en} for topic, (zh, en) in TOPICS.items()},
        "queries": [_query(entry) for entry in queries().values()],
    }


def _query(entry: Query) -> dict[str, object]:
    return {
        "name": entry.name,
        "topic": entry.topic,
        "summary": dict(entry.summary),
        "question": dict(entry.question),
        "parameters": [_parameter(parameter) for parameter in entry.parameters],
        "columns": [
            {
                "name": column.name,
                "kind": column.kind,
                "unit": column.unit,
                "meaning": column.meaning,
            }
            for column in entry.columns
        ],
        "documents": list(entry.documents),
        "tags": list(entry.tags),
        "text": entry.text,
    }


def _parameter(parameter: Parameter) -> dict[str, object]:
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "choices": list(parameter.choices),
        "default": parameter.default,
        "meaning": parameter.meaning,
    }
