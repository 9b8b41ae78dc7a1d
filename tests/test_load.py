"""Loading: the whole, one document, files of the user; and what the handle gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import SKOS

import aitalent_kg as atk
from aitalent_kg.names import DOCUMENTS, ID, OWN_GRAPHS, graph_iri

GRAPHS = {*DOCUMENTS, *OWN_GRAPHS, "ontology", "schemes", "generated"}


def names(kg: atk.KnowledgeGraph) -> set[str]:
    return {node.value.removeprefix(graph_iri("")) for node in kg.store.named_graphs()}


def test_every_document_and_every_addition_is_a_named_graph(kg: atk.KnowledgeGraph) -> None:
    assert names(kg) == GRAPHS


def test_one_document_comes_without_the_other_four() -> None:
    kg = atk.load("SET2529-001v2")
    assert names(kg) & set(DOCUMENTS) == {"SET2529-001v2"}
    assert kg.show("SET2529-001v2/T1.1").level == "4"
    assert kg.show("SET2529-001v2/T1.1").label_en != kg.show("SET2529-001v2/T1.1").label_zh
    assert kg.evidence("SET2529-001v2/T1.1")[0].source == "SET2529-001v2.txt"
    assert kg.show("source/SET2529-001v2").kind == "SourceFile"
    assert not [quad for quad in kg.store if "SMS2512" in str(quad.subject)]


def test_a_file_of_the_user_becomes_a_graph_of_its_own(tmp_path: Path) -> None:
    mine = tmp_path / "my own.ttl"
    mine.write_text(
        '<urn:x:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "甲"@zh-Hant .',
        encoding="utf-8",
    )
    kg = atk.load(extra=[mine])
    assert "user/my%20own" in names(kg)
    assert kg.resolve("urn:x:a") == "urn:x:a"


def test_files_of_one_name_become_graphs_of_their_own(tmp_path: Path) -> None:
    """The second has a number; the same file given again is none."""
    paths = [tmp_path / "a.nt", tmp_path / "b" / "a.nt", tmp_path / "c" / "a.ttl"]
    for number, path in enumerate(paths):
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<urn:x:{number}> <urn:p> <urn:x> .", encoding="utf-8")
    kg = atk.load("SET2529-001v2", extra=[*paths, paths[1]])
    found = kg.select("SELECT ?g ?s { GRAPH ?g { ?s <urn:p> ?o } } ORDER BY ?s")
    graphs = [name.removeprefix(graph_iri("user/")) for name in map(str, found.column("g"))]
    assert graphs == ["a", "a-2", "a-3"]


def test_the_rdflib_view_has_the_same_statements(kg: atk.KnowledgeGraph) -> None:
    assert isinstance(kg.graph, Dataset)
    assert sum(1 for _ in kg.graph.quads((None, None, None, None))) == len(kg)
    labels = kg.graph.objects(URIRef(ID + "SMS2512-002v1/K05"), SKOS.prefLabel)
    assert {label.language for label in labels if isinstance(label, Literal)} == {"zh-Hant", "en"}


def test_requires_says_what_the_requirement_nodes_say(kg: atk.KnowledgeGraph) -> None:
    """The generated graph against the nodes, by another engine than the one that made it."""
    nodes = kg.graph.query(
        """PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
        SELECT DISTINCT ?a ?b { ?n a ait:Requirement ; ait:requirer ?a ; ait:requiredItem ?b
          FILTER NOT EXISTS { ?n ait:basis <https://w3id.org/aitalent-kg/id/scheme/basis/inferred> } }"""
    )
    short = kg.graph.query(
        "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#> SELECT ?a ?b { ?a ait:requires ?b }"
    )
    assert set(map(tuple, nodes)) == set(map(tuple, short))  # type: ignore[arg-type]
    assert len(set(nodes)) > 186  # those of the two iCAP standards alone


def test_inferred_placements_are_no_shortcuts(kg: atk.KnowledgeGraph) -> None:
    """AI 導入顧問 under AI 導入型 is our inference from a row of table 8."""
    groups = {ref.code for ref in kg.show("AI 導入顧問").part_of}
    assert "industry-guide-115v3.0/role-type/adoption" not in groups
    assert "industry-guide-deck/role-group/value-adding" in groups


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("SMS2512-002v1/T1.3", "SMS2512-002v1/T1.3"),
        ("https://w3id.org/aitalent-kg/id/SMS2512-002v1/T1.3", "SMS2512-002v1/T1.3"),
        ("AI 產品經理", "industry-guide-115v3.0/role/ai-product-manager"),
        ("ＡＩ產品經理", "industry-guide-115v3.0/role/ai-product-manager"),
        ("ai product manager", "industry-guide-115v3.0/role/ai-product-manager"),
        ("AI-901", "industry-guide-115v3.0/certification/ai-901"),
        ("SYSTEMS THINKING", "civil-service-framework/competency/01"),
        ("SET2529-001v1", "SET2529-001v1"),
    ],
)
def test_a_name_finds_its_resource(kg: atk.KnowledgeGraph, name: str, path: str) -> None:
    assert kg.resolve(name) == ID + path


def test_statements_without_a_graph_get_the_graph_of_their_file(tmp_path: Path) -> None:
    for name, text in {
        "a.jsonld": '{"@id": "urn:a", "urn:p": "x"}',
        "b.nq": '<urn:b> <urn:p> "x" .',
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = atk.load("SET2529-001v2", extra=[tmp_path / "a.jsonld", tmp_path / "b.nq"])
    found = loaded.select("SELECT ?s ?g { GRAPH ?g { ?s <urn:p> 'x' } } ORDER BY ?s")
    graphs = [f"https://w3id.org/aitalent-kg/graph/user/{stem}" for stem in "ab"]
    assert found.column("g") == graphs
    assert len(list(loaded.graph.quads())) == len(loaded)
