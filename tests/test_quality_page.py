"""docs/quality.md and its Chinese page say what the checks give, and notice when they do not."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))
import quality_page
from owl_checks import Violation
from quality_owl import OwlFigures, owl_rows
from quality_table import LANGUAGES, Row, both, of_all, table

TESTS = Path(__file__).resolve().parent
ROW = Row(both("a|b", "甲"), both("tool"), both("on"), both("1"), "test_owl.py::test_it_holds")
SLOW = Row(both("c"), both("Java"), both("on"), both("2"), "test_owl.py", slow=True)


def test_all_of_some_is_said_shorter_than_a_part() -> None:
    assert of_all(8, 8, "發現") == "全數發現（8/8）"
    assert of_all(7, 8, "發現") == "8 項中有 7 項發現"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The pages as the checks give them now, without Java."""
    return quality_page.pages(java=False)


def test_the_chinese_page_says_figures_of_suggest_in_chinese(made: dict[str, str]) -> None:
    lines = [line for line in made["zh"].splitlines() if line.startswith("| `suggest`")]
    assert [line.split(" | ")[0] for line in lines] == [
        "| `suggest`，F1",
        "| `suggest`，平均精確率",
        "| `suggest`，前 5 名召回率",
    ]
    assert not [line for line in lines if " to " in line]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_what_the_checks_give(made: dict[str, str], lang: str) -> None:
    assert made[lang] == quality_page.PAGES[lang].read_text(encoding="utf-8")


def test_a_wrong_number_in_the_page_is_noticed(
    made: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pages = {lang: tmp_path / f"{lang}.md" for lang in LANGUAGES}
    for lang, path in pages.items():
        path.write_text(made[lang], encoding="utf-8")
    wrong = re.sub(r"\| 0 fail \|", "| 1 fail |", made["en"], count=1)
    assert wrong != made["en"]
    pages["en"].write_text(wrong, encoding="utf-8")
    monkeypatch.setattr(quality_page, "PAGES", pages)
    monkeypatch.setattr(quality_page, "pages", lambda java: made)
    monkeypatch.setattr(sys, "argv", ["quality_page.py", "--check"])
    assert quality_page.main() == 1
    assert capsys.readouterr().out == "docs/en.md is not what the checks give; run make quality\n"


def test_every_test_that_a_line_names_is_there(made: dict[str, str]) -> None:
    named = re.findall(r"\[test_\w+\]\(\.\./tests/(\w+\.py)\)(?:: ([^|]+))? \|$", made["en"], re.M)
    assert len(named) > 90
    for file, words in set(named):
        text = (TESTS / file).read_text(encoding="utf-8")
        assert f"def test_{words.replace(' ', '_')}(" in text if words else "def test_" in text


def test_no_line_is_missing_and_no_result_is_empty(made: dict[str, str]) -> None:
    lines = [line for text in made.values() for line in text.splitlines() if line.startswith("| ")]
    assert [line for line in lines if "missing |" in line or "|  |" in line] == []


def test_both_pages_have_the_same_lines_and_numbers(made: dict[str, str]) -> None:
    english, chinese = (
        [line for line in made[lang].splitlines() if line.startswith("| ")] for lang in LANGUAGES
    )
    assert len(english) == len(chinese)
    for one, other in zip(english, chinese, strict=True):
        assert sorted(numbers(one)) == sorted(numbers(other)), one


def numbers(line: str) -> list[str]:
    """Numbers of the cells that are not links to tests; dates are written in words."""
    cells = line.replace("August", "8").split(" | ")[:-1]
    return re.findall(r"\d+(?:[,.]\d+)*", " ".join(cells))


def test_a_row_is_a_line_of_markdown_with_its_test() -> None:
    assert table([ROW], "en").splitlines()[2] == (
        "| a\\|b | tool | on | 1 | [test_owl](../tests/test_owl.py): it holds |"
    )
    assert table([ROW], "zh").splitlines()[2].startswith("| 甲 | tool |")


def test_a_line_that_needs_java_is_taken_from_the_page_as_it_stands() -> None:
    before = table([SLOW], "en")
    later = Row(SLOW.what, SLOW.by, SLOW.on, both("3"), SLOW.test, slow=True)
    assert table([later, ROW], "en", before) == table([SLOW, ROW], "en")
    assert table([later], "en").endswith("| 3 | [test_owl](../tests/test_owl.py) |")
    assert "| c | missing |" in table([later], "en", "")


def test_an_owl_figure_that_changes_changes_its_line() -> None:
    profiles: dict[str, list[Violation]] = {p: [] for p in ("DL", "RL", "EL", "QL")}
    rows = owl_rows(OwlFigures(1234, 95, profiles, profiles, ["x"], "1.3"), 7, 6)
    results = {row.what["en"]: row.result["en"] for row in rows}
    assert results["OWL 2 DL"] == "0 violations in 1,234 logical axioms"
    assert results["consistent, no class without possible members"].startswith(
        "consistent; 1 of 95 classes unsatisfiable"
    )
    assert results["planted contradictions are found"] == "7 of 8"
    assert all(row.slow for row in rows)
