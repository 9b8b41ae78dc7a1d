"""What tables and pictures write for a node: its name, of a gate with its letter."""

from __future__ import annotations

from aitalent_kg.lookup import Quads, codes, kind_of, label

__all__ = ["title"]

_GATE = ("關卡 {}：{}", "Gate {}: {}")


def title(store: Quads, node: str, lang: str = "zh") -> str:
    """The label of a node; of a gate "關卡 A：提示詞工程", as the deck prints it (line 324)."""
    name = label(store, node, lang)
    letters = codes(store, node) if kind_of(store, node) == "Gate" else []
    return _GATE[lang == "en"].format(letters[0], name) if letters else name
