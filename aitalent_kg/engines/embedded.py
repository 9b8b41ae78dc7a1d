"""Engines in this process: pyoxigraph, the default, and rdflib.

rdflib is slower; it shows that our queries depend on no engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from aitalent_kg.engines.answers import Answer, answer_of, read
from aitalent_kg.engines.runners import on_rdflib, queried
from aitalent_kg.engines.worker import Worker
from aitalent_kg.errors import UnknownName

if TYPE_CHECKING:
    from rdflib import Dataset

    from aitalent_kg.engines.answers import Engine

__all__ = ["InRdflib", "OnDisk", "Oxigraph", "engine_on"]


class OnDisk(Protocol):
    """A store that is open on disk; whoever has it keeps its files from being deleted."""

    @property
    def data(self) -> Path:
        """The folder of the engine's files, which nobody writes to."""


@dataclass
class _InProcess:
    """What both share: a query with a timeout runs in a worker process, which can be stopped."""

    store: ox.Store = field(repr=False)
    name: str
    on_disk: OnDisk | None = field(default=None, repr=False, compare=False)

    def answer(self, text: str, timeout: float | None = None) -> Answer:
        """Run a query; see `Engine`."""
        return self._here(text) if timeout is None else self._worker.answer(text, timeout)

    def _here(self, text: str) -> Answer:
        raise NotImplementedError

    @cached_property
    def _worker(self) -> Worker:
        data = None if self.on_disk is None else self.on_disk.data
        return Worker(self.store, self.name, data)


class Oxigraph(_InProcess):
    """Answers from a store; the default graph is the union of the named ones."""

    def _here(self, text: str) -> Answer:
        return answer_of(queried(self.store, text))


class InRdflib(_InProcess):
    """Answers from an rdflib Dataset with the statements of a store."""

    def _here(self, text: str) -> Answer:
        return read(text, on_rdflib(self._dataset, text))

    @cached_property
    def _dataset(self) -> Dataset:
        from aitalent_kg.bridge import to_dataset

        return to_dataset(self.store)


_ENGINES: dict[str, type[_InProcess]] = {"oxigraph": Oxigraph, "rdflib": InRdflib}


def engine_on(store: ox.Store, name: str, on_disk: OnDisk | None = None) -> Engine:
    """The engine of that name.

    Args:
        on_disk: what opened the store, where it is on disk.
    Raises:
        UnknownName: there is none; both are named.
    """
    if name not in _ENGINES:
        raise UnknownName(name, _ENGINES, "engine", "")
    return _ENGINES[name](store, name, on_disk)
