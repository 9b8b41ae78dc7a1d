"""Rich skill descriptors: the real files by their README, made-up JSON and CSV, and damage."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from mutations import survives
from shared import data

import aitalent_kg as atk
from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.result import ImportResult
from aitalent_kg.names import AIT, expand

SKILL = "https://skills.example/api/skills/11111111-1111-4111-8111-111111111111"
OLDER = (
    "Collection,Skill Name,Skill Category,Contextualized Skill Statement,Keywords,BLS Major Group,"
    "BLS Minor Group,BLS Broad Occupation,BLS Detailed Occupation,O*NET Job Role,"
    "Professional Standards,Certifications,Alignment Title,Alignment\n"
)
NEWER = (
    "RSD Name,Authors,Skill Statement,Categories,Keywords,Standards,Certifications,"
    "Occupation Major Groups,Occupation Minor Groups,Broad Occupations,Detailed Occupations,"
    "O*NET Job Codes,Employers,Alignment Name,Alignment URL,Alignment Framework,"
    "Alignment 2 Name,Alignment 2 URL,Alignment 2 Framework\n"
)


def descriptor() -> dict[str, Any]:
    return {
        "@context": "https://rsd.openskillsnetwork.org/context-v1.json",
        "type": "RichSkillDescriptor",
        "id": SKILL,
        "uuid": "11111111-1111-4111-8111-111111111111",
        "skillName": "Soup Seasoning",
        "skillStatement": "Season soup with salt.",
        "status": "published",
        "publishDate": "2026-01-02T03:04:05.678Z",
        "archiveDate": None,
        "keywords": ["Salt", "Soup"],
        "categories": ["Cooking"],
        "authors": ["A cook"],
        "creator": "https://skills.example/guild",
        "alignments": [{"id": "https://other.example/salt", "skillName": "Salting"}],
        "standards": [{"skillName": "KITCHEN 1"}],
        "certifications": [{"name": "Sous-chef"}],
        "employers": [{"name": "The Inn"}],
        "collections": [{"uuid": "c-1", "name": "Basics"}],
        "occupations": [
            {
                "code": "35-2014",
                "targetNodeName": "Cooks, Restaurant",
                "frameworkName": "bls",
                "parents": [
                    {"code": "35-0000", "targetNodeName": "Food Occupations", "level": "Major"},
                    {"code": "35-2014", "level": "Detailed"},
                ],
            },
            {"code": "cook"},
        ],
    }


def write(path: Path, document: Any) -> Path:
    path.write_text(
        document if isinstance(document, str) else json.dumps(document), encoding="utf-8"
    )
    return path


def about(found: ImportResult, subject: str, predicate: str) -> set[str]:
    lines = found.path.read_text(encoding="utf-8").splitlines()
    start = f"<{subject}> <{expand(predicate)}> "
    return {line.removeprefix(start).removesuffix(" .") for line in lines if line.startswith(start)}


def kinds(found: ImportResult) -> Counter[str]:
    every = (str(each) for each in found.graph.objects(None, None))
    return Counter(each.removeprefix(AIT) for each in every if each.startswith(AIT))


def test_a_descriptor_becomes_a_skill_with_everything_it_is_linked_to(tmp_path: Path) -> None:
    found = atk.importers.rsd(write(tmp_path / "soup.json", descriptor()))
    base = "https://w3id.org/aitalent-kg/id/rsd-soup"
    assert found.report.framework == base
    assert about(found, SKILL, "rdf:type") == {f"<{AIT}Skill>"}
    assert about(found, SKILL, "skos:prefLabel") == {'"Soup Seasoning"@en'}
    assert about(found, SKILL, "skos:definition") == {'"Season soup with salt."@en'}
    assert about(found, SKILL, "schema:keywords") == {'"Salt"', '"Soup"'}
    assert about(found, SKILL, "skos:broader") == {f"<{base}/category/Cooking>"}
    assert about(found, SKILL, "skos:relatedMatch") == {"<https://other.example/salt>"}
    assert about(found, SKILL, "dcterms:conformsTo") == {f"<{base}/standard/KITCHEN-1>"}
    assert about(found, SKILL, "dcterms:relation") == {
        f"<{base}/certification/Sous-chef>",
        f"<{base}/employer/The-Inn>",
    }
    assert about(found, SKILL, "dcterms:creator") == {'"A cook"'}
    assert about(found, f"{base}/collection/c-1", "skos:member") == {f"<{SKILL}>"}
    assert about(found, f"{base}/soc/35-2014", "skos:broader") == {f"<{base}/soc/35-0000>"}
    assert kinds(found) & Counter(
        {"Skill": 9, "Role": 9, "RoleGroup": 9, "Requirement": 9, "ExternalResource": 9}
    ) == Counter({"Skill": 1, "Role": 1, "RoleGroup": 1, "Requirement": 1, "ExternalResource": 1})
    assert found.report.external == {"https://other.example/salt": 1}
    assert "names 'cook', which is no SOC code" in found.report.of("refused")[0].message
    kg = atk.load(extra=[found])
    asked = kg.compare("rsd-soup/soc/35-2014", "SMS2512-002v1").only_left
    assert [each.iri for each in asked] == [SKILL]


def test_a_skill_that_repeats_or_says_nothing_is_refused(tmp_path: Path) -> None:
    document = [descriptor(), descriptor(), {"id": "https://skills.example/2"}, {"uuid": ""}, 7]
    report = atk.importers.rsd(write(tmp_path / "soup.json", document)).report
    count = report.counts["skills"]
    assert (count.read, count.kept, count.refused) == (5, 1, 4)
    told = [remark.message for remark in report.of("refused")]
    assert any("[1] has 11111111" in message and "again" in message for message in told)
    assert any("[2] has neither skillName nor skillStatement" in message for message in told)
    assert any("[4] is no object" in message for message in told)


def test_both_batch_tables_are_read_and_the_table_of_groups_names_occupations(
    tmp_path: Path,
) -> None:
    older = write(
        tmp_path / "older.csv",
        OLDER + "Basics,Stirring,Cooking,Stir soup.,Spoon; Soup,35-0000,,,35-2014; 35-9999,,"
        "KITCHEN 1,,Stir,https://other.example/stir\n"
        ",,,,,,,,,,,,,\n,Frying,,Fry.,,,,,12,,,,Fry,fry\n",
    )
    newer = write(
        tmp_path / "newer.csv",
        NEWER + "Baking,A cook; Another,Bake bread.,Cooking,Oven,,,,,,35-2011,,The Inn,"
        "Bread,https://other.example/bread,Other,,,\n",
    )
    groups = write(
        tmp_path / "soc.csv",
        "SOC Group,SOC Code,SOC Title,SOC Definition\nMajor,35-0000,Food,\n"
        "Detailed,35-2014,Cooks,They cook.\nDetailed,352014,Cooks,\n",
    )
    found = atk.importers.rsd([older, newer, groups], name="kitchen")
    counts = {
        file: (c.read, c.kept, c.refused)
        for file, c in found.report.counts.items()
        if file.endswith(".csv")
    }
    # The empty row is none; the second SOC code has no hyphen.
    assert counts == {"older.csv": (2, 2, 0), "newer.csv": (1, 1, 0), "soc.csv": (3, 2, 1)}
    occupations = found.report.counts["occupations of skills"]
    assert (occupations.read, occupations.kept, occupations.refused) == (5, 4, 1)
    base = "https://w3id.org/aitalent-kg/id/kitchen"
    assert about(found, f"{base}/soc/35-2014", "skos:prefLabel") == {'"Cooks"@en'}
    assert about(found, f"{base}/soc/35-2014", "skos:broader") == {f"<{base}/soc/35-0000>"}
    assert about(found, f"{base}/skill/Baking", "dcterms:creator") == {'"A cook"', '"Another"'}
    told = [remark.message for remark in found.report.remarks]
    assert any("the alignment 'fry' is no absolute IRI" in message for message in told)
    assert "2 occupations have a code that nothing here names: 35-9999, 35-2011" in told
    assert found.report.lost["column Alignment Framework"] == 1


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.csv", "a,b\n1,2\n", "no column 'RSD Name' or 'Skill Name'"),
        ("x.csv", "RSD Name,Authors\na,b\n", "no column 'Skill Statement'"),
        ("x.json", "{", "is no JSON"),
        ("x.txt", "soup", "no rich skill descriptors"),
    ],
)
def test_what_is_no_descriptor_is_refused(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        atk.importers.rsd(write(tmp_path / name, text))


def test_any_value_of_another_type_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    assert survives(atk.importers.rsd, [descriptor()], tmp_path / "soup.json", each=3) > 120


def test_the_real_files_have_the_counts_of_their_readme() -> None:
    folder = data("osmt-rsd")
    listed = atk.importers.rsd(folder / "rsd-list-v3.json")
    assert kinds(listed)["Skill"] == listed.report.counts["skills"].kept == 50
    # Each descriptor names its occupations; counted in the file.
    raw = json.loads((folder / "rsd-list-v3.json").read_bytes())
    named = sum(len(each["occupations"]) for each in raw)
    assert listed.report.counts["occupations of skills"].kept == named
    assert "50 skills have IRIs of a local server" in listed.report.of("doubt")[0].message
    single = atk.importers.rsd(folder / "rsd-single-v3.json")
    assert kinds(single)["Skill"] == 1
    assert list(single.report.external) == [
        "https://skills.emsidata.com/skills/KS1254M6N7QPZ96MGR0L"
    ]
    files = [folder / name for name in ("Skills-Import.csv", "BLS-SOC-Import.csv")]
    batch = atk.importers.rsd([*files, folder / "batch-import-header.csv"])
    counts = {file: count.kept for file, count in batch.report.counts.items()}
    assert (counts["Skills-Import.csv"], counts["BLS-SOC-Import.csv"]) == (2, 1_447)
    # SOC 2018: 23 major, 98 minor, 459 broad groups; 867 detailed occupations.
    assert (kinds(batch)["RoleGroup"], kinds(batch)["Role"]) == (23 + 98 + 459, 867)
    assert not batch.report.of("refused")


def test_skills_whose_iris_end_alike_have_requirements_of_their_own(tmp_path: Path) -> None:
    """Without a UUID, http://a.example/1/x and http://b.example/2/x are asked for apart."""
    asked = [{"code": "15-1252"}]
    skills = [
        {"id": f"http://{place}/x", "skillName": place, "occupations": asked}
        for place in ("a.example/1", "b.example/2")
    ]
    found = atk.importers.rsd(write(tmp_path / "s.json", skills))
    assert kinds(found)["Requirement"] == 2


def test_a_uuid_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    skills = [{"id": f"http://a.example/{n}", "uuid": "u-1", "skillName": "S"} for n in (1, 2)]
    report = atk.importers.rsd(write(tmp_path / "s.json", skills)).report
    assert (report.counts["skills"].kept, report.counts["skills"].refused) == (1, 1)
    assert ["u-1 again" in remark.message for remark in report.of("refused")] == [True]


def test_only_cells_that_say_something_count_as_lost(tmp_path: Path) -> None:
    """Two rows; one says something in the further column, none in those of the format."""
    head = NEWER.strip().split(",")
    rows = [[*head, "Colour"], ["A", *[""] * (len(head) - 1), "red"], ["B", *[""] * len(head)]]
    path = tmp_path / "s.csv"
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    report = atk.importers.rsd(path).report
    assert (report.counts["s.csv"].kept, report.lost) == (2, {"column Colour": 1})
