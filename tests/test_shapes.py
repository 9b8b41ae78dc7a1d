"""Each constraint of `shapes/` is broken once, alone, by a small damage to `shapes/base.ttl`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDFS, SH, Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from aitalent_kg.bridge import to_graph
from aitalent_kg.resources import folder
from aitalent_kg.validate import shape_files

HERE = Path(__file__).parent / "shapes"
BASE = (HERE / "base.ttl").read_text("utf-8")
PREFIXES = "".join(line + "\n" for line in BASE.splitlines() if line.startswith("PREFIX"))
ASH = "https://w3id.org/aitalent-kg/shapes#"
#: node shape -> constraint -> SPARQL Update that breaks this constraint and no other
CASES: dict[str, dict[str, str]] = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))
NAMED = [(f"{shape}-{name}", text) for shape, table in CASES.items() for name, text in table.items()]


class Prepared(Graph):
    """A graph that parses a query once; pySHACL sends the same one for every focus node."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Result:
        return super().query(prepared(str(query_object)), *args, **kwargs)


@cache
def prepared(text: str) -> Query:
    return prepareQuery(text)


@cache
def shapes() -> Graph:
    graph = Graph()
    for path in shape_files():
        graph.parse(path, format="turtle")
    return graph


@cache
def base() -> Graph:
    """The base graph, and of the ontology the class tree, which targets go by."""
    graph = Prepared().parse(data=BASE, format="turtle")
    ontology = Graph().parse(folder("ontology") / "aitalent.ttl", format="turtle")
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        graph.add(triple)
    return graph


@cache
def quads() -> frozenset[ox.Quad]:
    return frozenset(ox.parse(BASE, format=ox.RdfFormat.TURTLE))


@contextmanager
def damaged(update: str) -> Iterator[Graph]:
    """The base graph after a SPARQL Update, which is taken back at the end."""
    store = ox.Store()
    store.extend(quads())
    store.update(PREFIXES + update)
    gone, new = (part(quads() - set(store)), part(set(store) - quads()))
    graph = base()
    graph -= gone
    graph += new
    try:
        yield graph
    finally:
        graph -= new
        graph += gone


def part(some: frozenset[ox.Quad] | set[ox.Quad]) -> Graph:
    store = ox.Store()
    store.extend(some)
    return to_graph(store)


def broken(update: str = "") -> set[str]:
    """Names of the constraints that the base graph breaks after `update`."""
    with damaged(update) as graph:
        _, report, _ = validate(graph, shacl_graph=shapes(), do_owl_imports=False)
    assert isinstance(report, Graph)
    return {source(report, result) for result in report.objects(None, SH.result)}


def source(report: Graph, result: Node) -> str:
    constraint = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    return str(constraint).removeprefix(ASH)


@pytest.mark.parametrize(("name", "update"), NAMED, ids=[name for name, _ in NAMED])
def test_damage_breaks_this_constraint_alone(name: str, update: str) -> None:
    assert broken(update) == {name}
