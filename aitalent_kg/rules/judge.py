"""Whether a rule is met, where some facts may not be known.

A counted thing is known between two bounds. A rule is met when it holds at the lower bounds,
not met when it fails at the upper ones, else unknown. That is exact as long as the leaves of one
rule can reach their bounds together, which those of the documents can (the tests try all).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from aitalent_kg.rules.tree import AllOf, AnyOf, Holds, Node, Quantity

__all__ = ["Facts", "Outcome", "Proof", "agreed", "judge", "prove"]

Outcome = Literal["met", "not_met", "depends", "unknown"]


class Facts(Protocol):
    """What is known of a person."""

    def bounds(self, quantity: Quantity) -> tuple[float, float]:
        """The least and the most that the quantity may be."""

    def holds(self, condition: str) -> bool | None:
        """Whether a condition holds; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome of a part of a rule, and what it rests on."""

    node: Node
    outcome: Outcome  #: never "depends"
    low: float = 0.0  #: of a `Least`: bounds of what the person has
    high: float = 0.0
    parts: tuple[Proof, ...] = ()


def prove(tree: Node, facts: Facts) -> Proof:
    """Judge a rule part by part."""
    if isinstance(tree, AllOf | AnyOf):
        parts = tuple(prove(part, facts) for part in tree.parts)
        return Proof(tree, _joined(tree, parts), parts=parts)
    if isinstance(tree, Holds):
        held = facts.holds(tree.condition)
        return Proof(tree, _three(held, held))
    low, high = facts.bounds(tree.quantity)
    return Proof(tree, _three(low >= tree.minimum or None, high >= tree.minimum), low, high)


def judge(tree: Node, facts: Facts) -> Outcome:
    """Whether a rule is met."""
    return prove(tree, facts).outcome


def agreed(recommended: Outcome, others: list[Outcome]) -> Outcome:
    """The outcome of a rule that has several readings.

    Where the recommended reading is unknown, so is the rule: facts are missing. Else the outcome
    is the recommended one if all readings give it, and depends on the reading if they do not.
    """
    if recommended == "unknown" or all(outcome == recommended for outcome in others):
        return recommended
    return "depends"


def _three(surely: bool | None, possibly: bool | None) -> Outcome:
    if surely:
        return "met"
    return "not_met" if possibly is False else "unknown"


def _joined(tree: AllOf | AnyOf, parts: tuple[Proof, ...]) -> Outcome:
    found = {part.outcome for part in parts}
    decisive: Outcome = "not_met" if isinstance(tree, AllOf) else "met"
    if decisive in found:
        return decisive
    if "unknown" in found:
        return "unknown"
    return "met" if isinstance(tree, AllOf) else "not_met"
