"""The search in a plan: the cheapest routes by one cost, or the best by several."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import cast

import networkx as nx

from aitalent_kg.network.links import Link
from aitalent_kg.routes.costs import Measure
from aitalent_kg.routes.plan import Place
from aitalent_kg.routing import TooManyRoutes
from aitalent_kg.routing.costs import Cost, Gathered
from aitalent_kg.routing.pareto import pareto_paths
from aitalent_kg.routing.paths import Found, Path
from aitalent_kg.routing.shortest import shortest_paths

__all__ = ["Way", "ways"]

_Edge = tuple[Place, Place, str]


@dataclass(frozen=True, slots=True)
class Way:
    """A route as a sequence of lines, with its costs."""

    costs: tuple[float, ...]
    lines: tuple[Link, ...]


def ways(
    graph: nx.MultiDiGraph[Place],
    start: Place,
    goal: Place,
    measures: Sequence[Measure],
    k: int,
    via: Iterable[str],
    most: int,
) -> tuple[list[Way], bool]:
    """The k cheapest ways and those that tie, or with several measures those none is better than.

    Args:
        via: IRIs to be passed, in any of their places.
    Returns:
        The ways, the cheapest first; and whether they are all.
    Raises:
        TooManyRoutes: it would take too long; a quicker question is named.
    """
    try:
        return _ways(graph, start, goal, [measure.cost for measure in measures], k, via, most)
    except TooManyRoutes as error:
        raise _TooLarge(graph, measures) from error


class _TooLarge(TooManyRoutes):
    """A question that this network is too large for, with a smaller one to ask."""

    def __init__(self, graph: nx.MultiDiGraph[Place], measures: Sequence[Measure]) -> None:
        super().__init__(f"ways to look at among {len(graph)} places")
        gathered = [each.name for each in measures if isinstance(each.cost, Gathered)]
        if gathered:
            # A cost of a step is added up in no time; what counts once has to be remembered.
            self.args = (
                f"{self}; or minimise steps or weight, which are quick on a network of any size,"
                f" and not {' and '.join(gathered)}; gap tells what a place asks for",
            )


def _ways(
    graph: nx.MultiDiGraph[Place],
    start: Place,
    goal: Place,
    costs: Sequence[Cost],
    k: int,
    via: Iterable[str],
    most: int,
) -> tuple[list[Way], bool]:
    found: dict[tuple[_Edge, ...], Path] = {}
    complete = True
    for places in _ways_through(graph, via):
        if len(costs) == 1:
            part = _cheapest(graph, start, goal, costs[0], k, places, most)
        else:
            part = pareto_paths(graph, start, goal, costs, via=places, most=most)
        complete &= part.complete
        found |= {_edges(path): path for path in part.paths if not _roundabout(graph, path)}
    paths = sorted(found.values(), key=lambda path: (path.costs, *_length(graph, path)))
    best = _front(paths) if len(costs) > 1 else _first(paths, k)
    return [Way(path.costs, _lines(graph, path)) for path in best[:most]], (
        complete and len(best) <= most
    )


def _ways_through(graph: nx.MultiDiGraph[Place], via: Iterable[str]) -> Iterable[tuple[Place, ...]]:
    """Every choice of one place for each of the nodes to be passed."""
    return product(*([node for node in graph if node[0] == iri] for iri in via))


def _cheapest(
    graph: nx.MultiDiGraph[Place],
    start: Place,
    goal: Place,
    cost: Cost,
    k: int,
    via: Collection[Place],
    most: int,
) -> Found:
    """At least k paths without a roundabout, if there are so many, and those that tie."""
    wanted = k
    while True:
        found = shortest_paths(graph, start, goal, cost, wanted, via=via, most=most)
        direct = sum(not _roundabout(graph, path) for path in found.paths)
        if direct >= k or len(found.paths) < wanted or not found.complete:
            return found
        wanted *= 2


def _roundabout(graph: nx.MultiDiGraph[Place], path: Path) -> bool:
    """Whether a path comes back to a node, in another place of it, for what it could do before.

    Each such path has a shorter one that costs no more; so none is missed without them.
    """
    edges = _edges(path)
    tails = [tail for tail, _, _ in edges]
    return any(
        graph.has_edge(tails[before], head, key)
        for here, (tail, head, key) in enumerate(edges)
        for before in range(here)
        if tails[before][0] == tail[0]
    )


def _length(graph: nx.MultiDiGraph[Place], path: Path) -> tuple[int, int, str]:
    """Steps, lines; its edges, for an order that is always the same."""
    steps = sum(graph.edges[edge]["steps"] for edge in _edges(path))
    return steps, len(path.edges), repr(path.edges)


def _edges(path: Path) -> tuple[_Edge, ...]:
    return cast(tuple[_Edge, ...], path.edges)


def _front(paths: Sequence[Path]) -> list[Path]:
    """The paths that no other is better than."""
    vectors = {path.costs for path in paths}
    return [path for path in paths if not any(_better(other, path.costs) for other in vectors)]


def _better(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def _first(paths: Sequence[Path], k: int) -> list[Path]:
    """The first k and those that cost as much as the k-th."""
    if len(paths) <= k:
        return list(paths)
    return [path for path in paths if path.costs <= paths[k - 1].costs]


def _lines(graph: nx.MultiDiGraph[Place], path: Path) -> tuple[Link, ...]:
    return tuple(line for edge in _edges(path) for line in graph.edges[edge]["lines"])
