"""The table of words that mean the same, and of words that belong to one topic.

In: `synonyms.tsv`, and the synonyms of the search. Out: `Words`, compiled once. A row `same` makes
its words one term in either language; a row `topic` only says that its words are about one thing.
Each row of the table has its reason or source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from aitalent_kg.search.words import SYNONYMS, plain

__all__ = ["Row", "Words", "rows", "table"]

_FILE = "synonyms.tsv"
_CONCEPT = 0xE000  #: the first character of the private-use area
#: Letters from which on a word of the table is a phrase: 問題解決 shares 問題 with 問題判讀.
_PHRASE = 4
#: Words that have no parts: 人工智慧 is no kind of 智慧, as in 商業智慧.
_WHOLE = frozenset(map(plain, ("人工智慧", "人工智能")))


@dataclass(frozen=True, slots=True)
class Row:
    """Words that belong together, and why."""

    relation: str  #: "same" or "topic"
    words: tuple[str, ...]
    reason: str  #: or its source


@dataclass(frozen=True, slots=True)
class Words:
    """What finds the words of the table in a plain text; keys are plain words."""

    synonyms: re.Pattern[str]
    concepts: dict[str, tuple[str, ...]]  #: key -> the concept of a word, those inside it
    phrases: frozenset[str]  #: keys of words of the table whose own parts count as well
    topical: re.Pattern[str]
    topics: dict[str, tuple[str, ...]]  #: key -> topics of a word
    names: dict[str, str]  #: topic -> its first words, Chinese and English

    def concepts_of(self, found: str) -> tuple[str, ...]:
        """Concepts of what `synonyms` found."""
        return self.concepts[_key(found)]

    def is_phrase(self, found: str) -> bool:
        """Whether the parts of what `synonyms` found count as well."""
        return _key(found) in self.phrases

    def topics_of(self, found: str) -> tuple[str, ...]:
        """Topics of what `topical` found."""
        return self.topics[_key(found)]


@cache
def rows() -> tuple[Row, ...]:
    """The rows of the table, in its order."""
    text = files("aitalent_kg.suggest").joinpath(_FILE).read_text(encoding="utf-8")
    cells = (line.split("\t") for line in text.splitlines()[1:])
    return tuple(Row(relation, tuple(words.split(", ")), why) for relation, words, why in cells)


@cache
def table() -> Words:
    """The table and the search's synonyms, compiled."""
    own = [row.words for row in rows() if row.relation == "same"]
    groups = [*own, *(tuple(line.split(", ")) for line in SYNONYMS)]
    concept: dict[str, str] = {}
    for place, words in enumerate(groups):
        for word in words:
            concept.setdefault(plain(word), chr(_CONCEPT + place))
    wider = _wider(concept)
    topics: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in rows():
        if row.relation == "topic":
            topic = f"#{len(names)}"
            names[topic] = _heading(row.words)
            for word in row.words:
                topics[plain(word)].append(topic)
    return Words(
        _any_of(concept),
        {_key(word): wider[own] for word, own in concept.items()},
        frozenset(
            _key(plain(word))
            for words in own
            for word in words
            if len(word) >= _PHRASE and not word.isascii()
        ),
        _any_of(topics),
        {_key(word): tuple(found) for word, found in topics.items()},
        names,
    )


def _key(plain_word: str) -> str:
    """A word of the table without the blanks that a text may leave out."""
    return plain_word if plain_word.isascii() else plain_word.replace(" ", "")


def _heading(words: tuple[str, ...]) -> str:
    latin = next((word for word in words if word.isascii() and word[1:].islower()), "")
    return f"{words[0]} / {latin}" if latin else words[0]


def _wider(concept: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Each concept with those of words that begin or end one of its words: AI in 生成式 AI."""
    found: dict[str, list[str]] = {own: [own] for own in concept.values()}
    for word, own in concept.items():
        if word not in _WHOLE:
            found[own].extend(concept[part] for part in concept if _parts(word, part))
    return {own: tuple(dict.fromkeys(inner)) for own, inner in found.items()}


def _parts(word: str, part: str) -> bool:
    """Whether a word begins or ends with another whole one: 使用者 is not 使用 with something."""
    rests = [
        rest
        for rest in (word.removeprefix(part), word.removesuffix(part))
        if len(rest.strip()) >= 2 and rest != word
    ]
    return any(not (part.isascii() and rest.isascii()) or rest != rest.strip() for rest in rests)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The longest of these words; Latin ones only whole, with or without a plural s.

    A blank may be missing beside a Chinese character.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in ordered if word.isascii())
    han = "|".join(re.escape(word).replace(r"\ ", " ?") for word in ordered if not word.isascii())
    return re.compile(f"{han}|(?<![a-z0-9])(?:{latin})(?=s?(?![a-z0-9]))")
