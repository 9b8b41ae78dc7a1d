"""Labels: what a way to a node has cost so far, each such sum once.

Ways with the same costs share a label, which links back to all labels that it continues; so ties
do not multiply labels. A label goes when another at its node costs less in a sum, nowhere more,
and has met no other items: whatever the first can become, the second can become cheaper. With
fewer items alone it stays, since both may be worth the same in the end. Labels at a node come in
the order of their costs (label setting, Martins 1984).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from operator import add, le
from typing import Any

from aitalent_kg.routing.enumeration import SETS_A_STATE, TooManyRoutes
from aitalent_kg.routing.paths import Edge

__all__ = ["Label", "Leap", "front"]

#: So many labels are made at most.
MOST_LABELS = 500_000
Sums = tuple[int, ...]


@dataclass(slots=True, eq=False)
class Label:
    """A place in the search; compared as the object that it is."""

    state: Any
    sums: Sums  #: units of every additive cost
    mask: int  #: items met
    visited: int  #: bits of nodes that a route must not enter again, where that is kept
    before: list[tuple[Label, Edge]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Leap:
    """An arc with all that it adds."""

    state: Any
    edge: Edge
    sums: Sums
    mask: int
    visited: int
    kept: int  #: which visited nodes can be entered again from there


@dataclass(slots=True)
class Field:
    """Where labels are set."""

    start: Label
    goal: Any
    leaps: Mapping[Any, list[Leap]]
    to_go: Callable[[Any], Sums]  #: least further sums, for states that reach the goal
    whole: Callable[[Sums, int], Sums]  #: sums and items -> every cost, in the order asked for


class Settled:
    """The labels of a node that are final."""

    def __init__(self) -> None:
        self._sets: dict[Sums, list[tuple[int, int]]] = {}
        self.size = 0

    def add(self, label: Label) -> None:
        """Keep a label."""
        self._sets.setdefault(label.sums, []).append((label.mask, label.visited))
        self.size += 1

    def beat(self, label: Label) -> bool:
        """Whether one of them makes another label useless."""
        outside = ~label.mask, ~label.visited
        for sums, sets in self._sets.items():
            if all(map(le, sums, label.sums)) and sums != label.sums:
                for mask, visited in sets:
                    if not (mask & outside[0] or visited & outside[1]):
                        return True
        return False


def front(field_: Field) -> list[tuple[Sums, Label]]:
    """Labels at the goal that no other label there beats, with their costs.

    Raises:
        TooManyRoutes: too many labels.
    """
    order = count()
    made = {_key(field_.start): field_.start}
    ahead: list[tuple[Sums, int, Label]] = [(field_.to_go(field_.start.state), 0, field_.start)]
    settled: defaultdict[Any, Settled] = defaultdict(Settled)
    ends: list[tuple[Sums, Label]] = []
    compared = 0
    while ahead:
        bound, _, label = heappop(ahead)
        whole = field_.whole(bound, label.mask)
        if _hopeless(whole, ends) or settled[label.state].beat(label):
            continue
        settled[label.state].add(label)
        compared += settled[label.state].size
        if len(made) + compared // SETS_A_STATE > MOST_LABELS:
            raise TooManyRoutes("different costs to keep apart")
        if label.state == field_.goal:
            ends.append((whole, label))
            continue
        for fresh in _spread(field_, label, made):
            bound = tuple(map(add, fresh.sums, field_.to_go(fresh.state)))
            heappush(ahead, (bound, next(order), fresh))
    return sorted((e for e in ends if not _hopeless(e[0], ends)), key=lambda end: end[0])


def _key(label: Label) -> tuple[Hashable, ...]:
    return label.state, label.sums, label.mask, label.visited


def _spread(field_: Field, label: Label, made: dict[Any, Label]) -> list[Label]:
    """New labels one arc on; known ones learn of another way to them."""
    fresh = []
    for leap in field_.leaps[label.state]:
        if leap.visited & label.visited:
            continue
        after = Label(
            leap.state,
            tuple(map(add, label.sums, leap.sums)),
            label.mask | leap.mask,
            (label.visited | leap.visited) & leap.kept,
        )
        known = made.setdefault(_key(after), after)
        known.before.append((label, leap.edge))
        if known is after:
            fresh.append(after)
    return fresh


def _hopeless(costs: Sums, ends: list[tuple[Sums, Label]]) -> bool:
    """Whether a route is known that costs less somewhere and nowhere more."""
    return any(end != costs and all(map(le, end, costs)) for end, _ in ends)
