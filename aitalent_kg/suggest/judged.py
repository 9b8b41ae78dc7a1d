"""The curated crosswalk as a test of the suggester.

In: the graph with its mappings. Out: every pair of the items that the crosswalk covers, with what
it says of the pair and with the scores of the suggester and of a baseline.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from aitalent_kg.exports import optional
from aitalent_kg.lookup import Quads
from aitalent_kg.mappings.graphs import held
from aitalent_kg.mappings.record import NO_COUNTERPART, PREDICATES
from aitalent_kg.names import GRAPH, ID
from aitalent_kg.search.words import key_of, plain
from aitalent_kg.suggest.answer import items_of
from aitalent_kg.suggest.features import Corpus, Features
from aitalent_kg.suggest.profile import Profile
from aitalent_kg.suggest.quality import Ranking
from aitalent_kg.suggest.reading import profiles_of
from aitalent_kg.suggest.score import DEFAULT, Model, after_rivals, kept, predicate_of, scores
from aitalent_kg.suggest.split import Part, part_of

__all__ = [
    "COVERED",
    "Crosswalk",
    "Pairs",
    "bigram_jaccard",
    "crosswalk_of",
    "document",
    "read_pairs",
]

#: Kinds that the crosswalk covers: each such item was compared with everything of each other
#: document. Documents in the order of subject and object.
COVERED = {
    "civil-service-framework": ("Competency", "Attitude"),
    "industry-guide-115v3.0": ("AbilityItem", "AbilityType"),
    "industry-guide-deck": (),
    "SMS2512-002v1": ("Knowledge", "Skill", "Attitude"),
    "SET2529-001v2": ("Knowledge", "Skill", "Attitude"),
}
_ORDER = tuple(COVERED)
#: The deck restates the guide, and the crosswalk compares these two only in part.
_APART = {"industry-guide-115v3.0", "industry-guide-deck"}
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """What has been settled of pairs; all are IRIs."""

    accepted: dict[_Pair, str]  #: (subject, object) -> predicate
    denied: dict[_Pair, str]  #: -> the weakest predicate that is denied
    alone: frozenset[_Pair] = frozenset()  #: (item, document that has no counterpart of it)
    undecided: frozenset[_Pair] = frozenset()  #: pairs that count neither way


@dataclass(frozen=True)
class Pairs:
    """Pairs of items of two documents; all sequences have one entry a pair."""

    left: Sequence[Profile]
    right: Sequence[Profile]
    gold: Sequence[str]  #: predicate of the accepted mapping, "" for none
    denied: Sequence[str]  #: weakest predicate that is denied, "" for none
    score: Any  #: of the suggester
    baseline: Any  #: bigram Jaccard of the names
    predicted: Sequence[str]  #: predicate that the suggester gives

    @property
    def mapped(self) -> Any:
        """Whether each pair is accepted."""
        return optional("numpy").array([bool(predicate) for predicate in self.gold])

    @property
    def covered(self) -> Any:
        """Whether both items of each pair are of covered kinds."""
        pairs = zip(self.left, self.right, strict=True)
        return optional("numpy").array([_is_covered(a) and _is_covered(b) for a, b in pairs])

    def ranking(self, values: Any) -> Ranking:
        """The pairs ranked by `score` or `baseline`."""
        pairs = zip(self.left, self.right, strict=True)
        queries = _numbered((a.iri, document(b.iri)) for a, b in pairs)
        return Ranking(values, self.mapped, _numbered(p.iri for p in self.left), queries)

    def only(self, wanted: Any) -> Pairs:
        """The pairs for which `wanted` is true."""
        at = optional("numpy").flatnonzero(wanted).tolist()
        lists = (self.left, self.right, self.gold, self.denied)
        left, right, gold, denied = ([values[n] for n in at] for values in lists)
        predicted = [self.predicted[n] for n in at]
        return Pairs(left, right, gold, denied, self.score[at], self.baseline[at], predicted)


def crosswalk_of(store: Quads) -> Crosswalk:
    """Our own curated mappings, accepted and rejected."""
    accepted: dict[_Pair, str] = {}
    denied: dict[_Pair, str] = {}
    alone: set[_Pair] = set()
    undecided: set[_Pair] = set()
    for entry in held(store):
        row, pair = entry.mapping, (entry.mapping.subject, entry.mapping.object)
        if row.predicate == NO_COUNTERPART:
            alone.add((row.subject, row.object_source))
        elif entry.graph == f"{GRAPH}mappings-accepted":
            accepted[pair] = row.predicate
        elif entry.graph == f"{GRAPH}mappings-rejected":
            denied[pair] = max(row.predicate, denied.get(pair, row.predicate), key=PREDICATES.index)
        elif entry.graph == f"{GRAPH}mappings-candidate":
            undecided.add(pair)
    return Crosswalk(accepted, denied, frozenset(alone), frozenset(undecided))


def read_pairs(
    store: Quads,
    part: Part,
    crosswalk: Crosswalk,
    without: Collection[str] = (),
    model: Model = DEFAULT,
) -> Pairs:
    """Every pair of items of two documents whose left item is in this part.

    Scores are those of `suggest`: rivals of both parts count, which needs no judgement.

    Args:
        part: "development" or "held-out".
        crosswalk: what has been settled.
        without: measures that count nothing, to see what they bring.
    """
    numpy = optional("numpy")
    profiles = [p for stem in _ORDER for p in profiles_of(store, items_of(store, ID + stem))]
    places = list(_places(profiles))
    rows, columns = (numpy.array(side, dtype=int) for side in zip(*places, strict=True))
    table = Corpus(profiles).measure(rows, columns)
    pairs = [(profiles[a], profiles[b]) for a, b in places]
    fewer = {name: w for name, w in model.weights.items() if name not in without}
    share = numpy.array([kept(a.family, b.family, model) for a, b in pairs])
    features = (Features(*values) for values in table.tolist())
    every = Pairs(
        [a for a, _ in pairs],
        [b for _, b in pairs],
        [crosswalk.accepted.get((a.iri, b.iri), "") for a, b in pairs],
        [crosswalk.denied.get((a.iri, b.iri), "") for a, b in pairs],
        _scored(scores(table, share, replace(model, weights=fewer)), pairs, model),
        numpy.array([bigram_jaccard(a.label, b.label) for a, b in pairs]),
        [predicate_of(a, b, f, model) for (a, b), f in zip(pairs, features, strict=True)],
    )
    decided = ((a.iri, b.iri) not in crosswalk.undecided for a, b in pairs)
    inside = (part_of(a.iri) == part for a, _ in pairs)
    return every.only([one and other for one, other in zip(decided, inside, strict=True)])


def bigram_jaccard(left: str, right: str) -> float:
    """The baseline: common bigrams of two names over all of them, 0.0 to 1.0.

    >>> bigram_jaccard("專案管理", "專案管理知識")
    0.6
    """
    keys = (key_of(plain(name)) for name in (left, right))
    mine, theirs = ({key[n : n + 2] for n in range(len(key) - 1)} for key in keys)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def document(iri: str) -> str:
    """Stem of the document of an item."""
    return iri.removeprefix(ID).partition("/")[0]


def _is_covered(profile: Profile) -> bool:
    return profile.kind in COVERED[document(profile.iri)]


def _scored(found: Any, pairs: Sequence[tuple[Profile, Profile]], model: Model) -> Any:
    """Scores after rivals, each document with each other by itself, as `suggest` does it."""
    lefts = _numbered((a.iri, document(b.iri)) for a, b in pairs)
    rights = _numbered((document(a.iri), b.iri) for a, b in pairs)
    return after_rivals(found, lefts, rights, model)


def _places(profiles: Sequence[Profile]) -> Iterable[tuple[int, int]]:
    """Pairs of places, the left item of the document that stands first."""
    stems = [document(profile.iri) for profile in profiles]
    for a, b in combinations(range(len(profiles)), 2):
        if stems[a] != stems[b] and {stems[a], stems[b]} != _APART:
            yield a, b


def _numbered(keys: Iterable[object]) -> Any:
    """Equal keys as equal numbers, from 0."""
    places: dict[object, int] = {}
    return optional("numpy").array([places.setdefault(key, len(places)) for key in keys], dtype=int)
