"""The documentation site: built once without a network, whole, in both languages, with nothing from outside."""

from __future__ import annotations

import hashlib
import html
import inspect
import json
import logging
import posixpath
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

import pytest
from mkdocs.exceptions import Abort

from aitalent_kg import KnowledgeGraph, queries
from aitalent_kg.cli import VERBS

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from site_docs.build import build  # noqa: E402 - behind the path to it
from site_docs.links import Page, rewritten, spaced  # noqa: E402
from site_docs.markdown import esc, table  # noqa: E402
from site_docs.navigation import navigation  # noqa: E402
from site_docs.reference import reference  # noqa: E402
from site_docs.staging import stage  # noqa: E402

TREES = {"en": "", "zh-TW": "zh-TW/"}


class Heard(logging.Handler):
    """Keeps what MkDocs says."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the site, built with every connection refused and every warning an error."""
    folder, heard = tmp_path_factory.mktemp("docs"), Heard()
    logging.getLogger("mkdocs").addHandler(heard)

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("the build asked for a network")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        stage(folder / "staged", reference())
        try:
            build(folder / "staged", folder / "site")
        except Abort as error:
            raise AssertionError(f"{error}\n" + "\n".join(heard.lines)) from None
        finally:
            logging.getLogger("mkdocs").removeHandler(heard)
    assert heard.lines == []
    yield folder / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """Path below the site -> HTML."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def content(page: str) -> str:
    """The part of a page that is not header, navigation or footer."""
    return page.partition("<article")[2].partition("</article>")[0]


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_both_trees_have_the_same_pages(pages: dict[str, str]) -> None:
    chinese = {page.removeprefix("zh-TW/") for page in pages if page.startswith("zh-TW/")}
    assert chinese == {page for page in pages if not page.startswith("zh-TW/")}
    for source in (ROOT / "docs").glob("*.md"):
        name = source.name.removesuffix(".md").removesuffix(".zh-TW")
        assert f"{name}.html" in chinese or name == "queries"  # the list is made anew


def test_every_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, str]) -> None:
    anchors = {name: set(re.findall(r'\sid="([^"]+)"', page)) for name, page in pages.items()}
    dead = set()
    for name, page in pages.items():
        if name.endswith("404.html"):  # its links are absolute, for it stands anywhere
            continue
        for link in {
            html.unescape(found) for found in re.findall(r'\s(?:href|src)="([^"]+)"', page)
        }:
            if re.match(r"(https?|data|mailto):", link):
                continue
            path, _, fragment = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
            target = target if path else name
            if target in anchors:
                if fragment and unquote(fragment) not in anchors[target]:
                    dead.add((name, link))
            elif not (site / target).is_file():
                dead.add((name, link))
    assert sorted(dead)[:10] == []


def test_nothing_is_loaded_from_outside(site: Path, pages: dict[str, str]) -> None:
    for name, page in pages.items():
        for tag in re.findall(r"<(?:script|img|iframe|source|link)\b[^>]*>", page):
            assert not re.search(r'(src|href|srcset)="(https?:)?//', tag), f"{name}: {tag}"
    for path in [*site.rglob("*.css"), *site.glob("**/javascripts/**/*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\([\"']?(https?:)?//|@import", text), path
        assert "unpkg.com" not in text, path
        assert "cdn." not in text, path


def test_each_tree_says_its_language_and_leads_to_the_other(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        if name.endswith("404.html"):
            continue
        lang = "zh-TW" if name.startswith("zh-TW/") else "en"
        assert f'<html lang="{lang}"' in page, name
        other = name.removeprefix("zh-TW/") if lang == "zh-TW" else f"zh-TW/{name}"
        way = posixpath.relpath(other, posixpath.dirname(name) or ".")
        assert f'<a href="{way}" hreflang="{"en" if lang == "zh-TW" else "zh-TW"}"' in page, name


def test_a_page_without_translation_says_so_and_is_marked_as_english(
    pages: dict[str, str],
) -> None:
    assert not (ROOT / "docs" / "threat-model.zh-TW.md").exists()
    page = content(pages["zh-TW/threat-model.html"])
    assert "本頁尚無中文版" in page
    assert '<div lang="en">' in page
    assert '<div lang="en">' not in content(pages["threat-model.html"])


def terms() -> Iterator[tuple[str, str]]:
    """(folder, name) of every term, read from the text of the files and not from the graph."""
    text = (ROOT / "ontology" / "aitalent.ttl").read_text(encoding="utf-8")
    for name, body in re.findall(r"^ait:(\w+)\n(.*?)^\.$", text, re.DOTALL | re.MULTILINE):
        kind = (
            "class" if re.search(r"\ba owl:Class|^ +owl:Class", body, re.MULTILINE) else "property"
        )
        yield f"terms/{kind}", name
    text = (ROOT / "ontology" / "schemes.ttl").read_text(encoding="utf-8")
    for name, body in re.findall(
        r"^<[^>]*/id/scheme/([^>]+)>\n(.*?)^\.$", text, re.DOTALL | re.MULTILINE
    ):
        yield (
            "concepts",
            f"{name}/index"
            if "skos:ConceptScheme ;" in body or "skos:hasTopConcept" in body
            else name,
        )


def test_every_term_has_a_page_of_its_own(pages: dict[str, str]) -> None:
    expected = {f"reference/{folder}/{name}.html" for folder, name in terms()}
    assert len(expected) > 240
    assert expected == {name for name in pages if re.match(r"reference/(terms|concepts)/", name)}


def test_names_of_pages_differ_by_more_than_case(pages: dict[str, str]) -> None:
    assert len({name.lower() for name in pages}) == len(pages)


def test_a_term_is_told_in_the_language_of_its_page_first(pages: dict[str, str]) -> None:
    english = content(pages["reference/terms/class/Task.html"])
    chinese = content(pages["zh-TW/reference/terms/class/Task.html"])
    assert re.search(r"<h1[^>]*>task<", english)
    assert re.search(r"<h1[^>]*>工作任務<", chinese)
    assert "<p>A unit of work within a duty.</p>" in english
    assert '<p lang="zh-Hant">一項職責之下的工作單元。</p>' in english
    assert "<p>一項職責之下的工作單元。</p>" in chinese
    assert '<p lang="en">A unit of work within a duty.</p>' in chinese
    assert "A unit of work" not in chinese.partition('<p lang="en">')[0]


def test_a_term_page_counts_and_quotes(pages: dict[str, str]) -> None:
    # T1.1 to T4.2 of SMS2512-002v1 are 10, T1.1 to T2.3 of SET2529-001v2 are 5
    page = plain(content(pages["reference/terms/class/Task.html"]))
    assert "15 instances." in page
    assert "SET2529-001v2 5" in page
    assert "SMS2512-002v1 10" in page
    assert "https://w3id.org/aitalent-kg/ontology#Task" in page
    assert "「" in page
    assert 'href="../../shapes/task.html"' in pages["reference/terms/class/Task.html"]


def test_every_query_has_a_page_with_its_text_and_rows(pages: dict[str, str]) -> None:
    for entry in queries().values():
        for lang, tree in TREES.items():
            page = plain(content(pages[f"{tree}reference/queries/{entry.topic}/{entry.name}.html"]))
            question = entry.question["en" if lang == "en" else "zh"]
            assert question in html.unescape(page), entry.name
            assert f'query("{entry.name}"' in page.replace(" ", "").replace("load(). ", ""), (
                entry.name
            )
    steps = plain(content(pages["reference/queries/civil-service/action-steps.html"]))
    assert "盤點現狀 利用自我評估量表，對標內部現有團隊素養與缺口。" in steps


def test_how_to_ask_a_query_works(kg: KnowledgeGraph) -> None:
    made = reference_calls()
    chosen = {name: call for name, call in made.items() if '="' in call.replace('lang="en"', "")}
    assert len(made) == len(queries())
    assert len(chosen) > 20
    for name, call in chosen.items():
        arguments = dict(re.findall(r'(\w+)="([^"]*)"', call))
        assert kg.query(name, **arguments).columns, name


def reference_calls() -> dict[str, str]:
    """Query -> the call that its page shows."""
    from site_docs.query_pages import query_pages

    text = "\n".join(query_pages("en").values())
    return dict(re.findall(r'atk\.load\(\)\.query\("([\w-]+)"(.*)\)', text))


def test_every_verb_has_a_page_with_its_options(pages: dict[str, str]) -> None:
    for verb in VERBS:
        page = plain(content(pages[f"reference/verbs/{verb}.html"]))
        assert page.partition("aitalent-kg ")[2].startswith(verb), verb
        assert "--help" in page, verb
    assert "--what-if-reading" in pages["reference/verbs/query.html"]


def test_every_method_result_and_error_is_described(pages: dict[str, str]) -> None:
    from aitalent_kg import errors

    for name, _ in inspect.getmembers(KnowledgeGraph):
        if not name.startswith("_") and name not in KnowledgeGraph.__dataclass_fields__:
            assert f"KnowledgeGraph.{name}" in pages["reference/python.html"], name
    for name in errors.__all__:
        assert f'id="{name.lower()}"' in pages["reference/errors.html"]
    for name in ("evidence", "conflict", "description", "comparison", "assessment"):
        assert f'id="{name}"' in pages["reference/results.html"], name
    assert " at 0x" not in pages["reference/python.html"]


def test_every_shape_file_has_its_messages_in_both_languages(pages: dict[str, str]) -> None:
    for path in (ROOT / "shapes").glob("*.ttl"):
        page = plain(content(pages[f"reference/shapes/{path.stem}.html"]))
        for message in re.findall(
            r'^ +"(A [^"\\]*)"@en', path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert message in page, path.name
    page = content(pages["zh-TW/reference/shapes/task.html"])
    assert page.index("工作任務沒有代碼") < page.index("A task has no code")


def test_the_data_dictionary_counts_graphs_sources_and_columns(pages: dict[str, str]) -> None:
    page = plain(content(pages["reference/data-dictionary.html"]))
    for path in (ROOT / "data" / "ttl").glob("*.ttl"):
        assert f"data/ttl/{path.name}" in page
    text = (ROOT / "data" / "sources" / "SMS2512-002v1.txt").read_text(encoding="utf-8")
    assert f" {len(text)} {len(text.splitlines())} " in page
    assert "subject_id what is mapped" in page


def test_what_the_browser_runs_is_what_was_vendored() -> None:
    vendor = ROOT / "docs" / "assets" / "vendor"
    parts = json.loads((vendor / "manifest.json").read_text(encoding="utf-8"))["parts"]
    hashes = {name: digest for part in parts for name, digest in part["files"].items()}
    found = {path.relative_to(vendor).as_posix(): path for path in vendor.rglob("*.js")}
    assert found.keys() == hashes.keys()
    for name, path in found.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == hashes[name], name
        assert (path.parent / "LICENSES.txt").exists()


def test_search_has_the_words_of_both_languages(site: Path) -> None:
    def entries(tree: str) -> list[dict[str, Any]]:
        text = (site / tree / "search/search_index.json").read_text(encoding="utf-8")
        return list(json.loads(text)["docs"])

    chinese = [entry["text"].replace("\u200b", "") for entry in entries("zh-TW")]
    assert any("一項職責之下的工作單元" in text for text in chinese)
    words = {w for entry in entries("zh-TW") for w in re.split(r"[\s\u200b]+", entry["title"])}
    assert {"職能", "認證", "工作"} <= words  # apart, so that each of them finds
    assert any("A unit of work within a duty." in entry["text"] for entry in entries(""))


LINKS: list[tuple[str, str]] = [
    ("[q](../queries/items/items-of-task.rq)", "[q](reference/queries/items/items-of-task.md)"),
    ("[s](../shapes/task.ttl)", "[s](reference/shapes/task.md)"),
    ("[a](asking.md#values)", "[a](asking.md#values)"),
    ("[t](../tests/search_cases.toml)", "t"),
    ("[w](https://example.org/a.md)", "[w](https://example.org/a.md)"),
    (
        "[繁體中文](asking.zh-TW.md)",
        '<a href="zh-TW/asking.html" hreflang="zh-TW">繁體中文</a>',
    ),
    ("[m](asking.zh-TW.md)", "[m](asking.md)"),
    ("![p](assets/p.png)", "![p](assets/p.png)"),
    ("```text\n[x](../tests/a.py)\n```", "```text\n[x](../tests/a.py)\n```"),
]


@pytest.mark.parametrize(("written", "shown"), LINKS, ids=[written for written, _ in LINKS])
def test_a_link_of_a_forge_becomes_one_of_the_site(written: str, shown: str) -> None:
    known = {
        "asking.md",
        "model.md",
        "reference/queries/items/items-of-task.md",
        "reference/shapes/task.md",
    }
    page = Page("docs/model.md", "model.md", "en", known, set())
    assert rewritten(written, page) == shown


def test_a_part_of_a_page_that_chinese_names_otherwise_is_the_english_page() -> None:
    page = Page("docs/model.zh-TW.md", "model.md", "zh-TW", {"asking.md"}, {"asking.md"})
    across = '<a href="../asking.html#values" hreflang="en">v</a>'
    assert rewritten("[v](asking.md#values)", page) == across
    assert rewritten("[v](asking.zh-TW.md#值)", page) == "[v](asking.md#值)"
    assert rewritten("[v](asking.md)", page) == "[v](asking.md)"


def test_a_list_behind_a_paragraph_gets_its_blank_line() -> None:
    assert spaced("Words:\n- a\n- b\n  more\n- c") == "Words:\n\n- a\n- b\n  more\n- c"
    assert spaced("```text\nWords:\n- a\n```") == "```text\nWords:\n- a\n```"


def test_words_of_a_document_are_no_markup() -> None:
    assert esc("*[a](b)* | `c` <i>") == ("&#42;&#91;a&#93;(b)&#42; &#124; &#96;c&#96; &#60;i&#62;")
    assert table(["x"], [[esc("a|b")]]).splitlines()[-1] == "| a&#124;b |"


def test_a_page_that_nobody_placed_is_still_in_the_navigation() -> None:
    found = navigation({"index.md", "asking.md", "new-page.md"}, "en")
    assert found == [{"Home": "index.md"}, {"How-to": ["asking.md", "new-page.md"]}]
