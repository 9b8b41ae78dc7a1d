"""With the statements of all mappings, ontology and data stay OWL 2 DL and consistent."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import Graph
from test_owl import unsatisfiable, violations

import aitalent_kg as atk
from aitalent_kg.bridge import to_graph

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="no java on this machine")
#: A mapping is a judgement, and no concept, whoever says so.
PLANT = """
PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<urn:x> ait:mappingStatus <urn:y> . <urn:x> a skos:Concept .
"""


@pytest.fixture(scope="module")
def whole(kg: atk.KnowledgeGraph) -> Graph:
    return to_graph(kg.store)


def written(graph: Graph, path: Path, format_: str) -> Path:
    graph.serialize(path, format=format_, encoding="utf-8")
    return path


def test_all_statements_are_consistent(whole: Graph, tmp_path: Path) -> None:
    assert unsatisfiable(written(whole, tmp_path / "all.nt", "nt")) == []


def test_all_statements_are_owl_2_dl(whole: Graph, tmp_path: Path) -> None:
    assert violations(written(whole, tmp_path / "all.xml", "xml")) == []


def test_a_mapping_that_is_a_concept_is_found(whole: Graph, tmp_path: Path) -> None:
    import owlready2

    damaged = Graph()
    damaged += whole
    damaged.parse(data=PLANT, format="turtle")
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable(written(damaged, tmp_path / "all.nt", "nt"))
