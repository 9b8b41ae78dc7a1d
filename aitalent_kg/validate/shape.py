"""A shape that was read, and its check of one node.

Counting is all: which value breaks a constraint is not told, how many do is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from aitalent_kg.validate.paths import Path, Step, follow, steps_of
from aitalent_kg.validate.queries import Query
from aitalent_kg.validate.view import Term, View

__all__ = ["Check", "Shape", "Target", "breaches", "conforms", "reads_of"]

#: View, focus node, its value nodes -> how many results the component gives.
Count = Callable[[View, Term, Iterable[Term]], int]


@dataclass(frozen=True)
class Check:
    """One component of a constraint."""

    count: Count
    #: What it reads, as steps from the focus node …
    of_focus: tuple[tuple[Step, ...], ...] = ()
    #: … and from each value node, beside the shapes that values must conform to.
    of_values: tuple[tuple[Step, ...], ...] = ()
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True)
class Target:
    """Where focus nodes come from."""

    kind: str  #: targetClass, targetNode, targetSubjectsOf, targetObjectsOf
    value: NamedNode


@dataclass
class Shape:
    """A node shape or property shape; it is filled while its file is read."""

    name: str  #: CURIE, as a finding has it
    path: Path | None
    path_text: str
    severity: str
    message: str = ""
    targets: tuple[Target, ...] = ()
    checks: list[Check] = field(default_factory=list)
    properties: list[Shape] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)


def breaches(view: View, shape: Shape, node: Term) -> Iterator[tuple[Shape, Term, int]]:
    """Shape, focus node and number of results, where a node breaks a shape or one below it."""
    values = (node,) if shape.path is None else follow(view, shape.path, node)
    count = sum(check.count(view, node, values) for check in shape.checks)
    if count:
        yield shape, node, count
    for below in shape.properties:
        for value in values:
            yield from breaches(view, below, value)


def conforms(view: View, shape: Shape, node: Term) -> bool:
    """Whether a node breaks nothing of a shape."""
    return next(breaches(view, shape, node), None) is None


def reads_of(shape: Shape) -> set[tuple[Step, ...]]:
    """All ways from a focus node along which a statement can change what the shape finds."""
    found: set[tuple[Step, ...]] = set()
    inner = [below for check in shape.checks for below in check.shapes] + shape.properties
    after = {way for below in inner for way in reads_of(below)}
    after |= {way for check in shape.checks for way in check.of_values}
    for way in steps_of(shape.path):
        found |= {way + more for more in after} | {way}
    return (found | {way for check in shape.checks for way in check.of_focus}) - {()}
