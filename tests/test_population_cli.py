"""`assess-table` on docs/examples/department.csv."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aitalent_kg.cli import crowd

DEPARTMENT = str(Path(__file__).parent.parent / "docs/examples/department.csv")


def run(*arguments: str, file: str = DEPARTMENT) -> Result:
    return CliRunner().invoke(
        crowd.assess_table_command, [file, "--as-of", "2026-07-01", *arguments]
    )


def test_the_summary_is_printed_with_how_many_were_read() -> None:
    found = run()
    assert found.exit_code == 0
    line = next(text for text in found.stdout.splitlines() if "ai-literacy/hours" in text)
    assert line.split()[-5:] == ["7", "0", "0", "5", "58.3%"]
    assert found.stderr.splitlines() == [
        "計入 12 人，未計入 0 列",
        "未用於判定的欄位：到職年",
    ]


def test_english_answers_have_no_chinese_but_names_of_the_table() -> None:
    found = run("--lang", "en", "--missing")
    assert found.exit_code == 0
    assert not any("\u4e00" <= mark <= "\u9fff" for mark in found.stdout)


def test_json_has_the_fields_of_the_summary() -> None:
    rows = json.loads(run("--format", "json", "--by-department").stdout)
    keys = ["department", "rule", "title", "met", "depends", "unknown", "not_met", "share"]
    assert list(rows[0]) == keys


def test_a_what_if_is_compared_with_what_is() -> None:
    found = run("--what-if", "hours:AI 應用素養=12", "--for", "行銷部", "--format", "json")
    rows = {row["rule"]: row for row in json.loads(found.stdout)}
    assert rows["ai-literacy/hours"]["gained"] == 2


def test_a_course_on_a_tool_and_a_certificate_are_supposed_together() -> None:
    given = ("--what-if", "hours:ai-tools@ChatGPT=9", "--what-if", "certificates:專案類=1")
    rows = {r["rule"]: r for r in json.loads(run(*given, "--format", "json").stdout)}
    assert rows["ai-service-development/certificates"]["after"] == 12
    assert rows["ai-tools-basic/hours"]["gained"] == 1  # A08: 9 + 9; A11 lacks literacy


def test_reach_tells_people_hours_and_seats() -> None:
    found = json.loads(run("--reach", "ai-literacy/hours=75%", "--format", "json").stdout)
    assert (found["met"], found["target"], found["hours"]) == (7, 9, 6.5)
    assert [who["person"] for who in found["who"]] == ["A03", "A11"]
    assert "已符合 7 人，目標 9 人" in run("--reach", "ai-literacy/hours=9").stdout


def test_outcomes_rejected_rows_and_chart_go_to_files(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("id,ai-literacy\nx,18\ny,-1\n", encoding="utf-8")
    people, rejected, chart = (tmp_path / name for name in ("o.parquet", "r.csv", "c.png"))
    files = ("--people", str(people), "--rejected", str(rejected), "--plot", str(chart))
    found = run(*files, file=str(table))
    assert found.exit_code == 0
    assert rejected.read_text(encoding="utf-8-sig").splitlines()[1].startswith("3,y,ai-literacy,")
    assert people.stat().st_size > 0
    assert chart.read_bytes().startswith(b"\x89PNG")
    assert "未計入 1 列" in found.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_can_be_judged(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "template.csv"
    written = CliRunner().invoke(
        crowd.assess_table_command, ["--template", "--lang", lang, "-o", str(path)]
    )
    assert written.exit_code == 0
    found = run("--lang", lang, "--format", "json", file=str(path))
    rows = {row["rule"]: row["met"] for row in json.loads(found.stdout)}
    assert rows["ai-literacy/hours"] == 1
    assert rows["ai-tools-basic/certificates"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--what-if", "AI 應用素養=3"), "write hours:NAME=18"),
        (("--what-if", "hours:AI 應用素養=many"), "'many' is no number"),
        (("--reach", "ai-literacy/hours"), "write RULE=80%"),
        (("--for", "行銷部"), "give --what-if"),
        (("--missing", "--reach", "ai-literacy/hours=3"), "give one of"),
        (("--missing", "--single-points"), "give one of"),
        (("--by-department", "--reach", "ai-literacy/hours=3"), "with the summary or --missing"),
        (("--by-department", "--what-if", "hours:AI 應用素養=3"), "with the summary or --missing"),
        (("--what-if", "certificates:工具類=1.5"), "'1.5' is no whole number"),
        (("--what-if", "certificates:工具類=nan"), "'nan' is no whole number"),
        (("--plot", "chart.odd"), "does not end in .png"),
        (("--people", "people.odd"), "does not end in .csv"),
        (("--rejected", "rejected.xlsx"), "does not end in .csv"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], says: str) -> None:
    found = run(*arguments)
    assert found.exit_code == 2
    assert says in found.stderr


def test_one_of_a_thing_is_no_plural_in_english(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("id,ai-literacy\na,17\nb,-1\n", encoding="utf-8")
    found = run("--lang", "en", "--reach", "ai-literacy/hours=1", file=str(path))
    assert "at least 1 person needs 0 certificates and 1 course hour\n" in found.stdout
    assert "1 person counted, 1 row kept out" in found.stderr


def test_of_many_columns_that_no_rule_looks_at_the_first_are_named(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    others = ",".join(f"c{place}" for place in range(300))
    path.write_text(f"ai-literacy,{others}\n18{',' * 300}\n", encoding="utf-8")
    assert run(file=str(path)).stderr.endswith("c8, c9, …\n")


@pytest.mark.parametrize(("lang", "says"), [("zh", "（未填部門）"), ("en", "(none given)")])
def test_people_of_no_department_are_called_so(lang: str, says: str) -> None:
    assert says in run("--by-department", "--lang", lang).stdout
