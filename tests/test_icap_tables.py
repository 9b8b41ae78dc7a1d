"""A standard pasted from a spreadsheet says the same as its text; quotes rest on the cells."""

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from rdflib import RDF, Namespace, URIRef
from test_icap_cases import HEAD, standard

from aitalent_kg.errors import AitalentError
from aitalent_kg.importers.formats.icap import import_icap, read_icap
from aitalent_kg.importers.result import ImportResult
from aitalent_kg.names import AIT, ID, PREFIXES

HERE = Path(__file__).parent
TEXTS = sorted((HERE / "icap").glob("*.txt"))
ait, oa = Namespace(AIT), Namespace(PREFIXES["oa"])
Rows = Sequence[Sequence[str]]

#: One standard as a text, and as people paste it.
TEXT = standard(
    "T1 甲|T1.1 乙|O1.1.1 丙 O1.1.2 丁|P1.1.1 戊。|3|K01 己 K02 庚|S01 辛",
    "|T1.2 壬|O1.2.1 癸|P1.2.1 子。 P1.2.2 丑。|4|K02 庚|S01 辛 S02 寅",
    "T2 卯|T2.1 辰|O2.1.1 巳|P2.1.1 午。|4|K03 未|S02 寅",
)
HEADER = [
    ["職能基準代碼", "TST0001-001v1"],
    ["職業", "試作員"],
    ["職類別", "甲", "職類別代碼", "TST"],
    ["工作描述", "做。"],
    ["基準級別", "3"],
]
BREAKS = [
    HEAD.split("|"),
    ["T1 甲", "T1.1 乙", "O1.1.1 丙\nO1.1.2 丁", "P1.1.1 戊。", "3", "K01 己\nK02 庚", "S01 辛"],
    ["", "T1.2 壬", "O1.2.1 癸", "P1.2.1 子。\nP1.2.2 丑。", "4", "K02 庚", "S01 辛；S02 寅"],
    HEAD.split("|"),
    ["T2 卯", "T2.1 辰", "O2.1.1 巳", "P2.1.1 午。", "4", "Ｋ０３ 未", "S02 寅"],
]
#: One item, output or indicator a row, the cells of the others merged; other words in the head.
MERGED = [
    ["職責", "任務", "產出", "行為指標(P)", "級別", "知識(K)", "技能(S)"],
    ["T1甲", "T1.1乙", "O1.1.1丙", "P1.1.1戊。", "3", "K01己", "S01辛"],
    ["", "", "O1.1.2丁", "", "", "K02庚", ""],
    ["", "T1.2壬", "O1.2.1癸", "P1.2.1子。", "4", "K02庚", "S01辛"],
    ["", "", "", "P1.2.2丑。", "", "", "S02寅"],
    ["T2卯", "T2.1辰", "O2.1.1巳", "P2.1.1午。", "4", "K03未", "S02寅"],
]
#: The head in two rows, its K and S below a merged cell.
TWO_ROWS = [
    ["主要職責", "工作任務", "工作產出", "行為指標", "職能級別", "職能內涵", ""],
    ["", "", "", "", "", "知識", "技能"],
    *BREAKS[1:3],
    BREAKS[4],
]
REST = [["職能內涵(A=attitude態度)"], ["A01", "勤：做。"], ["說明與補充事項"], ["無。"]]


def said(result: ImportResult) -> set[tuple[str, str, str]]:
    """What is stated of the standard, evidence and input files aside."""
    asides = ("/quote/", "/source/", f"{ID}TST0001-001v1/import")
    return {
        (str(s), str(p), str(o))
        for s, p, o in result.graph
        if not any(aside in f"{s} {o}" for aside in asides)
    }


def as_csv(path: Path, rows: Rows, delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def as_book(path: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(path)
    return path


def text_of_table(path: Path) -> ImportResult:
    path.write_text(TEXT, encoding="utf-8")
    return import_icap(path)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx"])
def test_rows_of_a_text_in_cells_say_the_same(path: Path, ending: str, tmp_path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]
    table = tmp_path / f"table{ending}"
    if ending == ".xlsx":
        as_book(table, Tabelle=rows)
    else:
        as_csv(table, rows, "\t" if ending == ".tsv" else ",")
    assert said(import_icap(table)) == said(import_icap(path))


@pytest.mark.parametrize("table", [BREAKS, MERGED, TWO_ROWS], ids=["breaks", "merged", "two rows"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_pasted_table_says_what_the_text_says(table: Rows, delimiter: str, tmp_path: Path) -> None:
    rows = [["試作員職能基準"], *HEADER, [], *table, [], *REST]
    pasted = import_icap(as_csv(tmp_path / "pasted.csv", rows, delimiter))
    assert said(pasted) == said(text_of_table(tmp_path / "text.txt"))
    assert pasted.report.of("doubt") == ()


@pytest.mark.parametrize("table", [BREAKS, MERGED, TWO_ROWS], ids=["breaks", "merged", "two rows"])
def test_sheets_may_stand_in_any_order(table: Rows, tmp_path: Path) -> None:
    head = [["試作員職能基準"], *HEADER]
    book = as_book(tmp_path / "book.xlsx", 內涵=table, 其他=REST, 基本資料=head, 空=[])
    assert said(import_icap(book)) == said(text_of_table(tmp_path / "text.txt"))


def test_head_may_be_labels_above_values(tmp_path: Path) -> None:
    head = [
        ["代碼", "名稱", "職類別", "職類別代碼", "描述", "級別"],
        ["TST0001-001v1", "試作員", "甲", "TST", "做。", "3"],
    ]
    rows = [["試作員職能基準"], *head, [], *BREAKS, [], *REST]
    pasted = import_icap(as_csv(tmp_path / "pasted.csv", rows))
    assert said(pasted) == said(text_of_table(tmp_path / "text.txt"))


def test_code_and_title_may_be_given(tmp_path: Path) -> None:
    table = as_csv(tmp_path / "pasted.csv", [*HEADER[1:], [], *BREAKS, [], *REST])
    given = import_icap(table, code="TST0001-001v1", title="試作員職能基準")
    assert said(given) == said(text_of_table(tmp_path / "text.txt"))


def test_name_of_the_file_may_be_the_code_and_this_is_told(tmp_path: Path) -> None:
    result = import_icap(as_csv(tmp_path / "TST0001-001v1.csv", BREAKS))
    assert result.report.framework == f"{ID}TST0001-001v1"
    assert "TST0001-001v1 is the file's name; no cell has a code" in [
        remark.message for remark in result.report.of("repair")
    ]


def test_title_that_is_no_name_of_a_standard_names_the_occupation(tmp_path: Path) -> None:
    table = as_csv(tmp_path / "pasted.csv", BREAKS)
    graph = import_icap(table, code="TST0001-001v1", title="試作員").graph
    names = [str(o) for o in graph.objects(URIRef(f"{ID}TST0001-001v1/occupation"))]
    assert "試作員" in names


def test_quotes_are_places_in_the_cells_written_as_lines(tmp_path: Path) -> None:
    rows = [["試作員職能基準"], *HEADER, [], *BREAKS, [], *REST]
    graph = import_icap(as_csv(tmp_path / "pasted.csv", rows)).graph
    lines = ["\t".join(" ".join(cell.split("\n")) for cell in row).rstrip("\t") for row in rows]
    text = "\n".join([*lines, ""])
    source = URIRef(f"{ID}source/TST0001-001v1")
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert str(graph.value(source, ait.sha256)) == digest
    quotes = list(graph.subjects(RDF.type, ait.Quote))
    assert len(quotes) > 20
    for quote in quotes:
        start, end = (int(str(graph.value(quote, place))) for place in (oa.start, oa.end))
        assert text[start:end] == str(graph.value(quote, oa.exact))


def test_remarks_name_the_sheet_and_its_row(tmp_path: Path) -> None:
    table = [*BREAKS[:2], ["", "T1.2 壬", "O1.2.1 癸", "P1.2.1 子。", "", "K 02 庚", "S01 辛"]]
    book = as_book(tmp_path / "book.xlsx", 內涵=[*table, [], *REST], 基本資料=HEADER)
    told = {(r.file, r.row, r.message.split(" ")[0]) for r in import_icap(book).report.remarks}
    assert ("book.xlsx[內涵]", 3, "'K") in told
    assert ("book.xlsx[內涵]", 3, "T1.2:") in told
    assert ("book.xlsx[基本資料]", 1, "no") in told  # title


def test_both_forms_have_the_same_counts(tmp_path: Path) -> None:
    rows = [["試作員職能基準"], *HEADER, [], *BREAKS, [], *REST]
    pasted = import_icap(as_csv(tmp_path / "a.csv", rows)).report.counts["a.csv"]
    # 2 duties, 3 tasks, 4 outputs, 4 indicators, K 2 + 1 + 1, S 1 + 2 + 1, one attitude
    assert (pasted.read, pasted.kept, pasted.refused) == (22, 22, 0)
    assert text_of_table(tmp_path / "b.txt").report.counts["b.txt"].kept == 22


def formula(path: Path) -> Path:
    as_book(path, 內涵=[*HEADER, [], *BREAKS])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B2"] = '=HYPERLINK("http://example.org")'
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (formula, r"book.xlsx\[內涵\]:2: holds a formula"),
        (lambda path: path.write_bytes(b"PK\x03\x04 cut off"), "no Excel workbook, or cut off"),
        (lambda path: as_book(path, 內涵=HEADER), "no table of tasks"),
        (lambda path: as_book(path, 內涵=BREAKS), "no row 職能基準代碼 .*, or give code="),
    ],
    ids=["formula", "cut off", "no table", "no code"],
)
def test_bad_workbook_is_one_line(make, message: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "book.xlsx"
    make(path)
    with pytest.raises(AitalentError, match=message) as failure:
        import_icap(path)
    assert "\n" not in str(failure.value)


def test_broken_csv_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_text('職能基準代碼,TST0001-001v1\n"T1 甲" 乙,T1.1\n', encoding="utf-8")
    with pytest.raises(AitalentError, match=r"broken.csv:2: is no CSV"):
        import_icap(path)


def test_one_text_is_the_same_for_both_readers(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    whole = text_of_table(path)
    assert set(read_icap(path).graph) <= set(whole.graph)
