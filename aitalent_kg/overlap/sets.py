"""How much two sets of items have in common, item by item.

In: two sets, links between items, masses of items. Out: frozen values. An item is any text; two
items are the same where the texts are, or as far as a link says. No graph and no code here: K02
of one standard and K02 of another are two IRIs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from aitalent_kg.errors import BadValue
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.overlap.matching import Pair
from aitalent_kg.overlap.measures import CONTAINMENTS, check_measure
from aitalent_kg.overlap.scales import Scale, scale_of
from aitalent_kg.overlap.weights import is_certain, weight_of

__all__ = ["IDENTICAL", "Counterpart", "SetOverlap", "overlap"]

#: What stands for a predicate where an item is in both sets.
IDENTICAL = "identical"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """An item of the left set that is, or stands for, one of the right set."""

    left: str
    right: str
    predicate: str  #: read from the left, or "identical"
    confidence: float | None  #: 0.0 to 1.0; None where none is stated
    weight: float  #: 0.0 to 1.0, of the predicate times the confidence
    certain: (
        bool  #: whether it is no matter of judgement; else it is wrong in `low`, right in `high`
    )
    counted: bool  #: whether the score rests on it; an item counts once at most
    share: float  #: score less the score without this pair, both items staying


@dataclass(frozen=True, slots=True)
class SetOverlap:
    """What two sets have in common; an item stands alone, or in pairs with its counterparts."""

    measure: str
    score: float  #: 0.0 to 1.0, no unit, with the expected weights of the mappings
    low: float  #: where every uncertain mapping is wrong
    high: float  #: where every uncertain mapping is right, and stands for all of the item
    left_in_right: float  #: share of the left items that the right has
    right_in_left: float  #: share of the right items that the left has
    shared: tuple[Counterpart, ...]  #: in both sets
    mapped: tuple[Counterpart, ...]  #: what carries most of the score comes first
    only_left: tuple[str, ...]  #: with no counterpart
    only_right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Weights:
    """What a pair counts at least, as expected, and at most; and the link that says so."""

    low: float
    expected: float
    high: float
    link: Link | None  #: None where both are one item


def overlap(
    left: Set[str],
    right: Set[str],
    links: Iterable[Link] = (),
    measure: str = "jaccard",
    masses: Mapping[str, float] | None = None,
    pair_weight: Callable[[Link], float] = weight_of,
) -> SetOverlap:
    """Compare two sets of items.

    Args:
        links: mappings; each is read in both directions, and none is chained to another.
        measure: "jaccard", "dice", "cosine" or "overlap" (Szymkiewicz-Simpson), which are
            symmetric; "left_in_right", the share of the left items that the right has;
            "right_in_left", the reverse.
        masses: item -> what it weighs, above 0; left out, every item weighs 1.
        pair_weight: what a mapping counts, 0.0 to 1.0.
    Raises:
        UnknownName: there is no such measure.
        BadValue: an item has no mass above 0.

    In a symmetric measure an item counts once at most, so what is shared is the pairs that
    together weigh most. A mapped pair has the lesser mass of its items times its weight; for the
    cosine, which is that of the vectors of masses, the product of the two. Containment weighs each
    item of the contained side by its own mass and its best counterpart, which may serve others too.

    Scores of an empty set are 0.0, two empty ones included: nothing is shared.

    >>> found = overlap({"a", "b"}, {"b", "c"}, [Link("a", "c", "skos:closeMatch", 0.5)])
    >>> round(found.score, 3), round(found.low, 3), found.high
    (0.538, 0.333, 1.0)
    """
    check_measure(measure)
    pairs = _pairs(left, right, links, pair_weight)
    expected = {pair: weights.expected for pair, weights in pairs.items()}
    scale = scale_of(measure, left, right, masses)
    found = sorted(_counterparts(scale, pairs, expected), key=_order)
    return SetOverlap(
        measure,
        scale.score(expected),
        scale.score({pair: weights.low for pair, weights in pairs.items()}),
        scale.score({pair: weights.high for pair, weights in pairs.items()}),
        *_contained(left, right, masses, expected),
        tuple(each for each in found if each.left == each.right),
        tuple(each for each in found if each.left != each.right),
        tuple(sorted(left - {one for one, _ in pairs})),
        tuple(sorted(right - {other for _, other in pairs})),
    )


def _contained(
    left: Set[str],
    right: Set[str],
    masses: Mapping[str, float] | None,
    weights: Mapping[Pair, float],
) -> tuple[float, float]:
    """Both containments, left in right first."""
    one, other = (scale_of(name, left, right, masses).score(weights) for name in CONTAINMENTS)
    return one, other


def _order(pair: Counterpart) -> tuple[float, float, str, str]:
    return -round(pair.share, 12), -pair.weight, pair.left, pair.right


def _pairs(
    left: Set[str], right: Set[str], links: Iterable[Link], pair_weight: Callable[[Link], float]
) -> dict[Pair, _Weights]:
    """Every pair of an item of the left and one of the right that are, or stand for, one another."""
    found = {(item, item): _Weights(1.0, 1.0, 1.0, None) for item in sorted(left & right)}
    for link in links:
        for said in (link, link.turned()):
            pair = said.left, said.right
            if said.left != said.right and said.left in left and said.right in right:
                found[pair] = _stronger(found.get(pair), _weighed(said, pair_weight))
    return found


def _weighed(link: Link, pair_weight: Callable[[Link], float]) -> _Weights:
    weight = pair_weight(link)
    if not 0 <= weight <= 1:
        raise BadValue(weight, f"what {link.predicate} counts is a number between 0.0 and 1.0")
    return (
        _Weights(weight, weight, weight, link)
        if is_certain(link)
        else _Weights(0.0, weight, 1.0, link)
    )


def _stronger(one: _Weights | None, other: _Weights) -> _Weights:
    """Several mappings of a pair: the bounds of all, the link that counts most."""
    if one is None:
        return other
    best = max((one, other), key=_strength)
    return _Weights(max(one.low, other.low), best.expected, max(one.high, other.high), best.link)


def _strength(weights: _Weights) -> tuple[float, int]:
    assert weights.link is not None
    return weights.expected, -PREDICATES.index(weights.link.predicate)


def _counterparts(
    scale: Scale, pairs: Mapping[Pair, _Weights], expected: Mapping[Pair, float]
) -> list[Counterpart]:
    shares = scale.shares(expected)
    return [
        Counterpart(
            *pair,
            weights.link.predicate if weights.link else IDENTICAL,
            weights.link.confidence if weights.link else None,
            weights.expected,
            weights.low == weights.high,
            pair in shares,
            shares.get(pair, 0.0),
        )
        for pair, weights in pairs.items()
    ]
