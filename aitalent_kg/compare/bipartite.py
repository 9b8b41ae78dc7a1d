"""The pairs of a comparison as a picture of two columns, in SVG that a page can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from aitalent_kg.compare.answer import Comparison, End, Pair
from aitalent_kg.compare.cells import column
from aitalent_kg.compare.words import PREDICATE_COLOURS
from aitalent_kg.mappings.words import PREDICATE_WORDS

__all__ = ["svg"]

_ROW, _TOP, _WIDTH, _LEFT, _RIGHT = 26, 84, 900, 330, 570
_SHORT, _HEAD = 20, 19
_RELATED = "skos:relatedMatch"


def svg(found: Comparison, lang: str, numbers: Mapping[Pair, str]) -> str:
    """Two columns of items and a line for each pair, which leads to the pair.

    Strong pairs are drawn last, above related ones, which are thin and pale.

    Args:
        numbers: pair -> its number in the table of pairs, whose row is `p` and the number.
    """
    ends = {pair.left.iri: pair.left for pair in found.pairs}
    others = {pair.right.iri: pair.right for pair in found.pairs}
    rows = max(len(ends), len(others))
    left, right = _places(found, "left", ends, rows), _places(found, "right", others, rows)
    height = _TOP + _ROW * rows + 10
    lines = "".join(
        f'<a href="#p{numbers[p]}"><path d="{_curve(left[p.left.iri], right[p.right.iri])}" '
        f'fill="none" {_stroke(p.predicate, p.confidence)}>'
        f"<title>{escape(p.left.label)} – {escape(p.right.label)}: "
        f"{escape(PREDICATE_WORDS[lang][p.predicate])}</title></path></a>"
        for p in reversed(found.pairs)
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg" '
        f'aria-label="{escape(found.left.label)} – {escape(found.right.label)}">{_legend(lang)}'
        f"{_head(_LEFT, 'end', found.left.label)}{_head(_RIGHT, 'start', found.right.label)}"
        f"{lines}{_names(left, ends, _LEFT - 8, 'end')}{_names(right, others, _RIGHT + 8, 'start')}"
        "</svg>"
    )


def _places(found: Comparison, side: str, ends: Iterable[str], rows: int) -> dict[str, int]:
    """Item -> height of its line; a short column is spread over the height of the other."""
    ordered = column(found, side, ends)
    return {
        iri: _TOP + int(_ROW * rows * (n + 0.5) / len(ordered)) for n, iri in enumerate(ordered)
    }


def _curve(start: int, end: int) -> str:
    middle = (_LEFT + _RIGHT) // 2
    return f"M{_LEFT},{start} C{middle},{start} {middle},{end} {_RIGHT},{end}"


def _stroke(predicate: str, confidence: float | None) -> str:
    """Colour and width of a line; the surer, the wider."""
    colour, sure = PREDICATE_COLOURS[predicate], 1.0 if confidence is None else confidence
    if predicate == _RELATED:
        return f'stroke="{colour}" stroke-width="1" stroke-opacity="0.5"'
    return f'stroke="{colour}" stroke-width="{1.5 + 2 * sure:.2f}"'


def _head(x: int, anchor: str, text: str) -> str:
    """The name of a side on two lines at most."""
    first = _fitting(text, 2 * _HEAD)
    if len(first) < len(text) and " " in first and text[len(first)] != " ":
        first = first[: first.rindex(" ")]
    rest = text[len(first) :].strip()
    return "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="head">{escape(line)}</text>'
        for y, line in ((44, first), (62, _cut(rest, _HEAD)))
        if line
    )


def _names(places: dict[str, int], ends: dict[str, End], x: int, anchor: str) -> str:
    return "".join(
        f'<text x="{x}" y="{y + 5}" text-anchor="{anchor}"><title>{escape(ends[iri].label)}</title>'
        f"{escape(_cut(ends[iri].label))}</text>"
        for iri, y in places.items()
    )


def _fitting(text: str, widest: int) -> str:
    """The beginning of a text that is so wide at most; a wide character takes two places."""
    width = 0
    for n, character in enumerate(text):
        width += 2 if ord(character) > 0x2E7F else 1
        if width > widest:
            return text[:n]
    return text


def _cut(text: str, short: int = _SHORT) -> str:
    """A label that fits beside its column."""
    kept = _fitting(text, 2 * short)
    return kept if kept == text else kept + "…"


def _legend(lang: str) -> str:
    step = _WIDTH // len(PREDICATE_COLOURS)
    return "".join(
        f'<line x1="{n * step + 10}" x2="{n * step + 40}" y1="12" y2="12" {_stroke(name, None)}/>'
        f'<text x="{n * step + 46}" y="17">{escape(PREDICATE_WORDS[lang][name])}</text>'
        for n, name in enumerate(PREDICATE_COLOURS)
    )
