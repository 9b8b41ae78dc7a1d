"""Statements as lines in a fixed order, each once, whatever the size of the graph.

Sorting goes through files where memory would not do; what comes out is the same for the same
statements, however a store happens to hold them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from heapq import merge
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat, parse

from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads, class_name
from aitalent_kg.names import expand
from aitalent_kg.progress import Progress, silent
from aitalent_kg.text import cased

__all__ = ["by_graph", "by_subject", "lines_of", "quads_in", "term_text", "triples_of", "typed"]

#: So many lines are sorted in memory, some 500 bytes each; more go through files.
IN_MEMORY = 100_000
#: So many files are read at the same time; more are put together first.
_MOST_FILES = 200
#: So many are handed to the parser at a time.
_AT_ONCE = 20_000
_TYPE = f"<{expand('rdf:type')}>"


def term_text(term: object) -> str:
    """A term as N-Triples writes it, its language tag in the case of BCP 47."""
    if isinstance(term, Literal) and (tag := term.language):
        return _tagged(str(term), tag)
    return str(term)


def _tagged(text: str, tag: str) -> str:
    body, mark, rest = text.rpartition(f'"@{tag}')
    return f'{body}"@{_cased(tag)}{rest}' if mark else text


_cased = cache(cased)


def lines_of(
    scope: Scope, store: Quads, folder: Path, progress: Progress = silent
) -> Iterator[str]:
    """The statements as N-Quads without the stop, by subject, predicate, object, graph."""
    lines = (_line(quad) for quad in scope.quads(store))
    return _unique(_sorted(lines, folder, progress))


def triples_of(scope: Scope, store: Quads, folder: Path, log: Log, name: str) -> Iterator[str]:
    """The statements of all graphs together as N-Triples without the stop, each once.

    Args:
        name: of the format, for the report of what is lost.
    """
    graphs: set[object] = set()

    def lines() -> Iterator[str]:
        for quad in scope.quads(store):
            graphs.add(quad.graph_name)
            yield _triple(quad)

    number = 0
    for line in _unique(_sorted(lines(), folder, log.progress)):
        number += 1
        yield line
    named = len([graph for graph in graphs if not isinstance(graph, DefaultGraph)])
    log.lose(
        "names of graphs", f"{name} has no graphs: which one says a statement is not told", named
    )
    log.lose(
        "statements of several graphs",
        "what several graphs say is written once",
        log.statements - number,
    )


def by_graph(
    scope: Scope, store: Quads, folder: Path, progress: Progress = silent
) -> Iterator[tuple[str, str]]:
    """Each statement as (graph, N-Triples without the stop); "" is the default graph."""
    lines = (_graph_first(quad) for quad in scope.quads(store))
    for line in _unique(_sorted(lines, folder, progress)):
        graph, _, triple = line.partition(" ")
        yield ("" if graph == "-" else graph), triple


def by_subject(scope: Scope, store: Quads, folder: Path, progress: Progress = silent) -> Path:
    """A file of the statements as N-Quads, by subject; for what reads them more than once."""
    path = folder / "sorted.nq"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for line in lines_of(scope, store, folder, progress):
            stream.write(line + " .\n")
    return path


def typed(lines: Iterable[str], log: Log, seen: set[int] | None = None) -> Iterator[str]:
    """The same lines; what they say to be of a class is counted once.

    Args:
        seen: what was counted before, where lines do not come by subject.
    """
    before: set[int] = set() if seen is None else seen
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        if predicate == _TYPE:
            kind = value.split(" ", 1)[0]
            said = hash((subject, kind))
            if said not in before:
                log.wrote(class_name(kind[1:-1]))
            if seen is None:
                before.clear()
            before.add(said)
        yield line


def quads_in(lines: Iterable[str]) -> Iterator[Quad]:
    """Lines of N-Quads without the stop as statements again."""
    rest = iter(lines)
    while some := list(islice(rest, _AT_ONCE)):
        text = " .\n".join(some) + " .\n"
        yield from parse(text.encode("utf-8"), format=RdfFormat.N_QUADS)


def _line(quad: Quad) -> str:
    if isinstance(quad.graph_name, DefaultGraph):
        return _triple(quad)
    return f"{_triple(quad)} {quad.graph_name}"


def _triple(quad: Quad) -> str:
    return f"{quad.subject} {quad.predicate} {term_text(quad.object)}"


def _graph_first(quad: Quad) -> str:
    graph = "-" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return f"{graph} {_triple(quad)}"


def _sorted(lines: Iterator[str], folder: Path, progress: Progress) -> Iterator[str]:
    """The lines in order; parts of them wait in files."""
    first = sorted(islice(lines, IN_MEMORY))
    if len(first) < IN_MEMORY:
        yield from first
        return
    with tempfile.TemporaryDirectory(prefix=".aitalent-kg.", dir=folder) as parts:
        files: list[Path] = []
        number = 0
        while first:
            number += 1
            progress(f"{number * IN_MEMORY} statements sorted")
            files.append(_file_of(first, Path(parts) / str(number)))
            if len(files) == _MOST_FILES:
                files = [_file_of(_merged(files), Path(parts) / f"{number}-all")]
            first = sorted(islice(lines, IN_MEMORY))
        yield from _merged(files)


def _file_of(lines: Iterable[str], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
    return path


def _merged(files: Iterable[Path]) -> Iterator[str]:
    """The lines of sorted files, in order."""
    with ExitStack() as stack:
        streams = [stack.enter_context(p.open(encoding="utf-8", newline="\n")) for p in files]
        yield from (line[:-1] for line in merge(*streams))


def _unique(lines: Iterable[str]) -> Iterator[str]:
    before = None
    for line in lines:
        if line != before:
            yield line
        before = line
