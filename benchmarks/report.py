"""Write what a benchmark found into a page of docs, between its marks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from aitalent_kg.files import read_text, write_text

DOCS = Path(__file__).resolve().parent.parent / "docs"


class Section(NamedTuple):
    """A table of the page."""

    name: str
    head: str
    rows: list[str]


def write_section(section: Section, name: str = "benchmarks.md") -> None:
    """Print a table, and put it in its place on the page of this name."""
    rule = "|" + " --- |" * (section.head.count("|") - 1)
    table = "\n".join([section.head, rule, *section.rows])
    print(table)
    begin, end = f"<!-- {section.name} -->", f"<!-- end of {section.name} -->"
    page = read_text(DOCS / name)
    fresh = re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{table}\n{end}", page, flags=re.DOTALL)
    assert begin in page, f"{name} has no place for {section.name}"
    write_text(DOCS / name, fresh)
