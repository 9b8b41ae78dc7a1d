"""Two lists of items compared: which are new, gone, reworded, renumbered, moved.

In: items of an old and a new version, as plain records. Out: a frozen `ItemDiff`. No graph here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from aitalent_kg.versions.pairing import Item, paired, unique

__all__ = ["Item", "ItemDiff", "Pair", "diff_items"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One item in both versions; the other fields are keys of what it is linked to."""

    old: Item
    new: Item
    parents_gone: tuple[str, ...] = ()  #: keys of the old version
    parents_come: tuple[str, ...] = ()  #: keys of the new version
    asked_gone: tuple[str, ...] = ()
    asked_come: tuple[str, ...] = ()
    reordered: bool = False  #: it stands elsewhere among its neighbours

    @property
    def reworded(self) -> bool:
        """Whether its name, or what else is said of it, reads otherwise."""
        return (self.old.label, self.old.definition) != (self.new.label, self.new.definition)

    @property
    def renumbered(self) -> bool:
        """Whether it has another printed code."""
        return self.old.code != self.new.code

    @property
    def moved(self) -> bool:
        """Whether it belongs to something else."""
        return bool(self.parents_gone or self.parents_come)

    @property
    def asked(self) -> bool:
        """Whether something else asks for it."""
        return bool(self.asked_gone or self.asked_come)

    @property
    def level_changed(self) -> bool:
        """Whether it has other levels."""
        return set(self.old.levels) != set(self.new.levels)

    @property
    def rekinded(self) -> bool:
        """Whether it is of another kind."""
        return self.old.kind != self.new.kind


@dataclass(frozen=True, slots=True)
class ItemDiff:
    """What became of the items; false where nothing did."""

    pairs: tuple[Pair, ...]  #: items of both versions, changed or not, in the old order
    removed: tuple[Item, ...]
    added: tuple[Item, ...]

    def __bool__(self) -> bool:
        named = (self.reworded, self.renumbered, self.moved, self.asked, self.level_changed)
        return any((self.removed, self.added, *named, self.rekinded, self.reordered))

    @property
    def reworded(self) -> tuple[Pair, ...]:
        """Items that read otherwise."""
        return tuple(pair for pair in self.pairs if pair.reworded)

    @property
    def renumbered(self) -> tuple[Pair, ...]:
        """Items with another printed code."""
        return tuple(pair for pair in self.pairs if pair.renumbered)

    @property
    def moved(self) -> tuple[Pair, ...]:
        """Items that belong to something else."""
        return tuple(pair for pair in self.pairs if pair.moved)

    @property
    def asked(self) -> tuple[Pair, ...]:
        """Items that something else asks for."""
        return tuple(pair for pair in self.pairs if pair.asked)

    @property
    def level_changed(self) -> tuple[Pair, ...]:
        """Items with other levels."""
        return tuple(pair for pair in self.pairs if pair.level_changed)

    @property
    def rekinded(self) -> tuple[Pair, ...]:
        """Items of another kind."""
        return tuple(pair for pair in self.pairs if pair.rekinded)

    @property
    def reordered(self) -> tuple[Pair, ...]:
        """The fewest items that must be put elsewhere for the others to keep their order."""
        return tuple(pair for pair in self.pairs if pair.reordered)


def diff_items(old: Iterable[Item], new: Iterable[Item]) -> ItemDiff:
    """Compare the items of two versions.

    Codes are local to a version, so an item is followed by its code only as far as its words agree;
    see `pairing.paired`.

    Raises:
        BadValue: a key stands twice in one version.

    >>> before = [Item("K01", "法規"), Item("K02", "統計概念")]
    >>> found = diff_items(before, [Item("K01", "相關法規"), Item("K03", "機器學習")])
    >>> [pair.new.label for pair in found.reworded], found.removed[0].key, found.added[0].key
    (['相關法規'], 'K02', 'K03')
    """
    before, after = unique(old, "old"), unique(new, "new")
    found = paired(before, after)
    both = before.keys() & after.keys()
    pairs = [_linked(before[a], after[b], found, both) for a, b in found.items()]
    elsewhere, taken = _reordered(pairs), set(found.values())
    return ItemDiff(
        tuple(_marked(pair) if pair.old.key in elsewhere else pair for pair in pairs),
        tuple(item for key, item in before.items() if key not in found),
        tuple(item for key, item in after.items() if key not in taken),
    )


def _marked(pair: Pair) -> Pair:
    links = (pair.parents_gone, pair.parents_come, pair.asked_gone, pair.asked_come)
    return Pair(pair.old, pair.new, *links, reordered=True)


def _linked(old: Item, new: Item, found: Mapping[str, str], both: Set[str]) -> Pair:
    """A pair with the links that only one of its items has; `both` are keys of both versions."""

    def lost(mine: Sequence[str], theirs: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        # what is no item of both, such as the framework itself, is named the same in both versions
        now = {k: found.get(k, None if k in both else k) for k in mine}
        here, there = {*now.values()}, {*theirs}
        gone = tuple(key for key in mine if now[key] not in there)
        return gone, tuple(key for key in theirs if key not in here)

    return Pair(old, new, *lost(old.parents, new.parents), *lost(old.asked_by, new.asked_by))


def _reordered(pairs: Sequence[Pair]) -> set[str]:
    """Old keys of the pairs that left the order of their neighbours."""
    groups: dict[tuple[str, frozenset[str]], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.old.order and pair.new.order and not pair.moved and not pair.rekinded:
            groups[pair.new.kind, frozenset(pair.new.parents)].append(pair)
    elsewhere: set[str] = set()
    for group in groups.values():
        group.sort(key=lambda pair: pair.old.order)
        kept = _longest_rise([pair.new.order for pair in group])
        elsewhere |= {pair.old.key for at, pair in enumerate(group) if at not in kept}
    return elsewhere


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Places of a longest subsequence that never falls (Schensted 1961)."""
    lows: list[tuple[int, int]] = []  # last number of the best rise of each length, and its place
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(lows, (number + 1, -1))
        before.append(lows[length - 1][1] if length else -1)
        lows[length : length + 1] = [(number, at)]
    kept: set[int] = set()
    at = lows[-1][1] if lows else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
