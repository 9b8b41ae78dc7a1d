"""The order of a layered picture: which box stands in which layer, and beside which.

An arrow over several layers passes each in a gap of its own, so that it crosses no box; layers
are ordered by the middle of their neighbours (Sugiyama, Tagawa and Toda 1981).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

import networkx as nx

from aitalent_kg.drawing.sketch import Sketch

__all__ = ["SWEEPS", "Slot", "chains", "layers", "neighbours", "ordered"]

SWEEPS = 8
#: A box by its id, or the gap of an arrow: its number and layer.
Slot = str | tuple[int, int]


def layers(sketch: Sketch) -> dict[str, int]:
    """Box -> layer; arrows that close a cycle do not count."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(box.id for box in sketch.boxes)
    done: set[str] = set()
    starts = [box for box in graph if not any(a.end == box for a in sketch.arrows)]
    following: dict[str, list[str]] = {box: [] for box in graph}
    for arrow in sketch.arrows:
        following[arrow.start].append(arrow.end)
    for start in (*starts, *graph):
        _add_forward(graph, start, following, done)
    found = {
        box: depth for depth, row in enumerate(nx.topological_generations(graph)) for box in row
    }
    for box in reversed(list(nx.topological_sort(graph))):
        after = [found[end] for end in graph.successors(box)]
        if after and not graph.in_degree(box):
            found[box] = min(after) - 1
    return found


def _add_forward(
    graph: nx.DiGraph[str], start: str, following: Mapping[str, Sequence[str]], done: set[str]
) -> None:
    """Add the arrows met from a start, depth first, but those back to where it came from."""
    trail: dict[str, list[str]] = {}
    stack = [start] if start not in done else []
    while stack:
        here = stack[-1]
        if here not in trail:
            trail[here] = [end for end in following[here] if end != here]
        if trail[here]:
            end = trail[here].pop(0)
            if end not in trail:
                graph.add_edge(here, end)
                if end not in done:
                    stack.append(end)
        else:
            done.add(stack.pop())
            del trail[here]


def chains(sketch: Sketch, layer: Mapping[str, int]) -> list[list[Slot]]:
    """For each arrow what it passes, from left to right: boxes at its ends, gaps between."""
    found: list[list[Slot]] = []
    for number, arrow in enumerate(sketch.arrows):
        left, right = sorted((arrow.start, arrow.end), key=lambda box: layer[box])
        gaps = [(number, at) for at in range(layer[left] + 1, layer[right])]
        found.append([left, *gaps, right])
    return found


def neighbours(chains: Iterable[Sequence[Slot]]) -> dict[Slot, list[Slot]]:
    """What is next to what along the arrows."""
    near: dict[Slot, list[Slot]] = {}
    for chain in chains:
        for one, other in pairwise(chain):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    return near


def ordered(layer: Mapping[str, int], chains: Sequence[Sequence[Slot]]) -> list[list[Slot]]:
    """The slots of each layer, from the lowest up, with few crossings."""
    rows: list[list[Slot]] = [[] for _ in range(max(layer.values()) + 1)]
    for box, at in layer.items():
        rows[at].append(box)
    for gap in (slot for chain in chains for slot in chain if isinstance(slot, tuple)):
        rows[gap[1]].append(gap)
    near = neighbours(chains)
    heights = {slot: height for row in rows for slot, height in _heights(row)}
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            _sort_row(row, heights, near)
    return rows


def _sort_row(
    row: list[Slot], heights: dict[Slot, float], near: Mapping[Slot, Sequence[Slot]]
) -> None:
    """Order a row by the mean place of the neighbours of each spot, and renew its heights."""
    row.sort(key=lambda spot: fmean(heights[n] for n in near.get(spot, [spot])))
    heights.update(_heights(row))


def _heights(row: Sequence[Slot]) -> Iterable[tuple[Slot, float]]:
    return ((slot, at / len(row)) for at, slot in enumerate(row))
