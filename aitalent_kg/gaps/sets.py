"""What is missing between two sets of items, and what each missing item would unlock.

In: sets of items, a goal (item -> the parts that need it), links between items. Out: frozen
values. An item is any text; no graph, no file, no label here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.mappings.record import PREDICATES, TURNED
from aitalent_kg.text import natural

__all__ = [
    "ACCEPTED",
    "PREDICATES",
    "STRENGTHS",
    "Gap",
    "Link",
    "Missing",
    "Substitute",
    "Team",
    "accepted",
    "gap",
    "team",
]

#: What lets one item stand for another unless the caller says otherwise.
ACCEPTED = PREDICATES[:2]
#: From the strongest, as a caller names the weakest mapping that counts.
STRENGTHS = ("none", "exact", "close", "broad", "narrow", "related")


def accepted(weakest: str) -> tuple[str, ...]:
    """Predicates that count where `weakest` is the weakest that does.

    Raises:
        UnknownName: it is none of `STRENGTHS`.

    >>> accepted("close")
    ('skos:exactMatch', 'skos:closeMatch')
    """
    if weakest not in STRENGTHS:
        raise UnknownName(weakest, STRENGTHS, "strength of mapping", "")
    return PREDICATES[: STRENGTHS.index(weakest)]


@dataclass(frozen=True, slots=True)
class Link:
    """A mapping `left predicate right`, as SKOS has it: broadMatch says that `right` is broader.

    Raises:
        BadValue: no such predicate, or a confidence outside 0.0 to 1.0.
    """

    left: str
    right: str
    predicate: str  #: one of `PREDICATES`
    confidence: float | None = None  #: 0.0 to 1.0, no unit; None where none is stated

    def __post_init__(self) -> None:
        if self.predicate not in PREDICATES:
            raise BadValue(self.predicate, f"no mapping; give one of {', '.join(PREDICATES)}")
        if self.confidence is None:
            return
        if not isinstance(self.confidence, int | float) or not 0 <= self.confidence <= 1:
            raise BadValue(self.confidence, "a confidence is a number between 0.0 and 1.0")

    def turned(self) -> Link:
        """The same mapping said of `right`."""
        predicate = TURNED.get(self.predicate, self.predicate)
        return Link(self.right, self.left, predicate, self.confidence)


@dataclass(frozen=True, slots=True)
class Missing:
    """An item that the goal asks for and nothing held covers."""

    item: str
    parts: tuple[str, ...]  #: parts of the goal that need it
    completes: tuple[str, ...]  #: those of `parts` that need nothing else


@dataclass(frozen=True, slots=True)
class Substitute:
    """An item that is not held itself; a held one is mapped to it."""

    item: str
    links: tuple[Link, ...]  #: from the item to what is held, the strongest first


@dataclass(frozen=True, slots=True)
class Gap:
    """Every item of a goal stands in exactly one of these."""

    missing: tuple[Missing, ...]  #: what unlocks most comes first
    covered: tuple[str, ...]
    mapped: tuple[Substitute, ...]
    presupposed: tuple[str, ...] = ()  #: not covered, and taken as given at the start


@dataclass(frozen=True, slots=True)
class Team:
    """What several people cover of a goal, each and together."""

    members: Mapping[str, Gap]
    together: Gap  #: of all that they hold
    holders: Mapping[str, tuple[str, ...]]  #: item -> who covers it, itself or by a mapped item

    @property
    def nobody(self) -> tuple[str, ...]:
        """Items that no member covers, what unlocks most first."""
        return tuple(entry.item for entry in self.together.missing)

    @property
    def single(self) -> Mapping[str, str]:
        """Items that exactly one member covers -> that member."""
        return {item: names[0] for item, names in self.holders.items() if len(names) == 1}


def gap(
    have: Set[str],
    goal: Mapping[str, Iterable[str]],
    links: Iterable[Link] = (),
    accepted: Collection[str] = ACCEPTED,
    open_parts: Set[str] = frozenset(),
    presupposed: Set[str] = frozenset(),
) -> Gap:
    """Compare what is held with what a goal asks for.

    Args:
        have: items held.
        goal: item -> parts of the goal that need it (tasks, gates, ability types ...).
        links: mappings; each is read in both directions, and none is chained to another.
        accepted: predicates, read from the goal's item, by which one item stands for another.
        open_parts: parts of which not everything is known; no item completes them.
        presupposed: items that the goal takes as given; not missing where they are not held.

    Missing items are ordered by the parts they complete, the parts that need them, their name;
    for completing a part a mapped or presupposed item counts as held.

    >>> gap({"a"}, {"a": ["t1"], "b": ["t1", "t2"], "c": ["t2"]}).missing[0].completes
    ('t1',)
    """
    needs = {item: frozenset(parts) for item, parts in goal.items()}
    covered = sorted(set(needs) & have, key=natural)
    mapped = _mapped(set(needs) - have, have, links, accepted)
    lacking = set(needs) - have - {entry.item for entry in mapped}
    missing = _ordered(lacking - presupposed, needs, open_parts)
    return Gap(missing, tuple(covered), mapped, _sorted(lacking & presupposed))


def team(
    people: Mapping[str, Set[str]],
    goal: Mapping[str, Iterable[str]],
    links: Iterable[Link] = (),
    accepted: Collection[str] = ACCEPTED,
    open_parts: Set[str] = frozenset(),
    presupposed: Set[str] = frozenset(),
) -> Team:
    """Compare what several people hold with a goal; the arguments are those of `gap`.

    >>> team({"x": {"a"}, "y": {"a", "b"}}, {"a": ["t"], "b": ["t"]}).single
    {'b': 'y'}
    """
    goal = {item: tuple(parts) for item, parts in goal.items()}
    links = tuple(links)
    how = (goal, links, accepted, open_parts, presupposed)
    members = {name: gap(held, *how) for name, held in people.items()}
    holders = {
        item: tuple(name for name, found in members.items() if item in _held(found))
        for item in sorted(goal, key=natural)
    }
    return Team(members, gap(frozenset().union(*people.values()), *how), holders)


def _held(found: Gap) -> set[str]:
    return {*found.covered, *(entry.item for entry in found.mapped)}


def _mapped(
    wanted: Set[str], have: Set[str], links: Iterable[Link], accepted: Collection[str]
) -> tuple[Substitute, ...]:
    found: dict[str, set[Link]] = defaultdict(set)
    for link in links:
        for said in (link, link.turned()):
            if said.left in wanted and said.right in have and said.predicate in accepted:
                found[said.left].add(said)
    return tuple(
        Substitute(item, tuple(sorted(found[item], key=_weakness)))
        for item in sorted(found, key=natural)
    )


def _weakness(link: Link) -> tuple[int, float, str]:
    """Sort key by which the stronger link comes first; one without confidence comes last."""
    confidence = -1.0 if link.confidence is None else link.confidence
    return PREDICATES.index(link.predicate), -confidence, link.right


def _ordered(
    missing: Set[str], needs: Mapping[str, Set[str]], open_parts: Set[str]
) -> tuple[Missing, ...]:
    lacking: dict[str, set[str]] = defaultdict(set)
    for item in missing:
        for part in needs[item]:
            lacking[part].add(item)
    ends = {part for part, items in lacking.items() if len(items) == 1} - open_parts
    entries = (Missing(item, _sorted(needs[item]), _sorted(needs[item] & ends)) for item in missing)
    return tuple(sorted(entries, key=lambda m: (-len(m.completes), -len(m.parts), natural(m.item))))


def _sorted(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(parts, key=natural))
