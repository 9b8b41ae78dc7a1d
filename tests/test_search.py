"""The search box on the real graph: what people type, and what they want to find."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, UnknownName
from aitalent_kg.search.index import Hit

CASES = tomllib.loads((Path(__file__).parent / "search_cases.toml").read_text(encoding="utf-8"))[
    "case"
]


def top(kg: atk.KnowledgeGraph, text: str, limit: int = 3) -> list[str]:
    return [hit.code for hit in kg.search(text, limit=limit)]


def test_at_least_95_of_100_inputs_have_the_expected_hit_in_the_top_three(
    kg: atk.KnowledgeGraph,
) -> None:
    assert len(CASES) == 100
    assert len({case["input"] for case in CASES}) == 100
    missed = {
        case["input"]: top(kg, case["input"])
        for case in CASES
        if not set(case["expect"]) & set(top(kg, case["input"]))
    }
    assert len(missed) <= 5, missed


def test_every_expected_thing_exists(kg: atk.KnowledgeGraph) -> None:
    for case in CASES:
        for path in case["expect"]:
            assert kg.resolve(path).endswith(path)


def test_kind_and_document_narrow_the_hits(kg: atk.KnowledgeGraph) -> None:
    tasks = kg.search("AI", kind="task", limit=50)
    assert {hit.kind for hit in tasks} == {"Task"}
    of_set = kg.search("K05", document="SET2529-001v2")
    assert of_set[0].code == "SET2529-001v2/K05"
    assert "SMS2512-002v1/K05" not in [hit.code for hit in of_set]


def test_the_matched_part_is_marked(kg: atk.KnowledgeGraph) -> None:
    hit = kg.search("機器學習", kind="Knowledge")[0]
    assert (hit.label, hit.matched, hit.field) == ("機器學習概論", "【機器學習】概論", "label")


def test_a_part_of_a_quote_finds_what_rests_on_it(kg: atk.KnowledgeGraph) -> None:
    """SMS2512-002v1.txt:20, P1.3.1."""
    assert top(kg, "從而選擇適合的應用或發展項目範疇")[0] == "SMS2512-002v1/P1.3.1"


def test_a_remote_graph_gives_the_same_hits(
    oxigraph_server: atk.KnowledgeGraph, kg: atk.KnowledgeGraph
) -> None:
    for text in ("機器學習", "K05", "prompt engineering"):
        assert oxigraph_server.search(text) == kg.search(text)


def test_limit_and_language(kg: atk.KnowledgeGraph) -> None:
    hits = kg.search("AI", limit=7, lang="en")
    assert len(hits) == 7
    assert all(isinstance(hit, Hit) for hit in hits)
    assert kg.search("SMS2512-002v1/K05", lang="en")[0].label == "Introduction to machine learning"


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"text": " \n"}, AitalentError, "nothing to search for; give a word"),
        ({"text": "x", "kind": "Tusk"}, UnknownName, "no kind 'Tusk' .*did you mean Task"),
        ({"text": "x", "document": "SMS2512"}, UnknownName, "no document .*SMS2512-002v1"),
    ],
)
def test_a_wrong_input_is_one_line(
    kg: atk.KnowledgeGraph, arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        kg.search(**arguments)


def test_nothing_is_found_for_what_is_not_there(kg: atk.KnowledgeGraph) -> None:
    assert kg.search("qqqqzzzz") == []
    assert kg.search("K99") == []
