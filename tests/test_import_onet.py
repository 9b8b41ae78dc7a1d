"""The O*NET importer: made-up releases in the real layouts, and the release 29.3 itself."""

from __future__ import annotations

import csv
import gzip
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from shared import data

import aitalent_kg as atk
from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.importers.formats.onet import import_onet
from aitalent_kg.importers.result import ImportResult

BASE = "https://w3id.org/aitalent-kg/id/onet-29.3"
GARDENER, BAKER, CLERK = "15-9901.00", "15-9902.00", "43-9903.01"
READ_ME = "O*NET 29.3 Database\nMay 2025 Release\n----------------\n"
DATA = "onet-29.3"
SOC = "O*NET-SOC Code"

#: Tables as the text release has them; `|` for the tab.
TABLES = {
    "Occupation Data": f"""{SOC}|Title|Description
{GARDENER}|Data Gardeners|Grow "big" data.
{BAKER}|Model Bakers|Bake models.
{CLERK}|Cloud Clerks|Count clouds.
{BAKER}|Model Bakers again|Bake.
15-99|Broken|No such code.""",
    "Alternate Titles": f"""{SOC}|Alternate Title|Short Title|Source(s)
{GARDENER}|Big Data Gardener (BDG)|BDG|01,02
{GARDENER}|Data Gardeners|n/a|01""",
    "Content Model Reference": """Element ID|Element Name|Description
2|Worker Requirements|Attributes acquired.
2.A|Basic Skills|Capacities.
2.A.1|Content|Background.
2.A.1.a|Reading Data|Understanding data.
2.A.1.b|Pruning|Cutting data.
2.C.1|Soils|Knowledge of soils.
4.A.1|Getting Data|Receiving data.""",
    "Skills": f"""{SOC}|Element ID|Scale ID|Data Value|N|Standard Error|Lower CI Bound|Upper CI Bound|Recommend Suppress|Not Relevant|Date|Domain Source
{GARDENER}|2.A.1.a|IM|4.12|8|0.1|3.8|4.3|N|n/a|08/2023|Analyst
{GARDENER}|2.A.1.b|IM|2.5|8|0.1|2|3|N|n/a|08/2023|Analyst
{GARDENER}|2.A.1.a|LV|4|8|0.1|3.8|4.3|Y|N|08/2023|Analyst
{GARDENER}|2.A.1.b|LV|1.25|8|0.1|1|2|N|N|08/2023|Analyst
{BAKER}|2.A.1.a|IM|1|8|0|n/a|n/a|N|n/a|08/2023|Analyst
{BAKER}|2.A.1.a|LV|0|8|0|n/a|n/a|N|Y|08/2023|Analyst
{BAKER}|2.A.1.b|XX|3|8|0|n/a|n/a|N|Y|08/2023|Analyst
{GARDENER}|2.A.1.a|IM|3|8|0.1|3.8|4.3|N|n/a|08/2023|Analyst
{BAKER}|2.A.1.b|IM|high|8|0|n/a|n/a|N|n/a|08/2023|Analyst""",
    "Job Zone Reference": """Job Zone|Name|Experience|Education|Job Training|Examples|SVP Range
4|Job Zone Four|Considerable.|A degree.|Years.|Managers.|(7.0 to < 8.0)""",
    "Job Zones": f"""{SOC}|Job Zone|Date|Domain Source
{GARDENER}|4|08/2023|Analyst""",
    "Related Occupations": f"""{SOC}|Related O*NET-SOC Code|Relatedness Tier|Index
{GARDENER}|{BAKER}|Primary-Short|1
{GARDENER}|{CLERK}|Supplemental|18
{BAKER}|{CLERK}|Primary-Long|7
{GARDENER}|{BAKER}|Supplemental|12
{BAKER}|{GARDENER}|Tertiary|1
{CLERK}|99-9999.00|Primary-Short|2""",
    "Task Statements": f"""{SOC}|Task ID|Task|Task Type|Incumbents Responding|Date|Domain Source
{GARDENER}|11|"Water" data daily.|Core|90|08/2023|Incumbent
{GARDENER}|12|Prune data.|Supplemental|80|08/2023|Incumbent
{BAKER}|13|Bake.|n/a|n/a|08/2023|Analyst
{BAKER}|11|Twice.|Core|90|08/2023|Incumbent""",
    "DWA Reference": """Element ID|IWA ID|DWA ID|DWA Title
4.A.1|4.A.1.I01|4.A.1.I01.D01|Tend data.""",
    "Tasks to DWAs": f"""{SOC}|Task ID|DWA ID|Date|Domain Source
{GARDENER}|11|4.A.1.I01.D01|08/2023|Analyst
{GARDENER}|12|4.A.1.I01.D99|08/2023|Analyst""",
    "Emerging Tasks": f"""{SOC}|Task|Category|Original Task ID|Original Task|Date|Domain Source
{GARDENER}|Water data by night.|Revision|11|"Water" data daily.|08/2024|Incumbent
{GARDENER}|Sing to data.|New|n/a|n/a|08/2024|Incumbent""",
    "Technology Skills": f"""{SOC}|Example|Commodity Code|Commodity Title|Hot Technology|In Demand
{GARDENER}|C++|43232401|Development software|Y|N
{GARDENER}|C#|43232401|Development software|N|Y
{BAKER}|C++|43232402|Baking software|Y|Y""",
    "Interests": f"""{SOC}|Element ID|Scale ID|Data Value
{GARDENER}|1.B.1.a|OI|3""",
}  # fmt: skip


def folder(path: Path, tables: dict[str, str] = TABLES) -> Path:
    """The text release."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "Read Me.txt").write_text(READ_ME, encoding="utf-8")
    for name, rows in tables.items():
        (path / f"{name}.txt").write_text(rows.replace("|", "\t") + "\r\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> ImportResult:
    return import_onet(folder(tmp_path_factory.mktemp("made-up") / "db"))


def ask(result: ImportResult, query: str) -> list[tuple[str, ...]]:
    """Rows of a query on the result alone, as texts; IRIs without what all begin with."""
    rows: Any = result.store.query(query, prefixes=PREFIXES)
    return sorted(tuple(cell.value.removeprefix(f"{BASE}/") for cell in row) for row in rows)


PREFIXES = {
    "ait": "https://w3id.org/aitalent-kg/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
}


def counts(result: ImportResult, name: str) -> tuple[int, int, int]:
    count = result.report.counts[name]
    return count.read, count.kept, count.refused


def refused(result: ImportResult, name: str) -> list[int | None]:
    return [r.row for r in result.report.of("refused") if r.file == name]


def test_the_release_comes_from_the_read_me(made_up: ImportResult) -> None:
    assert (made_up.report.version, made_up.report.framework) == ("29.3", BASE)


def test_a_broken_code_and_a_second_description_are_refused_by_row(made_up: ImportResult) -> None:
    assert counts(made_up, "Occupation Data.txt") == (5, 3, 2)
    assert refused(made_up, "Occupation Data.txt") == [5, 6]


def test_quotation_marks_are_words_for_nothing_is_quoted_in_the_text_release(
    made_up: ImportResult,
) -> None:
    assert ask(made_up, f"SELECT ?d {{ <{BASE}/occupation/{GARDENER}> skos:definition ?d }}") == [
        ('Grow "big" data.',)
    ]
    assert ask(made_up, f"SELECT ?l {{ <{BASE}/task/11> skos:prefLabel ?l }}") == [
        ('"Water" data daily.',)
    ]


def test_alternate_and_short_titles_are_other_names_and_nothing_is_no_name(
    made_up: ImportResult,
) -> None:
    names = ask(made_up, f"SELECT ?l {{ <{BASE}/occupation/{GARDENER}> skos:altLabel ?l }}")
    assert names == [("BDG",), ("Big Data Gardener (BDG)",)]


def test_the_two_rows_of_a_rating_become_one_requirement(made_up: ImportResult) -> None:
    rows = ask(
        made_up,
        "SELECT ?o ?e ?i ?l { ?r a ait:Requirement ; ait:requirer ?o ; ait:requiredItem ?e ;"
        " ait:importance ?i ; ait:levelValue ?l }",
    )
    assert rows == [
        (f"occupation/{GARDENER}", "element/2.A.1.a", "4.12", "4"),
        (f"occupation/{GARDENER}", "element/2.A.1.b", "2.5", "1.25"),
    ]


def test_what_is_not_relevant_asks_for_nothing_and_low_precision_is_marked(
    made_up: ImportResult,
) -> None:
    assert ask(made_up, f"SELECT ?r {{ ?r ait:requirer <{BASE}/occupation/{BAKER}> }}") == []
    assert ask(made_up, "SELECT ?r { ?r ait:lowPrecision true }") == [
        (f"requirement/{GARDENER}/2.A.1.a",)
    ]
    doubts = [r.message for r in made_up.report.of("doubt") if r.file == "Skills.txt"]
    assert doubts[0].startswith("1 figures are of low precision")
    assert doubts[1].startswith("1 elements are not relevant")


def test_an_unknown_scale_a_second_figure_and_a_word_for_a_number_are_refused(
    made_up: ImportResult,
) -> None:
    assert counts(made_up, "Skills.txt") == (9, 6, 3)
    assert refused(made_up, "Skills.txt") == [8, 9, 10]


def test_lesser_importance_makes_no_requirement_where_a_least_is_given(tmp_path: Path) -> None:
    result = import_onet(folder(tmp_path), least=3)
    assert ask(result, "SELECT ?e { ?r ait:requiredItem ?e }") == [("element/2.A.1.a",)]
    assert result.report.lost["Skills.txt: ratings below importance 3"] == 1
    with pytest.raises(BadValue, match="least importance as a number"):
        import_onet(tmp_path, least="much")


def test_rated_elements_are_items_those_above_categories_the_rest_concepts(
    made_up: ImportResult,
) -> None:
    kinds = ask(
        made_up,
        f"SELECT ?n ?k {{ ?x skos:notation ?n ; a ?k FILTER(STRSTARTS(STR(?x), '{BASE}/element/')) }}",
    )
    named = {code: kind.rpartition("#")[2].rpartition("/")[2] for code, kind in kinds}
    assert named == {
        "2": "CompetencyCategory", "2.A": "CompetencyCategory", "2.A.1": "CompetencyCategory",
        "2.A.1.a": "Skill", "2.A.1.b": "Skill", "2.C.1": "Concept", "4.A.1": "Concept",
        "4.A.1.I01.D01": "Concept",
    }  # fmt: skip
    assert ask(made_up, f"SELECT ?w {{ <{BASE}/element/2.A.1.a> skos:broader ?w }}") == [
        ("element/2.A.1",)
    ]


def test_related_occupations_are_transitions_with_tier_and_index(made_up: ImportResult) -> None:
    rows = ask(
        made_up,
        "SELECT ?a ?b ?k ?w { ?t a ait:Transition ; ait:from ?a ; ait:to ?b ; ait:transitionKind ?k ; ait:weight ?w }",
    )
    assert [(a[11:], b[11:], k[12:], float(w)) for a, b, k, w in rows] == [
        (GARDENER, BAKER, "Primary-Short", 1),
        (GARDENER, CLERK, "Supplemental", 18),
        (BAKER, CLERK, "Primary-Long", 7),
        (CLERK, "99-9999.00", "Primary-Short", 2),
    ]
    assert refused(made_up, "Related Occupations.txt") == [5, 6]
    assert made_up.report.external[f"{BASE}/occupation/99-9999.00"] == 1


def test_tasks_are_parts_of_their_role_and_below_activities(made_up: ImportResult) -> None:
    parts = ask(made_up, "SELECT ?t ?o { ?t a ait:Task ; dcterms:isPartOf ?o }")
    assert Counter(role for _, role in parts) == {
        f"occupation/{GARDENER}": 4,
        f"occupation/{BAKER}": 1,
    }
    assert ask(made_up, f"SELECT ?k {{ <{BASE}/task/12> ait:taskKind ?k }}") == [("Supplemental",)]
    assert ask(
        made_up, f"SELECT ?w {{ <{BASE}/task/11> skos:broader/skos:broader/skos:broader ?w }}"
    ) == [("element/4.A.1",)]
    assert f"{BASE}/element/4.A.1.I01.D99" in made_up.report.external
    assert refused(made_up, "Task Statements.txt") == [5]
    revised = ask(made_up, "SELECT ?t ?o { ?t prov:wasRevisionOf ?o }")
    assert revised == [(f"emerging-task/{GARDENER}/1", "task/11")]


def test_technologies_of_similar_names_stay_apart(made_up: ImportResult) -> None:
    uses = ask(made_up, "SELECT ?r ?l { ?r ait:uses ?t . ?t skos:prefLabel ?l }")
    assert uses == [
        (f"occupation/{GARDENER}", "C#"),
        (f"occupation/{GARDENER}", "C++"),
        (f"occupation/{BAKER}", "C++"),
    ]
    assert ask(made_up, "SELECT ?l { ?t ait:hotTechnology true ; skos:prefLabel ?l }") == [("C++",)]
    wanted = ask(made_up, "SELECT ?r ?l { ?r ait:inDemand/skos:prefLabel ?l }")
    assert wanted == [(f"occupation/{GARDENER}", "C#"), (f"occupation/{BAKER}", "C++")]


def test_a_job_zone_is_a_level_of_a_scale(made_up: ImportResult) -> None:
    rows = ask(
        made_up,
        "SELECT ?o ?l ?s { ?o ait:level ?z . ?z skos:prefLabel ?l ; skos:inScheme ?s . ?s a ait:LevelScale }",
    )
    assert rows == [(f"occupation/{GARDENER}", "Job Zone Four", "job-zone")]


def test_a_table_without_a_reader_is_told(made_up: ImportResult) -> None:
    assert made_up.report.lost["table Interests.txt"] == 1


def test_excel_text_and_archive_give_the_same_statements(
    tmp_path: Path, made_up: ImportResult
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    excel = tmp_path / "excel"
    excel.mkdir()
    (excel / "Read Me.txt").write_text(READ_ME, encoding="utf-8")
    for name, rows in TABLES.items():
        book = openpyxl.Workbook()
        book.active.title = name
        for line in rows.replace("n/a", "").split("\n"):
            book.active.append([_number(cell) for cell in line.split("|")])
        book.save(excel / f"{name}.xlsx")
    archive = tmp_path / "db_29_3_text.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for path in folder(tmp_path / "text").iterdir():
            out.write(path, f"db_29_3_text/{path.name}")
    said = set(said_by(made_up))
    assert set(said_by(import_onet(archive))) == said
    assert set(said_by(import_onet(excel))) == said


def said_by(result: ImportResult) -> list[str]:
    """Statements but for what says where they come from."""
    lines = result.path.read_text("utf-8").splitlines()
    return [line for line in lines if "/source/" not in line and f"{BASE}/import>" not in line]


def _number(cell: str) -> object:
    try:
        return float(cell) if cell[:1].isdigit() and "." in cell else int(cell)
    except ValueError:
        return cell or None


def test_release_30_3_is_refused_with_what_to_do(tmp_path: Path) -> None:
    there = folder(tmp_path, {"Occupation Data": TABLES["Occupation Data"]})
    (there / "Read Me.txt").unlink()
    (there / "Essential Skills.txt").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(
        UnreadableFile,
        match=r"30\.3 or later, which arranges the table 'Essential Skills' otherwise; .*take an earlier",
    ):
        import_onet(there)
    with pytest.raises(UnreadableFile, match=r"is O\*NET 30\.3"):
        import_onet(folder(tmp_path / "b"), release="30.3")


@pytest.mark.parametrize(("release", "doubts"), [("29.0", 0), ("28.1", 1)])
def test_a_release_that_is_not_29_is_a_doubt(tmp_path: Path, release: str, doubts: int) -> None:
    result = import_onet(
        folder(tmp_path, {"Occupation Data": TABLES["Occupation Data"]}), release=release
    )
    assert len(result.report.of("doubt")) == doubts
    assert result.report.version == release


def test_a_missing_column_and_other_files_are_named(tmp_path: Path) -> None:
    wrong = TABLES | {"Skills": TABLES["Skills"].replace("Data Value", "Data value")}
    with pytest.raises(
        UnreadableFile, match=r"Skills\.txt: has no column 'Data Value'; did you mean 'Data value'"
    ):
        import_onet(folder(tmp_path / "a", wrong))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "cities.txt").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"no table 'Occupation Data' of O\*NET.*cities"):
        import_onet(tmp_path / "b")


@pytest.fixture(scope="module")
def real() -> ImportResult:
    return import_onet(data(DATA))


def test_the_real_counts_are_those_of_the_readme(real: ImportResult) -> None:
    expected = {
        "Occupation Data": 1016, "Skills": 61530, "Knowledge": 58014, "Related Occupations": 18460,
        "Task Statements": 18796, "Technology Skills": 32681, "Alternate Titles": 56560,
        "Job Zones": 923, "Content Model Reference": 627, "Work Styles": 14064,
        "Tasks to DWAs": 23233, "DWA Reference": 2087,
    }  # fmt: skip
    assert {name: counts(real, f"{name}.tsv") for name in expected} == {
        name: (rows, rows, 0) for name, rows in expected.items()
    }
    assert real.report.external == {}


def test_the_real_ratings_pair_up_less_those_that_are_not_relevant(real: ImportResult) -> None:
    lines = real.path.read_text("utf-8").splitlines()
    nodes = sum("ontology#Requirement>" in line for line in lines)
    assert nodes == 61530 // 2 + 58014 // 2 + 14064 - 3302 - 5939
    tiers = Counter(line.rpartition("/")[2][:-3] for line in lines if "#transitionKind>" in line)
    assert tiers == {"Primary-Short": 4615, "Primary-Long": 4615, "Supplemental": 9230}


def test_the_real_excel_files_say_what_the_text_says(real: ImportResult) -> None:
    pytest.importorskip("openpyxl")
    there = data(DATA)
    names = ["Occupation Data", "Job Zones", "Related Occupations"]
    excel = import_onet([there / "Read Me.txt", *(there / f"{name}.xlsx" for name in names)])
    said = set(real.path.read_text("utf-8").splitlines())
    assert [
        line for line in said_by(excel) if line not in said and "ExternalResource" not in line
    ] == []
    assert counts(excel, "Related Occupations") == (18460, 18460, 0)


def test_verbs_answer_on_imported_occupations(made_up: ImportResult) -> None:
    kg = atk.load(extra=[made_up.path])
    start, goal = f"onet-29.3/occupation/{GARDENER}", f"onet-29.3/occupation/{CLERK}"
    steps = kg.routes(start, goal, lang="en").routes
    weighed = kg.routes(start, goal, minimise="weight", lang="en").routes
    assert [[s.to.label for s in route.steps] for route in steps] == [["Cloud Clerks"]]
    assert [[s.to.label for s in route.steps] for route in weighed] == [
        ["Model Bakers", "Cloud Clerks"]
    ]
    assert [cost.value for route in weighed for cost in route.costs] == [8]  # 1 + 7 is less than 18
    assert [step.kind for step in weighed[0].steps] == ["Primary-Short", "Primary-Long"]
    assert kg.search("gardener of big data", limit=1)[0].iri == f"{BASE}/occupation/{GARDENER}"
    assert len(kg.gap(None, start).missing) == 2
    assert len(kg.query("role-skills", role=start, lang="en")) == 2
    asked = kg.role_items(["user/onet-29.3"]).edges(f"{BASE}/occupation/{GARDENER}")
    assert {item for _, item in asked} == {f"{BASE}/element/2.A.1.a", f"{BASE}/element/2.A.1.b"}


def test_the_lightest_real_route_is_that_of_networkx_on_the_rows(real: ImportResult) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.DiGraph()
    with gzip.open(data(DATA) / "Related Occupations.tsv.gz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            graph.add_edge(row[SOC], row["Related O*NET-SOC Code"], weight=int(row["Index"]))
    analyst, statistician = "15-2051.01", "15-2041.00"
    least = networkx.shortest_path_length(graph, analyst, statistician, weight="weight")
    kg = atk.load(extra=[real.path])
    start, goal = (f"onet-29.3/occupation/{code}" for code in (analyst, statistician))
    route = kg.routes(start, goal, minimise="weight", lang="en").routes[0]
    assert [cost.value for cost in route.costs] == [least]
    codes = [analyst, *(step.to.code.rpartition("/")[2] for step in route.steps)]
    assert sum(graph.edges[pair]["weight"] for pair in pairwise(codes)) == least


def test_a_code_cannot_break_out_of_its_statement(tmp_path: Path) -> None:
    evil = "x> <urn:p> <urn:o> . <urn:s"
    related = f"{TABLES['Related Occupations']}\n{BAKER}|{evil}|Primary-Short|3"
    activities = f"{TABLES['DWA Reference']}\n{evil}|{evil}|4.A.1.I01.D02|Evil."
    tables = TABLES | {"Related Occupations": related, "DWA Reference": activities}
    result = import_onet(folder(tmp_path, tables))
    assert refused(result, "Related Occupations.txt") == [5, 6, 8]
    assert refused(result, "DWA Reference.txt") == [3]
    assert "urn:" not in result.path.read_text("utf-8")
