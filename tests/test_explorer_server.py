"""The pages of the server, under its policy; YASGUI as it comes against its endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from browser import VIEWS, go, in_language, opened, settled
from served import serving

import aitalent_kg as atk

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Address of a server of the whole graph, with a slash at its end."""
    with serving() as running:
        yield running.url


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_of_the_server_is_whole_under_its_strict_policy(
    name: str, chromium: Browser, server: str
) -> None:
    with opened(chromium, server) as page:
        go(page, server + in_language(VIEWS[name], "en"))
        settled(page)
        assert page.locator("h1").count() == 1
        assert page.locator("main .problem").count() == 0
        assert len(page.locator("main").inner_text()) > 200


def test_the_iri_of_a_resource_is_its_page(chromium: Browser, server: str) -> None:
    with opened(chromium, server) as page:
        go(page, server + "id/SMS2512-002v1/T1.3?lang=en")
        settled(page)
        assert "Assess the benefits of application or development" in page.inner_text("h1")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.click("#switch-lang")
        page.wait_for_selector("html[data-lang=zh] main[data-ready=true]")
        assert "/id/SMS2512-002v1/T1.3" in page.url
        page.click("nav.pages a >> nth=0")
        page.wait_for_selector(".hero")


def test_the_server_suggests_what_the_library_finds(
    chromium: Browser, server: str, kg: atk.KnowledgeGraph
) -> None:
    with opened(chromium, server) as page:
        go(page, server + "index.html")
        page.locator("#home-search").press_sequentially("机器学")
        page.wait_for_selector("#home-search-list [role=option]")
        shown = page.locator("#home-search-list").inner_text()
        assert all(hit.code in shown for hit in kg.search("机器学", limit=12))


def test_the_query_page_asks_the_endpoint(chromium: Browser, server: str) -> None:
    refused = "the server responded with a status of 403"  # a browser tells that of any fetch
    with opened(chromium, server, expected=refused) as page:
        go(page, server + VIEWS["query"])
        page.wait_for_selector("#result tbody tr")
        assert page.locator("#result tbody tr").count() == 15
        page.goto(f"{server}query.html?q={quote('SELECT * { SERVICE <http://example.org/> { } }')}")
        page.wait_for_selector("#result .problem")
        assert "SERVICE" in page.inner_text("#result")


def test_yasgui_as_it_comes_works_with_the_endpoint(chromium: Browser, server: str) -> None:
    with opened(chromium, server) as page:
        go(page, server + "query.html")
        page.evaluate(
            """endpoint => {
                const place = document.body.appendChild(document.createElement("div"));
                const made = new Yasgui(place, {
                    requestConfig: { endpoint, method: "POST" },
                    yasqe: { autocompleters: [], value: "" },
                    persistenceId: null,
                    autofocus: false,
                });
                const tab = made.getTab();
                tab.setQuery("SELECT ?code { ?t a ait:Task ; skos:notation ?code } ORDER BY ?code");
                return tab.getYasqe().query().then(() => true);
            }""",
            server + "sparql",
        )
        page.wait_for_selector(".yasr table tbody tr")
        assert "T1.1" in page.locator(".yasr").inner_text()
