"""What the workers of tests do; a pool takes its target from here by name."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aitalent_kg.errors import AitalentError, MissingFile, UnknownName

Handle = Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]


def simple(options: object) -> Handle:
    """One answer for each thing that a job may do."""

    def handle(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        if job["do"] == "say":
            return {"said": job["what"], "pid": os.getpid(), "options": options}, b"body"
        if job["do"] == "bytes":
            return {}, bytes(job["size"])
        return {"done": _DEEDS[job["do"]](job)}, b""

    return handle


def _run(job: dict[str, Any]) -> None:
    until = time.monotonic() + job["seconds"]
    while time.monotonic() < until:
        pass


def _unknown(_: object) -> None:
    raise UnknownName("T1,3", ["T1.3", "T1.4"])


_DEEDS: dict[str, Callable[[dict[str, Any]], object]] = {
    "run": _run,
    "unknown": _unknown,
    "take": lambda job: len(bytearray(job["size"])),
    "open": lambda _: len(Path(os.devnull).read_bytes()),
    "connect": lambda job: socket.create_connection(("127.0.0.1", job["port"])).close(),
    "end": lambda job: signal.raise_signal(job["signal"]),  # at once, whichever thread it is
    "nonsense": lambda _: 1 // 0,
}


def with_thread(options: object) -> Handle:
    """Leaves a thread behind, with which no fork is sound."""
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    return simple(options)


def without_file(options: dict[str, str]) -> Handle:
    """Needs a file that is not there."""
    raise MissingFile(options["path"])


class OurOwn(AitalentError):
    """An error of another package, which is not to be made from what a worker says."""


def foreign(_options: object) -> Handle:
    """Raises an error of another package."""

    def handle(_job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        raise OurOwn("told")

    return handle


def oxigraph(_options: object) -> Handle:
    """Queries on the whole graph, unscanned, as if an attacker had got round the scan."""
    from aitalent_kg.engines.runners import on_oxigraph
    from aitalent_kg.graph import load

    store = load().store
    return lambda job: ({}, on_oxigraph(store, job["query"]))
