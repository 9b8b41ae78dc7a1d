"""Print the Turtle of a quote: scripts/quote.py DOCUMENT LINE WORDS.

WORDS may be given as printed, or as they read after tidying.
"""

from __future__ import annotations

import sys
from bisect import bisect_left

from rdflib import Graph

from aitalent_kg.files import read_text
from aitalent_kg.names import ID
from aitalent_kg.quotes import Quoter
from aitalent_kg.resources import source_file
from aitalent_kg.text import line_starts, tidy
from aitalent_kg.turtle import normal_form


def span(text: str, line: int, words: str) -> tuple[int, int] | None:
    """Where `words` begin on the line, as printed or tidied; None where they do not."""
    starts = [*line_starts(text), len(text) + 1]
    if not 0 < line < len(starts):
        return None
    at = text.find(words, starts[line - 1])
    if 0 <= at < starts[line]:
        return at, at + len(words)
    tidied = tidy(text)
    at = tidied.text.find(words, bisect_left(tidied.origin, starts[line - 1]))
    if at < 0 or tidied.origin[at] >= starts[line]:
        return None
    return tidied.raw_span(at, at + len(words))


def main() -> int:
    """Print the quote; 1 where the words are not on the line."""
    if len(sys.argv) != 4 or not sys.argv[2].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    stem, line, words = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    text = read_text(source_file(stem))
    place = span(text, line, words)
    if place is None:
        print(f"{stem}.txt:{line}: {words!r} does not begin on this line", file=sys.stderr)
        return 1
    graph = Graph()
    Quoter(graph, stem, text).add(*place)
    block = normal_form(graph)
    print(block[block.index(f"<{ID}") :].rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
