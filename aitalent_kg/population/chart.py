"""A chart of outcomes: one stacked bar a rule."""

from __future__ import annotations

from pathlib import Path

from aitalent_kg.assess.words import OUTCOMES
from aitalent_kg.drawing.fonts import chinese_font
from aitalent_kg.errors import BadValue
from aitalent_kg.exports import optional
from aitalent_kg.files import written_whole
from aitalent_kg.rules.judge import Outcome
from aitalent_kg.table import Table

__all__ = ["draw"]

#: Told apart in grey and by those who do not see red and green alike.
_COLOURS: dict[Outcome, str] = {
    "met": "#1b7837",
    "depends": "#80cdc1",
    "unknown": "#dfc27d",
    "not_met": "#bf812d",
}
_AXIS = {"zh": "人數", "en": "people"}
_ENDINGS = (".png", ".svg", ".pdf")


def draw(summary: Table, path: Path, lang: str) -> None:
    """Draw a summary.

    Raises:
        BadValue: the name does not end in .png, .svg or .pdf.
        AitalentError: matplotlib or a font with Chinese characters is missing.
    """
    if path.suffix.casefold() not in _ENDINGS:
        raise BadValue(str(path), f"no picture; give a name that ends in {', '.join(_ENDINGS)}")
    matplotlib = optional("matplotlib")
    style = {"font.family": [chinese_font(), "DejaVu Sans"], "svg.hashsalt": "aitalent-kg"}
    with matplotlib.rc_context(style):
        figure = optional("matplotlib.figure").Figure(figsize=(9, 0.42 * len(summary) + 1.6))
        axes = figure.add_subplot()
        places = range(len(summary))
        start = [0] * len(summary)
        for outcome, colour in _COLOURS.items():
            numbers = summary.column(outcome)
            axes.barh(places, numbers, left=start, color=colour, label=OUTCOMES[lang][outcome])
            start = [a + b for a, b in zip(start, numbers, strict=True)]
        axes.set_yticks(places, summary.column("title"))
        axes.margins(x=0, y=0.02)
        axes.invert_yaxis()
        axes.set_xlabel(_AXIS[lang])
        axes.legend(ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False)
        with written_whole(path) as temporary:
            figure.savefig(temporary, format=path.suffix[1:].lower(), bbox_inches="tight")
