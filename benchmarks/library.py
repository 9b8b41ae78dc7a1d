"""The query library: our call against raw pyoxigraph and rdflib on the same bound text.

Our call finds the query, resolves and binds the parameters, runs it and makes the rows; the peers
run the text that this gave and read every value. Each query runs as its file has it and, where a
parameter has the name of a column, also bound to the first value of that column. Runs alternate,
so that a change of the machine's speed meets all.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
from report import Section, span, verdict, write_section
from synthetic import STANDARDS, made

import aitalent_kg as atk
from aitalent_kg.library import bind
from aitalent_kg.store import load_store

RUNS = 15
#: A measurement lasts at least so long, so that the clock is exact enough.
LEAST_SECONDS = 0.002
AIM_RAW = 1.25
AIM_RDFLIB = 10.0
AIM_LOAD = 1.3
#: Queries that compare everything with everything; the aim for the large graph leaves them out.
ALL_PAIRS = {
    "shared-items",
    "same-name-resources",
    "restated-items",
    "unique-items",
    "shared-codes",
}
#: On the large graph, queries that take longer are named and left out too: they list all of it.
SLOW_SECONDS = 4.0
HEAD = "| measured | cases | all together | median | worst | aim | reached by | all together |"


class Case(NamedTuple):
    """A query with values for its parameters."""

    name: str
    params: dict[str, object]
    text: str

    @property
    def label(self) -> str:
        """Its name, and what is bound."""
        return self.name + "".join(f" {key}" for key in self.params)


def cases(kg: atk.KnowledgeGraph) -> list[Case]:
    """Each query as it is, and bound where its own rows give a value."""
    found = []
    for name, entry in atk.queries().items():
        found.append(Case(name, {}, bind(entry, {}, kg.resolve)))
        rows = kg.query(name)
        for parameter in entry.parameters:
            if parameter.name in rows.columns and parameter.default is None:
                value = next(filter(None, rows.column(parameter.name)), None)
                params = {parameter.name: value}
                if value is not None:
                    found.append(Case(name, params, bind(entry, params, kg.resolve)))
    return found


def raw(store: ox.Store, text: str) -> int:
    """Run a query on pyoxigraph and read every value."""
    values = 0
    result = store.query(text, use_default_graph_as_union=True)
    assert isinstance(result, ox.QuerySolutions)
    for row in result:
        for cell in row:
            if isinstance(cell, ox.NamedNode | ox.Literal):
                cell.value  # noqa: B018 - reading it is the point
                values += 1
    return values


def on_rdflib(kg: atk.KnowledgeGraph, text: str) -> int:
    """Run a query on rdflib and read every value."""
    rows: Any = kg.graph.query(text)
    return sum(len([str(cell) for cell in row]) for row in rows)


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Wall time of one call, measured over several."""
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times


class Pair(NamedTuple):
    """Two things measured in turn."""

    ratio: float  #: median of the ratios of the runs
    above: float  #: median seconds of the first
    below: float  #: median seconds of the second


def ratio(ours: Callable[[], object], peer: Callable[[], object], runs: int) -> Pair:
    """Measure two calls in turn."""
    once = max(seconds(peer), 1e-6)
    times = max(1, int(LEAST_SECONDS / once))
    ours()
    pairs = [(seconds(ours, times), seconds(peer, times)) for _ in range(runs)]
    above, below = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Pair(statistics.median(a / b for a, b in pairs), above, below)


def against_raw(kg: atk.KnowledgeGraph, wanted: list[Case], runs: int) -> dict[str, Pair]:
    """Case -> time of our call over that of raw pyoxigraph."""
    return {
        case.label: ratio(
            lambda case=case: kg.query(case.name, **case.params),  # type: ignore[misc]
            lambda case=case: raw(kg.store, case.text),  # type: ignore[misc]
            runs,
        )
        for case in wanted
    }


def against_rdflib(kg: atk.KnowledgeGraph, wanted: list[Case]) -> dict[str, Pair]:
    """Case -> time of rdflib over that of our call."""
    return {
        case.label: ratio(
            lambda case=case: on_rdflib(kg, case.text),  # type: ignore[misc]
            lambda case=case: kg.query(case.name, **case.params),  # type: ignore[misc]
            1,
        )
        for case in wanted
    }


def load_ratios(path: Path, runs: int = 3) -> list[float]:
    """Time to load the large graph with ours over that of raw pyoxigraph, in turns."""

    def peer() -> None:
        store = ox.Store()
        store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)

    return [seconds(lambda: load_store(extra=[path])) / seconds(peer) for _ in range(runs)]


def lines(name: str, found: dict[str, Pair], aim: float, most: bool) -> list[str]:
    """A row of the table: all together, median, worst, and how many reach the aim."""
    worst = max(found, key=lambda key: found[key].ratio if most else -found[key].ratio)
    middle = statistics.median(pair.ratio for pair in found.values())
    whole = sum(p.above for p in found.values()) / sum(p.below for p in found.values())
    reached = sum(p.ratio <= aim if most else p.ratio >= aim for p in found.values())
    return [
        f"| {name} | {len(found)} | {whole:.2f} | {middle:.2f} | {found[worst].ratio:.2f} ({worst}) | "
        f"{'at most' if most else 'at least'} {aim} | {reached} of {len(found)} | "
        f"{verdict(whole <= aim if most else whole >= aim)} |"
    ]


def main(small: bool, large: bool) -> None:
    """Run and print; the tables go to docs/benchmarks.md."""
    kg = atk.load()
    wanted = cases(kg)
    if small:
        table = lines("our call / raw pyoxigraph", against_raw(kg, wanted, RUNS), AIM_RAW, True)
        plain = [case for case in wanted if not case.params]
        table += lines("rdflib / our call", against_rdflib(kg, plain), AIM_RDFLIB, False)
        write_section(Section("library", HEAD, table))
    if large:
        write_section(Section("large", HEAD, on_large(wanted)))


def is_quick(kg: atk.KnowledgeGraph, case: Case) -> bool:
    """Whether a query ends soon; it is tried in a process that can be stopped."""
    try:
        kg.sparql(case.text, timeout=SLOW_SECONDS)
    except atk.AitalentError:
        return False
    return True


def on_large(wanted: list[Case]) -> list[str]:
    """The same on the graph of invented standards."""
    path = made(STANDARDS)
    loading = load_ratios(path)
    kg = atk.load(extra=[path])
    quick = [case for case in wanted if case.name not in ALL_PAIRS and is_quick(kg, case)]
    slow = sorted({case.label for case in wanted} - {case.label for case in quick})
    print(f"left out on the large graph: {', '.join(slow)}")
    name = f"our call / raw pyoxigraph, {STANDARDS} standards, {len(kg)} statements"
    middle = statistics.median(loading)
    return [
        *lines(name, against_raw(kg, quick, 2), AIM_RAW, True),
        f"| load of that graph / raw bulk load, {len(loading)} runs | 1 | {middle:.2f} | | "
        f"{span(loading)} | at most {AIM_LOAD} | | {verdict(middle <= AIM_LOAD)} |",
    ]


if __name__ == "__main__":
    main(small="--large" not in sys.argv, large="--small" not in sys.argv)
