"""Each constraint of `shapes/` is broken alone by one small damage to `shapes/base.ttl`.

The fast engine runs each damage alone; pySHACL runs them in few graphs with many damages each, and
must find just what the fast engine finds.
"""

from __future__ import annotations

import os
import re
import tomllib
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal
from rdflib.term import Node

import aitalent_kg as atk
from aitalent_kg.bridge import to_graph
from aitalent_kg.names import AIT, expand
from aitalent_kg.resources import folder
from aitalent_kg.validate import shape_files, validate_graph, validate_store

HERE = Path(__file__).parent / "shapes"
BASE = (HERE / "base.ttl").read_text("utf-8")
PREFIXES = "\n".join(line for line in BASE.splitlines() if line.startswith("PREFIX"))
ASH = "https://w3id.org/aitalent-kg/shapes#"
#: node shape -> constraint -> SPARQL Update that breaks this constraint and no other
CASES: dict[str, dict[str, str]] = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))
DAMAGE = {f"{shape}-{name}": text for shape, table in CASES.items() for name, text in table.items()}
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
LISTS = (SH.property, SH.sparql)
#: what is no component of a constraint; a qualified shape counts by its number
NEUTRAL = {*TARGETS, *LISTS, RDF.type, SH.path, SH.message, SH.qualifiedValueShape}
Quads = frozenset[ox.Quad]
#: So many graphs hold all damages together, and pySHACL checks these.
GROUPS = 4


@cache
def shapes() -> Graph:
    graph = Graph(store="SimpleMemory")  # the quickest to look things up in
    for path in shape_files():
        graph.parse(path, format="turtle")
    return graph


@cache
def quads() -> Quads:
    """The base graph with the class tree of the ontology, by which shapes find their targets."""
    ontology = ox.parse((folder("ontology") / "aitalent.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    tree = [q for q in ontology if q.predicate.value == str(RDFS.subClassOf)]
    return frozenset([*ox.parse(BASE, ox.RdfFormat.TURTLE), *tree])


def targeting() -> set[Node]:
    """The shapes that run by themselves."""
    return {shape for target in TARGETS for shape in shapes().subjects(target)}


def store_after(*updates: str) -> ox.Store:
    store = ox.Store()
    store.extend(quads())
    for update in updates:
        store.update(f"{PREFIXES}\n{update}")
    return store


def broken(update: str) -> set[str]:
    """Names of the constraints that the base graph, which breaks none, breaks after an update."""
    findings = validate_store(store_after(update), jobs=1).findings
    return {expand(finding.shape).removeprefix(ASH) for finding in findings}


def name(node: Node | None) -> str:
    return str(node).removeprefix(ASH)


@pytest.fixture(scope="module")
def broken_by(request: pytest.FixtureRequest) -> dict[str, set[str]]:
    """What each damage that this run asks for breaks; all processors share the work."""
    asked = [
        str(item.callspec.params["constraint"])
        for item in request.session.items
        if isinstance(item, pytest.Function) and "broken_by" in item.fixturenames
    ]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        sets = pool.map(broken, [DAMAGE[constraint] for constraint in asked], chunksize=8)
        return dict(zip(asked, sets, strict=True))


@pytest.mark.parametrize("constraint", DAMAGE)
def test_damage_breaks_this_constraint_alone(
    constraint: str, broken_by: dict[str, set[str]]
) -> None:
    assert broken_by[constraint] == {constraint}


def test_base_graph_breaks_nothing() -> None:
    assert broken("") == set()


@pytest.mark.parametrize("group", range(GROUPS))
def test_pyshacl_finds_the_same_in_a_graph_with_many_damages(group: int) -> None:
    """Each damage is in one of the groups; few hide one another."""
    store = store_after(*list(DAMAGE.values())[group::GROUPS])
    lang = ("zh", "en")[group % 2]
    ours, theirs = (
        validate_store(store, lang=lang, jobs=1),
        validate_graph(to_graph(store), lang=lang),
    )
    assert ours.findings == theirs.findings
    assert len(ours.totals) > 0.8 * len(DAMAGE) / GROUPS


def test_whole_graph_conforms(kg: atk.KnowledgeGraph) -> None:
    assert validate_store(kg.store).findings == ()


def reporting() -> dict[Node, set[Node]]:
    """Constraint -> its components: those on a shape with a target, or listed by one."""
    graph = shapes()
    listed = {o for shape in targeting() for p in LISTS for o in graph.objects(shape, p)}
    parts = {node: set(graph.predicates(node)) - NEUTRAL for node in targeting() | listed}
    return {node: components for node, components in parts.items() if components}


def test_every_constraint_has_a_case_and_every_case_a_constraint() -> None:
    assert {name(node) for node in reporting()} == set(DAMAGE)


def test_every_constraint_has_one_component() -> None:
    assert {name(node): parts for node, parts in reporting().items() if len(parts) > 1} == {}


def test_every_constraint_says_in_both_languages_what_is_wrong_and_what_to_do() -> None:
    wrong = {name(node) for node in reporting() if not well_worded(node)}
    assert wrong == set()


def well_worded(node: Node) -> bool:
    """One line each; the colon stands between what is wrong and what to do."""
    texts = {
        text.language: str(text)
        for text in shapes().objects(node, SH.message)
        if isinstance(text, Literal)
    }
    return (
        sorted(filter(None, texts)) == ["en", "zh-Hant"]
        and re.fullmatch(r"[^\n]+: [^\n]+\.", texts["en"]) is not None
        and re.fullmatch(r"[^\n]+：[^\n]+。", texts["zh-Hant"]) is not None
    )


def test_every_shape_has_a_name() -> None:
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    nodes = [node for kind in kinds for node in shapes().subjects(RDF.type, kind)]
    assert [node for node in nodes if not str(node).startswith(ASH)] == []


def test_every_class_that_has_instances_has_a_shape(kg: atk.KnowledgeGraph) -> None:
    rows = kg.select("SELECT DISTINCT ?kind WHERE { ?thing a ?kind }").values()
    classes = {kind for row in rows if (kind := str(row["kind"])).startswith(AIT)}
    targets = {str(target) for target in shapes().objects(None, SH.targetClass)}
    assert classes - targets == set()
