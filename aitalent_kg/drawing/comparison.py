"""Pictures of a comparison: a heat map, bars of coverage, pairs between two columns.

By matplotlib (the extra `plot`), as SVG, PNG or PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aitalent_kg.compare.answer import Comparison, Pair
from aitalent_kg.compare.cells import beyond, cells, column
from aitalent_kg.compare.html_shares import lists_of
from aitalent_kg.compare.words import BAR_COLOURS, PREDICATE_COLOURS, WORDS
from aitalent_kg.drawing.fonts import chinese_font
from aitalent_kg.drawing.layout import wrapped
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.exports import optional
from aitalent_kg.files import written_whole
from aitalent_kg.mappings.words import PREDICATE_WORDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["check_figure", "draw_comparison"]

_ENDINGS = (".svg", ".png", ".pdf")
_DPI = 160
_RELATED = "skos:relatedMatch"


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
        return 3.6 + 1.0 * len(table.columns), 2.6 + 0.75 * len(table.rows)
    if picture == "bars":
        shares = sum(1 + len(way.by_category) for way in found.coverage.values())
        return 9.0, 2.1 + 0.42 * shares
    ends = max(len({p.left.iri for p in found.pairs}), len({p.right.iri for p in found.pairs}))
    return 11.0, 2.0 + 0.3 * ends


def _heat(axes: Axes, found: Comparison, lang: str) -> None:
    table = cells(found)
    counts = [[table.count(row, column) for column in table.columns] for row in table.rows]
    most = max(map(max, counts))
    image = axes.imshow(counts, cmap="Blues", vmin=0, vmax=most * 1.3, aspect="auto")
    key = axes.get_figure(root=True).colorbar(image, ax=axes, shrink=0.8, pad=0.02)  # type: ignore[union-attr]
    key.ax.set_ylim(0, most)
    key.set_ticks(sorted({0, most // 2, most}))
    key.set_label(WORDS[lang]["count"])
    for ticks, names, widest in (
        (axes.set_xticks, table.columns, 6),
        (axes.set_yticks, table.rows, 14),
    ):
        labels = ["\n".join(wrapped(found.names[name], widest)) for name in names]
        ticks(range(len(names)), labels, fontsize=9)
    axes.set_ylabel(found.left.label)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            colour = "white" if count > 0.9 * most else "black"
            axes.text(x, y, str(count) if count else "·", ha="center", va="center", color=colour)
    axes.set_xlabel(f"{found.right.label}{_mark_beyond(axes, found, lang)}")


def _mark_beyond(axes: Axes, found: Comparison, lang: str) -> str:
    """Lines before what is no category of the counted items, and what they mean."""
    table = cells(found)
    rows, columns = beyond(found, table)
    if columns:
        axes.axvline(len(table.columns) - len(columns) - 0.5, color="black", lw=2)
    if rows:
        axes.axhline(len(table.rows) - len(rows) - 0.5, color="black", lw=2)
    if not (rows or columns):
        return ""
    names = WORDS[lang]["stop"].join(found.names[n] for n in dict.fromkeys((*rows, *columns)))
    return "\n" + "\n".join(wrapped(WORDS[lang]["beside"].format(names=names), 44))


def _bars(axes: Axes, found: Comparison, lang: str) -> None:
    words = WORDS[lang]
    rows = [
        ("\n".join(wrapped(_bar_name(found, way.of, share.group, lang), 30)), share)
        for way in found.coverage.values()
        for share in (way.all, *way.by_category)
    ]
    places, ends = range(len(rows)), [0.0] * len(rows)
    for name, colour in BAR_COLOURS.items():
        widths = [len(lists_of(s)[name]) / max(len(s.items), 1) for _, s in rows]
        axes.barh(places, widths, left=ends, color=colour, label=words[name])
        ends = [end + width for end, width in zip(ends, widths, strict=True)]
    for place, (_, share) in enumerate(rows):
        numbers = [len(lists_of(share)[name]) for name in BAR_COLOURS]
        text = " / ".join(map(str, [*numbers, len(share.items)]))
        axes.text(share.lenient_share + 0.01, place, text, va="center", fontsize=8)
    axes.set_yticks(list(places), [name for name, _ in rows], fontsize=9)
    axes.set_xlim(0, 1.2)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.set_xlabel(words["numbers"], fontsize=8)
    axes.invert_yaxis()
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1), ncols=3, fontsize=8, frameon=False)


def _bar_name(found: Comparison, of: str, group: str, lang: str) -> str:
    """A category, or a whole side."""
    return found.names[group] if group else f"{getattr(found, of).label} ({WORDS[lang]['all']})"


def _links(axes: Axes, found: Comparison, lang: str) -> None:
    columns = [
        {p.left.iri: p.left.label for p in found.pairs},
        {p.right.iri: p.right.label for p in found.pairs},
    ]
    starts, stops = (
        {iri: (n + 0.5) / len(ends) for n, iri in enumerate(column(found, side, ends))}
        for side, ends in zip(("left", "right"), columns, strict=True)
    )
    named: set[str] = set()
    for pair in reversed(found.pairs):
        label = None if pair.predicate in named else PREDICATE_WORDS[lang][pair.predicate]
        named.add(pair.predicate)
        ends = [starts[pair.left.iri], stops[pair.right.iri]]
        axes.plot([0, 1], ends, label=label, **_line(pair))
    for x, names, places, align in (
        (-0.02, columns[0], starts, "right"),
        (1.02, columns[1], stops, "left"),
    ):
        for iri, y in places.items():
            axes.text(x, y, _short(names[iri]), ha=align, va="center", fontsize=8)
    axes.set_xlim(-0.9, 1.9)
    axes.set_ylim(1, 0)
    axes.set_axis_off()
    lines, labels = axes.get_legend_handles_labels()
    place: dict[str, Any] = {"loc": "lower center", "bbox_to_anchor": (0.5, 1), "ncols": 5}
    axes.legend(lines[::-1], labels[::-1], fontsize=8, frameon=False, **place)


def _line(pair: Pair) -> dict[str, Any]:
    """Colour and width of a line; the surer, the wider. Related ones are thin and pale."""
    colour = PREDICATE_COLOURS[pair.predicate]
    if pair.predicate == _RELATED:
        return {"color": colour, "lw": 0.7, "alpha": 0.5, "zorder": 1}
    sure = 1.0 if pair.confidence is None else pair.confidence
    return {"color": colour, "lw": 1 + 1.6 * sure, "zorder": 2}


def _short(text: str) -> str:
    lines = wrapped(text, 24)
    return lines[0] + ("…" if len(lines) > 1 else "")


_PICTURES: dict[str, Callable[[Axes, Comparison, str], None]] = {
    "heat": _heat,
    "bars": _bars,
    "links": _links,
}
