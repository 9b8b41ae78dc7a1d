"""Hostile and damaged input: one line that names it, in bounded time and memory."""

from __future__ import annotations

import csv
import gzip
import io
import os
import random
import resource
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from aitalent_kg.errors import AitalentError, MissingFile, UnreadableFile
from aitalent_kg.importers import workbooks
from aitalent_kg.importers.bundle import Bundle
from aitalent_kg.importers.documents import json_of
from aitalent_kg.importers.formats.skos import import_skos
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.tables import csv_sheet, sheets

MIB = 1024**2


def zipped(path: Path, **members: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def is_one_line(error: pytest.ExceptionInfo[AitalentError], path: Path) -> bool:
    return str(path) in str(error.value) and "\n" not in str(error.value)


def member(name: str, mode: int = 0) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        info = zipfile.ZipInfo("placeholder")
        info.filename = name
        info.external_attr = mode << 16
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(info, "x")
        return path

    return make


def many(path: Path) -> Path:
    return zipped(path, **{f"{n}.csv": "" for n in range(10_001)})


def encrypted(path: Path) -> Path:
    zipped(path, **{"a.csv": "x"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    return path


def cut_off(path: Path) -> Path:
    data = zipped(path, **{"a.csv": "x" * 1000}).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def twice(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.csv", "1")
        archive.writestr("a.csv", "2")
    return path


#: A zip archive, and what is said of it.
ARCHIVES = {
    "up": (member("../evil.csv"), "leads outside"),
    "up in the middle": (member("a/../../evil.csv"), "leads outside"),
    "absolute": (member("/etc/passwd"), "leads outside"),
    "backslash": (member("..\\evil.csv"), "leads outside"),
    "drive": (member("C:evil.csv"), "leads outside"),
    "link": (member("link.csv", 0o120777), "is a link"),
    "many members": (many, "10001 members"),
    "encrypted": (encrypted, "encrypted; unpack it first"),
    "cut off": (cut_off, "no zip archive, or cut off"),
    "no zip": (lambda path: path.write_bytes(b"x" * 100) and path, "no zip archive"),
    "a member twice": (twice, "'a.csv' twice"),
    "bomb": (lambda path: zipped(path, **{"a.csv": bytes(64 * MIB)}), "looks like a zip bomb"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_hostile_archive_is_refused_before_it_is_read(name: str, tmp_path: Path) -> None:
    make, problem = ARCHIVES[name]
    path = make(tmp_path / "in.zip")
    with pytest.raises(UnreadableFile, match=problem) as error:
        Bundle.of([path])
    assert is_one_line(error, path)
    assert [p.name for p in tmp_path.iterdir()] == ["in.zip"]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", **{"a.csv": "a\n1\n"}).read_bytes()
    bundle = Bundle.of([zipped(tmp_path / "in.zip", **{"inner.zip": inner})])
    assert [entry.name for entry in bundle.entries] == ["inner.zip"]
    with pytest.raises(UnreadableFile, match="is a zip archive"):
        table(bundle)


def test_a_changed_member_is_told_by_its_checksum(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("a.csv", "code\nAAAA\n")
    data = (tmp_path / "in.zip").read_bytes().replace(b"AAAA", b"BBBB")
    (tmp_path / "in.zip").write_bytes(data)
    with pytest.raises(UnreadableFile, match="broken or cut off"):
        table(Bundle.of([tmp_path / "in.zip"]))


def test_a_member_cannot_be_larger_than_the_archive_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "in.zip", **{"a.csv": b"a\n" * 1000})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="broken or cut off"):
        table(Bundle.of([path]))


def test_gzip_that_unpacks_to_too_much_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(bytes(64 * MIB)))
    bundle = Bundle.of([path])
    with pytest.raises(UnreadableFile, match="a bomb") as error:
        bundle.bytes(bundle.entries[0])
    assert is_one_line(error, path)


@pytest.mark.parametrize("cut", [5, 30, -5])
def test_broken_gzip_is_one_line(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(os.urandom(1000).hex().encode())[:cut])
    with pytest.raises(UnreadableFile, match="broken or cut off"):
        table(Bundle.of([path]))


def test_a_folder_s_links_do_not_lead_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "t.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(UnreadableFile, match="a link that leads out of the folder"):
        Bundle.of([folder])


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MissingFile, match="is no file; save it first"):
        Bundle.of([tmp_path / "pipe"])


def test_other_archives_are_not_taken_for_tables(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.csv", "w") as archive:
        archive.addfile(tarfile.TarInfo("x"))
    with pytest.raises(UnreadableFile, match="is binary"):
        table(Bundle.of([tmp_path / "a.csv"]))


def table(bundle: Bundle) -> list[object]:
    with csv_sheet(bundle, bundle.entries[0], Log()) as sheet:
        return list(sheet.rows(*sheet.header))


#: Bytes of a CSV file, and what is said of it behind its path.
TABLES = {
    "utf-16": ("a,b\n1,2\n".encode("utf-16"), ": is UTF-16"),
    "utf-16 without mark": ("a,b\n1,2\n".encode("utf-16-le"), ": is binary or UTF-16"),
    "big5 in the header": ("代碼,名稱\n1,2\n".encode("big5"), ":1: is not UTF-8 .Big5."),
    "big5 far below": (b"a,b\n" + b"1,2\n" * 50_000 + "1,名稱\n".encode("big5"), ":50002: is not"),
    "empty": (b"", ": is empty"),
    "blank": (b"\n\n \n", ": "),
    "quote left open": (b'a,b\n1,"2\n', ":2: is no CSV"),
    "a column twice": (b"a,b,a\n", ": has the column 'a' twice"),
    "workbook": (b"PK\x03\x04rest", ": is a zip archive or workbook"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", ": is an old Excel workbook"),
    "many columns": (b",".join(b"c%d" % n for n in range(6_000)) + b"\n", ": has 6000 columns"),
    "one cell of 2 MB": (b"a\n" + b"x" * 2_000_000, ":2: is no CSV: field larger"),
    "one line of 9 MB": (b"a\n" + b"x," * 4_500_000, ":2: is no CSV: a line has more than"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_damaged_table_is_one_line(name: str, tmp_path: Path) -> None:
    content, problem = TABLES[name]
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    if name == "blank":  # a header of one blank cell has no columns to read
        assert table(Bundle.of([path])) == []
        return
    with pytest.raises(UnreadableFile, match=problem) as error:
        table(Bundle.of([path]))
    assert is_one_line(error, path)


def test_a_primary_key_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("PK,name\n1,x\n", encoding="utf-8")
    assert table(Bundle.of([tmp_path / "t.csv"])) == [(2, ("1", "x"))]


def workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("T", 0)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    parts[part] = change(parts[part])
    return zipped(path, **parts)


def cells(path: Path) -> list[object]:
    bundle = Bundle.of([path])
    with sheets(bundle, bundle.entries[0], Log()) as found:
        sheet = next(iter(found.values()))()
        return list(sheet.rows(*sheet.header))


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>'
SHEET = "xl/worksheets/sheet1.xml"
#: How the sheet of a good workbook is changed, and what is said of it.
BOOKS = {
    "entities": (lambda b: BOMB + b[b.index(b"<worksheet") :], "declares a DOCTYPE"),
    "entities in utf-16": (lambda b: BOMB.decode().encode("utf-16"), "is not UTF-8"),
    "cut off": (lambda b: b[: len(b) // 2], "broken or cut off"),
    "bomb": (lambda b: b.replace(b"<sheetData>", b"<sheetData>" + b" " * 64 * MIB), "a zip bomb"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_hostile_workbook_is_one_line(name: str, tmp_path: Path) -> None:
    change, problem = BOOKS[name]
    path = workbook(tmp_path / "t.xlsx", ["code", "name"], ["1", "x"])
    changed(path, SHEET, change)
    with pytest.raises(UnreadableFile, match=problem) as error:
        cells(path)
    assert is_one_line(error, path)


def test_a_formula_is_refused_with_its_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", ["code"], ["1"], ['=HYPERLINK("http://x","y")'])
    with pytest.raises(UnreadableFile, match=r"\[T\]:3: holds a formula"):
        cells(path)


def test_what_is_no_workbook_is_one_line(tmp_path: Path) -> None:
    for content in (b"x", b"PK\x03\x04" + b"x" * 50):
        (tmp_path / "t.xlsx").write_bytes(content)
        with pytest.raises(UnreadableFile, match="no Excel workbook"):
            cells(tmp_path / "t.xlsx")


#: A text in JSON, and what is said of it.
DOCUMENTS = {
    "100,000 brackets": ("[" * 100_000, "nested too deep"),
    "100,000 objects": ('{"a":' * 100_000, "nested too deep"),
    "cut off": ('{"a": [1, 2', ":1: is no JSON"),
    "NaN": ('{"a": NaN}', "holds NaN"),
    "a number without end": ("9" * 10_000, "4300 digits"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_hostile_json_is_one_line(name: str, tmp_path: Path) -> None:
    content, problem = DOCUMENTS[name]
    path = tmp_path / "t.json"
    path.write_text(content, encoding="utf-8")
    bundle = Bundle.of([path])
    with pytest.raises(UnreadableFile, match=problem) as error:
        json_of(bundle, bundle.entries[0])
    assert is_one_line(error, path)


XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="http://a/b"/>'
)
#: A file of RDF, and what is said of it.
RDF = {
    "100,000 brackets.ttl": (b"<a:b> <a:b> " + b"[ <a:b> " * 100_000, "is broken RDF"),
    "objects.jsonld": (b'{"http://a/b":' * 100_000, "is broken RDF"),
    "remote context.jsonld": (b'{"@context": "http://127.0.0.1:9/c", "@id": "a:b"}', "not fetched"),
    "entities.rdf": (b'<!DOCTYPE x [<!ENTITY a "b">]>' + XML.encode() + b"</rdf:RDF>", "DOCTYPE"),
    "encoding.rdf": (b'<?xml version="1.0" encoding="UF-8"?>' + XML.encode(), "unknown encoding"),
    "cut off.rdf": (XML.encode(), "no element found"),
    "cut off.nt": (b"<a:b> <a:b> <a:", "is broken RDF"),
    "relative.ttl": (b"<b> <a:b> <a:b> .", "write relative IRIs in full"),
    "big5.ttl": ('<a:b> <a:b> "名稱" .'.encode("big5"), "UTF-8"),
    "utf-16.ttl": ("<a:b> <a:b> <a:b> .".encode("utf-16"), "is UTF-16"),
    "empty.nt": (b"", "is empty"),
    "no concept.nt": (b"<a:b> <a:b> <a:b> .", "holds no SKOS concept"),
    "words.doc": (b"x", "holds no RDF file"),
}


@pytest.mark.parametrize("name", RDF)
def test_hostile_rdf_is_one_line(name: str, tmp_path: Path) -> None:
    content, problem = RDF[name]
    path = tmp_path / name.replace(" ", "-")
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=problem) as error:
        import_skos(path)
    assert is_one_line(error, path)


def damaged(chance: random.Random, content: bytes) -> bytes:
    """The content with some bytes changed, taken out, put in, or cut off."""
    changed = bytearray(content)
    for _ in range(chance.choice([1, 2, 5])):
        at = chance.randrange(len(changed) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            changed[at : at + 1] = chance.randbytes(1)
        elif kind == 1:
            del changed[at : at + chance.randrange(20)]
        elif kind == 2:
            changed[at:at] = chance.randbytes(chance.randrange(8))
        else:
            del changed[max(at, 10) :]
    return bytes(changed)


#: A good file, and what reads it.
GOOD: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "t.csv": (b'code,name\n1,"x\ny"\n', lambda p: table(Bundle.of([p]))),
    "t.csv.gz": (gzip.compress(b"a,b\n1,2\n" * 9), lambda p: table(Bundle.of([p]))),
    "t.json": (b'{"a": [1, {"b": "c"}]}', lambda p: json_of(Bundle.of([p]), Bundle.of([p]).entries[0])),
    "t.rdf": ((XML + "</rdf:RDF>").encode(), import_skos),
    "t.jsonld": (b'[{"@id": "http://a/b", "@type": ["http://a/c"]}]', import_skos),
    "t.xlsx": (b"", cells),
    "t.zip": (b"", lambda p: table(Bundle.of([p]))),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_damage_of_any_kind_gives_rows_or_an_error_of_ours(name: str, tmp_path: Path) -> None:
    content, read = GOOD[name]
    path, chance = tmp_path / name, random.Random(7)
    if name == "t.xlsx":
        content = workbook(path, ["code", "name"], ["1", "x"]).read_bytes()
    elif name == "t.zip":
        content = zipped(path, **{"a.csv": "code,name\n1,x\n" * 9}).read_bytes()
    told = 0
    for _ in range(60):
        path.write_bytes(damaged(chance, content))
        try:
            read(path)
        except AitalentError as error:
            told += 1
            assert "\n" not in str(error)
    assert told > 10


def test_names_of_files_cannot_break_out_of_a_statement(tmp_path: Path) -> None:
    name = 'a> <x:y> "z\n\x1b[31m\u202e.nt'
    path = tmp_path / name
    path.write_text(
        "<http://a/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <http://www.w3.org/2004/02/skos/core#Concept> .\n",
        encoding="utf-8",
    )
    result = import_skos(path)
    assert len(result.store) == result.report.triples
    assert name in {quad.object.value for quad in result.store}


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_a_cell_of_100_mb_needs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("wb") as stream:
        stream.write(b"a\n")
        for _ in range(100):
            stream.write(b"x" * MIB)
    code = (
        "import sys; from aitalent_kg.importers.bundle import Bundle;"
        "from aitalent_kg.importers.report import Log;"
        "from aitalent_kg.importers.tables import csv_sheet\n"
        "bundle = Bundle.of([sys.argv[1]])\n"
        "with csv_sheet(bundle, bundle.entries[0], Log()) as sheet: list(sheet.rows('a'))"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (400 * MIB, 400 * MIB))

    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, preexec_fn=limit
    )
    assert "UnreadableFile" in done.stderr
    assert "MemoryError" not in done.stderr


def test_bytes_that_are_read_ahead_do_not_change_the_hash(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a\n" + b"1\n" * 10)
    bundle = Bundle.of([path])
    with bundle.open(bundle.entries[0]) as stream:
        assert stream.read(1) == b"a"
    assert bundle.read["t.csv"].bytes == 22
    assert io.BytesIO(path.read_bytes()).getbuffer().nbytes == 22


def test_links_that_lead_to_themselves_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "ring.json").symlink_to("ring.json")
    for given in (tmp_path, tmp_path / "ring.json"):
        with pytest.raises(MissingFile) as error:
            Bundle.of([given])
        assert is_one_line(error, given)


def test_a_row_number_that_no_workbook_has_ends_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """openpyxl gives an empty row for each number before it: two thousand million of them."""
    monkeypatch.setattr(workbooks, "_LAST_ROW", 1000)
    path = workbook(tmp_path / "t.xlsx", ["code"], ["1"])
    changed(path, SHEET, lambda b: b.replace(b'r="2"', b'r="2000000000"').replace(b'"A2"', b'"A9"'))
    with pytest.raises(UnreadableFile, match="has a row beyond 1000"):
        cells(path)


def test_an_error_of_a_json_file_names_it_once(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_bytes(b"")
    os.truncate(path, 40 * MIB)
    with pytest.raises(UnreadableFile) as error:
        json_of(Bundle.of([path]), Bundle.of([path]).entries[0])
    assert str(error.value).count("t.json") == 1
    path.write_text(" \n")
    with pytest.raises(UnreadableFile, match="is empty"):
        json_of(Bundle.of([path]), Bundle.of([path]).entries[0])


def test_what_is_packed_counts_as_large_as_it_is(tmp_path: Path) -> None:
    """By this, statements go to disk or to memory."""
    zipped(tmp_path / "t.zip", **{"a.nt": b"\n" * MIB})
    (tmp_path / "t.nt.gz").write_bytes(gzip.compress(b"\n" * MIB))
    (tmp_path / "u.nt").write_bytes(b"\n" * 7)
    sizes = {e.name: e.size for e in Bundle.of([tmp_path]).entries}
    packed = (tmp_path / "t.nt.gz").stat().st_size
    assert sizes == {"a.nt": MIB, "t.nt": 20 * packed, "u.nt": 7}


def test_the_length_of_cells_is_that_of_the_process_again_after_an_import(tmp_path: Path) -> None:
    """Other readers of the process have a limit of their own, and say so."""
    path = tmp_path / "t.csv"
    path.write_text(f"code\n{'x' * 200_000}\n", encoding="utf-8")
    before = csv.field_size_limit()
    with csv_sheet(bundle := Bundle.of([path]), bundle.entries[0], Log()) as sheet:
        assert [len(cells[0]) for _, cells in sheet.rows("code")] == [200_000]
    assert csv.field_size_limit() == before
