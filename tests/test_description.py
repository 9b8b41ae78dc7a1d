"""data/void.ttl describes the graph in VoID and DCAT; rdflib recounts every number by plain SPARQL."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Store
from pyoxigraph import Literal as Text
from rdflib import DCTERMS, RDF, VOID, Dataset, Graph, URIRef
from rdflib.term import BNode, Node

import aitalent_kg as atk
from aitalent_kg import KnowledgeGraph
from aitalent_kg.exporters.run import export
from aitalent_kg.exporters.void_counts import Links, counted, home, links
from aitalent_kg.names import DOCUMENTS, GRAPH, ID, expand
from aitalent_kg.quality import run_checks
from aitalent_kg.version import VERSION

DESCRIPTION = Path(__file__).resolve().parent.parent / "data" / "void.ttl"
DATASET = URIRef("https://w3id.org/aitalent-kg/dataset")
SPACE = "https://w3id.org/aitalent-kg/"
PARTITION = re.compile("#(class|property)/")  # needs no words of its own
MAPS = "VALUES ?p { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }"


@pytest.fixture(scope="module")
def said() -> Graph:
    return Graph().parse(DESCRIPTION)


@pytest.fixture(scope="module")
def quads(kg: KnowledgeGraph) -> Dataset:
    """The graph on rdflib, each statement in its graph."""
    return kg.graph


@pytest.fixture(scope="module")
def union(quads: Dataset) -> Graph:
    graph = Graph()
    graph += ((s, p, o) for s, p, o, _ in quads.quads((None, None, None, None)))
    return graph


def rows(graph: Graph, query: str) -> dict[tuple[str, ...], int]:
    """Solutions: all columns but the last one -> the number in the last one."""
    return {tuple(map(str, row[:-1])): int(row[-1]) for row in graph.query(query)}  # type: ignore[arg-type, index]


def told(said: Graph, predicate: Node, subsets: bool) -> dict[tuple[str, ...], int]:
    """Number of each named graph, or of the whole, that the description gives."""
    return {
        (str(subject),): int(str(value))
        for subject, value in said.subject_objects(predicate)
        if (subject in graphs(said) if subsets else subject == DATASET)
    }


def dcat(name: str) -> URIRef:
    return URIRef(expand(f"dcat:{name}"))


def graphs(said: Graph) -> set[Node]:
    return {g for g in said.objects(DATASET, VOID.subset) if str(g).startswith(GRAPH)}


def parts(said: Graph, link: Node, name: Node, number: Node) -> dict[tuple[str, ...], int]:
    """(dataset, class or property) -> number, for every partition."""
    return {
        (str(whole), str(said.value(part, name))): int(str(said.value(part, number)))
        for whole, part in said.subject_objects(link)
    }


def whole(found: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    return {(str(DATASET), *key): number for key, number in found.items()}


def test_statements_are_as_many_as_said(said: Graph, quads: Dataset, union: Graph) -> None:
    by_graph = Counter((str(graph),) for *_, graph in quads.quads((None, None, None, None)))
    assert told(said, VOID.triples, subsets=True) == dict(by_graph)
    assert told(said, VOID.triples, subsets=False) == {(str(DATASET),): len(union)}


def test_each_property_is_used_as_often_as_said(said: Graph, quads: Dataset, union: Graph) -> None:
    by_graph = rows(quads, "SELECT ?g ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ?p")
    every: Counter[tuple[str, ...]] = Counter((str(name),) for name in union.predicates())
    found = parts(said, VOID.propertyPartition, VOID.property, VOID.triples)
    assert found == {**by_graph, **whole(every)}
    kinds = Counter((name,) for name, _ in found)
    assert told(said, VOID.properties, subsets=True) | told(
        said, VOID.properties, subsets=False
    ) == dict(kinds)


def test_each_class_has_as_many_members_as_said(said: Graph, quads: Dataset, union: Graph) -> None:
    by_graph = rows(
        quads,
        "SELECT ?g ?c (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a ?c } } GROUP BY ?g ?c",
    )
    every = rows(union, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    found = parts(said, VOID.classPartition, VOID["class"], VOID.entities)
    assert found == {**by_graph, **whole(every)}
    kinds = Counter((name,) for name, _ in found)
    both = told(said, VOID.classes, subsets=True) | told(said, VOID.classes, subsets=False)
    assert {key: number for key, number in both.items() if number} == dict(kinds)


def test_subjects_entities_and_objects_are_as_many_as_said(said: Graph, quads: Dataset) -> None:
    subjects = distinct(quads, 0)
    entities = {pair for pair in subjects if pair[1].startswith(SPACE)}
    found = {
        VOID.distinctSubjects: subjects,
        VOID.entities: entities,
        VOID.distinctObjects: distinct(quads, 2),
    }
    for predicate, pairs in found.items():
        by_graph = Counter((graph,) for graph, _ in pairs)
        assert told(said, predicate, subsets=True) == dict(by_graph), predicate
        every = len({term for _, term in pairs})
        assert told(said, predicate, subsets=False) == {(str(DATASET),): every}, predicate


def distinct(quads: Dataset, place: int) -> set[tuple[str, Any]]:
    """(graph, term at this place), each once."""
    return {(str(quad[3]), quad[place]) for quad in quads.quads((None, None, None, None))}


def test_mappings_of_each_pair_are_as_many_as_said(said: Graph, union: Graph) -> None:
    counts: Counter[tuple[str, str, str]] = Counter()
    for s, p, o in union.query(f"SELECT ?s ?p ?o {{ {MAPS} ?s ?p ?o }}"):  # type: ignore[misc]
        counts[side(str(s)), str(p), side(str(o))] += 1
    sets = set(said.subjects(RDF.type, VOID.Linkset))
    assert {
        (
            str(said.value(one, VOID.subjectsTarget)),
            str(said.value(one, VOID.linkPredicate)),
            target(said, said.value(one, VOID.objectsTarget)),
        ): int(str(said.value(one, VOID.triples)))
        for one in sets
    } == {key: number for key, number in counts.items() if key[0] != key[2]}
    assert sets <= set(said.objects(DATASET, VOID.subset))


def side(iri: str) -> str:
    """The framework that a thing's IRI names, or how the other vocabulary's IRIs begin."""
    for stem in DOCUMENTS:
        if f"{iri}/".startswith(f"{ID}{stem}/"):
            return GRAPH + stem
    return "isco" if "/esco/isco/" in iri else "esco"


def target(said: Graph, node: Node | None) -> str:
    space = str(said.value(node, VOID.uriSpace) or "")
    return str(node) if str(node).startswith(GRAPH) else space.rstrip("/").split("/")[-1]


def test_the_description_says_what_a_catalogue_asks_for(said: Graph) -> None:
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.rights, dcat("keyword")):
        languages = {getattr(text, "language", "") for text in said.objects(DATASET, predicate)}
        assert languages == {"en", "zh-TW"}, predicate
    for predicate in (
        DCTERMS.creator, DCTERMS.publisher, DCTERMS.license, DCTERMS.issued, DCTERMS.modified,
        dcat("landingPage"),
    ):  # fmt: skip
        assert len(set(said.objects(DATASET, predicate))) == 1, predicate
    assert str(said.value(DATASET, dcat("version"))) == VERSION
    assert {str(s) for s in said.objects(DATASET, DCTERMS.source)} == {
        ID + stem for stem in DOCUMENTS
    }


def test_documents_have_the_titles_that_they_print(said: Graph) -> None:
    titles = {
        stem: {t.language: str(t) for t in said.objects(URIRef(GRAPH + stem), DCTERMS.title)}  # type: ignore[attr-defined]
        for stem in DOCUMENTS
    }
    assert {stem: title["zh-Hant"] for stem, title in titles.items()} == {
        "SMS2512-002v1": "AI 應用規劃師職能基準",
        "SET2529-001v2": "人工智慧訓練主管職能基準",
        "industry-guide-115v3.0": "AI 產業人才認定指引",
        "industry-guide-deck": "2025 AI 產業人才認定指引",
        "civil-service-framework": "公務人員AI職能框架",
    }
    assert titles["industry-guide-deck"]["en"] == "2025 AI industry talent recognition guide"
    assert all(set(title) == {"zh-Hant", "en"} for title in titles.values())


def test_the_description_stands_our_own_checks() -> None:
    """Those of metadata, and the shapes; it is loaded beside the graph here, which `load` does not."""
    kg = atk.load(extra=[DESCRIPTION])
    fair = run_checks(kg.store, ["fair"])
    for name in ("dataset-described", "dataset-dated", "dates-in-order"):
        found = {finding.resource for finding in fair.outcome(name).findings}
        assert {iri for iri in found if not PARTITION.search(iri)} == set(), name
    assert run_checks(kg.store, ["pitfalls"]).outcome("untyped-resource").findings == ()
    assert kg.validate().conforms


def test_every_graph_has_a_title_and_every_example_is_there(said: Graph, union: Graph) -> None:
    assert {g for g in graphs(said) if said.value(g, DCTERMS.title) is None} == set()
    examples = set(said.objects(DATASET, VOID.exampleResource))
    assert len(examples) == 4
    assert {thing for thing in examples if (thing, None, None) not in union} == set()


def test_the_description_is_what_the_export_gives(
    said: Graph, kg: KnowledgeGraph, tmp_path: Path
) -> None:
    done = kg.export("void", tmp_path / "x.ttl")
    assert (tmp_path / "x.ttl").read_bytes() == DESCRIPTION.read_bytes()
    assert not any(isinstance(term, BNode) for triple in said for term in triple)
    assert done.lost["statements"].count == len(kg.store)


A, B, C = (NamedNode(f"{ID}one/{name}") for name in "abc")
FAR = NamedNode("http://example.org/terms#far")
MINE = NamedNode(f"{GRAPH}user/mine")
CLOSE, TYPE = NamedNode(expand("skos:closeMatch")), NamedNode(expand("rdf:type"))
ROLE, LABEL = NamedNode(expand("ait:Role")), NamedNode(expand("skos:prefLabel"))
SMALL = [
    Quad(A, TYPE, ROLE, MINE),
    Quad(B, TYPE, ROLE, MINE),
    Quad(A, LABEL, Text("a", language="en"), MINE),
    Quad(A, CLOSE, FAR, MINE),
    Quad(B, CLOSE, FAR, MINE),
    Quad(A, CLOSE, C, MINE),  # inside a side
    Quad(A, CLOSE, FAR, NamedNode(f"{GRAPH}user/again")),  # said twice
]


def test_a_small_graph_is_counted_as_by_hand() -> None:
    found = counted({quad.triple for quad in SMALL}, f"{ID}one/a")
    assert (found.triples, found.entities, found.subjects, found.objects) == (6, 1, 2, 4)
    assert found.classes == {ROLE.value: 2}
    assert found.properties == {TYPE.value: 2, LABEL.value: 1, CLOSE.value: 3}
    assert links(SMALL) == [Links(f"{GRAPH}one", CLOSE.value, "http://example.org/terms#", 2)]


def test_a_thing_is_at_home_in_its_framework_or_vocabulary() -> None:
    assert home(NamedNode(f"{ID}SMS2512-002v1/T1.3")) == f"{GRAPH}SMS2512-002v1"
    assert home(NamedNode("http://data.europa.eu/esco/isco/C2512")).endswith("/esco/isco/")
    assert home(NamedNode("http://data.europa.eu/esco/skill/x")).endswith("/esco/")


def test_a_nameless_thing_is_no_end_of_a_set_of_links_and_an_urn_has_a_beginning() -> None:
    match = NamedNode(expand("skos:exactMatch"))
    here, graph = NamedNode(f"{ID}civil-service-framework/1"), NamedNode("urn:x:graph")
    ends: list[BlankNode | NamedNode] = [
        BlankNode(),
        NamedNode("urn:isbn:1"),
        NamedNode("urn:isbn:2"),
    ]
    found = links(Quad(here, match, end, graph) for end in ends)
    assert [(one.right, one.number) for one in found] == [("urn:isbn:", 2)]


def test_a_graph_of_somebody_else_is_not_described_as_ours(tmp_path: Path) -> None:
    store = Store()
    store.extend(SMALL)
    export(store, "void", tmp_path / "x.ttl")
    said = Graph().parse(tmp_path / "x.ttl")
    [root] = said.subjects(RDF.type, dcat("Dataset"))
    assert root != DATASET
    assert [str(x) for x in said.objects(root, VOID.triples)] == ["6"]
    assert set(said.objects(root, VOID.subset)) >= {URIRef(MINE.value)}
    assert not set(said.objects(None, DCTERMS.license)) | set(said.objects(None, DCTERMS.creator))


def test_a_graph_without_an_iri_is_counted_in_the_whole_alone(tmp_path: Path) -> None:
    store = Store()
    store.extend([*SMALL, Quad(B, LABEL, Text("b"), BlankNode()), Quad(B, LABEL, Text("c"))])
    export(store, "void", tmp_path / "x.ttl")
    said = Graph().parse(tmp_path / "x.ttl")
    [root] = said.subjects(RDF.type, dcat("Dataset"))
    assert [str(x) for x in said.objects(root, VOID.triples)] == ["8"]
    own = {graph for graph in said.objects(root, VOID.subset) if str(graph).startswith(GRAPH)}
    assert own == {URIRef(MINE.value), URIRef(f"{GRAPH}user/again")}


def test_a_part_of_ours_is_not_described_as_the_whole(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.export("void", tmp_path / "x.ttl", graphs="SET2529-001v2")
    said = Graph().parse(tmp_path / "x.ttl")
    [root] = said.subjects(RDF.type, dcat("Dataset"))
    assert root != DATASET
    assert [str(x) for x in said.objects(root, VOID.triples)] == ["1386"]  # as `info` says
