"""One query on one library, the answer as bytes of a standard format."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from aitalent_kg.errors import BrokenQuery, ForbiddenQuery
from aitalent_kg.sparql import graphs_named

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["on_oxigraph", "on_rdflib", "queried", "runner"]


def runner(store: ox.Store, engine: str) -> Callable[[str], bytes]:
    """A function that answers queries on a store with the engine named."""
    if engine == "oxigraph":
        return lambda text: on_oxigraph(store, text)
    from aitalent_kg.bridge import to_dataset

    dataset = to_dataset(store)
    return lambda text: on_rdflib(dataset, text)


def queried(store: ox.Store, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The answer of pyoxigraph, still unread; the default graph is the union.

    Raises:
        BrokenQuery: the text is no query.
    """
    try:
        return store.query(text, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise BrokenQuery("not SPARQL: " + " ".join(str(error.msg).split())[:200]) from error


def on_oxigraph(store: ox.Store, text: str) -> bytes:
    """The answer of pyoxigraph as SPARQL JSON or N-Triples."""
    result = queried(store, text)
    if isinstance(result, ox.QueryTriples):
        return result.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return result.serialize(format=ox.QueryResultsFormat.JSON) or b""


def on_rdflib(dataset: Dataset, text: str) -> bytes:
    """The answer of rdflib as SPARQL JSON or N-Triples.

    Raises:
        BrokenQuery, ForbiddenQuery: the latter for FROM, since rdflib fetches graphs it lacks.
    """
    ours = {f"<{graph.identifier}>" for graph in dataset.graphs()}
    for named in graphs_named(text):
        if named not in ours:
            raise ForbiddenQuery(f"FROM {named} is no graph loaded, and rdflib would fetch it")
    try:
        result = dataset.query(text)
        return result.serialize(format="json" if result.graph is None else "nt") or b""
    except RecursionError:
        raise ForbiddenQuery("nested too deep for rdflib; about 40 levels are its limit") from None
    except Exception as error:  # rdflib raises what its parser and functions happen to raise
        raise BrokenQuery(f"rdflib: {' '.join(str(error).split())[:200]}") from error
