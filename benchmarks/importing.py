"""Importing ESCO and O*NET against loading the very same statements into pyoxigraph.

Ours: from the published files to statements written as N-Triples, with the report. The peer:
pyoxigraph's bulk load of that file. Each run is a process of its own, so that its peak memory is
its own; runs alternate. Needs `../shared/data`, and is left out without it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from report import Section, middle, span, verdict, write_section

RUNS = 5
AIM_RATIO = 3.0
AIM_MIB = 1024
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
#: What is imported -> the importer, and the files below `DATA`.
INPUTS = {
    "ESCO 1.1.1": (
        "esco",
        ["esco-1.1.1/classification-en-csv.zip", "esco-1.1.1/relations-csv.zip"],
    ),
    "O*NET 29.3": ("onet", ["onet-29.3"]),
}
HEAD = "| imported | statements | ours, s | bulk load, s | ratio | span | aim | peak of ours, MiB | aim | met |"
_START = """
import json, resource, sys, time
begin = time.perf_counter()
"""
_END = """
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
peak /= 1024 * 1024 if sys.platform == "darwin" else 1024  # KiB on Linux, bytes on macOS
print(json.dumps([time.perf_counter() - begin, peak, statements]))
"""
_OURS = """
from aitalent_kg import importers
result = getattr(importers, sys.argv[1])(sys.argv[3:])
result.write(sys.argv[2])
statements = len(result)
"""
_PEER = """
import pyoxigraph
store = pyoxigraph.Store()
store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_TRIPLES)
statements = len(store)
"""


class Run(NamedTuple):
    """One process."""

    seconds: float
    mib: float  #: peak of resident memory
    statements: int


def run(body: str, *arguments: str) -> Run:
    """Run a program of its own and read what it measured."""
    command = [sys.executable, "-c", _START + body + _END, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(*json.loads(done.stdout))


def measured(name: str) -> str:
    """A row of the table."""
    importer, files = INPUTS[name]
    paths = [str(DATA / file) for file in files]
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "imported.nt")
        pairs = [
            (run(_OURS, importer, target, *paths), run(_PEER, "", target)) for _ in range(RUNS)
        ]
    assert all(ours.statements == peer.statements for ours, peer in pairs)
    ratios = [ours.seconds / peer.seconds for ours, peer in pairs]
    ours, peer = (statistics.median(r.seconds for r in runs) for runs in zip(*pairs, strict=True))
    mib = max(each.mib for each, _ in pairs)
    met = verdict(statistics.median(ratios) <= AIM_RATIO and mib <= AIM_MIB)
    return (
        f"| {name} | {pairs[0][0].statements} | {ours:.1f} | {peer:.1f} | {middle(ratios)} | {span(ratios)} |"
        f" at most {AIM_RATIO:g} | {mib:.0f} | at most {AIM_MIB} | {met} |"
    )


def main() -> None:
    """Run and print; the table goes to docs/benchmarks.md."""
    if not DATA.exists():
        print(f"left out: {DATA} is not here")
        return
    write_section(Section("importing", HEAD, [measured(name) for name in INPUTS]))


if __name__ == "__main__":
    main()
