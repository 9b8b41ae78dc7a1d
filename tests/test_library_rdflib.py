"""The queries of the library give the same rows on rdflib."""

from __future__ import annotations

from library_rows import as_golden, bound, every_query, golden

import aitalent_kg as atk


@every_query
def test_rows_are_the_golden_ones(name: str, on_rdflib: atk.KnowledgeGraph) -> None:
    columns, rows = golden(name)
    found = on_rdflib.query(name)
    assert found.columns == columns
    assert as_golden(found) == rows


@every_query
def test_rows_of_bound_parameters_are_the_same(
    name: str, kg: atk.KnowledgeGraph, on_rdflib: atk.KnowledgeGraph
) -> None:
    values = bound(name, kg)
    assert on_rdflib.query(name, **values) == kg.query(name, **values)
