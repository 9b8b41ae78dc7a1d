"""`routes`: from two names to the routes between them, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

import networkx as nx

from aitalent_kg.errors import BadValue
from aitalent_kg.gaps.have import holder_of
from aitalent_kg.lookup import Quads, Ref, ref
from aitalent_kg.names import curie
from aitalent_kg.network.asked import documents_asked, several
from aitalent_kg.network.links import Link
from aitalent_kg.persons.record import Person
from aitalent_kg.routes.answers import NoRoute, Routes
from aitalent_kg.routes.chart import Chart, chart_of
from aitalent_kg.routes.costs import NEEDS_LOADS, Having, Measure, Pricing, loads_of, measures
from aitalent_kg.routes.places import (
    Who,
    general_starts,
    node_of,
    person_of,
    person_ref,
    standing,
)
from aitalent_kg.routes.plan import NOTHING, Loads, Place, place, plan
from aitalent_kg.routes.reach import reached
from aitalent_kg.routes.reasons import Search, reason
from aitalent_kg.routes.remarks import Remarks
from aitalent_kg.routes.search import Way, ways
from aitalent_kg.routes.writing import route_of

__all__ = ["routes"]


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where routes begin and end."""

    start: Ref
    goal: Ref
    starts: list[Link]  #: from a person to where the person stands
    person: Person | None


@dataclass(frozen=True, slots=True)
class _Limits:
    """What routes must pass and leave aside, and how many are wanted."""

    passed: frozenset[str]
    shunned: frozenset[str]
    k: int
    most: int


def routes(
    store: Quads,
    start: str | Who,
    goal: str,
    *,
    minimise: str | Sequence[str] = ("steps",),
    k: int = 1,
    via: str | Iterable[str] = (),
    avoid: str | Iterable[str] = (),
    documents: str | Iterable[str] | None = None,
    inferred: bool = True,
    person: Who | str | None = None,
    pricing: Pricing | None = None,
    lang: str = "zh",
    most: int = 1000,
) -> Routes:
    """The best routes from `start` to `goal`.

    Steps are those that documents state. A role may take the steps of what it is a member of, and
    a category or type that is reached may be narrowed to one of its roles; both are lines of the
    route and no steps. A route that rests on several documents says so.

    Args:
        start: role, role type, category, background, stage or gate; a person, or a person file.
        minimise: one cost: its k cheapest routes and all that tie; several: every route that no
            other is better than, whatever k; names of `MEASURES`, the last two with `pricing`.
        k: how many routes, from 1.
        via, avoid: nodes to be passed, in any order; nodes never to be touched.
        documents: stems; use only what these say.
        inferred: use our readings of lost layout too.
        person: whose items count as held, and the categories of whose role, where the start does
            not tell.
        pricing: of a person, what ability types take; with it hours and certificates are assumed.
        most: routes that are given at most.
    Raises:
        UnknownName, AmbiguousName: of a node, cost or document.
        BadValue: k, avoid or a person's record makes no sense; start and person are both persons.
        AitalentError: a cost can only be assumed; the search is too large.
    """
    asked = documents_asked(documents)
    chart = chart_of(store, asked, inferred)
    find = partial(node_of, store, steps=chart.every_step, members=chart.every_member)
    ends = _ends(store, chart, (start, goal, person), find, lang)
    limits = _limits(ends, map(find, several(via)), map(find, several(avoid)), k, most)
    names = several(minimise)
    loads = loads_of(store, chart.members, asked) if NEEDS_LOADS & {*names} else NOTHING
    costs = measures(names, loads, _having(store, ends), pricing, lang)
    return _answer(store, chart, ends, costs, limits, lang)


def _answer(
    store: Quads, chart: Chart, ends: _Ends, costs: Sequence[Measure], limits: _Limits, lang: str
) -> Routes:
    graph = _plan(chart, ends, limits.shunned, costs[0].loads)
    found, complete = _found(graph, ends, costs, limits)
    why = None
    if not found:
        open_ = replace(limits, passed=frozenset(), k=1, most=1)
        through = bool(limits.passed and _found(graph, ends, costs[:1], open_)[0])
        why = _reason(store, chart, ends, limits.shunned, through, lang)
    remarks = Remarks(store, lang)
    written = (route_of(store, way, costs, ends.start, remarks, lang) for way in found)
    names = tuple(measure.name for measure in costs)
    return Routes(ends.start, ends.goal, names, tuple(written), complete, why)


def _ends(
    store: Quads,
    chart: Chart,
    given: tuple[object, str, object],
    find: Callable[[str], str],
    lang: str,
) -> _Ends:
    start, goal, person = given
    at = ref(store, find(goal), lang)
    who, told = (None if tells is None else person_of(store, tells) for tells in (start, person))
    if person is not None and (told is None or who is not None):
        problem = "is no person: give a record, or a .yaml or .json file"
        raise BadValue(person, "the start is a person already; give one" if told else problem)
    starts = partial(general_starts, store, chart.every_step + chart.every_member, lang)
    if who is not None:
        return _Ends(person_ref(who, lang), at, standing(who, starts), who)
    if str(start).lower() == "none":
        raise BadValue(start, f"is no start; without a role give a background: {starts()}")
    return _Ends(ref(store, find(str(start)), lang), at, [], told)


def _having(store: Quads, ends: _Ends) -> Having:
    """What the person has, and where the search begins."""
    here = [ends.start.iri, *(link.end for link in ends.starts)]
    if ends.person is None:
        return Having(here=tuple(here))
    items = holder_of(store, ends.person).items
    return Having(ends.person, items, (*here, *filter(None, [ends.person.role])))


def _limits(ends: _Ends, via: Iterable[str], avoid: Iterable[str], k: int, most: int) -> _Limits:
    own = {ends.start.iri, ends.goal.iri}
    if not isinstance(k, int) or k < 1:
        raise BadValue(k, "k is how many routes: a whole number from 1")
    passed, shunned = frozenset(via) - own, frozenset(avoid)
    for node in sorted(shunned & (own | passed)):
        raise BadValue(curie(node), "is to be avoided, but is start, goal or to be passed")
    return _Limits(passed, shunned, k, most)


def _plan(
    chart: Chart, ends: _Ends, shunned: Set[str], loads: Loads = NOTHING, closed: bool = True
) -> nx.MultiDiGraph[Place]:
    steps, members, starts = _free(chart, ends, shunned)
    at = ends.start.iri, ends.goal.iri
    return plan(steps, members, starts, *at, loads, chart.single, closed)


def _free(
    chart: Chart, ends: _Ends, shunned: Set[str]
) -> tuple[list[Link], list[Link], list[Link]]:
    """Steps, memberships and starts that touch nothing to be avoided."""
    steps, members, starts = (
        [link for link in links if not {link.start, link.end} & shunned]
        for links in (chart.steps, chart.members, ends.starts)
    )
    return steps, members, starts


def _reason(
    store: Quads, chart: Chart, ends: _Ends, shunned: Set[str], through: bool, lang: str
) -> NoRoute:
    every = replace(chart, steps=chart.every_step, members=chart.every_member)
    used, whole = (
        _plan(part, ends, left_out, closed=False)
        for part, left_out in ((chart, shunned), (every, frozenset[str]()))
    )
    steps, members, starts = _free(chart, ends, shunned)
    there = reached(steps, members, starts, ends.start.iri, chart.single)
    search = Search(ends.start, ends.goal, used, whole, members, tuple(there), through)
    return reason(store, search, lang)


def _found(
    graph: nx.MultiDiGraph[Place], ends: _Ends, costs: Sequence[Measure], limits: _Limits
) -> tuple[list[Way], bool]:
    at = place(ends.start.iri), place(ends.goal.iri)
    return ways(graph, *at, costs, limits.k, sorted(limits.passed), limits.most)
