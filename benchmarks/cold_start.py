"""Cold start: `aitalent-kg show` as a whole process against a script that uses rdflib.

Both print the name of one task from the same files; runs alternate, so that a change of the
machine's speed meets both. Prints the median of each and the ratio; the aim is 0.25.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 9
AIM = 0.25
TASK = "SMS2512-002v1/T1.3"
PEER = f"""
from pathlib import Path
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
graph = Graph()
for path in sorted(Path("data/ttl").glob("*.ttl")):
    graph.parse(path, format="turtle")
task = URIRef("https://w3id.org/aitalent-kg/id/{TASK}")
print(*graph.objects(task, SKOS.prefLabel))
"""
ROOT = Path(__file__).resolve().parent.parent


def seconds(command: list[str]) -> float:
    """Wall time of a process that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Run and print."""
    ours = [sys.executable, "-m", "aitalent_kg", "show", TASK]
    peer = [sys.executable, "-c", PEER]
    seconds(ours), seconds(peer)  # the first run of each fills the caches
    pairs = [(seconds(ours), seconds(peer)) for _ in range(RUNS)]
    ratios = sorted(a / b for a, b in pairs)
    median = statistics.median(ratios)
    print(f"aitalent-kg show {TASK}: median {statistics.median(a for a, _ in pairs):.3f} s")
    print(f"rdflib script, same look-up: median {statistics.median(b for _, b in pairs):.3f} s")
    print(f"ratio: median {median:.3f}, {ratios[0]:.3f} to {ratios[-1]:.3f}, {RUNS} pairs")
    print(f"aim {AIM}: {'met' if median <= AIM else 'missed'}")


if __name__ == "__main__":
    main()
