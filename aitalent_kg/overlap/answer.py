"""The overlap of two things of the graph, with names and quotes.

In: the graph, two sides, how to compare them. Out: frozen answers in one language. Comparing
itself is done on sets, in `aitalent_kg.overlap.sets`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitalent_kg.errors import BadValue
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.gaps.have import Have
from aitalent_kg.gaps.links import links_of
from aitalent_kg.gaps.sets import Link
from aitalent_kg.gaps.unstated import Unstated
from aitalent_kg.lookup import Quads, Ref, ref
from aitalent_kg.overlap.compared import Compared, compared, corpus_of, kinds_of
from aitalent_kg.overlap.measures import check_measure, idf
from aitalent_kg.overlap.sets import Counterpart, overlap
from aitalent_kg.overlap.weights import counting
from aitalent_kg.overlap.words import meaning, remarks, title
from aitalent_kg.text import natural

__all__ = ["How", "Item", "Mapped", "OverlapAnswer", "Shared", "how", "overlap_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of one side."""

    iri: str
    code: str
    label: str
    kind: str
    quotes: tuple[Evidence, ...]  #: that the side asks for it


@dataclass(frozen=True, slots=True)
class Shared:
    """An item of both sides."""

    iri: str
    code: str
    label: str
    kind: str
    counted: bool  #: whether the score rests on it
    share: float  #: the score less the score where it is not shared
    left_quotes: tuple[Evidence, ...]  #: that the left side asks for it
    right_quotes: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """Two items between which a mapping stands."""

    left: Item
    right: Item
    predicate: str  #: read from the left: broadMatch says that the right item is broader
    confidence: float | None  #: 0.0 to 1.0; None where the mapping states none
    weight: float  #: of the predicate, times the confidence
    certain: bool  #: whether it counts the same in `low`, `score` and `high`
    counted: bool  #: whether the score rests on it; each item counts once at most
    share: float  #: the score less the score without this mapping


@dataclass(frozen=True, slots=True)
class OverlapAnswer:
    """What two sides have in common; see `aitalent_kg.overlap.sets` for the numbers."""

    left: Ref
    right: Ref
    measure: str
    score: float  #: 0.0 to 1.0, no unit; mappings have their expected weights
    low: float  #: every uncertain mapping wrong
    high: float  #: every uncertain mapping right
    left_in_right: float  #: share of the left items that the right side has
    right_in_left: float  #: share of the right items that the left side has
    shared: tuple[Shared, ...]
    mapped: tuple[Mapped, ...]
    only_left: tuple[Item, ...]  #: with no counterpart on the right
    only_right: tuple[Item, ...]
    meaning: str  #: what the score is, in words, with its direction
    corpus: str | None  #: in which items are rare or frequent; None where all weigh the same
    remarks: tuple[str, ...]
    left_unknown: tuple[Unstated, ...]  #: where the left side may have more
    right_unknown: tuple[Unstated, ...]


@dataclass(frozen=True, slots=True)
class How:
    """How to compare."""

    measure: str
    idf: bool
    kinds: frozenset[str] | None
    links: tuple[Link, ...]
    lang: str


def how(
    store: Quads,
    measure: str = "jaccard",
    idf: bool = False,
    kinds: str | Iterable[str] | None = None,
    mapped: str | bool = "related",
    links: Iterable[Link] = (),
    lang: str = "zh",
) -> How:
    """Read what a caller says of how to compare.

    Args:
        measure: one of `aitalent_kg.overlap.measures.MEASURES`.
        idf: whether rare items weigh more than frequent ones; see `corpus_of`.
        kinds: as for `aitalent_kg.overlap.compared.kinds_of`.
        mapped: the weakest mapping that counts: "exact", "close", "broad" (or "narrow"),
            "related"; False or "none" for none.
        links: mappings besides those of the graph.
    Raises:
        UnknownName: no such measure, kind or mapping.
        BadValue: links are given that `mapped` switches off.
    """
    check_measure(measure)
    predicates, own = counting(mapped), tuple(links)
    if own and not predicates:
        raise BadValue(mapped, "no mapping counts, yet links are given; name the weakest in mapped")
    every = (*links_of(store), *own) if predicates else ()
    kept = tuple(link for link in every if link.predicate in predicates)
    return How(measure, idf, kinds_of(store, kinds), kept, lang)


def overlap_of(store: Quads, left: Have, right: Have, how: How) -> OverlapAnswer:
    """Compare two sides; errors are those of `aitalent_kg.overlap.compared.compared`."""
    one, other = (compared(store, what, how.kinds, how.lang) for what in (left, right))
    return answer(store, one, other, how)


def answer(store: Quads, left: Compared, right: Compared, how: How) -> OverlapAnswer:
    """Compare two sides that are read already."""
    masses, corpus = _masses(store, left, right, how)
    found = overlap(left.items, right.items, how.links, how.measure, masses)
    ours, theirs = _Cards(store, left, how.lang), _Cards(store, right, how.lang)
    names = (title(left, how.lang), title(right, how.lang))
    return OverlapAnswer(
        left.ref,
        right.ref,
        how.measure,
        found.score,
        found.low,
        found.high,
        found.left_in_right,
        found.right_in_left,
        tuple(_shared(pair, ours, theirs) for pair in found.shared),
        tuple(_mapped(pair, ours, theirs) for pair in found.mapped),
        tuple(map(ours.card, sorted(found.only_left, key=natural))),
        tuple(map(theirs.card, sorted(found.only_right, key=natural))),
        meaning(how.measure, *names, how.lang),
        corpus,
        tuple(remarks(left, right, found, how.kinds, how.lang)),
        left.unknown,
        right.unknown,
    )


def _masses(
    store: Quads, left: Compared, right: Compared, how: How
) -> tuple[dict[str, float] | None, str | None]:
    """What items weigh, and the corpus in words."""
    if not how.idf:
        return None, None
    corpus = corpus_of(store, (left, right), how.kinds)
    return idf(
        left.items | right.items, corpus.sets
    ), f"{len(corpus.sets)} {'/'.join(corpus.kinds)}"


class _Cards:
    """Items of one side as answers show them."""

    def __init__(self, store: Quads, side: Compared, lang: str) -> None:
        self._store, self._side, self._lang = store, side, lang

    def card(self, item: str) -> Item:
        named = ref(self._store, item, self._lang)
        return Item(item, named.code, named.label, named.kind, self.quotes(item))

    def quotes(self, item: str) -> tuple[Evidence, ...]:
        """Where the side asks for the item, in the order of the sources."""
        said = self._side.said_by[item]
        found = {quote.iri: quote for node in said for quote in evidence_of(self._store, node)}
        return tuple(sorted(found.values(), key=lambda q: (q.source, q.start, q.end)))


def _shared(pair: Counterpart, left: _Cards, right: _Cards) -> Shared:
    card = left.card(pair.left)
    return Shared(
        card.iri,
        card.code,
        card.label,
        card.kind,
        pair.counted,
        pair.share,
        card.quotes,
        right.quotes(pair.right),
    )


def _mapped(pair: Counterpart, left: _Cards, right: _Cards) -> Mapped:
    return Mapped(
        left.card(pair.left),
        right.card(pair.right),
        pair.predicate,
        pair.confidence,
        pair.weight,
        pair.certain,
        pair.counted,
        pair.share,
    )
