"""Validation of invented standards: the fast engine against pySHACL, its growth, shared, after a change.

Seconds of pySHACL against the fast engine and growth are those of the processor, which others on
the machine do not lengthen; two processes against one are seconds of the clock. Findings of both
engines are compared. `--standards N …` takes other sizes than 5, 90 and 900.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox
from report import Section, write_section
from synthetic import MODEL, code, write

import aitalent_kg as atk
from aitalent_kg.names import AIT, ID, PREFIXES
from aitalent_kg.validate import Report, validate_store

BUILD = Path(__file__).resolve().parent.parent / "build"
SIZES = (5, 90, 900)
#: pySHACL is measured on so many standards; at 900 it would need hours.
COMPARED = 5
AIM_RATIO, AIM_GROWTH = 10.0, 1.1
HEAD = "| measured | standards | statements | seconds | | aim |"
SEQUENCE = ox.NamedNode(AIT + "sequence")
INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
SUBCLASS = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")


def store_of(standards: int) -> ox.Store:
    """Invented standards, with the class tree by which shapes find their targets."""
    path = BUILD / f"standards-{standards}.nq"
    if not path.exists():
        BUILD.mkdir(exist_ok=True)
        write(path, standards)
    store = ox.Store()
    with path.open("rb") as stream:
        store.bulk_load(stream, format=ox.RdfFormat.N_QUADS)
    store.extend(atk.load(MODEL).store.quads_for_pattern(None, SUBCLASS, None))
    return store


def timed(clock: Callable[[], float], work: Callable[[], Report]) -> tuple[float, Report]:
    """Seconds by a clock, and the report."""
    start = clock()
    report = work()
    return clock() - start, report


def compared(store: ox.Store) -> list[str]:
    """The reference, pySHACL, against the fast engine."""
    timed(time.process_time, lambda: validate_store(store, jobs=1))  # reads the shapes
    fast, ours = timed(time.process_time, lambda: validate_store(store, jobs=1))
    slow, theirs = timed(time.process_time, lambda: validate_store(store, engine="pyshacl"))
    assert ours.findings == theirs.findings
    ratio = slow / fast
    return [
        row("pySHACL", COMPARED, store, slow, "", ""),
        row(
            "fast engine", COMPARED, store, fast, f"{ratio:.0f} times faster", met(ratio, AIM_RATIO)
        ),
    ]


def grown(stores: dict[int, ox.Store]) -> list[str]:
    """The fast engine on more and more; its time for a statement against the smallest graph."""
    rows, first = [], 0.0
    for standards, store in stores.items():
        seconds, report = timed(time.process_time, partial(validate_store, store, jobs=1))
        each = seconds / len(store) * 1e6
        first = first or each
        note = f"{each:.1f} µs a statement, {report.checked} pairs of node and shape"
        aim = "" if standards == min(stores) else met(AIM_GROWTH, each / first)
        rows.append(row("fast engine, one process", standards, store, seconds, note, aim))
    return rows


def shared(standards: int, store: ox.Store) -> list[str]:
    """Two processes against one, by the clock."""
    one, alone = timed(time.perf_counter, lambda: validate_store(store, jobs=1))
    two, both = timed(time.perf_counter, lambda: validate_store(store, jobs=2))
    assert alone.findings == both.findings
    note = f"{one / two:.1f} times faster than one, {one:.0f} s"
    return [row("two processes, by the clock", standards, store, two, note, "")]


def changed(standards: int, store: ox.Store) -> list[str]:
    """One number of one task changed."""
    old = validate_store(store)
    task = ox.NamedNode(f"{ID}{code(1)}/T1.2")
    [before] = store.quads_for_pattern(task, SEQUENCE, None)
    number = ox.Literal("0", datatype=INTEGER)
    after = ox.Quad(task, SEQUENCE, number, before.graph_name)
    store.remove(before)
    store.add(after)
    seconds, report = timed(
        time.process_time, lambda: validate_store(store, since=old, changed=[before, after], jobs=1)
    )
    store.remove(after)
    store.add(before)
    note = f"{report.checked} of {old.checked} pairs"
    return [row("after a change of one statement", standards, store, seconds, note, "")]


def row(name: str, standards: int, store: ox.Store, seconds: float, note: str, aim: str) -> str:
    """A line of the table."""
    return f"| {name} | {standards} | {len(store):,} | {seconds:.2f} | {note} | {aim} |"


def met(more: float, less: float) -> str:
    """Whether an aim is met."""
    return "met" if more >= less else f"missed: {more:.2f} against {less:.2f}"


def main() -> None:
    """Measure, and write the section."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(SIZES)
    stores = {size: store_of(size) for size in sizes}
    largest = max(sizes)
    rows = compared(stores.get(COMPARED) or store_of(COMPARED))
    rows += grown(stores)
    rows += shared(largest, stores[largest])
    rows += changed(largest, stores[largest])
    write_section(Section("validating", HEAD, rows))


if __name__ == "__main__":
    main()
