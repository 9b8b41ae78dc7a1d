"""The views `search/names` and `search`: words for kinds and documents, and what a browser needs to search without a server.

In: a graph. Out: plain JSON: each thing with its names and codes, folded as the search of the
library folds them, so that the browser compares like with like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitalent_kg.explorer.labels import document_pair, kind_pair
from aitalent_kg.names import DOCUMENTS
from aitalent_kg.search.reading import NAMES, Thing, read_things
from aitalent_kg.search.words import SYNONYMS, plain

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "view"]


def names(kg: KnowledgeGraph) -> list[str]:  # noqa: ARG001 - every view module has it so
    """Both views of this module."""
    return ["search", "search/names"]


def view(kg: KnowledgeGraph, name: str) -> object:
    """What `js/lib/search.js` reads.

    Both: `kinds` and `documents`, names in both languages. `search`: `things` are arrays [code,
    kind, place of the document or -1, Chinese name, English name, printed codes, other names,
    other texts]; `simplified` maps traditional characters to simplified ones; `synonyms` are words
    that mean the same, in their plain form.
    """
    things = read_things(kg.statements)
    kinds = sorted({thing.kind for thing in things})
    named = {
        "kinds": {kind: kind_pair(kg.statements, kind) for kind in kinds},
        "documents": [{"id": s, "label": document_pair(kg.statements, s)} for s in DOCUMENTS],
    }
    if name == "search/names":
        return named
    return named | {
        "simplified": _simplified(things),
        "synonyms": [plain(line).split(", ") for line in SYNONYMS],
        "things": [_thing(thing) for thing in things],
    }


def _thing(thing: Thing) -> list[object]:
    zh, en = thing.label("zh"), thing.label("en")
    place = DOCUMENTS.index(thing.documents[0]) if thing.documents else -1
    named = [text.shown for text in thing.texts if text.field in NAMES]
    others = [text.shown for text in thing.texts if text.field not in NAMES]
    more = [name for name in dict.fromkeys(named) if name not in (zh, en)]
    return [thing.code, thing.kind, place, zh, en if en != zh else "", thing.codes, more, others]


def _simplified(things: list[Thing]) -> dict[str, str]:
    """Character -> its simplified form, for the characters that the things' texts hold."""
    held = sorted({char for thing in things for text in thing.texts for char in text.shown})
    return {char: plain(char) for char in held if not char.isascii() and plain(char) != char}
