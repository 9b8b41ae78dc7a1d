"""The self-assessment in a browser: form, outcome, files, addresses."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import NARROW, axe, go, opened, served, wide
from small_site import small_site

import aitalent_kg as atk
from aitalent_kg.explorer.pages import page as page_of
from aitalent_kg.service.operations import call

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
#: Outcomes of docs/examples by the CLI, as docs/careers.md tells the first; on 2026-06-01.
MARKETING = [
    ["AI 應用素養", "", "✓ 符合", "✓ 符合"],
    ["AI 工具應用", "初階", "✓ 符合", "△ 視讀法而定（採用讀法：不符合）"],
    ["AI 工具應用", "進階", "✗ 不符合", "✗ 不符合"],
    ["AI 程式語言應用", "", "△ 視讀法而定（採用讀法：符合）", "✗ 不符合"],
    ["AI 模型訓練", "", "✗ 不符合", "✗ 不符合"],
    ["AI 服務開發", "", "✗ 不符合", "✗ 不符合"],
]


@pytest.fixture(scope="module")
def site(kg: atk.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("assess") / "site"
    made = small_site(kg, place, ["assess"], ["rules"])
    # the same page as a server sends it, so that it asks /api/assess
    text = page_of("assess", "server")
    (made / "server.html").write_text(text, encoding="utf-8")
    with served(made) as address:
        yield f"{address}assess.html"


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    with opened(chromium, site) as made:
        yield made


def link(site: str, record: Any, **more: str) -> str:
    """The address of a record."""
    text = base64.urlsafe_b64encode(json.dumps(record).encode()).decode().rstrip("=")
    asked = "&".join(f"{name}={value}" for name, value in more.items())
    return f"{site}?{asked}#r={text}"


def record_in(address: str) -> Any:
    text = address.partition("#r=")[2]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def awards(page: Page) -> list[list[str]]:
    """The first table: type, level, certificates, hours."""
    rows = page.locator(".outcome table").first.locator("tbody tr").all()
    return [row.locator("th, td").all_inner_texts()[:4] for row in rows]


def wait_for(page: Page, selector: str, text: str) -> None:
    page.locator(selector, has_text=text).first.wait_for()


def test_an_example_has_the_outcomes_of_the_command_line(page: Page, site: str) -> None:
    go(page, site)
    page.click("#example-marketing")
    wait_for(page, "[role=status]", "依 2026-06-01 判定")
    assert awards(page) == MARKETING
    counts = "14 條規則：符合 4、不符合 7、視讀法而定 2、資料不足 1。"
    assert counts in page.locator("section [role=status]").inner_text()
    entries = page.locator(".outcome table").nth(1).locator("tbody tr").all()
    assert [row.locator("td").first.inner_text() for row in entries] == ["？ 資料不足", "✓ 符合"]
    axe(page)


def test_every_reading_stands_with_outcome_reason_proof_and_quote(page: Page, site: str) -> None:
    go(page, link(site, {"as_of": "2026-06-01", "certificates": ["專案類"]}, lang="en"))
    boxes = page.locator("[data-type$='ai-model-training'] .criterion").first.locator(".reading")
    assert boxes.count() == 2
    chosen, other = boxes.all_inner_texts()
    assert "Reading C4-or followed ✓ met" in chosen
    assert "Either one certificate of the class 專案類" in chosen
    assert "Project class certificates: 1 of 1" in chosen
    assert "「素養類1張+工具類3張」 industry-guide-115v3.0.txt:329" in chosen
    assert "✗ not met" in other
    assert "1 more Literacy class certificate; 3 more Tool class certificates" in other
    assert "G-07" in page.locator("[data-type$='ai-model-training']").inner_text()


def test_another_reading_can_count_and_stands_in_the_address(page: Page, site: str) -> None:
    go(page, link(site, {"as_of": "2026-06-01", "certificates": ["專案類"]}))
    assert awards(page)[4][2] == "△ 視讀法而定（採用讀法：符合）"
    page.click("#use-C4-and")
    wait_for(page, "[data-notation=C4-and]", "您選的")
    assert awards(page)[4][2] == "✗ 不符合"
    assert "reading=C4-and" in page.url
    page.click("#use-C4-and")
    wait_for(page, "[data-notation=C4-or]", "採用")
    assert "reading" not in page.url


def test_the_address_holds_the_whole_record_and_the_language_link_keeps_it(
    page: Page, site: str
) -> None:
    go(page, site)
    page.fill("#hours-ai-literacy", "18")
    wait_for(page, ".outcome tbody tr >> nth=0", "✓ 符合")
    assert record_in(page.url) == {"hours": {"ai-literacy": 18}}
    href = page.locator("#switch-lang").get_attribute("href") or ""
    assert record_in(href) == {"hours": {"ai-literacy": 18}}
    go(page, href)
    assert page.locator("#hours-ai-literacy").input_value() == "18"
    assert awards(page)[0][3] == "✓ met"


def test_the_form_is_filled_with_the_keyboard_alone(page: Page, site: str) -> None:
    go(page, site)
    page.focus("#certificates-choice")
    page.keyboard.type("AI-900")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_for(page, ".held", "實際時間以官方公布為準")
    assert record_in(page.url) == {"certificates": [{"name": "ai-900"}]}
    page.focus("#hours-ai-tools")
    page.keyboard.type("12")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tool-ai-tools-0"
    page.keyboard.press("Control+a")
    page.keyboard.type("Gemini")
    page.keyboard.press("Tab")
    page.wait_for_selector("#tool-hours-ai-tools-0:focus")
    page.keyboard.press("Control+a")
    page.keyboard.type("6")
    wait_for(page, ".outcome", "單一工具課程 6–18／18 小時")
    assert record_in(page.url)["hours"] == {"ai-tools": {"other": 12, "Gemini": 6}}
    axe(page)


def test_a_retired_certificate_is_told_with_quotes_and_its_difference(
    page: Page, site: str
) -> None:
    record = {"as_of": "2026-07-01", "certificates": ["AI-900"]}
    go(page, link(site, record))
    told = page.locator(".counted li").inner_text()
    assert "是否計入「素養類」不明：指引載其考試於 2026-06-30 停辦" in told
    assert "「停辦」 industry-guide-115v3.0.txt:366" in told
    assert "X-18" in told
    assert awards(page)[0][2] == "？ 資料不足"
    page.select_option("#assess-retired", "counts")
    wait_for(page, ".counted", "依您的選擇計入「素養類」")
    assert awards(page)[0][2] == "✓ 符合"
    assert "retired=counts" in page.url


def test_not_known_is_told_apart_from_not_there(page: Page, site: str) -> None:
    go(page, site)
    assert awards(page)[0][2:4] == ["尚未填寫", "尚未填寫"]
    assert page.locator("[data-outcome=not_met], .part.not_met").count() == 0
    page.fill("#hours-ai-literacy", "1")
    wait_for(page, ".outcome tbody tr >> nth=0", "✗ 不符合")
    assert awards(page)[0][2:4] == ["✗ 不符合", "✗ 不符合"]
    page.check("#certificates-unknown")
    page.check("#unknown-ai-literacy")
    wait_for(page, ".outcome tbody tr >> nth=0", "？ 資料不足")
    assert awards(page)[0][2:4] == ["？ 資料不足", "？ 資料不足"]


def test_certificates_and_hours_are_joined_only_when_asked(page: Page, site: str) -> None:
    go(page, site)
    heads = page.locator(".outcome table").first.locator("th[scope=col]")
    assert heads.count() == 5
    page.check("#assess-join")
    wait_for(page, ".outcome th", "兩者皆符合")
    assert "join=1" in page.url


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"hours": {"ai-literacy": -3}}, "-3 不是時數；請寫 0 以上的數字"),
        ({"certificates": [{"class": "工具類", "count": 0}]}, "0 不是 1 以上的整數"),
    ],
)
def test_a_wrong_entry_is_marked_at_its_field(
    page: Page, site: str, record: dict[str, Any], said: str
) -> None:
    go(page, site)
    if "hours" in record:
        page.fill("#hours-ai-literacy", "-3")
    else:
        page.select_option("#certificates-choice", label="工具類的證照（名稱不詳）")
        page.click("#certificates-add")
        page.fill('[data-place=\'["certificates",0,"count"]\']', "0")
    page.wait_for_selector("[aria-invalid=true]")
    assert page.locator(".wrong").inner_text() == said
    assert page.locator("[aria-invalid=true]").get_attribute("aria-describedby") == "record-wrong"
    assert "r=" not in page.url or "-3" not in str(record_in(page.url))
    assert "更正前的結果" in page.locator(".outcome .warning").inner_text()
    axe(page)
    page.locator("[aria-invalid=true]").fill("2")
    page.wait_for_selector(".wrong", state="detached")
    assert page.locator(".outcome.stale").count() == 0


@pytest.mark.parametrize("name", ["marketing", "engineer"])
def test_an_uploaded_file_is_the_example(page: Page, site: str, name: str) -> None:
    go(page, site)
    page.click(f"#example-{name}")
    page.wait_for_selector(".counted")
    example = record_in(page.url)
    page.click("#assess-clear")
    page.wait_for_selector(".counted", state="detached")
    page.set_input_files("#record-file", EXAMPLES / f"{name}.yaml")
    page.wait_for_selector(".counted")
    assert record_in(page.url) == example


def test_a_wrong_file_is_told_in_one_line_with_the_nearest_name(
    page: Page, site: str, tmp_path: Path
) -> None:
    go(page, f"{site}?lang=en")
    for text, said in (
        (
            "certificates:\n  - AI-90\n",
            "certificates / 1: there is no “AI-90”; did you mean “AI-900”?",
        ),
        ("hours: {AI 應用素養: -1}\n", "-1 is not a number of hours from 0"),
        ("name: |\n  x\n", "line 1: | is not read here; write it out"),
    ):
        path = tmp_path / "record.yaml"
        path.write_text(text, encoding="utf-8")
        page.set_input_files("#record-file", path)
        wait_for(page, ".side .problem", said)
    assert "r=" not in page.url


def test_a_downloaded_file_gives_the_same_on_the_command_line(
    page: Page, site: str, kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    go(page, site)
    page.click("#example-engineer")
    page.wait_for_selector(".counted")
    for button, name in (("#save-yaml", "record.yaml"), ("#save-json", "record.json")):
        with page.expect_download() as saved:
            page.click(button)
        assert saved.value.suggested_filename == name
        saved.value.save_as(tmp_path / name)
        assert kg.person(tmp_path / name) == kg.person(EXAMPLES / "engineer.yaml")


def test_no_request_holds_the_record_and_no_address_whose_it_is(
    chromium: Browser, site: str
) -> None:
    asked: list[str] = []
    with opened(chromium, site) as page:
        page.on("request", lambda request: asked.append(request.url))
        go(page, site)
        page.click("#example-marketing")
        wait_for(page, "[role=status]", "依 2026-06-01 判定")
        assert page.locator("#record-name").input_value() == "林小美"
        record = record_in(page.url)
        assert record["hours"] and not {"name", "department"} & {*record}
        page.reload()
        wait_for(page, "[role=status]", "依 2026-06-01 判定")
    assert asked and not [address for address in asked if "r=" in address.partition("?")[2]]


def test_an_address_that_cannot_be_read_begins_with_a_blank_record(page: Page, site: str) -> None:
    for address in (f"{site}#r=%25%25", link(site, {"hours": {"AI 應用素質": 3}})):
        go(page, address)
        assert "網址中的紀錄讀不懂" in page.locator("main > .problem").inner_text()
        assert awards(page)[0][2] == "尚未填寫"


def test_names_of_a_hostile_record_stay_text(chromium: Browser, site: str) -> None:
    bad = "<img src=x onerror=alert(1)>"
    record = {
        "name": bad,
        "role": "javascript:alert(1)",
        "tools": [],
        "certificates": [{"class": "工具類", "product": f"{bad}' \" ${{alert(1)}}"}],
        "hours": {"AI 工具應用": {bad: 18, "__proto__": 3, "constructor": 4}},
    }
    with opened(chromium, site, bypass_csp=True) as page:
        page.add_init_script("window.alert = () => { window.ran = true; };")
        go(page, link(site, record))
        assert page.evaluate("window.ran ?? null") is None
        assert page.locator("main img").count() == 0
        assert page.locator("#record-name").input_value() == bad
        tools = page.locator(".row.tool input[type=text]").all()
        assert len(tools) == 3


def test_a_server_is_asked_and_agrees(chromium: Browser, site: str, kg: atk.KnowledgeGraph) -> None:
    asked: list[Any] = []

    def answer(route: Any) -> None:
        asked.append(route.request.post_data_json)
        route.fulfill(json=call(kg, "assess", asked[-1]))

    with opened(chromium, site) as page:
        page.route("**/api/assess", answer)
        go(page, site.replace("assess.html", "server.html?join=1&reading=C4-and"))
        page.click("#example-engineer")
        wait_for(page, "[role=status]", "依 2026-06-01 判定")
        shown = page.locator(".outcome").inner_text()
        page.wait_for_selector(".outcome[data-judge=server]")
        page.wait_for_timeout(400)
        assert page.locator(".outcome").inner_text() == shown
        assert page.locator(".outcome .warning").count() == 0
    assert asked[-1]["as_of"] == "2026-06-01"
    assert (asked[-1]["join"], asked[-1]["reading"]) == (True, ["C4-and"])


def test_it_is_told_where_server_and_browser_judge_differently(
    chromium: Browser, site: str, kg: atk.KnowledgeGraph
) -> None:
    def answer(route: Any) -> None:
        rows: Any = call(kg, "assess", route.request.post_data_json)
        route.fulfill(json=[{**rows[0], "hours": "unknown"}, *rows[1:]])

    with opened(chromium, site) as page:
        page.route("**/api/assess", answer)
        go(page, site.replace("assess.html", "server.html"))
        page.click("#example-marketing")
        wait_for(page, ".outcome .warning", "伺服器與此瀏覽器的判定不同")
        assert awards(page)[0][3] == "？ 資料不足"


def test_the_browser_judges_where_the_server_does_not_answer(chromium: Browser, site: str) -> None:
    with opened(chromium, site) as page:
        busy = {"status": 200, "json": None}
        page.route("**/api/assess", lambda route: route.fulfill(status=busy["status"], body="no"))
        go(page, site.replace("assess.html", "server.html"))
        wait_for(page, ".outcome .warning", "以下由瀏覽器判定，規則相同")
        assert len(awards(page)) == 6


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_fits_a_narrow_screen_in_both_colours(
    chromium: Browser, site: str, lang: str
) -> None:
    with opened(chromium, site, viewport=NARROW, color_scheme="dark") as page:
        go(page, f"{site}?lang={lang}&join=1")
        page.click("#example-marketing")
        page.wait_for_selector(".counted")
        assert wide(page) == 0
        axe(page)


def test_the_query_behind_the_page_gives_every_reading(
    page: Page, site: str, kg: atk.KnowledgeGraph
) -> None:
    go(page, site)
    query = page.locator(".toolbar pre").text_content() or ""
    found = {row.notation for row in kg.select(query) if row.notation}
    shown = {box.get_attribute("data-notation") for box in page.locator("[data-notation]").all()}
    assert {name for name in shown if name in found} == found
    assert len(found) == 24
    with page.expect_download() as saved:
        page.get_by_role("button", name="下載 Turtle").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "expression/C4-or/2/1" in text
