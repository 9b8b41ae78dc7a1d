"""The rules of the graph as trees: award rules of abilities, entry rules of occupations.

In: the graph. Out: `Rule` values, each with its readings. What stands in the graph is read as it
is there: adding a rule or a reading to the data needs no change here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from pyoxigraph import NamedNode

from aitalent_kg.errors import AitalentError, BadValue
from aitalent_kg.lookup import Quads, codes, kind_of, objects, subjects, words
from aitalent_kg.lookup import iri as iri_of
from aitalent_kg.names import curie, expand
from aitalent_kg.rules.tree import AllOf, AnyOf, Holds, Least, Measure, Node, Quantity, leaves

__all__ = ["Reading", "Rule", "rulebook"]

_DISTINCT: dict[str, Measure] = {
    "certificate": "certificates",
    "tool-kind": "kinds",
    "product": "products",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a rule."""

    iri: str
    notation: str
    chosen: bool
    tree: Node


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a document with its readings, the recommended one first."""

    iri: str
    target: str  #: IRI of the ability type or occupation it is for
    level: str | None  #: IRI of the award level
    criterion: str  #: "certificates", "hours" or "entry"
    readings: tuple[Reading, ...]

    @property
    def chosen(self) -> Reading:
        """The reading that counts: the recommended one, unless another was preferred."""
        return self.readings[0]

    def preferring(self, notations: Collection[str]) -> Rule:
        """The rule with one of these readings in front, if it has one.

        Raises:
            BadValue: it has two of them.
        """
        own = [reading for reading in self.readings if reading.notation in notations]
        if len(own) > 1:
            names = ", ".join(reading.notation for reading in own)
            raise BadValue(names, "readings of one rule; give one of them")
        rest = tuple(reading for reading in self.readings if reading not in own)
        return replace(self, readings=(*own, *rest))


def rulebook(quads: Quads) -> list[Rule]:
    """The rules, in the order of the documents.

    Raises:
        AitalentError: the graph holds no rules, or one that cannot be run.
    """
    found = _Book(quads).rules
    if not found:
        raise AitalentError("the graph holds no rules; load the guide or an occupational standard")
    return found


class _Book:
    def __init__(self, quads: Quads) -> None:
        self.quads = quads

    @cached_property
    def rules(self) -> list[Rule]:
        rule_iris = {rule for e in self._readings() for rule in self._all(e, "dcterms:isPartOf")}
        kept = [r for r in rule_iris if kind_of(self.quads, r) in ("AwardRule", "EntryRule")]
        return [self._rule(iri) for iri in sorted(kept, key=self._place)]

    def _readings(self) -> Iterable[str]:
        pattern = NamedNode(expand("ait:expression"))
        return (
            iri_of(quad.subject) for quad in self.quads.quads_for_pattern(None, pattern, None, None)
        )

    def _place(self, rule: str) -> tuple[bool, str, int, str]:
        """Awards first, then entry; each by document and in the order printed."""
        document = curie(rule).partition("/")[0]
        return (
            kind_of(self.quads, rule) == "EntryRule",
            document,
            self._number(rule, "ait:sequence", 0),
            rule,
        )

    def _rule(self, iri: str) -> Rule:
        parts = subjects(self.quads, "dcterms:isPartOf", iri)
        readings = [self._reading(part) for part in parts if self._all(part, "ait:expression")]
        readings.sort(key=lambda reading: (not reading.chosen, reading.notation))
        criterion = self._all(iri, "ait:criterion")
        level = self._all(iri, "ait:awardLevel")
        return Rule(
            iri,
            self._one(iri, "ait:ruleFor"),
            level[0] if level else None,
            criterion[0].rpartition("/")[2] if criterion else "entry",
            tuple(readings),
        )

    def _reading(self, iri: str) -> Reading:
        notation = codes(self.quads, iri)
        chosen = any(text == "true" for text, _ in words(self.quads, iri, "ait:chosen"))
        tree = self._tree(self._one(iri, "ait:expression"))
        return Reading(iri, notation[0] if notation else curie(iri), chosen, tree)

    def _tree(self, iri: str) -> Node:
        kind = kind_of(self.quads, iri)
        if kind in ("AllOf", "AnyOf"):
            parts = tuple(self._tree(part) for part in self._all(iri, "ait:operand"))
            return AllOf(parts, iri) if kind == "AllOf" else AnyOf(parts, iri)
        if kind == "Holds":
            return Holds(iri, iri)
        leaf = self._hours(iri) if kind == "Hours" else self._certificates(iri)
        return self._beyond(iri, leaf)

    def _hours(self, iri: str) -> tuple[Least, ...]:
        types = frozenset(self._all(iri, "ait:ofAbilityType"))
        minimum = self._number(iri, "ait:minimumHours", 0)
        single = any(text == "true" for text, _ in words(self.quads, iri, "ait:singleTool"))
        hours = Least(Quantity("single" if single else "hours", types), minimum, iri)
        tools = self._number(iri, "ait:leastTools", 0)
        return (hours, Least(Quantity("tools", types), tools, iri)) if tools else (hours,)

    def _certificates(self, iri: str) -> tuple[Least, ...]:
        distinct = self._all(iri, "ait:distinctBy")
        measure = _DISTINCT[distinct[0].rpartition("/")[2]] if distinct else "certificates"
        about = self._all(iri, "ait:ofAbilityType")
        of = frozenset(self._all(iri, "ait:ofCertificationClass"))
        quantity = Quantity(measure, of, about[0] if about else None)
        return (Least(quantity, self._number(iri, "ait:minimumCount", 0), iri),)

    def _beyond(self, iri: str, own: tuple[Least, ...]) -> Node:
        """A leaf, with what must be there before it where it counts beyond another rule."""
        for rule in self._all(iri, "ait:additionalTo"):
            first = own[0]
            bases = [leaf for leaf in leaves(self._chosen(rule)) if _alike(leaf, first)]
            own = (*_least(bases), replace(first, minimum=first.minimum + _sum(bases)), *own[1:])
        return own[0] if len(own) == 1 else AllOf(own, iri)

    def _chosen(self, rule: str) -> Node:
        return self._rule(rule).chosen.tree

    def _all(self, iri: str, predicate: str) -> list[str]:
        return objects(self.quads, iri, predicate)

    def _one(self, iri: str, predicate: str) -> str:
        found = self._all(iri, predicate)
        if not found:
            raise AitalentError(f"{curie(iri)} has no {predicate}; this rule cannot be run")
        return found[0]

    def _number(self, iri: str, predicate: str, default: int) -> int:
        found = words(self.quads, iri, predicate)
        return int(found[0][0]) if found else default


def _alike(leaf: Least | Holds, other: Least) -> bool:
    return isinstance(leaf, Least) and leaf.quantity.of == other.quantity.of


def _least(found: list[Least | Holds]) -> tuple[Least, ...]:
    """Those that ask for more than a plain count, which the greater count does not imply."""
    plain = ("hours", "certificates")
    return tuple(f for f in found if isinstance(f, Least) and f.quantity.measure not in plain)


def _sum(found: list[Least | Holds]) -> int:
    return sum(leaf.minimum for leaf in found if isinstance(leaf, Least))
