"""Every page of the explorer in a browser: both languages, wide and narrow, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from browser import NARROW, VIEWS, WIDE, axe, go, in_language, opened, settled, wide

import aitalent_kg as atk
from aitalent_kg.explorer import home_view, sources_view
from aitalent_kg.explorer.labels import document_pair
from aitalent_kg.explorer.pages import PAGES
from aitalent_kg.names import DOCUMENTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TAGS = {"zh": "zh-Hant-TW", "en": "en"}


@pytest.mark.parametrize("lang", TAGS)
@pytest.mark.parametrize("name", VIEWS)
def test_a_page_is_whole_in_each_language_wide_and_narrow(
    name: str, lang: str, chromium: Browser, static_site: str
) -> None:
    dark = "dark" if lang == "en" else "light"
    with opened(chromium, static_site, color_scheme=dark) as page:
        go(page, static_site + in_language(VIEWS[name], lang))
        settled(page)
        assert page.locator("html").get_attribute("lang") == TAGS[lang]
        assert page.locator("h1").count() == 1
        assert page.locator("h1").inner_text().strip()
        site = {"zh": "AI 人才知識圖譜", "en": "AI talent knowledge graph"}[lang]
        assert page.title().endswith(f" – {site}")
        assert page.locator("main .problem").count() == 0
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            assert wide(page) <= 0, f"{wide(page)} pixels too wide at {size['width']}"
            if (size == WIDE) == (
                lang == "zh"
            ):  # Chinese is wide and light, English narrow and dark
                axe(page)


def test_the_pages_of_the_walk_are_all_pages() -> None:
    assert set(VIEWS) == set(PAGES)


def test_the_language_switch_leads_to_the_same_view_in_the_other_language(
    page: Page, static_site: str
) -> None:
    go(page, static_site + VIEWS["resource"])
    page.click("#switch-lang")
    page.wait_for_selector("main[data-ready=true]")
    assert page.locator("html").get_attribute("lang") == "en"
    assert "id=SMS2512-002v1" in unquote(page.url)
    page.goto(static_site + "index.html")  # it is remembered
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_theme_switch_is_remembered(page: Page, static_site: str) -> None:
    go(page, static_site + "index.html")
    page.click("#switch-theme")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_keyboard_reaches_the_content_first(page: Page, static_site: str) -> None:
    go(page, static_site + "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_suggestions_are_chosen_by_keyboard(page: Page, static_site: str) -> None:
    go(page, static_site + "index.html")
    box = page.locator("#home-search")
    box.press_sequentially("机器学")
    page.wait_for_selector("#home-search-list [role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    names = page.locator("#home-search-list [role=group]").evaluate_all(
        "groups => groups.map(group => group.getAttribute('aria-label'))"
    )
    assert len(names) == len(set(names)) > 1
    box.press("ArrowDown")
    chosen = page.locator("#home-search-list [aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    axe(page)
    box.press("Enter")
    page.wait_for_url("**/resource.html?id=*")


def test_enter_in_the_header_shows_all_hits(page: Page, static_site: str) -> None:
    go(page, static_site + "conflicts.html")
    box = page.locator("#header-search input")
    box.fill("K05")
    box.press("Enter")
    page.wait_for_url("**/index.html?q=K05")
    page.wait_for_selector(".results li")
    found = page.locator(".results .code").all_inner_texts()
    assert set(found[:2]) == {"SMS2512-002v1/K05", "SET2529-001v2/K05"}


def test_the_five_questions_lead_to_views_that_answer(page: Page, static_site: str) -> None:
    go(page, static_site + "index.html")
    links = page.locator(".questions a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 5
    for address in links:
        go(page, address)
        assert page.locator("main .problem").count() == 0
        assert len(page.locator("main").inner_text()) > 200


def test_home_tells_the_numbers_of_the_graph(
    page: Page, static_site: str, kg: atk.KnowledgeGraph
) -> None:
    go(page, static_site + "index.html?lang=en")
    told = page.locator(".facts").inner_text()
    for number in (len(kg), len(kg.conflicts()), len(atk.queries())):
        assert f"{number:,}" in told
    assert page.locator(".documents h3").count() == 5


def test_home_counts_quotes_as_the_sources_page_does(kg: atk.KnowledgeGraph) -> None:
    home: Any = home_view.view(kg, "home")
    index: Any = sources_view.view(kg, "sources/index")
    there = {one["document"]: one["quotes"] for one in index["documents"]}
    assert {one["id"]: one["quotes"] for one in home["documents"]} == there
    assert home["quotes"] == sum(there.values())


def test_the_deck_is_not_named_like_the_guide(kg: atk.KnowledgeGraph) -> None:
    titles = [document_pair(kg.statements, stem) for stem in DOCUMENTS]
    assert titles[2]["zh"] == "AI 產業人才認定指引（115v3.0）"
    assert titles[3]["zh"] == "2025 AI 產業人才認定指引（簡報）"


def test_a_search_with_more_hits_than_are_listed_says_so(page: Page, static_site: str) -> None:
    go(page, static_site + "index.html?q=%E8%B3%87%E6%96%99")
    assert "只列最相符的 60 筆" in page.locator(".results").inner_text()
    assert page.locator(".results li").count() == 60
