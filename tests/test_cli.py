"""The command: words, formats, keys, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from aitalent_kg.cli import VERBS, main
from aitalent_kg.names import DOCUMENTS


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_info_has_the_documented_keys() -> None:
    found = json.loads(run("info", "--format", "json").stdout)
    assert {"version", "triples", "documents"} <= found.keys()
    assert [d["id"] for d in found["documents"]] == list(DOCUMENTS)
    assert found["documents"][0]["counts"]["Task"] == 10


def test_show_as_json() -> None:
    found = json.loads(run("show", "SMS2512-002v1/T2.2", "--format", "json").stdout)
    assert found["level"] == "4"
    assert found["gaps"] == ["技能要求"]
    assert [item["code"] for item in found["requires"]] == [
        "SMS2512-002v1/K09",
        "SMS2512-002v1/K10",
        "SMS2512-002v1/K15",
    ]


def test_a_level_that_is_not_printed_is_not_stated() -> None:
    assert "級別: 文件未載明" in run("show", "SMS2512-002v1/T1.2").stdout


def test_show_in_english_and_chinese() -> None:
    assert run("show", "SMS2512-002v1/K05", "--lang", "en").stdout.startswith(
        "SMS2512-002v1/K05  Introduction to machine learning  /  機器學習概論"
    )
    assert run("show", "SMS2512-002v1/K05").stdout.startswith(
        "SMS2512-002v1/K05  機器學習概論  /  Introduction to machine learning"
    )


def test_evidence_has_the_documented_keys_and_the_true_place() -> None:
    quotes = json.loads(run("evidence", "SMS2512-002v1/A06", "--format", "json").stdout)
    assert [sorted(q) for q in quotes] == [["end", "iri", "line", "quote", "source", "start"]]
    assert quotes[0]["line"] == 45
    text = Path("data/sources/SMS2512-002v1.txt").read_text(encoding="utf-8")
    assert text[quotes[0]["start"] : quotes[0]["end"]] == quotes[0]["quote"]


def test_conflicts_have_the_documented_keys() -> None:
    found = json.loads(run("conflicts", "X-18", "--format", "json").stdout)
    assert [c["id"] for c in found] == ["X-18"]
    assert {"id", "kind", "topic", "readings"} <= found[0].keys()
    assert {"says", "source", "quote", "line"} <= found[0]["readings"][0].keys()
    lines = {(r["source"], r["line"]) for r in found[0]["readings"]}
    assert lines == {("industry-guide-115v3.0.txt", 366), ("industry-guide-deck.txt", 310)}


def test_conflicts_by_document_and_kind() -> None:
    """No contradiction quotes the civil-service framework; X-42, its copied text, is damage."""
    found = run("conflicts", "--document", "civil-service-framework", "--kind", "contradiction")
    assert found.stdout == ""
    damage = run("conflicts", "--document", "civil-service-framework", "--kind", "damage").stdout
    assert damage.startswith("X-42  ")


def test_audit_has_the_documented_keys_and_passes() -> None:
    result = run("audit", "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {"ok", "documents", "quotes_checked", "failed"} <= found.keys()
    assert found["ok"] is True
    assert found["documents"][0].keys() == {"source", "chars", "covered", "furniture", "left_over"}


def test_validate_reports_a_duplicate_notation_and_a_missing_item(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        """PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX id: <https://w3id.org/aitalent-kg/id/>
        <https://w3id.org/aitalent-kg/id/SMS2512-002v1/K21> a ait:Knowledge ;
            skos:notation "K20" ; skos:inScheme id:SMS2512-002v1 ;
            skos:prefLabel "多出的知識"@zh-TW , "Surplus knowledge"@en .
        <urn:x:requirement> a ait:Requirement ;
            ait:requirer <https://w3id.org/aitalent-kg/id/SMS2512-002v1/T1.1> ;
            ait:requiredItem <https://w3id.org/aitalent-kg/id/SMS2512-002v1/K99> .""",
        encoding="utf-8",
    )
    result = run("validate", str(mine), "--format", "json", "--lang", "en")
    assert result.exit_code == 3
    found = {(f["focus"], f["shape"]) for f in json.loads(result.stdout)["findings"]}
    assert ("SMS2512-002v1/K21", "ash:Coded-twice-in-scheme") in found
    assert ("urn:x:requirement", "ash:Requirement-item-kind") in found


def test_csv_and_tsv_can_be_read_back() -> None:
    for format_, delimiter in (("csv", ","), ("tsv", "\t")):
        text = run("evidence", "SMS2512-002v1/T1.2", "--format", format_).stdout
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        assert rows[0] == ["place", "start", "end", "quote"]
        assert rows[1][3] == "T1.2 掌握 目標並確 立需求"


def test_xlsx_keeps_text_as_text(tmp_path: Path) -> None:
    out = tmp_path / "rows.xlsx"
    query = "SELECT ?x { VALUES ?x { '=1+1' '-2' 'A01 主動積極' } } ORDER BY ?x"
    assert run("sparql", query, "--format", "xlsx", "-o", str(out)).exit_code == 0
    cells = [row[0] for row in load_workbook(out).worksheets[0].iter_rows()]
    assert [c.value for c in cells] == ["x", "-2", "=1+1", "A01 主動積極"]
    assert {c.data_type for c in cells} == {"s"}


def test_xlsx_needs_a_file() -> None:
    result = run("info", "--format", "xlsx")
    assert result.exit_code == 1
    assert "--output" in result.stderr


def test_sparql_from_a_file_and_from_text() -> None:
    path = "queries/items/items-of-task.rq"
    rows = run("sparql", "--file", path, "--format", "tsv").stdout.splitlines()
    assert len(rows) == 1 + 186 + 1  # 60 + 58 + 28 + 40 links of the two standards, a gap
    assert run("sparql", "ASK { ?t a ait:Task }", "--format", "json").stdout == (
        '[\n  {\n    "answer": true\n  }\n]\n'
    )
    assert run("sparql").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["show", "SMS2512-002v1/T9.9"], 1, "no resource 'SMS2512-002v1/T9.9'"),
        (["show", "K05"], 1, "fits 2 resources"),
        (["info", "--document", "nonsense"], 1, "no document 'nonsense'"),
        (["validate", "none.ttl"], 1, "none.ttl is not there"),
        (["sparql", "--file", "tests"], 1, "tests is a directory"),
        (["sparql", "SELEKT"], 1, "not SPARQL"),
        (["conflict"], 2, "Did you mean 'conflicts'?"),
        (["conflicts", "--kind", "contradictions"], 1, "did you mean contradiction?"),
        (["conflicts", "--document", "deck"], 1, "no document 'deck'"),
        (["show"], 2, "Missing argument"),
        (["info", "--lang", "fr"], 2, "'zh', 'en'"),
    ],
)
def test_wrong_use_is_one_line_with_the_right_exit_code(
    arguments: list[str], code: int, words: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.output
    if code == 1:
        assert result.stderr.count("\n") == 1
        assert result.stdout == ""


def test_demo_shows_the_main_job() -> None:
    out = run("demo", "--lang", "en").stdout
    assert "Validation with SHACL: conforms" in out
    assert "all hold" in out
    assert "K10 AI 治理概念 ( 含倫理、偏見防範等 )」 SMS2512-002v1.txt, line 20" in out
    assert "X-02" in out
    assert "industry-guide-deck.txt:91" in out
