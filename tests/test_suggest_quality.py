"""Measures of a ranking worked out by hand, the split, and the crosswalk as a test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

import aitalent_kg as atk
from aitalent_kg.names import ID
from aitalent_kg.suggest.judged import (
    COVERED,
    Crosswalk,
    Pairs,
    bigram_jaccard,
    crosswalk_of,
    document,
    read_pairs,
)
from aitalent_kg.suggest.profile import Profile
from aitalent_kg.suggest.quality import Ranking, best_threshold, difference, interval, share
from aitalent_kg.suggest.split import part_of

#: Two left items; the second has one right pair, at rank 2 of 3.
SCORES = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
RIGHT = np.array([True, False, True, False, True, False])
ITEMS = np.array([0, 0, 0, 1, 1, 1])


def measured(threshold: float = 0.65, **changed: np.ndarray) -> dict[str, float]:
    given = {"scores": SCORES, "right": RIGHT, "items": ITEMS, "queries": ITEMS, **changed}
    found = Ranking(**given).measures(threshold)
    return {name: float(values[0]) for name, values in found.items()}


def test_measures_worked_out_by_hand() -> None:
    assert measured() == pytest.approx(
        {
            "precision": 2 / 3,
            "recall": 2 / 3,
            "F1": 2 / 3,
            "average precision": (1 / 1 + 2 / 3 + 3 / 5) / 3,
            "recall at 5": 1.0,
            "MRR": (1 + 1 / 2) / 2,
        }
    )


def test_equal_scores_are_one_step_and_share_the_mean_rank() -> None:
    found = measured(scores=np.array([0.5] * 6))
    assert found["average precision"] == pytest.approx(3 / 6)
    assert found["MRR"] == pytest.approx(1 / 2)  # ranks 1 to 3 of each item: the mean is 2


def test_nothing_taken_is_no_error() -> None:
    found = measured(threshold=1.0)
    assert (found["precision"], found["recall"], found["F1"]) == (0.0, 0.0, 0.0)


def test_recall_at_5_counts_within_item_and_document() -> None:
    scores = np.arange(7, 0, -1) / 10
    right = np.array([False] * 6 + [True])
    one, two = np.zeros(7, int), np.array([0, 0, 0, 1, 1, 1, 1])
    assert measured(scores=scores, right=right, items=one, queries=one)["recall at 5"] == 0.0
    assert measured(scores=scores, right=right, items=one, queries=two)["recall at 5"] == 1.0


def test_intervals_hold_the_value_and_widen_with_what_items_differ_in() -> None:
    found = interval(Ranking(SCORES, RIGHT, ITEMS, ITEMS).measures(0.65)["recall"])
    assert found.value == pytest.approx(2 / 3)
    assert (found.low, found.high) == (0.0, 1.0)
    same = share(np.ones(4, bool), np.ones(4, bool), np.array([0, 0, 1, 1]))
    assert (same.value, same.low, same.high) == (1.0, 1.0, 1.0)


def test_a_ranking_is_no_better_than_itself() -> None:
    found = Ranking(SCORES, RIGHT, ITEMS, ITEMS).measures(0.65)["F1"]
    gain = difference(found, found)
    assert (gain.value, gain.low, gain.high) == (0.0, 0.0, 0.0)


def test_threshold_of_the_best_f1() -> None:
    # 0.9: 1 of 1 and 1 of 2, F1 2/3; 0.3: 2 of 3 and 2 of 2, F1 4/5
    assert best_threshold([0.9, 0.8, 0.3, 0.2], [True, False, True, False]) == 0.3
    assert best_threshold([0.0, 0.0], [True, False]) == 1.0


def test_baseline_by_hand() -> None:
    assert bigram_jaccard("資料分析", "資料蒐集") == pytest.approx(
        1 / 5
    )  # 資料 of 資料 料分 分析 料蒐 蒐集
    assert bigram_jaccard("AI 素養", "ＡＩ素養") == 1.0
    assert bigram_jaccard("數學", "") == 0.0


def test_halves_of_every_kind_are_equal(kg: atk.KnowledgeGraph) -> None:
    none = Crosswalk({}, {})
    parts = {p: read_pairs(kg.statements, p, none) for p in ("development", "held-out")}
    left = {p: {(a.iri, a.kind) for a in pairs.left} for p, pairs in parts.items()}
    counts = {p: Counter((document(i), k) for i, k in found) for p, found in left.items()}
    assert not left["development"] & left["held-out"]
    for stem in list(COVERED)[:-1]:
        for kind in COVERED[stem]:
            first, second = (counts[p][stem, kind] for p in parts)
            assert first and second and abs(first - second) <= 1, (stem, kind)


def both(pairs: Pairs) -> Iterator[tuple[Profile, Profile]]:
    return zip(pairs.left, pairs.right, strict=True)


def test_pairs_are_all_pairs_of_items_of_two_documents(kg: atk.KnowledgeGraph) -> None:
    none = Crosswalk({}, {})
    parts = [read_pairs(kg.statements, part, none) for part in ("development", "held-out")]
    covered = sum(int(pairs.covered.sum()) for pairs in parts)
    # 19 of the civil framework, 16 of the guide, 46 and 25 of the standards
    assert covered == 19 * (16 + 46 + 25) + 16 * (46 + 25) + 46 * 25
    ends = {(document(a.iri), document(b.iri)) for p in parts for a, b in both(p)}
    assert len(ends) == 5 * 4 / 2 - 1  # every two of five documents but guide and deck
    assert ("industry-guide-115v3.0", "industry-guide-deck") not in ends


def test_what_the_crosswalk_says_stands_at_its_pair(kg: atk.KnowledgeGraph) -> None:
    left, right = f"{ID}SMS2512-002v1/S04", f"{ID}SET2529-001v2/S04"
    other, open_ = f"{ID}SET2529-001v2/S05", f"{ID}SET2529-001v2/S06"
    said = Crosswalk(
        {(left, right): "skos:exactMatch"},
        {(left, other): "skos:relatedMatch"},
        undecided=frozenset([(left, open_)]),
    )
    pairs = read_pairs(kg.statements, part_of(left), said)
    found = {
        b.iri: (gold, denied, predicted)
        for a, b, gold, denied, predicted in zip(
            pairs.left, pairs.right, pairs.gold, pairs.denied, pairs.predicted, strict=True
        )
        if a.iri == left
    }
    assert found[right] == ("skos:exactMatch", "", "skos:exactMatch")
    assert found[other][:2] == ("", "skos:relatedMatch")
    assert open_ not in found
    assert int(pairs.mapped.sum()) == 1


def test_the_part_of_an_item_never_changes() -> None:
    # Fixed before there was a crosswalk; a change would mix what was chosen on with what measures.
    parts = [part_of(f"{ID}SMS2512-002v1/S{n:02}") for n in range(1, 6)]
    assert parts == ["held-out", "held-out", "held-out", "development", "development"]


def test_our_crosswalk_is_read_with_what_it_denies(kg: atk.KnowledgeGraph) -> None:
    found = crosswalk_of(kg.statements)
    pair = (f"{ID}SMS2512-002v1/A01", f"{ID}SET2529-001v2/A01")
    assert found.accepted[pair] == "skos:exactMatch"
    assert not set(found.accepted) & found.undecided
