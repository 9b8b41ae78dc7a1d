"""The process that loads the data once and forks workers, each ready within milliseconds.

It has one thread, or a fork would copy locks that nobody opens any more. It ends a worker only
when told, so that a process id stays the worker's own for as long as its parent may use it.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from select import select
from typing import Any

from aitalent_kg.errors import BrokenWorker
from aitalent_kg.workers.channel import Incoming, packed, receive, told
from aitalent_kg.workers.limits import Limits
from aitalent_kg.workers.process import Handle, confine, work

__all__ = ["loaded", "main"]

#: Seconds between two looks whether the parent is still there; normally its socket tells.
_LOOK = 2.0


def main(number: int) -> None:
    """Load what the parent says through the socket of that number, then do as told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's matter
    parent, control = os.getppid(), socket.socket(fileno=number)
    order, _ = receive(control)
    try:
        handle = loaded(order)
        _one_thread()
    except Exception as error:
        control.sendall(packed({"error": told(error)}))
        return
    gc.collect()
    gc.freeze()  # workers share these pages as long as nobody writes to them
    control.sendall(packed({"ready": os.getpid()}))
    _Zygote(control, handle, Limits(**order["limits"])).serve(parent)


def loaded(order: dict[str, Any]) -> Handle:
    """The function that answers jobs, made by the target."""
    module, _, name = order["target"].partition(":")
    made: Handle = getattr(importlib.import_module(module), name)(order["options"])
    return made


def _one_thread() -> None:
    """Make sure that forking is sound.

    Raises:
        BrokenWorker: it is not.
    """
    tasks = Path("/proc/self/task").iterdir() if sys.platform == "linux" else ()
    here = max(len(list(tasks)), threading.active_count())
    if here > 1:
        raise BrokenWorker(f"{here} threads run where workers are forked; there must be one")


class _Zygote:
    """The zygote, once it has loaded."""

    def __init__(self, control: socket.socket, handle: Handle, limits: Limits) -> None:
        self._control, self._handle, self._limits = control, handle, limits
        self._workers: set[int] = set()

    def serve(self, parent: int) -> None:
        """Do as told until the parent has gone; then end all workers."""
        try:
            while os.getppid() == parent:
                if select([self._control], [], [], _LOOK)[0] and not self._obeyed():
                    return
        finally:
            for pid in self._workers:
                os.kill(pid, signal.SIGKILL)

    def _obeyed(self) -> bool:
        """Do the next thing; False: there is nobody any more to say one."""
        data, descriptors, _, _ = socket.recv_fds(self._control, 4096, 1)
        incoming = Incoming()
        if not data or not incoming.add(data):
            return False
        order = incoming.frame()[0]
        said = self._forked(descriptors[0]) if descriptors else self._ended(int(order["end"]))
        self._control.sendall(packed(said))
        return True

    def _forked(self, descriptor: int) -> dict[str, int]:
        """A new worker at the other end of this socket."""
        pid = os.fork()
        if pid == 0:
            self._as_worker(socket.socket(fileno=descriptor))
        os.close(descriptor)
        self._workers.add(pid)
        return {"pid": pid}

    def _as_worker(self, sock: socket.socket) -> None:
        status = 1
        try:
            sock = confine(sock, self._limits)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            work(sock, self._handle, self._limits)
            status = 0
        finally:
            os._exit(status)  # nothing of the zygote is to be tidied up here

    def _ended(self, pid: int) -> dict[str, int]:
        """How a worker ended, which it now has in any case."""
        if pid not in self._workers:  # it was one of a zygote before this one
            return {"status": -signal.SIGTERM}
        self._workers.discard(pid)
        os.kill(pid, signal.SIGKILL)  # it may be a zombie, which this does not change
        return {"status": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}
