"""A connection as the parser of uvicorn in C has it, with bounds on what a client may do.

It may not send endless headers, begin and not end, or leave answers unread; and there are only so
many of them. What is refused here has the strict headers of all answers.
"""

from __future__ import annotations

from typing import Any

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from aitalent_kg.errors import Busy
from aitalent_kg.server.answers import SECURITY, refusal
from aitalent_kg.server.problems import Refused

__all__ = ["Patient"]

#: Connections that may be open at once; more are answered 503.
_CONNECTIONS = 1000
#: Bytes of all headers of a request; of those and its address, which is 65,535 bytes at most.
_HEADERS, _HEAD = 32_768, 100_000
#: Seconds in which the headers must have come.
_PATIENCE = 20.0
#: Seconds in which a client must have read something of what was sent.
_UNREAD = 30.0
_RETRY = 5


class Patient(HttpToolsProtocol):
    """Closes a connection whose client does not say what it wants, or takes no answer."""

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request; refuse them where too many are connected."""
        super().connection_made(transport)
        self._headers = self._pending = 0
        self._slow = self._unread = self.loop.call_later(_PATIENCE, transport.close)
        if len(self.connections) > _CONNECTIONS:
            self.app = _full

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._slow.cancel()
        self._unread.cancel()
        super().connection_lost(exc)

    # What comes in.

    def data_received(self, data: bytes) -> None:
        """Count what comes until it is something whole."""
        self._pending += len(data)
        super().data_received(data)
        if self._pending > _HEAD and not self.transport.is_closing():
            self.send_400_response("")

    def on_message_begin(self) -> None:
        """Count from here."""
        super().on_message_begin()
        self._headers = self._pending = 0
        self._await_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header, or one that comes after a body."""
        self._headers += len(name) + len(value)
        if self._headers > _HEADERS:
            raise ValueError("too many")  # the parser ends, and `send_400_response` is called
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Wait no longer for them."""
        self._slow.cancel()
        self._pending = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Leave the size of bodies to whoever reads them."""
        self._pending = 0
        super().on_body(body)

    def _await_head(self) -> None:
        self._slow.cancel()
        self._slow = self.loop.call_later(_PATIENCE, self.transport.close)

    # What goes out.

    def pause_writing(self) -> None:
        """Wait for the client to read."""
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        """Wait for it to read the rest."""
        super().resume_writing()
        self._await_reader()

    def on_response_complete(self) -> None:
        """Wait for the client to read, and for its next request."""
        super().on_response_complete()
        self._await_reader()
        if self.cycle.response_complete:  # else another one that was sent with it
            self._await_head()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, or has too large a head, and close."""
        words = "this is no HTTP request that can be read; send HTTP/1.1"
        error = Refused(400, words)
        if self._headers > _HEADERS or self._pending > _HEAD:
            error = Refused(431, f"headers of more than {_HEADERS} bytes; send fewer")
        response = refusal(error, {"connection": "close"})
        lines = [b"%s: %s\r\n" % pair for pair in (*response.raw_headers, *SECURITY)]
        head = b"".join([STATUS_LINE[response.status_code], *lines, b"\r\n"])
        self.transport.write(head + bytes(response.body))
        self.transport.close()
        self._await_reader()

    def _await_reader(self) -> None:
        self._unread.cancel()
        self._unread = self.loop.call_later(_UNREAD, self._drop_unread)

    def _drop_unread(self) -> None:
        """End what would wait for ever: closing waits until all is read."""
        if self.transport.get_write_buffer_size():
            self.transport.abort()


async def _full(scope: Scope, receive: Receive, send: Send) -> None:
    response = refusal(Busy(_RETRY), {"connection": "close"})
    response.raw_headers.extend(SECURITY)
    await response(scope, receive, send)
