"""What a mapping counts when two items are compared, and which mappings are uncertain.

In: links between items. Out: numbers. This is the one place where predicates have weights.
"""

from __future__ import annotations

from aitalent_kg.gaps.sets import STRENGTHS, Link, accepted

__all__ = ["STRENGTHS", "WEIGHTS", "counting", "is_certain", "weight_of"]

#: Share of an item that a counterpart stands for, no unit; ours, no document states it.
WEIGHTS = {
    "skos:exactMatch": 1.0,
    "skos:closeMatch": 0.8,
    "skos:broadMatch": 0.5,
    "skos:narrowMatch": 0.5,
    "skos:relatedMatch": 0.2,
}


def weight_of(link: Link) -> float:
    """Weight of the predicate times the confidence; a confidence that is not stated is 1.0.

    >>> weight_of(Link("a", "b", "skos:closeMatch", 0.5))
    0.4
    """
    return WEIGHTS[link.predicate] * (1.0 if link.confidence is None else link.confidence)


def is_certain(link: Link) -> bool:
    """Whether the two are one and the same: exact, with no confidence stated or 1.0."""
    return link.predicate == "skos:exactMatch" and link.confidence in (None, 1.0)


def counting(weakest: str | bool) -> tuple[str, ...]:
    """Predicates that count where `weakest` is the weakest that does; False is none, True all.

    What is broader from one side is narrower from the other, so that these two stand together.

    Raises:
        UnknownName: it is none of `STRENGTHS`.

    >>> counting("broad") == counting("narrow")
    True
    """
    name = weakest if isinstance(weakest, str) else "related" if weakest else "none"
    return accepted("narrow" if name == "broad" else name)
