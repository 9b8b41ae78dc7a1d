"""All routes between two nodes, against those that trying every line finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import le
from random import Random

import pytest
from test_routes import GUIDE, MARKS, ask

import aitalent_kg as atk
from aitalent_kg.names import ID
from aitalent_kg.network.links import MEMBER, Link, memberships, transitions
from aitalent_kg.routes.answers import Route
from aitalent_kg.routes.costs import Having, measures
from aitalent_kg.routes.plan import Loads, chains, place, plan
from aitalent_kg.routes.search import ways


class Walks:
    """Every route by trying all, written without the package's plan and search."""

    def __init__(
        self, steps: Iterable[Link], members: Iterable[Link], loose: Iterable[str] = ()
    ) -> None:
        self.steps = {(link.start, link.end) for link in steps}
        self.groups = {*chains(members)}
        self.loose = {*loose}  # what has members that are no examples of it

    def all(self, here: str, goal: str) -> Iterator[tuple[tuple[str, str], ...]]:
        yield from self._on(here, goal, "step", (here,), ())

    def _on(
        self, here: str, goal: str, by: str, seen: tuple[str, ...], way: tuple[tuple[str, str], ...]
    ) -> Iterator[tuple[tuple[str, str], ...]]:
        if here == goal:
            yield way
            return
        for kind, there in self._choices(here, by):
            if there not in seen:
                yield from self._on(there, goal, kind, (*seen, there), (*way, (kind, there)))

    def _choices(self, here: str, by: str) -> Iterator[tuple[str, str]]:
        yield from (("step", end) for start, end in self.steps if start == here)
        if by == "step":
            yield from (("member", group) for member, group in self.groups if member == here)
            yield from (
                ("example", member)
                for member, group in self.groups
                if group == here and group not in self.loose and not self._later(member, group)
            )

    def _later(self, member: str, group: str) -> bool:
        """Whether a step inside the group leads to the member, or to what it is a part of."""
        return any(
            (end == member or (member, end) in self.groups)
            and (end, group) in self.groups
            and (start == group or (start, group) in self.groups)
            for start, end in self.steps
        )


PAIRS = [
    ("background/business-management", "role/ai-product-manager"),
    ("background/computer-science", "role/data-scientist"),
    ("background/cross-domain", "role/technical-management"),
    ("role/marketing-specialist", "role/ai-ops-engineer"),
    ("talent-category/development", "role/ai-product-manager"),
    ("role/data-analyst", "talent-category/application"),
    ("role/ai-engineer", "role/software-hardware-engineer"),
    ("stage/ai-tool-ability-and-literacy", "role/llm-engineer"),
    ("role/ai-scientist", "role/ai-engineer"),
]


@pytest.mark.parametrize(("start", "goal"), PAIRS)
def test_all_routes_are_those_that_trying_all_finds(
    kg: atk.KnowledgeGraph, start: str, goal: str
) -> None:
    ends = f"{ID}{GUIDE}/{start}", f"{ID}{GUIDE}/{goal}"
    answer = ask(kg, *ends, k=1000)
    got = sorted(_outline(route) for route in answer.routes)
    assert answer.complete
    members = memberships(kg.statements)
    loose = {link.end for link in members if "/background/" in link.end}
    assert got == sorted(Walks(transitions(kg.statements), members, loose).all(*ends))


def _outline(route: Route) -> tuple[tuple[str, str], ...]:
    return outline((step.kind, step.to.iri) for step in route.steps)


def outline(lines: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Kind and end of each line, a chain of memberships as one."""
    plain = [(kind if kind in MARKS else "step", end) for kind, end in lines]
    following = [*plain[1:], ("", "")]
    return tuple(
        line
        for line, after in zip(plain, following, strict=True)
        if line[0] == "step" or line[0] != after[0]
    )


def made_up(seed: int) -> tuple[list[Link], list[Link], Loads, list[str]]:
    """Steps, memberships without a cycle, items that nodes ask for; start and goal."""
    random = Random(seed)
    nodes = [f"n{number}" for number in range(random.randint(4, 8))]
    steps = []
    for number in range(random.randint(3, 2 * len(nodes))):
        start, end = random.sample(nodes, 2)
        condition = random.choice(["", "if"])
        steps.append(
            Link(f"t{number}", start, end, "same-category", ("d",), conditions=(condition, ""))
        )
    members = {}
    for _ in range(random.randint(0, len(nodes))):
        member, group = sorted(random.sample(nodes, 2))
        members[member, group] = Link(f"{member}{group}", member, group, MEMBER, ("d",))
    items = {node: frozenset(random.sample("abcdef", random.randint(0, 3))) for node in nodes}
    return steps, list(members.values()), Loads(items, {}), random.sample(nodes, 2)


@pytest.mark.parametrize("seed", range(150))
def test_made_up_networks(seed: int) -> None:
    """All routes of no node twice are found, and the best by three costs are the best of all."""
    steps, members, loads, (start, goal) = made_up(seed)
    graph = plan(steps, members, (), start, goal, loads)
    costs = measures(["steps", "missing", "conditions"], loads, Having())
    ends = place(start), place(goal)
    every, _ = ways(graph, *ends, costs[:1], 100_000, (), 100_000)
    found = {outline((line.kind, line.end) for line in way.lines) for way in every}
    assert {*Walks(steps, members).all(start, goal)} <= found
    totals = {way.lines: tuple(sum(cost.values(way.lines)) for cost in costs) for way in every}
    best = {
        lines for lines, total in totals.items()
        if not any(other != total and all(map(le, other, total)) for other in totals.values())
    }  # fmt: skip
    front, _ = ways(graph, *ends, costs, 1, (), 100_000)
    assert {way.lines for way in front} == best
    assert all(way.costs == totals[way.lines] for way in front)
