"""Copying the graph to a server: complete, counted, repeatable, and nobody else's loss."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from pyoxigraph import RdfFormat, Store, parse

import aitalent_kg as atk
from aitalent_kg.engines.web import Access
from aitalent_kg.errors import AitalentError, EndpointError
from aitalent_kg.names import graph_iri
from aitalent_kg.push import Target, push, write_nquads

STANDARD = graph_iri("SMS2512-002v1")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[servers.Server]:
    with servers.oxigraph(tmp_path) as running:
        yield running


def add(server: servers.Server, graph: str, triples: str) -> None:
    """What somebody else puts there."""
    url = f"{server.target.url}?graph={graph}"
    request = urllib.request.Request(
        url, triples.encode(), {"Content-Type": "application/n-triples"}, method="POST"
    )
    urllib.request.urlopen(request).close()


def count(server: servers.Server, graph: str) -> int:
    text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return int(atk.connect(server.query_url, graphs=()).select(text)[0].n)


@pytest.mark.parametrize("bulk", [False, True])
def test_all_graphs_arrive_and_a_second_push_changes_nothing(
    server: servers.Server, kg: atk.KnowledgeGraph, bulk: bool
) -> None:
    told: list[str] = []
    first = push(kg.store, server.target, bulk=bulk, progress=told.append)
    assert sum(one.after for one in first) == len(kg)
    assert {one.before for one in first} == {0}
    assert "SMS2512-002v1 2310 of 2310" in told
    second = push(kg.store, server.target, bulk=bulk)
    assert [one.after for one in second] == [one.after for one in first]
    assert [one.before for one in second] == [one.after for one in first]


def test_the_statements_of_others_stay(server: servers.Server, kg: atk.KnowledgeGraph) -> None:
    add(server, "urn:theirs", "<urn:a> <urn:b> <urn:c> .")
    add(server, STANDARD, "<urn:a> <urn:b> <urn:c> .")
    with pytest.raises(EndpointError, match="SMS2512-002v1> holds 1 statements more, which were"):
        push(kg.store, server.target)
    assert count(server, "urn:theirs") == 1
    assert count(server, STANDARD) == 2310 + 1


def test_replace_touches_graphs_of_our_names_only(
    server: servers.Server, kg: atk.KnowledgeGraph
) -> None:
    add(server, "urn:theirs", "<urn:a> <urn:b> <urn:c> .")
    add(server, STANDARD, "<urn:a> <urn:b> <urn:c> .")
    push(kg.store, server.target, replace=True)
    assert count(server, "urn:theirs") == 1
    assert count(server, STANDARD) == 2310


def test_a_large_graph_is_sent_in_parts(
    server: servers.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aitalent_kg.push.PART", 1000)
    told: list[str] = []
    push(atk.load("SMS2512-002v1").store, server.target, replace=True, progress=told.append)
    mine = [step for step in told if step.startswith("SMS2512-002v1")]
    assert mine == [f"SMS2512-002v1 {n} of 2310" for n in (1000, 2000, 2310)]
    assert count(server, STANDARD) == 2310


def test_blank_nodes_are_refused_before_anything_is_sent(
    server: servers.Server, tmp_path: Path
) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("[] <urn:p> <urn:o> .", encoding="utf-8")
    with pytest.raises(AitalentError, match=r"user/mine> has blank nodes.*give them IRIs"):
        push(atk.load(extra=[path]).store, server.target)
    assert count(server, STANDARD) == 0


def test_a_server_that_refuses_or_is_not_there_is_named(
    virtuoso: atk.KnowledgeGraph, kg: atk.KnowledgeGraph
) -> None:
    url = virtuoso.engine.name.replace("/sparql", "/sparql-graph-crud-auth")
    with pytest.raises(EndpointError, match="answered 401"):
        push(kg.store, Target(url))
    with pytest.raises(EndpointError, match="answered 401") as caught:
        push(kg.store, Target(url, access=Access("dba", "wrong-word", digest=True)))
    assert "wrong-word" not in str(caught.value)
    nowhere = f"http://127.0.0.1:{servers.free_port()}/store"
    with pytest.raises(EndpointError, match="cannot be reached"):
        push(kg.store, Target(nowhere))
    with pytest.raises(EndpointError, match="give the address that answers queries too"):
        push(kg.store, Target("http://127.0.0.1/elsewhere"))
    with pytest.raises(EndpointError, match="no address of a server"):
        Target("ftp://127.0.0.1/store")


def test_nquads_for_a_bulk_loader(tmp_path: Path, kg: atk.KnowledgeGraph) -> None:
    path = tmp_path / "all.nq"
    assert write_nquads(kg.store, path) == len(kg)
    loaded = Store()
    loaded.extend(parse(path=str(path), format=RdfFormat.N_QUADS))
    assert set(loaded) == set(kg.store)
