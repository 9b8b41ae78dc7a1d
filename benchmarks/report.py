"""What benchmarks find, on pages of docs: tables between marks, and how many aims they met."""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from aitalent_kg.files import read_text, write_text

__all__ = [
    "MISSED",
    "Section",
    "machine",
    "middle",
    "put",
    "span",
    "verdict",
    "verdicts",
    "write_section",
]

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
MET, MISSED = "met", "**missed**"
#: What ours and the peers run on.
PACKAGES = ("pyoxigraph", "rdflib", "pyshacl", "owlrl", "networkx", "rapidfuzz", "scipy", "duckdb")


class Section(NamedTuple):
    """A table of the page."""

    name: str
    head: str
    rows: list[str]


def verdict(reached: bool) -> str:
    """How a table says whether an aim is met; the summary counts these words."""
    return MET if reached else MISSED


def verdicts(page: str) -> Iterator[tuple[str, list[str], bool]]:
    """(section, cells, whether met) of each row of a page that has an aim."""
    for name, body in re.findall(
        r"<!-- ((?!summary)[^>]+?) -->\n(.*?)<!-- end of \1 -->", page, re.DOTALL
    ):
        for line in body.splitlines()[2:]:  # below the head and its rule
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            for cell in {MET, MISSED}.intersection(cells):
                yield name, cells, cell == MET


def middle(values: Sequence[float]) -> str:
    """The median of ratios."""
    return f"{statistics.median(values):.2f}"


def span(values: Sequence[float]) -> str:
    """From the least to the greatest ratio."""
    return f"{min(values):.2f} to {max(values):.2f}"


def machine() -> str:
    """Processor, memory, system and the versions of what was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} processors ({_processor()}), {memory:.0f} GiB, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", known.read_text()) if known.exists() else None
    return found[1] if found else platform.processor() or "not named"


def _stamp() -> str:
    """When, and of which commit; a `+` marks files that were changed since."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty=+", "--exclude=*"]
    commit = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return f"Measured {date.today()}, commit `{commit or 'unknown'}`, Python {platform.python_version()}."


def write_section(section: Section, name: str = "benchmarks.md") -> None:
    """Print a table, and put it in its place on the page of this name, with when it was measured."""
    rule = "|" + " --- |" * (section.head.count("|") - 1)
    table = "\n".join([section.head, rule, *section.rows])
    print(table)
    put(section.name, f"{table}\n\n{_stamp()}", name)


def put(mark: str, text: str, name: str = "benchmarks.md") -> None:
    """Put a text between the marks of this name on a page."""
    begin, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    page = read_text(DOCS / name)
    assert begin in page, f"{name} has no place for {mark}"
    fresh = re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{text}\n{end}", page, flags=re.DOTALL)
    write_text(DOCS / name, fresh)
