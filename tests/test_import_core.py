"""What all importers share: terms, tables, bundles, reports, results."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, URIRef

from aitalent_kg.errors import AitalentError, BadValue, MissingFile, UnreadableFile
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.bundle import Bundle
from aitalent_kg.importers.documents import json_of
from aitalent_kg.importers.report import MOST_REMARKS, Log
from aitalent_kg.importers.result import ImportResult, Reader, run
from aitalent_kg.importers.statements import Statements, iri, number, slug, text
from aitalent_kg.importers.tables import csv_sheet
from aitalent_kg.names import AIT, ID
from aitalent_kg.progress import Progress

TRICKY = st.text(alphabet=st.sampled_from('ab:/<>"\\{}|^` \n\r\t\0#%é中\ud800\udfff\u202e.@'))


def parsed(statement: str) -> list[ox.Quad]:
    stream = io.BytesIO(statement.encode())
    return list(ox.parse(input=stream, format=ox.RdfFormat.N_TRIPLES))


@given(st.one_of(TRICKY, st.text()).map(lambda tail: "http://a.b/" + tail))
@settings(max_examples=300, deadline=None)
def test_an_iri_is_refused_or_reads_back_as_it_was(value: str) -> None:
    try:
        term = iri(value)
    except BadValue:
        return
    (quad,) = parsed(f"{term} {term} {term} .\n")
    assert quad.object == ox.NamedNode(value)


@given(st.one_of(TRICKY, st.text(alphabet=st.characters())))
@settings(max_examples=300, deadline=None)
def test_a_text_reads_back_as_it_was_but_for_half_surrogates(value: str) -> None:
    (quad,) = parsed(f"<a:b> <a:b> {text(value, 'zh-TW')} .\n")
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    assert quad.object == ox.Literal(whole, language="zh-tw")


@pytest.mark.parametrize("tag", ["en> <a:b", "zh_TW", "", "e n", 'en"', "123456789"])
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    if not tag:
        assert text("a", tag) == '"a"'
    else:
        with pytest.raises(BadValue, match="no language tag"):
            text("a", tag)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999999", "1E-999999999"])
def test_a_number_without_end_is_refused(value: str) -> None:
    with pytest.raises(BadValue, match="no number"):
        number(Decimal(value))


def test_numbers_are_decimals_written_out() -> None:
    assert number(Decimal("4.50")).startswith('"4.50"^^')
    assert number(Decimal("1E+2")).startswith('"100.0"^^')
    assert number(7).endswith("#integer>")


@pytest.mark.parametrize("value", ["..", ".", "../..", " .. "])
def test_no_segment_leads_upwards(value: str) -> None:
    assert slug(value) not in {".", ".."}
    assert "/" not in slug(value)


def made(tmp_path: Path, read: Callable[[Builder], None], content: str = "x") -> ImportResult:
    path = tmp_path / "in.csv"
    path.write_text(content, encoding="utf-8")

    def reader(builder: Builder, _: Progress) -> None:
        builder.bundle.bytes(builder.bundle.entries[0])
        builder.framework("test", "Test", "1")
        read(builder)

    return run("test", reader, path)


def one_skill(builder: Builder) -> None:
    builder.thing(builder.below("a"), "Skill", "A\n「甲」")


def framed(stem: str) -> Reader:
    def reader(builder: Builder, _: Progress) -> None:
        builder.framework(stem, "T")

    return reader


def test_different_words_never_make_one_iri(tmp_path: Path) -> None:
    def read(builder: Builder) -> None:
        terms = [builder.below("item", code) for code in ("A/1", "A 1", "A-1", "A/1", "??", "!!")]
        assert len(set(terms)) == 5
        assert terms[0] == terms[3] == f"<{ID}test/item/A-1>"

    made(tmp_path, read)


@pytest.mark.parametrize("stem", ["scheme", "source", "..", "", "///", "importer"])
def test_a_framework_cannot_take_a_name_of_ours(stem: str, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(BadValue, match="cannot name a framework"):
        run("test", framed(stem), path)


def test_a_framework_cannot_be_one_of_our_documents(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="our document SMS2512-002v1"):
        run("test", framed("SMS2512-002v1"), path)


def test_what_is_referred_to_and_not_described_is_an_external_resource(tmp_path: Path) -> None:
    def read(builder: Builder) -> None:
        here = builder.thing(builder.below("a"), "Skill", "A")
        builder.broader(here, builder.below("nowhere"))
        builder.broader(builder.thing(builder.below("b"), "Skill", "B"), here)

    result = made(tmp_path, read)
    assert result.report.external == {f"{ID}test/nowhere": 1}
    found = result.graph.subjects(RDF.type, URIRef(f"{AIT}ExternalResource"))
    assert [*map(str, found)] == [f"{ID}test/nowhere"]


def test_the_input_is_named_with_its_hash(tmp_path: Path) -> None:
    result = made(tmp_path, lambda _: None, "abc")
    (file,) = result.report.files
    assert (file.name, file.bytes) == ("in.csv", 3)
    # SHA-256 of "abc" as printed in FIPS 180-2
    assert file.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert f'"{file.sha256}"' in result.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld"])
def test_each_ending_holds_the_same_statements(ending: str, tmp_path: Path) -> None:
    result = made(tmp_path, one_skill)
    target = tmp_path / f"out{ending}"
    result.write(target)
    store = ox.Store()
    store.bulk_load(path=target, format=ox.RdfFormat.from_extension(ending[1:]))
    assert {q.triple for q in store} == {q.triple for q in result.store}
    assert len(store) == result.report.triples == len(result)


def test_an_input_is_never_written_to(tmp_path: Path) -> None:
    source = tmp_path / "in.ttl"
    source.write_text("x", encoding="utf-8")

    def reader(builder: Builder, _: Progress) -> None:
        builder.framework("test", "Test")

    result = run("test", reader, source)
    link = tmp_path / "link.ttl"
    link.hardlink_to(source)
    for target in (source, link):
        with pytest.raises(BadValue, match="is an input"):
            result.write(target)
    assert source.read_text(encoding="utf-8") == "x"


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=r"\.ttl"):
        made(tmp_path, lambda _: None).write(tmp_path / "out.doc")


def test_the_temporary_folder_goes_with_the_result_and_on_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    result = made(tmp_path, lambda _: None)
    assert len(list(folder.iterdir())) == 1
    del result
    assert not list(folder.iterdir())

    def fail(_: Builder) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(tmp_path, fail)
    assert not list(folder.iterdir())


def test_a_full_disk_is_told_as_such_and_names_no_input(tmp_path: Path) -> None:
    def full(_: Builder) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(AitalentError, match=r"cannot be written .*TMPDIR") as told:
        made(tmp_path, full)
    assert "in.csv" not in str(told.value)


def test_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    paths = [tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv"]
    for number_, path in enumerate(paths):
        path.parent.mkdir()
        path.write_text(str(number_), encoding="utf-8")
    bundle = Bundle.of([*paths, paths[0]])
    assert [entry.name for entry in bundle.entries] == ["x.csv", "2/x.csv"]
    assert [bundle.bytes(entry) for entry in bundle.entries] == [b"0", b"1"]
    assert len(bundle.read) == 2


def test_a_folder_a_zip_and_gzip_give_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "t.csv").write_text("a,b\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("t.csv", "a,b\n")
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"a,b\n"))
    for path in (folder, tmp_path / "t.zip", tmp_path / "t.csv.gz"):
        bundle = Bundle.of([path])
        entry = bundle.one(r"t\.csv", "the table")
        assert bundle.bytes(entry) == b"a,b\n"
        assert entry.name == "t.csv"


def rows(path: Path, *columns: str) -> tuple[list[tuple[int, tuple[str, ...]]], Log]:
    log, bundle = Log(), Bundle.of([path])
    with csv_sheet(bundle, bundle.entries[0], log) as sheet:
        return list(sheet.rows(*columns)), log


def test_rows_have_their_numbers_and_wrong_ones_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('code,name\n1,"two\nlines"\n\n2\n3,x\n', encoding="utf-8")
    found, log = rows(path, "name", "code")
    assert found == [(2, ("two\nlines", "1")), (5, ("x", "3"))]
    assert (log.count("t.csv").read, log.count("t.csv").refused) == (3, 1)
    assert [(r.row, r.message) for r in log.remarks] == [(4, "has 1 cells, the header 2; left out")]


def test_the_nearest_column_is_suggested(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("preferedLabel,code\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="did you mean 'preferedLabel'"):
        rows(path, "preferredLabel")


def test_the_csv_limit_of_others_is_not_lowered(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a\n1\n", encoding="utf-8")
    before = csv.field_size_limit(5_000_000)
    try:
        rows(path, "a")
        assert csv.field_size_limit() == 5_000_000
    finally:
        csv.field_size_limit(before)


def test_remarks_are_bounded_in_number_and_length() -> None:
    log = Log()
    for _ in range(MOST_REMARKS + 3):
        log.doubt("f", 1, "x" * 10_000)
    assert len(log.remarks) == MOST_REMARKS
    assert log.unlisted == 3
    assert max(len(remark.message) for remark in log.remarks) == 400


def test_json_that_names_something_twice_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    names = ",".join(f'"k{n}":0' for n in range(200_000))
    path.write_text("{" + names + ',"k199999":1}', encoding="utf-8")
    bundle = Bundle.of([path])
    with pytest.raises(UnreadableFile, match="'k199999' twice"):
        json_of(bundle, bundle.entries[0])


def test_a_statement_is_written_once() -> None:
    stream = io.BytesIO()
    out = Statements(stream)
    for _ in range(3):
        out.add(iri("http://a/b"), iri("http://a/c"), text("x"))
    out.flush()
    assert stream.getvalue() == b'<http://a/b> <http://a/c> "x" .\n'
    assert len(out) == 1


def test_the_graph_of_a_result_is_that_of_its_file(tmp_path: Path) -> None:
    result = made(tmp_path, one_skill)
    assert len(result.graph) == len(Graph().parse(result.path, format="nt")) == len(result)


def test_every_error_of_the_core_is_ours() -> None:
    assert issubclass(BadValue, AitalentError)
    with pytest.raises(MissingFile, match="is not there"):
        Bundle.of(["/nowhere/at/all"])
