"""Requests as they come in: bodies within bounds, clients that hang up, the address they used."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from typing import Any, TypeVar

from starlette.types import Message, Receive, Scope

from aitalent_kg.server.budget import Share
from aitalent_kg.server.problems import Refused

__all__ = ["Counted", "Gone", "body_of", "headers_of", "root_of", "unless_gone"]

_T = TypeVar("_T")
#: Seconds in which a body must have come.
_PATIENCE = 20.0
#: A body is held as bytes, as text, and twice as large as a job on its way to a worker.
_COPIES = 4
#: Seconds in which nearly every answer is there; only then is it looked whether anybody waits.
_MOMENT = 0.05
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")


class Gone(Exception):
    """The client hung up; nobody waits for an answer."""


class Counted:
    """`receive` of one request, whose body counts as held until it is answered."""

    def __init__(self, receive: Receive, share: Share) -> None:
        self._receive, self.share = receive, share

    async def __call__(self) -> Message:
        """The next message of ASGI."""
        return await self._receive()


async def body_of(receive: Receive, told: bytes, limit: int) -> bytes:
    """The whole body of a request.

    Args:
        told: the value of Content-Length, or nothing.
    Raises:
        Refused: 413, it is longer than `limit` bytes; 408, it does not come.
        Busy: the bodies and answers of others take all the memory there is for them.
        Gone: the client hung up.
    """
    if told.isdigit() and int(told) > limit:
        raise Refused(413, f"a body of {int(told)} bytes; at most {limit} (limit: body)")
    try:
        async with asyncio.timeout(_PATIENCE):
            return await _read(receive, limit)
    except TimeoutError:
        raise Refused(408, f"the body did not come within {_PATIENCE:g} s; send it again") from None


async def _read(receive: Receive, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise Refused(413, f"a body of more than {limit} bytes (limit: body)")
        if isinstance(receive, Counted):
            receive.share.take(_COPIES * len(parts[-1]))
        if not message.get("more_body"):
            return b"".join(parts)


async def unless_gone(work: Awaitable[_T], receive: Receive) -> _T:
    """The result of some work, which is stopped when the client hangs up.

    Nothing but a timer is added to work that is soon done.

    Raises:
        Gone: the client hung up.
    """
    task = asyncio.current_task()
    assert task is not None
    watch = _Watch(task, receive)
    timer = asyncio.get_running_loop().call_later(_MOMENT, watch.begin)
    try:
        return await work
    except asyncio.CancelledError:
        if not watch.gone:
            raise
        task.uncancel()
        raise Gone from None
    finally:
        timer.cancel()
        watch.end()


class _Watch:
    """Looks whether a client is still there, and cancels a task when it is not."""

    def __init__(self, task: asyncio.Task[Any], receive: Receive) -> None:
        self._task, self._receive = task, receive
        self._watcher: asyncio.Task[None] | None = None
        self.gone = False

    def begin(self) -> None:
        """Look from now on."""
        self._watcher = asyncio.ensure_future(self._look())

    def end(self) -> None:
        """Look no longer."""
        if self._watcher is not None:
            self._watcher.cancel()

    async def _look(self) -> None:
        await _hung_up(self._receive)
        self.gone = True
        self._task.cancel()


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def headers_of(scope: Scope) -> dict[bytes, bytes]:
    """The headers of a request; those of one name are joined, as HTTP has it."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name] = found[name] + b", " + value if name in found else value
    return found


def root_of(scope: Scope, host: str) -> str:
    """The address of the server as the client wrote it, without a path: `http://HOST:PORT`."""
    if not _HOST.fullmatch(host):
        name, port = scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else str(name)
    return f"{scope.get('scheme', 'http')}://{host}{scope.get('root_path', '')}"
