"""Paths of shapes: predicates, inverse predicates, sequences and alternatives of paths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from aitalent_kg.validate.view import Term, View

__all__ = ["Alternative", "Path", "Sequence", "Step", "follow", "steps_of"]


@dataclass(frozen=True)
class Step:
    """One predicate, walked from subject to object or back."""

    predicate: NamedNode
    back: bool = False


@dataclass(frozen=True)
class Sequence:
    """One path after the other."""

    parts: tuple[Path, ...]


@dataclass(frozen=True)
class Alternative:
    """Any of some paths."""

    parts: tuple[Path, ...]


Path = Step | Sequence | Alternative


def follow(view: View, path: Path, node: Term) -> Iterable[Term]:
    """The nodes that a path leads to, each once."""
    if isinstance(path, Step):
        if path.back:
            return view.subjects(path.predicate, node)
        return view.values(node, path.predicate)
    if isinstance(path, Alternative):
        return dict.fromkeys(end for part in path.parts for end in follow(view, part, node))
    ends: Iterable[Term] = (node,)
    for part in path.parts:
        ends = dict.fromkeys(end for start in ends for end in follow(view, part, start))
    return ends


def steps_of(path: Path | None) -> list[tuple[Step, ...]]:
    """All ways a path may be walked, each as its steps.

    >>> a, b = Step(NamedNode("x:a")), Step(NamedNode("x:b"), back=True)
    >>> [len(way) for way in steps_of(Sequence((Alternative((a, b)), a)))]
    [2, 2]
    """
    if path is None:
        return [()]
    if isinstance(path, Step):
        return [(path,)]
    if isinstance(path, Alternative):
        return [way for part in path.parts for way in steps_of(part)]
    ways: list[tuple[Step, ...]] = [()]
    for part in path.parts:
        ways = [way + more for way in ways for more in steps_of(part)]
    return ways
