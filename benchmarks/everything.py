"""Run every benchmark, and say at the head of the page what was met; a failing one stops no other.

    python benchmarks/everything.py [NAME …]

With names only these run; the summary counts all tables, those measured before too.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from report import DOCS, machine, put, verdicts

from aitalent_kg.files import read_text

HERE = Path(__file__).resolve().parent
#: In the order of the page. `huge` takes hours and is run by hand.
NAMES = (
    *("cold_start", "library", "searching", "routes", "overlap", "suggest", "population"),
    *("serving", "reasoning", "importing", "validating", "vault", "scaling"),
)
PAGES = ("benchmarks.md", "scaling.md")


def failure(name: str) -> str | None:
    """Run one; the last line that it complained with, where it failed."""
    print(f"== {name}", flush=True)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py")], stderr=subprocess.PIPE, text=True, check=False
    )
    print(f"== {name}: {(time.perf_counter() - start) / 60:.1f} minutes", flush=True)
    if done.returncode == 0:
        return None
    print(done.stderr, file=sys.stderr)
    return (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]


def summary(failures: dict[str, str]) -> str:
    """The head of the page: the machine, how many aims were met, which were missed."""
    found = [(page, *each) for page in PAGES for each in verdicts(read_text(DOCS / page))]
    met: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    for page, section, _, reached in found:
        (met if reached else missed)[page, section] += 1
    lines = [
        f"The last run: {machine()}.",
        "",
        "| table | aims | met | missed |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| [{section}]({page}) | {met[key] + missed[key]} | {met[key]} | {missed[key] or ''} |"
        for key in dict.fromkeys((page, section) for page, section, *_ in found)
        for page, section in [key]
    ]
    lines.append(f"| all | {len(found)} | {met.total()} | {missed.total() or ''} |")
    late = [
        f"- {section}: {', '.join(filter(None, cells[:-1]))}"
        for _, section, cells, reached in found
        if not reached
    ]
    if late:
        lines += ["", "Missed:", "", *late]
    lines += [f"\n`{name}` did not run: {why}" for name, why in failures.items()]
    return "\n".join(lines)


def main(names: list[str]) -> None:
    """Run, and write the summary."""
    unknown = set(names) - set(NAMES)
    if unknown:
        sys.exit(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    failures = {name: why for name in names or NAMES if (why := failure(name))}
    put("summary", summary(failures))


if __name__ == "__main__":
    main(sys.argv[1:])
