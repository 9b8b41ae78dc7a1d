"""Generate the short forms of requirement and placement nodes.

`task ait:requires item` says what a requirement node says, without its level and evidence;
`role ait:inGroup group` what a printed placement says. They live in a graph of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from aitalent_kg.names import AIT, ID, graph_iri

__all__ = ["SHORTCUT_GRAPH", "shortcuts"]

SHORTCUT_GRAPH = graph_iri("generated")
_INFERRED = NamedNode(f"{ID}scheme/basis/inferred")


def shortcuts(store: Store) -> Iterator[Quad]:
    """The short statements that the nodes of `store` give."""
    yield from _pairs(store, "requirer", "requires", "requiredItem")
    yield from _pairs(store, "placed", "inGroup", "placedUnder")


def _pairs(store: Store, left: str, short: str, right: str) -> Iterator[Quad]:
    """One pass over each predicate: a look-up for every node takes several times as long."""
    predicate, graph = NamedNode(AIT + short), NamedNode(SHORTCUT_GRAPH)
    inferred = {quad.subject for quad in _having(store, "basis", _INFERRED)}
    ends: dict[object, list[NamedNode]] = defaultdict(list)
    for quad in _having(store, right):
        if isinstance(quad.object, NamedNode):
            ends[quad.subject].append(quad.object)
    for quad in _having(store, left):
        if isinstance(quad.object, NamedNode) and quad.subject not in inferred:
            for end in ends.get(quad.subject, ()):
                yield Quad(quad.object, predicate, end, graph)


def _having(store: Store, name: str, value: NamedNode | None = None) -> Iterator[Quad]:
    return iter(store.quads_for_pattern(None, NamedNode(AIT + name), value, None))
