"""CTDL-ASN: the rules of the vocabulary and the Registry, both languages, and the way back."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from exchange import (
    OURS,
    errors,
    kinds,
    lost_statements,
    part_of,
    renamed,
    store_of,
    triples,
    undeclared,
)

import aitalent_kg as atk
from aitalent_kg.exporters.run import export
from aitalent_kg.importers.formats.ctdl_asn import import_ctdl_asn
from aitalent_kg.names import ID

MADE_UP = """
id:made-up a ait:Framework ; dcterms:title "小框架"@zh-TW , "Small framework"@en .
f:c1 a ait:Competency ; skos:inScheme id:made-up ; skos:prefLabel "能力一"@zh-TW , "One"@en .
f:t1 a ait:Task ; skos:inScheme id:made-up ; skos:broader f:c1 ; ait:sequence 1 ;
    skos:prefLabel "任務一"@zh-TW ; skos:definition "做一"@zh-TW , "To do one"@en ;
    skos:notation "T1" , "T-1" ; skos:closeMatch <https://example.org/other/2> ;
    ait:requires f:k1 , f:a1 ; skos:note "備註"@zh-TW .
f:k1 a ait:Knowledge ; skos:inScheme id:made-up ; skos:prefLabel "知識一"@zh-TW ;
    ait:precedes f:t1 .
f:a1 a ait:Attitude ; skos:inScheme id:made-up ; skos:prefLabel "態度一"@zh-TW .
"""
#: As the Registry publishes a framework, made up.
PUBLISHED = {
    "@context": "https://credreg.net/ctdlasn/schema/context/json",
    "@graph": [
        {
            "@id": "https://example.org/resources/ce-11111111-1111-4111-8111-111111111111",
            "@type": "ceasn:CompetencyFramework",
            "ceterms:ctid": "ce-11111111-1111-4111-8111-111111111111",
            "ceasn:name": {"en": "Bicycle repair"},
            "ceasn:description": {"en": "What repairing bicycles takes"},
            "ceasn:inLanguage": ["en"],
            "ceasn:publisher": ["https://example.org/org"],
            "ceasn:dateModified": "2025-03-04",
            "ceasn:hasTopChild": [
                "https://example.org/resources/ce-22222222-2222-4222-8222-222222222222"
            ],
        },
        {
            "@id": "https://example.org/resources/ce-22222222-2222-4222-8222-222222222222",
            "@type": "ceasn:Competency",
            "ceterms:ctid": "ce-22222222-2222-4222-8222-222222222222",
            "ceasn:competencyText": {"en": "Wheels", "fr": "Roues"},
            "ceasn:competencyCategory": {"en": "Skill Category"},
            "ceasn:isPartOf": "https://example.org/resources/ce-11111111-1111-4111-8111-111111111111",
            "ceasn:isTopChildOf": "https://example.org/resources/ce-11111111-1111-4111-8111-111111111111",
            "ceasn:hasChild": [
                "https://example.org/resources/ce-33333333-3333-4333-8333-333333333333"
            ],
        },
        {
            "@id": "https://example.org/resources/ce-33333333-3333-4333-8333-333333333333",
            "@type": "ceasn:Competency",
            "ceterms:ctid": "ce-33333333-3333-4333-8333-333333333333",
            "ceasn:competencyLabel": {"en": "Truing"},
            "ceasn:competencyText": {"en": "Straighten a wheel"},
            "ceasn:competencyCategory": {"en": "Skill"},
            "ceasn:codedNotation": "W.1",
            "ceasn:listID": "1",
            "ceasn:conceptKeyword": {"en": ["spoke", "rim"]},
            "ceasn:exactAlignment": ["https://example.org/other/9"],
            "ceasn:isPartOf": "https://example.org/resources/ce-11111111-1111-4111-8111-111111111111",
            "ceasn:isChildOf": [
                "https://example.org/resources/ce-22222222-2222-4222-8222-222222222222"
            ],
        },
    ],
}
_BROKEN = {
    "ctid": lambda g: g[1].update({"ceterms:ctid": "ce-1"}),
    "text": lambda g: g[1].pop("ceasn:competencyText"),
    "language map": lambda g: g[1].update({"ceasn:competencyText": "bare"}),
    "framework first": lambda g: g.reverse(),
    "part of": lambda g: g[1].pop("ceasn:isPartOf"),
    "unknown field": lambda g: g[1].update({"ceasn:surprise": "x"}),
    "twice": lambda g: g[1].update({"ceasn:isChildOf": ["https://e.org/a", "https://e.org/a"]}),
    "two frameworks": lambda g: g.append(g[0]),
    "name": lambda g: g[0].pop("ceasn:name"),
}


def _exported(store: Any, path: Path, **options: Any) -> tuple[Any, Any]:
    report = export(store, "ctdl-asn", path, **options)
    return json.loads(path.read_text(encoding="utf-8")), report


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Any]:
    """The nodes of the made-up framework by the end of their IRI, and the report."""
    path = tmp_path_factory.mktemp("ctdl") / "made-up.jsonld"
    document, report = _exported(store_of(MADE_UP), path)
    assert errors("ctdl_asn", document) == Counter()
    return {node["@id"].rpartition("/")[2]: node for node in document["@graph"]}, report


@pytest.mark.parametrize("stem", OURS)
def test_our_documents_keep_the_rules_and_come_back(
    stem: str, kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    part = part_of(kg.statements, stem)
    document, report = _exported(part, tmp_path / "out.jsonld", only=[stem])
    assert errors("ctdl_asn", document) == Counter()
    back = import_ctdl_asn(tmp_path / "out.jsonld", lang="zh")
    before = triples(part)
    after = renamed(triples(back.store), back.report.framework, ID + stem)
    missing = before - after
    assert lost_statements(report) == report.statements - len(before) + len(missing)
    assert not undeclared(missing, kinds(before), report)


@pytest.mark.parametrize("broken", _BROKEN)
def test_a_broken_document_breaks_a_rule(broken: str) -> None:
    document = json.loads(json.dumps(PUBLISHED))
    assert errors("ctdl_asn", document) == Counter()
    _BROKEN[broken](document["@graph"])
    assert sum(errors("ctdl_asn", document).values()) >= 1


def test_both_languages_stand_in_language_maps(made_up: Any) -> None:
    nodes, _ = made_up
    assert nodes["made-up"]["ceasn:name"] == {"en": "Small framework", "zh-TW": "小框架"}
    assert nodes["c1"]["ceasn:competencyText"] == {"en": "One", "zh-TW": "能力一"}
    assert nodes["t1"]["ceasn:competencyLabel"] == {"zh-TW": "任務一"}
    assert nodes["t1"]["ceasn:competencyText"] == {"en": "To do one", "zh-TW": "做一"}


def test_children_are_told_from_both_sides(made_up: Any) -> None:
    nodes, _ = made_up
    assert nodes["t1"]["ceasn:isChildOf"] == [f"{ID}made-up/c1"]
    assert nodes["c1"]["ceasn:hasChild"] == [f"{ID}made-up/t1"]
    tops = [f"{ID}made-up/{name}" for name in ("a1", "c1", "k1")]
    assert nodes["made-up"]["ceasn:hasTopChild"] == tops
    assert "ceasn:isTopChildOf" not in nodes["t1"]


def test_what_a_task_asks_for_is_embodied_in_it(made_up: Any) -> None:
    task = made_up[0]["t1"]
    assert task["ceasn:knowledgeEmbodied"] == [f"{ID}made-up/k1"]
    assert task["ceasn:abilityEmbodied"] == [f"{ID}made-up/a1"]


def test_a_code_an_alignment_and_a_prerequisite_have_their_fields(made_up: Any) -> None:
    task, knowledge = made_up[0]["t1"], made_up[0]["k1"]
    assert (task["ceasn:codedNotation"], task["ceasn:altCodedNotation"]) == ("T-1", ["T1"])
    assert task["ceasn:majorAlignment"] == ["https://example.org/other/2"]
    assert task["ceasn:listID"] == "1"
    # Credential Engine: "this competency is a prerequisite to the referenced competency".
    assert knowledge["ceasn:prerequisiteAlignment"] == [f"{ID}made-up/t1"]


def test_the_losses_of_a_made_up_framework_are_these(made_up: Any) -> None:
    assert {what: loss.count for what, loss in made_up[1].lost.items()} == {
        "names of graphs": 1,
        "ait:requires": 2,
        "further codes": 1,
        "filled in: description": 1,
        "filled in: places in the tree": 3,  # c1, k1, a1
    }


def test_a_published_framework_is_exported_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonld"
    path.write_text(json.dumps(PUBLISHED), encoding="utf-8")
    first = import_ctdl_asn(path)
    document, _ = _exported(first.store, tmp_path / "out.jsonld", lang="en")
    assert errors("ctdl_asn", document) == Counter()
    for before, after in zip(PUBLISHED["@graph"], document["@graph"], strict=True):
        said = {key: after.get(key) for key in before}
        said["ceasn:conceptKeyword"] = _sorted(said.get("ceasn:conceptKeyword"))
        assert isinstance(before, dict)
        assert said == before | {
            "ceasn:conceptKeyword": _sorted(before.get("ceasn:conceptKeyword"))
        }
    second = import_ctdl_asn(tmp_path / "out.jsonld")
    told = {"prov:used", "prov:wasDerivedFrom"}
    files = {s for s, k in kinds(triples(first.store) | triples(second.store)).items()
             if "InputFile" in k}  # fmt: skip
    changed = triples(first.store) ^ triples(second.store)
    assert not {t for t in changed if t[0] not in files and t[1] not in told}


def _sorted(texts: Any) -> Any:
    return {tag: sorted(words) for tag, words in (texts or {}).items()}
