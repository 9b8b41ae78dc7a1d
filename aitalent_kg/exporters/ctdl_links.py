"""The links of CTDL-ASN competencies: what is above them, what they are aligned to, what they ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from aitalent_kg.exporters.part import Part

__all__ = ["alignments", "parents", "requirements"]

_ALIGNMENTS = {
    "skos:exactMatch": "ceasn:exactAlignment",
    "skos:closeMatch": "ceasn:majorAlignment",
    "skos:relatedMatch": "ceasn:minorAlignment",
    "skos:broadMatch": "ceasn:broadAlignment",
    "skos:narrowMatch": "ceasn:narrowAlignment",
    "ait:precedes": "ceasn:prerequisiteAlignment",
}
#: Written, and not read by our import.
_OTHERS = {"ait:level": "ceasn:complexityLevel", "skos:related": "ceasn:crossSubjectReference"}
_NOT_READ = "written as {}, which our import does not read"
#: What places an item below another where `skos:broader` does not.
_PARTS = ("dcterms:isPartOf", "ait:competencyCategory")
_BELOW = "written as isChildOf, which is read as skos:broader; CTDL-ASN has no part of a competency"
#: Class of what is asked for -> property of the competency that asks.
_EMBODIED = {
    "Knowledge": "ceasn:knowledgeEmbodied",
    "KeyContent": "ceasn:knowledgeEmbodied",
    "Skill": "ceasn:skillEmbodied",
    "KeySkill": "ceasn:skillEmbodied",
    "SkillPart": "ceasn:skillEmbodied",
    "SoftSkill": "ceasn:skillEmbodied",
    "Task": "ceasn:taskEmbodied",
}
_ABILITY = "ceasn:abilityEmbodied"
_REQUIRES = "ait:requires"


def parents(part: Part, item: str, framework: str, items: set[str]) -> list[str]:
    """What a competency is a child of; items only, and what is outside by skos:broader."""
    found = part.links(item, "skos:broader")
    part.carry(item, "skos:broader", *found)
    for predicate in _PARTS:
        for target in part.links(item, predicate):
            if target == framework or target not in items:
                continue
            part.bend(item, predicate, target, predicate, _BELOW)
            found.append(target)
    return sorted(set(found) - {framework})


def alignments(part: Part, item: str) -> Iterator[tuple[str, Any]]:
    """Alignments of a competency: (property, IRIs)."""
    for predicate, field in _ALIGNMENTS.items():
        found = part.links(item, predicate)
        part.carry(item, predicate, *found)
        yield field, found
    for predicate, field in _OTHERS.items():
        found = part.links(item, predicate)
        for target in found:
            part.bend(item, predicate, target, predicate, _NOT_READ.format(field))
        yield field, found


def requirements(part: Part, items: set[str]) -> dict[str, dict[str, list[str]]]:
    """What each competency embodies: item -> property -> IRIs of what it asks for."""
    asked: dict[str, set[str]] = defaultdict(set)
    for item, target in part.pairs(_REQUIRES):
        if item in items:
            asked[item].add(target)
            part.bend(item, _REQUIRES, target, _REQUIRES, _NOT_READ.format("...Embodied"))
    for node, requirer in part.pairs("ait:requirer"):
        if requirer in items:
            asked[requirer].update(part.links(node, "ait:requiredItem"))
    found: dict[str, dict[str, list[str]]] = {}
    for item, targets in asked.items():
        fields: dict[str, list[str]] = defaultdict(list)
        for target in sorted(targets):
            fields[_EMBODIED.get(part.kind(target, _EMBODIED), _ABILITY)].append(target)
        found[item] = dict(sorted(fields.items()))
    return found
