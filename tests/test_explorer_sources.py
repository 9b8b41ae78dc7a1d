"""The pages of the documents' texts: every quote in its place, and what rests on it."""

# ruff: noqa: F401, F811 - fixtures of tests/browser.py

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browser import NARROW, axe, chromium, go, opened, page, static_folder, static_site, wide

import aitalent_kg as atk
from aitalent_kg.explorer import sources_view
from aitalent_kg.ledger import read_ledger
from aitalent_kg.names import DOCUMENTS, ID, curie
from aitalent_kg.resources import source_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SMS = "SMS2512-002v1"
GUIDE = "industry-guide-115v3.0"


def text_of(document: str) -> str:
    return source_file(document).read_bytes().decode()


@pytest.fixture(scope="module")
def views(kg: atk.KnowledgeGraph) -> dict[str, Any]:
    return {name: sources_view.view(kg, name) for name in sources_view.names(kg)}


# The views


def test_every_document_has_its_text_and_what_rests_on_it(views: dict[str, Any]) -> None:
    texts = [f"sources/{document}" for document in DOCUMENTS]
    assert list(views) == ["sources/index", *texts, *(f"{name}~rests" for name in texts)]
    for document in DOCUMENTS:
        assert views[f"sources/{document}"]["text"] == text_of(document)


def test_a_part_of_the_graph_has_only_its_document() -> None:
    assert sources_view.names(atk.load(SMS)) == [
        "sources/index",
        f"sources/{SMS}",
        f"sources/{SMS}~rests",
    ]


def test_coverage_is_counted_as_the_audit_counts_it(
    kg: atk.KnowledgeGraph, views: dict[str, Any]
) -> None:
    for one, told in zip(kg.audit().documents, views["sources/index"]["documents"], strict=True):
        assert told["file"] == one.source
        assert told["counts"] == {
            "chars": one.chars,
            "covered": one.covered,
            "furniture": one.furniture,
            "leftOver": one.left_over,
        }


def test_places_are_those_of_all_quotes(kg: atk.KnowledgeGraph, views: dict[str, Any]) -> None:
    ledger = read_ledger(kg.store)
    for document in DOCUMENTS:
        own = [q for q in ledger.quotes.values() if q.source == f"{ID}source/{document}"]
        told = views[f"sources/{document}"]["places"]
        assert sorted(map(tuple, told)) == sorted((quote.start, quote.end) for quote in own)


def test_everything_with_evidence_is_found_at_its_quotes(
    kg: atk.KnowledgeGraph, views: dict[str, Any]
) -> None:
    rests = {document: views[f"sources/{document}~rests"]["rests"] for document in DOCUMENTS}
    told = {
        (code, f"{document}/quote/{place}")
        for document, places in rests.items()
        for place, graphs in places.items()
        for codes in graphs.values()
        for code in codes
    }
    asked = kg.select("SELECT DISTINCT ?s ?q WHERE { ?s ait:evidence ?q }")
    assert told == {(curie(str(row.s)), curie(str(row.q))) for row in asked}


def test_what_rests_on_a_sentence_is_told_by_graph(views: dict[str, Any]) -> None:
    # line 25 prints "4" once: the level of T2.2, and of nothing else
    rests = views[f"sources/{SMS}~rests"]["rests"]
    assert rests["2014-2015"] == {SMS: [f"{SMS}/T2.2"]}
    # "K15 AI 準則與規範知識" on the same line: the item, and that T2.2 requires it
    assert rests["2069-2083"][SMS] == [f"{SMS}/K15", f"{SMS}/requirement/T2.2-K15"]


def test_furniture_has_its_reason_and_is_what_no_statement_rests_on(views: dict[str, Any]) -> None:
    told = views[f"sources/{SMS}"]
    head = next(piece for piece in told["furniture"] if piece["start"] == 342)
    assert told["text"][342 : head["end"]].startswith("主要職責\t工作任務")
    assert head["reason"] == {
        "zh": "職責與任務表的表頭",
        "en": "head of the table of duties and tasks",
    }
    assert told["leftOver"] == []


def test_gaps_stand_where_the_text_lacks_something(views: dict[str, Any]) -> None:
    told = views[f"sources/{SMS}"]
    found = {gap["code"]: told["text"][gap["start"] : gap["end"]] for gap in told["gaps"]}
    assert found[f"{SMS}/gap/T2.2-skills"] == "T2.2 制定 AI 技術應用發展管理章程"


# In a browser


def test_javascript_cuts_every_quote_as_python_does(
    page: Page, static_site: str, views: dict[str, Any]
) -> None:
    go(page, f"{static_site}sources.html")
    script = """async (document) => {
      const { textOf } = await import("./js/lib/resource-panel.js");
      const { source, found } = await textOf(document);
      return found.places.map(([start, end]) => [source.slice(start, end), source.lineAt(start)]);
    }"""
    for document in DOCUMENTS:
        text = text_of(document)
        places = views[f"sources/{document}"]["places"]
        cut = [[text[start:end], text.count("\n", 0, start) + 1] for start, end in places]
        assert page.evaluate(script, document) == cut


@pytest.mark.parametrize("document", [GUIDE, "civil-service-framework"])
def test_the_text_on_the_page_is_the_document(page: Page, static_site: str, document: str) -> None:
    go(page, f"{static_site}sources.html?doc={document}&lang=en")
    assert page.locator(".text").text_content() == text_of(document)
    assert page.locator(".text .line").count() == text_of(document).count("\n") + 1
    assert page.locator(".text .left").count() == 0


def test_a_clicked_sentence_shows_its_triples_and_the_url_keeps_it(
    page: Page, static_site: str
) -> None:
    go(page, f"{static_site}sources.html?doc={SMS}&lang=en")
    page.locator('.text a[data-start="2014"]').click()
    panel = page.locator("#carried")
    panel.locator(".said").wait_for()
    assert panel.locator(".quote .words").first.inner_text() == "「4」"
    assert panel.locator(".carried").first.locator(".rests > li > a").all_inner_texts() == [
        "Draw up a charter for the management of AI technology application and development"
    ]
    assert "level\nlevel 4" in panel.locator(".said").first.inner_text()
    assert page.url.endswith("at=2014-2015")
    page.reload()
    page.wait_for_selector("main[data-ready=true]")
    assert page.locator(".text a.chosen").inner_text() == "4"
    assert page.locator("#carried .quote .words").first.inner_text() == "「4」"


def test_nested_quotes_are_all_told_the_shortest_first(
    page: Page, static_site: str, views: dict[str, Any]
) -> None:
    # "填寫" in line 9 stands in two quotes: places [44, 62] and [60, 62] of the file
    assert views[f"sources/{SMS}"]["places"][2:4] == [[44, 62], [60, 62]]
    go(page, f"{static_site}sources.html?doc={SMS}&at=60-62&lang=en")
    text = text_of(SMS)
    shown = page.locator("#carried .quote .words").all_text_contents()
    assert shown == [f"「{text[60:62]}」", f"「{text[44:62]}」"]


def test_the_text_is_walked_by_keyboard(page: Page, static_site: str) -> None:
    go(page, f"{static_site}sources.html?doc={SMS}&lang=en")
    stops = page.locator('.text a[tabindex="0"]')
    assert stops.count() == 1
    stops.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('at=')")
    second = page.locator(".text a").nth(1)
    assert second.get_attribute("tabindex") == "0"
    assert "chosen" in (second.get_attribute("class") or "")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search.includes('at=')")


def test_a_document_that_is_none_is_said_to_be_none(page: Page, static_site: str) -> None:
    go(page, f"{static_site}sources.html?doc=no-such&lang=en")
    assert "There is no document “no-such”" in page.locator(".problem").inner_text()
    assert page.locator(".documents li").count() == 5


@pytest.mark.parametrize("query", ["", f"doc={SMS}&at=2014-2015"])
def test_the_pages_are_accessible_on_a_telephone(
    chromium: Browser, static_site: str, query: str
) -> None:
    with opened(chromium, static_site, viewport=NARROW, color_scheme="dark") as narrow:
        go(narrow, f"{static_site}sources.html?{query}&lang=zh")
        assert wide(narrow) <= 0
        axe(narrow)


def test_a_place_outside_of_the_text_is_told(page: Page, static_site: str) -> None:
    go(page, f"{static_site}sources.html?doc={SMS}&at=999998-999999")
    assert "999998-999999" in page.locator("#carried .problem").inner_text()
