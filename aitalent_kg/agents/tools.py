"""The tools that agents see, made from the operations; no operation is described twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcp_types import Tool, ToolAnnotations

from aitalent_kg.service.operation import Operation
from aitalent_kg.service.operations import OPERATIONS
from aitalent_kg.service.schemas import Definitions, parameters_schema, result_schema

__all__ = ["INSTRUCTIONS", "TOOLS", "tools"]

_REFS = "#/$defs/"
INSTRUCTIONS = """\
Five official Taiwanese documents on AI talent (two iCAP competency standards, the industry's AI \
talent guide with its slides, the civil service's AI competency framework) as one knowledge graph \
in Chinese and English. 五份臺灣 AI 人才官方文件的知識圖譜。

- Find things with `search`, then use the `code` of a hit as the name in other tools.
- For a question of a known kind look for a query of the library with `queries` (find: words of \
the question), then run it with `query`. Write `sparql` only where no query fits.
- Quote: answers carry the documents' own words with file and line (「…」 file:line). Give them with \
every statement; do not state what no quote supports.
- "Not stated in the documents" is not "no". Empty rows, null, `unknown`, `not stated`, `unstated` \
and `gaps` mean that the documents do not say it. Say so; do not turn it into a negative answer \
or fill it from general knowledge.
- Where documents differ (`conflicts`, `differences`), give every reading and which document says \
it. `reading` follows one of them.
- Mappings between frameworks are this project's judgement, with a reason and a confidence; no \
document states them. Names in the answers are translations where a document has none.
- `query` in an answer is the SPARQL that gives its rows or the statements that it rests on.
"""
_HINTS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
#: What a tool's description adds to the summary of the operation.
_MORE = {
    "gap": "Lists: missing, covered, mapped, presupposed; `unknown` is what no document states.",
    "assess": "Outcomes: met, not_met, depends (on the reading), unknown (the record does not say).",
    "routes": "Where there is no route, `reason` tells why and what is near.",
    "overlap": "`low` and `high` bound the score, as mappings are judgements.",
    "search": "Chinese (simplified too), English, codes, parts of quotes; small typing errors pass.",
    "queries": "The list of `query`: names, questions, parameters, columns.",
}
_QUERY_SCHEMA = {
    "type": ["string", "null"],
    "description": "SPARQL that gives the rows, or the statements that the answer rests on.",
}
_NOTE_SCHEMA = {
    "type": ["string", "null"],
    "description": "What the documents leave open; it is not a no.",
}


def tools() -> list[Tool]:
    """All tools, in the order of the operations."""
    return [_tool(operation) for operation in OPERATIONS.values()]


def _tool(operation: Operation) -> Tool:
    summary = operation.summary
    more = f"\n{_MORE[operation.name]}" if operation.name in _MORE else ""
    return Tool(
        name=operation.name,
        title=summary["zh"],
        description=f"{summary['en']}. {summary['zh']}。{more}",
        input_schema=_input(operation),
        output_schema=_output(operation),
        annotations=_HINTS,
    )


def _input(operation: Operation) -> dict[str, Any]:
    """The parameters; an agent gets JSON, so that `format` is none of them."""
    known: Definitions = {}
    schema = parameters_schema(operation, known, _REFS)
    schema["properties"].pop("format", None)
    return _with(schema, known)


def _output(operation: Operation) -> dict[str, Any]:
    known: Definitions = {}
    result = result_schema(operation, known, _REFS)
    name = "rows" if _is_list(result) else "answer"
    properties = {name: result, "query": _QUERY_SCHEMA, "note": _NOTE_SCHEMA}
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return _with(schema, known)


def _is_list(schema: Mapping[str, Any]) -> bool:
    return all(each.get("type") == "array" for each in schema.get("anyOf", [schema]))


def _with(schema: dict[str, Any], known: Definitions) -> dict[str, Any]:
    return schema | ({"$defs": known} if known else {})


#: Names of all tools.
TOOLS = tuple(OPERATIONS)
