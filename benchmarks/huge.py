"""Eight thousand invented standards, some 20 million statements: in memory, and in a store on disk.

Run once, not by `make bench`: allow half an hour, 12 GB of disk below `build/` and 15 GB of memory.
Each step has a limit of time, and the table says which did not end within it. Compared with
pyoxigraph's own loading and export. `--standards N` takes fewer.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from library import raw
from report import Section, write_section
from steps import GIB, MIB, Step, done, held, steps_of
from synthetic import BUILD, STANDARDS, code, made

import aitalent_kg as atk
from aitalent_kg import vault
from aitalent_kg.library import bind
from aitalent_kg.names import ID

HUGE = 8000
#: The most memory that a process may take.
MEMORY = 15 * GIB
#: Items that each set of the overlap has, drawn from so many: nearly every pair shares some.
DRAWN, POOL = 46, 300
LIMIT = 15.0
#: A look-up is asked so many times, after a first one.
TIMES = 5
HEAD = "| step | seconds of the clock | of processors | | most memory by then |"
#: Parts, each a process of its own; those of one line run one after the other, beside the other.
PARTS = (("memory",), ("add", "disk"))
LOOKUPS: dict[str, dict[str, Any]] = {
    "items-of-task": {"task": "SYN0001-001v1/T1.1"},
    "tasks-of-item": {"item": "SYN0001-001v1/K01"},
    "evidence-of": {"resource": "SYN0001-001v1/K01"},
    "standard-profile": {"standard": "SYN0001-001v1"},
    "duties-and-tasks": {"standard": "SYN0001-001v1"},
}
WHOLE = ("class-counts", "level-profile")


def asked(kg: atk.KnowledgeGraph, where: str) -> None:
    """Five look-ups and two queries that go through everything, against the engine alone."""

    def lookups() -> str:
        shown = []
        for name, values in LOOKUPS.items():
            kg.query(name, **values)
            times = []
            for _ in range(TIMES):
                start = time.perf_counter()
                rows = kg.query(name, **values)
                times.append(time.perf_counter() - start)
            assert len(rows) > 0
            shown.append(f"{name} {statistics.median(times) * 1000:.1f} ms")
        return ", ".join(shown)

    done(f"five look-ups, {where}, the median of 5", LIMIT, lookups)
    for name in WHOLE:
        text = bind(atk.queries()[name], {}, kg.resolve)
        done(f"query {name}, {where}", LIMIT, partial(rows_of, kg, name))
        done(f"… pyoxigraph alone, {where}", LIMIT, partial(values_of, kg, text))


def rows_of(kg: atk.KnowledgeGraph, name: str) -> str:
    """How many rows a query of the library has."""
    return f"{len(kg.query(name)):,} rows"


def values_of(kg: atk.KnowledgeGraph, text: str) -> str:
    """How many values a query on the engine alone has."""
    return f"{raw(kg.store, text):,} values"


def pooled(number: int) -> Mapping[str, Set[str]]:
    """Sets of items, each drawn from one pool, so that nearly all overlap."""
    return {
        code(each): frozenset(
            f"{ID}pool/{item}" for item in random.Random(each).sample(range(POOL), DRAWN)
        )
        for each in range(1, number + 1)
    }


def in_memory(path: Path, standards: int, folder: Path) -> None:
    """Load, ask, compare, export, validate."""
    loaded: list[atk.KnowledgeGraph] = []

    def load() -> str:
        loaded.append(atk.load(extra=[path]))
        return f"{len(loaded[0]):,} statements; {held() / GIB:.1f} GiB held"

    done("load into memory", LIMIT, load)
    [kg] = loaded
    asked(kg, "in memory")
    pairs, own, peer = folder / "pairs.csv", folder / "ours.nq", folder / "peer.nq"
    done(
        "`overlap_pairs` of all that ask for items, from the graph",
        LIMIT,
        lambda: f"{kg.overlap_pairs(pairs, least=0.5, nearest=10):,} rows",
    )
    sets = pooled(standards)
    done(
        f"`overlap_pairs` of {standards:,} sets of which nearly all overlap, the nearest 10",
        LIMIT,
        lambda: f"{kg.overlap_pairs(pairs, sets, least=0.1, nearest=10):,} rows",
    )
    done(
        "export as N-Quads, sorted",
        LIMIT,
        lambda: str(kg.export("nquads", own).path and "") + size(own),
    )
    own.unlink()
    done(
        "… pyoxigraph alone, not sorted",
        LIMIT,
        lambda: str(kg.store.dump(peer, format=ox.RdfFormat.N_QUADS) or "") + size(peer),
    )
    peer.unlink()

    def validated() -> str:
        report = kg.validate()
        return f"{report.checked:,} pairs of node and shape, {len(report.findings)} findings"

    done("validation", LIMIT, validated)


def size(path: Path) -> str:
    """How large a file is."""
    return f"{path.stat().st_size / GIB:.1f} GiB"


def raw_load(path: Path) -> None:
    """The engine alone."""

    def load() -> str:
        store = ox.Store()
        store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
        return f"{len(store):,} statements"

    done("pyoxigraph alone: load into memory", LIMIT, load)


def added(path: Path, folder: Path) -> None:
    """Make the store."""

    def add() -> str:
        vault.add(folder / "store", path)
        taken = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
        return f"{taken / GIB:.1f} GiB on disk"

    done("`store add` on disk", LIMIT, add)


def on_disk(folder: Path) -> None:
    """Open the store and ask."""
    opened: list[atk.KnowledgeGraph] = []

    def load() -> str:
        opened.append(atk.load(store=folder / "store"))
        return f"{held() / MIB:.0f} MiB held"

    done("open the store on disk", LIMIT, load)
    asked(opened[0], "on disk")


def row(step: Step) -> str:
    """A line of the table."""
    if step.seconds is None:
        return f"| {step.name} | | | {step.note} | |"
    times = [f"{s:.2f}" if s < 10 else f"{s:.0f}" for s in (step.seconds, step.processor)]
    return f"| {step.name} | {' | '.join(times)} | {step.note} | {step.peak / GIB:.1f} GiB |"


def main(standards: int) -> None:
    """Run all, each part in a process of its own, and write the table."""
    path = made(standards)
    folder = Path(tempfile.mkdtemp(dir=BUILD))

    def run(parts: tuple[str, ...]) -> list[Step]:
        """One part after the other, as long as all of each ends."""
        given = (str(path), str(standards), str(folder))
        found: list[Step] = []
        for each in parts:
            found += steps_of(__file__, each, *given, memory=MEMORY)
            if found[-1].seconds is None:
                break
        return found

    try:
        with ThreadPoolExecutor() as threads:
            found = [step for steps in threads.map(run, PARTS) for step in steps]
        found += run(("raw",))  # it takes as much memory as the first
    finally:
        shutil.rmtree(folder)
    if standards > STANDARDS:
        path.unlink()
    write_section(Section("huge", HEAD, [row(step) for step in found]), "scaling.md")


def part(name: str, path: Path, standards: int, folder: Path) -> None:
    """One process."""
    if name == "memory":
        in_memory(path, standards, folder)
    elif name == "raw":
        raw_load(path)
    elif name == "add":
        added(path, folder)
    else:
        on_disk(folder)


if __name__ == "__main__":
    if len(sys.argv) == 5:
        part(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(int(sys.argv[-1]) if "--standards" in sys.argv else HUGE)
