"""Listen, answer, and stop without leaving anything behind."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from aitalent_kg.errors import AitalentError
from aitalent_kg.server.connection import Patient
from aitalent_kg.server.outside import Outside

__all__ = ["listening", "serve_on"]

#: Seconds that running requests get when the server is asked to stop.
_LAST_REQUESTS = 5
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises:
        AitalentError: the port is taken, or the host is none of this machine.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(1024)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        advice = "choose another with --port, or 0 for a free one"
        raise AitalentError(f"cannot listen on {host} port {port}: {why}; {advice}") from None
    return found


def serve_on(listener: socket.socket, application: Outside, ready: Callable[[], None]) -> None:
    """Answer until SIGINT or SIGTERM; running requests get a few seconds to end.

    Args:
        ready: called once requests are taken.
    """
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http=Patient,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=_LAST_REQUESTS,
    )
    _Server(config, ready).run(sockets=[listener])
    application.log.flush()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals end the loop, and nothing more: what comes after it closes the workers."""
        before = {each: signal.signal(each, self.handle_exit) for each in _SIGNALS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()
