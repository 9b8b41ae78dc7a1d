"""Pictures of a comparison: a heat map, bars of coverage, pairs between two columns.

By matplotlib (the extra `plot`), as SVG, PNG or PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aitalent_kg.compare.answer import Comparison
from aitalent_kg.compare.cells import cells, column
from aitalent_kg.compare.words import PREDICATE_COLOURS, PREDICATE_WORDS, WORDS
from aitalent_kg.drawing.fonts import chinese_font
from aitalent_kg.drawing.layout import wrapped
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.exports import optional
from aitalent_kg.files import written_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["check_figure", "draw_comparison"]

_ENDINGS = (".svg", ".png", ".pdf")
_DPI = 160
_STRICT, _LENIENT = "#2a6f97", "#a9cbdd"


def check_figure(path: Path) -> None:
    """See that the ending of a file is that of a picture.

    Raises:
        BadValue: it is not.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise BadValue(str(path), f"a picture ends in {', '.join(_ENDINGS)}")


def draw_comparison(
    found: Comparison, path: Path | str, picture: str = "heat", lang: str = "zh"
) -> None:
    """Draw a comparison into a file.

    Args:
        path: .svg, .png or .pdf.
        picture: "heat" (categories by categories), "bars" (coverage), "links" (the pairs).
    Raises:
        BadValue: another ending, or nothing to draw.
        UnknownName: no such picture.
        AitalentError: matplotlib or a font with Chinese characters is missing.
    """
    target = Path(path)
    check_figure(target)
    if picture not in _PICTURES:
        raise UnknownName(picture, _PICTURES, "picture", "")
    if picture != "bars" and not found.pairs:
        raise BadValue(picture, "nothing to draw: the two sides have no pairs")
    rc, figures = optional("matplotlib").rc_context, optional("matplotlib.figure")
    style = {"font.family": chinese_font(), "svg.hashsalt": "aitalent-kg", "svg.fonttype": "path"}
    with rc(style):
        figure = figures.Figure(figsize=_size(found, picture), layout="constrained")
        axes = figure.add_subplot()
        names = {"left": found.left.label, "right": found.right.label}
        figure.suptitle("\n".join(wrapped(WORDS[lang]["title"].format(**names), 34)), fontsize=12)
        _PICTURES[picture](axes, found, lang)
        stamp = {"Date": None} if target.suffix.lower() == ".svg" else {}
        with written_whole(target) as temporary:
            form = target.suffix[1:].lower()
            figure.savefig(temporary, format=form, dpi=_DPI, metadata=stamp)


def _size(found: Comparison, picture: str) -> tuple[float, float]:
    table = cells(found)
    if picture == "heat":
        return 2.5 + 1.0 * len(table.columns), 2.2 + 0.75 * len(table.rows)
    if picture == "bars":
        shares = sum(1 + len(way.by_category) for way in found.coverage.values())
        return 9.0, 1.6 + 0.42 * shares
    ends = max(len({p.left.iri for p in found.pairs}), len({p.right.iri for p in found.pairs}))
    return 11.0, 1.6 + 0.3 * ends


def _heat(axes: Axes, found: Comparison, _: str) -> None:
    table = cells(found)
    counts = [[table.count(row, column) for column in table.columns] for row in table.rows]
    most = max(map(max, counts))
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=max(most, 1) * 1.3, aspect="auto")
    for ticks, names, widest in (
        (axes.set_xticks, table.columns, 6),
        (axes.set_yticks, table.rows, 14),
    ):
        labels = ["\n".join(wrapped(found.names[name], widest)) for name in names]
        ticks(range(len(names)), labels, fontsize=9)
    axes.set_xlabel(found.right.label)
    axes.set_ylabel(found.left.label)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            colour = "white" if count > 0.7 * most else "black"
            axes.text(x, y, str(count) if count else "·", ha="center", va="center", color=colour)


def _bars(axes: Axes, found: Comparison, lang: str) -> None:
    rows = [
        ("\n".join(wrapped(_bar_name(found, way.of, share.group, lang), 30)), share)
        for way in found.coverage.values()
        for share in (way.all, *way.by_category)
    ]
    places = range(len(rows))
    axes.barh(
        places, [s.lenient_share for _, s in rows], color=_LENIENT, label=WORDS[lang]["lenient"]
    )
    axes.barh(places, [s.strict_share for _, s in rows], color=_STRICT, label=WORDS[lang]["strict"])
    for place, (_, share) in enumerate(rows):
        text = f"{len(share.strict)} / {len(share.lenient)} / {len(share.items)}"
        axes.text(share.lenient_share + 0.01, place, text, va="center", fontsize=8)
    axes.set_yticks(list(places), [name for name, _ in rows], fontsize=9)
    axes.set_xlim(0, 1.15)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.invert_yaxis()
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.06), ncols=2, fontsize=8, frameon=False)


def _bar_name(found: Comparison, of: str, group: str, lang: str) -> str:
    """A category, or a whole side."""
    return found.names[group] if group else f"{getattr(found, of).label} ({WORDS[lang]['all']})"


def _links(axes: Axes, found: Comparison, lang: str) -> None:
    columns = [
        {p.left.iri: p.left.label for p in found.pairs},
        {p.right.iri: p.right.label for p in found.pairs},
    ]
    starts, stops = (
        {iri: (n + 0.5) / len(ends) for n, iri in enumerate(column(found, ends))}
        for ends in columns
    )
    named: set[str] = set()
    for pair in reversed(found.pairs):
        label = None if pair.predicate in named else PREDICATE_WORDS[lang][pair.predicate]
        named.add(pair.predicate)
        width = 0.6 + 1.6 * (1.0 if pair.confidence is None else pair.confidence)
        ends = [starts[pair.left.iri], stops[pair.right.iri]]
        axes.plot([0, 1], ends, color=PREDICATE_COLOURS[pair.predicate], lw=width, label=label)
    for x, names, places, align in (
        (-0.02, columns[0], starts, "right"),
        (1.02, columns[1], stops, "left"),
    ):
        for iri, y in places.items():
            axes.text(x, y, _short(names[iri]), ha=align, va="center", fontsize=8)
    axes.set_xlim(-0.9, 1.9)
    axes.set_ylim(1, 0)
    axes.set_axis_off()
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0), ncols=5, fontsize=8, frameon=False)


def _short(text: str) -> str:
    lines = wrapped(text, 24)
    return lines[0] + ("…" if len(lines) > 1 else "")


_PICTURES: dict[str, Callable[[Axes, Comparison, str], None]] = {
    "heat": _heat,
    "bars": _bars,
    "links": _links,
}
