"""The view `queries`: the library as the query page shows it.

In: a graph, of which only names of classes and properties are read. Out: plain JSON.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aitalent_kg.explorer.labels import Pair, name_pair, pair
from aitalent_kg.explorer.resource_words import OTHERS
from aitalent_kg.library import Parameter, Query, queries
from aitalent_kg.lookup import Quads
from aitalent_kg.names import expand

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "view"]

#: Folder of `queries` -> its name.
TOPICS = {
    "careers": ("職涯", "Careers"),
    "certifications": ("證照", "Certifications"),
    "civil-service": ("公務人員", "Civil service"),
    "differences": ("文件歧異", "Differences"),
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
#: Parameter -> its name in Chinese; in English it is its own name, in words.
PARAMETERS = {
    "ability": "能力", "about": "關於", "appliesTo": "適用於", "attitude": "態度",
    "background": "背景", "category": "分類", "certification": "證照",
    "certificationClass": "證照分類", "chosen": "是否採用", "code": "代碼",
    "competency": "職能", "criterion": "標準", "developer": "開發者", "document": "文件",
    "duty": "工作職責", "end": "終點", "facet": "面向", "first": "起", "foundation": "基礎",
    "framework": "框架", "group": "群組", "industry": "產業", "issuer": "發證單位",
    "item": "項目", "kind": "類別", "known": "得知方式", "lang": "語言", "last": "迄",
    "least": "至少", "level": "級別", "list": "清單", "mapping": "對應種類", "name": "名稱",
    "of": "所屬文件", "organisation": "機構", "part": "部分", "parts": "含各部分", "path": "路徑", "place": "位置",
    "programming": "程式能力", "reference": "參考文獻", "relation": "關係", "requirer": "要求者",
    "resource": "資源", "role": "角色", "scale": "級別尺度", "second": "第二項",
    "severity": "影響程度", "skill": "技能", "standard": "職能基準", "start": "起點",
    "subject": "主題", "task": "工作任務", "technology": "技術", "term": "詞彙", "thing": "事物",
    "tool": "工具", "trend": "趨勢", "type": "類型", "user": "使用者", "userKind": "使用者類別",
    "which": "範圍", "whole": "整體", "withStrength": "強度", "words": "字詞",
}  # fmt: skip
_CHOICES = {
    "high": ("高", "high"), "medium": ("中", "medium"), "low": ("低", "low"),
    "shared": ("共有", "shared"), "all": ("全部", "all"), "yes": ("是", "yes"), "no": ("否", "no"),
    "inferred": ("推論", "inferred"), "carried-down": ("沿用上列", "carried down"),
    "printed": ("原文明載", "printed"), "certificates": ("證照", "certificates"),
    "hours": ("時數", "hours"), "true": ("是", "yes"), "false": ("否", "no"),
    "contradiction": ("矛盾", "contradiction"), "difference": ("差異", "difference"),
    "granularity": ("粒度不同", "granularity"), "scope": ("適用範圍", "scope"),
    "ambiguity": ("語意不明", "ambiguity"), "layout": ("版面", "layout"),
    "damage": ("文本損壞", "damage"), "doubt": ("存疑", "doubt"), "trap": ("貌似實非", "trap"),
    "choice": ("編者取捨", "choice"), "image": ("圖像", "image"), "level": ("級別", "level"),
    "name": ("名稱", "name"), "skills": ("技能要求", "skills"), "industry": ("行業", "industry"),
    "sic": ("原文如此", "sic"), "job-category": ("職類", "job category"),
    "occupation": ("職業", "occupation"),
}  # fmt: skip


def names(kg: KnowledgeGraph) -> list[str]:  # noqa: ARG001 - every view module has it so
    """The one view of this module."""
    return ["queries"]


def view(kg: KnowledgeGraph, name: str) -> object:  # noqa: ARG001 - as above
    """`topics` (name -> words) and `queries`, those of one topic together."""
    return {
        "topics": {topic: {"zh": zh, "en": en} for topic, (zh, en) in TOPICS.items()},
        "queries": [_query(kg.statements, entry) for entry in queries().values()],
    }


def _query(store: Quads, entry: Query) -> dict[str, object]:
    return {
        "name": entry.name,
        "topic": entry.topic,
        "summary": dict(entry.summary),
        "question": dict(entry.question),
        "parameters": [_parameter(store, parameter) for parameter in entry.parameters],
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


def _parameter(store: Quads, parameter: Parameter) -> dict[str, object]:
    words = re.sub(r"(?=[A-Z])", " ", parameter.name).lower()
    return {
        "name": parameter.name,
        "label": pair(PARAMETERS.get(parameter.name, ""), words),
        "choiceLabels": {choice: _choice(store, choice) for choice in parameter.choices},
        "kind": parameter.kind,
        "choices": list(parameter.choices),
        "default": parameter.default,
        "meaning": parameter.meaning,
    }


def _choice(store: Quads, choice: str) -> Pair:
    """What a choice is called: a class, a property or a word of ours."""
    if choice in OTHERS:
        return pair(*OTHERS[choice])
    if ":" in choice:
        return name_pair(store, expand(choice))
    return pair(*_CHOICES.get(choice, (choice, "")))
