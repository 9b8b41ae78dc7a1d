"""Leaves of rules in words."""

from __future__ import annotations

from aitalent_kg.assess.words import names_in
from aitalent_kg.lookup import Quads, text_in
from aitalent_kg.population.compiled import Key
from aitalent_kg.rules.tree import Quantity

__all__ = ["leaf_words", "subject_words"]

_FORMS = {
    "zh": {
        "hours": "{of}課程",
        "single": "{of}單一工具課程",
        "tools": "{of}課程涵蓋的工具",
        "certificates": "{about}{of}證照",
        "kinds": "不同種類工具的{about}{of}證照",
        "products": "不同工具產品的{about}{of}證照",
    },
    "en": {
        "hours": "course hours of {of}",
        "single": "course hours of {of} on one tool",
        "tools": "tools in courses of {of}",
        "certificates": "{of} certificates{about}",
        "kinds": "{of} certificates{about}, for different kinds of tools",
        "products": "{of} certificates{about}, for different tool products",
    },
}
#: Chinese counts hours, tools and certificates in words of their own.
_UNITS = {"hours": "小時", "single": "小時", "tools": "項"}


def leaf_words(quads: Quads, leaf: Key, lang: str) -> str:
    """What a leaf asks for, in one line."""
    if isinstance(leaf, str):
        return text_in(quads, leaf, "ait:text", lang)
    quantity, minimum = leaf
    what = subject_words(quads, quantity, lang)
    if lang == "en":
        return f"{what}: {minimum:g}"
    return f"{what} {minimum:g} {_UNITS.get(quantity.measure, '張')}"


def subject_words(quads: Quads, what: Quantity | str, lang: str) -> str:
    """What is counted, without how much of it; or a condition."""
    if isinstance(what, str):
        return text_in(quads, what, "ait:text", lang)
    return _FORMS[lang][what.measure].format(**names_in(quads, what, lang))
