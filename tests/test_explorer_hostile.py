"""Hostile names in the graph and hostile state in the URL are text on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from browser import VIEWS, Handler, go, in_language, opened, serving, settled

import aitalent_kg as atk
from aitalent_kg.explorer.pages import FILES, page
from aitalent_kg.explorer.site import view_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "javascript:window.hacked=1",
    "</title></textarea><iframe srcdoc='<script>parent.hacked=1</script>'>",
    "{{constructor.constructor('window.hacked=1')()}}${window.hacked=1}",
]
QUOTE = "urn:hostile:quote"


@pytest.fixture(scope="module")
def hostile_graph(
    kg: atk.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> atk.KnowledgeGraph:
    """The whole graph, in which hostile text is the first name and text of every resource."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

    from aitalent_kg.names import ID, expand

    found = {quad.subject.value for quad in kg.store if isinstance(quad.subject, NamedNode)}
    triples = [
        Triple(NamedNode(iri), NamedNode(expand("rdfs:seeAlso")), NamedNode(HOSTILE[3]))
        for iri in sorted(found)
    ]
    for at, iri in enumerate(sorted(iri for iri in found if iri.startswith(ID))):
        for predicate in ("skos:prefLabel", "skos:altLabel", "skos:definition", "ait:text"):
            for lang in ("zh-Hant", "en"):
                text = f"!{HOSTILE[at % len(HOSTILE)]} {at}"  # "!" sorts before every letter
                value = Literal(text, language=lang)
                triples.append(Triple(NamedNode(iri), NamedNode(expand(predicate)), value))
    source = NamedNode(f"{ID}source/SMS2512-002v1")  # a quote without its words and its place
    triples.append(Triple(NamedNode(QUOTE), NamedNode(expand("prov:wasQuotedFrom")), source))
    path = tmp_path_factory.mktemp("hostile") / "names.nt"
    path.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    return atk.load(extra=[path])


class _Lazy(Handler):
    """The static site of a graph, of which each view is made when it is asked for."""

    def __init__(self, *args: object, made: Callable[[str], bytes], **kwargs: object) -> None:
        self.made = made
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 - its name there
        path = unquote(urlsplit(self.path).path).removeprefix("/kg/")
        name, _, ending = path.rpartition(".")
        if ending == "html":
            self.answer(page("home" if name == "index" else name).encode(), "text/html")
        elif path.startswith("data/"):
            self.answer(self.made(name.removeprefix("data/")), "application/octet-stream")
        else:
            super().do_GET()

    def answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def lazy_site(kg: atk.KnowledgeGraph, files: Path) -> Iterator[str]:
    @cache
    def made(name: str) -> bytes:
        if name == "graph.nq":  # packed or not, as web servers differ
            return kg.store.dump(format=RdfFormat.N_QUADS) or b""
        return view_text(kg, name).encode()

    from pyoxigraph import RdfFormat

    handler = partial(_Lazy, made=made, directory=str(files))
    with serving(handler) as address:
        yield address


@pytest.fixture(scope="module")
def hostile_site(hostile_graph: atk.KnowledgeGraph) -> Iterator[str]:
    with lazy_site(hostile_graph, FILES) as address:
        yield address


@pytest.mark.parametrize("name", VIEWS)
def test_hostile_names_are_only_text_with_and_without_the_policy(
    name: str, chromium: Browser, hostile_site: str
) -> None:
    for bypassed in (False, True):
        with opened(chromium, hostile_site, bypass_csp=bypassed) as page:
            go(page, hostile_site + in_language(VIEWS[name], "en"))
            settled(page)
            page.wait_for_timeout(100)  # what an image would run comes after its error
            assert "hacked=1" in page.locator("main").inner_text()
            assert page.evaluate("window.hacked") is None
            assert page.locator("main script, main iframe, main img[src=x]").count() == 0
            links = page.locator("a").evaluate_all("links => links.map(link => link.href)")
            assert not [link for link in links if not re.match(r"https?:", link)]


def test_a_user_s_quote_without_words_has_a_page_that_says_whose_it_is(
    chromium: Browser, hostile_site: str
) -> None:
    with opened(chromium, hostile_site) as page:
        go(page, f"{hostile_site}resource.html?id={QUOTE}&lang=en")
        assert page.locator("main .problem").count() == 0
        assert page.locator("#statements td").last.inner_text() == "a user's file"
        assert "from a user's file" in page.locator("#evidence").inner_text()


def test_hostile_state_in_the_url_is_only_text(chromium: Browser, static_site: str) -> None:
    keys = ("id", "doc", "at", "from", "to", "left", "right", "name", "p.task", "kind", "topic")
    state = "&".join(f"{key}=%3Cimg%20src%3Dx%20onerror%3Dhacked%3D1%3E" for key in keys)
    with opened(chromium, static_site, bypass_csp=True) as page:
        for address in VIEWS.values():
            go(page, f"{static_site}{address.partition('?')[0]}?{state}")
            page.wait_for_timeout(100)
            assert page.evaluate("window.hacked") is None, address
            assert page.locator("main img[src=x]").count() == 0
