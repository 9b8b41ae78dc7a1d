"""What a caller asks for, in a form that a search can use."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.names import DOCUMENTS

__all__ = ["check_name", "documents_asked", "in_order", "several"]


def several(names: str | Iterable[str]) -> tuple[str, ...]:
    """Names; one may be given as text."""
    return (names,) if isinstance(names, str) else tuple(names)


def documents_asked(documents: str | Iterable[str] | None) -> Collection[str] | None:
    """The stems asked for; one may be given as text.

    Raises:
        BadValue: none is given; None asks for all.
    """
    if documents is None:
        return None
    asked = several(documents)
    if not asked:
        raise BadValue(documents, "names no document; leave it out for all of them")
    return asked


def check_name(name: str | None, known: Collection[str], what: str) -> None:
    """See that a name, if one is given, is known.

    Raises:
        UnknownName: it is not.
    """
    if name is not None and name not in known:
        raise UnknownName(name, tuple(dict.fromkeys(known)), what, "")


def in_order(documents: Iterable[str]) -> tuple[str, ...]:
    """Documents in our order, then the user's files."""
    places = {stem: place for place, stem in enumerate(DOCUMENTS)}
    return tuple(sorted(documents, key=lambda stem: (places.get(stem, len(places)), stem)))
