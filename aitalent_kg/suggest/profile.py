"""What is known of an item when nothing but texts counts.

Out: frozen `Profile` values, from plain texts or made by a caller. No graph here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aitalent_kg.errors import BadValue
from aitalent_kg.suggest.terms import has_han

__all__ = ["FAMILIES", "Profile", "family_of", "profiles_of_texts"]

#: What a kind is about: items of two families are related at most.
FAMILIES = {
    "Knowledge": "knowledge",
    "KeyContent": "knowledge",
    "Attitude": "attitude",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """The texts of an item."""

    iri: str
    names: tuple[str, ...]  #: Chinese names, the first one first
    english: tuple[str, ...] = ()  #: English names
    about: tuple[str, ...] = ()  #: Chinese definitions, scenarios, parts
    about_english: tuple[str, ...] = ()
    usage: tuple[str, ...] = ()  #: tasks that ask for it, with their indicators
    kind: str = ""  #: name of its class; "" where it is not known

    @property
    def family(self) -> str:
        """Knowledge, attitude or ability; "" where the kind is not known."""
        return family_of(self.kind)

    @property
    def label(self) -> str:
        """Its first name."""
        return (*self.names, *self.english, self.iri)[0]


def family_of(kind: str) -> str:
    """What a kind is about: knowledge, attitude, or else ability; "" for no kind."""
    return FAMILIES.get(kind, "ability") if kind else ""


def profiles_of_texts(texts: Mapping[str, str]) -> tuple[Profile, ...]:
    """A profile of each entry of `{iri: name}`, whose kind is not known.

    Raises:
        BadValue: a name is no text, or blank.

    >>> [p.english for p in profiles_of_texts({"a": "data analysis"})]
    [('data analysis',)]
    """
    for key, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise BadValue(text, f"no name of {key}; give one as text")
    return tuple(
        Profile(key, (text,)) if has_han(text) else Profile(key, (), (text,))
        for key, text in texts.items()
    )
