"""Which item of the new version is which item of the old one.

In: items as plain records. Out: old key -> new key. No graph here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from aitalent_kg.errors import BadValue
from aitalent_kg.text import folded

__all__ = ["OTHER_CODE", "SAME_CODE", "Item", "paired", "similarity", "unique"]

#: From this similarity on, words under one code are one item reworded; below, the code was given to
#: another item. Of the 24 codes that SMS2512-002v1 and SET2529-001v2 share, those that mean
#: different things reach 33, but for S01 (資料蒐集能力, 資料蒐集與解讀能力: 80).
SAME_CODE = 50.0
#: From this similarity on, words under another code are one item, renumbered and reworded. Different
#: skills of one standard reach 75 (AI 系統操作能力, AI 系統規劃能力), and but for one pair of outputs
#: (AI 技術應用發展專案報告, AI 技術應用發展專案成效報告: 92) any different parts reach 77.
OTHER_CODE = 80.0


@dataclass(frozen=True, slots=True)
class Item:
    """One item of one version."""

    key: str  #: what names it inside its version: its code or path, or an IRI that stays
    label: str
    kind: str = ""  #: for example "Knowledge"
    code: str = ""  #: as printed; "" where none is
    definition: str = ""  #: what else is said of it in words
    parents: tuple[str, ...] = ()  #: keys of what it belongs to
    asked_by: tuple[str, ...] = ()  #: keys of what requires it
    levels: tuple[str, ...] = ()
    order: int = 0  #: its place among those of its kind and parents, from 1; 0 where none is stated

    @property
    def numbered(self) -> bool:
        """Whether only its place or code names it, which another item may take over."""
        return bool(self.code or self.order)


def unique(items: Iterable[Item], version: str) -> dict[str, Item]:
    """Items by key.

    Raises:
        BadValue: a key stands twice.
    """
    found: dict[str, Item] = {}
    for item in items:
        if found.setdefault(item.key, item) is not item:
            raise BadValue(item.key, f"names two items of the {version} version; give each its own")
    return found


def similarity(old: Item, new: Item) -> float:
    """How alike two items read, 0 to 100: twice the letters in common order over all letters.

    Of the names alone, or of names and definitions, whichever is higher: an item may be renamed
    and keep its definition. Blanks, case and width do not count. Indel ratio of rapidfuzz.
    """
    names = fuzz.ratio(folded(old.label), folded(new.label)) if old.label and new.label else 0.0
    return max(names, fuzz.ratio(_words(old), _words(new)))


def paired(old: Mapping[str, Item], new: Mapping[str, Item]) -> dict[str, str]:
    """Old key -> new key, in the old order.

    Same words under the same key come first, then same words under another key, then similar
    words under the same key, then similar words under another. So a code that went to another
    item does not carry the old item with it. What no number names, such as the standard itself
    or its occupation, is the same thing whatever it is called.
    """
    found: dict[str, str] = {}
    for step in (_same, _same_words, _same_key, _similar):
        taken = set(found.values())
        open_old = {key: item for key, item in old.items() if key not in found}
        open_new = {key: item for key, item in new.items() if key not in taken}
        found.update(step(open_old, open_new))
    return {key: found[key] for key in old if key in found}


Pairs = Iterator[tuple[str, str]]


def _same(old: Mapping[str, Item], new: Mapping[str, Item]) -> Pairs:
    for key, item in old.items():
        if key in new and _words(item) == _words(new[key]):
            yield key, key


def _same_words(old: Mapping[str, Item], new: Mapping[str, Item]) -> Pairs:
    """Same words and kind; of several the first with the first."""
    there: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, item in new.items():
        there[item.kind, _words(item)].append(key)
    for key, item in old.items():
        keys = there.get((item.kind, _words(item)))
        if keys and _words(item) and not (key in new and not item.numbered):
            yield key, keys.pop(0)


def _same_key(old: Mapping[str, Item], new: Mapping[str, Item]) -> Pairs:
    for key, item in old.items():
        if key not in new:
            continue
        other = new[key]
        silent = not (_words(item) and _words(other))
        named = not (item.numbered or other.numbered)
        alike = (silent or named) and item.kind == other.kind
        if alike or similarity(item, other) >= SAME_CODE:
            yield key, key


def _similar(old: Mapping[str, Item], new: Mapping[str, Item]) -> Pairs:
    """The most similar first; each item once."""
    found = sorted(_candidates(old, new), key=lambda entry: -entry[0])
    left, right = set(old), set(new)
    for _, a, b in found:
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            yield a, b


def _candidates(
    old: Mapping[str, Item], new: Mapping[str, Item]
) -> Iterator[tuple[float, str, str]]:
    """Pairs of one kind that are similar by names, or by names and definitions."""
    for words in (_name, _words):
        groups: dict[str, dict[str, str]] = defaultdict(dict)
        for key, item in new.items():
            if words(item):
                groups[item.kind][key] = words(item)
        for key, item in old.items():
            there = groups.get(item.kind)
            if there and words(item):
                matches = process.extract(
                    words(item), there, scorer=fuzz.ratio, limit=None, score_cutoff=OTHER_CODE
                )
                yield from ((score, key, other) for _, score, other in matches)


def _name(item: Item) -> str:
    return folded(item.label)


def _words(item: Item) -> str:
    return folded(f"{item.label} {item.definition}")
