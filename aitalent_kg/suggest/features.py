"""How alike two items are, measured in several ways.

In: profiles, and pairs of their places. Out: one row a pair, one column a measure, each between
0 and 1. Pure; needs scipy (extra `compare`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from aitalent_kg.errors import BadValue
from aitalent_kg.exports import optional
from aitalent_kg.suggest.profile import Profile
from aitalent_kg.suggest.terms import name_terms, text_terms, topics_of
from aitalent_kg.suggest.vectors import Space, cosines, scaled, shares

__all__ = ["MEASURES", "Corpus", "Embed", "Features", "embedded"]

#: Texts -> a vector for each: a model of the caller's.
Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Features:
    """How alike two items are; each value is between 0.0 and 1.0, without unit."""

    name: float  #: cosine of their Chinese names, or else of the English ones, or of what both have
    english: float  #: the same, of the English names first
    about: float  #: cosine of all that is said about them, names included
    topics: float  #: cosine of the topics of their names
    usage: float  #: cosine of all texts, those of the tasks that ask for an item included
    in_left: float  #: share of the right name that the left name holds
    in_right: float  #: share of the left name that the right name holds
    embedded: float = 0.0  #: cosine of the caller's vectors; 0.0 without a model


MEASURES = tuple(Features.__dataclass_fields__)


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(term.text for name in names for term in name_terms(name))


def _texts(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(term.text for text in texts for term in text_terms(text))


def _topics(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(topic for text in texts for topic in topics_of(text))


#: What is read of a profile: its names, all that is said about it, and so on.
_FIELDS: dict[str, Callable[[Profile], frozenset[str]]] = {
    "name": lambda p: _names(p.names),
    "english": lambda p: _names(p.english),
    "any": lambda p: _names((*p.names, *p.english)),
    "about": lambda p: _names(p.names) | _texts(p.about),
    "about_english": lambda p: _names(p.english) | _texts(p.about_english),
    "topics": lambda p: _topics((*p.names, *p.english)),
    "usage": lambda p: _names(p.names) | _texts((*p.about, *p.usage)),
}


class Corpus:
    """The terms of profiles, weighted by their rarity among these and others."""

    def __init__(self, profiles: Sequence[Profile], others: Sequence[Profile] = ()) -> None:
        self._raw: dict[str, Any] = {}
        for field, terms in _FIELDS.items():
            sets = [terms(profile) for profile in (*profiles, *others)]
            self._raw[field] = Space(sets).weighted(sets[: len(profiles)])
        self._unit = {field: scaled(matrix) for field, matrix in self._raw.items()}

    def measure(self, rows: Any, columns: Any) -> Any:
        """A row of `MEASURES` for each pair of places; `embedded` stays 0."""
        numpy = optional("numpy")
        alike = {f: cosines(self._unit[f], self._unit[f], rows, columns) for f in _FIELDS}
        chinese, english = (self._both(f, rows, columns) for f in ("name", "english"))
        # concepts of the table are the same in both languages
        mixed = numpy.where(chinese | english, 0.0, alike["any"])
        found = {
            "name": numpy.where(chinese, alike["name"], alike["english"]) + mixed,
            "english": numpy.where(english, alike["english"], alike["name"]) + mixed,
            "about": numpy.maximum(alike["about"], alike["about_english"]),
            "topics": alike["topics"],
            "usage": alike["usage"],
            "in_left": self._within(columns, rows),
            "in_right": self._within(rows, columns),
            "embedded": numpy.zeros(len(rows)),
        }
        return numpy.column_stack([found[measure] for measure in MEASURES])

    def _both(self, field: str, rows: Any, columns: Any) -> Any:
        """Whether both items of a pair have terms there."""
        some = optional("numpy").diff(self._raw[field].indptr) > 0
        return some[rows] & some[columns]

    def _within(self, rows: Any, columns: Any) -> Any:
        """Share of the names of `rows` that the names of `columns` hold, in either language."""
        parts = [shares(self._raw[f], self._raw[f], rows, columns) for f in ("name", "english")]
        return optional("numpy").maximum.reduce(parts)


def embedded(embed: Embed, profiles: Sequence[Profile], rows: Any, columns: Any) -> Any:
    """Cosines of the caller's vectors, negative ones as 0.

    Raises:
        BadValue: the model does not give one vector a text, all of one length and finite.
    """
    numpy = optional("numpy")
    texts = ["\n".join((*p.names, *p.english, *p.about, *p.about_english)) for p in profiles]
    try:
        vectors = numpy.asarray(embed(texts), dtype=float)
    except (TypeError, ValueError) as error:
        raise BadValue("embed", f"gives no vectors of numbers: {error}") from error
    if vectors.ndim != 2 or len(vectors) != len(texts) or not numpy.isfinite(vectors).all():
        raise BadValue("embed", f"gives no finite vector for each of {len(texts)} texts")
    lengths = numpy.linalg.norm(vectors, axis=1, keepdims=True)
    unit = numpy.divide(vectors, lengths, out=numpy.zeros_like(vectors), where=lengths > 0)
    return numpy.clip(numpy.einsum("ij,ij->i", unit[rows], unit[columns]), 0.0, 1.0)
