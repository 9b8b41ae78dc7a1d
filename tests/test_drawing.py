"""Pictures of the network and of routes: every label readable, every text safe."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import HOSTILE

import aitalent_kg as atk
from aitalent_kg.drawing import fonts
from aitalent_kg.drawing.draw import draw
from aitalent_kg.drawing.layout import layout, wrapped
from aitalent_kg.drawing.marks import dot, mermaid, mermaid_block
from aitalent_kg.drawing.sketch import Arrow, Box, Sketch, sketch
from aitalent_kg.drawing.styles import kinds_shown, remarks, style
from aitalent_kg.errors import AitalentError, BadValue
from aitalent_kg.exports import optional
from aitalent_kg.network.graphs import network
from aitalent_kg.routes.find import routes

DECK = "industry-guide-deck"


def boxes(*names: str) -> tuple[Box, ...]:
    return tuple(Box(name, name, "Role") for name in names)


def arrow(start: str, end: str, condition: str = "", kind: str = "same-category") -> Arrow:
    return Arrow(start, end, kind, condition, (DECK,), inferred=False)


@pytest.fixture(scope="module")
def pictures(kg: atk.KnowledgeGraph) -> dict[str, Sketch]:
    """What is to be readable: the largest network, one of a document, routes, in both languages."""
    whole = network(kg.statements, members=True)
    return {
        "whole": sketch(whole),
        "whole in English": sketch(whole, "en"),
        "steps": sketch(network(kg.statements)),
        "routes": sketch(routes(kg.statements, "商管", "AI 技術主管", k=4)),
    }


PICTURES = ["whole", "whole in English", "steps", "routes"]


@pytest.mark.parametrize("name", PICTURES)
def test_no_box_lies_on_another(pictures: dict[str, Sketch], name: str) -> None:
    placed = layout(pictures[name])
    for one, other in combinations(placed.spots, 2):
        beside = abs(one.x - other.x) >= (one.width + other.width) / 2
        above = abs(one.y - other.y) >= (one.height + other.height) / 2
        assert beside or above, (one.box.label, other.box.label)


@pytest.mark.parametrize("name", PICTURES)
def test_everything_is_on_the_page(pictures: dict[str, Sketch], name: str) -> None:
    placed = layout(pictures[name])
    for spot in placed.spots:
        assert 0 <= spot.x - spot.width / 2 < spot.x + spot.width / 2 <= placed.width + 1e-9
        assert -1e-9 <= spot.y - spot.height / 2 < spot.y + spot.height / 2 <= placed.height + 1e-9


@pytest.mark.parametrize("name", PICTURES)
def test_no_arrow_runs_through_a_box(pictures: dict[str, Sketch], name: str) -> None:
    """At the points where it passes a layer; between layers there is no box."""
    placed = layout(pictures[name])
    for _, points in placed.ways:
        for x, y in points[1:-1]:
            over = [s for s in placed.spots if abs(s.x - x) < s.width / 2 and abs(s.y - y) < s.height / 2]  # fmt: skip
            assert not over


@pytest.mark.parametrize("name", PICTURES)
def test_two_arrows_never_meet_a_box_at_one_place(pictures: dict[str, Sketch], name: str) -> None:
    heads = [(points[-1]) for _, points in layout(pictures[name]).ways]
    assert len({*heads}) == len(heads)


def test_steps_lead_to_the_right_but_for_those_that_close_a_cycle() -> None:
    placed = layout(
        Sketch(boxes("a", "b", "c"), (arrow("a", "b"), arrow("b", "c"), arrow("c", "b")))
    )
    x = {spot.box.id: spot.x for spot in placed.spots}
    assert x["a"] < x["b"] < x["c"]


def test_a_label_breaks_between_chinese_characters_and_at_blanks() -> None:
    assert wrapped("具備資工、資管或資料專業背景者") == ("具備資工、資管或資料專", "業背景者")
    assert wrapped("Higher-level technical management") == (
        "Higher-level",
        "technical",
        "management",
    )
    assert max(map(len, wrapped("x" * 100))) < 25


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_picture_is_of_its_kind(kg: atk.KnowledgeGraph, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"deck.{ending}"
    draw(network(kg.statements, DECK), path)
    starts = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}
    assert path.read_bytes().startswith(starts[ending])


def test_a_picture_is_the_same_every_time(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    for path in (first, second):
        draw(network(kg.statements, DECK), path)
    assert first.read_bytes() == second.read_bytes()


def test_every_character_of_the_network_is_in_the_font(pictures: dict[str, Sketch]) -> None:
    manager = optional("matplotlib.font_manager")
    path = manager.findfont(fonts.chinese_font(), fallback_to_default=False)
    known = optional("matplotlib.ft2font").FT2Font(path).get_charmap()
    words = "".join(box.label for box in pictures["whole"].boxes)
    words += "".join(arrow.condition for arrow in pictures["whole"].arrows)
    assert {character for character in words if ord(character) not in known} == set()


def test_without_a_chinese_font_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", ("No Such Font",))
    with pytest.raises(AitalentError, match="fonts-noto-cjk"):
        fonts.chinese_font()


@pytest.mark.filterwarnings("ignore:Glyph")  # no font has them all
def test_hostile_labels_are_drawn_as_they_are(tmp_path: Path) -> None:
    labels = [text for text in HOSTILE if text.isprintable()]
    path = tmp_path / "hostile.svg"
    draw_sketch = Sketch(boxes(*labels, "$\\frac{1}{0}$"), (arrow(labels[0], labels[1], "$x_$"),))
    from aitalent_kg.drawing.paint import paint

    paint(draw_sketch, path)
    assert ElementTree.parse(path).getroot().tag.endswith("svg")


def test_an_unknown_ending_names_the_known(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"there are: \.svg \.png \.pdf \.dot \.gv \.mmd \.md"):
        draw(network(kg.statements), tmp_path / "network.jpg")


def test_nothing_to_draw_is_said(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    none = routes(kg.statements, "研發主管", "AI 工程師")
    with pytest.raises(BadValue, match="nothing to draw"):
        draw(none, tmp_path / "none.svg")


def test_what_routes_share_is_drawn_once(kg: atk.KnowledgeGraph) -> None:
    found = routes(kg.statements, "具備 AI 工具使用能力與素養", "AI 產品經理")
    drawn = sketch(found)
    assert [box.label for box in drawn.boxes].count("AI 產品經理") == 1
    assert len(drawn.boxes) == 4  # two routes of three nodes, the first and the last in common
    assert len(drawn.arrows) == 4


def test_a_picture_says_what_we_read_into_it_and_what_it_leaves_out(
    kg: atk.KnowledgeGraph, pictures: dict[str, Sketch]
) -> None:
    assert remarks(pictures["steps"], "zh") == [
        "線型為本專案推論；圖 4 的線型已佚失", "＊ 本專案推論", "未畫所屬關係；加 --members",
    ]  # fmt: skip
    assert "memberships are not drawn; add --members" not in remarks(pictures["whole"], "en")
    printed = sketch(network(kg.statements, inferred=False, members=True))
    assert remarks(printed, "zh") == []
    for text in (dot(pictures["steps"]), mermaid(pictures["steps"])):
        assert "圖 4 的線型已佚失" in text


def test_gates_stand_with_their_letter_in_networks_and_routes(
    kg: atk.KnowledgeGraph, pictures: dict[str, Sketch]
) -> None:
    route = sketch(routes(kg.statements, "提示詞工程", "自動化工作流"))
    assert [box.label for box in route.boxes] == ["關卡 A：提示詞工程", "關卡 B：自動化工作流"]
    assert {"關卡 A：提示詞工程"} <= {box.label for box in pictures["steps"].boxes}


def test_a_users_own_kind_stands_in_the_legend_by_its_name() -> None:
    drawn = Sketch(boxes("a", "b"), (arrow("a", "b", kind="mine"), arrow("b", "a")))
    assert kinds_shown(drawn) == ["same-category", "mine"]
    assert style("mine").name("zh") == "mine"


def test_no_two_kinds_look_alike() -> None:
    kinds = ["same-category", "cross-category", "not stated", "member", "example", "start"]
    assert len({(style(kind).dashes, style(kind).open_head) for kind in kinds}) == len(kinds)
    lines = dot(Sketch(boxes("a", "b"), tuple(arrow("a", "b", kind=kind) for kind in kinds[:5])))
    looks = re.findall(r"style=.*?, arrowhead=\w+", lines)
    assert len({*looks}) == len(looks) == 5


def test_graphviz_has_a_box_and_an_arrow_for_each(pictures: dict[str, Sketch]) -> None:
    text = dot(pictures["steps"])
    assert text.startswith("digraph careers {")
    assert len(re.findall(r"^  n\d+ \[", text, re.M)) == len(pictures["steps"].boxes)
    assert len(re.findall(r"^  n\d+ -> n\d+ \[", text, re.M)) == len(pictures["steps"].arrows)
    assert "style=dashed" in text


@pytest.mark.parametrize("label", HOSTILE)
def test_graphviz_reads_back_any_label(label: str) -> None:
    text = dot(Sketch(boxes(label), ()))
    (quoted,) = re.findall(r'^  n0 \[label="((?:[^"\\]|\\.)*)", fillcolor="#FFFFFF"\]$', text, re.M)
    read = quoted.replace('\\"', '"').replace("\\\\", "\\").replace("&amp;", "&")
    assert read == "".join(c if c.isprintable() else " " for c in label)


@pytest.mark.parametrize("label", HOSTILE)
def test_mermaid_reads_back_any_label(label: str) -> None:
    first = mermaid(Sketch(boxes(label), ())).splitlines()[1]
    quoted = re.fullmatch(r'  n0\["([^"]*)"\]', first)
    assert quoted is not None
    read = re.sub(r"#(\d+);", lambda number: chr(int(number[1])), quoted[1])
    assert read == "".join(c if c.isprintable() else " " for c in label)
    assert not re.search(r"[\[\]{}<>\"`\\$]", quoted[1])


def test_mermaid_draws_kinds_apart() -> None:
    kinds = ("same-category", "cross-category", "member")
    arrows = tuple(arrow("a", "b", kind=kind) for kind in kinds)
    lines = mermaid(Sketch(boxes("a", "b"), arrows)).splitlines()
    styles = [line for line in lines if line.startswith("  linkStyle")]
    assert len({style.partition("stroke:")[2] for style in styles}) == len(kinds)


def test_markdown_holds_a_mermaid_block(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    draw(network(kg.statements, DECK), path)
    text = path.read_text(encoding="utf-8")
    assert text == mermaid_block(sketch(network(kg.statements, DECK)))
    assert text.startswith("```mermaid\nflowchart LR\n")
