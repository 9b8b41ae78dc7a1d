"""The search box: things whose code, names, descriptions or quotes fit some words, best first.

In: a store (once, to build the index) and a text. Out: `Hit` values. No SPARQL, no files.

The score of a thing is the sum of
- coverage (0 to 1): share of the query's terms that its texts hold, a rare term counting more than
  a common one (idf), in a name more than in a description or quote, and there less in a long one;
- closeness (0 to 1): how much of one of its names the query is: common terms (Dice), or, where no
  name holds the query, common characters (rapidfuzz), which forgives a typing error;
- a step where the whole query is a name, begins one, stands in one, or in another text,
  or where the query holds a whole name;
- a larger step where the query, or a word of it, is the thing's code (`codes.py`).
What only speaks of other things (notes, recorded differences, prose, our vocabularies) keeps half
of its score.
Equal scores: by kind, document, code. Words are compared as `words.py` says; `scoring.py` does
the sums. A query is also read with English words that no text holds corrected; the better reading
of each thing counts.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aitalent_kg.errors import AitalentError, UnknownName
from aitalent_kg.lookup import Quads
from aitalent_kg.names import DOCUMENTS
from aitalent_kg.search.codes import PATH_END, Codes, read_codes
from aitalent_kg.search.reading import Text, Thing, read_things
from aitalent_kg.search.scoring import Reading, Words, read_words, weight_of
from aitalent_kg.search.words import marked

__all__ = ["Hit", "Index", "build"]

#: Kinds in the order of equal scores; all others stand between the two lists.
_FIRST = [
    "OccupationalStandard",
    "Framework",
    "Occupation",
    "Role",
    "Certification",
    "Competency",
    "Task",
    "Knowledge",
    "Skill",
    "Attitude",
    "AbilityType",
    "AbilityItem",
    "CompetencyItem",
    "TalentCategory",
    "Duty",
    "Output",
    "BehaviourIndicator",
    "Technology",
    "Tool",
    "AIModel",
    "Product",
    "Organisation",
    "ToolCategory",
    "KeySkill",
    "SoftSkill",
]
_LAST = [
    "Section",
    "Table",
    "Figure",
    "Use",
    "KeyContent",
    "LevelScale",
    "Passage",
    "Change",
    "skos:Concept",
    "skos:ConceptScheme",
    "Gap",
    "EditorialNote",
    "Contradiction",
]
_SECONDARY = frozenset(_LAST[_LAST.index("Passage") :])
_LONGEST = 2000  #: characters of a query that are read
_WINDOW = 160  #: characters of a long text that a hit shows
_IRI = re.compile(r"^(https?://)?w3id\.org/aitalent-kg/id/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found."""

    iri: str
    code: str  #: what `show` takes: the path below the project's resources
    label: str
    kind: str  #: name of its class, for example "Task"
    document: str  #: stem of the first document that describes it; "" where none does
    score: float  #: higher is better, rounded to 3 places
    field: str  #: where it matched: code, label, other name, description or quote
    matched: str  #: the text that matched, with 【 and 】 about the matched parts


@dataclass(frozen=True, slots=True)
class Index:
    """What `build` makes of a store; it does not change."""

    things: list[Thing] = field(repr=False)
    codes: Codes = field(repr=False)
    words: Words = field(repr=False)

    def search(
        self,
        text: str,
        kind: str | None = None,
        document: str | None = None,
        limit: int = 10,
        lang: str = "zh",
    ) -> list[Hit]:
        """The things that fit best; none where nothing fits.

        Args:
            text: words in Chinese or English, a code, a path or an IRI; of a long text the first
                2000 characters, and of those the rarest 48 terms.
            kind: keep things of this class, for example "Task"; case does not matter.
            document: keep things that this document describes.
            limit: how many at most.
            lang: language of the labels shown; both languages are always searched.
        Raises:
            UnknownName: no such kind or document.
            AitalentError: the text is blank.
        """
        typed = " ".join(_IRI.sub("", text.strip()[:_LONGEST]).split()).strip("/ ")
        if not typed:
            raise AitalentError("nothing to search for; give a word, a code or a name")
        best = self._best(typed, self._kept(kind, document))
        order = sorted(best, key=lambda at: (-round(best[at][0], 3), _place(self.things[at])))
        return [self._hit(at, *best[at], lang) for at in order[: max(limit, 0)]]

    def _kept(self, kind: str | None, document: str | None) -> Collection[int]:
        """Places of the things that both filters let through."""
        if document is not None and document not in DOCUMENTS:
            raise UnknownName(document, DOCUMENTS, "document")
        if kind is None and document is None:
            return range(len(self.things))
        kinds = {thing.kind.casefold(): thing.kind for thing in self.things}
        if kind is not None and kind.casefold() not in kinds:
            raise UnknownName(kind, sorted(kinds.values()), "kind")
        wanted = kinds[kind.casefold()] if kind is not None else None
        return frozenset(
            at
            for at, thing in enumerate(self.things)
            if wanted in (None, thing.kind) and (document is None or document in thing.documents)
        )

    def _best(self, typed: str, kept: Collection[int]) -> dict[int, tuple[float, Reading, str]]:
        """Thing -> (score, the reading that gave it, its code where the code fitted)."""
        codes, rest = self.codes.find(typed, kept)
        best: dict[int, tuple[float, Reading, str]] = {}
        for reading in self.words.readings(rest):
            for at, words in self.words.scores(reading, kept, codes).items():
                step, shown = codes.get(at, (0.0, ""))
                if step <= min(words, PATH_END):  # a name says more than the end of a path
                    step, shown = 0.0, ""
                score = (words * reading.weight + step) * self._share(at)
                if score > best.get(at, (0.0,))[0]:
                    best[at] = score, reading, shown
        return best

    def _share(self, at: int) -> float:
        """How much of its score a thing keeps."""
        thing = self.things[at]
        secondary = thing.kind in _SECONDARY or thing.code.startswith("scheme/")
        return 0.5 if secondary else 1.0

    def _hit(self, at: int, score: float, reading: Reading, code: str, lang: str) -> Hit:
        thing = self.things[at]
        where, matched = ("code", f"【{code}】") if code else _matched(thing, reading)
        stem = thing.documents[0] if thing.documents else ""
        label = thing.label(lang)
        return Hit(thing.iri, thing.code, label, thing.kind, stem, round(score, 3), where, matched)


def build(store: Quads) -> Index:
    """Read a store into an index."""
    with _no_collection():
        things = read_things(store)
        return Index(things, read_codes(things), read_words(things))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Spare the search for dead cycles: an index makes none, and all of it lives on."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _matched(thing: Thing, reading: Reading) -> tuple[str, str]:
    """The field that says most of why a thing was found, and its text with marks."""

    def value(text: Text) -> float:
        found = sum(idf for term, idf in reading.terms.items() if term in text.terms)
        by_concepts = reading.concept_key in text.concept_key
        return (found + (by_concepts + (reading.key in text.key)) * reading.total) * weight_of(text)

    text = max(thing.texts, key=value)
    return text.field, _excerpt(marked(text.shown, reading.terms.keys(), reading.key[:80]))


def _excerpt(text: str) -> str:
    """The part of a long text about its first mark."""
    start = max(0, min(text.find("【") - _WINDOW // 4, len(text) - _WINDOW))
    part = text[start : start + _WINDOW]
    closed = part + "】" * (part.rfind("【") > part.rfind("】"))
    return "…" * (start > 0) + closed + "…" * (start + _WINDOW < len(text))


def _place(thing: Thing) -> tuple[int, int, bool, list[int], str]:
    """Order of equal scores: kind, document, a document before its parts, then by code."""
    kind = thing.kind
    rank = _FIRST.index(kind) if kind in _FIRST else 50
    rank = 100 + _LAST.index(kind) if kind in _LAST else rank
    stem = thing.documents[0] if thing.documents else ""
    place = DOCUMENTS.index(stem) if stem else len(DOCUMENTS)
    numbers = [int(number) for number in re.findall(r"\d+", thing.code)]
    return rank, place, thing.code != stem, numbers, thing.code
