"""The queries of the library give the same rows on servers: Virtuoso and the Oxigraph server."""

from __future__ import annotations

import pytest
from library_rows import as_golden, bound, every_query, golden

import aitalent_kg as atk

each_server = pytest.mark.parametrize("server", ["virtuoso", "oxigraph_server"], indirect=True)


@pytest.fixture
def server(request: pytest.FixtureRequest) -> atk.KnowledgeGraph:
    """The graph on the server of this name; see conftest.py."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, atk.KnowledgeGraph)
    return found


@each_server
@every_query
def test_rows_are_the_golden_ones(name: str, server: atk.KnowledgeGraph) -> None:
    columns, rows = golden(name)
    found = server.query(name)
    assert found.columns == columns
    assert as_golden(found) == rows


@each_server
@every_query
def test_rows_of_bound_parameters_are_the_same(
    name: str, kg: atk.KnowledgeGraph, server: atk.KnowledgeGraph
) -> None:
    values = bound(name, kg)
    assert server.query(name, **values) == kg.query(name, **values)
