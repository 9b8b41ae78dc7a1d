"""Gaps of gates and career paths, where else to look, and names that stand for several things."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from without_mappings import without_mappings

import aitalent_kg as atk
from aitalent_kg.cli.lack import answer_rows, gap_command, marks_of, messages
from aitalent_kg.errors import AmbiguousName, BadValue
from aitalent_kg.gaps.answer import GapAnswer, GapItem, gap_of
from aitalent_kg.gaps.have import Have, holder_of
from aitalent_kg.gaps.sets import Link
from aitalent_kg.gaps.sides import goal_of
from aitalent_kg.names import ID

SMS, SET = "SMS2512-002v1", "SET2529-001v2"
GUIDE, DECK = "industry-guide-115v3.0", "industry-guide-deck"
CROSS = f"{DECK}/path/cross-domain"


def asked(kg: atk.KnowledgeGraph, have: Have, goal: str, **options: object) -> GapAnswer:
    store = kg.statements
    return gap_of(store, holder_of(store, have), goal_of(store, goal), **options)  # type: ignore[arg-type]


def labels(items: tuple[GapItem, ...]) -> set[str]:
    return {item.label for item in items}


def run(*args: str) -> tuple[str, str]:
    done = CliRunner().invoke(gap_command, args, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout, done.stderr


def test_a_path_asks_for_its_gates_and_what_they_name(kg: atk.KnowledgeGraph) -> None:
    # Lines 328-341 of the deck: gates A and B are names; C names two skills.
    found = asked(kg, None, CROSS)
    assert labels(found.missing) == {"提示詞工程", "自動化工作流", "Excel 進階", "基礎 Python"}
    assert found.unknown == ()


def test_a_gate_without_skills_asks_for_itself(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, None, "提示詞工程")
    assert [(i.code, i.kind) for i in found.missing] == [(f"{DECK}/gate/a", "Gate")]
    assert "提示詞工程" in {q.quote for q in found.missing[0].quotes}


def test_a_gate_with_skills_asks_for_them_alone(kg: atk.KnowledgeGraph) -> None:
    assert labels(asked(kg, None, f"{DECK}/gate/c").missing) == {"Excel 進階", "基礎 Python"}


def test_what_the_starter_has_already_is_not_missing(kg: atk.KnowledgeGraph) -> None:
    # Lines 346-349 of the deck.
    found = asked(kg, None, CROSS).presupposed
    assert labels(found) == {"領域專業知識", "溝通協調", "商業敏銳度"}
    assert {item.quotes[0].quote for item in found} == {"已具備"}
    assert {item.quotes[1].line for item in found} == {347, 348, 349}


def test_who_holds_what_is_presupposed_covers_it(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, {"items": [f"{DECK}/skill/communication-coordination"]}, CROSS)
    assert (labels(found.covered), len(found.presupposed)) == ({"溝通協調"}, 2)


def test_the_command_shows_the_words_that_presuppose() -> None:
    rows, notes = run("none", CROSS, "--lang", "en", "--format", "csv")
    given = [line for line in rows.splitlines() if line.startswith("assumed at the start,")]
    assert len(given) == 3
    assert all("「已具備」 industry-guide-deck.txt:346" in line for line in given)
    assert "missing 4, covered 0, covered by a mapped item 0, not stated 0, assumed" in notes


@pytest.mark.parametrize(
    ("role", "path"),
    [
        # Figure 4: 數學、演算法研究 -> AI 科學家 -> 研發主管; AI 工程師 -> AI 技術主管.
        ("AI 科學家", f"{GUIDE}/path/research"),
        ("AI 技術主管", f"{GUIDE}/path/ai-engineer"),
        ("AI 專案經理", CROSS),
    ],
)
def test_a_role_without_items_points_to_its_path(
    kg: atk.KnowledgeGraph, role: str, path: str
) -> None:
    found = asked(kg, None, role)
    assert (found.missing, found.unknown[0].what) == ((), "items")
    assert path in found.unknown[0].see


def test_a_role_with_items_names_its_path_too(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, None, "AI 產品經理")
    assert len(found.missing) == 1
    assert f"{GUIDE}/path/application" in {ref.code for ref in found.see}
    assert f"    {GUIDE}/path/application  「應用人才」的路徑" in run("none", "AI 產品經理")[1]


def test_an_ability_type_points_nowhere_else(kg: atk.KnowledgeGraph) -> None:
    assert asked(kg, None, "AI 應用素養").see == ()


def test_sections_of_a_name_are_no_goals(kg: atk.KnowledgeGraph) -> None:
    assert goal_of(kg.statements, "AI 開發人才") == f"{ID}{GUIDE}/talent-category/development"


def test_an_ambiguous_goal_lists_only_what_can_be_one(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousName) as caught:
        goal_of(kg.statements, "T1.1")
    assert caught.value.candidates == (f"{SET}/T1.1", f"{SMS}/T1.1")
    with pytest.raises(BadValue, match="asks for items"):
        goal_of(kg.statements, "初級")  # two levels of certifications


def test_whichever_path_is_taken_limits_nothing(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, None, f"{GUIDE}/path/research")
    assert {w.condition for item in found.missing for w in item.required_in} == {None}
    assert "無論走哪個" not in "".join(run("none", f"{GUIDE}/path/research"))


def test_each_condition_has_a_number_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "condition.ttl"
    name = "https://w3id.org/aitalent-kg/ontology#condition"
    path.write_text(f'<{ID}{SMS}/T4> <{name}> "only sometimes"@en .\n', encoding="utf-8")
    kg = atk.load(extra=path)
    found = asked(kg, None, SMS)
    marks = marks_of(found)
    assert marks == {"T3屬擔任技術開發者所需之工作職責。": "¹", "only sometimes": "²"}
    rows = {row["code"]: row for row in answer_rows(kg.statements, found, "zh", marks)}
    assert rows[f"{SMS}/K08"]["required_in"] == "T1.2, T2.1, T3.1¹, T3.2¹, T3.3¹, T4.1²"


def test_an_occupation_shows_short_codes() -> None:
    rows, _ = run("none", f"{SMS}/occupation", "--format", "csv")
    line = next(text for text in rows.splitlines() if f"{SMS}/K01," in text)
    assert '"T1.1, T1.2"' in line


def test_recorded_differences_are_hinted_at(kg: atk.KnowledgeGraph) -> None:
    found = {item.code: item.differences for item in asked(kg, SMS, SET, mapped="none").missing}
    assert found[f"{SET}/A07"] == ("X-38",)  # 應對不確定性 in both, one clause differs
    assert found[f"{SET}/A01"] == ()
    assert all(item.differences == () for item in asked(kg, None, SET).missing)


def test_the_answer_says_that_nothing_is_mapped_between_two_documents(
    kg: atk.KnowledgeGraph,
) -> None:
    link = Link(f"{ID}{SMS}/S04", f"{ID}{SET}/S04", "skos:closeMatch")
    words = "圖譜中這些文件的項目之間沒有對應"
    assert words not in "".join(messages(asked(kg, SMS, SET), "zh"))
    kg = without_mappings(kg)
    assert words in "".join(messages(asked(kg, SMS, SET), "zh"))
    for other in (asked(kg, SMS, SET, links=[link]), asked(kg, SET, SET), asked(kg, None, SET)):
        assert words not in "".join(messages(other, "zh"))


def test_another_language_falls_back_on_english(kg: atk.KnowledgeGraph) -> None:
    found = asked(kg, None, "AI 科學家", lang="fr")
    assert found.unknown[0].says == "the documents list no items under its name"
