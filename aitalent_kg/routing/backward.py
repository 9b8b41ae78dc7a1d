"""Exact costs to the goal, as far as they are needed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import Any

from aitalent_kg.routing.prepared import Arc, Arcs

__all__ = ["Bounds", "Stops", "costs_to"]


class Bounds:
    """Least costs from states to the goal (Dijkstra 1959, against the arcs)."""

    def __init__(self, goal: Any, ins: Mapping[Any, list[Arc]]) -> None:
        self.known: dict[Any, int] = {}
        self.rest: float = 0  #: lower bound for the states that are not known
        self._ins = ins
        self._best: dict[Any, int] = {goal: 0}
        self._order = count()
        self._ahead: list[tuple[int, int, Any]] = [(0, next(self._order), goal)]

    def run(self, until: Any = None) -> Bounds:
        """Go on, until the cost of a state is known; without one, until all costs are."""
        known, best, ahead, order = self.known, self._best, self._ahead, self._order
        while ahead and until not in known:
            cost, _, state = heappop(ahead)
            if state in known:
                continue
            known[state] = cost
            for weight, before, _ in self._ins[state]:
                total = cost + weight
                if before not in known and best.get(before, inf) > total:
                    best[before] = total
                    heappush(ahead, (total, next(order), before))
        self.rest = ahead[0][0] if ahead else inf
        return self


def costs_to(goal: Any, ins: Mapping[Any, list[Arc]]) -> dict[Any, int]:
    """State -> cost from there to the goal, for the states that reach it."""
    return Bounds(goal, ins).run().known


class Stops:
    """Nodes that a route must visit: states are (node, bits of the stops still ahead)."""

    def __init__(self, start: Hashable, goal: Hashable, via: frozenset[Hashable]) -> None:
        stops = sorted(via - {start, goal}, key=repr)
        self._bit = {node: 1 << place for place, node in enumerate(stops)}
        self.goal_node = goal
        self.start = (start, (1 << len(stops)) - 1)
        self.goal = (goal, 0)

    def after(self, node: Hashable, ahead: int) -> int | None:
        """The stops still ahead when a node is entered; None: no route enters it now."""
        left = ahead & ~self._bit.get(node, 0)
        return None if left and node == self.goal_node else left

    def outs(self, arcs: Mapping[Any, list[Arc]]) -> Arcs:
        """Arcs out of states, from arcs out of nodes."""

        def make(state: tuple[Hashable, int]) -> list[Arc]:
            found: list[Arc] = []
            for weight, node, edge in arcs[state[0]]:
                left = self.after(node, state[1])
                if left is not None:
                    found.append((weight, (node, left), edge))
            return found

        return Arcs(make)

    def ins(self, arcs: Mapping[Any, list[Arc]]) -> Arcs:
        """Arcs into states, each with the state where it begins, from arcs into nodes."""

        def make(state: tuple[Hashable, int]) -> list[Arc]:
            node, left = state
            bit = self._bit.get(node, 0)
            return [
                (weight, (before, ahead), edge)
                for weight, before, edge in arcs[node]
                if before != self.goal_node
                for ahead in {left, left | bit}
                if not left & bit
            ]

        return Arcs(make)
