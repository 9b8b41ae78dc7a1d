"""The short forms of requirement and placement nodes, for stores that do not fit into memory.

The statements are those of `shortcuts.shortcuts`; here the engine joins, and only what a new
graph says is looked at again where that is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from aitalent_kg.names import AIT, ID
from aitalent_kg.shortcuts import SHORTCUT_GRAPH

__all__ = ["all_short", "must_start_anew", "says_any", "short_of"]

#: What a node says on the left, the short form, what it says on the right.
_FORMS = (("requirer", "requires", "requiredItem"), ("placed", "inGroup", "placedUnder"))
_INFERRED = f"<{ID}scheme/basis/inferred>"
_NOT_INFERRED = f"FILTER NOT EXISTS {{ ?node <{AIT}basis> {_INFERRED} }}"


def all_short(store: Store) -> Iterator[Quad]:
    """The short forms of all nodes, in a pass over them; memory does not grow with the store."""
    for left, short, right in _FORMS:
        ends = f"?node <{AIT}{left}> ?left ; <{AIT}{right}> ?right ."
        yield from _made(store, short, ends)


def short_of(store: Store, graphs: Iterable[str]) -> Iterator[Quad]:
    """Those of the nodes of which the graphs say an end; one may come twice."""
    for graph in graphs:
        for left, short, right in _FORMS:
            for here, there in ((left, right), (right, left)):
                names = {left: "?left", right: "?right"}
                ends = (
                    f"GRAPH <{graph}> {{ ?node <{AIT}{here}> {names[here]} }}"
                    f" ?node <{AIT}{there}> {names[there]} ."
                )
                yield from _made(store, short, ends)


def must_start_anew(store: Store, graphs: Iterable[str]) -> bool:
    """Whether a graph takes back what others say: it calls nodes of theirs inferred."""
    found = (
        store.query(
            f"ASK {{ GRAPH <{graph}> {{ ?node <{AIT}basis> {_INFERRED} }}"
            f" GRAPH ?other {{ ?node <{AIT}{left}> ?end }} FILTER(?other != <{graph}>) }}"
        )
        for graph in graphs
        for left, _, _ in _FORMS
    )
    return any(map(bool, found))


def says_any(store: Store, graphs: Iterable[str]) -> bool:
    """Whether a graph says anything that short forms are made of."""
    names = [name for left, _, right in _FORMS for name in (left, right)] + ["basis"]
    return any(
        any(store.quads_for_pattern(None, NamedNode(AIT + name), None, NamedNode(graph)))
        for graph in graphs
        for name in names
    )


def _made(store: Store, short: str, ends: str) -> Iterator[Quad]:
    predicate, graph = NamedNode(AIT + short), NamedNode(SHORTCUT_GRAPH)
    text = f"SELECT ?left ?right WHERE {{ {ends} {_NOT_INFERRED} }}"
    for row in store.query(text, use_default_graph_as_union=True):  # type: ignore[union-attr]
        left, right = row["left"], row["right"]
        if isinstance(left, NamedNode) and isinstance(right, NamedNode):
            yield Quad(left, predicate, right, graph)
