"""A line of docs/quality.md: a check, what did it, on what, with what result, held by which test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["LANGUAGES", "Row", "Said", "both", "of_all", "table"]

LANGUAGES = ("en", "zh")
#: A text in each of the `LANGUAGES`.
Said = dict[str, str]
_HEAD = {
    "en": ("check", "by", "on", "result", "held by"),
    "zh": ("檢查項目", "工具或標準", "對象", "結果", "由此測試維持"),
}


def both(en: str, zh: str = "") -> Said:
    """A text in both languages; one that is the same in both."""
    return {"en": en, "zh": zh or en}


def of_all(number: int, total: int, verb: str) -> str:
    """How many of all, in Chinese, `verb` says of them; with the numbers of the English cell."""
    return (
        f"全數{verb}（{number}/{total}）"
        if number == total
        else f"{total} 項中有 {number} 項{verb}"
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line."""

    what: Said
    by: Said
    on: Said
    result: Said
    test: str  #: "test_owl.py::test_name", or the file alone
    slow: bool = False  #: needs Java; the quick comparison takes the line as it stands

    def start(self, lang: str) -> str:
        """By what the line is found in the page."""
        return f"| {_cell(self.what[lang])} | "

    def line(self, lang: str) -> str:
        """As Markdown."""
        cells = (*(_cell(said[lang]) for said in (self.what, self.by, self.on, self.result)),)
        return "| " + " | ".join([*cells, _link(self.test)]) + " |"


def table(rows: Iterable[Row], lang: str, known: str | None = None) -> str:
    """Rows as Markdown.

    Args:
        known: a page whose lines stand for the slow rows; left out, every row is written.
    """
    head = _HEAD[lang]
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join(["---"] * len(head)) + " |"]
    return "\n".join([*lines, *(_line(row, lang, known) for row in rows)])


def _line(row: Row, lang: str, known: str | None) -> str:
    if known is None or not row.slow:
        return row.line(lang)
    start = row.start(lang)
    return next(
        (line for line in known.splitlines() if line.startswith(start)), f"{start}missing |"
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _link(test: str) -> str:
    """Where the test is, with its name in words."""
    file, _, name = test.partition("::")
    words = name.removeprefix("test_").replace("_", " ")
    link = f"[{file.removesuffix('.py')}](../tests/{file})"
    return f"{link}: {words}" if words else link
