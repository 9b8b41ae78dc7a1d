"""The routes that no other beats in every cost."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import BadValue
from aitalent_kg.routing.backward import Bounds, costs_to
from aitalent_kg.routing.costs import Additive, Cost, Gathered
from aitalent_kg.routing.enumeration import Space, routes
from aitalent_kg.routing.gathering import Gathering
from aitalent_kg.routing.labels import Field, Label, Leap, Sums, front
from aitalent_kg.routing.paths import Edge, Found, Path, in_order
from aitalent_kg.routing.prepared import Arc, Arcs, Prepared, prepare
from aitalent_kg.routing.question import Question
from aitalent_kg.routing.shortest import BUDGET, STEPS, shortest_paths

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["pareto_paths"]


def pareto_paths(
    graph: nx.Graph[Any] | Prepared,
    start: Hashable,
    goal: Hashable,
    costs: Sequence[Cost],
    *,
    via: Iterable[Hashable] = (),
    avoid: Iterable[Hashable] = (),
    most: int = 1000,
) -> Found:
    """Find every simple path whose costs no other beats, routes of equal costs included.

    One path beats another if it costs less in something and nowhere more. Arguments and errors
    are those of `shortest_paths`, but for:

    Args:
        costs: one or more.
    Raises:
        BadValue: `costs` is empty.
        TooManyRoutes: more than half a million sums of costs would have to be kept apart.

    >>> import networkx as nx
    >>> graph = nx.DiGraph()
    >>> graph.add_weighted_edges_from([("a", "b", 1), ("b", "c", 1), ("a", "c", 5)])
    >>> both = [Additive("steps"), Additive("hours", "weight")]
    >>> [path.costs for path in pareto_paths(graph, "a", "c", both).paths]
    [(1.0, 5.0), (2.0, 2.0)]
    """
    if len(costs) == 1:
        return shortest_paths(graph, start, goal, costs[0], via=via, avoid=avoid, most=most)
    prepared = prepare(graph)
    question = Question.of(prepared, start, goal, via, avoid, most)
    if not costs:
        raise BadValue(tuple(costs), "give one cost or more")
    for cost in costs:
        if isinstance(cost, Additive):
            prepared.scale(cost)
    if start == goal:
        return question.at_once(len(costs))
    edges, complete = _unroll(front(_Plan(prepared, question, costs).field()), question, most)
    paths = (Path(start, e, tuple(prepared.price(e, cost) for cost in costs)) for e in edges)
    return Found(in_order(paths), complete)


class _Plan:
    """What labels need to know of a question."""

    def __init__(self, prepared: Prepared, question: Question, costs: Sequence[Cost]) -> None:
        self.prepared, self.question, self.stops = prepared, question, question.stops
        self.costs = tuple(costs)
        self.sums = [cost for cost in costs if isinstance(cost, Additive)]
        places = count()
        sets = [cost for cost in costs if isinstance(cost, Gathered)]
        self.gatherings = [Gathering(cost, places) for cost in sets]
        self.to_go = [self._costs_to(cost) for cost in self.sums]
        self.alive = self._costs_to(STEPS) if not self.sums else self.to_go[0]
        self._places: dict[Hashable, int] = {}
        self._reach: dict[Hashable, int] = {}

    def _costs_to(self, cost: Additive) -> dict[Any, int]:
        ins = self.prepared.ins(cost, self.question.avoid)
        return costs_to(self.stops.goal, self.stops.ins(ins))

    def field(self) -> Field:
        """Where labels are set for this question."""
        start = self.stops.start
        label = Label(start, (0,) * len(self.sums), 0, self._visited(start[0]))
        leaps = _Leaps(self._leaps)
        if start not in self.alive:
            leaps[start] = []
        return Field(label, self.stops.goal, leaps, self._least, self._whole)

    def _least(self, state: Any) -> Sums:
        return tuple(known.get(state, 0) for known in self.to_go)

    def _whole(self, sums: Sums, mask: int) -> Sums:
        """Every cost in units, in the order asked for."""
        if not self.gatherings:
            return sums
        worth = (gathering.units(mask) for gathering in self.gatherings)
        rest = iter(sums)
        return tuple(
            next(rest) if isinstance(cost, Additive) else next(worth) for cost in self.costs
        )

    def _leaps(self, state: tuple[Hashable, int]) -> list[Leap]:
        """Arcs out of a state; parallel edges stand in the same order for every cost."""
        node, ahead = state
        outs = [
            self.prepared.outs(cost, self.question.avoid)[node] for cost in self.sums or [STEPS]
        ]
        found = []
        for arcs in zip(*outs, strict=True):
            _, after, edge = arcs[0]
            left = self.stops.after(after, ahead)
            if after != self.question.start and (after, left) in self.alive:
                sums = tuple(arc[0] for arc in arcs) if self.sums else ()
                found.append(self._leap((after, left), edge, sums))
        return found

    def _leap(self, state: Any, edge: Edge, sums: Sums) -> Leap:
        mask = 0
        for gathering in self.gatherings:
            mask |= gathering.of(edge, self.prepared)
        return Leap(state, edge, sums, mask, self._visited(state[0]), self._kept(state[0]))

    def _visited(self, node: Hashable) -> int:
        """The bit of a node. Without `via` none is needed: leaving a loop out costs no more."""
        if not self.question.via:
            return 0
        return 1 << self._places.setdefault(node, len(self._places))

    def _kept(self, node: Hashable) -> int:
        """Bits of the nodes that can be reached from a node, where bits are needed."""
        if not self.question.via:
            return 0
        if node not in self._reach:
            outs = self.prepared.outs(STEPS, self.question.avoid)
            seen, ahead = {node}, [node]
            while ahead:
                fresh = {arc[1] for arc in outs[ahead.pop()]} - seen
                seen |= fresh
                ahead.extend(fresh)
            self._reach[node] = sum(self._visited(other) for other in seen)
        return self._reach[node]


class _Leaps(dict[Any, list[Leap]]):
    """State -> leaps out of it, made when first asked for."""

    def __init__(self, make: Any) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, state: Any) -> list[Leap]:
        leaps: list[Leap] = self._make(state)
        self[state] = leaps
        return leaps


def _unroll(
    ends: list[tuple[Sums, Label]], question: Question, most: int
) -> tuple[list[tuple[Edge, ...]], bool]:
    """The routes of labels at the goal, at most so many; whether those are all."""
    taken: list[tuple[Edge, ...]] = []
    for _, end in ends:
        for edges in _routes_to(end, question):
            if len(taken) == most:
                return taken, False
            taken.append(edges)
    return taken, True


def _routes_to(end: Label, question: Question) -> Iterator[tuple[Edge, ...]]:
    """Every simple path that gives a label."""
    ins = Arcs(lambda label: [(1, before, edge) for before, edge in label.before])
    bounds = Bounds(end, ins).run()
    steps = bounds.known
    outs: dict[Label, list[Arc]] = {label: [] for label in steps}
    for label in steps:
        for _, before, edge in ins[label]:
            outs[before].append((1, label, edge))
    start = next(label for label in steps if not label.before)
    budget = BUDGET if end.mask or question.via else None  # otherwise every walk is simple
    space = Space(start, question.start, end, outs, bounds, budget=budget)
    return (edges for _, edges in routes(space))
