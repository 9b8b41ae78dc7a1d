"""Read profiles of items out of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aitalent_kg.lookup import Quads, kind_of, subjects, words
from aitalent_kg.names import ID
from aitalent_kg.suggest.profile import Profile
from aitalent_kg.suggest.terms import scope_of

__all__ = ["profile_of", "profiles_of"]

#: 實驗性 of the civil framework: its texts are those of another item (X-42 of the recorded
#: differences), so that only its name is its own.
_NAME_ONLY = frozenset([f"{ID}civil-service-framework/attitude/experimental"])
_NAMES = ("skos:prefLabel", "skos:altLabel")
_ABOUT = ("skos:definition", "ait:text", "ait:scenario", "skos:scopeNote")
#: By what, and of which kind, things say more about an item that they belong to.
_PARTS = (
    ("dcterms:isPartOf", {"AbilityStatement", "KeyContent", "AbilityItem", "SkillPart"}),
    ("skos:broader", {"SkillPart", "AbilityItem"}),
)


def profiles_of(store: Quads, iris: Iterable[str]) -> tuple[Profile, ...]:
    """The profile of each item."""
    return tuple(profile_of(store, iri) for iri in iris)


def profile_of(store: Quads, iri: str) -> Profile:
    """Names, texts, parts and tasks of an item, in Chinese and English."""
    names = list(_texts(store, iri, _NAMES))
    about = [] if iri in _NAME_ONLY else list(_about(store, iri))
    scopes = [(scope_of(text), tag) for text, tag in names if scope_of(text)]
    return Profile(
        iri,
        tuple(_chinese(names)),
        tuple(_english(names)),
        tuple(_chinese([*scopes, *about])),
        tuple(_english([*scopes, *about])),
        tuple(_chinese(_usage(store, iri))),
        kind_of(store, iri),
    )


def _chinese(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (text for text, tag in texts if tag.startswith("zh"))


def _english(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (text for text, tag in texts if not tag.startswith("zh"))


def _texts(store: Quads, iri: str, predicates: Iterable[str]) -> Iterator[tuple[str, str]]:
    for predicate in predicates:
        yield from words(store, iri, predicate)


def _about(store: Quads, iri: str) -> Iterator[tuple[str, str]]:
    yield from _texts(store, iri, _ABOUT)
    for predicate, kinds in _PARTS:
        for part in subjects(store, predicate, iri):
            if kind_of(store, part) in kinds:
                yield from _texts(store, part, (*_NAMES, *_ABOUT))


def _usage(store: Quads, iri: str) -> Iterator[tuple[str, str]]:
    """Tasks that ask for an item, and what shows that one does them."""
    for task in subjects(store, "ait:requires", iri):
        if kind_of(store, task) != "Task":
            continue
        yield from words(store, task, "skos:prefLabel")
        for part in subjects(store, "dcterms:isPartOf", task):
            if kind_of(store, part) == "BehaviourIndicator":
                yield from words(store, part, "skos:prefLabel")
