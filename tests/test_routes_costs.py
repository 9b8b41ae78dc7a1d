"""What routes cost, with several costs, and for a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_routes import DECK, GUIDE, IT, MARKS, ask, found, written

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, UnknownName
from aitalent_kg.names import ID
from aitalent_kg.persons.record import Person
from aitalent_kg.routes.assuming import pricing_of

STARTS = "add one of: 商管, 資工"


def test_conditions_are_counted(kg: atk.KnowledgeGraph) -> None:
    """L492 sets none; the way by 資料科學家 sets two (L504, L494)."""
    answer = ask(kg, "軟 / 硬體工程師", "AI 工程師", minimise=["conditions"], k=2)
    assert [route.cost for route in answer.routes] == [{"conditions": 0}, {"conditions": 2}]


def test_missing_items_are_those_that_gates_ask_for(kg: atk.KnowledgeGraph) -> None:
    """Gate C asks for Excel 進階 and 基礎 Python; the planner for one line of skills (table 8)."""
    (route,) = ask(kg, "自動化工作流", "AI 應用規劃師", minimise=["missing"], documents=DECK).routes
    assert [item.label for item in route.steps[0].asks] == ["Excel 進階", "基礎 Python"]
    assert route.cost["missing"] == sum(len(step.asks) for step in route.steps)


def test_places_that_state_no_items_are_counted_beside_those_missing(
    kg: atk.KnowledgeGraph,
) -> None:
    """Gate C names two skills (deck L335 to 337), the gates A and B and 終點 none."""
    (route,) = ask(kg, "其他跨域科系", "AI 專案經理", minimise="missing").routes
    assert (route.costs[0].value, route.costs[0].unstated) == (2, 3)
    assert [step.costs[0].unstated for step in route.steps] == [1, 1, 0, 1]


def test_a_category_that_states_items_is_not_unstated(kg: atk.KnowledgeGraph) -> None:
    """L91: two ability types, five items; L461: that foundations help asks for nothing."""
    answer = ask(kg, "跨領域", "AI 應用人才", minimise="missing", k=9)
    (route,) = [route for route in answer.routes if len(route.steps) == 1]
    assert (route.costs[0].value, route.costs[0].unstated) == (7, 0)


def test_of_routes_that_tie_those_of_fewest_steps_come_first(kg: atk.KnowledgeGraph) -> None:
    answer = ask(kg, "商管", "AI 產品經理", minimise="missing")
    far = [len([s for s in route.steps if s.kind not in MARKS]) for route in answer.routes]
    assert far == sorted(far)
    assert far[0] < far[-1]


def test_what_belongs_to_an_item_held_is_not_missing(kg: atk.KnowledgeGraph) -> None:
    """Table 8 asks 資料科學家 for three lines of skills; `gap` counts those of a role held too."""
    asked = ask(kg, "資料分析師", "資料科學家", minimise="missing")
    person = Person(items=frozenset({f"{ID}{GUIDE}/role/data-scientist"}))
    held = ask(kg, "資料分析師", "資料科學家", minimise="missing", person=person)
    assert [answer.routes[0].cost["missing"] for answer in (asked, held)] == [3, 0]


def test_items_that_a_person_has_are_not_missing(kg: atk.KnowledgeGraph) -> None:
    person = {"items": [f"{DECK}/skill/basic-python"]}
    (route,) = ask(kg, "自動化工作流", "輕量級數據處理", minimise="missing", person=person).routes
    assert [item.label for item in route.steps[0].asks] == ["Excel 進階"]


def test_an_item_asked_for_twice_counts_once(kg: atk.KnowledgeGraph) -> None:
    answer = ask(kg, "商管", "AI 產品經理", minimise=["missing"], k=50)
    for route in answer.routes:
        asked = [item.code for step in route.steps for item in step.asks]
        assert len(asked) == len({*asked}) == route.cost["missing"]


def test_several_costs_give_the_routes_that_none_beats(kg: atk.KnowledgeGraph) -> None:
    """Of all routes, each with both its costs."""
    every = ask(kg, "商管", "AI 產品經理", k=500, minimise="steps").routes
    counted = ask(kg, "商管", "AI 產品經理", k=500, minimise="missing").routes
    both = {
        written(r): (len([s for s in r.steps if s.kind not in MARKS]), r.cost["missing"])
        for r in counted
    }
    assert {*both} == {written(r) for r in every}
    best = {
        way
        for way, (a, b) in both.items()
        if not any((c, d) != (a, b) and c <= a and d <= b for c, d in both.values())
    }
    assert {*found(kg, "商管", "AI 產品經理", minimise=["steps", "missing"])} == best


def test_costs_of_steps_add_up_to_those_of_the_route(kg: atk.KnowledgeGraph) -> None:
    costs = ["steps", "missing", "conditions"]
    for route in ask(kg, "商管", "AI 技術主管", minimise=costs).routes:
        for place, total in enumerate(route.costs):
            assert sum(step.costs[place].value for step in route.steps) == total.value


def test_hours_are_only_given_as_an_assumption(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(AitalentError, match="no document says the hours"):
        ask(kg, "資工", "AI 工程師", minimise=["hours"])
    (route,) = ask(
        kg, "資工", "AI 開發人才", minimise=["hours", "certificates"],
        pricing=lambda person: lambda types: (30.0 * len(types), len(types)),
    ).routes  # fmt: skip
    assert route.cost == {"hours": 90, "certificates": 3}
    assert all(cost.source.startswith("假設") for cost in route.costs)


def test_what_table_5_asks_of_development_talent(kg: atk.KnowledgeGraph) -> None:
    """Literacy 18 h, tools 18 and programming 12 (30 together), models 30 of 48 with services.

    One certificate of 工具類 and one of 專案類, which serves models and services.
    """
    (route,) = ask(
        kg, "資工", "AI 開發人才", minimise=["hours", "certificates"],
        pricing=pricing_of(kg.statements),
    ).routes  # fmt: skip
    assert route.cost == {"hours": 96, "certificates": 2}
    assert all("採用讀法；AI 工具應用以初階計" in cost.source for cost in route.costs)


@pytest.mark.parametrize(
    "start",
    ["軟 / 硬體工程師", "機器學習 (ML) 工程師", "AI 開發人才", {"role": "軟 / 硬體工程師"}],
)
def test_ability_types_of_the_category_of_the_start_are_not_charged(
    kg: atk.KnowledgeGraph, start: object
) -> None:
    """L486 to 492: the path of AI 開發人才 leads from 軟 / 硬體工程師 to AI 技術主管."""
    (route, *_) = ask(
        kg, start, "AI 技術主管", minimise=["hours", "certificates"],
        pricing=pricing_of(kg.statements),
    ).routes  # fmt: skip
    assert route.cost == {"hours": 0, "certificates": 0}


def test_ability_types_of_the_category_of_a_persons_role_are_not_charged(
    kg: atk.KnowledgeGraph,
) -> None:
    person = {"role": "AI 工程師"}
    (route,) = ask(
        kg, "資工", "AI 開發人才", minimise="hours", person=person,
        pricing=pricing_of(kg.statements),
    ).routes  # fmt: skip
    assert route.cost == {"hours": 0}


def test_hours_that_a_person_has_are_not_asked_for(kg: atk.KnowledgeGraph) -> None:
    person = {"name": "丁", "background": "資工", "hours": {"AI 應用素養": 18}}
    (route,) = ask(
        kg, person, "AI 開發人才", minimise="hours", pricing=pricing_of(kg.statements)
    ).routes
    assert route.cost == {"hours": 78}


def test_an_unknown_cost_is_named(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="no cost 'money'; there are: steps"):
        ask(kg, "資工", "AI 工程師", minimise=["money"])


@pytest.mark.parametrize(
    "given",
    [
        {"k": 0},
        {"k": 1.5},
        {"k": "3"},
        {"minimise": []},
        {"minimise": ["steps", "steps"]},
        {"person": "AI 工程師"},
    ],
)
def test_senseless_values_are_refused(kg: atk.KnowledgeGraph, given: dict[str, object]) -> None:
    with pytest.raises(BadValue):
        ask(kg, "資工", "AI 工程師", **given)


def test_a_person_starts_at_role_and_backgrounds(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "person.yaml"
    file.write_text("name: 王小明\nrole: 行銷專員\nbackground: [資工]\n", encoding="utf-8")
    for start in (file, str(file), {"name": "王小明", "role": "行銷專員", "background": ["資工"]}):
        # L484 and 492, L474 and 492: two steps each.
        assert found(kg, start, "AI 工程師") == [
            "王小明 @ 行銷專員 ~ AI 應用人才 > 軟 / 硬體工程師 > AI 工程師",
            f"王小明 @ 資工 ~ {IT} > AI 開發人才 : 軟 / 硬體工程師 > AI 工程師",
        ]
    assert found(kg, file, "行銷專員") == ["王小明 @ 行銷專員"]


def test_what_a_person_is_already_asks_for_nothing(kg: atk.KnowledgeGraph) -> None:
    answer = ask(
        kg, {"name": "甲", "role": "機器學習 (ML) 工程師"}, "AI 技術主管", minimise="missing"
    )
    assert answer.routes[0].steps[0].costs[0].value == 0


def test_a_person_who_stands_nowhere_is_refused(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match=f"neither role nor background.*{STARTS}"):
        ask(kg, {"name": "乙"}, "AI 工程師")
    with pytest.raises(BadValue, match="give a background: 商管"):
        ask(kg, "none", "AI 工程師")


def test_two_persons_are_refused(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="give one"):
        ask(kg, {"role": "AI 工程師"}, "AI 技術主管", person={"role": "資料科學家"})


def test_a_person_where_no_step_leads_on(kg: atk.KnowledgeGraph) -> None:
    reason = ask(kg, {"name": "丙", "role": "研發主管"}, "AI 工程師").reason
    assert reason is not None
    assert (reason.kind, reason.says) == (
        "start has no steps out",
        "文件未載由「研發主管」出發的轉換。",
    )


def test_a_person_whom_the_steps_lead_the_other_way(kg: atk.KnowledgeGraph) -> None:
    """L494: 資料分析師 → 資料科學家, and on to AI 產品經理; nothing leads back."""
    reason = ask(kg, {"name": "戊", "role": "AI 產品經理"}, "資料分析師").reason
    assert reason is not None
    assert reason.kind == "wrong direction"
    assert "由「資料分析師」走向「AI 產品經理」" in reason.says


def test_more_ties_than_asked_for_are_told(kg: atk.KnowledgeGraph) -> None:
    answer = ask(kg, "文史哲", "AI 產品經理", most=1)
    assert (len(answer.routes), answer.complete) == (1, False)
