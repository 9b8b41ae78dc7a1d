"""A folder of standards is one import: every file counted, nothing of one mixed with another."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, Namespace, URIRef
from test_icap_cases import ROW, SECOND, standard

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, BadValue, MissingFile, UnreadableFile
from aitalent_kg.importers.formats.icap import import_icap, read_icap
from aitalent_kg.names import AIT, ID

HERE = Path(__file__).parent
TEXTS = sorted((HERE / "icap").glob("*.txt"))
REAL = sorted((HERE.parent / "data" / "sources").glob("S*.txt"))
ait = Namespace(AIT)
VERSIONS = (
    "版本|職能基準代碼|職能基準名稱|狀態|更新說明|發展更新日期\n"
    "V2|TST0001-001v2|乙|最新|略|2024/2/3\nV1|TST0001-001v1|甲|歷史|略|2023/2/3"
)


def text_of(code: str, *rows: str, **parts: str) -> str:
    return standard(*(rows or [ROW]), **parts).replace(
        "職能基準代碼\tTST0001-001v1", f"職能基準代碼\t{code}"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two standards, one of them a table."""
    found = tmp_path / "standards"
    (found / "below").mkdir(parents=True)
    (found / "one.txt").write_text(text_of("TST0001-001v1"), encoding="utf-8")
    table = text_of("TST0002-001v1", ROW, SECOND).replace("\t", ",")
    (found / "below" / "two.csv").write_text(table, encoding="utf-8")
    return found


def test_every_file_is_counted(folder: Path) -> None:
    counts = import_icap(folder).report.counts
    # T1, T1.1, O, P, K, S and the attitude; below, T1.2 and its O, P, K, S more
    assert {name: (c.read, c.kept, c.refused) for name, c in counts.items()} == {
        "one.txt": (7, 7, 0),
        "below/two.csv": (12, 12, 0),
    }


def test_statements_are_those_of_the_files_alone() -> None:
    together = set(import_icap(TEXTS).graph)
    for path in TEXTS:
        assert set(read_icap(path).graph) <= together


def test_no_statement_is_written_twice(tmp_path: Path) -> None:
    for number in (1, 2):
        path = tmp_path / f"{number}.txt"
        path.write_text(text_of(f"TST0001-001v{number}", versions=VERSIONS), encoding="utf-8")
    result = import_icap(tmp_path)
    lines = result.path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == len(result) == len(result.graph)


def test_framework_has_the_standards_as_parts(folder: Path) -> None:
    result = import_icap(folder)
    framework = URIRef(result.report.framework)
    assert (framework, RDF.type, ait.Framework) in result.graph
    parts = {
        str(part).removeprefix(ID) for part in result.graph.objects(framework, DCTERMS.hasPart)
    }
    assert parts == {"TST0001-001v1", "TST0002-001v1"}


def test_name_of_an_import_follows_from_its_codes(folder: Path) -> None:
    first = import_icap(folder).report.framework
    assert import_icap([folder / "below", folder / "one.txt"]).report.framework == first
    (folder / "one.txt").write_text(text_of("TST0003-001v1"), encoding="utf-8")
    assert import_icap(folder).report.framework != first


def test_one_standard_is_the_framework() -> None:
    result = import_icap(TEXTS[0])
    assert result.report.framework == f"{ID}{TEXTS[0].stem}"
    assert result.path.name == f"{TEXTS[0].stem}.nt"


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_our_documents_graph_is_not_taken(path: Path) -> None:
    result = import_icap(path)
    assert result.path.stem != path.stem
    assert set(read_icap(path).graph) <= set(result.graph)


def test_remarks_name_file_and_line(folder: Path) -> None:
    (folder / "one.txt").write_text(text_of("TST0001-001v1", "T1 甲|T1.1 乙|||3|K 01 戊|"), "utf-8")
    told = {(r.kind, r.file, r.row) for r in import_icap(folder).report.remarks}
    row = text_of("TST0001-001v1", ROW).split("\n").index(ROW.replace("|", "\t")) + 1
    assert told == {("repair", "one.txt", row), ("doubt", "one.txt", row)}


def test_zip_is_read_as_its_folder(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "standards.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            packed.write(path, path.relative_to(folder).as_posix())
    counts = import_icap(archive).report.counts
    assert set(counts) == {"one.txt", "below/two.csv"}


def test_broken_file_ends_the_import_and_is_named(folder: Path) -> None:
    (folder / "third.txt").write_text("職能基準代碼\tTST\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"third\.txt:1: 職能基準代碼 needs a code"):
        import_icap(folder)


def test_broken_file_may_be_skipped_and_is_told(folder: Path) -> None:
    whole = len(import_icap(folder).report.counts)
    (folder / "third.txt").write_text("職能基準代碼\tTST\n", encoding="utf-8")
    report = import_icap(folder, skip_broken=True).report
    refused = report.of("refused")
    assert [(remark.file, remark.row) for remark in refused] == [("third.txt", 1)]
    assert report.counts["third.txt"].refused == 1
    assert len(report.counts) == whole + 1


def test_only_broken_files_are_an_error(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="holds no iCAP standard that can be read"):
        import_icap(tmp_path, skip_broken=True)


def test_same_standard_twice_is_an_error(folder: Path) -> None:
    (folder / "again.txt").write_text(text_of("TST0001-001v1"), encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"one\.txt: is TST0001-001v1 again, as again\.txt is"):
        import_icap(folder)


def test_files_that_are_no_standards_are_told(folder: Path) -> None:
    for name in ("README.md", "scan.pdf", "one.toml"):
        (folder / name).write_text("x", encoding="utf-8")
    refused = import_icap(folder).report.of("refused")
    assert [remark.file for remark in refused] == ["README.md", "scan.pdf"]


def test_corrections_lie_in_a_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "one.txt").write_text(
        text_of("TST0001-001v1", ROW, SECOND.replace("己", "巳")), encoding="utf-8"
    )
    doubts = [r.message for r in import_icap(folder).report.of("doubt")]
    assert doubts == ["S01 is worded '巳' here and '己' elsewhere"]
    decided = tmp_path / "decided"
    decided.mkdir()
    (decided / "TST0001-001v1.toml").write_text('[labels]\nS01 = "巳"', encoding="utf-8")
    assert import_icap(folder, decided).report.of("doubt") == ()


def _one_correction(folder: Path) -> object:
    (folder / "c.toml").write_text("", encoding="utf-8")
    return import_icap(folder, folder / "c.toml")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda folder: import_icap(folder, code="TST0001-001v1"), BadValue, "are for one table"),
        (lambda folder: import_icap(folder / "no"), MissingFile, "is not there"),
        (lambda folder: import_icap([]), MissingFile, "no file"),
        (_one_correction, UnreadableFile, "is for one standard; give a folder"),
    ],
    ids=["code for several", "missing", "nothing", "one correction for several"],
)
def test_misuse_is_one_line(
    call: Callable[[Path], object], error: type[AitalentError], message: str, folder: Path
) -> None:
    with pytest.raises(error, match=message):
        call(folder)


def test_source_of_the_quotes_is_described(folder: Path) -> None:
    graph = import_icap(folder).graph
    for code, name in (("TST0001-001v1", "one.txt"), ("TST0002-001v1", "below/two.csv")):
        source = graph.value(URIRef(ID + code), ait.sourceFile)
        assert (source, RDF.type, ait.SourceFile) in graph
        assert str(graph.value(source, ait.fileName)) == name


def test_imported_standards_answer_queries_beside_ours(folder: Path) -> None:
    result = import_icap(folder)
    kg = atk.load(extra=[result.path])
    item = f"<{ID}TST0002-001v1/S01>"
    rows = kg.sparql(f"SELECT ?task WHERE {{ ?r ait:requirer ?task ; ait:requiredItem {item} }}")
    assert isinstance(rows, atk.Table)
    assert {str(row[0]).rpartition("/")[2] for row in rows} == {"T1.1", "T1.2"}


def test_progress_names_each_file(folder: Path) -> None:
    steps: list[str] = []
    import_icap(folder, progress=steps.append)
    assert steps == ["below/two.csv (1 of 2)", "one.txt (2 of 2)"]
