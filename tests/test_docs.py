"""What the documentation shows is what happens: Python, commands and Turtle in every page."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import Graph

from aitalent_kg import KnowledgeGraph
from aitalent_kg.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")])
IDS = [path.name for path in PAGES]


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```", text, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


def commands(page: Path) -> list[tuple[str, list[str]]]:
    """(command, expected lines); commands without output to expect are left out."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line.rstrip())
    return [(command, expected) for command, expected in found if expected]


def output_of(command: str) -> list[str]:
    program, *arguments = shlex.split(command)
    if program == "aitalent-kg":
        return [line.rstrip() for line in CliRunner().invoke(main, arguments).stdout.splitlines()]
    assert program == ".venv/bin/python"
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return [line.rstrip() for line in done.stdout.splitlines()]


def matches(shown: list[str], real: list[str]) -> bool:
    """Whether the real lines are those shown; a line `…` stands for any lines."""
    if not shown:
        return not real
    if shown[0] == "…":
        return any(matches(shown[1:], real[n:]) for n in range(len(real) + 1))
    return bool(real) and shown[0] == real[0] and matches(shown[1:], real[1:])


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_python_blocks_run_as_shown(page: Path) -> None:
    parser = doctest.DocTestParser()
    source = "\n\n".join(blocks(page, "python"))
    test = parser.get_doctest(source, {}, page.name, str(page), 0)
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_commands_print_what_is_shown(page: Path) -> None:
    for command, shown in commands(page):
        real = output_of(command)
        assert matches(shown, real), f"{command}\n" + "\n".join(real)


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_turtle_blocks_are_part_of_the_graph(page: Path, kg: KnowledgeGraph) -> None:
    for block in blocks(page, "turtle"):
        for triple in Graph().parse(data=block, format="turtle"):
            assert triple in kg.graph, f"{page.name}: {triple}"


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_class_diagram_is_drawn_from_the_data() -> None:
    done = subprocess.run([sys.executable, "scripts/class_diagram.py", "--check"], cwd=ROOT)
    assert done.returncode == 0


def test_each_document_has_its_example_and_its_page() -> None:
    model = (ROOT / "docs/model.md").read_text(encoding="utf-8")
    sources = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    for path in (ROOT / "data/sources").glob("*.txt"):
        assert f"### {path.stem}" in model
        assert f"## {path.stem}" in sources
