"""A comparison told in sentences, each with the quotes that it rests on.

In: a `Comparison`. Out: sentences with numbered citations, in Chinese or English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from aitalent_kg.compare.answer import Alone, Comparison, Pair
from aitalent_kg.compare.coverage import Coverage, Share
from aitalent_kg.compare.story_words import STORY
from aitalent_kg.compare.view import is_code
from aitalent_kg.conflicts import Conflict
from aitalent_kg.evidence import Evidence
from aitalent_kg.gaps.sets import ACCEPTED
from aitalent_kg.mappings.words import PREDICATE_WORDS

__all__ = ["Story", "Writing", "story"]

#: So many of a list are named; the others are counted.
_NAMED = 6


class Writing:
    """How the parts of a sentence are written: here as plain text on one line."""

    def number(self, number: object, target: str) -> str:
        """A number, given the name of what it counts, such as `left-all-strict`."""
        return str(number)

    def words(self, text: str) -> str:
        """A name of the graph."""
        return " ".join(text.split())

    def mark(self, number: int) -> str:
        """The mark of a citation."""
        return f"[{number}]"


@dataclass(slots=True)
class Story:
    """Sentences that cite by number, as [1], and what the numbers stand for."""

    sentences: list[str] = field(default_factory=list)
    citations: list[Evidence] = field(default_factory=list)


def story(found: Comparison, lang: str = "zh", writing: Writing | None = None) -> Story:
    """Tell a comparison.

    Args:
        writing: writes names, numbers and marks, for example as links; left out, as plain text.

    >>> import aitalent_kg as atk
    >>> found = atk.load().compare("SET2529-001v2", "SET2529-001v2", lang="en")
    >>> story(found, "en").sentences
    ['Both sides are the same; every item is its own counterpart.']
    """
    teller = _Teller(found, lang, writing or Writing())
    if found.left == found.right and found.coverage["left_in_right"].all.items:
        teller.told.sentences.append(teller.words["same side"])
        return teller.told
    for name, alone in (("left_in_right", found.only_left), ("right_in_left", found.only_right)):
        teller.told.sentences += teller.one_way(found.coverage[name], alone)
    teller.told.sentences += teller.both()
    return teller.told


class _Teller:
    def __init__(self, found: Comparison, lang: str, writing: Writing) -> None:
        self.found, self.lang, self.writing = found, lang, writing
        self.mark = writing.number
        self.words, self.told = STORY[lang], Story()

    def cite(self, quotes: Iterable[Evidence]) -> str:
        """The mark for the first of some quotes that has words; "" where none has any."""
        quote = next((q for q in quotes if not is_code(q.quote)), None)
        if quote is None:
            return ""
        cited = self.told.citations
        if quote not in cited:
            cited.append(quote)
        return self.writing.mark(cited.index(quote) + 1)

    def bracket(self, label: str) -> str:
        """A name in quotation marks."""
        return self.words["bracket"].format(label=self.writing.words(label))

    def one_way(self, way: Coverage, alone: tuple[Alone, ...]) -> Iterator[str]:
        of, by = (self.writing.words(getattr(self.found, side).label) for side in (way.of, way.by))
        if not way.all.items:
            yield self._empty(way.of, of)
            return
        open_ = sum(not entry.reviewed for entry in alone)
        if why := self._uncounted(way, open_):
            number = self.mark(len(way.all.items), f"{way.of}-all")
            yield self.words[why].format(of=of, by=by, all=number)
            return
        yield self._covered(way, of, by)
        if len(way.by_category) > 1 and way.all.lenient:
            yield self._extremes(way)
        if open_:
            number = self.mark(open_, f"{way.of}-alone-open")
            every = self.mark(len(alone), f"{way.of}-alone")
            yield self.words["unreviewed"].format(by=by, n=number, all=every)
        if alone:
            names = self._named(alone, f"{way.of}-alone")
            yield self.words["alone"].format(by=by, names=names)

    def _uncounted(self, way: Coverage, unreviewed: int) -> str:
        """Why no share is given: silence is no answer. "" where one is."""
        other = "right_in_left" if way.of == "left" else "left_in_right"
        if way.all.lenient:
            return ""
        if not self.found.coverage[other].all.items:
            return "no other"
        return "unlooked" if unreviewed == len(way.all.items) else ""

    def _empty(self, side: str, of: str) -> str:
        """Why nothing is counted: other kinds were asked for, or the documents list nothing."""
        there = self.found.there[side]
        if not (self.found.kinds and there):
            return self.words["empty"].format(of=of)
        stop = self.words["stop"]
        listed = (f"{self.writing.words(kind)} {number}" for kind, number in there.items())
        kinds = map(self.writing.words, self.found.kinds)
        return self.words["none of kind"].format(
            of=of, kinds=stop.join(kinds), there=stop.join(listed)
        )

    def _covered(self, way: Coverage, of: str, by: str) -> str:
        share, key = way.all, f"{way.of}-all"
        if not share.lenient:
            number = self.mark(len(share.items), key)
            return self.words["uncovered"].format(of=of, by=by, all=number)
        said = self.words["covered"].format(
            of=of,
            by=by,
            all=self.mark(len(share.items), key),
            lenient=self.mark(len(share.lenient), f"{key}-lenient"),
            strict=self.mark(len(share.strict), f"{key}-strict"),
            part=self.mark(len(share.broader_narrower), f"{key}-part"),
            related=self.mark(len(share.related_only), f"{key}-related"),
            lenient_share=self.mark(f"{share.lenient_share:.0%}", f"{key}-lenient"),
            strict_share=self.mark(f"{share.strict_share:.0%}", f"{key}-strict"),
        )
        if not share.related_only:
            return said
        return said + (" " if self.lang == "en" else "") + self.words["related"]

    def _extremes(self, way: Coverage) -> str:
        """The categories with the highest and the lowest share, all that tie."""
        shares = {s.lenient_share for s in way.by_category}
        if len(shares) == 1:
            return self.words["even"]

        def named(value: float) -> str:
            numbered = enumerate(way.by_category)
            tied = [(n, s) for n, s in numbered if s.lenient_share == value]
            return self.words["stop"].join(
                self._category(f"{way.of}-by_category-{n}", s) for n, s in tied
            )

        return self.words["categories"].format(most=named(max(shares)), least=named(min(shares)))

    def _category(self, key: str, share: Share) -> str:
        return self.bracket(self.found.names[share.group]) + self.words["of"].format(
            n=self.mark(len(share.lenient), f"{key}-lenient"), all=self.mark(len(share.items), key)
        )

    def both(self) -> Iterator[str]:
        found, words = self.found, self.words
        if found.same:
            names = words["stop"].join(self.bracket(each.label) for each in found.same)
            yield words["shared"].format(names=names)
        near = [pair for pair in found.pairs if pair.predicate in ACCEPTED]
        if near:
            pairs = words["stop"].join(map(self._pair, near[:_NAMED]))
            yield words["closest"].format(pairs=pairs + self._more(near, "pairs-near"))
        elif found.pairs:
            yield words["none closer"]
        if found.differences:
            ids = words["stop"].join(map(self._difference, found.differences))
            number = self.mark(len(found.differences), "differences")
            yield words["differ"].format(n=number, ids=ids)
        ends = (end for pair in found.pairs for end in (pair.left, pair.right))
        scales = dict.fromkeys(level.scale for end in ends for level in end.levels)
        if scales:
            yield words["levels"].format(scales=words["stop"].join(map(self.writing.words, scales)))

    def _pair(self, pair: Pair) -> str:
        left, right = (
            self.bracket(end.label) + self.cite(end.quotes) for end in (pair.left, pair.right)
        )
        relation = PREDICATE_WORDS[self.lang][pair.predicate]
        return f"{left} – {right}{self.words['relation'].format(relation=relation)}"

    def _difference(self, conflict: Conflict) -> str:
        """Its id, with the shortest quote of each of the two documents."""
        said = [quote for reading in conflict.readings for quote in reading.quotes]
        marks = ""
        for document in self.found.documents:
            own = [q for q in said if q.source == f"{document}.txt"]
            marks += self.cite(sorted(own, key=lambda q: len(q.quote)))
        return self.mark(conflict.id, conflict.id) + marks

    def _named(self, entries: tuple[Alone, ...], target: str) -> str:
        shown = (self.bracket(e.label) + self.cite(e.quotes) for e in entries[:_NAMED])
        return self.words["stop"].join(shown) + self._more(entries, target)

    def _more(self, entries: Sequence[object], target: str) -> str:
        """How many there are beyond those named; in Chinese how many there are together."""
        rest = len(entries) - _NAMED
        if rest <= 0:
            return ""
        number, every = self.mark(rest, target), self.mark(len(entries), target)
        return self.words["more"].format(n=number, all=every)
