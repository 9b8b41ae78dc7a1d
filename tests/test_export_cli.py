"""`export` on the command line, and what it says of itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from small_export import small

from aitalent_kg.cli.exporting import export_command
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.exporters.formats import FORMATS, format_of

STEM = "SET2529-001v2"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The small graph as a file of the user."""
    path = tmp_path / "mine.trig"
    quads = [q for q in small() if not isinstance(q.subject, ox.BlankNode)]
    text = ox.serialize(quads, format=ox.RdfFormat.TRIG)
    assert text is not None
    path.write_bytes(text)
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(export_command, [str(a) for a in arguments], catch_exceptions=False)


def test_a_document_as_turtle_and_what_turtle_does_not_carry(tmp_path: Path) -> None:
    done = run("turtle", "-o", tmp_path / "x.ttl", "--graph", STEM, "--lang", "en")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    first, *rest = done.stderr.splitlines()
    assert first == f"{tmp_path / 'x.ttl'}: turtle, 1386 statements, files: 1"
    assert any("names of graphs (1): Turtle has no graphs" in line for line in rest)
    assert len(list(ox.parse(path=tmp_path / "x.ttl", format=ox.RdfFormat.TURTLE))) == 1386


def test_in_chinese_with_nothing_lost(tmp_path: Path) -> None:
    done = run("trig", "-o", tmp_path / "x.trig", "--graph", STEM)
    lines = done.stderr.splitlines()
    assert lines[0] == f"{tmp_path / 'x.trig'}：trig，1386 項陳述，1 個檔案"
    assert lines[-1] == "  沒有遺漏"


def test_the_report_as_json(tmp_path: Path) -> None:
    arguments = ("ntriples", "-o", tmp_path / "x.nt", "--graph", STEM, "--report", "json")
    done = run(*arguments)
    said = json.loads(done.stdout)
    assert said["format"] == "ntriples"
    assert said["statements"] == 1386
    assert said["counts"]["Skill"] == 11  # S01 to S11 of the standard
    assert said["lost"]["names of graphs"]["count"] == 1
    assert said["files"] == [str(tmp_path / "x.nt")]


def test_a_file_of_the_user_is_exported_by_its_graph(tmp_path: Path, mine: Path) -> None:
    run("nquads", "--with", mine, "--graph", "user/one", "-o", tmp_path / "x.nq")
    assert len((tmp_path / "x.nq").read_text(encoding="utf-8").splitlines()) == 23


def test_stdout_takes_what_is_one_file() -> None:
    done = run("ntriples", "--graph", STEM, "-o", "-")
    assert len(done.stdout.splitlines()) == 1386
    assert done.stderr.splitlines()[0].startswith("-：ntriples")
    assert run("csv", "-o", "-").exit_code == 2
    assert run("turtle", "-o", "-", "--report", "json").exit_code == 2


def test_left_out_the_output_has_the_usual_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("turtle", "--graph", STEM)
    run("csv", "--graph", STEM)
    assert {path.name for path in tmp_path.iterdir()} == {"aitalent-kg.ttl", "aitalent-kg-csv"}


def test_all_formats_are_listed_and_each_has_a_module_or_is_to_come() -> None:
    listed = {line.split()[0] for line in run("--formats").stdout.splitlines()}
    assert listed == set(FORMATS)
    for name in FORMATS:
        assert format_of(name).ending or format_of(name).folder


def test_wrong_use_is_told() -> None:
    assert "--formats lists them" in run().stderr
    assert "take --reading" in run("csv", "--what-if-reading", "X-02:2").stderr
    with pytest.raises(UnknownName, match="did you mean turtle"):
        run("turtel")
    with pytest.raises(BadValue, match="no export wrote"):
        run("csv", "-o", Path(__file__).parent)


def test_help_loads_no_rdf_library() -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from aitalent_kg.cli.exporting import export_command\n"
        "for word in ('--help', '--formats'):\n"
        "    assert CliRunner().invoke(export_command, [word]).exit_code == 0\n"
        "print(*{'rdflib', 'pyoxigraph', 'networkx', 'pyarrow', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
