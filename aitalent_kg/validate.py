"""Check a graph against the SHACL shapes.

pySHACL does the work; messages come in Chinese and English. No network: shapes are files of
the project, and nothing is imported by reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import SH, BNode, Graph, Literal
from rdflib.term import Node

from aitalent_kg.names import curie
from aitalent_kg.progress import Progress, silent
from aitalent_kg.resources import folder

__all__ = ["Finding", "Report", "shape_files", "validate_graph"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks a shape."""

    focus: str
    path: str
    severity: str  #: Violation, Warning or Info
    message: str
    shape: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation."""

    conforms: bool
    findings: tuple[Finding, ...]


def shape_files() -> list[Path]:
    """The shapes of the project, one file a class."""
    return sorted(folder("shapes").glob("*.ttl"))


def validate_graph(
    data: Graph,
    shapes: Iterable[Path] | None = None,
    lang: str = "zh",
    progress: Progress = silent,
) -> Report:
    """Validate `data`, which holds the statements of all graphs together.

    Args:
        shapes: files with shapes; those of the project when left out.
        lang: language of the messages.
        progress: told the name of each shapes file before it runs.
    """
    findings: list[Finding] = []
    for path in shapes if shapes is not None else shape_files():
        progress(path.stem)
        findings += _run(data, path, lang)
    findings.sort(key=lambda f: (f.focus, f.path, f.shape, f.message))
    return Report(not findings, tuple(findings))


def _run(data: Graph, path: Path, lang: str) -> list[Finding]:
    from pyshacl import validate

    shapes = Graph().parse(path, format="turtle")
    _, report, _ = validate(
        data, shacl_graph=shapes, do_owl_imports=False, inplace=True, advanced=False
    )
    assert isinstance(report, Graph)
    results = report.objects(None, SH.result)  # not the details of a result, which are results too
    return [_finding(shapes, report, result, lang) for result in results]


def _finding(shapes: Graph, report: Graph, result: Node, lang: str) -> Finding:
    shape = report.value(result, SH.sourceShape)
    constraint = report.value(result, SH.sourceConstraint) or shape
    texts = [str(text) for text in report.objects(result, SH.resultMessage)]
    return Finding(
        focus=curie(str(report.value(result, SH.focusNode))),
        path=_path(shapes, shapes.value(shape, SH.path)),
        severity=curie(str(report.value(result, SH.resultSeverity))).removeprefix("sh:"),
        message=_message(shapes, constraint, texts, lang),
        shape=curie(str(constraint)),
    )


def _path(shapes: Graph, path: Node | None) -> str:
    """A path as SPARQL writes it: ^dcterms:isPartOf for what is part of the focus."""
    if not isinstance(path, BNode):
        return curie(str(path or ""))
    inverse, options = shapes.value(path, SH.inversePath), shapes.value(path, SH.alternativePath)
    if inverse is not None:
        return f"^{_path(shapes, inverse)}"
    if options is not None:
        return "|".join(_path(shapes, option) for option in shapes.items(options))
    return "/".join(_path(shapes, step) for step in shapes.items(path))


def _message(shapes: Graph, constraint: Node | None, texts: list[str], lang: str) -> str:
    """The message in one language, with short names of resources.

    pySHACL fills {?value} in the messages of queries and drops their language, so that the
    text of one language is known by the words around what was filled in.
    """
    templates = [
        re.sub(r"\\\{\\\?\w+\\\}", ".*", re.escape(text))
        for text in shapes.objects(constraint, SH.message)
        if isinstance(text, Literal) and (text.language or "").startswith(lang)
    ]
    best = [text for text in texts if any(re.fullmatch(t, text) for t in templates)] or texts
    short = [re.sub(r"https?://[^\s：，。]+", lambda iri: curie(iri[0]), text) for text in best]
    return "; ".join(sorted(short))
