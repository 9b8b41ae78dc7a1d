"""A store on disk with 90 invented standards: adding, opening, asking, a small change.

Compared with pyoxigraph on disk without us, and with loading the same statements into memory. Runs
alternate. `--standards N` takes another size.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from report import Section, write_section
from synthetic import BUILD, made

import aitalent_kg as atk
from aitalent_kg import vault

STANDARDS, RUNS = 90, 3
HEAD = "| measured | runs | ours | beside | ratio | span |"
#: Queries of the library that ask about one thing of a large graph.
QUERIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("items-of-task", {"task": "SMS2512-002v1/T1.3"}),
    ("role-profile", {"role": "SMS2512-002v1"}),
    ("tasks-of-item", {"item": "SMS2512-002v1/K05"}),
)


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """What a call takes by the clock, of several."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def row(name: str, pairs: list[tuple[float, float]]) -> str:
    """A line of the table: medians, and the ratio of the runs."""
    ours, beside = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratios = [a / b for a, b in pairs]
    middle = statistics.median(ratios)
    decimals = 2 if middle > 0.05 else 5
    span = f"{min(ratios):.{decimals}f} to {max(ratios):.{decimals}f}"
    times = f"{shown(ours)} | {shown(beside)}"
    return f"| {name} | {len(pairs)} | {times} | {middle:.{decimals}f} | {span} |"


def shown(value: float) -> str:
    """Seconds as a person reads them."""
    return f"{value:.1f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def filled(path: Path, folder: Path) -> list[tuple[float, float]]:
    """Filling ours and the engine's own store, each time a new one; the last of ours stays."""
    pairs = []
    for number in range(RUNS):
        own, raw = folder / "store", folder / f"raw{number}"
        if own.exists():
            shutil.rmtree(own)
        ours = seconds(partial(vault.add, own, path))
        pairs.append((ours, seconds(partial(filled_raw, path, raw))))
        shutil.rmtree(raw)
    return pairs


def filled_raw(path: Path, folder: Path) -> None:
    """The engine's own store, brought to the disk, as ours is."""
    store = ox.Store(str(folder))
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()


def opened(path: Path, store: Path) -> list[tuple[float, float]]:
    """Opening the store, and loading into memory."""
    return [
        (
            seconds(partial(atk.load, store=store)),
            seconds(partial(atk.load, extra=path)),
        )
        for _ in range(RUNS)
    ]


def asked(path: Path, store: Path) -> list[str]:
    """The same queries on disk and in memory."""
    there, here = atk.load(store=store), atk.load(extra=path)
    rows = []
    for name, values in QUERIES:
        assert there.query(name, **values) == here.query(name, **values)
        calls = (partial(there.query, name, **values), partial(here.query, name, **values))
        pairs = [(seconds(calls[0], 20), seconds(calls[1], 20)) for _ in range(9)]
        rows.append(row(f"{name}: on disk / in memory", pairs))
    return rows


def changed(path: Path, store: Path, folder: Path) -> list[str]:
    """A small file more and less, beside filling it anew."""
    small = folder / "small.nt"
    small.write_text("<urn:x:a> <urn:x:p> <urn:x:b> .\n")
    whole = seconds(partial(vault.add, store, path, replace=True))
    pairs = [
        (seconds(partial(vault.add, store, small)), seconds(partial(vault.remove, store, "small")))
        for _ in range(RUNS)
    ]
    return [
        row("a small file added / all of it put in again", [(add, whole) for add, _ in pairs]),
        row("taken out / all of it put in again", [(out, whole) for _, out in pairs]),
    ]


def main(standards: int) -> None:
    """Measure, and write the section."""
    path = made(standards)
    folder = Path(tempfile.mkdtemp(dir=BUILD))
    store = folder / "store"
    try:
        rows = [row("`store add` / pyoxigraph's own store", filled(path, folder))]
        rows.append(row("open the store / load into memory", opened(path, store)))
        rows += asked(path, store)
        rows += changed(path, store, folder)
    finally:
        shutil.rmtree(folder)
    write_section(Section("vault", HEAD, rows))


if __name__ == "__main__":
    main(int(sys.argv[-1]) if "--standards" in sys.argv else STANDARDS)
