"""RDF out: what is written is read back as the same graph, by us and by others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from small_export import ONE, QUADS, ROLE, TRIPLES, small

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, MissingFile, UnknownName
from aitalent_kg.exporters import lines
from aitalent_kg.exporters.run import export
from aitalent_kg.exporters.scope import scope_of
from aitalent_kg.names import ID

ROOT = Path(__file__).resolve().parent.parent
#: With graphs, and without.
DATASETS = {
    "nquads": (ox.RdfFormat.N_QUADS, "nquads"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
}
GRAPHS = {
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt"),
    "turtle": (ox.RdfFormat.TURTLE, "turtle"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "xml"),
}


def read(path: Path, format_: ox.RdfFormat) -> list[ox.Quad]:
    return list(ox.parse(path=path, format=format_))


def same(left: list[ox.Quad], right: list[ox.Quad]) -> bool:
    """Whether they are the same but for the names of blank nodes."""
    graphs = ox.Dataset(left), ox.Dataset(right)
    for graph in graphs:
        graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return graphs[0] == graphs[1]


@pytest.mark.parametrize("format_", DATASETS)
def test_the_whole_graph_comes_back_graph_by_graph(
    kg: atk.KnowledgeGraph, tmp_path: Path, format_: str
) -> None:
    done = export(kg.statements, format_, tmp_path / "all")
    assert set(read(tmp_path / "all", DATASETS[format_][0])) == set(kg.store)
    assert done.lost == {}
    assert done.statements == len(kg)


@pytest.mark.parametrize("format_", GRAPHS)
def test_the_whole_graph_comes_back_as_one(
    kg: atk.KnowledgeGraph, tmp_path: Path, format_: str
) -> None:
    done = export(kg.statements, format_, tmp_path / "all")
    every = {quad.triple for quad in kg.store}
    back = [quad.triple for quad in read(tmp_path / "all", GRAPHS[format_][0])]
    assert set(back) == every
    assert len(back) == len(every)
    assert done.lost["names of graphs"].count == len(list(kg.store.named_graphs()))
    assert done.lost["statements of several graphs"].count == len(kg) - len(every)


@pytest.mark.parametrize("format_", DATASETS)
def test_what_makes_formats_stumble_comes_back_too(tmp_path: Path, format_: str) -> None:
    export(small(), format_, tmp_path / "small")
    back = read(tmp_path / "small", DATASETS[format_][0])
    assert len(back) == QUADS
    assert same(back, list(small()))


@pytest.mark.parametrize("format_", ["ntriples", "turtle"])
def test_and_as_one_graph(tmp_path: Path, format_: str) -> None:
    done = export(small(), format_, tmp_path / "small")
    back = read(tmp_path / "small", GRAPHS[format_][0])
    assert len(back) == TRIPLES
    assert same(back, [ox.Quad(*quad.triple) for quad in small()])
    assert {what: loss.count for what, loss in done.lost.items()} == {
        "names of graphs": 2,
        "statements of several graphs": 2,
    }


def test_rdf_xml_leaves_out_what_is_no_xml_name_and_says_so(tmp_path: Path) -> None:
    done = export(small(), "rdfxml", tmp_path / "small.rdf")
    back = read(tmp_path / "small.rdf", ox.RdfFormat.RDF_XML)
    kept = [ox.Quad(*q.triple) for q in small() if not q.predicate.value.endswith("/1")]
    assert len(back) == TRIPLES - 1
    assert same(back, kept)
    assert done.lost["predicates"].count == 1


@pytest.mark.parametrize("format_", [*DATASETS, *GRAPHS])
def test_rdflib_reads_a_document_as_the_same_graph(
    kg: atk.KnowledgeGraph, tmp_path: Path, format_: str
) -> None:
    stem = "civil-service-framework"
    export(kg.statements, format_, tmp_path / "file", graphs=[stem])
    name = (DATASETS | GRAPHS)[format_][1]
    read_: Graph = Dataset(default_union=True) if format_ in DATASETS else Graph()
    read_.parse(tmp_path / "file", format=name)
    plain = Graph()
    for triple in read_.triples((None, None, None)):
        plain.add(triple)
    alone = atk.load(stem).graph.graph(atk.Iri(f"https://w3id.org/aitalent-kg/graph/{stem}"))
    assert len(plain) > 1000
    assert isomorphic(plain, alone)


def test_json_ld_needs_no_other_file(tmp_path: Path) -> None:
    export(small(), "jsonld", tmp_path / "small.jsonld")
    found = json.loads((tmp_path / "small.jsonld").read_text(encoding="utf-8"))
    assert isinstance(found["@context"], dict)
    graphs = {graph["id"]: graph["@graph"] for graph in found["@graph"]}
    assert set(graphs) == {"graph:user/one", "graph:user/two"}
    baker = next(n for n in graphs["graph:user/one"] if n["id"] == "kg:demo/role/baker")
    assert baker["type"] == "Role"
    assert baker["prefLabel"] == {"en": "Baker", "zh-Hant": "烘焙師"}
    assert baker["altLabel"] == {"en": ["Bread maker", "Patissier"]}
    assert baker["sequence"] == 1


def test_the_context_is_that_of_the_ontology_and_data() -> None:
    done = subprocess.run([sys.executable, "scripts/json_ld_context.py", "--check"], cwd=ROOT)
    assert done.returncode == 0


@pytest.mark.parametrize("format_", ["nquads", "turtle", "trig", "jsonld"])
def test_languages_are_written_as_bcp_47_has_them(tmp_path: Path, format_: str) -> None:
    export(small(), format_, tmp_path / "file")
    text = (tmp_path / "file").read_text(encoding="utf-8")
    assert "zh-Hant" in text
    assert "zh-TW" in text
    assert "zh-hant" not in text


@pytest.mark.parametrize("format_", [*DATASETS, *GRAPHS])
def test_the_same_statements_are_the_same_bytes(tmp_path: Path, format_: str) -> None:
    backwards = ox.Store()
    for quad in reversed(list(small())):
        backwards.add(quad)
    other = small()
    for store in (other, backwards):  # a blank node has another name each time
        for quad in list(store):
            if isinstance(quad.object, ox.BlankNode) or isinstance(quad.subject, ox.BlankNode):
                store.remove(quad)
    export(other, format_, tmp_path / "one")
    export(backwards, format_, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_sorting_through_files_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = small()
    export(store, "nquads", tmp_path / "memory.nq")
    monkeypatch.setattr(lines, "IN_MEMORY", 3)
    monkeypatch.setattr(lines, "_MOST_FILES", 4)
    export(store, "nquads", tmp_path / "files.nq")
    written = (tmp_path / "files.nq").read_bytes()
    assert written == (tmp_path / "memory.nq").read_bytes()
    assert written.splitlines() == sorted(written.splitlines())
    assert {path.name for path in tmp_path.iterdir()} == {"memory.nq", "files.nq"}


def test_classes_are_counted_once_each(tmp_path: Path) -> None:
    wanted = {"Role": 2, "Framework": 1, "Requirement": 1, "Skill": 1, "Transition": 1,
              "https://example.org/v/role": 1}  # fmt: skip
    for format_ in (*DATASETS, *GRAPHS):
        assert export(small(), format_, tmp_path / "file").counts == wanted, format_


def test_a_role_comes_with_what_belongs_to_it() -> None:
    scope = scope_of(small(), only=[ROLE])
    demo = f"{ID}demo/"
    blank = next(q.object.value for q in small() if isinstance(q.object, ox.BlankNode))
    assert scope.roots == (ROLE,)
    # what asks, the step from it, the item that is asked for; its quote has no IRI
    assert {t for t in scope.things if ":" in t} == {
        ROLE, f"{demo}ask", f"{demo}step", f"{demo}kneading"
    }  # fmt: skip
    assert len(scope.things) == 5, blank
    assert scope.named == {f"{ID}demo", f"{demo}role/chef", "https://example.org/v/pastry"}


def test_of_what_is_only_linked_to_the_names_are_kept(tmp_path: Path) -> None:
    export(small(), "nquads", tmp_path / "role.nq", only=[ROLE])
    text = (tmp_path / "role.nq").read_text(encoding="utf-8")
    assert f'<{ID}demo/role/chef> <http://www.w3.org/2004/02/skos/core#prefLabel> "Chef"@en' in text
    # 23 of the first graph are all about it; 4 + 1 of the second
    assert len(text.splitlines()) == 28
    assert "example.org/v/thing" not in text


def test_a_framework_is_all_that_is_below_it(tmp_path: Path) -> None:
    done = export(small(), "nquads", tmp_path / "demo.nq", only=["demo"], graphs=["user/one"])
    assert done.statements == 23
    assert done.counts == {"Role": 2, "Framework": 1, "Requirement": 1, "Skill": 1, "Transition": 1}


def test_names_that_fit_nothing_are_refused(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean turtle"):
        export(kg.statements, "turtel", tmp_path / "x")
    with pytest.raises(UnknownName, match="did you mean SMS2512-002v1"):
        export(kg.statements, "nquads", tmp_path / "x", graphs=["SMS2512-002"])
    with pytest.raises(UnknownName, match="SMS2512-002v1"):
        export(kg.statements, "nquads", tmp_path / "x", only=["SMS2512-002v11"])
    with pytest.raises(AitalentError, match="nothing to export"):
        export(ox.Store(), "nquads", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_an_iri_that_json_ld_would_misread_is_refused(tmp_path: Path) -> None:
    store = ox.Store()
    node = ox.NamedNode("skos:thing")
    store.add(ox.Quad(node, node, node, ox.NamedNode(ONE)))
    with pytest.raises(AitalentError, match="skos:thing"):
        export(store, "jsonld", tmp_path / "x.jsonld")
    export(store, "turtle", tmp_path / "x.ttl")
    assert read(tmp_path / "x.ttl", ox.RdfFormat.TURTLE) == [ox.Quad(node, node, node)]
    assert not (tmp_path / "x.jsonld").exists()


def test_what_is_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kept.nq"
    target.write_text("before", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aitalent_kg.exporters.rdf.typed", fail)
    with pytest.raises(OSError, match="No space left"):
        export(small(), "nquads", target)
    assert target.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.nq"]
    with pytest.raises(MissingFile, match="is a directory"):
        export(small(), "trig", tmp_path)
    with pytest.raises(BadValue, match="no export wrote"):
        export(small(), "csv", tmp_path)


def test_rdf_xml_takes_chinese_names_and_leaves_alone_what_xml_keeps_for_itself(
    tmp_path: Path,
) -> None:
    names = ("https://x.example/專長", "http://www.w3.org/2000/xmlns/a")
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode("urn:x:t"), ox.NamedNode(n), ox.Literal("a")) for n in names)
    done = export(store, "rdfxml", tmp_path / "out.rdf")
    found = {q.predicate.value for q in read(tmp_path / "out.rdf", ox.RdfFormat.RDF_XML)}
    parsed = Graph().parse(tmp_path / "out.rdf", format="xml")
    assert found == {str(p) for p in parsed.predicates()} == {names[0]}
    assert done.lost["predicates"].count == 1
