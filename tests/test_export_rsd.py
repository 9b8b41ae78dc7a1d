"""Rich skill descriptors: what OSMT reads, as JSON and as its batch CSV, and the way back."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from exchange import OURS, errors, kinds, part_of, store_of, triples, undeclared
from shared import data

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.rsd_batch import export_rsd_csv
from aitalent_kg.exporters.run import export
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.importers.formats.rsd import import_rsd
from aitalent_kg.names import ID

UUID = "44444444-4444-4444-8444-444444444444"
MADE_UP = f"""
id:made-up a ait:Framework ; dcterms:title "小框架"@zh-TW .
f:s1 a ait:Skill ; skos:inScheme id:made-up ; skos:prefLabel "技能一"@zh-TW , "Skill one"@en ;
    skos:definition "會做一"@zh-TW ; schema:keywords "one; or two" , "=1+1" ; skos:broader f:c1 ;
    dcterms:identifier "{UUID}" ; dcterms:creator "A. Author" ; dcterms:modified "2026-02"^^xsd:gYearMonth ;
    schema:creativeWorkStatus "published" ; skos:relatedMatch <https://example.org/other/1> ;
    dcterms:conformsTo <{ID}made-up/standard/ISO-1> ; dcterms:relation f:cert , f:firm .
<{ID}made-up/standard/ISO-1> a skos:Concept ; skos:prefLabel "ISO 1"@zh-TW .
<https://example.org/other/1> rdfs:label "Other"@en .
f:s2 a ait:KeySkill ; skos:prefLabel "技能二"@zh-TW .
f:c1 a ait:CompetencyCategory ; skos:prefLabel "類一"@zh-TW .
f:cert a ait:Certification ; skos:prefLabel "證書"@zh-TW .
f:firm a ait:Organisation ; skos:prefLabel "公司"@zh-TW .
f:col a skos:Collection ; skos:prefLabel "集"@zh-TW ; skos:member f:s1 .
f:major a ait:RoleGroup ; skos:notation "15-0000" ; skos:prefLabel "Computer"@en .
f:dev a ait:Role ; skos:notation "15-1252" ; skos:prefLabel "Developers"@en ; skos:broader f:major .
f:need a ait:Requirement ; ait:requirer f:dev ; ait:requiredItem f:s1 .
f:other a ait:Role ; skos:notation "A7" ; skos:prefLabel "其他"@zh-TW .
f:need2 a ait:Requirement ; ait:requirer f:other ; ait:requiredItem f:s1 .
"""
_BROKEN = {
    "uuid": lambda s: s.update(uuid="44"),
    "statement": lambda s: s.update(skillStatement=""),
    "status": lambda s: s.update(status="done"),
    "keywords": lambda s: s.update(keywords="one"),
    "code": lambda s: s["occupations"][0].pop("code"),
    "level": lambda s: s["occupations"][0].update(level="middle"),
    "id": lambda s: s.update(id="no address"),
    "type": lambda s: s.update(type="Skill"),
}


def _exported(store: Any, path: Path, **options: Any) -> tuple[Any, Any]:
    report = export(store, "rsd", path, **options)
    return json.loads(path.read_text(encoding="utf-8")), report


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The made-up skills, and the report."""
    return _exported(store_of(MADE_UP), tmp_path_factory.mktemp("rsd") / "x.json")


@pytest.mark.parametrize(("stem", "skills"), [*zip(OURS, (20, 11, 115, 15, 14), strict=True)])
def test_the_skills_of_our_documents_keep_the_rules(
    stem: str, skills: int, kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    part = part_of(kg.statements, stem)
    found, report = _exported(part, tmp_path / "out.json", only=[stem])
    assert errors("rsd", found) == Counter()
    assert len(found) == skills == report.counts["RichSkillDescriptor"]
    back = import_rsd(tmp_path / "out.json", lang="zh")
    before, after = triples(part), triples(back.store)
    assert not undeclared(before - after, kinds(before), report)


@pytest.mark.parametrize("broken", _BROKEN)
def test_a_broken_descriptor_breaks_a_rule(broken: str, made_up: Any) -> None:
    found = json.loads(json.dumps(made_up[0]))
    assert errors("rsd", found) == Counter()
    _BROKEN[broken](found[0])
    assert sum(errors("rsd", found).values()) >= 1


def test_a_skill_has_all_that_the_graph_says_of_it(made_up: Any) -> None:
    assert made_up[0][0] == {
        "@context": "https://rsd.openskillsnetwork.org/context-v1.json",
        "type": "RichSkillDescriptor",
        "id": f"{ID}made-up/s1",
        "uuid": UUID,
        "skillName": "技能一",
        "skillStatement": "會做一",
        "status": "published",
        "keywords": ["=1+1", "one; or two"],
        "authors": ["A. Author"],
        "updateDate": "2026-02-01T00:00:00Z",
        "categories": ["類一"],
        "alignments": [{"id": "https://example.org/other/1", "skillName": "Other"}],
        "standards": [{"skillName": "ISO 1"}],
        "certifications": [{"id": f"{ID}made-up/cert", "name": "證書"}],
        "employers": [{"id": f"{ID}made-up/firm", "name": "公司"}],
        "collections": [{"name": "集"}],
        "occupations": [
            {
                "code": "15-1252",
                "targetNodeName": "Developers",
                "level": "Detailed",
                "frameworkName": "bls",
                "parents": [
                    {"code": "15-0000", "targetNodeName": "Computer", "level": "Major"},
                    {"code": "15-1252", "targetNodeName": "Developers", "level": "Detailed"},
                ],
            }
        ],
    }


def test_a_skill_that_is_only_named_states_its_name_and_is_a_draft(made_up: Any) -> None:
    second, lost = made_up[0][1], made_up[1].lost
    assert (second["skillName"], second["skillStatement"]) == ("技能二", "技能二")
    assert second["uuid"] == str(uuid5(uuid5(NAMESPACE_URL, ID), f"{ID}made-up/s2"))
    assert second["status"] == "draft"
    assert lost["filled in: skillStatement"].count == lost["filled in: status"].count == 1
    assert lost["class KeySkill"].count == 1


def test_a_requirer_without_soc_code_is_told_and_not_written(made_up: Any) -> None:
    lost = made_up[1].lost
    assert lost["Requirement"].count == 3  # of f:need2: class, requirer, item
    assert lost["Role"].count == 3  # f:other: class, code, name


def test_the_batch_csv_has_the_columns_of_the_format_and_is_safe(tmp_path: Path) -> None:
    path, log = tmp_path / "batch.csv", Log()
    export_rsd_csv(store_of(MADE_UP), Scope(), path, "zh", log)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, first, second = csv.reader(stream)
    row = dict(zip(header, first, strict=True))
    assert len(header) == 19
    assert row["RSD Name"] == "技能一"
    assert row["Detailed Occupations"] == "15-1252"
    assert row["Alignment URL"] == "https://example.org/other/1"
    assert not row["Keywords"].startswith("=")  # a spreadsheet would run it
    assert row["Keywords"].count(";") == 1  # between two values; the one inside is a comma
    assert second[0] == "技能二"
    assert log.lost["field uuid"].count == 2
    assert log.lost["field collections"].count == 1


def test_the_batch_csv_is_read_by_our_import(tmp_path: Path) -> None:
    path = tmp_path / "batch.csv"
    export_rsd_csv(store_of(MADE_UP), Scope(), path, "zh", Log())
    back = import_rsd(path, lang="zh-TW", name="again")
    count = back.report.counts["batch.csv"]
    assert (count.kept, count.refused) == (2, 0)


def test_the_columns_are_those_of_the_real_header(tmp_path: Path) -> None:
    wanted = (data("osmt-rsd") / "batch-import-header.csv").read_text(encoding="utf-8-sig")
    path = tmp_path / "batch.csv"
    export_rsd_csv(store_of(MADE_UP), Scope(), path, "zh", Log())
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert next(csv.reader(stream)) == next(csv.reader([wanted.splitlines()[0]]))


def test_a_part_without_skills_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AitalentError, match="no skill in this part"):
        export(store_of("f:q a ait:Quote ."), "rsd", tmp_path / "x.json")


@pytest.mark.parametrize(("name", "skills"), [("rsd-list-v3.json", 50), ("rsd-single-v3.json", 1)])
def test_real_descriptors_keep_our_rules_and_come_back_as_they_were(
    name: str, skills: int, tmp_path: Path
) -> None:
    path = data("osmt-rsd") / name
    assert errors("rsd", json.loads(path.read_text(encoding="utf-8"))) == Counter()
    first = import_rsd(path, name="x", title="Skills")
    found, _ = _exported(first.store, tmp_path / "out.json", lang="en")
    assert errors("rsd", found) == Counter()
    assert len(found) == skills
    second = import_rsd(tmp_path / "out.json", name="x", title="Skills")
    before, after = triples(first.store), triples(second.store)
    files = {s for s, kind in kinds(before | after).items() if "InputFile" in kind}
    told = {"prov:used", "prov:wasDerivedFrom"}
    assert not {t for t in before ^ after if t[0] not in files and t[1] not in told}
