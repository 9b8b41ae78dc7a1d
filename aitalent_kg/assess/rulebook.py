"""The rules of the graph as trees: award rules of abilities, entry rules of occupations.

In: the graph. Out: `Rule` values, each with its readings. What stands in the graph is read as it
is there: adding a rule or a reading to the data needs no change here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

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
    found = _Book(quads).rules()
    if not found:
        raise AitalentError("the graph holds no rules; load the guide or an occupational standard")
    return found


class _Book:
    def __init__(self, quads: Quads) -> None:
        self.quads = quads

    def rules(self) -> list[Rule]:
        rule_iris = {rule for e in self._readings() for rule in self._all(e, "dcterms:isPartOf")}
        kept = [r for r in rule_iris if kind_of(self.quads, r) in ("AwardRule", "EntryRule")]
        return [self._rule(iri) for iri in sorted(kept, key=self._place)]

    def _readings(self) -> Iterable[str]:
        found = self.quads.quads_for_pattern(None, NamedNode(expand("ait:expression")), None, None)
        return (iri_of(q.subject) for q in found if isinstance(q.subject, NamedNode))

    def _place(self, rule: str) -> tuple[bool, str, float, str]:
        """Awards first, then entry; each by document and in the order printed."""
        document = curie(rule).partition("/")[0]
        return (
            kind_of(self.quads, rule) == "EntryRule",
            document,
            self._number(rule, "ait:sequence", 0),
            rule,
        )

    def _rule(self, iri: str) -> Rule:
        readings = [self._reading(part) for part in self._parts(iri)]
        readings.sort(key=lambda reading: (not reading.chosen, reading.notation))
        if sum(reading.chosen for reading in readings) != 1:
            raise self._broken(iri, "exactly one of its readings must be ait:chosen true")
        criterion = self._all(iri, "ait:criterion")
        level = self._all(iri, "ait:awardLevel")
        return Rule(
            iri,
            self._one(iri, "ait:ruleFor"),
            level[0] if level else None,
            criterion[0].rpartition("/")[2] if criterion else "entry",
            tuple(readings),
        )

    def _parts(self, rule: str) -> list[str]:
        parts = subjects(self.quads, "dcterms:isPartOf", rule)
        return [part for part in parts if kind_of(self.quads, part) == "Reading"]

    def _reading(self, iri: str) -> Reading:
        notation = codes(self.quads, iri)
        chosen = self._true(iri, "ait:chosen")
        tree = self._tree(self._one(iri, "ait:expression"), ())
        return Reading(iri, notation[0] if notation else curie(iri), chosen, tree)

    def _tree(self, iri: str, above: tuple[str, ...]) -> Node:
        if iri in above:
            raise self._broken(iri, "it is a part of itself")
        kind, inside = kind_of(self.quads, iri), (*above, iri)
        if kind in ("AllOf", "AnyOf"):
            parts = tuple(self._tree(part, inside) for part in self._some(iri, "ait:operand"))
            return AllOf(parts, iri) if kind == "AllOf" else AnyOf(parts, iri)
        if kind == "Holds":
            return Holds(iri, iri)
        if kind not in ("Hours", "AtLeast"):
            raise self._broken(iri, "it must be Hours, AtLeast, Holds, AllOf or AnyOf")
        leaf = self._hours(iri) if kind == "Hours" else self._certificates(iri)
        return self._beyond(iri, leaf, inside)

    def _hours(self, iri: str) -> tuple[Least, ...]:
        types = frozenset(self._some(iri, "ait:ofAbilityType"))
        minimum = self._minimum(iri, "ait:minimumHours")
        single = self._true(iri, "ait:singleTool")
        hours = Least(Quantity("single" if single else "hours", types), minimum, iri)
        tools = self._number(iri, "ait:leastTools", 0)
        return (hours, Least(Quantity("tools", types), tools, iri)) if tools else (hours,)

    def _certificates(self, iri: str) -> tuple[Least, ...]:
        of = frozenset(self._some(iri, "ait:ofCertificationClass"))
        distinct = self._all(iri, "ait:distinctBy") or ["certificate"]
        by = distinct[0].rpartition("/")[2]
        if by not in _DISTINCT:
            raise self._broken(iri, f"ait:distinctBy must be one of {', '.join(_DISTINCT)}")
        about = self._all(iri, "ait:ofAbilityType")
        quantity = Quantity(_DISTINCT[by], of, about[0] if about else None)
        return (Least(quantity, self._minimum(iri, "ait:minimumCount"), iri),)

    def _beyond(self, iri: str, own: tuple[Least, ...], inside: tuple[str, ...]) -> Node:
        """A leaf, with what must be there before it where it counts beyond another rule."""
        for rule in self._all(iri, "ait:additionalTo"):
            first = own[0]
            chosen = (tree for tree in self._chosen(rule, inside) for tree in leaves(tree))
            bases = [leaf for leaf in chosen if _alike(leaf, first)]
            own = (*_least(bases), replace(first, minimum=first.minimum + _sum(bases)), *own[1:])
        return own[0] if len(own) == 1 else AllOf(own, iri)

    def _chosen(self, rule: str, inside: tuple[str, ...]) -> Iterator[Node]:
        """The tree of the recommended reading of another rule."""
        for part in self._parts(rule):
            if self._true(part, "ait:chosen"):
                yield self._tree(self._one(part, "ait:expression"), inside)

    def _all(self, iri: str, predicate: str) -> list[str]:
        return objects(self.quads, iri, predicate)

    def _some(self, iri: str, predicate: str) -> list[str]:
        found = self._all(iri, predicate)
        if not found:
            raise self._broken(iri, f"it has no {predicate}")
        return found

    def _one(self, iri: str, predicate: str) -> str:
        return self._some(iri, predicate)[0]

    def _true(self, iri: str, predicate: str) -> bool:
        return any(text == "true" for text, _ in words(self.quads, iri, predicate))

    def _minimum(self, iri: str, predicate: str) -> float:
        found = self._number(iri, predicate, 0)
        if found <= 0:
            raise self._broken(iri, f"it needs a {predicate} above 0")
        return found

    def _number(self, iri: str, predicate: str, default: float) -> float:
        found = words(self.quads, iri, predicate)
        try:
            number = float(found[0][0] if found else default)
        except ValueError:
            raise self._broken(iri, f"{predicate} {found[0][0]!r} is no number") from None
        return int(number) if number.is_integer() else number

    def _broken(self, iri: str, problem: str) -> AitalentError:
        return AitalentError(f"the rule {curie(iri)} cannot be run: {problem}")


def _alike(leaf: Least | Holds, other: Least) -> bool:
    return isinstance(leaf, Least) and leaf.quantity.of == other.quantity.of


def _least(found: list[Least | Holds]) -> tuple[Least, ...]:
    """Those that ask for more than a plain count, which the greater count does not imply."""
    plain = ("hours", "certificates")
    return tuple(f for f in found if isinstance(f, Least) and f.quantity.measure not in plain)


def _sum(found: list[Least | Holds]) -> float:
    return sum(leaf.minimum for leaf in found if isinstance(leaf, Least))
