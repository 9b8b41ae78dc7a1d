"""Read a file of shapes for the fast engine, or say why it is one for pySHACL.

Nothing is left out quietly: a file with one term of SHACL that is not known here is refused whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as File

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import OWL, RDF, RDFS, SH, Graph
from rdflib.term import Node

from aitalent_kg.names import curie
from aitalent_kg.validate.building import COMPONENTS, Unsupported, checks_of
from aitalent_kg.validate.paths import Alternative, Path, Sequence, Step
from aitalent_kg.validate.queries import Query, predicates_named, unfit
from aitalent_kg.validate.shape import Shape, Target
from aitalent_kg.validate.texts import message_of, path_of
from aitalent_kg.validate.view import Term

__all__ = ["ShapesFile", "names_in", "read_shapes"]

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_QUALIFIED = (SH.qualifiedMinCount, SH.qualifiedMaxCount)
_PATHS = (SH.inversePath, SH.alternativePath)
_LISTS = (SH.property, SH.sparql)
_SILENT = (SH.name, SH.description, SH.order, SH.group, SH.defaultValue)
_PARTS = (SH.path, SH.message, SH.severity, SH.select, SH.flags)
KNOWN = {*_TARGETS, *_QUALIFIED, *_PATHS, *_LISTS, *_SILENT, *_PARTS, *COMPONENTS}
_CLASSES = {SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint}


@dataclass(frozen=True)
class ShapesFile:
    """A file of shapes as the fast engine runs it, or the reason why it does not."""

    path: File
    shapes: tuple[Shape, ...]
    refused: str = ""


def read_shapes(path: File, lang: str) -> ShapesFile:
    """The shapes of a file that have targets."""
    return _read(path, path.stat().st_mtime_ns, lang)


@lru_cache(256)
def _read(path: File, _changed: int, lang: str) -> ShapesFile:
    try:
        reader = Reader(Graph().parse(path, format="turtle"), lang)
        return ShapesFile(path, tuple(reader.targeted()))
    except Unsupported as reason:
        return ShapesFile(path, (), str(reason))


def names_in(path: File) -> set[str]:
    """What findings call the shapes of a file."""
    graph = Graph().parse(path, format="turtle")
    return {curie(str(node)) for node in graph.subjects()}


class Reader:
    """Shapes of one graph; each is read once."""

    def __init__(self, graph: Graph, lang: str) -> None:
        self.graph = graph
        self.lang = lang
        self._shapes: dict[Node, Shape] = {}
        self._open: set[Node] = set()

    def targeted(self) -> list[Shape]:
        """The shapes that run by themselves, in the order of their names."""
        self._check_terms()
        nodes = {node for target in _TARGETS for node in self.graph.subjects(target)}
        shapes = [self.shape(node, inner=False) for node in sorted(nodes, key=str)]
        for shape in shapes:
            _check_messages(shape)
        return shapes

    def _check_terms(self) -> None:
        used = {p for p in self.graph.predicates() if str(p).startswith(str(SH))}
        kinds = {k for k in self.graph.objects(None, RDF.type) if str(k).startswith(str(SH))}
        for term in sorted(map(str, {*(used - KNOWN), *(kinds - _CLASSES)})):
            raise Unsupported(curie(term))
        for kind in (RDFS.Class, OWL.Class):
            if (None, RDF.type, kind) in self.graph:
                raise Unsupported("a class that may be a target by itself")

    def shape(self, node: Node, inner: bool = True) -> Shape:
        """A shape by its node; `inner` for one that another shape applies."""
        if node in self._open:
            raise Unsupported(f"{curie(str(node))} leads to itself")
        if node not in self._shapes:
            self._open.add(node)
            self._shapes[node] = self._read_shape(node)
            self._open.discard(node)
        if inner and self._shapes[node].queries:
            raise Unsupported("a query in a shape that another one applies")
        return self._shapes[node]

    def _read_shape(self, node: Node) -> Shape:
        path = self.one(node, SH.path)
        shape = Shape(
            name=curie(str(node)),
            path=None if path is None else self.path(path),
            path_text=path_of(self.graph, path),
            severity=self._severity(node),
            targets=tuple(self._targets(node)),
        )
        shape.message = message_of(self.graph, node, self.messages(node), self.lang)
        shape.checks = [
            check
            for predicate in COMPONENTS
            for check in checks_of(self, node, predicate, list(self.graph.objects(node, predicate)))
        ]
        below = sorted(self.graph.objects(node, SH.property), key=str)
        queries = sorted(self.graph.objects(node, SH.sparql), key=str)
        shape.properties = [self.shape(each) for each in below]
        shape.queries = [self._query(node, each) for each in queries]
        return shape

    def _targets(self, node: Node) -> list[Target]:
        found = []
        for predicate in _TARGETS:
            for value in self.graph.objects(node, predicate):
                if not isinstance(value, rdflib.URIRef):
                    raise Unsupported("a target that is no IRI")
                found.append(Target(str(predicate).rpartition("#")[2], NamedNode(str(value))))
        return found

    def _severity(self, node: Node) -> str:
        severity = self.one(node, SH.severity) or SH.Violation
        return curie(str(severity)).removeprefix("sh:")

    def messages(self, node: Node) -> list[str]:
        """The messages of a shape or query, in all languages."""
        return [str(text) for text in self.graph.objects(node, SH.message)]

    def one(self, node: Node, predicate: Node) -> Node | None:
        """The value of a property, of which there may be one."""
        values = list(self.graph.objects(node, predicate))
        if len(values) > 1:
            raise Unsupported(f"{curie(str(predicate))} twice in {curie(str(node))}")
        return values[0] if values else None

    def _query(self, shape: Node, node: Node) -> Query:
        text = self.one(node, SH.select)
        messages = dict.fromkeys([*self.messages(node), *self.messages(shape)])
        if text is None or not messages or self.one(shape, SH.path) is not None:
            raise Unsupported("a query without text, without message or on a path")
        if reason := unfit(str(text)):
            raise Unsupported(reason)
        return Query(
            name=curie(str(node)),
            severity=self._severity(shape),
            text=str(text),
            messages=tuple(messages),
            choose=lambda texts: message_of(self.graph, node, texts, self.lang),
            predicates=predicates_named(str(text)),
        )

    def path(self, node: Node) -> Path:
        """A path, of the kinds that are known."""
        if isinstance(node, rdflib.URIRef):
            return Step(NamedNode(str(node)))
        inverse, options = self.one(node, SH.inversePath), self.one(node, SH.alternativePath)
        if isinstance(inverse, rdflib.URIRef):
            return Step(NamedNode(str(inverse)), back=True)
        items = tuple(self.path(each) for each in self.graph.items(options or node))
        if inverse is not None or len(items) < 2:
            raise Unsupported("an unusual path")
        return Sequence(items) if options is None else Alternative(items)

    def items(self, node: Node) -> list[Node]:
        """The members of a list."""
        return list(self.graph.items(node))

    def term(self, node: Node) -> Term:
        """A term of the shapes as one of the store."""
        if isinstance(node, rdflib.URIRef):
            return NamedNode(str(node))
        if isinstance(node, rdflib.BNode):
            return BlankNode(str(node))
        assert isinstance(node, rdflib.Literal)
        if node.language:
            return Literal(str(node), language=node.language.lower())
        if node.datatype:
            return Literal(str(node), datatype=NamedNode(str(node.datatype)))
        return Literal(str(node))


def _check_messages(shape: Shape) -> None:
    """A shape that reports must say what; pySHACL has words for those that do not."""
    if shape.checks and not shape.message:
        raise Unsupported(f"{shape.name} has no message")
    for below in shape.properties:
        _check_messages(below)
