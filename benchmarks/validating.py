"""Validation of invented standards: the fast engine against pySHACL, its growth, shared, after a change.

Seconds of pySHACL against the fast engine and growth are those of the processor, which others on
the machine do not lengthen; two processes against one are seconds of the clock. Findings of both
engines are compared. `--standards N …` takes other sizes than 5, 90 and 900.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import Any, NamedTuple

import pyoxigraph as ox
from report import Section, middle, span, verdict, write_section
from synthetic import MODEL, code, made

import aitalent_kg as atk
from aitalent_kg.names import AIT, ID, PREFIXES
from aitalent_kg.validate import Report, validate_store

SIZES = (5, 90, 900)
#: pySHACL is measured on so many standards; at 900 it would need hours.
COMPARED = 5
RUNS = 3
AIM_RATIO, AIM_GROWTH = 10.0, 1.1
HEAD = "| measured | standards | statements | seconds | | aim | |"
SEQUENCE = ox.NamedNode(AIT + "sequence")
INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")


def store_of(standards: int) -> ox.Store:
    """Invented standards, with the class tree by which shapes find their targets."""
    store = ox.Store()
    store.bulk_load(path=made(standards), format=ox.RdfFormat.N_QUADS)
    store.extend(atk.load(MODEL).store.quads_for_pattern(None, SUBCLASS, None))
    return store


class Run(NamedTuple):
    """One validation."""

    clock: float  #: seconds
    processor: float  #: seconds of this process
    report: Report


def timed(store: ox.Store, **how: Any) -> Run:
    """Validate, and see how long it takes."""
    clock, processor = time.perf_counter(), time.process_time()
    report = validate_store(store, **how)
    return Run(time.perf_counter() - clock, time.process_time() - processor, report)


def compared(store: ox.Store) -> list[str]:
    """The reference, pySHACL, against the fast engine."""
    timed(store, jobs=1)  # reads the shapes
    pairs = [(timed(store, jobs=1), timed(store, engine="pyshacl")) for _ in range(RUNS)]
    assert all(fast.report.findings == slow.report.findings for fast, slow in pairs)
    ratios = [slow.processor / fast.processor for fast, slow in pairs]
    fast, slow = (
        statistics.median(run.processor for run in runs) for runs in zip(*pairs, strict=True)
    )
    note = f"{middle(ratios)} times faster ({span(ratios)}, {RUNS} runs), the same findings"
    reached = verdict(statistics.median(ratios) >= AIM_RATIO)
    return [
        row("pySHACL", COMPARED, store, slow, "", "", ""),
        row("fast engine", COMPARED, store, fast, note, f"at least {AIM_RATIO:g}", reached),
    ]


def grown(stores: dict[int, ox.Store]) -> tuple[list[str], Run]:
    """The fast engine on more and more; its time for a statement against the smallest graph."""
    rows: list[str] = []
    first = 0.0
    for standards, store in stores.items():
        run = timed(store, jobs=1)
        each = run.processor / len(store) * 1e6
        first = first or each
        growth = f", growth {each / first:.2f}" if rows else ""
        note = f"{each:.1f} µs a statement{growth}; {run.report.checked:,} pairs of node and shape"
        aims = (f"growth at most {AIM_GROWTH}", verdict(each / first <= AIM_GROWTH))
        named = aims if rows else ("", "")
        rows.append(row("fast engine, one process", standards, store, run.processor, note, *named))
    return rows, run


def shared(standards: int, store: ox.Store, one: Run) -> list[str]:
    """Two processes against one, by the clock; and what a changed number of a task costs."""
    two = timed(store, jobs=2)
    assert one.report.findings == two.report.findings
    note = f"{one.clock / two.clock:.1f} times faster than one, {one.clock:.0f} s"
    task = ox.NamedNode(f"{ID}{code(1)}/T1.2")
    [before] = store.quads_for_pattern(task, SEQUENCE, None)
    number = ox.Literal("0", datatype=INTEGER)
    after = ox.Quad(task, SEQUENCE, number, before.graph_name)
    store.remove(before)
    store.add(after)
    again = timed(store, since=two.report, changed=[before, after], jobs=1)
    share = f"{again.report.checked:,} of {two.report.checked:,} pairs"
    return [
        row("two processes, by the clock", standards, store, two.clock, note, "", ""),
        row("after a change of one statement", standards, store, again.processor, share, "", ""),
    ]


def row(name: str, standards: int, store: ox.Store, seconds: float, *words: str) -> str:
    """A line of the table: a note, an aim, whether it is met."""
    cells = [name, str(standards), f"{len(store):,}", f"{seconds:.2f}", *words]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure, and write the section."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(SIZES)
    stores = {size: store_of(size) for size in sizes}
    largest = max(sizes)
    rows = compared(stores.get(COMPARED) or store_of(COMPARED))
    several, one = grown(stores)
    rows += several + shared(largest, stores[largest], one)
    write_section(Section("validating", HEAD, rows))


if __name__ == "__main__":
    main()
