"""Routes as they are answered."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

__all__ = ["Edge", "Found", "Path", "in_order"]

#: From, to, key as in a MultiDiGraph; the key is 0 in a graph without parallel edges.
Edge = tuple[Hashable, Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Path:
    """A route: no node twice."""

    start: Hashable
    edges: tuple[Edge, ...]
    costs: tuple[float, ...]  #: in the order of the costs asked for

    @property
    def nodes(self) -> tuple[Hashable, ...]:
        """The start and every node entered, in order."""
        return (self.start, *(edge[1] for edge in self.edges))


@dataclass(frozen=True, slots=True)
class Found:
    """Routes, cheapest first."""

    paths: tuple[Path, ...]
    complete: bool  #: False: more belong to the answer than were asked for at most


def in_order(paths: Iterable[Path]) -> tuple[Path, ...]:
    """By costs, then number of edges, then edges."""
    return tuple(sorted(paths, key=lambda path: (path.costs, len(path.edges), repr(path.edges))))
