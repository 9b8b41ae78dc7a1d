"""Write the graphs of many standards into one file of statements, one after the other.

What is remembered between standards does not grow with their words: a statement about a part of a
standard is made once, for its IRI begins with the standard's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from aitalent_kg.importers.statements import Statements, Term, iri, name, number, text
from aitalent_kg.names import AIT, DOCUMENTS, ID

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Standards"]


class Standards(Statements):
    """Statements of standards that stream by."""

    def __init__(self, out: Statements) -> None:
        super().__init__(out._stream)
        self._parts = 0

    def __len__(self) -> int:
        return super().__len__() + self._parts

    def standard(self, code: str, graph: Graph) -> None:
        """Write the graph of a standard."""
        inside = f"<{ID}{code}/"
        lines = sorted(" ".join(map(_term, triple)) + " .\n" for triple in graph)
        for line in lines:
            if line.startswith(inside):
                self._lines.append(line)
                self._parts += 1
            else:
                self.add(*line[:-3].split(" ", 2))
        self.flush()

    def source(self, code: str, file: str, sha256: str, characters: int) -> None:
        """Say which text the quotes of a standard are places in; ours are known."""
        if code in DOCUMENTS:
            return
        node = iri(f"{ID}source/{code}")
        self.describe(node, iri(f"{AIT}SourceFile"))
        self.add(node, iri(f"{AIT}fileName"), text(file))
        self.add(node, iri(f"{AIT}sha256"), text(sha256))
        self.add(node, iri(f"{AIT}characters"), number(characters))

    def written_out(self, code: str, file: str) -> None:
        """Say that the text of a standard is the cells of a table."""
        words = f"the cells of {file}, a row a line, parted by tabs"
        self.add(iri(f"{ID}source/{code}"), name("dcterms:description"), text(words, "en"))


def _term(node: Node) -> Term:
    if isinstance(node, Literal):
        if node.datatype is None:
            return text(str(node), node.language or "")
        return f"{text(str(node))}^^{iri(str(node.datatype))}"
    assert isinstance(node, URIRef)
    return iri(str(node))
