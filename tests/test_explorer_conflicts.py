"""The page of recorded differences: its view, and the page in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import NARROW, axe, go, opened, served, wide
from small_site import small_site
from test_readings import FOLLOWABLE

import aitalent_kg as atk
from aitalent_kg.explorer.conflicts_view import names, view
from aitalent_kg.names import ID

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SOURCES = Path(__file__).parent.parent / "data" / "sources"


@pytest.fixture(scope="module")
def found(kg: atk.KnowledgeGraph) -> Any:
    return view(kg, "conflicts")


@pytest.fixture(scope="module")
def site(kg: atk.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("conflicts") / "site"
    with served(small_site(kg, place, ["conflicts"], ["conflicts"])) as address:
        yield f"{address}conflicts.html"


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    with opened(chromium, site) as made:
        yield made


def narrow(browser: Browser, site: str) -> AbstractContextManager[Page]:
    return opened(browser, site, viewport=NARROW)


# the view


def test_the_view_holds_every_recorded_difference_in_order(
    kg: atk.KnowledgeGraph, found: Any
) -> None:
    assert [one["id"] for one in found["differences"]] == [c.id for c in kg.conflicts()]
    assert len(found["differences"]) == 107


def test_kinds_and_documents_are_counted(found: Any) -> None:
    kinds = {one["value"]: one["count"] for one in found["kinds"]}
    assert kinds == {"contradiction": 14, "difference": 26, "granularity": 9, "ambiguity": 34,
                     "trap": 16, "damage": 8}  # fmt: skip
    documents = {one["value"]: one["count"] for one in found["documents"]}
    assert documents == {"SMS2512-002v1": 30, "SET2529-001v2": 20, "industry-guide-115v3.0": 80,
                         "industry-guide-deck": 38, "civil-service-framework": 8}  # fmt: skip


def test_every_quote_stands_in_its_source_at_its_place(found: Any) -> None:
    quotes = [
        quote for one in found["differences"] for r in one["readings"] for quote in r["quotes"]
    ]
    assert len(quotes) > 400
    texts = {
        name: (SOURCES / name).read_text(encoding="utf-8")
        for name in {quote["source"] for quote in quotes}
    }
    for quote in quotes:
        assert texts[quote["source"]][quote["start"] : quote["end"]] == quote["quote"]


def test_every_reading_has_words_in_both_languages_and_a_quote(found: Any) -> None:
    for one in found["differences"]:
        assert one["topic"]["zh"] and one["topic"]["en"] and one["verdict"]["zh"], one["id"]
        for reading in one["readings"]:
            assert reading["says"]["zh"] and reading["says"]["en"] and reading["quotes"]


def test_nothing_is_called_by_its_code_alone(found: Any) -> None:
    things = [
        thing
        for one in found["differences"]
        for some in (one["about"], *(reading["statements"] for reading in one["readings"]))
        for thing in some
    ]
    assert len(things) > 500
    assert [thing for thing in things if thing["label"]["zh"] == thing["code"]] == []


def test_readings_can_be_followed_where_the_graph_can_follow_them(found: Any) -> None:
    followed = [
        one["id"] for one in found["differences"] if any(r["followed"] for r in one["readings"])
    ]
    assert followed == FOLLOWABLE


def test_following_a_reading_leaves_out_the_statements_of_the_others(
    kg: atk.KnowledgeGraph, found: Any
) -> None:
    [one] = [one for one in found["differences"] if one["id"] == "X-03"]
    out = [thing["code"] for thing in one["readings"][0]["followed"]["leaves_out"]]
    guide = "industry-guide-115v3.0/transition/"
    assert out == [
        f"{guide}adoption-to-ai-product-manager",
        f"{guide}ai-engineer-to-ai-product-manager",
        f"{guide}ai-technical-lead-to-ai-product-manager",
        f"{guide}value-adding-to-ai-product-manager",
        "industry-guide-deck/placement/role-ai-product-manager",
    ]
    kept = kg.reading("X-03:1")
    for code in out:
        assert not kept.select("SELECT ?type { ?thing a ?type }", thing=atk.Iri(ID + code))


def test_a_statement_without_a_name_is_told_by_its_ends(found: Any) -> None:
    [one] = [one for one in found["differences"] if one["id"] == "X-03"]
    [statement] = one["readings"][0]["statements"]
    assert statement["label"] == {
        "zh": "AI 產品經理 屬於 AI 導入型",
        "en": "AI product manager is in AI adoption type",
    }


def test_a_graph_without_recorded_differences_has_no_such_view() -> None:
    assert names(atk.load("civil-service-framework")) == []


# the page


def count(page: Page, number: int) -> None:
    """Wait until so many differences are shown."""
    from playwright.sync_api import expect

    expect(page.locator("article.difference")).to_have_count(number)


def shown(page: Page) -> list[str]:
    return [one.get_attribute("id") or "" for one in page.locator("article.difference").all()]


def test_all_differences_stand_on_the_page(page: Page, site: str) -> None:
    go(page, site)
    assert page.locator("article.difference").count() == 107
    assert "107" in page.locator(".count").inner_text()
    # `ait:chosen true` stands so often in contradictions.ttl
    assert page.locator(".reading.chosen").count() == 60


def test_readings_stand_side_by_side_with_quotes_reason_and_effect(page: Page, site: str) -> None:
    go(page, f"{site}?id=X-03&lang=en")
    assert shown(page) == ["X-03"]
    tops = [one.bounding_box()["y"] for one in page.locator(".reading").all()]  # type: ignore[index]
    assert len(tops) == 4
    assert len(set(tops)) == 1
    assert (
        page.locator(".reading blockquote").first.inner_text()
        == "「AI 導入型」 industry-guide-115v3.0.txt:378"
    )
    href = page.locator(".reading blockquote a").first.get_attribute("href") or ""
    assert "doc=industry-guide-115v3.0&at=14080-14086" in href
    assert "No single source is wrong" in page.locator(".verdict").inner_text()
    page.locator(".reading summary", has_text="would leave out (5)").first.click()
    page.locator(".reading details[open] li").nth(4).wait_for()
    assert page.locator(".reading details[open] li").count() == 5
    axe(page)


def test_readings_stand_one_below_the_other_where_it_is_narrow(
    chromium: Browser, site: str
) -> None:
    for lang in ("zh", "en"):
        with narrow(chromium, site) as page:
            go(page, f"{site}?lang={lang}")
            boxes = [one.bounding_box() for one in page.locator("#G-07 .reading").all()]
            assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]  # type: ignore[index]
            assert wide(page) == 0


def test_an_unknown_id_is_named_with_the_nearest(page: Page, site: str) -> None:
    go(page, f"{site}?id=X-999&lang=en")
    told = page.locator("main .problem").inner_text()
    assert told.startswith("There is no difference “X-999”. The nearest is X-")
    assert page.title() == "Where the documents differ – AI talent knowledge graph"


def test_a_narrow_screen_shows_twenty_first_and_paper_all(chromium: Browser, site: str) -> None:
    from playwright.sync_api import expect

    with narrow(chromium, site) as page:
        go(page, site)
        visible = page.locator(".difference:visible")
        assert visible.count() == 20
        page.emulate_media(media="print")
        assert visible.count() == 107
        page.emulate_media(media="screen")
        page.click(".more-differences")
        expect(visible).to_have_count(107)  # the page is shown again


def test_the_chosen_reading_is_marked_in_words(page: Page, site: str) -> None:
    go(page, f"{site}?id=G-07")
    marks = page.locator("#G-07 .reading h3 .tag").all_inner_texts()
    assert marks == ["● 採用", "○ 未採用"]
    go(page, f"{site}?id=X-03")
    assert set(page.locator("#X-03 .reading h3 .tag").all_inner_texts()) == {"○ 並存"}


def test_filters_stand_in_the_address_and_join(page: Page, site: str) -> None:
    go(page, f"{site}?kind=trap&doc=industry-guide-deck")
    both = shown(page)
    assert 0 < len(both) < 16
    page.locator("#conflicts-doc").select_option("")
    count(page, 16)
    assert "doc=" not in page.url
    page.go_back()
    count(page, len(both))


def test_words_filter_topics_readings_and_quotes_and_the_focus_stays(
    page: Page, site: str, found: Any
) -> None:
    wanted = [
        one["id"]
        for one in found["differences"]
        if "ai-900" in json.dumps(one, ensure_ascii=False).lower()
    ]
    go(page, site)
    page.locator("#conflicts-q").press_sequentially("ai-900", delay=20)
    count(page, len(wanted))
    assert shown(page) == wanted
    assert "X-18" in wanted
    assert "q=ai-900" in page.url
    assert page.evaluate("document.activeElement.id") == "conflicts-q"
    assert page.locator("#conflicts-q").input_value() == "ai-900"
    page.locator("#conflicts-q").fill("沒有這種東西")
    page.wait_for_selector(".none")
    axe(page)


def test_only_those_that_can_be_followed_are_the_24(page: Page, site: str) -> None:
    go(page, f"{site}?follow=1")
    assert shown(page) == FOLLOWABLE


def test_a_rule_reading_leads_to_the_assessment_by_it(page: Page, site: str) -> None:
    go(page, f"{site}?id=G-07&lang=en")
    page.locator("[data-reading='G-07:2'] summary", has_text="C4-and decides").click()
    href = page.get_by_role("link", name="Assess with this reading").get_attribute("href")
    assert href == "assess.html?reading=C4-and&lang=en"


def test_the_query_behind_the_page_gives_its_quotes(
    page: Page, site: str, kg: atk.KnowledgeGraph, found: Any
) -> None:
    for address, ids in ((site, None), (f"{site}?id=X-18", ["X-18"])):
        go(page, address)
        query = page.locator(".toolbar pre").text_content() or ""
        asked = {(row.code, row.quote) for row in kg.select(query)}
        wanted = {
            (one["id"], quote["quote"])
            for one in found["differences"]
            if ids is None or one["id"] in ids
            for reading in one["readings"]
            for quote in reading["quotes"]
        }
        assert asked == wanted


def test_a_difference_is_downloaded_as_table_and_as_statements(
    page: Page, site: str, tmp_path: Path
) -> None:
    go(page, f"{site}?id=X-18")
    with page.expect_download() as table:
        page.get_by_role("button", name="下載 CSV").click()
    table.value.save_as(tmp_path / "x.csv")
    lines = (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "編號,種類,主題,讀法,採用,說法,文件,行,引文"
    assert lines[1].startswith("X-18,")
    with page.expect_download() as statements:
        page.get_by_role("button", name="下載 Turtle").click()
    statements.value.save_as(tmp_path / "x.ttl")
    text = (tmp_path / "x.ttl").read_text(encoding="utf-8")
    assert "contradiction/X-18" in text
    assert "oa:exact" in text or "oa#exact" in text
    assert "X-17" not in text


HOSTILE = """
@prefix ait: <https://w3id.org/aitalent-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:bare> a ait:Contradiction .
<urn:c> a ait:Contradiction ; skos:notation "\\"><script>run()</script>" ;
  skos:prefLabel "<img src=x onerror=run()>" ; ait:text "<script>run()</script>" ;
  ait:conflictKind <urn:kind> ; ait:about <urn:role> ; ait:reading <urn:1>, <urn:2> .
<urn:role> a ait:Role ; skos:prefLabel "javascript:run()" .
<urn:1> a ait:Reading ; dcterms:isPartOf <urn:c> ; ait:text "<b onclick=run()>1</b>" ;
  ait:sequence 1 ; ait:statedBy <urn:role> .
<urn:2> a ait:Reading ; dcterms:isPartOf <urn:c> ; ait:text "2" ; ait:sequence 2 .
<urn:cert> a ait:Certification ; skos:prefLabel "<img src=x onerror=run()>" ; skos:notation "__proto__" .
"""


def test_hostile_names_of_a_graph_stay_text(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "hostile.ttl"
    file.write_text(HOSTILE, encoding="utf-8")
    kg = atk.load(extra=[file])
    place = small_site(kg, tmp_path / "site", ["conflicts", "assess"], ["conflicts", "rules"])
    with served(place) as address, opened(chromium, address, bypass_csp=True) as page:
        page.add_init_script("window.run = () => { window.ran = true; };")
        for name in ("conflicts.html", "conflicts.html?q=run()", "assess.html"):
            go(page, address + name)
            for summary in page.locator("main summary").all()[:12]:
                summary.click()
            assert page.evaluate("window.ran ?? null") is None
            assert page.locator("main img, main b[onclick], main script").count() == 0
            assert page.locator("a[href^=javascript]").count() == 0
        go(page, f"{address}conflicts.html?q=run()")
        assert page.locator("article h2").inner_text() == "<img src=x onerror=run()>"
