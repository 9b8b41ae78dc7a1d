"""The pairs of a comparison as a picture of two columns, in SVG that a page can hold."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from aitalent_kg.compare.answer import Comparison, End
from aitalent_kg.compare.cells import column
from aitalent_kg.compare.words import PREDICATE_COLOURS, PREDICATE_WORDS

__all__ = ["svg"]

_ROW, _TOP, _WIDTH, _LEFT, _RIGHT = 26, 44, 900, 330, 570
_SHORT = 20


def svg(found: Comparison, lang: str, anchors: dict[tuple[str, str, str], str]) -> str:
    """Two columns of items and a line for each pair, which leads to the pair.

    Args:
        anchors: (left, right, predicate) of a pair -> where its line leads to.
    """
    ends = {pair.left.iri: pair.left for pair in found.pairs}
    others = {pair.right.iri: pair.right for pair in found.pairs}
    rows = max(len(ends), len(others))
    left, right = _places(found, ends, rows), _places(found, others, rows)
    height = _TOP + _ROW * rows + 40
    lines = "".join(
        f'<a href="#{anchors[p.left.iri, p.right.iri, p.predicate]}">'
        f'<path d="{_curve(left[p.left.iri], right[p.right.iri])}" fill="none" '
        f'stroke="{PREDICATE_COLOURS[p.predicate]}" stroke-width="{_thickness(p.confidence)}">'
        f"<title>{escape(p.left.label)} – {escape(p.right.label)}: "
        f"{escape(PREDICATE_WORDS[lang][p.predicate])}</title></path></a>"
        for p in reversed(found.pairs)
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg" '
        f'aria-label="{escape(found.left.label)} – {escape(found.right.label)}">'
        f"{_head(_LEFT, 'end', found.left.label)}{_head(_RIGHT, 'start', found.right.label)}"
        f"{lines}{_names(left, ends, _LEFT - 8, 'end')}{_names(right, others, _RIGHT + 8, 'start')}"
        f"{_legend(height, lang)}</svg>"
    )


def _places(found: Comparison, ends: Iterable[str], rows: int) -> dict[str, int]:
    """Item -> height of its line; a short column is spread over the height of the other."""
    ordered = column(found, ends)
    return {
        iri: _TOP + int(_ROW * rows * (n + 0.5) / len(ordered)) for n, iri in enumerate(ordered)
    }


def _curve(start: int, end: int) -> str:
    middle = (_LEFT + _RIGHT) // 2
    return f"M{_LEFT},{start} C{middle},{start} {middle},{end} {_RIGHT},{end}"


def _thickness(confidence: float | None) -> str:
    return f"{1 + 2 * (1.0 if confidence is None else confidence):.2f}"


def _head(x: int, anchor: str, text: str) -> str:
    return f'<text x="{x}" y="20" text-anchor="{anchor}" class="head">{escape(text)}</text>'


def _names(places: dict[str, int], ends: dict[str, End], x: int, anchor: str) -> str:
    return "".join(
        f'<text x="{x}" y="{y + 5}" text-anchor="{anchor}"><title>{escape(ends[iri].label)}</title>'
        f"{escape(_cut(ends[iri].label))}</text>"
        for iri, y in places.items()
    )


def _cut(text: str) -> str:
    """A label that fits beside its column; a wide character takes two places."""
    width, kept = 0, ""
    for character in text:
        width += 2 if ord(character) > 0x2E7F else 1
        if width > 2 * _SHORT:
            return kept + "…"
        kept += character
    return kept


def _legend(height: int, lang: str) -> str:
    step = _WIDTH // len(PREDICATE_COLOURS)
    return "".join(
        f'<line x1="{n * step + 10}" x2="{n * step + 40}" y1="{height - 14}" y2="{height - 14}" '
        f'stroke="{colour}" stroke-width="3"/>'
        f'<text x="{n * step + 46}" y="{height - 9}">{escape(PREDICATE_WORDS[lang][name])}</text>'
        for n, (name, colour) in enumerate(PREDICATE_COLOURS.items())
    )
