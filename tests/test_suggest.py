"""Suggestions between plain names and profiles: scores, predicates, reasons, bad input."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from aitalent_kg.errors import BadValue
from aitalent_kg.suggest import suggesting
from aitalent_kg.suggest.features import MEASURES, Features
from aitalent_kg.suggest.profile import Profile, profiles_of_texts
from aitalent_kg.suggest.score import DEFAULT, Model, kept, predicate_of, scores
from aitalent_kg.suggest.suggesting import suggest_profiles, suggest_texts

LEFT = {"l1": "資料視覺化能力", "l2": "專案管理", "l3": "AI ethics"}
RIGHT = {"r1": "數據可視化", "r2": "專案管理知識", "r3": "人工智慧倫理", "r4": "烹飪"}
NONE = dict.fromkeys(MEASURES, 0.0)


def row(**values: float) -> np.ndarray:
    return np.array([[{**NONE, **values}[name] for name in MEASURES]])


def found(**options: Any) -> list[tuple[str, str]]:
    return [(s.left, s.right) for s in suggest_texts(LEFT, RIGHT, **options)]


def test_names_with_other_words_for_the_same_meet_across_languages() -> None:
    assert set(found()) == {("l1", "r1"), ("l2", "r2"), ("l3", "r3")}


def test_a_chinese_and_an_english_name_of_the_same_words_are_close() -> None:
    one = suggest_texts({"a": "AI ethics"}, {"b": "人工智慧倫理"})[0]
    assert one.features.name == pytest.approx(1.0)
    assert one.predicate == "skos:closeMatch"
    assert one.reasons("en")[0].startswith('names share "AI＝人工智慧、ethics＝倫理"')


def test_the_best_come_first_and_no_score_leaves_0_to_1() -> None:
    values = [s.score for s in suggest_texts(LEFT, RIGHT, threshold=0.0, limit=4)]
    assert len(values) == 3 * 4
    assert values == sorted(values, reverse=True)
    assert min(values) >= 0 and max(values) <= 1


def test_limit_is_for_each_left_item() -> None:
    assert len(found(threshold=0.0, limit=2)) == 3 * 2


def test_turning_the_sides_turns_the_pairs_and_keeps_the_scores() -> None:
    there = {(s.left, s.right): s.score for s in suggest_texts(LEFT, RIGHT, threshold=0, limit=9)}
    back = {(s.right, s.left): s.score for s in suggest_texts(RIGHT, LEFT, threshold=0, limit=9)}
    assert there == pytest.approx(back)


def test_many_items_are_matched_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    few = suggest_texts(LEFT, RIGHT)
    monkeypatch.setattr(suggesting, "_ALL", 1)
    many = suggest_texts(LEFT, RIGHT)
    # 數據 and 資料 share no piece: only names that share some are looked at among many
    assert [s for s in few if s.left == "l2"] == [s for s in many if s.left == "l2"] != []


def test_score_of_one_and_of_two_witnesses_by_hand() -> None:
    model = Model(weights={"name": 0.7, "topics": 0.5}, bend=2.0)
    assert scores(row(name=0.5), 1.0, model).tolist() == pytest.approx([0.175])  # 0.7 x 0.25
    both = scores(row(name=0.5, topics=1.0), 1.0, model)
    assert both.tolist() == pytest.approx([1 - 0.825 * 0.5])
    assert scores(row(name=0.5), 0.5, model).tolist() == pytest.approx([0.0875])


def test_only_weighted_measures_count() -> None:
    assert scores(row(in_left=1.0, in_right=1.0, embedded=1.0), 1.0).tolist() == [0.0]


@pytest.mark.parametrize(
    ("left", "right", "share"),
    [
        ("ability", "ability", 1.0),
        ("", "knowledge", 1.0),
        ("knowledge", "ability", DEFAULT.other_family),
        ("attitude", "ability", DEFAULT.other_attitude),
        ("knowledge", "attitude", DEFAULT.other_attitude),
    ],
)
def test_share_that_a_pair_of_families_keeps(left: str, right: str, share: float) -> None:
    assert kept(left, right) == share == kept(right, left)


def profile(name: str, kind: str, *about: str) -> Profile:
    return Profile(f"urn:{kind}:{name}", (name,), about=about, kind=kind)


SKILL, SAME = profile("需求分析", "Skill"), profile("需求分析", "Competency")


@pytest.mark.parametrize(
    ("left", "right", "values", "predicate"),
    [
        (SKILL, profile("需求分析", "Skill"), {}, "exact"),
        (SKILL, SAME, {}, "close"),  # the kinds differ
        (SKILL, profile("需求分析", "Knowledge"), {"name": 1.0}, "related"),
        (SKILL, profile("需求分析", "Attitude"), {"name": 1.0}, "related"),
        (profile("創新", "Attitude", "甲"), profile("創新", "Attitude", "乙"), {}, "close"),
        (profile("創新", "Attitude", "甲"), profile("創新", "Attitude", "甲。"), {}, "exact"),
        (profile("好奇", "Attitude"), profile("開放", "Attitude"), {}, "close"),
        (SKILL, profile("分析", "Skill"), {"name": 0.5}, "close"),
        (SKILL, profile("分析", "Skill"), {"name": 0.4, "in_left": 1.0}, "broad"),
        (SKILL, profile("市場需求分析", "Skill"), {"name": 0.4, "in_right": 1.0}, "narrow"),
        (SKILL, profile("分析", "Skill"), {"name": 0.4, "in_left": 1, "in_right": 1}, "related"),
        (SKILL, profile("設計", "Skill"), {"topics": 1.0}, "related"),
        (SKILL, profile("需求分析", ""), {"name": 1.0}, "close"),  # a kind that nobody states
        (profile("好奇", "Attitude"), profile("開放", ""), {}, "related"),
    ],
)
def test_predicate_that_texts_and_kinds_allow(
    left: Profile, right: Profile, values: dict[str, float], predicate: str
) -> None:
    features = Features(**{**NONE, **values})
    assert predicate_of(left, right, features) == f"skos:{predicate}Match"


def test_broader_is_said_of_the_right_item() -> None:
    one = suggest_texts({"a": "關聯式資料庫系統設計原則"}, {"b": "資料庫"}, threshold=0.0)[0]
    assert (one.features.in_left, one.predicate) == (1.0, "skos:broadMatch")


def test_reasons_name_the_words_in_both_languages() -> None:
    one = suggest_texts({"a": "數據視覺化"}, {"b": "資料視覺化"})[0]
    assert one.reasons("zh")[0].startswith("名稱共有「數據＝資料、視覺化」")
    assert one.reasons("en")[0].startswith('names share "數據＝資料、視覺化"')
    assert "主題相同：資料 / data" in one.reasons("zh")


def test_reasons_say_why_it_is_not_more() -> None:
    known = suggest_profiles([SKILL], [profile("需求分析", "Knowledge")])[0]
    assert known.reasons("en")[0] == "same name: 需求分析"
    assert known.reasons("en")[-1].startswith("of different kinds (Skill, Knowledge)")
    denied = replace(known, denied="skos:closeMatch")
    assert "近似對應" in denied.reasons("zh")[-1]


def test_refused_pairs_make_room_for_others() -> None:
    left, right = profiles_of_texts(LEFT), profiles_of_texts(RIGHT)
    best = suggest_profiles(left, right, limit=1, threshold=0.0)
    pairs = {(s.left, s.right) for s in best}
    other = suggest_profiles(left, right, limit=1, threshold=0.0, refused=pairs)
    assert len(other) == len(best) == 3
    assert not pairs & {(s.left, s.right) for s in other}


def test_an_item_is_no_counterpart_of_itself() -> None:
    one = profiles_of_texts({"a": "風險管理", "b": "風險控管"})
    assert {(s.left, s.right) for s in suggest_profiles(one, one, threshold=0.0)} == {
        ("a", "b"),
        ("b", "a"),
    }


def ones(texts: Sequence[str]) -> list[list[float]]:
    return [[1.0, 0.0] for _ in texts]


def test_a_model_of_the_caller_counts_half() -> None:
    plain = suggest_texts({"a": "風險"}, {"b": "烹飪"}, threshold=0.0)[0]
    assert plain.score == 0.0
    one = suggest_texts({"a": "風險"}, {"b": "烹飪"}, embed=ones)[0]
    assert (one.score, one.features.embedded) == (0.5, 1.0)
    assert "向量相似度 1.00" in one.reasons("zh")


def test_vectors_that_point_away_count_as_nothing() -> None:
    def opposite(texts: Sequence[str]) -> list[list[float]]:
        return [[(-1.0) ** at] for at in range(len(texts))]

    one = suggest_texts({"a": "風險"}, {"b": "風險"}, embed=opposite)[0]
    without = suggest_texts({"a": "風險"}, {"b": "風險"})[0]
    assert one.score == pytest.approx(without.score / 2, abs=1e-4)


@pytest.mark.parametrize(
    "embed",
    [
        lambda texts: [[1.0]],
        lambda texts: [[math.nan]] * len(texts),
        lambda texts: [["x"]] * len(texts),
        lambda texts: [1.0] * len(texts),
        lambda texts: [[1.0], [1.0, 2.0]],
    ],
)
def test_a_model_that_gives_no_vectors_is_named(embed: Any) -> None:
    with pytest.raises(BadValue, match="embed"):
        suggest_texts({"a": "風險"}, {"b": "風險"}, embed=embed)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"threshold": 1.2}, "1.2: threshold takes a number from 0.0 to 1.0"),
        ({"threshold": -0.1}, "threshold takes"),
        ({"threshold": math.nan}, "threshold takes"),
        ({"threshold": "0.5"}, "threshold takes"),
        ({"threshold": True}, "threshold takes"),
        ({"limit": 0}, "0: limit takes a whole number from 1"),
        ({"limit": 2.5}, "limit takes"),
        ({"limit": True}, "limit takes"),
    ],
)
def test_numbers_out_of_range_are_named(options: Any, says: str) -> None:
    with pytest.raises(BadValue, match=says):
        suggest_texts(LEFT, RIGHT, **options)


@pytest.mark.parametrize(
    ("left", "right", "says"),
    [
        ({}, RIGHT, "'left': has no items"),
        (LEFT, {}, "'right': has no items"),
        ({"a": " "}, RIGHT, "' ': no name of a"),
        ({"a": None}, RIGHT, "None: no name of a"),
    ],
)
def test_sides_without_names_are_named(left: Any, right: Any, says: str) -> None:
    with pytest.raises(BadValue, match=says):
        suggest_texts(left, right)


def test_odd_names_do_no_harm() -> None:
    odd = {"a": "…", "b": "()", "c": "\ud800", "d": "x" * 5000, "e": "😀", "f": "\ue000"}
    found = suggest_texts(odd, {**RIGHT, "o": "…"}, threshold=0.0)
    assert all(0 <= s.score <= 1 and s.reasons("en") for s in found)
