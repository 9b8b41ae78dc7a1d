"""The JSON API: the operations in an address or as JSON, formats, problems, limits."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from time import perf_counter
from typing import Any

import openpyxl
import pytest
from pooled import ENDLESS, client, pool

import aitalent_kg as atk
from aitalent_kg.errors import (
    AmbiguousName,
    BrokenWorker,
    Busy,
    LimitReached,
    QueryTimeout,
    UnknownName,
)
from aitalent_kg.explorer.site import view_text
from aitalent_kg.exports import json_text
from aitalent_kg.server import api_asked, calling
from aitalent_kg.server.problems import Refused, headers, problem
from aitalent_kg.service.operations import OPERATIONS, call

TASK = "SMS2512-002v1/T1.3"
SIDES = {"left": "SMS2512-002v1", "right": "SET2529-001v2"}
RECORD = {"certificates": ["AI-900"], "hours": {"AI 應用素養": 17}, "as_of": "2026-06-01"}
#: Every operation, with words that make it do much.
QUESTIONS: dict[str, dict[str, Any]] = {
    "search": {"text": "机器学习 analysis", "lang": "en"},
    "show": {"name": TASK, "reading": ["X-02:2"]},
    "evidence": {"name": TASK},
    "queries": {"find": "證照"},
    "query": {"name": "items-of-task", "params": {"task": TASK}, "evidence": True},
    "sparql": {"text": "SELECT ?s { ?s skos:notation ?c }", "bind": {"c": ["T1.3", "K01"]}},
    "routes": {
        "start": "資料分析師",
        "goal": "AI 技術主管",
        "minimise": "missing",
        "person": RECORD,
    },
    "gap": {"person": [RECORD, {"name": "乙", "items": []}], "goal": "AI 工程師"},
    "overlap": {**SIDES, "more": ["civil-service-framework"], "idf": True},
    "compare": {**SIDES, "lang": "en"},
    "assess": {"record": RECORD, "join": True, "retired": "ends"},
    "conflicts": {"detect": True},
    "info": {},
}


def get(path: str, **params: Any) -> Any:
    return client().get(f"/api/{path}", params=params)


def post(verb: str, params: object) -> Any:
    return client().post(f"/api/{verb}", json=params)


def test_every_operation_is_asked_here() -> None:
    assert QUESTIONS.keys() == OPERATIONS.keys()


@pytest.mark.parametrize("verb", QUESTIONS)
def test_a_worker_without_files_answers_as_the_library(kg: atk.KnowledgeGraph, verb: str) -> None:
    found = post(verb, QUESTIONS[verb])
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == "application/json"
    assert found.json() == json.loads(json_text(call(kg, verb, QUESTIONS[verb])))


def test_an_address_asks_the_same_as_json() -> None:
    gap = {
        "have": "SMS2512-002v1",
        "goal": "SET2529-001v2",
        "mapped": "none",
        "unconditional": True,
    }
    assert get("gap", **gap | {"unconditional": "true"}).json() == post("gap", gap).json()
    via = {"start": "資料分析師", "goal": "AI 技術主管", "via": ["資料科學家"], "k": 3}
    assert get("routes", **via).json() == post("routes", via).json()
    items = {"name": "items-of-task", "params": {"task": TASK, "kind": "Skill"}}
    named = get("query/items-of-task", task=TASK, kind="Skill").json()
    assert [row["code"] for row in named] == ["S03", "S05", "S08", "S09", "S10", "S11"]
    assert named == post("query", items).json()
    pairs = {"name": "items-of-task", "param": [f"task={TASK}", "kind=Skill"]}
    assert named == get("query", **pairs).json()
    bound = get("sparql", text="SELECT ?s { ?s skos:notation ?c }", bind="c=T1.3")
    assert bound.json() == post("sparql", {**QUESTIONS["sparql"], "bind": {"c": "T1.3"}}).json()


def test_the_language_of_a_library_query_is_its_own_parameter() -> None:
    english = get("query/task-profile", task=TASK, lang="en").json()
    chinese = get("query/task-profile", task=TASK).json()
    assert english != chinese
    assert (
        english
        == post("query", {"name": "task-profile", "params": {"task": TASK}, "lang": "en"}).json()
    )


def test_rows_come_in_the_format_asked_for() -> None:
    csv = get("query/items-of-task", task=TASK, format="csv")
    assert csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert csv.headers["content-disposition"] == 'attachment; filename="items-of-task.csv"'
    assert csv.content.startswith("\ufefftask,taskCode,item,".encode())
    tsv = get("query/items-of-task", task=TASK, format="tsv")
    assert tsv.headers["content-type"] == "text/tab-separated-values; charset=utf-8"
    xlsx = get("query/items-of-task", task=TASK, format="xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.content)).worksheets[0]
    assert sheet.max_row == 1 + len(get("query/items-of-task", task=TASK).json())
    text = get("query/items-of-task", task=TASK, format="sparql")
    assert text.headers["content-type"] == "application/sparql-query; charset=utf-8"
    assert "VALUES ?task { <https://w3id.org/aitalent-kg/id/SMS2512-002v1/T1.3> }" in text.text
    hits = get("search", text="資料", limit=1, format="markdown")
    assert hits.text.startswith("| iri | code | label |")


@pytest.mark.parametrize(
    ("path", "params", "status", "kind", "detail"),
    [
        ("show", {"name": "T1"}, 409, "ambiguous-name",
         "'T1' fits 2 resources; give one of: SET2529-001v2/T1, SMS2512-002v1/T1"),
        ("show", {"name": "AI 工程司"}, 404, "unknown-name",
         "no resource 'AI 工程司' in the graph; did you mean AI 工程師, 初級 AI 工程師, AI 工程師路徑?"),
        ("query/itemsoftask", {}, 404, "unknown-name",
         "no query 'itemsoftask' in the library; did you mean items-of-task, items-of-standard, "
         "item-counts?"),
        ("query/items-of-task", {"tusk": "x"}, 404, "unknown-name",
         "no parameter 'tusk' of the query items-of-task; did you mean task?"),
        ("serch", {"text": "x"}, 404, "unknown-name",
         "no operation 'serch' of the API; /api/openapi.json describes all; did you mean search?"),
        ("search", {"txt": "x"}, 400, "bad-value",
         "'txt': search has no such parameter; did you mean text?"),
        ("search", {"text": ["x", "y"]}, 400, "bad-value", "'text': is given 2 times; give it once"),
        ("search", {"text": "x", "limit": "ten"}, 400, "bad-value",
         "'ten': limit takes a whole number from 1 to 1000"),
        ("query", {"name": "items", "param": "task"}, 400, "bad-value",
         "'task': param takes NAME=VALUE"),
        ("gap", {"have": "me.yaml", "goal": "x"}, 400, "bad-value",
         "'me.yaml': no file is read here; send the person's record itself"),
        ("sparql", {"text": "SELECT"}, 400, "broken-query", None),
        ("sparql", {"text": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 403,
         "forbidden-query", None),
        ("sparql", {"text": "SELECT * { ?s ?p ?o . ?a ?b ?c }"}, 422, "limit",
         "the answer has more than 100000 rows; ask for less, for example with LIMIT (limit: rows)"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_problem_in_one_line(
    path: str, params: dict[str, Any], status: int, kind: str, detail: str | None
) -> None:
    found = get(path, **params)
    told = found.json()
    assert (found.status_code, told["status"]) == (status, status), told
    assert found.headers["content-type"] == "application/problem+json"
    assert told["type"] == f"https://w3id.org/aitalent-kg/problem/{kind}"
    assert detail is None or told["detail"] == detail
    assert "\n" not in told["detail"]


def test_problems_carry_what_helps_to_mend_the_request() -> None:
    assert get("show", name="T1").json()["candidates"] == ["SET2529-001v2/T1", "SMS2512-002v1/T1"]
    assert get("query/itemsoftask").json()["near"][0] == "items-of-task"


@pytest.mark.parametrize(
    ("body", "content_type", "status", "detail"),
    [
        (b"{}", None, 415, "no Content-Type; send application/json"),
        (b"text=a", "application/x-www-form-urlencoded", 415,
         "a body of type 'application/x-www-form-urlencoded'; send application/json"),
        (b"{", "application/json", 400, "the body is no JSON: Expecting property name enclosed in "
         "double quotes: line 1 column 2 (char 1)"),
        (b"\0{}", "application/json", 400, "the body is no JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"[]", "application/json", 400, "the body is no object; search takes its parameters as one"),
        (b'{"text": "\xff"}', "application/json", 400, "the body is no JSON: it is not UTF-8"),
        (b'{"text": "a", "text": "b"}', "application/json", 400,
         "the body is no JSON: 'text' stands in one object twice"),
        (b'{"text": NaN}', "application/json", 400, "the body is no JSON: NaN is no number of JSON"),
        (b"[" * 100_000, "application/json", 400, "the body is no JSON: nested too deeply"),
        (b'{"text": ' + b"[" * 500 + b"]" * 500 + b"}", "application/json; charset=utf-8", 400,
         "'parameters': nested deeper than 12 levels"),
        (b'{"text": "\\ud800"}', "application/json", 400,
         "'\\ud800': half of a surrogate pair is no character; send whole ones"),
        (b'{"text": "' + b"a" * 2_000_000 + b'"}', "application/json", 413,
         "a body of 2000012 bytes; at most 2000000 (limit: body)"),
        (b'{"text": [' + b"[]," * 200_000 + b"[]]}", "application/json", 400,
         "'search': parameters longer than 1000000 characters; send less"),
        (b'{"text": "' + b"a" * 1_000_000 + b'"}', "application/json", 400,
         "'search': parameters longer than 1000000 characters; send less"),
    ],
)  # fmt: skip
def test_bodies_that_are_no_parameters_are_refused(
    body: bytes, content_type: str | None, status: int, detail: str
) -> None:
    told = {"content-type": content_type} if content_type else {}
    found = client().post("/api/search", content=body, headers=told)
    assert (found.status_code, found.json()["detail"]) == (status, detail)


def test_the_process_that_serves_reads_no_body_and_writes_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool()  # its workers are copies of this process as it was
    for module, name in ((api_asked, "_once"), (calling, "b64decode"), (calling, "json_text")):
        monkeypatch.setattr(module, name, None)
    given = {"name": "items-of-task", "params": {"task": TASK}, "format": "xlsx"}
    assert post("query", given).content.startswith(b"PK")
    assert post("search", {"text": "資料"}).status_code == 200


def test_a_name_that_stands_twice_among_many_costs_no_more_than_one_that_does_not() -> None:
    def seconds(last: int) -> float:
        members = ",".join(f'"{number}":0' for number in (*range(20_000), last))
        started = perf_counter()
        with suppress(Refused):
            api_asked.from_body("search", f"{{{members}}}".encode())
        return perf_counter() - started

    assert min(seconds(19_999) for _ in range(3)) < 10 * min(seconds(20_000) for _ in range(3))


def test_a_view_has_the_bytes_that_a_static_site_has(kg: atk.KnowledgeGraph) -> None:
    served = pool().ask({"do": "view", "name": "queries"})
    assert served.body == view_text(kg, "queries").encode()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(method: str) -> None:
    found = client().request(method, "/api/search")
    assert (found.status_code, found.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_a_record_does_not_stand_in_an_address() -> None:
    found = client().get("/api/assess", params={"record": "{}"})
    assert (found.status_code, found.headers["allow"]) == (405, "POST, OPTIONS")
    assert get("gap", have="none", goal=TASK, person="{}").status_code == 400


def test_any_page_may_ask_without_credentials() -> None:
    found = get("search", text="a")
    assert found.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in found.headers
    assert client().options("/api/search").status_code == 204


def test_an_endless_query_is_stopped_and_the_next_is_answered() -> None:
    reply = client().get("/api/sparql", params={"text": ENDLESS})
    assert reply.status_code == 503
    assert (reply.json()["limit"], reply.headers["retry-after"]) == ("seconds", "10")
    assert get("search", text="資料").status_code == 200
    assert pool().state()["running"] == 0


@pytest.mark.parametrize(
    ("error", "status", "facts"),
    [
        (UnknownName("a\nb", ["ab"]), 404, {"name": "a b", "near": ["ab"]}),
        (AmbiguousName("a", ["x/a", "y/a"]), 409, {"name": "a", "candidates": ["x/a", "y/a"]}),
        (QueryTimeout(10), 503, {"limit": "seconds"}),
        (Busy(3), 503, {"retry_after": 3}),
        (LimitReached("memory", 1), 503, {"limit": "memory"}),
        (LimitReached("query", 1), 413, {"limit": "query"}),
        (LimitReached("answer", 1), 422, {"limit": "answer"}),
        (BrokenWorker("ended"), 500, {}),
        (KeyError("secret"), 500, {}),
    ],
)
def test_errors_have_statuses(error: Exception, status: int, facts: dict[str, object]) -> None:
    found, told = problem(error)
    assert (found, told["status"]) == (status, status)
    assert {
        k: v for k, v in told.items() if k not in ("type", "title", "status", "detail")
    } == facts
    assert ("Retry-After" in headers(error)) == (status == 503)
    assert "secret" not in json.dumps(told)
