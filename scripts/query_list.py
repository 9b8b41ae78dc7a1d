"""Write docs/queries.md: every query of the library by topic; `--check` only compares."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from generated import written_or_compared

from aitalent_kg.library import Query, queries

PAGE = Path(__file__).resolve().parent.parent / "docs" / "queries.md"
HEAD = """# The query library

{number} queries, each in a file of [queries/](../queries) that runs unchanged in any SPARQL 1.1 tool. How to ask them, with
values and from where: [asking.md](asking.md). `aitalent-kg query NAME --about` shows parameters and columns in full.
This page is made by `make format`.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD.format(number=len(queries()))]
    for topic, entries in groupby(queries().values(), key=lambda entry: entry.topic):
        parts += [
            f"## {topic}\n",
            "| query | question | 問題 | parameters |\n| --- | --- | --- | --- |",
        ]
        parts += [*map(row, entries), ""]
    return "\n".join(parts)


def row(entry: Query) -> str:
    """A query as a row of its topic's table."""
    names = " ".join(f"`{parameter.name}`" for parameter in entry.parameters)
    link = f"[{entry.name}](../queries/{entry.topic}/{entry.name}.rq)"
    return f"| {link} | {entry.question['en']} | {entry.question['zh']} | {names} |"


def main() -> int:
    """Write, or compare."""
    stale = f"{PAGE.name} is not what the queries say; run make format"
    return written_or_compared(PAGE, page(), stale)


if __name__ == "__main__":
    sys.exit(main())
