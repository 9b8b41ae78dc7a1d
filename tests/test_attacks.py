"""A server under attack: each attack is refused or limited, and the next request is answered.

Everything goes over HTTP to `aitalent-kg serve`, whose time limit is one second here so that
endless queries do not take long. A canary listens on loopback and must never be spoken to.
"""

from __future__ import annotations

import re
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from canary import Canary, alive, canary, children, eventually, memory
from served import FORM, Answer, Served, serving

from aitalent_kg.errors import AitalentError
from aitalent_kg.sparql import ready

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")

GIB = 1024**3
PROBLEM = "application/problem+json"
PRODUCT = "?a ?b ?c . ?d ?e ?f"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} . ?g ?h ?i FILTER(?a != ?i) }}"
#: An answer of some 40 MB.
LARGE = f'SELECT ?s ?p ("{"x" * 900}" AS ?x) {{ ?s ?p ?o }} LIMIT 40000'
_NUMBER = count()


class Watch:
    """The most memory that a server and its workers took."""

    def __init__(self, pid: int) -> None:
        self.pid, self.most, self.family = pid, 0, set(children(pid))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(0.2):
            self.most = max(self.most, memory(self.pid))
            self.family.update(children(self.pid))

    def stop(self) -> None:
        self._over.set()
        self._thread.join()


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with serving("--timeout", "1") as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def watch(server: Served) -> Iterator[Watch]:
    watch = Watch(server.process.pid)
    yield watch
    watch.stop()


def well(server: Served) -> bool:
    """Whether a cheap request, one that was never asked before, is answered within a second."""
    for _ in range(3):  # the machine may do something else for a while
        start = time.monotonic()
        answer = server.query(f"ASK {{ ?s a ait:Task }} # {next(_NUMBER)}")
        assert answer.json["boolean"] is True
        if time.monotonic() - start < 1:
            return True
    return False


def refused(answer: Answer, *statuses: int) -> bool:
    """Whether this is an error with words, of one of these statuses."""
    assert answer.type == PROBLEM, answer.text[:200]
    assert answer.status in statuses, answer.text[:200]
    return bool(answer.json["detail"]) and answer.json["status"] == answer.status


def posted(server: Served, text: str) -> Answer:
    return server.post("/sparql", "application/sparql-query", text.encode())


# Queries that are too much.

_DEEP = {
    "groups": "ASK " + "{" * 30_000 + "}" * 30_000,
    "brackets": "ASK { FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }",
    "blank nodes": "ASK { ?s ?p " + "[ ?p " * 9_000 + "1" + "]" * 9_000 + " }",
    "lists": "ASK { ?s ?p " + "(" * 30_000 + ")" * 30_000 + " }",
    "paths": "ASK { ?s " + "(" * 20_000 + "a" + ")*" * 20_000 + " ?o }",
    "quoted": "ASK { " + "<<( " * 3_000 + "?s ?p ?o" + " )>> ?p ?o" * 3_000 + " }",
    "annotations": "ASK { ?s ?p ?o " + "{| ?p ?o " * 5_000 + "|}" * 5_000 + "}",
    "calls": "ASK { FILTER(" + "STR(" * 9_000 + "1" + ")" * 9_000 + ") }",
    "sub-selects": "SELECT * {" * 5_000 + "}" * 5_000,
    "not": "ASK { FILTER(" + "!" * 60_000 + "1) }",
    "plus": "ASK { FILTER(1" + "+1" * 30_000 + ") }",
    "minus": "ASK { FILTER(1" + " - 1" * 15_000 + ") }",
    "times": "ASK { FILTER(1" + "*1" * 30_000 + ") }",
    "by": "ASK { FILTER(1" + "/1" * 30_000 + ") }",
    "or": "ASK { FILTER(1" + "||1" * 20_000 + ") }",
    "and": "ASK { FILTER(1" + "&&1" * 20_000 + ") }",
    "union": "ASK { {}" + "UNION{}" * 9_000 + " }",
    "optional": "ASK { " + "OPTIONAL{}" * 6_000 + " }",
    "minus groups": "ASK { " + "MINUS{}" * 9_000 + " }",
    "bind": "ASK { " + "BIND(1 AS ?x)" * 5_000 + " }",
    "values": "ASK { " + "VALUES(){}" * 6_000 + " }",
    "graph": "ASK { " + "GRAPH ?g{}" * 6_000 + " }",
    "sequence": "ASK { ?s a" + "/a" * 30_000 + " ?o }",
    "alternative": "ASK { ?s a" + "|a" * 30_000 + " ?o }",
    "inverse": "ASK { ?s " + "^" * 60_000 + "a ?o }",
    "reifiers": "ASK { ?s ?p ?o " + "~" * 60_000 + " }",
}


@pytest.mark.parametrize("name", _DEEP)
def test_nesting_and_chains_are_refused_before_they_run(server: Served, name: str) -> None:
    assert refused(posted(server, _DEEP[name]), 403)
    assert well(server)


_LONG = {
    "list": "ASK { (" + "1 " * 30_000 + ") ?p ?o }",
    "objects": "ASK { ?s ?p ?o" + ",?o" * 20_000 + " }",
    "properties": "ASK { ?s ?p ?o" + ";?p ?o" * 9_000 + " }",
    "blank nodes": "ASK { ?s ?p " + "[]," * 20_000 + "[] }",
    "having": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING " + "(1)" * 20_000,
    "patterns": "ASK { " + "?s ?p ?o ." * 6_000 + " }",
    "groups": "ASK { " + "{?s ?p ?o}" * 6_000 + " }",
    "sequence": "ASK { ?s a" + "/a" * 900 + " ?o }",
    "order": "SELECT * { ?s ?p ?o } ORDER BY " + "?s " * 20_000,
    "quoted": "ASK { " + "<< " * 3_000 + "?s ?p ?o " + ">> ?p ?o " * 3_000 + "}",
}


@pytest.mark.parametrize("name", _LONG)
def test_what_only_the_engine_finds_too_much_ends_a_worker_and_nothing_else(
    server: Served, name: str
) -> None:
    answer = posted(server, _LONG[name])
    assert refused(answer, 422, 503)
    assert "limit: " in answer.json["detail"]
    assert well(server)


_HEAVY = {
    "product": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "paths": "SELECT (COUNT(*) AS ?n) { ?s (!<u:x>)* ?o . ?o (!<u:x>)* ?z }",
    "nested paths": "ASK { ?s " + "(" * 90 + "<u:x>" + ")*" * 90 + " ?o . FILTER(?s = 1) }",
    "order": f"SELECT * {{ {PRODUCT} }} ORDER BY ?c",
    "distinct": f"SELECT DISTINCT * {{ {PRODUCT} }}",
    "group": f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {PRODUCT} }} GROUP BY ?a ?d",
    "concat": f"SELECT (GROUP_CONCAT(STR(?c)) AS ?x) {{ {PRODUCT} }}",
    "construct": f"CONSTRUCT {{ ?a ?e ?c }} {{ {PRODUCT} }}",
    "describe": f"DESCRIBE ?a ?d {{ {PRODUCT} }}",
    "doubling": "SELECT ?x30 { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
    + "".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1}) " for n in range(30))
    + "}",
    "replace": 'SELECT ?x { ?s ?p ?o BIND(REPLACE(REPLACE(REPLACE(STR(?o),".","{0}"),".","{0}"),'
    '".","{0}") AS ?x) }'.replace("{0}", "a" * 70),
    "regex": 'ASK { ?s ?p ?o FILTER REGEX(STR(?o),"' + "(a+)+" * 12_000 + '") }',
    "regex of times": 'ASK { ?s ?p ?o FILTER REGEX(STR(?o),"((a{0,99}){0,99}){0,99}") }',
    "regex of data": 'ASK { ?s ?p ?o . ?a ?b ?c FILTER REGEX(STR(?o), CONCAT(STR(?c), "$.")) }',
}


@pytest.mark.parametrize("name", _HEAVY)
def test_time_memory_and_size_are_limits_that_the_error_names(server: Served, name: str) -> None:
    answer = posted(server, _HEAVY[name])
    assert refused(answer, 422, 503)
    assert "limit: " in answer.json["detail"]
    assert well(server)


@pytest.mark.parametrize(
    "unit", ["a.", ".", "<a)", ")", "'", '"', "a-", "<", "\\u4e2d", "<a) SERVICE "]
)
def test_scanning_a_query_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = f"ASK {{ <{unit * (size // len(unit))}"
        start = time.process_time()
        with suppress(AitalentError):
            ready(text)
        return time.process_time() - start

    short = min(seconds(15_000) for _ in range(3))
    assert min(seconds(60_000) for _ in range(3)) < 8 * short + 0.05  # the square would be 16


def test_a_query_or_body_that_is_too_long_is_refused(server: Served) -> None:
    text = "ASK {} #" + "x" * 65_536
    for answer in (
        posted(server, text),
        server.post("/sparql", FORM, f"query={quote(text)}".encode()),
        server.post("/sparql", "application/sparql-query", b"x" * 10_000_000),
    ):
        assert refused(answer, 413)
    assert server.query(text).status in (400, 413, 414)  # the line of the request is too long
    assert well(server)


# Many at once, and clients that behave badly.


def test_ten_endless_queries_at_once(server: Served) -> None:
    with ThreadPoolExecutor(10) as threads:
        asked = [threads.submit(posted, server, f"{ENDLESS} # {n}") for n in range(10)]
        time.sleep(0.1)
        assert well(server)
        assert well(server)
        assert all(refused(each.result(), 503) for each in asked)
    assert well(server)


def test_ten_queries_that_take_all_memory_at_once(server: Served) -> None:
    with ThreadPoolExecutor(10) as threads:
        bombs = [f"SELECT * {{ {PRODUCT} }} ORDER BY ?c # {n}" for n in range(10)]
        asked = [threads.submit(posted, server, text) for text in bombs]
        time.sleep(0.1)
        assert well(server)
        assert all(refused(each.result(), 503) for each in asked)
    assert well(server)


@contextmanager
def connected(server: Served, data: bytes) -> Iterator[socket.socket]:
    """A connection on which these bytes were sent; it is reset in the end, not closed."""
    place = urlsplit(server.url)
    with socket.create_connection((str(place.hostname), int(place.port or 0)), 10) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.sendall(data)
        yield sock


def raw(server: Served, data: bytes) -> bytes:
    """What comes back for these bytes, until the connection closes or is silent for a second."""
    with connected(server, data) as sock:
        sock.settimeout(1)
        found = b""
        with suppress(OSError):
            while piece := sock.recv(65_536):
                found += piece
                if b"\r\n\r\n" in found and b"keep-alive" not in data:
                    break
        return found


def asking(text: str) -> bytes:
    """The bytes of a request for a query."""
    return f"GET /sparql?query={quote(text)} HTTP/1.1\r\nHost: a\r\n\r\n".encode()


def running(server: Served) -> int:
    """How many jobs workers have."""
    return int(server.get("/health").json["pool"]["running"])


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /spar",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\nX-",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nquery=",
        asking(ENDLESS),
    ],
)
def test_clients_that_hang_up_in_a_request(server: Served, sent: bytes) -> None:
    for _ in range(5):
        with connected(server, sent):
            time.sleep(0.01)
    eventually(lambda: running(server) == 0)
    assert well(server)


def test_a_client_that_hangs_up_stops_its_query(server: Served) -> None:
    with connected(server, asking(ENDLESS)):
        eventually(lambda: running(server) == 1)
    eventually(lambda: running(server) == 0, 0.9)


def test_clients_that_hang_up_in_an_answer(server: Served) -> None:
    for _ in range(3):
        with connected(server, asking(LARGE)) as sock:
            sock.recv(1000)
    assert well(server)


def test_clients_that_never_read(server: Served) -> None:
    """Together they would hold more than the server may."""
    sockets = []
    for _ in range(12):
        with connected(server, asking(LARGE)) as sock:
            sockets.append(sock.dup())
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 0, 0))
    time.sleep(3)
    assert well(server)
    for sock in sockets:
        sock.close()
    assert memory(server.process.pid) < GIB


def test_clients_that_are_slow(server: Served) -> None:
    with suppress(OSError):
        place = urlsplit(server.url)
        address = str(place.hostname), int(place.port or 0)
        sockets = [socket.create_connection(address) for _ in range(200)]
        for sock in sockets:
            sock.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        assert well(server)
        for sock in sockets:
            sock.close()


# Requests that look for what is not theirs.

_PATHS = [
    *("/id/../../etc/passwd", "/id/%2e%2e/%2e%2e/etc/passwd", "/id/..%2f..%2fetc%2fpasswd"),
    *("/data/../../../../../etc/passwd", "/data/..%2f..%2fpyproject.toml", "/data/..%5c..%5cx"),
    *("/data/home%00.json", "/data/%00", "/id/%00", "/%00", "/id/%ff%fe", "/data/%ff.json"),
    *("/js/../../views.py", "/js/..%2f..%2fviews.py", "/js/%2e%2e/%2e%2e/views.py", "/js//etc/x"),
    *("//etc/passwd", "/..\\..\\etc\\passwd", "/.git/config", "/data/~root", "/data//etc/passwd"),
    *("/file:///etc/passwd", "/id/file:///etc/passwd", "/%", "/id/%E2%80%AE", "/js/%"),
    *("/data/" + "a/" * 9_000, "/id/" + "a" * 30_000, "/api/../../x", "/api/%2e%2e/x"),
]


@pytest.mark.parametrize("path", _PATHS, ids=range(len(_PATHS)))
def test_no_path_leads_out_of_the_site(server: Served, path: str) -> None:
    line = f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    found = raw(server, line.encode("latin-1"))
    assert found[9:12] in (b"400", b"404", b"414", b"431"), found[:100]
    assert b"root:" not in found
    assert b"import" not in found


_REQUESTS = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),  # somebody speaks TLS
    *(b"GET /\r\n\r\n", b"\r\n\r\n\r\n\r\n", b"FOO / HTTP/1.1\r\nHost: a\r\n\r\n", b"\0" * 5_000),
    *(b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5_000)) + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
]


@pytest.mark.parametrize("request_", _REQUESTS, ids=range(len(_REQUESTS)))
def test_what_is_no_proper_request_is_refused_or_dropped(server: Served, request_: bytes) -> None:
    assert raw(server, request_)[9:10] != b"5"
    assert well(server)


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Accept: " + "a/b," * 5_000,
            "Accept: */*;q=1e999",
            "Accept: ;;;,,,q=nan",
            "Accept: \xff",
        ),
        *('If-None-Match: "' + "a" * 9_000, "If-None-Match: " + '"a",' * 4_000, "Range: bytes=-9"),
        *('Host: "><script>alert(1)</script>', "Host: ", "Host: [::1", "Host: a:99999999"),
        *("X-Forwarded-Host: evil", "Forwarded: host=evil", "Origin: http://evil", "Cookie: a=b"),
    ],
)
@pytest.mark.parametrize("path", ["/id/SMS2512-002v1", "/sparql?query=ASK%7B%7D", "/"])
def test_no_header_does_harm(server: Served, path: str, header: str) -> None:
    lines = f"GET {path} HTTP/1.1\r\n{header}\r\nConnection: close\r\n"
    found = raw(server, (lines if "Host:" in header[:5] else lines + "Host: a\r\n").encode("latin-1")
                + b"\r\n")  # fmt: skip
    assert found[9:10] != b"5", found[:100]
    assert b"<script>alert" not in found
    assert b"evil" not in found
    assert b"allow-credentials" not in found.lower()


_HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "%0d%0aSet-Cookie:a=b",
    "\u202e\u0000\ud7ff\U0001f4a9",
    "' OR 1=1 --",
    "{{7*7}}${7*7}",
    "?x } ; DROP ALL #",
]


@pytest.mark.parametrize("text", _HOSTILE, ids=range(len(_HOSTILE)))
def test_what_is_typed_comes_back_as_text_or_not_at_all(server: Served, text: str) -> None:
    for path in ("/id/{}", "/{}", "/data/{}.json", "/api/search?text={}", "/resource.html?id={}",
                 "/api/show?name={}", "/sparql?query={}", "/index.html?lang={}"):  # fmt: skip
        answer = server.request("GET", path.replace("{}", quote(text)), headers={"Accept": "*/*"})
        assert answer.status < 500 or "limit: seconds" in answer.text, path
        assert "set-cookie" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.type == "text/html":
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert "alert(1)>" not in answer.text and "<script>alert" not in answer.text


# Ways out.


@pytest.fixture(scope="module")
def bird() -> Iterator[Canary]:
    with canary() as bird:
        yield bird


_OUT = {
    "service": (403, "ASK { SERVICE <URL> { ?s ?p ?o } }"),
    "service, small": (403, "ASK { service <URL> { ?s ?p ?o } }"),
    "service, silent": (403, "ASK { SERVICE SILENT <URL> { ?s ?p ?o } }"),
    "service, exists": (403, "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }"),
    "service, escaped": (403, "ASK { \\u0053ERVICE <URL> { ?s ?p ?o } }"),
    "service, escaped long": (403, "ASK { \\U00000053ERVICE <URL> { ?s ?p ?o } }"),
    "service, comment": (403, "ASK { SERVICE#c\n<URL> { ?s ?p ?o } }"),
    "service, prefix": (403, "PREFIX c: <URL> ASK { SERVICE c: { ?s ?p ?o } }"),
    "service, variable": (403, "ASK { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }"),
    "service, base": (403, "BASE <URL> ASK { SERVICE <> { ?s ?p ?o } }"),
    "service, hidden": (403, "ASK { FILTER(?a<x:b)SERVICE<URL>{ ?s ?p ?o } FILTER(1>0) }"),
    "service, after a string": (403, "ASK { ?s ?p '''a' ''' SERVICE <URL> { ?s ?p ?o } }"),
    "service, glued prefix": (403, "PREFIX : <URL> ASK { SERVICE:x { ?s ?p ?o } }"),
    "service, glued silent": (403, "PREFIX : <URL> ASK { SERVICESILENT:x { ?s ?p ?o } }"),
    "service, after a number": (403, "ASK { VALUES ?s { 1 } ?a ?b 1SERVICE <URL> { ?s ?p ?o } }"),
    "service, after a name": (403, "PREFIX a: <u:> ASK { ?a ?b a:.SERVICE <URL> { ?s ?p ?o } }"),
    "service, in a name": (403, "PREFIX : <u:> ASK { ?a ?b ?c._:b:-1SERVICE <URL> { ?s ?p ?o } }"),
    "service, in a string": (403, "ASK { FILTER(1<'>')SERVICE <URL> {?s ?p ?o} FILTER(1<'>') }"),
    "service, in a comment": (403, "ASK { FILTER(1<2#>'''\n) SERVICE <URL> { ?s ?p ?o } #'''\n}"),
    "from": (200, "ASK FROM <URL/g.ttl> { ?s ?p ?o }"),
    "from named": (200, "ASK FROM NAMED <URL/g.ttl> { GRAPH ?g { ?s ?p ?o } }"),
    "from file": (200, "ASK FROM <file:///etc/passwd> { ?s ?p ?o }"),
    "graph": (200, "ASK { GRAPH <URL/g.ttl> { ?s ?p ?o } }"),
    "load": (400, "LOAD <URL/g.ttl>"),
    "load file": (400, "LOAD <file:///etc/passwd>"),
    "insert": (400, "INSERT DATA { <URL> <u:p> <u:o> }"),
    "drop": (400, "DROP ALL"),
    "after a query": (400, "ASK {} ; LOAD <URL/g.ttl>"),
}


@pytest.mark.parametrize("name", _OUT)
def test_no_query_reaches_another_server(server: Served, bird: Canary, name: str) -> None:
    status, text = _OUT[name]
    answer = posted(server, text.replace("URL", bird.url))
    assert answer.status == status, answer.text
    if status == 200:
        assert answer.json["boolean"] is False  # a graph that is not here is empty
    assert bird.seen == []


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_no_graph_of_a_request_is_fetched(server: Served, bird: Canary, name: str) -> None:
    for graph in (f"{bird.url}/g.ttl", "file:///etc/passwd"):
        answer = server.query("ASK { ?s ?p ?o }", more=f"&{name}={quote(graph)}")
        assert answer.json["boolean"] is False
    assert bird.seen == []


def test_no_update_is_taken(server: Served, bird: Canary) -> None:
    load = f"LOAD <{bird.url}/g.ttl>"
    before = server.get("/health").json["triples"]
    assert server.get(f"/sparql?update={quote(load)}").status == 403
    assert server.post("/sparql", FORM, f"update={quote(load)}".encode()).status == 403
    direct = server.post("/sparql", "application/sparql-update", load.encode())
    assert direct.status in (403, 415)
    for method in ("PUT", "DELETE", "PATCH"):
        assert server.request(method, "/sparql", b"<u:a> <u:b> <u:c> .").status == 405
    assert server.get("/health").json["triples"] == before
    assert bird.seen == []


@pytest.mark.parametrize("given", ["URL/x.ttl", "file:///etc/passwd", "/etc/passwd", "../x.ttl"])
def test_no_parameter_is_an_address_to_read(server: Served, bird: Canary, given: str) -> None:
    text = quote(given.replace("URL", bird.url), safe="")
    for path in ("/api/show?name={}", "/api/evidence?name={}", "/api/query?name={}",
                 "/api/compare?left={}&right={}", "/api/search?text={}", "/id/{}"):  # fmt: skip
        answer = server.get(path.replace("{}", text))
        assert answer.status < 500
        assert b"root:" not in answer.body
    record = f'{{"record": "{given.replace("URL", bird.url)}"}}'.encode()
    assert server.post("/api/assess", "application/json", record).status in (400, 404)
    assert bird.seen == []


# All together, and what is said of it. These stand last: they look at what the others did.


def test_all_attacks_together_stay_within_bounds(server: Served, watch: Watch) -> None:
    assert well(server)
    watch.stop()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(15) == 0
    assert watch.most < 2 * GIB, f"{watch.most / GIB:.2f} GiB"
    assert len(watch.family) > 4  # the zygote, its first workers, and those after them
    eventually(lambda: not any(map(alive, watch.family)))


def test_the_threat_model_names_tests_that_exist() -> None:
    root = Path(__file__).parent.parent
    text = (root / "docs" / "threat-model.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/\w+\.py)::(test_\w+)`", text)
    assert len(named) > 30
    lacking = [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (root / file).read_text(encoding="utf-8")
    ]
    assert lacking == []
