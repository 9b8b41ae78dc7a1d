"""The mappings of the graph, as links between items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

from pyoxigraph import NamedNode

from aitalent_kg.gaps.related import documents
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.gaps.sides import is_item
from aitalent_kg.lookup import Quads, iri
from aitalent_kg.mappings.graphs import confidences
from aitalent_kg.names import GRAPH, expand, graph_iri

__all__ = ["any_between", "links_of"]

#: Graphs whose mappings count, besides those of the user.
_COUNTED = (graph_iri("mappings-accepted"),)
_USER = f"{GRAPH}user/"


def links_of(store: Quads) -> tuple[Link, ...]:
    """The accepted mappings of items, ours and the user's, with the confidence that is stated.

    What two sets state alike is one link, with the higher confidence. A mapping of
    certifications, which no goal asks for, is none; nor is one that we only infer.
    """
    sure = confidences(store)
    found: dict[tuple[str, str, str], list[float | None]] = defaultdict(list)
    for predicate in PREDICATES:
        for quad in store.quads_for_pattern(None, NamedNode(expand(predicate)), None, None):
            graph, ends = iri(quad.graph_name), (iri(quad.subject), iri(quad.object))
            named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
            if named and (graph in _COUNTED or graph.startswith(_USER)):
                found[(*ends, predicate)].append(sure.get((graph, *ends, predicate)))
    return tuple(
        Link(
            left,
            right,
            predicate,
            None if None in stated else max(filter(None, stated), default=0.0),
        )
        for (left, right, predicate), stated in sorted(found.items())
        if is_item(store, left) or is_item(store, right)
    )


def any_between(links: Iterable[Link], some: Set[str], others: Set[str]) -> bool:
    """Whether a link joins one of the documents to one of the others; both by their stems."""
    ends = ((documents([link.left]), documents([link.right])) for link in links)
    return any((a & some and b & others) or (a & others and b & some) for a, b in ends)
