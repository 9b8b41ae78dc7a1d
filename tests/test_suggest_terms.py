"""Terms of names and texts, the table of words, and the vectors made of them."""

from __future__ import annotations

from collections import Counter
from math import log

import numpy as np
import pytest

from aitalent_kg.search.words import plain
from aitalent_kg.suggest.synonyms import rows, table
from aitalent_kg.suggest.terms import (
    common,
    name_terms,
    same_words,
    scope_of,
    text_terms,
    topics_of,
)
from aitalent_kg.suggest.vectors import Space, cosines, shares


def names(text: str) -> set[str]:
    return {term.text for term in name_terms(text)}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("專案管理知識", "專案管理能力"),  # endings
        ("資料視覺化", "數據可視化"),  # two words for one thing, twice
        ("AI 治理", "人工智慧治理"),
        ("资料视觉化", "資料視覺化"),  # simplified
        ("風險管理概念（含法律合規等）", "風險管理"),  # scope
        ("Data annotation skills", "data labelling"),
        ("optimisation", "optimization"),
    ],
)
def test_names_that_say_the_same_have_the_same_terms(left: str, right: str) -> None:
    assert names(left) == names(right) != set()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("商業智慧", "人工智慧"),  # BI is not AI
        ("使用者體驗", "工具使用"),  # users are not use
        ("敏捷管理", "風險控制"),
        ("data", "datum"),
    ],
)
def test_names_that_only_look_alike_have_no_term_in_common(left: str, right: str) -> None:
    assert not names(left) & names(right)


def test_an_ending_stays_where_nothing_but_ai_would_be_left() -> None:
    assert names("AI 素養") - names("AI") != set()
    assert names("知識") != set()


def test_a_phrase_shares_its_parts_and_equals_its_synonyms() -> None:
    solving, evaluating = names("問題解決能力"), names("問題評估與解決方法")
    assert {"问题", "解决"} <= solving & evaluating
    assert solving != evaluating
    assert table().concepts_of("问题解决") == table().concepts_of("解决问题")


def test_a_blank_beside_a_chinese_character_does_not_matter() -> None:
    assert names("AI素養與倫理") == names("AI 素養 與 倫理")
    assert topics_of("AI素養") == topics_of("AI 素養") != ()


def test_scope_is_what_stands_in_brackets_unless_that_is_all() -> None:
    assert scope_of("AI 治理概念 ( 含倫理、偏見防範等 )") == "( 含倫理、偏見防範等 )"
    assert scope_of("（全部）") == ""


def test_words_in_common_are_shown_as_each_text_has_them() -> None:
    def shown(left: str, right: str) -> list[str]:
        theirs = {t.text: plain(right)[t.start : t.end] for t in name_terms(right)}
        return common(left, name_terms(left), theirs)

    assert shown("數據視覺化", "資料視覺化") == ["數據＝资料", "視覺化"]
    assert shown("系統思維", "系統思維與設計") == ["系統思維"]
    assert shown("成本分析", "效能測試") == []


def test_stop_words_are_no_terms() -> None:
    assert {term.text for term in text_terms("the use of data and knowledge")} == set(
        table().concepts_of("use") + table().concepts_of("data") + table().concepts_of("knowledge")
    )


@pytest.mark.parametrize("text", ["", "  ", "…", "（）", "\ud800", "\ue000"])
def test_text_without_words_has_no_terms(text: str) -> None:
    assert {term.text for term in name_terms(text)} <= {text}
    assert topics_of(text) == ()
    assert not same_words(text, "") or text == "\ue000"


def test_every_row_of_the_table_has_words_and_a_reason() -> None:
    assert {row.relation for row in rows()} == {"same", "topic"}
    for row in rows():
        assert len(row.words) >= 2 and all(map(str.strip, row.words)), row
        assert len(row.reason) > 10, row
        assert len(set(row.words)) == len(row.words), row


def test_no_word_means_two_things() -> None:
    meant = Counter(word for row in rows() if row.relation == "same" for word in row.words)
    assert [word for word, number in meant.items() if number > 1] == []


def test_rarity_and_cosine_worked_out_by_hand() -> None:
    space = Space([{"a", "b"}, {"a"}])
    assert space.rarity == {"a": 1.0, "b": pytest.approx(log(3 / 2) + 1)}  # 1.4055
    left, right = space.vectors([{"a", "b"}]), space.vectors([{"a"}, {"b", "unknown"}, set()])
    found = cosines(left, right, np.array([0, 0, 0]), np.array([0, 1, 2]))
    # 1 / √(1 + 1.4055²) = 0.5797, 1.4055 / 1.7249 = 0.8148
    assert found.tolist() == pytest.approx([0.5797, 0.8148, 0.0], abs=1e-4)


def test_shares_worked_out_by_hand() -> None:
    space = Space([{"a", "b"}, {"a"}])
    whole, held = space.weighted([{"a", "b"}, set()]), space.weighted([{"a"}])
    found = shares(whole, held, np.array([0, 1]), np.array([0, 0]))
    assert found.tolist() == pytest.approx([1 / 2.4055, 0.0], abs=1e-4)
