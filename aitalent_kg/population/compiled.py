"""Rule trees as expressions over columns: does a rule surely hold, does it possibly hold?

The same three values as in `rules.judge`, for all rows at once. What is settled for every row, as
a condition that no column tells of, is a Python truth value and never reaches the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from aitalent_kg.assess.rulebook import Rule
from aitalent_kg.exports import optional
from aitalent_kg.rules.judge import Outcome
from aitalent_kg.rules.tree import AllOf, AnyOf, Holds, Least, Node, Quantity, leaves

__all__ = ["Expr", "Key", "Known", "all_of", "choice", "compiled", "key_of", "keys_of", "outcome"]

#: An ibis expression; ibis gives mypy no types.
Expr = Any
#: A truth value of every row: one for all of them, or an expression.
Truth = Any
#: What makes two leaves the same: a quantity with its minimum, or the condition.
Key = tuple[Quantity, float] | str


@dataclass(frozen=True, slots=True)
class Known:
    """Whether something holds: at the lower bounds, and at the upper ones."""

    surely: Truth
    possibly: Truth


def key_of(leaf: Least | Holds) -> Key:
    """The leaf without where it stands in the rules."""
    return (leaf.quantity, leaf.minimum) if isinstance(leaf, Least) else leaf.condition


def keys_of(rules: Iterable[Rule]) -> list[Key]:
    """The different leaves of all readings, in the order of the rules."""
    trees = [reading.tree for rule in rules for reading in rule.readings]
    return list(dict.fromkeys(key_of(leaf) for tree in trees for leaf in leaves(tree)))


def compiled(tree: Node, known: Callable[[Key], Known]) -> Known:
    """A tree over its leaves."""
    if isinstance(tree, AllOf | AnyOf):
        parts = [compiled(part, known) for part in tree.parts]
        join = all_of if isinstance(tree, AllOf) else any_of
        return Known(join(p.surely for p in parts), join(p.possibly for p in parts))
    return known(key_of(tree))


def outcome(rule: Rule, selected: frozenset[str], known: Callable[[Key], Known]) -> Expr:
    """The outcome of a rule as text, by the definition of `rules.judge.agreed`."""
    first, *others = (compiled(reading.tree, known) for reading in rule.readings)
    if any(reading.notation in selected for reading in rule.readings):
        others = []
    every = [first, *others]
    ways: list[tuple[Truth, Outcome]] = [
        (all_of(one.surely for one in every), "met"),
        (all_of(negated(one.possibly) for one in every), "not_met"),
        (all_of([first.possibly, negated(first.surely)]), "unknown"),
    ]
    return choice(ways, "depends")


def choice(ways: Sequence[tuple[Truth, str]], otherwise: str) -> Expr:
    """The text of the first way that holds."""
    ibis = optional("ibis")
    value: Expr = ibis.literal(otherwise)
    for truth, text in reversed(ways):
        if isinstance(truth, bool):
            value = ibis.literal(text) if truth else value
        else:
            value = truth.ifelse(text, value)
    return value


def all_of(truths: Iterable[Truth]) -> Truth:
    """Whether all hold."""
    return _joined(truths, False, and_)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Whether one holds."""
    return _joined(truths, True, or_)


def negated(truth: Truth) -> Truth:
    """Whether it does not hold."""
    return not truth if isinstance(truth, bool) else ~truth


def _joined(
    truths: Iterable[Truth], decisive: bool, join: Callable[[Truth, Truth], Truth]
) -> Truth:
    """Joined without what is the same for every row; each expression once."""
    given = list(truths)
    if any(truth is decisive for truth in given):
        return decisive
    open_ones: Mapping[int, Truth] = {id(t): t for t in given if not isinstance(t, bool)}
    return reduce(join, open_ones.values()) if open_ones else not decisive
