"""Clients that people use, against a running server: each gets what the graph says.

Expected values are those of the documents: task T1.3 of SMS2512-002v1 and what it requires.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pandas
import polars
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import Served, serving
from servers import missing
from SPARQLWrapper import (  # fmt: skip
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

from aitalent_kg.names import AIT, ID, PREFIXES

TASK = URIRef(f"{ID}SMS2512-002v1/T1.3")
NAME = "評估應用或發展效益"
SKILLS = ["S03", "S05", "S08", "S09", "S10", "S11"]
#: A line each: rdflib takes the second # of a line for a comment where SERVICE follows.
DECLARED = f"PREFIX skos: <{PREFIXES['skos']}>\nPREFIX ait: <{AIT}>\n"
PATTERN = f"""<{TASK}> ait:requires ?item .
  ?item a ait:Skill ; skos:notation ?code ; skos:prefLabel ?name
  FILTER(LANGMATCHES(LANG(?name), "zh"))"""
SELECT = f"{DECLARED} SELECT ?code ?name WHERE {{ {PATTERN} }} ORDER BY ?code"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{TASK}> <{PREFIXES['skos']}prefLabel> ?name }}"
#: What npm installs; undici 8 needs a newer node than Debian has.
PACKAGE = {
    "private": True,
    "dependencies": {"@comunica/query-sparql": "^5.0.0"},
    "overrides": {"undici": "^7.0.0"},
}


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with serving() as running:
        yield running


def table_url(server: Served, format_: str) -> str:
    return f"{server.endpoint}?{urlencode({'query': SELECT, 'format': format_})}"


# curl


def curl(*arguments: str) -> str:
    if shutil.which("curl") is None:
        missing("curl is not installed: apt-get install curl")
    command = ["curl", "--silent", "--show-error", "--fail-with-body", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()


def test_curl_asks_by_get_form_and_direct_post(server: Served) -> None:
    csv = ["-H", "Accept: text/csv"]
    by_get = curl(*csv, "--get", "--data-urlencode", f"query={SELECT}", server.endpoint)
    by_form = curl(*csv, "--data-urlencode", f"query={SELECT}", server.endpoint)
    direct = curl(
        *csv,
        "-H",
        "Content-Type: application/sparql-query",
        "--data-binary",
        SELECT,
        server.endpoint,
    )
    assert by_get == by_form == direct
    assert [line.partition(",")[0] for line in by_get.split("\r\n")] == ["code", *SKILLS, ""]


def test_curl_follows_an_iri_to_its_turtle(server: Served) -> None:
    turtle = curl("-H", "Accept: text/turtle", f"{server.url}id/SMS2512-002v1/T1.3")
    assert f'"{NAME}"@zh-Hant' in turtle


# SPARQLWrapper


def wrapper(server: Served, text: str, kind: str, method: str, request: str) -> SPARQLWrapper:
    found = SPARQLWrapper(server.endpoint)
    found.setQuery(text)
    found.setReturnFormat(kind)
    found.setMethod(method)
    found.setRequestMethod(request)
    return found


WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]


@pytest.mark.parametrize(("method", "request_method"), WAYS)
@pytest.mark.parametrize("kind", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_tables(
    server: Served, method: str, request_method: str, kind: str
) -> None:
    found: Any = wrapper(server, SELECT, kind, method, request_method).queryAndConvert()
    if kind == JSON:
        codes = [row["code"]["value"] for row in found["results"]["bindings"]]
    elif kind == XML:
        codes = [
            node.firstChild.data
            for binding in found.getElementsByTagName("binding")
            if binding.getAttribute("name") == "code"
            for node in binding.getElementsByTagName("literal")
        ]
    else:
        mark = "," if kind == CSV else "\t"
        lines = found.decode().splitlines()[1:]
        codes = [line.partition(mark)[0].strip('"') for line in lines]
    assert codes == SKILLS


@pytest.mark.parametrize(("method", "request_method"), WAYS)
@pytest.mark.parametrize("kind", [XML, RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_reads_graphs(
    server: Served, method: str, request_method: str, kind: str
) -> None:
    found: Any = wrapper(server, CONSTRUCT, kind, method, request_method).queryAndConvert()
    if isinstance(found, bytes):
        found = Graph().parse(data=found, format="turtle" if kind in (TURTLE, N3) else kind)
    assert Literal(NAME, lang="zh-Hant") in set(found.objects(TASK))


@pytest.mark.parametrize("kind", [JSON, XML])
def test_sparqlwrapper_reads_truth_values(server: Served, kind: str) -> None:
    found: Any = wrapper(
        server, f"ASK {{ <{TASK}> ?p ?o }}", kind, GET, URLENCODED
    ).queryAndConvert()
    truth = found["boolean"] if kind == JSON else found.getElementsByTagName("boolean")[0].firstChild.data == "true"  # fmt: skip
    assert truth is True


# rdflib


def test_rdflib_store_reads_from_the_server(server: Served) -> None:
    graph = Graph(SPARQLStore(server.endpoint, returnFormat="json"))
    assert sorted(str(row[0]) for row in rows_of(graph)) == SKILLS
    names = set(graph.objects(TASK, URIRef(PREFIXES["skos"] + "prefLabel")))
    assert Literal(NAME, lang="zh-Hant") in names


def rows_of(graph: Graph, text: str = SELECT) -> list[Any]:
    return list(graph.query(text))


def federated(server: Served) -> str:
    service = f"SERVICE <{server.endpoint}> {{ {PATTERN} }}"
    return f"{DECLARED}SELECT ?code WHERE {{ {service} }} ORDER BY ?code"


def test_rdflib_asks_us_as_a_service(server: Served) -> None:
    assert [str(row[0]) for row in rows_of(Dataset(), federated(server))] == SKILLS


def test_pyoxigraph_asks_us_as_a_service(server: Served) -> None:
    rows = ox.Store().query(federated(server))
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["code"].value for row in rows] == SKILLS


# Data frames


@pytest.mark.parametrize(("format_", "mark"), [("csv", ","), ("tsv", "\t")])
def test_pandas_reads_a_query_by_its_address(server: Served, format_: str, mark: str) -> None:
    frame = pandas.read_csv(table_url(server, format_), sep=mark)
    assert [str(code).strip('"') for code in frame.iloc[:, 0]] == SKILLS


def test_polars_reads_a_query_by_its_address(server: Served) -> None:
    frame = polars.read_csv(table_url(server, "csv"))
    assert frame["code"].to_list() == SKILLS


def test_data_frames_read_the_library_by_address(server: Served) -> None:
    address = f"{server.url}api/query/items-of-task?task={quote('SMS2512-002v1/T1.3', safe='')}"
    frame = pandas.read_csv(f"{address}&kind=Skill&format=csv")
    assert frame["code"].to_list() == SKILLS


# Comunica


@pytest.fixture(scope="module")
def comunica() -> Path:
    """Comunica from npm, kept in the build folder once it is there."""
    if shutil.which("npm") is None:
        missing("npm is not installed: apt-get install npm")
    folder = Path(__file__).resolve().parent.parent / "build" / "comunica"
    program = folder / "node_modules" / ".bin" / "comunica-sparql"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps(PACKAGE))
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
        done = subprocess.run(["npm", "install", *options], capture_output=True)
        if done.returncode or not program.exists():
            missing(f"npm cannot install Comunica: {done.stderr.decode()[-300:]}")
    return program


def test_comunica_asks_the_bare_endpoint(server: Served, comunica: Path) -> None:
    command = [str(comunica), server.endpoint, SELECT]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    rows = json.loads(done.stdout)
    assert [row["code"].strip('"') for row in rows] == SKILLS


def test_comunica_finds_the_endpoint_by_its_description(server: Served, comunica: Path) -> None:
    """The path does not end in sparql here, so that only the description tells what it is."""
    command = [str(comunica), f"{server.endpoint}/", CONSTRUCT]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert NAME in done.stdout.decode()
