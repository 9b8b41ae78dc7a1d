"""Reasoning on our graph: the fast engine against owlrl, which gives the same statements.

Seconds are those of the processor, which others on the machine do not lengthen. Both run in one
process, by turns; the ratio is of medians, with the least and the greatest of single runs. Equality
is asserted of each. `--quick` runs owlrl once on each graph.
"""

from __future__ import annotations

import sys
import time
from statistics import median
from typing import NamedTuple

from pyoxigraph import Store
from report import Section, write_section

import aitalent_kg as atk
from aitalent_kg.names import DOCUMENTS
from aitalent_kg.reasoning import Closure, reason

AIM = 50.0
HEAD = (
    "| graph | statements | that follow | owlrl, s | fast, s | times faster: median (span) | aim |"
)
#: Runs of the fast engine for each of owlrl.
FAST_RUNS = 3


class Runs(NamedTuple):
    """Seconds of each run of both engines, and the closure that they agree on."""

    slow: list[float]
    fast: list[float]
    closure: Closure


def timed(store: Store, engine: str, mappings: str) -> tuple[float, Closure]:
    """One run, in seconds of the processor."""
    start = time.process_time()
    closure = reason(store, engine, mappings)
    return time.process_time() - start, closure


def compared(store: Store, mappings: str, turns: int) -> Runs:
    """Both engines by turns; their closures are the same."""
    runs = Runs([], [], reason(store, "fast", mappings))
    for _ in range(turns):
        seconds, closure = timed(store, "owlrl", mappings)
        assert closure.triples == runs.closure.triples
        assert closure.contradictions == runs.closure.contradictions
        runs.slow.append(seconds)
        for _ in range(FAST_RUNS):
            seconds, closure = timed(store, "fast", mappings)
            assert closure.triples == runs.closure.triples
            runs.fast.append(seconds)
    return runs


def row(name: str, store: Store, runs: Runs, aimed: bool) -> str:
    """A line of the table."""
    asserted = len({quad.triple for quad in store})
    ratio = median(runs.slow) / median(runs.fast)
    least, most = min(runs.slow) / max(runs.fast), max(runs.slow) / min(runs.fast)
    said = "met" if ratio >= AIM else f"missed: {ratio:.0f} against {AIM:.0f}"
    cells = (
        name,
        f"{asserted:,}",
        f"{len(runs.closure):,}",
        f"{median(runs.slow):.1f}",
        f"{median(runs.fast):.2f}",
        f"{ratio:.0f} ({least:.0f} to {most:.0f})",
        said if aimed else "",
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure, and write the section."""
    turns = 1 if "--quick" in sys.argv[1:] else 3
    store = atk.load().store
    rows = [row("everything", store, compared(store, "single", turns), True)]
    chained = compared(store, "chain", 1)
    rows.append(row("everything, mappings chained", store, chained, True))
    for document in DOCUMENTS:
        part = atk.load(document).store
        rows.append(row(document, part, compared(part, "single", 1), False))
    write_section(Section("reasoning", HEAD, rows))


if __name__ == "__main__":
    main()
