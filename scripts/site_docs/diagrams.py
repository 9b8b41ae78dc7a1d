"""Class diagrams in Mermaid, drawn from the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aitalent_kg.names import AIT
from site_docs.facts import Facts
from site_docs.markdown import fenced

__all__ = ["CORE", "core", "neighbours"]

#: What a reader meets first; the whole diagram stands in docs/model.md.
CORE = [
    "OccupationalStandard",
    "Duty",
    "Task",
    "Output",
    "BehaviourIndicator",
    "Requirement",
    "Knowledge",
    "Skill",
    "Gap",
    "TalentCategory",
    "Role",
    "AbilityItem",
    "AbilityType",
    "Certification",
    "CertificationClass",
    "AwardRule",
    "Reading",
    "Transition",
    "CareerPath",
    "Quote",
    "SourceFile",
]
#: Everything has evidence, and the generated short forms repeat a requirement or a placement.
_LEFT_OUT = ("evidence", "requires", "inGroup", "about", "continues")
_MOST = 24  #: links in a diagram

_HEAD = (
    "---",
    "config:",
    "  class:",
    "    hideEmptyMembersBox: true",
    "---",
    "classDiagram",
    "  direction LR",
)

Link = tuple[str, str, str]


def _links(facts: Facts) -> Iterator[Link]:
    """Every (class, property, class) of the data, in local names."""
    for kind, uses in facts.uses.items():
        for by, use in uses.items():
            name = by.replace("/", "#").rpartition("#")[2]
            for value in use.values:
                if kind.startswith(AIT) and value.startswith(AIT) and name not in _LEFT_OUT:
                    yield kind.removeprefix(AIT), name, value.removeprefix(AIT)


def neighbours(iri: str, facts: Facts) -> str:
    """The classes that a class leads to, or that lead to it; nothing where there are none."""
    name = iri.removeprefix(AIT)
    return _drawn([found for found in _links(facts) if name in (found[0], found[2])][:_MOST])


def core(facts: Facts) -> str:
    """The classes that a reader meets first; mappings are left out."""
    return _drawn(
        [
            (start, by, end)
            for start, by, end in _links(facts)
            if {start, end} <= {*CORE} and not by.endswith("Match")
        ]
    )


def _drawn(links: Iterable[Link]) -> str:
    lines = [f"  {start} --> {end} : {by}" for start, by, end in links]
    return fenced("\n".join([*_HEAD, *lines]), "mermaid") if lines else ""
