"""The gap between what is held and a goal, with names, places, levels and quotes.

In: the graph, what is held, a goal. Out: frozen answers in one language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from aitalent_kg.errors import BadValue
from aitalent_kg.evidence import Evidence, evidence_of_all
from aitalent_kg.gaps.have import Holder
from aitalent_kg.gaps.links import any_between, links_of
from aitalent_kg.gaps.related import differences, documents, stating
from aitalent_kg.gaps.sets import Gap, Link, Missing, Substitute, accepted, gap, team
from aitalent_kg.gaps.sides import Demand, Side, side
from aitalent_kg.gaps.unstated import Unstated, open_parts, unstated
from aitalent_kg.lookup import Quads, Ref, codes, kind_of, label, objects, ref, text_in, words
from aitalent_kg.names import curie

__all__ = ["GapAnswer", "GapItem", "TeamAnswer", "Where", "gap_of", "team_of"]


@dataclass(frozen=True, slots=True)
class Where:
    """One part of the goal that asks for an item."""

    iri: str
    code: str
    label: str
    kind: str
    #: None where levels do not apply, "not stated" where none is printed. Of an imported table that
    #: of the requirement; else that of the part.
    level: str | None
    strength: str | None  #: name of the strength ("required", "helpful") where one is stated
    condition: str | None  #: when it applies, in the document's words
    presupposed: bool  #: whether the document takes the item as given


@dataclass(frozen=True, slots=True)
class GapItem:
    """One item of a goal."""

    iri: str
    code: str
    label: str
    kind: str
    level: str | None  #: levels of the parts that need it; as for `Where`
    required_in: tuple[Where, ...]
    quotes: tuple[Evidence, ...]  #: that the goal asks for it
    unlocks: tuple[str, ...] = ()  #: codes of parts that need nothing else; of missing items
    by: Ref | None = None  #: of mapped items: what is held instead
    predicate: str | None = None  #: the item, then this, then `by`
    confidence: float | None = None  #: 0.0 to 1.0; None where the mapping states none
    held_by: tuple[str, ...] = ()  #: names of who covers it
    differences: tuple[str, ...] = ()  #: codes of recorded differences from what is held


@dataclass(frozen=True, slots=True, repr=False)
class GapAnswer:
    """Every item of the goal stands in exactly one of the first four lists."""

    have: str  #: name of what is held
    goal: Ref
    missing: tuple[GapItem, ...]  #: what unlocks most comes first
    covered: tuple[GapItem, ...]
    mapped: tuple[GapItem, ...]
    presupposed: tuple[GapItem, ...]  #: not covered, but the document takes them as given
    unknown: tuple[Unstated, ...]  #: what the documents leave open about the goal
    have_unknown: tuple[Unstated, ...]  #: where what is held may hold more
    see: tuple[Ref, ...]  #: groups and career paths of a role, group or gate that ask for items
    from_record: bool  #: whether `have` is a person: only items and tools of the record count
    unlinked: (
        bool  #: whether what `have` has of other documents could not count: no mapping is known
    )
    #: Whether a requirement states a level for something that is covered or mapped: items are
    #: counted, so who has the item at a lower level has it covered.
    levels_apart: bool = False

    def __repr__(self) -> str:
        """Who, for what, and how many items stand in each list, in a line."""
        return _summary(self, self.have)


@dataclass(frozen=True, slots=True, repr=False)
class TeamAnswer:
    """What several hold together, and each alone; every item says who covers it."""

    goal: Ref
    members: tuple[GapAnswer, ...]
    missing: tuple[GapItem, ...]  #: nobody covers them
    covered: tuple[GapItem, ...]
    mapped: tuple[GapItem, ...]
    presupposed: tuple[GapItem, ...]
    unknown: tuple[Unstated, ...]
    see: tuple[Ref, ...]

    @property
    def single(self) -> tuple[GapItem, ...]:
        """Items that only one member covers."""
        return tuple(item for item in (*self.covered, *self.mapped) if len(item.held_by) == 1)

    def __repr__(self) -> str:
        """As of one: who, for what, and how many items stand in each list."""
        return _summary(self, ", ".join(member.have for member in self.members))


def _summary(found: GapAnswer | TeamAnswer, have: str) -> str:
    names = ("missing", "covered", "mapped", "presupposed", "unknown")
    counts = ", ".join(f"{name} {len(getattr(found, name))}" for name in names)
    return f"<{type(found).__name__} {have} -> {found.goal.label}: {counts}>"


_Items: TypeAlias = tuple[GapItem, ...]
_Lists: TypeAlias = tuple[_Items, _Items, _Items, _Items]


def gap_of(
    store: Quads,
    have: Holder,
    goal: str,
    mapped: str = "close",
    links: Iterable[Link] = (),
    conditional: bool = True,
    lang: str = "zh",
) -> GapAnswer:
    """What `have` lacks for a goal.

    Args:
        have: what is held; see `aitalent_kg.gaps.have`.
        goal: IRI of a role, standard, framework, ability type, task, gate, path or item.
        mapped: the weakest mapping by which one item stands for another: "none", "exact",
            "close", "broad" (what is held is broader), "narrow" or "related".
        links: mappings besides those of the graph.
        conditional: whether parts count that the document ties to a condition.
        lang: language of names, "zh" or "en".
    Raises:
        BadValue: `goal` is of a kind that asks for nothing, or no such value of `mapped`.
    """
    view = _View(store, side(store, goal, conditional), lang)
    every = (*links_of(store), *links)
    found = gap(have.items, view.side.goal, every, accepted(mapped), *view.how)
    return _answer(view, have, found, every)


def team_of(
    store: Quads,
    people: Iterable[Holder],
    goal: str,
    mapped: str = "close",
    links: Iterable[Link] = (),
    conditional: bool = True,
    lang: str = "zh",
) -> TeamAnswer:
    """What several people lack for a goal, each and together; arguments as for `gap_of`.

    Raises:
        BadValue: two have one name, nobody is given, or as `gap_of`.
    """
    holders = _by_name(people)
    view = _View(store, side(store, goal, conditional), lang)
    held = {name: holder.items for name, holder in holders.items()}
    every = (*links_of(store), *links)
    found = team(held, view.side.goal, every, accepted(mapped), *view.how)
    missing, covered, mapped_, presupposed = (
        tuple(replace(item, held_by=found.holders[item.iri]) for item in items)
        for items in view.lists(found.together, frozenset().union(*held.values()))
    )
    members = tuple(_answer(view, holders[n], own, every) for n, own in found.members.items())
    return TeamAnswer(
        view.ref, members, missing, covered, mapped_, presupposed, view.unknown, view.see
    )


def _by_name(people: Iterable[Holder]) -> dict[str, Holder]:
    holders: dict[str, Holder] = {}
    for holder in people:
        if holder.name in holders:
            raise BadValue(holder.name, "two members of the team have this name; change one")
        holders[holder.name] = holder
    if not holders:
        raise BadValue([], "nobody is in the team; give at least one person")
    return holders


def _answer(view: _View, have: Holder, found: Gap, links: Collection[Link]) -> GapAnswer:
    own = documents(view.side.demands)
    foreign = documents(have.items) - own
    lists = view.lists(found, have.items)
    return GapAnswer(
        have.name,
        view.ref,
        *lists,
        view.unknown,
        have.unknown,
        view.see,
        have.from_record,
        unlinked=bool(foreign and found.missing) and not any_between(links, foreign, own),
        levels_apart=any(item.iri in view.levelled for item in (*lists[1], *lists[2])),
    )


class _View:
    """A goal as answers show it; what several members need is read once."""

    def __init__(self, store: Quads, side: Side, lang: str) -> None:
        self.store, self.side, self.lang = store, side, lang
        self.ref = ref(store, side.iri, lang)
        #: What `gap` and `team` are told besides items and links.
        self.how = (open_parts(store, side), side.presupposed)
        #: Items that a requirement of the goal asks for at a level of its own.
        self.levelled: set[str] = set()
        self._cards: dict[str, GapItem] = {}
        self._places: dict[Demand, Where] = {}

    @cached_property
    def unknown(self) -> tuple[Unstated, ...]:
        """What the documents leave open about the goal."""
        return unstated(self.store, self.side, self.lang)

    @cached_property
    def see(self) -> tuple[Ref, ...]:
        """Groups and career paths of the goal that ask for items themselves."""
        return tuple(ref(self.store, iri, self.lang) for iri in stating(self.store, self.side.iri))

    def lists(self, found: Gap, held: Set[str]) -> _Lists:
        """The items of a gap: missing, covered, mapped, presupposed."""
        return (
            tuple(self._missing(entry, held) for entry in found.missing),
            tuple(map(self._card, found.covered)),
            tuple(map(self._substituted, found.mapped)),
            tuple(map(self._card, found.presupposed)),
        )

    def _missing(self, entry: Missing, held: Set[str]) -> GapItem:
        unlocks = tuple(map(curie, entry.completes))
        other = differences(self.store, entry.item, held)
        return replace(self._card(entry.item), unlocks=unlocks, differences=other)

    def _substituted(self, entry: Substitute) -> GapItem:
        best = entry.links[0]
        by = ref(self.store, best.right, self.lang)
        card = self._card(entry.item)
        return replace(card, by=by, predicate=best.predicate, confidence=best.confidence)

    def _card(self, item: str) -> GapItem:
        if item not in self._cards:
            self._cards[item] = self._read(item)
        return self._cards[item]

    def _read(self, item: str) -> GapItem:
        demands = self.side.demands[item]
        places = tuple(map(self._place, demands))
        if any(_own_level(self.store, demand) for demand in demands):
            self.levelled.add(item)
        named = ref(self.store, item, self.lang)
        quotes = tuple(evidence_of_all(self.store, (d.said_by for d in demands)))
        return GapItem(item, named.code, named.label, named.kind, _levels(places), places, quotes)

    def _place(self, demand: Demand) -> Where:
        if demand not in self._places:
            named = ref(self.store, demand.part, self.lang)
            texts = [text_in(self.store, n, "ait:condition", self.lang) for n in demand.conditions]
            strengths = objects(self.store, demand.said_by, "ait:strength")
            self._places[demand] = Where(
                named.iri,
                named.code,
                named.label,
                named.kind,
                _own_level(self.store, demand) or _level(self.store, demand.part),
                next((label(self.store, s, self.lang) for s in strengths), None),
                "; ".join(dict.fromkeys(texts)) or None,
                demand.presupposed,
            )
        return self._places[demand]


def _own_level(store: Quads, demand: Demand) -> str | None:
    """The level that a requirement states itself: its code, else its figure."""
    if "Requirement" not in kind_of(store, demand.said_by):
        return None
    named = [
        code for iri in objects(store, demand.said_by, "ait:level") for code in codes(store, iri)
    ]
    figures = [text for text, _ in words(store, demand.said_by, "ait:levelValue")]
    return ", ".join(named or figures) or None


def _level(store: Quads, part: str) -> str | None:
    levels = [code for iri in objects(store, part, "ait:level") for code in codes(store, iri)]
    return ", ".join(levels) or ("not stated" if kind_of(store, part) == "Task" else None)


def _levels(places: Iterable[Where]) -> str | None:
    """The levels of several parts, lowest first; what is not stated comes last."""
    return ", ".join(sorted({place.level for place in places if place.level})) or None
