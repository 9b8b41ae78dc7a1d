"""What several test files need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from browser import chromium, page, shared, static_folder, static_site  # noqa: F401 - fixtures

import aitalent_kg as atk
from aitalent_kg.push import push

#: Values that break a query, or become other values, where text is pasted into it.
HOSTILE = [
    'a "quoted" word',
    "an 'apostrophe'",
    "back\\slash",
    "ends in a backslash\\",
    "\\u0022",
    "\\\\u0022 \\U00000022",
    "C:\\users\\Ulrich",
    "two\nlines",
    "tab\there",
    "return\rhere",
    '" } UNION { ?x ?y ?z } #',
    "} UNION {",
    "{{}}",
    "?x",
    "$1",
    "$lang ?lang",
    "# param",
    '"""',
    "'''",
    "\\",
    '\\"',
    "<http://example.org/>",
    "%22%7D",
    "&quot;&amp;",
    "😀 emoji 👩‍🔬",
    "𠮷野家 㐀 𪚥",
    "Ａ full width",
    "  two  blanks  ",
    "e\u0301 combined",
    "\u202eright to left",
    "1 OR 1=1; DROP GRAPH <x>",
]
_HOSTILE_GRAPH = "hostile.ttl"


@pytest.fixture(scope="session")
def kg() -> atk.KnowledgeGraph:
    """The whole graph; a test that changes its store puts it back."""
    return atk.load()


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph in which each hostile value is the code of one thing."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

    code = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    triples = [
        Triple(NamedNode(f"urn:hostile:{place}"), code, Literal(value))
        for place, value in enumerate(HOSTILE)
    ]
    path = tmp_path_factory.mktemp("hostile") / _HOSTILE_GRAPH
    path.write_bytes(serialize(triples, format=RdfFormat.TURTLE) or b"")
    return path


@pytest.fixture(scope="session")
def virtuoso(
    tmp_path_factory: pytest.TempPathFactory, hostile_file: Path
) -> Iterator[atk.KnowledgeGraph]:
    """Virtuoso with our graphs, and a graph of hostile values."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        push(atk.load(extra=[hostile_file]).store, server.target)
        yield atk.connect(server.query_url)


@pytest.fixture(scope="session")
def oxigraph_server(
    tmp_path_factory: pytest.TempPathFactory, hostile_file: Path
) -> Iterator[atk.KnowledgeGraph]:
    """The Oxigraph server with our graphs, and a graph of hostile values."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        push(atk.load(extra=[hostile_file]).store, server.target)
        yield atk.connect(server.query_url)


@pytest.fixture(scope="session")
def on_rdflib() -> atk.KnowledgeGraph:
    """The whole graph, asked with rdflib."""
    return atk.load(engine="rdflib")


@pytest.fixture(scope="session")
def engines(
    kg: atk.KnowledgeGraph,
    on_rdflib: atk.KnowledgeGraph,
    virtuoso: atk.KnowledgeGraph,
    oxigraph_server: atk.KnowledgeGraph,
) -> dict[str, atk.KnowledgeGraph]:
    """The same graph on every engine."""
    return {
        "pyoxigraph": kg,
        "rdflib": on_rdflib,
        "virtuoso": virtuoso,
        "oxigraph server": oxigraph_server,
    }
