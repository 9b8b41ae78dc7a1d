"""The verb `import`: what is written, what is said, and that help loads nothing heavy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import Graph

from aitalent_kg.cli import main
from aitalent_kg.cli.bring_report import as_json, as_text
from aitalent_kg.cli.progress import steps
from aitalent_kg.importers import FORMATS
from aitalent_kg.importers.formats.skos import import_skos
from aitalent_kg.importers.report import Count, Remark, Report

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
TABLES = [EXAMPLES / name for name in ("roles.csv", "skills.csv", "levels.csv")]
CONCEPT = (
    "<http://a/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    " <http://www.w3.org/2004/02/skos/core#Concept> .\n"
)
COMPANY: tuple[str | Path, ...] = ("table", *TABLES, "--mapping", EXAMPLES / "company.toml")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def test_every_format_has_a_command_with_help() -> None:
    listed = run("--help").stdout
    for format_ in FORMATS:
        assert f"  {format_} " in listed
        assert "PATH" in run(format_, "--help").stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from aitalent_kg.cli import main\n"
        "assert CliRunner().invoke(main, ['import', 'esco', '--help']).exit_code == 0\n"
        "print([m for m in ('rdflib', 'pyoxigraph', 'networkx', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_turtle_goes_to_stdout_and_the_report_to_stderr() -> None:
    result = run(*COMPANY)
    assert result.exit_code == 0
    assert len(Graph().parse(data=result.stdout, format="turtle")) > 100
    assert "skills.csv:7: column '類別': '技巧'" in result.stderr


@pytest.mark.parametrize("ending", [".ttl", ".nt"])
def test_an_output_leaves_stdout_free(ending: str, tmp_path: Path) -> None:
    output = tmp_path / f"out{ending}"
    result = run(*COMPANY, "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert output.stat().st_size > 1_000
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_the_report_is_json_where_asked(tmp_path: Path) -> None:
    result = run(*COMPANY, "-o", tmp_path / "o.nt", "--report", "json")
    report = json.loads(result.stdout)
    assert report["counts"]["skills.csv"] == {"read": 7, "kept": 5, "repaired": 0, "refused": 2}
    assert run(*COMPANY, "--report-file", tmp_path / "r.json").exit_code == 0
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8")) == report


def test_the_report_speaks_both_languages() -> None:
    zh, en = (run(*COMPANY, "--lang", lang).stderr for lang in ("zh", "en"))
    assert "剔除（3）" in zh
    assert "refused (3)" in en
    assert "refused" not in zh.splitlines()[1]


def test_an_input_is_no_output(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_bytes((EXAMPLES / "company.toml").read_bytes())
    before = mapping.read_bytes()
    result = run("table", *TABLES, "--mapping", mapping, "-o", mapping)
    assert result.exit_code == 1
    assert "is an input" in result.stderr
    assert mapping.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("skos", "no.ttl"), "no.ttl is not there"),
        (("table", str(TABLES[0])), "give --mapping FILE.toml"),
        ((*map(str, COMPANY), "-o", "nowhere/x.ttl"), "there is no folder nowhere"),
        ((*map(str, COMPANY), "-o", "x.doc"), "give a name with one of .ttl"),
        (("esca", "x"), "No such command 'esca'"),
    ],
)
def test_errors_are_one_line_and_leave_nothing(
    arguments: tuple[str, ...], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert problem in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_template_is_written_and_then_works(tmp_path: Path) -> None:
    mapping, output = tmp_path / "m.toml", tmp_path / "o.ttl"
    assert run("table", "--template", TABLES[1], "-o", mapping).exit_code == 0
    assert run("table", TABLES[1], "--mapping", mapping, "-o", output).exit_code == 0
    assert "ait:Knowledge" in output.read_text(encoding="utf-8")


def report(message: str, name: str = "t.csv") -> Report:
    remarks = tuple(Remark("refused", name, n, message) for n in range(2, 10))
    return Report(
        "table", "http://a/b", "T", "", (), {name: Count(8, 0, 0, 8)}, 0, remarks, 3, {}, {}
    )


def test_the_first_remarks_are_shown_and_the_rest_counted() -> None:
    lines = as_text(report("wrong"), "en").splitlines()
    assert lines[3:] == [
        "refused (8)",
        *(f"  t.csv:{row}: wrong" for row in range(2, 7)),
        "  ... and 3 more",
        "3 more remarks are not listed one by one",
    ]


def test_nothing_of_an_input_steers_the_terminal() -> None:
    hostile = report("\x1b[31m\x9b31m\u202eevil\r", "\x1b]0;x\x07.csv")
    for text in (as_text(hostile), as_json(hostile)):
        assert all(char.isprintable() or char == "\n" for char in text)
    assert json.loads(as_json(hostile))["remarks"][0]["message"] == "\x1b[31m\x9b31m\u202eevil\r"


def test_options_of_a_format_reach_its_importer(tmp_path: Path) -> None:
    path = tmp_path / "t.nt"
    path.write_text(
        "<http://a/b> <http://www.w3.org/2004/02/skos/core#inScheme> <http://a/s> .\n"
        '<http://a/b> <http://www.w3.org/2004/02/skos/core#prefLabel> "B" .\n',
        encoding="utf-8",
    )
    options = ("--kind", "http://a/s=Skill", "--text-lang", "zh-TW", "--title", "名", "--name", "n")
    result = run("skos", path, *options, "-o", tmp_path / "o.nt", "--report", "json")
    assert json.loads(result.stdout)["title"] == "名"
    written = (tmp_path / "o.nt").read_text(encoding="utf-8")
    assert "ontology#Skill>" in written
    assert '"B"@zh-TW' in written
    assert "/id/n/import>" in written


def test_the_report_in_the_documentation_is_the_real_one() -> None:
    page = (EXAMPLES.parent / "importing.md").read_text(encoding="utf-8")
    mapping = (EXAMPLES / "company.toml").read_text(encoding="utf-8")
    assert f"```text\n{run(*COMPANY, '--lang', 'en').stderr}```" in page
    assert f"```toml\n{mapping.partition(chr(10) * 2)[2]}```" in page


def test_a_report_is_not_written_over_a_file_of_a_folder_that_was_read(tmp_path: Path) -> None:
    path = tmp_path / "t.nt"
    path.write_text(CONCEPT, encoding="utf-8")
    result = run("skos", tmp_path, "-o", tmp_path / "o.ttl", "--report-file", path)
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (1, CONCEPT)
    assert "is an input" in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["t.nt"]


def test_a_store_that_refuses_leaves_neither_output_nor_report(tmp_path: Path) -> None:
    path, store = tmp_path / "t.nt", tmp_path / "store"
    path.write_text(CONCEPT, encoding="utf-8")
    assert run("skos", path, "--add", store).exit_code == 0
    files = ("-o", tmp_path / "o.nt", "--report-file", tmp_path / "r.json")
    assert run("skos", path, "--add", store, *files).exit_code == 1
    assert {each.name for each in tmp_path.iterdir()} == {"t.nt", "store"}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM ends a process at once")
def test_a_process_that_is_told_to_end_takes_its_temporary_files_away(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with (tmp_path / "t.nt").open("w", encoding="utf-8") as stream:
        stream.writelines(CONCEPT.replace("/b>", f"/{n}>") for n in range(60_000))
    command = [sys.executable, "-m", "aitalent_kg", "import", "skos", str(tmp_path / "t.nt")]
    command += ["-o", str(tmp_path / "o.nt")]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        while not any(temporary.iterdir()):
            assert process.poll() is None
            time.sleep(0.01)
        process.terminate()
    assert process.returncode == 143
    assert not list(temporary.iterdir())
    assert not (tmp_path / "o.nt").exists()


def test_the_names_of_steps_cannot_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with steps("import") as told:
        told("\x1b]0;evil\x07.csv")
    assert capsys.readouterr().err.count("\x1b") == 2


def test_a_large_file_is_read_with_a_bar(tmp_path: Path) -> None:
    """4 MiB in pieces of 1 MiB; the last of them is at the end."""
    path, seen = tmp_path / "t.nt", list[str]()
    path.write_text(CONCEPT + " " * 4 * 1024**2, encoding="utf-8")
    import_skos(path, progress=seen.append)
    bars = [step for step in seen if "░" in step or "█" in step]
    assert bars[0].startswith("t.nt █████░░░░░ 5")
    assert bars[-1] == "t.nt ██████████ 100%"
