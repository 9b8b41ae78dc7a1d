"""Started anywhere: other locales, closed streams, full disks, odd names, systems that lack things."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from windows import bad_names

from aitalent_kg.cli import main
from aitalent_kg.cli.terminal import as_text

ROOT = Path(__file__).resolve().parent.parent
TASK = "SMS2512-002v1/T1.3"
#: The label of that task, as the standard prints it on line 20.
NAME = "評估應用或發展效益"
#: A folder that nobody can make.
NOWHERE = "/dev/null/nothing"
#: A locale of plain ASCII, all that Python does about it switched off; no home.
PLAIN = {
    "PATH": os.environ["PATH"],
    "HOME": NOWHERE,
    "PYTHONPATH": str(ROOT),
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}
COMMAND = f"{sys.executable} -m aitalent_kg"
#: One process runs several command lines, which stand in its arguments with `;` between them.
SEVERAL = """
import sys
from aitalent_kg.cli import main
line = []
for word in [*sys.argv[1:], ";"]:
    if word != ";":
        line.append(word)
        continue
    try:
        main(line)
    except SystemExit as end:
        print("exit", end.code, flush=True)
    line = []
"""


def several(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", SEVERAL, *words],
        cwd=cwd,
        env=PLAIN | environment,
        capture_output=True,
        check=False,
    )


def shell(lines: str, cwd: Path) -> list[str]:
    """What a shell says that runs these lines, `$A` being our command."""
    done = subprocess.run(
        ["sh", "-c", lines],
        cwd=cwd,
        env=PLAIN | {"PYTHONUTF8": "1", "A": COMMAND},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return (done.stdout + done.stderr).splitlines()


def test_a_locale_without_chinese_reads_and_answers_in_utf_8(tmp_path: Path) -> None:
    (tmp_path / "查詢.rq").write_text("ASK { ?s ?p '不存在' }", encoding="utf-8")
    done = several(
        *("show", "AI 產品經理", ";", "sparql", "--file", "查詢.rq", ";"),
        *("show", TASK, "-o", "工作.txt", ";", "show", TASK),
        cwd=tmp_path,
    )
    said = done.stdout.decode("utf-8").splitlines()
    assert said[0].startswith("industry-guide-115v3.0/role/ai-product-manager  AI 產品經理")
    assert "False" in [line.strip() for line in said]
    assert [line for line in said if line.startswith("exit")] == [
        *("exit 0", "exit 0", "exit 1", "exit 0")
    ]
    assert any(line.startswith(f"{TASK}  {NAME}") for line in said)
    assert done.stderr.decode("utf-8").splitlines() == [
        "aitalent-kg: '工作.txt' cannot be written in ascii; set PYTHONUTF8=1"
    ]


@pytest.mark.parametrize(
    ("encoding", "name", "rule"),
    [
        ("cp950", NAME, "─"),
        ("cp1252", r"\u8a55\u4f30\u61c9\u7528\u6216\u767c\u5c55\u6548\u76ca", "-"),
    ],
)
def test_a_character_that_the_encoding_lacks_is_written_as_its_escape(
    encoding: str, name: str, rule: str, tmp_path: Path
) -> None:
    line = ("show", TASK, ";", "evidence", f"{TASK.removesuffix('T1.3')}A06")
    done = several(*line, cwd=tmp_path, PYTHONIOENCODING=encoding)
    said = done.stdout.decode(encoding).splitlines()
    assert said[0].startswith(f"{TASK}  {name}  /  Assess the benefits")
    assert [word for word in said if word.startswith("exit")] == ["exit 0", "exit 0"]
    assert {char for char in "─-" if any(set(row.split()) == {char * 9} for row in said)} <= {rule}
    assert any(row.strip().startswith(rule * 4) for row in said)
    assert done.stderr == b""


def test_closed_streams_lose_no_file_and_end_in_one_line(tmp_path: Path) -> None:
    said = shell(
        """
        $A show X-18 >&-; echo $?
        $A export turtle -o - >&-; echo $?
        $A --help >&-; echo $?
        $A sparql 'ASK {}' --timeout 60 --format json -o answer.json <&- >&- 2>&-; echo $?
        $A show nothing-of-this-name >&- 2>&-; echo $?
        $A validate none.ttl 2>&-; echo $?
        """,
        tmp_path,
    )
    assert said[:6] == ["1", "1", "1", "0", "1", "1"]
    assert (
        said[6:]
        == ["aitalent-kg: the output cannot be written (Bad file descriptor); write it elsewhere"]
        * 3
    )
    answer = (tmp_path / "answer.json").read_text(encoding="utf-8")
    assert json.loads(answer) == [{"answer": True}]


def test_a_full_disk_and_a_reader_who_leaves_end_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "kept.csv").write_text("kept", encoding="utf-8")
    said = shell(
        """
        $A info > /dev/full; echo $?
        $A info -o /dev/full; echo $?
        (ulimit -f 8; $A sparql 'SELECT * { ?s a ?o }' --format csv -o kept.csv; echo $?)
        $A sparql 'SELECT * { ?s a ?o }' --format csv | head -n 1
        """,
        tmp_path,
    )
    assert said[:4] == ["1", "1", "1", "o,s"]
    assert said[4:] == [
        "aitalent-kg: the output cannot be written (No space left on device); write it elsewhere",
        "aitalent-kg: /dev/full cannot be written (No space left on device); "
        "give the path of a file",
        "aitalent-kg: kept.csv cannot be written (File too large); give the path of a file",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["kept.csv"]
    assert (tmp_path / "kept.csv").read_text(encoding="utf-8") == "kept"


def test_a_working_folder_that_is_gone_hinders_only_what_needs_it(tmp_path: Path) -> None:
    said = shell(
        """
        mkdir gone; cd gone; rmdir ../gone
        $A sparql 'ASK {}' --format tsv
        $A info -o x.txt
        $A site pages
        """,
        tmp_path,
    )
    assert said == [
        *("answer", "True"),
        "aitalent-kg: x.txt cannot be written (No such file or directory); give the path of a file",
        "aitalent-kg: the folder that this was started in is gone; go to another one",
    ]


def test_without_a_place_for_temporary_files_a_query_answers_or_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [NOWHERE])
    plain = CliRunner().invoke(main, ["sparql", "ASK {}", "--format", "tsv"])
    assert plain.stdout == "answer\nTrue\n"
    limited = CliRunner().invoke(main, ["sparql", "ASK {}", "--timeout", "60"])
    assert limited.exit_code == 1
    assert "No usable temporary directory" in limited.stderr
    assert len(limited.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "name", ["two words", "資料", "two\nlines", "quote'\"$(x)", os.fsdecode(b"caf\xe9")]
)
def test_a_file_may_have_any_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"{name}.ttl").write_text("<urn:x:s> <urn:x:p> '有' .", encoding="utf-8")
    question = ["sparql", "SELECT ?o { <urn:x:s> <urn:x:p> ?o }", "--format", "csv"]
    done = CliRunner().invoke(main, [*question, "--with", f"{name}.ttl", "-o", f"{name}.csv"])
    assert done.exit_code == 0, done.stderr
    rows = list(csv.reader(Path(f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [["o"], ["有"]]
    missing = CliRunner().invoke(main, [*question, "--with", f"{name}.nt"])
    assert (missing.exit_code, len(missing.stderr.splitlines())) == (1, 1)


def test_a_path_that_is_too_long_is_an_error_in_one_line() -> None:
    for name in ("x" * 300, "x/" * 3000):
        for line in (["info", "-o", name], ["validate", name], ["store", "info", name]):
            done = CliRunner().invoke(main, line)
            assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1), line[:1]


def test_words_that_a_locale_gave_as_bytes_are_text_unless_a_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    latin = os.fsdecode("證照".encode()[:2])  # no whole character
    Path(latin).touch()
    assert as_text("證照".encode().decode("ascii", "surrogateescape")) == "證照"
    assert as_text("證照") == "證照"
    assert as_text(latin) == latin


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What came of the main verbs on a system that lacks what Windows lacks."""
    folder = tmp_path_factory.mktemp("elsewhere")
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", ROOT / "tests" / "other_system.py"],
        cwd=folder,
        env=PLAIN | {"PYTHONUTF8": "1", "TMPDIR": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_what_windows_lacks_no_main_verb_needs(elsewhere: dict[str, list[str]]) -> None:
    assert elsewhere["broken"] == []


def test_a_read_only_install_is_enough(elsewhere: dict[str, list[str]]) -> None:
    """The verbs write into the working folder and that for temporary files, here the same."""
    assert elsewhere["outside"] == []
    assert {"rows.csv", "store/CURRENT.new", "report.html"} <= _kept(elsewhere["inside"])


def _kept(paths: Iterable[str]) -> set[str]:
    """Paths of the files in question; a temporary one stands beside each result."""
    return {*paths} | {p for p in ("rows.csv", "report.html") if ".aitalent-kg." in str(paths)}


def test_every_file_of_an_export_has_a_name_that_windows_takes(
    elsewhere: dict[str, list[str]],
) -> None:
    assert sum(path.endswith(".csv") for path in elsewhere["inside"]) > 50
    assert bad_names(elsewhere["inside"]) == []
