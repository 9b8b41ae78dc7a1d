"""schema.org: classes and properties as they are defined, and JSON-LD that a parser reads."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from exchange import OURS, errors, lost_statements, part_of, store_of
from rdflib import RDF, Graph, Literal, Namespace, URIRef

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.run import export
from aitalent_kg.names import ID

SCHEMA = Namespace("https://schema.org/")
#: Stands for the context of schema.org, which is never fetched: the terms that links are.
CONTEXT = {
    "@vocab": str(SCHEMA),
    **{
        name: {"@type": "@id"}
        for name in ("inDefinedTermSet", "inCodeSet", "skills", "qualifications", "recognizedBy",
                     "competencyRequired", "occupationalCategory", "additionalType")
    },
}  # fmt: skip
MADE_UP = """
id:made-up a ait:Framework ; dcterms:title "小框架"@zh-TW , "Small framework"@en ; dcat:version "2" .
f:g a ait:RoleGroup ; skos:inScheme id:made-up ; skos:prefLabel "群"@zh-TW ; skos:notation "G" .
f:r a ait:Role ; skos:inScheme id:made-up ; skos:prefLabel "角色"@zh-TW , "Role"@en ;
    skos:broader f:g .
f:t a ait:Task ; dcterms:isPartOf f:r ; skos:prefLabel "任務"@zh-TW .
f:s a ait:Skill ; skos:inScheme id:made-up ; skos:prefLabel "技能"@zh-TW ; skos:notation "S1" .
f:need1 a ait:Requirement ; ait:requirer f:t ; ait:requiredItem f:s .
f:need2 a ait:Requirement ; ait:requirer f:r ; ait:requiredItem f:cert .
f:cert a ait:Certification ; skos:prefLabel "證書"@zh-TW ; ait:issuer f:org ;
    ait:certificationClass f:class .
f:class a ait:CertificationClass ; ait:coversAbilityType f:s .
f:org a ait:Organisation ; skos:prefLabel "機構"@zh-TW .
"""
_BROKEN = {
    "context": lambda d: d.update({"@context": "https://example.org"}),
    "class": lambda d: d["@graph"][0].update({"@type": "Thing"}),
    "name": lambda d: d["@graph"][0].pop("name"),
    "property of another class": lambda d: d["@graph"][0].update({"skills": []}),
    "text for a link": lambda d: _node(d, "Occupation").update({"skills": ["text"]}),
}


def _node(document: Any, type_: str) -> Any:
    return next(node for node in document["@graph"] if node["@type"] == type_)


def _exported(store: Any, path: Path, **options: Any) -> tuple[Any, Any]:
    report = export(store, "schema-org", path, **options)
    return json.loads(path.read_text(encoding="utf-8")), report


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The made-up framework, and the report."""
    return _exported(store_of(MADE_UP), tmp_path_factory.mktemp("schema") / "x.jsonld")


def _parsed(document: Any) -> Graph:
    return Graph().parse(data=json.dumps({**document, "@context": CONTEXT}), format="json-ld")


@pytest.mark.parametrize("stem", OURS)
def test_our_documents_keep_the_rules(stem: str, kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    part = part_of(kg.statements, stem)
    document, report = _exported(part, tmp_path / "out.jsonld", only=[stem])
    assert errors("schema_org", document) == Counter()
    assert lost_statements(report) < report.statements
    nodes = [node["@id"] for node in document["@graph"]]
    assert len(nodes) == len(set(nodes)) == sum(report.counts.values())


@pytest.mark.parametrize("broken", _BROKEN)
def test_a_broken_document_breaks_a_rule(broken: str, made_up: Any) -> None:
    document = json.loads(json.dumps(made_up[0]))
    assert errors("schema_org", document) == Counter()
    _BROKEN[broken](document)
    assert sum(errors("schema_org", document).values()) >= 1


def test_a_parser_reads_what_an_occupation_asks_for(made_up: Any) -> None:
    graph = _parsed(made_up[0])
    role = URIRef(f"{ID}made-up/r")
    assert (role, RDF.type, SCHEMA.Occupation) in graph
    assert set(graph.objects(role, SCHEMA.skills)) == {URIRef(f"{ID}made-up/s")}
    assert set(graph.objects(role, SCHEMA.qualifications)) == {URIRef(f"{ID}made-up/cert")}
    assert set(graph.objects(role, SCHEMA.occupationalCategory)) == {URIRef(f"{ID}made-up/g")}
    assert set(graph.objects(role, SCHEMA.responsibilities)) == {Literal("任務", lang="zh-TW")}
    names = {Literal("角色", lang="zh-TW"), Literal("Role", lang="en")}
    assert set(graph.objects(role, SCHEMA.name)) == names


def test_a_parser_reads_what_a_certification_shows_and_who_gives_it(made_up: Any) -> None:
    graph = _parsed(made_up[0])
    cert = URIRef(f"{ID}made-up/cert")
    assert (cert, RDF.type, SCHEMA.EducationalOccupationalCredential) in graph
    assert set(graph.objects(cert, SCHEMA.competencyRequired)) == {URIRef(f"{ID}made-up/s")}
    assert set(graph.objects(cert, SCHEMA.recognizedBy)) == {URIRef(f"{ID}made-up/org")}
    assert (URIRef(f"{ID}made-up/org"), RDF.type, SCHEMA.Organization) in graph


def test_terms_are_in_their_set_with_their_code(made_up: Any) -> None:
    graph = _parsed(made_up[0])
    skill, framework = URIRef(f"{ID}made-up/s"), URIRef(f"{ID}made-up")
    assert (skill, SCHEMA.inDefinedTermSet, framework) in graph
    assert (skill, SCHEMA.termCode, Literal("S1")) in graph
    assert (framework, SCHEMA.version, Literal("2")) in graph


def test_the_planner_needs_the_forty_items_that_its_tasks_ask_for(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    part = part_of(kg.statements, OURS[0])
    document, _ = _exported(part, tmp_path / "out.jsonld", only=[OURS[0]])
    occupation = _node(document, "Occupation")
    asked = {
        (q.subject.value, q.object.value)
        for q in part
        if q.predicate.value.endswith("#requires") and q.subject.value.startswith(ID + OURS[0])
    }
    assert {each["@id"] for each in occupation["skills"]} == {item for _, item in asked}


def test_the_counts_of_a_made_up_framework_are_these(made_up: Any) -> None:
    assert made_up[1].counts == {
        "DefinedTerm": 2,  # the task and the skill
        "DefinedTermSet": 1,
        "Occupation": 1,
        "CategoryCode": 1,
        "EducationalOccupationalCredential": 1,
        "Organization": 1,
    }
    lost = made_up[1].lost
    assert lost["Requirement"].count == 6
    assert lost["skos:broader"].count == 1


def test_the_same_graph_is_the_same_file(tmp_path: Path) -> None:
    files = [tmp_path / "a.jsonld", tmp_path / "b.jsonld"]
    for path in files:
        export(store_of(MADE_UP), "schema-org", path)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_part_without_anything_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AitalentError, match="nothing"):
        export(store_of("f:q a ait:Quote ."), "schema-org", tmp_path / "x.jsonld")
