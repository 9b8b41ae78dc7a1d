"""How each main job grows with the graph: 5, 90, 900 and, on request, 8,000 invented standards.

Each size runs in a process of its own, which says how much memory it took. A job is measured in
turns with its named peer on the same statements; its growth is the time a statement takes, over
that at the size before, where 1.0 is linear. `--huge` adds 8,000 standards, some 20 million
statements, on disk and in memory: allow half an hour, 30 GB of disk and 16 GB of memory.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyoxigraph as ox
from library import raw
from overlap import bare, by_hand
from report import Section, write_section
from synthetic import write

import aitalent_kg as atk
from aitalent_kg.library import bind
from aitalent_kg.overlap.compared import requirers
from aitalent_kg.store import load_store

SIZES, HUGE = (5, 90, 900), 8000
#: Growth that is linear, and a tenth.
AIM_GROWTH = 1.1
HEAD = "| job | standards | statements | ours | peer | ours / peer | growth | aim | |"
TASK, ITEM, STANDARD = "SYN0001-001v1/T1.1", "SYN0001-001v1/K01", "SYN0001-001v1"
#: Queries and what is bound: eight look-ups, and twelve that go through all of it.
QUERIES: dict[str, dict[str, str]] = {
    "items-of-task": {"task": TASK},
    "task-profile": {"task": TASK},
    "tasks-of-item": {"item": ITEM},
    "required-where": {"item": ITEM},
    "evidence-of": {"resource": ITEM},
    "standard-profile": {"standard": STANDARD},
    "items-of-standard": {"standard": STANDARD},
    "duties-and-tasks": {"standard": STANDARD},
    "class-counts": {},
    "item-counts": {},
    "level-profile": {},
    "most-required-items": {},
    "task-counts": {},
    "task-levels": {},
    "tasks-without-level": {},
    "unused-items": {},
    "unique-items": {},
    "gaps": {},
    "outputs": {},
    "base-levels": {},
}


class Measured(NamedTuple):
    """A job at one size."""

    ours: float  #: seconds, the least of the runs
    peer: float | None  #: likewise; None where none was measured


def least(ours: Callable[[], object], peer: Callable[[], object] | None, runs: int) -> Measured:
    """The least time of each of two calls, in turns: what disturbs only adds."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for call, found in zip((ours, peer), times, strict=True):
            if call is not None:
                start = time.perf_counter()
                call()
                found.append(time.perf_counter() - start)
    return Measured(min(times[0]), min(times[1]) if peer else None)


def bulk(path: Path) -> ox.Store:
    """What pyoxigraph itself makes of a file."""
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    return store


def asked(kg: atk.KnowledgeGraph) -> dict[str, str]:
    """The text of each query with what is bound."""
    known = atk.queries()
    return {name: bind(known[name], dict(params), kg.resolve) for name, params in QUERIES.items()}


def jobs(kg: atk.KnowledgeGraph, path: Path, folder: Path, small: bool) -> dict[str, Measured]:
    """Every job at one size."""
    texts = asked(kg)
    runs = 5 if small else 2
    sets = requirers(kg.statements)
    found = {"load": least(lambda: load_store(extra=[path]), lambda: bulk(path), runs)}
    for name, text in texts.items():
        found[f"query {name}"] = least(
            lambda name=name: kg.query(name, **QUERIES[name]),  # type: ignore[misc]
            lambda text=text: raw(kg.store, text),  # type: ignore[misc]
            max(3, runs),
        )
    return found | {
        "validation, one process": least(lambda: kg.validate(jobs=1), None, 1),
        "validation, two processes": least(lambda: kg.validate(jobs=2), None, 1),
        "overlap of all pairs": least(
            lambda: kg.overlap_matrix(sets), lambda: bare(by_hand(sets)), runs
        ),
        "export, N-Quads": least(
            lambda: kg.export("nquads", folder / "ours.nq"),
            lambda: kg.store.dump(folder / "peer.nq", format=ox.RdfFormat.N_QUADS),
            runs,
        ),
    }


def measure(size: int) -> None:
    """Measure one size and print it as JSON; run in a process of its own."""
    path = file_of(size)
    kg = atk.load(extra=[path])
    with TemporaryDirectory() as folder:
        found = jobs(kg, path, Path(folder), size == min(SIZES))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({"statements": len(kg), "peak": peak, "jobs": found}))


def file_of(size: int) -> Path:
    """The file of so many invented standards, made where it is missing."""
    path = Path("build") / f"synthetic-{size}.nq"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        write(path, size)
    return path


def row(job: str, size: int, results: dict[int, Any]) -> str:
    """A line of the table, with the growth since the size before."""
    sizes = sorted(results)
    here = results[size]
    ours, peer = here["jobs"][job]
    growth, aim, met = "", "", ""
    if size != sizes[0]:
        first = results[sizes[0]]
        per = (ours / here["statements"]) / (first["jobs"][job][0] / first["statements"])
        growth, aim = f"{per:.2f}", f"at most {AIM_GROWTH}"
        met = "met" if per <= AIM_GROWTH else "missed"
    against = f"{ours / peer:.2f}" if peer else ""
    shown = [f"{seconds * 1000:.1f} ms" if seconds else "" for seconds in (ours, peer)]
    return f"| {job} | {size} | {here['statements']} | {' | '.join(shown)} | {against} | {growth} | {aim} | {met} |"


def together(results: dict[int, Any]) -> None:
    """Put the twenty queries in one line beside the single ones."""
    for found in results.values():
        several = [times for job, times in found["jobs"].items() if job.startswith("query ")]
        found["jobs"]["20 queries together"] = [
            sum(t[0] for t in several),
            sum(t[1] for t in several),
        ]
        ratios = [ours / peer for ours, peer in several]
        found["ratio"] = statistics.median(ratios)


def main(sizes: tuple[int, ...]) -> None:
    """Run every size and write the table."""
    results: dict[int, Any] = {}
    for size in sizes:
        file_of(size)
        command = [sys.executable, __file__, "--measure", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        results[size] = json.loads(done.stdout.splitlines()[-1])
        print(
            size, results[size]["statements"], f"{results[size]['peak']:.2f} GiB", file=sys.stderr
        )
    together(results)
    names = [job for job in results[sizes[0]]["jobs"] if not job.startswith("query ")]
    lines = [row(job, size, results) for job in names for size in sizes]
    worst = max(
        (job for job in results[sizes[0]]["jobs"] if job.startswith("query ")),
        key=lambda job: results[sizes[-1]]["jobs"][job][0] / results[sizes[0]]["jobs"][job][0],
    )
    lines.append(row(worst, sizes[-1], results))
    lines += [
        f"| peak memory of the process | {size} | {found['statements']} | {found['peak']:.2f} GiB | | | | | |"
        for size, found in results.items()
    ]
    write_section(Section("scaling", HEAD, lines), "scaling.md")


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure(int(sys.argv[-1]))
    else:
        main(SIZES)
