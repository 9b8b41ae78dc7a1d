"""Results: a table of plain values that leads to files which are safe to open."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, BrokenQuery, MissingFile, UnknownName
from aitalent_kg.exports import workbook
from aitalent_kg.table import Table

#: Cells that a spreadsheet takes for formulas, in half and full width, and what guards them.
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'x"]
HARMLESS = ["in - the middle", "1-1", "級別", "", "a=b", " =1"]


def table(*rows: tuple[object, ...]) -> Table:
    return Table.of(("code", "n"), rows)


def test_a_row_is_a_named_tuple() -> None:
    (row,) = table(("K01", 3))
    assert row.code == row[0] == "K01"
    assert row._fields == ("code", "n")


def test_a_column_that_python_cannot_name_is_called_by_its_place() -> None:
    (row,) = Table.of(("class", "code"), [("a", "b")])
    assert (row._0, row.code) == ("a", "b")


def test_length_slice_equality_and_column() -> None:
    whole = table(("K01", 3), ("K02", None))
    assert len(whole) == 2
    assert whole[:1] == table(("K01", 3))
    assert whole != table(("K02", None), ("K01", 3))
    assert whole != [("K01", 3), ("K02", None)]
    assert hash(whole) == hash(table(("K01", 3), ("K02", None)))
    assert whole.column("n") == [3, None]
    with pytest.raises(UnknownName, match="no column 'm'; there are: code, n"):
        whole.column("m")


def test_iris_are_known_and_shortened_on_request(kg: atk.KnowledgeGraph) -> None:
    found = kg.select("SELECT ?t ?c { ?t a ?c ; skos:notation 'T1.2' } ORDER BY ?t")
    short = [("SET2529-001v2/T1.2", "ait:Task"), ("SMS2512-002v1/T1.2", "ait:Task")]
    assert list(found.curies()) == short
    assert all(isinstance(cell, atk.Iri) for row in found for cell in row)


def test_csv_guards_what_a_spreadsheet_would_calculate() -> None:
    cells = DANGEROUS + HARMLESS
    text = table(*((cell, -1) for cell in cells)).to_csv()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["code", "n"]
    shown = [row[0] for row in rows[1:]]
    assert shown == [f"'{cell}" for cell in DANGEROUS] + HARMLESS
    assert {row[1] for row in rows[1:]} == {"-1"}  # a number is no formula


def test_taking_one_apostrophe_away_gives_every_text_back() -> None:
    cells = DANGEROUS + HARMLESS
    rows = csv.reader(io.StringIO(table(*((cell, 0) for cell in cells)).to_csv()))
    assert [row[0].removeprefix("'") for row in rows][1:] == cells


def test_csv_of_a_file_begins_with_the_mark_that_excel_needs(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    text = table(("級別", 1)).to_csv(path)
    assert path.read_bytes() == b"\xef\xbb\xbf" + text.encode()


def test_xlsx_holds_every_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    cells = [*DANGEROUS, *HARMLESS, "=HYPERLINK('http://x')", "bell \x07"]
    table(*((cell, -1) for cell in cells)).to_xlsx(path)
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2))
    # An empty text comes back as a number without a value.
    assert {row[0].data_type for row in rows if row[0].value} <= {"s", "inlineStr"}
    assert [row[0].value or "" for row in rows][:3] == ["=1+1", "+1", "-1"]
    assert {(row[1].data_type, row[1].value) for row in rows} == {("n", -1)}
    assert "bell _x0007_" in [row[0].value for row in rows]


def test_a_heading_is_guarded_and_a_decimal_is_a_number() -> None:
    text = Table.of(("=1+1", "n"), [("a;=1", Decimal("-1.5"))]).to_csv()
    assert text == '\'=1+1,n\n"a;=1",-1.5\n'


@pytest.mark.parametrize(
    ("text", "held"),
    [("\x00\x1a\x1b", "_x0000__x001A__x001B_"), ("_x0041_", "_x005F_x0041_"), ("a\nb", "a\nb")],
)
def test_xlsx_holds_what_xml_cannot(tmp_path: Path, text: str, held: str) -> None:
    path = tmp_path / "x.xlsx"
    table((text, 10**20)).to_xlsx(path)
    row = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert row == [(held, str(10**20))]


@pytest.mark.parametrize("text", ["\ud800", "\ufffe", "\uffff"])
def test_xlsx_refuses_what_is_no_character(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadValue, match="no Unicode character"):
        table((text, 1)).to_xlsx(tmp_path / "x.xlsx")


def test_a_link_stays_a_link_and_a_pipe_a_pipe(tmp_path: Path) -> None:
    real, link, pipe = tmp_path / "real.csv", tmp_path / "link.csv", tmp_path / "pipe"
    real.write_text("before", encoding="utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    table(("a", 1)).to_csv(link)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8-sig") == "code,n\na,1\n"
    assert real.stat().st_mode & 0o777 == 0o600
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    table(("a", 1)).to_json(pipe)
    assert json.loads(reader.communicate()[0]) == [{"code": "a", "n": 1}]
    assert pipe.is_fifo()


def test_xlsx_refuses_what_excel_would_cut(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with pytest.raises(BadValue, match="longer than the 32767 characters"):
        table(("字" * 32_768, 1)).to_xlsx(path)
    assert not path.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="is a directory"):
        table(("a", 1)).to_csv(tmp_path)
    for write in (table(("a", 1)).to_csv, table(("a", 1)).to_xlsx, table(("a", 1)).to_json):
        with pytest.raises(MissingFile, match="cannot be written"):
            write(tmp_path / "none" / "x")


def test_json_keeps_every_text_and_type() -> None:
    rows = [("=1+1", -1), ("級別\n\x00", None), ("b", True)]
    assert json.loads(table(*rows).to_json()) == [{"code": c, "n": n} for c, n in rows]
    assert json.loads(table(("d", Decimal("1.50"))).to_json()) == [{"code": "d", "n": "1.50"}]


def test_markdown_escapes_its_own_marks() -> None:
    assert table(("a|b *c* <i>", None)).to_markdown() == (
        "| code | n |\n| --- | --- |\n| a\\|b \\*c\\* &lt;i&gt; |  |\n"
    )


def test_the_notebook_shows_no_live_markup() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    shown = table((hostile, 1), (atk.Iri("javascript:alert(1)"), 2))._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert "href" not in shown
    link = table((atk.Iri('https://x/"onclick="y'), 1))._repr_html_()
    assert 'href="https://x/&quot;onclick=&quot;y"' in link


def test_a_long_table_says_how_much_it_shows() -> None:
    shown = table(*((str(n), n) for n in range(250)))._repr_html_()
    assert shown.count("<tr>") == 101
    assert "250 rows, the first 100 shown" in shown


def test_pandas_and_polars(kg: atk.KnowledgeGraph) -> None:
    found = kg.query("items-of-task", task="SMS2512-002v1/T1.3", evidence=True)
    frame, polar = found.to_pandas(), found.to_polars()
    assert list(frame.columns) == list(polar.columns) == list(found.columns)
    assert list(frame["code"]) == polar["code"].to_list() == found.column("code")
    assert len(frame) == len(polar) == 15


def test_evidence_is_a_column_of_quotes(kg: atk.KnowledgeGraph) -> None:
    """SMS2512-002v1.txt:20 prints S03 for T1.3; line 15, for T1.1, prints it first."""
    found = kg.query("items-of-task", task="SMS2512-002v1/T1.3", evidence=True)
    (row,) = [row for row in found if row.code == "S03"]
    places = {(quote.source, quote.line) for quote in row.quotes}
    assert ("SMS2512-002v1.txt", 20) in places
    assert "「S03 技術評估與分析能力」 SMS2512-002v1.txt:20" in map(str, row.quotes)
    assert "SMS2512-002v1.txt:20" in found.to_csv()


def test_sparql_gives_what_the_form_of_the_query_promises(kg: atk.KnowledgeGraph) -> None:
    from rdflib import Graph

    assert kg.sparql("ASK { ?t a ait:Task }") is True
    assert kg.sparql("ASK { ?t a ait:Nonsense }") is False
    made = kg.sparql("CONSTRUCT { ?t a ait:Task } WHERE { ?t a ait:Task }")
    assert isinstance(made, Graph)
    assert len(made) == 15
    assert "ait:Task" in made.serialize(format="turtle")
    described = kg.sparql(f"DESCRIBE <{kg.resolve('SMS2512-002v1/T1.3')}>")
    assert isinstance(described, Graph)
    assert len(described) > 5
    with pytest.raises(BrokenQuery, match=r"no SELECT; use sparql\(\)"):
        kg.select("ASK { ?t a ait:Task }")


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import aitalent_kg.exports as exports

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(exports, "import_module", missing)
    with pytest.raises(AitalentError, match=r"needs pandas: pip install 'aitalent-kg\[pandas\]'"):
        table().to_pandas()
    with pytest.raises(AitalentError, match=r"needs openpyxl: pip install 'aitalent-kg\[excel\]'"):
        exports.optional("openpyxl")


def test_a_workbook_is_written_without_a_package_and_has_the_same_bytes_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    table(("a", 1)).to_xlsx(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == workbook(("code", "n"), [("a", 1)])
