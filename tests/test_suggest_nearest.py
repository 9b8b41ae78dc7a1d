"""Names that are alike among very many: pieces, candidates, likeness."""

from __future__ import annotations

import random
from math import log, sqrt

import pytest
from rapidfuzz import fuzz, process

from aitalent_kg.suggest import grams
from aitalent_kg.suggest import nearest as module
from aitalent_kg.suggest.grams import folded, pieces
from aitalent_kg.suggest.nearest import nearest

WORDS = [
    "manage",
    "staff",
    "music",
    "data",
    "risk",
    "plan",
    "build",
    "model",
    "train",
    "audit",
    "report",
    "write",
    "test",
]


def pairs(left: list[str], right: list[str], most: int = 1) -> list[tuple[int, int]]:
    found = nearest(left, right, most)
    return list(zip(found.rows.tolist(), found.columns.tolist(), strict=True))


def invented(number: int, seed: int = 3) -> list[str]:
    draw = random.Random(seed)
    names = {" ".join(sorted(draw.sample(WORDS, draw.randint(2, 4)))) for _ in range(number)}
    return sorted(names)


def test_pieces_and_their_weights_worked_out_by_hand() -> None:
    found = pieces(["abc"], ["abcd", "xabc"])
    # " abc" is a piece of abc and abcd; "abc " of abc and xabc; "xabc", " xab" ... are of the right
    assert found.left.toarray().sum() == pytest.approx(2 / sqrt(2))
    assert sorted(found.held.tolist()) == [1] * 6
    one = (log(3 / 2) + 1) ** 2  # each of three pieces of a right name is held by one of two
    assert (found.left @ found.right.T).toarray()[0].tolist() == pytest.approx(
        [one / (sqrt(2 * one) * sqrt(3 * one))] * 2
    )


def test_a_letter_alone_and_chinese_pairs_are_pieces() -> None:
    assert pieces(["r"], ["r"]).held.tolist() == [1]
    assert pieces(["c++"], ["c#"]).left.nnz == 0
    assert pieces(["資料庫"], ["資料庫"]).held.tolist() == [1, 1]
    assert pieces(["料"], ["料"]).held.tolist() == []


def test_a_piece_that_a_name_has_twice_counts_once() -> None:
    twice = pieces(["data data"], ["data"])
    assert (twice.left @ twice.right.T).toarray().tolist() == [[pytest.approx(1.0)]]


def test_order_of_words_case_and_width_do_not_matter() -> None:
    assert pairs(["STAFF manage"], ["manage music", "ｍａｎａｇｅ staff"]) == [(0, 1)]
    assert nearest(["a b"], ["b a"], 1).likeness.tolist() == [pytest.approx(1.0)]


def test_nearly_as_many_typing_errors_are_seen_through_as_by_comparing_all() -> None:
    names, draw = invented(200), random.Random(1)
    ours = theirs = 0
    for name in names:
        at = draw.randrange(len(name) - 1)
        wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        ours += names[pairs([wrong], names)[0][1]] == name
        theirs += process.extractOne(wrong, names, scorer=fuzz.token_sort_ratio)[0] == name
    assert ours >= 0.9 * theirs > 100


def test_the_best_is_what_comparing_every_pair_finds() -> None:
    names, others = invented(150, seed=5), invented(150, seed=6)
    space = pieces(folded(others), folded(names))
    cosine = (space.left @ space.right.T).toarray()
    found = nearest(others, names, 1)
    for row, column, likeness in zip(*(part.tolist() for part in found), strict=True):
        every = [
            (cosine[row, at] + fuzz.token_sort_ratio(others[row], name) / 100) / 2
            for at, name in enumerate(names)
        ]
        assert likeness == pytest.approx(every[column], abs=1e-5)
        assert likeness >= max(every) - 0.05


def test_blocks_and_numbers_of_pieces_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    names, others = invented(80, seed=7), invented(80, seed=8)
    whole = pairs(others, names, 3)
    monkeypatch.setattr(module, "_BLOCK", 7)
    monkeypatch.setattr(grams, "_TABLE", 0)  # places by a search instead of a table
    assert pairs(others, names, 3) == whole


def test_as_many_as_asked_for_the_most_alike_first() -> None:
    found = nearest(["manage staff"], ["manage staffs", "manage staff", "manage music"], 2)
    assert found.columns.tolist() == [1, 0]
    assert found.likeness.tolist() == sorted(found.likeness.tolist(), reverse=True)


@pytest.mark.parametrize(
    ("left", "right"),
    [([], ["a"]), (["a"], []), ([], []), (["abcd"], ["wxyz"]), ([""], ["…"]), (["資"], ["料"])],
)
def test_nothing_in_common_gives_no_pair(left: list[str], right: list[str]) -> None:
    assert pairs(left, right) == []


def test_a_line_break_in_a_name_is_a_blank() -> None:
    assert pairs(["manage\nstaff", "write report"], ["write report", "manage staff"]) == [
        (0, 1),
        (1, 0),
    ]
