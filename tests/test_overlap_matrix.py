"""The overlap of all pairs at once gives the numbers of one pair at a time."""

from __future__ import annotations

import random
import sys

import pytest

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, UnknownName
from aitalent_kg.gaps.sets import Link
from aitalent_kg.names import ID
from aitalent_kg.overlap import matrix
from aitalent_kg.overlap.answer import how
from aitalent_kg.overlap.many import overlap_matrix_of
from aitalent_kg.overlap.matrix import matrix_of
from aitalent_kg.overlap.measures import MEASURES, idf
from aitalent_kg.overlap.sets import overlap

pytest.importorskip("scipy")
GUIDE = "industry-guide-115v3.0"
SETS = {"x": {"a", "b"}, "y": {"b", "c", "d"}, "z": {"e"}, "none": set[str]()}


def random_sets() -> dict[str, frozenset[str]]:
    draw = random.Random(7)
    items = [f"i{n}" for n in range(30)]
    return {f"s{n}": frozenset(draw.sample(items, draw.randint(0, 12))) for n in range(25)}


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("measure", MEASURES)
def test_scores_are_those_of_each_pair(
    measure: str, weighted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "_ROWS", 4)  # so that there are several blocks
    sets = random_sets()
    found = matrix_of(sets, measure, weighted)
    masses = idf(frozenset().union(*sets.values()), [*sets.values()]) if weighted else None
    for one in sets:
        for other in sets:
            score = overlap(sets[one], sets[other], (), measure, masses).score
            assert found.score(one, other) == pytest.approx(score)


def test_what_shares_nothing_is_not_stored() -> None:
    found = matrix_of(SETS)
    assert found.scores.nnz == 5  # x, y, z with themselves; x and y both ways
    assert found.score("x", "y") == 0.25
    assert (found.score("z", "z"), found.score("none", "none")) == (1.0, 0.0)


def test_a_symmetric_pair_stands_once_and_a_directed_one_twice() -> None:
    assert matrix_of(SETS).table().values() == [{"left": "x", "right": "y", "score": 0.25}]
    rows = matrix_of(SETS, "left_in_right").table()
    assert [tuple(row) for row in rows] == [("x", "y", 0.5), ("y", "x", 1 / 3)]


def test_the_top_pairs_are_the_first_of_the_table() -> None:
    found = matrix_of(random_sets())
    table = found.table()
    assert found.top(9) == table[:9]
    assert found.top(10_000) == table
    assert [row.score for row in table] == sorted((row.score for row in table), reverse=True)
    with pytest.raises(BadValue, match="1 or more"):
        found.top(0)


def test_a_data_frame_has_the_names() -> None:
    pytest.importorskip("pandas")
    frame = matrix_of(SETS).to_pandas()
    assert list(frame.columns) == list(frame.index) == [*SETS]
    assert frame.loc["x", "y"] == 0.25


def test_no_sets_make_an_empty_matrix() -> None:
    assert matrix_of({}).scores.shape == (0, 0)
    assert len(matrix_of({}).table()) == 0


def test_names_that_are_not_there_are_refused() -> None:
    with pytest.raises(UnknownName, match="matrix"):
        matrix_of(SETS).score("x", "q")
    with pytest.raises(UnknownName, match="jaccard"):
        matrix_of(SETS, "jacard")


def test_without_scipy_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.sparse", None)
    with pytest.raises(AitalentError, match="this needs scipy"):
        matrix_of(SETS)


def test_talent_categories_meet_on_their_foundations(kg: atk.KnowledgeGraph) -> None:
    # Guide, table of talent categories: research asks for the four foundations of development,
    # which asks for four ability types besides.
    names = [f"{GUIDE}/talent-category/{name}" for name in ("development", "research")]
    found = overlap_matrix_of(kg.statements, names, how(kg.statements, mapped=False))
    assert found.score(*names) == 0.5
    directed = how(kg.statements, "right_in_left", mapped=False)
    assert overlap_matrix_of(kg.statements, names, directed).score(*names) == 1.0


def test_left_open_everything_that_asks_for_items_is_compared(kg: atk.KnowledgeGraph) -> None:
    found = overlap_matrix_of(kg.statements, None, how(kg.statements, mapped=False))
    assert {"SMS2512-002v1", "civil-service-framework", f"{GUIDE}/ability-type/ai-tools"} <= {
        *found.names
    }
    assert f"{GUIDE}/role/ai-solution-consultant" not in found.names  # has no items
    assert "SMS2512-002v1/T1.1" not in found.names


def test_with_mappings_the_matrix_is_that_of_each_pair(kg: atk.KnowledgeGraph) -> None:
    links = [Link("a", "e", "skos:closeMatch", 0.5)]
    sets = {name: {f"{ID}t/{item}" for item in items} for name, items in SETS.items()}
    said = [Link(f"{ID}t/{x.left}", f"{ID}t/{x.right}", x.predicate, x.confidence) for x in links]
    asked = how(kg.statements, mapped="related", links=said)
    found = overlap_matrix_of(kg.statements, sets, asked)
    assert found.score("x", "z") == found.score("z", "x") == pytest.approx(0.4 / 2.6)
    assert (found.score("x", "y"), found.score("none", "x")) == (0.25, 0.0)


def test_one_name_makes_no_matrix(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="several"):
        overlap_matrix_of(kg.statements, "SMS2512-002v1", how(kg.statements))


def test_the_pairs_at_the_top_are_the_first_of_all_however_many_are_asked_for() -> None:
    sets = {"a": {"1", "2"}, "b": {"1", "2", "3"}, "c": {"2", "3"}, "d": {"3", "4"}, "e": {"5"}}
    matrix = matrix_of(sets)
    # a-b 2/3, b-c 2/3, a-c 1/3, c-d 1/3, b-d 1/4; a-d share nothing, nor does e with any.
    ordered = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("b", "d")]
    for number in range(1, 8):
        found = [(row.left, row.right) for row in matrix.top(number)]
        assert found == ordered[:number]
    with pytest.raises(BadValue, match="1 or more"):
        matrix.top(0)
