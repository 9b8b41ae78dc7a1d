"""The static site: whole, the same each time, safe to put anywhere, and never over other files."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

import aitalent_kg as atk
from aitalent_kg.cli import main
from aitalent_kg.engines.embedded import engine_on
from aitalent_kg.errors import AitalentError, UnknownName
from aitalent_kg.explorer import gap_view, site, views
from aitalent_kg.explorer.pages import FILES, PAGES, file_of, not_found, page, policy
from aitalent_kg.graph import KnowledgeGraph

DOCS = Path(__file__).resolve().parent.parent / "docs/explorer.md"
#: What may stand in a file of one's own: blank nodes, IRIs of no web, labels without a language,
#: things of no class or of a mistyped one, ends that lead nowhere, circles, long names.
ANYTHING = f"""
@prefix ait: <https://w3id.org/aitalent-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:standard> a ait:OccupationalStandard ; skos:prefLabel "我的", "mine" ;
  ait:requires <urn:skill>, <urn:bare>, <urn:other>, <urn:mistyped>, _:knowledge .
<urn:skill> a ait:Skill ; skos:closeMatch _:knowledge, <urn:nowhere> .
<urn:other> a <urn:class> . <urn:mistyped> a ait:Skil .
<urn:circle> a ait:Task ; dcterms:isPartOf <urn:circle> .
_:knowledge a ait:Knowledge ; skos:exactMatch <urn:skill> .
[] a ait:OccupationalStandard, ait:CareerPath, ait:AbilityType, ait:Certification ;
  skos:prefLabel "blank" ; ait:expression "1 + 1" ; ait:about _:knowledge ; ait:requires <urn:skill> .
<https://w3id.org/aitalent-kg/id/{"長" * 90}> a ait:CareerPath .
"""


def json_files(folder: Path) -> Iterator[Path]:
    return (folder / "data").rglob("*.json")


def codes_in(value: object) -> Iterator[str]:
    """Every text that stands under the key `code`, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "code" and isinstance(inner, str):
                yield inner
            yield from codes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from codes_in(inner)


class Markup(HTMLParser):
    """What a page loads, links to, runs and paints."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if tag != "a":  # which a person clicks
            self.loaded += [given[n] or "" for n in ("src", "href", "data") if n in given]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with one view, which takes no time."""
    monkeypatch.setattr(site, "every", lambda _kg: [("home", dict)])


def test_every_view_is_a_file_and_can_be_read(kg: atk.KnowledgeGraph, static_folder: Path) -> None:
    data = static_folder / "data"
    files = {
        p.relative_to(data).as_posix().removesuffix(".json") for p in json_files(static_folder)
    }
    assert files == {*views.names(kg)}
    assert {name.partition("/")[0] for name in files} == {*views.VIEWS}
    for path in json_files(static_folder):
        assert json.loads(path.read_text(encoding="utf-8")) is not None, path


def test_nothing_in_a_file_of_a_user_stops_a_view(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(ANYTHING, encoding="utf-8")
    mine = atk.load("SET2529-001v2", extra=tmp_path / "mine.ttl")
    built = {name: build() for name, build in views.every(mine)}
    assert {"urn:standard", "urn:skill"} <= {*codes_in(built["compare"])}
    gap = [code for code in codes_in(built["gap/urn~x3a~standard"]) if code.startswith("urn:")]
    assert {"urn:skill", "urn:bare", "urn:other", "urn:mistyped"} <= {*gap}
    assert max(len(f"{name.rpartition('/')[2]}.json") for name in built) <= 255
    assert json.dumps(built)


def test_an_empty_graph_has_all_views_that_are_of_nothing_in_it() -> None:
    store = Store()
    empty = KnowledgeGraph(store, engine_on(store, "oxigraph"))
    built = {name: build() for name, build in views.every(empty)}
    of_something = {"gap", "conflicts", "rules"}
    assert {name.partition("/")[0] for name in built} == {*views.VIEWS} - of_something


def test_a_long_name_of_a_goal_is_cut_and_stays_its_own() -> None:
    assert gap_view.slug("a" * 150) == "a" * 150
    assert gap_view.slug("a" * 151) == "a" * 150 + "~686d8dce"  # FNV-1a of the 151 bytes
    assert gap_view.slug("a" * 150 + "b") != gap_view.slug("a" * 151)


def test_whatever_a_view_mentions_has_a_resource_page(static_folder: Path) -> None:
    known: set[str] = set()
    for path in (static_folder / "data/resource").glob("??.json"):
        known |= {*json.loads(path.read_text(encoding="utf-8"))["resources"]}
    for path in json_files(static_folder):
        mentioned = {*codes_in(json.loads(path.read_text(encoding="utf-8")))}
        # what has a colon is of another vocabulary, or a whole IRI
        assert {code for code in mentioned - known if ":" not in code} == set(), path.name


def test_the_graph_in_the_site_is_the_whole_graph(
    kg: atk.KnowledgeGraph, static_folder: Path
) -> None:
    packed = (static_folder / "data/graph.nq.gz").read_bytes()
    assert packed[4:8] == bytes(4)  # no date
    store = Store()
    store.load(gzip.decompress(packed), RdfFormat.N_QUADS)
    assert {*store} == {*kg.store}


def test_the_list_of_files_is_complete_and_right(
    kg: atk.KnowledgeGraph, static_folder: Path
) -> None:
    told = json.loads((static_folder / "site.json").read_text(encoding="utf-8"))
    there = {p for p in static_folder.rglob("*") if p.is_file() and p.name != "site.json"}
    assert told["files"] == {
        p.relative_to(static_folder).as_posix(): sha256(p.read_bytes()).hexdigest() for p in there
    }
    assert (told["version"], told["statements"]) == (atk.__version__, len(kg))
    assert "shell.html" not in told["files"]


def test_pages_load_only_files_of_the_site_and_run_nothing_inline(static_folder: Path) -> None:
    pages = sorted(static_folder.glob("*.html"))
    assert {p.name for p in pages} == {*map(file_of, PAGES), "404.html"}
    for path in pages:
        markup = Markup(path.read_text(encoding="utf-8"))
        assert markup.inline == [], path.name
        assert [url for url in markup.loaded if re.match(r"[a-z]+:|/", url)] == [], path.name
        assert [u for u in markup.loaded if not (static_folder / u).is_file()] == [], path.name


def test_every_page_has_the_policy_that_forbids_other_hosts(static_folder: Path) -> None:
    for name in PAGES:
        text = (static_folder / file_of(name)).read_text(encoding="utf-8")
        assert "default-src &#x27;none&#x27;" in text
        assert "http" not in policy(name).replace("http-equiv", "")
        assert "'unsafe-inline'" not in policy(name).partition("style-src")[0]
        assert "'unsafe-eval'" not in policy(name)
    styled = [name for name in PAGES if "'unsafe-inline'" in policy(name)]
    assert styled in ([], ["query"])


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys, aitalent_kg as atk\n"
        "from aitalent_kg.explorer.site import write_site\n"
        "write_site(atk.load('civil-service-framework'), sys.argv[1])"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / seed)],
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    assert [run.wait(timeout=300) for run in runs] == [0, 0]
    one, other = ((tmp_path / seed / "site.json").read_bytes() for seed in ("1", "2"))
    assert one == other


@pytest.mark.usefixtures("few")
def test_a_site_takes_the_place_of_an_older_one(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    site.write_site(kg, tmp_path / "site")
    old = json.loads((tmp_path / "site/site.json").read_text(encoding="utf-8"))
    old["files"]["gone.html"] = ""
    (tmp_path / "site/gone.html").write_text("old")
    (tmp_path / "site/site.json").write_text(json.dumps(old))
    site.write_site(kg, tmp_path / "site")
    assert not (tmp_path / "site/gone.html").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("name", ["letter.txt", ".git/config", "data/mine.json"])
def test_a_folder_that_holds_anything_else_is_left_alone(
    kg: atk.KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    for folder in (tmp_path / "mine", tmp_path / "site"):
        if folder.name == "site":
            site.write_site(kg, folder)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine")
        before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        with pytest.raises(AitalentError, match=re.escape(f"{name!r}, which is no part of a site")):
            site.write_site(kg, folder)
        assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.usefixtures("few")
def test_a_site_that_cannot_be_finished_leaves_the_older_one(
    kg: atk.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write_site(kg, tmp_path / "site")
    before = (tmp_path / "site/site.json").read_bytes()

    def broken() -> object:
        raise AitalentError("no view")

    monkeypatch.setattr(site, "every", lambda _kg: [("home", broken)])
    with pytest.raises(AitalentError, match="no view"):
        site.write_site(kg, tmp_path / "site")
    assert (tmp_path / "site/site.json").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_what_cannot_become_a_site_is_refused_in_one_line(
    kg: atk.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AitalentError, match="is a file; give a new folder"):
        site.write_site(kg, tmp_path / "file")
    with pytest.raises(AitalentError, match="is not there; make that folder first"):
        site.write_site(kg, tmp_path / "no/site")
    (tmp_path / "here/below").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here/below")
    with pytest.raises(AitalentError, match="is where you are; go elsewhere"):
        site.write_site(kg, tmp_path / "here")


@pytest.mark.usefixtures("few")
def test_the_command_writes_a_site_and_says_how_to_look_at_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["site", str(tmp_path / "site"), "--base", "https://x.org/kg/"])
    assert done.exit_code == 0, done.output
    assert f"python -m http.server --directory {tmp_path / 'site'}" in done.stderr
    assert done.stdout == ""
    assert '<base href="https://x.org/kg/">' in (tmp_path / "site/404.html").read_text("utf-8")
    assert "<base" not in (tmp_path / "site/index.html").read_text("utf-8")
    again = CliRunner().invoke(main, ["site", str(tmp_path)])
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "name",
    ["", "x", "../home", "home/../home", "resource/..", "resource/00/1", "home/x", "home.json"],
)
def test_a_name_that_is_no_view_is_refused(kg: atk.KnowledgeGraph, name: str) -> None:
    with pytest.raises(UnknownName, match="no view"):
        views.view(kg, name)


def test_a_page_escapes_what_it_is_given() -> None:
    hostile = '"><script>alert(1)</script>'
    made = page("resource", base=hostile, title=hostile, links=[{"rel": "x", "href": hostile}])
    assert "<script>alert" not in made
    assert made.count("&lt;script&gt;alert") == 3
    assert page("resource", title="$main ${page}").count("$main ${page}") == 1


def test_a_page_without_a_name_of_ours_is_refused() -> None:
    with pytest.raises(UnknownName, match="no page 'maps' in the explorer; did you mean map"):
        page("maps")
    assert 'data-page="404"' in not_found()


def test_the_documentation_gives_the_size_of_the_site(static_folder: Path) -> None:
    sizes = [p.stat().st_size for p in static_folder.rglob("*") if p.is_file()]
    said: Any = re.search(r"about (\d+) files and (\d+) MB", DOCS.read_text(encoding="utf-8"))
    assert abs(int(said[1]) - len(sizes)) < 25
    assert abs(int(said[2]) - sum(sizes) / 1e6) < 2
    assert len([*static_folder.glob("data/resource/??.json")]) == 256


def test_the_documentation_names_every_page_and_what_its_url_holds() -> None:
    rows = re.findall(r"^\| `(\w+)\.html` \| .* \| (.*) \|$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert {"home" if name == "index" else name for name, _ in rows} == {*PAGES}
    scripts = "".join(path.read_text("utf-8") for path in FILES.glob("js/**/*.js"))
    for _, parameters in rows:
        for name in re.findall(r"`([a-z]+)`", parameters):
            assert re.search(rf"[\"{{ ]{name}[\":}},]", scripts), name
