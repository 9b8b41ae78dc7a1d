"""A worker, seen from inside: confines itself, then answers jobs until its socket closes.

In: a function `handle(job) -> (head, body)` that needs no file any more. Where the system allows
it, a worker has no free descriptor: it can open no file and no socket, in Python or elsewhere.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from aitalent_kg.errors import AitalentError, BrokenWorker, LimitReached
from aitalent_kg.workers.channel import packed, receive, told
from aitalent_kg.workers.limits import Limits

__all__ = ["GRACE", "Handle", "confine", "work"]

Handle = Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]
#: Seconds after its limit when a worker that nobody stopped ends itself.
GRACE = 2.0
#: The number under which a confined worker has its socket; 0, 1 and 2 lead nowhere.
_SOCKET = 3
#: A worker that grew by this part of its limit is replaced: its memory may be in pieces.
_WORN = 4


def work(sock: socket.socket, handle: Handle, limits: Limits) -> None:
    """Answer jobs until the other side has gone.

    This is done in a new thread: workers are copies of one process, and so would be the engine's
    random numbers, which each thread draws for itself.
    """
    thread = Thread(target=_work, args=(sock, handle, limits))
    thread.start()
    thread.join()


def _work(sock: socket.socket, handle: Handle, limits: Limits) -> None:
    worn = _resident() + (limits.memory or sys.maxsize) // _WORN
    with suppress(ConnectionError):
        while True:
            asked, _ = receive(sock)
            _end_after(asked["seconds"] + GRACE)
            frame = _answered(handle, asked["job"], limits, worn)
            _end_after(0)
            sock.sendall(frame)


def _answered(handle: Handle, job: dict[str, Any], limits: Limits, worn: int) -> bytes:
    """The frame that answers a job, with its error if it had one."""
    try:
        head, body = handle(job)
        if limits.answer is not None and len(body) > limits.answer:
            raise LimitReached("answer", limits.answer)
        return packed({"head": head, "last": _resident() > worn}, body)
    except MemoryError:
        error: Exception = LimitReached("memory", limits.memory or 0)
    except RecursionError:
        error = LimitReached("stack")
    except Exception as raised:
        error = _explained(raised)
    return packed({"error": told(error), "last": not isinstance(error, AitalentError)})


def _explained(error: Exception) -> Exception:
    """The error; one for want of a descriptor says what to do about it."""
    if isinstance(error, OSError) and error.errno == errno.EMFILE:
        problem = f"a worker may open no files ({error}); warm it before the workers are forked"
        return BrokenWorker(problem, str(told(error)["facts"]))
    return error


def confine(sock: socket.socket, limits: Limits) -> socket.socket:
    """Give up all descriptors but the socket's, and limit what can be had; Unix only."""
    import resource

    _die_with_parent()
    size = _address_space()
    null = os.open(os.devnull, os.O_RDWR)
    for number in range(_SOCKET):
        os.dup2(null, number)
    if sock.fileno() != _SOCKET:
        os.dup2(sock.detach(), _SOCKET, inheritable=False)
        sock = socket.socket(fileno=_SOCKET)
    os.closerange(_SOCKET + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    resource.setrlimit(resource.RLIMIT_NOFILE, (_SOCKET + 1, _SOCKET + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.memory is not None and size:
        resource.setrlimit(resource.RLIMIT_AS, (size + limits.memory,) * 2)
    return sock


def _die_with_parent() -> None:
    """Linux: whatever happens to the process that forked this one, it leaves no orphan."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _address_space() -> int:
    """Bytes of address space in use; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _resident() -> int:
    """The most memory that this process ever had, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _end_after(seconds: float) -> None:
    """End this process if it still works then: its parent may have gone without a word."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
