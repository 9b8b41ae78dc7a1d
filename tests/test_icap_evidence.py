"""Every word that the importer writes stands in a quote, whatever the state of the text."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from aitalent_kg.audit import audit
from aitalent_kg.importers.formats.icap import Imported, read_icap
from aitalent_kg.names import DOCUMENTS, graph_iri

TEXTS = sorted((Path(__file__).parent / "icap").glob("*.txt"))
#: What of an audit concerns the quotes of one graph; a count in words (二項) has no digits.
KINDS = {"quote", "literal", "evidence", "order"}


def store_of(imported: Imported) -> Store:
    """A store in which the standard stands in the place of a document."""
    store = Store()
    turtle = imported.graph.serialize(format="nt")
    store.load(turtle.encode(), RdfFormat.N_TRIPLES, to_graph=NamedNode(graph_iri(DOCUMENTS[0])))
    return store


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_quotes_give_every_word(path: Path) -> None:
    imported = read_icap(path)
    report = audit(store_of(imported), {imported.code: path.read_bytes()})
    assert [str(failure) for failure in report.failed if failure.kind in KINDS] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_line_of_words_is_quoted_or_spoken_of(path: Path, tmp_path: Path) -> None:
    """Put a strange line anywhere: it turns up in the graph or in the remarks."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for place in range(len(lines) + 1):
        changed = tmp_path / path.name
        changed.write_text("\n".join([*lines[:place], "奇怪的字", *lines[place:]]), "utf-8")
        imported = read_icap(changed)
        told = any("奇怪的字" in remark.message for remark in imported.remarks)
        assert told or any("奇怪的字" in str(o) for o in imported.graph.objects()), place
