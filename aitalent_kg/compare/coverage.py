"""How much of one set of items has a counterpart in another, in all and by group.

In: items with the groups they belong to, and mappings as links. Out: frozen values. An item is any
text; no graph, no file, no label here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from aitalent_kg.gaps.sets import ACCEPTED, Link

__all__ = ["Coverage", "Share", "between", "coverage"]

_PARTLY = frozenset({"skos:broadMatch", "skos:narrowMatch"})


@dataclass(frozen=True, slots=True)
class Share:
    """How many items of a group have a counterpart."""

    group: str
    items: tuple[str, ...]
    strict: tuple[str, ...]  #: those with one that is the same, exact or close
    lenient: tuple[str, ...]  #: those with any mapping; holds `strict`
    broader_narrower: tuple[str, ...] = ()  #: those whose best is broader or narrower

    @property
    def related_only(self) -> tuple[str, ...]:
        """Those with nothing but related ones, none of which can stand for the item."""
        others = {*self.strict, *self.broader_narrower}
        return tuple(item for item in self.lenient if item not in others)

    @property
    def without(self) -> tuple[str, ...]:
        """Those with none."""
        return tuple(item for item in self.items if item not in self.lenient)

    @property
    def strict_share(self) -> float:
        """0.0 to 1.0, no unit; 0.0 of an empty group."""
        return len(self.strict) / len(self.items) if self.items else 0.0

    @property
    def lenient_share(self) -> float:
        """0.0 to 1.0, no unit; 0.0 of an empty group."""
        return len(self.lenient) / len(self.items) if self.items else 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What share of one side's items has a counterpart on the other side."""

    of: str  #: the side whose items are counted
    by: str  #: the side that covers them
    all: Share
    by_category: tuple[Share, ...]  #: an item of two categories counts in both
    by_kind: tuple[Share, ...]


def between(links: Iterable[Link], left: Container[str], right: Container[str]) -> tuple[Link, ...]:
    """The links that join the sides, each read from left to right; none is chained to another.

    >>> between([Link("b", "a", "skos:broadMatch")], {"a"}, {"b"})[0].predicate
    'skos:narrowMatch'
    """
    found = dict.fromkeys(
        said
        for link in links
        for said in (link, link.turned())
        if said.left in left and said.right in right and said.left != said.right
    )
    return tuple(found)


def coverage(
    of: str,
    by: str,
    items: Mapping[str, Sequence[str]],
    kinds: Mapping[str, str],
    links: Iterable[Link],
    same: Container[str] = frozenset(),
) -> Coverage:
    """Count the items of one side that have a counterpart on the other.

    Args:
        items: item -> its categories, in order.
        kinds: item -> its kind.
        links: from these items to the other side, as `between` gives them.
        same: items that the other side has itself.

    >>> found = coverage("a", "b", {"x": ["c"], "y": ["c"]}, {"x": "K", "y": "S"},
    ...                  [Link("x", "z", "skos:relatedMatch")])
    >>> found.all.lenient_share, found.all.strict_share
    (0.5, 0.0)
    """
    links = tuple(links)
    own = {item for item in items if item in same}
    strict = own | {link.left for link in links if link.predicate in ACCEPTED}
    lenient = own | {link.left for link in links}
    partly = {link.left for link in links if link.predicate in _PARTLY} - strict
    categories = dict.fromkeys(name for names in items.values() for name in names)

    def share(group: str, members: Iterable[str]) -> Share:
        chosen = tuple(members)
        return Share(
            group,
            chosen,
            tuple(i for i in chosen if i in strict),
            tuple(i for i in chosen if i in lenient),
            tuple(i for i in chosen if i in partly),
        )

    return Coverage(
        of,
        by,
        share("", items),
        tuple(
            share(name, (i for i, names in items.items() if name in names)) for name in categories
        ),
        tuple(
            share(kind, (i for i in items if kinds[i] == kind))
            for kind in dict.fromkeys(kinds[i] for i in items)
        ),
    )
