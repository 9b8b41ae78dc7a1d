"""The view `routes`: what a search for routes in the browser must know beyond the network.

In: a graph. Out: what places ask for, what assumed steps take, recorded differences. The search
itself is `js/lib/routes.js`, which gives what `kg.routes` gives; so a page can ask with any filter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from aitalent_kg.errors import AitalentError
from aitalent_kg.explorer.labels import Pair, name_pair, pair, ref_json
from aitalent_kg.lookup import Quads, kind_of, label, named, subjects
from aitalent_kg.names import curie
from aitalent_kg.network.links import Link, memberships, transitions
from aitalent_kg.network.requirements import Demand, demands
from aitalent_kg.persons.record import Person
from aitalent_kg.routes.assuming import pricing_of
from aitalent_kg.routes.costs import MEASURES
from aitalent_kg.routes.plan import groups_of_backgrounds
from aitalent_kg.text import folded

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "view"]

_MOST_TYPES = 8  #: of which the price of every choice is told


def names(_: KnowledgeGraph) -> list[str]:
    """The one view."""
    return ["routes"]


def view(kg: KnowledgeGraph, _: str) -> object:
    """What the search needs.

    `demands` has for a place who asks for what: item, whether of everybody, documents; `items` the
    names of these items; `prices` the (hours, certificates) of each set of ability types, whose
    codes are joined by a blank; `about` the codes of what is remarked on a place or step, all named
    in `remarks`; `same` the places of the same name; `single` groups that narrow to no member.
    """
    store = kg.statements
    steps, members = transitions(store), memberships(store)
    places = {end for link in (*steps, *members) for end in (link.start, link.end)}
    asked = [demand for demand in demands(store) if demand.role in places]
    about = _about(store, places | {link.iri for link in (*steps, *members)})
    return {
        "demands": _demands(asked),
        "items": {curie(i): ref_json(store, i) for i in sorted({d.item for d in asked})},
        "prices": _prices(store, asked),
        "sources": {name: pair(*words) for name, words in MEASURES.items()},
        "single": sorted(map(curie, groups_of_backgrounds(store, members))),
        "same": _same(store, places),
        "about": {curie(thing): [curie(remark) for remark in of] for thing, of in about.items()},
        "remarks": {
            curie(r): ref_json(store, r) for r in sorted({r for o in about.values() for r in o})
        },
        "paths": _paths(store, steps),
    }


def _demands(asked: Iterable[Demand]) -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = {}
    for demand in asked:
        entry = [curie(demand.item), demand.firm, list(demand.documents)]
        found.setdefault(curie(demand.role), []).append(entry)
    return dict(sorted(found.items()))


def _prices(store: Quads, asked: Iterable[Demand]) -> dict[str, list[float]]:
    """Of nobody in particular; empty where the graph has no award rules, or too many types."""
    found = {d.item for d in asked if kind_of(store, d.item) == "AbilityType"}
    if not 0 < len(found) <= _MOST_TYPES:
        return {}
    types = sorted(found, key=curie)
    try:
        # The day counts only for what a person has, and nobody has nothing.
        price = pricing_of(store)(Person(as_of=date(2026, 1, 1)))
    except AitalentError:
        return {}
    chosen = (some for size in range(len(types) + 1) for some in combinations(types, size))
    return {" ".join(map(curie, some)): list(price(some)) for some in chosen}


def _about(store: Quads, things: Iterable[str]) -> dict[str, list[str]]:
    found = {thing: subjects(store, "ait:about", thing) for thing in sorted(things)}
    return {thing: remarks for thing, remarks in found.items() if remarks}


def _same(store: Quads, places: set[str]) -> dict[str, list[str]]:
    """Other places that have the name of a place."""
    called: dict[str, set[str]] = {}
    for iri, name in named(store):
        if iri in places:
            called.setdefault(folded(name), set()).add(iri)
    found = {}
    for place in sorted(places):
        own = {folded(label(store, place, lang)) for lang in ("zh", "en")}
        others = {iri for name in own for iri in called.get(name, ())} - {place}
        if others:
            found[curie(place)] = sorted(map(curie, others))
    return found


def _paths(store: Quads, steps: Iterable[Link]) -> dict[str, Pair]:
    """Career paths that ask for something of their own."""
    paths = {step.path for step in steps if step.path}
    asking = sorted(path for path in paths if subjects(store, "ait:requirer", path))
    return {curie(path): name_pair(store, path) for path in asking}
