"""The server beyond the protocol: what it says of itself, formats, resources, pages, limits."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from served import ENDLESS, FORM, Served, serving

import aitalent_kg as atk
from aitalent_kg.cli import main
from aitalent_kg.explorer.pages import PAGES
from aitalent_kg.explorer.site import view_text
from aitalent_kg.explorer.views import names
from aitalent_kg.names import GRAPH, ID
from aitalent_kg.server.formats import GRAPHS, HTML, TABLES, Format, accepted
from aitalent_kg.server.querying import CHANGING
from aitalent_kg.server.service import RESULT_FORMATS
from aitalent_kg.server.settings import Settings
from aitalent_kg.server.tags import Tags
from aitalent_kg.server.written import rows_in

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
TASK = "/id/SMS2512-002v1/T1.3"
PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
    "application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/html;q=0.2"
)
NAMES = "SELECT ?name { <{}SMS2512-002v1/T1.3> skos:prefLabel ?name } ORDER BY ?name".replace(
    "{}", ID
)


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with serving("--timeout", "3", "--rows", "3000", "--answer", "20000000") as running:
        yield running


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a file of a user's, that logs queries; the last test of all stops it."""
    path = tmp_path_factory.mktemp("own") / "我的 資料.ttl"
    path.write_text(
        f'<{ID}own/證照> <http://www.w3.org/2004/02/skos/core#prefLabel> "<b>證照</b>"@zh-TW .\n'
        f'<{ID}own/%E8%AD%89> <http://www.w3.org/2004/02/skos/core#prefLabel> "證"@zh-TW .\n',
        encoding="utf-8",
    )
    others = path.with_name("others.trig")
    others.write_text(
        "<http://x/a#b> { <urn:s> <urn:p> 1 } <http://x/notes> { <urn:s> <urn:p> 2, 3 }"
    )
    with serving(
        "--with", str(path), "--with", str(others), "--log-queries", "--timeout", "2"
    ) as running:
        yield running


# What it says of itself.


@pytest.fixture(scope="module")
def description(server: Served) -> ox.Store:
    store = ox.Store()
    answer = server.get("/sparql")
    assert (answer.status, answer.type) == (200, "text/turtle")
    store.load(answer.body, format=ox.RdfFormat.TURTLE)
    return store


def values(store: ox.Store, subject: str, predicate: str) -> set[str]:
    found = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)
    return {getattr(quad.object, "value", "") for quad in found}


def test_the_service_description_names_endpoint_language_and_features(
    server: Served, description: ox.Store
) -> None:
    about = server.endpoint
    assert values(description, about, SD + "endpoint") == {server.endpoint}
    assert values(description, about, SD + "supportedLanguage") == {SD + "SPARQL11Query"}
    assert values(description, about, SD + "feature") == {SD + "UnionDefaultGraph"}
    formats = {f"http://www.w3.org/ns/formats/{name}" for name in RESULT_FORMATS}
    assert values(description, about, SD + "resultFormat") == formats
    assert len(RESULT_FORMATS) == len(TABLES) + len(GRAPHS)


def test_the_service_description_counts_each_graph(
    server: Served, description: ox.Store, kg: atk.KnowledgeGraph
) -> None:
    dataset = f"{server.endpoint}#dataset"
    shown = {}
    for named in values(description, dataset, SD + "namedGraph"):
        (name,), (graph,) = (values(description, named, SD + part) for part in ("name", "graph"))
        (shown[name],) = values(description, graph, VOID + "triples")
    counted = server.query(
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", "text/csv"
    )
    assert shown == dict(list(csv.reader(io.StringIO(counted.text)))[1:])
    assert sum(map(int, shown.values())) == len(kg)


def test_the_service_description_counts_the_union(server: Served, description: ox.Store) -> None:
    (default,) = values(description, f"{server.endpoint}#dataset", SD + "defaultGraph")
    (shown,) = values(description, default, VOID + "triples")
    """As a set: the engine gives a triple once for each graph that holds it."""
    each = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
    counted = server.query(each, "text/csv")
    assert counted.text == f"n\r\n{shown}\r\n"


def test_the_service_description_tells_the_limits(server: Served, description: ox.Store) -> None:
    schema = "https://schema.org/"
    limits = {}
    for limit in values(description, server.endpoint, schema + "additionalProperty"):
        (name,) = values(description, limit, schema + "name")
        (limits[name],) = values(description, limit, schema + "maxValue")
    assert {name: float(value) for name, value in limits.items()} == {
        "seconds": 3, "memory": 384 * 1024**2, "answer": 20_000_000, "rows": 3000, "query": 65_536
    }  # fmt: skip


@pytest.mark.parametrize("format_", GRAPHS, ids=lambda format_: format_.name)
def test_the_service_description_comes_in_every_graph_format(
    server: Served, description: ox.Store, format_: Format
) -> None:
    media_type = format_.media_type
    answer = server.get("/sparql", media_type)
    assert answer.type == media_type
    parser = ox.RdfFormat.from_media_type(media_type)
    found = {quad.triple for quad in ox.parse(answer.body, format=parser)}
    assert found == {quad.triple for quad in description}


def test_comunica_gets_the_description_and_a_browser_the_query_page(server: Served) -> None:
    assert server.get("/sparql", COMUNICA).type == "application/n-quads"
    shown = server.get("/sparql", PAGE)
    assert (shown.status, shown.headers["location"]) == (303, "query.html")
    assert server.get("/sparql/", PAGE).headers["location"] == "../query.html"


def test_graphs_of_others_may_have_any_name(own: Served) -> None:
    """A name with # made the description an error; one that ends as ours did took its place."""
    store = ox.Store()
    store.load(own.get("/sparql").body, format=ox.RdfFormat.TURTLE)
    text = f"""SELECT ?name ?n ?words {{
        ?named <{SD}name> ?name ; <{SD}graph> ?graph . ?graph <{VOID}triples> ?n
        OPTIONAL {{ ?graph <http://purl.org/dc/terms/description> ?words }} }}"""
    rows = store.query(text)
    assert isinstance(rows, ox.QuerySolutions)
    found = {row["name"].value: (row["n"].value, row["words"]) for row in rows}
    others = [iri for iri in found if "x/a" in iri or "x/notes" in iri]
    assert sorted(found[iri] for iri in others) == [("1", None), ("2", None)], found
    assert found[GRAPH + "notes"][1] is not None


def test_health_tells_limits_and_workers(server: Served, kg: atk.KnowledgeGraph) -> None:
    found = server.get("/health").json
    assert (found["ok"], found["version"], found["triples"]) == (True, atk.__version__, len(kg))
    assert found["limits"]["seconds"] == 3
    assert found["limits"]["rows"] == 3000
    assert found["pool"]["workers"] >= 2


# Formats.


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/csv;q=0.5, application/sparql-results+xml", "xml"),
        ("text/csv;q=0.5, */*;q=0.1", "csv"),
        ("text/csv;q=0, */*", "json"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "xml"),
        ("text/*", "csv"),
        ("TEXT/CSV; charset=utf-8; q=0.9, text/tab-separated-values ;q=1.0", "tsv"),
        ("application/json;q=x", "json"),
        ("image/png", None),
        ("text/csv;q=0", None),
    ],
)
def test_negotiation_weighs_q_values(header: str, name: str | None) -> None:
    chosen = accepted(header, TABLES)
    assert (chosen and chosen.name) == name


def test_a_wildcard_never_beats_a_name() -> None:
    chosen = accepted("text/html, */*", (*GRAPHS, HTML))
    assert chosen is HTML


@pytest.mark.parametrize("format_", TABLES, ids=lambda format_: format_.name)
def test_tables_come_in_every_format(server: Served, format_: Format) -> None:
    media_type, name = format_.media_type, format_.name
    answer = server.query(NAMES, media_type)
    assert (answer.status, answer.type) == (200, media_type)
    assert server.query(NAMES, more=f"&format={name}").body == answer.body
    assert "評估應用或發展效益" in answer.text
    assert rows_in(answer.body, name) == 2
    if name != "csv":
        parser = ox.QueryResultsFormat.from_media_type(media_type)
        assert parser is not None
        rows = list(ox.parse_query_results(answer.body, format=parser))  # type: ignore[arg-type]
        assert len(rows) == 2


@pytest.mark.parametrize("format_", GRAPHS, ids=lambda format_: format_.name)
def test_graphs_come_in_every_format(server: Served, format_: Format) -> None:
    media_type, name = format_.media_type, format_.name
    text = f"DESCRIBE <{ID}SMS2512-002v1/T1.3>"
    answer = server.query(text, media_type)
    assert (answer.status, answer.type) == (200, media_type)
    assert server.query(text, more=f"&format={name}").body == answer.body
    parser = ox.RdfFormat.from_media_type(media_type)
    first = server.query(text, "application/n-triples").body
    expected = set(ox.parse(first, format=ox.RdfFormat.N_TRIPLES))
    assert set(ox.parse(answer.body, format=parser)) == expected


def test_what_nobody_can_give_is_refused_with_what_there_is(server: Served) -> None:
    answer = server.query("ASK {}", "image/png")
    assert (answer.status, answer.type) == (406, "application/problem+json")
    assert "application/sparql-results+json, application/sparql-results+xml" in answer.text
    assert server.query("DESCRIBE ait:Task", "text/csv").status == 406
    assert server.query("ASK {}", more="&format=turtle").status == 406


def test_columns_come_in_order_of_their_appearance(server: Served) -> None:
    text = "SELECT * { ?z a ait:Task . ?z ait:level ?b OPTIONAL { ?b skos:notation ?a } } LIMIT 1"
    assert server.query(text, "text/csv").text.startswith("z,b,a\r\n")
    text = "SELECT DISTINCT * { { SELECT ?y (1 AS ?x) { ?y a ait:Task ; a ?hidden } } } LIMIT 1"
    assert server.query(text, "text/csv").text.startswith("y,x\r\n")
    assert server.query("SELECT * {} ", "text/csv").status == 200


@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
def test_language_tags_have_their_capitals(server: Served, name: str) -> None:
    tag = {"json": '"zh-Hant"', "xml": 'xml:lang="zh-Hant"', "tsv": '"@zh-Hant\n'}[name]
    assert tag in server.query(NAMES, more=f"&format={name}").text


@pytest.mark.parametrize("name", ["ttl", "nt", "jsonld", "rdf", "nq"])
def test_language_tags_of_graphs_have_their_capitals(server: Served, name: str) -> None:
    answer = server.get(f"{TASK}.{name}").text
    assert "zh-Hant" in answer
    assert "zh-hant" not in answer


def test_only_language_tags_get_capitals() -> None:
    """Also where a text looks like a tag, in every format."""
    odd = '"@zh-tw . , "@zh-tw \\" xml:lang="zh-tw" <literal xml:lang="zh-tw">@zh-tw\n"@language":"zh-tw"'
    triple = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(odd))
    tagged = ox.Triple(triple.subject, triple.predicate, ox.Literal(odd, language="zh-TW"))
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in (triple, tagged))
    tags = Tags.of(store)
    for name, writer in (
        ("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD), ("rdf", ox.RdfFormat.RDF_XML),
    ):  # fmt: skip
        plain = ox.serialize([triple, tagged], format=writer) or b""
        restored = tags.restored(plain, name)
        assert set(ox.parse(restored, format=writer)) == set(ox.parse(plain, format=writer))
        assert len([n for n, b in enumerate(plain) if restored[n] != b]) == 2
    result = store.query("SELECT ?o { ?s ?p ?o }")
    assert isinstance(result, ox.QuerySolutions)
    for name in ("JSON", "XML", "TSV"):
        result = store.query("SELECT ?o { ?s ?p ?o }")
        assert isinstance(result, ox.QuerySolutions)
        plain = result.serialize(format=getattr(ox.QueryResultsFormat, name)) or b""
        restored = tags.restored(plain, name.lower())
        assert len([n for n, b in enumerate(plain) if restored[n] != b]) == 2


# Limits: the whole answer, or an error that names the limit.


@pytest.mark.parametrize("format_", TABLES, ids=lambda format_: format_.name)
def test_too_many_rows_are_an_error_that_names_the_limit(server: Served, format_: Format) -> None:
    media_type, name = format_.media_type, format_.name
    text = "SELECT ?x {{ VALUES ?y {{ {} }} VALUES ?x {{ {} }} }}"
    most = text.format("1 " * 75, "1 2 " * 20)
    answer = server.query(most, media_type)
    assert rows_in(answer.body, name) == 3000
    refused = server.query(most.replace("1 1 ", "1 1 1 ", 1), media_type)
    assert refused.status == 422
    assert refused.json["limit"] == "rows"
    assert "more than 3000 rows" in refused.json["detail"]


def test_texts_that_look_like_rows_do_not_count(server: Served) -> None:
    values = "1 " * 1500
    text = f'SELECT ("}},{{ \\n <result>" AS ?t) {{ VALUES ?x {{ {values} }} }}'
    for format_ in TABLES:
        assert server.query(text, format_.media_type).status == 200


def test_too_many_triples_are_an_error(server: Served) -> None:
    refused = server.query("CONSTRUCT WHERE { ?s a ?o }")
    assert (refused.status, refused.json["limit"]) == (422, "rows")


def test_too_many_bytes_are_an_error(server: Served) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(15))
    text = f"SELECT (?x15 AS ?t) {{ BIND('{'x' * 1000}' AS ?x0) {doubled} }}"
    refused = server.query(text)
    assert (refused.status, refused.json["limit"]) == (422, "answer")
    assert "larger than 20 MB" in refused.json["detail"]


def test_an_endless_query_is_stopped_and_says_when_to_come_again(server: Served) -> None:
    start = time.monotonic()
    refused = server.query(ENDLESS)
    assert time.monotonic() - start < 8
    assert (refused.status, refused.json["limit"]) == (503, "seconds")
    assert refused.headers["retry-after"].isdigit()
    assert server.query("ASK {}").status == 200


def test_the_work_for_a_client_that_hangs_up_is_stopped(server: Served) -> None:
    host, _, port = server.url.removeprefix("http://").rstrip("/").partition(":")
    before = server.get("/health").json["pool"]["stopped"]
    text = f"GET /sparql?query={quote(ENDLESS + '#gone')} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection((host, int(port))) as client:
        client.sendall(text.encode())
        time.sleep(0.3)
    deadline = time.monotonic() + 2  # sooner than its time limit
    while server.get("/health").json["pool"]["stopped"] == before:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert server.get("/health").json["pool"]["running"] == 0


def test_a_long_query_is_refused(server: Served) -> None:
    text = "ASK {} #" + "x" * 65_536
    form = f"query={quote(text)}".encode()
    refused = server.post("/sparql", FORM, form)
    assert (refused.status, refused.json["status"]) == (413, 413)
    assert "(limit: query)" in refused.json["detail"]
    huge = server.post("/sparql", FORM, b"query=" + b"x" * 3_000_000)
    assert (huge.status, "limit" in huge.json["detail"]) == (413, True)


def test_service_is_refused(server: Served) -> None:
    refused = server.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert (refused.status, "another server" in refused.json["detail"]) == (403, True)


@pytest.mark.parametrize("function", ["RAND()", "UUID()", "STRUUID()"])
def test_random_values_differ_from_answer_to_answer(server: Served, function: str) -> None:
    """Also between workers, which begin as copies of one process; nor are they kept."""
    found = [server.query(f"SELECT ({function} AS ?x) {{}}").body for _ in range(12)]
    assert len(set(found)) == 12


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("SELECT (RAND() AS ?x) {}", True),
        ("SELECT (1+now () AS ?x) {}", True),
        ("SELECT (STRUUID # (\n () AS ?x) {}", True),
        ("SELECT (bnode\r\n() AS ?x) {}", True),
        ("SELECT (\\u0052AND() AS ?x) {}", True),
        ("SELECT ?k { ?k a ait:Knowledge . ?known ait:knowledge ?brand }", False),
        ("ASK { FILTER(CONTAINS('as is known', 'uuid')) }", False),
    ],
)
def test_only_queries_that_call_what_changes_are_not_kept(text: str, changes: bool) -> None:
    assert bool(CHANGING.search(text)) is changes


# Resources.


def test_every_subject_of_the_project_resolves(server: Served, kg: atk.KnowledgeGraph) -> None:
    """A sample of them, one of each path of the first two parts, and every odd one."""
    every = sorted({quad.subject.value for quad in kg.store})
    ours = [iri.removeprefix(ID) for iri in every if iri.startswith(ID)]
    sample = {tuple(path.split("/")[:2]): path for path in ours}
    assert len(sample) > 100
    for path in sorted(sample.values())[::5]:
        answer = server.get(f"/id/{quote(path)}", "application/n-triples")
        assert answer.status == 200
        assert f"<{ID}{path}>" in answer.text
        assert server.get(f"/id/{quote(path)}", PAGE).status == 200


def test_a_resource_is_a_page_or_rdf(server: Served) -> None:
    page = server.get(TASK, PAGE)
    assert (page.status, page.type) == (200, "text/html")
    assert '<base href="../../">' in page.text
    assert "<h1>評估應用或發展效益</h1>" in page.text
    assert "「T1.3 評估應用或發展效益」" in page.text
    assert "not stated" not in page.text
    for accept, kind in (
        (None, "text/turtle"),
        ("application/rdf+xml, text/html;q=0.5", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
    ):
        assert server.get(TASK, accept).type == kind
    assert server.get(f"{TASK}.nt", PAGE).type == "application/n-triples"
    assert server.get(TASK, "image/png").status == 406
    assert page.headers["vary"] == "accept"


def test_a_header_in_two_lines_counts_as_one(server: Served) -> None:
    """RFC 9110, 5.2: their values are one list."""
    place = server.url.removeprefix("http://").rstrip("/")
    host, _, port = place.partition(":")
    for path, accepts, kind in (
        (TASK, ("text/html;q=0.1", "application/ld+json"), "application/ld+json"),
        (TASK, ("application/ld+json", "text/html;q=0.1"), "application/ld+json"),
        ("/sparql?query=ASK%7B%7D", ("text/csv", "image/png"), "text/csv"),
    ):
        lines = "".join(f"Accept: {accept}\r\n" for accept in accepts)
        with socket.create_connection((host, int(port))) as client:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: {place}\r\n{lines}\r\n".encode())
            assert f"content-type: {kind}" in client.recv(5000).decode()


def test_a_page_tells_in_english_what_the_document_does_not_state(server: Served) -> None:
    page = server.get("/id/SMS2512-002v1/T1.2?lang=en", PAGE).text
    assert "not stated in the documents" in page
    assert '<article lang="en">' in page


def test_a_resource_has_links_to_its_other_forms(server: Served) -> None:
    link = server.get(TASK).headers["link"]
    assert f'<{ID}SMS2512-002v1/T1.3>; rel="canonical"' in link
    assert '<../../id/SMS2512-002v1/T1.3.ttl>; rel="describedby"; type="text/turtle"' in link
    assert 'T1.3.jsonld>; rel="alternate"; type="application/ld+json"' in link


def test_an_etag_spares_the_body(server: Served) -> None:
    for path in (TASK, f"{TASK}.rdf", "/", "/style.css", "/data/queries.json", "/graph/sources.nt"):
        first = server.get(path)
        again = server.request("GET", path, headers={"If-None-Match": first.headers["etag"]})
        assert (first.status, again.status, again.body) == (200, 304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert server.get(TASK).headers["etag"] != server.get(TASK, PAGE).headers["etag"]


def test_graphs_and_the_ontology_resolve(server: Served, kg: atk.KnowledgeGraph) -> None:
    graph = ox.NamedNode(GRAPH + "sources")
    stated = {quad.triple for quad in kg.store.quads_for_pattern(None, None, None, graph)}
    answer = server.get("/graph/sources", "application/n-triples")
    assert {q.triple for q in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)} == stated
    assert server.get("/graph/sources", PAGE).type == "text/html"
    page = server.get("/ontology", PAGE)
    assert (page.status, 'id="Task"' in page.text) == (200, True)
    assert "ait:requires" in server.get("/ontology.ttl").text


def test_what_is_not_there_has_a_page_with_suggestions(server: Served) -> None:
    page = server.get("/id/SMS2512-002v1/T1.33", PAGE)
    assert (page.status, page.type) == (404, "text/html")
    assert '<a href="id/SMS2512-002v1/T1.3">' in page.text
    told = server.get("/id/SMS2512-002v1/T1.33", "text/turtle")
    assert (told.status, told.type) == (404, "application/problem+json")
    assert told.json["near"][0] == "SMS2512-002v1/T1.3"


@pytest.mark.parametrize(
    "path",
    [
        "/id/../../etc/passwd", "/id/%2e%2e/%2e%2e/etc/passwd", "/id/a%00b", "/id/%FF%FE",
        "/id/<script>", "/id/%3Cscript%3E%22'&", "/id/" + "x" * 5000, "/data/..%2f..%2fREADME.md",
        "/data/../../README.json", "/data/%2e%2e/home.json", "/js/../../pages.py", "/graph/none",
        "/vendor/%2e%2e/shell.html", "/.git/config", "/shell.html.", "//etc/passwd", "/id/中文",
    ],
)  # fmt: skip
def test_odd_paths_are_not_found(server: Served, path: str) -> None:
    safe = quote(path, safe="/%<>'&.")
    for accept in (PAGE, None):
        answer = server.get(safe, accept)
        assert answer.status == 404
        assert b"<script>" not in answer.body or answer.type == "application/problem+json"


def test_names_with_other_letters_resolve(own: Served) -> None:
    """Percent-encoded in the address, whether the IRI itself is or not."""
    page = own.get(f"/id/own/{quote('證照')}", PAGE)
    assert (page.status, "<h1>&lt;b&gt;證照&lt;/b&gt;</h1>" in page.text) == (200, True)
    assert ' data-code="own/證照">' in page.text
    other = own.get("/id/own/%E8%AD%89", PAGE).text
    assert '<main id="main" tabindex="-1" data-code="own/%E8%AD%89">' in other
    assert '"證"@zh-TW' in own.get("/id/own/%E8%AD%89").text
    assert own.get(f"/graph/user/{quote('我的 資料')}", "text/turtle").status == 200


# Pages and files.


@pytest.mark.parametrize("page", PAGES)
def test_pages_have_strict_headers(server: Served, page: str) -> None:
    answer = server.get("/" if page == "home" else f"/{page}.html", PAGE)
    assert (answer.status, answer.type) == (200, "text/html")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "frame-ancestors 'none'" in policy
    assert ("'unsafe-inline'" in policy) == (page == "query")


@pytest.mark.parametrize(
    "path", ["/", "/js/app.js", "/health", TASK, "/nothing", "/sparql", "/data/home.json"]
)
def test_every_answer_has_the_headers_that_keep_it_safe(server: Served, path: str) -> None:
    headers = server.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert "server" not in headers


def test_a_preflight_allows_any_origin_without_credentials(server: Served) -> None:
    asked = {"Origin": "http://a.example", "Access-Control-Request-Method": "POST"}
    answer = server.request("OPTIONS", "/sparql", headers=asked)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert "content-type" in answer.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/health", "/sparql?query=ASK%7B%7D", "/id/own/%E8%AD%89", "/api/x"]
)
def test_files_of_a_user_are_read_by_no_other_site(own: Served, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        headers = own.request(method, path, headers={"Origin": "http://a.example"}).headers
        assert not [name for name in headers if name.startswith("access-control-")]
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_files_of_a_user_are_read_by_others_where_that_is_asked_for() -> None:
    assert "--cors" in CliRunner().invoke(main, ["serve", "--help"]).stdout
    told: list[Settings] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aitalent_kg.server.app.app", lambda _, settings: told.append(settings))
        patch.setattr("aitalent_kg.server.run.serve_on", lambda *_: None)
        patch.setattr("aitalent_kg.workers.pool.Pool", NoPool)
        for options in ([], ["--with", "x.ttl"], ["--with", "x.ttl", "--cors"]):
            CliRunner().invoke(main, ["serve", "--port", "0", *options], catch_exceptions=False)
    assert [settings.cors for settings in told] == [True, False, True]


class NoPool:
    """Stands for a pool that is never asked."""

    def __init__(self, *_: object) -> None: ...

    def wait(self) -> None: ...

    def __enter__(self) -> NoPool:
        return self

    def __exit__(self, *_: object) -> None: ...


@pytest.mark.parametrize(
    ("asked", "status", "place", "begin", "end"),
    [
        ("bytes=0-9", 206, "bytes 0-9/{}", 0, 10),
        ("bytes=10-", 206, "bytes 10-{last}/{}", 10, None),
        ("bytes=-5", 206, "bytes {tail}-{last}/{}", -5, None),
        ("bytes=99999999-", 416, "bytes */{}", 0, 0),
        ("bytes=5-2", 200, "", 0, None),
        ("bytes=0-1,3-4", 200, "", 0, None),
        ("rows=1-2", 200, "", 0, None),
    ],
)
def test_a_part_of_an_answer_can_be_asked_for(
    server: Served, asked: str, status: int, place: str, begin: int, end: int | None
) -> None:
    whole = server.get("/style.css").body
    answer = server.request("GET", "/style.css", headers={"Range": asked})
    size = len(whole)
    shown = place.format(size, last=size - 1, tail=size - 5)
    assert (answer.status, answer.headers.get("content-range", "")) == (status, shown)
    assert answer.body == whole[begin:end]


def test_head_has_the_headers_of_get(server: Served) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/", TASK):
        got, head = server.get(path), server.request("HEAD", path)
        assert head.body == b""
        assert head.headers["content-length"] == got.headers["content-length"]


def test_every_view_is_served(server: Served, kg: atk.KnowledgeGraph) -> None:
    """Also those that nobody asked for before there were workers, which can open no file."""
    views = names(kg)
    some = {name.partition("/")[0]: name for name in views}
    for name in [*some.values(), *views[::12]]:
        answer = server.get(f"/data/{quote(name)}.json")
        assert answer.status == 200, answer.text[:500]
        json.loads(answer.body)
    assert server.get("/data/home.json").text == view_text(kg, "home")  # as the static site has it


# Starting, logging and stopping.


def test_the_log_has_paths_without_what_was_asked(server: Served) -> None:
    server.query("SELECT (1 AS ?verysecret) {}")
    server.get("/nothing?name=verysecret")
    log = server.log.read_text()
    assert "GET /sparql 200" in log
    assert "GET /nothing 404" in log
    assert "verysecret" not in log


def test_queries_are_logged_where_that_is_asked_for(own: Served) -> None:
    own.query("SELECT (1 AS ?shown) {}")
    for _ in range(50):
        if "'SELECT (1 AS ?shown) {}'" in own.log.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(own.log.read_text())


def test_a_taken_port_is_told(server: Served) -> None:
    port = server.url.rstrip("/").rpartition(":")[2]
    told = CliRunner().invoke(main, ["serve", "--port", port])
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
    assert f"cannot listen on 127.0.0.1 port {port}: address already in use" in told.stderr


def test_a_broken_file_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<a> <b> .")
    told = CliRunner().invoke(main, ["serve", "--port", "0", "--with", str(path)])
    assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
    assert f"{path}:1:" in told.stderr


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "uvicorn", None)
    told = CliRunner().invoke(main, ["serve", "--port", "0"])
    assert told.exit_code == 1
    assert told.stderr == "aitalent-kg: this needs uvicorn: pip install 'aitalent-kg[server]'\n"


def test_a_server_listens_on_this_machine_alone_unless_told(server: Served) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    assert os.getpid() != server.process.pid


def test_a_server_that_stops_answers_first_and_leaves_no_process(own: Served) -> None:
    host, _, port = own.url.removeprefix("http://").rstrip("/").partition(":")
    with socket.create_connection((host, int(port))) as client:
        text = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        client.sendall(text.encode())
        time.sleep(0.3)
        children = descendants(own.process.pid)
        assert len(children) >= 3  # the one that has the data, and workers
        own.process.terminate()
        assert client.recv(100).startswith(b"HTTP/1.1 503")
    assert own.process.wait(20) == 0
    deadline = time.monotonic() + 5
    while any(map(lives, children)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def lives(pid: int) -> bool:
    """Whether a process runs; one that only waits for its parent to take notice does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those they started."""
    told = (path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    children = [int(child) for each in told for child in each]
    return children + [each for child in children for each in descendants(child)]


def test_a_wrong_address_is_a_page_for_people_and_a_problem_for_programs(server: Served) -> None:
    person = server.request("GET", "/a/nosuch.html", headers={"accept": "text/html,*/*;q=0.8"})
    assert person.status == 404
    assert person.headers["content-type"] == "text/html; charset=utf-8"
    assert b'<base href="../">' in person.body
    program = server.request("GET", "/a/nosuch.html")
    assert program.headers["content-type"] == "application/problem+json"
