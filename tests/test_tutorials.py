"""What the tutorials show is what happens: queries with their tables, and the program they end with."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path

import pytest

from aitalent_kg import KnowledgeGraph
from aitalent_kg.exporters.formats import FORMATS

DOCS = Path(__file__).resolve().parent.parent / "docs"
#: A query, and the Markdown table that follows it.
SHOWN = re.compile(r"```sparql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", re.DOTALL)
PAGES = sorted(DOCS.glob("*.md"))
PROGRAM = DOCS / "examples" / "career_plan.py"


def shown(page: Path) -> list[tuple[str, list[str]]]:
    text = page.read_text(encoding="utf-8")
    return [(query, table.splitlines()) for query, table in SHOWN.findall(text)]


def agree(table: list[str], real: list[str]) -> bool:
    """Whether `real` is the table shown, which may end before all rows with a row of `…`."""
    if table[-1].startswith("| … |"):
        return len(real) >= len(table) and real[: len(table) - 1] == table[:-1]
    return real == table


@pytest.mark.parametrize(
    "page", [page for page in PAGES if shown(page)], ids=lambda page: page.name
)
def test_every_query_of_a_page_gives_the_table_below_it(page: Path, kg: KnowledgeGraph) -> None:
    for query, table in shown(page):
        real = kg.select(query).curies().to_markdown().strip().splitlines()
        assert agree(table, real), f"{page.name}\n{query}\n" + "\n".join(real)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_query_of_a_page_has_its_table(page: Path) -> None:
    assert len(shown(page)) == page.read_text(encoding="utf-8").count("```sparql\n")


def test_a_table_that_is_cut_or_changed_is_noticed() -> None:
    real = ["| a |", "| --- |", "| 1 |", "| 2 |"]
    assert agree(real, real)
    assert agree([*real[:3], "| … |"], real)
    assert not agree(real[:3], real)
    assert not agree([*real[:3], "| 3 |"], real)
    assert not agree([*real, "| … |"], real)


@pytest.mark.parametrize(
    "page", sorted(DOCS.glob("tutorial-python*.md")), ids=lambda page: page.name
)
def test_the_program_of_a_page_is_the_file(page: Path) -> None:
    [program] = re.findall(r"```py\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert program == PROGRAM.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page", sorted(DOCS.glob("tutorial-python*.md")), ids=lambda page: page.name
)
def test_the_program_tells_a_wrong_goal_as_the_page_says(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main = run_path(str(PROGRAM))["main"]
    assert main([str(DOCS / "examples" / "engineer.yaml"), "AI 技術主", "SMS2512-002v1"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert f"\n{told.err}```" in page.read_text(encoding="utf-8")


def test_the_program_tells_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_path(str(PROGRAM))["main"]([]) == 2
    assert "PERSON.yaml GOAL STANDARD" in capsys.readouterr().err


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.zh-TW.md")), ids=lambda page: page.name)
def test_a_chinese_page_stands_beside_its_english_one(page: Path) -> None:
    assert (DOCS / page.name.replace(".zh-TW", "")).exists()


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial-research.md"])
def test_pages_say_how_many_formats_there_are(page: str) -> None:
    assert f"{len(FORMATS)} formats" in (DOCS.parent / page).read_text(encoding="utf-8")
