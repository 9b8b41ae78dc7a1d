"""Operations answer as the command line does, check what they are given, and read no file."""

from __future__ import annotations

import io
import json
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import aitalent_kg as atk
from aitalent_kg.cli import main
from aitalent_kg.errors import AitalentError, BadValue, LimitReached, UnknownName
from aitalent_kg.exports import json_text, workbook
from aitalent_kg.service.behind import BEHIND
from aitalent_kg.service.operations import OPERATIONS, call
from aitalent_kg.service.schemas import Definitions, parameters_schema, result_schema

TASK = "SMS2512-002v1/T1.3"
RECORD = {
    "name": "小明",
    "role": "資料分析師",
    "certificates": [{"class": "素養類", "count": 1}],
    "hours": {"AI 應用素養": 17},
    "items": ["SET2529-001v2/K03"],
}
SIDES = ("SMS2512-002v1", "SET2529-001v2")
#: Arguments of the command line, and the same question as an operation.
SAME: list[tuple[list[str], str, dict[str, Any]]] = [
    (["search", "機器學習", "--kind", "Knowledge", "--limit", "3", "--lang", "en"], "search",
     {"text": "機器學習", "kind": "Knowledge", "limit": 3, "lang": "en"}),
    (["search", "zzzzqqqq"], "search", {"text": "zzzzqqqq"}),
    (["show", TASK, "--lang", "en"], "show", {"name": TASK, "lang": "en"}),
    (["show", TASK, "--reading", "X-02:2"], "show", {"name": TASK, "reading": ["X-02:2"]}),
    (["evidence", TASK], "evidence", {"name": TASK}),
    (["conflicts", "X-02"], "conflicts", {"topic": "X-02"}),
    (["conflicts", "--detect", "--lang", "en"], "conflicts", {"detect": True, "lang": "en"}),
    (["conflicts", "X-02", "--detect"], "conflicts", {"topic": "X-02", "detect": True}),
    (["info", "--lang", "en"], "info", {"lang": "en"}),
    (["query", "--list"], "queries", {}),
    (["query", "--find", "證照 類"], "queries", {"find": "證照 類"}),
    (["query", "items-of-task", "-p", f"task={TASK}", "-p", "kind=Skill", "--evidence"], "query",
     {"name": "items-of-task", "params": {"task": TASK, "kind": "Skill"}, "evidence": True}),
    (["query", "items-of-task", "-p", f"task={TASK}", "--lang", "en", "--curies"], "query",
     {"name": "items-of-task", "params": {"task": [TASK]}, "lang": "en", "curies": True}),
    (["sparql", "SELECT ?s { ?s skos:notation ?c }", "--bind", "c=T1.3"], "sparql",
     {"text": "SELECT ?s { ?s skos:notation ?c }", "bind": {"c": "T1.3"}}),
    (["sparql", "ASK { ?s a ait:Task }"], "sparql", {"text": "ASK { ?s a ait:Task }"}),
    (["routes", "資料分析師", "AI 技術主管", "-k", "3", "--lang", "en"], "routes",
     {"start": "資料分析師", "goal": "AI 技術主管", "k": 3, "lang": "en"}),
    (["routes", "商管", "AI 產品經理", "--minimise", "steps,missing", "--printed"], "routes",
     {"start": "商管", "goal": "AI 產品經理", "minimise": "steps,missing", "printed": True}),
    (["routes", "資料分析師", "AI 技術主管", "--document", "industry-guide-deck"], "routes",
     {"start": "資料分析師", "goal": "AI 技術主管", "document": ["industry-guide-deck"]}),
    (["gap", *SIDES, "--mapped", "none"], "gap",
     {"have": SIDES[0], "goal": SIDES[1], "mapped": "none"}),
    (["gap", "none", "SMS2512-002v1", "--unconditional"], "gap",
     {"have": "none", "goal": "SMS2512-002v1", "unconditional": True}),
    (["overlap", *SIDES, "--measure", "left_in_right", "--idf", "--kinds", "KS"], "overlap",
     {"left": SIDES[0], "right": SIDES[1], "measure": "left_in_right", "idf": True, "kinds": "KS"}),
    (["overlap", *SIDES, "civil-service-framework"], "overlap",
     {"left": SIDES[0], "right": SIDES[1], "more": ["civil-service-framework"]}),
    (["compare", *SIDES, "--kinds", "KSA", "--lang", "en"], "compare",
     {"left": SIDES[0], "right": SIDES[1], "kinds": "KSA", "lang": "en"}),
]  # fmt: skip


def plain(value: object) -> Any:
    return json.loads(json_text(value))


@pytest.fixture
def shell(kg: atk.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The command line on the graph that is loaded already; gives what it prints as JSON."""
    monkeypatch.setattr("aitalent_kg.graph.load", lambda *_, **__: kg)

    def run(*arguments: str) -> Any:
        done = CliRunner().invoke(main, [*arguments, "--format", "json"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    yield run


@pytest.mark.parametrize(("arguments", "verb", "params"), SAME, ids=[" ".join(s[0]) for s in SAME])
def test_an_operation_answers_as_the_command_line(
    kg: atk.KnowledgeGraph, shell: Any, arguments: list[str], verb: str, params: dict[str, Any]
) -> None:
    assert plain(call(kg, verb, params)) == shell(*arguments)


def test_records_are_answered_as_their_files_are(
    kg: atk.KnowledgeGraph, shell: Any, tmp_path: Path
) -> None:
    file = tmp_path / "小明.json"
    file.write_text(json.dumps(RECORD, ensure_ascii=False))
    here = str(file)
    assert plain(
        call(kg, "assess", {"record": RECORD, "as_of": "2026-06-01", "join": True})
    ) == shell("assess", here, "--as-of", "2026-06-01", "--join")
    reading = {"record": RECORD, "as_of": "2026-06-01", "reading": ["C4-and", "X-02:2"]}
    assert plain(call(kg, "assess", reading)) == shell(
        "assess", here, "--as-of", "2026-06-01", "--reading", "C4-and", "--reading", "X-02:2"
    )
    other = tmp_path / "小華.json"
    other.write_text(json.dumps({"items": []}))
    people = ["--person", here, "--person", str(other)]
    team = {"person": [RECORD, {"name": "小華", "items": []}], "goal": SIDES[1]}
    assert plain(call(kg, "gap", team)) == shell("gap", SIDES[1], *people)
    goal = {"person": RECORD, "goal": "AI 技術主管", "minimise": "missing"}
    assert plain(call(kg, "routes", goal)) == shell(
        "routes", "AI 技術主管", "--person", here, "--minimise", "missing"
    )
    sides = {"left": RECORD, "right": SIDES[1]}
    assert plain(call(kg, "overlap", sides)) == shell("overlap", here, SIDES[1])


@pytest.mark.parametrize(
    "verb_and_params",
    [(verb, params) for _, verb, params in SAME]
    + [("assess", {"record": RECORD}), ("gap", {"person": [RECORD, {}], "goal": SIDES[1]})],
    ids=lambda value: value[0],
)
def test_an_answer_fits_the_schema_that_is_told_of_it(
    kg: atk.KnowledgeGraph, verb_and_params: tuple[str, dict[str, Any]]
) -> None:
    verb, params = verb_and_params
    known: Definitions = {}
    schema = result_schema(OPERATIONS[verb], known, "#/$defs/")
    asked = parameters_schema(OPERATIONS[verb], known, "#/$defs/")
    Draft202012Validator(asked | {"$defs": known}).validate(params)
    Draft202012Validator(schema | {"$defs": known}).validate(plain(call(kg, verb, params)))


def test_what_is_not_stated_is_told_apart_from_what_is_not_so(kg: atk.KnowledgeGraph) -> None:
    # T1.3 prints its level, SMS2512-002v1.txt:20; some tasks print none.
    unprinted = plain(call(kg, "query", {"name": "tasks-without-level", "curies": True}))
    code = unprinted[0]["task"]
    assert plain(call(kg, "show", {"name": code}))["level"] == "not stated"
    assert plain(call(kg, "show", {"name": TASK}))["level"] == "5"
    assert plain(call(kg, "show", {"name": "AI 工程師"}))["level"] is None  # roles have no levels
    gap = plain(call(kg, "gap", {"have": "none", "goal": "SMS2512-002v1"}))
    assert {"missing", "unknown", "have_unknown"} <= gap.keys()
    judged = plain(call(kg, "assess", {"record": {"certificates": "unknown"}}))
    outcomes = {row["certificates"] for row in judged}
    assert outcomes == {"unknown", None}  # None: the document has no such rule


@pytest.mark.parametrize(
    ("verb", "params", "message"),
    [
        ("serch", {}, "no operation 'serch'; did you mean search?"),
        ("search", {}, "'search': needs text, a text of 1 to 10000 characters that is not blank: "
                       "What to look for, in Chinese or English."),
        ("search", {"txt": "a"}, "'txt': search has no such parameter; did you mean text?"),
        ("search", {"text": 3}, "3: text takes a text of 1 to 10000 characters that is not blank"),
        ("search", {"text": "a", "limit": 1001}, "1001: limit takes a whole number from 1 to 1000"),
        ("search", {"text": "a", "limit": True}, "True: limit takes a whole number from 1 to 1000"),
        ("search", {"text": "a", "lang": "de"}, "'de': lang takes one of: zh, en"),
        ("search", [], "[]: search takes an object of parameters"),
        ("routes", {"start": "a", "goal": "b", "k": 51}, "51: k takes a whole number from 1 to 50"),
        ("routes", {"goal": "b"}, "'routes': needs start, the name of a role, or person, a record"),
        ("gap", {"goal": "b"}, "'gap': needs have, a name or a record, none for nothing; or person"),
        ("overlap", {"left": "a", "right": "b", "measure": "jacard"},
         "'jacard': measure takes one of: jaccard, dice, cosine, overlap, left_in_right, "
         "right_in_left; did you mean jaccard?"),
        ("assess", {"record": {"hours": {"AI 應用素養": -1}}},
         "'hours / AI 應用素養': -1 is not a number of hours from 0"),
        ("assess", {"record": "engineer.yaml"}, "'engineer.yaml': record takes a person's record"),
        ("search", {"text": "\ud800"},
         "'\\ud800': half of a surrogate pair is no character; send whole ones"),
        ("search", {"text": "a", "limit": float("nan")}, "nan: is no number of JSON"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_one_line(
    kg: atk.KnowledgeGraph, verb: str, params: Any, message: str
) -> None:
    with pytest.raises(AitalentError) as caught:
        call(kg, verb, params)
    assert str(caught.value) == message


def test_sizes_are_limited(kg: atk.KnowledgeGraph) -> None:
    deep: Any = "end"
    for _ in range(40):
        deep = [deep]
    for params in (
        {"text": "a" * 10_001},
        {"text": "a" * 1_000_001},
        {"text": deep},
        {"text": "a", "kind": "b" * 501},
    ):
        with pytest.raises(BadValue):
            call(kg, "search", params)
    with pytest.raises(BadValue):
        call(kg, "routes", {"start": "a", "goal": "b", "via": ["c"] * 21})
    with pytest.raises(BadValue):
        call(kg, "assess", {"record": {"items": ["x" * 1000] * 1100}})


def test_too_many_rows_are_an_error_and_not_cut(kg: atk.KnowledgeGraph) -> None:
    text = {"text": "SELECT ?s ?p { ?s ?p ?o }"}
    with pytest.raises(LimitReached, match=r"more than 100 rows.*limit: rows"):
        call(kg, "sparql", text, most_rows=100)
    with pytest.raises(LimitReached):
        call(kg, "query", {"name": "items"}, most_rows=10)
    exactly = plain(call(kg, "sparql", {"text": text["text"] + " LIMIT 100"}, most_rows=100))
    assert len(exactly) == 100


_OPENED: list[str] = []
#: What required parameters take, so that the others are looked at.
FITS = {"text": "a", "name": TASK, "goal": SIDES[1], "left": TASK, "right": TASK, "record": {}}


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        _OPENED.append(str(arguments[0]))


@pytest.mark.parametrize("ending", [".yaml", ".JSON", ""])
def test_no_parameter_opens_a_file(kg: atk.KnowledgeGraph, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"canary{ending}"
    path.write_text(json.dumps(RECORD))
    canary = str(path)
    sys.addaudithook(_watch)  # cannot be taken away again, and does no harm
    _OPENED.clear()
    for verb, operation in OPERATIONS.items():
        for place, schema in operation.parameters.items():
            if schema.get("type") == "boolean" or "enum" in schema:
                continue
            for value in (canary, [canary], {"role": canary, "start": canary}):
                given = {name: FITS[name] for name in operation.required} | {place: value}
                with suppress(AitalentError):
                    json_text(call(kg, verb, given))
    assert not [opened for opened in _OPENED if "canary" in opened]


@pytest.mark.parametrize("verb", ["gap", "overlap", "routes"])
def test_the_name_of_a_file_is_refused_as_such(kg: atk.KnowledgeGraph, verb: str) -> None:
    given = {"gap": {"have": "me.yaml", "goal": "x"}, "overlap": {"left": "me.yaml", "right": "x"},
             "routes": {"start": "me.yaml", "goal": "x"}}  # fmt: skip
    with pytest.raises(
        BadValue, match=r"'me.yaml': no file is read here; send the person's record"
    ):
        call(kg, verb, given[verb])


BEHIND_ALL: list[tuple[str, dict[str, Any]]] = [
    ("query", {"name": "items-of-task", "params": {"task": TASK}}),
    ("sparql", {"text": "SELECT ?s { ?s a ait:Task }"}),
    ("show", {"name": TASK}),
    ("evidence", {"name": TASK}),
    ("conflicts", {}),
    ("routes", {"start": "資料分析師", "goal": "AI 技術主管"}),
    ("assess", {"record": {}}),
    ("gap", {"have": RECORD, "goal": TASK}),
    ("gap", {"have": "none", "goal": "civil-service-framework"}),
    ("overlap", {"left": SIDES[0], "right": SIDES[1]}),
    ("compare", {"left": SIDES[0], "right": SIDES[1]}),
]


@pytest.mark.parametrize(("verb", "params"), BEHIND_ALL)
def test_the_query_behind_an_answer_runs_and_gives_rows(
    kg: atk.KnowledgeGraph, verb: str, params: dict[str, Any]
) -> None:
    text = call(kg, verb, {**params, "format": "sparql"})
    assert isinstance(text, str)
    assert len(kg.sparql(text)) > 0  # type: ignore[arg-type]


def test_a_record_is_checked_even_where_the_query_behind_does_not_need_it(
    kg: atk.KnowledgeGraph,
) -> None:
    given = {"person": {"department": 7}, "goal": "AI 工程師", "format": "sparql"}
    for verb, more in (("routes", {}), ("gap", {"person": [given["person"]]})):
        with pytest.raises(BadValue, match="'department': 7 is not text"):
            call(kg, verb, given | more)


def test_every_query_behind_is_tried() -> None:
    assert {verb for verb, _ in BEHIND_ALL} == set(BEHIND)


def test_the_query_behind_a_gap_gives_the_items_of_the_goal(kg: atk.KnowledgeGraph) -> None:
    gap = plain(call(kg, "gap", {"have": "none", "goal": TASK}))
    items = {item["iri"] for item in gap["missing"]}
    text = call(kg, "gap", {"have": "none", "goal": TASK, "format": "sparql"})
    assert {row.item for row in kg.select(str(text))} == items


def test_spreadsheets_get_text_that_is_no_formula(kg: atk.KnowledgeGraph) -> None:
    text = 'SELECT ?a ?b { VALUES (?a ?b) { ("=1+1" 5) ("-A01 主動" true) } }'
    assert call(kg, "sparql", {"text": text, "format": "csv"}) == (
        "a,b\n'=1+1,5\n'-A01 主動,True\n"
    )
    book = call(kg, "sparql", {"text": text, "format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b64decode(str(book)))).worksheets[0]
    cells = [[(cell.value, cell.data_type) for cell in row] for row in sheet.rows]
    assert cells == [
        [("a", "s"), ("b", "s")], [("=1+1", "s"), (5, "n")], [("-A01 主動", "s"), (True, "b")],
    ]  # fmt: skip


def test_an_empty_answer_still_has_its_columns(kg: atk.KnowledgeGraph) -> None:
    empty = {"text": "SELECT ?s ?p { ?s ?p 'nothing' }", "format": "csv"}
    assert call(kg, "sparql", empty) == "s,p\n"
    found = call(kg, "search", {"text": "zzzzqqqq", "format": "tsv"})
    assert found == "iri\tcode\tlabel\tkind\tdocument\tscore\tfield\tmatched\n"


def test_a_workbook_made_in_memory_is_read_back_as_it_was() -> None:
    rows: list[list[object]] = [["=HYPERLINK(1)", 1], ["a & <b> ]]>", None], ["two\nlines\r\x01", 10**20],
            ["  blanks ", False], ["_x0041_", -3], ["", 0]]  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(["名稱", "value"], rows))).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["名稱", "value"], ["=HYPERLINK(1)", 1], ["a & <b> ]]>", None],
        ["two\nlines_x000D__x0001_", "100000000000000000000"], ["  blanks ", False],
        ["_x005F_x0041_", -3], [None, 0],
    ]  # fmt: skip


def test_the_library_takes_lang_only_where_a_query_does(kg: atk.KnowledgeGraph) -> None:
    given = {"name": "source-files", "lang": "en"}
    assert plain(call(kg, "query", given)) == plain(call(kg, "query", {"name": "source-files"}))
    with pytest.raises(UnknownName, match="no parameter 'tusk' of the query items-of-task"):
        call(kg, "query", {"name": "items-of-task", "params": {"tusk": "a"}})
