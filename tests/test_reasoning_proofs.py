"""Every step of a proof can be checked, its leaves are asserted, contradictions are explained."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple
from rdflib import Graph

import aitalent_kg as atk
from aitalent_kg.bridge import triples_to_graph
from aitalent_kg.errors import AmbiguousName, BadValue, UnknownName
from aitalent_kg.names import AIT, ID, PREFIXES, expand, graph_iri
from aitalent_kg.reasoning import RULES, Closure, Proof, construct, explain, reason
from aitalent_kg.reasoning.contradictions import CLASHES
from aitalent_kg.reasoning.explaining import clash_lines
from aitalent_kg.reasoning.proofs import ASSERTED, AXIOM, SHORT_FORM, clash_proofs, prove
from aitalent_kg.reasoning.words import RULE_WORDS

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
from owl_plants import PLANTS  # what HermiT finds, in test_owl

HEAD = "".join(f"PREFIX {p}: <{space}> " for p, space in PREFIXES.items()) + "PREFIX x: <urn:x:> "
#: The rule that each plant of test_owl breaks, thought out from the ontology.
BROKEN = {
    "in two disjoint classes": "cax-dw",
    "a requirer, and yet a role": "cax-dw",
    "evidence that is an item": "cax-dw",
    "a transition to where it starts": "prp-pdw",
    "two quotes that go on from each other": "prp-asyp",
    "a line number in words": "dt-not-type",
    "two line numbers": "dt-diff",
    "a mapping that is a concept": "cax-dw",
}


_WORDS = {expand("rdfs:label"), expand("rdfs:isDefinedBy")}
#: Whether a literal is of a datatype, and whether two are different.
BY_VALUE = {"a line number in words", "two line numbers"}


@pytest.fixture(scope="module")
def closure(kg: atk.KnowledgeGraph) -> Closure:
    return reason(kg.store)


@pytest.fixture(scope="module")
def ontology(kg: atk.KnowledgeGraph) -> Store:
    """The axioms of our ontology, without labels and definitions."""
    store = Store()
    graph = NamedNode(graph_iri("ontology"))
    for name in ("rdf", "rdfs", "owl"):
        store.extend(
            quad
            for quad in kg.store.quads_for_pattern(None, None, None, graph)
            if quad.predicate.value.startswith(PREFIXES[name])
            and quad.predicate.value not in _WORDS
        )
    return store


def planted(ontology: Store, turtle: str) -> Store:
    store = Store()
    store.extend(ontology)
    store.load(HEAD + turtle, format=RdfFormat.TURTLE, to_graph=NamedNode("urn:planted"))
    return store


def steps(proof: Proof) -> Iterator[Proof]:
    """The statements of a proof that a rule gives."""
    for premise in proof.premises:
        yield from steps(premise)
    if proof.premises and proof.rule != SHORT_FORM:
        yield proof


def gives(proof: Proof) -> bool:
    """Whether rdflib, asked with a rule of this name, draws a step from its premises alone."""
    graph = triples_to_graph(premise.triple for premise in proof.premises)
    [wanted] = triples_to_graph([proof.triple])
    drawn = (graph.query(construct(rule)).graph for rule in RULES if rule.name == proof.rule)
    return any(wanted in (found or Graph()) for found in drawn)


def test_every_step_of_a_proof_follows_from_its_premises(closure: Closure) -> None:
    """Of each rule, and of each predicate that follows, some; by rdflib, which knows no engine of ours."""
    order = sorted(closure.triples, key=str)
    random.Random(8).shuffle(order)
    chosen = {(closure.steps[t].rule, t.predicate): t for t in order}
    assert {rule for rule, _ in chosen} == set(closure.by_rule)
    for triple in chosen.values():
        proof = prove(closure, triple)
        assert proof is not None
        assert proof.premises
        assert proof.rule in {rule.name for rule in RULES}
        assert all(map(gives, steps(proof))), proof


def test_every_leaf_of_a_proof_is_asserted_or_an_axiom(closure: Closure) -> None:
    order = sorted(closure.triples, key=str)
    for triple in random.Random(9).sample(order, 150):
        proof = prove(closure, triple)
        assert proof is not None
        for leaf in proof.leaves:
            if leaf.rule == AXIOM:
                assert leaf.axiom.startswith("S")
                continue
            assert leaf.rule == ASSERTED
            held = closure.asserted.quads_for_pattern(
                leaf.triple.subject, leaf.triple.predicate, leaf.triple.object, None
            )
            graphs = {str(quad.graph_name)[1:-1].rpartition("/graph/")[2] for quad in held}
            assert graphs == set(leaf.graphs) != set()


def test_a_mapping_turned_round_rests_on_both_quotes(closure: Closure) -> None:
    """accepted.sssom.tsv maps A02 to A03; each prints 自我管理 in its document."""
    found = explain(closure, "SET2529-001v2/A03", "exactMatch", "SMS2512-002v1/A02", "en")
    assert found.proof.rule == "prp-symp"
    axiom, mapping = found.rests_on
    assert (axiom.rule, axiom.axiom) == (AXIOM, "S44")
    assert mapping.graphs == ("mappings-accepted",)
    assert {quote.source for quote in mapping.quotes} == {"SET2529-001v2.txt", "SMS2512-002v1.txt"}
    assert all("自我管理" in quote.quote for quote in mapping.quotes)
    assert "a symmetric property holds both ways" in str(found)


def test_what_is_asserted_says_so_and_shows_its_quote(closure: Closure) -> None:
    found = explain(closure, "SMS2512-002v1/T1.3", "a", "Task", "en")
    assert found.asserted
    assert found.proof.documents == ("SMS2512-002v1",)
    assert any("T1.3" in quote.quote for quote in found.proof.quotes)
    assert "asserted in SMS2512-002v1" in str(found)


def test_a_short_form_rests_on_its_node(closure: Closure) -> None:
    found = explain(closure, "SMS2512-002v1/T1.3", "requires", "SMS2512-002v1/K10")
    assert found.proof.rule == SHORT_FORM
    requirer, required = found.rests_on
    assert requirer.triple.subject == required.triple.subject
    assert requirer.triple.subject == NamedNode(ID + "SMS2512-002v1/requirement/T1.3-K10")
    assert [quote.quote for quote in requirer.quotes] == ["K10 AI 治理概念 ( 含倫理、偏見防範等 )"]


def test_names_are_those_of_every_verb(closure: Closure) -> None:
    role = "industry-guide-115v3.0/role/ai-scientist"
    said = {
        explain(closure, subject, predicate, value).proof
        for subject in (role, ID + role)
        for predicate in ("a", "rdf:type", expand("rdf:type"))
        for value in ("skos:Concept", expand("skos:Concept"))
    }
    assert len(said) == 1
    requires = [
        ("SMS2512-002v1/T1.3", name, "SMS2512-002v1/K10")
        for name in ("requires", "ait:requires", "要求")
    ]
    assert len({explain(closure, *names).proof for names in requires}) == 1


def test_the_object_may_be_a_text(closure: Closure) -> None:
    found = explain(closure, "SMS2512-002v1/A02", "rdfs:label", "自我管理", "zh")
    assert found.proof.rule == "prp-spo1"
    assert "S11" in str(found)


def test_what_does_not_follow_is_an_error_of_one_line_with_the_nearest(closure: Closure) -> None:
    with pytest.raises(UnknownName) as caught:
        explain(closure, "SMS2512-002v1/T1.3", "a", "Skill")
    assert str(caught.value).startswith(
        "no statement 'SMS2512-002v1/T1.3 rdf:type ait:Skill' is asserted or follows; did you mean"
    )
    assert "SMS2512-002v1/T1.3 rdf:type ait:Task" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("names", "error", "said"),
    [
        (("SMS2512-002v1/T1.3", "requries", "SMS2512-002v1/K10"), UnknownName, "ait:requires"),
        (("K01", "a", "Knowledge"), AmbiguousName, "SMS2512-002v1/K01"),
        (("SMS2512-002v1/T1.33", "a", "Task"), UnknownName, "SMS2512-002v1/T1.3"),
        (("SMS2512-002v1/T1.3", "a", "Tasks"), UnknownName, "Task"),
    ],
)
def test_a_wrong_name_is_named(
    closure: Closure, names: tuple[str, str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        explain(closure, *names)


def test_owlrl_keeps_no_steps_and_says_so() -> None:
    found = reason(planted(Store(), "x:a a ait:Skill ."), "owlrl")
    with pytest.raises(BadValue, match="engine='fast'"):
        explain(found, "urn:x:a", "a", "skos:Concept")


def test_a_cycle_of_classes_has_a_proof_that_ends() -> None:
    turtle = (
        "x:C rdfs:subClassOf x:D . x:D rdfs:subClassOf x:E . x:E rdfs:subClassOf x:C . x:a a x:D ."
    )
    store = Store()
    store.load(HEAD + turtle, format=RdfFormat.TURTLE)
    found = reason(store)
    wanted = NamedNode("urn:x:a"), NamedNode(expand("rdf:type")), NamedNode("urn:x:C")
    proof = prove(found, Triple(*wanted))
    assert proof is not None
    assert all(map(gives, steps(proof)))


def test_a_thing_under_two_names_is_proved_from_both() -> None:
    turtle = "x:p a owl:FunctionalProperty . x:a x:p x:b , x:c . x:b skos:broader x:d ."
    store = Store()
    store.load(HEAD + turtle, format=RdfFormat.TURTLE)
    found = reason(store)
    proof = prove(
        found, Triple(NamedNode("urn:x:c"), NamedNode(expand("skos:broader")), NamedNode("urn:x:d"))
    )
    assert proof is not None
    assert proof.rule == "eq-rep-s"
    assert all(map(gives, steps(proof)))


def test_every_plant_has_a_rule_it_breaks() -> None:
    """Those of test_owl that HermiT finds: each is expected here."""
    assert set(PLANTS) <= set(BROKEN)


@pytest.mark.parametrize("plant", PLANTS)
def test_a_contradiction_that_hermit_finds_is_found_and_explained(
    ontology: Store, plant: str
) -> None:
    found = reason(planted(ontology, PLANTS[plant]))
    assert BROKEN[plant] in {clash.rule for clash in found.contradictions}
    for clash in found.contradictions:
        proofs = clash_proofs(found, clash)
        assert [proof.triple for proof in proofs] == list(clash.premises)
        leaves = {leaf.triple for proof in proofs for leaf in proof.leaves}
        assert any(str(triple.subject).startswith("<urn:x:") for triple in leaves)
        assert all(gives(step) for proof in proofs for step in steps(proof))
        for lang in ("zh", "en"):
            text = "\n".join(clash_lines(found, clash, lang))
            assert RULE_WORDS[lang][clash.rule] in text
            assert "planted" in text


@pytest.mark.parametrize("plant", sorted(set(PLANTS) - BY_VALUE))
def test_owlrl_finds_the_same_contradictions(ontology: Store, plant: str) -> None:
    """But those that are about values: owlrl compares no literals."""
    assert reason(planted(ontology, PLANTS[plant]), "owlrl").remarks


def test_half_a_plant_is_no_contradiction(ontology: Store) -> None:
    halves = "x:a a ait:Knowledge . x:b ait:line 1 . x:f ait:from x:g . x:c ait:continues x:d ."
    assert reason(planted(ontology, halves)).contradictions == ()


def test_a_literal_that_is_no_value_of_its_type_is_found() -> None:
    store = Store()
    turtle = "x:a x:p '2026-02-x'^^<http://www.w3.org/2001/XMLSchema#date> , '2026-02-01'^^<http://www.w3.org/2001/XMLSchema#date> ."
    store.load(HEAD + turtle, format=RdfFormat.TURTLE)
    [clash] = reason(store).contradictions
    assert clash.rule == "dt-not-type"
    assert getattr(clash.premises[0].object, "value", "") == "2026-02-x"


@pytest.mark.parametrize(
    ("value", "kind", "fits"),
    [
        ("1", "decimal", True),
        ("1.5", "integer", False),
        ("-1", "nonNegativeInteger", False),
        ("0", "nonNegativeInteger", True),
        ("300", "byte", False),
        ("true", "string", False),
        ("'x'", "token", True),
        ("'x'@en", "string", False),
    ],
)
def test_a_value_outside_the_range_is_found(value: str, kind: str, fits: bool) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    store = Store()
    turtle = f"x:p rdfs:range <{xsd}{kind}> . x:a x:p {value} ."
    store.load(HEAD + turtle, format=RdfFormat.TURTLE)
    assert (reason(store).contradictions == ()) is fits


def test_what_is_different_is_not_the_same() -> None:
    store = Store()
    turtle = "x:p a owl:FunctionalProperty . x:a x:p x:b , x:c . x:c owl:differentFrom x:b ."
    store.load(HEAD + turtle, format=RdfFormat.TURTLE)
    assert {clash.rule for clash in reason(store).contradictions} == {"eq-diff1"}


def test_every_rule_has_words_in_both_languages() -> None:
    names = {rule.name for rule in (*RULES, *CLASHES)}
    for words in RULE_WORDS.values():
        assert names <= set(words)
    assert set(RULE_WORDS["zh"]) == set(RULE_WORDS["en"])


def test_a_class_of_ours_is_known_by_its_name(closure: Closure) -> None:
    long = explain(closure, "SMS2512-002v1/T1.3", "a", AIT + "Task")
    assert long.proof == explain(closure, "SMS2512-002v1/T1.3", "a", "Task").proof
