"""One query on one library, the answer as bytes of a standard format."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from aitalent_kg.engines.slips import why_broken
from aitalent_kg.errors import BrokenQuery, ForbiddenQuery
from aitalent_kg.sparql import graphs_named

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["on_oxigraph", "on_rdflib", "queried", "runner"]


_ONE_AT_A_TIME = threading.Lock()


def runner(store: ox.Store, engine: str) -> Callable[[str], bytes]:
    """A function that answers queries on a store with the engine named."""
    if engine == "oxigraph":
        return lambda text: on_oxigraph(store, text)
    from aitalent_kg.bridge import to_dataset

    dataset = to_dataset(store)
    return lambda text: on_rdflib(dataset, text)


def queried(
    store: ox.Store,
    text: str,
    base: str | None = None,
    default: list[ox.NamedNode] | None = None,
    named: list[ox.NamedNode] | None = None,
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The answer of pyoxigraph, still unread.

    Args:
        base: the IRI that relative ones are relative to.
        default, named: the dataset, which goes before FROM; without either the default graph
            is the union.
    Raises:
        BrokenQuery: the text is no query.
    """
    if default or named:
        dataset: dict[str, Any] = {"default_graph": default or [], "named_graphs": named or []}
    else:
        dataset = {"use_default_graph_as_union": not any(graphs_named(text))}
    try:
        return store.query(text, base_iri=base, **dataset)
    except SyntaxError as error:
        problem = why_broken(text) or " ".join(str(error.msg).split())[:200]
        raise BrokenQuery(f"not SPARQL: {problem}") from error
    except (RuntimeError, OSError, ValueError) as error:
        raise BrokenQuery(f"cannot be evaluated: {error}") from error


def on_oxigraph(store: ox.Store, text: str) -> bytes:
    """The answer of pyoxigraph as SPARQL JSON or N-Triples."""
    result = queried(store, text)
    try:
        if isinstance(result, ox.QueryTriples):
            return result.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return result.serialize(format=ox.QueryResultsFormat.JSON) or b""
    except (RuntimeError, OSError, ValueError) as error:
        raise BrokenQuery(f"cannot be evaluated: {error}") from error


def on_rdflib(dataset: Dataset, text: str) -> bytes:
    """The answer of rdflib as SPARQL JSON or N-Triples.

    Raises:
        BrokenQuery, ForbiddenQuery: the latter for FROM, since rdflib fetches graphs it lacks.
    """
    ours = {f"<{graph.identifier}>" for graph in dataset.graphs()}
    for named in graphs_named(text):
        if named not in ours:
            raise ForbiddenQuery(f"FROM {named} is no graph loaded, and rdflib would fetch it")
    from rdflib.plugins import sparql

    from aitalent_kg.engines.joins import hashed_joins

    try:
        with _ONE_AT_A_TIME:  # its parser is not made for threads
            loads, sparql.SPARQL_LOAD_GRAPHS = sparql.SPARQL_LOAD_GRAPHS, False
            try:
                with hashed_joins():
                    result = dataset.query(text)
                    return result.serialize(format="json" if result.graph is None else "nt") or b""
            finally:
                sparql.SPARQL_LOAD_GRAPHS = loads
    except RecursionError:
        raise ForbiddenQuery("nested too deep for rdflib; about 40 levels are its limit") from None
    except Exception as error:  # rdflib raises what its parser and functions happen to raise
        raise BrokenQuery(f"rdflib: {' '.join(str(error).split())[:200]}") from error
