"""The verbs `routes` and `network`."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import aitalent_kg as atk
from aitalent_kg.cli import main
from aitalent_kg.cli.travel_words import cells
from aitalent_kg.routes.reach import reachable

GUIDE, DECK = "industry-guide-115v3.0", "industry-guide-deck"
#: A Latin word of three letters or more that is no code, file or name of a document.
_WORD = re.compile(r"(?<![\w/.-])[a-z]{3,}(?![\w/.-])")
#: What a document itself writes in Latin letters, and codes.
_DOCUMENTS_OWN = re.compile(
    r"^ +「.*$|[（(]aitalent-kg [^）)]*[）)]|\([^)]*/[^)]*\)|industry-guide\S*|AI 應用規劃師", re.M
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_routes_as_json_have_the_documented_keys() -> None:
    done = run("routes", "資料科學家", "AI 工程師", "--format", "json")
    (route,) = json.loads(done.stdout)["routes"]
    (step,) = route["steps"]
    assert route["cost"] == {"steps": 1}
    assert step["from"] == f"{GUIDE}/role/data-scientist"
    assert step["to"] == f"{GUIDE}/role/ai-engineer"
    assert (step["kind"], step["condition"]) == ("same-category", "補足軟 / 硬體工程技術")
    assert "亦可轉向 AI 工程師" in step["quote"]
    assert json.loads(done.stdout)["reason"] is None


def test_no_route_is_told_with_exit_code_0() -> None:
    done = run("routes", "研發主管", "AI 工程師", "--format", "json")
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    assert answer["routes"] == []
    assert answer["reason"]["kind"] == "start has no steps out"


QUESTIONS = [
    ["routes", "資工", "AI 產品經理", "--minimise", "steps,missing,conditions"],
    ["routes", "資工", "AI 產品經理", "--minimise", "hours,certificates", "--assume"],
    ["routes", "其他跨域科系", "AI 產品經理"],
    ["routes", "研發主管", "AI 工程師"],
    ["routes", "AI 工程師", "SMS2512-002v1/occupation"],
    ["routes", "行銷專員", "AI 應用規劃師"],
    ["network", "--members"],
    ["network", "AI 應用規劃師"],
    ["network", "跨領域"],
    ["network", "AI 工程師", "--reachable"],
    ["network", "AI 應用人才", "--ways-in"],
    ["network", "--bottlenecks"],
    ["network", "--communities"],
]


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_a_chinese_answer_has_no_english_but_the_documents_own(question: list[str]) -> None:
    done = run(*question)
    assert done.exit_code == 0
    assert _WORD.findall(_DOCUMENTS_OWN.sub("", done.stdout)) == []


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_an_english_answer_has_no_chinese_but_the_documents_own(question: list[str]) -> None:
    done = run(*question, "--lang", "en")
    assert done.exit_code == 0
    assert re.findall(r"[\u4e00-\u9fff]+", _DOCUMENTS_OWN.sub("", done.stdout)) == []


def test_a_route_that_joins_documents_is_marked() -> None:
    assert "※ 合併多份文件" in run("routes", "其他跨域科系", "AI 產品經理").stdout


def test_a_figure_says_how_many_places_it_leaves_out() -> None:
    """Gate B states no items (deck L330 to 333)."""
    question = ("routes", "提示詞工程", "輕量級數據處理", "--minimise", "missing")
    assert "待補項目數 2（另有 1 處文件未載明）" in run(*question).stdout
    assert "missing items 2 (1 place states none)" in run(*question, "--lang", "en").stdout
    (route,) = json.loads(run(*question, "--format", "json").stdout)["routes"]
    assert (route["cost"], route["cost_unstated"]) == ({"missing": 2}, {"missing": 1})


def test_under_a_route_stand_its_paths_and_differences() -> None:
    question = ("routes", "深入數學 / 統計、演算法研究", "研發主管")
    lines = [line.strip() for line in run(*question).stdout.splitlines()]
    hint = f"aitalent-kg gap none {GUIDE}/path/research"
    assert f"此路線所循路徑另有要求：AI 研究人才（{hint}）" in lines
    assert "文件歧異：G-36（aitalent-kg conflicts G-36）" in lines
    (route,) = json.loads(run(*question, "--format", "json").stdout)["routes"]
    assert [path["code"] for path in route["paths"]] == [f"{GUIDE}/path/research"]


def test_kinds_that_we_read_are_marked_in_the_table() -> None:
    text = run("network", "AI 技術主管").stdout
    assert "跨分類路徑（推論）" in text
    assert "未載類型（推論）" not in text


def test_tables_for_programs_keep_paths_and_class_names() -> None:
    row = rows("network", "AI 工程師", "--reachable")[0]
    assert "/role/" in row["code"]
    assert "/role/" in row["last_from"]
    assert row["kind"] == "Role"


@pytest.mark.parametrize(
    "question",
    [
        ["routes", "AI 工程師", "AI 工程師"],
        ["routes", "研發主管", "AI 工程師"],
        ["network", "資料工程師"],
    ],
)
def test_nothing_to_draw_is_said_and_no_failure(question: list[str], tmp_path: Path) -> None:
    file = tmp_path / "none.svg"
    done = run(*question, "--plot", str(file))
    assert (done.exit_code, file.exists()) == (0, False)
    assert "沒有可繪製的步驟" in done.stderr
    assert "no step to draw" in run(*question, "--plot", str(file), "--lang", "en").stderr


def test_a_network_without_steps_says_so() -> None:
    assert "文件未載任何轉換步驟" in run("network", "資料工程師").stderr


def test_a_person_file_is_the_start(tmp_path: Path) -> None:
    file = tmp_path / "person.yaml"
    file.write_text("name: 王小明\nrole: 行銷專員\n", encoding="utf-8")
    assert run("routes", "--person", str(file), "AI 產品經理").stdout.startswith(
        "王小明 → AI 產品經理"
    )


def test_routes_are_drawn(tmp_path: Path) -> None:
    file = tmp_path / "route.mmd"
    assert run("routes", "資料科學家", "AI 工程師", "--plot", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8").count("-->") == 1


@pytest.mark.parametrize("verb", [["routes", "資工", "AI 工程師"], ["network"]])
def test_an_ending_that_cannot_be_drawn_is_one_line(verb: list[str], tmp_path: Path) -> None:
    done = run(*verb, "--plot", str(tmp_path / "a.jpg"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert ".svg .png .pdf" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["routes", "AI 工程師"],
        ["routes", "AI", "工程師", "資料科學家"],
        ["network", "--reachable"],
        ["network", "AI 工程師", "--bottlenecks"],
        ["network", "AI 工程師", "--ways-in", "--kind", "cross-category"],
        ["network", "--communities", "--plot", "a.svg"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def rows(*arguments: str) -> list[dict[str, str]]:
    done = run(*arguments, "--format", "csv")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_the_network_of_one_document() -> None:
    assert len(rows("network", "--document", DECK)) == 6


def test_the_steps_of_one_kind() -> None:
    assert {row["kind_of_step"] for row in rows("network", "--kind", "cross-category")} == {
        "cross-category"
    }


def test_the_steps_that_touch_a_role() -> None:
    found = rows("network", "資料科學家")
    assert len(found) == 4
    assert all("資料科學家" in (row["start"], row["end"]) for row in found)


def test_only_printed_steps() -> None:
    assert len(rows("network", "--printed")) == len(rows("network")) - 2


def test_quotes_come_when_asked_for() -> None:
    assert "quotes" not in rows("network", "--bottlenecks")[0]
    assert "「" in rows("network", "--bottlenecks", "--evidence")[0]["quotes"]


@pytest.mark.parametrize("view", ["--reachable", "--ways-in"])
def test_what_can_be_reached_begins_near(view: str) -> None:
    steps = [int(row["steps"]) for row in rows("network", "AI 工程師", view)]
    assert steps == sorted(steps)
    assert steps[-1] > 1


def test_heads_of_tables_are_in_the_language() -> None:
    assert run("network", "--communities").stdout.split()[0] == "群"
    assert run("network", "--communities", "--lang", "en").stdout.split()[0] == "group"


def test_a_node_that_no_file_describes_stands_in_the_table_by_its_iri(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "<urn:step> a <https://w3id.org/aitalent-kg/ontology#Transition> ;"
        " <https://w3id.org/aitalent-kg/ontology#from> <urn:a> ;"
        " <https://w3id.org/aitalent-kg/ontology#to> <urn:b> .",
        encoding="utf-8",
    )
    kg = atk.load(extra=[file])
    (row,) = reachable(kg.statements, "urn:a")
    assert cells(kg.statements, row._asdict(), "en")[:2] == [1, "urn:b"]
