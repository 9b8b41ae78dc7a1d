"""What follows from a graph and what does not; what is refused; what is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple

import aitalent_kg as atk
from aitalent_kg.errors import BadValue, UnknownName, UnreadableFile
from aitalent_kg.lookup import iri
from aitalent_kg.names import GRAPH, PREFIXES, expand
from aitalent_kg.reasoning import Closure, Rule, construct, reason
from aitalent_kg.reasoning.axioms import axioms, number_of
from aitalent_kg.reasoning.filtering import kept

HEAD = "".join(f"PREFIX {p}: <{space}> " for p, space in PREFIXES.items()) + "PREFIX x: <urn:x:> "
Make = Callable[[str], Store]


def store_of(turtle: str) -> Store:
    store = Store()
    store.load(HEAD + turtle, format=RdfFormat.TURTLE, to_graph=NamedNode(GRAPH + "user/x"))
    return store


def short(closure: Closure) -> set[str]:
    """What follows about things of the test, as `a p b` with short names."""
    names = {space: prefix + ":" for prefix, space in PREFIXES.items()} | {"urn:x:": ""}
    return {
        " ".join(shortened(term, names) for term in triple)
        for triple in closure.triples
        if getattr(triple.subject, "value", "").startswith("urn:x:")
    }


def shortened(term: object, names: dict[str, str]) -> str:
    value = getattr(term, "value", str(term))
    for space, prefix in names.items():
        if value.startswith(space):
            return prefix + value[len(space) :]
    return str(value)


@pytest.fixture(scope="module")
def closure(kg: atk.KnowledgeGraph) -> Closure:
    return reason(kg.store)


def test_a_hierarchy_gives_what_skos_says_of_it() -> None:
    found = short(reason(store_of("x:a skos:broader x:b . x:b skos:broader x:c .")))
    assert found == {
        # S22, S24 and S21
        "a skos:broaderTransitive b", "a skos:broaderTransitive c", "b skos:broaderTransitive c",
        "a skos:semanticRelation b", "a skos:semanticRelation c", "b skos:semanticRelation c",
        # S25 and S26
        "b skos:narrower a", "c skos:narrower b",
        "b skos:narrowerTransitive a", "c skos:narrowerTransitive a", "c skos:narrowerTransitive b",
        "b skos:semanticRelation a", "c skos:semanticRelation a", "c skos:semanticRelation b",
        # S19 and S20
        "a rdf:type skos:Concept", "b rdf:type skos:Concept", "c rdf:type skos:Concept",
    }  # fmt: skip


def test_mappings_do_not_chain() -> None:
    chain = "x:a skos:exactMatch x:b . x:b skos:exactMatch x:c . x:c skos:broadMatch x:d . x:d skos:broadMatch x:e ."
    found = short(reason(store_of(chain)))
    joined = {
        frozenset((words[0], words[2])) for line in found if (words := line.split())[2] in "abcde"
    }
    assert joined == {frozenset(pair) for pair in ("ab", "bc", "cd", "de")}
    assert not any("broader" in line or "narrower" in line or "sameAs" in line for line in found)


def test_a_mapping_by_itself_holds_from_its_other_end() -> None:
    found = short(reason(store_of("x:a skos:exactMatch x:b . x:c skos:broadMatch x:d .")))
    assert {"b skos:exactMatch a", "b skos:closeMatch a", "d skos:narrowMatch c"} <= found


def test_mappings_chain_where_that_is_asked_for() -> None:
    chain = "x:a skos:exactMatch x:b . x:b skos:exactMatch x:c . x:c skos:broadMatch x:d . x:d skos:broadMatch x:e ."
    found = short(reason(store_of(chain), mappings="chain"))
    assert {"a skos:exactMatch c", "c skos:broaderTransitive e", "d skos:broader e"} <= found
    assert "a skos:broaderTransitive d" not in found  # no rule of SKOS carries exactMatch over


def test_a_file_that_says_that_mappings_are_transitive_does_not_chain_them() -> None:
    store = store_of(
        "skos:exactMatch a owl:TransitiveProperty . x:a skos:exactMatch x:b . x:b skos:exactMatch x:c ."
    )
    for engine in ("fast", "owlrl"):
        found = reason(store, engine)
        assert "a skos:exactMatch c" not in short(found)
        assert "mappings='chain'" in found.remarks[0]


def test_no_mapping_of_the_real_graph_leads_further(
    kg: atk.KnowledgeGraph, closure: Closure
) -> None:
    """Each mapping that follows joins two things that a stated mapping joins."""
    matches = [
        NamedNode(expand(f"skos:{n}Match"))
        for n in ("exact", "close", "broad", "narrow", "related")
    ]
    stated = {
        frozenset((quad.subject, quad.object))
        for match in matches
        for quad in kg.store.quads_for_pattern(None, match, None, None)
    }
    drawn = [
        t
        for t in closure.triples
        if t.predicate in (*matches, NamedNode(expand("skos:mappingRelation")))
    ]
    assert drawn
    assert {frozenset((t.subject, t.object)) for t in drawn} <= stated


def test_a_requirement_makes_its_ends_no_more_than_they_are() -> None:
    """A domain and a range of our ontology, read from its file."""
    kg = atk.load("SET2529-001v2")
    kg.store.load(
        HEAD + "x:m ait:mappingStatus x:s .", format=RdfFormat.TURTLE, to_graph=NamedNode("urn:g")
    )
    assert "m rdf:type ait:Mapping" in short(reason(kg.store))


def test_equal_values_of_a_functional_property_are_one_thing() -> None:
    found = short(
        reason(
            store_of(
                "x:p a owl:FunctionalProperty . x:a x:p x:b , x:c . x:b skos:prefLabel '乙'@zh-Hant ."
            )
        )
    )
    assert {"b owl:sameAs c", "c owl:sameAs b", "c skos:prefLabel 乙", "c rdfs:label 乙"} <= found


def test_what_several_graphs_say_follows_once_and_from_all_of_them() -> None:
    store = store_of("x:C rdfs:subClassOf x:D .")
    for name in ("urn:g1", "urn:g2"):
        store.load(HEAD + "x:a a x:C .", format=RdfFormat.TURTLE, to_graph=NamedNode(name))
    found = reason(store)
    assert short(found) == {"a rdf:type D"}
    assert [iri(quad.graph_name) for quad in found.quads()].count(GRAPH + "reasoned") == len(found)


def test_the_filter_drops_what_holds_of_any_graph() -> None:
    def dropped(subject: str, predicate: str, value: str) -> bool:
        return not kept(Triple(*(NamedNode(expand(name)) for name in (subject, predicate, value))))

    assert dropped("urn:x:a", "owl:sameAs", "urn:x:a")
    assert dropped("rdfs:label", "rdf:type", "owl:AnnotationProperty")
    assert dropped("urn:x:a", "rdf:type", "owl:Thing")
    assert dropped("urn:x:C", "rdfs:subClassOf", "owl:Thing")
    assert not dropped("urn:x:a", "owl:sameAs", "urn:x:b")
    assert not dropped("urn:x:a", "skos:related", "urn:x:a")
    assert not dropped("urn:x:a", "rdf:type", "owl:Class")


def test_nothing_of_the_closure_is_asserted_or_has_been_dropped(
    kg: atk.KnowledgeGraph, closure: Closure
) -> None:
    assert closure.triples.isdisjoint(quad.triple for quad in kg.store)
    assert all(map(kept, closure.triples))


def test_the_real_graph_does_not_contradict_itself(closure: Closure) -> None:
    assert closure.contradictions == ()
    assert closure.remarks == ()


def test_the_graph_that_is_reasoned_on_stays_as_it_is(
    kg: atk.KnowledgeGraph, closure: Closure
) -> None:
    assert len(closure) > 0
    assert not any(kg.store.quads_for_pattern(None, None, None, NamedNode(GRAPH + "reasoned")))


def test_counts_by_rule_and_by_predicate_add_up(closure: Closure) -> None:
    assert sum(closure.by_rule.values()) == sum(closure.by_predicate.values()) == len(closure)


def test_the_closure_is_asked_like_any_graph(closure: Closure) -> None:
    """Every statement stays, and what follows is there too: `industry-guide-deck` has a broader technology."""
    asked = "ASK { ?x skos:broader ?y . ?y skos:narrower ?x }"
    head = f"PREFIX skos: <{PREFIXES['skos']}> "
    assert closure.store.query(head + asked, use_default_graph_as_union=True)
    assert not closure.asserted.query(head + asked, use_default_graph_as_union=True)
    assert len(closure.store) == len(closure.asserted) + len(closure)


@pytest.mark.parametrize(
    ("turtle", "named"),
    [
        ("x:C owl:unionOf () .", "owl:unionOf"),
        ("x:p owl:propertyChainAxiom () .", "owl:propertyChainAxiom"),
        ("x:C owl:hasKey () .", "owl:hasKey"),
        ("[] a owl:AllDifferent .", "owl:AllDifferent"),
        ("[] owl:inverseOf x:p .", "a property without a name"),
        ("owl:Thing rdfs:subClassOf x:C .", "a statement of owl:Thing itself"),
        ("x:C owl:equivalentClass owl:Thing .", "a statement of owl:Thing itself"),
        ("x:a a xsd:integer .", "a thing of the datatype xsd:integer"),
        ("x:p a owl:SymmetricProperty . x:a x:p 'text' .", "a literal"),
        ("x:p a owl:FunctionalProperty . x:a x:p 1 , 1.0 .", "a literal"),
        ("x:p a owl:FunctionalProperty . x:a x:p x:b , 'b' .", "equal to a literal"),
        (
            "x:q rdfs:subPropertyOf rdfs:subClassOf . rdfs:label x:q x:C .",
            "a statement of rdfs:label itself",
        ),
    ],
)
def test_what_the_fast_engine_does_not_cover_is_refused_by_name(turtle: str, named: str) -> None:
    with pytest.raises(BadValue, match='use engine="owlrl"') as caught:
        reason(store_of(turtle))
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_owlrl_takes_what_the_fast_engine_refuses() -> None:
    turtle = "x:C owl:unionOf ( x:D ) . x:a a x:D ."
    assert "a rdf:type C" in short(reason(store_of(turtle), "owlrl"))


def test_a_wrong_choice_is_named() -> None:
    with pytest.raises(UnknownName, match=r"no engine 'owl'.*owlrl"):
        reason(Store(), "owl")
    with pytest.raises(UnknownName, match=r"no way with mappings 'chains'.*chain"):
        reason(Store(), mappings="chains")


@pytest.mark.parametrize("ending", ["ttl", "nt", "nq", "trig", "rdf", "jsonld"])
def test_what_follows_is_written_and_read_again(tmp_path: Path, ending: str) -> None:
    found = reason(store_of("x:a skos:broader x:b . x:a skos:prefLabel '甲'@zh-Hant ."))
    path = tmp_path / f"推論.{ending}"
    found.write(path)
    first = path.read_bytes()
    found.write(path)
    assert path.read_bytes() == first
    read = atk.load("SET2529-001v2", extra=[path]).store
    assert found.triples <= {quad.triple for quad in read}


def test_a_file_of_unknown_ending_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"\.ttl \.nt"):
        reason(Store()).write(tmp_path / "out.txt")
    assert list(tmp_path.iterdir()) == []


def test_what_follows_is_a_graph_of_rdflib(closure: Closure) -> None:
    assert len(closure.graph) == len(closure)


def test_axioms_have_their_number_in_the_skos_reference() -> None:
    numbered = {number_of(quad.triple) for quad in axioms("chain")}
    assert {"S4", "S22", "S24", "S41", "S45", "S46"} <= numbered
    assert "" not in numbered
    assert {number_of(q.triple) for q in axioms("chain")} - {
        number_of(q.triple) for q in axioms()
    } == {"S41", "S45"}


def test_a_rule_is_sparql_that_runs_anywhere() -> None:
    """By rdflib, without any module of the fast engine: D(x) from C(x) and C below D."""
    from rdflib import Graph, URIRef

    from aitalent_kg.reasoning import RULES

    [rule] = [rule for rule in RULES if rule.name == "cax-sco"]
    assert isinstance(rule, Rule)
    graph = Graph().parse(data=HEAD + "x:C rdfs:subClassOf x:D . x:a a x:C .", format="turtle")
    found = graph.query(construct(rule)).graph
    assert found is not None
    assert set(found.subjects(None, URIRef("urn:x:D"))) == {URIRef("urn:x:a")}


def test_literals_keep_their_language() -> None:
    found = reason(store_of("x:a skos:prefLabel '機器學習'@zh-Hant , 'machine learning'@en ."))
    label = NamedNode(expand("rdfs:label"))
    tags = {
        t.object.language
        for t in found.triples
        if t.predicate == label and isinstance(t.object, Literal)
    }
    assert tags == {"zh-hant", "en"}  # the store writes tags small
