"""A process that answers queries on a copy of the store, and can be stopped.

pyoxigraph cannot interrupt a query, so one with a time limit runs here. The process is started
at the first such query, is asked again while it lives, and is replaced after it was stopped.
Frames on its pipes are a length of eight bytes and that many bytes.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from aitalent_kg.engines.answers import Answer, read
from aitalent_kg.engines.runners import runner
from aitalent_kg.errors import AitalentError, BrokenQuery, ForbiddenQuery, QueryTimeout

__all__ = ["Worker", "serve"]

_START = "import sys; sys.path[:] = {path!r}; from aitalent_kg.engines.worker import serve; serve()"
#: Seconds after its limit when a process that nobody stopped ends itself.
_GRACE = 5.0
_ERRORS = {b"B": BrokenQuery, b"F": ForbiddenQuery}


class Worker:
    """Answers queries of one store in a process of its own."""

    def __init__(self, store: ox.Store, engine: str) -> None:
        self._store, self._engine = store, engine
        self._process: subprocess.Popen[bytes] | None = None
        self._end: Callable[[], object] = lambda: None
        self._one_at_a_time = threading.Lock()

    def answer(self, text: str, timeout: float) -> Answer:
        """Run a query, and stop it when the time is over; starting the process is not counted.

        Raises:
            QueryTimeout: it took longer than `timeout` seconds.
            BrokenQuery, ForbiddenQuery: as the engine without a process says.
        """
        with self._one_at_a_time:
            status, body = self._asked(text, timeout)
        if status in _ERRORS:
            raise _ERRORS[status](body.decode())
        return read(text, body)

    def _asked(self, text: str, timeout: float) -> tuple[bytes, bytes]:
        process = self._started()
        over = threading.Event()
        timer = threading.Timer(timeout, _stop, (process, over))
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            _send(process.stdin, f"{timeout + _GRACE}\n{text}".encode())
            frame = _received(process.stdout)
        except OSError:
            frame = None
        except BaseException:  # an interrupt: the answer must not wait for the next question
            self._ended()
            raise
        finally:
            timer.cancel()
        if frame and not over.is_set():
            return frame[:1], frame[1:]
        self._ended()
        if over.is_set():
            raise QueryTimeout(timeout)
        raise AitalentError("the engine broke down over this query; make it smaller")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._ended()
            self._process = _start(self._store, self._engine)
            self._end = weakref.finalize(self, _end, self._process)
        return self._process

    def _ended(self) -> None:
        if self._process is not None:
            self._end()
        self._process = None


def _start(store: ox.Store, engine: str) -> subprocess.Popen[bytes]:
    """A process that has read the store and waits for queries."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.nq"
        store.dump(str(path), format=ox.RdfFormat.N_QUADS)
        process = subprocess.Popen(
            [sys.executable, "-c", _START.format(path=sys.path), engine, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        if _received(process.stdout) != b"ready":
            raise AitalentError("the process for queries with a time limit did not start")
    return process


def _stop(process: subprocess.Popen[bytes], over: threading.Event) -> None:
    over.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was not sent any more
            if pipe is not None:
                pipe.close()


def serve() -> None:
    """The process: read the store named in the arguments, then answer until the pipe closes."""
    engine, path = sys.argv[1:3]
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    run = runner(store, engine)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's matter
    _send(sys.stdout.buffer, b"ready")
    while (asked := _received(sys.stdin.buffer)) is not None:
        limit, _, text = asked.decode().partition("\n")
        _end_after(float(limit))
        try:
            frame = b"A" + run(text)
        except AitalentError as error:
            kind = b"F" if isinstance(error, ForbiddenQuery) else b"B"
            frame = kind + str(error).encode()
        _end_after(0)
        _send(sys.stdout.buffer, frame)


def _end_after(seconds: float) -> None:
    """End this process if it still works then: its parent may have gone without a word."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _send(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(len(frame).to_bytes(8, "big") + frame)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    """The next frame, or None where the other side has gone."""
    head = pipe.read(8)
    size = int.from_bytes(head, "big")
    frame = pipe.read(size) if len(head) == 8 else b""
    return frame if len(head) == 8 and len(frame) == size else None
