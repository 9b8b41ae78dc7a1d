"""The view `compare`: every thing that can be a side, its items, and the mappings between them.

In: a graph. Out: JSON whose numbers point into its list of things, so that `js/lib/compare.js`
compares any two sides in the browser as `aitalent_kg.compare` does. `compare/quotes` has the quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from aitalent_kg.compare.levels import levels_of
from aitalent_kg.compare.scope import Scope
from aitalent_kg.compare.story_words import STORY
from aitalent_kg.conflicts import conflicts
from aitalent_kg.errors import UnknownName
from aitalent_kg.evidence import Evidence, by_place
from aitalent_kg.explorer.crosswalk import Crosswalk, Quotes, crosswalk, quotes
from aitalent_kg.explorer.labels import document_pair, evidence_json, kind_pair, name_pair, pair
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.gaps.unstated import unstated
from aitalent_kg.lookup import Quads, document_of, kind_of
from aitalent_kg.mappings.record import TURNED
from aitalent_kg.mappings.record import Mapping as Row
from aitalent_kg.mappings.words import PREDICATE_WORDS
from aitalent_kg.names import DOCUMENTS, ID, curie

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "view"]

_NAMES = ["compare", "compare/quotes"]
_Json = dict[str, object]


def names(_kg: KnowledgeGraph) -> list[str]:
    """The two views."""
    return list(_NAMES)


def view(kg: KnowledgeGraph, name: str) -> object:
    """One of them.

    Raises:
        UnknownName: there is none of this name.
    """
    if name not in _NAMES:
        raise UnknownName(name, _NAMES, "view", " in the explorer")
    found = crosswalk(kg.statements)
    if name == "compare/quotes":
        return _quotes(quotes(kg.statements, found))
    return _crosswalk(kg.statements, found)


def _crosswalk(store: Quads, found: Crosswalk) -> _Json:
    places = {iri: number for number, iri in enumerate(found.things)}
    things = [_thing(store, iri) for iri in found.things]
    return {
        "words": {"story": STORY, "predicates": PREDICATE_WORDS},
        "predicates": PREDICATES,
        "turned": TURNED,
        "documents": {stem: document_pair(store, stem) for stem in DOCUMENTS},
        "kinds": {kind: kind_pair(store, kind) for kind in sorted(_kinds(found, things))},
        "things": things,
        "sides": [_side(store, found, number, places) for number in range(len(found.scopes))],
        "mappings": [_mapping(link, row, places) for link, row in found.links.items()],
        "none": [_none(row, places) for row in found.none],
        "differences": _differences(store),
    }


def _thing(store: Quads, iri: str) -> _Json:
    levels = zip(levels_of(store, iri, "zh"), levels_of(store, iri, "en"), strict=True)
    return {
        "code": curie(iri),
        "label": name_pair(store, iri),
        "kind": kind_of(store, iri),
        "documents": document_of(store, iri),
        "levels": [
            {"scale": pair(zh.scale, en.scale), "label": pair(zh.label, en.label)}
            for zh, en in levels
        ],
    }


def _kinds(found: Crosswalk, things: Iterable[_Json]) -> set[str]:
    """Kinds of things, and those that stand for a category."""
    told = {place for each in found.wider for places in each.items.values() for place in places}
    there = (kind for each in found.scopes for kind in each.there)
    return {str(t["kind"]) for t in things} | {*there} | told.difference(found.things)


def _side(store: Quads, found: Crosswalk, number: int, places: Mapping[str, int]) -> _Json:
    each, wider = found.scopes[number], found.wider[number]
    ends = found.places(store, number)
    return {
        "thing": places[each.ref.iri],
        "whole": each.whole,
        "document": each.document,
        "reviewedAs": sorted(each.reviewed_as),
        "parts": [places[part] for part in each.side.parts],
        "items": _items(each, places),
        "all": _items(wider, places),
        "places": {str(places[iri]): _groups(names, places) for iri, names in ends.items()},
        "there": each.there,
        "unknown": [*_unknown(store, each)],
    }


def _items(each: Scope, places: Mapping[str, int]) -> list[object]:
    """[item, [categories]] in the order of the document."""
    return [[places[iri], _groups(names, places)] for iri, names in each.items.items()]


def _groups(names: Iterable[str], places: Mapping[str, int]) -> list[object]:
    """Categories: the number of a part, or the name of a kind."""
    return [places.get(name, name) for name in names]


def _unknown(store: Quads, each: Scope) -> Iterator[_Json]:
    """What the documents leave open about a side."""
    told = zip(unstated(store, each.side, "zh"), unstated(store, each.side, "en"), strict=True)
    for zh, en in told:
        label = pair(zh.label, en.label)
        iris = {code: code if ":" in code else ID + code for code in zh.see}
        see = [{"code": code, "label": name_pair(store, iri)} for code, iri in iris.items()]
        says = pair(zh.says, en.says)
        yield {"code": zh.code, "label": label, "what": zh.what, "says": says, "see": see}


def _mapping(link: Link, row: Row | None, places: Mapping[str, int]) -> _Json:
    return {
        "left": places[link.left],
        "right": places[link.right],
        "predicate": link.predicate,
        "confidence": link.confidence,
        "justification": row.justification if row else "",
        "why": _reason(row),
    }


def _none(row: Row, places: Mapping[str, int]) -> _Json:
    return {"thing": places[row.subject], "in": curie(row.object_source), "why": _reason(row)}


def _reason(row: Row | None) -> dict[str, str]:
    return pair(row.reason("zh"), row.reason("en")) if row else pair("", "")


def _differences(store: Quads) -> list[_Json]:
    told = zip(conflicts(store, lang="zh"), conflicts(store, lang="en"), strict=True)
    return [
        {
            "id": zh.id,
            "topic": pair(zh.topic, en.topic),
            "documents": sorted(zh.documents),
            "about": zh.about,
        }
        for zh, en in told
    ]


def _quotes(found: Quotes) -> _Json:
    """All quotes once, in the order of the sources, and the numbers of those of each thing."""
    every = by_place(
        quote
        for some in (*found.of.values(), *(end for ends in found.pairs for end in ends))
        for quote in some
    )
    numbers = {quote.iri: number for number, quote in enumerate(every)}

    def told(some: Iterable[Evidence]) -> list[int]:
        return [numbers[quote.iri] for quote in some]

    return {
        "quotes": [evidence_json(quote) for quote in every],
        "of": {curie(iri): told(some) for iri, some in found.of.items()},
        "pairs": [[told(left), told(right)] for left, right in found.pairs],
    }
