"""The 34 cases of W3C's SPARQL 1.1 Protocol suite for query and update, each under its name.

Written anew from the specification and the descriptions of the cases. Ours is a read-only
endpoint: a request for an update is right when it is refused, so where a case asks for an update
the test says so. The graphs are those of this project in place of data0.rdf to data3.rdf.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from served import FORM, Answer, Served, serving

import aitalent_kg as atk

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
GRAPH = "https://w3id.org/aitalent-kg/graph/"
ONE, TWO, THREE = (GRAPH + name for name in ("SMS2512-002v1", "SET2529-001v2", "notes"))
#: A thing that only the graph of its document calls a task; and a note, of the graph of notes.
IN_ONE = "<https://w3id.org/aitalent-kg/id/SMS2512-002v1/T1.3> a ?type"
IN_TWO = "<https://w3id.org/aitalent-kg/id/SET2529-001v2/T1.2> a ?type"
IN_THREE = "?note a <https://w3id.org/aitalent-kg/ontology#EditorialNote>"
INSERT = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with serving() as running:
        yield running


def is_true(answer: Answer) -> bool:
    assert (answer.status, answer.type) == (200, "application/sparql-results+json")
    assert answer.json["head"] == {}
    return answer.json["boolean"] is True


def is_refused(answer: Answer, status: int, words: str) -> bool:
    assert answer.type == "application/problem+json"
    assert answer.json["status"] == answer.status == status
    assert words in answer.json["detail"]
    return True


def graphs(**lists: list[str]) -> str:
    return urlencode([(f"{name}-graph-uri", iri) for name, iris in lists.items() for iri in iris])


def ask(*parts: str) -> str:
    return "ASK { " + " . ".join(parts) + " }"


def in_graphs() -> str:
    return f"ASK {{ GRAPH ?g1 {{ {IN_ONE} }} GRAPH ?g2 {{ {IN_TWO} }} }}"


def full() -> str:
    return f"ASK {{ {IN_THREE} . GRAPH ?g1 {{ {IN_ONE} }} GRAPH ?g2 {{ {IN_TWO} }} }}"


def test_query_post_form(server: Served) -> None:
    assert is_true(server.post(f"/sparql/?{graphs(default=[ONE])}", FORM, b"query=ASK%20%7B%7D"))


def test_query_dataset_default_graphs_get(server: Served) -> None:
    text = ask(IN_ONE, IN_TWO)
    assert is_true(server.query(text, more="&" + graphs(default=[ONE, TWO])))
    assert not is_true(server.query(text, more="&" + graphs(default=[ONE])))


def test_query_dataset_default_graphs_post(server: Served) -> None:
    path = f"/sparql?{graphs(default=[ONE, TWO])}"
    assert is_true(server.post(path, QUERY, ask(IN_ONE, IN_TWO).encode()))


def test_query_dataset_named_graphs_post(server: Served) -> None:
    path = f"/sparql?{graphs(named=[ONE, TWO])}"
    assert is_true(server.post(path, QUERY, in_graphs().encode()))


def test_query_dataset_named_graphs_get(server: Served) -> None:
    assert is_true(server.query(in_graphs(), more="&" + graphs(named=[ONE, TWO])))
    assert not is_true(server.query(in_graphs(), more="&" + graphs(named=[ONE])))


def test_query_dataset_full(server: Served) -> None:
    path = f"/sparql?{graphs(default=[THREE], named=[ONE, TWO])}"
    assert is_true(server.post(path, QUERY, full().encode()))
    # The default graph is that one, and no longer the union.
    assert not is_true(server.post(path, QUERY, ask(IN_ONE).encode()))


def test_query_multiple_dataset(server: Served) -> None:
    """The dataset of the request goes before that of the query."""
    text = f"ASK FROM <{ONE}> {{ {IN_TWO} }}"
    assert is_true(server.query(text, more="&" + graphs(default=[TWO])))
    assert not is_true(server.query(text))


def test_query_get(server: Served) -> None:
    assert is_true(server.get("/sparql?query=ASK%20%7B%7D"))


def test_query_content_type_select(server: Served) -> None:
    answer = server.post("/sparql", QUERY, b"SELECT (1 AS ?value) {}")
    assert (answer.status, answer.type) == (200, "application/sparql-results+json")
    assert answer.json["head"]["vars"] == ["value"]


def test_query_content_type_ask(server: Served) -> None:
    assert server.post("/sparql", QUERY, b"ASK {}").type == "application/sparql-results+json"


def test_query_content_type_describe(server: Served) -> None:
    answer = server.post("/sparql", QUERY, b"DESCRIBE <http://example.org/>")
    assert (answer.status, answer.type) == (200, "text/turtle")


def test_query_content_type_construct(server: Served) -> None:
    answer = server.post("/sparql", QUERY, b"CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}")
    assert (answer.status, answer.type) == (200, "text/turtle")
    assert len(list(ox.parse(answer.body, format=ox.RdfFormat.TURTLE))) == 1


def test_query_post_direct(server: Served) -> None:
    assert is_true(server.post("/sparql", QUERY, b"ASK {}"))


@pytest.mark.parametrize(
    "path",
    [
        f"?using-graph-uri={quote(ONE)}",
        f"?using-graph-uri={quote(ONE)}&using-graph-uri={quote(TWO)}",
        f"?using-named-graph-uri={quote(ONE)}",
        f"?using-graph-uri={quote(ONE)}&using-named-graph-uri={quote(TWO)}",
    ],
    ids=["default_graph", "default_graphs", "named_graphs", "full"],
)
def test_update_dataset(server: Served, path: str) -> None:
    """Four cases: update_dataset_default_graph and so on; refused."""
    form = urlencode({"update": INSERT}).encode()
    assert is_refused(server.post(f"/sparql{path}", FORM, form), 403, "read-only")
    assert is_refused(server.post(f"/sparql{path}", UPDATE, INSERT.encode()), 403, "read-only")


def test_update_post_form(server: Served) -> None:
    assert is_refused(server.post("/sparql", FORM, b"update=CLEAR%20ALL"), 403, "read-only")


def test_update_post_direct(server: Served) -> None:
    assert is_refused(server.post("/sparql", UPDATE, b"CLEAR ALL"), 403, "read-only")


def test_update_base_uri(server: Served) -> None:
    """The update is refused; that relative IRIs stand on the request's is shown with a query."""
    text = b"CLEAR GRAPH <#g> ; INSERT DATA { GRAPH <#g> { <> <#p> <#o> } }"
    assert is_refused(server.post("/sparql", UPDATE, text), 403, "read-only")
    answer = server.post("/sparql", QUERY, b"SELECT (IRI('') AS ?here) (<#p> AS ?there) {}")
    (row,) = answer.json["results"]["bindings"]
    assert row["here"]["value"] == server.endpoint
    assert row["there"]["value"] == f"{server.endpoint}#p"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server: Served, method: str) -> None:
    answer = server.request(method, "/sparql?query=ASK%20%7B%7D")
    assert is_refused(answer, 405, "use GET or POST")
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_bad_multiple_queries(server: Served) -> None:
    answer = server.get("/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D")
    assert is_refused(answer, 400, "2 parameters named query; give one")


def test_bad_query_wrong_media_type(server: Served) -> None:
    assert is_refused(server.post("/sparql", "text/plain", b"ASK {}"), 415, "'text/plain'")


def test_bad_query_missing_form_type(server: Served) -> None:
    answer = server.post("/sparql", None, b"query=ASK%20%7B%7D")
    assert is_refused(answer, 415, "without Content-Type")


def test_bad_query_missing_direct_type(server: Served) -> None:
    assert is_refused(server.post("/sparql", None, b"ASK {}"), 415, "without Content-Type")


def test_bad_query_non_utf8(server: Served) -> None:
    body = "ASK {}".encode("utf-16")
    assert is_refused(server.post("/sparql", f"{QUERY}; charset=UTF-16", body), 415, "send UTF-8")
    assert is_refused(server.post("/sparql", QUERY, body), 400, "not UTF-8 (byte 0)")
    assert is_refused(server.get("/sparql?query=ASK%20%7B%7D%20%23%FF"), 400, "UTF-8")


def test_bad_query_syntax(server: Served) -> None:
    assert is_refused(server.query("ASK {"), 400, "not SPARQL")


def test_bad_update_get(server: Served) -> None:
    assert is_refused(server.get("/sparql?update=CLEAR%20ALL"), 403, "read-only")


def test_bad_multiple_updates(server: Served) -> None:
    form = b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"
    assert is_refused(server.post("/sparql", FORM, form), 403, "read-only")


def test_bad_update_wrong_media_type(server: Served) -> None:
    assert is_refused(server.post("/sparql", "text/plain", b"CLEAR NAMED"), 415, "'text/plain'")


def test_bad_update_missing_form_type(server: Served) -> None:
    assert is_refused(server.post("/sparql", None, b"update=CLEAR%20NAMED"), 415, "Content-Type")


def test_bad_update_non_utf8(server: Served) -> None:
    body = "CLEAR NAMED".encode("utf-16")
    assert is_refused(server.post("/sparql", f"{UPDATE}; charset=UTF-16", body), 403, "read-only")


def test_bad_update_syntax(server: Served) -> None:
    assert is_refused(server.post("/sparql", FORM, b"update=CLEAR%20XYZ"), 403, "read-only")


def test_bad_update_dataset_conflict(server: Served) -> None:
    text = f"WITH <{ONE}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"
    form = urlencode({"using-graph-uri": TWO, "update": text}).encode()
    assert is_refused(server.post("/sparql", FORM, form), 403, "read-only")


def test_no_update_changed_anything(server: Served, kg: atk.KnowledgeGraph) -> None:
    answer = server.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "text/csv")
    assert answer.text == f"n\r\n{len(kg)}\r\n"


def test_an_update_sent_as_a_query_is_no_query(server: Served) -> None:
    assert is_refused(server.query(INSERT), 400, "give SELECT, ASK, CONSTRUCT or DESCRIBE")
