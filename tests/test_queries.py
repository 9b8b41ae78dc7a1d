"""The queries: a header that tells the truth, golden rows, the same rows on two engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aitalent_kg import KnowledgeGraph

ROOT = Path(__file__).resolve().parent.parent
QUERIES = sorted(ROOT.glob("queries/*/*.rq"))
IDS = [path.stem for path in QUERIES]


def header(text: str) -> dict[str, str]:
    return dict(re.findall(r"^#\+ ([\w-]+): (.+)$", text, re.MULTILINE))


def golden(path: Path) -> list[list[str]]:
    text = (ROOT / "tests" / "golden" / f"{path.stem}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@pytest.mark.parametrize("path", QUERIES, ids=IDS)
def test_header_is_complete_and_names_the_columns(path: Path, kg: KnowledgeGraph) -> None:
    text = path.read_text(encoding="utf-8")
    found = header(text)
    assert {"summary", "summary-zh", "columns", "documents"} <= found.keys()
    assert tuple(found["columns"].split()) == kg.sparql(text).columns
    for name in re.findall(r"^#\+ param: (\w+)", text, re.MULTILINE):
        assert re.search(rf"VALUES \?{name} {{ .* }}  # param$", text, re.MULTILINE)


@pytest.mark.parametrize("path", QUERIES, ids=IDS)
def test_rows_are_the_golden_ones_on_both_engines(path: Path, kg: KnowledgeGraph) -> None:
    text = path.read_text(encoding="utf-8")
    columns, *rows = golden(path)
    assert [list(row.values()) for row in kg.sparql(text).values()] == rows
    result = kg.graph.query(text)
    assert [str(v) for v in result.vars or []] == columns
    assert [["" if cell is None else str(cell) for cell in row] for row in result] == rows  # type: ignore[union-attr]
