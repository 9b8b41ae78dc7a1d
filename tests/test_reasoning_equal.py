"""The fast engine gives the closure of owlrl: on random graphs, and on a sample of the real one.

`make bench` compares both on everything; owlrl takes too long for that here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from aitalent_kg import KnowledgeGraph
from aitalent_kg.names import GRAPH, expand
from aitalent_kg.reasoning import RULES, forward, reason
from aitalent_kg.reasoning.axioms import MAPPINGS
from aitalent_kg.reasoning.closure import Closure

SEEDS = range(12)
#: What each of these rules gives, others give together.
IMPLIED = {
    "prp-eqp1", "prp-eqp2",  # by scm-eqp1 and prp-spo1
    "cax-eqc1", "cax-eqc2",  # by scm-eqc1 and cax-sco
    "eq-sym", "eq-trans",  # by eq-rep-o, sameness being a predicate like others
    "scm-op", "scm-dp",  # only reflexive statements, and what equal properties make of them
    "scm-cls",
}  # fmt: skip
CLASSES = ["ait:Knowledge", "ait:Skill", "skos:Concept", "x:C", "x:D", "x:E"]
LINKS = [
    "ait:requires",
    "ait:evidence",
    "ait:uses",
    "ait:continues",
    "dcterms:isPartOf",
    "x:p",
    "x:q",
    "x:r",
]
MATCHES = [
    "skos:exactMatch",
    "skos:closeMatch",
    "skos:broadMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
]
RELATIONS = ["skos:broader", "skos:narrower", "skos:related", "skos:broaderTransitive",
             "skos:topConceptOf", "skos:hasTopConcept", "skos:inScheme", "skos:member"]  # fmt: skip
AXIOMS = ["rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range",
          "owl:disjointWith", "owl:propertyDisjointWith"]  # fmt: skip
TEXTS = ["skos:prefLabel", "skos:altLabel", "skos:definition", "skos:scopeNote", "x:text"]
KINDS = ["Symmetric", "Transitive", "Functional", "InverseFunctional", "Irreflexive", "Asymmetric"]
VALUES = [Literal("機器學習", language="zh-Hant"), Literal("機器學習", language="zh-TW"),
          Literal("machine learning", language="en"), Literal("1"), Literal(1), Literal("")]  # fmt: skip
Thing = NamedNode | BlankNode
THINGS: list[Thing] = [NamedNode(f"urn:x:{name}") for name in "abcdefg"] + [BlankNode("b")]


def term(name: str) -> NamedNode:
    return NamedNode(name.replace("x:", "urn:x:", 1) if name.startswith("x:") else expand(name))


def schema(rng: random.Random, calm: bool) -> Iterator[tuple[str, str, str]]:
    """Axioms on our terms and new ones: hierarchies with cycles, domains, kinds of property."""
    for _ in range(rng.randint(2, 6)):
        yield rng.choice(CLASSES), "rdfs:subClassOf", rng.choice(CLASSES)
        yield rng.choice(LINKS), "rdfs:subPropertyOf", rng.choice(LINKS + RELATIONS[:3])
    for _ in range(rng.randint(1, 4)):
        yield rng.choice(LINKS), rng.choice(["rdfs:domain", "rdfs:range"]), rng.choice(CLASSES)
        kind = rng.choice(KINDS[:4] if calm else KINDS)
        yield rng.choice(LINKS), "rdf:type", f"owl:{kind}Property"
    for name in ("owl:equivalentClass", "owl:disjointWith")[: 1 if calm else 2]:
        yield rng.choice(CLASSES), name, rng.choice(CLASSES)
    both = ["owl:inverseOf", "owl:equivalentProperty", "owl:propertyDisjointWith"]
    yield rng.choice(LINKS), rng.choice(both[:2] if calm else both), rng.choice(LINKS)
    for name in rng.sample(CLASSES, 3):
        yield name, "rdf:type", "owl:Class"
    for name in rng.sample(LINKS, 3):
        yield name, "rdf:type", rng.choice(["owl:ObjectProperty", "rdf:Property"])
    yield "x:text", "rdfs:subPropertyOf", rng.choice(TEXTS)
    if rng.random() < 0.4:
        kinds = rng.choice([CLASSES, LINKS])
        yield rng.choice(kinds), "owl:sameAs", rng.choice(kinds)


def data(rng: random.Random, calm: bool) -> Iterator[tuple[Thing, str, Thing | Literal]]:
    """Statements of things: links in cycles, mappings, labels in several languages."""
    for _ in range(rng.randint(4, 14)):
        names = rng.choice([LINKS, LINKS, RELATIONS[: 4 if calm else 8], MATCHES])
        yield rng.choice(THINGS), rng.choice(names), rng.choice(THINGS)
    for _ in range(rng.randint(2, 6)):
        yield rng.choice(THINGS), "rdf:type", term(rng.choice(CLASSES))
        yield rng.choice(THINGS), rng.choice(TEXTS), rng.choice(VALUES)
    if rng.random() < 0.4:
        same = rng.choice(["owl:sameAs", "owl:sameAs" if calm else "owl:differentFrom"])
        yield rng.choice(THINGS), same, rng.choice(THINGS)


def random_store(seed: int) -> Store:
    """A small graph in three named graphs."""
    rng, calm = random.Random(seed), seed % 2 == 0
    store = Store()
    rows: list[tuple[Thing, str, Thing | Literal]] = list(data(rng, calm))
    rows += [(term(s), p, term(o)) for s, p, o in schema(rng, calm)]
    for subject, predicate, value in rows:
        for stem in rng.sample("abc", rng.choice([1, 1, 2])):
            store.add(Quad(subject, term(predicate), value, NamedNode(GRAPH + stem)))
    return store


def sampled(store: Store, each: int = 4) -> Store:
    """All axioms; of each predicate some statements, with the classes of what they join."""
    found = Store()
    a = term("rdf:type")
    ontology = NamedNode(GRAPH + "ontology")
    for predicate in (a, *map(term, AXIOMS)):
        found.extend(store.quads_for_pattern(None, predicate, None, ontology))
    for kind in {quad.object for quad in store.quads_for_pattern(None, a, None, None)}:
        found.extend(islice(store.quads_for_pattern(None, a, kind, None), 2))
    for predicate in {quad.predicate for quad in store}:
        for quad in islice(store.quads_for_pattern(None, predicate, None, None), each):
            found.add(quad)
            for end in (quad.subject, quad.object):
                if isinstance(end, NamedNode):
                    found.extend(store.quads_for_pattern(end, a, None, None))
    return found


@pytest.fixture(scope="module")
def references() -> dict[int, tuple[Store, Closure]]:
    """Random graphs and their closures by owlrl, half of them with chains of mappings."""
    stores = {seed: random_store(seed) for seed in SEEDS}
    return {
        seed: (store, reason(store, "owlrl", MAPPINGS[seed // 2 % 2]))
        for seed, store in stores.items()
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_random_graphs_have_the_closure_of_owlrl(
    references: dict[int, tuple[Store, Closure]], seed: int
) -> None:
    store, reference = references[seed]
    fast = reason(store, "fast", MAPPINGS[seed // 2 % 2])
    assert fast.triples == reference.triples
    assert bool(fast.contradictions) == bool(reference.remarks)


def test_the_random_graphs_try_every_rule(
    references: dict[int, tuple[Store, Closure]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in {rule.name for rule in RULES} - IMPLIED:
        rest = tuple(rule for rule in RULES if rule.name != name)
        monkeypatch.setattr(forward, "RULES", rest)
        lacking = (
            reason(store, "fast", reference.mappings).triples != reference.triples
            for store, reference in references.values()
        )
        assert any(lacking), f"no random graph needs {name}"


def test_random_graphs_contradict_themselves_and_do_not(
    references: dict[int, tuple[Store, Closure]],
) -> None:
    found = {bool(reference.remarks) for _, reference in references.values()}
    assert found == {True, False}


@pytest.mark.parametrize("mappings", MAPPINGS)
def test_a_sample_of_the_real_graph_has_the_closure_of_owlrl(
    kg: KnowledgeGraph, mappings: str
) -> None:
    store = sampled(kg.store)
    reference, fast = reason(store, "owlrl", mappings), reason(store, "fast", mappings)
    assert fast.triples == reference.triples
    assert reference.remarks == ()


def test_the_sample_has_every_predicate_and_class(kg: KnowledgeGraph) -> None:
    a, sample = term("rdf:type"), sampled(kg.store)
    assert {quad.predicate for quad in sample} == {quad.predicate for quad in kg.store}
    kinds, whole = (
        {quad.object for quad in store.quads_for_pattern(None, a, None, None)}
        for store in (sample, kg.store)
    )
    assert kinds == whole
    assert len(sample) < len(kg.store) / 10


def test_the_sample_has_all_axioms(kg: KnowledgeGraph) -> None:
    sample = sampled(kg.store)
    for name in AXIOMS:
        counts = [
            len({q.triple for q in store.quads_for_pattern(None, term(name), None, None)})
            for store in (sample, kg.store)
        ]
        assert counts[0] == counts[1]
