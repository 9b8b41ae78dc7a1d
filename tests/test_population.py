"""A department of twelve, docs/examples/department.csv, with values worked out by hand from table 5.

Judged on 2026-07-01, the day after the examination of AI-900 ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow
import pytest

import aitalent_kg as atk
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.population.people import Population, assess_table
from aitalent_kg.rules.additions import plans
from aitalent_kg.rules.tree import AllOf

DEPARTMENT = Path(__file__).parent.parent / "docs/examples/department.csv"
JUDGED_ON = date(2026, 7, 1)
MET, NOT, DEPENDS, UNKNOWN = "met", "not_met", "depends", "unknown"


@pytest.fixture(scope="module")
def twelve(kg: atk.KnowledgeGraph) -> Population:
    return assess_table(kg.statements, DEPARTMENT, as_of=JUDGED_ON)


@pytest.fixture(scope="module")
def outcomes(twelve: Population) -> Mapping[str, Mapping[str, str]]:
    return {row["person"]: row for row in twelve.table().values()}


def hours(outcomes: Mapping[str, str]) -> tuple[str, ...]:
    """Rows 一, 二 初階, 二 進階, 三, 四, 五 of table 5, column of hours."""
    return tuple(text for name, text in outcomes.items() if name.endswith("/hours"))


def certificates(outcomes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text for name, text in outcomes.items() if name.endswith("/certificates"))


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("A01", (MET, MET, DEPENDS, NOT, NOT, NOT)),  # 18 on ChatGPT, 30 on two tools; not 18 + 30
        ("A02", (MET, UNKNOWN, UNKNOWN, NOT, NOT, NOT)),  # 30 hours, on which tools is not told
        ("A03", (NOT, NOT, NOT, NOT, NOT, NOT)),  # 17.5 of 18
        ("A05", (MET, UNKNOWN, UNKNOWN, NOT, MET, DEPENDS)),  # 30 + 18, no type with 48
        ("A06", (MET, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)),  # hours on tools unknown
        ("A07", (MET, NOT, NOT, NOT, DEPENDS, NOT)),  # 15 + 15, no type with 30
        ("A08", (MET, DEPENDS, NOT, MET, NOT, DEPENDS)),  # 9 + 9 on two tools; 29 + 19
        ("A09", (NOT, NOT, NOT, NOT, NOT, NOT)),  # nothing at all
        ("A10", (MET, MET, NOT, NOT, NOT, NOT)),  # Midjourney and MidJourney are one tool
        ("A11", (NOT, NOT, NOT, NOT, NOT, NOT)),  # 12 of 18
    ],
)
def test_hours_of_the_department(
    outcomes: Mapping[str, Mapping[str, str]], person: str, expected: tuple[str, ...]
) -> None:
    assert hours(outcomes[person]) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("A01", (MET, NOT, NOT, NOT, NOT, NOT)),  # iPAS 初級 is of the 素養類
        ("A02", (NOT, MET, DEPENDS, DEPENDS, NOT, NOT)),  # two kinds; products are not told
        ("A04", (NOT, MET, NOT, DEPENDS, NOT, NOT)),  # one of the 工具類
        ("A05", (NOT, NOT, NOT, NOT, DEPENDS, MET)),  # one of the 專案類
        ("A06", (UNKNOWN,) * 6),
        ("A07", (MET, MET, UNKNOWN, DEPENDS, DEPENDS, NOT)),  # one 素養類, three 工具類
        ("A10", (UNKNOWN, NOT, NOT, NOT, NOT, NOT)),  # AI-900 after its end
        ("A11", (MET, NOT, NOT, NOT, NOT, NOT)),  # AI-900 and AI-901 are one
        ("A12", (MET, MET, NOT, DEPENDS, NOT, NOT)),  # iPAS 初級 and 中級 are of two classes
    ],
)
def test_certificates_of_the_department(
    outcomes: Mapping[str, Mapping[str, str]], person: str, expected: tuple[str, ...]
) -> None:
    assert certificates(outcomes[person]) == expected


def test_entry_follows_the_conditions_that_a_column_tells(
    outcomes: Mapping[str, Mapping[str, str]],
) -> None:
    entry = {person: row["SMS2512-002v1/entry"] for person, row in outcomes.items()}
    assert {person for person, text in entry.items() if text == MET} == {"A01", "A05", "A07", "A11"}
    assert entry["A03"] == UNKNOWN  # one condition fails, of the other four nothing is said
    assert {row["SET2529-001v2/entry"] for row in outcomes.values()} == {UNKNOWN}


def test_other_columns_are_kept_as_they_are(outcomes: Mapping[str, Mapping[str, str]]) -> None:
    assert outcomes["A12"]["到職年"] == "2011"
    assert outcomes["A12"]["department"] == ""


def row_of(table: atk.Table, rule: str, **more: object) -> Any:
    return next(
        row
        for row in table
        if row.rule == rule and all(getattr(row, key) == value for key, value in more.items())
    )


def test_the_summary_counts_outcomes(twelve: Population) -> None:
    row = row_of(twelve.summary(), "ai-tools-basic/hours")
    # A01 A10 met; A08 depends; A02 A05 A06 unknown
    assert (row.met, row.depends, row.unknown, row.not_met, row.share) == (2, 1, 3, 6, 0.1667)


def test_the_summary_counts_each_department(twelve: Population) -> None:
    table = twelve.summary(by_department=True)
    row = row_of(table, "ai-literacy/hours", department="研發部")
    assert (row.met, row.not_met, row.share) == (4, 0, 1.0)
    assert row_of(table, "ai-literacy/hours", department="").not_met == 1


def test_missing_pieces_and_who_lacks_only_one(twelve: Population) -> None:
    rows = {(r.rule, r.piece): (r.lack, r.lack_only) for r in twelve.missing()}
    # 17.5 (A03), 6, 0, 12, 5.7 hours
    assert rows["ai-literacy/hours", "「AI 應用素養」課程 18 小時"] == (5, 5)
    # literacy is there, 18 on one tool is not sure: A02 A05 A06 A07 A08
    assert rows["ai-tools-basic/hours", "「AI 工具應用」單一工具課程 18 小時"] == (10, 5)
    # all but A05 lack 專案類; A07 meets the rule by its other bullet
    assert rows["ai-model-training/certificates", "專案類證照 1 張"] == (10, 10)


def test_missing_tells_who_may_have_the_piece_already(twelve: Population) -> None:
    rows = {(r.rule, r.piece): r.may_have for r in twelve.missing()}
    assert rows["ai-literacy/hours", "「AI 應用素養」課程 18 小時"] == 0
    # the tools are not told of 30 (A02), 18 (A03), 30 (A05) and 60 hours (A12), nor those of A06;
    # A07 has 15 hours and A11 17 on one tool and 1 on any
    assert rows["ai-tools-basic/hours", "「AI 工具應用」單一工具課程 18 小時"] == 6
    assert rows["ai-service-development/certificates", "專案類證照 1 張"] == 1  # A06


def test_what_no_column_tells_is_not_called_missing(twelve: Population) -> None:
    found = {r.piece for r in twelve.missing() if r.rule.endswith("/entry")}
    assert found == {"大專以上畢業或同等學力。"}


def test_single_points_are_found_for_all_and_by_department(twelve: Population) -> None:
    found = {(r.rule, r.department): r.person for r in twelve.single_points()}
    assert found["ai-programming/hours", None] == "A08"
    assert found["ai-tools-basic/hours", "行銷部"] == "A01"
    assert ("ai-tools-basic/hours", None) not in found  # A01 and A10
    assert ("ai-literacy/hours", "研發部") not in found


def test_a_course_for_a_department_lifts_only_that_one(twelve: Population) -> None:
    after = twelve.what_if(hours={"AI 應用素養": 12}, departments=["行銷部"])
    row = row_of(twelve.compared(after), "ai-literacy/hours")
    assert (row.before, row.after, row.gained) == (7, 9, 2)  # A03 17.5 + 12, A04 6 + 12
    assert after.people == 12


def test_a_course_on_a_tool_adds_to_what_is_there_on_it(twelve: Population) -> None:
    after = twelve.what_if(hours={"AI 工具應用": {"ChatGPT": 9}}, persons=["A08", "A02"])
    found = {row["person"]: row["ai-tools-basic/hours"] for row in after.table().values()}
    assert found["A08"] == MET  # 9 + 9 on ChatGPT
    assert found["A02"] == UNKNOWN  # 30 on unknown tools, and 9 on ChatGPT


def test_a_course_where_hours_are_unknown_is_a_lower_bound(twelve: Population) -> None:
    after = twelve.what_if(hours={"AI 工具應用": {"ChatGPT": 18}}, persons=["A06"])
    found = {row["person"]: hours(row) for row in after.table().values()}
    assert found["A06"][1] == MET


def test_certificates_for_some_are_added_with_their_kind(twelve: Population) -> None:
    more = {"工具類#文書應用": 1, "工具類#影像應用": 1}
    after = twelve.what_if(certificates=more, persons=["A09"])
    found = {row["person"]: certificates(row) for row in after.table().values()}
    assert found["A09"] == (NOT, MET, DEPENDS, DEPENDS, NOT, NOT)
    assert found["A11"] == (MET, NOT, NOT, NOT, NOT, NOT)


def test_the_same_certificate_again_adds_nothing(twelve: Population) -> None:
    after = twelve.what_if(certificates={"iPAS 初級AI應用規劃師能力鑑定": 3}, persons=["A01"])
    assert after.summary() == twelve.summary()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"hours": {"AI 應用": 3}}, UnknownName),
        ({"hours": {"AI 應用素養": -3}}, BadValue),
        ({"hours": {"AI 應用素養": 3}, "departments": ["銷售部"]}, UnknownName),
        ({"hours": {"AI 應用素養": 3}, "persons": ["A99"]}, UnknownName),
        ({"certificates": {"工具類": 1.5}}, BadValue),
        ({"certificates": {"unknown": 1, "工具類": 1}}, BadValue),
        ({}, BadValue),
    ],
)
def test_what_cannot_be_supposed_is_an_error(
    twelve: Population, given: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        twelve.what_if(**given)


def test_a_what_if_of_a_what_if_is_refused(twelve: Population) -> None:
    with pytest.raises(BadValue, match="in one call"):
        twelve.what_if(hours={"AI 應用素養": 3}).what_if(hours={"AI 應用素養": 3})


def test_reach_takes_the_cheapest_people(twelve: Population) -> None:
    found = twelve.reach("ai-literacy/hours", 0.75)
    # seven of twelve have 18 hours; 17.5 and 12 are nearest to it
    assert (found.met, found.target, found.certificates, found.hours) == (7, 9, 0, 6.5)
    assert found.who.column("person") == ["A03", "A11"]
    assert [tuple(row) for row in found.trainings] == [("「AI 應用素養」課程", 2, 6.5)]


def test_a_certificate_for_two_pieces_of_a_plan_is_one_seat(
    kg: atk.KnowledgeGraph,
) -> None:
    """Two of 工具類, one of them about programming: two certificates, not three."""
    table = {"id": ["a", "b"], "工具類": [0, 1]}
    found = assess_table(kg.statements, pyarrow.table(table)).reach(
        "ai-programming/certificates", 2
    )
    seats = {row.training: (row.seats, row.amount) for row in found.trainings}
    assert seats == {
        "以「AI 程式語言應用」為內容的工具類證照": (2, 2),
        "工具類證照": (1, 1),
    }
    assert found.certificates == 3


def test_reach_of_what_is_reached_needs_nothing(twelve: Population) -> None:
    found = twelve.reach("ai-literacy/hours", 7)
    assert (found.met, found.people, found.hours) == (7, 0, 0)


@pytest.mark.parametrize("target", [0, 13, -1, 1.5, 0.0, float("nan"), float("inf")])
def test_a_target_beyond_the_people_is_an_error(twelve: Population, target: float) -> None:
    with pytest.raises(BadValue, match="12 people"):
        twelve.reach("ai-literacy/hours", target)


RULES = (
    "ai-tools-basic/hours",
    "ai-tools-advanced/hours",
    "ai-model-training/hours",
    "ai-model-training/certificates",
    "ai-tools-advanced/certificates",
    "SMS2512-002v1/entry",
)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("target", [5, 9, 12])
def test_reach_costs_what_the_best_of_all_sets_of_people_costs(
    kg: atk.KnowledgeGraph, twelve: Population, rule: str, target: int
) -> None:
    costs = dict(single_costs(kg, rule))
    found = twelve.reach(rule, target)
    short = [who for who, cost in costs.items() if any(cost)]
    met = len(costs) - len(short)
    assert found.met == met
    best = min(
        tuple(map(sum, zip((0, 0, 0.0), *(costs[who] for who in chosen), strict=True)))
        for chosen in combinations(short, max(0, target - met))
    )
    assert (found.certificates, found.conditions, found.hours) == pytest.approx(best)


def single_costs(kg: atk.KnowledgeGraph, rule: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """What each person alone needs, from the single evaluation of a record."""
    from aitalent_kg.assess.person import Assessor
    from aitalent_kg.persons.entries import Resolver

    assessor, resolver = Assessor(kg.statements), Resolver(kg.statements)
    wanted = next(r for r in assessor.rules if r.iri.replace("-rule", "").endswith(rule))
    tree = AllOf(tuple(reading.tree for reading in wanted.readings))
    for name, record in RECORDS.items():
        person, problems = resolver.person(record)
        assert problems == []
        plan = plans(tree, assessor.facts(person, JUDGED_ON))[0]
        yield name, (plan.certificates, plan.conditions, plan.hours)


def record(values: tuple[object, ...], held: object, entry: bool | None) -> dict[str, Any]:
    types = ("AI 應用素養", "AI 工具應用", "AI 程式語言應用", "AI 模型訓練", "AI 服務開發")
    told = {} if entry is None else {"SMS2512-002v1/entry-condition/1": entry}
    hours = dict(zip(types, values, strict=True))
    return {"hours": hours, "certificates": held, "conditions": told}


BASIC, PLANNER = "iPAS 初級AI應用規劃師能力鑑定", "iPAS 中級AI應用規劃師能力鑑定"
TWO_KINDS = [{"class": "工具類", "tool_kind": kind} for kind in ("文書應用", "影像應用")]
#: docs/examples/department.csv, typed again as records of single persons
RECORDS = {
    "A01": record((18, {"ChatGPT": 18, "Canva": 12}, 0, 0, 0), [BASIC], True),
    "A02": record((18, 30, 0, 0, 0), TWO_KINDS, None),
    "A03": record((17.5, 18, 0, 0, 0), [], False),
    "A04": record((6, 0, 0, 0, 0), ["工具類"], None),
    "A05": record((18, 30, 0, 30, 18), ["IBM AI Engineering Professional Certificate"], True),
    "A06": record((40, "unknown", 12, 48, 48), "unknown", None),
    "A07": record((20, 15, 15, 30, 0), ["素養類", "工具類", "工具類", "工具類"], True),
    "A08": record((18, {"ChatGPT": 9, "Canva": 9}, 12, 29, 19), [], None),
    "A09": record((0, 0, 0, 0, 0), [], None),
    "A10": record((18, {"Midjourney": 18}, 0, 0, 0), ["AI-900"], None),
    "A11": record((12, {"ChatGPT": 17, "other": 1}, 0, 0, 0), ["AI-901"], True),
    "A12": record((5.7, 60, 0, 0, 0), [BASIC, PLANNER], None),
}


def test_readings_are_columns_of_their_own(twelve: Population) -> None:
    rows = twelve.readings.to_pyarrow().to_pylist()
    found = next(row for row in rows if row["person"] == "A08")
    assert (found["H2-single"], found["H2-any"]) == (NOT, MET)
    assert len([name for name in found if name.startswith(("C", "H"))]) == 22


def test_a_selected_reading_counts_alone(kg: atk.KnowledgeGraph) -> None:
    found = assess_table(kg.statements, DEPARTMENT, readings=["H2-any"], as_of=JUDGED_ON)
    basic = {row["person"]: row["ai-tools-basic/hours"] for row in found.table().values()}
    assert (basic["A08"], basic["A02"]) == (MET, MET)


def test_joined_rules_need_certificates_and_hours(kg: atk.KnowledgeGraph) -> None:
    found = assess_table(kg.statements, DEPARTMENT, joined=True, as_of=JUDGED_ON)
    joined = {row["person"]: row["ai-literacy/joined"] for row in found.table().values()}
    assert {who for who, text in joined.items() if text == MET} == {"A01", "A07"}
    assert (joined["A06"], joined["A11"], joined["A10"]) == (UNKNOWN, NOT, UNKNOWN)
    advanced = {row["person"]: row["ai-tools-advanced/joined"] for row in found.table().values()}
    assert (advanced["A01"], advanced["A02"], advanced["A07"]) == (NOT, UNKNOWN, NOT)


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_outcomes_are_saved_whole(twelve: Population, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out.{ending}"
    twelve.save(path)
    assert rows_of(path) == [tuple("" if c is None else c for c in row) for row in twelve.table()]


def rows_of(path: Path) -> list[tuple[str, ...]]:
    import csv

    import openpyxl
    import pyarrow.parquet as parquet

    if path.suffix == ".parquet":
        return [tuple(row.values()) for row in parquet.read_table(path).to_pylist()]
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        return [tuple(str(cell or "") for cell in row) for row in list(sheet.values)[1:]]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [tuple(row) for row in list(csv.reader(stream))[1:]]


def test_more_rows_than_a_sheet_has_are_refused(
    twelve: Population, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aitalent_kg.population.saving._EXCEL_ROWS", 11)
    with pytest.raises(BadValue, match="12 rows, a sheet has 11"):
        twelve.save(tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_name_that_is_a_formula_is_saved_as_text(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    people = pyarrow.table({"id": ["=1+1"], "ai-literacy": [18]})
    assess_table(kg.statements, people).save(tmp_path / "out.csv")
    assert rows_of(tmp_path / "out.csv")[0][0] == "'=1+1"


def test_a_chart_has_a_bar_for_every_outcome(twelve: Population, tmp_path: Path) -> None:
    twelve.plot(tmp_path / "chart.svg")
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert text.count('id="patch_') > 4 * len(twelve.summary())
    with pytest.raises(BadValue, match=r"ends in \.png"):
        twelve.plot(tmp_path / "chart.txt")
