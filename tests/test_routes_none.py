"""Where there is no route: the reason, and what would connect start and goal."""

from __future__ import annotations

import pytest
from test_routes import DECK, GUIDE, ask

import aitalent_kg as atk
from aitalent_kg.routes.reach import reachable

NO_WAY = [
    ("研發主管", "AI 工程師", "start has no steps out"),
    ("AI 產品經理", "資料分析師", "wrong direction"),
    ("AI 工程師", "資料標註師", "wrong direction"),
    ("AI 工程師", "資料工程師", "goal has no steps in"),
    ("AI 工程師", "SMS2512-002v1/occupation", "goal has no steps in"),
    ("SMS2512-002v1/occupation", "AI 工程師", "start has no steps out"),
]


@pytest.mark.parametrize(("start", "goal", "kind"), NO_WAY)
def test_no_route_is_an_answer_with_its_reason(
    kg: atk.KnowledgeGraph, start: str, goal: str, kind: str
) -> None:
    answer = ask(kg, start, goal)
    assert answer.routes == ()
    assert answer.reason is not None
    assert answer.reason.kind == kind
    assert answer.reason.says


def test_two_parts_of_the_network_that_nothing_connects(kg: atk.KnowledgeGraph) -> None:
    """The deck puts 資料分析師 in a group (L106) and in no path; nowhere does a gate lead to it."""
    reason = ask(kg, "提示詞工程", "資料分析師", documents=DECK).reason
    assert reason is not None
    assert reason.kind == "other component"


def test_the_reason_names_what_would_connect(kg: atk.KnowledgeGraph) -> None:
    reason = ask(kg, "AI 開發人才", "研發主管").reason
    assert reason is not None
    assert "深入數學 / 統計、演算法研究" in [entry.label for entry in reason.entries]
    assert "AI 產品經理" in [node.label for node in reason.reached]


def test_an_occupation_is_not_the_role_of_its_name(kg: atk.KnowledgeGraph) -> None:
    """X-09: the iCAP occupation AI 應用規劃師 and the guide's role are two things."""
    reason = ask(kg, "AI 工程師", "SMS2512-002v1/occupation").reason
    assert reason is not None
    assert [node.code for node in reason.same_name] == [f"{GUIDE}/role/ai-application-planner"]
    assert "contradiction/X-09" in [node.code for node in reason.differences]


def test_two_roles_of_one_group_have_no_route_for_that(kg: atk.KnowledgeGraph) -> None:
    """Table 8 has both under AI 應用人才; of the types one is 加值型, one 導入型 (L380)."""
    for lang, says in (
        ("zh", "兩者同屬「AI 應用人才」，文件未載由其中一職轉為另一職的步驟。"),
        ("en", "both are AI Application Talent; no document has a step from the one to the other."),
    ):
        reason = ask(kg, "行銷專員", "AI 應用規劃師", lang=lang).reason
        assert reason is not None
        assert (reason.kind, reason.says) == ("no path", says)


def test_the_narrowest_group_that_two_roles_share_is_named(kg: atk.KnowledgeGraph) -> None:
    """L380: both are titles of AI 導入型, which is narrower than AI 應用人才; the deck leads to one."""
    reason = ask(kg, "AI 解決方案顧問", "AI 應用規劃師").reason
    assert reason is not None
    assert "兩者同屬「AI 導入型」" in reason.says


@pytest.mark.parametrize("ends", [("行銷專員", "AI 應用規劃師"), ("AI 開發人才", "研發主管")])
def test_what_is_reached_is_what_reachable_lists(
    kg: atk.KnowledgeGraph, ends: tuple[str, str]
) -> None:
    reason = ask(kg, *ends).reason
    assert reason is not None
    listed = reachable(kg.statements, ends[0])
    assert [node.code for node in reason.reached] == [row.code for row in listed]
    assert reason.reached


def test_where_a_person_stands_is_not_reached(kg: atk.KnowledgeGraph) -> None:
    reason = ask(kg, {"role": "行銷專員", "background": "商管"}, "研發主管").reason
    assert reason is not None
    reached = {node.label for node in reason.reached}
    assert "AI 產品經理" in reached
    assert not reached & {"行銷專員", "商管"}


def test_the_goal_is_no_entry_to_itself(kg: atk.KnowledgeGraph) -> None:
    reason = ask(kg, "AI 工程師", "資料工程師").reason
    assert reason is not None
    assert reason.entries == ()
