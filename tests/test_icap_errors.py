"""Broken input ends in one line that names the file and what to do, and nothing is written."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import Graph

from aitalent_kg.cli import main
from aitalent_kg.errors import AitalentError
from aitalent_kg.importers.formats.icap import read_icap

HERE = Path(__file__).parent
GOOD = HERE / "icap" / "JKL4444-004v1.txt"
TEXT = GOOD.read_text(encoding="utf-8")
SMS = HERE.parent / "data" / "sources" / "SMS2512-002v1.txt"

#: Content of a file, and what the message says behind the path.
BROKEN = {
    "empty": (b"", ": the file is empty"),
    "blank": (b" \n\t\r\n", ": the file is empty"),
    "utf-16": (TEXT.encode("utf-16"), ": begins with a byte-order mark; save it as UTF-8"),
    "utf-16 without mark": (
        "code\t1\n".encode("utf-16-le"),
        ":1: not a text but binary, or UTF-16",
    ),
    "binary": (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", ":2: not UTF-8"),
    "big5": ("職能基準代碼".encode("big5"), ":1: not UTF-8"),
    "no code": (
        TEXT.replace("JKL4444-004v1", "JKL").encode(),
        ":3: 職能基準代碼 needs a code like",
    ),
    "no code row": (
        TEXT.replace("職能基準代碼", "號碼").encode(),
        ": no row 職能基準代碼 with a code",
    ),
    "no tabs": (TEXT.replace("\t", " ").encode(), ":3: 職能基準代碼 needs a code like"),
    "no table": (TEXT.partition("主要職責")[0].encode(), ": no table of tasks; put the cells"),
    "no task": (
        re.sub("[TOP](?=[1-9])", "", TEXT).encode(),
        ":9: no task code like T1.1",
    ),
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", "icap", *map(str, arguments)])


def is_one_line_error(result: Result) -> bool:
    return result.exit_code == 1 and result.stdout == "" and result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_is_one_line_and_writes_nothing(name: str, tmp_path: Path) -> None:
    content, message = BROKEN[name]
    path, output = tmp_path / "standard.txt", tmp_path / "out.ttl"
    path.write_bytes(content)
    result = run(path, "-o", output)
    assert is_one_line_error(result)
    assert f"{path}{message}" in result.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["standard.txt"]


@pytest.mark.parametrize("name", BROKEN)
def test_broken_file_raises_an_error_of_ours(name: str, tmp_path: Path) -> None:
    path = tmp_path / "standard.txt"
    path.write_bytes(BROKEN[name][0])
    with pytest.raises(AitalentError):
        read_icap(path)


def test_directory_and_missing_file_are_told_apart(tmp_path: Path) -> None:
    for path, problem in ((tmp_path, "is a directory"), (tmp_path / "no.txt", "is not there")):
        result = run(path)
        assert is_one_line_error(result)
        assert f"{path} {problem}; give the path of a file" in result.stderr


#: A corrections file, and what the message says behind its path.
CORRECTIONS = {
    "no toml": ("[labels", "not a corrections file in TOML"),
    "unknown table": ("[label]\nK01 = '甲'", "unknown table 'label'; known: labels, notes"),
    "no words": ("[labels]\nK01 = 1", "labels must be a table of lines"),
    "no table": ("labels = '甲'", "labels must be a table of lines"),
    "unknown kind": ("[notes]\n'甲' = 'skope'", "unknown kind of note 'skope'; known: scope"),
    "no such item": ("[labels]\nK77 = '甲'", "labels: K77 is not printed"),
    "no such words": ("[labels]\nK02 = '睡'", "but: '睡眠學' or '睡眠知識'; correct it"),
    "no such note": ("[notes]\n'甲' = 'scope'", "notes: no closing note reads '甲'"),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_broken_corrections_are_one_line(name: str, tmp_path: Path) -> None:
    content, message = CORRECTIONS[name]
    path = tmp_path / "corrections.toml"
    path.write_text(content, encoding="utf-8")
    result = run(GOOD, "--corrections", path)
    assert is_one_line_error(result)
    assert str(path) in result.stderr
    assert message in result.stderr


def test_missing_corrections_are_one_line(tmp_path: Path) -> None:
    result = run(GOOD, "--corrections", tmp_path / "no.toml")
    assert is_one_line_error(result)
    assert "no.toml is not there" in result.stderr


def test_correction_ends_the_doubt(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text("[labels]\nK02 = '睡眠學'", encoding="utf-8")
    assert any(remark.message.startswith("K02 is worded") for remark in read_icap(GOOD).remarks)
    decided = read_icap(GOOD, path)
    assert not any(remark.message.startswith("K02 is worded") for remark in decided.remarks)


def test_turtle_goes_to_stdout_and_report_to_stderr() -> None:
    result = run(GOOD)
    assert result.exit_code == 0
    assert set(Graph().parse(data=result.stdout)) == set(read_icap(GOOD).graph)
    assert f"{GOOD}:17: doubt: T3.1: no duty T3 in the text; recorded as a gap\n" in result.stderr
    assert result.stderr.endswith("JKL4444-004v1: 1 repairs, 19 doubts\n")


def test_json_report_goes_where_the_turtle_does_not(tmp_path: Path) -> None:
    output = tmp_path / "out.ttl"
    beside, behind = run(GOOD, "--report", "json"), run(GOOD, "--report", "json", "-o", output)
    assert output.read_text(encoding="utf-8") == beside.stdout
    assert json.loads(beside.stderr) == json.loads(behind.stdout)
    assert behind.stderr == ""


def test_json_report_counts_and_lists_the_remarks(tmp_path: Path) -> None:
    result = run(SMS, "--report", "json", "-o", tmp_path / "out.ttl")
    report = json.loads(result.stdout)
    assert {key: report[key] for key in ("code", "source", "repairs", "doubts")} == {
        "code": "SMS2512-002v1",
        "source": str(SMS),
        "repairs": 22,
        "doubts": 4,
    }
    assert report["remarks"][0] == {
        "line": 16,
        "kind": "doubt",
        "message": "T1.2: no level in the text; recorded as a gap",
    }
    assert len(report["remarks"]) == 26


def test_output_is_not_written_over_an_input(tmp_path: Path) -> None:
    path = tmp_path / "standard.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = run(path, "-o", path)
    assert is_one_line_error(result)
    assert path.read_text(encoding="utf-8") == TEXT


def test_output_in_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    result = run(GOOD, "-o", tmp_path / "no" / "out.ttl")
    assert is_one_line_error(result)
    assert "there is no folder" in result.stderr


def test_failed_import_leaves_an_older_output_alone(tmp_path: Path) -> None:
    path, output = tmp_path / "standard.txt", tmp_path / "out.ttl"
    path.write_text("x", encoding="utf-8")
    output.write_text("older", encoding="utf-8")
    assert is_one_line_error(run(path, "-o", output))
    assert output.read_text(encoding="utf-8") == "older"
