"""Candidate mappings between two sides of the graph, or a side and a list of names.

In: the graph and two sides. Out: `Suggestion` values. What the graph has rejected is not suggested
again; what it has accepted is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from aitalent_kg.errors import BadValue
from aitalent_kg.gaps.sides import goal_of, is_item, side
from aitalent_kg.lookup import Quads, kind_of, subjects
from aitalent_kg.mappings.graphs import held
from aitalent_kg.mappings.record import PREDICATES, TURNED
from aitalent_kg.names import DOCUMENTS, ID
from aitalent_kg.suggest.features import Embed
from aitalent_kg.suggest.profile import Profile, profiles_of_texts
from aitalent_kg.suggest.reading import profiles_of
from aitalent_kg.suggest.suggesting import suggest_profiles
from aitalent_kg.suggest.suggestion import Suggestion

__all__ = ["Side", "corpus_of", "items_of", "suggest"]

#: A name as `goal_of` takes it, or any key -> name.
Side = str | Mapping[str, str]
_RELATED = PREDICATES[-1]
#: (left, right) -> predicate.
_Judged = dict[tuple[str, str], str]


def suggest(
    store: Quads,
    left: Side,
    right: Side,
    *,
    limit: int = 5,
    threshold: float | None = None,
    known: bool = False,
    embed: Embed | None = None,
) -> list[Suggestion]:
    """Candidate mappings from text alone, the best first.

    Args:
        left, right: a document, role, standard, ability type ...; or any key -> name.
        limit: candidates for each left item, at most.
        threshold: the least score; left out, that chosen on the development part.
        known: whether pairs count that the graph has rejected.
        embed: texts -> vectors, of a model of the caller's.
    Raises:
        UnknownName, AmbiguousName: no one thing has this name.
        BadValue: a side without items, both sides the same, a number out of its range.
    """
    accepted, denied = _judged(store)
    sides = _both(store, left, right)
    inside = {profile.iri for profile in (*sides[0], *sides[1])}
    found = suggest_profiles(
        *sides,
        limit=limit,
        threshold=threshold,
        others=[profile for profile in corpus_of(store) if profile.iri not in inside],
        embed=embed,
        refused=() if known else {pair for pair, what in denied.items() if what == _RELATED},
    )
    return [_marked(one, accepted, denied, known) for one in found]


def items_of(store: Quads, iri: str) -> tuple[str, ...]:
    """Items of a side: those in the scheme of a document, or what a thing asks for.

    Of a document they are all its items and ability types, asked for or not.
    """
    return tuple(_inside(store, iri)) or tuple(sorted(side(store, iri).goal))


def corpus_of(store: Quads) -> tuple[Profile, ...]:
    """The items of all documents: among them words are rare or common."""
    items = dict.fromkeys(item for stem in DOCUMENTS for item in _inside(store, ID + stem))
    return profiles_of(store, items)


def _inside(store: Quads, scheme: str) -> Iterator[str]:
    """Items in the scheme of a document, none where the graph lacks it."""
    for item in subjects(store, "skos:inScheme", scheme):
        if is_item(store, item) or kind_of(store, item) == "AbilityType":
            yield item


def _both(store: Quads, left: Side, right: Side) -> list[tuple[Profile, ...]]:
    """Profiles of both sides.

    Raises:
        BadValue: a side has no items, or both are one.
    """
    names = [goal_of(store, given) if isinstance(given, str) else "" for given in (left, right)]
    if names[0] and names[0] == names[1]:
        raise BadValue(left, "left and right are the same; give two sides")
    found = []
    for given, iri in zip((left, right), names, strict=True):
        plain = None if isinstance(given, str) else profiles_of_texts(given)
        found.append(profiles_of(store, items_of(store, iri)) if plain is None else plain)
        if not found[-1]:
            raise BadValue(given, "has no items to suggest mappings for; give a side that has some")
    return found


def _judged(store: Quads) -> tuple[_Judged, _Judged]:
    """Accepted and denied predicates of pairs, in both directions; of several the weakest denied.

    Who denies a predicate denies every stronger one, so the weakest says all.
    """
    accepted: _Judged = {}
    denied: _Judged = {}
    for entry in held(store):
        row, status = entry.mapping, entry.status
        if row.predicate not in PREDICATES or status == "candidate":
            continue
        into = denied if status == "rejected" else accepted
        for pair, predicate in (
            ((row.subject, row.object), row.predicate),
            ((row.object, row.subject), TURNED.get(row.predicate, row.predicate)),
        ):
            both = [predicate, into.get(pair, predicate)]
            into[pair] = sorted(both, key=PREDICATES.index, reverse=status == "rejected")[0]
    return accepted, denied


def _marked(one: Suggestion, accepted: _Judged, denied: _Judged, known: bool) -> Suggestion:
    """With what the graph says of the pair; a predicate that it denies becomes related."""
    pair = (one.left, one.right)
    what = denied.get(pair, "")
    strong = what and PREDICATES.index(one.predicate) <= PREDICATES.index(what)
    predicate = _RELATED if strong and not known else one.predicate
    return replace(one, predicate=predicate, known=accepted.get(pair, ""), denied=what)
