"""The server of the Model Context Protocol: every operation is a tool, answered by the pool.

Errors of a call are errors of the tool, one line each, so that the agent can mend its question.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import CallToolRequestParams, CallToolResult, ListToolsResult, TextContent

from aitalent_kg.agents.telling import note, structured, text
from aitalent_kg.agents.tools import INSTRUCTIONS, TOOLS, tools
from aitalent_kg.errors import AitalentError, BadValue, UnknownName
from aitalent_kg.server.problems import one_line
from aitalent_kg.service.behind import BEHIND
from aitalent_kg.version import VERSION
from aitalent_kg.workers.pool import Pool

__all__ = ["run_on_stdio", "server_of"]


def server_of(pool: Pool) -> Server[Any]:
    """The server over a pool whose target is `aitalent_kg.server.jobs.TARGET`.

    The pool may still be loading: an agent's program waits for no server, but for an answer.
    """
    known, asking = tools(), _Asking(pool)

    async def listed(_context: object, _params: object) -> ListToolsResult:
        return ListToolsResult(tools=known)

    async def called(_context: object, params: CallToolRequestParams) -> CallToolResult:
        try:
            return await _answered(asking, params.name, params.arguments or {})
        except AitalentError as error:
            words = TextContent(type="text", text=one_line(error))
            return CallToolResult(content=[words], is_error=True)

    return Server(
        "aitalent-kg",
        version=VERSION,
        title="aitalent-kg",
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )


async def run_on_stdio(pool: Pool) -> None:
    """Serve whoever started this process, until the input ends."""
    server = server_of(pool)
    loading = asyncio.create_task(asyncio.to_thread(pool.wait))  # not first at the first question
    loading.add_done_callback(lambda task: task.cancelled() or task.exception())
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


async def _answered(asking: _Asking, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
    """The answer to a call.

    Raises:
        AitalentError: of every kind; the message is for the agent.
    """
    if name not in TOOLS:
        raise UnknownName(name, TOOLS, "tool", "")
    if "format" in arguments:
        raise BadValue("format", f"{name} has no such parameter; agents get JSON")
    result = json.loads(await asking.reply(name, arguments))
    query = await _behind(asking, name, arguments)
    said = note(result, str(arguments.get("lang") or "zh"))
    found = structured(result, query, said)
    content = TextContent(type="text", text=text(found))
    return CallToolResult(content=[content], structured_content=found)


async def _behind(asking: _Asking, name: str, arguments: Mapping[str, Any]) -> str | None:
    """The query behind an answer; none where there is none: the answer stands without it."""
    if name not in BEHIND:
        return None
    try:
        return (await asking.reply(name, {**arguments, "format": "sparql"})).decode()
    except AitalentError:
        return None


class _Asking:
    """Questions to a pool that may still be loading."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._loading: asyncio.Task[None] | None = None

    async def reply(self, verb: str, params: Mapping[str, Any]) -> bytes:
        """The answer of an operation; the time limit does not count the loading."""
        if self._loading is None:
            self._loading = asyncio.create_task(asyncio.to_thread(self.pool.wait))
        await asyncio.shield(self._loading)
        reply = await self.pool.asked({"do": "call", "verb": verb, "params": dict(params)})
        return reply.body
