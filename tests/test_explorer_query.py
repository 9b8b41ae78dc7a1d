"""The query page, and files that are safe to open."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from browser import go, run
from conftest import HOSTILE

import aitalent_kg as atk
from aitalent_kg.explorer import queries_view
from aitalent_kg.exports import csv_text

if TYPE_CHECKING:
    from playwright.sync_api import Page

TASK = "query.html?name=items-of-task&p.task=SMS2512-002v1/T1.3&p.kind=Skill"
#: Cells and how a spreadsheet gets them: the cases of `exports.csv_text`.
CELLS: list[str | int | None] = [
    *HOSTILE,
    *(f"{mark}1+1" for mark in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")),
    "- A01 主動積極",
    "plain",
    "a,b;c\td",
    'say "hi"',
    "",
    None,
    -5,
    12345,
]


def test_csv_is_guarded_as_the_library_guards_it(shared: Page) -> None:
    rows = [[cell, cell] for cell in CELLS]
    there = run(shared, "js/kit.js", "return m.csvText(...value);", [["=a", "b"], rows])
    assert there == csv_text(["=a", "b"], rows)


def test_a_workbook_holds_every_text_as_text(shared: Page) -> None:
    import openpyxl

    rows = [[cell, f"={at}"] for at, cell in enumerate(CELLS)]
    content = run(shared, "js/kit/xlsx.js", "return [...m.xlsx(...value)];", [["=a", "b"], rows])
    sheet = openpyxl.load_workbook(io.BytesIO(bytes(content))).worksheets[0]
    read = list(sheet.iter_rows(values_only=True))
    assert read[0] == ("=a", "b")
    for given, (first, second) in zip(CELLS, read[1:], strict=True):
        assert first == (
            (given.replace("\r", "_x000D_") if isinstance(given, str) else given) or None
        )
        assert str(second).startswith("=")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}


def test_a_text_too_long_for_excel_is_an_error(shared: Page) -> None:
    body = "try { m.xlsx(['a'], [['x'.repeat(32768)]]); } catch (error) { return error.message; }"
    assert "32767" in run(shared, "js/kit/xlsx.js", body)


def test_the_query_page_shows_the_rows_and_downloads_them(page: Page, static_site: str) -> None:
    go(page, static_site + TASK)
    page.wait_for_selector("#result tbody tr")
    assert page.locator("#result tbody tr").count() == 6
    assert page.locator(".yasqe .CodeMirror").count() == 1
    names = page.locator("#result tbody td a", has_text="/S03")
    assert names.count() == 0  # a name, its code in the title
    assert page.locator('#result [title="SMS2512-002v1/S03"]').count() == 1
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下載 CSV").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("task,taskCode,item,code,name")
    assert [line.split(",")[3] for line in lines[1:]] == ["S03", "S05", "S08", "S09", "S10", "S11"]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下載 Turtle").click()
    assert waiting.value.suggested_filename == "items-of-task.ttl"


def test_an_own_query_lives_in_the_url(page: Page, static_site: str) -> None:
    go(page, static_site + "query.html")
    text = 'SELECT ?x { VALUES ?x { "一" "二" } }'
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", text)
    page.get_by_role("button", name="執行").click()
    page.wait_for_selector("#result tbody tr")
    page.reload()
    page.wait_for_selector("#result tbody tr")
    assert page.locator("#result tbody td").all_inner_texts() == ["一", "二"]


def test_another_query_takes_the_place_of_one_that_runs(page: Page, static_site: str) -> None:
    go(page, static_site + "query.html")
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    run(page, "js/lib/oxigraph.js", "m.LIMITS.seconds = 1e6;")  # it ends only when it is stopped
    run(page, "js/state.js", "m.state.set({ q: value });", endless)
    page.get_by_role("button", name="停止").wait_for()
    run(page, "js/state.js", "m.state.set({ q: value });", 'SELECT ("x" AS ?ask) { }')
    page.wait_for_selector("#result tbody td")
    assert page.locator("#result tbody td").all_inner_texts() == ["x"]
    page.get_by_role("button", name="執行").wait_for()


def test_a_parameter_is_chosen_from_suggestions(page: Page, static_site: str) -> None:
    go(page, static_site + "query.html?name=items-of-task&p.kind=Skill")
    box = page.locator("#parameter-task")
    box.press_sequentially("T1.3")
    page.locator("#parameter-task-list [role=option]", has_text="SMS2512-002v1/T1.3").first.click()
    page.wait_for_url("**p.task=SMS2512*")
    page.wait_for_function("() => document.querySelectorAll('#result tbody tr').length === 6")


def test_a_broken_query_is_one_line_that_says_where(page: Page, static_site: str) -> None:
    go(page, static_site + "query.html?q=SELECT%20%2A%20%7B%20%3Fa%20%7D")
    told = page.locator("#result .problem").inner_text()
    assert told.startswith("無法顯示：第 1 行第 16 字：語法有誤")
    assert "\n" not in told


def test_the_place_of_an_error_does_not_count_our_prefixes(shared: Page) -> None:
    body = """const told = "error at 1:84: expected one of BIND, \\"}\\", [_]";
      return m.placed(new Error(told), value).message;"""
    told = run(shared, "js/lib/query-error.js", body, "SELECT ?x { ?x ait:name ?y ) }")
    assert told.startswith("第 1 行第 31 字：語法有誤；此處可用 BIND")
    assert "[_]" not in told


def test_parameters_and_choices_have_names_in_both_languages(kg: atk.KnowledgeGraph) -> None:
    every: Any = queries_view.view(kg, "queries")
    for parameter in (each for query in every["queries"] for each in query["parameters"]):
        assert not parameter["label"]["zh"].isascii(), parameter["name"]
        for choice, name in parameter["choiceLabels"].items():
            assert not name["zh"].isascii() and name["en"], choice


def test_the_library_is_filtered_by_words(page: Page, static_site: str) -> None:
    go(page, static_site + "query.html")
    assert page.locator("[data-query]").count() == len(atk.queries())
    page.fill("#query-filter", "retired 證照")
    names = page.locator("[data-query]").evaluate_all("all => all.map(one => one.dataset.query)")
    assert "retired-certifications" in names
    assert len(names) < 10
