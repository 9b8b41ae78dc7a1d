"""All pairs to a file, block by block: the same scores as the matrix has."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

import aitalent_kg as atk
from aitalent_kg.cli import main
from aitalent_kg.errors import BadValue, MissingFile
from aitalent_kg.overlap import matrix
from aitalent_kg.overlap.matrix import matrix_of
from aitalent_kg.overlap.pairs import write_pairs

#: a and b share 1 of 3, a and c 2 of 3, b and c 1 of 4, d nothing.
SETS = {"a": {"1", "2"}, "b": {"2", "3"}, "c": {"1", "2", "4"}, "d": {"9"}}


def rows_of(path: Path) -> list[tuple[str, str, float]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [(r["left"], r["right"], float(r["score"])) for r in csv.DictReader(stream)]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "pairs.csv"


def test_each_pair_that_shares_something_stands_once(target: Path) -> None:
    assert write_pairs(SETS, target) == 3
    assert rows_of(target) == [("a", "b", 1 / 3), ("a", "c", 2 / 3), ("b", "c", 1 / 4)]


def test_of_a_containment_both_directions_are_written(target: Path) -> None:
    write_pairs(SETS, target, "left_in_right")
    assert ("a", "c", 1.0) in rows_of(target)
    assert ("c", "a", 2 / 3) in rows_of(target)


def test_low_scores_are_left_out(target: Path) -> None:
    assert write_pairs(SETS, target, least=0.5) == 1


def test_of_each_set_the_nearest_is_written(target: Path) -> None:
    write_pairs(SETS, target, nearest=1)
    assert rows_of(target) == [("a", "c", 2 / 3), ("b", "a", 1 / 3), ("c", "a", 2 / 3)]


def test_a_name_that_looks_like_a_formula_is_written_as_text(target: Path) -> None:
    write_pairs({"=1+1": {"x"}, 'b,"c"': {"x"}}, target)
    assert target.read_text(encoding="utf-8").splitlines()[1] == '\'=1+1,"b,""c""",1.0'


@pytest.mark.parametrize("measure", ["jaccard", "cosine", "overlap", "right_in_left"])
@pytest.mark.parametrize("weighted", [False, True])
def test_blocks_give_what_the_matrix_gives(
    target: Path, measure: str, weighted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    sets = {f"s{n}": {str(chance.randrange(40)) for _ in range(9)} for n in range(60)}
    whole = {(a, b): s for a, b, s in matrix_of(sets, measure, weighted).table()}
    monkeypatch.setattr(matrix, "_ROWS", 7)
    write_pairs(sets, target, measure, weighted)
    assert {(a, b): pytest.approx(s) for a, b, s in rows_of(target)} == whole


def test_parquet_holds_the_same_rows(tmp_path: Path, target: Path) -> None:
    write_pairs(SETS, target)
    other = tmp_path / "pairs.parquet"
    write_pairs(SETS, other)
    with duckdb.connect() as database:
        found = database.execute("SELECT * FROM read_parquet(?)", [str(other)]).fetchall()
    assert found == rows_of(target)


def test_no_sets_make_an_empty_table(target: Path) -> None:
    assert write_pairs({}, target) == 0
    assert target.read_text(encoding="utf-8") == "left,right,score\n"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"path": "pairs.txt"}, "'pairs.txt': no table; give a name that ends in .csv, .parquet"),
        ({"least": 1.5}, "1.5: a score is a number between 0.0 and 1.0"),
        ({"nearest": 0}, "0: give how many neighbours, 1 or more"),
    ],
)
def test_what_makes_no_sense_is_refused(
    target: Path, options: dict[str, object], problem: str
) -> None:
    with pytest.raises(BadValue, match=problem):
        write_pairs(SETS, **{"path": target, **options})  # type: ignore[arg-type]
    assert not target.exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="cannot be written"):
        write_pairs(SETS, tmp_path / "none" / "pairs.csv")


def test_the_graph_writes_what_its_matrix_holds(kg: atk.KnowledgeGraph, target: Path) -> None:
    written = kg.overlap_pairs(target, kinds="KS")
    assert written == len(kg.overlap_matrix(kinds="KS").table())


def test_the_command_tells_how_many_pairs_it_wrote(target: Path) -> None:
    names = ["SMS2512-002v1/T1.1", "SMS2512-002v1/T1.2", "--lang", "en", "--pairs", str(target)]
    done = CliRunner().invoke(main, ["overlap-matrix", *names])
    assert done.exit_code == 0, done.output
    assert f"{target}: {len(rows_of(target))} pairs written" in done.stderr


def test_what_pairs_pass_over_is_refused(target: Path) -> None:
    done = CliRunner().invoke(main, ["overlap-matrix", "--pairs", str(target), "--top", "3"])
    assert done.exit_code == 2
    assert "leave out --top" in done.stderr
