"""Read the data files into a store, one named graph a file.

A load either succeeds whole or raises; the store is new each time. No network.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store

from aitalent_kg.errors import UnknownName, UnreadableFile
from aitalent_kg.files import check_readable, read_text
from aitalent_kg.lookup import iri
from aitalent_kg.mappings.files import is_mapping_file, read_set, stem_of
from aitalent_kg.mappings.graphs import quads_of
from aitalent_kg.names import DOCUMENTS, GRAPH, ID, OWN_GRAPHS, graph_iri
from aitalent_kg.progress import Progress, silent
from aitalent_kg.resources import data_files, mapping_graphs
from aitalent_kg.shortcuts import shortcuts

__all__ = ["FORMATS", "load_store", "read_into", "read_mappings", "unreadable", "user_graphs"]

#: Endings of the files that a user may add; a format is never guessed from content.
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def load_store(
    document: str | None = None,
    extra: Iterable[Path | str] = (),
    progress: Progress = silent,
) -> Store:
    """A new store with the graphs of the project, and of the user's files.

    Args:
        document: load only this document's graph and what the project says about it; mappings,
            which join documents, are left out.
        extra: files of the user, each into a graph of its own below `…/graph/user/`, named after
            the file, the second of one name `NAME-2`: RDF, and mapping sets (`.sssom.tsv`,
            `.sssom.json`, `.sssom.ttl`). A file given twice is read once.
        progress: told the name of each graph before it is read.
    Raises:
        UnknownName: no document has this name.
        MissingFile, UnreadableFile: a file is not there, or cannot be read.
    """
    if document is not None and document not in DOCUMENTS:
        raise UnknownName(document, DOCUMENTS, "document")
    store = Store()
    files = data_files()
    wanted = [name for name in files if document in (None, name) or name not in DOCUMENTS]
    for name in sorted(wanted, key=lambda name: name in OWN_GRAPHS):
        progress(name)
        if document and name in OWN_GRAPHS:
            part = Store()
            read_into(part, files[name], graph_iri(name))
            store.extend(_about(document, store, part))
        else:
            read_into(store, files[name], graph_iri(name))
    for name, path in ({} if document else mapping_graphs()).items():
        progress(name)
        read_into(store, path, graph_iri(name))
    for graph, path in user_graphs(map(Path, extra)).items():
        progress(path.name)
        read = read_mappings if is_mapping_file(path) else read_into
        read(store, path, graph)
    store.bulk_extend(list(shortcuts(store)))
    return store


def user_graphs(paths: Iterable[Path]) -> dict[str, Path]:
    """Graph -> the file that is read into it."""
    found: dict[str, Path] = {}
    for path in {path.absolute(): path for path in paths}.values():
        stem = graph = f"{GRAPH}user/{quote(os.fsencode(stem_of(path)))}"
        number = 1
        while graph in found:
            number += 1
            graph = f"{stem}-{number}"
        found[graph] = path
    return found


def read_mappings(store: Store, path: Path, graph: str) -> None:
    """Add a mapping set to a store, whole or not at all.

    Raises:
        MissingFile, UnreadableFile: the latter names line and column.
    """
    mappings = read_set(path).mappings
    if graph == graph_iri("mappings-rejected") and not all(row.negated for row in mappings):
        raise UnreadableFile(path, "holds a mapping that is not denied; write Not, or move it")
    store.extend(quads_of(mappings, graph))


def read_into(store: Store, path: Path, graph: str) -> None:
    """Add one RDF file to a store; triples go into the graph named, quads keep theirs.

    Raises:
        MissingFile, UnreadableFile: the latter names the line where reading fails.
    """
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None and not path.is_dir():
        known = " ".join(FORMATS)
        raise UnreadableFile(path, f"unknown ending {path.suffix!r}; known: {known}")
    check_readable(path)
    assert format_ is not None
    if format_ == RdfFormat.RDF_XML:
        _check_xml(path)
    try:
        store.bulk_load(path=path, format=format_, to_graph=NamedNode(graph))
    except SyntaxError as error:
        raise unreadable(path, error) from error
    if any(isinstance(name, BlankNode) for name in store.named_graphs()):
        raise UnreadableFile(path, "names a graph by a blank node; give it an IRI")


def unreadable(path: Path, error: SyntaxError) -> UnreadableFile:
    """What a parser says of a file, with the line and what to do.

    Raises:
        UnreadableFile: it is not UTF-8, which says more.
    """
    return UnreadableFile(path, _explained(error, read_text(path)), error.lineno)


def _check_xml(path: Path) -> None:
    """See that an XML file is whole; the RDF parser takes one that was cut off.

    Raises:
        UnreadableFile: it is not well-formed, or declares a document type, which may hold entities.
    """

    def refuse(*_: object) -> None:
        raise UnreadableFile(path, "declares a DOCTYPE; take it out")

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.ParseFile(BytesIO(path.read_bytes()))
    except ExpatError as error:
        raise UnreadableFile(path, ErrorString(error.code), error.lineno) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise UnreadableFile(path, f"{error}; save it as UTF-8") from error


def _explained(error: SyntaxError, text: str) -> str:
    """What the parser says, and what to do about the two commonest mistakes."""
    said = error.msg.rpartition(": ")[2]
    line = "".join(text.split("\n")[(error.lineno or 1) - 1 :][:1])
    tag = re.search(r'"@(\w+_\w+)', line)
    if tag:
        return f"{said}; write the language tag with a hyphen: @{tag[1].replace('_', '-')}"
    if "scheme" in said:
        return f"{said}; write relative IRIs in full, or declare @base"
    return said


def _about(document: str, store: Store, part: Store) -> list[Quad]:
    """The statements whose subject belongs to the document, or is described by it."""
    root = f"{ID}{document}/"
    described = {
        iri(quad.subject)
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph_iri(document)))
    }
    described.add(f"{ID}source/{document}")
    return [
        quad
        for quad in part
        if iri(quad.subject) in described or iri(quad.subject).startswith(root)
    ]
