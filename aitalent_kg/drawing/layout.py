"""Where boxes and arrows stand: layers from left to right, parts that nothing connects in turn.

Lengths are inches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from unicodedata import east_asian_width

import networkx as nx

from aitalent_kg.drawing.layers import SWEEPS, Slot, chains, layers, neighbours, ordered
from aitalent_kg.drawing.sketch import Arrow, Box, Sketch

__all__ = ["FONT", "Layout", "Point", "Spot", "layout", "wrapped"]

FONT = 9.0  #: size of labels in points
_EM = FONT / 72
_LINE = 1.45 * _EM
_PORT = 0.2  #: between arrows at a box
_GAP, _ROW = 1.25, 0.22  #: between layers, between rows
_WIDEST = 11  #: characters of a line of a label
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on the page; x and y are its centre."""

    box: Box
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes, and for each arrow the points it passes."""

    spots: tuple[Spot, ...]
    ways: tuple[tuple[Arrow, tuple[Point, ...]], ...]
    width: float
    height: float


def wrapped(text: str, widest: float = _WIDEST) -> tuple[str, ...]:
    """A text in lines of so many Chinese characters; a Latin word is broken only if it must be."""
    lines, line = [], ""
    for word in _words(text):
        if line and _ems(line + word.rstrip()) > widest:
            lines.append(line.rstrip())
            line = ""
        line += word if line else word.lstrip()
    return (*lines, line.rstrip())


def layout(sketch: Sketch) -> Layout:
    """Place the boxes and arrows of a sketch, the largest part above."""
    spots: list[Spot] = []
    ways: list[tuple[Arrow, tuple[Point, ...]]] = []
    width = height = 0.0
    for part in reversed(_parts(sketch)):
        placed = _part(part)
        spots += (replace(spot, y=spot.y + height) for spot in placed.spots)
        ways += ((arrow, _raised(points, height)) for arrow, points in placed.ways)
        width, height = max(width, placed.width), height + placed.height + _ROW
    return Layout(tuple(spots), tuple(ways), width, height - _ROW)


def _parts(sketch: Sketch) -> list[Sketch]:
    """The parts that no arrow connects, those of most boxes first."""
    graph: nx.Graph[str] = nx.Graph((arrow.start, arrow.end) for arrow in sketch.arrows)
    graph.add_nodes_from(box.id for box in sketch.boxes)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), sorted(part)))
    return [
        Sketch(
            tuple(box for box in sketch.boxes if box.id in part),
            tuple(arrow for arrow in sketch.arrows if arrow.start in part),
        )
        for part in parts
    ]


def _raised(points: Iterable[Point], by: float) -> tuple[Point, ...]:
    return tuple((x, y + by) for x, y in points)


def _part(sketch: Sketch) -> Layout:
    layer = layers(sketch)
    lines = {box.id: wrapped(box.label) for box in sketch.boxes}
    passing = chains(sketch, layer)
    sizes = _sizes(sketch, lines, passing)
    places = _placed(ordered(layer, passing), sizes, passing)
    spots = tuple(Spot(box, lines[box.id], *places[box.id], *sizes[box.id]) for box in sketch.boxes)
    right = max(spot.x + spot.width / 2 for spot in spots)
    top = max(y + sizes[slot][1] / 2 for slot, (_, y) in places.items())
    return Layout(spots, _ways(sketch, passing, places, sizes), right, top)


def _words(text: str) -> Iterable[str]:
    """Where a line may break: behind a blank, and behind every wide character."""
    word = ""
    for character in text:
        word += character
        if character == " " or east_asian_width(character) in "WF" or _ems(word) >= _WIDEST:
            yield word
            word = ""
    if word:
        yield word


def _ems(text: str) -> float:
    return sum(1.0 if east_asian_width(character) in "WF" else 0.58 for character in text)


def _sizes(
    sketch: Sketch, lines: Mapping[str, tuple[str, ...]], chains: Iterable[Sequence[Slot]]
) -> dict[Slot, Point]:
    """Width and height of each spot; a box has room for its words and its arrows."""
    sizes: dict[Slot, Point] = {}
    ports: dict[tuple[Slot, int], int] = {}
    for chain in chains:
        for spot, side in ((chain[0], 1), (chain[-1], -1)):
            ports[spot, side] = ports.get((spot, side), 0) + 1
        sizes.update((gap, (0.0, 0.06)) for gap in chain[1:-1])
    for box in sketch.boxes:
        most = max(ports.get((box.id, side), 0) for side in (1, -1))
        height = max(len(lines[box.id]) * _LINE + 0.16, most * _PORT + 0.1)
        sizes[box.id] = (max(map(_ems, lines[box.id])) * _EM + 0.24, height)
    return sizes


def _placed(
    rows: Sequence[Sequence[Slot]],
    sizes: Mapping[Slot, Point],
    chains: Iterable[Sequence[Slot]],
) -> dict[Slot, Point]:
    """Centre of each spot: layers beside each other, each spot near its neighbours."""
    places: dict[Slot, Point] = {}
    x = 0.0
    for row in rows:
        width = max(sizes[spot][0] for spot in row)
        heights = _stacked(row, sizes, {})
        places.update((spot, (x + width / 2, heights[spot])) for spot in row)
        x += width + _GAP
    near = neighbours(chains)
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            wanted = {s: fmean(places[n][1] for n in near.get(s, [s])) for s in row}
            heights = _stacked(row, sizes, wanted)
            places.update((spot, (places[spot][0], heights[spot])) for spot in row)
    return _without_gaps(places, sizes)


def _without_gaps(places: Mapping[Slot, Point], sizes: Mapping[Slot, Point]) -> dict[Slot, Point]:
    """The same from height 0, without the heights at which nothing stands."""
    found: dict[Slot, Point] = {}
    feet = {slot: y - sizes[slot][1] / 2 for slot, (_, y) in places.items()}
    down = top = min(feet.values())
    for slot in sorted(feet, key=lambda slot: (feet[slot], repr(slot))):
        down += max(0.0, feet[slot] - top - _ROW)
        top = max(top, feet[slot] + sizes[slot][1])
        found[slot] = (places[slot][0], places[slot][1] - down)
    return found


def _stacked(
    row: Sequence[Slot], sizes: Mapping[Slot, Point], wanted: Mapping[Slot, float]
) -> dict[Slot, float]:
    """Heights as near to those wanted as the order and the sizes allow."""
    found: dict[Slot, float] = {}
    top = float("-inf")
    for spot in row:
        half = sizes[spot][1] / 2
        least = top + half + _ROW
        found[spot] = max(wanted.get(spot, 0.0), least)
        top = found[spot] + half
    if not wanted:
        return found
    shift = fmean(wanted[spot] - found[spot] for spot in row)
    return {spot: y + shift for spot, y in found.items()}


def _ways(
    sketch: Sketch,
    chains: Sequence[Sequence[Slot]],
    places: Mapping[Slot, Point],
    sizes: Mapping[Slot, Point],
) -> tuple[tuple[Arrow, tuple[Point, ...]], ...]:
    """The points of each arrow, from its start to its end."""
    ports = _ports(chains, places, sizes)
    found = []
    for number, (arrow, chain) in enumerate(zip(sketch.arrows, chains, strict=True)):
        inner = [places[spot] for spot in chain[1:-1]]
        points = (ports[number, 0], *inner, ports[number, 1])
        found.append((arrow, points if chain[0] == arrow.start else points[::-1]))
    return tuple(found)


def _ports(
    chains: Sequence[Sequence[Slot]],
    places: Mapping[Slot, Point],
    sizes: Mapping[Slot, Point],
) -> dict[tuple[int, int], Point]:
    """(arrow, 0 left or 1 right end) -> where it touches the box, in the order of what it meets."""
    sides: dict[tuple[Slot, int], list[int]] = {}
    for number, chain in enumerate(chains):
        sides.setdefault((chain[0], 0), []).append(number)
        sides.setdefault((chain[-1], 1), []).append(number)
    found: dict[tuple[int, int], Point] = {}
    for (spot, end), numbers in sides.items():
        (x, y), (width, _) = places[spot], sizes[spot]
        beside = 1 if end == 0 else -2
        numbers.sort(key=lambda number: places[chains[number][beside]][1])
        for place, number in enumerate(numbers):
            shift = (place - (len(numbers) - 1) / 2) * _PORT
            found[number, end] = (x + (width / 2 if end == 0 else -width / 2), y + shift)
    return found
