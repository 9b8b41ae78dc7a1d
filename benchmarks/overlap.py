"""Overlap of all pairs: ESCO occupations over their skills, and 900 invented standards.

ESCO: `overlap_matrix` of the sets against the bare scipy product that gives the same scores in the
same form, both from the sets and both from a matrix that is ready, and against a tight loop
over pairs of frozensets, measured on a sample of rows and extrapolated. Standards:
copies of a real one over a common pool of items, against SPARQL queries that count what each pair
shares. Scores are compared; runs alternate. Skipped where ../shared/data is absent.
"""

from __future__ import annotations

import csv
import io
import random
import re
import statistics
import subprocess
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any

import numpy as np
import pyoxigraph as ox
from report import Section, verdict, write_section
from scipy import sparse
from synthetic import MODEL, STANDARDS, code, lines

import aitalent_kg as atk
from aitalent_kg.files import written_whole
from aitalent_kg.names import AIT, ID, PREFIXES
from aitalent_kg.overlap.matrix import incidence, matrix_of, scores_of

ESCO = Path(__file__).resolve().parents[2] / "shared/data/esco-1.1.1/relations-csv.zip"
RUNS = 15
#: Rows of the loop over pairs that are measured.
SAMPLE = 150
AIM_BARE, AIM_LOOP, AIM_SPARQL = 1.5, 12.0, 100.0
#: Items that the invented standards draw from, 46 each: nearly every pair shares some.
POOL = 300
HEAD = "| measured | runs | median | span | aim | |"
_ITEM = re.compile(rf"<{ID}SYN\d+-001v1/([KSA]\d\d)>")
_PART = f"<{PREFIXES['dcterms']}isPartOf>"
_SETS = f"""SELECT DISTINCT ?standard ?item WHERE {{
  ?task {_PART}/{_PART} ?standard ; <{AIT}requires> ?item }}"""
#: As one writes it; a task asks for what others ask for too, so items are met many times.
_PAIRS = f"""SELECT ?left ?right (COUNT(DISTINCT ?item) AS ?shared) WHERE {{
  ?one {_PART}/{_PART} ?left ; <{AIT}requires> ?item .
  ?other <{AIT}requires> ?item ; {_PART}/{_PART} ?right
  FILTER(STR(?left) < STR(?right)) }} GROUP BY ?left ?right"""
#: As one writes it who knows that: the items of each standard once.
_DISTINCT = f"""SELECT ?left ?right (COUNT(?item) AS ?shared) WHERE {{
  {{ SELECT DISTINCT ?left ?item WHERE {{ ?one {_PART}/{_PART} ?left ; <{AIT}requires> ?item }} }}
  {{ SELECT DISTINCT ?right ?item WHERE {{ ?other {_PART}/{_PART} ?right ; <{AIT}requires> ?item }} }}
  FILTER(STR(?left) < STR(?right)) }} GROUP BY ?left ?right"""

Sets = Mapping[str, Set[str]]


def esco() -> Sets:
    """Occupation -> its essential and optional skills."""
    found: dict[str, set[str]] = defaultdict(set)
    with zipfile.ZipFile(ESCO) as archive, archive.open("occupationSkillRelations.csv") as stream:
        for row in csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig")):
            found[row["occupationUri"]].add(row["skillUri"])
    return {name: frozenset(items) for name, items in found.items()}


def by_hand(sets: Sets) -> Any:
    """The sets as a sparse matrix, made as one would by hand."""
    places: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    for items in sets.values():
        columns.extend(places.setdefault(item, len(places)) for item in items)
        ends.append(len(columns))
    shape = (len(sets), len(places))
    return sparse.csr_array((np.ones(len(columns)), columns, ends), shape=shape)


def bare(held: Any) -> Any:
    """Jaccard of all pairs by the sparse product alone, as a csr array."""
    product = (held @ held.T).tocsr()
    sizes = np.diff(held.indptr).astype(float)
    both = np.repeat(sizes, np.diff(product.indptr)) + sizes[product.indices]
    product.data /= both - product.data
    return product


def loop(sets: Sets, rows: int) -> float:
    """Seconds for all pairs of frozensets, each once, from the first so many rows."""
    every = list(sets.values())
    scores: list[float] = []
    start = time.perf_counter()
    for one in every[:rows]:
        size = len(one)
        for other in every:
            shared = len(one & other)
            if shared:
                scores.append(shared / (size + len(other) - shared))
    return (time.perf_counter() - start) * len(every) / rows / 2


def seconds(call: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def row(name: str, ratios: list[float], aim: float | None, most: bool) -> str:
    """A line of the table: median of the ratios, and whether it reaches the aim, if there is one."""
    middle = statistics.median(ratios)
    line = f"| {name} | {len(ratios)} | {middle:.2f} | {min(ratios):.2f} to {max(ratios):.2f} |"
    if aim is None:
        return f"{line} | |"
    met = middle <= aim if most else middle >= aim
    return f"{line} {'at most' if most else 'at least'} {aim:g} | {verdict(met)} |"


def on_esco() -> list[str]:
    """Ours against the product and the loop."""
    sets = esco()
    ours, held = incidence(sets), by_hand(sets)
    assert abs(matrix_of(sets).scores - bare(held)).max() < 1e-12
    runs = [
        (
            seconds(lambda: matrix_of(sets)),
            seconds(lambda: bare(by_hand(sets))),
            seconds(lambda: scores_of(ours, "jaccard")),
            seconds(lambda: bare(held)),
            loop(sets, SAMPLE),
        )
        for _ in range(RUNS)
    ]
    return [
        row("both from the sets: ours / bare product", [r[0] / r[1] for r in runs], AIM_BARE, True),
        row("both from a matrix: ours / bare product", [r[2] / r[3] for r in runs], AIM_BARE, True),
        row(
            "ours from the sets / bare product from a matrix",
            [r[0] / r[3] for r in runs],
            None,
            True,
        ),
        row(
            f"loop over frozensets (from {SAMPLE} rows) / ours",
            [r[4] / r[0] for r in runs],
            AIM_LOOP,
            False,
        ),
        f"| peak memory of a process with ours, MiB | 1 | {peak():.0f} | | | |",
    ]


def peak() -> float:
    """Peak memory in MiB of a process that reads ESCO and compares all."""
    script = (
        "import overlap as o, resource; o.matrix_of(o.esco());"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def write_pool(path: Path) -> None:
    """The invented standards, their items drawn from a common pool."""
    store = atk.load(MODEL).store
    with written_whole(path) as temporary, temporary.open("w", encoding="utf-8") as stream:
        for number in range(1, STANDARDS + 1):
            drawn = random.Random(number).sample(range(POOL), 46)
            own: dict[str, str] = {}

            def pooled(
                match: re.Match[str], own: dict[str, str] = own, drawn: list[int] = drawn
            ) -> str:
                return own.setdefault(match[1], f"<{ID}pool/{drawn[len(own) % 46]}>")

            for line in lines(store, number):
                stream.write(_ITEM.sub(pooled, line) + "\n")


def on_standards() -> list[str]:
    """Ours against queries that compare all with all; they are measured once."""
    path = Path("build") / "overlap.nq"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        write_pool(path)
    store = atk.load(extra=[path]).store
    sets = sets_of(store)
    assert f"{ID}{code(1)}" in sets and len(sets) >= STANDARDS
    plain, _ = asked(store, _PAIRS)
    distinct, shared = asked(store, _DISTINCT)
    for left, right, number in random.Random(1).sample(shared, 1000):
        assert len(sets[left] & sets[right]) == int(number)
    assert len(matrix_of(sets).table()) == len(shared)
    alone = [seconds(lambda: matrix_of(sets)) for _ in range(RUNS)]
    whole = [seconds(lambda: matrix_of(sets_of(store))) for _ in range(5)]
    once = "SPARQL, items of each standard once / ours"
    return [
        row(
            "SPARQL, COUNT(DISTINCT) / ours, sets read too",
            [plain / t for t in whole],
            AIM_SPARQL,
            False,
        ),
        row(f"{once}, from the sets", [distinct / t for t in alone], AIM_SPARQL, False),
        row(f"{once}, sets read too", [distinct / t for t in whole], None, False),
    ]


def asked(store: ox.Store, text: str) -> tuple[float, list[tuple[str, ...]]]:
    """Seconds that a query took, and its rows."""
    start = time.perf_counter()
    found = solutions(store, text)
    return time.perf_counter() - start, found


def solutions(store: ox.Store, text: str) -> list[tuple[str, ...]]:
    """The rows of a query."""
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(cell.value for cell in row) for row in found]


def sets_of(store: ox.Store) -> Sets:
    """Standard -> items of its tasks."""
    found: dict[str, set[str]] = defaultdict(set)
    for standard, item in solutions(store, _SETS):
        found[standard].add(item)
    return found


def main() -> None:
    """Run and print; the table goes to docs/benchmarks.md."""
    if not ESCO.exists():
        print(f"left out: {ESCO} is not there")
        return
    write_section(Section("overlap", HEAD, [*on_esco(), *on_standards()]))


if __name__ == "__main__":
    main()
