"""The cheapest routes by one cost."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import BadValue
from aitalent_kg.routing.backward import Bounds, costs_to
from aitalent_kg.routing.costs import Additive, Cost, Gathered
from aitalent_kg.routing.enumeration import Space, routes
from aitalent_kg.routing.gathering import Gathering
from aitalent_kg.routing.paths import Edge, Found, Path, in_order
from aitalent_kg.routing.prepared import Arc, Arcs, Prepared, prepare
from aitalent_kg.routing.question import Question

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["shortest_paths"]

STEPS = Additive("steps")
#: States that a search may look at where their number is not bounded by that of the nodes.
BUDGET = 1_000_000


def shortest_paths(
    graph: nx.Graph[Any] | Prepared,
    start: Hashable,
    goal: Hashable,
    cost: Cost = STEPS,
    k: int = 1,
    *,
    via: Iterable[Hashable] = (),
    avoid: Iterable[Hashable] = (),
    most: int = 1000,
) -> Found:
    """Find the k cheapest simple paths, and all that cost as much as the k-th.

    Args:
        graph: any networkx graph, or a `Prepared` one, which makes further calls faster.
        cost: what is minimised; numbers from 0.
        via: nodes that a route visits, in any order.
        avoid: nodes that no route enters.
        most: so many routes are returned; `complete` says whether more belong to the answer.
    Raises:
        UnknownName: a node is not in the graph.
        BadValue: a cost is no finite number from 0; start or goal is avoided; k < 1 or most < 1.
        TooManyRoutes: with `via` or a gathered cost, which make the question NP-hard, the search
            looked at a million states. Without them it takes polynomial time a route.

    >>> import networkx as nx
    >>> graph = nx.DiGraph([("a", "b"), ("b", "d"), ("a", "c"), ("c", "d")])
    >>> [path.nodes for path in shortest_paths(graph, "a", "d").paths]
    [('a', 'b', 'd'), ('a', 'c', 'd')]
    """
    prepared = prepare(graph)
    question = Question.of(prepared, start, goal, via, avoid, most)
    if k < 1:
        raise BadValue(k, "k must be 1 or more")
    if isinstance(cost, Additive):
        prepared.scale(cost)
    if start == goal:
        return question.at_once(1)
    space = _space(prepared, question, cost)
    edges, complete = _first(routes(space), k, most, prepared.places)
    paths = (Path(start, path, (prepared.price(path, cost),)) for path in edges)
    return Found(in_order(paths), complete)


def _first(
    found: Iterator[tuple[int, tuple[Edge, ...]]], k: int, most: int, places: int
) -> tuple[list[tuple[Edge, ...]], bool]:
    """The first k and those that tie with the last of them; whether that is all of them."""
    taken: list[tuple[Edge, ...]] = []
    last = 0
    for cost, edges in found:
        units = cost // places
        if len(taken) >= k and units > last:
            break
        if len(taken) == most:
            return taken, False
        taken.append(edges)
        last = units
    return taken, True


def _space(prepared: Prepared, question: Question, cost: Cost) -> Space:
    """Where to look; costs are those of `Prepared.outs` with `ties`."""
    if isinstance(cost, Gathered):
        return _gathered(prepared, question, cost)
    outs = prepared.outs(cost, question.avoid, ties=True)
    ins = prepared.ins(cost, question.avoid, ties=True)
    if not question.via:
        bounds = Bounds(question.goal, ins).run(question.start)
        return Space(question.start, question.start, question.goal, outs, bounds)
    stops = question.stops
    bounds = Bounds(stops.goal, stops.ins(ins)).run(stops.start)
    return Space(stops.start, question.start, stops.goal, stops.outs(outs), bounds, budget=BUDGET)


def _gathered(prepared: Prepared, question: Question, cost: Gathered) -> Space:
    """States are (node, stops ahead, items met); an arc costs what its items add to the value."""
    stops, gathering, places = question.stops, Gathering(cost), prepared.places
    outs = stops.outs(prepared.outs(STEPS, question.avoid))
    steps = costs_to(stops.goal, stops.ins(prepared.ins(STEPS, question.avoid)))
    bounds = Bounds(stops.goal, {stops.goal: []}).run()

    def make(state: tuple[Hashable, int, int]) -> list[Arc]:
        node, ahead, mask = state
        arcs: list[Arc] = []
        for _, after, edge in outs[node, ahead]:
            if after in steps:
                both = mask | gathering.of(edge, prepared)
                ahead_of = stops.goal if after == stops.goal else (*after, both)
                bounds.known[ahead_of] = steps[after]
                arcs.append((gathering.rise(mask, both) * places + 1, ahead_of, edge))
        return arcs

    return Space(
        (*stops.start, 0),
        question.start,
        stops.goal,
        Arcs(make),
        bounds,
        group=lambda state: (state[:2], state[2]),
        budget=BUDGET,
    )
