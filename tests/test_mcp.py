"""The server for AI agents, driven by the SDK's client: in this process, and over a real pipe."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult
from pooled import ENDLESS, pool

import aitalent_kg as atk
from aitalent_kg.agents.server import server_of
from aitalent_kg.agents.telling import brief, note
from aitalent_kg.agents.tools import INSTRUCTIONS
from aitalent_kg.errors import Busy
from aitalent_kg.exports import json_text
from aitalent_kg.service.operations import OPERATIONS, call
from aitalent_kg.workers.pool import Pool, Reply

TASK = "SMS2512-002v1/T1.3"
SIDES = {"left": "SMS2512-002v1", "right": "SET2529-001v2"}
#: Every tool, with names in Chinese where there are names.
CALLS: dict[str, dict[str, Any]] = {
    "search": {"text": "機器學習", "limit": 2},
    "show": {"name": "AI 工程師"},
    "evidence": {"name": TASK},
    "queries": {"find": "證照 類"},
    "query": {"name": "items-of-task", "params": {"task": TASK}, "evidence": True},
    "sparql": {"text": "SELECT ?s { ?s skos:notation ?c }", "bind": {"c": "T1.3"}},
    "routes": {"start": "資料分析師", "goal": "AI 技術主管"},
    "gap": {"have": "none", "goal": "SMS2512-002v1"},
    "overlap": {**SIDES, "lang": "en"},
    "compare": SIDES,
    "assess": {"record": {"hours": {"AI 應用素養": 17}}, "as_of": "2026-06-01"},
    "conflicts": {"topic": "X-02"},
    "info": {},
}


def asked(question: Callable[[Client], Awaitable[Any]]) -> Any:
    """What a client in this process gets; the SDK checks answers against the tools' schemas."""

    async def run() -> Any:
        async with Client(server_of(pool())) as client:
            return await question(client)

    return asyncio.run(run())


def called(tool: str, **arguments: Any) -> CallToolResult:
    found = asked(lambda client: client.call_tool(tool, arguments))
    assert isinstance(found, CallToolResult)
    return found


class Half:
    """A pool that gives answers, but not the queries behind them."""

    def wait(self) -> None:
        pass

    async def asked(self, job: Any) -> Reply:
        if job["params"].get("format") == "sparql":
            raise Busy(3)
        return Reply({}, b"[]")


def test_an_answer_stands_though_the_query_behind_it_cannot_be_made() -> None:
    async def run() -> Any:
        async with Client(server_of(cast(Pool, Half()))) as client:
            return await client.call_tool("conflicts", {})

    found = asyncio.run(run()).structured_content
    assert (found["rows"], found["query"]) == ([], None)


def words(result: CallToolResult) -> str:
    return str(result.content[0].text)  # type: ignore[union-attr]


def test_every_operation_is_a_tool_that_only_reads() -> None:
    tools = asked(lambda client: client.list_tools()).tools
    assert (
        [tool.name for tool in tools]
        == list(OPERATIONS)
        == list({**CALLS, **OPERATIONS})[:0] + list(OPERATIONS)
    )
    for tool in tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert tool.description and tool.title
        assert "format" not in tool.input_schema["properties"]
        assert tool.input_schema["additionalProperties"] is False


def test_agents_are_told_that_silence_is_not_no() -> None:
    told = asked(lambda client: _instructions(client))
    assert told == INSTRUCTIONS
    assert '"Not stated in the documents" is not "no"' in told
    assert "Quote" in told


async def _instructions(client: Client) -> str | None:
    return client.instructions


@pytest.mark.parametrize("tool", CALLS)
def test_a_tool_answers_as_the_operation_with_the_query_behind(
    kg: atk.KnowledgeGraph, tool: str
) -> None:
    found = called(tool, **CALLS[tool])
    assert not found.is_error, words(found)
    result = json.loads(json_text(call(kg, tool, CALLS[tool])))
    name = "rows" if isinstance(result, list) else "answer"
    assert found.structured_content[name] == result
    query = found.structured_content["query"]
    if "format" in OPERATIONS[tool].parameters and tool != "search":
        assert len(kg.sparql(query)) > 0  # type: ignore[arg-type]
        assert query in words(found)
    else:
        assert query is None  # ranking, counting and listing are no SPARQL


def test_every_tool_is_called_here() -> None:
    assert CALLS.keys() == OPERATIONS.keys()


def test_the_text_of_an_answer_quotes_with_file_and_line() -> None:
    assert "「T1.3 評估應用或發展效益」 SMS2512-002v1.txt:20" in words(
        called("evidence", name=TASK)
    )


def test_the_text_says_what_no_document_states() -> None:
    empty = called("search", text="zzzzqqqq", lang="en")
    assert words(empty).startswith("No row: the documents, or this graph of them, state nothing")
    assert empty.structured_content["rows"] == []
    unknown = called("assess", record={"certificates": "unknown", "hours": {}}, lang="en")
    assert "outcomes are unknown: the record does not say" in words(unknown)
    no_route = called("routes", start="AI 技術主管", goal="資料分析師")
    assert words(no_route).startswith("沒有路線：")


def test_notes_count_what_is_open() -> None:
    assert note({"unknown": [1, 2], "missing": []}, "en") == (
        "Not stated in the documents: unknown 2. What is not stated is neither a no nor not needed."
    )
    assert note({"missing": [1]}, "zh") is None


def test_a_brief_value_leaves_out_nothing_that_is_said() -> None:
    quote = {"iri": "i", "quote": "兩\n行", "source": "a.txt", "line": 3, "start": 0, "end": 3}
    value = {"iri": "i", "code": "c", "level": None, "score": 0, "ok": False, "quotes": [quote]}
    assert brief(value) == {"code": "c", "score": 0, "ok": False, "quotes": ["「兩 行」 a.txt:3"]}


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("nosuch", {}, "no tool 'nosuch'"),
        ("searh", {"text": "a"}, "no tool 'searh'; did you mean search"),
        ("search", {}, "'search': needs text, a text of 1 to 10000 characters"),
        ("search", {"text": 3}, "3: text takes a text of 1 to 10000 characters"),
        ("search", {"text": ["a"]}, "['a']: text takes a text of 1 to 10000 characters"),
        ("search", {"text": "a", "limit": "ten"}, "'ten': limit takes a whole number"),
        ("search", {"text": "a", "format": "csv"}, "'format': search has no such parameter"),
        ("search", {"text": "長" * 1_000_000}, "'search': parameters longer than 1000000"),
        ("show", {"name": "AI 工程司"}, "no resource 'AI 工程司' in the graph; did you mean AI 工程師"),
        ("gap", {"have": "/etc/passwd.json", "goal": "AI 工程師"}, "'/etc/passwd.json': no file is"),
        ("assess", {"record": {"hours": "many"}}, "'hours': \"many\" is not hours by ability type"),
        ("sparql", {"text": "INSERT DATA { <a:b> <a:b> <a:b> }"}, "not SPARQL: begins with"),
        ("sparql", {"text": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE"),
        ("sparql", {"text": "SELECT * {" + "{" * 5000 + "}" * 5000 + "}"}, "nest"),
        ("sparql", {"text": ENDLESS}, "took longer than 5 s; narrow it"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_an_error_of_the_tool_in_one_line(
    tool: str, arguments: dict[str, Any], message: str
) -> None:
    found = called(tool, **arguments)
    assert found.is_error
    assert message in words(found)
    assert "\n" not in words(found)
    assert len(words(found)) < 400


def test_over_a_pipe_only_the_protocol_stands_in_the_output() -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "aitalent_kg", "mcp", "--timeout", "3"],
        env={**os.environ, "PYTHONUTF8": "0"},
    )

    async def talk() -> tuple[Any, ...]:
        async with Client(command) as client:
            first = await client.call_tool("search", {"text": "機器學習"})
            both = await asyncio.gather(
                client.call_tool("sparql", {"text": ENDLESS}),
                client.call_tool("search", {"text": "長" * 1_000_000}),
            )
            last = await client.call_tool("show", {"name": "AI 工程師"})
            return first, *both, last

    first, endless, large, last = asyncio.run(asyncio.wait_for(talk(), 120))
    assert first.structured_content["rows"][0]["label"] == "機器學習"
    assert "took longer than 3 s" in words(endless)
    assert "parameters longer than 1000000 characters" in words(large)
    assert last.structured_content["answer"]["label_en"] == "AI Engineer"
