"""What became of the items of a framework, each change with the quotes that say so.

In: two sides and a framework. Out: a frozen `FrameworkDiff`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aitalent_kg.evidence import Evidence
from aitalent_kg.lookup import label, objects, subjects
from aitalent_kg.names import ID
from aitalent_kg.text import natural
from aitalent_kg.versions.causes import differing
from aitalent_kg.versions.items import Item, ItemDiff, Pair, diff_items
from aitalent_kg.versions.marking import Run, marking
from aitalent_kg.versions.reading import items_of
from aitalent_kg.versions.sides import Side

__all__ = ["STATES", "Change", "FrameworkDiff", "diff_framework"]

#: What may become of an item, in the order of a report.
STATES = (
    "removed", "added", "reworded", "renumbered", "kind", "level", "moved", "asked", "reordered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became of one item; an item may be reworded and renumbered as well."""

    state: str  #: one of `STATES`
    kind: str
    old: str | None  #: key in the old version: its code or path below the framework
    new: str | None
    old_label: str
    new_label: str
    before: tuple[
        str, ...
    ]  #: code, levels or kind; keys of what alone it belonged to, or asked for it
    after: tuple[str, ...]
    wording: tuple[Run, ...]  #: of an item that was reworded: its name
    definition: tuple[Run, ...]  #: and what else is said of it, where that changed
    old_quotes: tuple[Evidence, ...]
    new_quotes: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FrameworkDiff:
    """Two versions of one framework; false where they have the same items."""

    old: str  #: its code
    new: str
    old_label: str
    new_label: str
    items: ItemDiff
    changes: tuple[Change, ...]  #: in the order of `STATES`, then of codes

    def __bool__(self) -> bool:
        return bool(self.items)

    def of(self, state: str) -> tuple[Change, ...]:
        """The changes of one kind.

        >>> from aitalent_kg.versions.items import diff_items
        >>> FrameworkDiff("a", "b", "", "", diff_items([], []), ()).of("added")
        ()
        """
        return tuple(change for change in self.changes if change.state == state)


def diff_framework(
    old: Side, new: Side, roots: tuple[str, str], codes: tuple[str, str], lang: str = "zh"
) -> FrameworkDiff:
    """Compare the items of a framework.

    Args:
        roots: its IRI on each side.
        codes: its code in each version, for the reader.
    """
    found = diff_items(items_of(old.store, roots[0]), items_of(new.store, roots[1]))
    view = _View((old, new), roots)
    changes = sorted(view.changes(found), key=_place)
    names = label(old.store, roots[0], lang), label(new.store, roots[1], lang)
    return FrameworkDiff(codes[0], codes[1], *names, found, tuple(changes))


def _place(change: Change) -> tuple[int, str, list[tuple[int, int, str]]]:
    """Where a change stands in a report."""
    return STATES.index(change.state), change.kind, natural(change.old or change.new or "")


class _View:
    """Looks up what an answer shows of items."""

    def __init__(self, sides: tuple[Side, Side], roots: tuple[str, str]) -> None:
        self._sides, self._roots = sides, roots

    def changes(self, found: ItemDiff) -> Iterator[Change]:
        """Every change."""
        for item in found.removed:
            quotes = tuple(self._sides[0].evidence(self._iri(0, item.key)))
            yield _alone("removed", item, quotes)
        for item in found.added:
            quotes = tuple(self._sides[1].evidence(self._iri(1, item.key)))
            yield _alone("added", item, quotes)
        for pair in found.pairs:
            yield from self._of_pair(pair)

    def _of_pair(self, pair: Pair) -> Iterator[Change]:
        old, new = pair.old, pair.new
        if pair.reworded:
            told = marking(old.definition, new.definition)
            told = told if old.definition != new.definition else ()
            wording = marking(old.label, new.label)
            yield self._change("reworded", pair, (), (), wording, told)
        for state, there, before, after in (
            ("renumbered", pair.renumbered, (old.code,), (new.code,)),
            ("kind", pair.rekinded, (old.kind,), (new.kind,)),
            ("level", pair.level_changed, old.levels, new.levels),
            ("reordered", pair.reordered, (str(old.order),), (str(new.order),)),
        ):
            if there:
                yield self._change(state, pair, before, after)
        if pair.moved:
            yield self._change("moved", pair, pair.parents_gone, pair.parents_come)
        if pair.asked:
            quotes = self._asking(0, pair.asked_gone, old), self._asking(1, pair.asked_come, new)
            ends = pair.asked_gone, pair.asked_come
            yield self._change("asked", pair, *ends, quotes=quotes)

    def _change(
        self,
        state: str,
        pair: Pair,
        before: Sequence[str],
        after: Sequence[str],
        wording: tuple[Run, ...] = (),
        definition: tuple[Run, ...] = (),
        quotes: tuple[tuple[Evidence, ...], tuple[Evidence, ...]] | None = None,
    ) -> Change:
        old, new = pair.old, pair.new
        return Change(
            state,
            new.kind,
            old.key,
            new.key,
            _name(old),
            _name(new),
            tuple(filter(None, before)),
            tuple(filter(None, after)),
            wording,
            definition,
            *(quotes or self._differing(pair)),
        )

    def _differing(self, pair: Pair) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        old, new = self._iri(0, pair.old.key), self._iri(1, pair.new.key)
        return differing(self._sides[0].evidence(old), self._sides[1].evidence(new))

    def _asking(self, at: int, askers: Iterable[str], item: Item) -> tuple[Evidence, ...]:
        """Quotes of the requirements by which they ask for an item."""
        store, wanted = self._sides[at].store, {self._iri(at, key) for key in askers}
        nodes = [
            node
            for node in subjects(store, "ait:requiredItem", self._iri(at, item.key))
            if wanted & {*objects(store, node, "ait:requirer")}
        ]
        found = (quote for node in nodes for quote in self._sides[at].evidence(node))
        return tuple(sorted({*found}, key=lambda quote: (quote.source, quote.start)))

    def _iri(self, at: int, key: str) -> str:
        """IRI of a key; a thing outside the framework has its own."""
        root = self._roots[at]
        if ":" in key.partition("/")[0]:
            return key
        mark = "/" if root.startswith(ID) else self._mark(at)
        return f"{root}{mark}{key}" if key else root

    def _mark(self, at: int) -> str:
        """What stands between a framework and its parts in IRIs of others."""
        inside = subjects(self._sides[at].store, "skos:inScheme", self._roots[at])
        return "#" if any(iri.startswith(f"{self._roots[at]}#") for iri in inside) else "/"


def _alone(state: str, item: Item, quotes: tuple[Evidence, ...]) -> Change:
    gone = state == "removed"
    return Change(
        state,
        item.kind,
        item.key if gone else None,
        None if gone else item.key,
        _name(item) if gone else "",
        "" if gone else _name(item),
        (),
        (),
        (),
        (),
        quotes if gone else (),
        () if gone else quotes,
    )


def _name(item: Item) -> str:
    """Its name, or where it has none the first line of its text."""
    return item.label or item.definition.partition("\n")[0]
