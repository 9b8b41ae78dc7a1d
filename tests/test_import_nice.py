"""The NICE Framework: NIST's workbook by its README, a made-up workbook, JSON and CSV, and damage."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from mutations import survives
from shared import data

import aitalent_kg as atk
from aitalent_kg import KnowledgeGraph
from aitalent_kg.errors import AitalentError, UnreadableFile
from aitalent_kg.importers.report import Count
from aitalent_kg.importers.result import ImportResult
from aitalent_kg.names import AIT

ROLES = "v9.1.0 Work Roles + Categories"
STATEMENTS = "v9.1.0 TKS Statements"
AREAS = "Competency Area Catalog"
ALIGNED = "Task to Knowledge & Skill Alignments"
MAPPINGS = Path(__file__).parent.parent / "docs" / "examples" / "nice-ours.sssom.tsv"

Sheets = dict[str, list[list[Any]]]


def book() -> Sheets:
    """Two roles of one category, four statements of which one is not used, and one area."""
    head = ["v9.1.0 TKS ID", "v9.1.0 TKS Description"]
    return {
        ROLES: [
            ["Work Role", "Work Role Description", "Work Role ID", "OPM Code (Fed Use)", "Link"],
            ["KITCHEN and CELLAR (KC) – Cooks and stores."],
            ["Cooking\xa0", "Responsible for soup.", "KC-WRL-001", 1, "Click"],
            ["Storing", "Responsible for salt.", "KC-WRL-002", "TBD", "Click"],
            [None],
        ],
        STATEMENTS: [
            ["TKS ID", "TKS Description", "New for v9.1.0"],
            ["K0001", "Knowledge of salt", False],
            ["S0001", "Skill in tasting", False],
            ["T0001", "Cook soup", True],
            ["K0002", "Knowledge of forks", False],
        ],
        AREAS: [
            ["Competency Area Name", "Competency Area Description", "Competency Area ID"],
            ["Clean hands", "This area is about hands.", "NF-COM-001"],
        ],
        "KC-WRL-001": [
            ["KITCHEN and CELLAR (KC)", "Cooking (KC-WRL-001): ...", "OPM Code: 1"],
            [],
            [*head, ALIGNED, "Click to view"],
            ["K0001", "Knowledge of salts"],
            ["T0001", "Cook soup", "K0001: Knowledge of salt\n_x000D_S0001: Skill\n\nK0009: none"],
        ],
        "KC-WRL-002": [["KITCHEN"], [], head, ["K0001", "Knowledge of salt"]],
        "NF-COM-001": [["Area"], head, ["S0001", "Skill in tasting"]],
    }


def saved(sheets: Sheets, path: Path) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def figures(count: Count) -> tuple[int, int, int]:
    return count.read, count.kept, count.refused


def classes(found: ImportResult) -> dict[str, int]:
    """Class of ours -> how many things are of it."""
    kinds = Counter(str(o) for o in found.graph.objects(None, None) if str(o).startswith(AIT))
    return {kind.removeprefix(AIT): n for kind, n in kinds.items()}


def test_a_workbook_becomes_roles_that_ask_for_statements(tmp_path: Path) -> None:
    found = atk.importers.nice(saved(book(), tmp_path / "NICE.xlsx"))
    report = found.report
    assert (report.version, report.framework[-10:]) == ("9.1.0", "nice-9.1.0")
    assert {sort: figures(count) for sort, count in report.counts.items()} == {
        "categories": (1, 1, 0),
        "work roles": (2, 2, 0),
        "statements": (4, 4, 0),
        "competency areas": (1, 1, 0),
        "links of work roles": (3, 3, 0),
        "links of competency areas": (1, 1, 0),
        "tasks with what they need": (3, 3, 0),
    }
    kinds = classes(found)
    expected = {"Role": 2, "RoleGroup": 1, "Knowledge": 2, "Skill": 1, "Task": 1}
    expected |= {"CompetencyCategory": 1, "Requirement": 6, "ExternalResource": 1}
    assert {kind: kinds[kind] for kind in expected} == expected
    kg = atk.load(extra=[found])
    assert kg.resolve("Cooking") == f"{report.framework}/role/KC-WRL-001"
    asked = kg.overlap("nice-9.1.0/role/KC-WRL-001", "nice-9.1.0/role/KC-WRL-002")
    assert [row.code for row in asked.shared] == ["nice-9.1.0/K0001"]
    assert len(asked.only_left) == 1  # the task
    # The group, and the framework of groups, ask for what their roles ask for.
    for name in ("nice-9.1.0/category/KC", "nice-9.1.0"):
        assert len(kg.compare(name, "SMS2512-002v1").only_left) == 2


def test_damage_of_the_workbook_is_told_with_its_sheet_and_row(tmp_path: Path) -> None:
    sheets = book()
    sheets["KC-WRL-002"] += [["K0001", "Knowledge of salt"], ["X1", "?"]]
    sheets[STATEMENTS] += [["K0001", "Knowledge of pepper"], ["Z9999", "?"]]
    sheets[ROLES][3][2] = "KC-2"
    report = atk.importers.nice(saved(sheets, tmp_path / "NICE.xlsx")).report
    told = {(r.kind, r.file, r.row, r.message.split(";")[0]) for r in report.remarks}
    code = "is no code of a statement (T0001, K0001, S0001)"
    assert told >= {
        ("repair", ROLES, 3, "a cell holds a no-break space"),
        ("refused", ROLES, 4, "'KC-2' is no code of a work role (OG-WRL-001)"),
        ("refused", STATEMENTS, 6, "K0001 was there before"),
        ("refused", STATEMENTS, 7, f"'Z9999' {code}"),
        ("refused", "KC-WRL-002", 5, "KC-WRL-002 has K0001 twice"),
        ("refused", "KC-WRL-002", 6, f"'X1' {code}"),
        ("doubt", "KC-WRL-001", 4, "K0001 is worded otherwise than in the catalogue"),
        ("external", "KC-WRL-001", 5, "K0009 is in no catalogue"),
        ("doubt", "NICE.xlsx", None, "1 statements are used by no role or area: K0002"),
    }
    assert figures(report.counts["work roles"]) == (2, 1, 1)
    assert figures(report.counts["statements"]) == (6, 4, 2)
    assert figures(report.counts["links of work roles"]) == (5, 3, 2)
    assert report.lost == {"OPM code": 1}


@pytest.mark.parametrize(
    ("sheet", "place", "cell", "says"),
    [
        (ROLES, None, "Roles", "sheets whose name ends in 'Work Roles [+] Categories'"),
        (STATEMENTS, (0, 1), "Text", "no line that names the columns 'TKS ID', 'TKS Description'"),
        (AREAS, (1, 1), "=1+1", "formula"),
    ],
)
def test_a_workbook_of_another_form_is_refused(
    tmp_path: Path, sheet: str, place: tuple[int, int] | None, cell: str, says: str
) -> None:
    sheets = book()
    if place is None:
        sheets[cell] = sheets.pop(sheet)
    else:
        sheets[sheet][place[0]][place[1]] = cell
    with pytest.raises(UnreadableFile, match=says):
        atk.importers.nice(saved(sheets, tmp_path / "NICE.xlsx"))


def links() -> list[dict[str, str]]:
    def link(role: str, code: str, words: str) -> dict[str, str]:
        return {"WRL-ID": role, "OPM-ID": "1", "KSAT": code[0], "ID": code, "Description": words}

    return [
        link("KC-WRL-001", "K0001", "Knowledge of salt"),
        link("KC-WRL-001", "T0001", "Cook soup") | {"Skills Alignment": "K0001: Knowledge of salt"},
        link("KC-WRL-002", "K0001", "Knowledge of salt"),
    ]


def test_a_json_of_links_says_the_same_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "nice_9.2.0.json"
    path.write_text(json.dumps(links()), encoding="utf-8")
    report = atk.importers.nice(path).report
    assert report.framework.endswith("/id/nice-9.2.0")
    assert {sort: count.kept for sort, count in report.counts.items()} == {
        "work roles": 2,
        "statements": 2,
        "links of work roles": 3,
        "tasks with what they need": 1,
    }


def test_any_value_of_another_type_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    assert survives(atk.importers.nice, links(), tmp_path / "nice.json", each=4) > 60


def test_tables_are_read_and_a_folder_with_nothing_of_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AitalentError):
        atk.importers.nice(tmp_path)
    (tmp_path / "tks.csv").write_text("tks_id,kind,text\nK0001,K,Salt\nK1,K,?\n", "utf-8")
    (tmp_path / "role_tks.csv").write_text("role_id,tks_id\nKC-WRL-001,K0001\n", "utf-8")
    (tmp_path / "note.txt").write_text("soup", "utf-8")
    report = atk.importers.nice(tmp_path, version="9").report
    assert figures(report.counts["tks.csv"]) == (2, 1, 1)
    assert figures(report.counts["role_tks.csv"]) == (1, 1, 0)
    # The role is named by a link and described nowhere.
    assert list(report.external) == [f"{report.framework}/role/KC-WRL-001"]
    assert "not read" in next(r.message for r in report.of("doubt") if r.file == "note.txt")


@pytest.fixture(scope="module")
def real() -> ImportResult:
    found: ImportResult
    found = atk.importers.nice(data("nice-2.0.0") / "NICE-components-v2.0.0.xlsx")
    return found


def test_the_real_workbook_has_the_counts_of_its_readme(real: ImportResult) -> None:
    counts = {sort: figures(count) for sort, count in real.report.counts.items()}
    # 918: codes in the 148 cells of three sheets, counted in the workbook by hand.
    assert counts == {
        "categories": (5, 5, 0),
        "work roles": (41, 41, 0),
        "statements": (2_111, 2_111, 0),
        "competency areas": (11, 11, 0),
        "links of work roles": (5_336, 5_336, 0),
        "links of competency areas": (123, 123, 0),
        "tasks with what they need": (918, 918, 0),
    }
    doubts = [remark.message for remark in real.report.of("doubt")]
    assert [message.split()[0] for message in doubts] == ["K0969", "255"]
    assert all("no-break space" in remark.message for remark in real.report.of("repair"))
    assert list(real.report.external) == [f"{real.report.framework}/K1139"]


def test_the_real_json_and_tables_agree_with_the_workbook(real: ImportResult) -> None:
    folder = data("nice-2.0.0")
    told = atk.importers.nice(sorted(folder.glob("*.csv")), version="2.0.0")
    counts = {file: count.kept for file, count in told.report.counts.items()}
    assert counts["role_tks.csv"] == 5_336 + 123
    assert (counts["work_roles.csv"], counts["tks.csv"]) == (41, 2_111)

    def asked(found: ImportResult) -> set[str]:
        lines = found.path.read_text(encoding="utf-8").splitlines()
        return {line for line in lines if f"{AIT}requirer>" in line and "/role/" in line}

    assert asked(told) == asked(real)
    later = atk.importers.nice(folder / "nice-2.1.0-role-tks.json").report
    assert later.version == "2.1.0"
    assert later.counts["links of work roles"].kept == 5_334


@pytest.fixture(scope="module")
def graph(real: ImportResult) -> KnowledgeGraph:
    return atk.load(extra=[Path(real), MAPPINGS])


def test_the_real_framework_compares_with_ours_by_checked_mappings(graph: KnowledgeGraph) -> None:
    found = graph.compare("nice-2.0.0", "SMS2512-002v1", lang="en")
    # 18 rows of the file, of which two deny a mapping.
    assert MAPPINGS.read_text(encoding="utf-8").count("\tNot\t") == 2
    assert len(found.pairs) == 16
    # What the 41 roles ask for, by the extracted table.
    rows = (data("nice-2.0.0") / "role_tks.csv").read_text(encoding="utf-8").split()
    asked = {row.split(",")[1] for row in rows if "-WRL-" in row}
    assert len(found.coverage["left_in_right"].all.items) == len(asked)


def test_items_are_suggested_between_a_real_role_and_ours(graph: KnowledgeGraph) -> None:
    pytest.importorskip("scipy")
    best = graph.suggest("nice-2.0.0/role/IO-WRL-001", "SMS2512-002v1", limit=1)[:2]
    # Problem solving, and machine learning.
    pairs = {(each.left[-5:], each.right[-3:]) for each in best}
    assert pairs == {("S0807", "S05"), ("K0904", "K05")}


def test_groups_that_lie_in_one_another_are_walked_once(tmp_path: Path) -> None:
    # Every path through 14 groups that are each broader than all others would be 14! walks.
    groups = [f"<urn:g:{n}>" for n in range(14)]
    said = [f"{g} a ait:RoleGroup ; skos:broader {', '.join(groups)} ." for g in groups]
    path = tmp_path / "circle.ttl"
    path.write_text(
        f"@prefix ait: <{AIT}> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<urn:f> a ait:Framework .\n"
        + "\n".join(said)
        + f"\n{groups[0]} skos:inScheme <urn:f> .\n<urn:r> a ait:Role ; skos:broader {groups[9]} ;"
        " ait:requires <urn:s> .\n<urn:s> a ait:Skill .\n",
        encoding="utf-8",
    )
    found = atk.load(extra=[path]).compare("urn:f", "SMS2512-002v1")
    assert [each.iri for each in found.only_left] == ["urn:s"]


def test_a_role_or_area_that_is_refused_makes_no_category(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    path.write_text('[{"WRL-ID": "XX", "ID": "T0001", "Description": "d"}]', encoding="utf-8")
    assert "RoleGroup" not in classes(atk.importers.nice(path))


def test_an_area_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    sheets = book()
    sheets[AREAS].append(["Dirty hands", "Another.", "NF-COM-001"])
    found = atk.importers.nice(saved(sheets, tmp_path / "book.xlsx"))
    assert figures(found.report.counts["competency areas"])[-1] == 1
    assert classes(found)["CompetencyCategory"] == 1
    said = [r.message for r in found.report.of("refused")]
    assert said == ["NF-COM-001 was there before; the first is kept"]
