"""Which texts give a literal; by hand, from what the module promises."""

from __future__ import annotations

import pytest

from aitalent_kg.yields import dates_in, yields


@pytest.mark.parametrize(
    ("text", "number", "given"),
    [
        ("共 12 小時", "12", True),
        ("共 112 小時", "12", False),
        ("共 120 小時", "12", False),
        ("T12.5", "12", True),
        ("共 12 小時", "3", False),
        ("", "0", False),
    ],
)
def test_a_number_is_a_whole_run_of_digits(text: str, number: str, given: bool) -> None:
    assert yields([text], number, "integer") is given


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("115/6/30", {"2026-06", "2026-06-30"}),
        ("99年12月", {"2010-12"}),
        ("2026年5月1日", {"2026-05", "2026-05-01"}),
        ("2026-05", {"2026-05"}),
        ("115 年 05 月", {"2026-05"}),
        ("1/2/3", set()),
        ("115年6月、116年7月", {"2026-06", "2027-07"}),
        ("115", set()),
    ],
)
def test_dates_are_gregorian_with_four_digits_and_else_of_the_republic(
    text: str, found: set[str]
) -> None:
    assert dates_in(text) == found


@pytest.mark.parametrize(
    ("value", "datatype", "given"),
    [
        ("2026-06-30", "date", True),
        ("2026-06", "gYearMonth", True),
        ("115-06-30", "date", False),
        ("2026-07", "gYearMonth", False),
    ],
)
def test_a_date_is_given_by_what_is_printed(value: str, datatype: str, given: bool) -> None:
    assert yields(["停辦", "於 115/6/30 停辦"], value, datatype) is given


@pytest.mark.parametrize(
    ("text", "code", "given"),
    [
        ("見 T1。", "T1", True),
        ("見 T1.", "T1", True),
        ("T1.2", "T1", False),
        ("T12", "T1", False),
        ("ST1", "T1", False),
        ("9T1", "T1", False),
        ("aT1", "T1", False),
        ("Ｔ１", "T1", True),
        ("T1x2", "T1.2", False),
        ("T1 2", "T12", False),
    ],
)
def test_a_code_stands_as_printed_and_whole(text: str, code: str, given: bool) -> None:
    assert yields([text], code, "string") is given


@pytest.mark.parametrize(
    ("text", "words", "given"),
    [
        ("評估與 分析 AI 技 術", "評估與分析 AI 技術", True),
        ("評估與 分析 AI 技 術", "評估與分析AI技術", False),
        ("評估", "評估與分析", False),
        ("評估與分析", "分析", True),
    ],
)
def test_words_stand_in_a_text_as_tidying_leaves_it(text: str, words: str, given: bool) -> None:
    assert yields([text], words, "langString") is given


def test_one_text_has_to_give_all_of_it() -> None:
    assert yields(["別的", "評估"], "評估", "langString")
    assert not yields(["評", "估"], "評估", "langString")
    assert not yields([], "評估", "langString")
