"""Why there is no route, in words, and what would connect start and goal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import networkx as nx

from aitalent_kg.lookup import Quads, Ref, kind_of, label, named, ref, subjects
from aitalent_kg.network.links import Link
from aitalent_kg.routes.answers import NoRoute, Why
from aitalent_kg.routes.places import PERSON
from aitalent_kg.routes.plan import START, Place, chains
from aitalent_kg.routing.reasons import why_not
from aitalent_kg.text import folded

__all__ = ["Search", "reason"]

_SAYS: dict[Why, tuple[str, str]] = {
    "start has no steps out": (
        "文件未載由「{start}」出發的轉換。",
        "no document has a step that leads on from {start}.",
    ),
    "goal has no steps in": (
        "文件未載通往「{goal}」的轉換。",
        "no document has a step that leads to {goal}.",
    ),
    "other component": (
        "文件所載的轉換步驟未將「{start}」與「{goal}」相連。",
        "no steps that documents state connect {start} and {goal}.",
    ),
    "wrong direction": (
        "各步的方向相反：只能由「{goal}」走向「{start}」。",
        "the steps lead the other way only, from {goal} to {start}.",
    ),
    "filtered away": (
        "有路線，但不在指定的文件或原文明載的範圍內，或經過要避開的地點。",
        "there are routes, but not in these documents, not printed, or through what is avoided.",
    ),
    "no path": (
        "文件所載的轉換步驟，無法由「{start}」走到「{goal}」。",
        "the steps that documents state do not lead from {start} to {goal}.",
    ),
    "not through via": (
        "有路線通往「{goal}」，但都不經過指定的地點。",
        "there are routes to {goal}, but none passes what was to be passed.",
    ),
}
_ONE_GROUP = (
    "兩者同屬「{group}」，文件未載由其中一職轉為另一職的步驟。",
    "both are {group}; no document has a step from the one to the other.",
)
_BETWEEN = ("、", ", ")


@dataclass(frozen=True, slots=True)
class Search:
    """A search that found nothing."""

    start: Ref
    goal: Ref
    graph: nx.MultiDiGraph[Place]  #: the plan of the search
    whole: nx.MultiDiGraph[Place]  #: the one without filters
    members: Sequence[Link]  #: memberships that it could use
    reached: tuple[str, ...]  #: IRIs of what routes from the start lead to
    through: bool  #: whether there are routes, but none through what was to be passed


def reason(store: Quads, search: Search, lang: str) -> NoRoute:
    """The reason why a search found no route."""
    ends = (search.start.iri, ""), (search.goal.iri, "")
    why = None if search.through else why_not(search.graph, *ends, whole=search.whole)
    kind: Why = why.kind if why else "not through via"
    stands = [end for _, end, key in search.graph.out_edges(ends[0], keys=True) if key == START]
    kind = _of_person(search.graph, stands, ends[1], kind) if stands else kind
    starts = [iri for iri, _ in stands] or [search.start.iri]
    same = _same_name(
        store, (search.start.iri, search.goal.iri), {node for node, _ in search.whole}
    )
    entries = {iri for iri, _ in cast(Iterable[Place], why.entries if why else ())}
    return NoRoute(
        kind=kind,
        says=_says(store, search, kind, starts, lang),
        reached=_refs(store, () if search.through else search.reached, lang),
        entries=_refs(store, sorted(entries - {PERSON, search.goal.iri}), lang),
        same_name=_refs(store, same, lang),
        differences=_differences(store, (search.start.iri, search.goal.iri), same, lang),
    )


def _says(store: Quads, search: Search, kind: Why, starts: Sequence[str], lang: str) -> str:
    """The reason in words; of two roles of one group, that no step leads over."""
    english = lang == "en"
    group = _common_group(store, search.members, (*starts, search.goal.iri))
    if kind in ("no path", "other component") and group:
        return _ONE_GROUP[english].format(group=label(store, group, lang))
    begin = _BETWEEN[english].join(
        search.start.label if iri == search.start.iri else label(store, iri, lang) for iri in starts
    )
    return _SAYS[kind][english].format(start=begin, goal=search.goal.label)


def _common_group(store: Quads, members: Sequence[Link], roles: Iterable[str]) -> str | None:
    """The narrowest group that all these roles are members of; None where there is none."""
    groups: dict[str, set[str]] = {}
    for member, group in chains(members):
        groups.setdefault(member, set()).add(group)
    shared: set[str] | None = None
    for role in roles:
        own = groups.get(role, set()) if kind_of(store, role) == "Role" else set()
        shared = own if shared is None else shared & own
    size = {g: sum(g in of for of in groups.values()) for g in shared or ()}
    return min(size, key=lambda group: (size[group], group), default=None)


def _of_person(
    graph: nx.MultiDiGraph[Place], stands: Iterable[Place], goal: Place, kind: Why
) -> Why:
    """The reason seen from where a person stands, whom no step leads to."""
    if kind not in ("filtered away", "not through via", "goal has no steps in"):
        if not any(graph.out_degree(here) for here in stands):
            return "start has no steps out"
        if nx.descendants(graph, goal) & {*stands}:
            return "wrong direction"
    return kind


def _refs(store: Quads, nodes: Iterable[str], lang: str) -> tuple[Ref, ...]:
    return tuple(ref(store, iri, lang) for iri in nodes)


def _same_name(store: Quads, ends: tuple[str, ...], network: set[str]) -> list[str]:
    """Nodes of the network that are called like a start or goal, and are something else."""
    away = [iri for iri in ends if iri != PERSON]
    names = {folded(label(store, iri, lang)) for iri in away for lang in ("zh", "en")}
    return sorted(
        {iri for iri, name in named(store) if folded(name) in names and iri in network} - {*away}
    )


def _differences(
    store: Quads, ends: tuple[str, ...], same: list[str], lang: str
) -> tuple[Ref, ...]:
    """Recorded differences between a start or goal and what has its name."""
    own = {found for iri in ends for found in subjects(store, "ait:about", iri)}
    others = {found for iri in same for found in subjects(store, "ait:about", iri)}
    return tuple(ref(store, iri, lang) for iri in sorted(own & others))
