"""The commands `overlap` and `overlap-matrix`."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from aitalent_kg.cli.overlapping import overlap_command, overlap_matrix_command
from aitalent_kg.gaps.sets import STRENGTHS
from aitalent_kg.overlap.measures import MEASURES

CATEGORY = "industry-guide-115v3.0/talent-category"
BOTH = (f"{CATEGORY}/development", f"{CATEGORY}/research")


def run(command: click.Command, *arguments: str) -> Result:
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    return done


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    found = json.loads(run(overlap_command, *BOTH, "--format", "json").stdout)
    keys = "left right measure score low high left_in_right right_in_left shared mapped only_left only_right"
    assert list(found)[:12] == keys.split()
    assert (found["score"], found["left"]["code"]) == (0.5, BOTH[0])
    assert {"iri", "code", "label", "kind"} <= set(found["shared"][0])


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "zh",
            [
                "AI 開發人才 與 AI 研究人才 共同的部分占兩側全部項目的比例（Jaccard）：0.500（最低 0.500，最高 0.500）",
                "  共同 4，對應 0 組（計入 0 組），僅左側 4，僅右側 0",
                "  左側 AI 開發人才 的項目有 50.0% 見於右側；右側 AI 研究人才 的項目有 100.0% 見於左側",
            ],
        ),
        (
            "en",
            [
                "what AI Development Talent and AI Research Talent share, of all items of both (Jaccard): "
                "0.500 (low 0.500, high 0.500)",
                "  shared 4, mapped 0 pairs (counted 0), only left 4, only right 0",
                "  of the items of AI Development Talent (left), 50.0% are found in the right; "
                "of those of AI Research Talent (right), 100.0% in the left",
            ],
        ),
    ],
)
def test_counts_and_both_containments_are_said_in_words(lang: str, lines: list[str]) -> None:
    done = run(overlap_command, *BOTH, "--mapped", "none", "--lang", lang)
    assert done.stderr.splitlines()[:3] == lines


def test_a_row_says_where_an_item_stands() -> None:
    done = run(overlap_command, *BOTH, "--mapped", "none", "--lang", "en", "--format", "csv")
    head, first, *_ = done.stdout.splitlines()
    assert head == "state,left,left item,mapping,right,right item,kind,confidence,weight,share"
    assert first.startswith("shared,industry-guide-115v3.0/")
    assert first.endswith(",,1,0.1667")
    states = [line.partition(",")[0] for line in done.stdout.splitlines()[1:]]
    assert states == ["shared"] * 4 + ["only left"] * 4


def test_a_table_has_short_paths_and_no_empty_columns() -> None:
    done = run(overlap_command, *BOTH, "--mapped", "none")
    assert "industry-guide-115v3.0" not in done.stdout
    assert "信心" not in done.stdout
    assert "foundation/software-engineering" in done.stdout


def test_quotes_are_shown_when_asked_for() -> None:
    done = run(overlap_command, *BOTH, "--format", "csv", "--evidence")
    assert "industry-guide-115v3.0.txt:" in done.stdout


def test_a_containment_is_asked_for_by_its_direction() -> None:
    done = run(overlap_command, *BOTH, "--measure", "right_in_left", "--mapped", "none")
    assert done.stderr.startswith("AI 研究人才 的項目中，AI 開發人才 也有的比例：1.000")


def test_more_than_two_are_compared_in_pairs() -> None:
    done = run(
        overlap_command, f"{CATEGORY}/application", *BOTH, "--mapped", "none", "--format", "csv"
    )
    assert [line.split(",")[2] for line in done.stdout.splitlines()[1:]] == [
        "0.267",
        "0.364",
        "0.500",
    ]
    assert done.stderr.splitlines()[0] == "各側皆有的項目：4"


def test_one_name_is_wrong_usage() -> None:
    done = CliRunner().invoke(overlap_command, ["SMS2512-002v1"])
    assert (done.exit_code, "two things" in done.stderr) == (2, True)


def test_a_matrix_prints_its_top_pairs(tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    done = run(overlap_matrix_command, "--top", "7", "--format", "csv")
    rows = [line.split(",") for line in done.stdout.splitlines()]
    assert rows[0] == ["左側路徑", "右側路徑", "分數"]
    assert rows[7] == [*BOTH, "0.5000"]
    assert done.stderr.strip().endswith("列出 7 對有共同項目者（jaccard）")
    path = tmp_path / "matrix.json"
    options = ("--measure", "left_in_right", "--format", "json", "--output", str(path))
    run(overlap_matrix_command, *BOTH, *options, "--lang", "en")
    assert [row["score"] for row in json.loads(path.read_text(encoding="utf-8"))] == [1.0, 0.5]


def test_the_options_are_those_of_the_library() -> None:
    for command in (overlap_command, overlap_matrix_command):
        types = {option.name: option.type for option in command.params}
        choices = {
            name: type_.choices for name, type_ in types.items() if isinstance(type_, click.Choice)
        }
        assert tuple(choices["measure"]) == tuple(MEASURES)
        assert tuple(choices["mapped"]) == tuple(STRENGTHS)
