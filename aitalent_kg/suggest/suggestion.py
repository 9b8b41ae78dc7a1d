"""A candidate mapping, and why it is one in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from aitalent_kg.mappings.words import PREDICATE_WORDS
from aitalent_kg.suggest.features import Features
from aitalent_kg.suggest.profile import Profile
from aitalent_kg.suggest.synonyms import table
from aitalent_kg.suggest.terms import (
    Term,
    common,
    name_terms,
    same_words,
    shown,
    text_terms,
    topics_of,
)

__all__ = ["Suggestion"]

_WORDS = {
    "zh": {
        "equal": "名稱相同：{words}",
        "name": "名稱共有「{words}」（相似度 {value:.2f}）",
        "english": "英文名稱共有「{words}」（相似度 {value:.2f}）",
        "about": "定義與說明共有「{words}」（相似度 {value:.2f}）",
        "topics": "主題相同：{words}",
        "embedded": "向量相似度 {value:.2f}",
        "family": "類別不同（{words}），至多為相關",
        "in_left": "右側名稱含於左側名稱，左側較窄",
        "in_right": "左側名稱含於右側名稱，右側較窄",
        "denied": "較強的對應（{words}）已被否定",
        "little": "多處略為相似",
    },
    "en": {
        "equal": "same name: {words}",
        "name": 'names share "{words}" (likeness {value:.2f})',
        "english": 'English names share "{words}" (likeness {value:.2f})',
        "about": 'definitions share "{words}" (likeness {value:.2f})',
        "topics": "same topic: {words}",
        "embedded": "likeness of the vectors {value:.2f}",
        "family": "of different kinds ({words}): relatedMatch at most",
        "in_left": "the left name holds the right one and says more",
        "in_right": "the right name holds the left one and says more",
        "denied": "a stronger mapping ({words}) has been rejected",
        "little": "slightly alike in many ways",
    },
}
_SHOWN = 6  #: words that a reason lists
_LEAST = 0.05  #: likeness below which a measure is no reason
_BREADTH = {"skos:broadMatch": "in_left", "skos:narrowMatch": "in_right"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`left predicate right` may hold."""

    left: str  #: IRI, or the caller's key
    right: str
    score: float  #: 0.0 to 1.0, no unit
    predicate: str  #: as a CURIE, "skos:closeMatch"
    features: Features
    left_profile: Profile
    right_profile: Profile
    known: str = ""  #: predicate of an accepted mapping of this pair
    denied: str = ""  #: weakest predicate that a rejected mapping of this pair names

    def reasons(self, lang: str = "zh", kinds: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Why, in words, the strongest first; `kinds` has names of classes for readers."""
        left, right, words = self.left_profile, self.right_profile, _WORDS[lang]
        named = kinds or {}
        found = [words[name].format(words=w, value=v) for name, w, v in self._likeness()]
        found = found or [words["little"]]
        if self.predicate in _BREADTH:
            found.append(words[_BREADTH[self.predicate]])
        if "" not in (left.family, right.family) and left.family != right.family:
            found.append(
                words["family"].format(
                    words=", ".join(named.get(k, k) for k in (left.kind, right.kind))
                )
            )
        if self.denied:
            denied = PREDICATE_WORDS[lang].get(self.denied, self.denied)
            found.append(words["denied"].format(words=denied))
        return tuple(found)

    def _likeness(self) -> Iterator[tuple[str, str, float]]:
        """Measures that speak for the pair, with the words behind each."""
        left, right, value = self.left_profile, self.right_profile, self.features
        found = [
            (*_alike(left, right), value.name),
            ("about", _shared(left.about, right.about, text_terms), value.about),
            ("topics", _topics(left, right), value.topics),
            ("embedded", " ", value.embedded),
        ]
        yield from (entry for entry in found if entry[1] and entry[2] > _LEAST)


def _alike(left: Profile, right: Profile) -> tuple[str, str]:
    """How their names speak for the pair: "equal", "name" or "english", and the common words."""
    if same_words(left.label, right.label):
        return "equal", left.label
    if left.names and right.names:
        return "name", _shared(left.names, right.names)
    if left.english and right.english:
        return "english", _shared(left.english, right.english)
    return "name", _shared((*left.names, *left.english), (*right.names, *right.english))


def _shared(
    left: Iterable[str],
    right: Iterable[str],
    read: Callable[[str], tuple[Term, ...]] = name_terms,
) -> str:
    """Words of the left texts that the right ones hold, or have another word for."""
    theirs: dict[str, str] = {}
    for text in right:
        for term in read(text):
            theirs.setdefault(term.text, shown(text, term))
    found = dict.fromkeys(word for text in left for word in common(text, read(text), theirs))
    return "、".join(list(found)[:_SHOWN])


def _topics(left: Profile, right: Profile) -> str:
    """Topics of the names of both."""
    theirs, names = _told(right), table().names
    return "、".join([names[topic] for topic in _told(left) if topic in theirs][:_SHOWN])


def _told(profile: Profile) -> dict[str, None]:
    texts = (*profile.names, *profile.english)
    return dict.fromkeys(topic for text in texts for topic in topics_of(text))
