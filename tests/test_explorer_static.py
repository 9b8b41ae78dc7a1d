"""The static site answers by itself: SPARQL and search, as the library does."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest
from browser import run
from conftest import HOSTILE

import aitalent_kg as atk
from aitalent_kg import library
from aitalent_kg.errors import AitalentError
from aitalent_kg.names import PREFIXES
from aitalent_kg.sparql import ready
from aitalent_kg.values import to_term, written

if TYPE_CHECKING:
    from playwright.sync_api import Page

CASES = Path(__file__).parent / "search_cases.toml"
JS = Path(atk.__file__).parent / "explorer" / "files" / "js"
#: Parameters for queries that, left open, gather all evidence and take long in a browser.
NARROWED: dict[str, dict[str, object]] = {
    "evidence-of": {"resource": "SMS2512-002v1/T1.3"},
    "quotes-of-line": {"document": "SMS2512-002v1"},
    "resources-of-line": {"document": "SMS2512-002v1"},
    "mapping-evidence": {"thing": "SMS2512-002v1/K05"},
}


def rows_here(kg: atk.KnowledgeGraph, text: str) -> list[Any]:
    from pyoxigraph import QueryResultsFormat, QuerySolutions

    found = kg.store.query(ready(text), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    serialised = found.serialize(format=QueryResultsFormat.JSON)
    return list(json.loads(serialised or b"")["results"]["bindings"])


def sorted_rows(rows: list[Any]) -> list[str]:
    """Rows without order; engines write tags of languages in different cases."""
    for row in rows:
        for term in row.values():
            if "xml:lang" in term:
                term["xml:lang"] = term["xml:lang"].lower()
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)


def test_every_query_of_the_library_gives_in_the_browser_what_it_gives_here(
    shared: Page, kg: atk.KnowledgeGraph
) -> None:
    texts = {
        name: library.bind(entry, NARROWED.get(name, {}), kg.resolve)
        for name, entry in atk.queries().items()
    }
    body = """
        const found = {};
        for (const [name, text] of Object.entries(value)) {
          const answer = await m.ask(text, "application/sparql-results+json", undefined, 120);
          found[name] = JSON.parse(answer).results.bindings;
        }
        return found;"""
    there = run(shared, "js/lib/oxigraph.js", body, texts)
    for name, text in texts.items():
        assert sorted_rows(there[name]) == sorted_rows(rows_here(kg, text)), name


def test_from_says_what_the_default_graph_is(shared: Page, kg: atk.KnowledgeGraph) -> None:
    graph = "https://w3id.org/aitalent-kg/graph/SMS2512-002v1"
    count = "SELECT (COUNT(*) AS ?n)"
    texts = [
        f"{count} FROM <{graph}> {{ ?s ?p ?o }}",
        f"PREFIX : <{graph}> SELECT*from : {{ ?s ?p ?o }}",
        f"{count} FROM NAMED <{graph}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"{count} FROM NAMED <{graph}> {{ ?s ?p ?o }}",
        f"{count} {{ ?from ait:from ?o FILTER(?o != 'FROM') }} # FROM",
    ]
    body = "return Promise.all(value.map(async (text) => (await m.select(text)).rows));"
    there = run(shared, "js/data.js", body, texts)
    for text, rows in zip(texts, there, strict=True):
        assert len(rows) == len(kg.select(text)), text
        assert "n" not in rows[0] or int(rows[0]["n"]) == kg.select(text)[0].n, text


def test_only_an_ask_is_answered_by_yes_or_no(shared: Page) -> None:
    texts = ['SELECT ("true" AS ?ask) { }', "ASK { }", "ASK { FILTER(false) }"]
    body = "return Promise.all(value.map(async (text) => (await m.select(text)).boolean ?? null));"
    assert run(shared, "js/data.js", body, texts) == [None, True, False]


def test_names_of_ours_others_and_users_become_iris(shared: Page) -> None:
    asked = ["SMS2512-002v1/T1.3", "skos:broader", "urn:mine", "tag:me,2026:a/b", "__proto__:x"]
    iris = [
        "https://w3id.org/aitalent-kg/id/SMS2512-002v1/T1.3",
        "http://www.w3.org/2004/02/skos/core#broader",
        "urn:mine",
        "tag:me,2026:a/b",
        "https://w3id.org/aitalent-kg/id/__proto__:x",
    ]
    assert run(shared, "js/lib/names.js", "return value.map(m.expand);", asked) == iris
    assert run(shared, "js/lib/names.js", "return value.map(m.curie);", iris) == asked


def test_queries_behind_the_pages_write_curies_as_their_iris(shared: Page) -> None:
    concept = "<http://www.w3.org/2004/02/skos/core#Concept>"
    asked = {"items": [{"code": "skos:Concept", "where": [{"code": "skos:Concept"}]}]}
    gap = run(shared, "js/lib/map-query.js", "return m.gapQuery(value).query;", asked)
    body = """
        const side = { code: "a", whole: false, items: new Map([[0, []]]) };
        const data = { things: [{ code: "skos:Concept" }] };
        const found = { data, left: side, right: side, pairs: [{ left: 0, right: 0 }] };
        return m.selectOf(found, "zh");"""
    compare = run(shared, "js/lib/compare-query.js", body)
    assert gap.count(concept) == 2
    assert f"?left IN ({concept})" in compare


def test_the_page_takes_its_code_from_the_server_where_it_says_one(shared: Page) -> None:
    body = """
        const main = document.querySelector("main");
        main.dataset.code = "own/%41%2F<b>";
        try { return m.state.get("id"); } finally { delete main.dataset.code; }"""
    assert run(shared, "js/state.js", body) == "own/%41%2F<b>"


def test_scripts_have_no_unused_words_or_functions_and_say_constants_once() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in JS.rglob("*.js")}
    whole = "\n".join(texts.values())
    begun = tuple(re.findall(r"`([\w:-]+)\$\{", whole))  # t(`rules-${outcome}`)
    blocks = "".join(re.findall(r"^words\(\{\n(.*?)^\}\);", whole, re.DOTALL | re.MULTILINE))
    keys = Counter(re.findall(r'^  "([\w:-]+)": \[', blocks, re.MULTILINE))
    exported = re.findall(r"^export (?:async )?(?:function|const|class|let) (\w+)", whole, re.M)
    assert len(keys) > 400
    assert len(exported) > 100
    quoted = Counter(re.findall(r'"([\w:-]+)"', whole))
    words = Counter(re.findall(r"\w+", whole))
    assert not [key for key in keys if quoted[key] == keys[key] and not key.startswith(begun)]
    assert not [name for name in exported if words[name] < 2]
    once = {'"https://w3id.org/aitalent-kg/id/"': "names.js", "0x811c9dc5": "hash.js"}
    for said, name in once.items():
        assert [path.name for path, text in texts.items() if said in text] == [name]


def test_a_bound_query_gives_the_rows_of_the_library(shared: Page) -> None:
    body = """
        const { view, select } = await import(new URL("js/data.js", document.baseURI).href);
        const { queries } = await view("queries");
        const query = queries.find((one) => one.name === "items-of-task");
        return (await select(m.bind(query, value))).rows.map((row) => row.code);"""
    values = {"task": ["SMS2512-002v1/T1.3"], "kind": ["Skill"], "lang": ["en"]}
    there = run(shared, "js/lib/library.js", body, values)
    assert there == ["S03", "S05", "S08", "S09", "S10", "S11"]


@pytest.mark.parametrize("kind", ["text", "code"])
def test_a_hostile_value_is_written_as_the_library_writes_it(shared: Page, kind: str) -> None:
    body = "return value.values.map((one) => m.term({ kind: value.kind, choices: [] }, one));"
    there = run(shared, "js/lib/library.js", body, {"values": HOSTILE, "kind": kind})
    assert there == [written(to_term(value)) for value in HOSTILE]


def test_a_hostile_value_is_itself_in_the_answer_or_refused(shared: Page) -> None:
    """The scan refuses escapes for ASCII characters, so a text of one cannot be asked for."""
    body = """
        const { select } = await import(new URL("js/data.js", document.baseURI).href);
        const ask = async (one) => {
          const found = await select(`SELECT ?v { VALUES ?v { ${m.term({ kind: "text" }, one)} } }`);
          return found.rows[0].v;
        };
        const found = [];
        for (const one of value) {
          found.push(await ask(one).catch((error) => `refused: ${error.message}`));
        }
        return found;"""
    found = run(shared, "js/lib/library.js", body, HOSTILE)
    wrong = [
        (value, there)
        for value, there in zip(HOSTILE, found, strict=True)
        if there != value and not (there.startswith("refused: the escape") and "\\" in value)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ({"kind": "iri"}, "a> } INSERT <b"),
        ({"kind": "iri"}, "a b"),
        ({"kind": "int"}, "1 } #"),
        ({"kind": "int"}, "１"),
        ({"kind": "choice", "choices": ["ait:Skill"]}, "Task"),
        ({"kind": "lang"}, "fr"),
        ({"kind": "text"}, "nul\0"),
    ],
)
def test_a_value_of_another_kind_is_refused(
    shared: Page, parameter: dict[str, Any], value: str
) -> None:
    body = """
        try { return m.term(...value); } catch (error) { return "refused: " + error.message; }"""
    assert str(run(shared, "js/lib/library.js", body, [parameter, value])).startswith("refused: ")


def test_the_text_of_a_query_is_held_against_the_same_rules(shared: Page) -> None:
    texts = [
        "SELECT * { ?a skos:notation ?b ; ait:from ?c }",
        "PREFIX skos: <urn:x> SELECT * { ?a skos:notation ?b ; ait:from ?c }",
        "SELECT * { SERVICE <http://example.org/> { } }",
        "SELECT * { \\u0053ERVICE <http://example.org/> { } }",
        "SELECT * { ?s ?p 'SERVICE' } # SERVICE",
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "",
        "# only a comment",
        f"SELECT * {'{' * 101}{'}' * 101}",
        f"SELECT * {{ FILTER({'!' * 1001}true) }}",
        f"SELECT * {{ }} #{'x' * 65_536}",
        "ASK { ?s ?p '中文'@zh-Hant }",
    ]
    body = "return value.map((text) => { try { return m.ready(text); } catch { return null; } });"
    there = run(shared, "js/lib/sparql-text.js", body, texts)
    assert there == [_ready_or_none(text) for text in texts]
    assert run(shared, "js/lib/sparql-text.js", "return m.PREFIXES;") == PREFIXES


def _ready_or_none(text: str) -> str | None:
    try:
        return ready(text)
    except AitalentError:
        return None


def test_an_endless_query_ends_at_its_limit_and_the_next_is_answered(shared: Page) -> None:
    body = """
        const endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
        const first = await m.ask(endless, value, undefined, 1).catch((error) => error.message);
        return [first, JSON.parse(await m.ask("ASK {}", value)).boolean];"""
    told, after = run(shared, "js/lib/oxigraph.js", body, "application/sparql-results+json")
    assert "1 秒" in told
    assert after is True


def test_a_stopped_query_says_so(shared: Page) -> None:
    body = """
        const stop = new AbortController();
        const endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
        const asked = m.sparql(endless, undefined, stop.signal).catch((error) => error.message);
        setTimeout(() => stop.abort(), 100);
        return asked;"""
    assert run(shared, "js/data.js", body) == "已停止"


def test_too_large_an_answer_is_an_error_that_names_the_limit(shared: Page) -> None:
    body = "return m.sparql('SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f } LIMIT 100001').catch((e) => e.message);"
    assert "100000" in run(shared, "js/data.js", body)


def test_statements_come_as_turtle_and_json_ld(shared: Page, kg: atk.KnowledgeGraph) -> None:
    from pyoxigraph import RdfFormat, parse

    task = "<https://w3id.org/aitalent-kg/id/SMS2512-002v1/T1.3>"
    body = "return Promise.all(value[1].map((type) => m.sparql(value[0], type)));"
    types = ["text/turtle", "application/ld+json"]
    turtle, json_ld = run(shared, "js/data.js", body, [f"DESCRIBE {task}", types])
    counts = kg.select(f"SELECT (COUNT(*) AS ?n) {{ {task} ?p ?o }}")
    for text, form in ((turtle, RdfFormat.TURTLE), (json_ld, RdfFormat.JSON_LD)):
        assert len(set(parse(text.encode(), format=form))) == counts[0].n


def test_the_search_finds_what_people_type(shared: Page) -> None:
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    body = """
        const index = await m.local();
        return value.map((text) => {
          const start = performance.now();
          const codes = index.find(text, { limit: 5 }).map((hit) => hit.code);
          return [codes, performance.now() - start];
        });"""
    found = run(shared, "js/lib/search.js", body, [case["input"] for case in cases])
    places = [
        next((at for at, code in enumerate(codes) if code in case["expect"]), 99)
        for case, (codes, _) in zip(cases, found, strict=True)
    ]
    assert len(cases) == 100
    assert places.count(0) >= 93
    assert sum(place < 5 for place in places) >= 99
    assert median(milliseconds for _, milliseconds in found) < 100  # what the page promises


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("機器", "technology/machine-learning"),
        ("机器", "technology/machine-learning"),
        ("K0", "SET2529-001v2/K01"),
        ("t1.3", "SMS2512-002v1/T1.3"),
    ],
)
def test_two_characters_or_a_code_suffice(shared: Page, typed: str, first: str) -> None:
    body = "return (await m.search(value, { limit: 12 })).map((hit) => hit.code);"
    assert first in run(shared, "js/data.js", body, typed)


def test_a_kind_keeps_other_things_out(shared: Page) -> None:
    body = "return (await m.search('AI', { limit: 20, kinds: ['Task'] })).map((hit) => hit.kind);"
    assert set(run(shared, "js/data.js", body)) == {"Task"}
