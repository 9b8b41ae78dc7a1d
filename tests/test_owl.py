"""The ontology with all data is OWL 2 DL and consistent; a planted contradiction is found.

HermiT and the OWL API come with owlready2; they are Java programs.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph

from aitalent_kg import KnowledgeGraph
from aitalent_kg.bridge import to_graph
from aitalent_kg.resources import data_files, folder

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="no java on this machine")

ONTOLOGY = sorted(folder("ontology").glob("*.ttl"))
PLANTS = {
    "in two disjoint classes": "x:a a ait:Knowledge , ait:Skill .",
    "a requirer, and yet a role": "x:a a ait:Role ; ait:requirer x:b .",
    "evidence that is an item": "x:a ait:evidence x:b . x:b a ait:Knowledge .",
    "a transition to where it starts": "x:a ait:from x:b ; ait:to x:b .",
    "two quotes that go on from each other": "x:a ait:continues x:b . x:b ait:continues x:a .",
    "a line number in words": 'x:a ait:line "one" .',
    "two line numbers": "x:a ait:line 1 , 2 .",
    "a mapping that is a concept": "x:a ait:mappingStatus x:b ; a skos:Concept .",
}
PREFIXES = (
    "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>\n"
    "PREFIX owl: <http://www.w3.org/2002/07/owl#>\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
    "PREFIX x: <urn:x:>\n"
)

Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Merge files, and Turtle of the test, into one file that owlready2 and the OWL API read."""

    def write(*paths: Path, planted: str = "", format_: str = "nt") -> Path:
        graph = Graph()
        for path in paths:
            graph.parse(path, format="turtle")
        graph.parse(data=PREFIXES + planted, format="turtle")
        return saved(graph, tmp_path, format_)

    return write


@pytest.fixture(scope="module")
def everything(kg: KnowledgeGraph) -> Graph:
    """All statements, those of the mappings and the generated ones too."""
    return to_graph(kg.store)


def saved(graph: Graph, folder: Path, format_: str) -> Path:
    out = folder / f"all.{format_}"
    graph.serialize(out, format=format_, encoding="utf-8")
    return out


def unsatisfiable(path: Path) -> list[str]:
    """Classes that can have no member, by HermiT; raises when the whole is inconsistent."""
    import owlready2

    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    owlready2.sync_reasoner_hermit(world, debug=0)
    return [c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing]


def test_ontology_and_all_data_are_consistent(everything: Graph, tmp_path: Path) -> None:
    assert unsatisfiable(saved(everything, tmp_path, "nt")) == []


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_contradiction_is_found(written: Write, plant: str) -> None:
    import owlready2

    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable(written(*ONTOLOGY, planted=PLANTS[plant]))


def test_an_unsatisfiable_class_is_found(written: Write) -> None:
    planted = "x:C a owl:Class ; rdfs:subClassOf ait:Knowledge , ait:Skill ."
    assert unsatisfiable(written(*ONTOLOGY, planted=planted)) == ["urn:x:C"]


def violations(path: Path) -> list[str]:
    """What keeps a file out of OWL 2 DL, by the profile checker of the OWL API."""
    import jpype
    import owlready2

    if not jpype.isJVMStarted():
        jars = [str(p) for p in (Path(owlready2.__file__).parent / "hermit").glob("*.jar")]
        jpype.startJVM(classpath=jars)
    api = jpype.JPackage("org").semanticweb.owlapi
    manager = api.apibinding.OWLManager.createOWLOntologyManager()
    file = jpype.JClass("java.io.File")(str(path))
    loaded = manager.loadOntologyFromOntologyDocument(file)
    report = api.profiles.OWL2DLProfile().checkOntology(loaded)
    return [str(violation) for violation in report.getViolations()]


def test_ontology_and_all_data_are_owl_2_dl(everything: Graph, tmp_path: Path) -> None:
    assert violations(saved(everything, tmp_path, "xml")) == []


def test_what_is_not_dl_is_found(written: Write) -> None:
    undeclared = "x:a a x:Undeclared ."
    assert violations(written(*ONTOLOGY, planted=undeclared, format_="xml")) != []


def test_functional_properties_have_one_value() -> None:
    """A reasoner would take two IRIs for one thing and find nothing wrong; here they are two."""
    union = Graph()
    for path in data_files().values():
        union.parse(path, format="turtle")
    for name in union.subjects(RDF.type, OWL.FunctionalProperty):
        for subject in set(union.subjects(name, None)):
            assert len(set(union.objects(subject, name))) == 1, (subject, name)
