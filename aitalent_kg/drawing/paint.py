"""A sketch as SVG, PNG or PDF, by matplotlib (the extra `plot`)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aitalent_kg.drawing.fonts import chinese_font
from aitalent_kg.drawing.layout import FONT, Layout, Point, Spot, layout, wrapped
from aitalent_kg.drawing.sketch import Arrow, Sketch
from aitalent_kg.drawing.styles import (
    Style,
    colour,
    documents_shown,
    fill,
    kinds_shown,
    remarks,
    style,
)
from aitalent_kg.exports import optional
from aitalent_kg.files import written_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["paint"]

_MARGIN, _LINE = 0.3, 0.19
_DPI = 160
_NOTE_WIDTH = 46  #: characters of a line of the notes
_CONDITIONS = {"zh": "條件", "en": "conditions"}


def paint(sketch: Sketch, path: Path, lang: str = "zh") -> None:
    """Draw a sketch into a file; its ending, .svg, .png or .pdf, says the format.

    Raises:
        AitalentError: matplotlib or a font with Chinese characters is missing.
    """
    rc = optional("matplotlib").rc_context
    figures = optional("matplotlib.figure")
    family = chinese_font()
    format_ = path.suffix[1:].lower()
    with rc({"font.family": family, "svg.hashsalt": "aitalent-kg", "axes.unicode_minus": False}):
        placed = layout(sketch)
        conditions = list(dict.fromkeys(a.condition for a in sketch.arrows if a.condition))
        notes = _notes(sketch, conditions, lang)
        width = max(placed.width, 6.5) + 2 * _MARGIN
        below = (len(notes) + len(kinds_shown(sketch)) + len(documents_shown(sketch)) + 1) * _LINE
        figure = figures.Figure(figsize=(width, placed.height + below + 3 * _MARGIN))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(-_MARGIN, width - _MARGIN)
        axes.set_ylim(-below - 2 * _MARGIN, placed.height + _MARGIN)
        _draw(axes, placed, conditions)
        _legend(axes, sketch, notes, lang)
        stamp = {"Date": None} if format_ == "svg" else {}
        with written_whole(path) as temporary:
            figure.savefig(temporary, format=format_, dpi=_DPI, metadata=stamp)


def _draw(axes: Axes, placed: Layout, conditions: list[str]) -> None:
    for arrow, points in placed.ways:
        _arrow(axes, arrow, points)
        marks = [str(conditions.index(arrow.condition) + 1)] if arrow.condition else []
        marks += ["＊"] if arrow.inferred else []
        if marks:
            _mark(axes, " ".join(marks), points, colour(arrow.documents))
    for spot in placed.spots:
        _box(axes, spot)


def _box(axes: Axes, spot: Spot) -> None:
    patches = optional("matplotlib.patches")
    corner = (spot.x - spot.width / 2 + 0.05, spot.y - spot.height / 2 + 0.05)
    axes.add_patch(
        patches.FancyBboxPatch(
            corner, spot.width - 0.1, spot.height - 0.1, boxstyle="round,pad=0.05",
            facecolor=fill(spot.box), edgecolor="#444444", linewidth=0.9, zorder=3,
        )
    )  # fmt: skip
    _text(axes, spot.x, spot.y, "\n".join(spot.lines), ha="center", zorder=4)


def _arrow(axes: Axes, arrow: Arrow, points: tuple[Point, ...]) -> None:
    patches = optional("matplotlib.patches")
    look = style(arrow.kind)
    axes.add_patch(
        patches.FancyArrowPatch(
            path=_curve(points), arrowstyle=_head(look), mutation_scale=9, linewidth=1.3,
            linestyle=_dashed(look), color=colour(arrow.documents), zorder=2, capstyle="butt",
        )
    )  # fmt: skip


def _head(look: Style) -> str:
    return "->" if look.open_head else "-|>"


def _dashed(look: Style) -> Any:
    return (0, look.dashes) if look.dashes else "solid"


def _curve(points: tuple[Point, ...]) -> Any:
    """A smooth line through the points, level at each."""
    paths = optional("matplotlib.path").Path
    vertices, codes = [points[0]], [paths.MOVETO]
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        vertices += [(middle, y0), (middle, y1), (x1, y1)]
        codes += [paths.CURVE4] * 3
    return paths(vertices, codes)


def _mark(axes: Axes, text: str, points: tuple[Point, ...], paint_: str) -> None:
    """The number of a condition, near the head of its arrow."""
    (x, y), before = points[-1], points[-2]
    x += -0.3 if before[0] < x else 0.3
    axes.text(
        x, y, text, ha="center", va="center", fontsize=FONT - 2, color=paint_, zorder=5,
        parse_math=False, bbox={"boxstyle": "circle,pad=0.15", "facecolor": "white", "edgecolor": paint_, "linewidth": 0.7},
    )  # fmt: skip


def _notes(sketch: Sketch, conditions: list[str], lang: str) -> list[str]:
    """What stands below: what the picture says of itself, and the conditions by number."""
    lines = remarks(sketch, lang) + ([_CONDITIONS[lang]] if conditions else [])
    for number, condition in enumerate(conditions, 1):
        first, *rest = wrapped(condition, _NOTE_WIDTH)
        lines += [f"{number}　{first}", *(f"　 {line}" for line in rest)]
    return lines


def _legend(axes: Axes, sketch: Sketch, notes: list[str], lang: str) -> None:
    y = -2 * _MARGIN
    for kind in kinds_shown(sketch):
        look = style(kind)
        _stroke(axes, y, "#444444", look)
        _text(axes, 0.6, y, look.name(lang))
        y -= _LINE
    for documents in documents_shown(sketch):
        _stroke(axes, y, colour(documents))
        _text(axes, 0.6, y, " + ".join(documents))
        y -= _LINE
    for note in notes:
        _text(axes, 0.0, y, note)
        y -= _LINE


def _stroke(axes: Axes, y: float, paint_: str, look: Style | None = None) -> None:
    """A line of the legend, with the head of its arrow; of a document without."""
    patches = optional("matplotlib.patches")
    axes.add_patch(
        patches.FancyArrowPatch(
            (0, y), (0.5, y), arrowstyle=_head(look) if look else "-", mutation_scale=9,
            linewidth=1.4, linestyle=_dashed(look) if look else "solid", color=paint_,
            shrinkA=0, shrinkB=0, capstyle="butt",
        )
    )  # fmt: skip


def _text(axes: Axes, x: float, y: float, text: str, ha: str = "left", zorder: int = 4) -> None:
    axes.text(x, y, text, ha=ha, va="center", fontsize=FONT, zorder=zorder, parse_math=False,
              linespacing=1.3, color="black")  # fmt: skip
