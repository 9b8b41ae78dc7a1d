"""Routes in the order of their costs, each once, each found in polynomial time.

The routes that are left are kept as sets: all that begin like a known route, and then do not go on
like it (Yen 1971, with the partition of Lawler 1972). A set waits under a lower bound and is
searched only when no other is cheaper. The search is A* with distances to the goal (Hart, Nilsson
and Raphael 1968), which goes straight there where nothing stands in its way.

States may be finer than nodes: a node and what has been met so far. A cheapest walk over states
can then meet a node twice. It is no route, but its cost is a bound for the routes of its set,
which is divided like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import Any, NamedTuple

from aitalent_kg.errors import AitalentError
from aitalent_kg.routing.backward import Bounds
from aitalent_kg.routing.paths import Edge
from aitalent_kg.routing.prepared import Arc

__all__ = ["Space", "TooManyRoutes", "routes"]


#: Comparing so many sets takes as long as looking at a state.
SETS_A_STATE = 16


class TooManyRoutes(AitalentError):
    """A search that would take too long: more ways than can be looked at."""

    def __init__(self, what: str) -> None:
        super().__init__(f"too many {what}; ask for fewer costs or via nodes, or avoid some nodes")


@dataclass(slots=True)
class Space:
    """Where routes are looked for."""

    start: Any  #: state
    node: Hashable  #: the node where routes start
    goal: Any  #: state
    outs: Mapping[Any, list[Arc]]  #: state -> arcs out of it
    bounds: Bounds  #: of the cost to the goal
    #: State -> what its set of items belongs to, and the set: a larger set is of no use there.
    group: Callable[[Any], tuple[Hashable, int]] | None = None
    budget: int | None = None  #: states that may be looked at; None: all, which are few
    looked: int = 0  #: states that were


class _Walk(NamedTuple):
    """A cheapest walk of the set that it was found in."""

    arcs: list[Arc]
    sums: list[int]  #: cost before each arc, and the whole at the end
    branch: int  #: the walks of the set have the first arcs up to here in common ...
    banned: frozenset[Edge]  #: ... and none of these next


class _Rest(NamedTuple):
    """Walks that follow another up to a place and then take none of the banned edges."""

    walk: _Walk
    branch: int
    banned: frozenset[Edge]


def routes(space: Space) -> Iterator[tuple[int, tuple[Edge, ...]]]:
    """Cost in units and edges of every simple path, cheapest first.

    Raises:
        TooManyRoutes: the budget is spent.
    """
    # Of equal bounds the latest goes first: it leaves its route last and has fewest parts.
    order = count(0, -1)
    whole = _Rest(_Walk([], [0], 0, frozenset()), 0, frozenset())
    waiting: list[tuple[float, int, _Walk | _Rest]] = [(0, next(order), whole)]
    while waiting:
        _, _, entry = heappop(waiting)
        if isinstance(entry, _Rest):
            walk = _search(space, entry)
            if walk is not None:
                heappush(waiting, (walk.sums[-1], next(order), walk))
            continue
        simple = _simple_length(space, entry)
        if simple == len(entry.arcs):
            yield entry.sums[-1], tuple(arc[2] for arc in entry.arcs)
        for bound, rest in _others(space, entry, simple):
            heappush(waiting, (bound, next(order), rest))


def _simple_length(space: Space, walk: _Walk) -> int:
    """How many arcs a walk takes before one enters a node again."""
    seen = {space.node}
    for place, (_, _, edge) in enumerate(walk.arcs):
        if edge[1] in seen:
            return place
        seen.add(edge[1])
    return len(walk.arcs)


def _others(space: Space, walk: _Walk, simple: int) -> Iterator[tuple[float, _Rest]]:
    """The set of a walk without the walk: one part for each place where routes may leave it."""
    place_of = {space.node: 0}
    place_of.update({arc[2][1]: place for place, arc in enumerate(walk.arcs[:simple], 1)})
    last = min(simple, len(walk.arcs) - 1)
    for place in range(walk.branch, last + 1):
        banned = frozenset((walk.arcs[place][2],))
        if place == walk.branch:
            banned |= walk.banned
        bound = _bound(space, walk, place, banned, place_of)
        if bound < inf:
            yield walk.sums[place] + bound, _Rest(walk, place, banned)


def _bound(
    space: Space, walk: _Walk, place: int, banned: frozenset[Edge], place_of: dict[Hashable, int]
) -> float:
    """The least that going on from a place of a walk can cost."""
    state = walk.arcs[place - 1][1] if place else space.start
    known, rest, least = space.bounds.known, space.bounds.rest, inf
    for weight, after, edge in space.outs[state]:
        cost = weight + known.get(after, rest)
        if cost < least and place_of.get(edge[1], inf) > place and edge not in banned:
            least = cost
    return least


def _search(space: Space, rest: _Rest) -> _Walk | None:
    """The cheapest walk of a set; None: the set is empty."""
    if space.looked > len(space.bounds.known):
        space.bounds.run()  # more was looked at than all exact costs would have taken
    arcs, sums = rest.walk.arcs[: rest.branch], rest.walk.sums[: rest.branch + 1]
    state = arcs[-1][1] if arcs else space.start
    blocked = {space.node, *(arc[2][1] for arc in arcs)}
    found = _cheapest(space, state, blocked, rest.banned)
    if found is None:
        return None
    if space.budget is not None and _repeats(found):
        found = _as_cheap(found, _cheapest(space, state, blocked, rest.banned, simple=True))
    for arc in found:
        sums.append(sums[-1] + arc[0])
    return _Walk(arcs + found, sums, rest.branch, rest.banned)


def _repeats(arcs: list[Arc]) -> bool:
    """Whether a node is entered twice."""
    return len({arc[2][1] for arc in arcs}) < len(arcs)


def _as_cheap(walk: list[Arc], path: list[Arc] | None) -> list[Arc]:
    """A path in place of a walk that meets a node twice, if it costs no more."""
    if path is None or sum(arc[0] for arc in path) > sum(arc[0] for arc in walk):
        return walk
    return path


def _cheapest(
    space: Space,
    state: Any,
    blocked: set[Hashable],
    banned: frozenset[Edge],
    simple: bool = False,
) -> list[Arc] | None:
    """Arcs of the cheapest walk from a state to the goal that enters no blocked node.

    With `simple`, of a path that enters no node twice: not always the cheapest, and not always
    found.
    """
    outs, known, rest, goal = space.outs, space.bounds.known, space.bounds.rest, space.goal
    fresh = _freshness(space)
    came: dict[Any, tuple[Arc, Any]] = {}
    best: dict[Any, int] = {}
    # Of equal bounds the latest goes first: the search runs ahead instead of spreading.
    order = count(0, -1)
    ahead: list[tuple[float, int, int, Arc, Any]] = []
    here, spent = state, 0
    while here != goal:
        shut = blocked.union(a[2][1] for a in _back(came, here, state)) if simple else blocked
        for arc in outs[here]:
            after = arc[1]
            cost = spent + arc[0]
            if arc[2][1] in shut or best.get(after, inf) <= cost or arc[2] in banned:
                continue
            bound = cost + known.get(after, rest)
            if bound < inf:
                best[after] = cost
                heappush(ahead, (bound, next(order), cost, arc, here))
        while True:
            if not ahead:
                space.looked += len(came)
                return None
            _, _, spent, arc, before = heappop(ahead)
            here = arc[1]
            if here not in came and fresh(here):
                break
        came[here] = (arc, before)
    space.looked += len(came)
    return _back(came, here, state)


def _back(came: dict[Any, tuple[Arc, Any]], end: Any, start: Any) -> list[Arc]:
    """The arcs by which a search came to its end."""
    arcs = []
    while end != start:
        arc, end = came[end]
        arcs.append(arc)
    return arcs[::-1]


def _spend(space: Space, work: int) -> None:
    space.budget = (space.budget or 0) - work
    if space.budget < 0:
        raise TooManyRoutes("ways to look at")


def _freshness(space: Space) -> Callable[[Any], bool]:
    """Whether a state is worth going on from; counts what is looked at."""
    if space.budget is None:
        return lambda _: True
    seen: dict[Hashable, list[int]] = {}

    def fresh(state: Any) -> bool:
        _spend(space, 1)
        if space.group is None or state == space.goal:
            return True
        key, mask = space.group(state)
        masks = seen.setdefault(key, [])
        _spend(space, len(masks) // SETS_A_STATE)
        if any(not smaller & ~mask for smaller in masks):
            return False
        masks.append(mask)
        return True

    return fresh
