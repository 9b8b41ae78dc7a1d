"""What a concept is in our classes: for all alike, or by its type, scheme, collection or ancestor."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from aitalent_kg.errors import BadValue
from aitalent_kg.names import expand

__all__ = ["CLASSES", "Kinds"]

#: Classes that a concept may become.
CLASSES = (
    "CompetencyItem",
    "Knowledge",
    "Skill",
    "Attitude",
    "Competency",
    "SoftSkill",
    "CompetencyCategory",
    "Role",
    "RoleGroup",
    "Task",
    "Technology",
    "Tool",
    "Industry",
)


class Kinds:
    """Rules `CLASS` and `IRI=CLASS`; the first whose IRI a concept has decides."""

    def __init__(self, rules: str | Iterable[str]) -> None:
        self.default = "CompetencyItem"
        self.rules: dict[str, str] = {}
        self.used: set[str] = set()
        for rule in [rules] if isinstance(rules, str) else rules:
            place, _, class_ = rule.rpartition("=")
            if class_ not in CLASSES:
                near = get_close_matches(class_, CLASSES, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(CLASSES)}"
                raise BadValue(rule, f"a kind is CLASS or IRI=CLASS; {hint}")
            if place:
                self.rules[expand(place.strip("<> "))] = class_
            else:
                self.default = class_

    def of(self, belongs: Iterable[str]) -> str:
        """The class of a concept.

        Args:
            belongs: IRIs of its types, collections, schemes and ancestors, the nearest first.
        """
        for place in belongs if self.rules else ():
            if place in self.rules:
                self.used.add(place)
                return self.rules[place]
        return self.default

    def check(self) -> None:
        """See that each rule was of use.

        Raises:
            BadValue: no concept has one's IRI.
        """
        for place in self.rules.keys() - self.used:
            raise BadValue(place, "no concept has this type, scheme, collection or top concept")
