"""What a question for routes is answered with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from aitalent_kg.evidence import Evidence
from aitalent_kg.lookup import Ref

__all__ = ["Cost", "NoRoute", "Route", "Routes", "Step", "Why", "outermost"]

Why = Literal[
    "start has no steps out",
    "goal has no steps in",
    "other component",
    "wrong direction",
    "filtered away",
    "no path",
    "not through via",
]


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost, and where it comes from."""

    name: str  #: steps, conditions, missing, hours or certificates
    value: float  #: number of steps, conditions, items or certificates; hours
    source: str  #: stated in a document, counted by us, or assumed, in words
    unstated: int = 0  #: of missing: places entered for which the documents state no items


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a route: a step, or a membership, which takes no step."""

    from_: Ref
    to: Ref
    kind: str  #: same-category, cross-category, not stated; member, example, start
    condition: str  #: "" where the document names none
    costs: tuple[Cost, ...]  #: what this line adds to the costs of the route
    asks: tuple[Ref, ...]  #: items that it asks for, not held and not asked for before
    basis: str  #: "printed" or "inferred"
    kind_basis: str  #: whether a document prints the kind, or it is our reading
    documents: tuple[str, ...]  #: stems
    quotes: tuple[Evidence, ...]
    qualifiers: tuple[str, ...] = ()  #: what the document calls the step: "轉管理途徑"
    titles: tuple[str, str] = ("", "")  #: both ends as pictures write them: "關卡 A：提示詞工程"

    @property
    def quote(self) -> str:
        """The words of the document, in its order, each quote in brackets of its own."""
        return "".join(f"「{' '.join(quote.quote.split())}」" for quote in outermost(self.quotes))


@dataclass(frozen=True, slots=True)
class Route:
    """One way from start to goal; none has steps where they are the same."""

    steps: tuple[Step, ...]
    costs: tuple[Cost, ...]  #: of the whole route, in the order asked for
    documents: tuple[str, ...]  #: stems of those that its lines rest on
    paths: tuple[Ref, ...] = ()  #: career paths it takes a step on that ask for something
    differences: tuple[Ref, ...] = ()  #: recorded differences about its nodes and steps

    @property
    def cost(self) -> dict[str, float]:
        """Name of a cost -> its value."""
        return {cost.name: cost.value for cost in self.costs}

    @property
    def joined(self) -> bool:
        """Whether it joins lines of several documents, which no document does."""
        return len(self.documents) > 1


@dataclass(frozen=True, slots=True)
class NoRoute:
    """Why there is no route, and what would connect start and goal."""

    kind: Why
    says: str  #: the reason in words
    reached: tuple[Ref, ...]  #: where one does get from the start, as `reachable` says
    entries: tuple[Ref, ...]  #: where a route to the goal could begin
    same_name: tuple[Ref, ...]  #: things of the same name as start or goal that are in the network
    differences: tuple[Ref, ...]  #: recorded differences between those things


@dataclass(frozen=True, slots=True, repr=False)
class Routes:
    """The routes found, the cheapest first."""

    start: Ref
    goal: Ref
    minimised: tuple[str, ...]
    routes: tuple[Route, ...]
    complete: bool  #: False where more routes cost as much than were asked for at most
    reason: NoRoute | None  #: where there is no route

    def __repr__(self) -> str:
        """From where to where, how many, what the first costs or why there is none, in a line."""
        costs = self.routes[0].cost.items() if self.routes else ()
        first = ", ".join(f"{name} {value:g}" for name, value in costs)
        said = f"first: {first}" if self.routes else (self.reason.kind if self.reason else "none")
        ends = f"{self.start.label} -> {self.goal.label}"
        return f"<Routes {ends}: {len(self.routes)} routes; {said}>"


def outermost(quotes: Iterable[Evidence]) -> list[Evidence]:
    """Quotes without those that lie inside another; of two of one place the first."""
    places: dict[tuple[str, int, int], Evidence] = {}
    for quote in quotes:
        places.setdefault((quote.source, quote.start, quote.end), quote)
    return [quote for here, quote in places.items() if not any(_inside(here, p) for p in places)]


def _inside(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    same, within = one[0] == other[0], other[1] <= one[1] and one[2] <= other[2]
    return same and within and one != other
