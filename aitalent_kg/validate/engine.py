"""The fast engine: focus nodes and their values straight from the store, queries once for many.

Focus nodes come in batches, so that nothing grows with the graph but their list, and so that
batches can be shared among processes (`batches.py`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field

from pyoxigraph import Store

from aitalent_kg.names import curie
from aitalent_kg.validate.findings import Finding
from aitalent_kg.validate.queries import Query, ask
from aitalent_kg.validate.shape import Shape, Target, breaches
from aitalent_kg.validate.view import TYPE, Term, View

__all__ = ["Batch", "Plan", "batches_of", "nodes_of", "plan_for", "query_batches", "run_batch"]

#: Focus nodes of one batch: of shapes, and of one query, whose text holds them.
NODES = 2_000
ASKED = 500


@dataclass(frozen=True)
class Batch:
    """Some focus nodes to check, against their shapes or with one query."""

    nodes: Sequence[Term]
    query: Query | None = None


@dataclass
class Plan:
    """What is to be done: each focus node with the shapes it is checked against."""

    view: View
    #: Focus node -> which targets it comes from, as bits.
    foci: dict[Term, int] = field(default_factory=dict)
    #: Target -> the shapes that have it, by its bit.
    shapes: dict[int, list[Shape]] = field(default_factory=dict)
    batches: list[Batch] = field(default_factory=list)
    _of: dict[int, tuple[Shape, ...]] = field(default_factory=dict)

    def add(self, shapes: Iterable[Shape]) -> dict[Target, int]:
        """Take shapes in; returns the bit of each of their targets."""
        bits: dict[Target, int] = {}
        for shape in shapes:
            for target in shape.targets:
                bit = bits.setdefault(target, 1 << len(bits))
                self.shapes.setdefault(bit, []).append(shape)
        return bits

    def shapes_of(self, bits: int) -> tuple[Shape, ...]:
        """The shapes for a node that comes from some targets, each once."""
        if bits not in self._of:
            found = {
                id(shape): shape
                for bit, shapes in self.shapes.items()
                for shape in shapes
                if bits & bit
            }
            self._of[bits] = tuple(found.values())
        return self._of[bits]

    @property
    def checked(self) -> int:
        """Pairs of a focus node and a shape or query, over all batches."""
        return sum(
            len(batch.nodes)
            if batch.query
            else sum(len(self.shapes_of(self.foci[node])) for node in batch.nodes)
            for batch in self.batches
        )


def plan_for(store: Store, shapes: Iterable[Shape]) -> Plan:
    """Find the focus nodes of shapes, and cut the work into batches."""
    plan = Plan(View(store))
    with _uncollected():
        for target, bit in plan.add(shapes).items():
            for node in nodes_of(plan.view, target):
                plan.foci[node] = plan.foci.get(node, 0) | bit
        plan.batches = list(batches_of(plan, plan.foci))
    return plan


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looks for cycles, of which lists of nodes have none, again and again as they grow."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def nodes_of(view: View, target: Target) -> Iterable[Term]:
    """The focus nodes of a target, each once; as they lie in the store, which is quicker to read."""
    store, value = view.store, target.value
    if target.kind == "targetNode":
        return (value,)
    if target.kind == "targetClass":
        classes = sorted(view.classes_below(value), key=str)
        found = (store.quads_for_pattern(None, TYPE, kind) for kind in classes)
        return dict.fromkeys(quad.subject for quads in found for quad in quads)
    quads = store.quads_for_pattern(None, value, None)
    if target.kind == "targetSubjectsOf":
        return dict.fromkeys(quad.subject for quad in quads)
    return dict.fromkeys(quad.object for quad in quads)


def batches_of(
    plan: Plan, nodes: Iterable[Term], without: Set[Query] = frozenset()
) -> Iterator[Batch]:
    """The work on some focus nodes, in batches, less some queries."""
    asked: dict[Query, list[Term]] = {}
    listed = list(nodes)
    for node in listed:
        for shape in plan.shapes_of(plan.foci[node]):
            for query in (query for query in shape.queries if query not in without):
                asked.setdefault(query, []).append(node)
    for start in range(0, len(listed), NODES):
        yield Batch(listed[start : start + NODES])
    for query, some in asked.items():
        yield from query_batches(query, some)


def query_batches(query: Query, nodes: Sequence[Term]) -> Iterator[Batch]:
    """The work of one query on some nodes."""
    for start in range(0, len(nodes), ASKED):
        yield Batch(nodes[start : start + ASKED], query)


def run_batch(plan: Plan, batch: Batch) -> list[Finding]:
    """The findings of one batch."""
    if batch.query is not None:
        return _asked(plan.view.store, batch.query, batch.nodes)
    found = []
    for node in batch.nodes:
        plan.view.turn_to(node)
        for shape in plan.shapes_of(plan.foci[node]):
            for broken, focus, count in breaches(plan.view, shape, node):
                found += [_finding(broken, focus)] * count
    return found


def _finding(shape: Shape, focus: Term) -> Finding:
    return Finding(curie(focus.value), shape.path_text, shape.severity, shape.message, shape.name)


def _asked(store: Store, query: Query, nodes: Sequence[Term]) -> list[Finding]:
    return [
        Finding(curie(hit.focus.value), "", query.severity, query.message(hit), query.name)
        for hit in ask(store, query, nodes)
    ]
