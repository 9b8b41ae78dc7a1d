"""Generate the short forms of requirement and placement nodes.

`task ait:requires item` says what a requirement node says, without its level and evidence;
`role ait:inGroup group` what a printed placement says. They live in a graph of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from aitalent_kg.lookup import iri
from aitalent_kg.names import AIT, ID, graph_iri

__all__ = ["SHORTCUT_GRAPH", "shortcuts"]

SHORTCUT_GRAPH = graph_iri("generated")
_INFERRED = NamedNode(f"{ID}scheme/basis/inferred")


def shortcuts(store: Store) -> list[Quad]:
    """The short statements that the nodes of `store` give."""
    pairs = [
        *_pairs(store, "requirer", "requires", "requiredItem"),
        *_pairs(store, "placed", "inGroup", "placedUnder"),
    ]
    return sorted(set(pairs), key=str)


def _pairs(store: Store, left: str, short: str, right: str) -> Iterator[Quad]:
    basis = NamedNode(AIT + "basis")
    for quad in store.quads_for_pattern(None, NamedNode(AIT + left), None, None):
        node = quad.subject
        if any(store.quads_for_pattern(node, basis, _INFERRED, None)):
            continue
        for other in store.quads_for_pattern(node, NamedNode(AIT + right), None, None):
            start, end = NamedNode(iri(quad.object)), NamedNode(iri(other.object))
            yield Quad(start, NamedNode(AIT + short), end, NamedNode(SHORTCUT_GRAPH))
