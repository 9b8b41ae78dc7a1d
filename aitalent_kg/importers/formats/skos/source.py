"""RDF files of others into a store, statement by statement; nothing is fetched, nothing runs.

In: a `Bundle`. Out: a store of one graph, blank nodes numbered as they come. Of what a parser
does not like, the line is named.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

import pyoxigraph as ox

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.bundle import Bundle, Entry, one_line
from aitalent_kg.importers.report import Log
from aitalent_kg.store import FORMATS

__all__ = ["Source", "read_rdf"]

#: Bytes of an RDF/XML file, which is looked through before it is parsed; and from how many bytes
#: of input on statements are kept on disk, not in memory.
_LARGEST_XML, _ON_DISK_FROM = 256 * 1024**2, 64 * 1024**2
_MARK = b"\xef\xbb\xbf"


class Source:
    """The statements of the input; blank nodes have IRIs below `node`."""

    def __init__(self, node: str, folder: Path | None) -> None:
        self.store = ox.Store() if folder is None else ox.Store(str(folder))
        self.blanks: dict[tuple[str, str], ox.NamedNode] = {}
        self.named: set[str] = set()  # IRIs that blank nodes were given
        self._node = node

    def load(self, bundle: Bundle, entry: Entry, log: Log) -> None:
        """Add a file.

        Raises:
            UnreadableFile: with the line, where the parser tells it.
        """
        count = log.count(entry.name)
        try:
            self.store.bulk_extend(self._quads(bundle, entry, log))
        except SyntaxError as error:
            raise UnreadableFile(entry.where, _explained(error), error.lineno) from error
        count.kept = count.read - count.refused

    def _quads(self, bundle: Bundle, entry: Entry, log: Log) -> Iterator[ox.Quad]:
        count, format_ = log.count(entry.name), FORMATS[_ending(entry)]
        with bundle.open(entry) as raw:
            stream = _checked(entry, raw, log)
            for quad in ox.parse(input=stream, format=format_):
                count.read += 1
                if isinstance(quad.object, ox.Triple):
                    count.refused += 1
                    log.lost["statements about statements (RDF 1.2)"] += 1
                    continue
                subject, object_ = (self._named(entry, t) for t in (quad.subject, quad.object))
                yield ox.Quad(subject, quad.predicate, object_)

    def _named(self, entry: Entry, term: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.NamedNode:
        if not isinstance(term, ox.BlankNode):
            return term  # type: ignore[return-value]
        key = (entry.name, term.value)
        if key not in self.blanks:
            self.blanks[key] = ox.NamedNode(f"{self._node}/{len(self.blanks) + 1}")
            self.named.add(self.blanks[key].value)
        return self.blanks[key]

    def objects(self, subject: ox.NamedNode, predicate: str) -> list[ox.NamedNode]:
        """The resources that a subject has by a predicate, sorted."""
        quads = self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        found = {q.object.value for q in quads if isinstance(q.object, ox.NamedNode)}
        return [*map(ox.NamedNode, sorted(found))]

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """(subject, object) of a predicate, both IRIs."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value, quad.object.value


def read_rdf(bundle: Bundle, log: Log, node: str, folder: Path) -> Source:
    """All RDF files of the input in one store.

    Raises:
        UnreadableFile: a file has an ending that is no RDF's, or is broken.
    """
    entries = [entry for entry in bundle.entries if _ending(entry) in FORMATS]
    if not entries:
        given, known = ", ".join(map(str, bundle.paths)), " ".join(FORMATS)
        raise UnreadableFile(given, f"holds no RDF file; known endings: {known}")
    for entry in bundle.entries:
        if entry not in entries:
            log.doubt(entry.name, None, "is no RDF file by its ending; not read")
    size = sum(entry.size for entry in entries)
    source = Source(node, folder if size > _ON_DISK_FROM else None)
    for entry in entries:
        source.load(bundle, entry, log)
    if source.blanks:
        problem = f"{len(source.blanks)} blank nodes were given IRIs, {node}/1 and on"
        log.repair(entries[0].name, None, problem)
    return source


def _ending(entry: Entry) -> str:
    return Path(entry.base).suffix.lower()


def _checked(entry: Entry, raw: BinaryIO, log: Log) -> BinaryIO:
    """The stream behind a byte-order mark; XML only without a document type, and whole."""
    start = raw.peek(4)[:4]  # type: ignore[attr-defined]
    if not start:
        raise UnreadableFile(entry.where, "the file is empty; give one with content")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(entry.where, "is UTF-16; save it as UTF-8")
    if start.startswith(_MARK):
        raw.read(len(_MARK))
        log.repair(entry.name, None, "begins with a byte-order mark; left out")
    if _ending(entry) != ".rdf":
        return raw
    data = raw.read(_LARGEST_XML + 1)
    if len(data) > _LARGEST_XML:
        problem = f"larger than {_LARGEST_XML} bytes; convert it to N-Triples (.nt)"
        raise UnreadableFile(entry.where, problem)
    _check_xml(entry, data)
    return io.BytesIO(data)


def _check_xml(entry: Entry, data: bytes) -> None:
    def refuse(*_: object) -> None:
        raise UnreadableFile(
            entry.where, "declares a DOCTYPE, which may hold entities; take it out"
        )

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise UnreadableFile(entry.where, ErrorString(error.code), error.lineno) from error
    except (LookupError, ValueError) as error:  # an encoding that expat does not know
        raise UnreadableFile(entry.where, f"{one_line(error)}; save it as UTF-8") from error


def _explained(error: SyntaxError) -> str:
    said = one_line(error.msg).removeprefix("Parser error at ")
    if "LoadDocumentCallback" in said:
        return "refers to a context elsewhere, which is not fetched; put it into the file"
    if "No scheme" in said:
        return f"{said}; write relative IRIs in full"
    if "UTF-8" in said:
        return f"{said}; convert it to UTF-8 first (Big5?)"
    return f"is broken RDF: {said}"
