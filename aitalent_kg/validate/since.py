"""Validate again after a change: only what the change can reach.

A shape reads the graph along ways from its focus node. A statement that came or went is a step of
such ways; walking each back to its start gives the nodes whose findings may be others now. The
first step of a way that changed is reached over statements that did not, so that the graph as it
is now suffices for walking back. A query is asked again for all its nodes when its text names a
predicate that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, Quad, Store, Triple

from aitalent_kg.names import curie
from aitalent_kg.validate.engine import Plan, batches_of, nodes_of, query_batches
from aitalent_kg.validate.findings import Finding
from aitalent_kg.validate.imported import FRAMEWORK, GENERATED
from aitalent_kg.validate.paths import Step
from aitalent_kg.validate.queries import Query
from aitalent_kg.validate.shape import Shape, Target, reads_of
from aitalent_kg.validate.view import SUBCLASS, TYPE, Term, View

__all__ = ["Again", "again"]

Way = tuple[Step, ...]
Changed = Iterable[Quad | Triple]
#: What decides about nodes that it does not speak of: their classes, and who needs no quotes.
_EVERYWHERE = {SUBCLASS, GENERATED}


class Again:
    """What is to be checked again, and which findings still stand."""

    def __init__(self, plan: Plan, affected: set[Term], queries: set[Query]) -> None:
        self.plan = plan
        self._foci = {curie(node.value) for node in affected}
        self._shapes = {query.name for query in queries}

    def stands(self, finding: Finding) -> bool:
        """Whether a finding of before can be trusted still."""
        return finding.focus not in self._foci and finding.shape not in self._shapes


def again(store: Store, shapes: Sequence[Shape], changed: Changed) -> Again | None:
    """The work that a change makes necessary; None where that is all of it."""
    statements = {(quad.subject, quad.predicate, quad.object) for quad in changed}
    predicates = {predicate for _, predicate, _ in statements}
    imports = any(predicate == TYPE and kind == FRAMEWORK for _, predicate, kind in statements)
    if imports or predicates & _EVERYWHERE:
        return None
    plan = Plan(View(store))
    targets = plan.add(shapes)
    affected = _affected(plan.view, shapes, statements)
    for node in affected:
        if bits := _bits(plan.view, targets, node):
            plan.foci[node] = bits
    touched = _touched(shapes, {predicate.value for predicate in predicates})
    plan.batches = list(batches_of(plan, plan.foci, set(touched)))
    for query, shape in touched.items():
        nodes = (node for target in shape.targets for node in nodes_of(plan.view, target))
        plan.batches += query_batches(query, list(dict.fromkeys(nodes)))
    return Again(plan, affected, set(touched))


def _affected(
    view: View, shapes: Iterable[Shape], statements: Iterable[tuple[Term, Term, Term]]
) -> set[Term]:
    """The nodes from which a way leads over a statement, and those it speaks of."""
    steps: dict[Term, set[tuple[Way, Step]]] = {}
    for way in {way for shape in shapes for way in reads_of(shape)}:
        for place, step in enumerate(way):
            steps.setdefault(step.predicate, set()).add((way[:place], step))
    found: set[Term] = set()
    for subject, predicate, object_ in statements:
        found |= {subject, object_}
        for before, step in steps.get(predicate, ()):
            found |= _starts(view, before, object_ if step.back else subject)
    return found


def _starts(view: View, way: Way, end: Term) -> set[Term]:
    """The nodes from which a way leads to a node."""
    nodes = {end}
    for step in reversed(way):
        nodes = {start for node in nodes for start in _before(view, step, node)}
    return nodes


def _before(view: View, step: Step, node: Term) -> Iterable[Term]:
    if step.back:
        return view.values(node, step.predicate)
    return view.subjects(step.predicate, node)


def _bits(view: View, targets: dict[Target, int], node: Term) -> int:
    """Which targets a node comes from."""
    return sum(bit for target, bit in targets.items() if _is_target(view, target, node))


def _is_target(view: View, target: Target, node: Term) -> bool:
    if target.kind == "targetNode":
        return bool(node == target.value)
    if target.kind == "targetObjectsOf":
        return any(True for _ in view.store.quads_for_pattern(None, target.value, node))
    if isinstance(node, Literal):
        return False
    if target.kind == "targetClass":
        return target.value in view.kinds(node)
    return any(True for _ in view.store.quads_for_pattern(node, target.value, None))


def _touched(shapes: Iterable[Shape], predicates: set[str]) -> dict[Query, Shape]:
    """The queries that a change of statements with some predicates may concern."""
    return {
        query: shape
        for shape in shapes
        for query in shape.queries
        if query.predicates is None or query.predicates & predicates
    }
