"""A listener that no query may ever reach, and what processes take and leave behind."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["Canary", "alive", "canary", "children", "eventually", "memory"]


class Canary:
    """Notes the first line of whatever is said to it; answers nothing."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self.port = int(server.getsockname()[1])
        self.seen: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def _listen(self) -> None:
        with suppress(OSError):  # closed: the test is over
            while True:
                connection, _ = self._server.accept()
                with connection:
                    connection.settimeout(1)
                    self.seen.append("connected")
                    with suppress(OSError):
                        self.seen[-1] = connection.recv(200).decode("latin-1").split("\r\n")[0]


@contextmanager
def canary() -> Iterator[Canary]:
    """A listener on loopback; it is shown first that it does see who comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        bird = Canary(server)
        with socket.create_connection(("127.0.0.1", bird.port)) as trial:
            trial.sendall(b"trial\r\n")
        eventually(lambda: bird.seen == ["trial"])
        bird.seen.clear()
        yield bird


def eventually(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until it is true.

    Raises:
        AssertionError: it was not in that time.
    """
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"not within {seconds} s"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    """All processes below one, from nearest to farthest; Linux only."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                after = (folder / "stat").read_text().rpartition(")")[2].split()
                parents.setdefault(int(after[1]), []).append(int(folder.name))
    found = [pid]
    for parent in found:
        found += parents.get(parent, [])
    return found[1:]


def memory(pid: int) -> int:
    """Bytes that a process and all below it take; a page that several share counts once."""
    return sum(map(_proportional, [pid, *children(pid)]))


def _proportional(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and waits to be noticed does not."""
    with suppress(OSError):
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
