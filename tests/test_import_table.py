"""Tables of one's own: the mapping file, its template, and what becomes of the rows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import openpyxl
import pyoxigraph as ox
import pytest

import aitalent_kg as atk
from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.formats.table import import_table, template
from aitalent_kg.importers.result import ImportResult
from aitalent_kg.names import AIT, ID

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
COMPANY = [EXAMPLES / name for name in ("roles.csv", "skills.csv", "levels.csv")]
BASE = f"{ID}hongyuan-2026/"
HEAD = '[framework]\nid = "x"\ntitle = "X"\nlanguage = "zh-TW"\n'


@pytest.fixture(scope="module")
def company() -> ImportResult:
    return import_table(COMPANY, EXAMPLES / "company.toml")


def ask(result: ImportResult, pattern: str) -> list[tuple[str, ...]]:
    query = f"PREFIX ait: <{AIT}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {pattern}"
    rows = cast(ox.QuerySolutions, result.store.query(query))
    return sorted(tuple(cell.value if cell else "" for cell in row) for row in rows)


def test_the_company_s_rows_are_counted(company: ImportResult) -> None:
    """Counted by hand: 技巧 is no kind of the mapping, and C03 is there twice."""
    counts = {name: (c.read, c.kept, c.refused) for name, c in company.report.counts.items()}
    assert counts == {"roles.csv": (3, 3, 0), "skills.csv": (7, 5, 2), "levels.csv": (3, 3, 0)}
    assert company.report.lost == {"roles.csv: column 主管": 2}
    assert company.report.external == {}
    assert [(r.file, r.row) for r in company.report.of("refused")] == [
        ("skills.csv", 7),
        ("skills.csv", 8),
        ("levels.csv", 4),
    ]


def test_items_have_the_class_that_their_kind_stands_for(company: ImportResult) -> None:
    found = ask(company, "SELECT ?c ?k { ?i a ?k ; skos:notation ?c FILTER(?k != ait:Role) }")
    kinds = {code: kind.removeprefix(AIT) for code, kind in found}
    skills = dict.fromkeys(("C02", "C03", "C04"), "Skill")
    assert kinds == {"C01": "Knowledge", "C05": "Attitude", **skills}


def test_the_matrix_becomes_requirements_with_levels(company: ImportResult) -> None:
    """levels.csv has 4 + 4 + 2 cells that are not blank, `-` or outside the scale."""
    found = ask(
        company,
        "SELECT ?role ?item ?n { ?r a ait:Requirement ; ait:requirer/skos:notation ?role ;"
        " ait:requiredItem/skos:notation ?item ; ait:levelValue ?n ; ait:level/ait:sequence ?s"
        " FILTER(?n = ?s) }",
    )
    assert found == [
        ("R1", "C01", "2"), ("R1", "C02", "3"), ("R1", "C03", "2"), ("R1", "C05", "3"),
        ("R2", "C01", "2"), ("R2", "C02", "1"), ("R2", "C03", "3"), ("R2", "C04", "3"),
        ("R3", "C02", "2"), ("R3", "C03", "1"),
    ]  # fmt: skip


def test_labels_have_the_language_of_their_column(company: ImportResult) -> None:
    query = f"SELECT ?l {{ <{BASE}item/C02> skos:prefLabel ?l }}"
    rows = company.store.query("PREFIX skos: <http://www.w3.org/2004/02/skos/core#> " + query)
    found = {str(row[0]) for row in cast(ox.QuerySolutions, rows)}
    assert found == {'"提示詞設計"@zh-tw', '"Prompt design"@en'}


def test_the_company_works_beside_our_documents(company: ImportResult) -> None:
    kg = atk.load(extra=[company])
    gap = kg.gap("R1", "R2")
    assert [item.label for item in gap.missing] == ["資料庫查詢"]
    assert kg.overlap("R1", "R2").score == pytest.approx(3 / 5)
    found = {(s.left, s.right) for s in kg.suggest("hongyuan-2026", "SMS2512-002v1")}
    assert (f"{BASE}item/C01", f"{ID}SMS2512-002v1/K05") in found  # both 機器學習概論


def made(folder: Path, mapping: str, **tables: str | Iterable[str]) -> ImportResult:
    """Import tables `name` -> CSV text, with a mapping that lacks only its framework."""
    paths = []
    for name, content in tables.items():
        path = folder / f"{name}.csv"
        path.write_text(str(content), encoding="utf-8")
        paths.append(path)
    (folder / "m.toml").write_text(HEAD + mapping, encoding="utf-8")
    return import_table(paths, folder / "m.toml")


ROLES = '[[tables]]\nfile = "r.csv"\nrows = "roles"\nlabel = "職務"\nitems = "職能"\nstrength = "required"\n'


def test_lists_in_cells_are_parted_and_what_no_table_lists_is_made(tmp_path: Path) -> None:
    result = made(tmp_path, ROLES, r="職務,職能\n甲,規劃、溝通、規劃\n乙,溝通\n")
    found = ask(
        result,
        "SELECT ?role ?item { ?r ait:requirer/skos:prefLabel ?role ; ait:strength ?s ;"
        " ait:requiredItem [ a ait:CompetencyItem ; skos:prefLabel ?item ] }",
    )
    assert found == [("乙", "溝通"), ("甲", "溝通"), ("甲", "規劃")]


def test_what_a_table_of_items_lacks_is_external_with_the_nearest(tmp_path: Path) -> None:
    items = '[[tables]]\nfile = "i.csv"\nrows = "items"\nlabel = "名稱"\n'
    result = made(tmp_path, ROLES + items, r="職務,職能\n甲,資料分拆\n", i="名稱\n資料分析\n")
    assert list(result.report.external) == [f"{ID}x/item/資料分拆"]
    (remark,) = result.report.of("external")
    assert (remark.file, remark.row) == ("r.csv", 2)
    assert "did you mean '資料分析'" in remark.message


REQUIREMENTS = (
    '[[tables]]\nrows = "requirements"\nrole = "role"\nitem = "item"\n'
    'strength = {column = "need", values = {must = "required", nice = "helpful"}}\n'
)


def test_a_requirement_said_twice_is_kept_once_and_told(tmp_path: Path) -> None:
    rows = "role,item,need\na,x,must\na,x,must\na,x,nice\n"
    result = made(tmp_path, REQUIREMENTS, t=rows)
    assert ask(result, "SELECT ?s { ?r ait:strength ?s }") == [(f"{ID}scheme/strength/required",)]
    assert [(r.kind, r.row) for r in result.report.remarks] == [("repair", 3), ("doubt", 4)]


def test_a_value_outside_the_mapping_is_refused_with_the_nearest(tmp_path: Path) -> None:
    result = made(tmp_path, REQUIREMENTS, t="role,item,need\na,x,must\na,y,muss\n,z,must\n")
    assert [(r.row, r.message) for r in result.report.remarks] == [
        (3, "column 'need': 'muss' is not among the values; did you mean 'must'?; left out"),
        (4, "column 'role' is empty; left out"),
    ]
    assert result.report.counts["t.csv"].kept == 1


#: A mapping behind its framework (4 lines), and what is said of it.
MAPPINGS = {
    "no toml": ("[[tables\n", r"m\.toml:5: is no TOML"),
    "no table": ("", "says of no table"),
    "unknown key": ('[[tables]]\nrows = "items"\nlable = "n"\n', r"m\.toml:7: unknown key 'lable'; did you mean 'label'"),
    "unknown rows": ('[[tables]]\nrows = "item"\n', r"m\.toml:6: rows cannot be 'item'; did you mean 'items'"),
    "second table": ('[[tables]]\nrows = "items"\nlabel = "n"\n[[tables]]\nrows = "items"\nlabel = "n"\nkind = "Skil"\n', r"m\.toml:11: kind cannot be 'Skil'; did you mean 'Skill'"),
    "needed key": ('[[tables]]\nrows = "items"\n', r"m\.toml:6: a table of items needs label"),
    "value of ours": ('[[tables]]\nrows = "items"\nlabel = "n"\nkind = {column = "n", values = {x = "Skils"}}\n', r"m\.toml:8: kind cannot be 'Skils'"),
    "scale": ('[scale]\norder = ["1", "1"]\n[[tables]]\nrows = "items"\nlabel = "n"\n', r"m\.toml:6: order is a list of different"),
    "no such column": ('[[tables]]\nrows = "items"\nlabel = "nm"\n', r"t\.csv: has no column 'nm'; did you mean 'n'"),
    "no such file": ('[[tables]]\nfile = "u.csv"\nrows = "items"\nlabel = "n"\n', r"m\.toml: .*there are: t\.csv"),
}  # fmt: skip


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_wrong_mapping_is_one_line_that_names_its_own(name: str, tmp_path: Path) -> None:
    mapping, problem = MAPPINGS[name]
    with pytest.raises(UnreadableFile, match=problem) as error:
        made(tmp_path, mapping, t="n\nx\n")
    assert "\n" not in str(error.value)


def test_a_file_that_no_mapping_is_for_is_told(tmp_path: Path) -> None:
    items = '[[tables]]\nfile = "t.csv"\nrows = "items"\nlabel = "n"\n'
    with pytest.raises(UnreadableFile, match=r"says nothing of u\.csv"):
        made(tmp_path, items, t="n\nx\n", u="n\nx\n")


@pytest.mark.parametrize("name", ["roles", "skills", "levels"])
def test_a_template_imports_its_own_table(name: str, tmp_path: Path) -> None:
    written = template(EXAMPLES / f"{name}.csv")
    tomllib.loads(written)
    (tmp_path / "m.toml").write_text(written, encoding="utf-8")
    counts = import_table(EXAMPLES / f"{name}.csv", tmp_path / "m.toml").report.counts
    assert counts[f"{name}.csv"].kept >= 3


def test_a_template_guesses_headers_and_values(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "Skill ID,Skill Name,Description,Type,Level\n1,SQL,Asks data,Skill,L2\n2,AI,,Knowledge,L1\n"
        "3,?,,Mystery,L1\n",
        encoding="utf-8",
    )
    said = tomllib.loads(template(path))
    (spec,) = said["tables"]
    assert spec["rows"] == "items"
    assert (spec["code"], spec["label"], spec["definition"]) == (
        "Skill ID", "Skill Name", "Description",
    )  # fmt: skip
    assert spec["kind"] == {
        "column": "Type",
        "values": {"Skill": "Skill", "Knowledge": "Knowledge"},
    }
    assert said["scale"]["order"] == ["L1", "L2"]
    assert re.search(r"# add: Mystery", template(path))


def test_a_header_cannot_break_out_of_a_template(tmp_path: Path) -> None:
    path = tmp_path / 'a"]\n[x.csv'
    path.write_text('"na""me\n[evil]","code\x1b"\nx,1\n', encoding="utf-8")
    said = tomllib.loads(template(path))
    assert set(said) == {"framework", "tables"}


def test_a_workbook_is_read_by_the_names_of_its_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("職能", 0)
    for row in (["名稱", "等級"], ["規劃", 2], ["溝通", None]):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "m.toml").write_text(
        HEAD + '[scale]\norder = ["1", "2"]\n[[tables]]\nsheet = "職能"\nrows = "items"\n'
        'label = "名稱"\nlevel = "等級"\nkind = "Skill"\n',
        encoding="utf-8",
    )
    result = import_table(tmp_path / "t.xlsx", tmp_path / "m.toml")
    assert ask(result, "SELECT ?l ?n { ?i skos:prefLabel ?l ; ait:level/ait:sequence ?n }") == [
        ("規劃", "2")
    ]
    renamed = (
        (tmp_path / "m.toml").read_text(encoding="utf-8").replace('sheet = "職能"', 'sheet = "職"')
    )
    (tmp_path / "m.toml").write_text(renamed, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="has no sheet '職'; there are: 職能, Sheet"):
        import_table(tmp_path / "t.xlsx", tmp_path / "m.toml")


def test_a_matrix_describes_rows_and_columns_without_a_mark_too(tmp_path: Path) -> None:
    """r2 asks for nothing, and nobody asks for B: both are there, and 1 requirement."""
    table, mapping = tmp_path / "m.csv", tmp_path / "m.toml"
    table.write_text("role,A,B\nr1,1,\nr2,,\n", encoding="utf-8")
    matrix = '[[tables]]\nrows = "matrix"\ndown = "roles"\nname = "role"\n'
    mapping.write_text(f'{HEAD}[scale]\norder = ["1"]\n{matrix}', encoding="utf-8")
    found = import_table(table, mapping)
    assert ask(found, "SELECT ?l { ?r a ait:Role ; skos:prefLabel ?l }") == [("r1",), ("r2",)]
    items = ask(found, "SELECT ?l { ?r a ait:CompetencyItem ; skos:prefLabel ?l }")
    assert items == [("A",), ("B",)]
    assert len(ask(found, "SELECT ?r { ?r a ait:Requirement }")) == 1


def test_a_template_takes_several_tables_and_leaves_empty_sheets_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["code", "name"])
    book.create_sheet("Sheet2")
    book.save(tmp_path / "t.xlsx")
    said = tomllib.loads(template(COMPANY[0], tmp_path / "t.xlsx"))
    assert said["framework"]["id"] == "roles"
    tables = [(each["file"], each.get("sheet")) for each in said["tables"]]
    assert tables == [("roles.csv", None), ("t.xlsx", "Sheet")]


def test_a_requirement_said_twice_is_counted_as_repaired(tmp_path: Path) -> None:
    table, mapping = tmp_path / "r.csv", tmp_path / "r.toml"
    table.write_text("role,item\nr,a\nr,a\n", encoding="utf-8")
    rows = '[[tables]]\nrows = "requirements"\nrole = "role"\nitem = "item"\n'
    mapping.write_text(HEAD + rows, encoding="utf-8")
    count = import_table(table, mapping).report.counts["r.csv"]
    assert (count.read, count.kept, count.repaired, count.refused) == (2, 2, 1, 0)


def test_two_roles_of_one_table_are_not_said_to_be_of_different_documents(
    company: ImportResult,
) -> None:
    kg = atk.load(extra=[company])
    said = "different documents"
    alone = kg.overlap(f"{BASE}role/R1", f"{BASE}item/C04", lang="en")
    assert (alone.score, any(said in remark for remark in alone.remarks)) == (0, False)
    across = kg.overlap(f"{BASE}role/R1", "SMS2512-002v1", lang="en")
    assert any(said in remark for remark in across.remarks)


def test_items_without_roles_and_those_of_a_category_can_be_compared(tmp_path: Path) -> None:
    """a and b are of the category g, c is of none; nobody asks for any of them."""
    table, mapping = tmp_path / "i.csv", tmp_path / "i.toml"
    table.write_text("name,group\na,g\nb,g\nc,\n", encoding="utf-8")
    rows = '[[tables]]\nrows = "items"\nlabel = "name"\ngroup = "group"\n'
    mapping.write_text(HEAD + rows, encoding="utf-8")
    kg = atk.load(extra=[import_table(table, mapping)])
    missing = {label: {item.label for item in kg.gap("SMS2512-002v1", goal).missing} for label, goal in (
        ("all", f"{ID}x"), ("g", f"{ID}x/category/g"))}  # fmt: skip
    assert missing == {"all": {"a", "b", "c"}, "g": {"a", "b"}}


def test_a_template_tells_a_kind_by_its_values_and_a_name_from_a_level(tmp_path: Path) -> None:
    """Whatever the column of kinds is called; the names of the rows are no levels."""
    listed, across = tmp_path / "l.csv", tmp_path / "a.csv"
    listed.write_text("編號,技能,分類\n1,提示,技能\n2,學習,知識\n", encoding="utf-8")
    across.write_text("員工,提示,學習,清理\n王,3,2,1\n李,1,2,3\n", encoding="utf-8")
    [items] = tomllib.loads(template(listed))["tables"]
    kinds = {"技能": "Skill", "知識": "Knowledge"}
    assert (items["kind"], "group" in items) == ({"column": "分類", "values": kinds}, False)
    assert tomllib.loads(template(across))["scale"]["order"] == ["1", "2", "3"]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_table_with_other_marks_than_commas_gets_no_template(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"代碼{mark}名稱\n1{mark}提示\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"t\.csv: .* save it with commas, or as \.xlsx"):
        template(path)


def test_a_title_above_the_header_is_told(tmp_path: Path) -> None:
    table, mapping = tmp_path / "t.csv", tmp_path / "t.toml"
    table.write_text("本公司盤點表\n代碼,名稱\n1,提示\n", encoding="utf-8")
    mapping.write_text(HEAD + '[[tables]]\nrows = "items"\nlabel = "名稱"\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"'名稱'; .*the header must be the first row"):
        import_table(table, mapping)
