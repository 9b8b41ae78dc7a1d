"""Writers to a store that tests kill: copies of a process that has read its modules already."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from aitalent_kg import vault

__all__ = ["Writer"]

_HOW = multiprocessing.get_context("forkserver")
_HOW.set_forkserver_preload(["aitalent_kg.vault", "aitalent_kg.cli.bring"])


class Writer:
    """A process that is about to write."""

    def __init__(self, what: str, store: str, file: str, step: int = 0) -> None:
        self._ends, theirs = _HOW.Pipe()
        self.process = _HOW.Process(target=_write, args=(theirs, what, store, file, step))
        self.process.start()
        theirs.close()
        assert self._ends.recv() == "ready"
        self._ends.send("go")

    def kill(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()

    def ended(self) -> bool:
        """Wait for it; whether it wrote all."""
        self.process.join()
        return self.process.exitcode == 0


def _write(ends: Connection, what: str, store: str, file: str, step: int) -> None:
    if step:
        _count_down([step])
    ends.send("ready")
    ends.recv()
    if what == "remove":
        vault.remove(store, "old")
    else:
        vault.add(store, file, replace=what == "replace")


def _count_down(left: list[int]) -> None:
    """Kill this process right before its step number `left[0]` on disk."""

    def counted(plain: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(*given, **named)

        return call

    for module, name in ((os, "replace"), (os, "walk"), (os, "mkdir"), (shutil, "rmtree")):
        setattr(module, name, counted(getattr(module, name)))
