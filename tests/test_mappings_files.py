"""Mapping files: what is read and written, and what is said of a broken one."""

from __future__ import annotations

import logging
import random
from pathlib import Path

import pytest
from conftest import HOSTILE

from aitalent_kg.errors import MissingFile, UnreadableFile
from aitalent_kg.mappings.curies import OURS
from aitalent_kg.mappings.files import FORMATS, read_set, set_text, write_set
from aitalent_kg.mappings.record import NO_TERM, PREDICATES, Mapping
from aitalent_kg.mappings.sets import MappingSet
from aitalent_kg.names import ID
from aitalent_kg.resources import mapping_files

HEAD = """#curie_map:
#  aitalent: https://w3id.org/aitalent-kg/id/
#  x: https://example.org/x/
#mapping_set_id: https://example.org/set
#license: https://spdx.org/licenses/CC0-1.0
"""
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n"
ROW = "x:a\tskos:closeMatch\tx:b\tsemapv:ManualMappingCuration\t0.8\n"
GOOD = HEAD + COLUMNS + ROW


def read(tmp_path: Path, text: str | bytes, ending: str = ".tsv") -> MappingSet:
    path = tmp_path / f"mine.sssom{ending}"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_set(path)


def test_a_row_is_a_mapping_with_iris_in_full(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).mappings == (
        Mapping(
            "https://example.org/x/a",
            "skos:closeMatch",
            "https://example.org/x/b",
            confidence=0.8,
        ),
    )


def test_the_head_says_what_the_set_is_called(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert found.iri == "https://example.org/set"
    assert found.about["license"] == ("https://spdx.org/licenses/CC0-1.0",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("skos:closeMatch", "skos:closMatch", r":7: predicate_id: no mapping predicate 'skos:clos"),
        ("skos:closeMatch", "skos:closMatch", r"did you mean skos:closeMatch\?$"),
        ("skos:closeMatch", "owl:sameAs", r":7: predicate_id: .*there are: skos:exactMatch, "),
        ("skos:closeMatch", "closeMatch", r":7: predicate_id: 'closeMatch': is no CURIE; write"),
        ("skos:closeMatch", "skos:mappingRelation", r"skos:mappingRelation is for sssom:NoTerm"),
        ("skos:closeMatch", "", r":7: predicate_id: is empty"),
        ("\tmapping_justification", "\tother", r":6: mapping_justification: this column is missing"),
        ("\tconfidence", "\tconfidance", r":6: confidance: no such column; did you mean confidence"),
        ("\tconfidence", "\tobject_id", r":6: object_id: two columns have this name; keep one"),
        ("x:b", "x:b c", r":7: object_id: 'https://example.org/x/b c': holds a blank"),
        ("x:b", "x:b<c", r":7: object_id: 'https://example.org/x/b<c': is no IRI; mend the cell"),
        ("x:b", "x:a", r":7: object_id: is the subject itself"),
        ("x:b", "y:b", r":7: object_id: 'y:b': the prefix 'y' is not declared; add it to the cur"),
        ("x:b", "aitallent:b", r"'aitallent' is not declared; did you mean aitalent\?"),
        ("x:b", "sssom:NoTermFound", r":7: object_source: is empty; say where there is no count"),
        ("x:a", "sssom:NoTermFound", r":7: subject_id: .*turn the row round"),
        ("0.8", "1.2", r":7: confidence: 1\.2 is not between 0 and 1"),
        ("0.8", "-0.1", r":7: confidence: -0\.1 is not between 0 and 1"),
        ("0.8", "nan", r":7: confidence: 'nan' is no number; write one from 0 to 1"),
        ("0.8", "1e999", r":7: confidence: 1e999 is not between 0 and 1"),
        ("0.8", "1e-400", r":7: confidence: 1e-400 is too near to 0; write 0"),
        ("0.8", "0_1", r":7: confidence: '0_1' is no number"),
        ("0.8", "\uff10.\uff18", r":7: confidence: '\uff10.\uff18' is no number"),
        ("0.8", "high", r":7: confidence: 'high' is no number; write one from 0 to 1"),
        ("0.8", "0.8\tmore", r":7: has 6 cells, the header has 5"),
        ("semapv:ManualMappingCuration", "semapv:", r":7: mapping_justification: 'semapv:' is no t"),
        ("semapv:Manual", "x:Manual", r":7: mapping_justification: .* is no term of semapv"),
        ("#  x: https://example.org/x/", "#  x: a b", r"curie_map: 'a b': holds a blank"),
        ("#  x: https", "#  skos: https", r"curie_map: 'skos': stands for http://www\.w3\.org/"),
        ("#  x: https", "#  1 x: https", r"curie_map: '1 x': is no prefix"),
        ("#mapping", "#  x: https://example.org/y/\n#mapping", r":4: 'x' is said twice; keep one"),
        ("#license", "#mapping_set_id: urn:b\n#license", r":5: 'mapping_set_id' is said twice"),
        ("#license", "#a: &a [b]\n#creator_label: *a\n#license", r":5: aliases \(\*name\) are"),
        ("#license", "#creator_label: [[a], b]\n#license", r"creator_label: holds a list, or"),
        ("#license", "#? [a]\n#: b\n#license", r":5: a name in the head is no word"),
        ("#license: ", "#license: [", r":5: the head is no YAML"),
        ("#mapping_set_id: ", "#mapping_set_id: [a, b]\n#x: ", r"mapping_set_id: is no text"),
        ("#license: https", "#license: no https", r"license: 'no https://.*': holds a blank"),
        ("#license: ", "#mapping_set_confidence: x\n#license: ", r"'x' is no number; write one"),
        (ROW, ROW + ROW, r":8: the same mapping as line 7; keep one of the two"),
        (COLUMNS, "", r":6: is no header; the first line without # names the columns"),
        (COLUMNS + ROW, "", r"has no header; name the columns"),
        ("x:a\t", '"x:a\t', r":7: a cell breaks off"),
        ("x:b", "x:" + "b" * 140_000, r":7: a cell is too long; it may have 131072 characters$"),
    ],
)  # fmt: skip
def test_a_broken_table_is_refused_in_one_line_that_names_the_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    with pytest.raises(UnreadableFile, match=message) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / 'mine.sssom.tsv'}:")


def test_minus_nought_is_nought(tmp_path: Path) -> None:
    assert str(read(tmp_path, GOOD.replace("0.8", "-0")).mappings[0].confidence) == "0.0"


def test_no_close_match_found_is_not_no_counterpart(tmp_path: Path) -> None:
    """SSSOM: only a term so related was not found; another relation may hold."""
    text = GOOD.replace("x:b", "sssom:NoTermFound").replace(
        "#license", "#object_source: x:y\n#license"
    )
    message = r":8: predicate_id: skos:closeMatch to sssom:NoTermFound .*write skos:mappingRelation"
    with pytest.raises(UnreadableFile, match=message):
        read(tmp_path, text)
    assert (
        read(tmp_path, text.replace("closeMatch", "mappingRelation")).mappings[0].object == NO_TERM
    )


def test_two_mappings_of_one_record_id_are_refused(tmp_path: Path) -> None:
    text = GOOD.replace("\tconfidence", "\trecord_id").replace("0.8", "x:r") + ROW.replace(
        "x:b", "x:c"
    ).replace("0.8", "x:r")
    with pytest.raises(UnreadableFile, match=":8: record_id: is that of line 7; give each its own"):
        read(tmp_path, text)


def test_a_modifier_other_than_not_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace("confidence\n", "predicate_modifier\n").replace("0.8", "Never")
    with pytest.raises(UnreadableFile, match="predicate_modifier: 'Never' is none; write Not"):
        read(tmp_path, text)
    assert read(tmp_path, text.replace("Never", "Not")).mappings[0].negated


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf" + GOOD.encode(), "byte-order mark"),
        (GOOD.encode("utf-16"), "byte-order mark"),
        (GOOD.replace("x:b", "x:\u00e9").encode("latin-1"), ":7: not UTF-8"),
        (GOOD.replace("0.8", "0.8\0").encode(), "confidence: holds the character NUL"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, text: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(tmp_path, text)


def test_a_file_that_is_not_there_and_an_ending_that_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"none\.sssom\.tsv is not there"):
        read_set(tmp_path / "none.sssom.tsv")
    with pytest.raises(UnreadableFile, match=r"unknown ending '\.xlsx' of a mapping set"):
        read_set(tmp_path / "mine.xlsx")
    with pytest.raises(UnreadableFile, match=r"unknown ending '\.xlsx'"):
        write_set(MappingSet(()), tmp_path / "mine.xlsx")


def test_lines_may_end_as_on_windows_and_cells_stand_in_quotes(tmp_path: Path) -> None:
    columns = COLUMNS.replace("confidence", "comment")
    row = ROW.replace("0.8", '"says ""a""\tand\r\nb"')
    found = read(tmp_path, (HEAD + columns + row).replace("\r\n", "\n").replace("\n", "\r\n"))
    assert found.mappings[0].comment == 'says "a"\tand\nb'
    assert found.mappings[0].subject == "https://example.org/x/a"


def test_the_line_of_an_error_counts_the_lines_of_cells_in_quotes(tmp_path: Path) -> None:
    columns = COLUMNS.replace("confidence", "comment")
    first = ROW.replace("0.8", '"one\ntwo\nthree"')
    with pytest.raises(UnreadableFile, match=":10: object_id: is the subject itself"):
        read(tmp_path, HEAD + columns + first + ROW.replace("x:b", "x:a"))


def test_columns_that_sssom_does_not_have_are_left_out(tmp_path: Path) -> None:
    text = GOOD.replace("\tconfidence", "\tmy_own_remark")
    assert read(tmp_path, text).mappings[0].confidence is None


def test_other_slots_of_sssom_are_kept(tmp_path: Path) -> None:
    text = GOOD.replace("\tconfidence", "\tauthor_id").replace("0.8", "x:me|x:you")
    found = read(tmp_path, text)
    assert found.mappings[0].more == (
        ("author_id", "https://example.org/x/me"),
        ("author_id", "https://example.org/x/you"),
    )
    assert "\tx:me|x:you" in set_text(found, "sssom-tsv")


def test_what_the_head_says_of_all_mappings_goes_to_each(tmp_path: Path) -> None:
    text = GOOD.replace("#license", "#object_source: x:y\n#license")
    found = read(tmp_path, text + ROW.replace("x:b", "x:c"))
    assert {m.object_source for m in found.mappings} == {"https://example.org/x/y"}
    assert "object_source" not in found.about
    assert "#object_source: x:y\n" in set_text(found, "sssom-tsv")


def test_a_row_with_a_value_of_its_own_keeps_the_head_to_itself(tmp_path: Path) -> None:
    text = GOOD.replace("#license", "#object_source: x:y\n#license")
    text = text.replace("\tconfidence", "\tobject_source").replace("0.8", "x:z")
    found = read(tmp_path, text + ROW.replace("x:b", "x:c").replace("0.8", ""))
    assert [m.object_source for m in found.mappings] == ["https://example.org/x/z", ""]
    assert found.about["object_source"] == ("https://example.org/x/y",)


def test_a_table_is_written_in_the_canonical_form(tmp_path: Path) -> None:
    """Columns in the order of SSSOM, rows sorted, used prefixes only, quotes only where needed."""
    later = Mapping("https://example.org/x/b", "skos:exactMatch", "https://example.org/x/c")
    sooner = Mapping(
        "https://example.org/x/a", "skos:broadMatch", "https://example.org/x/c",
        confidence=1.0, comment='a "whole"\nof it', negated=True,
    )  # fmt: skip
    prefixes = {"x": "https://example.org/x/", "unused": "https://example.org/u/"}
    text = set_text(
        MappingSet((later, sooner), {"mapping_set_id": ("urn:s",)}, prefixes), "sssom-tsv"
    )
    assert text == (
        "#curie_map:\n#  x: https://example.org/x/\n#mapping_set_id: urn:s\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification"
        "\tconfidence\tcomment\n"
        "x:a\tskos:broadMatch\tNot\tx:c\tsemapv:ManualMappingCuration\t1"
        '\t"a ""whole""\nof it"\n'
        "x:b\tskos:exactMatch\t\tx:c\tsemapv:ManualMappingCuration\t\t\n"
    )
    assert read(tmp_path, text).mappings == (sooner, later)


#: What the head of a table cannot hold as it is, and what JSON holds among our own slots.
AWKWARD = (
    "\x7f", "a\x85b", "\x90", "\ufeffa", "a\u2028b", "\ufffe", "\uffff", "\ra", "a\r", "a\r\nb", "\n\r.",
    "ends\\", "a|comment_zh: b", "comment_zh: b\\", 'other: "a"', 'a|other: "b|c"', "other: a",
)  # fmt: skip


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("format_", FORMATS)
def test_awkward_texts_come_back(tmp_path: Path, format_: str, text: str) -> None:
    row = Mapping(
        "https://example.org/a",
        "skos:closeMatch",
        "https://example.org/b",
        comment=text,
        comment_zh=text,
        subject_label=text,
        subject_evidence=("https://example.org/q",),
        more=(("record_id", "https://example.org/r"), ("other", text)),
    )
    bare = Mapping("https://example.org/a", "skos:closeMatch", "urn:c", more=(("other", text),))
    found = MappingSet((row, bare), {"mapping_set_title": (text,), "comment": (text,)}, {})
    path = tmp_path / f"a.sssom{FORMATS[format_]}"
    write_set(found, path)
    again = read_set(path)
    assert again.about == found.about
    assert set(again.mappings) == set(found.mappings)


def hostile_set(seed: int) -> MappingSet:
    """Mappings with every kind of value, some of them hostile."""
    chooser = random.Random(seed)

    def text() -> str:
        return chooser.choice(HOSTILE).strip() or "text"

    rows = {}
    for number in range(40):
        none = chooser.random() < 0.2
        row = Mapping(
            subject=f"{ID}SMS2512-002v1/S{number:02}",
            predicate="skos:mappingRelation" if none else chooser.choice(PREDICATES),
            object=NO_TERM if none else f"https://example.org/äö/{number}?a=(b)#c",
            justification=chooser.choice(
                ["semapv:ManualMappingCuration", "semapv:LexicalMatching"]
            ),
            confidence=chooser.choice([None, 0.0, 1.0, 0.85, 0.123456, 1e-7]),
            negated=chooser.random() < 0.3,
            comment=chooser.choice(["", text()]),
            comment_zh=chooser.choice(["", "「甲」|乙、丙", text()]),
            subject_label=text(),
            object_source="https://example.org/framework" if none or number % 2 else "",
            subject_evidence=tuple(f"{ID}a/quote/{n}" for n in range(number % 3)),
            more=(("author_id", "https://orcid.org/1"), ("author_label", text()))
            if number % 4 == 0
            else (),
        )
        rows[row.key] = row
    about = {
        "mapping_set_id": ("https://example.org/set",),
        "mapping_set_title": (text(),),
        "creator_label": tuple(sorted({text(), "two"})),
        "license": ("https://spdx.org/licenses/MIT",),
    }
    return MappingSet(tuple(rows.values()), about, OURS)


@pytest.mark.parametrize("seed", range(8))
def test_table_json_rdf_and_back_is_the_same(tmp_path: Path, seed: int) -> None:
    first = hostile_set(seed)
    found = first
    for format_ in ("sssom-tsv", "sssom-json", "sssom-ttl", "sssom-tsv"):
        path = tmp_path / f"set.sssom{FORMATS[format_]}"
        write_set(found, path)
        found = read_set(path)
        assert found.about == first.about, format_
        by_key = {row.key: row for row in found.mappings}
        assert by_key == {row.key: row for row in first.mappings}, format_
    assert path.read_bytes().decode() == set_text(first, "sssom-tsv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r":1: is no JSON"),
        ("[]", "is no mapping set; write an object"),
        ("{}", "mappings: is missing or no list"),
        ('{"mappings": [1]}', "mapping 1: is no object"),
        ('{"mappings": [{}]}', "mapping 1: subject_id: is empty"),
        ('{"mappings": [], "mappings": []}', "'mappings' stands in one object twice; keep one"),
        (
            '{"@context": {"x": "urn://a"}, "curie_map": {"x": "urn://b"}, "mappings": []}',
            "curie_map: x: the @context has another IRI for it",
        ),
        ('{"mappings": NaN}', "holds NaN, which is no number"),
        ('{"mappings": [{"subject_id": {"a": 1}}]}', "mapping 1: subject_id: is no text"),
        ('{"mappings": [{"subject_id": "z:a"}]}', "mapping 1: subject_id: 'z:a': the prefix 'z'"),
        ('{"mappings": [{"subject_label": "\\ud800"}]}', "subject_label: holds half of a character"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)  # fmt: skip
def test_broken_json_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(tmp_path, text, ".json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<urn:a> <urn:b>", ":1: "),
        (
            "PREFIX sssom: <https://w3id.org/sssom/> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
            '<urn:a> a sssom:MappingSet ; sssom:mappings [ owl:annotatedSource "x y" ] .',
            "mapping x y [?]: subject_id: 'x y': holds a blank",
        ),
        ("<urn:a> <urn:b> <urn:c> .", "holds 0 sssom:MappingSet; give a file with one"),
        (
            "PREFIX sssom: <https://w3id.org/sssom/> "
            "<urn:a> a sssom:MappingSet ; sssom:mappings [] .",
            r"mapping \? \?: subject_id: is empty",
        ),
    ],
)
def test_broken_rdf_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(tmp_path, text, ".ttl")


@pytest.mark.parametrize("name", mapping_files())
def test_our_files_are_in_canonical_form(name: str) -> None:
    path = mapping_files()[name]
    assert set_text(read_set(path), "sssom-tsv") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", mapping_files())
def test_the_sssom_package_reads_our_files_and_finds_nothing_wrong(
    tmp_path: Path, name: str, format_: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Our own slots, which it does not know, it leaves out and says so."""
    parsers = pytest.importorskip("sssom.parsers")
    validators = pytest.importorskip("sssom.validators")
    types = pytest.importorskip("sssom.constants").SchemaValidationType
    found = read_set(mapping_files()[name])
    path = tmp_path / f"{name}.sssom{FORMATS[format_]}"
    write_set(found, path)
    read_by = {
        "sssom-tsv": parsers.parse_sssom_table,
        "sssom-json": parsers.parse_sssom_json,
        "sssom-ttl": parsers.parse_sssom_rdf,
    }
    caplog.set_level(logging.CRITICAL)
    theirs = read_by[format_](path)
    wanted = [types.JsonSchema, types.PrefixMapCompleteness, types.StrictCurieFormat]
    for report in validators.validate(theirs, wanted, fail_on_error=False).values():
        assert report.results == []
    expand = theirs.converter.expand
    pairs = {(expand(row.subject_id), expand(row.object_id)) for row in theirs.df.itertuples()}
    assert pairs == {(row.subject, row.object) for row in found.mappings}
    denied = "predicate_modifier" in theirs.df and set(theirs.df.predicate_modifier) == {"Not"}
    assert denied == (name == "mappings-rejected")


def test_what_the_sssom_package_writes_is_read(tmp_path: Path) -> None:
    parsers = pytest.importorskip("sssom.parsers")
    writers = pytest.importorskip("sssom.writers")
    ours = read(tmp_path, GOOD + ROW.replace("x:b", "x:c").replace("0.8", "0.25"))
    theirs = parsers.parse_sssom_table(tmp_path / "mine.sssom.tsv")
    for writer, ending in (
        (writers.write_table, ".tsv"),
        (writers.write_json, ".json"),
        (writers.write_rdf, ".ttl"),
    ):
        path = tmp_path / f"theirs.sssom{ending}"
        writer(theirs, path)
        assert read_set(path).mappings == ours.mappings
