"""With `--lang zh` the command line speaks Chinese; JSON and English keep the terms of the graph."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from aitalent_kg import KnowledgeGraph
from aitalent_kg.cli import main
from aitalent_kg.mappings.words import PREDICATE_WORDS
from aitalent_kg.progress import Progress, silent
from aitalent_kg.vault.loading import store_for

CIVIL, GUIDE = "civil-service-framework", "industry-guide-115v3.0"


@pytest.fixture(scope="module", autouse=True)
def loaded_once(kg: KnowledgeGraph) -> Iterator[None]:
    """Commands that ask for the whole graph get the one that is loaded; none changes it."""

    def loaded(
        store: Path | str | None = None,
        document: str | None = None,
        extra: Any = (),
        progress: Progress = silent,
    ) -> tuple[Any, Any]:
        whole = store is None and document is None and not extra
        return (kg.store, None) if whole else store_for(store, document, extra, progress)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aitalent_kg.graph.store_for", loaded)
        yield


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def rows(*arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").stdout)))


def test_the_kind_of_a_difference_is_in_the_language_asked_for() -> None:
    assert run("conflicts", "X-42").stdout.splitlines()[0].endswith("  [文本損壞]")
    assert run("conflicts", "X-42", "--beside").stdout.splitlines()[0].endswith("  [文本損壞]")
    english = run("conflicts", "X-42", "--lang", "en")
    assert english.stdout.splitlines()[0].endswith("  [damage]")
    assert english.stderr == "differences: 1\n"
    assert {row["種類"] for row in rows("conflicts", "X-18")} == {"差異"}
    assert (
        json.loads(run("conflicts", "X-18", "--format", "json").stdout)[0]["kind"] == "difference"
    )


def test_a_kind_of_difference_may_be_asked_for_in_chinese() -> None:
    chinese, english = (run("conflicts", "--kind", name) for name in ("貌似實非", "trap"))
    assert chinese.stdout == english.stdout
    assert chinese.stderr == "歧異 16 項\n"  # as many as the tutorial of SPARQL counts


def test_mappings_of_an_overlap_are_words() -> None:
    found = rows("overlap", CIVIL, GUIDE)
    words = {row["對應"] for row in found if row["對應"]}
    assert words and words <= set(PREDICATE_WORDS["zh"].values())
    assert all(row["左側路徑"].startswith(CIVIL) for row in found if row["左側路徑"])
    shown = json.loads(run("overlap", CIVIL, GUIDE, "--format", "json").stdout)
    assert {pair["predicate"] for pair in shown["mapped"]} <= set(PREDICATE_WORDS["zh"])


def test_suggestions_name_relations_and_classes_in_words() -> None:
    pytest.importorskip("scipy")
    found = rows("suggest", CIVIL, GUIDE, "--limit", "2", "--threshold", "0.2")
    assert {row["對應"] for row in found} <= set(PREDICATE_WORDS["zh"].values())
    reasons = "".join(row["理由"] for row in found)
    assert "類別不同（職能, " in reasons
    assert "Competency" not in reasons and "Match" not in reasons


def test_what_is_loaded_is_told_in_chinese() -> None:
    whole = rows("info")
    assert [*whole[0]] == ["圖", "名稱", "陳述數", "最多的類別"]
    [civil] = [row for row in whole if row["圖"] == CIVIL]
    assert "職能 14, 態度 5" in civil["最多的類別"]
    assert "Competency 14, Attitude 5" in run("info", "--lang", "en", "--format", "csv").stdout


def test_a_thing_is_shown_with_its_class_in_chinese() -> None:
    shown = run("show", f"{CIVIL}/competency/04").stdout
    assert "\n  類別: 職能\n" in shown
    assert "則引文；查看：aitalent-kg evidence" in shown
    assert "\n  kind: Competency\n" in run("show", f"{CIVIL}/competency/04", "--lang", "en").stdout


def test_queries_are_listed_under_chinese_heads() -> None:
    assert [*rows("query", "--find", "停辦")[0]] == ["主題", "名稱", "問題", "參數"]


def test_a_check_without_findings_says_so_in_both_languages(tmp_path: Path) -> None:
    shapes = tmp_path / "none.ttl"
    shapes.write_text("", encoding="utf-8")
    said = [
        run("validate", "--shapes", str(shapes), "--lang", lang).stdout for lang in ("zh", "en")
    ]
    assert said == ["符合：沒有發現\n", "conforms: no findings\n"]


def test_a_reasoner_says_how_mappings_were_used() -> None:
    first = run("reason", "--document", "SET2529-001v2").stdout.splitlines()[0]
    assert first.endswith(" 項；推論引擎 fast，對應不串接）")
