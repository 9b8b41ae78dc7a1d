"""The audit holds on the real graph, and fails for any one change of a source or a literal."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from aitalent_kg import KnowledgeGraph
from aitalent_kg.audit import audit, digest_failures
from aitalent_kg.names import AIT, DOCUMENTS, OWN_GRAPHS, graph_iri
from aitalent_kg.resources import folder, source_file

#: Characters of each source that are no blanks, counted apart from the project's code.
CHARACTERS = {
    "SMS2512-002v1.txt": 3939,
    "SET2529-001v2.txt": 2351,
    "industry-guide-115v3.0.txt": 20348,
    "industry-guide-deck.txt": 2738,
    "civil-service-framework.txt": 2199,
}


def flipped(text: str, at: int) -> str:
    """`text` with the character at `at` replaced by another of its sort."""
    old = text[at]
    new = str((int(old) + 1) % 10) if old.isdecimal() else chr(ord(old) ^ 1)
    return text[:at] + new + text[at + 1 :]


@contextmanager
def changed(store: Store, gone: Sequence[Quad] = (), new: Sequence[Quad] = ()) -> Iterator[None]:
    """The store without some statements and with others, and put back after."""
    for quad in gone:
        store.remove(quad)
    store.extend(new)
    try:
        yield
    finally:
        for quad in new:
            store.remove(quad)
        store.extend(gone)


def literals(store: Store, graphs: list[str], predicates: set[str] | None = None) -> list[Quad]:
    """Literals that the audit vouches for, in a fixed order."""
    found = [
        quad
        for stem in graphs
        for quad in store.quads_for_pattern(None, None, None, NamedNode(graph_iri(stem)))
        if isinstance(quad.object, Literal)
        and (predicates is None or quad.predicate.value in predicates)
    ]
    return sorted(found, key=str)


def test_every_quote_is_exact_and_nothing_is_left_over(kg: KnowledgeGraph) -> None:
    outcome = kg.audit()
    assert outcome.failed == ()
    assert {d.source: d.chars for d in outcome.documents} == CHARACTERS
    assert [d.left_over for d in outcome.documents] == [0, 0, 0, 0, 0]
    for document in outcome.documents:
        assert document.covered + document.furniture == document.chars


def test_most_of_each_source_is_quoted_and_not_layout(kg: KnowledgeGraph) -> None:
    """The guide has most layout: its loop of lines 144-293 alone has 1,720 characters."""
    for document in kg.audit().documents:
        assert document.covered / document.chars > 0.8


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_one_flipped_byte_of_a_source_fails(kg: KnowledgeGraph, stem: str) -> None:
    raw = {name: source_file(name).read_bytes() for name in DOCUMENTS}
    chooser = random.Random(stem)
    for at in chooser.sample(range(len(raw[stem])), 6):
        data = bytearray(raw[stem])
        data[at] ^= 1
        assert not audit(kg.store, {**raw, stem: bytes(data)}).ok, f"{stem} byte {at}"


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_one_flipped_character_of_a_documents_literal_fails(kg: KnowledgeGraph, stem: str) -> None:
    chooser = random.Random(stem)
    pool = literals(kg.store, [stem])
    for quad in chooser.sample(pool, 16):
        value = quad.object
        assert isinstance(value, Literal)
        text = flipped(value.value, chooser.randrange(len(value.value)))
        tagged = Literal(text, language=value.language) if value.language else None
        new = tagged or Literal(text, datatype=value.datatype)
        other = Quad(quad.subject, quad.predicate, new, quad.graph_name)
        with changed(kg.store, [quad], [other]):
            assert not audit(kg.store).ok, f"{quad.subject} {quad.predicate} {text!r}"


def test_one_flipped_character_of_sources_or_furniture_fails(kg: KnowledgeGraph) -> None:
    words = {AIT + "text"}  # our reasons are ours; the digests watch them
    pool = [
        q for q in literals(kg.store, ["sources", "furniture"]) if q.predicate.value not in words
    ]
    chooser = random.Random(1)
    for quad in chooser.sample(pool, 12):
        assert isinstance(quad.object, Literal)
        text = flipped(quad.object.value, chooser.randrange(len(quad.object.value)))
        new = Literal(text, datatype=quad.object.datatype)
        other = Quad(quad.subject, quad.predicate, new, quad.graph_name)
        with changed(kg.store, [quad], [other]):
            assert not audit(kg.store).ok, f"{quad.subject} {quad.predicate} {text!r}"


def test_a_changed_data_file_is_noticed_even_in_our_own_words(tmp_path: Path) -> None:
    root = tmp_path / "data"
    shutil.copytree(folder("data"), root)
    assert digest_failures(root) == []
    chooser = random.Random(2)
    for path in sorted(root.glob("ttl/*.ttl")):
        text = path.read_text(encoding="utf-8")
        path.write_text(flipped(text, chooser.randrange(len(text))), encoding="utf-8", newline="\n")
        assert [f.subject for f in digest_failures(root)] == [f"data/ttl/{path.name}"]
        path.write_text(text, encoding="utf-8", newline="\n")


def test_a_statement_without_evidence_fails(kg: KnowledgeGraph) -> None:
    graph = NamedNode(graph_iri("SMS2512-002v1"))
    stray = Quad(NamedNode("urn:x:stray"), NamedNode(AIT + "holds"), graph, graph)
    with changed(kg.store, new=[stray]):
        failed = audit(kg.store).failed
    assert [(f.kind, f.subject) for f in failed] == [("evidence", "urn:x:stray")]


def test_words_in_zh_hant_of_our_own_graphs_need_a_quote_too(kg: KnowledgeGraph) -> None:
    for stem in sorted(OWN_GRAPHS):
        graph = NamedNode(graph_iri(stem))
        invented = Literal("此句不在任何文件中", language="zh-Hant")
        stray = Quad(NamedNode("urn:x:stray"), NamedNode(AIT + "text"), invented, graph)
        with changed(kg.store, new=[stray]):
            failed = audit(kg.store).failed
        assert [f.kind for f in failed] == ["literal"], stem


def test_an_unused_quote_covers_nothing(kg: KnowledgeGraph) -> None:
    """Taking away the evidence of O4.2.1 leaves its words over: 定期評估報告 and its code."""
    subject = NamedNode("https://w3id.org/aitalent-kg/id/SMS2512-002v1/O4.2.1")
    quads = kg.store.quads_for_pattern(subject, NamedNode(AIT + "evidence"), None, None)
    with changed(kg.store, gone=list(quads)):
        outcome = audit(kg.store)
    left = {d.source: d.left_over for d in outcome.documents if d.left_over}
    assert left == {"SMS2512-002v1.txt": len("O4.2.1定期評估報告")}
