"""The ontology with all data is OWL 2 DL and consistent; a planted contradiction is found and explained.

HermiT and the OWL API come with owlready2; they are Java programs, run by `scripts/owl_checks.py`.
"""

from __future__ import annotations

import shutil
import sys
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from aitalent_kg import KnowledgeGraph
from aitalent_kg.names import AIT, curie, expand
from aitalent_kg.reasoning import reason
from aitalent_kg.reasoning.proofs import clash_proofs

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
import owl_checks
import quality_owl
from owl_plants import PLANTS, REASONS
from quality_owl import OwlFigures
from quality_page import PAGES
from quality_rows import with_plant

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="no java on this machine")

#: Datatypes of dates that OWL 2 RL lacks (OWL 2 Profiles, section 4.2, lists what it has).
DATES = {"xsd:date", "xsd:time", "xsd:gYear", "xsd:gYearMonth", "xsd:duration"}


@pytest.fixture(scope="module")
def triples(kg: KnowledgeGraph) -> set[Triple]:
    """All statements, those of the mappings and the generated ones too."""
    return {quad.triple for quad in kg.store}


@pytest.fixture(scope="module")
def whole(triples: set[Triple]) -> Any:
    """Ontology and all data, as the OWL API has them."""
    return owl_checks.loaded(triples)


@pytest.fixture(scope="module")
def found(whole: Any) -> OwlFigures:
    """What Java finds in it."""
    return quality_owl.figures_of(whole, with_ours(""))


@cache
def with_ours(turtle: str) -> Any:
    """Our ontology with some more statements; nothing changes it."""
    return owl_checks.loaded(owl_checks.ontology_with(turtle))


@needs_java
def test_ontology_and_all_data_are_consistent(found: OwlFigures) -> None:
    assert found.empty == []


@needs_java
@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_contradiction_is_found(plant: str) -> None:
    assert not owl_checks.is_consistent(with_ours(PLANTS[plant]))


@needs_java
@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_contradiction_is_explained(plant: str) -> None:
    assert set(owl_checks.explain(with_ours(PLANTS[plant]))) == REASONS[plant]


@needs_java
def test_the_script_tells_a_developer_what_contradicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.ttl"
    prefixes = f"PREFIX ait: <{AIT}> PREFIX x: <urn:x:> "
    path.write_text(f"{prefixes} x:a ait:line 1 , 2 .", encoding="utf-8")
    assert owl_checks.main([str(path)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "these contradict, all together:"
    assert {line.strip() for line in told[1:]} == REASONS["two line numbers"]
    path.write_text(f"{prefixes} x:a ait:line 1 .", encoding="utf-8")
    assert owl_checks.main([str(path)]) == 0
    assert capsys.readouterr().out == "OWL 2 DL, consistent, every class can have members\n"


@needs_java
def test_what_does_not_contradict_is_not_explained() -> None:
    with pytest.raises(ValueError, match="consistent"):
        owl_checks.explain(with_ours("x:a a ait:Knowledge ."))


@needs_java
def test_an_unsatisfiable_class_is_found() -> None:
    planted = "x:C a owl:Class ; rdfs:subClassOf ait:Knowledge , ait:Skill ."
    assert owl_checks.unsatisfiable(with_ours(planted)) == ["urn:x:C"]


@needs_java
def test_ontology_and_all_data_are_owl_2_dl(found: OwlFigures) -> None:
    assert found.profiles["DL"] == []


@needs_java
def test_what_is_not_dl_is_found() -> None:
    [found] = owl_checks.violations(with_ours("x:a a x:Undeclared ."), "DL")
    assert (found.kind, found.axiom) == (
        "UseOfUndeclaredClass",
        "ClassAssertion(urn:x:Undeclared urn:x:a)",
    )


@needs_java
def test_dates_of_annotations_are_all_that_is_not_owl_2_rl(
    found: OwlFigures, triples: set[Triple]
) -> None:
    dates = {
        f'AnnotationAssertion({curie(t.predicate.value)} {curie(iri(t.subject))} "{t.object.value}"'
        f"^^{curie(t.object.datatype.value)})"
        for t in triples
        if isinstance(t.object, Literal) and curie(t.object.datatype.value) in DATES
    }
    outside = found.profiles["RL"]
    assert {violation.axiom for violation in outside} == dates
    assert len(outside) == len(dates) > 0


@needs_java
def test_an_axiom_that_is_not_rl_is_found() -> None:
    planted = "ait:Role rdfs:subClassOf [ a owl:Class ; owl:unionOf ( ait:Task ait:Duty ) ] ."
    found = owl_checks.violations(with_ours(planted), "RL")
    others = [violation.axiom for violation in found if "xsd:date" not in violation.what]
    assert others == ["SubClassOf(ait:Role ObjectUnionOf(ait:Duty ait:Task))"]


def test_a_smallest_set_is_found_wherever_it_lies() -> None:
    """Every choice of three out of eight, and of two faults of which either will do."""
    for fault in combinations(range(8), 3):
        assert smallest_with(set(fault)) == list(fault)
    assert set(smallest_with({0, 5}, {1, 2, 6})) in ({0, 5}, {1, 2, 6})


def test_functional_properties_have_one_value(kg: KnowledgeGraph) -> None:
    """A reasoner would take two IRIs for one thing and find nothing wrong; here they are two."""
    functional = NamedNode(expand("owl:FunctionalProperty"))
    names = {q.subject for q in kg.store.quads_for_pattern(None, None, functional)}
    assert len(names) > 20
    for name in names:
        assert isinstance(name, NamedNode)
        said = {q.triple for q in kg.store.quads_for_pattern(None, name, None)}
        assert len(said) == len({triple.subject for triple in said}), name


@pytest.mark.parametrize("plant", PLANTS)
def test_the_rules_find_what_hermit_finds(plant: str) -> None:
    """And for the same reason, so that `aitalent-kg reason` explains it without Java."""
    closure = reason(with_plant(PLANTS[plant]))
    [clash] = closure.contradictions
    leaves = {leaf.triple for proof in clash_proofs(closure, clash) for leaf in proof.leaves}
    assert {axiom(triple) for triple in leaves} == REASONS[plant]


@needs_java
def test_the_page_says_what_java_finds(found: OwlFigures) -> None:
    rows = quality_owl.owl_rows(found, len(PLANTS), len(PLANTS))  # as the tests above hold
    for lang, path in PAGES.items():
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [row.line(lang) for row in rows if row.line(lang) not in lines] == []


#: Predicate -> the axiom of a statement with it, in functional syntax.
FORMS = {
    "rdfs:subClassOf": "SubClassOf({s} {o})",
    "rdfs:domain": "ObjectPropertyDomain({s} {o})",
    "owl:propertyDisjointWith": "DisjointObjectProperties({s} {o} )",
}
TYPES = {
    "owl:AsymmetricProperty": "AsymmetricObjectProperty({s})",
    "owl:FunctionalProperty": "FunctionalDataProperty({s})",
}


def axiom(triple: Triple) -> str:
    """A statement of the plants as OWL says it."""
    s, p, o = (shown(term) for term in (triple.subject, triple.predicate, triple.object))
    if p == "owl:disjointWith":  # either way round
        first, second = sorted((s, o), key=lambda name: (name != "skos:Concept", name))
        return f"DisjointClasses({first} {second})"
    if p == "rdfs:range":
        return f"{'Data' if o.startswith('xsd:') else 'Object'}PropertyRange({s} {o})"
    if p == "rdf:type":
        return TYPES.get(o, "ClassAssertion({o} {s})").format(s=s, o=o)
    kind = "Data" if isinstance(triple.object, Literal) else "Object"
    return FORMS.get(p, kind + "PropertyAssertion({p} {s} {o})").format(s=s, p=p, o=o)


def shown(term: object) -> str:
    if not isinstance(term, Literal):
        return curie(iri(term))
    datatype = curie(term.datatype.value)
    return f'"{term.value}"' + ("" if datatype == "xsd:string" else f"^^{datatype}")


def smallest_with(*faults: set[int]) -> list[int]:
    return owl_checks.smallest(range(8), lambda kept: any(fault <= set(kept) for fault in faults))


def iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value
