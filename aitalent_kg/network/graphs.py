"""The networkx graphs that callers get: steps between roles, and roles with what they ask for."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from aitalent_kg.lookup import Quads, codes, document_of, kind_of, label, objects
from aitalent_kg.names import DOCUMENTS, GRAPH, curie
from aitalent_kg.network.asked import check_name, documents_asked, in_order
from aitalent_kg.network.links import Link, kept, memberships, transitions
from aitalent_kg.network.requirements import Demand, demands
from aitalent_kg.network.titles import title

__all__ = ["network", "role_items", "with_nodes"]


def network(
    store: Quads,
    documents: str | Iterable[str] | None = None,
    kind: str | None = None,
    inferred: bool = True,
    members: bool = False,
) -> nx.MultiDiGraph[str]:
    """The steps of all careers as a directed multigraph.

    Nodes are IRIs of roles, role types, talent categories, backgrounds, stages and gates, with
    `label`, `label_en`, `title`, `title_en` ("關卡 A：提示詞工程"), `code`, `notation`, `kind`,
    `documents`, `evidence`. Edges, keyed by the IRI of their transition, have `kind`, `condition`,
    `condition_en`, `qualifiers`, `qualifiers_en`, `basis`, `kind_basis`, `documents`, `path`,
    `evidence` (IRIs of quotes), `quotes` (the quotes themselves). The graph itself has `members`.
    A step is never to be read as transitive.

    Args:
        documents: stems; keep the steps that these say.
        kind: "same-category", "cross-category" or "not stated"; keep these steps.
        inferred: keep our readings of lost layout; without them no step has a kind.
        members: add an edge of kind "member" from what is placed to its group.
    Raises:
        UnknownName: no such document or kind.
        BadValue: no document is given.
    """
    links = transitions(store) + (memberships(store) if members else [])
    graph = with_nodes(store, kept(links, documents_asked(documents), kind, inferred))
    graph.graph["members"] = members
    return graph


def with_nodes(store: Quads, links: Iterable[Link]) -> nx.MultiDiGraph[str]:
    """The graph of some links."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for link in links:
        for node in (link.start, link.end):
            if node not in graph:
                graph.add_node(node, **_about(store, node))
        graph.add_edge(link.start, link.end, key=link.iri, **_of(link))
    return graph


def role_items(store: Quads, documents: str | Iterable[str] | None = None) -> nx.Graph[str]:
    """Roles and what they ask for, as a bipartite graph.

    Nodes with `bipartite` 0 are roles, role types, talent categories, gates and the iCAP
    occupations, with 1 the items. An edge has `strengths`, `conditions`, `documents`,
    `requirements` (IRIs) and, where an occupation asks through its tasks, `tasks`.

    Args:
        documents: stems; keep what these ask for.
    Raises:
        UnknownName: no such document.
        BadValue: no document is given.
    """
    graph: nx.Graph[str] = nx.Graph()
    asked = documents_asked(documents)
    for document in asked or ():
        check_name(document, (*DOCUMENTS, *_own_files(store)), "document")
    for demand in demands(store, asked):
        for part, node in enumerate((demand.role, demand.item)):
            if node not in graph:  # what is said of it is looked up once
                graph.add_node(node, bipartite=part, **_about(store, node))
        graph.add_edge(demand.role, demand.item)
        _note(graph.edges[demand.role, demand.item], demand)
    return graph


def _own_files(store: Quads) -> Iterable[str]:
    """Files of the user, as a filter names them."""
    stems = (graph.value.removeprefix(GRAPH) for graph in store.named_graphs())
    return sorted(stem for stem in stems if stem.startswith("user/"))


def _note(edge: dict[str, object], demand: Demand) -> None:
    """Add a requirement to the edge; several may ask for the same item."""
    for name, value in (
        ("requirements", demand.requirement),
        ("strengths", demand.strength),
        ("conditions", demand.condition),
        ("tasks", demand.task),
    ):
        before = edge.setdefault(name, ())
        assert isinstance(before, tuple)
        edge[name] = tuple(sorted({*before, *filter(None, [value])}))
    before = edge.setdefault("documents", ())
    assert isinstance(before, tuple)
    edge["documents"] = in_order({*before, *demand.documents})


def _about(store: Quads, node: str) -> dict[str, object]:
    return {
        "label": label(store, node, "zh"),
        "label_en": label(store, node, "en"),
        "title": title(store, node, "zh"),
        "title_en": title(store, node, "en"),
        "code": curie(node),
        "notation": next(iter(codes(store, node)), ""),
        "kind": kind_of(store, node),
        "documents": tuple(document_of(store, node)),
        "evidence": tuple(objects(store, node, "ait:evidence")),
    }


def _of(link: Link) -> dict[str, object]:
    return {
        "kind": link.kind,
        "condition": link.condition("zh"),
        "condition_en": link.condition("en"),
        "qualifiers": link.qualified("zh"),
        "qualifiers_en": link.qualified("en"),
        "basis": "inferred" if link.inferred else "printed",
        "kind_basis": "inferred" if link.kind_inferred else "printed",
        "documents": link.documents,
        "path": link.path,
        "evidence": tuple(quote.iri for quote in link.quotes),
        "quotes": link.quotes,
    }
