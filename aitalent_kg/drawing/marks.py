"""A sketch as text: Graphviz DOT and Mermaid. Any label is safe in either."""

from __future__ import annotations

from aitalent_kg.drawing.sketch import Arrow, Box, Sketch
from aitalent_kg.drawing.styles import colour, fill, remarks, style

__all__ = ["dot", "mermaid", "mermaid_block"]

_READ = {"zh": "推論", "en": "inferred"}
#: Marks that are nothing to Mermaid, nor to the Markdown in its labels.
_PLAIN = frozenset(" /,（）、，。；：「」《》")


def dot(sketch: Sketch, lang: str = "zh") -> str:
    """The sketch as a Graphviz digraph, for `dot -Tsvg`."""
    names = {box.id: f"n{place}" for place, box in enumerate(sketch.boxes)}
    said = " · ".join(_said(sketch, lang))
    lines = [
        "digraph careers {",
        f'  graph [rankdir=LR, charset="UTF-8", labelloc=b, label="{_dot_text(said)}"]',
        '  node [shape=box, style="rounded,filled", fontname="Noto Sans CJK TC"]',
        '  edge [fontname="Noto Sans CJK TC", fontsize=10]',
        *(
            f'  {names[box.id]} [label="{_dot_text(box.label)}", fillcolor="{fill(box)}"]'
            for box in sketch.boxes
        ),
        *(_dot_arrow(arrow, names, lang) for arrow in sketch.arrows),
        "}",
    ]
    return "\n".join(lines) + "\n"


def mermaid(sketch: Sketch, lang: str = "zh") -> str:
    """The sketch as a Mermaid flowchart."""
    names = {box.id: f"n{place}" for place, box in enumerate(sketch.boxes)}
    lines = [
        "flowchart LR",
        *(f'  {names[box.id]}["{_mermaid_text(box.label)}"]' for box in sketch.boxes),
        *(_mermaid_arrow(arrow, names, lang) for arrow in sketch.arrows),
        *(_mermaid_fill(box, names) for box in sketch.boxes),
        *(_mermaid_line(place, arrow) for place, arrow in enumerate(sketch.arrows)),
        *(f'  remark{n}["{_mermaid_text(text)}"]' for n, text in enumerate(_said(sketch, lang))),
    ]
    return "\n".join(lines) + "\n"


def mermaid_block(sketch: Sketch, lang: str = "zh") -> str:
    """The flowchart as a block of Markdown."""
    return f"```mermaid\n{mermaid(sketch, lang)}```\n"


def _said(sketch: Sketch, lang: str) -> list[str]:
    """Remarks of the picture; what a star says stands at the arrows here."""
    return [text for text in remarks(sketch, lang) if text[0] not in "＊*"]


def _words(arrow: Arrow, lang: str) -> str:
    """What stands at an arrow."""
    parts = [
        style(arrow.kind).name(lang) if arrow.kind in ("member", "example", "start") else "",
        arrow.condition,
        _READ[lang] if arrow.inferred else "",
    ]
    return " · ".join(filter(None, parts))


def _dot_arrow(arrow: Arrow, names: dict[str, str], lang: str) -> str:
    look = style(arrow.kind)
    head = "vee" if look.open_head else "normal"
    return (
        f'  {names[arrow.start]} -> {names[arrow.end]} [label="{_dot_text(_words(arrow, lang))}", '
        f'style={look.dot}, arrowhead={head}, color="{colour(arrow.documents)}"]'
    )


def _dot_text(text: str) -> str:
    """A text inside the quotes of DOT, which reads backslashes and entities."""
    text = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return _one_line(text)


def _mermaid_arrow(arrow: Arrow, names: dict[str, str], lang: str) -> str:
    words = _words(arrow, lang)
    label = f'|"{_mermaid_text(words)}"|' if words else ""
    return f"  {names[arrow.start]} -->{label} {names[arrow.end]}"


def _mermaid_fill(box: Box, names: dict[str, str]) -> str:
    return f"  style {names[box.id]} fill:{fill(box)},stroke:#444444,color:#000000"


def _mermaid_line(place: int, arrow: Arrow) -> str:
    dashes = " ".join(f"{length:g}" for length in style(arrow.kind).dashes)
    dashed = f",stroke-dasharray:{dashes}" if dashes else ""
    return f"  linkStyle {place} stroke:{colour(arrow.documents)}{dashed}"


def _mermaid_text(text: str) -> str:
    """A text inside the quotes of Mermaid: what might be syntax is written as its number."""
    return "".join(
        character if character.isalnum() or character in _PLAIN else f"#{ord(character)};"
        for character in _one_line(text)
    )


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
