"""Copy a loaded graph to a SPARQL server, graph by graph, and count afterwards.

By the SPARQL 1.1 Graph Store Protocol, or as N-Quads in bulk. Statements are added, so a second
push changes nothing, and what others put on the server stays.
"""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, serialize

from aitalent_kg.engines.answers import single_number
from aitalent_kg.engines.remote import Remote
from aitalent_kg.engines.web import ANYBODY, Access, checked_url, first_words, reason, send
from aitalent_kg.errors import AitalentError, EndpointError
from aitalent_kg.files import written_whole
from aitalent_kg.progress import Progress, silent

__all__ = ["Pushed", "Target", "push", "write_nquads"]

#: Statements sent in one request.
PART = 50_000
_PAUSES = (0.5, 2.0)
_TRANSIENT = {429, 500, 502, 503, 504}
#: Where servers answer queries, by the end of the address that takes graphs.
_QUERY_ENDS = {
    "/store": "/query",  # Oxigraph
    "/sparql-graph-crud-auth": "/sparql",  # Virtuoso
    "/sparql-graph-crud": "/sparql",
    "/data": "/sparql",  # Fuseki
    "/rdf-graphs/service": "",  # GraphDB
    "/sparql/gsp/": "/sparql",  # Neptune
}


@dataclass(frozen=True, slots=True)
class Pushed:
    """One graph after the push."""

    graph: str
    statements: int  #: of ours
    before: int  #: on the server before
    after: int  #: on the server now


@dataclass(frozen=True)
class Target:
    """A server that takes graphs."""

    url: str  #: its address for the Graph Store Protocol, or for N-Quads
    query_url: str | None = None  #: where it answers queries; guessed for servers we know
    access: Access = ANYBODY
    timeout: float = 300.0  #: seconds for one request

    def __post_init__(self) -> None:
        checked_url(self.url)

    def engine(self) -> Remote:
        """What counts on the server.

        Raises:
            EndpointError: the address for queries is not given and cannot be guessed.
        """
        url = self.query_url or self._guessed()
        return Remote(url, timeout=self.timeout, access=self.access)

    def _guessed(self) -> str:
        for end, query_end in _QUERY_ENDS.items():
            if self.url.endswith(end):
                return self.url.removesuffix(end) + query_end
        raise EndpointError(self.url, "give the address that answers queries too (--query-url)")


def push(
    store: Store,
    target: Target,
    *,
    bulk: bool = False,
    replace: bool = False,
    progress: Progress = silent,
) -> list[Pushed]:
    """Copy every named graph of a store to a server.

    Args:
        bulk: send N-Quads to the address itself instead of one graph at a time.
        replace: let each graph of the server that has the name of one of ours hold our
            statements only; other graphs are never touched.
        progress: told what is being sent.
    Raises:
        EndpointError: the server refuses, or holds other numbers of statements afterwards.
        AitalentError: a graph has blank nodes, which a second push would double.
    """
    ours = {graph.value: _size(store, graph.value) for graph in store.named_graphs()}
    engine = target.engine()
    before = {graph: _count(engine, graph) for graph in ours}
    for graph in sorted(ours):
        _refuse_blank_nodes(store, graph)
    for graph in sorted(ours):
        for number, part in enumerate(_parts(store, graph)):
            done = min((number + 1) * PART, ours[graph])
            progress(f"{graph.rpartition('/')[2]} {done} of {ours[graph]}")
            _send(target, graph, part, bulk, replace and number == 0)
    result = [Pushed(g, n, before[g], _count(engine, g)) for g, n in sorted(ours.items())]
    _make_sure(target, result)
    return result


def write_nquads(store: Store, path: Path) -> int:
    """Write all statements as N-Quads, for the bulk loaders of servers; returns their number."""
    with written_whole(path) as temporary:
        store.dump(str(temporary), format=RdfFormat.N_QUADS)
    return len(store)


def _size(store: Store, graph: str) -> int:
    return sum(1 for _ in _quads(store, graph))


def _quads(store: Store, graph: str) -> Iterator[Quad]:
    return iter(store.quads_for_pattern(None, None, None, NamedNode(graph)))


def _parts(store: Store, graph: str) -> Iterator[list[Quad]]:
    quads = _quads(store, graph)
    while part := list(islice(quads, PART)):
        yield part


def _count(engine: Remote, graph: str) -> int:
    text = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return single_number(engine.answer(text), engine.name)


def _refuse_blank_nodes(store: Store, graph: str) -> None:
    for quad in _quads(store, graph):
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise AitalentError(
                f"<{graph}> has blank nodes, which every push would add again; give them IRIs"
            )


def _send(target: Target, graph: str, part: Iterable[Quad], bulk: bool, replace: bool) -> None:
    """Send a part of a graph; the first part of one to be replaced is put, all else added."""
    if bulk and not replace:
        body = serialize(part, format=RdfFormat.N_QUADS)
        url, method, media_type = target.url, "POST", RdfFormat.N_QUADS.media_type
    else:
        body = serialize((quad.triple for quad in part), format=RdfFormat.N_TRIPLES)
        joint = "&" if urlsplit(target.url).query else "?"
        url = f"{target.url}{joint}graph={quote(graph, safe='')}"
        method, media_type = "PUT" if replace else "POST", RdfFormat.N_TRIPLES.media_type
    assert body is not None
    request = urllib.request.Request(url, body, {"Content-Type": media_type}, method=method)
    _sent(target, request)


def _sent(target: Target, request: urllib.request.Request) -> None:
    """Send a request; adding and putting can be repeated, so failures that may pass are."""
    for pause in (*_PAUSES, None):
        try:
            with send(request, target.access, target.timeout):
                return
        except EndpointError:
            raise  # a redirect
        except HTTPError as error:
            problem = f"answered {error.code}: {first_words(error.read()) or error.reason}"
            if error.code not in _TRANSIENT or pause is None:
                raise EndpointError(target.url, problem, error.code) from None
        except (URLError, OSError, HTTPException, ValueError) as error:
            if pause is None:
                raise EndpointError(target.url, f"cannot be reached ({reason(error)})") from error
        time.sleep(pause)


def _make_sure(target: Target, result: Iterable[Pushed]) -> None:
    """Compare the numbers of statements.

    Raises:
        EndpointError: one differs; the graph and both numbers are named.
    """
    for one in result:
        if one.after < one.statements:
            problem = f"<{one.graph}> holds {one.after} of our {one.statements} statements"
            raise EndpointError(target.url, problem + "; push again")
        if one.after > one.statements:
            more = one.after - one.statements
            raise EndpointError(
                target.url,
                f"all of ours are there, but <{one.graph}> holds {more} statements more, which were "
                "left alone; replace=True (--replace) puts ours in their place",
            )
