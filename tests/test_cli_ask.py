"""`query`, `search`, `push` and `sparql` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import servers
from click.testing import CliRunner, Result

import aitalent_kg as atk
from aitalent_kg.cli import main

TASK = "task=SMS2512-002v1/T1.3"


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, arguments)


def test_query_prints_rows_in_every_format(tmp_path: Path) -> None:
    asked = ("query", "items-of-task", "-p", TASK, "-p", "kind=Skill")
    assert "S11    實驗設計與分析能力" in run(*asked).stdout
    rows = json.loads(run(*asked, "--format", "json", "--curies").stdout)
    assert [row["code"] for row in rows] == ["S03", "S05", "S08", "S09", "S10", "S11"]
    assert rows[0]["item"] == "SMS2512-002v1/S03"
    assert rows[0]["gap"] is None
    csv = run(*asked, "--format", "csv").stdout.splitlines()
    assert csv[0] == "task,taskCode,item,code,name,kind,gap,requirement"
    assert csv[1].startswith("https://w3id.org/aitalent-kg/id/SMS2512-002v1/T1.3,T1.3,")
    assert run(*asked, "--format", "markdown").stdout.startswith("| task | taskCode |")
    book = tmp_path / "x.xlsx"
    assert run(*asked, "--format", "xlsx", "-o", str(book)).exit_code == 0
    assert book.stat().st_size > 1000


def test_a_csv_file_has_the_mark_for_excel_and_a_pipe_has_not(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    asked = ("query", "items-of-task", "-p", TASK, "--format", "csv")
    assert run(*asked, "-o", str(path)).exit_code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + run(*asked).stdout.encode()


def test_language_several_values_and_evidence() -> None:
    asked = (
        "query",
        "items-of-task",
        "-p",
        TASK,
        "-p",
        "task=SMS2512-002v1/T2.2",
        "--format",
        "json",
    )
    rows = json.loads(run(*asked, "--lang", "en", "--evidence").stdout)
    assert {row["taskCode"] for row in rows} == {"T1.3", "T2.2"}
    (k10,) = [row for row in rows if row["taskCode"] == "T1.3" and row["code"] == "K10"]
    assert k10["name"].startswith("Concepts of AI governance")
    assert {"iri", "quote", "source", "line", "start", "end"} <= k10["quotes"][0].keys()


def test_the_list_has_the_documented_shape() -> None:
    entries = json.loads(run("query", "--list", "--format", "json").stdout)
    assert len(entries) == len(atk.queries()) >= 50
    (entry,) = [entry for entry in entries if entry["name"] == "items-of-task"]
    assert {"name", "summary", "params", "columns"} <= entry.keys()
    assert entry["params"][0].items() >= {"name": "task", "kind": "iri", "default": None}.items()
    assert entry["columns"][0] == "task"


def test_find_about_and_text() -> None:
    assert "certifications" in run("query", "--find", "證照").stdout
    assert "有哪些認證" in run("query", "--find", "證照", "--lang", "zh").stdout
    about = run("query", "items-of-task", "--about", "--lang", "en").stdout
    assert "--param lang = zh  lang: language of the names" in about
    assert run("query", "items-of-task", "--text").stdout == atk.queries()["items-of-task"].text


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_both_engines_print_the_same(engine: str) -> None:
    asked = ("query", "tasks-without-level", "--engine", engine, "--format", "csv", "--curies")
    lines = run(*asked).stdout.splitlines()
    assert [line.split(",")[1] for line in lines[1:]] == [
        "SMS2512-002v1/T1.2",
        "SMS2512-002v1/T3.2",
    ]


def test_a_server_is_asked_and_pushed_to(
    oxigraph_server: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    url = oxigraph_server.engine.name
    here = run("query", "retired-certifications", "--format", "csv")
    there = run("query", "retired-certifications", "--format", "csv", "--endpoint", url)
    assert there.stdout == here.stdout
    found = run("search", "K05", "--endpoint", url, "--format", "json", "--limit", "2")
    assert {hit["code"] for hit in json.loads(found.stdout)} == {
        "SET2529-001v2/K05",
        "SMS2512-002v1/K05",
    }
    pushed = run("push", url.replace("/query", "/store"), "--format", "csv")
    assert "SMS2512-002v1,2310,2310,2310" in pushed.stdout.splitlines()
    path = tmp_path / "all.nq"
    assert run("push", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8").count("\n") == len(oxigraph_server)


def test_the_password_comes_from_the_environment(virtuoso: atk.KnowledgeGraph) -> None:
    url = virtuoso.engine.name.replace("/sparql", "/sparql-graph-crud-auth")
    asked = ("push", url, "--user", "dba", "--digest", "--format", "csv")
    pushed = run(*asked, AITALENT_KG_PASSWORD="dba")
    assert pushed.exit_code == 0
    assert "all counted" in pushed.stderr
    refused = run(*asked, AITALENT_KG_PASSWORD="wrong-word")
    assert refused.exit_code == 1
    assert "answered 401" in refused.stderr
    assert "wrong-word" not in refused.stderr


def test_sparql_binds_texts_and_iris() -> None:
    text = "SELECT ?t { ?t a ?class ; skos:notation ?code } ORDER BY ?t"
    class_ = "<https://w3id.org/aitalent-kg/ontology#Task>"
    found = run("sparql", text, "-b", "code=T1.2", "-b", f"class={class_}", "--format", "csv")
    assert found.stdout.splitlines()[1:] == [
        f"https://w3id.org/aitalent-kg/id/{stem}/T1.2"
        for stem in ("SET2529-001v2", "SMS2512-002v1")
    ]


def test_search_prints_hits_and_json_of_the_documented_shape() -> None:
    assert "【機器學習】概論" in run("search", "机器学习", "--kind", "Knowledge").stdout
    (hit,) = json.loads(run("search", "SMS2512-002v1/K05", "--format", "json").stdout)[:1]
    assert {"iri", "code", "label", "kind", "document", "score"} <= hit.keys()
    nothing = run("search", "qqqqzzzz")
    assert nothing.exit_code == 0
    assert "nothing fits 'qqqqzzzz'" in nothing.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["query"], 2, "give the NAME of a query"),
        (["query", "items-of-taks"], 1, "did you mean items-of-task"),
        (["query", "items-of-task", "-p", "task"], 2, "'task' is no NAME=VALUE"),
        (["query", "items-of-task", "-p", "tusk=x"], 1, "did you mean task?"),
        (["query", "items-of-task", "-p", "lang=fr"], 1, "there are: zh, zh-Hant, zh-TW, en"),
        (["query", "items-of-task", "--timeout", "0"], 1, "timeout takes seconds"),
        (["query", "items-of-task", "--timeout", "nan"], 1, "nan: timeout takes seconds"),
        (["query", "items-of-task", "-p", "evidence=1"], 1, "no parameter 'evidence'"),
        (["query", "items-of-task", "--engine", "jena"], 2, "'oxigraph', 'rdflib'"),
        (["query", "items-of-task", "--endpoint", "sparql"], 1, "give one with http"),
        (["sparql", "SELECT ?s { ?s ?p ?o }", "-b", "x=1"], 1, "no variable 'x' in the query"),
        (["sparql", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout",
          "0.5"], 1, "took longer than 0.5 s"),
        (["search", " "], 1, "nothing to search for"),
        (["search", "x", "--kind", "Tusk"], 1, "did you mean Task, Use?"),
        (["push", "http://127.0.0.1/x"], 1, "--query-url"),
        (["push", "none/x.nq"], 1, "none/x.nq cannot be written"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_with_the_right_exit_code(
    arguments: list[str], code: int, words: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert code == 2 or result.stderr.count("\n") == 1
    assert not result.stdout


def test_a_server_that_is_down_is_one_line() -> None:
    url = f"http://127.0.0.1:{servers.free_port()}/sparql"
    result = run("query", "gaps", "--endpoint", url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"aitalent-kg: {url}: cannot be reached")
