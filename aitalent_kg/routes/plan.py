"""The graph in which routes are sought: steps, and memberships in the ways they may be used.

A role may take the steps of what it is a member of, and a group reached may be narrowed to an
example of it; but from one example one does not get to another without a step, and what a step
inside the group leads to is not where one enters it: nobody begins as a technical lead. So a node
has up to three places here: itself, "member" (only its steps lead on) and "example" (its own do).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import networkx as nx

from aitalent_kg.lookup import Quads, kind_of
from aitalent_kg.network.links import MEMBER, Link

__all__ = [
    "EXAMPLE",
    "NOTHING",
    "START",
    "Loads",
    "Place",
    "chains",
    "enters",
    "groups_of_backgrounds",
    "is_step",
    "place",
    "plan",
    "weight_of",
]

EXAMPLE, START = "example", "start"
#: IRI of a node, and how it is there: "", "member" or "example".
Place = tuple[str, str]
_Edge = tuple[Place, Place, tuple[Link, ...], str]


@dataclass(frozen=True, slots=True)
class Loads:
    """What entering a node asks for."""

    items: Mapping[str, frozenset[str]]  #: IRI of a node that asks for some -> IRIs of items
    types: Mapping[str, frozenset[str]]  #: IRI of a node -> ability types, assumed

    def items_of(self, line: Link) -> frozenset[str]:
        """The items that a line of a route asks for: none, where one is there already."""
        return self.items.get(line.end, frozenset()) if enters(line) else frozenset()

    def types_of(self, line: Link) -> frozenset[str]:
        """The ability types, likewise."""
        return self.types.get(line.end, frozenset()) if enters(line) else frozenset()


#: Loads of a search that does not ask for any.
NOTHING = Loads({}, {})


def enters(line: Link) -> bool:
    """Whether a line leads to where one is not yet."""
    return line.kind not in (MEMBER, START)


def is_step(line: Link) -> bool:
    """Whether a line is a step, and no membership."""
    return line.kind not in (MEMBER, EXAMPLE, START)


def weight_of(line: Link) -> float:
    """What a line adds to a route where weights count: 1 for a step of which none is stated."""
    if not is_step(line):
        return 0.0
    return 1.0 if line.weight is None else line.weight


def place(iri: str) -> Place:
    """The node itself."""
    return iri, ""


def chains(members: Iterable[Link]) -> dict[tuple[str, str], tuple[Link, ...]]:
    """(member, group) -> the shortest chain of memberships that leads from one to the other."""
    above: dict[str, list[Link]] = {}
    for link in sorted(members, key=lambda link: (link.inferred, link.end)):
        above.setdefault(link.start, []).append(link)
    found: dict[tuple[str, str], tuple[Link, ...]] = {}
    for member in sorted(above):
        waiting: deque[tuple[str, tuple[Link, ...]]] = deque([(member, ())])
        while waiting:
            here, chain = waiting.popleft()
            for link in above.get(here, ()):
                if link.end != member and (member, link.end) not in found:
                    found[member, link.end] = (*chain, link)
                    waiting.append((link.end, (*chain, link)))
    return found


def plan(
    steps: Collection[Link],
    members: Iterable[Link],
    starts: Collection[Link],
    start: str | None,
    goal: str | None,
    loads: Loads,
    single: Collection[str] = (),
    closed: bool = True,
) -> nx.MultiDiGraph[Place]:
    """The graph of a search.

    Args:
        starts: from a person to the roles and backgrounds where the person is; else none.
        start, goal: nodes; each has one place only. None: any.
        loads: what the edges ask for.
        single: groups that are not narrowed to examples.
        closed: leave out what leads to the start or on from the goal.
    Edges hold `lines`, the links they stand for, and `steps`, `conditions`, `weight`, `items`,
    `types`.
    """
    graph: nx.MultiDiGraph[Place] = nx.MultiDiGraph()
    graph.add_nodes_from(place(end) for end in (start, goal) if end is not None)
    leaving = {link.start for link in steps}
    above = chains(members)
    later = _later(steps, above)
    edges: list[_Edge] = [(place(link.start), place(link.end), (link,), START) for link in starts]
    for (member, group), chain in above.items():
        if group in leaving or group == goal:
            edges.append((place(member), (group, MEMBER), chain, MEMBER))
        asked = member in leaving or goal in (None, member)
        if asked and group not in single and (member, group) not in later:
            edges.append((place(group), (member, EXAMPLE), _down(chain), EXAMPLE))
    used = {head for _, head, _, _ in edges}
    for link in steps:
        tails = (place(link.start), *sorted(used & {(link.start, MEMBER), (link.start, EXAMPLE)}))
        edges += ((tail, place(link.end), (link,), link.iri) for tail in tails)
    for tail, head, lines, key in edges:
        to = place(head[0]) if head[0] == goal else head
        open_ = not closed or (tail[0] != goal and to[0] != start)
        if open_ and tail[0] != to[0]:
            graph.add_edge(tail, to, key=key, **_sums(lines, loads))
    return graph


def _later(steps: Iterable[Link], above: Mapping[tuple[str, str], object]) -> set[tuple[str, str]]:
    """Pairs (member, group) of which a step inside the group leads to the member."""
    groups: dict[str, set[str]] = {}
    for member, group in above:
        groups.setdefault(member, set()).add(group)
    entered = {
        (link.end, group)
        for link in steps
        for group in {link.start, *groups.get(link.start, ())}
        if group in groups.get(link.end, ())
    }
    parts = {
        (member, group)
        for member, of in groups.items()
        for whole in of
        for group in of
        if (whole, group) in entered
    }
    return entered | parts


def groups_of_backgrounds(store: Quads, members: Iterable[Link]) -> frozenset[str]:
    """Groups of which nobody is to be narrowed to a member: backgrounds one has, or has not."""
    return frozenset(link.end for link in members if kind_of(store, link.end) == "Background")


def _down(chain: tuple[Link, ...]) -> tuple[Link, ...]:
    """A chain of memberships from the group to its member."""
    return tuple(
        replace(link, start=link.end, end=link.start, kind=EXAMPLE) for link in reversed(chain)
    )


def _sums(lines: tuple[Link, ...], loads: Loads) -> dict[str, object]:
    return {
        "lines": lines,
        "steps": sum(map(is_step, lines)),
        "conditions": sum(bool(line.conditions[0]) for line in lines),
        "weight": sum(map(weight_of, lines)),
        "items": frozenset[str]().union(*map(loads.items_of, lines)),
        "types": frozenset[str]().union(*map(loads.types_of, lines)),
    }
