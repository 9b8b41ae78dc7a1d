"""Answers on their way out: in pieces, within a budget of memory, to clients that read them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

from starlette.types import Message, Send

from aitalent_kg.errors import Busy
from aitalent_kg.server.answers import SECURITY
from aitalent_kg.server.incoming import Gone
from aitalent_kg.server.problems import MEDIA_TYPE, problem
from aitalent_kg.server.ranges import ranged

__all__ = ["Budget", "Outgoing"]

_PIECE = 256 * 1024
#: Bytes of an answer that counts: smaller ones are soon gone.
_LARGE = 1_000_000
#: Seconds in which a client must have read a piece.
_PATIENCE = 30.0
_RETRY = 5


@dataclass
class Budget:
    """Bytes of large answers that are on their way at once."""

    left: int


class Outgoing:
    """`send` of one request: adds the strict headers, and counts what was sent."""

    def __init__(self, send: Send, budget: Budget, part: bytes = b"") -> None:
        self._send, self._budget = send, budget
        self._part = part  # the value of Range
        self._start: Message | None = None
        self._taken = 0
        self.status, self.size = 0, 0

    async def __call__(self, message: Message) -> None:
        """Send a message of ASGI."""
        if message["type"] == "http.response.start":
            self._start = message  # whether it can be sent is known when the body is
            return
        body = message.get("body", b"")
        if self._start is not None:
            start, body = self._begun(message)
            self.status = start["status"]
            await self._send({**start, "headers": [*start["headers"], *SECURITY]})
        await self._in_pieces(body, bool(message.get("more_body")))

    def _begun(self, message: Message) -> tuple[Message, bytes]:
        """How the answer starts, and its body: the part that is wanted, or a refusal."""
        start, self._start = self._start, None
        assert start is not None
        body = message.get("body", b"")
        if not self._take(len(body)):
            return _busy()
        if self._part and start["status"] == 200 and not message.get("more_body"):
            status, headers, body = ranged(self._part, list(start["headers"]), body)
            start = {**start, "status": status, "headers": headers}
        return start, body

    def done(self) -> None:
        """Nothing more will be sent."""
        self._budget.left += self._taken
        self._taken = 0

    def _take(self, size: int) -> bool:
        """Whether an answer of so many bytes may be sent now."""
        if size < _LARGE:
            return True
        if size > self._budget.left:
            return False
        self._budget.left -= size
        self._taken += size
        return True

    async def _in_pieces(self, body: bytes, more: bool) -> None:
        """Send a body, each piece when the client has read the one before.

        Raises:
            Gone: it does not read.
        """
        view = memoryview(body)
        for start in range(0, max(len(body), 1), _PIECE):
            piece = body if len(body) <= _PIECE else bytes(view[start : start + _PIECE])
            last = start + _PIECE >= len(body)
            message = {"type": "http.response.body", "body": piece, "more_body": more or not last}
            if last and start == 0:
                await self._send(message)
            else:
                try:
                    await asyncio.wait_for(self._send(message), _PATIENCE)
                except TimeoutError:
                    raise Gone from None
            self.size += len(piece)


def _busy() -> tuple[Message, bytes]:
    """The answer where too much is on its way already."""
    status, details = problem(Busy(_RETRY))
    body = json.dumps(details, ensure_ascii=False).encode()
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", str(_RETRY).encode()),
        (b"access-control-allow-origin", b"*"),
    ]
    return {"type": "http.response.start", "status": status, "headers": headers}, body
