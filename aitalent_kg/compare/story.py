"""A comparison told in sentences, each with the quotes that it rests on.

In: a `Comparison`. Out: sentences with numbered citations, in Chinese or English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from aitalent_kg.compare.answer import Alone, Comparison, Pair
from aitalent_kg.compare.coverage import Coverage
from aitalent_kg.compare.words import PREDICATE_WORDS
from aitalent_kg.evidence import Evidence
from aitalent_kg.gaps.sets import ACCEPTED

__all__ = ["Story", "story"]

#: So many of a list are named; the others are counted.
_NAMED = 6
_WORDS = {
    "zh": {
        "same side": "兩側為同一份內容，所有項目皆相同。",
        "empty": "「{of}」沒有可計的項目，文件未列出；故無法計算比例，並非全無或全有。",
        "covered": "「{of}」的 {all} 個項目中，{lenient} 個（{lenient_share:.0%}）在「{by}」有對應，其中 {strict} 個（{strict_share:.0%}）為完全或近似對應。",
        "categories": "對應比例最高的類別：{most}；最低：{least}。", "even": "各類別的對應比例相同。", "of": "（{n}/{all}）",
        "alone": "在「{by}」無對應者：{names}。", "unreviewed": "其中 {n} 個尚無人審查，未必真無對應。",
        "closest": "最接近的對應：{pairs}。", "none closer": "沒有完全或近似的對應；其餘皆為部分或相關。",
        "shared": "兩側共有的項目：{names}。",
        "differ": "兩份文件說法不同之處，已收錄 {n} 條：{ids}。",
        "levels": "級別各依其文件的尺度，並列而不相互換算：{scales}。",
        "more": "等 {n} 個", "stop": "、", "bracket": "「{label}」",
    },
    "en": {
        "same side": "Both sides are the same; every item is its own counterpart.",
        "empty": "“{of}” has no items to count: the documents list none. So no share can be given; that means neither none nor all.",
        "covered": "Of the {all} items of “{of}”, {lenient} ({lenient_share:.0%}) have a counterpart in “{by}”; {strict} of them ({strict_share:.0%}) an exact or close one.",
        "categories": "Highest share by category: {most}; lowest: {least}.", "even": "All categories have the same share.", "of": " ({n} of {all})",
        "alone": "Without a counterpart in “{by}”: {names}.", "unreviewed": "{n} of these nobody has reviewed, so that there may be one.",
        "closest": "The closest pairs: {pairs}.", "none closer": "No pair is exact or close; all are partial or related.",
        "shared": "Items of both sides: {names}.",
        "differ": "Where the two documents differ: {n} recorded differences, {ids}.",
        "levels": "Levels stand on the scales of their documents, side by side and never converted: {scales}.",
        "more": " and {n} more", "stop": ", ", "bracket": "“{label}”",
    },
}  # fmt: skip


@dataclass(slots=True)
class Story:
    """Sentences that cite by number, as [1], and what the numbers stand for."""

    sentences: list[str] = field(default_factory=list)
    citations: list[Evidence] = field(default_factory=list)

    def cite(self, quotes: Iterable[Evidence], label: str = "") -> str:
        """The mark for one of some quotes; one that was cited keeps its number.

        That is the shortest which holds the label, so that a reader sees what is meant.
        """
        ordered = sorted(quotes, key=lambda q: (label not in q.quote, len(q.quote)))
        if not ordered:
            return ""
        quote = ordered[0]
        if quote not in self.citations:
            self.citations.append(quote)
        return f"[{self.citations.index(quote) + 1}]"


def story(found: Comparison, lang: str = "zh") -> Story:
    """Tell a comparison.

    >>> import aitalent_kg as atk
    >>> found = atk.load().compare("SET2529-001v2", "SET2529-001v2", lang="en")
    >>> story(found, "en").sentences
    ['Both sides are the same; every item is its own counterpart.']
    """
    told, words = Story(), _WORDS[lang]
    if found.left == found.right:
        told.sentences.append(words["same side"])
        return told
    for name, alone in (("left_in_right", found.only_left), ("right_in_left", found.only_right)):
        told.sentences += _one_way(told, found, found.coverage[name], alone, words)
    told.sentences += _both(told, found, words, lang)
    return told


def _one_way(
    told: Story, found: Comparison, share: Coverage, alone: tuple[Alone, ...], words: dict[str, str]
) -> Iterator[str]:
    of, by = getattr(found, share.of).label, getattr(found, share.by).label
    if not share.all.items:
        yield words["empty"].format(of=of)
        return
    yield words["covered"].format(
        of=of,
        by=by,
        all=len(share.all.items),
        lenient=len(share.all.lenient),
        strict=len(share.all.strict),
        lenient_share=share.all.lenient_share,
        strict_share=share.all.strict_share,
    )
    if len(share.by_category) > 1:
        yield _extremes(found, share, words)
    if alone:
        yield words["alone"].format(by=by, names=_named(told, alone, words))
        open_ = sum(not entry.reviewed for entry in alone)
        if open_:
            yield words["unreviewed"].format(n=open_)


def _extremes(found: Comparison, share: Coverage, words: dict[str, str]) -> str:
    """The categories with the highest and the lowest share, all that tie."""
    shares = {s.lenient_share for s in share.by_category}
    if len(shares) == 1:
        return words["even"]

    def named(value: float) -> str:
        tied = [s for s in share.by_category if s.lenient_share == value]
        return words["stop"].join(
            f"{words['bracket'].format(label=found.names[s.group])}"
            f"{words['of'].format(n=len(s.lenient), all=len(s.items))}"
            for s in tied
        )

    return words["categories"].format(most=named(max(shares)), least=named(min(shares)))


def _both(told: Story, found: Comparison, words: dict[str, str], lang: str) -> Iterator[str]:
    if found.same:
        names = words["stop"].join(words["bracket"].format(label=r.label) for r in found.same)
        yield words["shared"].format(names=names)
    near = [pair for pair in found.pairs if pair.predicate in ACCEPTED]
    if near:
        pairs = words["stop"].join(_pair(told, p, words, lang) for p in near[:_NAMED])
        yield words["closest"].format(pairs=pairs + _more(near, words))
    elif found.pairs:
        yield words["none closer"]
    if found.differences:
        ids = words["stop"].join(
            f"{c.id}{told.cite(q for r in c.readings for q in r.quotes)}" for c in found.differences
        )
        yield words["differ"].format(n=len(found.differences), ids=ids)
    scales = dict.fromkeys(
        lv.scale for p in found.pairs for e in (p.left, p.right) for lv in e.levels
    )
    if scales:
        yield words["levels"].format(scales=words["stop"].join(scales))


def _pair(told: Story, pair: Pair, words: dict[str, str], lang: str) -> str:
    left, right = (
        words["bracket"].format(label=end.label) + told.cite(end.quotes, end.label)
        for end in (pair.left, pair.right)
    )
    return f"{left} – {right} ({PREDICATE_WORDS[lang][pair.predicate]})"


def _named(told: Story, entries: tuple[Alone, ...], words: dict[str, str]) -> str:
    shown = (
        words["bracket"].format(label=e.label) + told.cite(e.quotes, e.label)
        for e in entries[:_NAMED]
    )
    return words["stop"].join(shown) + _more(entries, words)


def _more(entries: tuple[object, ...] | list[Pair], words: dict[str, str]) -> str:
    rest = len(entries) - _NAMED
    return words["more"].format(n=rest) if rest > 0 else ""
