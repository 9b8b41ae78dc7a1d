"""What keeps the verbs usable on frameworks with a hundred thousand names."""

from __future__ import annotations

import gc
from typing import NoReturn

import pytest
from pyoxigraph import Store

import aitalent_kg as atk
from aitalent_kg.routes import search
from aitalent_kg.routing import TooManyRoutes
from aitalent_kg.search.holding import Holding
from aitalent_kg.search.index import build


@pytest.fixture(scope="module")
def kg() -> atk.KnowledgeGraph:
    return atk.load()


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ("ab", [0, 2, 5]),  # once for a text that holds it twice, and in the last text
        ("b", [0, 1, 2, 5]),
        ("ba", [2]),  # not across the border of "ab" and "a"
        ("abab", [2]),
        ("機", [4]),
        ("x", []),
    ],
)
def test_joined_texts_are_held_by_the_places_that_a_loop_finds(
    wanted: str, places: list[int]
) -> None:
    texts = ["ab", "b", "abab", "", "機器", "ab"]
    assert list(Holding(texts).places(wanted)) == places
    assert [at for at, text in enumerate(texts) if wanted in text] == places


def test_no_text_holds_anything_where_there_is_none() -> None:
    assert list(Holding([]).places("a")) == []


@pytest.mark.parametrize("enabled", [True, False])
def test_an_index_leaves_the_collector_as_it_was(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    try:
        build(Store())
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("minimise", "told"),
    [
        ("missing", "minimise steps or weight, .* and not missing; gap tells"),
        ("steps", "or avoid some nodes$"),
    ],
)
def test_a_network_that_is_too_large_names_a_quicker_question(
    kg: atk.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, minimise: str, told: str
) -> None:
    def give_up(*_: object, **__: object) -> NoReturn:
        raise TooManyRoutes("ways to look at")

    monkeypatch.setattr(search, "shortest_paths", give_up)
    with pytest.raises(
        TooManyRoutes, match=rf"^too many ways to look at among \d+ places; .*{told}"
    ):
        kg.routes("商管", "AI 產品經理", minimise=minimise)
