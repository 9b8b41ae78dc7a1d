"""CTDL-ASN: a made-up framework in the form of the Credential Registry, its variants, and damage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mutations import survives

import aitalent_kg as atk
from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.result import ImportResult
from aitalent_kg.names import AIT, expand

AT = "https://registry.example/resources/ce-"
FRAMEWORK = "https://w3id.org/aitalent-kg/id/ctdl-kitchen-work"
CONTEXT = "https://credreg.net/ctdlasn/schema/context/json"


def framework() -> dict[str, Any]:
    """A group, a skill in it, and links to what is outside."""
    return {
        "@context": CONTEXT,
        "@id": "https://registry.example/graph/ce-0",
        "@graph": [
            {
                "@id": f"{AT}0",
                "@type": "ceasn:CompetencyFramework",
                "ceterms:ctid": "ce-0",
                "ceasn:name": {"en-us": "Kitchen work", "zh-tw": "廚房工作"},
                "ceasn:description": {"en-us": "Made up."},
                "ceasn:inLanguage": ["en-US"],
                "ceasn:publisher": ["https://registry.example/guild"],
                "ceasn:license": "https://registry.example/licence",
                "ceasn:dateCreated": "2026-01-02",
                "ceasn:hasTopChild": [f"{AT}1"],
                "ceasn:rights": {"en-us": "All reserved"},
            },
            {
                "@id": f"{AT}1",
                "@type": "ceasn:Competency",
                "ceterms:ctid": "ce-1",
                "ceasn:competencyText": {"en-us": "Works cleanly"},
                "ceasn:competencyCategory": {"en-us": "Competency category"},
                "ceasn:codedNotation": "1",
                "ceasn:isTopChildOf": [f"{AT}0"],
                "ceasn:hasChild": [f"{AT}2"],
                "ceasn:isPartOf": [f"{AT}0"],
            },
            {
                "@id": f"{AT}2",
                "@type": "ceasn:Competency",
                "ceasn:competencyLabel": {"en-us": "Hands", "zh-tw": "洗手"},
                "ceasn:competencyText": {"en-us": "Washes hands"},
                "ceasn:competencyCategory": {"en-us": "Skills"},
                "ceasn:comment": {"en-us": ["Each day", "Each hour"]},
                "ceasn:conceptKeyword": {"en-us": ["soap"]},
                "ceasn:listID": "3",
                "ceasn:isChildOf": [f"{AT}1"],
                "ceasn:exactAlignment": ["https://other.example/a"],
                "ceasn:prerequisiteAlignment": [{"@id": "https://other.example/b"}],
            },
            {"@id": f"{AT}9", "@type": "asn:ProgressionModel"},
        ],
    }


def write(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def about(found: ImportResult, subject: str, predicate: str) -> set[str]:
    lines = found.path.read_text(encoding="utf-8").splitlines()
    start = f"<{subject}> <{expand(predicate)}> "
    return {line.removeprefix(start).removesuffix(" .") for line in lines if line.startswith(start)}


def test_a_framework_and_its_competencies_become_ours(tmp_path: Path) -> None:
    found = atk.importers.ctdl_asn(write(tmp_path / "kitchen.json", framework()))
    assert found.report.framework == FRAMEWORK
    assert about(found, FRAMEWORK, "dcterms:title") == {'"Kitchen work"@en-US', '"廚房工作"@zh-TW'}
    assert about(found, FRAMEWORK, "dcterms:source") == {f"<{AT}0>"}
    assert about(found, FRAMEWORK, "dcterms:identifier") == {'"ce-0"'}
    assert about(found, FRAMEWORK, "dcterms:publisher") == {"<https://registry.example/guild>"}
    assert about(found, f"{AT}1", "rdf:type") == {f"<{AIT}CompetencyCategory>"}
    assert about(found, f"{AT}1", "skos:prefLabel") == {'"Works cleanly"@en-US'}
    assert about(found, f"{AT}1", "skos:topConceptOf") == {f"<{FRAMEWORK}>"}
    assert about(found, f"{AT}1", "skos:inScheme") == {f"<{FRAMEWORK}>"}
    assert about(found, f"{AT}2", "rdf:type") == {f"<{AIT}Skill>"}
    assert about(found, f"{AT}2", "skos:prefLabel") == {'"Hands"@en-US', '"洗手"@zh-TW'}
    assert about(found, f"{AT}2", "skos:definition") == {'"Washes hands"@en-US'}
    assert about(found, f"{AT}2", "skos:broader") == {f"<{AT}1>"}
    assert about(found, f"{AT}2", "skos:exactMatch") == {"<https://other.example/a>"}
    assert about(found, f"{AT}2", "ait:precedes") == {"<https://other.example/b>"}
    assert len(about(found, f"{AT}2", "skos:note")) == 2
    assert found.report.external == {"https://other.example/a": 1, "https://other.example/b": 1}
    assert found.report.lost == {"@graph.rights": 1, "node of type ProgressionModel": 1}
    assert not found.report.remarks


def test_names_may_be_whole_iris_and_a_context_is_told_and_not_applied(tmp_path: Path) -> None:
    document = framework()
    whole = json.dumps(document).replace('"ceasn:', '"https://purl.org/ctdlasn/terms/')
    document = json.loads(whole)
    document["@context"] = [
        "http://127.0.0.1:9/context",
        {"title": "https://purl.org/ctdlasn/terms/competencyText"},
    ]
    document["@graph"].append({"@id": f"{AT}5", "@type": "ceasn:Competency", "title": "Tricked"})
    report = atk.importers.ctdl_asn(write(tmp_path / "kitchen.json", document)).report
    assert (report.counts["competencies"].kept, report.counts["competencies"].refused) == (2, 1)
    told = " / ".join(remark.message for remark in report.remarks)
    assert "'http://127.0.0.1:9/context' is not fetched" in told
    assert "a context in the file is not applied" in told
    assert "@graph[4] has no ceasn:competencyText" in told


def test_competencies_that_repeat_or_have_no_name_are_told(tmp_path: Path) -> None:
    document = framework()
    document["@graph"] += [
        dict(document["@graph"][2]),
        {"@type": "ceasn:Competency", "ceasn:competencyText": "Sings"},
        {"@id": "_:b0", "@type": "ceasn:Competency", "ceasn:competencyText": "Dries plates"},
        {"@id": f"{AT}6", "@type": ["ceasn:Competency"], "ceasn:competencyText": {"e n": "x"}},
    ]
    found = atk.importers.ctdl_asn(write(tmp_path / "kitchen.json", document))
    told = " / ".join(remark.message for remark in found.report.of("refused"))
    assert f"@graph[4] has {AT}2 again" in told
    assert "@graph[5] has neither @id nor ceterms:ctid" in told
    assert "@graph[7].competencyText.e n is no language" in told
    own = f"{FRAMEWORK}/competency/b0"
    assert about(found, own, "skos:prefLabel") == {'"Dries plates"@en-US'}


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ([], "holds 0 nodes ceasn:CompetencyFramework"),
        ({"@graph": {}}, "@graph is no list"),
        ("soup", "@graph is no list"),
        ({"@graph": [framework()["@graph"][0]] * 2}, "holds 2 nodes"),
    ],
)
def test_what_is_no_framework_is_refused(tmp_path: Path, document: Any, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        atk.importers.ctdl_asn(write(tmp_path / "kitchen.jsonld", document))


def test_any_value_of_another_type_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    assert survives(atk.importers.ctdl_asn, framework(), tmp_path / "kitchen.json", each=3) > 120
