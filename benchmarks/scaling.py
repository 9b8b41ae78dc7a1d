"""How each main job grows with the graph: 5, 90 and 900 invented standards, beside one document.

Each size runs in a process of its own. A job is measured in turns with its named peer on the same
statements, in seconds of processors, which others on the machine do not lengthen; its growth is
what a standard takes, over what it took at the smallest size: 1.0 is linear. Reasoning is measured
on a few standards only and says where it ends. Validation comes last.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyoxigraph as ox
from huge import pooled
from library import raw
from overlap import bare, by_hand
from report import Section, verdict, write_section
from steps import GIB, done, peak, processor, steps_of
from synthetic import MODEL, STANDARDS, made

import aitalent_kg as atk
from aitalent_kg.library import bind
from aitalent_kg.overlap.compared import requirers
from aitalent_kg.shortcuts import shortcuts
from aitalent_kg.store import load_store
from aitalent_kg.vault.generated import all_short

SIZES = (5, 90, STANDARDS)
#: Growth that is linear, and a tenth.
AIM_GROWTH = 1.1
#: A job is repeated until it took so many seconds, or so often.
LEAST_SECONDS, MOST_RUNS = 1.5, 60
HEAD = (
    "| job / peer | standards | ours | peer | ours / peer | growth | since the size before"
    " | growth of the peer | at most 1.1 |"
)
TASK, ITEM, STANDARD = "SYN0001-001v1/T1.1", "SYN0001-001v1/K01", "SYN0001-001v1"
#: Queries and what is bound: eight look-ups, …
LOOKUPS: dict[str, dict[str, Any]] = {
    "items-of-task": {"task": TASK},
    "task-profile": {"task": TASK},
    "tasks-of-item": {"item": ITEM},
    "required-where": {"item": ITEM},
    "evidence-of": {"resource": ITEM},
    "items-of-standard": {"standard": STANDARD},
    "duties-and-tasks": {"standard": STANDARD},
    "outputs": {"standard": STANDARD},
}
#: … and twelve that go through everything.
WHOLE = (
    "class-counts", "item-counts", "level-profile", "most-required-items", "task-counts",
    "task-levels", "tasks-without-level", "unused-items", "unique-items", "gaps",
    "behaviour-indicators", "base-levels",
)  # fmt: skip
QUERIES = LOOKUPS | {name: {} for name in WHOLE}
#: Standards whose closure is made, and the minutes that each may take.
REASONED, MINUTES = (1, 2, 5, 10, 20, 40), 2.0
#: The job of which a pair is the measure, not a standard: there are so many results.
BY_PAIRS = "overlap of all pairs, nearly all above 0 / scipy product (growth of a pair)"


class Measured(NamedTuple):
    """A job at one size."""

    ours: float  #: seconds of processors, the least of the runs
    peer: float | None = None  #: likewise; None where none was measured


Jobs = dict[str, Measured]


def once(call: Callable[[], object]) -> float:
    """Seconds of processors of one call."""
    start = processor()
    call()
    return processor() - start


def least(ours: Callable[[], object], peer: Callable[[], object] | None = None) -> Measured:
    """The least time of each of two calls, in turns: what disturbs only adds."""
    pairs: list[tuple[float, float]] = []
    while sum(map(sum, pairs)) < LEAST_SECONDS and len(pairs) < MOST_RUNS:
        pairs.append((once(ours), once(peer) if peer else 0.0))
    first, second = (min(times) for times in zip(*pairs, strict=True))
    return Measured(first, second if peer else None)


def bulk(path: Path) -> ox.Store:
    """What pyoxigraph itself makes of a file."""
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)
    return store


def dumped(store: ox.Store, folder: Path) -> None:
    """The statements as sorted N-Quads, as one would do it without us."""
    store.dump(folder / "peer.nq", format=ox.RdfFormat.N_QUADS)
    command = ["sort", "-u", "-o", str(folder / "sorted.nq"), str(folder / "peer.nq")]
    subprocess.run(command, check=True, env={"LC_ALL": "C", "TMPDIR": str(folder)})


def asked(kg: atk.KnowledgeGraph) -> tuple[Jobs, list[tuple[float, str]]]:
    """The look-ups together, the others together; and each with its time."""
    known = atk.queries()
    found: dict[str, Measured] = {}
    for name, values in QUERIES.items():
        text = bind(known[name], values, kg.resolve)
        found[name] = least(partial(kg.query, name, **values), partial(raw, kg.store, text))
    return {
        f"{len(LOOKUPS)} look-ups / pyoxigraph": total(found, [*LOOKUPS]),
        f"{len(WHOLE)} queries through everything / pyoxigraph": total(found, [*WHOLE]),
    }, [(found[name].ours, name) for name in WHOLE]


def total(found: Jobs, names: list[str]) -> Measured:
    """Some measured jobs together."""
    return Measured(
        sum(found[name].ours for name in names), sum(found[name].peer or 0.0 for name in names)
    )


def compared(kg: atk.KnowledgeGraph, standards: int) -> Jobs:
    """Overlap: reading the sets, and all pairs of those and of sets that nearly all meet."""
    read, drawn = requirers(kg.statements), pooled(standards)
    return {
        "sets to compare, read from the graph": least(lambda: requirers(kg.statements)),
        "overlap of all pairs / scipy product": least(
            lambda: kg.overlap_matrix(read), lambda: bare(by_hand(read))
        ),
        BY_PAIRS: least(lambda: kg.overlap_matrix(drawn), lambda: bare(by_hand(drawn))),
    }


def measure(standards: int) -> None:
    """Measure one size and print it as JSON; run in a process of its own."""
    path = made(standards)
    kg = atk.load(MODEL, extra=[path])
    load = partial(load_store, MODEL, extra=[path])
    with TemporaryDirectory(dir=path.parent) as name:
        folder = Path(name)
        found = {"load / pyoxigraph, bulk load": least(load, partial(bulk, path))}
        queries, each = asked(kg)
        found |= queries
        found["short forms generated / pyoxigraph, SPARQL"] = least(
            lambda: list(shortcuts(kg.store)), lambda: list(all_short(kg.store))
        )
        found |= compared(kg, standards)
        found["export, sorted N-Quads / pyoxigraph, then sort"] = least(
            partial(kg.export, "nquads", folder / "ours.nq"), partial(dumped, kg.store, folder)
        )
    found["validation, one process"] = least(partial(kg.validate, jobs=1))
    print(json.dumps({"statements": len(kg), "peak": peak(), "jobs": found, "each": each}))


def closed(standards: int) -> None:
    """The closure of some standards and our ontology under OWL 2 RL, by owlrl."""
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import Graph

    whole = Graph()
    for triple in set(load_store(MODEL, extra=[made(standards)])):
        whole.parse(data=f"{triple.triple} .", format="nt")
    before = len(whole)

    def close() -> str:
        DeductiveClosure(OWLRL_Semantics).expand(whole)
        return f"{before}"

    done(str(standards), MINUTES, close)


def line(*cells: object) -> str:
    """A row of the table."""
    return f"| {' | '.join(map(str, cells))} |"


def shown(seconds: float | None) -> str:
    """Seconds as a person reads them."""
    if seconds is None:
        return ""
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"


def row(job: str, size: int, results: dict[int, Any]) -> str:
    """A line of the table, with the growth since the smallest size."""
    ours, peer = results[size]["jobs"][job]
    against = f"{ours / peer:.2f}" if peer else ""
    smallest, before = min(results), max((each for each in results if each < size), default=size)
    grown = [""] * 4
    if size > smallest:
        growth = grows(job, 0, smallest, size, results)
        grown = [f"{growth:.2f}", f"{grows(job, 0, before, size, results):.2f}", ""]
        grown[2] = f"{grows(job, 1, smallest, size, results):.2f}" if peer else ""
        grown.append(verdict(growth <= AIM_GROWTH))
    return line(job, size, shown(ours), shown(peer), against, *grown)


def grows(job: str, which: int, small: int, large: int, results: dict[int, Any]) -> float:
    """What a standard takes, or a pair of them, over what it took when there were fewer.

    Args:
        which: 0 is ours, 1 the peer.
    """
    pairs = job == BY_PAIRS
    # the document that the others are copies of is a standard too, but in no pair
    more = (large / small) ** 2 if pairs else (large + 1) / (small + 1)
    times = results[large]["jobs"][job][which] / results[small]["jobs"][job][which]
    return float(times / more)


def reasoned() -> list[str]:
    """Rows of the closure, the last of which is the one that did not end."""
    rows: list[str] = []
    base = 0.0
    for standards in REASONED:
        [step] = steps_of(__file__, "--close", str(standards))
        each = step.processor / (standards + 1)
        base = base or each
        growth = f"{each / base:.2f}" if rows and step.seconds else ""
        taken = shown(step.processor) if step.seconds else step.note
        rows.append(line(_CLOSURE, standards, "", taken, "", "", "", growth, ""))
        if step.seconds is None:
            break
    return rows


_CLOSURE = "OWL 2 RL closure, owlrl"


def slowest(results: dict[int, Any]) -> str:
    """Of the queries through everything, how the one that grows most does, in words."""
    first, last = results[min(results)], results[max(results)]
    before = {name: seconds for seconds, name in first["each"]}
    more = (max(results) + 1) / (min(results) + 1)
    growth = {name: seconds / before[name] / more for seconds, name in last["each"]}
    return ", ".join(
        f"{name} {growth[name]:.2f}" for name in sorted(growth, key=growth.__getitem__)
    )


def main() -> None:
    """Run every size and write the table."""
    results: dict[int, Any] = {}
    for size in SIZES:
        made(size)
        command = [sys.executable, __file__, "--measure", str(size)]
        said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        results[size] = json.loads(said.splitlines()[-1])
    rows = [row(job, size, results) for job in results[SIZES[0]]["jobs"] for size in SIZES]
    rows += reasoned()
    for size, found in results.items():
        job = f"most memory held, with {found['statements']:,} statements"
        rows.append(line(job, size, f"{found['peak'] / GIB:.2f} GiB", *[""] * 6))
    print("growth of each query:", slowest(results))
    write_section(Section("scaling", HEAD, rows), "scaling.md")


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure(int(sys.argv[-1]))
    elif "--close" in sys.argv:
        closed(int(sys.argv[-1]))
    else:
        main()
