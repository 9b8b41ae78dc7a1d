"""The overlap of more than two things: every pair of them, what all have, matrices.

In: the graph, several sides, how to compare them. Out: frozen answers, a `Matrix`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from aitalent_kg.errors import BadValue
from aitalent_kg.gaps.sets import Link
from aitalent_kg.lookup import Quads, Ref, kind_of, ref
from aitalent_kg.names import curie
from aitalent_kg.overlap.answer import How, OverlapAnswer, answer
from aitalent_kg.overlap.compared import What, compared, requirers
from aitalent_kg.overlap.matrix import Matrix, matrix_of, matrix_on
from aitalent_kg.overlap.measures import CONTAINMENTS, idf
from aitalent_kg.overlap.pairs import write_pairs
from aitalent_kg.overlap.rows import named, of_pairs
from aitalent_kg.overlap.sets import overlap
from aitalent_kg.overlap.weights import weight_of
from aitalent_kg.progress import Progress, silent
from aitalent_kg.table import Table
from aitalent_kg.text import natural

__all__ = [
    "Common",
    "OverlapsAnswer",
    "common_to_all",
    "overlap_matrix_of",
    "overlaps_of",
    "write_pairs_of",
]


@dataclass(frozen=True, slots=True)
class Common:
    """What every side has: one item, or items each two of which are mapped to one another."""

    items: tuple[Ref, ...]  #: one of each side, in the order of the sides
    weight: float  #: of the weakest mapping between two of them; 1.0 where all are one item


@dataclass(frozen=True, slots=True, repr=False)
class OverlapsAnswer:
    """What several sides have in common: each pair of them, and what all have."""

    sides: tuple[Ref, ...]
    measure: str
    pairs: tuple[OverlapAnswer, ...]  #: first and second, first and third … last but one and last
    common: tuple[Common, ...]  #: what is one item for all comes first

    def table(self) -> Table:
        """One row a pair of sides: its numbers, how many items are shared, how many pairs mapped."""
        return of_pairs(self)

    def __repr__(self) -> str:
        names = ", ".join(map(named, self.sides))
        return f"<Overlaps of {names}: {self.measure}, {len(self.common)} common to all>"


def overlaps_of(store: Quads, what: Sequence[What], how: How) -> OverlapsAnswer:
    """Compare each of several sides with each other.

    Raises:
        BadValue: there are fewer than two.
        UnknownName, AmbiguousName: as for `aitalent_kg.overlap.compared.compared`.
    """
    if len(what) < 2:
        raise BadValue(list(what), "give two or more things to compare")
    sides = [compared(store, each, how.kinds, how.lang) for each in what]
    found = common_to_all([side.items for side in sides], how.links)
    return OverlapsAnswer(
        tuple(side.ref for side in sides),
        how.measure,
        tuple(answer(store, left, right, how) for left, right in combinations(sides, 2)),
        tuple(
            Common(tuple(ref(store, item, how.lang) for item in items), weight)
            for items, weight in found
        ),
    )


def common_to_all(
    sets: Sequence[Set[str]], links: Iterable[Link] = ()
) -> list[tuple[tuple[str, ...], float]]:
    """What all sets have, as one item of each, with the weight of the weakest mapping used.

    Each two items of what all have are one item, or are mapped to one another: mappings are not
    chained. Of what an item can stand in, that counts whose weakest mapping weighs most.

    >>> links = [Link("b", "x", "skos:exactMatch"), Link("b", "y", "skos:exactMatch")]
    >>> common_to_all([{"a", "b"}, {"a", "x"}, {"a", "y"}], links)  # x and y are not mapped
    [(('a', 'a', 'a'), 1.0)]
    """
    near: dict[str, dict[str, float]] = {}
    for link in links:
        for said in (link, link.turned()):
            weights = near.setdefault(said.left, {})
            weights[said.right] = max(weights.get(said.right, 0.0), weight_of(said))
    found: dict[tuple[str, ...], float] = {}
    for item in sorted(frozenset().union(*sets), key=natural):
        weight, chosen = _best(_choices(item, sets, near), near)
        if chosen:
            found[chosen] = weight
    order = sorted(found.items(), key=lambda e: (len({*e[0]}) > 1, -e[1], [*map(natural, e[0])]))
    return list(order)


def _choices(
    item: str, sets: Sequence[Set[str]], near: Mapping[str, Mapping[str, float]]
) -> list[list[str]]:
    """Of each set what may stand for an item, the best first: itself, else what is mapped to it."""
    mapped = near.get(item, {})
    ranked = sorted(mapped, key=lambda other: (-mapped[other], natural(other)))
    return [[item] if item in held else [o for o in ranked if o in held] for held in sets]


def _best(
    choices: Sequence[Sequence[str]],
    near: Mapping[str, Mapping[str, float]],
    chosen: tuple[str, ...] = (),
    weight: float = 1.0,
    above: float = 0.0,
) -> tuple[float, tuple[str, ...]]:
    """One of each choice, joined in pairs, whose weakest pair weighs most, and more than `above`.

    Args:
        chosen: those of the first choices that are made already.
        weight: of their weakest pair.
    """
    if weight <= above:
        return above, ()
    if len(chosen) == len(choices):
        return weight, chosen
    best: tuple[str, ...] = ()
    for other in choices[len(chosen)]:
        joined = (1.0 if one == other else near[other].get(one, 0.0) for one in chosen)
        least = min(weight, *joined) if chosen else weight
        above, found = _best(choices, near, (*chosen, other), least, above)
        best = found or best
    return above, best


def overlap_matrix_of(
    store: Quads, items: Iterable[str] | Mapping[str, Set[str]] | None, how: How
) -> Matrix:
    """Compare all with all.

    Args:
        items: names; or name -> IRIs of items, taken as they are; None is everything of the graph
            that asks for items, but for tasks, duties, gates and occupations.
        how: without links, items meet by identity and the matrix is a sparse product; with links
            each pair is compared by itself, which suits some hundred sets. idf is that in the
            sets compared.
    Raises:
        UnknownName, AmbiguousName: no one thing has this name.
        BadValue: a thing that asks for nothing by its kind, or a text in place of several names.
        AitalentError: scipy is not installed.
    """
    sets = _sets(store, items, how)
    if not how.links:
        return matrix_of(sets, how.measure, how.idf)
    masses = idf(frozenset().union(*sets.values()), [*sets.values()]) if how.idf else None
    names = [*sets]
    scores = {
        pair: overlap(sets[pair[0]], sets[pair[1]], how.links, how.measure, masses).score
        for pair in _pairs_of(names, how.measure)
    }
    rows = [[scores.get((a, b), scores.get((b, a), 0.0)) for b in names] for a in names]
    return matrix_on(names, how.measure, rows)


def write_pairs_of(
    store: Quads,
    path: Path | str,
    items: Iterable[str] | Mapping[str, Set[str]] | None,
    how: How,
    least: float = 0.0,
    nearest: int | None = None,
    progress: Progress = silent,
) -> int:
    """The same to a file, in little memory; items meet by identity, `how` has no links."""
    sets = _sets(store, items, how)
    return write_pairs(sets, path, how.measure, how.idf, least, nearest, progress)


def _pairs_of(names: Sequence[str], measure: str) -> Iterator[tuple[str, str]]:
    """Pairs to compare; the reverse of one as well where the measure has a direction."""
    for place, name in enumerate(names):
        for other in names if measure in CONTAINMENTS else names[place:]:
            yield name, other


def _sets(
    store: Quads, items: Iterable[str] | Mapping[str, Set[str]] | None, how: How
) -> dict[str, frozenset[str]]:
    if items is None:
        found = requirers(store, how.kinds)
        return {curie(thing): found[thing] for thing in sorted(found, key=natural)}
    if isinstance(items, str):
        raise BadValue(items, "one name makes no matrix; give several, or sets by name")
    if not isinstance(items, Mapping):
        return {name: compared(store, name, how.kinds, how.lang).items for name in items}
    for name, each in items.items():
        if isinstance(each, str):
            raise BadValue(each, f"give IRIs of items of {name} in a set")
    return {
        name: frozenset(i for i in each if how.kinds is None or kind_of(store, i) in how.kinds)
        for name, each in items.items()
    }
