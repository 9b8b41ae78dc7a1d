"""What a hostile reader found: mappings that chained by detours, contradictions that are none, or were missed."""

from __future__ import annotations

import logging

import pytest
from pyoxigraph import RdfFormat, Store

from aitalent_kg.errors import BadValue
from aitalent_kg.names import PREFIXES
from aitalent_kg.reasoning import Closure, reason

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
HEAD += "PREFIX ex: <http://example.org/>\n"
TWO_MAPPINGS = "ex:a skos:{0} ex:b . ex:b skos:{0} ex:c . "


def closed(turtle: str, engine: str = "fast", mappings: str = "single") -> Closure:
    store = Store()
    store.load((HEAD + f"GRAPH ex:g {{ {turtle} }}").encode(), RdfFormat.TRIG)
    return reason(store, engine, mappings)


def joins(closure: Closure) -> list[str]:
    """Statements that lead from the first thing to the third."""
    return [
        str(triple)
        for triple in closure.triples
        if "example.org/a>" in str(triple.subject) and "example.org/c>" in str(triple.object)
    ]


@pytest.mark.parametrize("engine", ["fast", "owlrl"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("exactMatch", "skos:exactMatch a owl:TransitiveProperty"),
        ("closeMatch", "skos:closeMatch a owl:TransitiveProperty"),
        ("exactMatch", "skos:exactMatch rdfs:subPropertyOf owl:sameAs"),
        ("broadMatch", "skos:broadMatch rdfs:subPropertyOf skos:broaderTransitive"),
        ("exactMatch", "skos:semanticRelation a owl:TransitiveProperty"),
    ],
)
def test_no_file_makes_mappings_chain_and_a_remark_says_so(
    name: str, said: str, engine: str
) -> None:
    found = closed(TWO_MAPPINGS.format(name) + said + " .", engine)
    assert joins(found) == []
    assert len(found.remarks) >= 1


@pytest.mark.parametrize(
    "said",
    [
        "skos:exactMatch a ex:T . ex:T rdfs:subClassOf owl:TransitiveProperty .",
        "skos:exactMatch owl:equivalentProperty ex:p . ex:p a owl:TransitiveProperty ; rdfs:subPropertyOf owl:sameAs .",
    ],
)
def test_what_would_chain_mappings_by_a_detour_is_refused(said: str) -> None:
    with pytest.raises(BadValue, match="mappings='chain'"):
        closed(TWO_MAPPINGS.format("exactMatch") + said)


def test_a_class_below_nothing_is_refused_since_owlrl_says_more_of_it() -> None:
    with pytest.raises(BadValue, match="below owl:Nothing"):
        closed("ex:C rdfs:subClassOf owl:Nothing .")


def test_a_construct_that_only_follows_is_refused_too() -> None:
    union = "ex:u rdfs:subPropertyOf owl:unionOf . ex:C ex:u (ex:A ex:B) . ex:a a ex:A ."
    with pytest.raises(BadValue, match="owl:unionOf"):
        closed(union)


@pytest.mark.parametrize(
    ("turtle", "rules"),
    [
        ('ex:p a owl:FunctionalProperty . ex:a ex:p "NaN"^^xsd:double .', []),
        ('ex:p a owl:FunctionalProperty . ex:a ex:p "a"^^ex:t, "b"^^ex:t .', []),
        ('ex:p a owl:FunctionalProperty . ex:a ex:p "a", "b" .', ["dt-diff"]),
        ('ex:p rdfs:range xsd:dateTimeStamp . ex:a ex:p "2020-01-01T00:00:00Z"^^xsd:dateTime .', []),
        ('ex:p rdfs:range xsd:dateTimeStamp . ex:a ex:p "2020-01-01T00:00:00"^^xsd:dateTime .', ["dt-not-type"]),
        ('ex:p rdfs:range xsd:anyAtomicType . ex:a ex:p "x" .', []),
        ('ex:a ex:p "abc"^^xsd:double .', ["dt-not-type"]),
        ('ex:a ex:p "1E400"^^xsd:double .', []),
        ('ex:a ex:p "x"^^xsd:dateTime .', ["dt-not-type"]),
        ('ex:a ex:p "zz"^^xsd:time .', ["dt-not-type"]),
        ("ex:a owl:differentFrom ex:a .", ["eq-diff1"]),
    ],
)  # fmt: skip
def test_literals_contradict_only_where_they_do(turtle: str, rules: list[str]) -> None:
    assert [clash.rule for clash in closed(turtle).contradictions] == rules


def test_owlrl_reports_the_contradictions_that_follow_from_what_the_filter_drops() -> None:
    told = "ex:A owl:disjointWith ex:B . ex:a a ex:A ; owl:sameAs ex:b . ex:b a ex:B ."
    for engine in ("fast", "owlrl"):
        assert {clash.rule for clash in closed(told, engine).contradictions} == {"cax-dw"}


def test_owlrl_logs_no_tracebacks_for_literals_that_are_no_values(
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = logging.getLogger("rdflib.term").level
    closed('ex:a ex:p "abc"^^xsd:integer .', "owlrl")
    assert caplog.records == []
    assert logging.getLogger("rdflib.term").level == before
