"""Differences and readings on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aitalent_kg.cli import main
from aitalent_kg.graph import KnowledgeGraph

GUIDE, DECK = "industry-guide-115v3.0", "industry-guide-deck"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def signed(result: Result) -> set[tuple[str, str]]:
    """Change and name of each row of a what-if in English TSV."""
    rows = csv.DictReader(io.StringIO(result.stdout), delimiter="\t")
    return {(row["change"], row["name"]) for row in rows}


# the record


def test_a_reading_has_an_id_where_it_can_be_followed(kg: KnowledgeGraph) -> None:
    [found] = kg.conflicts("X-02")
    assert [reading.id for reading in found.readings] == ["X-02:1", "X-02:2"]
    assert found.readings[1].statements == tuple(
        f"{DECK}/placement/role-{name}"
        for name in (
            "ai-adoption-consultant",
            "ai-application-planner",
            "process-optimisation-specialist",
        )
    )
    assert "[X-02:2]" in run("conflicts", "X-02").stdout
    assert "[X-18:1]" not in run("conflicts", "X-18").stdout  # dates are no statements of their own


def test_readings_stand_side_by_side() -> None:
    lines = run("conflicts", "X-02", "--beside", "--lang", "en").stdout.splitlines()
    assert any("● Guide: table 7" in line and "○ Deck: the three titles" in line for line in lines)
    assert any(f"{GUIDE}.txt:378" in line and f"{DECK}.txt:91" in line for line in lines)


def test_rows_have_one_quote_each() -> None:
    result = run("conflicts", "X-18", "--format", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["reading"], row["document"], row["line"]) for row in rows] == [
        ("X-18:1", f"{GUIDE}.txt", "366"),
        ("X-18:2", f"{DECK}.txt", "310"),
    ]


def test_json_names_the_reading_and_its_statements() -> None:
    [found] = json.loads(run("conflicts", "X-11", "--format", "json").stdout)
    stated = {entry["reading"]: entry["statements"] for entry in found["readings"]}
    assert stated == {
        "X-11:1": [],
        "X-11:2": [f"{DECK}/placement/map-ipas-intermediate-deep"],
        "X-11:3": [],
    }


def test_the_record_is_shown_as_it_is_followed() -> None:
    lines = run("conflicts", "X-02", "--reading", "X-02:2", "--lang", "en").stdout.splitlines()
    assert [line.split()[:2] for line in lines if line.startswith(("  ●", "  ○"))] == [
        ["○", "Guide:"],
        ["●", "Deck:"],
    ]


# following


def test_reading_is_followed_by_a_query() -> None:
    result = run("query", "roles-by-group", "--reading", DECK, "--format", "json")
    placed = {(row["name"], row["groupName"]) for row in json.loads(result.stdout)}
    assert ("AI 應用規劃師", "AI 加值型") in placed
    assert ("AI 應用規劃師", "AI 導入型") not in placed


def test_readings_of_rules_and_of_differences_go_together() -> None:
    """`assess` takes C4-and itself; G-11:2 is of the record."""
    both = ("--reading", "C4-and", "--reading", "G-11:2", "--format", "json")
    rows = json.loads(run("assess", "docs/examples/engineer.yaml", *both).stdout)
    order = [reading for row in rows for reading in row["readings"]]
    assert order.index("C4-and") < order.index("C4-or")  # the one that counts stands first
    assert order.index("H2a-additional") < order.index("H2a-total")


# what if


def test_what_if_shows_only_the_rows_that_differ() -> None:
    asked = ("query", "roles-by-group", "--what-if-reading", "X-02:2", "--lang", "en")
    result = run(*asked, "--format", "tsv")
    names = ("AI adoption consultant", "AI application planner", "Process optimisation specialist")
    assert signed(result) == {("removed", name) for name in names}
    assert result.stderr == "following X-02:2: 3 rows go, 0 come, 0 change, 55 stay\n"
    assert result.exit_code == 0


def test_what_if_takes_the_place_of_the_reading_that_is_followed() -> None:
    """Who follows the guide in X-02 sees three roles change sides by following the deck."""
    asked = ("query", "roles-by-group", "--reading", "X-02:1", "--what-if-reading", "X-02:2")
    found = json.loads(run(*asked, "--format", "json").stdout)
    assert [len(found[part]) for part in ("removed", "added", "changed")] == [3, 3, 0]
    assert {row["groupName"] for row in found["removed"]} == {"AI 導入型"}
    assert {row["groupName"] for row in found["added"]} == {"AI 加值型"}


def test_what_if_says_that_nothing_changes() -> None:
    result = run("query", "attitudes", "--what-if-reading", DECK, "--lang", "en")
    assert result.stdout == ""
    assert result.stderr == f"following {DECK} changes nothing: 18 rows\n"
    assert result.exit_code == 0


def test_a_change_shows_both_versions() -> None:
    asked = (
        "sparql",
        "SELECT (COUNT(*) AS ?n) { ?s ait:inGroup ?o }",
        "--what-if-reading",
        "X-02:2",
    )
    lines = run(*asked).stdout.split()
    assert (lines[0], lines[1], lines[-4], lines[-2]) == ("±", "n", "−", "+")
    assert int(lines[-3]) - int(lines[-1]) == 1


def test_a_spreadsheet_gets_words_for_signs() -> None:
    """A cell that begins with + is a formula there."""
    asked = (
        "sparql",
        "SELECT (COUNT(*) AS ?n) { ?s ait:inGroup ?o }",
        "--what-if-reading",
        "X-02:2",
    )
    rows = list(csv.reader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert [row[0] for row in rows] == ["變動", "少", "多"]


@pytest.mark.parametrize(
    "verb",
    [
        ("routes", f"{GUIDE}/role/ai-application-planner", "AI 產品經理"),
        ("network",),
        ("gap", "none", f"{DECK}/gate/c"),
        ("search", "AI 產品經理"),
        ("assess", "docs/examples/engineer.yaml"),
        ("query", "roles-by-group"),
        ("sparql", "SELECT * { ?s ait:inGroup ?o } ORDER BY ?s ?o"),
        ("conflicts", "X-02"),
        ("show", f"{GUIDE}/role/ai-application-planner"),
        ("info",),
    ],
    ids=lambda verb: verb[0],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_verb_takes_a_what_if(verb: tuple[str, ...], lang: str) -> None:
    given = ("--lang", lang) if verb[0] != "sparql" else ()
    result = run(*verb, *given, "--what-if-reading", "X-02:2", "--what-if-reading", "X-08:2")
    assert (result.exit_code, result.exception) == (0, None)
    assert result.stderr.startswith(
        "採用 X-02:2" if not given or lang == "zh" else "following X-02:2"
    )


def test_the_group_of_a_role_follows_in_what_is_shown_of_it() -> None:
    planner = f"{GUIDE}/role/ai-application-planner"
    whole, deck = (run("show", planner, *more).stdout for more in ((), ("--reading", "X-02:2")))
    assert "AI 導入型  [角色定位類型]" in whole
    assert "AI 導入型  [角色定位類型]" not in deck
    assert "AI 加值型  [角色群組]" in deck


def test_a_statement_that_is_left_out_has_no_evidence() -> None:
    """The placement that table 7 of the guide prints; with it its quotes go."""
    placement = f"{GUIDE}/placement/ai-application-planner-adoption"
    assert GUIDE in run("evidence", placement, "--format", "csv").stdout
    result = run("evidence", placement, "--reading", "X-02:2")
    assert (result.exit_code, result.stdout) == (1, "")


def test_counts_follow_a_reading() -> None:
    """X-02:2 leaves out three placements that the guide's layout or table 7 gives."""
    result = run("info", "--what-if-reading", "X-02:2", "--format", "json")
    changed = {row["before"].get("id"): row for row in json.loads(result.stdout)["changed"]}
    gone = {
        id_: row["before"]["counts"]["Placement"] - row["after"]["counts"]["Placement"]
        for id_, row in changed.items()
        if id_ in (GUIDE, "inferred")
    }
    assert gone == {GUIDE: 1, "inferred": 2}


def test_one_document_by_itself_is_counted() -> None:
    rows = json.loads(run("info", "--document", "SMS2512-002v1", "--format", "json").stdout)
    assert [row["id"] for row in rows["documents"]] == ["SMS2512-002v1"]


def test_a_rule_s_reading_takes_the_place_of_the_one_that_assess_follows() -> None:
    asked = ("assess", "docs/examples/engineer.yaml", "--reading", "C4-and")
    result = run(*asked, "--what-if-reading", "C4-or", "--lang", "en")
    assert result.stderr == "following C4-or: 0 rows go, 0 come, 1 change, 7 stay\n"
    assert "C4-or met" in " ".join(result.stdout.split())


def test_a_file_is_written_where_nothing_changes(tmp_path: Path) -> None:
    """Who asked for a file finds one; its heads are those of the answer."""
    path = tmp_path / "same.csv"
    asked = ("query", "attitudes", "--what-if-reading", DECK, "--lang", "en", "--format", "csv")
    result = run(*asked, "-o", str(path))
    [heads] = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    assert (heads[0], "name" in heads, "definition" in heads) == ("change", True, True)
    assert result.stderr == f"following {DECK} changes nothing: 18 rows\n"
    assert run(*asked).stdout.splitlines() == [",".join(heads)]


@pytest.mark.parametrize(
    ("verb", "option", "name"),
    [
        (("compare", "SMS2512-002v1", "SET2529-001v2"), "--report", "out.html"),
        (("compare", "SMS2512-002v1", "SET2529-001v2"), "--figure", "out.svg"),
        (("network",), "--plot", "out.svg"),
        (("suggest", "SMS2512-002v1", "SET2529-001v2"), "--sssom", "out.sssom.tsv"),
    ],
)
def test_what_if_refuses_options_that_write_other_files(
    verb: tuple[str, ...], option: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    result = run(*verb, option, str(path), "--what-if-reading", "X-02:2")
    assert result.exit_code == 2
    assert f"compares rows; leave out {option}" in result.stderr
    assert not path.exists()


@pytest.mark.parametrize("format_", ["sssom-tsv", "sssom-json", "sssom-ttl"])
def test_what_if_refuses_formats_of_mapping_sets(format_: str) -> None:
    result = run("mappings", "--format", format_, "--what-if-reading", "X-02:2")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"shows rows, not {format_}; take one of: table, json, csv" in result.stderr


def test_a_route_that_is_lost_is_shown_in_words() -> None:
    asked = (
        "routes",
        f"{GUIDE}/role/ai-application-planner",
        "AI 產品經理",
        "--what-if-reading",
        DECK,
    )
    printed = " ".join(run(*asked).stdout.split())
    assert "− routes AI 應用規劃師 → AI 導入型; AI 導入型 →" in printed


def test_what_if_on_rdflib_says_the_same() -> None:
    asked = (
        "query",
        "roles-by-group",
        "--what-if-reading",
        "X-02:2",
        "--format",
        "tsv",
        "--lang",
        "en",
    )
    assert signed(run(*asked)) == signed(run(*asked, "--engine", "rdflib"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["query", "roles", "--reading", "X-02"], 1, "'X-02': say which reading: X-02:1, X-02:2"),
        (["query", "roles", "--what-if-reading", "X-38:1"], 1, "no statement can be left out here"),
        (
            ["query", "--list", "--what-if-reading", "X-02:2", "--format", "table"],
            0,
            "changes nothing",
        ),
        (["query", "roles", "--text", "--what-if-reading", "X-02:2"], 2, "this prints none"),
        (["conflicts", "--detect", "--document", DECK], 2, "--detect goes with TOPIC only"),
        (["info", "--document", DECK, "--endpoint", "http://[::1]:1/"], 2, "leave out --endpoint"),
        (["assess", "docs/examples/engineer.yaml", "--reading", "C9"], 1, "no reading 'C9'"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(arguments: list[str], code: int, words: str) -> None:
    result = run(*arguments, *([] if "conflicts" in arguments else ["--lang", "en"]))
    assert result.exit_code == code
    assert words in result.stderr


# the detector


def test_findings_are_listed_with_what_records_them() -> None:
    result = run("conflicts", "--detect", "--format", "tsv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))
    assert len(rows) == 25
    assert result.stderr == "found 25: 21 recorded, 4 no disagreement, 0 not looked at yet\n"
    [copied] = [row for row in rows if row["disagreement"] == "text"]
    assert (copied["recorded"], copied["quotes"]) == ("X-42", "civil-service-framework.txt:264,334")


def test_findings_in_chinese() -> None:
    result = run("conflicts", "--detect", "X-43", "--format", "tsv")
    [row] = csv.DictReader(io.StringIO(result.stdout), delimiter="\t")
    assert (row["分歧"], row["內容"]) == ("名稱", "名稱")
    assert row["各種說法"] == "以人為本的設計思維 ≠ 以人為本設計思維"
    assert result.stderr == "發現 1 項：已有紀錄 1 項，並非分歧 0 項，尚未判定 0 項\n"


def test_findings_as_json_have_their_quotes() -> None:
    found = json.loads(run("conflicts", "--detect", "X-18", "--format", "json").stdout)
    assert [one["things"][0]["code"] for one in found] == [
        f"{GUIDE}/certification/ai-102",
        f"{GUIDE}/certification/ai-900",
    ]
    assert {quote["line"] for one in found for quote in one["quotes"]} == {366, 310}
