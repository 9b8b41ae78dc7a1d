"""A worker that was started, not forked: it loads the data itself. For systems without fork."""

from __future__ import annotations

import signal
import socket
import sys

from aitalent_kg.workers.channel import packed, receive, told
from aitalent_kg.workers.limits import Limits
from aitalent_kg.workers.process import work
from aitalent_kg.workers.zygote import loaded

__all__ = ["main"]


def main(port: int) -> None:
    """Call the parent back at that port, load what it says, answer jobs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.create_connection(("127.0.0.1", port)) as sock:
        sock.sendall(sys.stdin.buffer.read())
        order, _ = receive(sock)
        try:
            handle = loaded(order)
        except Exception as error:
            sock.sendall(packed({"error": told(error)}))
            return
        sock.sendall(packed({"ready": True}))
        work(sock, handle, Limits(**order["limits"]))
