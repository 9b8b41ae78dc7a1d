"""Where workers come from: forked by a zygote, or started one by one where there is no fork.

On Windows each worker is a process that loads the data itself and calls back on a loopback
socket with a word that only it knows; it has no limits but that of time, and it could open files.
"""

from __future__ import annotations

import hmac
import os
import secrets
import select
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from aitalent_kg.errors import BrokenWorker
from aitalent_kg.workers.channel import error_of, packed, receive

__all__ = ["Nursery", "Spawning", "Worker", "Zygote", "nursery"]

_START = "import sys; sys.path[:] = {path!r}; from aitalent_kg.workers.{module} import main; main("
#: Libraries that start threads of their own when they are imported.
_SINGLE = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS")
#: Seconds until a process that is to end by itself is killed.
_PATIENCE = 2.0


@dataclass(eq=False, slots=True)
class Worker:
    """A worker, seen from outside."""

    sock: socket.socket
    pid: int

    def used(self) -> float:
        """Seconds of processor time since it began; of time where the system does not tell."""
        if sys.platform != "linux":
            return time.monotonic()
        try:
            return time.clock_gettime(~self.pid << 3 | 2)  # CPUCLOCK_SCHED of the process
        except OSError:  # it has ended
            return 0.0

    def answers(self) -> bool:
        """Whether its answer, or its end, is there to be read."""
        if not hasattr(socket, "MSG_DONTWAIT"):
            return bool(select.select([self.sock], [], [], 0)[0])
        try:
            self.sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


class Nursery(Protocol):
    """Makes and ends workers; to be used by one thread."""

    def load(self) -> None:
        """Get ready to make workers; raises what the target raises."""

    def start(self) -> Worker:
        """A new worker; raises ConnectionError where `load` has to be called again."""

    def end(self, worker: Worker) -> int:
        """End a worker if it lives; its exit code, or minus the number of a signal."""

    def close(self) -> None:
        """End everything."""


def nursery(order: dict[str, Any]) -> Nursery:
    """The one for this system. `order`: target, options and limits; whether workers are forked."""
    forked = order.get("forked", True) and hasattr(os, "fork")
    return Zygote(order) if forked else Spawning(order)


class Zygote:
    """Workers forked by a process that has loaded the data once."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._order = order
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def load(self) -> None:
        """See `Nursery`."""
        self.close()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _python("zygote", str(theirs.fileno()), (theirs.fileno(),))
        try:
            said = self._asked(packed(self._order))
        except ConnectionError:
            status = self._process.wait(_PATIENCE)
            raise BrokenWorker(f"the process for queries ended with status {status}") from None
        if "error" in said:
            raise error_of(said["error"])

    def start(self) -> Worker:
        """See `Nursery`."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                said = self._asked(packed({}), theirs)
            except ConnectionError:
                ours.close()
                raise
        return Worker(ours, said["pid"])

    def end(self, worker: Worker) -> int:
        """See `Nursery`."""
        return int(self._asked(packed({"end": worker.pid}))["status"])

    def close(self) -> None:
        """See `Nursery`; the zygote ends its workers."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            _ended(self._process)

    def _asked(self, frame: bytes, passed: socket.socket | None = None) -> Any:
        """What the zygote answers; it gets one end of a socket together with the frame."""
        if self._control is None:
            raise ConnectionError("there is no zygote")
        if passed is None:
            self._control.sendall(frame)
        else:
            socket.send_fds(self._control, [frame], [passed.fileno()])
        return receive(self._control)[0]


class Spawning:
    """Workers that are processes started for the purpose, each of which loads the data."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._order = order
        self._processes: dict[int, subprocess.Popen[bytes]] = {}

    def load(self) -> None:
        """See `Nursery`; nothing is shared, so a first worker tells whether it works."""
        worker = self.start()
        self.end(worker)
        worker.sock.close()

    def start(self) -> Worker:
        """See `Nursery`."""
        word = secrets.token_hex(16)
        with socket.create_server(("127.0.0.1", 0)) as server:
            process = _python("spawned", str(server.getsockname()[1]))
            assert process.stdin is not None
            process.stdin.write(word.encode())
            process.stdin.close()
            sock = _called_back(server, word, process)
        self._processes[process.pid] = process
        sock.sendall(packed(self._order))
        said, _ = receive(sock)
        if "error" in said:
            raise error_of(said["error"])
        return Worker(sock, process.pid)

    def end(self, worker: Worker) -> int:
        """See `Nursery`."""
        process = self._processes.pop(worker.pid)
        process.kill()
        return process.wait()

    def close(self) -> None:
        """See `Nursery`."""
        for process in self._processes.values():
            process.kill()
            process.wait()
        self._processes.clear()


def _called_back(
    server: socket.socket, word: str, process: subprocess.Popen[bytes]
) -> socket.socket:
    """The connection of the process that knows the word."""
    server.settimeout(0.5)
    while process.poll() is None:
        with suppress(TimeoutError):
            sock, _ = server.accept()
            sock.settimeout(_PATIENCE)
            with suppress(ConnectionError, TimeoutError):
                if hmac.compare_digest(sock.recv(len(word)), word.encode()):
                    sock.settimeout(None)
                    return sock
            sock.close()
    raise BrokenWorker(f"a process for queries ended with status {process.returncode}")


def _python(module: str, argument: str, descriptors: tuple[int, ...] = ()) -> Any:
    """A Python process that runs `main(argument)` of a module next to this one."""
    start = _START.format(path=sys.path, module=module) + argument + ")"
    more: dict[str, Any] = {"pass_fds": descriptors} if descriptors else {}
    if sys.platform != "win32":
        more["process_group"] = 0  # a Ctrl-C at the terminal is the parent's matter
    return subprocess.Popen(
        [sys.executable, "-c", start],
        stdin=subprocess.DEVNULL if descriptors else subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env={**os.environ, **dict.fromkeys(_SINGLE, "1")},
        **more,
    )


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Wait until it has ended by itself, but not for long."""
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
