"""What the documentation shows is what happens: Python, commands and Turtle in every page.

Queries with the tables below them are the claims of test_tutorials.py.
"""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pyoxigraph as ox
import pytest
import yaml
from click.testing import CliRunner

from aitalent_kg import KnowledgeGraph
from aitalent_kg.cli import main
from aitalent_kg.progress import Progress, silent
from aitalent_kg.vault.loading import store_for

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")])
IDS = [path.relative_to(ROOT).as_posix() for path in PAGES]
READERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
}
#: Languages of blocks. `text` and a block without one show what a test cannot run, a server or a
#: file that is not ours; `py` is a file, which test_tutorials.py compares.
TESTED = {"console", "json", "python", "sparql", "toml", "turtle", "yaml"}
SHOWN = {"", "mermaid", "nginx", "py", "text", "ttl"}
#: Verbs that only read, so that the same command prints the same in every page.
READING = {
    *("info", "show", "evidence", "conflicts", "query", "search", "sparql", "routes", "network"),
    *("gap", "mappings", "agreement", "suggest", "overlap", "overlap-matrix", "compare", "audit"),
}
_FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module", autouse=True)
def loaded_once(kg: KnowledgeGraph) -> Iterator[None]:
    """Pages get statements that were read once, which they must leave as they are."""
    size = len(kg.store)

    def loaded(
        store: Path | str | None = None,
        document: str | None = None,
        extra: Any = (),
        progress: Progress = silent,
    ) -> tuple[Any, Any]:
        if store is None and document is None and not extra:
            return kg.store, None
        return store_for(store, document, extra, progress)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aitalent_kg.graph.store_for", loaded)
        yield
    assert len(kg.store) == size


@cache
def fences(page: Path) -> list[tuple[str, str]]:
    """(language, text) of each block of a page."""
    return [
        (language, re.sub(rf"^{indent}", "", body, flags=re.MULTILINE))
        for indent, language, body in _FENCE.findall(page.read_text(encoding="utf-8"))
    ]


def blocks(page: Path, language: str) -> list[str]:
    return [body for found, body in fences(page) if found == language]


def commands(page: Path) -> list[tuple[str, list[str]]]:
    """(command, expected lines) of a page."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line.rstrip())
    return found


def output_of(command: str) -> list[str]:
    program, *arguments = shlex.split(command)
    if program == "aitalent-kg":
        files = {"-o", "--output", "--store", "--with", "--report", "--figure", "--plot"}
        if arguments[0] in READING and not files & {*arguments}:
            return printed(tuple(arguments))
        return printed.__wrapped__(tuple(arguments))
    assert program == ".venv/bin/python"
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return [line.rstrip() for line in done.stdout.splitlines()]


@cache
def printed(arguments: tuple[str, ...]) -> list[str]:
    """What our command prints."""
    return [line.rstrip() for line in CliRunner().invoke(main, arguments).stdout.splitlines()]


def matches(shown: list[str], real: list[str]) -> bool:
    """Whether the real lines are those shown; a line `…` stands for any lines."""
    if not shown:
        return not real
    if shown[0] == "…":
        return any(matches(shown[1:], real[n:]) for n in range(len(real) + 1))
    return bool(real) and shown[0] == real[0] and matches(shown[1:], real[1:])


@cache
def failures(source: str) -> int:
    """How many examples do not give what is shown; a translation with the same code runs once."""
    test = doctest.DocTestParser().get_doctest(source, {}, "page", "page", 0)
    return doctest.DocTestRunner(verbose=False).run(test).failed


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_python_blocks_run_as_shown(page: Path) -> None:
    assert failures("\n\n".join(blocks(page, "python"))) == 0


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_commands_print_what_is_shown(page: Path) -> None:
    for command, shown in commands(page):
        if shown:
            real = output_of(command)
            assert matches(shown, real), f"{command}\n" + "\n".join(real)


def shown_only(page: Path) -> Iterator[list[str]]:
    """Arguments of our command where no output is shown, so that nothing is compared."""
    plain = [
        line
        for language in ("", "text")
        for block in blocks(page, language)
        for line in block.splitlines()
    ]
    lines = [command for command, shown in commands(page) if not shown]
    for line in [*lines, *(line.removeprefix("$ ") for line in plain)]:
        if line.startswith("aitalent-kg ") and "…" not in line and not line.endswith("\\"):
            lexer = shlex.shlex(line.partition("  #")[0], posix=True, punctuation_chars="|>&")
            lexer.whitespace_split = True
            words = list(lexer)
            end = next((at for at, word in enumerate(words) if word in {"|", ">", "&"}), None)
            yield words[1:end]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_commands_without_output_have_the_options_that_they_use(page: Path) -> None:
    for arguments in shown_only(page):
        context: click.Context = click.Context(main)
        command: click.Command | None = main
        while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
            command = command.get_command(context, arguments[0])
            assert command is not None, f"{page.name}: {arguments}"
            arguments = arguments[1:]
        assert command is not None
        try:
            command.make_parser(click.Context(command)).parse_args(list(arguments))
        except click.UsageError as error:
            pytest.fail(f"{page.name}: {arguments}: {error.message}")


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_turtle_blocks_are_part_of_the_graph(page: Path, kg: KnowledgeGraph) -> None:
    for block in blocks(page, "turtle"):
        for quad in ox.parse(block, format=ox.RdfFormat.TURTLE):
            found = kg.store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
            assert next(iter(found), None), f"{page.name}: {quad.triple}"


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_block_is_of_a_kind_that_is_tested_or_says_that_it_is_not(page: Path) -> None:
    for language, body in fences(page):
        assert language in TESTED | SHOWN, f"{page.name}: {language}"
        if language in READERS:
            READERS[language](body)
        if language == "python" and ">>>" not in body:
            compile(body, page.name, "exec")


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_what_differs_from_the_page_is_noticed() -> None:
    assert matches(["a", "…", "c"], ["a", "b", "b", "c"])
    assert not matches(["a", "…", "c"], ["a", "b"])
    assert not matches(["a"], ["a", "b"])
    assert failures(">>> 1 + 1\n2\n") == 0
    assert failures(">>> 1 + 1\n3\n") == 1


def test_the_class_diagram_is_drawn_from_the_data() -> None:
    done = subprocess.run([sys.executable, "scripts/class_diagram.py", "--check"], cwd=ROOT)
    assert done.returncode == 0


def test_each_document_has_its_example_and_its_page() -> None:
    model = (ROOT / "docs/model.md").read_text(encoding="utf-8")
    sources = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    for path in (ROOT / "data/sources").glob("*.txt"):
        assert f"### {path.stem}" in model
        assert f"## {path.stem}" in sources
