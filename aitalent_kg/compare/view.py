"""Pairs and items of a comparison as they are shown: labels, levels, reasons, quotes.

In: the graph, two scopes, mappings. Out: `Pair`, `Alone` and names in one language.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from aitalent_kg.compare.answer import Alone, End, Pair
from aitalent_kg.compare.levels import levels_of
from aitalent_kg.compare.scope import Scope, place_of
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.lookup import Quads, label, ref
from aitalent_kg.mappings.record import NO_TERM, Mapping
from aitalent_kg.names import AIT, curie
from aitalent_kg.text import folded

__all__ = ["View", "is_code"]

#: A quote that names nothing: 「04」, 「五」, 「K02」, 「T1.1」.
_CODE = re.compile(r"[\W\d_一二三四五六七八九十]*|[A-Z]{1,2}\d+(\.\d+)*")


def is_code(quote: str) -> bool:
    """Whether a quote holds no words, but a number or a code.

    >>> is_code(" 04 "), is_code("T1.1"), is_code("04 問題識別與解決")
    (True, True, False)
    """
    return _CODE.fullmatch(folded(quote).upper()) is not None


class View:
    """The graph in one language."""

    def __init__(self, store: Quads, sides: tuple[Scope, Scope], lang: str) -> None:
        self.store, self.sides, self.lang = store, sides, lang

    def pairs(self, found: dict[Link, Mapping | None]) -> tuple[Pair, ...]:
        """The strongest first, then the surest."""
        pairs = [self._pair(link, row) for link, row in found.items()]
        left = self.sides[0].items
        places = {item: n for n, item in enumerate(left)}
        return tuple(
            sorted(
                pairs,
                key=lambda p: (
                    PREDICATES.index(p.predicate),
                    -(p.confidence or 0),
                    places.get(p.left.iri, len(places)),
                    p.left.iri,
                    p.right.iri,
                ),
            )
        )

    def _pair(self, link: Link, row: Mapping | None) -> Pair:
        quotes: dict[str, tuple[str, ...]] = defaultdict(tuple)
        if row is not None:
            quotes |= {row.subject: row.subject_evidence, row.object: row.object_evidence}
        left, right = (self._end(iri, quotes[iri]) for iri in (link.left, link.right))
        justification = row.justification if row else ""
        comment = row.reason(self.lang) if row else ""
        return Pair(left, right, link.predicate, link.confidence, justification, comment)

    def _end(self, iri: str, quotes: Collection[str]) -> End:
        named = ref(self.store, iri, self.lang)
        every = self._quotes(iri)
        rests = tuple(q for q in every if q.iri in quotes) or tuple(every)
        levels = levels_of(self.store, iri, self.lang)
        return End(named.iri, named.code, named.label, named.kind, levels, rests)

    def _quotes(self, iri: str) -> list[Evidence]:
        """The quotes of a thing; first the shortest that holds its name as printed.

        Those that are only a code are left out, unless there are no others.
        """
        printed = folded(label(self.store, iri, "zh"))

        def rank(quote: Evidence) -> tuple[bool, bool, int]:
            words = folded(quote.quote)
            return is_code(words), printed not in words, len(words)

        found = evidence_of(self.store, iri)
        best = min(found, key=rank, default=None)
        kept = [quote for quote in found if not is_code(quote.quote)] or found
        return sorted(kept, key=lambda quote: quote != best)

    def alone(
        self, number: int, covered: Collection[str], known: Iterable[Mapping]
    ) -> tuple[Alone, ...]:
        """The items of a side that are not covered, each with the row that says it has none."""
        other = self.sides[1 - number].reviewed_as
        rows = (r for r in known if r.object == NO_TERM and curie(r.object_source) in other)
        # Of several rows about an item one with a reason comes last, and stays.
        none = {row.subject: row for row in sorted(rows, key=lambda r: bool(r.reason(self.lang)))}
        return tuple(
            self._alone(item, none.get(item))
            for item in self.sides[number].items
            if item not in covered
        )

    def _alone(self, item: str, row: Mapping | None) -> Alone:
        named = ref(self.store, item, self.lang)
        comment = row.reason(self.lang) if row else ""
        return Alone(
            named.iri,
            named.code,
            named.label,
            named.kind,
            row is not None,
            comment,
            tuple(self._quotes(item)),
        )

    def places(self, found: Iterable[Link]) -> dict[str, dict[str, tuple[str, ...]]]:
        """The categories of the items and ends of links of each side, "left" and "right"."""
        left, right = self.sides
        ends = {link.left: place_of(self.store, left, link.left) for link in found}
        others = {link.right: place_of(self.store, right, link.right) for link in found}
        return {"left": left.items | ends, "right": right.items | others}

    def names(self, places: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, str]:
        """Labels of all categories and kinds."""
        kinds = {kind for side in self.sides for kind in (*side.kinds.values(), *side.there)}
        named = {name for side in places.values() for names in side.values() for name in names}
        return {name: self._name(name) for name in sorted(named | kinds)}

    def _name(self, name: str) -> str:
        """Label of a part, which is an IRI, or of a class of ours.

        Items that a side asks for as a whole, beside its parts, are named by their kinds, unless
        the other side, of which this one is a part, has them as a category.
        """
        for side, other in (self.sides, self.sides[::-1]):
            if name != other.ref.iri and any(name in names for names in other.items.values()):
                continue
            own = [item for item, places in side.items.items() if name in places]
            if name == side.ref.iri and 0 < len(own) < len(side.items):
                kinds = dict.fromkeys(side.kinds[item] for item in own)
                return ("、" if self.lang == "zh" else ", ").join(map(self._name, kinds))
        return label(self.store, name if ":" in name else AIT + name, self.lang)
