"""A store on disk with two million statements: opening, asking, adding, taking out.

Compared with loading the same statements into memory, and with pyoxigraph on disk without us.
Run: .venv/bin/python benchmarks/vault.py [FILE.nq]  (made by synthetic.py where it is not there)
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pyoxigraph import Store
from synthetic import write

from aitalent_kg import load, vault

BUILD = Path(__file__).resolve().parent.parent / "build"
#: Queries of the library that ask about one thing of a large graph.
QUERIES: tuple[tuple[str, dict[str, str]], ...] = (
    ("items-of-task", {"task": "SMS2512-002v1/T1.3"}),
    ("role-profile", {"role": "SMS2512-002v1"}),
    ("tasks-of-item", {"item": "SMS2512-002v1/K05"}),
)
Answer = TypeVar("Answer")


def timed(title: str, work: Callable[[], Answer]) -> tuple[float, Answer]:
    """Seconds that it takes, printed, and its result."""
    start = time.perf_counter()
    answer = work()
    seconds = time.perf_counter() - start
    print(f"{title}: {seconds:.3f} s", flush=True)
    return seconds, answer


def main(path: Path, folder: Path) -> None:
    """Print each time, and the ratios."""
    peer, _ = timed("pyoxigraph on disk", lambda: Store(str(folder / "raw")).bulk_load(path=path))
    store = folder / "store"
    ours, _ = timed("store add", lambda: vault.add(store, path))
    memory, loaded = timed("load into memory", lambda: load(extra=path))
    opening, stored = timed("open the store", lambda: load(store=store))
    print(f"add / bulk load: {ours / peer:.2f}; open / load: {opening / memory:.4f}")
    for name, values in QUERIES:
        there, rows = timed(f"{name} on disk", lambda n=name, v=values: stored.query(n, **v))  # type: ignore[misc]
        here, same = timed(f"{name} in memory", lambda n=name, v=values: loaded.query(n, **v))  # type: ignore[misc]
        assert rows == same
        print(f"{name}: disk / memory {there / here:.1f}, {len(rows)} rows")
    small = folder / "small.nt"
    small.write_text("<urn:x:a> <urn:x:p> <urn:x:b> .\n")
    timed("add a small file", lambda: vault.add(store, small))
    timed("remove it", lambda: vault.remove(store, "small"))


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else BUILD / "synthetic.nq"
    if not given.exists():
        given.parent.mkdir(exist_ok=True)
        write(given)
    where = Path(tempfile.mkdtemp(dir=BUILD))
    try:
        main(given, where)
    finally:
        shutil.rmtree(where)
