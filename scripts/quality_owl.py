"""The lines of docs/quality.md that need Java: OWL 2 profiles, consistency, explanations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import owl_checks
from owl_checks import Violation, by_kind, violations
from owl_plants import PLANTS, REASONS
from pyoxigraph import Triple
from quality_table import Row, both, of_all

__all__ = ["OwlFigures", "figures", "owl_rows", "plants_explained", "plants_found"]

_API = both("profile checker of the OWL API", "OWL API 的子語言（profile）檢查器")
_HERMIT = both("HermiT")
_WHOLE = both("ontology and all data", "本體與全部資料")
_WORDS = {
    "UseOfIllegalDataRange": ("by their datatype", "資料型別"),
    "UseOfIllegalAxiom": ("by their kind of axiom", "公理種類"),
    "UseOfIllegalClassExpression": ("by a class expression", "類別表示式"),
}


@dataclass(frozen=True, slots=True)
class OwlFigures:
    """What Java found."""

    axioms: int  #: that say something, of ontology and all data
    classes: int
    profiles: dict[str, list[Violation]]  #: "DL", "RL", "EL", "QL" -> what is outside it
    alone: dict[str, list[Violation]]  #: the same for the ontology without data
    empty: list[str]  #: classes that can have no member
    version: str  #: of HermiT, whose jar holds the OWL API


def figures(triples: Iterable[Triple]) -> OwlFigures:
    """Load ontology and data, and ask."""
    return figures_of(owl_checks.loaded(triples), owl_checks.loaded(owl_checks.ontology_with("")))


def figures_of(whole: Any, alone: Any) -> OwlFigures:
    """Ask of what is loaded."""
    return OwlFigures(
        axioms=int(whole.getLogicalAxiomCount()),
        classes=len(whole.getClassesInSignature()),
        profiles={name: violations(whole, name) for name in owl_checks.PROFILES},
        alone={name: violations(alone, name) for name in owl_checks.PROFILES},
        empty=owl_checks.unsatisfiable(whole),
        version=owl_checks.version(),
    )


def plants_found() -> int:
    """How many of the planted contradictions HermiT finds."""
    return sum(
        not owl_checks.is_consistent(owl_checks.loaded(owl_checks.ontology_with(turtle)))
        for turtle in PLANTS.values()
    )


def plants_explained() -> int:
    """How many of them are explained by just the axioms that were worked out by hand."""
    return sum(
        set(owl_checks.explain(owl_checks.loaded(owl_checks.ontology_with(turtle))))
        == REASONS[name]
        for name, turtle in PLANTS.items()
    )


def owl_rows(found: OwlFigures | None, seen: int = 0, explained: int = 0) -> list[Row]:
    """The lines; without figures they only say what they are about, to be found in a page."""
    told = _told(found, seen, explained) if found else {}
    rows = {
        "dl": Row(
            both("OWL 2 DL"), _API, _WHOLE, both(""),
            "test_owl.py::test_ontology_and_all_data_are_owl_2_dl",
        ),
        "rl": Row(
            both("OWL 2 RL"), _API, _WHOLE, both(""),
            "test_owl.py::test_dates_of_annotations_are_all_that_is_not_owl_2_rl",
        ),
        "el": Row(
            both("OWL 2 EL, for information", "OWL 2 EL（僅供參考）"), _API, _WHOLE, both(""),
            "test_owl.py::test_the_page_says_what_java_finds",
        ),
        "ql": Row(
            both("OWL 2 QL, for information", "OWL 2 QL（僅供參考）"), _API, _WHOLE, both(""),
            "test_owl.py::test_the_page_says_what_java_finds",
        ),
        "consistent": Row(
            both("consistent, no class without possible members", "一致，且沒有不可能有成員的類別"),
            _HERMIT, _WHOLE, both(""),
            "test_owl.py::test_ontology_and_all_data_are_consistent",
        ),
        "found": Row(
            both("planted contradictions are found", "植入的矛盾會被發現"), _HERMIT,
            both("the ontology with one each", "本體各加入一項"), both(""),
            "test_owl.py::test_a_planted_contradiction_is_found",
        ),
        "explained": Row(
            both(
                "a planted contradiction is explained by a smallest set of axioms",
                "植入的矛盾以最小的公理集合說明",
            ),
            both("HermiT, leaving out (QuickXplain)", "HermiT 逐步剔除（QuickXplain）"),
            both("the ontology with one each", "本體各加入一項"), both(""),
            "test_owl.py::test_a_planted_contradiction_is_explained",
        ),
    }  # fmt: skip
    return [
        Row(row.what, row.by, row.on, told.get(key, both("")), row.test, slow=True)
        for key, row in rows.items()
    ]


def _told(found: OwlFigures, seen: int, explained: int) -> dict[str, dict[str, str]]:
    """Line -> its result."""
    total = len(PLANTS)
    dl = len(found.profiles["DL"])
    return {
        "dl": both(
            f"{dl} violations in {found.axioms:,} logical axioms",
            f"{found.axioms:,} 條邏輯公理中有 {dl} 項違反",
        ),
        "rl": _dates(found),
        "el": _not_aimed_at(found, "EL"),
        "ql": _not_aimed_at(found, "QL"),
        "consistent": both(
            f"consistent; {len(found.empty)} of {found.classes} classes unsatisfiable (HermiT {found.version})",
            f"一致；{found.classes} 個類別中有 {len(found.empty)} 個無法滿足（HermiT {found.version}）",
        ),
        "found": both(f"{seen} of {total}", of_all(seen, total, "發現")),
        "explained": both(
            f"{explained} of {total}, with just the axioms worked out by hand",
            f"{of_all(explained, total, '說明')}，恰為人工推得的公理",
        ),
    }


def _dates(found: OwlFigures) -> dict[str, str]:
    """OWL 2 RL: what is outside, by datatype."""
    every, alone = found.profiles["RL"], len(found.alone["RL"])
    types = Counter(v.axiom.rpartition("^^")[2].rstrip(")") for v in every)
    named = [f"{name} {number}" for name, number in sorted(types.items())]
    return both(
        f"{len(every)} violations ({alone} in the ontology alone), all dates in annotations: {', '.join(named)};"
        " nothing that is reasoned with",
        f"{len(every)} 項違反（僅本體時 {alone} 項），皆為註記屬性的日期：{'、'.join(named)}；不影響任何推論",
    )


def _not_aimed_at(found: OwlFigures, profile: str) -> dict[str, str]:
    every, alone = found.profiles[profile], len(found.alone[profile])
    kinds = {_WORDS.get(kind, (kind, kind)): number for kind, number in by_kind(every).items()}
    english = ", ".join(f"{number} {words}" for (words, _), number in kinds.items())
    chinese = "、".join(f"{words} {number} 項" for (_, words), number in kinds.items())
    return both(
        f"not aimed at: {len(every)} violations ({english}; {alone} in the ontology alone)",
        f"並非目標：{len(every)} 項違反（{chinese}；僅本體時 {alone} 項）",
    )
