"""`draw`: a network or routes into a file, whose ending says the form."""

from __future__ import annotations

from pathlib import Path

from aitalent_kg.drawing.marks import dot, mermaid, mermaid_block
from aitalent_kg.drawing.sketch import Picturable, sketch
from aitalent_kg.errors import BadValue
from aitalent_kg.files import write_text

__all__ = ["ENDINGS", "check_ending", "draw"]

_TEXTS = {".dot": dot, ".gv": dot, ".mmd": mermaid, ".md": mermaid_block}
_PICTURES = (".svg", ".png", ".pdf")
ENDINGS = (*_PICTURES, *_TEXTS)


def draw(subject: Picturable, path: Path | str, lang: str = "zh") -> None:
    """Draw a network or routes.

    Args:
        subject: a graph of `network()`, the answer of `routes()`, or one route of it.
        path: .svg, .png, .pdf (the extra `plot`), .dot, .gv (Graphviz), .mmd, .md (Mermaid).
        lang: language of labels and legend.
    Raises:
        BadValue: another ending, or nothing to draw.
        AitalentError: matplotlib or a font with Chinese characters is missing.
    """
    target = Path(path)
    check_ending(target)
    picture = sketch(subject, lang)
    text = _TEXTS.get(target.suffix.lower())
    if text:
        write_text(target, text(picture, lang))
        return
    from aitalent_kg.drawing.paint import paint

    paint(picture, target, lang)


def check_ending(path: Path) -> None:
    """See that the ending of a file is one that can be drawn.

    Raises:
        BadValue: it is not.
    """
    if path.suffix.lower() not in ENDINGS:
        raise BadValue(str(path), f"no picture has this ending; there are: {' '.join(ENDINGS)}")
