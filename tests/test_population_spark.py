"""The same rows give the same answers on PySpark; skipped where it is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from random_people import HEADER, Form, people
from test_population_random import ALL, SEED, frame

import aitalent_kg as atk
from aitalent_kg.assess.counted import Retired
from aitalent_kg.population.people import assess_table

pytest.importorskip("pyspark", reason="needs pyspark: make test-spark")
JUDGED_ON = date(2026, 7, 1)
PEOPLE = 400


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """PySpark on this machine, through ibis."""
    import ibis
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.warehouse.dir", str(folder))
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield ibis.pyspark.connect(session)
    session.stop()


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Invented people and three rows that are none, as CSV."""
    from aitalent_kg.exports import csv_text

    path = tmp_path_factory.mktemp("people") / "people.csv"
    rows = [one.cells for one in people(PEOPLE, 7, "names")]
    blank = [""] * (len(HEADER["names"]) - 3)
    rows += [("bad1", "", "-1", *blank), ("bad2", "", "18 h", *blank), rows[0]]
    path.write_text(csv_text(HEADER["names"], rows), encoding="utf-8")
    return path


def test_spark_gives_the_answers_of_duckdb(kg: atk.KnowledgeGraph, spark: Any, sheet: Path) -> None:
    here = assess_table(kg.statements, sheet, as_of=JUDGED_ON)
    there = assess_table(kg.statements, sheet, as_of=JUDGED_ON, connection=spark)
    assert sorted(there.table().rows) == sorted(here.table().rows)
    assert there.summary(by_department=True) == here.summary(by_department=True)
    assert there.missing() == here.missing()
    assert there.rejected == here.rejected
    assert len(here.rejected) == 4
    assert there.single_points() == here.single_points()
    rule = "ai-tools-basic/hours"
    assert there.reach(rule, 0.8) == here.reach(rule, 0.8)
    courses = {"AI 工具應用": {"ChatGPT": 18}}
    assert there.what_if(courses).summary() == here.what_if(courses).summary()


def test_a_table_of_spark_stays_on_spark(kg: atk.KnowledgeGraph, spark: Any, sheet: Path) -> None:
    table = spark.read_csv(str(sheet), multiLine=True, escape='"')
    found = assess_table(kg.statements, table, as_of=JUDGED_ON)
    assert found.source.connection.name == "pyspark"
    assert found.people == PEOPLE - 1
    assert {told.row for told in found.rejected} == {None}
    assert "bad1" in found.rejected.column("person")


@pytest.mark.parametrize(("form", "number", "retired", "readings"), ALL)
def test_the_same_100_000_people_are_judged_alike(
    kg: atk.KnowledgeGraph,
    spark: Any,
    tmp_path: Path,
    form: Form,
    number: int,
    retired: Retired,
    readings: tuple[str, ...],
) -> None:
    """The rows that tests/test_population_random.py compares with single persons."""
    from pyarrow.parquet import write_table

    write_table(frame(list(people(number, SEED, form)), form), tmp_path / "people.parquet")
    here, there = (
        assess_table(
            kg.statements,
            tmp_path / "people.parquet",
            as_of=JUDGED_ON,
            retired=retired,
            readings=readings,
            connection=connection,
        )
        for connection in (None, spark)
    )
    assert there.people == number
    assert sorted(there.table().rows) == sorted(here.table().rows)
