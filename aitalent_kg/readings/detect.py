"""Structural disagreements in a graph, with their quotes, and whether they are recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aitalent_kg.evidence import Evidence, by_place, evidence_of
from aitalent_kg.lookup import Quads, Ref, codes, described, label, objects, ref, subjects
from aitalent_kg.names import AIT, ID, curie
from aitalent_kg.readings.records import facts_of
from aitalent_kg.readings.rules import Found, found_in
from aitalent_kg.readings.settled import SETTLED
from aitalent_kg.text import folded

__all__ = ["Finding", "detect"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement that shows in the structure of the graph."""

    kind: str  #: one of `rules.KINDS`
    about: str  #: what differs: "role group", "level", "definition" …
    things: tuple[Ref, ...]
    values: tuple[str, ...]  #: names of groups, levels …; or the words that differ
    quotes: tuple[Evidence, ...]
    recorded: tuple[str, ...]  #: ids of the recorded differences that cover it
    reason: str  #: why it is none, where it is not recorded; "" where nobody has looked at it


@dataclass(frozen=True, slots=True)
class _Record:
    """What a recorded difference is about, and the quotes of its readings."""

    id: str
    about: frozenset[str]
    quotes: tuple[Evidence, ...]


def detect(store: Quads, lang: str = "zh") -> list[Finding]:
    """What statements of a graph cannot both say of one thing, by kind and thing.

    A thing in two groups of one kind, a certification in two classes or outside what its class
    covers, two levels or dates, a step from a group to its own member, one definition for two
    things, two for one, a number used twice, two names for one number. Two words for one group,
    and things that take their definition from one printed sentence, are no disagreement. Texts
    are compared in Chinese, of things that have none in another language. Files that were loaded
    beside the documents count as these do.
    """
    records = list(_records(store))
    return [_finding(store, found, records, lang) for found in found_in(facts_of(store))]


def _records(store: Quads) -> Iterable[_Record]:
    for iri in subjects(store, "rdf:type", AIT + "Contradiction"):
        yield _Record(
            next(iter(codes(store, iri)), curie(iri)),
            frozenset(objects(store, iri, "ait:about")),
            tuple(evidence_of(store, iri)),
        )


def _finding(store: Quads, found: Found, records: Iterable[_Record], lang: str) -> Finding:
    names = tuple(_name(store, value, lang) for value in found.values)
    quotes = _quotes(store, found)
    recorded = tuple(sorted(one.id for one in records if _covers(one, found, quotes)))
    known = SETTLED.get(tuple(map(curie, (*found.things, *found.values))), {})
    return Finding(
        found.kind,
        found.about,
        tuple(ref(store, thing, lang) for thing in found.things),
        names,
        quotes,
        recorded,
        "" if recorded else known.get(lang, ""),
    )


def _name(store: Quads, value: str, lang: str) -> str:
    """A group with the document whose group it is, as two documents use one name."""
    if not described(store, value):
        return value or "–"
    name = label(store, value, lang)
    return f"{name} ({curie(value).partition('/')[0]})" if _is_of_document(value) else name


def _is_of_document(value: str) -> bool:
    return value.startswith(ID) and not value.startswith((ID + "scheme/", ID + "organisation/"))


def _quotes(store: Quads, found: Found) -> tuple[Evidence, ...]:
    """The quotes of the statements; of a thing itself those that hold a value, if any do."""
    quotes: list[Evidence] = []
    for statement in found.statements:
        own = evidence_of(store, statement)
        if statement in found.things:
            own = [q for q in own if _holds(store, q, found.values)] or own
        quotes += own
    return tuple(by_place(quotes))


def _holds(store: Quads, quote: Evidence, values: Sequence[str]) -> bool:
    names = (label(store, value) if described(store, value) else value for value in values)
    return any(folded(name) in folded(quote.quote) for name in names if name)


def _covers(record: _Record, found: Found, quotes: Sequence[Evidence]) -> bool:
    """Whether it is about all these things, and quotes a place that the finding rests on."""
    return record.about.issuperset(found.things) and any(
        _overlap(one, other) for one in record.quotes for other in quotes
    )


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end
