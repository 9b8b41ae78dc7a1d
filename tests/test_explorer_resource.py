"""Resource pages: what their views say, and the evidence panel in a browser."""

# ruff: noqa: F401, F811 - fixtures of tests/browser.py

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import axe, chromium, go, opened, page, static_folder, static_site, wide

import aitalent_kg as atk
from aitalent_kg.describe import Description
from aitalent_kg.explorer import resource_view, sources_view
from aitalent_kg.explorer.resource_entry import Shard
from aitalent_kg.explorer.resource_names import Names
from aitalent_kg.explorer.resource_terms import SHOWN_ELSEWHERE, terms
from aitalent_kg.explorer.resource_view import codes, shard_of
from aitalent_kg.lookup import kind_of
from aitalent_kg.names import DOCUMENTS, ID, curie
from aitalent_kg.resources import source_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TASK = "SMS2512-002v1/T2.2"
#: Two documents have nearly the same title; pages tell them apart.
APART = {
    "industry-guide-115v3.0": {"zh": "（115v3.0）", "en": " (115v3.0)"},
    "industry-guide-deck": {"zh": "（簡報）", "en": " (slide deck)"},
}
#: How `show` names a list -> how an entry does.
LISTS = {
    "part_of": "partOf",
    "parts": "parts",
    "rules": "rules",
    "requires": "requires",
    "required_by": "requiredBy",
    "leads_to": "leadsTo",
    "reached_from": "reachedFrom",
    "differences": "differences",
}


@pytest.fixture(scope="module")
def names(kg: atk.KnowledgeGraph) -> Names:
    return Names(kg.statements)


def entry_of(names: Names, iri: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The entry of a resource, and the shard it stands in, alone."""
    shard = Shard(names)
    shard.add(iri)
    made: dict[str, Any] = shard.json()
    return made["resources"][curie(iri)], made


@pytest.fixture(scope="module")
def task(names: Names) -> dict[str, Any]:
    return entry_of(names, ID + TASK)[0]


def sample(kg: atk.KnowledgeGraph) -> Iterator[str]:
    """Three resources of every kind, from all over the kind."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for iri in sorted({quad.subject.value for quad in kg.store}):
        kinds[kind_of(kg.statements, iri)].append(iri)
    for members in kinds.values():
        yield from {members[0], members[len(members) // 2], members[-1]}


# The views


def test_shards_are_told_by_fnv_1a() -> None:
    # from the vectors of its authors: "" 811c9dc5, "a" e40c292c, "foobar" bf9cf968
    assert [shard_of(text) for text in ("", "a", "foobar")] == ["81", "e4", "bf"]


def test_every_subject_of_the_graph_is_in_one_shard(kg: atk.KnowledgeGraph) -> None:
    assert len(codes(kg)) == len(set(codes(kg))) == len({quad.subject for quad in kg.store})


def test_a_shard_holds_the_resources_of_its_hash(kg: atk.KnowledgeGraph) -> None:
    made: Any = resource_view.view(kg, f"resource/{shard_of(TASK)}")
    assert TASK in made["resources"]
    assert {shard_of(code) for code in made["resources"]} == {shard_of(TASK)}


def test_the_names_of_views_are_the_shards_and_the_terms(kg: atk.KnowledgeGraph) -> None:
    found = resource_view.names(kg)
    assert (found[0], found[1], found[-1]) == ("resource/terms", "resource/00", "resource/ff")
    assert len(found) == 257


def test_entries_say_what_show_says(kg: atk.KnowledgeGraph, names: Names) -> None:
    for iri in sample(kg):
        shown = kg.show(iri)
        entry, made = entry_of(names, iri)
        assert lists_of(entry) == {key: refs(shown, name) for name, key in LISTS.items()}, iri
        assert entry.get("level") == shown.level, iri
        assert entry.get("documents", []) == shown.documents, iri
        assert entry.get("otherNames", []) == shown.other_names, iri
        assert entry.get("members", {}) == shown.members, iri
        assert made["names"][curie(iri)]["kind"] == shown.kind, iri
        assert made["names"][curie(iri)].get("notation", []) == shown.notation, iri
        assert gaps_of(entry, made) == sorted(shown.gaps), iri


def test_names_and_texts_are_those_of_show_in_both_languages(
    kg: atk.KnowledgeGraph, names: Names
) -> None:
    for iri in sample(kg):
        entry, made = entry_of(names, iri)
        shown = {lang: kg.show(iri, lang) for lang in ("zh", "en")}
        name = made["names"][curie(iri)].get("label") or dict.fromkeys(shown, curie(iri))
        apart = APART.get(curie(iri), {"zh": "", "en": ""})
        assert name == {
            "zh": shown["zh"].label_zh + apart["zh"],
            "en": shown["en"].label_en + apart["en"],
        }, iri
        for lang, description in shown.items():
            assert facts_of(entry, lang) == sorted(text for _, text in description.facts), iri
        links = sorted(to.code for _, to in shown["zh"].links)
        assert links_of(entry) == links, iri


def test_a_kind_of_step_that_is_our_reading_is_told_apart_from_print(names: Names) -> None:
    # data/ttl/inferred.ttl gives the kinds of steps; the guide prints the steps (line 498 ff.)
    steps = entry_of(names, f"{ID}industry-guide-115v3.0/role/ai-engineer")[0]["stepsFrom"]
    kinds = [step for step in steps if "step" in step]
    assert {step["basis"]["zh"] for step in kinds} == {"原文明載"}
    assert {step["stepBasis"]["zh"] for step in kinds} == {"推論"}


def test_a_level_names_its_scale(task: dict[str, Any]) -> None:
    assert task["scales"] == {"scheme/icap-level/4": "scheme/icap-level"}


def test_quotes_are_those_of_evidence(kg: atk.KnowledgeGraph, names: Names) -> None:
    for iri in sample(kg):
        entry, made = entry_of(names, iri)
        found = kg.evidence(iri)
        assert entry.get("evidence", []) == [curie(quote.iri) for quote in found], iri
        for quote in found:
            told = made["quotes"][curie(quote.iri)]
            assert told["quote"] == quote.quote, iri
            assert (told["source"], told["line"]) == (quote.source, quote.line), iri
            assert (told["start"], told["end"]) == (quote.start, quote.end), iri


def refs(shown: Description, name: str) -> list[str]:
    return [ref.code for ref in getattr(shown, name)]


def lists_of(entry: dict[str, Any]) -> dict[str, list[str]]:
    return {key: entry.get(key, []) for key in LISTS.values()}


def gaps_of(entry: dict[str, Any], made: dict[str, Any]) -> list[str]:
    kinds = [kind for gap in entry.get("gaps", []) for kind in gap["kinds"]]
    return sorted(made["names"][kind]["label"]["zh"] for kind in kinds)


def elsewhere(entry: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    said = [tuple(each) for graph in entry["statements"].values() for each in graph]
    return [each for each in said if each[0] not in SHOWN_ELSEWHERE]


def facts_of(entry: dict[str, Any], lang: str) -> list[str]:
    """The texts that a page in a language lists, by the rule of js/lib/resource.js."""
    texts = {(p, v["text"], v.get("lang", "")) for p, v in elsewhere(entry) if "text" in v}
    own = {p for p, _, tag in texts if tag.startswith(lang)}
    return sorted(x for p, x, tag in texts if p not in own or not tag or tag.startswith(lang))


def links_of(entry: dict[str, Any]) -> list[str]:
    linked = {(p, v.get("code") or v["quote"]) for p, v in elsewhere(entry) if "text" not in v}
    return sorted(code for _, code in linked)


def test_a_task_says_its_level_way_and_gap(task: dict[str, Any]) -> None:
    assert task["level"] == "4"
    assert task["levels"] == ["scheme/icap-level/4"]
    assert task["path"] == ["SMS2512-002v1", "SMS2512-002v1/T2"]
    assert [gap["kinds"] for gap in task["gaps"]] == [["scheme/gap-kind/skills"]]


def test_a_level_that_is_not_printed_is_not_stated(names: Names) -> None:
    assert entry_of(names, f"{ID}SMS2512-002v1/T1.2")[0]["level"] == "not stated"


def test_a_role_in_several_groups_has_no_one_way_to_it(names: Names) -> None:
    role = f"{ID}industry-guide-115v3.0/role/ai-application-planner"
    assert "path" not in entry_of(names, role)[0]


def test_requirements_have_the_quotes_of_their_nodes(task: dict[str, Any]) -> None:
    # line 25 of the source: "4 K09 … K10 … K15 AI 準則與規範知識"
    found = {row["other"]: row["quotes"] for row in task["requirements"]}
    assert list(found) == [f"SMS2512-002v1/K{number}" for number in ("09", "10", "15")]
    assert found["SMS2512-002v1/K15"] == ["SMS2512-002v1/quote/2069-2083"]


def test_a_short_form_rests_on_the_nodes_it_is_made_of(task: dict[str, Any]) -> None:
    found = {value["code"]: value for name, value in task["statements"]["generated"]}
    assert found["SMS2512-002v1/K15"]["via"] == ["SMS2512-002v1/requirement/T2.2-K15"]
    assert found["SMS2512-002v1/K15"]["quotes"] == ["SMS2512-002v1/quote/2069-2083"]


def test_a_statement_names_the_quotes_that_print_it(task: dict[str, Any]) -> None:
    own = {name: value.get("quotes") for name, value in task["statements"]["SMS2512-002v1"]}
    assert own["skos:notation"] == ["SMS2512-002v1/quote/1892-1913"]  # T2.2 制定 …
    assert own["ait:level"] == ["SMS2512-002v1/quote/2014-2015"]  # 4
    assert own["rdf:type"] is None  # on all of its quotes
    assert len(task["grounds"]["SMS2512-002v1"]) == 2


def test_an_item_says_where_it_is_required_and_on_which_level(names: Names) -> None:
    entry, made = entry_of(names, f"{ID}SMS2512-002v1/K15")
    asking = [row["other"] for row in entry["requiredWhere"]]
    assert asking == [f"SMS2512-002v1/T{number}" for number in ("4.1", "2.2", "4.2")]
    assert made["names"][TASK]["level"] == ["4"]


def test_mappings_are_said_of_the_resource_nearest_first_denied_last(names: Names) -> None:
    entry, _ = entry_of(names, f"{ID}SMS2512-002v1/A02")
    rows = entry["mappings"]
    assert (rows[0]["other"], rows[0]["predicate"]) == ("SET2529-001v2/A03", "skos:exactMatch")
    assert rows[0]["reason"]["en"].startswith("Self-management: name and definition are identical")
    assert [row["status"] for row in rows] == ["accepted"] * 3 + ["rejected"] * 2
    assert "other" not in rows[1]  # nothing of the civil framework stands for it
    assert rows[1]["document"] == "civil-service-framework"


def test_a_mapping_is_turned_for_its_object(kg: atk.KnowledgeGraph, names: Names) -> None:
    broad = next(row for row in kg.mappings() if row.predicate == "skos:broadMatch")
    [here] = [
        row
        for row in entry_of(names, broad.subject)[0]["mappings"]
        if row["node"] == curie(broad.iri)
    ]
    [there] = [
        row
        for row in entry_of(names, broad.object)[0]["mappings"]
        if row["node"] == curie(broad.iri)
    ]
    assert (here["predicate"], there["predicate"]) == ("skos:broadMatch", "skos:narrowMatch")
    assert here["quotes"] == there["otherQuotes"]


def test_nodes_without_a_name_say_what_they_join(names: Names) -> None:
    says = names.of(f"{ID}SMS2512-002v1/requirement/T2.2-K15")["says"]
    assert says == {
        "zh": "制定 AI 技術應用發展管理章程 要求 AI 準則與規範知識",
        "en": "Draw up a charter for the management of AI technology application and development"
        " requires Knowledge of AI guidelines and norms",
    }


def test_every_property_kind_and_graph_has_words_in_both_languages(kg: atk.KnowledgeGraph) -> None:
    told: Any = terms(kg.statements)
    for group in ("properties", "kinds", "graphs"):
        for name, words in told[group].items():
            assert words["en"], name
            assert re.search("[\u4e00-\u9fff]|SHA-256|^IRI", words["zh"]), name


USER = """
PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sms: <https://w3id.org/aitalent-kg/id/SMS2512-002v1/>
<http://example.org/task> a ait:Task ;
    skos:prefLabel "<img src=x onerror=alert(1)>"@en , "我的任務"@zh ;
    ait:level <http://example.org/level> ;
    dcterms:source [ skos:prefLabel "nameless" ] ;
    ait:evidence <https://w3id.org/aitalent-kg/id/SMS2512-002v1/quote/2014-2015> , [ a ait:Quote ] .
[] a ait:Requirement ; ait:requirer <http://example.org/task> ; ait:requiredItem sms:K15 .
<http://example.org/loop> dcterms:isPartOf <http://example.org/loop> ; skos:exactMatch [] .
"""


def test_what_a_user_adds_has_pages_too(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(USER, encoding="utf-8")
    mine = atk.load(extra=tmp_path / "mine.ttl")
    code = "http://example.org/task"
    made: Any = resource_view.view(mine, f"resource/{shard_of(code)}")
    entry = made["resources"][code]
    assert entry["level"] == "http://example.org/level"  # which has no code
    assert entry["evidence"] == ["SMS2512-002v1/quote/2014-2015"]
    [source] = [v for p, v in entry["statements"]["user/mine"] if p == "dcterms:source"]
    assert list(source) == ["text"]  # a blank node has no page
    loop: Any = resource_view.view(mine, f"resource/{shard_of('http://example.org/loop')}")
    assert "path" not in loop["resources"]["http://example.org/loop"]
    rests: Any = sources_view.view(mine, "sources/SMS2512-002v1~rests")
    assert rests["rests"]["2014-2015"]["user/mine"] == [code]


# In a browser


def marked(page: Page) -> str:
    return "".join(page.locator("#evidence mark.chosen").all_text_contents())


def cited(kg: atk.KnowledgeGraph, document: str) -> list[str]:
    """Two resources of a document with quotes: one in the middle, and the last."""
    source = source_file(document).stem
    own = [code for code in codes(kg) if code.startswith(f"{source}/") and "/quote/" not in code]
    found = [code for code in own if kg.evidence(code)]
    return [found[len(found) // 2], found[-1]]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_marked_text_is_the_quote(
    page: Page,
    static_site: str,
    kg: atk.KnowledgeGraph,
    document: str,
) -> None:
    for code in cited(kg, document):
        quote = kg.evidence(code)[-1]
        place = f"{quote.source.removesuffix('.txt')}/{quote.start}-{quote.end}"
        go(page, f"{static_site}resource.html?id={code}&quote={place}")
        assert marked(page) == quote.quote, code


def test_a_quote_behind_a_character_of_two_units_is_marked_right(
    page: Page,
    static_site: str,
    kg: atk.KnowledgeGraph,
) -> None:
    text = source_file("civil-service-framework").read_bytes().decode()
    assert text.index("👉") == 417  # the only character outside of the first plane
    [last] = kg.evidence("civil-service-framework/attitude/experimental")[-1:]
    assert last.start > 417
    code, place = "civil-service-framework/attitude/experimental", f"{last.start}-{last.end}"
    go(page, f"{static_site}resource.html?id={code}&quote=civil-service-framework/{place}")
    assert marked(page) == last.quote


def test_the_browser_finds_the_shard_that_python_does(page: Page, static_site: str) -> None:
    asked = ["", "a", TASK, "級別", "𠮷野家", "e\u0301", "ait:Task", "x" * 300]
    go(page, f"{static_site}resource.html")
    script = "async (all) => { const {shardOf} = await import('./js/lib/resource.js'); return all.map(shardOf); }"
    assert page.evaluate(script, asked) == [shard_of(text) for text in asked]


def test_the_panel_opens_on_the_quote_that_prints_the_name(page: Page, static_site: str) -> None:
    go(page, f"{static_site}resource.html?id=civil-service-framework/competency/04&lang=zh")
    assert marked(page) == "問題識別與解決"
    assert page.locator("h1").inner_text() == "問題識別與解決"


def test_a_statement_shows_its_quote_and_the_url_keeps_it(page: Page, static_site: str) -> None:
    go(page, f"{static_site}resource.html?id={TASK}&lang=en")
    page.locator("#requirements tr", has_text="K15").locator(".chip").click()
    page.wait_for_function(
        "() => document.querySelector('mark.chosen').textContent.startsWith('K15')"
    )
    assert "quote=SMS2512-002v1%2F2069-2083" in page.url
    page.reload()
    page.wait_for_selector("main[data-ready=true]")
    assert marked(page) == "K15 AI 準則與規範知識"


def test_next_and_back_walk_through_the_quotes(page: Page, static_site: str) -> None:
    go(page, f"{static_site}resource.html?id={TASK}&lang=en")
    page.get_by_role("button", name="Next").click()
    page.wait_for_function("() => document.querySelector('mark.chosen').textContent === '4'")
    page.go_back()
    page.wait_for_function(
        "() => document.querySelector('mark.chosen').textContent.startsWith('T2.2')"
    )


def test_a_page_says_level_gap_and_requirements(page: Page, static_site: str) -> None:
    go(page, f"{static_site}resource.html?id={TASK}&lang=en")
    assert "skill requirements" in page.locator(".gaps").inner_text()
    assert "level 4" in page.locator(".facts").inner_text()
    assert page.locator("#requirements tbody tr").count() == 3
    go(page, f"{static_site}resource.html?id=SMS2512-002v1/T1.2&lang=en")
    assert "not stated in the document" in page.locator(".facts").inner_text()


def test_text_that_carries_no_statement_is_shown_where_it_stands(
    page: Page, static_site: str
) -> None:
    go(page, f"{static_site}resource.html?id=SMS2512-002v1/furniture/1&lang=en")
    assert marked(page).startswith("主要職責\t工作任務\t工作產出")
    assert page.locator("#evidence .quoted li").count() == 4  # its head is printed again four times


def test_the_query_behind_a_page_gives_its_statements(
    page: Page, static_site: str, task: dict[str, Any]
) -> None:
    go(page, f"{static_site}resource.html?id={TASK}&lang=en")
    page.get_by_role("button", name="The query behind this").click()
    text = page.locator(".toolbar pre").inner_text()
    script = "async (text) => (await (await import('./js/data.js')).select(text)).rows.length"
    told = sum(len(graph) for graph in task["statements"].values())
    assert page.evaluate(script, text) == told + len(task["evidence"])


def test_an_unknown_resource_is_said_to_be_none_with_what_is_near(
    page: Page,
    static_site: str,
) -> None:
    go(page, f"{static_site}resource.html?id=SMS2512-002v1/T9.9&lang=en")
    assert page.locator("h1").inner_text() == "There is no resource “SMS2512-002v1/T9.9”"
    assert page.locator(".near a").first.inner_text().startswith("AI application planner")
    near = page.locator(".near .pale").all_inner_texts()[1:]
    assert near and all("SMS2512-002v1/" in text and text[-4] == "T" for text in near[:3])


def test_two_dates_of_a_certification_say_whose_they_are(page: Page, static_site: str) -> None:
    go(page, f"{static_site}resource.html?id=industry-guide-115v3.0/certification/ai-900")
    told = page.locator(".facts").inner_text()
    assert "來自AI 產業人才認定指引（115v3.0）" in told
    assert "AI-900 與 AI-102 的停辦" in told  # the recorded difference, X-18


def test_our_translation_is_marked_and_leads_to_the_original(page: Page, static_site: str) -> None:
    go(page, f"{static_site}resource.html?id=industry-guide-115v3.0/role/ai-engineer&lang=en")
    fact = page.locator(".facts p", has_text="Refers generally to personnel")
    assert fact.locator(".tag").inner_text() == "our translation"
    assert fact.locator(".chip").count() > 0


def test_a_level_that_is_not_stated_is_said_to_be_so(page: Page, static_site: str) -> None:
    go(page, f"{static_site}resource.html?id=SMS2512-002v1/K05")
    row = page.locator("#required-where tr", has_text="T3.2")
    assert "未載明" in row.inner_text()


@pytest.mark.parametrize(
    "code",
    [
        "industry-guide-115v3.0/role/ai-application-planner",
        "contradiction/X-02",
        "SMS2512-002v1/quote/1892-1913",
        "",
    ],
)
def test_pages_of_every_sort_are_accessible_wide_and_narrow(
    chromium: Browser,
    static_site: str,
    code: str,
) -> None:
    with opened(chromium, static_site, viewport={"width": 360, "height": 740}) as narrow:
        go(narrow, f"{static_site}resource.html?id={code}&lang=zh")
        assert narrow.locator("h1").inner_text()
        assert wide(narrow) <= 0
        axe(narrow)
