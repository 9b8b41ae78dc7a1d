"""A process that answers queries on a copy of the store, and can be stopped.

pyoxigraph cannot interrupt a query, so one with a time limit runs in a worker process. It is
started at the first such query, is asked again while it lives, and is replaced after it was
stopped.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from aitalent_kg.engines.answers import Answer, read
from aitalent_kg.engines.runners import runner
from aitalent_kg.errors import QueryTimeout
from aitalent_kg.workers.limits import Limits
from aitalent_kg.workers.pool import Pool

__all__ = ["Worker", "answering"]

_TARGET = f"{__name__}:answering"
#: The caller's own query on the caller's own machine: only the time is limited, per query.
_LIMITS = Limits(seconds=86_400.0, memory=None, answer=None)
#: What makes rdflib load its parts for each form of query.
_TRIALS = ("SELECT ?s {}", "ASK {}", "CONSTRUCT {} WHERE {}", "DESCRIBE <urn:x>")


class Worker:
    """Answers queries of one store in a process of its own."""

    def __init__(self, store: ox.Store, engine: str, data: Path | None = None) -> None:
        self._store, self._engine, self._data = store, engine, data
        self._pool: Pool | None = None
        self._owner = 0

    def answer(self, text: str, timeout: float) -> Answer:
        """Run a query, and stop it when the time is over; starting the process is not counted.

        Raises:
            QueryTimeout: it took longer than `timeout` seconds.
            BrokenQuery, ForbiddenQuery: as the engine without a process says.
        """
        try:
            return read(text, self._started().ask({"query": text}, timeout).body)
        except QueryTimeout:
            raise QueryTimeout(timeout) from None  # the caller's own limit has no name

    def _started(self) -> Pool:
        if self._pool is None or self._owner != os.getpid():  # a forked process needs its own
            self._pool, self._owner = self._made(), os.getpid()
        return self._pool

    def _made(self) -> Pool:
        if self._data is not None:  # its files are read on and on, which a forked worker cannot
            options = {"engine": self._engine, "data": str(self._data)}
            return Pool(_TARGET, options, _LIMITS, size=1, forked=False)
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / "store.nq"
        self._store.dump(str(path), format=ox.RdfFormat.N_QUADS)
        return Pool(_TARGET, {"engine": self._engine, "path": str(path)}, _LIMITS, size=1)


def answering(options: dict[str, str]) -> Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]:
    """Target of the pool: queries on the store in a file, or on disk, with the engine named."""
    if "data" in options:
        store = ox.Store.read_only(options["data"])
    else:
        store = ox.Store()
        store.bulk_load(path=options["path"], format=ox.RdfFormat.N_QUADS)
    run = runner(store, options["engine"])
    for trial in _TRIALS:
        run(trial)
    return lambda job: ({}, run(job["query"]))
