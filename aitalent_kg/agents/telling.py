"""An answer as an agent gets it: structured, and as a text in which quotes are easy to repeat.

In: the JSON of an operation. Out: plain values, text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["brief", "note", "structured", "text"]

#: Keys of lists that tell what no document states.
_OPEN = ("unknown", "have_unknown", "left_unknown", "right_unknown", "gaps")
_WORDS = {
    "zh": {
        "none": "沒有任何一列：文件（或本圖譜）未載相符的內容，這不表示答案為「否」。",
        "open": "文件未載明：{}。未載明不表示「否」或「不需要」。",
        "reason": "沒有路線：{}",
        "outcomes": "有 {} 項結果為 unknown：紀錄未提供所需資料，這不表示「不符合」。",
    },
    "en": {
        "none": "No row: the documents, or this graph of them, state nothing that fits. That is not a no.",
        "open": "Not stated in the documents: {}. What is not stated is neither a no nor not needed.",
        "reason": "No route: {}",
        "outcomes": "{} outcomes are unknown: the record does not say what is needed. That is not not_met.",
    },
}


def structured(result: object, query: str | None, said: str | None) -> dict[str, Any]:
    """The structured content: `rows` or `answer`, `query`, `note`."""
    name = "rows" if isinstance(result, list) else "answer"
    return {name: result, "query": query, "note": said}


def text(found: Mapping[str, Any]) -> str:
    """The same to read: the note, the rows or the answer in brief, the query."""
    result = found.get("rows", found.get("answer"))
    parts = [found["note"], json.dumps(brief(result), ensure_ascii=False)]
    if found["query"]:
        parts.append(f"SPARQL:\n{found['query']}")
    return "\n\n".join(part for part in parts if part)


def note(result: object, lang: str) -> str | None:
    """What the documents leave open in an answer, in one line."""
    words = _WORDS["en" if lang == "en" else "zh"]
    if isinstance(result, list):
        return _of_rows(result, words)
    if not isinstance(result, Mapping):
        return None
    if reason := result.get("reason"):
        return words["reason"].format(reason["says"])
    left_open = [f"{name} {len(result[name])}" for name in _OPEN if result.get(name)]
    if result.get("level") == "not stated":
        left_open.append("level")
    return words["open"].format(", ".join(left_open)) if left_open else None


def _of_rows(rows: list[Any], words: Mapping[str, str]) -> str | None:
    if not rows:
        return words["none"]
    outcomes = ("certificates", "hours", "entry")
    judged = [
        row for row in rows if isinstance(row, Mapping) and "readings" in row and "ways" in row
    ]
    number = sum(row.get(outcome) == "unknown" for row in judged for outcome in outcomes)
    return words["outcomes"].format(number) if number else None


def brief(value: Any) -> Any:
    """A value without what is empty; quotes are 「words」 file:line, IRIs with a code are left out."""
    if isinstance(value, list):
        return [brief(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    if {"quote", "source", "line", "start"} <= value.keys():
        return f"「{' '.join(value['quote'].split())}」 {value['source']}:{value['line']}"
    return {key: brief(part) for key, part in value.items() if _tells(key, part, value)}


def _tells(key: str, part: object, whole: Mapping[str, Any]) -> bool:
    if part is None or part == "" or part == [] or part == {}:
        return False
    return not (key == "iri" and "code" in whole)
