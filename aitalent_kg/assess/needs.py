"""What ability types take: the certificates and hours that the award rules ask for.

No document says that a step of a career needs them; who uses these numbers for that, assumes it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from aitalent_kg.assess.facts import PersonFacts
from aitalent_kg.assess.rulebook import Rule
from aitalent_kg.lookup import Quads, sequence
from aitalent_kg.rules.additions import smallest

__all__ = ["Price", "price_of"]

#: Ability types -> (hours, certificates) still to be had.
Price = Callable[[Collection[str]], tuple[float, int]]


def price_of(quads: Quads, rules: Collection[Rule], facts: PersonFacts) -> Price:
    """The smallest additions by which a person meets the rules of some ability types.

    Of a type with several levels the lowest is asked for. What serves two types counts once.
    """
    lowest = _lowest(quads, rules)

    def price(types: Collection[str]) -> tuple[float, int]:
        trees = {
            criterion: [
                r.chosen.tree for r in lowest if r.target in types and r.criterion == criterion
            ]
            for criterion in ("certificates", "hours")
        }
        return (
            smallest(trees["hours"], facts).hours,
            smallest(trees["certificates"], facts).certificates,
        )

    return price


def _lowest(quads: Quads, rules: Collection[Rule]) -> list[Rule]:
    levels: dict[str, str] = {}
    for rule in rules:
        if rule.level is not None:
            kept = levels.setdefault(rule.target, rule.level)
            levels[rule.target] = min(kept, rule.level, key=lambda level: sequence(quads, level))
    return [r for r in rules if r.level is None or levels[r.target] == r.level]
