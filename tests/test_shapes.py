"""Each constraint of `shapes/` is broken once, alone, by a small damage to `shapes/base.ttl`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import SH, Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from aitalent_kg.resources import folder
from aitalent_kg.validate import shape_files

HERE = Path(__file__).parent / "shapes"
ASH = "https://w3id.org/aitalent-kg/shapes#"
#: node shape -> constraint -> SPARQL Update that breaks this constraint and no other
CASES: dict[str, dict[str, str]] = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))
NAMED = [(f"{shape}-{name}", text) for shape, table in CASES.items() for name, text in table.items()]


class Prepared(Graph):
    """A graph that parses each query once; pySHACL sends the same one for every focus node."""

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
    graph = Graph()
    for path in (*folder("ontology").glob("*.ttl"), HERE / "base.ttl"):
        graph.parse(path, format="turtle")
    return graph


def broken(update: str = "") -> set[str]:
    """Names of the constraints that the base graph breaks after `update`."""
    graph = Prepared()
    graph += base()
    if update:
        graph.update(update, initNs=dict(base().namespaces()))
    _, report, _ = validate(graph, shacl_graph=shapes(), do_owl_imports=False)
    assert isinstance(report, Graph)
    return {source(report, result) for result in report.objects(None, SH.result)}


def source(report: Graph, result: Node) -> str:
    constraint = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    return str(constraint).removeprefix(ASH)


@pytest.mark.parametrize(("name", "update"), NAMED, ids=[name for name, _ in NAMED])
def test_damage_breaks_this_constraint_alone(name: str, update: str) -> None:
    assert broken(update) == {name}
