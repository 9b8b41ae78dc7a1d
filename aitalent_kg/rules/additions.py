"""What is missing to meet a rule, and the smallest additions that would meet it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from aitalent_kg.rules.judge import Facts
from aitalent_kg.rules.tree import AllOf, AnyOf, Holds, Least, Node, Quantity

__all__ = ["Lack", "Plan", "plans", "smallest"]

#: Measures of hours; the others count certificates.
_HOURS = ("hours", "single", "tools")


@dataclass(frozen=True, slots=True)
class Lack:
    """A leaf of a rule that does not surely hold."""

    leaf: Least | Holds
    low: float = 0.0  #: what the person surely has
    high: float = 0.0  #: what the person may have

    @property
    def short(self) -> float:
        """How much is missing to what is surely there; 0 for a condition in words."""
        return self.leaf.minimum - self.low if isinstance(self.leaf, Least) else 0.0

    @property
    def open(self) -> bool:
        """Whether the leaf may hold already, and only facts are missing."""
        return isinstance(self.leaf, Holds) or self.high >= self.leaf.minimum


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to meet a rule: all of its lacks are made good."""

    lacks: tuple[Lack, ...]
    says: str = field(default="", compare=False)  #: the same in words; "" where nobody said it

    def __str__(self) -> str:
        """What it adds, in words; where nobody said it, as numbers."""
        numbers = (
            f"{self.certificates} certificates, {self.hours:g} hours, {self.conditions} conditions"
        )
        return self.says or numbers

    @property
    def certificates(self) -> int:
        """Number of further certificates that surely suffice."""
        most: dict[frozenset[str], float] = {}
        for quantity, short in self._counted():
            if quantity.measure not in _HOURS:
                most[quantity.of] = max(most.get(quantity.of, 0.0), short)
        return int(sum(most.values()))

    @property
    def hours(self) -> float:
        """Number of further hours that surely suffice, together.

        Exact where the sets of subjects that are added up are nested or apart, as in table 5:
        hours for one subject count again where it is one of several.
        """
        added: dict[str, float] = {}
        for quantity, short in sorted(self._counted(), key=lambda pair: len(pair[0].of)):
            if quantity.measure in _HOURS:
                least = 1.0 if quantity.measure == "tools" else short
                there = sum(added.get(subject, 0.0) for subject in quantity.of)
                first = min(quantity.of)
                added[first] = added.get(first, 0.0) + max(0.0, least - there)
        return round(sum(added.values()), 6)

    @property
    def conditions(self) -> int:
        """Number of conditions in words that would have to hold."""
        return sum(isinstance(lack.leaf, Holds) for lack in self.lacks)

    @property
    def size(self) -> tuple[int, int, float]:
        """By what plans are compared: certificates, conditions, hours."""
        return self.certificates, self.conditions, self.hours

    def _counted(self) -> list[tuple[Quantity, float]]:
        return [(k.leaf.quantity, k.short) for k in self.lacks if isinstance(k.leaf, Least)]


def plans(tree: Node, facts: Facts) -> list[Plan]:
    """Every way to surely meet a rule that asks for nothing superfluous, the smallest first.

    A rule that is met has one plan, with nothing in it.
    """
    found = {frozenset(lacks) for lacks in _ways(tree, facts)}
    kept = [way for way in found if not any(other < way for other in found)]
    made = [Plan(tuple(sorted(way, key=_order))) for way in kept]
    return sorted(made, key=lambda plan: (plan.size, [_order(lack) for lack in plan.lacks]))


def smallest(trees: Iterable[Node], facts: Facts) -> Plan:
    """The smallest additions that meet all of several rules; what serves two is counted once."""
    return plans(AllOf(tuple(trees)), facts)[0]


def _ways(tree: Node, facts: Facts) -> list[frozenset[Lack]]:
    if isinstance(tree, AnyOf):
        return [way for part in tree.parts for way in _ways(part, facts)]
    if isinstance(tree, AllOf):
        choices = product(*(_ways(part, facts) for part in tree.parts))
        return [_without_repeats(frozenset[Lack]().union(*choice)) for choice in choices]
    if isinstance(tree, Holds):
        return [frozenset() if facts.holds(tree.condition) else frozenset({Lack(tree)})]
    low, high = facts.bounds(tree.quantity)
    return [frozenset() if low >= tree.minimum else frozenset({Lack(tree, low, high)})]


def _without_repeats(way: frozenset[Lack]) -> frozenset[Lack]:
    """Of several lacks of one quantity only the greatest."""
    kept: dict[object, Lack] = {}
    for lack in sorted(way, key=_order):
        leaf = lack.leaf
        key = leaf.quantity if isinstance(leaf, Least) else leaf.condition
        if key not in kept or kept[key].short < lack.short:
            kept[key] = lack
    return frozenset(kept.values())


def _order(lack: Lack) -> tuple[str, list[str], str, float, str]:
    """Any order that is the same in every run."""
    leaf = lack.leaf
    if isinstance(leaf, Holds):
        return "", [], leaf.condition, 0.0, leaf.source
    quantity = leaf.quantity
    return (
        quantity.measure,
        sorted(quantity.of),
        quantity.about or "",
        leaf.minimum,
        leaf.source,
    )
