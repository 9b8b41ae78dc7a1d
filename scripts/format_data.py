"""Write data, mappings and ontology in normal form, and record all digests.

`--check` changes nothing and exits with 1 where something is not in normal form.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from pyoxigraph import RdfFormat, Store, serialize
from rdflib import Graph

from aitalent_kg.files import write_text
from aitalent_kg.mappings.files import read_set, set_text
from aitalent_kg.names import ID, PREFIXES, graph_iri
from aitalent_kg.resources import mapping_files, mapping_graphs
from aitalent_kg.store import read_mappings
from aitalent_kg.turtle import normal_form

ROOT = Path(__file__).resolve().parent.parent
SUMS = ROOT / "data" / "SHA256SUMS"


def main() -> int:
    """Format or check; the exit code."""
    check = "--check" in sys.argv[1:]
    paths = sorted([*ROOT.glob("data/ttl/*.ttl"), *ROOT.glob("ontology/*.ttl")])
    wrong = [_differs(path, normal_form(Graph().parse(path)), check) for path in paths]
    wrong += [
        _differs(path, set_text(read_set(path), "sssom-tsv"), check)
        for path in sorted(ROOT.glob("data/mappings/*.sssom.tsv"))
    ]
    wrong += [_differs(path, _turtle(name), check) for name, path in mapping_graphs().items()]
    wrong.append(_differs(SUMS, _sums(), check))  # last: the files may just have been written
    return int(check and any(wrong))


def _turtle(name: str) -> str:
    """A mapping set as the graph that it becomes."""
    graph, store = graph_iri(name), Store()
    read_mappings(store, mapping_files()[name], graph)
    triples = sorted((quad.triple for quad in store), key=str)
    made = serialize(triples, format=RdfFormat.TURTLE, prefixes={**PREFIXES, "id": ID})
    assert made is not None
    lines = made.decode().splitlines()
    prefixes = sorted(
        line for line in lines if line.startswith("@prefix")
    )  # they come as they like
    kept = [line for line in lines if not line.startswith("@prefix")]
    first = f"# Made of {mapping_files()[name].name} by make format-data."
    return "\n".join([first, *prefixes, *kept]) + "\n"


def _differs(path: Path, text: str, check: bool) -> bool:
    """Whether a file is not what it should be; unless checking, it is written."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    if not check:
        write_text(path, text)
    state = "is not in normal form; run make format-data" if check else "written"
    print(f"{path.relative_to(ROOT)} {state}")
    return True


def _sums() -> str:
    """A line a file of `data/`, as `sha256sum` writes it."""
    kept = ("sources", "ttl", "corrections", "mappings")
    paths = sorted(p for name in kept for p in (ROOT / "data" / name).glob("*.*"))
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT / 'data').as_posix()}\n"
        for path in paths
    )


if __name__ == "__main__":
    sys.exit(main())
