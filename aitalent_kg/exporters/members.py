"""Which framework is exported, what belongs to it, and what identifies these elsewhere."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pyoxigraph import Literal

from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.part import Part
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.names import ID, curie

__all__ = [
    "ITEMS",
    "date_time",
    "framework_of",
    "guid",
    "items_of",
    "members",
    "own_identifier",
    "sequence",
    "without_empty",
    "write_json",
]

#: Classes of what CASE and CTDL-ASN hold as items: to know, do or be, and who needs it.
ITEMS = frozenset(
    [
        *("AbilityItem", "AbilityType", "Attitude", "BehaviourIndicator", "Competency"),
        *("CompetencyCategory", "CompetencyItem", "Duty", "KeyContent", "KeySkill", "Knowledge"),
        *("Level", "Occupation", "Output", "Role", "RoleGroup", "RoleType", "Skill", "SkillPart"),
        *("SoftSkill", "TalentCategory", "Task", "Technology", "Tool"),
    ]
)
_FRAMEWORKS = frozenset(["Framework", "OccupationalStandard"])
#: Namespace of the identifiers we make: the same IRI has the same one, for ever.
_NAMESPACE = uuid5(NAMESPACE_URL, ID)
_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_BELONGS = ("skos:inScheme", "skos:topConceptOf", "dcterms:isPartOf", "skos:broader")
_WHOLE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?")
_DAY = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?")


def guid(text: str) -> str:
    """A UUID that is always the same for the same IRI."""
    return str(uuid5(_NAMESPACE, text))


def own_identifier(part: Part, subject: str, prefix: str = "") -> str:
    """The identifier that a thing has itself, a UUID behind the prefix; "" for none."""
    for text in part.texts(subject, "dcterms:identifier"):
        if text.value.startswith(prefix) and _UUID.fullmatch(text.value[len(prefix) :]):
            return text.value
    return ""


def framework_of(part: Part, scope: Scope, name: str) -> str:
    """The one framework of the part.

    Args:
        name: of the format, for the message.
    Raises:
        AitalentError: there is none, or several; they are listed.
    """
    found = [s for s in part.subjects() if _FRAMEWORKS & set(part.kinds(s))]
    chosen = [root for root in scope.roots if root in found] if scope.roots else found
    if len(chosen) == 1 and len(scope.roots) <= 1:
        return chosen[0]
    if not found:
        raise AitalentError(f"{name} holds a framework, and there is none in this part")
    if scope.roots and not chosen:
        wrong = ", ".join(map(curie, scope.roots))
        raise AitalentError(
            f"{name} holds one framework, and {wrong} is none; give --only with one"
        )
    listed = ", ".join(map(curie, (chosen or found)[:12]))
    raise AitalentError(f"{name} holds one framework: name one with --only, of {listed}")


def members(part: Part, framework: str) -> set[str]:
    """What belongs to a framework: by its scheme, as part of it, or by its IRI."""
    below = defaultdict(list)
    for predicate in _BELONGS:
        for subject, target in part.pairs(predicate):
            below[target].append(subject)
    found = {s for s in part.subjects() if s.startswith(f"{framework}/")}
    waiting = [framework, *found]
    while waiting:
        for subject in below[waiting.pop()]:
            schemes = part.links(subject, "skos:inScheme")
            if subject not in found and (not schemes or framework in schemes):
                found.add(subject)
                waiting.append(subject)
    return found - {framework}


def items_of(part: Part, framework: str) -> list[str]:
    """The items of a framework, sorted by IRI."""
    return sorted(s for s in members(part, framework) if ITEMS & set(part.kinds(s)))


def sequence(part: Part, subject: str) -> Literal | None:
    """The place of a thing in the order of its framework, if it is a whole number."""
    found = part.texts(subject, "ait:sequence")
    return found[0] if found and re.fullmatch(r"\d{1,9}", found[0].value) else None


def date_time(value: str) -> str:
    """A date as a moment with a time zone; the first of its year, month or day; "" for none.

    >>> date_time("2026-05"), date_time("2024-12-15T10:00:00")
    ('2026-05-01T00:00:00Z', '2024-12-15T10:00:00Z')
    """
    bare = re.sub(r"(Z|[+-]\d\d:\d\d)$", "", value) if "T" in value else value
    if _WHOLE.fullmatch(bare):
        return value if bare != value else f"{value}Z"
    parts = _DAY.fullmatch(value.removesuffix("Z"))
    if not parts:
        return ""
    year, month, day = parts.groups()
    return f"{year}{month or '-01'}{day or '-01'}T00:00:00Z"


def write_json(target: Path, value: Any) -> None:
    """Write a JSON document, readable and always the same."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")


def without_empty(fields: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The fields that hold something."""
    return {name: value for name, value in fields if value not in ("", None, [], {})}
