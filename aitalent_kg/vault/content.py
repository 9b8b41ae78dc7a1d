"""What a store holds: our graphs, which nobody may overwrite, and those of the user's files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, RdfFormat, Store, parse

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.files import check_readable
from aitalent_kg.mappings.files import is_mapping_file, stem_of
from aitalent_kg.names import graph_iri
from aitalent_kg.resources import data_files, mapping_graphs
from aitalent_kg.shortcuts import SHORTCUT_GRAPH
from aitalent_kg.store import FORMATS, read_into, read_mappings, unreadable

__all__ = ["State", "count", "data_hash", "fill", "graphs_of", "our_files", "sha256", "state_of"]
__all__ += ["stems"]

#: What changes when a file does: device, number, size in bytes, time in nanoseconds.
State = tuple[int, int, int, int]

#: Read at a time, in bytes.
_PIECE = 1 << 20


def our_files() -> dict[str, Path | None]:
    """Our graphs by IRI, and the file of each; None for the one that is made of the others."""
    files: dict[str, Path | None] = {
        graph_iri(name): path for name, path in {**data_files(), **mapping_graphs()}.items()
    }
    return {**files, SHORTCUT_GRAPH: None}


@cache
def data_hash() -> str:
    """SHA-256 over our data files and their names, as this package has them."""
    digest = hashlib.sha256()
    for iri, path in sorted(our_files().items(), key=lambda pair: pair[0]):
        digest.update(f"{iri} {sha256(path) if path else ''}\n".encode())
    return digest.hexdigest()


def sha256(path: Path) -> str:
    """The hash of a file, in lower-case hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def state_of(path: Path) -> State | None:
    """What tells whether a file was changed or replaced; None where there is none."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns


def stems(files: Mapping[str, Path]) -> None:
    """See that no file has the name of one of our documents or graphs.

    Args:
        files: graph -> file, as `store.user_graphs` gives them.
    Raises:
        UnreadableFile: one has; it would look like ours in every list.
    """
    ours = {iri.removeprefix(graph_iri("")) for iri in our_files()}
    for path in files.values():
        if stem_of(path) in ours:
            problem = f"has the name of our graph {stem_of(path)}, which is protected; rename it"
            raise UnreadableFile(path, problem)


def graphs_of(path: Path, graph: str) -> set[str]:
    """The graphs that a file will fill: the one named after it, or those that it names.

    Raises:
        MissingFile, UnreadableFile: the latter also where it names a graph of ours, or one by a
            blank node.
    """
    check_readable(path)
    format_ = FORMATS.get(path.suffix.lower())
    if is_mapping_file(path) or format_ is None or not format_.supports_datasets:
        return {graph}
    return {graph if name is None else name for name in _named(path, format_)}


def _named(path: Path, format_: RdfFormat) -> set[str | None]:
    """The graphs that a file of quads names; None: it has statements in no graph."""
    ours, found = our_files(), set()
    try:
        terms = {quad.graph_name for quad in parse(path=path, format=format_)}
    except SyntaxError as error:
        raise unreadable(path, error) from error
    for term in terms:
        if isinstance(term, BlankNode):
            raise UnreadableFile(path, "names a graph by a blank node; give it an IRI")
        if not isinstance(term, DefaultGraph) and term.value in ours:
            name = term.value.removeprefix(graph_iri(""))
            problem = f"writes into our graph {name}, which is protected; name another graph"
            raise UnreadableFile(path, problem)
        found.add(None if isinstance(term, DefaultGraph) else term.value)
    return found


def fill(store: Store, path: Path, graph: str) -> None:
    """Add a file to a store; errors as `store.read_into`."""
    (read_mappings if is_mapping_file(path) else read_into)(store, path, graph)


def count(store: Store, graph: str) -> int:
    """How many statements a graph has."""
    text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return next(int(row["n"].value) for row in store.query(text))  # type: ignore[union-attr]
