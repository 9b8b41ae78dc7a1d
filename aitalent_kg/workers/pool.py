"""Worker processes that answer jobs, several at once, each within its limits.

A process loads the data once and forks workers; a worker that was stopped is replaced within
milliseconds. Any number of threads and tasks may ask one pool.
"""

from __future__ import annotations

import math
import os
import socket
import weakref
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any, Self

from aitalent_kg.errors import BadValue
from aitalent_kg.workers.channel import Incoming, error_of, packed, receive
from aitalent_kg.workers.lanes import Turn
from aitalent_kg.workers.limits import Limits
from aitalent_kg.workers.nursery import nursery
from aitalent_kg.workers.supervisor import Supervisor

__all__ = ["Pool", "Reply"]

#: What all workers of a pool together may take on top of the data they share.
_MEMORY = 1600 * 1024**2


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answered: facts about it, and the answer itself."""

    head: dict[str, Any]
    body: bytes


class Pool:
    """Workers for one target.

    `target` is "package.module:function", called once as `function(options)` in a process of its
    own; it returns `handle(job) -> (head, body)`. Before it returns it must have imported, read
    and computed all that `handle` needs: workers can open no file and no socket afterwards.
    Options, jobs and heads are what JSON can say.

    Args:
        size: workers; by default as many as there are processors, at least 4, within 1600 MiB.
            A single worker is started when it is first needed, several are kept ready.
        forked: workers share what the target loaded; else each calls it, and may use files and
            threads: as on Windows, time is then all that is limited.
    """

    def __init__(
        self,
        target: str,
        options: object,
        limits: Limits | None = None,
        size: int | None = None,
        forked: bool = True,
    ) -> None:
        self.limits = limits or Limits()
        order = {"target": target, "options": options, "limits": asdict(self.limits)}
        order["forked"] = forked
        packed(order)  # an option that JSON cannot say is the caller's mistake, here and now
        self._supervisor = Supervisor(
            nursery(order), self.limits, size or _default_size(self.limits)
        )
        self.close = weakref.finalize(self, self._supervisor.close)

    def wait(self) -> None:
        """Until it can answer; raises what `function(options)` raised."""
        self._supervisor.wait()

    def state(self) -> dict[str, object]:
        """Workers, jobs that run and wait, long ones, and counts since the start."""
        return self._supervisor.state()

    def ask(self, job: dict[str, object], seconds: float | None = None) -> Reply:
        """The reply to a job; `seconds` instead of the pool's limit.

        Raises:
            QueryTimeout, LimitReached: it needs more than it may have.
            Busy: too many others ask.
            BrokenWorker: a fault of `handle`.
            AitalentError: whatever `handle` raised of this package, as it was raised.
        """
        turn, frame = self._turn(job, seconds)
        try:
            while True:
                self._supervisor.enter(turn)
                if turn.waits is not None:
                    turn.waits.result()
                try:
                    return self._reply(turn, _exchanged(turn, frame))
                except ConnectionError:
                    ended = self._supervisor.lost(turn)
                    if turn.again:
                        continue
                    raise self._supervisor.verdict(turn, ended.result()) from None
        except BaseException:  # an interrupt too: the answer must not wait for the next question
            self._supervisor.drop(turn)
            raise

    async def asked(self, job: dict[str, object], seconds: float | None = None) -> Reply:
        """As `ask`, for asyncio; cancelling it stops the work."""
        import asyncio

        turn, frame = self._turn(job, seconds)
        try:
            while True:
                self._supervisor.enter(turn)
                if turn.waits is not None:
                    await asyncio.wrap_future(turn.waits)
                try:
                    return self._reply(turn, await _exchanged_async(turn, frame))
                except ConnectionError:
                    ended = self._supervisor.lost(turn)
                    if turn.again:
                        continue
                    status = 0 if turn.cause else await asyncio.wrap_future(ended)
                    raise self._supervisor.verdict(turn, status) from None
        except BaseException:
            self._supervisor.drop(turn)
            raise

    def _turn(self, job: dict[str, object], seconds: float | None) -> tuple[Turn, bytes]:
        limit = self.limits.seconds if seconds is None else seconds
        if not 0 < limit < math.inf:
            raise BadValue(seconds, "seconds that a job may take are more than 0")
        frame = packed({"job": job, "seconds": limit})
        return Turn(hash(frame), limit), frame

    def _reply(self, turn: Turn, frame: tuple[dict[str, Any], bytes]) -> Reply:
        said, body = frame
        self._supervisor.leave(turn, said.get("last", False))
        if "error" in said:
            raise error_of(said["error"])
        return Reply(said["head"], body)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()


def _default_size(limits: Limits) -> int:
    size = max(4, os.cpu_count() or 1)
    return max(2, min(size, _MEMORY // limits.memory)) if limits.memory else size


def _socket(turn: Turn) -> socket.socket:
    assert turn.worker is not None
    return turn.worker.sock


def _exchanged(turn: Turn, frame: bytes) -> tuple[dict[str, Any], bytes]:
    sock = _socket(turn)
    sock.setblocking(True)
    sock.sendall(frame)
    return receive(sock)


async def _exchanged_async(turn: Turn, frame: bytes) -> tuple[dict[str, Any], bytes]:
    import asyncio

    sock, loop, incoming = _socket(turn), asyncio.get_running_loop(), Incoming()
    sock.setblocking(False)
    await loop.sock_sendall(sock, frame)
    while not incoming.add(await loop.sock_recv(sock, incoming.room)):
        pass
    return incoming.frame()
