"""What a graph answers about its mappings; `KnowledgeGraph` has these methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitalent_kg.lookup import Quads

if TYPE_CHECKING:
    from aitalent_kg.mappings.agreement import Agreement
    from aitalent_kg.mappings.doubts import Doubt
    from aitalent_kg.mappings.listing import Mappings
    from aitalent_kg.mappings.named import Source

__all__ = ["MappingAnswers"]


class MappingAnswers:
    """What is mapped to what, what does not fit together, how far two sets agree."""

    statements: Quads

    if TYPE_CHECKING:

        def resolve(self, name: str) -> str:
            """Of the handle."""

    def mappings(
        self,
        left: str | None = None,
        right: str | None = None,
        status: str | None = "accepted",
        predicate: str | None = None,
        lang: str = "zh",
    ) -> Mappings:
        """Mappings between documents or things: a list, and by `.table()` a table.

        Args:
            left, right: a document or a thing; one end is it or belongs to it, in either order.
            status: "accepted", "candidate", "rejected", "outward" (to ISCO and ESCO); None for all.
            predicate: "exact", "close", "broad", "narrow", "related"; "none": no counterpart.
        Raises:
            UnknownName, AmbiguousName: no one thing has this name; no such status or predicate.

        >>> import aitalent_kg as atk
        >>> len(atk.load().mappings("SMS2512-002v1", "SET2529-001v2", predicate="exact"))
        5
        """
        from aitalent_kg.mappings.find import find

        ends = [name if name is None else self.resolve(name) for name in (left, right)]
        return find(self.statements, ends[0], ends[1], status, predicate, lang)

    def mapping_report(self) -> list[Doubt]:
        """Mappings that do not fit together: missing ends, circles, pairs mapped and denied."""
        from aitalent_kg.mappings.doubts import report

        return report(self.statements)

    def agreement(
        self,
        a: Source,
        b: Source,
        pairs: int | None = None,
        left: str | None = None,
        right: str | None = None,
        whole: bool = False,
    ) -> Agreement:
        """How far two sets of mappings agree, on the documents of which both speak.

        Args:
            a, b: an SSSOM file, the name of a set in the graph ("accepted", "user/mine"), or rows.
            pairs: how many pairs were looked at; left out, those that the sets name.
            left, right: a document or a thing, as for `mappings`; left out, all of both sets.
            whole: count also pairs of documents of which one set says nothing, as disagreement.
        Raises:
            UnknownName, MissingFile, UnreadableFile: no such set or thing, or no mapping set.
            BadValue: nothing is there to compare, or `pairs` is too low.
        """
        from aitalent_kg.mappings.agreement import agreement
        from aitalent_kg.mappings.find import joining
        from aitalent_kg.mappings.named import mappings_of

        ends = [name if name is None else self.resolve(name) for name in (left, right)]
        sets = (mappings_of(self.statements, source) for source in (a, b))
        first, second = (joining(self.statements, rows, *ends) for rows in sets)
        return agreement(first, second, pairs, whole)
