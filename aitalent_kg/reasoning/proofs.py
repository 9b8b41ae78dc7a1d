"""The proof of a statement: rules down to what is asserted, each asserted one with its quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from aitalent_kg.evidence import Evidence, by_place, evidence_of
from aitalent_kg.lookup import iri, objects
from aitalent_kg.names import AIT, DOCUMENTS, GRAPH, ID, expand
from aitalent_kg.reasoning.axioms import AXIOM_GRAPH, number_of
from aitalent_kg.reasoning.contradictions import Clash
from aitalent_kg.reasoning.forward import REASONED_GRAPH, Derived
from aitalent_kg.reasoning.rules import RULES, Rule, text_of
from aitalent_kg.reasoning.terms import filled, rows, saying
from aitalent_kg.shortcuts import SHORTCUT_GRAPH

if TYPE_CHECKING:
    from aitalent_kg.reasoning.closure import Closure

__all__ = ["ASSERTED", "AXIOM", "SHORT_FORM", "Proof", "clash_proofs", "prove"]

#: What stands in the place of a rule.
ASSERTED, AXIOM, SHORT_FORM = "asserted", "axiom", "short form"
#: Generated statement -> the two statements of a node that it is short for; see `shortcuts`.
_NODES = {"requires": ("requirer", "requiredItem"), "inGroup": ("placed", "placedUnder")}


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement, and why it holds."""

    triple: Triple
    rule: str  #: of the W3C's tables; or "asserted", "axiom", "short form"
    premises: tuple[Proof, ...] = ()
    axiom: str = ""  #: number in the SKOS Reference
    graphs: tuple[str, ...] = ()  #: that assert it, by name
    quotes: tuple[Evidence, ...] = ()  #: that it rests on in these graphs

    @property
    def leaves(self) -> tuple[Proof, ...]:
        """What it rests on in the end, each once."""
        if not self.premises:
            return (self,)
        return tuple(dict.fromkeys(leaf for proof in self.premises for leaf in proof.leaves))

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents among the graphs that assert it."""
        return tuple(graph for graph in self.graphs if graph in DOCUMENTS)


def prove(closure: Closure, triple: Triple) -> Proof | None:
    """The proof of a statement that is asserted or follows; None where it does neither."""
    graphs = _graphs(closure, triple)
    if graphs == [SHORTCUT_GRAPH] and (node := _node_of(closure, triple)):
        return Proof(triple, SHORT_FORM, tuple(_leaf(closure, premise) for premise in node))
    if graphs:
        return _leaf(closure, triple)
    derived = closure.steps.get(triple)
    if derived is None:
        return None
    premises = (prove(closure, premise) for premise in _premises(closure, triple, derived))
    return Proof(triple, derived.rule, tuple(filter(None, premises)))


def clash_proofs(closure: Closure, clash: Clash) -> tuple[Proof, ...]:
    """The proofs of the statements that contradict each other."""
    proofs = (prove(closure, premise) for premise in clash.premises)
    return tuple(filter(None, proofs))


def _graphs(closure: Closure, triple: Triple) -> list[str]:
    """The graphs that assert a statement, the axioms of SKOS among them."""
    graphs = (iri(quad.graph_name) for quad in saying(closure.workings, triple))
    return sorted(graph for graph in graphs if graph != REASONED_GRAPH)


def _leaf(closure: Closure, triple: Triple) -> Proof:
    """An asserted statement, with the quotes of its subject in the graphs that assert it."""
    graphs = _graphs(closure, triple)
    if graphs == [AXIOM_GRAPH]:
        return Proof(triple, AXIOM, axiom=number_of(triple))
    graphs = [graph for graph in graphs if graph != AXIOM_GRAPH]
    quotes = tuple(_quotes(closure, triple, graphs))
    names = tuple(graph.removeprefix(GRAPH) for graph in graphs)
    return Proof(triple, ASSERTED, graphs=names, quotes=quotes)


def _quotes(closure: Closure, triple: Triple, graphs: list[str]) -> list[Evidence]:
    """What the statements of a subject in these graphs rest on; of a mapping, of its node."""
    store = closure.asserted
    subjects = [triple.subject, *_mapping_nodes(closure, triple)]
    found = []
    for subject in subjects:
        if not isinstance(subject, NamedNode):
            continue
        said = store.quads_for_pattern(subject, NamedNode(AIT + "evidence"), None, None)
        quoted = {iri(quad.object) for quad in said if iri(quad.graph_name) in graphs}
        found += [quote for quote in evidence_of(store, subject.value) if quote.iri in quoted]
    return by_place(found)


def _mapping_nodes(closure: Closure, triple: Triple) -> Iterator[NamedNode]:
    """The nodes that say why two things are mapped so."""
    if not isinstance(triple.object, NamedNode) or not isinstance(triple.subject, NamedNode):
        return
    store = closure.asserted
    ends = {"ait:mappingPredicate": triple.predicate, "ait:mappingObject": triple.object}
    subject = NamedNode(AIT + "mappingSubject")
    for quad in store.quads_for_pattern(None, subject, triple.subject, None):
        node = quad.subject
        if isinstance(node, NamedNode) and all(
            end.value in objects(store, node.value, name) for name, end in ends.items()
        ):
            yield node


def _node_of(closure: Closure, triple: Triple) -> tuple[Triple, Triple] | None:
    """The statements of a requirement or placement that a generated one is short for."""
    left, right = _NODES.get(triple.predicate.value.removeprefix(AIT), ("", ""))
    store, basis = closure.asserted, NamedNode(AIT + "basis")
    inferred = NamedNode(f"{ID}scheme/basis/inferred")
    nodes = []
    for quad in store.quads_for_pattern(None, NamedNode(AIT + left), triple.subject, None):
        ends = (quad.subject, NamedNode(AIT + right), triple.object)
        whole = any(store.quads_for_pattern(*ends, None))
        if whole and not any(store.quads_for_pattern(quad.subject, basis, inferred, None)):
            nodes.append((quad.triple, Triple(*ends)))
    return min(nodes, key=str, default=None)


def _premises(closure: Closure, triple: Triple, derived: Derived) -> tuple[Triple, ...]:
    """The premises of a step: of those that were there before it, the ones that came first."""
    found = [
        premises
        for rule in RULES
        if rule.name == derived.rule
        for premises in _fitting(closure, rule, triple)
        if max(_step(closure, premise) for premise in premises) < derived.step
    ]
    return min(found, key=lambda premises: (_age(closure, premises), str(premises)))


def _age(closure: Closure, premises: tuple[Triple, ...]) -> tuple[int, int]:
    steps = [_step(closure, premise) for premise in premises]
    return max(steps), sum(steps)


def _step(closure: Closure, triple: Triple) -> int:
    """The step in which a statement came; 0 for one that is asserted."""
    derived = closure.steps.get(triple)
    return derived.step if derived else 0


def _fitting(closure: Closure, rule: Rule, triple: Triple) -> Iterator[tuple[Triple, ...]]:
    """The premises from which a rule gives a statement."""
    bound = _bound(rule, triple)
    if bound is None:
        return
    text = f"SELECT * WHERE {{ {text_of(rule.patterns, rule.test)} }}"
    for values in rows(closure.workings, text, bound):
        yield tuple(filled(pattern, values) for pattern in rule.patterns)


def _bound(rule: Rule, triple: Triple) -> dict[str, Any] | None:
    """Variables of a rule -> terms of its conclusion; None where the conclusion does not fit."""
    bound: dict[str, Any] = {}
    for name, term in zip(rule.then, triple, strict=True):
        if not name.startswith("?"):
            if NamedNode(expand(name)) != term:
                return None
        elif bound.setdefault(name[1:], term) != term:
            return None
    return bound
