"""The graph as it would be without our mappings, so that a test says which ones count."""

from __future__ import annotations

from pyoxigraph import Store

from aitalent_kg import KnowledgeGraph
from aitalent_kg.engines.embedded import engine_on
from aitalent_kg.names import graph_iri


def without_mappings(kg: KnowledgeGraph) -> KnowledgeGraph:
    """A copy of the graph that holds no mapping set of ours."""
    store = Store()
    ours = graph_iri("mappings-")
    store.extend(quad for quad in kg.store if not quad.graph_name.value.startswith(ours))
    return KnowledgeGraph(store, engine_on(store, "oxigraph"))
