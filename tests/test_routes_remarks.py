"""What stands beside a route: paths, recorded differences, qualifiers, quotes."""

from __future__ import annotations

import pytest
from test_routes import GUIDE, ask

import aitalent_kg as atk


def test_a_route_names_the_path_that_asks_for_more(kg: atk.KnowledgeGraph) -> None:
    """L510 to 512: the path asks for mathematics … and usually for a degree."""
    (route,) = ask(kg, "深入數學 / 統計、演算法研究", "研發主管").routes
    assert [path.code for path in route.paths] == [f"{GUIDE}/path/research"]
    (crossing,) = ask(kg, "資料科學家", "AI 工程師").routes
    assert crossing.paths == ()


#: start, goal, recorded differences about the nodes and the step between them.
DIFFERENCES = [
    ("資料分析師", "資料科學家", ["G-19", "G-20", "X-04", "X-26", "X-44", "X-49"]),
    # G-21 is about the step alone.
    ("資料科學家", "AI 工程師", ["G-20", "G-21", "G-22", "X-26"]),
]


@pytest.mark.parametrize(("start", "goal", "expected"), DIFFERENCES)
def test_a_route_names_the_differences_that_concern_it(
    kg: atk.KnowledgeGraph, start: str, goal: str, expected: list[str]
) -> None:
    (route,) = ask(kg, start, goal).routes
    assert [found.code.rpartition("/")[2] for found in route.differences] == expected


def test_a_background_that_the_documents_place_otherwise_is_named(kg: atk.KnowledgeGraph) -> None:
    """X-30: 理工科 is cross-domain in the guide (L475) and a start of its own in the deck."""
    answer = ask(kg, "理工科", "AI 產品經理")
    assert answer.routes
    for route in answer.routes:
        assert "contradiction/X-30" in [found.code for found in route.differences]


def test_a_step_says_what_the_document_calls_it(kg: atk.KnowledgeGraph) -> None:
    """L502 and 506."""
    for lang, words in (
        ("zh", ("跨域指引", "轉管理途徑")),
        ("en", ("Cross-domain guidance", "Pathway into management")),
    ):
        (route,) = ask(kg, "AI 工程師", "AI 產品經理", lang=lang).routes
        assert route.steps[0].qualifiers == words


def test_a_quote_inside_another_is_left_out(kg: atk.KnowledgeGraph) -> None:
    """L494: 補足軟 / 硬體工程技術 stands in the sentence that is quoted whole."""
    ((step,),) = [route.steps for route in ask(kg, "資料科學家", "AI 工程師").routes]
    assert len(step.quotes) == 3
    assert step.quote == "「AI 開發人才」「資料科學家補足軟 / 硬體工程技術亦可轉向 AI 工程師」"
