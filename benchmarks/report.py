"""Write what a benchmark found into docs/benchmarks.md, between its marks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from aitalent_kg.files import read_text, write_text

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


class Section(NamedTuple):
    """A table of the page."""

    name: str
    head: str
    rows: list[str]


def write_section(section: Section) -> None:
    """Print a table, and put it in its place on the page."""
    rule = "|" + " --- |" * (section.head.count("|") - 1)
    table = "\n".join([section.head, rule, *section.rows])
    print(table)
    begin, end = f"<!-- {section.name} -->", f"<!-- end of {section.name} -->"
    page = read_text(PAGE)
    fresh = re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{table}\n{end}", page, flags=re.DOTALL)
    assert begin in page, f"{PAGE} has no place for {section.name}"
    write_text(PAGE, fresh)
