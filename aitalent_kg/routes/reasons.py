"""Why there is no route, in words, and what would connect start and goal."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import cast

import networkx as nx

from aitalent_kg.lookup import Quads, Ref, label, named, ref, subjects
from aitalent_kg.routes.answers import NoRoute, Why
from aitalent_kg.routes.places import PERSON
from aitalent_kg.routes.plan import START, Place
from aitalent_kg.routing.reasons import why_not
from aitalent_kg.text import folded

__all__ = ["reason"]

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
        "「{start}」與「{goal}」在路網中互不相連。",
        "{start} and {goal} stand in parts of the network that nothing connects.",
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
        "「{start}」與「{goal}」在路網中相連，但各步的方向使兩者互不能到達。",
        "{start} and {goal} are connected, but the steps lead from neither to the other.",
    ),
    "not through via": (
        "有路線通往「{goal}」，但都不經過指定的地點。",
        "there are routes to {goal}, but none passes what was to be passed.",
    ),
}
_BETWEEN = ("、", ", ")


def reason(
    store: Quads,
    graph: nx.MultiDiGraph[Place],
    whole: nx.MultiDiGraph[Place],
    start: Ref,
    goal: Ref,
    through: bool,
    lang: str,
) -> NoRoute:
    """The reason why `graph` has no route.

    Args:
        graph, whole: the plan of the search, and the one without filters.
        through: whether there are routes, but none through what was to be passed.
    """
    ends = (start.iri, ""), (goal.iri, "")
    why = None if through else why_not(graph, *ends, whole=whole)
    kind: Why = why.kind if why else "not through via"
    stands = [end for _, end, key in graph.out_edges(ends[0], keys=True) if key == START]
    kind = _of_person(graph, stands, ends[1], kind) if stands else kind
    begin = _BETWEEN[lang == "en"].join(label(store, iri, lang) for iri, _ in stands)
    same = _same_name(store, (start.iri, goal.iri), {node for node, _ in whole})
    return NoRoute(
        kind=kind,
        says=_SAYS[kind][lang == "en"].format(start=begin or start.label, goal=goal.label),
        reached=_refs(store, why.reached if why else (), lang),
        entries=_refs(store, why.entries if why else (), lang),
        same_name=tuple(ref(store, iri, lang) for iri in same),
        differences=_differences(store, (start.iri, goal.iri), same, lang),
    )


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


def _refs(store: Quads, places: Iterable[Hashable], lang: str) -> tuple[Ref, ...]:
    """The nodes of some places, one each."""
    nodes = {iri for iri, _ in cast(Iterable[Place], places)}
    return tuple(ref(store, iri, lang) for iri in sorted(nodes - {PERSON}))


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
