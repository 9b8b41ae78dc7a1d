"""The levels at which a document asks for an item, each on its own scale.

Scales of different documents are never joined (docs/model.md): a level is shown with its scale.
"""

from __future__ import annotations

from dataclasses import dataclass

from aitalent_kg.lookup import Quads, label, objects, subjects
from aitalent_kg.text import natural

__all__ = ["Level", "levels_of"]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of one scale."""

    scale: str
    label: str


def levels_of(store: Quads, item: str, lang: str = "zh") -> tuple[Level, ...]:
    """Levels of an item itself, and of the parts that require it; none where none is stated."""
    holders = (item, *subjects(store, "ait:requires", item))
    found = {
        level
        for holder in holders
        for name in ("ait:level", "ait:programmingLevel")
        for level in objects(store, holder, name)
    }
    return tuple(
        Level(
            " / ".join(
                label(store, scale, lang) for scale in objects(store, level, "skos:inScheme")
            ),
            label(store, level, lang),
        )
        for level in sorted(found, key=natural)
    )
