"""A graph of 900 invented standards, about two million statements, shaped like a real one.

Each is a copy of SMS2512-002v1 with IRIs, quotes and names of its own, resting on a file of its own;
names of items recur in some of the others, as they do in reality. Written as N-Quads, one graph a standard; the same each time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from aitalent_kg import load
from aitalent_kg.names import GRAPH, ID

BUILD = Path(__file__).resolve().parent.parent / "build"
MODEL = "SMS2512-002v1"
STANDARDS = 900
#: Into how many variants the name of an item is split.
VARIANTS = 97
_NAME = re.compile(r'(prefLabel> "(?:[^"\\]|\\.)*)"')


def code(number: int) -> str:
    """The code of an invented standard."""
    return f"SYN{number:04d}-001v1"


def lines(store: Store, number: int) -> Iterator[str]:
    """The statements of one standard as N-Quads."""
    graph = NamedNode(GRAPH + MODEL)
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    text = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    variant = number * 7 % VARIANTS
    target = f"<{GRAPH}{code(number)}> ."
    for line in (*text.splitlines(), *_file(store)):
        own = line.replace(MODEL, code(number))
        own = _NAME.sub(rf'\1 {variant}"', own)
        yield own[:-1] + target


def _file(store: Store) -> list[str]:
    """What is said of the source file of the model."""
    source = NamedNode(f"{ID}source/{MODEL}")
    graph = NamedNode(f"{GRAPH}sources")
    triples = (quad.triple for quad in store.quads_for_pattern(source, None, None, graph))
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode().splitlines()


def write(path: Path, standards: int = STANDARDS) -> int:
    """Write the graph; returns the number of statements."""
    store = load(MODEL).store
    written = 0
    with path.open("w", encoding="utf-8") as stream:
        for number in range(1, standards + 1):
            for line in lines(store, number):
                stream.write(line + "\n")
                written += 1
    return written


def made(standards: int = STANDARDS) -> Path:
    """The file of so many standards below `build/`, made where it is missing."""
    path = BUILD / f"standards-{standards}.nq"
    if not path.exists():
        BUILD.mkdir(exist_ok=True)
        part = path.with_suffix(".part")
        write(part, standards)
        part.rename(path)
    return path


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
