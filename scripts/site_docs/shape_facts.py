"""What the shapes say: targets, constraints, messages, in plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from aitalent_kg.names import PREFIXES
from site_docs.staging import ROOT
from site_docs.values import Value

__all__ = ["Constraint", "ShapeFile", "shape_files", "short"]

_SH = PREFIXES["sh"]
_RDF = PREFIXES["rdf"]
_TARGETS = {
    "targetClass": "every",
    "targetSubjectsOf": "subjects of",
    "targetObjectsOf": "objects of",
    "targetNode": "the node",
    "target": "what a query finds",
}
#: Said of a constraint, and no part of what it demands.
_ASIDE = {"message", "path", "severity", "property", "sparql", "name", "description", "order"}
_WAYS = {
    "inversePath": "^{}",
    "zeroOrMorePath": "{}*",
    "oneOrMorePath": "{}+",
    "zeroOrOnePath": "{}?",
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """A shape that demands something."""

    iri: str
    path: str  #: as SPARQL writes it; empty for a node shape
    demand: str  #: components and values, such as `maxCount 1`
    query: str  #: the SPARQL of a constraint, or nothing
    messages: dict[str, str]  #: language -> message
    severity: str


@dataclass(frozen=True, slots=True)
class ShapeFile:
    """A file of shapes/."""

    name: str
    about: str  #: its first comment
    targets: tuple[tuple[str, str], ...]  #: (how, IRI)
    constraints: tuple[Constraint, ...]
    helpers: tuple[str, ...]  #: shapes that others of the file use
    paths: frozenset[str]  #: IRIs that stand in paths


def short(iri: str) -> str:
    """A CURIE of the shapes' prefixes; a resource of ours as its path."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix("https://w3id.org/aitalent-kg/id/")


@cache
def shape_files() -> tuple[ShapeFile, ...]:
    """All files, in order of their names."""
    return tuple(_read(path) for path in sorted((ROOT / "shapes").glob("*.ttl")))


class _Reader:
    """One file."""

    def __init__(self, path: Path) -> None:
        self.store = ox.Store()
        self.store.load(path=str(path), format=ox.RdfFormat.TURTLE)
        shapes = [ox.NamedNode(_SH + k) for k in ("NodeShape", "PropertyShape", "SPARQLConstraint")]
        self.shapes = sorted(
            {
                quad.subject
                for kind in shapes
                for quad in self.store.quads_for_pattern(None, None, kind)
                if isinstance(quad.subject, ox.NamedNode)
            },
            key=str,
        )

    def values(self, node: Value, name: str) -> list[Value]:
        if isinstance(node, ox.Literal):
            return []
        by = ox.NamedNode(name if ":" in name else _SH + name)
        return [quad.object for quad in self.store.quads_for_pattern(node, by, None)]

    def items(self, head: Value) -> Iterator[Value]:
        while firsts := self.values(head, _RDF + "first"):
            yield firsts[0]
            [head] = self.values(head, _RDF + "rest")

    def path(self, node: Value) -> str:
        """A path as SPARQL writes it."""
        if isinstance(node, ox.NamedNode):
            return short(node.value)
        for way, form in _WAYS.items():
            for inner in self.values(node, way):
                return form.format(self.path(inner))
        for choice in self.values(node, "alternativePath"):
            return "(" + " | ".join(map(self.path, self.items(choice))) + ")"
        return " / ".join(map(self.path, self.items(node)))

    def words(self, node: Value) -> str:
        """A value, list or shape within a shape, in one line."""
        if isinstance(node, ox.NamedNode):
            return short(node.value)
        if isinstance(node, ox.Literal):
            return node.value
        listed = [self.words(item) for item in self.items(node)]
        return "(" + ", ".join(listed) + ")" if listed else f"[ {self.demand(node)} ]"

    def demand(self, node: Value) -> str:
        """What a shape demands, and for a shape within a shape also on which path."""
        told = []
        if isinstance(node, ox.BlankNode):
            told += [self.path(path) for path in self.values(node, "path")]
        assert not isinstance(node, ox.Literal)
        for quad in self.store.quads_for_pattern(node, None, None):
            name = quad.predicate.value.removeprefix(_SH)
            if ":" not in name and name not in {*_ASIDE, *_TARGETS, "select", "ask", "prefixes"}:
                told.append(f"{name} {self.words(quad.object)}")
        return "; ".join(sorted(told))

    def paths(self) -> frozenset[str]:
        """IRIs in any path of the file."""
        nodes = [
            q.object for q in self.store.quads_for_pattern(None, ox.NamedNode(_SH + "path"), None)
        ]
        found: set[str] = set()
        while nodes:
            node = nodes.pop()
            if isinstance(node, ox.NamedNode):
                found.add(node.value)
            elif isinstance(node, ox.BlankNode):
                nodes += [quad.object for quad in self.store.quads_for_pattern(node, None, None)]
        return frozenset(found)


def _read(path: Path) -> ShapeFile:
    reader = _Reader(path)
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    targets = [
        (how, target.value)
        for shape in reader.shapes
        for how in _TARGETS
        for target in reader.values(shape, how)
        if isinstance(target, ox.NamedNode)
    ]
    said = [shape for shape in reader.shapes if reader.values(shape, "message")]
    return ShapeFile(
        path.stem,
        first.removeprefix("#").strip() if first.startswith("#") else "",
        tuple(sorted(set(targets))),
        tuple(_constraint(reader, shape) for shape in said),
        tuple(shape.value for shape in reader.shapes if shape not in said and reader.demand(shape)),
        reader.paths(),
    )


def _constraint(reader: _Reader, shape: ox.NamedNode) -> Constraint:
    messages = {
        value.language or "": value.value
        for value in reader.values(shape, "message")
        if isinstance(value, ox.Literal)
    }
    severity = [
        short(str(v.value)) for v in reader.values(shape, "severity") if isinstance(v, ox.NamedNode)
    ]
    queries = [v.value for v in reader.values(shape, "select") if isinstance(v, ox.Literal)]
    return Constraint(
        shape.value,
        " ".join(reader.path(path) for path in reader.values(shape, "path")),
        reader.demand(shape),
        queries[0] if queries else "",
        messages,
        (severity or ["sh:Violation"])[0],
    )
