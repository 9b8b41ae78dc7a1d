"""Wrong input: one line that names it and says what to do; nothing half-loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

import aitalent_kg as atk
from aitalent_kg.errors import (
    AmbiguousName,
    BrokenQuery,
    ForbiddenQuery,
    MissingFile,
    UnknownName,
    UnreadableFile,
)

BAD_FILES = {
    "empty.ttl": (b"", "the file is empty"),
    "blank.ttl": (b" \n\t\n", "the file is empty"),
    "utf16.ttl": ("<urn:a> <urn:b> 'x' .".encode("utf-16"), "byte-order mark"),
    "bom.ttl": (b"\xef\xbb\xbf<urn:a> <urn:b> 'x' .", "byte-order mark"),
    "big5.ttl": ("<urn:a> <urn:b> '中文' .".encode("big5"), "not UTF-8"),
    "broken.ttl": (b"<urn:a> <urn:b> 'x' .\n<urn:a> <urn:b>\n", ":3: "),
    "relative.ttl": (b"<urn:a> <urn:b> 'x' .\n<a> <urn:b> 'x' .", ":2: .*@base"),
    "tag.ttl": (b'<urn:a> <urn:b> "x"@zh_TW .', ":1: .*@zh-TW"),
    "context.jsonld": (b'{"@context": "http://example.org/context"}', "remote contexts"),
    "cut.rdf": (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e#">'
        b'<rdf:Description rdf:about="urn:a"><e:p>v</e:p></rdf:Description>',
        "no element found",
    ),
    "doctype.rdf": (b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "declares a DOCTYPE"),
    "blank.trig": (b"_:g { <urn:a> <urn:b> <urn:c> }", "names a graph by a blank node"),
    "returns.ttl": (b'<urn:a> <urn:b> "x" .\r<urn:a> <urn:b> "x', "returns.ttl"),
    "notes.txt": (b"<urn:a> <urn:b> 'x' .", "unknown ending '.txt'; known: .ttl"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    data, message = BAD_FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=message) as caught:
        atk.load(extra=[path])
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_directory(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="is not there"):
        atk.load(extra=[tmp_path / "none.ttl"])
    with pytest.raises(MissingFile, match="is a directory"):
        atk.load(extra=[tmp_path])


def test_an_unknown_document_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean SMS2512-002v1"):
        atk.load("SMS2512-002v2")


def test_an_unknown_name_suggests_the_nearest(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"no resource 'SMS2512-002v1/T1\.33'.*did you mean") as e:
        kg.show("SMS2512-002v1/T1.33")
    assert "SMS2512-002v1/T1.3" in e.value.near
    with pytest.raises(UnknownName, match="did you mean AI 產品經理"):
        kg.show("AI 產品經里")


def test_a_code_of_both_standards_lists_both(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousName) as caught:
        kg.show("K05")
    assert caught.value.candidates == ("SET2529-001v2/K05", "SMS2512-002v1/K05")


def test_a_label_of_a_type_and_an_item_lists_both(kg: atk.KnowledgeGraph) -> None:
    """X-22: AI 模型訓練 is ability type 四 and ability 10."""
    with pytest.raises(AmbiguousName) as caught:
        kg.show("AI 模型訓練")
    assert caught.value.candidates == (
        "industry-guide-115v3.0/ability-type/ai-model-training",
        "industry-guide-115v3.0/ability/10",
    )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE# it\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        r'SELECT ?s { BIND("a\u0022#" AS ?x) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
        r"PREFIX e: <urn:> SELECT * { OPTIONAL { ?s e:a\#b ?o } SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p ?a, ?b FILTER(?a<?b)SERVICE#>\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?a FILTER(?a<x:b)SERVICE#>\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p trueSERVICESILENT<http://127.0.0.1:9/>{} }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { ?s ?p ?o.SERVICE:x {} }",
        "PREFIX a: <urn:> SELECT * { ?s ?p a:.SERVICE <http://127.0.0.1:9/> {} }",
        "PREFIX a: <urn:> SELECT * { ?s a:-1SERVICE <http://127.0.0.1:9/> {} }",
        "PREFIX a: <urn:> SELECT * { ?s ?p a:b.c.SERVICE <http://127.0.0.1:9/> {} }",
        "PREFIX : <urn:> SELECT * { ?s ?p ?o._:b:-1SERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { FILTER(1<'>') SERVICE <http://127.0.0.1:9/> {} FILTER(1<'>') }",
        "SELECT * { FILTER(1<2#>'''\n) SERVICE <http://127.0.0.1:9/> {} #'''\n}",
        "SELECT * { ?s ?p (1 <urn:'>) SERVICE <http://127.0.0.1:9/> {} ?s ?p ('x') }",
        "BASE <urn:> SELECT * { ?s <?'> 1 SERVICE <http://127.0.0.1:9/> {} ?s <?'> 1 }",
        "SELECT * { ?s ?p 1 #\r'''\nSERVICE <http://127.0.0.1:9/> {} #'''\n}",
        "SELECT * { FILTER(1<" + "(" * 101 + "1" + ")" * 101 + "&&2>1) }",
        "SELECT * { " + "?s ?p 1OPTIONAL{}" * 1_001 + " }",
        "PREFIX a: <urn:> SELECT * { FILTER(a:" + "-1" * 1_001 + ") }",
        r"SELECT ?s FR\u004FM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SELECT * { FILTER(" + "!" * 10_000 + "true) }",
        "SELECT (" + "1+" * 10_000 + "1 AS ?x) {}",
        "SELECT * { {}" + "UNION{}" * 5_000 + " }",
        "SELECT * " + "{" * 101 + "}" * 101,
        "SELECT * { ?s ?p '" + "x" * 70_000 + "' }",
    ],
)
def test_a_query_that_reaches_out_or_is_too_much_is_refused(
    kg: atk.KnowledgeGraph, text: str
) -> None:
    with pytest.raises(ForbiddenQuery):
        kg.sparql(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service a ait:Role } LIMIT 1",
        "SELECT ?s { ?s skos:prefLabel 'SERVICE' }",
        "SELECT ?s { ?s a <urn:x:SERVICE> } # SERVICE",
        "PREFIX x: <urn:x:> SELECT ?s { ?s x:SERVICE ?o; x:a.service _:service. }",
        "SELECT ?s { ?s ?p ?o FILTER(?o<5&&?o>3) FILTER(?o<(1+2)&&?o>3) } LIMIT 1",
        "SELECT ?a { VALUES (?a ?b) { (<urn:a#b> <urn:it's#c>) (<urn:a#b> <urn:c#d>) } }",
        "SELECT ?s { ?s (<urn:a#b>|^<urn:a#c>/<urn:a#_(d)>)* ?o FILTER(?o IN (1, <urn:a#b>)) }",
        "PREFIX a.b: <urn:x:> SELECT ?s { ?s a.b:p ?o }",
        "SELECT ?s { ?s skos:prefLabel '\\u7d1a' }",
    ],
)
def test_the_word_alone_is_no_call(kg: atk.KnowledgeGraph, text: str) -> None:
    kg.sparql(text)


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
def test_from_chooses_the_graphs_on_every_engine(engine: str) -> None:
    """SET2529-001v2 has 1386 statements."""
    loaded = atk.load("SET2529-001v2", engine=engine)
    graph = "https://w3id.org/aitalent-kg/graph/SET2529-001v2"
    text = f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}"
    assert loaded.select(text).column("n") == [1386]


@pytest.mark.parametrize("glued", ["FROM:", "FROM:x", "FROMNAMED <urn:g>", "from:"])
def test_from_glued_to_a_name_is_refused_as_engines_read_it_and_we_do_not(
    kg: atk.KnowledgeGraph, glued: str
) -> None:
    with pytest.raises(BrokenQuery, match="no blank after FROM"):
        kg.sparql(f"PREFIX : <urn:g> SELECT * {glued} {{ ?s ?p ?o }}")


def test_a_function_that_nobody_knows_is_one_line(kg: atk.KnowledgeGraph) -> None:
    for timeout in (None, 60):
        with pytest.raises(BrokenQuery):
            kg.select("SELECT (<urn:f>(1) AS ?x) {}", timeout=timeout)
    with pytest.raises(BrokenQuery, match="no character"):
        kg.select("SELECT ?s { ?s ?p '\udcff' }")


def test_broken_sparql_is_one_short_line(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BrokenQuery, match=r"^not SPARQL: error at 1:") as caught:
        kg.sparql("SELECT ?s { ?s ?p }")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250
