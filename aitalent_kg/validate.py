"""Check a graph against the SHACL shapes.

pySHACL does the work; messages come in Chinese and English. No network: shapes are files of
the project, and nothing is imported by reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, SH, Graph, Literal, URIRef
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
    results = report.subjects(RDF.type, SH.ValidationResult)
    return [_finding(report, result, lang) for result in results]


def _finding(report: Graph, result: Node, lang: str) -> Finding:
    def value(predicate: URIRef) -> str:
        return curie(str(report.value(result, predicate) or ""))

    return Finding(
        focus=value(SH.focusNode),
        path=value(SH.resultPath),
        severity=value(SH.resultSeverity).removeprefix("sh:"),
        message=_message(report, result, lang),
        shape=value(SH.sourceShape),
    )


def _message(report: Graph, result: Node, lang: str) -> str:
    texts = [t for t in report.objects(result, SH.resultMessage) if isinstance(t, Literal)]
    best = [t for t in texts if (t.language or "").startswith(lang)] or texts
    return "; ".join(sorted(map(str, best)))
