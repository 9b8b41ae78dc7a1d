"""The page for comparing: what the browser computes is what `kg.compare` answers."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import NARROW, axe, go, opened, served, wide
from rdflib import Graph

import aitalent_kg as atk
from aitalent_kg.compare import find
from aitalent_kg.compare.answer import Comparison
from aitalent_kg.compare.coverage import Coverage
from aitalent_kg.compare.story import story
from aitalent_kg.conflicts import conflicts
from aitalent_kg.explorer.compare_view import names, view
from aitalent_kg.explorer.pages import FILES, file_of, page
from aitalent_kg.mappings.find import is_described
from aitalent_kg.mappings.graphs import held
from aitalent_kg.names import curie

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).resolve().parent.parent / "docs/examples"
DOCUMENTS = (
    "civil-service-framework",
    "industry-guide-115v3.0",
    "industry-guide-deck",
    "SET2529-001v1",
    "SET2529-001v2",
    "SMS2512-002v1",
)
#: Those whose text we have: the first version of a standard is only named.
WRITTEN = {*DOCUMENTS} - {"SET2529-001v1"}
#: A role without items, one with, a task, a path, an ability type, a talent category.
OTHERS = (
    "industry-guide-deck/role/project-manager",
    "industry-guide-115v3.0/role/ai-product-manager",
    "SMS2512-002v1/T1.3",
    "industry-guide-115v3.0/path/data-professional",
    "industry-guide-115v3.0/ability-type/ai-tools",
    "industry-guide-115v3.0/talent-category/development",
)
#: What the pages put behind the names of the guide and of the deck, to tell them apart.
_APART = re.compile("（115v3.0）|（簡報）")
_COMPARE = """async ([left, right, kinds, name]) => {
  const root = new URL("js/lib/", document.baseURI);
  const { compare } = await import(new URL("compare.js", root));
  const { categoryName, story } = await import(new URL("compare-story.js", root));
  const { constructOf, selectOf } = await import(new URL("compare-query.js", root));
  const data = await (await fetch(`data/${name}.json`)).json();
  const found = compare(data, left, right, kinds);
  const code = (thing) => data.things[thing].code;
  const share = (s) => [categoryName(found, s.group, "zh"), s.items.map(code), s.strict.map(code),
    s.part.map(code), s.related.map(code), s.without.map(code)];
  return {
    pairs: found.pairs.map((p) => [code(p.left), p.predicate, code(p.right), p.confidence, p.why.zh]),
    alone: [found.onlyLeft, found.onlyRight].map((l) => l.map((e) => [code(e.thing), e.reviewed, e.why.zh])),
    ways: found.ways.map((way) => [way.all, ...way.byCategory, ...way.byKind].map(share)),
    same: found.same.map(code),
    differences: found.differences.map((d) => d.id),
    unknown: found.unknown.map((u) => [u.code, u.what]),
    story: story(found, "zh"),
    english: story(found, "en"),
    query: selectOf(found, "zh"),
    rdf: constructOf(found),
  };
}"""


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """Mappings and differences, most of the work of a comparison, are read once for all of them."""

    def kept(read: Callable[..., Iterable[object]]) -> Callable[..., list[object]]:
        known: dict[tuple[int, str], list[object]] = {}

        def once(store: object, **how: object) -> list[object]:
            if (key := (id(store), repr(how))) not in known:
                known[key] = [*read(store, **how)]
            return known[key]

        return once

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "held", kept(held))
        patch.setattr(find, "conflicts", kept(conflicts))
        yield


@pytest.fixture(scope="module")
def crosswalk(kg: atk.KnowledgeGraph) -> dict[str, Any]:
    """The view as the browser reads it."""
    found: dict[str, Any] = json.loads(json.dumps(view(kg, "compare")))
    return found


@pytest.fixture(scope="module")
def own() -> atk.KnowledgeGraph:
    """The graph with a framework of a user, and a user's mappings."""
    return atk.load(extra=[EXAMPLES / "framework.ttl", EXAMPLES / "framework.sssom.tsv"])


@pytest.fixture(scope="module")
def small_site(
    kg: atk.KnowledgeGraph,
    own: atk.KnowledgeGraph,
    crosswalk: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Address of a site that holds no views but those of this page."""
    folder = tmp_path_factory.mktemp("compare") / "site"
    for path in FILES.rglob("*"):
        if path.is_file() and "vendor" not in path.parts:
            copy = folder / path.relative_to(FILES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (folder / file_of("compare")).write_text(page("compare"), encoding="utf-8")
    (folder / "data/compare").mkdir(parents=True)
    (folder / "data/compare.json").write_text(json.dumps(crosswalk), encoding="utf-8")
    (folder / "data/compare/quotes.json").write_text(json.dumps(view(kg, "compare/quotes")))
    (folder / "data/own.json").write_text(json.dumps(view(own, "compare")))
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser_page(chromium: Browser, small_site: str) -> Iterator[Page]:
    """The page for comparing, on which scripts of the page can be run."""
    with opened(chromium, small_site) as made:
        go(made, f"{small_site}compare.html")
        yield made


def computed(
    page: Page, left: str, right: str, kinds: tuple[str, ...] = (), name: str = "compare"
) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(_COMPARE, [left, right, list(kinds), name])
    found["story"] = [_APART.sub("", said) for said in found["story"]]
    return found


def answered(found: Comparison) -> dict[str, Any]:
    """What `kg.compare` says, as the script says it."""
    ways = [shares(found, way) for way in found.coverage.values()]
    return {
        "pairs": [
            [p.left.code, p.predicate, p.right.code, p.confidence, p.comment] for p in found.pairs
        ],
        "alone": [
            [[e.code, e.reviewed, e.comment] for e in entries]
            for entries in (found.only_left, found.only_right)
        ],
        "ways": ways,
        "same": [each.code for each in found.same],
        "differences": [each.id for each in found.differences],
        "unknown": [[each.code, each.what] for each in found.unknown],
        "story": told(found, "zh"),
    }


def shares(found: Comparison, way: Coverage) -> list[list[object]]:
    every = (way.all, *way.by_category, *way.by_kind)
    lists = ("items", "strict", "broader_narrower", "related_only", "without")
    return [
        [found.names.get(s.group, ""), *([curie(i) for i in getattr(s, name)] for name in lists)]
        for s in every
    ]


def told(found: Comparison, lang: str) -> list[str]:
    """The sentences without the marks of citations, which the page shows beside the pairs."""
    return [re.sub(r"\[\d+\]", "", said) for said in story(found, lang).sentences]


def check(kg: atk.KnowledgeGraph, page: Page, left: str, right: str, name: str = "compare") -> None:
    seen = computed(page, left, right, name=name)
    expected = answered(kg.compare(left, right))
    assert {name: seen[name] for name in expected} == expected, (left, right)


@pytest.mark.parametrize("left", DOCUMENTS)
def test_any_document_compares_with_any_other_as_the_library_says(
    kg: atk.KnowledgeGraph, browser_page: Page, left: str
) -> None:
    for right in DOCUMENTS:
        check(kg, browser_page, left, right)


def test_roles_paths_tasks_and_ability_types_compare_as_the_library_says(
    kg: atk.KnowledgeGraph, browser_page: Page
) -> None:
    for left, right in itertools.pairwise((*OTHERS, "SMS2512-002v1", *OTHERS[::-1])):
        check(kg, browser_page, left, right)


def test_sides_drawn_at_random_compare_as_the_library_says(
    kg: atk.KnowledgeGraph, browser_page: Page, crosswalk: dict[str, Any]
) -> None:
    codes = [crosswalk["things"][side["thing"]]["code"] for side in crosswalk["sides"]]
    drawn = random.Random(6)
    for _ in range(6):
        check(kg, browser_page, drawn.choice(codes), drawn.choice(codes))


def test_a_framework_of_ones_own_compares_as_the_library_says(
    own: atk.KnowledgeGraph, browser_page: Page
) -> None:
    mine = "https://example.org/framework"
    for other in ("SMS2512-002v1", "civil-service-framework"):
        check(own, browser_page, mine, other, "own")
        check(own, browser_page, other, mine, "own")


@pytest.mark.parametrize("kinds", [("Skill",), ("Knowledge", "Task"), ("SoftSkill", "KeySkill")])
def test_only_the_kinds_asked_for_are_counted(
    kg: atk.KnowledgeGraph, browser_page: Page, kinds: tuple[str, ...]
) -> None:
    seen = computed(browser_page, "SMS2512-002v1", "industry-guide-115v3.0", kinds)
    found = kg.compare("SMS2512-002v1", "industry-guide-115v3.0", kinds=",".join(kinds))
    expected = answered(found)
    names = [name for name in expected if name != "story"]  # which there names kinds by class
    assert {name: seen[name] for name in names} == {name: expected[name] for name in names}


def test_the_story_is_told_in_english_too(kg: atk.KnowledgeGraph, browser_page: Page) -> None:
    seen = computed(browser_page, "SMS2512-002v1", "SET2529-001v2")
    assert seen["english"] == told(kg.compare("SMS2512-002v1", "SET2529-001v2", lang="en"), "en")


def test_the_query_behind_a_comparison_gives_its_pairs(
    kg: atk.KnowledgeGraph, browser_page: Page
) -> None:
    sides = [
        ("civil-service-framework", "industry-guide-115v3.0"),
        ("industry-guide-115v3.0", "SMS2512-002v1"),
        ("SMS2512-002v1/T1.3", "industry-guide-deck"),
    ]
    for left, right in sides:
        seen = computed(browser_page, left, right)
        rows = {
            (curie(r.left), curie(r.relation), curie(r.right)) for r in kg.select(seen["query"])
        }
        assert rows == {(pair[0], pair[1], pair[2]) for pair in seen["pairs"]}, (left, right)
        told = kg.sparql(seen["rdf"])
        assert isinstance(told, Graph)
        assert len({*told.subjects()}) == len(rows)


def test_shares_are_rounded_as_in_the_report(browser_page: Page) -> None:
    script = """async (pairs) => {
      const { percent } = await import(new URL("js/lib/compare-story.js", document.baseURI));
      return pairs.map(([part, whole]) => percent(part, whole));
    }"""
    pairs = [[n, whole] for whole in (7, 8, 16, 19, 40, 46) for n in range(whole + 1)]
    assert browser_page.evaluate(script, pairs) == [f"{n / whole:.0%}" for n, whole in pairs]


def test_every_side_and_every_quote_of_the_view_is_in_the_graph(
    kg: atk.KnowledgeGraph, crosswalk: dict[str, Any]
) -> None:
    assert names(kg) == ["compare", "compare/quotes"]
    for thing in crosswalk["things"]:
        assert is_described(kg.statements, kg.resolve(thing["code"])), thing["code"]
    found: Any = view(kg, "compare/quotes")
    assert {quote["source"] for quote in found["quotes"]} == {f"{d}.txt" for d in WRITTEN}
    assert len(found["pairs"]) == len(crosswalk["mappings"])


def test_the_page_shows_numbers_pairs_and_quotes_and_can_be_used_without_a_mouse(
    chromium: Browser, small_site: str
) -> None:
    with opened(chromium, small_site) as page:
        go(page, f"{small_site}compare.html?left=SMS2512-002v1&right=SET2529-001v2&lang=en")
        assert page.text_content("h1") == "Compare"
        assert page.locator(".whole strong").count() == 2
        pairs = page.locator(".pair").count()
        page.locator(".heat button").first.press("Enter")
        page.wait_for_function("() => location.search.includes('cell=')")
        page.wait_for_selector(".in-cell")
        assert 0 < page.locator(".pair").count() <= pairs
        assert page.evaluate("document.activeElement.id").startswith("cell-")
        page.locator(".pair summary").first.press("Enter")
        page.wait_for_selector(".pair blockquote.quote")
        axe(page)
        go(page, page.url)  # what is shown is in the URL
        page.wait_for_selector(".pair blockquote.quote")
        assert page.locator("details[open] > summary", has_text="Quotes side by side").count() == 1


def test_the_page_fits_a_phone_and_says_why_a_side_is_empty(
    chromium: Browser, small_site: str
) -> None:
    address = f"{small_site}compare.html?left=industry-guide-deck/role/project-manager&lang=zh"
    with opened(chromium, small_site, viewport=NARROW, color_scheme="dark") as page:
        go(page, f"{address}&right=SMS2512-002v1")
        assert wide(page) == 0
        assert "文件未在其名下列出項目" in page.locator(".way").first.inner_text()
        axe(page)


def test_a_side_that_cannot_be_judged_gets_no_percentage(
    chromium: Browser, small_site: str
) -> None:
    """Line 492 of the guide: its path for engineers lists the skills that the role itself does not."""
    role = "industry-guide-115v3.0/role"
    with opened(chromium, small_site) as page:
        go(page, f"{small_site}compare.html?left={role}/ai-engineer&right={role}/data-scientist")
        assert "%" not in page.locator("main").inner_text()
        empty, other = page.locator(".way").all()
        assert empty.locator("a.resource", has_text="AI 工程師路徑").count() == 1
        assert "這 3 個項目無從對照，故不計比例" in other.inner_text()
        heads = page.locator("main h3").all_inner_texts()
        assert any("經審查無對應 0，未經審查 3" in head for head in heads)


def test_the_address_names_the_sides_shown_and_files_have_heads_of_the_language(
    chromium: Browser, small_site: str
) -> None:
    with opened(chromium, small_site) as page:
        go(page, f"{small_site}compare.html?lang=zh")
        assert "left=civil-service-framework&right=industry-guide-115v3.0" in page.url
        option = page.locator("#compare-left option[value=SET2529-001v1]").text_content() or ""
        assert option.endswith("（僅被提及）")
        with page.expect_download() as saved:
            page.get_by_role("button", name="下載 CSV").click()
        head = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()[0]
        assert head == "狀態,左,關係,右,信心,理由,左代碼,右代碼"


def test_an_unknown_side_is_named_and_the_form_stays(chromium: Browser, small_site: str) -> None:
    with opened(chromium, small_site) as page:
        go(page, f"{small_site}compare.html?left=%3Cimg%20src=x%20onerror=alert(1)%3E&lang=en")
        assert "nothing to compare is called “<img" in page.text_content(".problem")  # type: ignore[operator]
        page.select_option("#compare-left", "SMS2512-002v1")
        page.wait_for_selector(".whole")
        assert "left=SMS2512-002v1" in page.url


def test_scripts_make_no_markup_of_text() -> None:
    bad = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function")
    scripts: list[Path] = [*FILES.glob("js/**/compare*.js")]
    assert len(scripts) >= 5
    assert [path.name for path in scripts if bad.search(path.read_text(encoding="utf-8"))] == []
