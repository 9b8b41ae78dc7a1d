"""pySHACL, by whose results every other engine is measured.

No network: nothing is imported by reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import SH, Graph
from rdflib.term import Node

from aitalent_kg.names import curie
from aitalent_kg.validate.findings import Finding
from aitalent_kg.validate.texts import message_of, path_of

__all__ = ["by_pyshacl"]


def by_pyshacl(data: Graph, path: Path, lang: str) -> Iterator[Finding]:
    """The findings of one file of shapes."""
    from pyshacl import validate

    shapes = Graph().parse(path, format="turtle")
    _, report, _ = validate(
        data, shacl_graph=shapes, do_owl_imports=False, inplace=True, advanced=False
    )
    assert isinstance(report, Graph)
    for result in report.objects(None, SH.result):  # details of a result are results, not listed
        yield _finding(shapes, report, result, lang)


def _finding(shapes: Graph, report: Graph, result: Node, lang: str) -> Finding:
    shape = report.value(result, SH.sourceShape)
    constraint = report.value(result, SH.sourceConstraint) or shape
    texts = [str(text) for text in report.objects(result, SH.resultMessage)]
    return Finding(
        focus=curie(str(report.value(result, SH.focusNode))),
        path=path_of(shapes, shapes.value(shape, SH.path)),
        severity=curie(str(report.value(result, SH.resultSeverity))).removeprefix("sh:"),
        message=message_of(shapes, constraint, texts, lang),
        shape=curie(str(constraint)),
    )
