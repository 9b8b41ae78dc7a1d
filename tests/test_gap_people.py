"""The gap of people and teams, and the command that shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import aitalent_kg as atk
from aitalent_kg.cli.lack import gap_command
from aitalent_kg.errors import AmbiguousName, BadValue, MissingFile
from aitalent_kg.gaps.answer import TeamAnswer, gap_of, team_of
from aitalent_kg.gaps.have import Holder, holder_of, holders_of

SET = "SET2529-001v2"
#: T1.1 asks for K01 to K06 and S01 to S07.
TEAM = {
    "Ann": "K01 K02 K03 S01",
    "Bo": "K02 K03 K04 S02 S03",
    "Chi": "K02 S01 S11",
}
HEADS = (
    "state,path,item,kind,level,strength,required in,condition,completes,covered by,held by,remark"
)


def holders(kg: atk.KnowledgeGraph) -> list[Holder]:
    return [
        holder_of(kg.statements, {"name": name, "items": [f"{SET}/{c}" for c in codes.split()]})
        for name, codes in TEAM.items()
    ]


@pytest.fixture(scope="module")
def team(kg: atk.KnowledgeGraph) -> TeamAnswer:
    return team_of(kg.statements, holders(kg), kg.resolve(f"{SET}/T1.1"))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    found = []
    for name, codes in TEAM.items():
        path = tmp_path / f"{name}.yaml"
        items = "".join(f"  - {SET}/{code}\n" for code in codes.split())
        path.write_text(f"name: {name}\nitems:\n{items}", encoding="utf-8")
        found.append(str(path))
    return found


def run(*args: str) -> Result:
    return CliRunner().invoke(gap_command, args, catch_exceptions=False)


def tails(items: object) -> list[str]:
    return [item.code.rsplit("/", 1)[-1] for item in items]  # type: ignore[attr-defined]


def test_a_team_lacks_what_no_member_has(team: TeamAnswer) -> None:
    assert tails(team.missing) == ["K05", "K06", "S04", "S05", "S06", "S07"]


def test_a_single_point_is_what_one_member_alone_has(team: TeamAnswer) -> None:
    alone = {item.code.rsplit("/", 1)[-1]: item.held_by for item in team.single}
    assert alone == {"K01": ("Ann",), "K04": ("Bo",), "S02": ("Bo",), "S03": ("Bo",)}


def test_a_team_shows_who_has_what_and_each_member(team: TeamAnswer) -> None:
    held = {item.code.rsplit("/", 1)[-1]: item.held_by for item in team.covered}
    assert (held["K02"], held["S01"]) == (("Ann", "Bo", "Chi"), ("Ann", "Chi"))
    assert {m.have: len(m.covered) for m in team.members} == {"Ann": 4, "Bo": 5, "Chi": 2}


def test_two_members_need_two_names(kg: atk.KnowledgeGraph) -> None:
    twice = [holders(kg)[0]] * 2
    with pytest.raises(BadValue, match="Ann"):
        team_of(kg.statements, twice, kg.resolve(SET))
    with pytest.raises(BadValue, match="nobody"):
        team_of(kg.statements, [], kg.resolve(SET))


def test_a_person_who_lists_an_ability_type_has_its_abilities(kg: atk.KnowledgeGraph) -> None:
    have = holder_of(kg.statements, {"items": ["AI 應用素養"]})
    found = gap_of(kg.statements, have, kg.resolve("AI 應用素養"))
    assert (len(found.covered), found.missing) == (8, ())


def test_a_person_has_the_tools_they_use(kg: atk.KnowledgeGraph) -> None:
    found = holder_of(kg.statements, {"tools": ["tool/python"]})
    assert found.items == {kg.resolve("tool/python")}


def test_a_present_role_is_no_proof_of_its_skills(kg: atk.KnowledgeGraph) -> None:
    role = "industry-guide-115v3.0/role/data-analyst"
    found = gap_of(kg.statements, holder_of(kg.statements, {"role": role}), kg.resolve(role))
    assert len(found.missing) == 1


def test_a_file_without_a_name_is_known_by_its_own(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "dai.json"
    path.write_text(json.dumps({"items": [f"{SET}/K01"]}), encoding="utf-8")
    found = holder_of(kg.statements, path)
    assert (found.name, len(found.items)) == ("dai", 1)


def test_one_text_is_a_team_of_one(kg: atk.KnowledgeGraph) -> None:
    assert [holder.name for holder in holders_of(kg.statements, "none")] == ["none"]
    assert len(holders_of(kg.statements, [SET, f"{SET}/T1.1"])) == 2


def test_a_set_of_items_may_name_them_by_code(kg: atk.KnowledgeGraph) -> None:
    assert holder_of(kg.statements, {f"{SET}/S07"}).items == {kg.resolve(f"{SET}/S07")}
    assert holder_of(kg.statements, {"urn:mine:S07"}).items == {"urn:mine:S07"}
    with pytest.raises(AmbiguousName, match="SMS2512-002v1/S07"):
        holder_of(kg.statements, {"S07"})


def test_the_command_shows_a_person_as_a_table(files: list[str]) -> None:
    done = run(files[0], f"{SET}/T1.1", "--evidence")
    assert done.exit_code == 0
    assert "缺少 9，已具備 4，" in done.stderr
    line = next(text for text in done.stdout.splitlines() if f"{SET}/K04" in text)
    assert line.split()[:3] == ["缺少", f"{SET}/K04", "智慧財產權法規"]
    assert "「K04智慧財產權法規」" in line


def test_the_command_gives_the_four_lists_as_json(files: list[str]) -> None:
    found = json.loads(run(files[1], f"{SET}/T1.1", "--format", "json").stdout)
    assert [len(found[name]) for name in ("missing", "covered", "mapped", "unknown")] == [
        8,
        5,
        0,
        0,
    ]
    assert {"iri", "code", "label", "kind", "level", "required_in", "quotes", "predicate"} <= set(
        found["missing"][0]
    )


def test_the_command_shows_several_people_as_a_team(files: list[str]) -> None:
    people = [word for path in files for word in ("--person", path)]
    done = run(*people, f"{SET}/T1.1", "--lang", "en", "--format", "csv")
    lines = done.stdout.splitlines()
    assert lines[0] == HEADS
    assert sum(text.startswith("only one has it,") for text in lines) == 4
    assert "  Bo: 5/13" in done.stderr.splitlines()


def test_the_command_marks_and_leaves_out_conditional_tasks() -> None:
    done = run("none", "SMS2512-002v1")
    assert "T3.1¹" in done.stdout
    assert "¹ T3屬擔任技術開發者所需之工作職責。" in done.stderr
    assert "T3.1" not in run("none", "SMS2512-002v1", "--unconditional").stdout


def test_the_command_does_not_call_an_empty_goal_covered() -> None:
    done = run("none", "industry-guide-115v3.0/role/ai-solution-consultant", "--lang", "en")
    assert (
        "the documents list no items under its name; see its groups and career paths: "
        in " ".join(done.stdout.split())
    )
    assert "does not mean that nothing is needed" in done.stderr


def test_english_output_has_no_chinese_words_of_ours() -> None:
    done = run("SMS2512-002v1", f"{SET}/T1.1", "--lang", "en")
    text = done.stdout + done.stderr
    assert not [c for c in text if "\u4e00" <= c <= "\u9fff"]


def test_the_columns_of_a_file_do_not_depend_on_what_is_missing(files: list[str]) -> None:
    goals = (SET, f"{SET}/T1.1", "industry-guide-115v3.0/role/ai-scientist")
    lines = [run(files[0], goal, "--lang", "en", "--format", "csv").stdout for goal in goals]
    assert {text.splitlines()[0] for text in lines} == {HEADS}


def test_person_is_always_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ann.txt"
    path.write_text(f"items: [{SET}/K01]\n", encoding="utf-8")
    assert "已具備 1，" in run("--person", str(path), f"{SET}/T1.1").stderr
    with pytest.raises(MissingFile, match="行銷專員"):
        run("--person", "行銷專員", SET)


def test_the_ending_of_a_record_may_be_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "ANN.YAML"
    path.write_text(f"items: [{SET}/K01]\n", encoding="utf-8")
    assert "已具備 1，" in run(str(path), f"{SET}/T1.1").stderr


def test_the_command_says_what_of_a_record_counts(files: list[str]) -> None:
    assert "僅計紀錄中的 items 與 tools；現職、時數與證照不計" in run(files[0], SET).stderr
    assert "僅計紀錄" not in run("none", SET).stderr


def test_the_command_needs_a_goal_and_somebody() -> None:
    done = run(SET)
    assert (done.exit_code, "give HAVE and GOAL" in done.stderr) == (2, True)
