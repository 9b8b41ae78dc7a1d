"""The rules on ten million people, against DuckDB merely reading the same columns.

Ours: `assess_table` and `summary` from a Parquet file to the printed numbers, repeated ids looked
for on the way. The peer: one pass with sum, least, greatest and count of every column; of texts the sum of
their lengths. Both run in processes of their own, in turn; the time is that of the work, without
starting Python.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from report import Section, verdict, write_section

PEOPLE = 10_000_000
RUNS = 7
AIM_RATIO = 6.0
AIM_GIB = 4.0
HEAD = "| ten million people | runs | ours / one pass | span | peak memory | aims | |"
TYPES = ("ai-literacy", "ai-tools", "ai-programming", "ai-model-training", "ai-service-development")
CLASSES = ("literacy", "tool", "project")
NAMES = (
    "iPAS 初級AI應用規劃師能力鑑定",
    "iPAS 中級AI應用規劃師能力鑑定",
    "AI-900",
    "AI-901",
    "AWS Certified AI Practitioner",
    "AWS Certified Machine Learning",
    "台灣人工智慧學校認證",
    "IBM AI Engineering Professional Certificate",
    "工具類#文書應用",
    "工具類#影像應用",
    "素養類",
    "專案類",
)
#: What the rows of the table are -> expressions of DuckDB for its last columns.
KINDS = {"numbers": "plain numbers", "texts": "hours by tool, certificates by name"}


def number(seed: int, values: int, step: float) -> str:
    """A number from 0 that looks random and is the same each time."""
    return f"CAST(hash(i * 31 + {seed}) % {values} AS BIGINT) * {step}"


def columns(kind: str) -> dict[str, str]:
    """Column -> what DuckDB fills it with."""
    found = {
        "person": "'E' || lpad(CAST(i AS VARCHAR), 8, '0')",
        "department": "'D' || CAST(hash(i) % 40 AS VARCHAR)",
    }
    for seed, name in enumerate(TYPES):
        found[name] = f"CAST({number(seed, 121, 0.5)} AS DOUBLE)"
    if kind == "numbers":
        more = {
            f"{c}_certificates": f"CAST({number(9 + n, 4, 1)} AS INTEGER)"
            for n, c in enumerate(CLASSES)
        }
        return found | more
    names = "[" + ", ".join(f"'{name}'" for name in NAMES) + "]"
    first, second = (f"{names}[1 + {number(seed, len(NAMES), 1)}]" for seed in (9, 10))
    two_tools = f"'ChatGPT:' || {number(11, 21, 1)} || '; Canva:' || {number(12, 21, 1)}"
    return found | {"ai-tools": two_tools, "certificates": f"{first} || '; ' || {second}"}


def table(kind: str) -> Path:
    """The people as a file; made when it is not there."""
    import duckdb

    path = Path("build") / f"people-{kind}.parquet"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        cells = ", ".join(f'{text} AS "{name}"' for name, text in columns(kind).items())
        query = f"SELECT {cells} FROM range({PEOPLE}) AS people(i)"
        connection = duckdb.connect()
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def ours(path: Path) -> Callable[[], object]:
    """Judge all people and count."""
    import ibis

    import aitalent_kg as atk
    from aitalent_kg.population.people import assess_table

    ibis.memtable({"loads": ["pandas"]}).to_pyarrow()  # the peer has its libraries too
    kg = atk.load()

    def work() -> object:
        found = assess_table(kg.statements, path, as_of=date(2026, 7, 1))
        assert found.people + found.kept_out == PEOPLE
        return found.summary()

    return work


def one_pass(path: Path) -> Callable[[], object]:
    """Read all columns and aggregate each."""
    import duckdb

    connection = duckdb.connect()
    schema = connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    parts = []
    for name, kind, *_ in schema:
        # Least and greatest text stand in the file's index; the length makes the engine read it.
        read = f'strlen("{name}")' if kind == "VARCHAR" else f'"{name}"'
        parts += [f"sum({read})", *(f'{way}("{name}")' for way in ("min", "max", "count"))]
    query = f"SELECT {', '.join(parts)} FROM '{path}'"
    return lambda: connection.execute(query).fetchall()


def alone(who: str, kind: str) -> dict[str, float]:
    """Run one side in a process of its own: seconds, and its greatest memory in GiB."""
    done = subprocess.run(
        [sys.executable, __file__, who, kind], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measured(who: str, kind: str) -> dict[str, float]:
    """What `alone` gets."""
    work: Any = {"ours": ours, "one pass": one_pass}[who](table(kind))
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    }


def line(kind: str) -> str:
    """A row of the table."""
    table(kind)
    pairs = [(alone("ours", kind), alone("one pass", kind)) for _ in range(RUNS)]
    ratios = sorted(us["seconds"] / peer["seconds"] for us, peer in pairs)
    middle, memory = statistics.median(ratios), max(us["gib"] for us, _ in pairs)
    rate = PEOPLE / statistics.median(us["seconds"] for us, _ in pairs)
    print(f"{kind}: {rate:,.0f} people a second here", file=sys.stderr)
    met = verdict(middle <= AIM_RATIO and memory <= AIM_GIB)
    return (
        f"| {KINDS[kind]} | {RUNS} | {middle:.2f} | {ratios[0]:.2f} to {ratios[-1]:.2f} | "
        f"{memory:.2f} GiB | at most {AIM_RATIO:g} and {AIM_GIB:g} GiB | {met} |"
    )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measured(*sys.argv[1:])))
    else:
        write_section(Section("population", HEAD, [line(kind) for kind in KINDS]))
