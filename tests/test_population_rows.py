"""Tables as people have them: other dialects and formats, and rows that cannot be read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow
import pyarrow.parquet as parquet
import pytest

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, MissingFile, UnknownName, UnreadableFile
from aitalent_kg.population.people import Population, assess_table

JUDGED_ON = date(2026, 6, 30)
HEADER = "id,部門,AI 應用素養,ai-tools,證照"


@pytest.fixture
def judged(kg: atk.KnowledgeGraph, tmp_path: Path) -> Any:
    """Writes a CSV file and judges it."""

    def judge(*lines: str, header: str = HEADER, encoding: str = "utf-8", **options: Any) -> Any:
        path = tmp_path / "people.csv"
        path.write_bytes("\n".join([header, *lines, ""]).encode(encoding))
        return assess_table(kg.statements, path, as_of=JUDGED_ON, **options)

    return judge


def met(found: Population, rule: str = "ai-literacy/hours") -> list[str]:
    return sorted(row["person"] for row in found.table().values() if row[rule] == "met")


@pytest.mark.parametrize(
    ("line", "column", "value", "reason"),
    [
        ("x,,-1,,", "AI 應用素養", "-1", "hours are from 0 to 100000"),
        ("x,,100001,,", "AI 應用素養", "100001", "hours are from 0 to 100000"),
        ("x,,18 h,,", "AI 應用素養", "18 h", "no number of hours"),
        ("x,,nan,,", "AI 應用素養", "nan", "no number of hours"),
        ("x,,inf,,", "AI 應用素養", "inf", "no number of hours"),
        ("x,,1e9,,", "AI 應用素養", "1e9", "hours are from 0 to 100000"),
        ("x,,,ChatGPT:-2,", "ai-tools", "ChatGPT:-2", "hours are from 0 to 100000"),
        ("x,,,ChatGPT:2; 12,", "ai-tools", "ChatGPT:2; 12", "no hours of a tool"),
        ("x,,7:30,,", "AI 應用素養", "7:30", "no hours of a tool"),
        ("x,,,ChatGPT:12 Canva:6,", "ai-tools", "ChatGPT:12 Canva:6", "no hours of a tool"),
        ("x,,,ChatGPT：12，Canva：6,", "ai-tools", "ChatGPT：12，Canva：6", "no hours of a tool"),
        ("x,,,Canva:2; Canva:3,", "ai-tools", "Canva:2; Canva:3", "stands twice in the cell"),
        ("x,,,,iPAS 初階", "證照", "iPAS 初階", "no certificate 'iPAS 初階'"),
        ("x,,,,AI-900@2026-13-01", "證照", "AI-900@2026-13-01", "no date"),
        ("x,,,,AI-900@1.3.2026", "證照", "AI-900@1.3.2026", "no date"),
        ("x,,,,工具類#烹飪", "證照", "工具類#烹飪", "no kind of tool '烹飪'"),
        (",,18,,", "id", "", "no id"),
        ("x,,18,", "", "x,,18,", "4 fields, the header has 5"),
        ("x,,18,,,9", "", "x,,18,,,9", "6 fields, the header has 5"),
        ("", "", "", "an empty line"),
        (",,,,", "", "", "an empty line"),
        (" ,　,  ,,", "", "", "an empty line"),
    ],
)
def test_a_bad_row_is_told_and_kept_out(
    judged: Any, line: str, column: str, value: str, reason: str
) -> None:
    found = judged("good,,18,,", line, "better,,20,,")
    (told,) = found.rejected
    assert (told.row, told.column, told.value) == (3, column, value)
    assert reason in told.reason
    assert (found.people, found.kept_out, met(found)) == (2, 1, ["better", "good"])


def test_every_row_of_an_id_that_stands_twice_is_kept_out(judged: Any) -> None:
    found = judged("x,,18,,", "y,,18,,", "x,,20,,")
    assert [(told.row, told.value) for told in found.rejected] == [(2, "x"), (4, "x")]
    assert met(found) == ["y"]


def test_names_may_stand_twice(judged: Any) -> None:
    found = judged("陳怡君,18", "陳怡君,20", header="姓名,AI 應用素養")
    assert met(found) == ["陳怡君", "陳怡君"]


def test_all_faults_of_a_row_are_told_and_it_is_counted_once(judged: Any) -> None:
    found = judged("x,,-1,-2,", "y,,18,,")
    assert [told.column for told in found.rejected] == ["AI 應用素養", "ai-tools"]
    assert (found.people, found.kept_out) == (1, 1)


def test_lines_are_those_of_the_file_after_a_cell_of_several_lines(judged: Any) -> None:
    found = judged('a,,18,,"素養類\n工具類"', "b,,-1,,")
    assert [told.row for told in found.rejected] == [4]


def test_a_quote_left_open_is_told_with_the_lines_it_swallows(judged: Any) -> None:
    found = judged('a,"行銷,18,,', "b,,18,,", 'c,"x",18,,', "d,,18,,", 'e,"y,18,,')
    assert [told.row for told in found.rejected] == [2, 6]
    assert "to line 4: is a quote left open?" in found.rejected[0].reason
    assert met(found) == ["d"]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs_part_cells_too(judged: Any, mark: str) -> None:
    header, line = (text.replace(",", mark) for text in (HEADER, "x,行銷部,18,,"))
    assert met(judged(line, header=header)) == ["x"]


def test_a_byte_order_mark_is_no_part_of_the_header(judged: Any) -> None:
    assert met(judged("x,,18,,", encoding="utf-8-sig")) == ["x"]


@pytest.mark.parametrize(
    ("encoding", "says"), [("big5", "not UTF-8 (Big5?)"), ("utf-16", "UTF-16; save it as UTF-8")]
)
def test_other_encodings_are_an_error_in_one_line(judged: Any, encoding: str, says: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        judged("王小明,行銷部,18,,", encoding=encoding)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_no_utf_8_further_on_is_an_error_with_a_line(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    lines = "".join(f"p{place},,18,,\n" for place in range(10_000))
    (tmp_path / "people.csv").write_bytes(f"{HEADER}\n{lines}".encode() + b"\xff,,18,,\n")
    with pytest.raises(UnreadableFile, match=r"people\.csv:\d{4,}: not UTF-8"):
        assess_table(kg.statements, tmp_path / "people.csv")


@pytest.mark.parametrize(
    ("header", "error", "says"),
    [
        ("", UnreadableFile, "empty"),
        ("id,部門", AitalentError, "no column with hours"),
        ("id,AI 應用素養,AI 應用素養", UnreadableFile, "twice"),
        ("id,,AI 應用素養", UnreadableFile, "column 2 of the header has no name"),
        ("id,AI 應用素養,ai-literacy", BadValue, "says the same as the column 'AI 應用素養'"),
        ("id,AI 應用素餐", UnknownName, "did you mean AI 應用素養"),
        ("id,certificats,ai-tools", UnknownName, "did you mean certificates"),
        ("id,certificates,素養類", BadValue, "by name and by number"),
        ("id,ID,ai-tools", UnreadableFile, "the header has 'ID' twice"),
        ("id,Note,note,ai-tools", UnreadableFile, "the header has 'note' twice"),
        ("_bad,ai-tools", UnreadableFile, "'_bad' begins with _"),
    ],
)
def test_a_header_that_cannot_be_is_an_error_in_one_line(
    judged: Any, header: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error) as caught:
        judged(*([",".join("x" * len(header.split(",")))] if header else []), header=header)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_header_alone_is_an_error(judged: Any) -> None:
    with pytest.raises(UnreadableFile, match="a header without rows"):
        judged()


@pytest.mark.parametrize(
    "name",
    ["AI 應用素養", "ＡＩ應用素養", "ai-literacy", "AI_Literacy hours", "AI 應用素養時數",
     "AI 應用素養(小時)", "AI application literacy", "ai application literacy (hours)"],
)  # fmt: skip
def test_headers_are_known_in_both_languages(judged: Any, name: str) -> None:
    assert met(judged("x,18", header=f"id,{name}")) == ["x"]


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ("18", "unknown"),
        ("ChatGPT:18", "met"),
        ("ChatGPT：１８", "met"),
        ("ChatGPT:12；Canva:6", "depends"),
        ("ChatGPT:12; other:6", "unknown"),
        ("ChatGPT:17; 其他:0.5", "not_met"),
        ("Unheard-of Tool: 18", "met"),
        ("unknown", "unknown"),
        ("不詳", "unknown"),
        ("17.9", "not_met"),
        ("", "not_met"),
    ],
)
def test_hours_on_tools_as_people_write_them(judged: Any, cell: str, outcome: str) -> None:
    found = judged(f"x,,18,{cell},")
    assert found.table().values()[0]["ai-tools-basic/hours"] == outcome


def test_hours_are_added_without_the_dust_of_binary_fractions(judged: Any) -> None:
    found = judged("x,,18,ChatGPT:5.7; Canva:6.3; Runway:6,")
    assert found.table().values()[0]["ai-tools-basic/hours"] == "depends"  # 18 in all


@pytest.mark.parametrize(
    ("cells", "outcomes"),
    [
        ((1, 0, 0), ("met", "not_met")),
        ((0, 1, 0), ("not_met", "not_met")),
        ((1, 3, 0), ("met", "depends")),
        (("unknown", 3, 0), ("unknown", "unknown")),  # literacy alone is not known
        ((None, None, 1), ("not_met", "depends")),
    ],
)
def test_certificates_as_numbers_by_class(
    kg: atk.KnowledgeGraph, cells: Sequence[object], outcomes: tuple[str, str]
) -> None:
    header = ("literacy_certificates", "工具類證照", "Project class count")
    texts = {
        name: [cell if cell is None else str(cell)]
        for name, cell in zip(header, cells, strict=True)
    }
    (row,) = assess_table(kg.statements, pyarrow.table(texts)).table().values()
    assert (row["ai-literacy/certificates"], row["ai-model-training/certificates"]) == outcomes


@pytest.mark.parametrize("count", ["1.5", "-1", "1001", "many"])
def test_what_is_no_number_of_certificates_is_told(judged: Any, count: str) -> None:
    (told,) = judged(f"x,{count}", header="id,tool_certificates").rejected
    assert "no whole number of certificates from 0 to 1000" in told.reason


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [("是", "met"), ("YES", "met"), ("true", "met"), ("否", "not_met"), ("n", "not_met"), ("", "unknown")],
)  # fmt: skip
def test_a_printed_condition_stands_for_its_parts(judged: Any, cell: str, outcome: str) -> None:
    found = judged(f"x,{cell},18", header="id,SET2529-001v2/entry-condition/1,ai-tools")
    assert found.table().values()[0]["SET2529-001v2/entry"] == outcome


def test_a_condition_that_is_no_answer_is_told(judged: Any) -> None:
    (told,) = judged("x,maybe", header="id,SET2529-001v2/entry-condition/1").rejected
    assert "write yes, no or unknown" in told.reason


FRAME = {
    "id": [1, 2, 3],
    "ai-literacy": [18.0, None, -4.0],
    "tool": [1, 0, 2],
    "SET2529-001v2/entry-condition/1": [True, False, None],
}


@pytest.mark.parametrize("make", [pandas.DataFrame, polars.DataFrame, pyarrow.table])
def test_frames_are_read_with_their_own_types(kg: atk.KnowledgeGraph, make: Any) -> None:
    found = assess_table(kg.statements, make(FRAME))
    assert [tuple(told) for told in found.rejected] == [
        (3, "3", "ai-literacy", "-4.0", "'-4.0': hours are from 0 to 100000")
    ]
    rows = {row["person"]: row for row in found.table().values()}
    assert rows["1"]["ai-literacy/hours"] == rows["1"]["SET2529-001v2/entry"] == "met"
    assert rows["2"]["ai-tools-basic/certificates"] == "not_met"


def test_parquet_is_read_with_its_rows_numbered(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table(FRAME), tmp_path / "people.parquet")
    found = assess_table(kg.statements, tmp_path / "people.parquet")
    assert [told.row for told in found.rejected] == [3]


def test_an_ibis_table_is_read_where_it_is(kg: atk.KnowledgeGraph) -> None:
    import ibis

    engine = ibis.duckdb.connect()
    engine.raw_sql('CREATE TABLE people AS SELECT 3 AS id, -4.0 AS "ai-literacy"')
    found = assess_table(kg.statements, engine.table("people"))
    assert found.source.connection is engine
    assert [(told.row, told.person) for told in found.rejected] == [(None, "3")]


def test_numbers_and_texts_in_a_column_of_pandas_are_read(kg: atk.KnowledgeGraph) -> None:
    frame = pandas.DataFrame({"id": ["a", 2.0, 3], "ai-literacy": [18, "unknown", None]})
    found = assess_table(kg.statements, frame)
    rows = {row["person"]: row["ai-literacy/hours"] for row in found.table().values()}
    assert rows == {"a": "met", "2": "unknown", "3": "not_met"}


@pytest.mark.parametrize(
    "columns", [["id", "ai-literacy", "ai-literacy"], ["id", "ID", "ai-literacy"]]
)
def test_columns_alike_in_a_frame_are_an_error(
    kg: atk.KnowledgeGraph, columns: Sequence[str]
) -> None:
    with pytest.raises(AitalentError, match="twice"):
        assess_table(kg.statements, pandas.DataFrame([["a", 1, 2]], columns=list(columns)))


def test_columns_of_parquet_that_differ_in_capitals_are_an_error(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    table = pyarrow.table({"id": ["a"], "note": [1], "Note": [2], "ai-literacy": [18]})
    parquet.write_table(table, tmp_path / "people.parquet")
    with pytest.raises(UnreadableFile, match="'Note' twice"):
        assess_table(kg.statements, tmp_path / "people.parquet")


def test_no_number_among_numbers_of_certificates_is_told(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    """DuckDB takes a range as met by its statistics, which leave NaN out."""
    table = pyarrow.table({"id": ["a", "b"], "工具類": [float("nan"), 1.0]})
    parquet.write_table(table, tmp_path / "people.parquet")
    found = assess_table(kg.statements, tmp_path / "people.parquet")
    assert [(told.row, told.value) for told in found.rejected] == [(1, "nan")]
    assert found.people == 1


def test_dates_are_no_hours(kg: atk.KnowledgeGraph) -> None:
    frame = pandas.DataFrame({"id": ["a"], "ai-literacy": [pandas.Timestamp(2026, 1, 1)]})
    assert assess_table(kg.statements, frame).kept_out == 1


def test_an_empty_id_in_a_frame_is_no_id(kg: atk.KnowledgeGraph) -> None:
    frame = pandas.DataFrame({"id": ["", "b"], "ai-literacy": [18, 18]})
    found = assess_table(kg.statements, frame)
    assert [(told.row, told.reason) for told in found.rejected] == [(1, "no id")]
    assert found.people == 1


def _workbook(path: Path, *rows: Sequence[object]) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def test_a_formula_without_a_result_is_told_and_is_no_blank(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    path = _workbook(tmp_path / "p.xlsx", ("id", "ai-literacy"), ("a", "=9+9"), ("b", 18))
    found = assess_table(kg.statements, path)
    assert met(found) == ["b"]
    assert [told.row for told in found.rejected] == [2]
    assert "=9+9 has no result" in found.rejected[0].reason


def test_columns_beside_the_table_of_a_sheet_may_be_blank(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    head = ("id", "ai-literacy", "note", None, None)
    path = _workbook(tmp_path / "p.xlsx", head, ("a", 18), ("b", 18, None, None, "more"))
    found = assess_table(kg.statements, path)
    assert met(found) == ["a"]
    assert [told.reason for told in found.rejected] == ["5 fields, the header has 3"]


def test_without_duckdb_the_extra_is_named(judged: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(AitalentError, match=r"^this needs duckdb: pip install .*\[scale\]'$"):
        judged("x,,18,,")


def test_only_a_workbook_has_sheets(judged: Any) -> None:
    with pytest.raises(BadValue, match="only a workbook has"):
        judged("x,,18,,", sheet="people")


def test_a_sheet_of_a_workbook_is_read(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0].append(["notes"])
    sheet = book.create_sheet("people")
    for row in [
        ("編號", "AI 應用素養", "證照"),
        ("a", 18, None),
        ("b", "十八", None),
        ("c", 17.5, "工具類"),
    ]:
        sheet.append(row)
    book.save(tmp_path / "people.xlsx")
    found = assess_table(kg.statements, tmp_path / "people.xlsx", sheet="people")
    assert [(told.row, told.value) for told in found.rejected] == [(3, "十八")]
    assert (met(found), met(found, "ai-tools-basic/certificates")) == (["a"], ["c"])
    with pytest.raises(UnknownName, match="sheet 'peple'"):
        assess_table(kg.statements, tmp_path / "people.xlsx", sheet="peple")


@pytest.mark.parametrize(
    ("name", "error"),
    [("none.csv", MissingFile), ("none.parquet", MissingFile), ("none.xlsx", MissingFile),
     ("broken.parquet", UnreadableFile), ("broken.xlsx", UnreadableFile), ("people.doc", BadValue)],
)  # fmt: skip
def test_files_that_cannot_be_read_are_errors_in_one_line(
    kg: atk.KnowledgeGraph, tmp_path: Path, name: str, error: type[Exception]
) -> None:
    if name.startswith("broken"):
        (tmp_path / name).write_text("no such thing", encoding="utf-8")
    with pytest.raises(error) as caught:
        assess_table(kg.statements, tmp_path / name)
    assert "\n" not in str(caught.value)


def test_of_100_000_rows_every_hundredth_is_broken_and_told(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    faults = ("x{},,-1,,", "x{},,eighteen,,", "x{},,18", "x{},,,,iPAS 初階")
    broken = {place: faults[place // 100 % 4] for place in range(7, 100_000, 100)}
    lines = [broken.get(place, "p{},行銷部,18,,").format(place) for place in range(100_000)]
    path = tmp_path / "people.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    found = assess_table(kg.statements, path)
    assert {told.row for told in found.rejected} == {place + 2 for place in broken}
    assert (found.people, found.kept_out) == (99_000, 1_000)
    assert next(iter(found.summary(by_department=True))).department == "行銷部"


def test_columns_of_numbers_are_freed_of_the_dust_of_binary_fractions(
    kg: atk.KnowledgeGraph,
) -> None:
    given = {"id": ["x"], "ai-literacy": [sum([0.1] * 180)]}  # 17.999999999999986
    assert met(assess_table(kg.statements, pyarrow.table(given))) == ["x"]


def test_hours_on_tools_not_named_add_up_however_that_is_written(kg: atk.KnowledgeGraph) -> None:
    """進階 asks for 30 hours on two tools or more; on which these are nobody knows."""
    cells = {"AI 應用素養": ["18", "18"], "AI 工具應用": ["other:15; Other:15", "other:29"]}
    found = assess_table(kg.statements, pyarrow.table(cells), as_of=date(2026, 6, 1))
    assert found.table().column("ai-tools-advanced/hours") == ["unknown", "not_met"]
