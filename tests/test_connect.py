"""A server that misbehaves ends in a clear error or a whole answer, never in fewer rows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
import servers

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BrokenQuery, EndpointError, QueryTimeout

JSON = "application/sparql-results+json"
NAMES = "SELECT ?n { ?s ait:name ?n }"
Answer = Callable[[BaseHTTPRequestHandler], None]


def rows_of(number: int) -> bytes:
    bindings = [{"n": {"type": "literal", "value": f"名 {place}"}} for place in range(number)]
    return json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": bindings}}).encode()


def count_of(number: int) -> bytes:
    cell = {
        "type": "literal",
        "value": str(number),
        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }
    return json.dumps(
        {"head": {"vars": ["rows"]}, "results": {"bindings": [{"rows": cell}]}}
    ).encode()


def sent(
    status: int = 200,
    body: bytes = rows_of(3),
    media_type: str = JSON,
    length: int | None = None,
    **headers: str,
) -> Answer:
    """An answer; `length` is what it announces, -1 for nothing."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        if length != -1:
            handler.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then: never silent for long, never done."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    for byte in rows_of(100):
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.05)


def silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def hanging_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@contextmanager
def serving(*answers: Answer) -> Iterator[tuple[str, list[tuple[str, dict[str, list[str]]]]]]:
    """A server that gives these answers in turn, the last one from then on; and what it was sent."""
    seen: list[tuple[str, dict[str, list[str]]]] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer("POST", parse_qs(body))

        def do_GET(self) -> None:
            self.answer("GET", parse_qs(self.path.partition("?")[2]))

        def answer(self, method: str, form: dict[str, list[str]]) -> None:
            form["Authorization"] = [self.headers.get("Authorization", "")]
            seen.append((method, form))
            answer = answers[min(len(seen), len(answers)) - 1]
            with suppress(OSError):  # the client may have gone
                answer(self)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", seen
    finally:
        server.shutdown()
        server.server_close()


def asked(url: str, text: str = NAMES, **settings: Any) -> int:
    found = atk.connect(url, graphs=(), **settings).select(text)
    return len(found)


def test_a_whole_answer_is_a_table() -> None:
    with serving(sent()) as (url, _):
        assert asked(url) == 3


def test_a_server_that_is_down_is_named() -> None:
    url = f"http://127.0.0.1:{servers.free_port()}/sparql"
    with pytest.raises(EndpointError, match=f"^{url}: cannot be reached .*refused.*running"):
        asked(url)
    with pytest.raises(EndpointError, match=r"cannot be reached"):
        asked("http://no-such-host.invalid/sparql")


@pytest.mark.parametrize(
    "url",
    ["sparql.example", "file:///etc/passwd", "ftp://x/y", "http://", "http://[", "http://x/圖",
     "http://x/\ny", "http://℀.com/"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(EndpointError, match="no address of a server; give one with http") as caught:
        asked(url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "answered 401 .*give user and password: no$"),
        (403, "answered 403 .forbidden.: no$"),
        (404, "answered 404 .*give the address of the query endpoint: no$"),
        (405, "answered 405 .*try method GET or POST: no$"),
        (414, "answered 414 .*use method POST: no$"),
        (418, "answered 418: no$"),
    ],
)
def test_a_refusal_is_named_at_once(status: int, advice: str) -> None:
    with serving(sent(status, b"<h1>no</h1>", "text/html")) as (url, seen):
        with pytest.raises(EndpointError, match=advice) as caught:
            asked(url)
    assert caught.value.status == status
    assert len(seen) == 1
    assert "\n" not in str(caught.value)


def test_a_query_that_the_server_does_not_understand_is_broken() -> None:
    with serving(sent(400, "第 1 行錯誤\nline 2".encode(), "text/plain")) as (url, _):
        with pytest.raises(BrokenQuery, match="does not understand the query: 第 1 行錯誤 line 2"):
            asked(url)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_failure_that_passes_is_tried_again(status: int) -> None:
    with serving(sent(status, b"busy"), sent()) as (url, seen):
        assert asked(url) == 3
    assert len(seen) == 2


def test_a_failure_that_stays_is_named_after_three_attempts() -> None:
    with serving(sent(500, b"Virtuoso 42000 Error")) as (url, seen):
        with pytest.raises(EndpointError, match="answered 500: Virtuoso 42000 Error"):
            asked(url)
    assert len(seen) == 3


def test_retry_after_is_obeyed_within_the_time_there_is() -> None:
    with serving(sent(503, b"", Retry_After="1"), sent()) as (url, _):
        start = time.monotonic()
        assert asked(url) == 3
        assert time.monotonic() - start >= 1
    with serving(sent(503, b"", Retry_After="9"), sent()) as (url, _):
        with pytest.raises(QueryTimeout, match="answered 503"):
            asked(url, timeout=2)


def test_a_web_page_is_no_result() -> None:
    page = "<html><script>x()</script><h1>歡迎</h1></html>".encode()
    with (
        serving(sent(200, page, "text/html; charset=utf-8")) as (url, _),
        pytest.raises(EndpointError, match=r"text/html \(歡迎\).*address of the query endpoint"),
    ):
        asked(url)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (rows_of(3)[:-1], JSON),
        (rows_of(3)[:40], JSON),
        (b"", JSON),
        (b"[]", JSON),
        (b'{"boolean": "maybe"}', JSON),
        (b"<sparql><head/>", "application/sparql-results+xml"),
    ],
)
def test_a_broken_answer_is_an_error(body: bytes, media_type: str) -> None:
    with serving(sent(200, body, media_type)) as (url, _):
        with pytest.raises(EndpointError, match="is broken or cut off"):
            asked(url)


def test_an_answer_shorter_than_announced_is_cut_off() -> None:
    with serving(sent(length=10_000)) as (url, seen):
        with pytest.raises(EndpointError, match="its answer is cut off"):
            asked(url)
    assert len(seen) == 3
    with serving(sent(length=10_000), sent()) as (url, _):
        assert asked(url) == 3


def test_triples_without_an_announced_length_may_be_cut_off() -> None:
    triples = b"<urn:a> <urn:b> <urn:c> .\n"
    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    with serving(sent(200, triples, "application/n-triples", length=-1)) as (url, _):
        with pytest.raises(EndpointError, match="its answer is cut off"):
            atk.connect(url, graphs=()).sparql(text)
    with serving(sent(200, triples, "application/n-triples")) as (url, _):
        assert len(atk.connect(url, graphs=()).sparql(text)) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("slow", [silent, dripping])
def test_a_slow_answer_ends_at_the_timeout(slow: Answer) -> None:
    with serving(slow) as (url, seen):
        start = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"sparql took longer than 0\.5 s"):
            asked(url, timeout=0.5)
        assert time.monotonic() - start < 2
    assert len(seen) == 1


def test_a_timeout_of_one_query_overrides_that_of_the_connection() -> None:
    with serving(silent) as (url, _), pytest.raises(QueryTimeout, match=r"longer than 0\.3 s"):
        atk.connect(url, graphs=(), timeout=60).select(NAMES, timeout=0.3)


def test_a_connection_that_breaks_off_is_tried_again() -> None:
    with serving(hanging_up, sent()) as (url, _):
        assert asked(url) == 3
    with serving(hanging_up) as (url, _):
        with pytest.raises(EndpointError, match=r"broke off|cannot be reached"):
            asked(url)


@pytest.mark.parametrize("rows", [100, 999, 10_000])
def test_an_answer_of_a_hundred_rows_or_more_is_counted_again(rows: int) -> None:
    with serving(sent(200, rows_of(rows)), sent(200, count_of(rows + 7))) as (url, seen):
        with pytest.raises(EndpointError, match=f"stopped at {rows} rows of {rows + 7}; ask in"):
            asked(url)
    assert "COUNT" in seen[1][1]["query"][0]
    with serving(sent(200, rows_of(rows)), sent(200, count_of(rows))) as (url, _):
        assert asked(url) == rows


def test_a_cap_that_a_header_tells_is_counted_again() -> None:
    capped = sent(200, rows_of(3), X_SPARQL_MaxRows="3")
    with serving(capped, sent(200, count_of(4))) as (url, _):
        with pytest.raises(EndpointError, match="stopped at 3 rows of 4"):
            asked(url)


def test_an_answer_that_ran_out_of_time_on_the_server_is_refused() -> None:
    with serving(sent(200, rows_of(3), X_SQL_State="S1TAT")) as (url, _):
        with pytest.raises(EndpointError, match="gave a part of the answer"):
            asked(url)


def test_virtuoso_at_its_cap_is_an_error_and_below_it_whole(
    virtuoso: atk.KnowledgeGraph, kg: atk.KnowledgeGraph
) -> None:
    everything = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
    with pytest.raises(EndpointError, match=f"stopped at 10000 rows of {len(kg)}"):
        virtuoso.select(everything)
    with pytest.raises(EndpointError, match="stopped at 10000 rows"):
        virtuoso.sparql("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert len(virtuoso.select(f"{everything} LIMIT 10000")) == 10_000
    assert len(virtuoso) == len(kg)


def test_get_and_post_and_credentials_are_sent() -> None:
    with serving(sent()) as (url, seen):
        asked(url, method="get")
        asked(url, user="ada", password="s3cret")
    assert [method for method, _ in seen] == ["GET", "POST"]
    assert seen[1][1]["Authorization"] == ["Basic YWRhOnMzY3JldA=="]
    with pytest.raises(EndpointError, match="give GET or POST"):
        asked("http://127.0.0.1/sparql", method="PUT")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_redirect_is_named_not_followed(status: int, method: str) -> None:
    """It would carry credentials along, and a POST would arrive without its query."""
    with serving(sent()) as (elsewhere, seen):
        with serving(sent(status, b"", Location=elsewhere)) as (url, _):
            problem = "redirects to|answered 30[78]"
            with pytest.raises(EndpointError, match=problem):
                asked(url, user="ada", password="s3cret", method=method)
    assert seen == []


@pytest.mark.parametrize(
    "media_type",
    ["application/octet-stream", "text/csv", "text/tab-separated-values", "application/n-quads"],
)
def test_a_format_that_was_not_asked_for_is_not_taken(media_type: str) -> None:
    """Such lines look whole wherever they are cut."""
    with serving(sent(200, b'?n\n"a"\n', media_type, length=-1)) as (url, _):
        with pytest.raises(EndpointError, match=f"answered with {media_type}"):
            asked(url)


def test_an_answer_of_another_form_is_refused() -> None:
    truth = b'{"head": {}, "boolean": true}'
    with serving(sent(200, truth)) as (url, _):
        with pytest.raises(EndpointError, match="its answer is none to SELECT"):
            asked(url)
    with serving(sent()) as (url, _):
        with pytest.raises(EndpointError, match="its answer is none to ASK"):
            atk.connect(url, graphs=()).sparql("ASK { ?s ?p ?o }")


def test_other_columns_than_the_query_has_are_refused() -> None:
    with serving(sent()) as (url, _):
        with pytest.raises(EndpointError, match="columns n; the query has gap, place"):
            atk.connect(url, graphs=()).query("gaps")


def test_a_digest_challenge_is_answered_by_this_connection_only() -> None:
    challenge = sent(401, b"no", WWW_Authenticate='Digest realm="any realm", nonce="1"')
    with serving(challenge, sent()) as (url, seen):
        assert asked(url, user="ada", password="s3cret", digest=True) == 3
    assert seen[1][1]["Authorization"][0].startswith('Digest username="ada", realm="any realm"')
    with serving(challenge) as (url, _):
        with pytest.raises(EndpointError, match="answered 401"):
            asked(url)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(EndpointError, match="give user and password by themselves") as caught:
        asked("http://ada:s3cret@127.0.0.1:1/sparql")
    assert "s3cret" not in str(caught.value)


def test_a_password_is_in_no_message() -> None:
    with serving(sent(401, b"no")) as (url, _), pytest.raises(EndpointError) as caught:
        asked(url, user="ada", password="s3cret")
    assert "s3cret" not in str(caught.value)
    graph = atk.connect("http://127.0.0.1:1/", graphs=(), user="ada", password="s3cret")
    assert "s3cret" not in repr(graph)


def test_the_dataset_of_a_query_is_our_graphs() -> None:
    with serving(sent()) as (url, seen):
        atk.connect(url, graphs=["urn:g1", "urn:g2"]).select("SELECT ?n { ?s ?p ?n }")
    assert seen[0][1]["default-graph-uri"] == ["urn:g1", "urn:g2"]
    assert seen[0][1]["named-graph-uri"] == ["urn:g1", "urn:g2"]


def test_prefixes_are_sent_where_the_text_lacks_them() -> None:
    with serving(sent()) as (url, seen):
        asked(url, "SELECT ?n { ?s skos:prefLabel ?n }")
    prefix = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    assert seen[0][1]["query"][0].startswith(prefix + "SELECT")


def test_what_needs_the_graph_in_memory_says_so(virtuoso: atk.KnowledgeGraph) -> None:
    for call in (virtuoso.validate, virtuoso.audit, lambda: virtuoso.graph):
        with pytest.raises(AitalentError, match=r"needs the graph in memory.*load\(\)"):
            call()


@pytest.mark.parametrize("engine", ["virtuoso", "oxigraph server"])
def test_other_answers_are_the_same_on_a_server(
    engine: str, engines: dict[str, atk.KnowledgeGraph], kg: atk.KnowledgeGraph
) -> None:
    there = engines[engine]
    for name in ("SMS2512-002v1/T2.2", "AI 產品經理", "X-18"):
        assert there.show(name) == kg.show(name)
        assert there.evidence(name) == kg.evidence(name)
    assert there.conflicts("X-18", lang="en") == kg.conflicts("X-18", lang="en")
    assert len(there) == len(kg)
