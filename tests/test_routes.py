"""Routes, against lists written out by hand from guide section 五 and the deck's path."""

from __future__ import annotations

from pathlib import Path

import pytest

import aitalent_kg as atk
from aitalent_kg.errors import AmbiguousName, BadValue, UnknownName
from aitalent_kg.routes.answers import Route, Routes
from aitalent_kg.routes.find import routes

GUIDE, DECK = "industry-guide-115v3.0", "industry-guide-deck"
#: How a line of a route is written here.
MARKS = {"member": "~", "example": ":", "start": "@"}


def written(route: Route) -> str:
    """> a step, ~ is one of, : for example, @ starts as."""
    if not route.steps:
        return ""
    words = [route.steps[0].from_.label]
    for step in route.steps:
        words += [MARKS.get(step.kind, ">"), step.to.label]
    return " ".join(words)


def found(kg: atk.KnowledgeGraph, *ends: object, **given: object) -> list[str]:
    return [written(route) for route in ask(kg, *ends, **given).routes]


def ask(kg: atk.KnowledgeGraph, *ends: object, **given: object) -> Routes:
    return routes(kg.statements, *ends, **given)  # type: ignore[arg-type]


IT = "具備資工、資管或資料專業背景者"
CROSS = "具備跨領域背景與潛力者"
#: start, goal, every shortest route. The lines are those of the guide unless the deck is named.
SHORTEST = [
    # L494 both ways: 資料科學家 → AI 工程師; L504: AI 工程師 → 資料科學家.
    ("資料科學家", "AI 工程師", ["資料科學家 > AI 工程師"]),
    ("AI 工程師", "資料科學家", ["AI 工程師 > 資料科學家"]),
    # L492.
    ("軟 / 硬體工程師", "AI Ops 工程師", ["軟 / 硬體工程師 > AI 工程師 > AI Ops 工程師"]),
    ("軟 / 硬體工程師", "大型語言模型 (LLM) 工程師",
     ["軟 / 硬體工程師 > AI 工程師 : 大型語言模型 (LLM) 工程師"]),
    # L380: 行銷專員 is a title of AI 加值型; L481: → AI 產品經理.
    ("行銷專員", "AI 產品經理", ["行銷專員 ~ AI 加值型 > AI 產品經理"]),
    # L484: AI 應用人才 → 軟 / 硬體工程師; table 8 has 行銷專員 under AI 應用人才.
    ("行銷專員", "AI 工程師", ["行銷專員 ~ AI 應用人才 > 軟 / 硬體工程師 > AI 工程師"]),
    # L474, 492, 506: one enters AI 開發人才 where its paths begin.
    ("資工", "AI 產品經理",
     [f"資工 ~ {IT} > AI 開發人才 : 軟 / 硬體工程師 > AI 工程師 > AI 產品經理"]),
    # L474, 510.
    ("資管", "研發主管", [f"資管 ~ {IT} > AI 研究人才 : AI 科學家 > 研發主管"]),
    # L475: to the category and to both of its types; L481: both lead to AI 產品經理.
    ("文史哲", "AI 產品經理",
     [f"文史哲 ~ {CROSS} > AI 導入型 > AI 產品經理",
      f"文史哲 ~ {CROSS} > AI 加值型 > AI 產品經理",
      f"文史哲 ~ {CROSS} > AI 應用人才 : AI 導入型 > AI 產品經理",
      f"文史哲 ~ {CROSS} > AI 應用人才 : AI 加值型 > AI 產品經理"]),
    # L484 says it of 商管 itself, L475 of what it is an example of.
    # And who becomes one of a type of AI 應用人才 (L378) has come to it.
    ("商管", "AI 應用人才",
     ["商管 > AI 應用人才", f"商管 ~ {CROSS} > AI 應用人才",
      f"商管 ~ {CROSS} > AI 導入型 ~ AI 應用人才", f"商管 ~ {CROSS} > AI 加值型 ~ AI 應用人才"]),
    ("行銷", "軟 / 硬體工程師", ["行銷 > AI 應用人才 > 軟 / 硬體工程師"]),
    # A category is narrowed to its roles, visibly.
    ("AI 開發人才", "更高階的技術管理職位",
     ["AI 開發人才 : 軟 / 硬體工程師 > AI 工程師 > 更高階的技術管理職位"]),
    ("AI 研究人才", "AI 專案產品管理", ["AI 研究人才 : AI 科學家 > AI 專案產品管理"]),
    ("AI 工程師", "AI 應用人才", ["AI 工程師 > AI 產品經理 ~ AI 應用人才"]),
    # L481, L510.
    ("具備 AI 工具使用能力與素養", "AI 產品經理",
     ["具備 AI 工具使用能力與素養 > AI 導入型 > AI 產品經理",
      "具備 AI 工具使用能力與素養 > AI 加值型 > AI 產品經理"]),
    ("深入數學 / 統計、演算法研究", "研發主管", ["深入數學 / 統計、演算法研究 > AI 科學家 > 研發主管"]),
    # Deck L321 to 342.
    ("其他跨域科系", "AI 專案經理",
     ["其他跨域科系 / 業務營運人員 > 提示詞工程 > 自動化工作流 > 輕量級數據處理 > AI 專案經理"]),
]  # fmt: skip


@pytest.mark.parametrize(("start", "goal", "expected"), SHORTEST)
def test_shortest_routes_with_all_ties(
    kg: atk.KnowledgeGraph, start: str, goal: str, expected: list[str]
) -> None:
    assert found(kg, start, goal) == expected


def test_start_and_goal_alike_is_one_route_without_steps(kg: atk.KnowledgeGraph) -> None:
    (route,) = ask(kg, "AI 工程師", "AI 工程師", minimise=["steps", "missing"]).routes
    assert (route.steps, route.cost) == ((), {"steps": 0, "missing": 0})


def test_k_adds_longer_routes(kg: atk.KnowledgeGraph) -> None:
    """AI 應用人才 from a lead: product manager is one of it (annex 5); nothing is shorter than 2."""
    assert found(kg, "AI 技術主管", "資料科學家", k=2) == [
        "AI 技術主管 > AI 產品經理 ~ AI 應用人才 > 軟 / 硬體工程師 > 資料科學家",
        "AI 技術主管 > AI 產品經理 ~ AI 應用人才 > 軟 / 硬體工程師 > AI 工程師 > 資料科學家",
    ]


def test_an_ambiguous_name_means_the_node_of_the_network(kg: atk.KnowledgeGraph) -> None:
    assert (
        ask(kg, "輕量級數據處理", "AI 應用規劃師").goal.code
        == f"{GUIDE}/role/ai-application-planner"
    )


def test_a_background_may_be_named_by_a_part_of_its_name(kg: atk.KnowledgeGraph) -> None:
    assert ask(kg, "跨領域", "AI 產品經理").start.label == CROSS


def test_a_part_that_fits_two_backgrounds_is_ambiguous(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousName) as error:
        ask(kg, "跨域", "AI 產品經理")
    assert error.value.candidates == (
        f"{GUIDE}/background/cross-domain-initiative",
        f"{DECK}/background/cross-domain",
    )


def test_a_route_that_joins_documents_says_so(kg: atk.KnowledgeGraph) -> None:
    """X-31: the deck ends at the planner; only the guide goes on from there."""
    answer = ask(kg, "其他跨域科系", "AI 產品經理", inferred=False)
    (route,) = answer.routes
    assert (route.joined, route.documents) == (True, (GUIDE, DECK))


def test_a_route_of_one_document_is_not_joined(kg: atk.KnowledgeGraph) -> None:
    """AI 產品經理 stands under AI 應用人才 in guide and deck; the guide alone will do."""
    (route,) = ask(kg, "AI 工程師", "AI 應用人才").routes
    assert route.steps[-1].documents == (GUIDE, DECK)
    assert (route.joined, route.documents) == (False, (GUIDE,))


def test_documents_limit_the_routes_and_the_reason_says_so(kg: atk.KnowledgeGraph) -> None:
    reason = ask(kg, "其他跨域科系", "AI 產品經理", documents=[DECK]).reason
    assert reason is not None
    assert reason.kind == "filtered away"


def test_without_our_readings_the_lost_arrow_is_no_step(kg: atk.KnowledgeGraph) -> None:
    reason = ask(kg, "深入數學 / 統計、演算法研究", "AI 科學家", inferred=False).reason
    assert reason is not None
    assert reason.kind == "filtered away"


def test_via_is_passed_and_avoid_is_not(kg: atk.KnowledgeGraph) -> None:
    by_lead = found(kg, "軟 / 硬體工程師", "AI 產品經理", via="AI 技術主管")
    assert by_lead == ["軟 / 硬體工程師 > AI 工程師 > AI 技術主管 > AI 產品經理"]
    assert found(kg, "軟 / 硬體工程師", "AI 產品經理", avoid=["AI 技術主管"], k=9) == [
        "軟 / 硬體工程師 > AI 工程師 > AI 產品經理",
        "軟 / 硬體工程師 > 資料科學家 > AI 工程師 > AI 產品經理",
    ]


def test_via_holds_where_one_stands_as_example_or_member(kg: atk.KnowledgeGraph) -> None:
    assert found(kg, "資工", "資料科學家", via=["資料分析師"]) == [
        f"資工 ~ {IT} > AI 開發人才 : 資料分析師 > 資料科學家"
    ]
    assert found(kg, "行銷專員", "AI 產品經理", via=["AI 加值型"]) == [
        "行銷專員 ~ AI 加值型 > AI 產品經理"
    ]


def test_no_route_through_via_is_said(kg: atk.KnowledgeGraph) -> None:
    reason = ask(kg, "AI 工程師", "AI 產品經理", via=["研發主管"]).reason
    assert reason is not None
    assert reason.kind == "not through via"


def test_avoiding_all_ways_is_filtering(kg: atk.KnowledgeGraph) -> None:
    reason = ask(
        kg, "資料分析師", "AI 工程師", documents=GUIDE, avoid=["資料科學家", "AI 應用人才"]
    ).reason
    assert reason is not None
    assert reason.kind == "filtered away"


def test_a_latin_part_of_a_background_is_not_cut_out_of_a_word(kg: atk.KnowledgeGraph) -> None:
    assert ask(kg, "potential", "AI 產品經理").start.label == CROSS
    with pytest.raises(UnknownName):
        ask(kg, "otent", "AI 產品經理")


def test_a_users_role_of_a_known_name_makes_the_name_ambiguous(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        '<urn:own> a ait:Role ; skos:prefLabel "行銷"@zh-TW .\n'
        '<urn:other> a ait:Role ; skos:prefLabel "我的職務"@zh-TW .\n'
        "<urn:step> a ait:Transition ; ait:from <urn:own> ; ait:to <urn:other> .",
        encoding="utf-8",
    )
    kg = atk.load(extra=[file])
    with pytest.raises(AmbiguousName) as error:
        ask(kg, "行銷", "AI 產品經理")
    assert error.value.candidates == (f"{GUIDE}/background/marketing", "urn:own")
    assert found(kg, "urn:own", "我的職務") == ["行銷 > 我的職務"]


@pytest.mark.parametrize("avoid", ["AI 工程師", "AI 產品經理"])
def test_avoiding_start_or_goal_is_refused(kg: atk.KnowledgeGraph, avoid: str) -> None:
    with pytest.raises(BadValue, match="avoided"):
        ask(kg, "AI 工程師", "AI 產品經理", avoid=avoid)


def test_a_step_carries_condition_kind_and_quote(kg: atk.KnowledgeGraph) -> None:
    ((step,),) = [route.steps for route in ask(kg, "資料科學家", "AI 工程師").routes]
    assert step.condition == "補足軟 / 硬體工程技術"
    assert (step.kind, step.kind_basis, step.basis) == ("same-category", "inferred", "printed")
    assert step.documents == (GUIDE,)
    assert "資料科學家補足軟 / 硬體工程技術亦可轉向 AI 工程師" in step.quote


def test_names_and_conditions_in_english(kg: atk.KnowledgeGraph) -> None:
    ((step,),) = [route.steps for route in ask(kg, "資料科學家", "AI 工程師", lang="en").routes]
    assert (step.from_.label, step.to.label) == ("Data Scientist", "AI Engineer")
    assert step.condition.isascii()
    assert step.costs[0].source == "counted by us from the network"
