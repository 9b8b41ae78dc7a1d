"""Differences and readings on the command line."""

from __future__ import annotations

import csv
import io
import json

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
