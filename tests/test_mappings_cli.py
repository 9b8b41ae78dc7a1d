"""`mappings` and `agreement` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from aitalent_kg.cli.mappings import agreement_command, mappings_command
from aitalent_kg.errors import BadValue
from aitalent_kg.mappings.files import read_set
from aitalent_kg.mappings.graphs import OWN_SETS
from aitalent_kg.mappings.record import NO_TERM
from aitalent_kg.names import GRAPH, ID
from aitalent_kg.resources import mapping_files

SMS, SET = "SMS2512-002v1", "SET2529-001v2"


def run(command: click.Command, *arguments: str | Path) -> tuple[str, str]:
    done = CliRunner().invoke(command, [str(a) for a in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


def test_a_mapping_is_shown_with_its_reason() -> None:
    out, err = run(mappings_command, f"{SMS}/A03", f"{SET}/A07", "--format", "csv")
    head, line = out.splitlines()
    assert head == "主項,名稱,對應關係,客項,客項名稱,信心值,理由"
    assert line.startswith(f"{SMS}/A03,應對不確定性,近似對應,{SET}/A07,應對不確定性,0.")
    assert err == "對應 1 筆\n"


def test_in_english_too_with_the_quotes() -> None:
    out, err = run(
        mappings_command,
        f"{SET}/A07",
        f"{SMS}/A03",
        "--lang",
        "en",
        "--evidence",
        "--format",
        "csv",
    )
    assert out.splitlines()[0] == "subject,name,mapping,object,its name,confidence,reason,quotes"
    assert "Coping with uncertainty,close," in out
    assert "SET2529-001v2.txt:38" in out
    assert "SMS2512-002v1.txt:42" in out
    assert err == "mappings: 1\n"


def test_json_has_what_a_program_wants() -> None:
    out, _ = run(mappings_command, f"{SMS}/K05", "--status", "rejected", "--format", "json")
    (found,) = [row for row in json.loads(out) if row["object"] == f"{SET}/K05"]
    assert (found["predicate"], found["status"]) == ("skos:relatedMatch", "rejected")
    assert found["graph"].endswith("/graph/mappings-rejected")


def test_a_denied_mapping_says_not() -> None:
    out, _ = run(mappings_command, f"{SMS}/K05", f"{SET}/K05", "--status", "all", "--lang", "en")
    assert "not related" in out
    assert "rejected" in out


def test_what_has_no_counterpart_names_the_document() -> None:
    out, _ = run(
        mappings_command,
        f"{SMS}/A06",
        SET,
        "--predicate",
        "none",
        "--format",
        "csv",
        "--lang",
        "en",
    )
    assert f"{SMS}/A06,Risk management,no counterpart,{SET},AI training supervisor" in out


@pytest.mark.parametrize("ending", ["tsv", "json", "ttl"])
def test_the_rows_come_as_sssom(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"found.sssom.{ending}"
    run(mappings_command, SMS, SET, "--format", f"sssom-{ending}", "--output", path)
    ours = read_set(mapping_files()["mappings-accepted"]).mappings
    both = {f"{ID}{SMS}", f"{ID}{SET}"}
    wanted = {m.key: m for m in ours if {m.subject_source, m.object_source} == both}
    assert {m.key: m for m in read_set(path).mappings} == wanted


def test_a_file_of_the_user_is_asked_together_with_ours(tmp_path: Path) -> None:
    path = tmp_path / "mine.sssom.tsv"
    path.write_text(
        f"#curie_map:\n#  a: {ID}\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        f"a:{SMS}/S04\tskos:closeMatch\ta:nowhere\tsemapv:LexicalMatching\n",
        encoding="utf-8",
    )
    out, _ = run(mappings_command, f"{SMS}/S04", "--with", path, "--format", "json")
    assert "nowhere" in {row["object"] for row in json.loads(out)}
    doubts, err = run(mappings_command, "--doubts", "--with", path, "--format", "csv")
    assert doubts == "疑義,所涉項目,對應筆數\n圖譜中無此項目,nowhere,1\n"
    assert err == "疑義 1 項\n"


def test_our_own_mappings_raise_no_doubts() -> None:
    assert run(mappings_command, "--doubts", "--lang", "en", "--format", "csv") == (
        "doubt,things,mappings\n",
        "doubts: 0\n",
    )


def test_agreement_shows_where_two_sets_differ(tmp_path: Path) -> None:
    """A: A01 exact, A03 close; B: A01 exact, A03 exact, A02 related."""
    head = f"#curie_map:\n#  a: {ID}\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    rows = {
        "a": [("A01", "exact", "A01"), ("A03", "close", "A07")],
        "b": [("A01", "exact", "A01"), ("A03", "exact", "A07"), ("A02", "related", "A06")],
    }
    for name, said in rows.items():
        lines = (
            f"a:{SMS}/{x}\tskos:{p}Match\ta:{SET}/{y}\tsemapv:ManualMappingCuration\n"
            for x, p, y in said
        )
        (tmp_path / f"{name}.tsv").write_text(head + "".join(lines), encoding="utf-8")
    files = tmp_path / "a.tsv", tmp_path / "b.tsv"
    out, err = run(agreement_command, *files, "--lang", "en", "--format", "csv")
    assert out.splitlines() == [
        "left,its name,right,its name,A says,B says",
        f"{SET}/A07,Coping with uncertainty,{SMS}/A03,Coping with uncertainty,close,exact",
        f"{SET}/A06,Curiosity and openness,{SMS}/A02,Self-management,nothing,related",
    ]
    first, *rest = err.splitlines()
    assert first == "same 1 pairs; mapped by both, otherwise 1; only by A 0; only by B 1"
    # agreed 1/3; by chance exact 1/3 x 2/3, nothing else: 2/9; (1/3 - 2/9) / (7/9) = 1/7
    assert rest[0].startswith(
        "all 3 pairs that either names: agreement 33.3%, Cohen's kappa 0.143 (95 %"
    )
    assert rest[1].startswith("the 2 pairs that both map: agreement 50.0%, Cohen's kappa 0.000")


def test_agreement_is_limited_to_documents_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "part.sssom.tsv"
    run(mappings_command, SMS, SET, "--format", "sssom-tsv", "--output", path)
    _, err = run(agreement_command, "accepted", path, "--lang", "en", "--format", "csv")
    assert err.startswith("B speaks of 1 of the ")
    out, _ = run(agreement_command, "accepted", path, "--whole", "--format", "json")
    whole = json.loads(out)
    assert sorted(whole["scope"]["both"]) == [[SET, SMS]]
    assert len(whole["only_a"]) > len(whole["same"])
    ends = ("--left", SMS, "--right", SET)
    out, err = run(agreement_command, "accepted", path, *ends, "--lang", "en", "--format", "csv")
    assert len(out.splitlines()) == 1
    assert err.startswith("same ")


def test_outward_mappings_come_when_they_are_asked_for() -> None:
    ours, _ = run(mappings_command, "--format", "json")
    outward, err = run(mappings_command, "--status", "outward", "--format", "json")
    assert "esco:" not in ours and "data.europa.eu" not in ours
    assert {row["status"] for row in json.loads(outward)} == {"outward"}
    assert err == f"對應 {len(json.loads(outward))} 筆\n"
    every, _ = run(mappings_command, "--status", "all", "--format", "json")
    assert {r["status"] for r in json.loads(every)} == {*OWN_SETS}


def test_a_choice_as_sssom_says_how_it_was_chosen(tmp_path: Path) -> None:
    path = tmp_path / "found.sssom.tsv"
    run(
        mappings_command, SMS, "--predicate", "close", "--format", "sssom-tsv", "--output", path
    )  # fmt: skip
    found = read_set(path)
    assert found.about["comment"] == (f"Selected: {SMS} --status accepted --predicate close",)
    assert found.about["mapping_set_source"] == (f"{GRAPH}mappings-accepted",)
    assert found.iri.startswith(f"{GRAPH}mappings-selected/")
    parse = pytest.importorskip("sssom.parsers").parse_sssom_table
    validate = pytest.importorskip("sssom.validators").validate
    assert all(not report.results for report in validate(parse(path)).values())


def test_mixed_statuses_as_sssom_are_refused_with_what_to_do() -> None:
    done = CliRunner().invoke(mappings_command, ["--status", "all", "--format", "sssom-tsv"])
    assert isinstance(done.exception, BadValue)
    assert "write a file each for --status accepted, candidate, rejected" in str(done.exception)


def test_agreement_of_our_own_sets_as_json() -> None:
    out, err = run(
        agreement_command, "accepted", "accepted", "--format", "json", "--pairs", "100000"
    )
    found = json.loads(out)
    ours = read_set(mapping_files()["mappings-accepted"]).mappings
    assert len(found["same"]) == sum(m.object != NO_TERM for m in ours)
    assert (found["universe"], found["all_pairs"]["n"]) == ("given", 100_000)
    assert found["all_pairs"]["interval"] == [1.0, 1.0]
    assert "全部 100000 對（依 --pairs）" in err


def test_wrong_use_is_told() -> None:
    many = CliRunner().invoke(mappings_command, ["a", "b", "c"])
    assert (many.exit_code, "give LEFT, or LEFT and RIGHT" in many.output) == (2, True)
    for option in ([SMS], ["--status", "accepted"], ["--predicate", "close"], ["--evidence"]):
        more = CliRunner().invoke(mappings_command, ["--doubts", *option])
        assert (more.exit_code, "--doubts is about all mappings" in more.output) == (2, True)
    format_ = CliRunner().invoke(mappings_command, ["--doubts", "--format", "sssom-tsv"])
    assert (format_.exit_code, "take another format for --doubts" in format_.output) == (2, True)
    remote = CliRunner().invoke(
        mappings_command, ["--endpoint", "http://localhost:1/", "--with", "mine.ttl"]
    )
    assert (remote.exit_code, "leave out --endpoint" in remote.output) == (2, True)
