"""The career map: its views say what the library says, and so does the page."""

# ruff: noqa: F401, F811 - fixtures of tests/browser.py

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import (
    NARROW,
    axe,
    chromium,
    go,
    opened,
    served,
    wide,
)
from small_site import small_site

import aitalent_kg as atk
from aitalent_kg.explorer import gap_view, network_view, routes_view
from aitalent_kg.explorer.site import view_text
from aitalent_kg.names import ID, curie

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from aitalent_kg.graph import KnowledgeGraph
    from aitalent_kg.routes.answers import Routes

GUIDE = "industry-guide-115v3.0"
DECK = "industry-guide-deck"
APPLICATION = f"{GUIDE}/talent-category/application"
ANALYST, SCIENTIST, ENGINEER, LEAD = (
    f"{GUIDE}/role/{name}"
    for name in ("data-analyst", "data-scientist", "ai-engineer", "ai-technical-lead")
)
MARKETING = f"{GUIDE}/background/marketing"
LANG = ("zh", "en")


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return atk.load()


@pytest.fixture(scope="module")
def network(kg: KnowledgeGraph) -> Any:
    return as_read(network_view.view(kg, "network"))


def as_read(view: object) -> Any:
    """A view as the browser reads it."""
    return json.loads(json.dumps(view))


# Views


def test_view_has_every_place_and_link_of_the_network_in_both_languages(
    kg: KnowledgeGraph, network: Any
) -> None:
    graph = kg.network(members=True)
    places = {place["iri"]: place for place in network["places"]}
    assert {*places} == {*graph}
    for node, about in graph.nodes(data=True):
        place = places[node]
        assert place["label"] == {"zh": about["label"], "en": about["label_en"]}
        assert place["title"] == {"zh": about["title"], "en": about["title_en"]}
        assert (place["kind"], place["documents"]) == (about["kind"], list(about["documents"]))
    links = {(ID + link["from"], ID + link["to"], link["iri"]): link for link in network["links"]}
    assert {*links} == {*graph.edges(keys=True)}
    for ends, link in links.items():
        about = graph.edges[ends]
        assert link["condition"] == {"zh": about["condition"], "en": about["condition_en"]}
        assert link["qualifiers"]["zh"] == list(about["qualifiers"])
        assert link["qualifiers"]["en"] == list(about["qualifiers_en"])
        told = [network["quotes"][number]["quote"] for number in link["quotes"]]
        assert told == [quote.quote for quote in about["quotes"]]
        for name in ("kind", "basis", "kind_basis"):
            assert link[name] == about[name]


def test_view_has_the_step_of_the_guide_from_data_scientist_to_ai_engineer(network: Any) -> None:
    """Section 五: 補足軟 / 硬體工程技術."""
    found = [x for x in network["links"] if (x["from"], x["to"]) == (SCIENTIST, ENGINEER)]
    assert [link["condition"]["zh"] for link in found] == ["補足軟 / 硬體工程技術"]
    assert network["documents"][GUIDE]["short"]["zh"] == "指引 115v3.0"


@pytest.mark.parametrize(("which", "lang"), [*product(("steps", "members"), ("zh", "en"))])
def test_no_two_boxes_of_a_picture_overlap(network: Any, which: str, lang: str) -> None:
    picture = network["pictures"][which][lang]
    boxes = picture["boxes"]
    drawn = [x for x in network["links"] if which == "members" or x["kind"] != "member"]
    assert {*boxes} == {end for link in drawn for end in (link["from"], link["to"])}
    assert len(picture["ways"]) == len(drawn)
    for (x, y, w, h, _), (x2, y2, w2, h2, _) in combinations(boxes.values(), 2):
        assert abs(x - x2) * 2 >= w + w2 or abs(y - y2) * 2 >= h + h2
    for x, y, w, h, _ in boxes.values():
        assert x - w / 2 + 1 >= 0 and x + w / 2 - 1 <= picture["width"]
        assert y - h / 2 + 1 >= 0 and y + h / 2 - 1 <= picture["height"]


def test_views_are_the_same_each_time(kg: KnowledgeGraph, network: Any) -> None:
    assert as_read(network_view.view(kg, "network")) == network
    assert routes_view.view(kg, "routes") == routes_view.view(kg, "routes")


def test_every_goal_has_a_gap_view_with_a_name_that_a_url_can_hold(
    kg: KnowledgeGraph, network: Any
) -> None:
    names = gap_view.names(kg)
    goals = [*(p["code"] for p in network["places"]), *(g["code"] for g in network["goals"])]
    assert sorted(names) == sorted(f"gap/{gap_view.slug(code)}" for code in goals)
    assert all(re.fullmatch(r"gap/[A-Za-z0-9._~-]+", name) for name in names)
    assert {"SMS2512-002v1", f"{GUIDE}/path/research"} <= {*goals}


def test_slug_keeps_codes_apart_and_escapes_what_a_url_cannot_hold() -> None:
    assert gap_view.slug("a/b") == "a~b"
    assert gap_view.slug("user:角") == "user~x3a~~x89d2~"


@pytest.mark.parametrize(
    "goal", [APPLICATION, f"{GUIDE}/path/ai-engineer", f"{DECK}/gate/a", "SMS2512-002v1", ENGINEER]
)
def test_gap_view_has_what_the_gap_of_nobody_has(kg: KnowledgeGraph, goal: str) -> None:
    view: Any = gap_view.view(kg, f"gap/{gap_view.slug(goal)}")
    found, english = kg.gap(None, goal), kg.gap(None, goal, lang="en")
    items = {item["code"]: item for item in view["items"]}
    assert {*items} == {item.code for item in (*found.missing, *found.presupposed)}
    for item, told in zip(found.missing, english.missing, strict=True):
        entry = items[item.code]
        assert entry["label"] == {"zh": item.label, "en": told.label}
        assert entry["level"] == item.level
        assert [where["code"] for where in entry["where"]] == [w.code for w in item.required_in]
        assert [quote["quote"] for quote in entry["quotes"]] == [q.quote for q in item.quotes]
    assert [one["says"]["zh"] for one in view["unknown"]] == [one.says for one in found.unknown]
    assert [ref["code"] for ref in view["see"]] == [ref.code for ref in found.see]


def test_an_engineer_for_whom_no_items_are_stated_is_sent_to_category_and_path(
    kg: KnowledgeGraph,
) -> None:
    view: Any = gap_view.view(kg, f"gap/{gap_view.slug(ENGINEER)}")
    assert view["items"] == []
    [silence] = view["unknown"]
    assert silence["says"] == {
        "zh": "文件未在其名下列出項目",
        "en": "the documents list no items under its name",
    }
    assert [ref["label"]["zh"] for ref in silence["see"]] == ["AI 開發人才", "AI 工程師路徑"]


def test_a_background_asks_for_nothing(kg: KnowledgeGraph) -> None:
    view: Any = gap_view.view(kg, f"gap/{gap_view.slug(MARKETING)}")
    assert (view["asks"], view["items"]) == (False, [])


def test_ability_types_are_priced_as_the_award_rules_price_them(kg: KnowledgeGraph) -> None:
    """Table 5: literacy 18 hours, tools at Basic 36 hours, of which 18 may serve both."""
    view: Any = routes_view.view(kg, "routes")
    literacy, tools = (f"{GUIDE}/ability-type/{name}" for name in ("ai-literacy", "ai-tools"))
    assert view["prices"][literacy] == [18, 1]
    assert view["prices"][f"{literacy} {tools}"] == [36, 2]
    [route] = kg.routes(
        MARKETING, APPLICATION, minimise=("hours", "certificates"), assume=True
    ).routes
    assert [*route.cost.values()] == view["prices"][f"{literacy} {tools}"]


OWN = """
@prefix ait: <https://w3id.org/aitalent-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix own: <http://example.org/> .
own:a a ait:Role ; skos:prefLabel "甲"@zh-Hant .
own:step a ait:Transition ; ait:from own:a ;
    ait:to <https://w3id.org/aitalent-kg/id/industry-guide-115v3.0/role/ai-engineer> .
"""


def test_a_place_of_a_file_of_ones_own_is_drawn_and_has_a_gap_view(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN, encoding="utf-8")
    kg = atk.load(extra=[own])
    view = as_read(network_view.view(kg, "network"))
    assert "http://example.org/a" in view["pictures"]["steps"]["zh"]["boxes"]
    [name] = [name for name in gap_view.names(kg) if "example" in name]
    found: Any = gap_view.view(kg, name)
    assert [one["says"]["en"] for one in found["unknown"]] == [
        "the documents list no items under its name"
    ]


# The page


@pytest.fixture(scope="module")
def site(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("map") / "site"
    small_site(kg, folder, ["map"], ["network", "routes"])
    (folder / "data/gap").mkdir()
    for name in gap_view.names(kg):
        (folder / f"data/{name}.json").write_text(view_text(kg, name), encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def map_page(chromium: Browser, site: str) -> Iterator[Page]:
    """One page for all that changes nothing but its URL."""
    with opened(chromium, site) as page:
        go(page, f"{site}map.html?lang=zh")
        yield page


def at(site: str, **params: str) -> str:
    from urllib.parse import urlencode

    return f"{site}map.html?{urlencode({'lang': 'zh', **params})}"


#: Places of several kinds, in both documents, of which some pairs have routes.
_STARTS = (ANALYST, MARKETING, f"{GUIDE}/role-type/value-adding", f"{DECK}/background/cross-domain")
_ENDS = (LEAD, ANALYST, APPLICATION, f"{GUIDE}/role/ai-adoption-consultant")
_ASKED: tuple[Mapping[str, Any], ...] = (
    {"minimise": ["steps"], "k": 3, "inferred": False},
    {"minimise": ["missing", "conditions"]},
    {"minimise": ["hours", "certificates"], "assume": True, "documents": [GUIDE]},
    {"minimise": ["missing"], "k": 2, "via": [ENGINEER]},
    {"minimise": ["steps"], "documents": [DECK], "avoid": [ENGINEER]},
)


def as_found(found: Routes) -> dict[str, object]:
    """An answer of the library as the script in the page below writes its own."""
    reason = found.reason
    return {
        "complete": found.complete,
        "routes": [
            {
                "steps": [
                    [s.from_.code, s.to.code, s.kind, s.condition, [c.value for c in s.costs],
                     [item.code for item in s.asks], any(c.unstated for c in s.costs)]
                    for s in route.steps
                ],
                "cost": [cost.value for cost in route.costs],
                "unstated": [cost.unstated for cost in route.costs],
                "documents": list(route.documents),
                "joined": route.joined,
                "paths": [path.code for path in route.paths],
                "differences": [one.code for one in route.differences],
            }
            for route in found.routes
        ],
        "reason": reason and [
            reason.kind, reason.says,
            *([r.code for r in getattr(reason, n)] for n in ("reached", "entries", "same_name", "differences")),
        ],
    }  # fmt: skip


_SCRIPT = """async (asked) => {
  const { routes } = await import(new URL("js/lib/routes.js", document.baseURI));
  const read = async (name) => (await fetch(`data/${name}.json`)).json();
  const [network, data] = [await read("network"), await read("routes")];
  return asked.map((one) => {
    const found = routes(network, data, { ...one, printed: one.inferred === false });
    const costs = (of) => one.minimise.map((name) => of[name]);
    const why = found.reason;
    return {
      complete: found.complete,
      routes: found.routes.map((route) => ({
        steps: route.steps.map((step) => [step.from.code, step.to.code, step.line.kind,
          step.line.condition[one.lang], costs(step.cost), step.asks, step.unstated]),
        cost: costs(route.cost), unstated: costs(route.unstated), documents: route.documents,
        joined: route.joined, paths: route.paths, differences: route.differences,
      })),
      reason: why && [why.kind, why.says[one.lang], why.reached, why.entries, why.same, why.differences],
    };
  });
}"""


@pytest.mark.parametrize("how", _ASKED, ids=range(len(_ASKED)))
def test_routes_in_the_browser_are_those_of_the_library(
    kg: KnowledgeGraph, map_page: Page, how: Mapping[str, Any]
) -> None:
    touched = {*how.get("avoid", ()), *how.get("via", ())}
    pairs = [pair for pair in product(_STARTS, _ENDS) if not touched & {*pair}]
    asked = [{"start": a, "goal": b, "lang": LANG[a == MARKETING], **how} for a, b in pairs]
    for question, got in zip(asked, map_page.evaluate(_SCRIPT, asked), strict=True):
        assert got == as_read(as_found(kg.routes(**question))), question


def test_the_reason_within_application_talent_names_the_group(map_page: Page) -> None:
    """No arrow of the guide joins two roles that it lists under 應用人才."""
    staff = [f"{GUIDE}/role/{name}" for name in ("customer-service-staff", "hr-specialist")]
    question = {"start": staff[0], "goal": staff[1], "minimise": ["steps"], "lang": "zh"}
    [got] = map_page.evaluate(_SCRIPT, [question])
    assert got["reason"][1] == "兩者同屬「AI 加值型」，文件未載由其中一職轉為另一職的步驟。"


_GAP = """async ([name, have, mapped]) => {
  const { gapOf } = await import(new URL("js/lib/gap.js", document.baseURI));
  const asked = await (await fetch(`data/${name}.json`)).json();
  const gap = gapOf(asked, new Set(have), mapped);
  const codes = (list) => list.map(({ item }) => item.code);
  return { missing: gap.missing.map(({ item, completes }) => [item.code, completes]),
    covered: codes(gap.covered), presupposed: codes(gap.presupposed),
    mapped: gap.mapped.map(({ item, by }) => [item.code, by.code, by.predicate, by.confidence]) };
}"""


@pytest.mark.parametrize("mapped", ["none", "close", "related"])
@pytest.mark.parametrize("goal", [APPLICATION, "SMS2512-002v1", f"{GUIDE}/path/application"])
def test_gaps_in_the_browser_are_those_of_the_library(
    kg: KnowledgeGraph, map_page: Page, goal: str, mapped: str
) -> None:
    name = f"gap/{gap_view.slug(goal)}"
    view: Any = gap_view.view(kg, name)
    items = [item["code"] for item in view["items"]]
    others = [one["code"] for item in view["items"] for one in item["counts"]]
    for have in ([], items[::3], [*items[1::4], *others[::2]], others):
        found = kg.gap({ID + code for code in have} or None, goal, mapped=mapped)
        got = map_page.evaluate(_GAP, [name, have, mapped])
        assert got == as_read(
            {
                "missing": [(item.code, item.unlocks) for item in found.missing],
                "covered": [item.code for item in found.covered],
                "presupposed": [item.code for item in found.presupposed],
                "mapped": [
                    (i.code, i.by.code, i.predicate, i.confidence) for i in found.mapped if i.by
                ],
            }
        )


_QUERIES = """async (name) => {
  const made = await import(new URL("js/lib/map-query.js", document.baseURI));
  const { slug } = await import(new URL("js/lib/gap.js", document.baseURI));
  const read = async (name) => (await fetch(`data/${name}.json`)).json();
  const network = await read("network");
  const steps = network.links.filter((link) => link.kind !== "member").map((link) => link.iri);
  return { steps: made.stepsQuery(), routes: made.routesQuery([...steps.slice(0, 3), "a> } #"]),
    gap: made.gapQuery(await read(name)), slugs: ["a/b", "user:角", "角".repeat(99)].map(slug) };
}"""


def test_queries_behind_the_page_give_what_it_shows(
    kg: KnowledgeGraph, map_page: Page, network: Any
) -> None:
    made = map_page.evaluate(_QUERIES, f"gap/{gap_view.slug(APPLICATION)}")
    steps = {link["iri"] for link in network["links"] if link["kind"] != "member"}
    assert {row.step for row in kg.select(made["steps"]["query"])} == steps
    assert len({row.step for row in kg.select(made["routes"]["query"])}) == 3
    items = {item.iri for item in kg.gap(None, APPLICATION).missing}
    assert {row.item for row in kg.select(made["gap"]["query"])} == items
    for part in ("steps", "routes", "gap"):
        graph = kg.sparql(made[part]["rdf"])
        assert not isinstance(graph, bool) and len(graph) > 10
    assert made["slugs"] == [*map(gap_view.slug, ("a/b", "user:角", "角" * 99))]


def press(page: Page, code: str) -> None:
    """Click a place of the drawing."""
    place = page.evaluate(
        "code => document.querySelector('.canvas')._cyreg.cy.getElementById(code).renderedPosition()",
        code,
    )
    page.locator(".canvas").click(position=place)


def stops(page: Page) -> list[list[str]]:
    """The places of each route on the page."""
    routes = page.locator(".route").all()
    return [[a.inner_text() for a in route.locator(".stop a").all()] for route in routes]


def test_two_clicks_give_the_routes_of_the_library(
    kg: KnowledgeGraph, map_page: Page, site: str
) -> None:
    """The first is section 五: 資料分析師, 資料科學家, AI 工程師, AI 技術主管."""
    routes = kg.routes(ANALYST, LEAD).routes
    wanted = [[r.steps[0].from_.label, *(step.to.label for step in r.steps)] for r in routes]
    assert wanted[0] == ["資料分析師", "資料科學家", "AI 工程師", "AI 技術主管"]
    go(map_page, at(site))
    press(map_page, ANALYST)
    map_page.wait_for_function("() => new URLSearchParams(location.search).get('from')")
    press(map_page, LEAD)
    map_page.wait_for_selector(".route")
    assert stops(map_page) == wanted
    assert "補足軟 / 硬體工程技術" in map_page.locator(".map-routes").inner_text()
    map_page.reload()
    map_page.wait_for_selector(".route")
    assert stops(map_page) == wanted


def test_what_the_url_names_and_the_map_lacks_is_told(map_page: Page, site: str) -> None:
    go(map_page, at(site, **{"from": f"{ENGINEER}x", "to": "☃"}))
    assert map_page.locator(".map-unknown .problem").all_inner_texts() == [
        f"地圖上沒有「{ENGINEER}x」，因此不計；最接近的是「{ENGINEER}」。",
        "地圖上沒有「☃」，因此不計；請由清單選擇。",
    ]
    assert map_page.title() == "職涯地圖 – AI 人才知識圖譜"


def test_files_tell_a_kind_that_we_infer_from_a_step_that_is_printed(
    map_page: Page, site: str, network: Any
) -> None:
    """Of the steps of section 五 the line styles, and so the kinds, are lost."""
    go(map_page, at(site))
    [link] = [x for x in network["links"] if (x["from"], x["to"]) == (SCIENTIST, ENGINEER)]
    assert (link["basis"], link["kind_basis"]) == ("printed", "inferred")
    with map_page.expect_download() as saved:
        map_page.locator(".map-table").get_by_role("button", name="下載 CSV").click()
    with Path(saved.value.path()).open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.DictReader(file)]
    [row] = [r for r in rows if (r["由"], r["至"]) == ("資料科學家", "AI 工程師")]
    assert (row["步驟依據"], row["類型依據"]) == ("原文明載", "推論")


def test_lists_choose_start_and_goal_without_a_mouse(map_page: Page, site: str) -> None:
    go(map_page, at(site))
    map_page.locator("#map-from").select_option(MARKETING)
    map_page.locator("#map-to").select_option(APPLICATION)
    map_page.wait_for_selector(".route")
    assert stops(map_page) == [["行銷", "AI 應用人才"]]
    said = map_page.locator(".map-routes").inner_text()
    assert "條件：透過學習 AI 工具的使用及 AI 素養，或接觸基礎的程式與資料分析" in said


def test_no_route_says_why_and_offers_where_to_begin(map_page: Page, site: str) -> None:
    go(map_page, at(site, **{"from": LEAD, "to": ANALYST}))
    said = map_page.locator(".map-routes").inner_text()
    assert "各步的方向相反：只能由「資料分析師」走向「AI 技術主管」。" in said
    map_page.locator(".chips a", has_text="AI 產品經理").first.click()
    map_page.wait_for_selector(".route")
    assert stops(map_page) == [["AI 技術主管", "AI 產品經理"]]


def test_ticks_leave_the_missing_list_of_the_library_and_live_in_the_url(
    kg: KnowledgeGraph, map_page: Page, site: str
) -> None:
    go(map_page, at(site, goal=APPLICATION))
    have = [f"{GUIDE}/ability-type/ai-literacy", f"{GUIDE}/foundation/programming-languages"]
    found = kg.gap({ID + code for code in have}, APPLICATION)
    names = [item.label for item in found.covered]
    for name in names:
        map_page.get_by_label(name, exact=True).check()
    for again in (False, True):
        if again:
            map_page.reload()
        map_page.wait_for_selector("li.covered")
        missing = map_page.locator("li.missing .head .name").all_inner_texts()
        assert sorted(missing) == sorted(item.label for item in found.missing)
        assert sorted(map_page.locator("li.covered .head .name").all_inner_texts()) == sorted(names)
    assert "還缺 9 項" in map_page.locator("#gap-summary").inner_text()
    assert "課程 36 小時、證照 1 張" in map_page.locator("#gap-summary").inner_text()


def test_filters_live_in_the_url_and_narrow_the_table(map_page: Page, site: str) -> None:
    go(map_page, at(site, doc=DECK))
    assert map_page.locator(".map-table tbody tr").count() == 6  # A, B, C, and three ends
    go(map_page, at(site, printed="1", doc=DECK, members="1"))
    assert map_page.locator("#map-members").is_checked()
    go(map_page, at(site, kind="cross-category"))
    found = map_page.locator(".map-table tbody tr").count()
    go(map_page, at(site, kind="cross-category", printed="1"))
    assert (found, map_page.locator(".map-table tbody tr").count()) == (4, 0)  # kinds are read


def test_routes_can_be_made_to_pass_or_leave_aside_a_place(map_page: Page, site: str) -> None:
    go(map_page, at(site, **{"from": ANALYST, "to": LEAD, "via": SCIENTIST}))
    assert stops(map_page) == [["資料分析師", "資料科學家", "AI 工程師", "AI 技術主管"]]
    map_page.locator("#map-via").select_option("")
    map_page.locator("#map-avoid").select_option(ENGINEER)
    map_page.wait_for_selector(".map-routes .warning")
    assert "經過要避開的地點" in map_page.locator(".map-routes").inner_text()


def test_picture_can_be_saved(map_page: Page, site: str, tmp_path: Path) -> None:
    go(map_page, at(site))
    with map_page.expect_download() as told:
        map_page.get_by_role("button", name="下載圖片 PNG").click()
    target = tmp_path / told.value.suggested_filename
    told.value.save_as(target)
    assert target.name == "career-map.png"
    assert target.read_bytes().startswith(b"\x89PNG") and target.stat().st_size > 50_000


@pytest.mark.parametrize(
    ("lang", "options"),
    [("zh", {}), ("en", {"viewport": NARROW}), ("zh", {"color_scheme": "dark"})],
)
def test_page_is_accessible_and_no_wider_than_its_window(
    chromium: Browser,
    site: str,
    lang: str,
    options: dict[str, Any],
) -> None:
    with opened(chromium, site, **options) as page:
        go(page, at(site, lang=lang, to=APPLICATION, have="", **{"from": MARKETING}))
        axe(page)
        assert wide(page) <= 0


def test_codes_of_the_view_are_paths_below_the_project(network: Any) -> None:
    assert all(curie(place["iri"]) == place["code"] for place in network["places"])
