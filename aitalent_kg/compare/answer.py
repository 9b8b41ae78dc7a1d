"""Two sides compared: what has a counterpart and what has none, with the reasons and quotes.

Frozen values in one language; `aitalent_kg.compare.find` makes them from the graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aitalent_kg.compare.coverage import Coverage
from aitalent_kg.compare.levels import Level
from aitalent_kg.conflicts import Conflict
from aitalent_kg.evidence import Evidence
from aitalent_kg.gaps.unstated import Unstated
from aitalent_kg.lookup import Ref

if TYPE_CHECKING:
    from aitalent_kg.table import Table

__all__ = ["Alone", "Comparison", "End", "Pair"]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a pair."""

    iri: str
    code: str
    label: str
    kind: str
    levels: tuple[Level, ...]  #: each on its own scale; scales are never joined
    quotes: tuple[Evidence, ...]  #: what the mapping rests on; first the one that names it best


@dataclass(frozen=True, slots=True)
class Pair:
    """A mapping between the sides, read from left to right."""

    left: End
    right: End
    predicate: str
    confidence: float | None
    justification: str  #: a term of semapv
    comment: str  #: why, in words


@dataclass(frozen=True, slots=True)
class Alone:
    """An item without a counterpart on the other side."""

    iri: str
    code: str
    label: str
    kind: str
    reviewed: bool  #: whether somebody looked for one and found none
    comment: str  #: why there is none, where reviewed
    quotes: tuple[Evidence, ...]  #: first the one that names it best


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """What two sides have of each other; `KnowledgeGraph.compare` makes it.

    `coverage` counts, `pairs` has every counterpart with its reason, `only_left` and `only_right`
    what has none, `differences` where the documents contradict each other. `table()` has a row for
    each pair and each item without; `aitalent_kg.compare.report.write_report` and
    `aitalent_kg.drawing.comparison.draw_comparison` make pages and pictures of it.
    """

    left: Ref
    right: Ref
    coverage: dict[str, Coverage]  #: "left_in_right": how much of left right has; "right_in_left"
    #: "left", "right" -> item or end of a pair -> parts, or kind, it is of on that side
    categories: dict[str, dict[str, tuple[str, ...]]]
    same: tuple[Ref, ...]  #: items that both sides have themselves
    pairs: tuple[Pair, ...]  #: the strongest first
    only_left: tuple[Alone, ...]
    only_right: tuple[Alone, ...]
    differences: tuple[Conflict, ...]  #: recorded ones in which both documents speak
    names: dict[str, str]  #: labels of the categories and kinds in `coverage`
    unknown: tuple[Unstated, ...]  #: what the documents leave open about either side
    documents: tuple[str, str]  #: stems of the documents of both sides; "" for one of your own
    kinds: tuple[str, ...]  #: the kinds of items that were asked for; empty where all are counted
    there: dict[str, dict[str, int]]  #: "left", "right" -> kind -> how many, whatever was asked for
    lang: str  #: language of labels and comments

    def __repr__(self) -> str:
        """What it is about, and how many pairs it has; the whole is too long to read."""
        left, right = len(self.only_left), len(self.only_right)
        return (
            f"<Comparison of {self.left.code} and {self.right.code}: {len(self.pairs)} pairs, "
            f"{left} only left, {right} only right>"
        )

    def table(self, evidence: bool = False) -> Table:
        """A row for each pair, then for each item without a counterpart, as `compare` prints them.

        Args:
            evidence: whether the last column holds the quotes.
        """
        from aitalent_kg.compare.rows import table

        return table(self, evidence)
