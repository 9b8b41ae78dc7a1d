"""What a picture shows: boxes and arrows, made from a network or from routes.

No drawing here, and no file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from aitalent_kg.errors import BadValue
from aitalent_kg.routes.answers import Route, Routes, Step

__all__ = ["Arrow", "Box", "Picturable", "Sketch", "sketch"]

#: What can be drawn; the graph is one of `network()`.
Picturable: TypeAlias = "nx.MultiDiGraph[str] | Routes | Route"


@dataclass(frozen=True, slots=True)
class Box:
    """A node."""

    id: str
    label: str
    kind: str  #: its class, for example "Gate"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A step or membership."""

    start: str  #: id of a box
    end: str
    kind: str
    condition: str
    documents: tuple[str, ...]
    inferred: bool
    kind_inferred: bool = False  #: its kind is our reading, and so is the line it is drawn with


@dataclass(frozen=True, slots=True)
class Sketch:
    """Boxes, and arrows between them."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    without_members: bool = False  #: whether it is of a network whose memberships are left out


def sketch(subject: Picturable, lang: str = "zh") -> Sketch:
    """The picture of a network, of routes together, or of one.

    Args:
        lang: language of the labels of a network; routes have theirs.
    Raises:
        BadValue: there is nothing to draw.
    """
    if isinstance(subject, nx.MultiDiGraph):
        found = _of_graph(subject, lang)
    else:
        routes = subject.routes if isinstance(subject, Routes) else (subject,)
        found = _of_steps(step for route in routes for step in route.steps)
    if not found.boxes:
        raise BadValue(type(subject).__name__, "holds no step, so there is nothing to draw")
    return found


def _of_graph(graph: nx.MultiDiGraph[str], lang: str) -> Sketch:
    suffix = "_en" if lang == "en" else ""
    boxes = []
    for node in sorted(graph):
        data = graph.nodes[node]
        boxes.append(Box(node, data["title" + suffix], data["kind"]))
    arrows = []
    for start, end, key in sorted(graph.edges(keys=True)):
        data = graph.edges[start, end, key]
        read = (data["basis"] == "inferred", data["kind_basis"] == "inferred")
        condition = data["condition" + suffix]
        arrows.append(Arrow(start, end, data["kind"], condition, data["documents"], *read))
    without_members = not graph.graph.get("members", True)
    return Sketch(tuple(boxes), tuple(arrows), without_members)


def _of_steps(steps: Iterable[Step]) -> Sketch:
    """What several routes share is drawn once."""
    boxes: dict[str, Box] = {}
    arrows: dict[Arrow, None] = {}
    for step in steps:
        for end, title in zip((step.from_, step.to), step.titles, strict=True):
            boxes.setdefault(end.iri, Box(end.iri, title or end.label, end.kind))
        arrow = Arrow(
            step.from_.iri, step.to.iri, step.kind, step.condition, step.documents,
            step.basis == "inferred", step.kind_basis == "inferred",
        )  # fmt: skip
        arrows[arrow] = None
    return Sketch(tuple(boxes.values()), tuple(arrows))
