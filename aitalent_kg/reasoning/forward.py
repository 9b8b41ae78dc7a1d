"""Run the rules forwards to a fixpoint, as SPARQL on the embedded engine.

A rule is asked again only for those statements of its schema part whose data have changed since:
the schema part is read first and handed to the query as VALUES.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from aitalent_kg.names import expand, graph_iri
from aitalent_kg.reasoning.rules import RULES, Pattern, Rule, text_of
from aitalent_kg.reasoning.terms import constructed, quad

__all__ = ["REASONED_GRAPH", "Derived", "Forward"]

REASONED_GRAPH = graph_iri("reasoned")
#: Of a statement with one of these between a thing and itself nothing follows.
_REFLEXIVE = {
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "owl:equivalentClass",
    "owl:equivalentProperty",
    "owl:sameAs",
}
#: Rules that say of what class the ends of a property are.
_TYPING = {"prp-dom", "prp-rng"}
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """How a statement came: by a rule, from statements of earlier steps."""

    step: int
    rule: str


@dataclass
class Forward:
    """Statements in a store, and those that follow in a graph of their own."""

    store: Store
    steps: dict[Triple, Derived] = field(default_factory=dict)
    _step: int = 0
    #: predicate -> the step in which it last gained a statement
    _gained: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    #: rule, statements of its schema part -> the step in which it last ran
    _ran: dict[tuple[int, _Row], int] = field(default_factory=dict)

    def run(self) -> None:
        """Ask all rules until none gives anything new."""
        before = -1
        while before < len(self.steps):
            before = len(self.steps)
            for place, rule in enumerate(RULES):
                self._ask(place, rule)

    def _ask(self, place: int, rule: Rule) -> None:
        """Ask one rule for all that may give something new, and add it."""
        rows = list(self._rows(rule))
        if rule.name in _TYPING:
            rows = self._narrowest(rows)
        rows = [row for row in rows if self._stale(place, rule, row)]
        if not rows:
            return
        self._step += 1
        for row in rows:
            self._ran[place, row] = self._step
        self._add(constructed(self.store, _query(rule, rows)), rule.name)

    def _add(self, triples: Iterable[Triple], rule: str) -> None:
        fresh = dict.fromkeys(triples, Derived(self._step, rule))
        self.steps.update(fresh)
        self.store.bulk_extend([quad(triple, REASONED_GRAPH) for triple in fresh])
        for predicate in {triple.predicate.value for triple in fresh}:
            self._gained[predicate] = self._step
        if fresh:
            self._gained[""] = self._step

    def _rows(self, rule: Rule) -> Iterator[_Row]:
        """The statements that fit the schema part, as values of its variables."""
        if not rule.given:
            yield ()
            return
        [(_, predicate, value)] = rule.given
        wanted = None if value.startswith("?") else NamedNode(expand(value))
        pattern = (None, NamedNode(expand(predicate)), wanted, None)
        found = {(q.subject, q.object) for q in self.store.quads_for_pattern(*pattern)}
        for left, right in found:
            if wanted is not None:
                yield (left,)
            elif left != right or predicate not in _REFLEXIVE:
                yield (left, right)

    def _narrowest(self, rows: list[_Row]) -> list[_Row]:
        """Properties with classes, without those above another: cax-sco gives their members."""
        found = self.store.quads_for_pattern(None, NamedNode(expand("rdfs:subClassOf")), None, None)
        below = {(quad.subject, quad.object) for quad in found}
        classes = defaultdict(set)
        for name, kind in rows:
            classes[name].add(kind)
        return [
            (name, kind)
            for name, kind in rows
            if not any((d, kind) in below and (kind, d) not in below for d in classes[name])
        ]

    def _stale(self, place: int, rule: Rule, row: _Row) -> bool:
        """Whether the data of a rule have gained statements since it ran for a row."""
        last = self._ran.get((place, row))
        if last is None:
            return True
        bound = dict(zip(_variables(rule.given), row, strict=True))
        return any(self._gained_in(pattern, bound) >= last for pattern in rule.where)

    def _gained_in(self, pattern: Pattern, bound: dict[str, Any]) -> int:
        predicate = pattern[1]
        if not predicate.startswith("?"):
            return self._gained[expand(predicate)]
        return self._gained[bound[predicate].value if predicate in bound else ""]


def _variables(patterns: Iterable[Pattern]) -> list[str]:
    """The variables of patterns, in their order."""
    names = (term for pattern in patterns for term in pattern if term.startswith("?"))
    return list(dict.fromkeys(names))


def _query(rule: Rule, rows: list[_Row]) -> str:
    """A rule as CONSTRUCT that gives what is not yet there, for these rows of its schema part."""
    then = text_of((rule.then,))
    body = text_of(rule.where, rule.test)
    if any(isinstance(term, BlankNode) for row in rows for term in row):
        body = text_of(rule.patterns, rule.test)  # VALUES cannot name a blank node
    elif rule.given:
        values = " ".join(f"({' '.join(map(str, row))})" for row in rows)
        body = f"VALUES ({' '.join(_variables(rule.given))}) {{ {values} }} {body}"
    return f"CONSTRUCT {{ {then} }} WHERE {{ {body} FILTER NOT EXISTS {{ {then} }} }}"
