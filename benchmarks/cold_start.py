"""Cold start: our command as a whole process against a script that uses rdflib.

Both read the same files and give the same answer: the name of a task, and the rows of a library
query. Runs alternate, so that a change of the machine's speed meets both.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from report import Section, middle, span, verdict, write_section

RUNS = 9
AIM = 0.25
TASK = "SMS2512-002v1/T1.3"
LOAD = """
from pathlib import Path
from rdflib import Dataset, URIRef
from rdflib.namespace import SKOS
data = Dataset(default_union=True)
for path in sorted(Path("data/ttl").glob("*.ttl")):
    data.graph(URIRef("https://w3id.org/aitalent-kg/graph/" + path.stem)).parse(path)
"""
LOOK_UP = f"""
print(*data.objects(URIRef("https://w3id.org/aitalent-kg/id/{TASK}"), SKOS.prefLabel))
"""
QUERY = f"""
text = Path("queries/items/items-of-task.rq").read_text()
task = URIRef("https://w3id.org/aitalent-kg/id/{TASK}")
for row in data.query(text.replace("?task {{ UNDEF }}", "?task {{ " + task.n3() + " }}")):
    print(*row)
"""
CASES = {
    f"show {TASK}": (["show", TASK], LOOK_UP),
    "query items-of-task": (["query", "items-of-task", "-p", f"task={TASK}"], QUERY),
}
ROOT = Path(__file__).resolve().parent.parent


def seconds(command: list[str]) -> float:
    """Wall time of a process that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def row(name: str, arguments: list[str], script: str) -> str:
    """Median ratio of alternating runs, with the span."""
    ours = [sys.executable, "-m", "aitalent_kg", *arguments]
    peer = [sys.executable, "-c", LOAD + script]
    seconds(ours), seconds(peer)  # the first run of each fills the caches
    ratios = [seconds(ours) / seconds(peer) for _ in range(RUNS)]
    met = verdict(statistics.median(ratios) <= AIM)
    return f"| `{name}` | {RUNS} | {middle(ratios)} | {span(ratios)} | at most {AIM} | {met} |"


def main() -> None:
    """Run and print."""
    rows = [row(name, *case) for name, case in CASES.items()]
    head = "| aitalent-kg … / rdflib script | pairs | median | span | aim | |"
    write_section(Section("cold start", head, rows))


if __name__ == "__main__":
    main()
