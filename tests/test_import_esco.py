"""The ESCO importer: made-up bundles in the real layout, and the release 1.1.1 itself."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from shared import data

import aitalent_kg as atk
from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.formats.esco import import_esco
from aitalent_kg.importers.formats.loops import loops
from aitalent_kg.importers.result import ImportResult

ESCO = "http://data.europa.eu/esco/"
O1, O2, GHOST, S1, K1, X1, G0, G1 = (
    f"{ESCO}{kind}/{n:08d}-0000-4000-8000-000000000000"
    for n, kind in enumerate(["occupation"] * 3 + ["skill"] * 5)
)
SCHEMES = f"{ESCO}concept-scheme/occupations,\n{ESCO}concept-scheme/member-occupations"
WHEN = "2016-07-05T13:58:41Z"
DATA = "esco-1.1.1"

_CONCEPT = (
    "conceptType conceptUri iscoGroup preferredLabel altLabels hiddenLabels status modifiedDate"
)
_HEADS = {
    "conceptSchemes_en": "conceptType conceptSchemeUri preferredLabel title status description hasTopConcept",
    "ISCOGroups_en": "conceptType conceptUri code preferredLabel status altLabels inScheme description",
    "occupations_en": f"{_CONCEPT} regulatedProfessionNote scopeNote definition inScheme description code",
    "skills_en": "conceptType conceptUri skillType reuseLevel preferredLabel altLabels hiddenLabels status"
    " modifiedDate scopeNote definition inScheme description",
    "skillGroups_en": "conceptType conceptUri preferredLabel altLabels hiddenLabels status modifiedDate"
    " scopeNote inScheme description code",
    "greenSkillsCollection_en": "conceptType conceptUri preferredLabel status skillType reuseLevel altLabels"
    " description broaderConceptUri broaderConceptPT",
    "broaderRelationsOccPillar": "conceptType conceptUri broaderType broaderUri",
    "broaderRelationsSkillPillar": "conceptType conceptUri broaderType broaderUri",
    "occupationSkillRelations": "occupationUri relationType skillType skillUri",
    "skillSkillRelations": "originalSkillUri originalSkillType relationType relatedSkillType relatedSkillUri",
}
_LEVELS = [f"Level {n} {what}" for n in range(4) for what in ("URI", "preferred term")]
HIERARCHY = [*_LEVELS, "Description", "Scope note", *(f"Level {n} code" for n in range(4))]

#: Occupation rows by column, for brevity; what is left out is empty.
OCCUPATIONS = [
    {"conceptUri": O1, "iscoGroup": "25", "preferredLabel": "data gardener", "code": "2511.1",
     "altLabels": "data gardener\ngardener of data\ndata grower", "inScheme": SCHEMES,
     "modifiedDate": WHEN, "status": "released", "description": "Grows data.\n"},
    {"conceptUri": O2, "iscoGroup": "25", "preferredLabel": " model baker", "code": "2511.2"},
    {"conceptUri": O1, "iscoGroup": "25", "preferredLabel": "again", "code": "2511.9"},
    {"conceptUri": "no iri", "preferredLabel": "nobody"},
]  # fmt: skip
SKILLS = [
    {"conceptUri": S1, "skillType": "skill/competence", "preferredLabel": "prune data",
     "reuseLevel": "sector-specific"},
    {"conceptUri": K1, "skillType": "knowledge", "preferredLabel": "soils of data"},
    {"conceptUri": X1, "skillType": "", "preferredLabel": "keep clouds"},
]  # fmt: skip
RELATIONS = [
    (O1, "essential", "skill/competence", S1),
    (O1, "optional", "knowledge", K1),
    (GHOST, "essential", "skill/competence", S1),
    (O2, "optional", "", X1),
    (O1, "essential", "skill/competence", S1),
    (O2, "desirable", "knowledge", K1),
]


def table(name: str, rows: Sequence[dict[str, str] | tuple[str, ...]]) -> str:
    """A CSV file with the columns that the release has."""
    head = HIERARCHY if name.startswith("skillsHierarchy") else _HEADS[name].split()
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([row.get(c, "") for c in head] if isinstance(row, dict) else row)
    return out.getvalue()


def classification() -> dict[str, str]:
    """Nine concepts: two occupations, two ISCO groups, three skills, two groups of skills."""
    scheme = {"conceptSchemeUri": f"{ESCO}concept-scheme/green", "preferredLabel": "Green"}
    groups = [
        ("ISCOGroup", f"{ESCO}isco/C{c}", c, f"group {c}", "released", "", "", "")
        for c in ("2", "25")
    ]
    return {
        "conceptSchemes_en": table(
            "conceptSchemes_en", [scheme | {"hasTopConcept": f"{S1},\n{ESCO}label-role/male"}]
        ),
        "ISCOGroups_en": table("ISCOGroups_en", groups),
        "occupations_en": table("occupations_en", OCCUPATIONS),
        "skills_en": table("skills_en", SKILLS),
        "skillGroups_en": table(
            "skillGroups_en", [{"conceptUri": G1, "preferredLabel": "pruning", "code": "S1.1"}]
        ),
        "skillsHierarchy_en": table(
            "skillsHierarchy_en",
            [
                (G0, "skills", "", "", "", "", "", "", "", "", "S"),
                (G0, "skills", G1, "pruning", "", "", "", "", "To prune.", "", "S", "S1.1"),
            ],
        ),
        "greenSkillsCollection_en": table(
            "greenSkillsCollection_en", [{"conceptUri": S1, "broaderConceptUri": f"{G1} | {G0}"}]
        ),
    }


def relations() -> dict[str, str]:
    """Relations with a ring (S1 - K1 - S1), an occupation that is nowhere, and two bad rows."""
    occ = [("Occupation", o, "ISCOGroup", f"{ESCO}isco/C25") for o in (O1, O2, GHOST)]
    skill = [("x", S1, "x", G1), ("x", S1, "x", K1), ("x", K1, "x", S1)]
    return {
        "broaderRelationsOccPillar": table(
            "broaderRelationsOccPillar",
            [*occ, ("ISCOGroup", f"{ESCO}isco/C25", "x", f"{ESCO}isco/C2")],
        ),
        "broaderRelationsSkillPillar": table("broaderRelationsSkillPillar", skill),
        "occupationSkillRelations": table("occupationSkillRelations", RELATIONS),
        "skillSkillRelations": table(
            "skillSkillRelations", [(K1, "knowledge", "optional", "skill/competence", S1)]
        ),
    }


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.csv", content)
    return path


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("made-up")
    name = "ESCO dataset - v1.1.1 - {} - csv.zip"
    return [
        zipped(folder / name.format("classification - en"), classification()),
        zipped(folder / name.format("relations"), relations()),
    ]


@pytest.fixture(scope="module")
def made_up(bundle: list[Path]) -> ImportResult:
    return import_esco(bundle)


def ask(result: ImportResult, query: str) -> list[tuple[str, ...]]:
    """Rows of a query on the result alone, as texts."""
    prefixes = {
        "ait": "https://w3id.org/aitalent-kg/ontology#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }
    rows: Any = result.store.query(query, prefixes=prefixes)
    return sorted(tuple(cell.value for cell in row) for row in rows)


def lines(result: ImportResult, part: str) -> list[str]:
    """The statements that hold a text; faster than a store for a large import."""
    with result.path.open(encoding="utf-8") as stream:
        return [line.strip() for line in stream if part in line]


def counts(result: ImportResult, name: str) -> tuple[int, int, int, int]:
    count = result.report.counts[f"{name}.csv"]
    return count.read, count.kept, count.repaired, count.refused


def test_the_release_is_that_of_the_archives_and_names_the_framework(made_up: ImportResult) -> None:
    assert made_up.report.version == "1.1.1"
    assert made_up.report.framework == "https://w3id.org/aitalent-kg/id/esco-1.1.1"


def test_rows_are_counted_and_a_second_description_and_a_broken_iri_are_refused(
    made_up: ImportResult,
) -> None:
    assert counts(made_up, "occupations_en") == (4, 2, 1, 2)
    refused = [
        (r.row, r.message.split(",")[0])
        for r in made_up.report.of("refused")
        if r.file == "occupations_en.csv"
    ]
    assert [row for row, _ in refused] == [4, 5]
    assert refused[0][1] == f"describes {O1} again"


def test_a_relation_that_repeats_a_pair_or_has_an_unknown_type_is_refused(
    made_up: ImportResult,
) -> None:
    assert counts(made_up, "occupationSkillRelations") == (6, 4, 0, 2)
    rows = [r.row for r in made_up.report.of("refused") if r.file == "occupationSkillRelations.csv"]
    assert rows == [6, 7]


def test_an_occupation_that_is_described_nowhere_is_external_and_its_requirement_kept(
    made_up: ImportResult,
) -> None:
    assert made_up.report.external[GHOST] == 2  # a broader row and a relation
    kind = ask(made_up, f"SELECT ?k {{ <{GHOST}> a ?k }}")
    assert kind == [("https://w3id.org/aitalent-kg/ontology#ExternalResource",)]
    assert (
        len(ask(made_up, f"SELECT ?r {{ ?r ait:requirer <{GHOST}> ; ait:requiredItem <{S1}> }}"))
        == 1
    )


def test_kinds_come_from_the_skill_type_and_a_missing_one_is_a_doubt(made_up: ImportResult) -> None:
    kinds = ask(
        made_up,
        "SELECT ?l ?k { ?x a ?k ; skos:prefLabel ?l FILTER(STRSTARTS(STR(?k), STR(ait:))) }",
    )
    named = {label: kind.rpartition("#")[2] for label, kind in kinds}
    assert named == {
        "data gardener": "Role", "model baker": "Role", "group 2": "RoleGroup", "group 25": "RoleGroup",
        "prune data": "Skill", "soils of data": "Knowledge", "keep clouds": "CompetencyItem",
        "skills": "CompetencyCategory", "pruning": "CompetencyCategory", "ESCO": "Framework",
    }  # fmt: skip
    doubts = {(r.file, r.row) for r in made_up.report.of("doubt")}
    assert {("skills_en.csv", 4), ("occupationSkillRelations.csv", 5)} <= doubts


def test_alternative_labels_are_lines_of_a_cell_without_the_label_itself(
    made_up: ImportResult,
) -> None:
    assert ask(made_up, f"SELECT ?l {{ <{O1}> skos:altLabel ?l }}") == [
        ("data grower",),
        ("gardener of data",),
    ]
    assert made_up.report.lost["altLabels that repeat the preferred label"] == 1


def test_essential_is_required_and_optional_helpful_also_between_skills(
    made_up: ImportResult,
) -> None:
    rows = ask(
        made_up,
        "SELECT ?a ?b ?s { ?r a ait:Requirement ; ait:requirer ?a ; ait:requiredItem ?b ; ait:strength ?s }",
    )
    assert {(a, b, s.rpartition("/")[2]) for a, b, s in rows} == {
        (O1, S1, "required"), (O1, K1, "helpful"), (GHOST, S1, "required"), (O2, X1, "helpful"),
        (K1, S1, "helpful"),
    }  # fmt: skip


def test_several_parents_and_a_ring_are_told_and_kept(made_up: ImportResult) -> None:
    messages = [
        r.message for r in made_up.report.of("doubt") if r.file == "broaderRelationsSkillPillar.csv"
    ]
    assert messages[0].startswith("1 concepts have more than one")
    assert messages[1].startswith("2 concepts are broader than themselves")
    parents = ask(made_up, f"SELECT ?w {{ <{S1}> skos:broader ?w }}")
    assert {wider for (wider,) in parents} == {G0, G1, K1}  # G0 from the collection


def test_a_group_that_only_the_hierarchy_has_is_taken_from_its_row_which_ends_early(
    made_up: ImportResult,
) -> None:
    assert counts(made_up, "skillsHierarchy_en") == (2, 2, 3, 0)  # two short rows, one description
    assert ask(made_up, f"SELECT ?l ?c {{ <{G0}> skos:prefLabel ?l ; skos:notation ?c }}") == [
        ("skills", "S")
    ]
    assert (G0,) in ask(made_up, f"SELECT ?w {{ <{G1}> skos:broader ?w }}")


def test_schemes_become_concept_schemes_and_undescribed_ones_are_external(
    made_up: ImportResult,
) -> None:
    assert ask(made_up, "SELECT ?l { ?s a skos:ConceptScheme ; skos:prefLabel ?l }") == [("Green",)]
    assert {f"{ESCO}label-role/male", f"{ESCO}concept-scheme/member-occupations"} <= {
        *made_up.report.external
    }


def test_a_second_language_adds_labels_only(bundle: list[Path], tmp_path: Path) -> None:
    rows = [{"conceptUri": O1, "preferredLabel": "jardinier de données", "code": "2511.1"}]
    french = tmp_path / "occupations_fr.csv"
    french.write_text(table("occupations_en", rows), encoding="utf-8")
    result = import_esco([*bundle, french])
    labels: Any = result.store.query(
        f"SELECT ?l {{ <{O1}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }}"
    )
    assert {(r["l"].value, r["l"].language) for r in labels} == {
        ("data gardener", "en"),
        ("jardinier de données", "fr"),
    }


def test_trimmed_files_of_an_earlier_release_are_completed(tmp_path: Path) -> None:
    short = [
        (iri.removeprefix(ESCO), kind, "", S1.removeprefix(ESCO))
        for iri, kind in [(O1, "essential")]
    ]
    files = {
        "occupations": [
            "conceptUri,iscoGroup,code,preferredLabel",
            f"{O1},2511,2511.1,data gardener",
        ],
        "skills": ["conceptUri,skillType,reuseLevel,preferredLabel", f"{S1},knowledge,,prune data"],
        "occupationSkillRelations": ["occupation,relationType,skillType,skill", ",".join(short[0])],
    }
    for name, lines in files.items():
        with gzip.open(tmp_path / f"v1.1.0-{name}-min.csv.gz", "wt", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    result = import_esco(tmp_path)
    assert result.report.version == "1.1.0"
    assert result.report.external == {}
    assert (
        len(ask(result, f"SELECT ?r {{ ?r ait:requirer <{O1}> ; ait:requiredItem <{S1}> }}")) == 1
    )


def test_without_broader_relations_an_occupation_is_below_its_isco_group(tmp_path: Path) -> None:
    files = {name: text for name, text in classification().items() if name[0] in "Io"}
    result = import_esco(zipped(tmp_path / "esco v1.1.zip", files))
    assert ask(result, f"SELECT ?w {{ <{O1}> skos:broader ?w }}") == [(f"{ESCO}isco/C25",)]


def test_two_releases_in_one_folder_are_refused_until_one_is_named(tmp_path: Path) -> None:
    for release in ("1.1.0", "1.1.1"):
        zipped(tmp_path / f"ESCO dataset - v{release}.zip", classification())
    with pytest.raises(UnreadableFile, match=r"holds the releases 1\.1\.0, 1\.1\.1; give one"):
        import_esco(tmp_path)
    assert import_esco(tmp_path, release="1.1.0").report.version == "1.1.0"


@pytest.mark.parametrize(("release", "doubts"), [("1.2.0", 0), ("2.0", 1), ("", 1)])
def test_an_unknown_or_unnamed_release_is_a_doubt(
    tmp_path: Path, release: str, doubts: int
) -> None:
    files = {"occupations_en": table("occupations_en", OCCUPATIONS[:1])}
    result = import_esco(zipped(tmp_path / "bundle.zip", files), release=release)
    assert len([r for r in result.report.of("doubt") if "release" in r.message]) == doubts


def test_a_missing_column_and_a_folder_of_other_things_are_named(tmp_path: Path) -> None:
    wrong = table("occupations_en", OCCUPATIONS).replace("preferredLabel", "preferedLabel", 1)
    with pytest.raises(
        UnreadableFile, match="no column 'preferredLabel'; did you mean 'preferedLabel'"
    ):
        import_esco(zipped(tmp_path / "esco-1.1.zip", {"occupations_en": wrong}))
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "cities.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(
        UnreadableFile, match=r"no ESCO file such as occupations_en\.csv; there are: cities"
    ):
        import_esco(tmp_path / "else")


def test_rings_are_found_without_following_them_forever() -> None:
    assert loops({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}) == [["a", "b", "c"]]
    assert loops({"a": ["a"]}) == [["a"]]
    assert loops({str(n): [str(n + 1)] for n in range(5000)}) == []


@pytest.fixture(scope="module")
def real() -> ImportResult:
    folder = data(DATA)
    return import_esco([folder / "classification-en-csv.zip", folder / "relations-csv.zip"])


def test_the_real_counts_are_those_of_the_readme(real: ImportResult) -> None:
    expected = {
        "occupations_en": 3007, "skills_en": 13896, "skillGroups_en": 640, "ISCOGroups_en": 619,
        "occupationSkillRelations": 123855, "skillSkillRelations": 5899,
        "broaderRelationsSkillPillar": 20656, "broaderRelationsOccPillar": 3617,
    }  # fmt: skip
    for name, rows in expected.items():
        assert counts(real, name)[:2] == (rows, rows), name
        assert counts(real, name)[3] == 0


def test_the_real_strengths_are_64946_essential_and_58909_optional_and_those_between_skills(
    real: ImportResult,
) -> None:
    said = Counter(line.rpartition("/")[2] for line in lines(real, "#strength>"))
    assert said == {"required> .": 64946 + 191, "helpful> .": 58909 + 5708}


def test_the_real_defects_are_reported(real: ImportResult) -> None:
    ghost = f"{ESCO}occupation/a9e54177-a185-404d-b6e6-15663d31137e"
    relations_of_it = [
        r for r in real.report.of("external") if r.file == "occupationSkillRelations.csv"
    ]
    assert len(relations_of_it) == 67
    assert real.report.external[ghost] == 68  # and one broader relation
    doubts = [r.file for r in real.report.of("doubt") if r.row]
    assert doubts.count("skills_en.csv") == 6
    assert doubts.count("occupationSkillRelations.csv") == 5
    assert any(
        r.message.startswith("4646 concepts have more than one") for r in real.report.of("doubt")
    )


def test_the_trimmed_release_lists_one_occupation_more_than_the_later_one(
    real: ImportResult,
) -> None:
    earlier = import_esco(data(DATA) / "v1.1.0-occupations-min.csv.gz")
    before, after = ({line.split()[0] for line in lines(r, "#Role>")} for r in (earlier, real))
    assert (len(before), len(after)) == (3008, 3007)
    assert before - after == {f"<{ESCO}occupation/a9e54177-a185-404d-b6e6-15663d31137e>"}
    assert after - before == set()


def test_verbs_answer_on_imported_occupations(made_up: ImportResult) -> None:
    kg = atk.load(extra=[made_up.path])
    shared = kg.overlap(O1, f"{O1}", lang="en")
    assert shared.score == 1.0
    assert kg.search("gardener", limit=1)[0].iri == O1
    assert kg.search("soils of data", limit=1)[0].kind == "Knowledge"
    missing = {item.label for item in kg.gap(None, O1, lang="en").missing}
    assert missing == {"prune data", "soils of data"}
    asked = kg.query("required-where", requirer=O1, lang="en")
    assert sorted(asked.column("name")) == ["prune data", "soils of data"]


def test_the_real_overlap_is_that_of_the_rows(real: ImportResult) -> None:
    ends = ["258e46f9-0075-4a2e-adae-1ff0477e0f30", "d3edb8f8-3a06-47a0-8fb9-9b212c006aa2"]
    asked: dict[str, set[str]] = {end: set() for end in ends}
    with zipfile.ZipFile(data(DATA) / "relations-csv.zip") as archive:
        with archive.open("occupationSkillRelations.csv") as stream:
            for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline="")):
                end = row["occupationUri"].rpartition("/")[2]
                if end in asked:
                    asked[end].add(row["skillUri"])
    scientist, analyst = asked.values()
    kg = atk.load(extra=[real.path])
    left, right = (f"{ESCO}occupation/{end}" for end in ends)
    found = kg.overlap(left, right, lang="en")
    assert {item.iri for item in found.shared} == scientist & analyst
    assert found.score == pytest.approx(len(scientist & analyst) / len(scientist | analyst))
    assert len(scientist & analyst) == 38


def test_a_list_with_something_that_is_no_iri_is_a_doubt_and_breaks_nothing(tmp_path: Path) -> None:
    scheme = "http://x.example/>,\n" + SCHEMES
    files = {"occupations_en": table("occupations_en", [OCCUPATIONS[0] | {"inScheme": scheme}])}
    result = import_esco(zipped(tmp_path / "esco-1.1.1.zip", files))
    assert [(r.row, "left out of the list" in r.message) for r in result.report.of("doubt")] == [
        (2, True)
    ]
    assert len(ask(result, f"SELECT ?s {{ <{O1}> skos:inScheme ?s }}")) == 3  # two and ours
