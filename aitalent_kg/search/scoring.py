"""Fit of some words to the texts of things: coverage, closeness and steps, as `index.py` says.

In: things, then the words of a query. Out: `Reading` values, and a score for each thing. No codes,
no filters and no hits here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge, nlargest
from itertools import chain, islice
from math import log
from operator import itemgetter

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from aitalent_kg.search.holding import Holding
from aitalent_kg.search.reading import NAMES, Text, Thing
from aitalent_kg.search.words import concepts_of, glued, key_of, own_terms, plain, words_of

__all__ = ["Reading", "Words", "read_words", "weight_of"]

_WEIGHTS = {"label": 1.0, "other name": 0.95, "description": 0.6, "quote": 0.45}
_STEPS = {"equal": 2.0, "begins": 0.8, "holds": 0.6, "text": 0.4, "within": 0.3, "initials": 1.0}
#: Terms of a query that count, and things that are scored in full.
_TERMS, _POOL = 48, 60
_CORRECTED = 4  #: unknown English words that are corrected


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a query."""

    weight: float  #: 1.0 as typed, less for a reading that we made
    plain: str
    key: str
    concept_key: str
    terms: Mapping[str, float]  #: term -> idf, the rarest of the query
    total: float  #: sum of all idf


@dataclass(frozen=True, slots=True)
class Name:
    """A label or other name with what all its terms count together."""

    text: Text
    total: float


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the things, ready to be asked for."""

    things: list[Thing]
    postings: dict[str, dict[int, float]]  #: term -> thing -> weight of the best text with it
    names: list[Text]  #: the shortest first
    written: Holding  #: their keys
    conceptual: Holding  #: their keys with synonyms as one
    names_of: list[list[Name]]  #: in the order of things
    keys: dict[str, list[Text]]  #: key -> names
    initials: dict[str, list[Text]]  #: initials of an English name -> names
    vocabulary: dict[str, int]  #: English word -> number of texts

    def readings(self, typed: str) -> Iterator[Reading]:
        """The query as typed and, where that differs, corrected."""
        first = plain(glued(typed))
        yield self._reading(1.0, first)
        second = self._corrected(first)
        if second != first:
            yield self._reading(0.9, second)

    def _reading(self, weight: float, words: str) -> Reading:
        concepts = concepts_of(words)
        idf = {term: self._idf(term) for term in sorted(own_terms(concepts))}
        rarest = dict(nlargest(_TERMS, idf.items(), key=lambda pair: pair[1]))
        total = sum(rarest.values()) or 1.0
        return Reading(weight, words, key_of(words), key_of(concepts), rarest, total)

    def _idf(self, term: str) -> float:
        return _idf(len(self.postings.get(term, ())), len(self.things))

    def _corrected(self, words: str) -> str:
        """English words that no text holds, replaced by the nearest that one does."""
        unknown = (word for word in dict.fromkeys(words_of(words)) if word not in self.vocabulary)
        for word in islice((word for word in unknown if len(word) > 3), _CORRECTED):
            words = re.sub(rf"(?<![a-z]){word}(?![a-z])", self._nearest(word), words)
        return words

    def _nearest(self, word: str) -> str:
        """The commonest word that begins so, else the one with the fewest changes."""
        begun = [known for known in self.vocabulary if known.startswith(word)]
        if begun:
            return max(begun, key=lambda known: (self.vocabulary[known], known))
        known_words = self.vocabulary.keys()
        most = 1 if len(word) < 6 else 2
        near = process.extract(
            word, known_words, scorer=OSA.distance, score_cutoff=most, limit=None
        )
        ranked = [(changes, -self.vocabulary[known], known) for known, changes, _ in near]
        return min(ranked)[2] if ranked else word

    def scores(
        self, reading: Reading, kept: Collection[int], more: Iterable[int]
    ) -> dict[int, float]:
        """Coverage, closeness and step of the most promising things."""
        covered: dict[int, float] = defaultdict(float)
        for term, idf in reading.terms.items():
            for at, weight in self.postings.get(term, {}).items():
                covered[at] += idf * weight
        pool = nlargest(_POOL, (at for at in covered if at in kept), key=covered.__getitem__)
        named = self._named(reading, kept)
        alike = {} if named else self._alike(reading, kept)
        return {
            at: covered[at] / reading.total
            + max(self._closeness(reading, at), alike.get(at, 0.0))
            + (named.get(at) or self._stands_in(reading, at))
            for at in {*pool, *named, *alike, *more}
        }

    def _named(self, reading: Reading, kept: Collection[int]) -> dict[int, float]:
        """Step of the things of which the whole query is a name, or part of one."""
        key, concepts = reading.key, reading.concept_key
        found: dict[int, float] = {}
        for name in self.initials.get(key, ()):
            if name.thing in kept:
                found[name.thing] = _STEPS["initials"]
        for place in self._holding(key, concepts) if key else ():
            name = self.names[place]
            if name.thing in kept:
                step = _step(reading, name) * _WEIGHTS[name.field]
                if not step:
                    continue
                found[name.thing] = max(step, found.get(name.thing, 0.0))
                if len(found) == _POOL:
                    break
        return found

    def _holding(self, key: str, concepts: str) -> Iterator[int]:
        """Places of the names that hold the query, as written or by synonyms, in their order."""
        written = self.written.places(key)
        return written if key == concepts else merge(written, self.conceptual.places(concepts))

    def _alike(self, reading: Reading, kept: Collection[int]) -> dict[int, float]:
        """Likeness, 0 to 1, of the things with a name that a typing error parts from the query."""
        found: dict[int, float] = {}
        key = reading.key
        if not 3 <= len(key) <= 40:
            return found
        least = 82 if key.isascii() else 66  # letters meet by chance more often than characters
        for scorer, share in ((fuzz.ratio, 1.2), (fuzz.partial_ratio, 0.9)):
            for near, likeness, _ in process.extract(
                key, self.keys.keys(), scorer=scorer, score_cutoff=least, limit=_POOL
            ):
                for name in self.keys[near] if len(near) >= len(key) - 1 else ():
                    if name.thing in kept:
                        value = min(share * likeness / 100, 1.0)
                        found[name.thing] = max(value, found.get(name.thing, 0.0))
        return found

    def _closeness(self, reading: Reading, at: int) -> float:
        """Dice of the terms of the query and of the nearest name, each term by its idf."""
        best = 0.0
        for name in self.names_of[at]:
            common = sum(idf for term, idf in reading.terms.items() if term in name.text.terms)
            best = max(best, min(2 * common / (reading.total + name.total), 1.0))
        return best

    def _stands_in(self, reading: Reading, at: int) -> float:
        """The step of a description or quote that holds the query, or that the query holds."""
        query, best = reading.key, 0.0
        for text in self.things[at].texts:
            if text.field in NAMES:
                whole = len(text.concept_key) > 1 and text.concept_key in reading.concept_key
                best = max(best, whole * _STEPS["within"])
            elif query in text.key or (len(text.key) > 9 and text.key in query):
                best = max(best, _STEPS["text"] * min(1.0, len(text.key) / (len(query) or 1)))
        return best


def read_words(things: list[Thing]) -> Words:
    """The words of these things."""
    postings = _postings(things)
    rarity = {term: _idf(len(found), len(things)) for term, found in postings.items()}
    names: list[Text] = []
    names_of: list[list[Name]] = []
    for thing in things:
        own = [text for text in thing.texts if text.field in NAMES]
        names_of.append([Name(text, sum(rarity[term] for term in text.own)) for text in own])
        names.extend(own)
    names.sort(key=lambda name: (len(name.concept_key), len(name.key)))
    keys: dict[str, list[Text]] = defaultdict(list)
    initials: dict[str, list[Text]] = defaultdict(list)
    for name in names:
        keys[name.key].append(name)
        if name.plain.isascii() and name.plain.count(" ") > 1:
            initials["".join(word[0] for word in name.plain.split())].append(name)
    said = (words_of(text.plain) for thing in things for text in thing.texts)
    words = Counter(chain.from_iterable(said))
    held = Holding([name.key for name in names]), Holding([name.concept_key for name in names])
    return Words(things, postings, names, *held, names_of, dict(keys), dict(initials), dict(words))


def _postings(things: list[Thing]) -> dict[str, dict[int, float]]:
    """Term -> thing -> weight of the best of its texts that hold the term."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for at, thing in enumerate(things):
        best: dict[str, float] = {}
        weighed = [(weight_of(text), text.terms) for text in thing.texts]
        for weight, terms in sorted(weighed, key=itemgetter(0)):
            best.update(dict.fromkeys(terms, weight))
        for term, weight in best.items():
            found[term][at] = weight
    return dict(found)


def _idf(held: int, things: int) -> float:
    return log(1 + (things - held + 0.5) / (held + 0.5))


def weight_of(text: Text) -> float:
    """The weight of a text: a name's whole, another's less the longer it is."""
    share = 1.0 if text.field in NAMES else 0.6 + 0.4 * min(1.0, 30 / (len(text.key) + 1))
    return _WEIGHTS[text.field] * share


def _step(reading: Reading, name: Text) -> float:
    """How much of a name the whole query is; as written a little more than by synonyms."""
    if reading.key == name.key:
        return _STEPS["equal"]
    if reading.concept_key == name.concept_key:
        return _STEPS["equal"] - 0.05
    if len(reading.key) < 4 and reading.key.isascii():
        words = re.split("[^a-z0-9]+", name.plain)
        if not any(word.startswith(reading.key) for word in words):
            return 0.0  # three letters stand by chance in many longer words
    begins = name.key.startswith(reading.key) or name.concept_key.startswith(reading.concept_key)
    return _STEPS["begins" if begins else "holds"]
