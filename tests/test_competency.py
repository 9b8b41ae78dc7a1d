"""Questions that people ask, answered exactly as worked out by hand from the documents."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import aitalent_kg as atk
from aitalent_kg.names import DOCUMENTS, ID

FILES = sorted((Path(__file__).parent / "competency_questions").glob("*.toml"))
QUESTIONS: dict[str, dict[str, Any]] = {
    question["id"]: question
    for path in FILES
    for question in tomllib.loads(path.read_text(encoding="utf-8"))["question"]
}
every_question = pytest.mark.parametrize("key", QUESTIONS)


def answer(kg: atk.KnowledgeGraph, question: dict[str, Any]) -> list[list[Any]]:
    """The columns asked for, each row once; IRIs as paths."""
    table = kg.query(question["query"], **question.get("params", {}))
    cells = zip(*(table.column(name) for name in question["columns"]), strict=True)
    return [list(row) for row in dict.fromkeys(tuple(map(shown, row)) for row in cells)]


def shown(cell: object) -> object:
    return cell.removeprefix(ID) if isinstance(cell, atk.Iri) else cell


@every_question
def test_the_answer_is_the_one_worked_out_by_hand(key: str, kg: atk.KnowledgeGraph) -> None:
    assert answer(kg, QUESTIONS[key]) == QUESTIONS[key]["answer"]


@every_question
def test_a_question_is_asked_in_both_languages_and_says_where_its_answer_stands(key: str) -> None:
    question = QUESTIONS[key]
    assert re.search(r"[\u4e00-\u9fff].*？", question["zh"])
    assert question["en"].endswith("?")
    assert question["basis"]


def test_there_are_at_least_sixty_and_some_have_nothing_for_an_answer() -> None:
    numbers = [len(tomllib.loads(path.read_text(encoding="utf-8"))["question"]) for path in FILES]
    assert sum(numbers) == len(QUESTIONS) >= 60
    assert sum(not question["answer"] for question in QUESTIONS.values()) >= 10


def test_every_document_and_half_of_the_queries_are_asked() -> None:
    asked = {question["query"] for question in QUESTIONS.values()}
    assert len(asked) * 2 >= len(atk.queries()) * 0.8
    for stem in DOCUMENTS:
        assert any(stem in question["basis"] for question in QUESTIONS.values())
