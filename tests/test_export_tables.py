"""Tables out, opened by what people open them with: pandas, DuckDB, SQLite, openpyxl, pyarrow."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas
import pyarrow.parquet
import pyoxigraph as ox
import pytest
from small_export import QUADS, ROLE, TRIPLES, small

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, MissingFile
from aitalent_kg.exporters import naming, sheets
from aitalent_kg.exporters.folders import MANIFEST
from aitalent_kg.exporters.run import export
from aitalent_kg.names import ID, expand

#: Tables of the small graph: its classes, what has none, and the general ones.
TABLES = {
    "Framework", "Requirement", "Role", "Skill", "Transition", "role", "thing",
    "about", "columns", "statements", "things",
}  # fmt: skip


def texts(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "csv"
    export(small(), "csv", path)
    return path


@pytest.fixture(scope="module")
def whole(kg: atk.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole graph as an SQLite file."""
    path = tmp_path_factory.mktemp("whole") / "all.sqlite"
    export(kg.statements, "sqlite", path)
    return path


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    export(small(), "sqlite", tmp_path / "small.sqlite")
    with closing(sqlite3.connect(tmp_path / "small.sqlite")) as database:
        yield database


def test_csv_has_a_file_a_class_and_names_that_differ_in_more_than_case(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    expected = {f"{name}.csv" for name in TABLES - {"role"}} | {"role_2.csv", MANIFEST}
    assert names == expected


def test_a_row_holds_what_the_thing_says(folder: Path) -> None:
    baker = texts(folder / "Role.csv")[0]
    quote = next(q.object for q in small() if isinstance(q.object, ox.BlankNode))
    assert baker.pop("evidence").startswith("_:")
    assert str(quote).startswith("_:")
    assert baker == {
        "iri": ROLE,
        "code": "demo/role/baker",
        "notation": "R1",
        "prefLabel_en": "Baker",
        "prefLabel_zh_Hant": "烘焙師",
        "altLabel_en": "Bread maker\nPatissier",
        "closeMatch": "https://example.org/v/pastry",
        "inScheme": f"{ID}demo",
        "sequence": "1",
    }


def test_csv_disarms_formulas_and_keeps_them_readable(folder: Path) -> None:
    assert texts(folder / "Skill.csv")[0]["prefLabel_en"] == "'=Kneading"


def test_the_statements_are_all_there_so_that_nothing_is_lost(folder: Path) -> None:
    rows = texts(folder / "statements.csv")
    assert len(rows) == QUADS
    count = next(row for row in rows if row["predicate"].endswith("count"))
    assert count["object"] == "7"
    assert count["datatype"] == "http://www.w3.org/2001/XMLSchema#integer"
    assert {row["graph"].rpartition("/")[2] for row in rows} == {"one", "two"}
    assert sum(row["language"] == "zh-TW" for row in rows) == 1


def test_pandas_reads_csv_with_the_values(folder: Path) -> None:
    frame = pandas.read_csv(folder / "Transition.csv")
    assert list(frame.columns) == ["iri", "code", "from", "to", "weight"]
    assert frame.loc[0, "weight"] == 1.5


def test_every_column_is_explained(folder: Path) -> None:
    said = {(row["table"], row["column"]): row for row in texts(folder / "columns.csv")}
    zh = said["Role", "prefLabel_zh_Hant"]
    assert zh["property"] == "http://www.w3.org/2004/02/skos/core#prefLabel"
    assert (zh["language"], zh["kind"], zh["several"]) == ("zh-Hant", "text", "False")
    assert said["Role", "altLabel_en"]["several"] == "True"
    kinds = {name: said["role_2", name]["kind"] for name in
             ("since", "count", "flag", "odd", "mixed", "inScheme")}  # fmt: skip
    assert kinds == {
        "since": "text", "count": "integer", "flag": "boolean", "odd": "text", "mixed": "text",
        "inScheme": "text",
    }  # fmt: skip


def test_parquet_is_typed(tmp_path: Path) -> None:
    export(small(), "parquet", tmp_path / "out")
    role = pyarrow.parquet.read_table(tmp_path / "out" / "Role.parquet")
    assert role.num_rows == 2
    assert role["altLabel_en"].to_pylist() == [["Bread maker", "Patissier"], []]
    assert role["sequence"].to_pylist() == [1, None]
    ask = pandas.read_parquet(tmp_path / "out" / "Requirement.parquet")
    assert ask.loc[0, "importance"] == Decimal("4.25")
    other = pyarrow.parquet.read_table(tmp_path / "out" / "role_2.parquet").to_pylist()[0]
    assert (other["count"], other["flag"], other["odd"]) == (7, True, "abc")


def test_sqlite_has_keys_types_and_tables_for_several_values(sqlite: sqlite3.Connection) -> None:
    found = {
        name for (name,) in sqlite.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    assert found == (TABLES - {"role"}) | {"role_2", "Role_altLabel_en", "role_2_mixed"}
    assert sqlite.execute("PRAGMA foreign_key_check").fetchall() == []
    row = sqlite.execute("SELECT importance, requirer FROM Requirement").fetchone()
    assert row == (4.25, ROLE)
    names = sqlite.execute("SELECT value FROM Role_altLabel_en ORDER BY value").fetchall()
    assert names == [("Bread maker",), ("Patissier",)]
    with pytest.raises(sqlite3.IntegrityError):
        sqlite.execute("INSERT INTO Role (iri) VALUES (?)", (ROLE,))
    assert sqlite.execute("SELECT COUNT(*) FROM statements").fetchone() == (QUADS,)
    label = sqlite.execute("SELECT label_zh, label_en FROM things WHERE iri = ?", (ROLE,))
    assert label.fetchone() == ("烘焙師", "Baker")


def test_duckdb_is_typed_and_joined_by_iri(tmp_path: Path) -> None:
    export(small(), "duckdb", tmp_path / "small.duckdb")
    assert [path.name for path in tmp_path.iterdir()] == ["small.duckdb"]
    with duckdb.connect(str(tmp_path / "small.duckdb"), read_only=True) as database:
        row = database.execute(
            'SELECT r.importance, t.label_en, s."prefLabel_en" FROM "Requirement" r'
            ' JOIN things t ON t.iri = r.requirer JOIN "Skill" s ON s.iri = r."requiredItem"'
        ).fetchone()
        assert row == (Decimal("4.25"), "Baker", "=Kneading")
        flags = database.execute('SELECT flag, "count" FROM role_2').fetchone()
        assert flags == (True, 7)
        assert database.execute("SELECT COUNT(*) FROM statements").fetchone() == (QUADS,)


def test_sqlite_is_the_same_file_each_time(tmp_path: Path) -> None:
    store = small()
    for name in ("one", "two"):
        export(store, "sqlite", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_a_workbook_has_a_sheet_a_class(tmp_path: Path) -> None:
    done = export(small(), "xlsx", tmp_path / "small.xlsx")
    found = cells(tmp_path / "small.xlsx")
    assert set(found) == (TABLES - {"role", "statements"}) | {"role_2"}
    assert found["Skill"][1][2] == "=Kneading"
    head, baker, chef = found["Role"]
    assert dict(zip(head, baker, strict=True))["sequence"] == 1
    assert chef[:2] == (f"{ID}demo/role/chef", "demo/role/chef")
    # the date, and "abc" stays an integer that is none: told by the columns sheet as text
    assert {what: loss.count for what, loss in done.lost.items()} == {
        "names of graphs": 2,
        "datatypes": 1,
    }


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    export(small(), "xlsx", tmp_path / "small.xlsx")
    book = openpyxl.load_workbook(tmp_path / "small.xlsx")
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}
    assert "f" not in kinds


def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_MOST_ROWS", 1)
    export(small(), "xlsx", tmp_path / "small.xlsx")
    found = cells(tmp_path / "small.xlsx")
    rows = [row[1][1] for name, row in found.items() if name in ("Role", "Role_2")]
    assert rows == ["demo/role/baker", "demo/role/chef"]


def test_a_text_too_long_for_excel_is_cut_and_counted(tmp_path: Path) -> None:
    store = small()
    node, about = ox.NamedNode(ROLE), ox.NamedNode("http://www.w3.org/2004/02/skos/core#note")
    store.add(ox.Quad(node, about, ox.Literal("x" * 40_000)))
    done = export(store, "xlsx", tmp_path / "small.xlsx")
    head, baker, _ = cells(tmp_path / "small.xlsx")["Role"]
    note = dict(zip(head, baker, strict=True))["note"]
    assert len(note) == 32_767
    assert note.endswith("(cut)")
    assert done.lost["long texts"].count == 1


def test_the_whole_graph_has_a_row_for_each_thing_of_each_class(
    kg: atk.KnowledgeGraph, whole: Path
) -> None:
    counts = kg.select(
        "SELECT ?kind (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?kind } GROUP BY ?kind"
    )
    with closing(sqlite3.connect(whole)) as database:
        for kind, number in counts:
            if kind.startswith("https://w3id.org/aitalent-kg/"):
                table = kind.rpartition("#")[2]
                found = database.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()
                assert found == (number,), table
        assert database.execute("SELECT COUNT(*) FROM statements").fetchone() == (len(kg),)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_statements_of_a_database_make_the_graph_again(
    kg: atk.KnowledgeGraph, whole: Path
) -> None:
    quads = set()
    with closing(sqlite3.connect(whole)) as database:
        for s, p, o, kind, datatype, lang, graph in database.execute("SELECT * FROM statements"):
            typed = ox.NamedNode(datatype) if datatype else None
            literal = ox.Literal(o, language=lang, datatype=typed)
            term = ox.NamedNode(o) if kind == "iri" else literal
            quads.add(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), term, ox.NamedNode(graph)))
    assert quads == set(kg.store)


def test_names_of_tables_and_sheets_are_safe_and_unique() -> None:
    long = "x" * 200
    names = naming.table_names(
        {"a": "Role", "b": "role", "c": "statements", "d": "CON", "e": "../../etc/passwd",
         "f": "能力", "g": "!!!", "h": long, "i": long}
    )  # fmt: skip
    assert names == {
        "a": "Role", "b": "role_2", "c": "statements_2", "d": "CON_2", "e": "passwd", "f": "能力",
        "g": "unnamed", "h": "x" * 100, "i": "x" * 98 + "_2",
    }  # fmt: skip
    sheet_names = naming.sheet_names(["History", "a" * 40, "a" * 40])
    assert sheet_names == ["History_2", "a" * 31, "a" * 29 + "_2"]


def test_columns_of_one_name_are_told_apart() -> None:
    ait, dcterms = "https://w3id.org/aitalent-kg/ontology#", "http://purl.org/dc/terms/"
    keys = [(f"{ait}audience", "en"), (f"{dcterms}audience", ""), ("urn:x:IRI", "")]
    assert set(naming.column_names(keys).values()) == {"audience_en", "dcterms_audience", "IRI_2"}


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadValue, match=r"mine\.txt"):
        export(small(), "csv", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    with pytest.raises(MissingFile, match="is a file"):
        export(small(), "csv", tmp_path / "mine.txt")


def test_a_folder_of_ours_is_written_anew(tmp_path: Path) -> None:
    target = tmp_path / "out"
    export(small(), "csv", target, graphs=["user/one"])
    assert not (target / "thing.csv").exists()
    export(small(), "csv", target)
    assert (target / "thing.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    listed = json.loads((target / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert {*listed, MANIFEST} == {path.name for path in target.iterdir()}
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadValue, match=r"mine\.txt"):
        export(small(), "csv", target)


def test_a_package_that_is_not_there_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(AitalentError, match=r"aitalent-kg\[scale\]"):
        export(small(), "duckdb", tmp_path / "x.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_things_are_counted_as_rows(tmp_path: Path) -> None:
    done = export(small(), "csv", tmp_path / "out")
    assert done.counts["thing without a class"] == 1  # the blank node
    assert sum(done.counts.values()) == 8
    assert done.statements == QUADS > TRIPLES


@pytest.mark.parametrize("format_", ["csv", "parquet", "xlsx", "sqlite", "duckdb"])
def test_names_of_classes_that_systems_refuse_do_no_harm(tmp_path: Path, format_: str) -> None:
    """A Chinese name of 360 bytes, more than a file may have; and one that SQLite keeps."""
    store = ox.Store()
    for number, name in enumerate(("長" * 120, "sqlite_master")):
        kind = ox.NamedNode(f"https://x.example/{name}")
        store.add(ox.Quad(ox.NamedNode(f"urn:x:{number}"), ox.NamedNode(expand("rdf:type")), kind))
    done = export(store, format_, tmp_path / "out.xlsx")
    assert (done.statements, sum(done.counts.values())) == (2, 2)


def test_decimals_that_are_one_floating_point_number_stand_once_in_sqlite(tmp_path: Path) -> None:
    store = ox.Store()
    for text in ("0.1", "0.100000000000000001", "0.2"):
        number = ox.Literal(text, datatype=ox.NamedNode(expand("xsd:decimal")))
        store.add(ox.Quad(ox.NamedNode("urn:x:t"), ox.NamedNode("urn:x:weight"), number))
    export(store, "sqlite", tmp_path / "small.sqlite")
    with closing(sqlite3.connect(tmp_path / "small.sqlite")) as database:
        values = database.execute("SELECT value FROM thing_weight ORDER BY value").fetchall()
        exact = database.execute("SELECT object FROM statements").fetchall()
    assert values == [(0.1,), (0.2,)]
    assert len(exact) == 3


def test_what_is_no_character_is_marked_in_a_workbook(tmp_path: Path) -> None:
    store = ox.Store()
    said = ox.Literal("a\uffffb")
    store.add(ox.Quad(ox.NamedNode("urn:x:t"), ox.NamedNode("urn:x:note"), said))
    done = export(store, "xlsx", tmp_path / "out.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx")["thing"].values)
    assert rows[1][2] == "a\ufffdb"
    assert done.lost["no characters"].count == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges folders in one step")
def test_a_folder_is_there_at_every_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is renamed away, so that whoever is killed leaves the old folder or the new one."""
    export(small(), "csv", tmp_path / "out")
    before = (tmp_path / "out" / "about.csv").stat().st_ino
    monkeypatch.setattr("aitalent_kg.exporters.folders.os.replace", None)
    export(small(), "csv", tmp_path / "out")
    assert (tmp_path / "out" / "about.csv").stat().st_ino != before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
