"""The overlap of two things of the graph, with names and quotes.

In: the graph, two sides, how to compare them. Out: frozen answers in one language. Comparing
itself is done on sets, in `aitalent_kg.overlap.sets`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aitalent_kg.errors import BadValue
from aitalent_kg.evidence import Evidence, evidence_of_all
from aitalent_kg.gaps.links import links_of
from aitalent_kg.gaps.sets import Link
from aitalent_kg.gaps.unstated import Unstated
from aitalent_kg.lookup import Quads, Ref, commonest, kind_label, kind_of, ref
from aitalent_kg.overlap.compared import (
    WHOLE,
    Compared,
    What,
    belonging,
    compared,
    corpus_of,
    kinds_of,
)
from aitalent_kg.overlap.measures import check_measure, idf
from aitalent_kg.overlap.rows import named, of_two
from aitalent_kg.overlap.sets import Counterpart, overlap
from aitalent_kg.overlap.weights import counting
from aitalent_kg.overlap.words import Words, meaning, remarks, title
from aitalent_kg.table import Table
from aitalent_kg.text import natural

__all__ = ["How", "Item", "Mapped", "OverlapAnswer", "Shared", "how", "overlap_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of one side, named in the language of the answer."""

    iri: str
    code: str  #: what `show` takes
    label: str
    kind: str  #: name of its class
    quotes: tuple[Evidence, ...]  #: that the side asks for it
    kind_label: str  #: the kind in words


@dataclass(frozen=True, slots=True)
class Shared:
    """An item of both sides: one resource, by its IRI."""

    iri: str
    code: str
    label: str
    kind: str
    counted: bool  #: whether the score rests on it
    share: float  #: the score less the score where it is not shared
    left_quotes: tuple[Evidence, ...]  #: that the left side asks for it
    right_quotes: tuple[Evidence, ...]
    kind_label: str  #: the kind in words


@dataclass(frozen=True, slots=True)
class Mapped:
    """Two items between which an accepted mapping stands, or one of the caller's links."""

    left: Item
    right: Item
    predicate: str  #: read from the left: skos:broadMatch says that the right item is broader
    confidence: float | None  #: 0.0 to 1.0; None where the mapping states none
    weight: float  #: of the predicate, times the confidence
    certain: bool  #: whether it counts the same in `low`, `score` and `high`
    counted: bool  #: whether the score rests on it; each item counts once at most
    share: float  #: the score less the score without this mapping


@dataclass(frozen=True, slots=True, repr=False)
class OverlapAnswer:
    """What two sides have in common; see `aitalent_kg.overlap.sets` for the numbers.

    Each counted item of a side stands in `shared`, in one or more pairs of `mapped`, or in
    `only_left` or `only_right`.
    """

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
    left_counted: Mapping[str, int]  #: kind -> how many items of the left side are compared
    right_counted: Mapping[str, int]
    beyond: Mapping[str, int]  #: kind -> mappings of items to what a document has, not counted

    def table(self) -> Table:
        """One row for each shared item, each mapped pair, each item of one side alone.

        The columns are those of `aitalent-kg overlap --format csv --evidence`, by their English
        key; `state` is one of `aitalent_kg.overlap.rows.STATES`.
        """
        return of_two(self)

    def __repr__(self) -> str:
        return (
            f"<Overlap of {named(self.left)} and {named(self.right)}: {self.measure} "
            f"{self.score:.3f} ({self.low:.3f} to {self.high:.3f}), {len(self.shared)} shared, "
            f"{len(self.mapped)} mapped>"
        )


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
        mapped: the weakest mapping that counts: "exact", "close", "broad" or "narrow" (which are
            one, read from either side), "related" or True for all; "none" or False for none.
        links: mappings besides those of the graph, each an `aitalent_kg.gaps.sets.Link`.
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


def overlap_of(store: Quads, left: What, right: What, how: How) -> OverlapAnswer:
    """Compare two sides; errors are those of `aitalent_kg.overlap.compared.compared`."""
    one, other = (compared(store, what, how.kinds, how.lang) for what in (left, right))
    return answer(store, one, other, how)


def answer(store: Quads, left: Compared, right: Compared, how: How) -> OverlapAnswer:
    """Compare two sides that are read already."""
    masses, corpus = _masses(store, left, right, how)
    found = overlap(left.items, right.items, how.links, how.measure, masses)
    ours, theirs = _Cards(store, left, how.lang), _Cards(store, right, how.lang)
    names = (title(left, how.lang), title(right, how.lang))
    beyond = _beyond(store, left, right, how.links)
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
        tuple(remarks(left, right, found, beyond, Words(store, how.kinds, how.lang))),
        left.unknown,
        right.unknown,
        left.counted(store),
        right.counted(store),
        beyond,
    )


def _beyond(store: Quads, left: Compared, right: Compared, links: Iterable[Link]) -> dict[str, int]:
    """Kind -> mappings that lead from items of a side to what the other, a document, has besides."""
    ends = [ends for link in links for ends in ((link.left, link.right), (link.right, link.left))]
    pairs: set[tuple[str, str]] = set()
    for one, other in ((left, right), (right, left)):
        if other.ref.kind in WHOLE:
            led = {(a, b) for a, b in ends if a in one.items and b not in other.items}
            inside = {*belonging(store, other.ref.iri, {thing for _, thing in led})}
            pairs |= {pair for pair in led if pair[1] in inside}
    return commonest(Counter(kind_of(store, thing) for _, thing in pairs))


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
        thing = ref(self._store, item, self._lang)
        kind = kind_label(self._store, thing.kind, self._lang)
        return Item(item, thing.code, thing.label, thing.kind, self.quotes(item), kind)

    def quotes(self, item: str) -> tuple[Evidence, ...]:
        """Where the side asks for the item, in the order of the sources."""
        return tuple(evidence_of_all(self._store, self._side.said_by[item]))


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
        card.kind_label,
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
