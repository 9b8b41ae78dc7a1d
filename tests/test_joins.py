"""rdflib with our join gives what SPARQL says, rows that bind only some variables included."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, Store
from rdflib.plugins.sparql import CUSTOM_EVALS

from aitalent_kg.engines.answers import Solutions
from aitalent_kg.engines.embedded import engine_on

GRAPH = NamedNode("urn:graph")
#: Joins of groups, each evaluated by itself since it holds a UNION or a selection.
QUERIES = [
    "SELECT ?a ?b ?c { { ?a <urn:p> ?b } UNION { ?a <urn:q> ?b } { ?b <urn:p> ?c } UNION { ?b <urn:q> ?c } }",
    "SELECT ?a ?b ?c { { ?a <urn:p> ?b } UNION { ?a <urn:q> ?c } { ?b <urn:p> ?c } UNION { ?c <urn:q> ?b } }",
    "SELECT ?a ?b { { SELECT ?a { ?a <urn:p> ?x } } { SELECT ?a ?b { ?b <urn:q> ?a } } }",
    "SELECT ?a ?b { { ?a <urn:p> <urn:1> } UNION { ?a <urn:q> <urn:2> } { ?b <urn:q> <urn:1> } UNION { ?b <urn:p> <urn:3> } }",
    "SELECT ?a { { ?a <urn:p> <urn:none> } UNION { ?a <urn:q> <urn:none> } { ?a <urn:p> ?c } UNION { ?a <urn:q> ?c } }",
]


def rows(store: Store, name: str, text: str) -> Counter[tuple[Any, ...]]:
    found = engine_on(store, name).answer(text)
    assert isinstance(found, Solutions)
    return Counter(tuple(map(str, row)) for row in found.rows)


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("seed", range(4))
def test_joins_give_the_rows_that_the_embedded_engine_gives(text: str, seed: int) -> None:
    draw = random.Random(seed)
    store = Store()
    for _ in range(25):
        subject, object_ = (NamedNode(f"urn:{draw.randrange(6)}") for _ in range(2))
        store.add(Quad(subject, NamedNode(f"urn:{draw.choice('pq')}"), object_, GRAPH))
    assert rows(store, "rdflib", text) == rows(store, "oxigraph", text)


def test_queries_of_others_in_this_process_run_as_before() -> None:
    rows(Store(), "rdflib", QUERIES[0])
    assert not [name for name in CUSTOM_EVALS if "aitalent" in name]
