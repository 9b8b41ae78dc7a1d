"""`reason` and `explain` on the command line: words, JSON, files, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aitalent_kg.cli.reasoning import explain_command, reason_command
from aitalent_kg.errors import BadValue, UnknownName

SMALL = ("--document", "SET2529-001v2")


def run(*arguments: str, explain: bool = False) -> Result:
    command = explain_command if explain else reason_command
    return CliRunner().invoke(command, [*arguments, *SMALL])


@pytest.fixture
def planted(tmp_path: Path) -> str:
    """A file that says two things of one thing that cannot both hold."""
    path = tmp_path / "plant.ttl"
    path.write_text(
        "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>\n"
        "<urn:x:a> a ait:Knowledge , ait:Skill .\n",
        encoding="utf-8",
    )
    return str(path)


def test_the_summary_counts_by_rule_and_predicate() -> None:
    found = run("--lang", "en")
    assert found.exit_code == 0
    assert "engine fast, mappings single" in found.stdout
    assert "prp-spo1" in found.stdout
    assert "skos:note" in found.stdout
    assert found.stdout.rstrip().endswith("contradictions: 0")


def test_the_summary_is_json_too() -> None:
    whole = json.loads(run("--format", "json").stdout)
    assert (
        whole["inferred"] == sum(whole["by_rule"].values()) == sum(whole["by_predicate"].values())
    )
    assert whole["contradictions"] == []
    assert (whole["engine"], whole["mappings"]) == ("fast", "single")


def test_what_follows_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out.nt"
    found = run("-o", str(out), "--format", "json")
    lines = out.read_text(encoding="utf-8").splitlines()
    assert len(lines) == json.loads(found.stdout)["inferred"]


def test_a_contradiction_is_explained_with_exit_code_3(planted: str) -> None:
    found = run("--with", planted, "--lang", "en")
    assert found.exit_code == 3
    said = found.stdout.partition("contradictions: 1")[2]
    assert "contradiction (cax-dw): disjoint classes have no member in common" in said
    assert "asserted in user/plant" in said
    assert "ait:Knowledge  owl:disjointWith  ait:Skill" in said
    chinese = run("--with", planted)
    assert "矛盾（cax-dw）：互斥類別不得有共同成員" in chinese.stdout


def test_a_contradiction_is_json_too(planted: str) -> None:
    found = run("--with", planted, "--format", "json")
    [clash] = json.loads(found.stdout)["contradictions"]
    assert clash["rule"] == "cax-dw"
    assert [premise["rule"] for premise in clash["premises"]] == ["asserted"] * 3
    assert found.exit_code == 3


def test_a_statement_is_explained_in_both_languages() -> None:
    names = ("SET2529-001v2/A03", "rdfs:label", "自我管理")
    english, chinese = (run(*names, "--lang", lang, explain=True).stdout for lang in ("en", "zh"))
    assert "follows by prp-spo1: what a subproperty joins, the property above it joins" in english
    assert "axiom S11 of SKOS" in english
    assert "依 prp-spo1 推得：以子屬性相連者，也以其上層屬性相連" in chinese
    assert "SKOS 公理 S11" in chinese
    assert "SET2529-001v2.txt:34" in english
    assert "SET2529-001v2.txt:34" in chinese


def test_a_proof_is_json_too() -> None:
    found = run("SET2529-001v2/A03", "rdfs:label", "自我管理", "--format", "json", explain=True)
    proof = json.loads(found.stdout)
    assert proof["rule"] == "prp-spo1"
    assert [premise["rule"] for premise in proof["premises"]] == ["axiom", "asserted"]
    assert proof["premises"][1]["documents"] == ["SET2529-001v2"]
    assert "自我管理" in proof["premises"][1]["quotes"][0]["quote"]


def test_what_does_not_follow_is_an_error() -> None:
    found = run("SET2529-001v2/A03", "a", "Skill", explain=True)
    assert isinstance(found.exception, UnknownName)
    assert found.stdout == ""


def test_what_is_not_covered_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "union.ttl"
    path.write_text("<urn:x:C> <http://www.w3.org/2002/07/owl#unionOf> () .", encoding="utf-8")
    found = run("--with", str(path))
    assert isinstance(found.exception, BadValue)
    assert "owl:unionOf" in str(found.exception)


def test_a_store_goes_without_files(planted: str) -> None:
    found = CliRunner().invoke(reason_command, ["--store", "x", "--with", planted])
    assert found.exit_code == 2
    assert "leave out --store" in found.stderr
