"""Answers on their way out: in pieces, within a budget of memory, to clients that read them."""

from __future__ import annotations

from starlette.types import Message, Send

from aitalent_kg.errors import Busy
from aitalent_kg.server.answers import CLOSED, SECURITY, refusal
from aitalent_kg.server.budget import Share
from aitalent_kg.server.ranges import ranged

__all__ = ["Outgoing"]

#: Bytes that are handed over at once; the next when nearly all of them are read.
_PIECE = 64 * 1024


class Outgoing:
    """`send` of one request: adds the strict headers, and counts what was sent."""

    def __init__(self, send: Send, share: Share, part: bytes = b"", cors: bool = True) -> None:
        self._send, self._share, self._cors = send, share, cors
        self._part = part  # the value of Range
        self._start: Message | None = None
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
            await self._send({**start, "headers": self._headers(start["headers"])})
        await self._in_pieces(body, bool(message.get("more_body")))

    def _headers(self, given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        if self._cors:
            return [*given, *SECURITY]
        return [pair for pair in given if not pair[0].startswith(b"access-control-")] + CLOSED

    def _begun(self, message: Message) -> tuple[Message, bytes]:
        """How the answer starts, and its body: the part that is wanted, or a refusal."""
        start, self._start = self._start, None
        assert start is not None
        body = message.get("body", b"")
        try:
            self._share.take(len(body))
        except Busy as error:
            busy = refusal(error)
            headers = busy.raw_headers
            return {**start, "status": busy.status_code, "headers": headers}, bytes(busy.body)
        if self._part and start["status"] == 200 and not message.get("more_body"):
            status, headers, body = ranged(self._part, list(start["headers"]), body)
            start = {**start, "status": status, "headers": headers}
        return start, body

    async def _in_pieces(self, body: bytes, more: bool) -> None:
        """Send a body, each piece when the client has read the one before.

        Who does not read is cut off, see `connection`; then nothing is sent any longer.
        """
        view = memoryview(body)
        for start in range(0, max(len(body), 1), _PIECE):
            piece = body if len(body) <= _PIECE else bytes(view[start : start + _PIECE])
            last = start + _PIECE >= len(body)
            await self._send(
                {"type": "http.response.body", "body": piece, "more_body": more or not last}
            )
            self.size += len(piece)
