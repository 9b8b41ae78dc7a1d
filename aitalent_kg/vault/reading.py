"""Open a store to read it: the state of that moment, however long, whoever writes meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from aitalent_kg.vault.content import count, data_hash
from aitalent_kg.vault.faults import StoreFault, damage
from aitalent_kg.vault.layout import DATA, GRAPHS, current
from aitalent_kg.vault.locks import held
from aitalent_kg.vault.record import GraphInfo, Record

__all__ = ["Opened", "StoreInfo", "check", "graphs", "info", "open_store"]

#: So often it is tried again when a writer deletes the state that was to be opened.
_TRIES = 100


@dataclass(frozen=True)
class Opened:
    """A store that is open, read-only; keep this as long as the store is asked.

    A pyoxigraph store cannot carry the lock itself. Without it the next write may delete the
    files that are read.
    """

    store: Store = field(repr=False)
    directory: Path
    data: Path  #: the engine's files of this state
    record: Record = field(repr=False)
    _lock: IO[bytes] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """A store in numbers."""

    directory: str
    triples: int
    graphs: int  #: of the user
    ours: int  #: graphs of the project
    bytes: int  #: on the disk, the state in force
    version: str  #: of this package, at the last write
    pyoxigraph: str
    current: bool  #: our graphs in it are those of this package; else the next write renews them


def open_store(directory: Path | str) -> Opened:
    """Open a store; takes milliseconds, whatever its size.

    Raises:
        StoreFault: there is none, or it is damaged.
    """
    directory = Path(directory)
    with _state(directory) as (generation, lock, record):
        data = generation / DATA
        try:
            store = Store.read_only(str(data))
        except (OSError, RuntimeError, ValueError) as error:
            raise damage(directory, error, record.pyoxigraph) from error
        return Opened(store, directory, data, record, lock)


def graphs(directory: Path | str) -> tuple[GraphInfo, ...]:
    """The graphs of a store, ours first; errors as `open_store`."""
    with _state(Path(directory)) as (_, lock, record), lock:
        return record.graphs


def info(directory: Path | str) -> StoreInfo:
    """A store in numbers; errors as `open_store`."""
    with _state(Path(directory)) as (generation, lock, record), lock:
        ours = sum(graph.ours for graph in record.graphs)
        return StoreInfo(
            str(directory),
            record.triples,
            len(record.graphs) - ours,
            ours,
            sum(path.stat().st_size for path in generation.rglob("*") if path.is_file()),
            record.version,
            record.pyoxigraph,
            record.data == data_hash(),
        )


def check(directory: Path | str) -> int:
    """Read every statement of a store, and count each graph again; gives how many there are.

    The engine compares every block that it reads with its check sum.

    Raises:
        StoreFault: something is damaged or missing.
    """
    opened = open_store(directory)
    try:
        for graph in opened.record.graphs:
            found = count(opened.store, graph.iri)
            if found != graph.triples:
                problem = f"graph {graph.name} has {found} statements, {graph.triples} were written"
                raise StoreFault(directory, f"{problem}; make it anew with `aitalent-kg store add`")
        return sum(1 for _ in opened.store)
    except (OSError, RuntimeError) as error:
        if isinstance(error, StoreFault):
            raise
        raise damage(directory, error, opened.record.pyoxigraph) from error


@contextmanager
def _state(directory: Path) -> Iterator[tuple[Path, IO[bytes], Record]]:
    """The state in force, locked; the lock is the caller's to close."""
    for _ in range(_TRIES):
        generation = current(directory)
        try:
            lock = held(generation)
        except (FileNotFoundError, BlockingIOError):
            continue  # deleted by a writer, or about to be: another one is in force by now
        except OSError as error:
            raise StoreFault(directory, f"cannot be read ({error.strerror})") from error
        if current(directory) == generation:
            break
        lock.close()
    else:
        problem = "the state that its file CURRENT names is not there; it is damaged"
        raise StoreFault(directory, f"{problem}; make it anew with `aitalent-kg store add`")
    try:
        yield generation, lock, Record.read(generation / GRAPHS)
    except BaseException as error:
        lock.close()
        if isinstance(error, FileNotFoundError) and not isinstance(error, StoreFault):
            raise damage(directory, error) from error
        raise
