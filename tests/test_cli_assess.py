"""`aitalent-kg assess`: words in both languages, keys, template, wrong input."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aitalent_kg.cli import main

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "examples"
MARKETING = str(EXAMPLES / "marketing.yaml")
ENGINEER = str(EXAMPLES / "engineer.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["assess", *arguments])


def test_json_has_the_documented_keys() -> None:
    found = json.loads(run(MARKETING, "--format", "json").stdout)
    assert all(
        {"type", "level", "certificates", "hours", "readings", "missing"} <= row.keys()
        for row in found
    )
    [basic] = [row for row in found if row["level"] == "初階"]
    assert basic["type"] == "industry-guide-115v3.0/ability-type/ai-tools"
    # ChatGPT 12 and Canva 9: 21 hours, but 18 on no single tool
    assert (basic["certificates"], basic["hours"]) == ("met", "depends")
    assert basic["readings"] == {"C2": "met", "H2-single": "not_met", "H2-any": "met"}
    assert basic["missing"] == ["同一工具的「AI 工具應用」課程再修 6 小時"]
    assert basic["quotes"]["hours"] == [
        "「AI 應用素養18小時」 industry-guide-115v3.0.txt:327",
        "「初階：單一工具18小時」 industry-guide-115v3.0.txt:327",
    ]


def test_the_engineer_lacks_six_hours_of_model_training() -> None:
    found = json.loads(run(ENGINEER, "--lang", "en", "--format", "json").stdout)
    [training] = [row for row in found if row["label"] == "AI model training"]
    assert (training["certificates"], training["hours"]) == ("depends", "not_met")
    assert training["missing"] == ["6 more course hours of AI model training"]


def test_the_proof_shows_readings_reasons_and_quotes() -> None:
    said = run(MARKETING, "--proof").stdout
    assert "  讀法 H2-single（採用）：✗ 不符合" in said
    assert "      ✗ 「AI 工具應用」單一工具課程 12／18 小時" in said
    assert "    「初階：單一工具18小時」 industry-guide-115v3.0.txt:327" in said


def test_an_english_answer_has_chinese_only_in_names_and_quotes() -> None:
    """Our readings name ability types and cells as the guide does."""
    said = run(ENGINEER, "--lang", "en").stdout
    lines = [line for line in said.splitlines() if re.search("[\u4e00-\u9fff]", line)]
    assert lines == ["陳大文: judged as of 2026-06-01"]


def test_a_chinese_answer_has_no_english_sentence() -> None:
    said = run(MARKETING, "--proof").stdout
    assert re.findall(r"\b[a-z]+ [a-z]+ [a-z]+\b", said) == []


def test_another_day_reading_and_way_to_count_change_the_outcome() -> None:
    def literacy(*more: str) -> str:
        rows = json.loads(run(ENGINEER, "--format", "json", *more).stdout)
        return str(rows[0]["certificates"])

    assert literacy() == "met"
    assert literacy("--as-of", "2026-07-01") == "unknown"
    assert literacy("--as-of", "2026-07-01", "--retired", "counts") == "met"
    assert literacy("--as-of", "2026-07-01", "--retired", "ends") == "not_met"


def test_joining_adds_a_column() -> None:
    assert "合併" not in run(MARKETING, "--format", "markdown").stdout.splitlines()[0]
    assert "合併" in run(MARKETING, "--format", "markdown", "--join").stdout.splitlines()[0]


@pytest.mark.parametrize("record", [MARKETING, ENGINEER])
def test_a_file_for_machines_has_the_same_columns_for_everybody(record: str) -> None:
    head = run(record, "--format", "csv").stdout.splitlines()[0]
    assert head == "能力類型,級別,證照,時數,建議條件,合併,尚缺（最少）"


def test_ways_that_add_as_little_are_all_told(tmp_path: Path) -> None:
    """Table 5 四: 專案類1張 or 素養類1張+工具類3張; one certificate is missing either way."""
    (tmp_path / "me.yaml").write_text("certificates: [工具類, 工具類, 素養類]", encoding="utf-8")
    said = run(str(tmp_path / "me.yaml"), "--format", "csv", "--lang", "en").stdout
    assert "1 more Project class certificate, or 1 more Tool class certificate; 18 more" in said
    assert "any one of 5 conditions (see --proof)" in said


@pytest.mark.parametrize(
    ("retired", "said"),
    [
        (
            "unknown",
            "may count as Literacy class: the guide says that its examination ends (the actual",
        ),
        ("counts", "counts as Literacy class, as you chose (--retired counts)"),
        ("ends", "does not count, as you chose (--retired ends)"),
    ],
)
def test_a_retired_certificate_says_who_decided(retired: str, said: str) -> None:
    shown = run(ENGINEER, "--as-of", "2026-07-01", "--retired", retired, "--lang", "en").stdout
    [line] = [line for line in shown.splitlines() if line.startswith("  AI-900: ")]
    assert said in line
    assert line.endswith("(industry-guide-115v3.0.txt:366, industry-guide-deck.txt:310)")


def test_a_higher_level_without_the_lower_one_is_explained(tmp_path: Path) -> None:
    record = "hours: {AI 應用素養: 18, AI 工具應用: {ChatGPT: 17, Canva: 13}}"
    (tmp_path / "me.yaml").write_text(record, encoding="utf-8")
    assert "表 5 未規定須先符合初階才能符合進階。" in run(str(tmp_path / "me.yaml")).stdout
    assert "表 5 未規定須先符合初階才能符合進階。" not in run(MARKETING).stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_can_be_assessed(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "me.yaml"
    assert run("--template", "--lang", lang, "-o", str(path)).exit_code == 0
    assert run(str(path), "--format", "json").exit_code == 0


def test_the_proof_is_for_the_screen() -> None:
    assert run(MARKETING, "--proof", "--format", "csv").exit_code == 2


def test_without_a_record_the_way_on_is_told() -> None:
    result = run()
    assert result.exit_code == 2
    assert "--template" in result.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "hours: {AI 應用素養: -1}",
            "me.yaml:1: hours / AI 應用素養: -1 is not a number of hours from 0",
        ),
        (
            "certificates: [iPAS 高級]",
            "me.yaml:1: certificates / 1: no certificate 'iPAS 高級'; did you mean",
        ),
        ("", "me.yaml: the file is empty"),
    ],
)
def test_wrong_input_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "me.yaml").write_text(text, encoding="utf-8")
    result = run(str(tmp_path / "me.yaml"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_wrong_reading_is_named() -> None:
    assert "no reading 'C4-o'; did you mean C4-or" in run(MARKETING, "--reading", "C4-o").stderr


def test_hours_on_one_tool_are_among_the_others(tmp_path: Path) -> None:
    """H2a-additional: 48 hours of AI 工具應用 in all, 18 of them on one tool."""
    (tmp_path / "me.yaml").write_text("hours: {AI 應用素養: 18}", encoding="utf-8")
    found = json.loads(
        run(str(tmp_path / "me.yaml"), "--reading", "H2a-additional", "--format", "json").stdout
    )
    assert found[2]["ways"]["hours"] == [
        "再修「AI 工具應用」課程 48 小時；「AI 工具應用」課程中同一工具須達 18 小時；「AI 工具應用」課程須涵蓋 2 項以上工具（現有 0 項）"
    ]
