"""Terms of a text, by which two texts are compared, and where they stand in it.

In: any text. Out: terms, or the words that two texts have in common. A term is the stem of an
English word, two neighbouring Chinese characters, or a concept or topic of the table. Simplified
and traditional characters meet, as in the search. No graph here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from aitalent_kg.search.words import key_of, own_terms, plain
from aitalent_kg.suggest.synonyms import table

__all__ = [
    "Term",
    "common",
    "has_han",
    "name_terms",
    "same_words",
    "scope_of",
    "shown",
    "text_terms",
    "topics_of",
]

_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
#: What stands in brackets says what a name covers; it is not the name.
_SCOPE = re.compile(r"[（(][^（）()]*[）)]")
#: Endings that nearly every name has, in their simplified form; they join no word to the next.
_GENERIC = re.compile(
    "(?:相关|基本|基础|能力|知识|概念|概论|方法|技术|原理|认知|素养)+"
    "(?=$|[^\u4e00-\u9fff]|[与及和之的或等、])"
)
_PIECE = re.compile(f"[a-z0-9+#]+|(?:(?![与及和之的或等并]){_HAN.pattern})+")
#: English words, as stems, that say nothing, or in a name no more than 能力 does.
_STOP_WORDS = (
    "a an the and or of to in on for with by from as at is are be able can that this their its it "
    "abil skill knowledg competenc concept basic method introduct techniqu principl relat"
)
_STOP = frozenset(_STOP_WORDS.split())


class Term(NamedTuple):
    """A term of a text, and the half-open span of the word that it stands for."""

    text: str
    start: int
    end: int
    concept: bool = False  #: whether other words may stand for it as well


def has_han(text: str) -> bool:
    """Whether a text is Chinese, at least in part."""
    return bool(_HAN.search(text))


def scope_of(name: str) -> str:
    """What a name says in brackets, as 含倫理、偏見防範等; "" where it says nothing there."""
    return " ".join(_SCOPE.findall(name)) if _SCOPE.sub("", name).strip() else ""


def same_words(left: str, right: str) -> bool:
    """Whether two names have the same words; width, case, blanks and punctuation aside.

    >>> same_words("AI 需求分析", "ＡＩ需求分析")
    True
    """
    return key_of(plain(left)) == key_of(plain(right)) != ""


def name_terms(name: str) -> tuple[Term, ...]:
    """Terms of a name without what stands in brackets and without generic endings.

    An ending stays where nothing else, or nothing but AI, would be left.

    >>> [term.text for term in name_terms("資料庫原理")] == [t.text for t in name_terms("資料庫")]
    True
    """
    text = _plain(name)
    bare = _SCOPE.sub(_blank, text) if scope_of(name) else text
    found = tuple(term for term in _read(_GENERIC.sub(_blank, bare)) if term.text not in _STOP)
    return found if {t.text for t in found} - set(table().concepts["ai"]) else tuple(_read(bare))


def text_terms(text: str) -> tuple[Term, ...]:
    """Terms of what is said about an item."""
    return tuple(term for term in _read(_plain(text)) if term.text not in _STOP)


def topics_of(text: str) -> tuple[str, ...]:
    """Topics of the table that a text speaks of, in its order."""
    words = table()
    found = (words.topics_of(match[0]) for match in words.topical.finditer(_plain(text)))
    return tuple(dict.fromkeys(topic for topics in found for topic in topics))


def common(text: str, terms: Iterable[Term], other: Mapping[str, str]) -> list[str]:
    """The words of a text whose terms another one has; 數據＝資料 where it has another word.

    Args:
        text: what `terms` were read from.
        other: term -> word of the other text.
    """
    spans: list[tuple[int, int, str]] = []
    for term in sorted(terms, key=lambda t: (t.start, -t.end)):
        if term.text not in other or (spans and term.end <= spans[-1][1]):
            continue
        word = shown(text, term)
        said = "" if not term.concept or same_words(word, other[term.text]) else other[term.text]
        if spans and term.start <= spans[-1][1] and not (said or spans[-1][2]):
            spans[-1] = (spans[-1][0], term.end, "")
        else:
            spans.append((term.start, term.end, said))
    words = ((shown(text, Term("", start, end)), said) for start, end, said in spans)
    return list(dict.fromkeys(f"{word}＝{said}" if said else word for word, said in words))


def shown(text: str, term: Term) -> str:
    """The word that a term stands for, as the text has it."""
    folded = _plain(text)
    return (text if len(folded) == len(text) else folded)[term.start : term.end].strip()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return plain(text)


def _read(text: str) -> Iterator[Term]:
    """Terms of a plain text; what the table knows is read as a whole."""
    words, done = table(), 0
    for match in words.synonyms.finditer(text):
        yield from _pieces(text, done, match.start())
        yield from (Term(name, *match.span(), True) for name in words.concepts_of(match[0]))
        if words.is_phrase(match[0]):
            yield from _pieces(text, *match.span())
        done = match.end()
    yield from _pieces(text, done, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[Term]:
    """Bigrams and stems of what the table does not know."""
    for match in _PIECE.finditer(text, start, end):
        first, last = match.span()
        if match[0].isascii() or last - first == 1:
            yield from (Term(stem, first, last) for stem in own_terms(match[0]))
        else:
            yield from (Term(text[at : at + 2], at, at + 2) for at in range(first, last - 1))
