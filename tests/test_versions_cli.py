"""`aitalent-kg diff`: what it prints, and where."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aitalent_kg import KnowledgeGraph
from aitalent_kg.cli.differ import diff_command
from aitalent_kg.errors import MissingFile
from aitalent_kg.versions.answer import VersionDiff

SOURCE = Path(__file__).resolve().parent.parent / "data" / "sources" / "SET2529-001v2.txt"


@pytest.fixture(scope="module")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The standard with another level of one task (line 24)."""
    path = tmp_path_factory.mktemp("versions") / "new.txt"
    text = SOURCE.read_text(encoding="utf-8")
    path.write_text(
        text.replace("調整 AI 演算法。	4", "調整 AI 演算法。	5"), encoding="utf-8"
    )
    return path


@pytest.fixture
def asked_once(
    kg: KnowledgeGraph, new_file: Path, answered: list[VersionDiff], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking the whole library twice takes seconds; the tests look at what is printed of it."""
    if not answered:
        answered.append(kg.diff("SET2529-001v2", new_file, lang="en"))
    monkeypatch.setattr("aitalent_kg.versions.answer.diff", lambda *_: answered[0])


@pytest.fixture(scope="module")
def answered() -> list[VersionDiff]:
    return []


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(diff_command, [str(word) for word in words])


def test_the_new_level_is_printed_with_both_lines(new_file: Path) -> None:
    done = run("SET2529-001v2", new_file, "--no-queries")
    assert done.exit_code == 0
    cells = done.stdout.splitlines()[-1].split()
    assert cells == [
        "項目", "級別變動", "T2.2", "工作任務", "優化標註規則：4", "→", "5",
        "SET2529-001v2.txt:24", "new.txt:24",
    ]  # fmt: skip


def test_the_numbers_go_to_the_other_stream(new_file: Path) -> None:
    done = run("SET2529-001v2", new_file, "--no-queries", "--lang", "en")
    assert done.stderr.splitlines()[0] == f"SET2529-001v2 -> {new_file}: other level 1"
    assert "Query library" not in done.stderr


@pytest.mark.usefixtures("asked_once")
def test_the_answers_that_change_are_those_on_levels(new_file: Path) -> None:
    done = run("SET2529-001v2", new_file, "--format", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    queries = {row["code"] for row in rows if row["part"] == "answer"}
    assert {"task-levels", "level-profile", "items-by-level"} <= queries
    assert {row["old lines"] for row in rows if row["code"] == "level-profile"} == {
        "SET2529-001v2.txt:24"
    }


@pytest.mark.usefixtures("asked_once")
def test_a_table_shows_three_rows_of_an_answer_and_counts_the_rest(new_file: Path) -> None:
    done = run("SET2529-001v2", new_file, "--lang", "en")
    told = [line for line in done.stdout.splitlines() if "items-by-level" in line]
    assert len(told) == 4
    assert "rows more" in told[3]


def test_evidence_shows_the_quotes(new_file: Path) -> None:
    done = run("SET2529-001v2", new_file, "--no-queries", "--evidence")
    assert "「4」 SET2529-001v2.txt:24" in done.stdout


def test_statements_lists_what_is_said_otherwise(new_file: Path) -> None:
    done = run("SET2529-001v2", new_file, "--no-queries", "--statements", "--format", "csv")
    assert "[-ait:level scheme/icap-level/4-]" in done.stdout
    assert "{+ait:level scheme/icap-level/5+}" in done.stdout


def test_json_holds_the_whole_answer(new_file: Path) -> None:
    value = json.loads(run("SET2529-001v2", new_file, "--no-queries", "--format", "json").stdout)
    (change,) = value["frameworks"][0]["changes"]
    assert (change["before"], change["after"]) == (["4"], ["5"])
    assert value["answers"] is None


def test_identical_versions_are_said_to_be_identical() -> None:
    done = run("SET2529-001v2", SOURCE)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == f"「SET2529-001v2」與「{SOURCE}」沒有差異\n"


def test_a_version_with_only_a_name_is_no_error() -> None:
    done = run("SET2529-001v1", "SET2529-001v2", "--lang", "en")
    assert done.exit_code == 0
    assert "has only a name in the graph and no content" in done.stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = run("SET2529-001v2", tmp_path / "absent.txt")
    assert isinstance(done.exception, MissingFile)
