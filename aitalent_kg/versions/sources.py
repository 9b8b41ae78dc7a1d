"""Find the two versions that a caller names: in the graph, or in files.

In: a store and names or paths. Out: statements of each version. Nothing is compared here.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from aitalent_kg.errors import BadValue, MissingFile, UnreadableFile
from aitalent_kg.lookup import kind_of
from aitalent_kg.names import GRAPH, ID, curie, graph_iri
from aitalent_kg.resolve import resolve
from aitalent_kg.store import FORMATS, read_into
from aitalent_kg.versions.reading import FRAMEWORKS, frameworks, graph_of

__all__ = ["Version", "family_of", "is_file", "version_in", "version_of_file"]

#: The ending of a code that tells its version: SET2529-001v2, industry-guide-115v3.0.
_VERSION = re.compile(r"v\d+(\.\d+)*$|/\d+(\.\d+)+$")
_TEXT = ".txt"


@dataclass(frozen=True, slots=True)
class Version:
    """One version before it takes its place in a graph."""

    name: str  #: as the caller gave it
    quads: tuple[Quad, ...]  #: of its own graph; of all graphs where it is a whole graph
    root: str | None  #: IRI of the framework; None where the statements are not one framework's
    graph: str | None  #: its graph; None where it is a whole graph
    file: str | None = None  #: the file that it was read from
    doubts: int = 0  #: places of a text that its importer could not read for certain

    @property
    def code(self) -> str:
        """Code of the framework; the name where there is none."""
        return self.name if self.root is None else curie(self.root)


def is_file(name: str | Path) -> bool:
    """Whether a name is meant for a file: there is one, or it ends or looks like one."""
    path = Path(name)
    known = {*FORMATS, _TEXT}
    return isinstance(name, Path) or path.suffix.lower() in known or path.is_file()


def family_of(code: str) -> str:
    """What the codes of all versions of a framework share.

    >>> family_of("SET2529-001v2"), family_of("industry-guide-115v3.0")
    ('SET2529-001', 'industry-guide-115')
    """
    return _VERSION.sub("", code)


def version_in(store: Store, name: str) -> Version:
    """A framework or standard of the graph.

    Raises:
        UnknownName, AmbiguousName: no one thing has this name.
        BadValue: it is no framework.
    """
    root = resolve(store, name)
    kind = kind_of(store, root)
    if kind not in FRAMEWORKS:
        problem = f"a {kind} has no versions; give a framework, a standard, or a file"
        raise BadValue(name, problem)
    graph = graph_of(store, root) or graph_iri(curie(root))
    if root not in frameworks(store):
        return Version(name, (), root, graph)
    return Version(name, _quads(store, graph), root, graph)


def version_of_file(path: Path | str) -> Version:
    """A version in a file: RDF, or the text of an iCAP standard.

    Raises:
        MissingFile, UnreadableFile: it is not there, or cannot be read.
    """
    path, ending = Path(path), Path(path).suffix.lower()
    if path.is_dir():
        raise MissingFile(path, "is a directory")
    if ending == _TEXT:
        return _of_text(path)
    if ending not in FORMATS:
        known = " ".join((*FORMATS, _TEXT))
        raise UnreadableFile(path, f"unknown ending {path.suffix!r}; known: {known}")
    store, graph = Store(), graph_iri(quote(os.fsencode(path.stem)))
    read_into(store, path, graph)
    return _of_store(store, path, FORMATS[ending].supports_datasets, graph)


def _of_text(path: Path) -> Version:
    from aitalent_kg.importers.formats.icap import read_icap

    imported = read_icap(path)
    graph = graph_iri(imported.code)
    triples = imported.graph.serialize(format="nt", encoding="utf-8")
    node = NamedNode(graph)
    quads = [
        Quad(t.subject, t.predicate, t.object, node)
        for t in parse(triples, format=RdfFormat.N_TRIPLES)
    ]
    root = ID + imported.code
    return Version(str(path), tuple(quads), root, graph, path.name, imported.doubts)


def _of_store(store: Store, path: Path, whole: bool, graph: str) -> Version:
    """What a file of RDF is: one framework, a whole graph, or a part of one."""
    if whole:
        return Version(str(path), tuple(store), None, None, path.name)
    roots = frameworks(store)
    root = roots[0] if len(roots) == 1 else None
    named = GRAPH + curie(root) if root and root.startswith(ID) else graph
    node = NamedNode(named)
    quads = tuple(Quad(q.subject, q.predicate, q.object, node) for q in store)
    return Version(str(path), quads, root, named, path.name)


def _quads(store: Store, graph: str) -> tuple[Quad, ...]:
    return tuple(store.quads_for_pattern(None, None, None, NamedNode(graph)))
