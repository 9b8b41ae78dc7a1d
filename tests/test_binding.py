"""A value that is bound can only ever be that value; a wrong one is an error of one line."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from conftest import HOSTILE

import aitalent_kg as atk
from aitalent_kg import library
from aitalent_kg.binding import bound
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.names import GRAPH, graph_iri
from aitalent_kg.sparql import ready
from aitalent_kg.values import plain, to_term, written

BY_CODE = "SELECT ?thing ?value WHERE { ?thing skos:notation ?value } ORDER BY ?thing"
ENGINES = ("pyoxigraph", "rdflib", "virtuoso", "oxigraph server")


@pytest.fixture(scope="session")
def hostile(
    hostile_file: Path, virtuoso: atk.KnowledgeGraph, oxigraph_server: atk.KnowledgeGraph
) -> dict[str, atk.KnowledgeGraph]:
    """The graph of hostile values on each engine."""
    graphs = [GRAPH + "user/hostile", graph_iri("ontology")]
    urls = {"virtuoso": virtuoso.engine.name, "oxigraph server": oxigraph_server.engine.name}
    there = {name: atk.connect(url, graphs=graphs) for name, url in urls.items()}
    here = {"pyoxigraph": "oxigraph", "rdflib": "rdflib"}
    return there | {n: atk.load(extra=[hostile_file], engine=e) for n, e in here.items()}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_hostile_value_is_there_as_it_is(
    engine: str, hostile: dict[str, atk.KnowledgeGraph]
) -> None:
    found = hostile[engine].select(
        "SELECT ?thing ?value { ?thing skos:notation ?value FILTER(STRSTARTS(STR(?thing), 'urn:h')) }"
    )
    assert dict(found) == {f"urn:hostile:{place}": value for place, value in enumerate(HOSTILE)}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", range(len(HOSTILE)), ids=map(repr, HOSTILE))
def test_a_hostile_value_finds_exactly_itself(
    place: int, engine: str, hostile: dict[str, atk.KnowledgeGraph]
) -> None:
    value = HOSTILE[place]
    found = hostile[engine].select(BY_CODE, value=value)
    assert list(found) == [(f"urn:hostile:{place}", value)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("place", range(len(HOSTILE)), ids=map(repr, HOSTILE))
def test_a_hostile_value_of_a_library_parameter_is_only_a_value(
    place: int, engine: str, hostile: dict[str, atk.KnowledgeGraph]
) -> None:
    value = HOSTILE[place]
    found = hostile[engine].query("resources-by-code", code=value)
    assert [row.resource for row in found] == [f"urn:hostile:{place}"]


def test_a_value_is_bound_in_every_group_that_mentions_it() -> None:
    text = (
        "SELECT ?x (COUNT(*) AS ?n) WHERE { ?x a ?k . { SELECT ?x WHERE { ?x ?p ?k "
        "OPTIONAL { ?x ?q ?z } } } VALUES ?u { 1 } VALUES (?u ?k) { (1 2) } "
        "FILTER NOT EXISTS { ?a ?b ?c } } GROUP BY ?x"
    )
    assert bound(text, {"x": "a"}) == (
        'SELECT ?x (COUNT(*) AS ?n) WHERE { VALUES ?x { "a" }  ?x a ?k . { SELECT ?x WHERE { '
        'VALUES ?x { "a" }  ?x ?p ?k OPTIONAL { VALUES ?x { "a" }  ?x ?q ?z } } } '
        "VALUES ?u { 1 } VALUES (?u ?k) { (1 2) } FILTER NOT EXISTS { ?a ?b ?c } } GROUP BY ?x"
    )


@pytest.mark.parametrize(
    ("text", "values", "rows"),
    [
        ("SELECT * { ?t a ait:Task OPTIONAL { ?t skos:notation ?c } }", {"c": "T2.3"}, 15),
        ("SELECT ?t ?c { ?t a ait:Task OPTIONAL { ?t skos:notation ?c } }", {"c": "T2.3"}, 15),
        ("SELECT ?t { { ?t skos:notation ?c } UNION { ?t a ait:Gate } }", {"c": "T2.3"}, 1 + 3),
        ("SELECT ?t { ?t a ait:Task MINUS { ?t skos:notation ?c } }", {"c": "T2.3"}, 14),
        (
            "SELECT ?t { ?t a ait:Task FILTER NOT EXISTS { ?t skos:notation ?c } }",
            {"c": "T1.2"},
            13,
        ),
        ("SELECT ?t { ?t a ait:Task ; ait:sequence ?n FILTER(2<?n&&?n<?x) }", {"x": 4}, None),
    ],
)
def test_a_binding_is_right_in_every_shape_of_query(
    text: str, values: dict[str, object], rows: int | None, engines: dict[str, atk.KnowledgeGraph]
) -> None:
    """Of 15 tasks one bears T2.3, two bear T1.2; there are three gates."""
    found = {name: len(asked.select(text, **values)) for name, asked in engines.items()}  # type: ignore[arg-type]
    assert set(found.values()) == {rows} or (rows is None and len(set(found.values())) == 1)


def test_a_binding_keeps_out_of_a_condition_that_is_selected(kg: atk.KnowledgeGraph) -> None:
    text = "SELECT (EXISTS { ?t a ait:Task } AS ?e) ?c { ?t skos:notation ?c }"
    assert kg.select(text, c="T2.3").column("e") == [True]


def test_short_forms_are_written_out(kg: atk.KnowledgeGraph) -> None:
    task = atk.Iri(kg.resolve("SMS2512-002v1/T1.3"))
    made = kg.sparql("CONSTRUCT WHERE { ?t a ?kind }", t=task)
    assert len(made) == 1  # type: ignore[arg-type]
    assert len(kg.sparql("DESCRIBE ?t", t=task)) > 5  # type: ignore[arg-type]
    told = kg.sparql("CONSTRUCT { ?t ait:text ?x } WHERE { ?t a ait:Task }", x="v")
    assert len(told) == 15  # type: ignore[arg-type]


def test_what_the_query_computes_is_not_bound(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match=r"the query computes \?c; bind another variable"):
        kg.select("SELECT ?c { ?s ?p ?o BIND(STR(?o) AS ?c) }", c="x")


def test_a_flag_is_not_taken_for_a_variable(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="evidence takes True or False"):
        kg.select("SELECT ?evidence { ?s ?p ?evidence }", evidence="x")  # type: ignore[arg-type]


def test_a_binding_reaches_templates_counts_filters_and_sub_selects(
    kg: atk.KnowledgeGraph,
) -> None:
    task = atk.Iri(kg.resolve("SMS2512-002v1/T1.3"))
    counted = kg.select("SELECT (COUNT(DISTINCT ?i) AS ?n) { ?t ait:requires ?i }", t=task)
    assert counted.values() == [{"n": 15}]
    inner = "SELECT ?n { { SELECT (COUNT(DISTINCT ?i) AS ?n) { ?t ait:requires ?i } } }"
    assert kg.select(inner, t=task).values() == [{"n": 15}]
    filtered = "SELECT ?c { ?i skos:notation ?c FILTER(?c = ?wanted) } GROUP BY ?c"
    assert kg.select(filtered, wanted="K01").values() == [{"c": "K01"}]
    made = kg.sparql("CONSTRUCT { ?t ait:requires ?i } WHERE { ?t ait:requires ?i }", t=task)
    assert isinstance(made, rdflib.Graph)
    assert len(made) == 15
    assert kg.sparql("ASK { ?t a ait:Task }", t=task) is True
    assert kg.sparql("ASK { ?t a ait:Role }", t=task) is False


def test_several_values_are_alternatives(kg: atk.KnowledgeGraph) -> None:
    found = kg.select("SELECT DISTINCT ?c { ?x skos:notation ?c } ORDER BY ?c", c=["T1.3", "T1.2"])
    assert found.column("c") == ["T1.2", "T1.3"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("級別", '"級別"'),
        (5, '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (True, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        (Decimal("1.50"), '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (Decimal("1E+5"), '"100000"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (
            datetime(2026, 6, 30, 1, 2),
            '"2026-06-30T01:02:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        ),
        (date(2026, 6, 30), '"2026-06-30"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (atk.Iri("urn:a"), "<urn:a>"),
        (ox.Literal("x", language="en"), '"x"@en'),
        (rdflib.URIRef("urn:a"), "<urn:a>"),
        (rdflib.Literal("x", lang="en"), '"x"@en'),
        (rdflib.Literal("x"), '"x"'),
        (rdflib.Literal(5), '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ],
)
def test_python_values_become_terms(value: object, text: str) -> None:
    assert written(to_term(value)) == text


@pytest.mark.parametrize(
    "value",
    [object(), {}, b"x", 1.5, "\ud800", atk.Iri("a b"), None, "a\0b", Decimal("NaN")],
)
def test_what_is_no_term_is_an_error(kg: atk.KnowledgeGraph, value: object) -> None:
    with pytest.raises(BadValue) as caught:
        kg.select("SELECT ?s { ?s ?p ?o }", o=value)
    assert "\n" not in str(caught.value)


def test_ill_typed_literals_show_what_they_say() -> None:
    number = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    assert plain(ox.Literal("many", datatype=number)) == "many"
    assert plain(ox.Literal("7", datatype=number)) == 7
    assert plain(ox.BlankNode("b")) == "_:b"
    assert plain(None) is None


@pytest.mark.parametrize(
    ("params", "error", "message"),
    [
        ({"tsk": "x"}, UnknownName, "no parameter 'tsk' of the query items-of-task; .*mean task?"),
        ({"task": "T9.9"}, UnknownName, "no resource 'T9.9' in the graph; did you mean"),
        ({"task": 3}, BadValue, "3: task takes text .iri."),
        ({"lang": "fr"}, UnknownName, "no language for lang 'fr' in the graph; there are: zh, zh-"),
        ({"lang": "zh_TW"}, UnknownName, "did you mean zh-TW"),
        ({"kind": "Role"}, UnknownName, "no kind 'Role'; there are: ait:Knowledge, ait:Skill"),
        ({"lang": '"} UNION {'}, UnknownName, "no language"),
    ],
)
def test_a_wrong_parameter_is_one_line_that_names_the_right_ones(
    kg: atk.KnowledgeGraph, params: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message) as caught:
        kg.query("items-of-task", **params)
    assert "\n" not in str(caught.value)


def test_a_whole_number_is_needed_where_one_is_declared(kg: atk.KnowledgeGraph) -> None:
    assert len(kg.query("most-required-items", least="3")) == len(
        kg.query("most-required-items", least=3)
    )
    for wrong in ("three", 1.5, True, "1 } UNION {"):
        with pytest.raises(BadValue, match="least takes a whole number"):
            kg.query("most-required-items", least=wrong)


def test_a_choice_is_named_in_full_or_by_its_last_part(kg: atk.KnowledgeGraph) -> None:
    """SMS2512-002v1.txt:20 prints S03 S05 S08 S09 S10 S11."""
    task = "SMS2512-002v1/T1.3"
    answers = [
        kg.query("items-of-task", task=task, kind=k) for k in ("ait:Skill", "Skill", "skill")
    ]
    assert answers[0].column("code") == ["S03", "S05", "S08", "S09", "S10", "S11"]
    assert answers[0] == answers[1] == answers[2]


def test_an_open_parameter_gives_all_rows(kg: atk.KnowledgeGraph) -> None:
    assert kg.query("items-of-task", task=None) == kg.query("items-of-task")


def test_an_unknown_query_suggests_the_nearest(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(
        UnknownName, match=r"no query 'items-of-taks' in the library.*items-of-task"
    ):
        kg.query("items-of-taks")


def test_an_unknown_variable_names_those_there_are(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="no variable 'x' in the query; there are: s, p, o"):
        kg.select("SELECT ?s { ?s ?p ?o }", x=1)


def test_a_query_is_found_by_name_tag_or_words_of_its_question() -> None:
    assert "items-of-task" in [entry.name for entry in library.find("items task")]
    assert "certifications" in [entry.name for entry in library.find("證照")]
    assert "retired-certifications" in [entry.name for entry in library.find("停辦")]
    assert library.find("zzz") == []


def test_prefixes_that_the_text_declares_are_kept() -> None:
    text = "PREFIX skos: <urn:mine:> SELECT ?s { ?s skos:a ait:B }"
    assert ready(text) == "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#> " + text
