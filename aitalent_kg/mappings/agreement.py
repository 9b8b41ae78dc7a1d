"""How far two sets of mappings agree.

In: mappings of two sets. Out: an `Agreement`. No file and no graph here.

What is compared is pairs of things. A set says of a pair one of the five predicates, or nothing;
to deny a mapping is to say nothing of the pair, and brings it into what was looked at. What has
no counterpart is no pair and is compared by itself. Only pairs of documents of which both sets
speak are counted, unless the caller wants the whole: a set of two documents, compared with one of
five, would else disagree about all that it never looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from aitalent_kg.errors import BadValue
from aitalent_kg.mappings.record import NO_TERM, PREDICATES
from aitalent_kg.mappings.record import Mapping as Row
from aitalent_kg.mappings.scope import Scope, scope_of

__all__ = ["NONE", "Agreement", "Compared", "Kappa", "agreement", "kappa"]

#: What a set says of a pair that it does not map.
NONE = "none"
#: Of the normal distribution: so many standard errors hold 95 %.
_95 = 1.959964

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa: agreement beyond what two independent judges would have by chance."""

    n: int  #: pairs
    agreed: float  #: share of the pairs of which both say the same
    expected: float  #: that share by chance
    value: float | None  #: up to 1.0; None where chance alone agrees on all
    error: float | None  #: standard error, by Fleiss, Cohen and Everitt (1969)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval, cut at -1 and 1; None where kappa is not defined."""
        if self.value is None or self.error is None:
            return None
        return max(-1.0, self.value - _95 * self.error), min(1.0, self.value + _95 * self.error)


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair, and what each set says of it; `NONE` where it says nothing."""

    left: str
    right: str
    a: str  #: predicate, said of `left`
    b: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two sets of mappings, pair by pair."""

    same: tuple[Compared, ...]  #: both say the same
    differing: tuple[Compared, ...]  #: both map the pair, by other predicates
    only_a: tuple[Compared, ...]
    only_b: tuple[Compared, ...]
    denied_both: int  #: pairs that neither maps, and both deny, whatever relation they deny
    denied_one: int  #: pairs that neither maps, and one denies
    universe: str  #: "union": the pairs that either set names; "given": as many as the caller says
    all_pairs: Kappa  #: of the five predicates and none, over the universe
    shared_pairs: Kappa  #: of the predicates, over the pairs that both map
    unmatched_both: int  #: things that both say have no counterpart in a document
    unmatched_a: int  #: that only the first says so of
    unmatched_b: int
    scope: Scope  #: pairs of documents of which both speak, or one
    whole: bool  #: whether those of which one set speaks are counted
    left_out: int  #: pairs that are named and not counted, as only one set speaks of the documents


def agreement(
    a: Iterable[Row], b: Iterable[Row], pairs: int | None = None, whole: bool = False
) -> Agreement:
    """Compare two sets of mappings.

    Args:
        a, b: the mappings; orientation does not matter.
        pairs: how many pairs were looked at, those included that no set names; left out, the
            union of what the sets name, by which kappa comes out low, as no pair is left out by
            both but those that one denies.
        whole: count pairs of documents, too, of which only one of the sets speaks.
    Raises:
        BadValue: `pairs` is less than the sets name, or they name nothing that counts.
    """
    first, second = tuple(a), tuple(b)
    scope = scope_of(first, second)
    all_a, all_b = _said(first), _said(second)
    said_a, said_b = (said if whole else _within(said, scope) for said in (all_a, all_b))
    union = said_a.keys() | said_b.keys()
    left_out = len(all_a.keys() | all_b.keys()) - len(union)
    none_a, none_b = (_unmatched(rows, scope, whole) for rows in (first, second))
    _check(len(union), bool(none_a | none_b), left_out, pairs)
    compared = [
        Compared(*pair, said_a.get(pair, NONE), said_b.get(pair, NONE)) for pair in sorted(union)
    ]
    cells = Counter((entry.a, entry.b) for entry in compared)
    denied_both = sum(said == said_b.get(pair) == NONE for pair, said in said_a.items())
    denied_one = cells[NONE, NONE] - denied_both
    cells[NONE, NONE] += (len(union) if pairs is None else pairs) - len(union)
    shared = Counter({cell: n for cell, n in cells.items() if NONE not in cell})
    mapped = [entry for entry in compared if (entry.a, entry.b) != (NONE, NONE)]
    return Agreement(
        same=tuple(entry for entry in mapped if entry.a == entry.b),
        differing=tuple(e for e in mapped if e.a != e.b and NONE not in (e.a, e.b)),
        only_a=tuple(entry for entry in mapped if entry.b == NONE),
        only_b=tuple(entry for entry in mapped if entry.a == NONE),
        denied_both=denied_both,
        denied_one=denied_one,
        universe="union" if pairs is None else "given",
        all_pairs=kappa(cells),
        shared_pairs=kappa(shared),
        unmatched_both=len(none_a & none_b),
        unmatched_a=len(none_a - none_b),
        unmatched_b=len(none_b - none_a),
        scope=scope,
        whole=whole,
        left_out=left_out,
    )


def kappa(cells: Mapping[tuple[str, str], int]) -> Kappa:
    """Cohen's kappa (1960) of a table of counts, with the standard error of Fleiss et al. (1969).

    Args:
        cells: what the first and the second say -> how often.

    >>> kappa({("x", "x"): 20, ("x", "y"): 5, ("y", "x"): 10, ("y", "y"): 15}).value
    0.4
    """
    n = sum(cells.values())
    if not n:
        return Kappa(0, 0.0, 0.0, None, None)
    share = {cell: number / n for cell, number in cells.items() if number}
    names = sorted({name for cell in share for name in cell})
    rows = {name: sum(p for (x, _), p in share.items() if x == name) for name in names}
    columns = {name: sum(p for (_, y), p in share.items() if y == name) for name in names}
    agreed = sum(share.get((name, name), 0.0) for name in names)
    expected = sum(rows[name] * columns[name] for name in names)
    if len(names) == 1:
        return Kappa(n, agreed, expected, None, None)
    value = round((agreed - expected) / (1 - expected), 12)
    return Kappa(n, agreed, expected, value, _error(share, rows, columns, value, n))


def _error(
    share: Mapping[tuple[str, str], float],
    rows: Mapping[str, float],
    columns: Mapping[str, float],
    value: float,
    n: int,
) -> float:
    """The standard error for a kappa that may differ from 0."""
    expected = sum(rows[name] * columns[name] for name in rows)
    total = 0.0
    for (x, y), p in share.items():
        weight = (columns[x] + rows[y]) * (1 - value)
        total += p * ((1 - weight) ** 2 if x == y else weight**2)
    spread = total - (value - expected * (1 - value)) ** 2
    return sqrt(max(spread, 0.0) / n) / (1 - expected)


def _said(mappings: Iterable[Row]) -> dict[Pair, str]:
    """Pair -> the strongest predicate that the set states of it."""
    found: dict[Pair, str] = {}
    order = (*PREDICATES, NONE)
    for row in mappings:
        if row.object == NO_TERM:
            continue
        left, right, predicate = row.sense
        said = NONE if row.negated else predicate
        found[left, right] = min(found.get((left, right), NONE), said, key=order.index)
    return found


def _within(said: Mapping[Pair, str], scope: Scope) -> dict[Pair, str]:
    """What is said of pairs of documents of which both sets speak."""
    return {pair: word for pair, word in said.items() if scope.of(*pair) in scope.both}


def _check(named: int, unmatched: bool, left_out: int, pairs: int | None) -> None:
    if not named and not unmatched:
        problem = "no pair in either set; there is nothing to compare"
        if left_out:
            problem = (
                "the sets speak of no pair of documents in common; compare the whole to count each"
            )
        raise BadValue(0, problem)
    if pairs is not None and pairs < named:
        raise BadValue(pairs, f"the sets name {named} pairs; give that number or a higher one")


def _unmatched(mappings: Iterable[Row], scope: Scope, whole: bool) -> set[Pair]:
    lone = {(row.subject, row.object_source) for row in mappings if row.object == NO_TERM}
    return {pair for pair in lone if whole or scope.of_lone(*pair) in scope.both}
