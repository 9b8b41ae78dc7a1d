"""A question for routes, checked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from aitalent_kg.errors import BadValue
from aitalent_kg.routing.backward import Stops
from aitalent_kg.routing.paths import Found, Path
from aitalent_kg.routing.prepared import Prepared

__all__ = ["Question"]


@dataclass(frozen=True, slots=True)
class Question:
    """From where to where, through what, past what."""

    start: Hashable
    goal: Hashable
    via: frozenset[Hashable]  #: without start and goal, which every route visits
    avoid: frozenset[Hashable]

    @classmethod
    def of(
        cls,
        prepared: Prepared,
        start: Hashable,
        goal: Hashable,
        via: Iterable[Hashable],
        avoid: Iterable[Hashable],
        most: int,
    ) -> Question:
        """Check a caller's arguments.

        Raises:
            UnknownName: a node is not in the graph.
            BadValue: start, goal or a node of `via` is avoided; `most` is less than 1.
        """
        nodes = [prepared.known(node) for node in (start, goal)]
        stops = frozenset(prepared.known(node) for node in via)
        shut = frozenset(prepared.known(node) for node in avoid)
        for node in nodes:
            if node in shut:
                raise BadValue(node, "start and goal cannot be avoided; leave it out of `avoid`")
        for node in sorted(stops & shut, key=repr):
            raise BadValue(node, "it is in `via` and in `avoid`; leave it out of one")
        if most < 1:
            raise BadValue(most, "most must be 1 or more")
        return cls(start, goal, stops - {start, goal}, shut)

    @property
    def stops(self) -> Stops:
        """The states in which `via` is kept count of."""
        return Stops(self.start, self.goal, self.via)

    def at_once(self, costs: int) -> Found:
        """The answer where start is goal: the empty path, unless it should visit other nodes."""
        if self.via:
            return Found((), True)
        return Found((Path(self.start, (), (0.0,) * costs),), True)
