"""How kinds of steps, documents and boxes look, and what a legend calls them.

Colours are those of Okabe and Ito (2008), which colour-blind readers tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from aitalent_kg.drawing.sketch import Box, Sketch

__all__ = ["Style", "colour", "documents_shown", "fill", "kinds_shown", "remarks", "style"]


@dataclass(frozen=True, slots=True)
class Style:
    """The line of one kind of step."""

    dashes: tuple[float, ...]  #: lengths of stroke and gap in points; () solid
    dot: str  #: style of Graphviz
    zh: str
    en: str
    open_head: bool = False  #: an arrow head that is not filled

    def name(self, lang: str) -> str:
        """What a legend calls it."""
        return self.en if lang == "en" else self.zh


_STYLES = {
    "same-category": Style((), "solid", "同分類路徑", "within a category"),
    "cross-category": Style((6, 3), "dashed", "跨分類路徑", "across categories"),
    "not stated": Style((8, 2, 1.5, 2), '"dashed,bold"', "未載類型", "kind not stated"),
    "member": Style((1.2, 2.4), "dotted", "屬於", "is one of"),
    "example": Style((3, 1.5, 1.2, 1.5, 1.2, 1.5), "dotted", "例如", "for example", True),
    "start": Style((1.2, 1.2), "dotted", "起點", "starts as"),
}
_LINES_READ = (
    "線型為本專案推論；圖 4 的線型已佚失",
    "line style inferred by us; that of figure 4 is lost",
)
_STEPS_READ = ("＊ 本專案推論", "* inferred by us")
_NO_MEMBERS = ("未畫所屬關係；加 --members", "memberships are not drawn; add --members")
_COLOURS = {"industry-guide-115v3.0": "#0072B2", "industry-guide-deck": "#D55E00"}
_OTHER, _SEVERAL = "#009E73", "#444444"
_FILLS = {
    "Role": "#FFFFFF",
    "RoleType": "#DCEBF5",
    "RoleGroup": "#F7D9C4",
    "TalentCategory": "#C3DDEE",
    "Background": "#F3F3F3",
    "Stage": "#FFF6D5",
    "Gate": "#FCE7D9",
}


def style(kind: str) -> Style:
    """The line of a kind of step; a user's own kind keeps its name."""
    return _STYLES.get(kind) or replace(_STYLES["not stated"], zh=kind, en=kind)


def colour(documents: tuple[str, ...]) -> str:
    """The colour of what some documents say."""
    if len(documents) == 1:
        return _COLOURS.get(documents[0], _OTHER)
    return _SEVERAL


def fill(box: Box) -> str:
    """The ground of a box."""
    return _FILLS.get(box.kind, "#FFFFFF")


def kinds_shown(sketch: Sketch) -> list[str]:
    """Kinds of its arrows, in the order of a legend; a user's own come last."""
    drawn = {arrow.kind for arrow in sketch.arrows}
    return [*filter(drawn.__contains__, _STYLES), *sorted(drawn - {*_STYLES})]


def documents_shown(sketch: Sketch) -> list[tuple[str, ...]]:
    """Documents that its arrows rest on, alone or together."""
    return sorted({arrow.documents for arrow in sketch.arrows if arrow.documents})


def remarks(sketch: Sketch, lang: str) -> list[str]:
    """What a picture is to say of itself: what we read into it, what it leaves out."""
    said = (
        (_LINES_READ, any(arrow.kind_inferred for arrow in sketch.arrows)),
        (_STEPS_READ, any(arrow.inferred for arrow in sketch.arrows)),
        (_NO_MEMBERS, sketch.without_members),
    )
    return [words[lang == "en"] for words, holds in said if holds]
