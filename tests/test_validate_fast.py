"""The fast engine finds what pySHACL finds; what it does not know it leaves to pySHACL."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from validation import damaged, store_of

import aitalent_kg as atk
from aitalent_kg import vault
from aitalent_kg.bridge import to_graph
from aitalent_kg.cli import main
from aitalent_kg.errors import AitalentError, BadValue, UnknownName
from aitalent_kg.names import GRAPH
from aitalent_kg.validate import shape_files, validate_graph, validate_store
from aitalent_kg.validate.queries import predicates_named, unfit
from aitalent_kg.validate.reading import read_shapes

PREFIXES = """
PREFIX ex: <https://x.example/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
HEAD = f"""{PREFIXES}
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P .
ex:P sh:path ex:p ; sh:message "wrong"@en """
#: What a and b have; c has nothing, d is of a class below, x is of another.
DATA = """
PREFIX ex: <https://x.example/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
ex:U rdfs:subClassOf ex:T .
ex:a a ex:T ; ex:p ex:b , "abcd" , "x"@en , 3 , _:b ; ex:q 4 .
ex:b a ex:T ; ex:p 5 , "five"^^xsd:integer , "5"^^xsd:decimal ; ex:q 5 .
ex:c a ex:T .
ex:d a ex:U ; ex:p "de"@de , "DE"@de , "z"@zh-TW ; ex:q "z"@zh-TW .
ex:x a ex:X ; ex:p 1 , 2 , 3 .
"""
#: Component -> how many results it gives for a, b, c and d, worked out from the specification.
COMPONENTS = {
    "sh:minCount 1": (0, 0, 1, 0),
    "sh:minCount 4": (0, 1, 1, 1),
    "sh:maxCount 3": (1, 0, 0, 0),
    "sh:class ex:T": (4, 3, 0, 3),
    "sh:datatype xsd:integer": (4, 2, 0, 3),
    "sh:datatype xsd:string": (4, 3, 0, 3),
    "sh:nodeKind sh:IRI": (4, 3, 0, 3),
    "sh:nodeKind sh:Literal": (2, 0, 0, 0),
    "sh:nodeKind sh:BlankNodeOrIRI": (3, 3, 0, 3),
    "sh:minInclusive 4": (5, 1, 0, 3),
    "sh:maxInclusive 4": (4, 3, 0, 3),
    "sh:minLength 2": (3, 2, 0, 1),
    "sh:maxLength 3": (3, 1, 0, 0),
    'sh:pattern "^[a-z]"': (2, 2, 0, 1),
    'sh:pattern "^[a-z]" ; sh:flags "i"': (2, 2, 0, 0),
    'sh:languageIn ( "en" "zh" )': (4, 3, 0, 2),
    "sh:uniqueLang true": (0, 0, 0, 1),
    "sh:in ( ex:b 3 5 )": (3, 2, 0, 3),
    "sh:hasValue 5": (1, 0, 1, 1),
    "sh:equals ex:q": (6, 2, 0, 2),
    "sh:disjoint ex:q": (0, 1, 0, 1),
    "sh:not [ sh:nodeKind sh:Literal ]": (3, 3, 0, 3),
    "sh:or ( [ sh:class ex:T ] [ sh:datatype xsd:integer ] )": (3, 2, 0, 3),
    "sh:and ( [ sh:minLength 2 ] [ sh:maxLength 4 ] )": (4, 2, 0, 1),
    "sh:node [ a sh:NodeShape ; sh:nodeKind sh:Literal ]": (2, 0, 0, 0),
    "sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMinCount 1": (0, 1, 1, 1),
    "sh:qualifiedValueShape [ sh:nodeKind sh:Literal ] ; sh:qualifiedMaxCount 2": (1, 1, 0, 1),
}
#: Path -> what is found where a must have none of its ends: b is one, and 5 of b; nothing leads to a.
PATHS = {
    "[ sh:inversePath ex:p ]": [],
    "( ex:p ex:q )": ["a"],
    "( ex:q ex:p )": [],
    "[ sh:alternativePath ( ex:p ex:q ) ]": ["a"],
}


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    return tmp_path / "mine.ttl"


def own_store() -> ox.Store:
    store = ox.Store()
    store.load(DATA.encode(), ox.RdfFormat.TURTLE)
    return store


def both(store: ox.Store, path: Path) -> list[str]:
    """The local names of the focus nodes, each as often as it is found, by both engines alike."""
    ours = validate_store(store, [path], "en", jobs=1)
    assert ours.findings == validate_graph(to_graph(store), [path], "en").findings
    return [finding.focus.rpartition("/")[2] for finding in ours.findings]


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_counts_as_the_specification_says(component: str, shapes: Path) -> None:
    shapes.write_text(f"{HEAD}; {component} .", encoding="utf-8")
    assert read_shapes(shapes, "en").refused == ""
    found = both(own_store(), shapes)
    assert tuple(found.count(name) for name in "abcd") == COMPONENTS[component]


@pytest.mark.parametrize("path", PATHS)
def test_paths_lead_where_the_specification_says(path: str, shapes: Path) -> None:
    target = f"{PREFIXES} ex:P sh:targetNode ex:a ; sh:path {path}"
    shapes.write_text(f'{target} ; sh:message "wrong"@en ; sh:maxCount 0 .', encoding="utf-8")
    assert both(own_store(), shapes) == PATHS[path]
    assert read_shapes(shapes, "en").refused == ""


@pytest.mark.parametrize(
    ("component", "reason"),
    [
        ("sh:xone ( [ sh:nodeKind sh:IRI ] [ sh:nodeKind sh:Literal ] )", "sh:xone"),
        ("sh:maxExclusive 3", "sh:maxExclusive"),
        ("sh:minExclusive 3", "sh:minExclusive"),
        ("sh:deactivated true ; sh:minCount 9", "sh:deactivated"),
    ],
)
def test_what_is_not_known_is_left_to_pyshacl(component: str, reason: str, shapes: Path) -> None:
    shapes.write_text(f"{HEAD}; {component} .", encoding="utf-8")
    store = own_store()
    store.update("DELETE { ?s ?p ?v } WHERE { ?s ?p ?v FILTER(isBlank(?v)) }")  # it cannot compare
    report = validate_store(store, [shapes], "en")
    assert report.findings == validate_graph(to_graph(store), [shapes], "en").findings
    assert report.remarks == (f"mine.ttl: pySHACL was used for {reason}",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT $this WHERE { $this <x:p> ?v }", None),
        ("SELECT $this WHERE { $this <x:limit> ?v } # LIMIT 3", None),
        ('SELECT $this WHERE { $this <x:p> "UNION" FILTER NOT EXISTS { $this <x:q> ?v } }', None),
        ("SELECT $this WHERE { $this <x:p> ?v } LIMIT 3", "LIMIT in a query"),
        ("SELECT ?v WHERE { $this <x:p> ?v }", "a query that does not select $this"),
        ("SELECT $this WHERE { { $this <x:p> ?v } }", "a group within a query"),
        ("SELECT $this WHERE { OPTIONAL { $this <x:p> ?v } }", "OPTIONAL in a query"),
        (
            "SELECT $this WHERE { $this <x:p> ?v } GROUP BY $this HAVING (COUNT(?v) > 1)",
            "COUNT without DISTINCT in a query",
        ),
        (
            "SELECT $this (COUNT(DISTINCT ?v) AS ?n) WHERE { $this <x:p> ?v }",
            "an aggregate or inner SELECT that is not grouped by $this",
        ),
    ],
)
def test_only_queries_that_can_be_asked_for_many_nodes_are(text: str, reason: str | None) -> None:
    assert unfit(text) == reason


def test_predicates_of_a_query_are_named_or_any() -> None:
    text = "PREFIX ex: <x:> SELECT $this ?v WHERE { $this ex:p/^<x:q> ?v ; a ?k } GROUP BY $this ?v"
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert predicates_named(text) == frozenset({"x:p", "x:q", rdf_type})
    assert predicates_named("SELECT $this WHERE { $this ?any ?v }") is None


def test_all_shapes_of_the_project_run_on_the_fast_engine() -> None:
    files = [read_shapes(path, "zh") for path in shape_files()]
    assert [(file.path.name, file.refused) for file in files if file.refused] == []


def test_findings_on_a_damaged_document_are_those_of_pyshacl() -> None:
    quads = atk.load("SET2529-001v2").store
    store = store_of(damaged(quads, Random(20261122), 400))
    ours = validate_store(store, lang="en", jobs=1)
    assert ours.findings == validate_graph(to_graph(store), lang="en").findings
    assert len(ours.totals) > 80


def test_processes_find_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aitalent_kg.validate.engine.NODES", 50)
    monkeypatch.setattr("aitalent_kg.validate.engine.ASKED", 20)
    store = store_of(damaged(atk.load("SMS2512-002v1").store, Random(7), 300))
    alone, shared = validate_store(store, jobs=1), validate_store(store, jobs=2)
    assert alone.findings == shared.findings
    assert len(alone.findings) > 200


def test_a_process_that_is_killed_is_a_clear_error(
    kg: atk.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("aitalent_kg.validate.batches.run_batch", killed)
    with pytest.raises(AitalentError, match="a process that validates was ended"):
        validate_store(kg.store, jobs=2)


@pytest.mark.parametrize(("place", "found"), [("+2", False), ("+3", True), ("03", True)])
def test_a_place_in_the_order_counts_however_it_is_written(place: str, found: bool) -> None:
    """Of two parts the first is 1; the second is 2, or there is a gap."""
    store = ox.Store()
    text = f"""
        PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        <urn:x:a> a ait:Task ; dcterms:isPartOf <urn:x:w> ; ait:sequence 1 .
        <urn:x:b> a ait:Task ; dcterms:isPartOf <urn:x:w> ; ait:sequence "{place}"^^xsd:integer ."""
    store.load(text.encode(), ox.RdfFormat.TURTLE)
    shapes = [path for path in shape_files() if path.stem == "ordered"]
    ours = validate_store(store, shapes, jobs=1)
    assert ours.findings == validate_graph(to_graph(store), shapes).findings
    assert ("ash:OrderedWhole-run" in {finding.shape for finding in ours.findings}) is found


def test_a_store_on_disk_is_checked_by_one_process(tmp_path: Path) -> None:
    """Its engine has threads and locks, which a copy of the process would not have whole."""
    data, store = tmp_path / "mine.ttl", str(tmp_path / "store")
    data.write_text("<urn:x:t> a <https://w3id.org/aitalent-kg/ontology#Task> .", "utf-8")
    vault.add(store, data)
    [shape] = [path for path in shape_files() if path.stem == "task"]
    report = atk.load(store=store).validate(jobs=2, shapes=[shape])
    assert report.remarks == ("processes cannot share a store on disk: one was used",)
    assert report.findings == atk.load(extra=data).validate(shapes=[shape]).findings
    asked = ["validate", "--shapes", str(shape), "--store", store, "--format", "json"]
    found = json.loads(CliRunner().invoke(main, asked).stdout)["findings"]
    assert {each["focus"] for each in found} == {"urn:x:t"}
    assert "aitalent-kg store add" in CliRunner().invoke(main, [*asked, str(data)]).output


def test_engine_and_jobs_that_are_none_are_refused(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="did you mean fast"):
        validate_store(kg.store, engine="fats")
    with pytest.raises(BadValue, match="from 1"):
        validate_store(kg.store, jobs=0)


def test_imported_things_need_no_quotes_and_ours_do() -> None:
    text = """
        PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        <urn:x:f> a ait:Framework ; prov:wasGeneratedBy <urn:x:import> .
        <urn:x:task> a ait:Task ."""
    outcome = {}
    for graph in (f"{GRAPH}user/f", f"{GRAPH}sources"):
        store = ox.Store()
        store.load(text.encode(), ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
        report = validate_store(store, jobs=1)
        outcome[graph.rpartition("/")[2]] = "ash:Task-evidence" in {
            f.shape for f in report.findings
        }
    assert outcome == {"f": False, "sources": True}


def test_command_lists_the_first_findings_of_each_constraint_and_counts_all(shapes: Path) -> None:
    shapes.write_text(
        f"{PREFIXES} ex:P sh:targetSubjectsOf <http://www.w3.org/ns/oa#start> ; sh:path ex:p ;"
        ' sh:minCount 1 ; sh:message "no p"@en .',
        encoding="utf-8",
    )
    asked = ["validate", "--shapes", str(shapes), "--most", "2", "--lang", "en"]
    result = CliRunner().invoke(main, [*asked, "--format", "json"])
    found = json.loads(result.stdout)
    assert result.exit_code == 3
    assert len(found["findings"]) == 2
    assert [total["count"] for total in found["totals"]] == [found["totals"][0]["count"]]
    assert found["totals"][0]["count"] > 1000
    assert f"2 of {found['totals'][0]['count']} findings listed" in result.stderr
