"""What a graph answers about several frameworks together; `KnowledgeGraph` has these methods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from collections.abc import Mapping as MappingOf
from typing import TYPE_CHECKING, Self, cast, overload

from aitalent_kg.mappings.asked import MappingAnswers
from aitalent_kg.progress import Progress, silent

if TYPE_CHECKING:
    from pathlib import Path

    from aitalent_kg.compare.answer import Comparison
    from aitalent_kg.gaps.sets import Link
    from aitalent_kg.overlap.answer import OverlapAnswer
    from aitalent_kg.overlap.compared import What
    from aitalent_kg.overlap.many import OverlapsAnswer
    from aitalent_kg.overlap.matrix import Matrix
    from aitalent_kg.readings.detect import Finding
    from aitalent_kg.readings.difference import Difference
    from aitalent_kg.suggest.features import Embed
    from aitalent_kg.suggest.suggestion import Suggestion
    from aitalent_kg.versions.answer import Graph, Spec, VersionDiff

__all__ = ["Relations"]


class Relations(MappingAnswers):
    """Readings, mappings, overlap, comparison, versions."""

    def suggest(
        self,
        left: str | MappingOf[str, str],
        right: str | MappingOf[str, str],
        *,
        limit: int = 5,
        threshold: float | None = None,
        known: bool = False,
        embed: Embed | None = None,
    ) -> list[Suggestion]:
        """Candidate mappings from text alone, the best first; needs `aitalent-kg[compare]`.

        Args:
            left, right: things whose items are compared, documents, or name -> text of your own.
            limit: so many for each left item at most.
            threshold: the lowest score, 0.0 to 1.0; left out, the one of docs/crosswalk-quality.md.
            known: also pairs that the graph has rejected.
            embed: texts -> vectors of your own, to count beside the words.
        Raises:
            UnknownName, AmbiguousName, BadValue: as `overlap`; a threshold outside 0.0 to 1.0.
        """
        from aitalent_kg.suggest.answer import suggest

        return suggest(
            self.statements,
            left,
            right,
            limit=limit,
            threshold=threshold,
            known=known,
            embed=embed,
        )

    def reading(self, *names: str) -> Self:
        """The same graph with readings followed: statements that make the others are left out.

        On a graph that follows readings, these take the place of those in the same difference.

        Args:
            names: a reading of a difference by id, "X-02:2"; a document, followed wherever it
                differs from another; a reading of a rule, "C4-and".
        Raises:
            UnknownName, BadValue: there is no such reading, or no statement rests on it.
            AitalentError: the graph is on a server.
        """
        from aitalent_kg.readings.follow import following

        return following(self, names)

    def what_if(self, readings: str | Iterable[str], ask: Callable[[Self], object]) -> Difference:
        """What following readings would change in an answer.

        Args:
            readings: as `reading` takes them.
            ask: given a graph, it answers: a table, rows, a dataclass, a set, a number, a text.
        Raises:
            UnknownName, BadValue: as `reading`; or the answer is none of these.

        >>> import aitalent_kg as atk
        >>> found = atk.load().what_if("X-02:2", lambda kg: kg.query("roles-by-group"))
        >>> [row["name"] for row in found.removed]
        ['AI 導入顧問', 'AI 應用規劃師', '流程優化專員']
        """
        from aitalent_kg.readings.follow import what_if

        return what_if(self, readings, ask)

    def detect(self, lang: str = "zh") -> list[Finding]:
        """Disagreements found in the structure of the graph; see `aitalent_kg.readings.detect`."""
        from aitalent_kg.readings.detect import detect

        return detect(self.statements, lang)

    def compare(
        self,
        left: str,
        right: str,
        kinds: str | Iterable[str] | None = None,
        links: Iterable[Link] = (),
        lang: str = "zh",
    ) -> Comparison:
        """What two frameworks, standards or roles have of each other, pair by pair.

        Args:
            left, right: frameworks, standards, roles, tasks, ability types …; as `resolve` takes
                them.
            kinds: letters ("KSA") or names of classes of the items to count, of a whole document
                anything that belongs to it, as "SoftSkill"; left out, the items that it lists.
            links: mappings of your own, `aitalent_kg.gaps.sets.Link`.
            lang: "zh" or "en": labels and reasons.
        Raises:
            UnknownName, AmbiguousName: no one thing has this name; no such kind.
            BadValue: a thing that asks for no items by its kind.

        >>> import aitalent_kg as atk
        >>> found = atk.load().compare("civil-service-framework", "industry-guide-115v3.0")
        >>> share = found.coverage["left_in_right"].all
        >>> len(share.items) == len(share.lenient) + len(share.without)
        True
        >>> found.table().columns[:4]
        ('state', 'left', 'relation', 'right')
        """
        from aitalent_kg.compare.find import compare

        return compare(self.statements, left, right, kinds, links, lang)

    @overload
    def overlap(
        self,
        left: What,
        right: What,
        /,
        *,
        measure: str = ...,
        idf: bool = ...,
        kinds: str | Iterable[str] | None = ...,
        mapped: str | bool = ...,
        links: Iterable[Link] = ...,
        lang: str = ...,
    ) -> OverlapAnswer: ...
    @overload
    def overlap(
        self,
        left: What,
        right: What,
        third: What,
        /,
        *more: What,
        measure: str = ...,
        idf: bool = ...,
        kinds: str | Iterable[str] | None = ...,
        mapped: str | bool = ...,
        links: Iterable[Link] = ...,
        lang: str = ...,
    ) -> OverlapsAnswer: ...
    def overlap(
        self,
        left: What,
        right: What,
        /,
        *more: What,
        measure: str = "jaccard",
        idf: bool = False,
        kinds: str | Iterable[str] | None = None,
        mapped: str | bool = "related",
        links: Iterable[Link] = (),
        lang: str = "zh",
    ) -> OverlapAnswer | OverlapsAnswer:
        """What two sides have in common, or each pair of several.

        Args:
            left, right: roles, standards, frameworks, tasks …; a person's record or file; names or
                IRIs of items, in any collection. `more` likewise.
            measure: "jaccard", "dice", "cosine", "overlap", "left_in_right", "right_in_left".
            idf: whether rare items weigh more; docs/comparing.md says in which corpus.
            kinds: letters as "KSA", "T" for tasks, or names of classes, as "SoftSkill" or
                ["Role", "Duty"]; of a whole document all that it has of these. Left out, the items
                that a side asks for; docs/comparing.md lists those of each document.
            mapped: the weakest mapping that counts: "exact", "close", "broad" or "narrow" (the same,
                read from either side), "related" or True for all; "none" or False for none.
            links: mappings of your own, besides the accepted ones:
                `aitalent_kg.gaps.sets.Link(left, right, "skos:closeMatch", confidence)`.
            lang: "zh" or "en": labels and remarks.
        Returns:
            Of two sides an `OverlapAnswer`, of more an `OverlapsAnswer`; both have `.table()`.
        Raises:
            UnknownName, AmbiguousName: no one thing has this name; no such measure, kind, mapping.
            BadValue: a side is nothing that asks for items, nor a collection of names.

        >>> import aitalent_kg as atk
        >>> atk.load().overlap("SMS2512-002v1", "SET2529-001v2", mapped=False)
        <Overlap of SMS2512-002v1 and SET2529-001v2: jaccard 0.000 (0.000 to 0.000), 0 shared, 0 mapped>
        """
        from aitalent_kg.overlap.answer import how, overlap_of
        from aitalent_kg.overlap.many import overlaps_of

        asked = how(self.statements, measure, idf, kinds, mapped, links, lang)
        if more:
            return overlaps_of(self.statements, (left, right, *more), asked)
        return overlap_of(self.statements, left, right, asked)

    def overlap_matrix(
        self,
        items: Iterable[str] | MappingOf[str, Set[str]] | None = None,
        *,
        measure: str = "jaccard",
        idf: bool = False,
        kinds: str | Iterable[str] | None = None,
        mapped: str | bool = False,
        links: Iterable[Link] = (),
    ) -> Matrix:
        """The overlap of all pairs; needs `aitalent-kg[compare]`.

        Args:
            items: names; or name -> set of IRIs of items; left out, everything that asks for items,
                but for tasks, duties, gates and occupations.
            measure: as for `overlap`; of a containment the row is the left set.
            idf: whether rare items weigh more, in the sets that are compared.
            kinds: as for `overlap`.
            mapped: as for `overlap`, yet by default no mapping counts; with mappings each pair is
                compared by itself, which suits some hundred sets.
            links: as for `overlap`; `mapped` must name the weakest that counts.
        Raises:
            AitalentError: scipy is not installed.
            UnknownName, AmbiguousName, BadValue: as for `overlap`.
        """
        from aitalent_kg.overlap.answer import how
        from aitalent_kg.overlap.many import overlap_matrix_of

        asked = how(self.statements, measure, idf, kinds, mapped, links)
        return overlap_matrix_of(self.statements, items, asked)

    def overlap_pairs(
        self,
        path: Path | str,
        items: Iterable[str] | MappingOf[str, Set[str]] | None = None,
        *,
        measure: str = "jaccard",
        idf: bool = False,
        kinds: str | Iterable[str] | None = None,
        least: float = 0.0,
        nearest: int | None = None,
        progress: Progress = silent,
    ) -> int:
        """Write the overlap of all pairs to a `.csv` or `.parquet` file, in little memory.

        Args:
            items, measure, idf, kinds: as for `overlap_matrix`; no mapping counts.
            least: write no lower score, 0.0 to 1.0.
            nearest: write of each thing so many others, those it overlaps most.
            progress: told how many things were compared.
        Returns:
            How many rows were written: `left`, `right`, `score`.
        Raises:
            As `overlap_matrix`; BadValue also for another ending.
        """
        from aitalent_kg.overlap.answer import how
        from aitalent_kg.overlap.many import write_pairs_of

        asked = how(self.statements, measure, idf, kinds, False)
        return write_pairs_of(self.statements, path, items, asked, least, nearest, progress)

    def diff(
        self,
        other: Spec,
        new: Spec | None = None,
        queries: bool = True,
        lang: str = "zh",
        progress: Progress = silent,
    ) -> VersionDiff:
        """What changed between two versions of a framework, or of whole graphs.

        Args:
            other, new: a code, a file (.txt of iCAP, RDF) or a graph: old and new. With one, the
                whole graph at hand is the old one.
            queries: whether to ask the query library on both, and tell which answers change.
        Raises:
            MissingFile, UnreadableFile, UnknownName: a side is nothing that can be read.
        """
        from aitalent_kg.versions.answer import diff

        here = cast("Graph", self)
        old, later = (here, other) if new is None else (other, new)
        return diff(here, old, later, queries, lang, progress)
