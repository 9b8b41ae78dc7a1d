"""The command `compare`: tables, JSON, reports, pictures, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aitalent_kg import KnowledgeGraph
from aitalent_kg.cli import main

CIVIL, GUIDE, SET = "civil-service-framework", "industry-guide-115v3.0", "SET2529-001v2"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["compare", *args])


def test_json_has_the_documented_keys() -> None:
    done = run(CIVIL, GUIDE, "--format", "json", "--lang", "en")
    found = json.loads(done.stdout)
    assert {"left", "right", "coverage", "pairs", "only_left", "only_right"} <= found.keys()
    assert {"left", "right", "predicate", "confidence", "justification"} <= found["pairs"][0].keys()
    share = found["coverage"]["left_in_right"]["all"]
    assert share["lenient_share"] == pytest.approx(len(share["lenient"]) / 19)
    groups = [*share["strict"], *share["broader_narrower"], *share["related_only"]]
    assert sorted(groups) == sorted(share["lenient"])


def test_a_table_has_a_row_for_each_pair_and_each_item_without() -> None:
    done = run(CIVIL, SET, "--format", "csv", "--evidence")
    rows = done.stdout.splitlines()
    found = json.loads(run(CIVIL, SET, "--format", "json").stdout)
    number = sum(len(found[name]) for name in ("pairs", "only_left", "only_right"))
    assert sum(row.startswith(("對應,", "僅左有,", "僅右有,")) for row in rows) == number
    assert "civil-service-framework.txt:" in done.stdout
    assert "項目中" in done.stderr


def test_the_rows_printed_are_those_of_the_table(kg: KnowledgeGraph) -> None:
    done = run(CIVIL, GUIDE, "--format", "csv", "--lang", "en", "--evidence")
    assert done.stdout == kg.compare(CIVIL, GUIDE, lang="en").table(evidence=True).to_csv()


def test_a_report_is_written_and_the_story_told(tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    done = run(CIVIL, GUIDE, "--report", str(target), "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "<h1>AI competency framework for civil servants and" in target.read_text("utf-8")
    assert "have a counterpart in" in done.stderr


def test_a_table_asked_for_beside_a_report_is_written_too(tmp_path: Path) -> None:
    report, rows = tmp_path / "out.md", tmp_path / "out.tsv"
    asked = (CIVIL, GUIDE, "--report", str(report), "--format", "tsv")
    printed = run(*asked)
    assert printed.stdout.startswith("狀態\t左側\t")
    done = run(*asked, "--output", str(rows))
    assert (done.exit_code, done.stdout) == (0, "")
    assert rows.read_text("utf-8") == printed.stdout
    assert report.exists()


@pytest.mark.parametrize("picture", ["heat", "bars", "links"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pictures_are_drawn(tmp_path: Path, picture: str, lang: str) -> None:
    target = tmp_path / f"{picture}.svg"
    done = run(CIVIL, GUIDE, "--figure", str(target), "--picture", picture, "--lang", lang)
    assert done.exit_code == 0, done.output
    assert target.read_text("utf-8").count("<path") > 20


def test_nothing_to_draw_is_said(tmp_path: Path) -> None:
    target = tmp_path / "none.png"
    done = run(SET, SET, "--figure", str(target))
    assert done.exit_code == 1
    assert "the two sides have no pairs" in done.stderr
    assert not target.exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((CIVIL, "industry-guide-115v3"), "did you mean industry-guide-115v3.0"),
        ((CIVIL, GUIDE, "--report", "out.pdf"), ".html or .md"),
        ((CIVIL, GUIDE, "--figure", "out.gif"), ".svg, .png, .pdf"),
        ((CIVIL, GUIDE, "--kinds", "Competenzy"), "Competency"),
    ],
)
def test_wrong_input_is_one_line_that_says_what_to_do(args: tuple[str, ...], said: str) -> None:
    done = run(*args)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
