"""Which column of a table says what: from header names to what rules count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from aitalent_kg.assess.rulebook import Rule
from aitalent_kg.errors import AitalentError, BadValue, UnknownName
from aitalent_kg.lookup import Quads, label, objects, words
from aitalent_kg.names import curie
from aitalent_kg.rules.tree import Holds, Quantity, leaves
from aitalent_kg.text import folded

__all__ = ["Column", "Layout", "Role", "Wanted", "asked_for", "layout"]

Role = Literal[
    "person", "name", "department", "hours", "certificates", "count", "condition", "kept"
]

_WORDS: dict[Role, tuple[str, ...]] = {
    "person": ("person", "id", "person id", "employee id", "編號", "員工編號", "工號"),
    "name": ("name", "姓名"),
    "department": ("department", "部門", "單位"),
    "certificates": ("certificates", "證照"),
}
_HOURS = ("", "hours", "時數", "小時")
_COUNT = ("", "certificates", "count", "證照", "證照數", "證照張數", "張數")
_HOUR_MEASURES = ("hours", "single", "tools")
_SEPARATORS = re.compile(r"[-_/()\[\].:,、。，]")
#: From this likeness on a header is taken for a misspelt one.
_LIKE = 0.81


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and what it is about."""

    name: str  #: as the header has it
    role: Role
    of: str = ""  #: IRI of the ability type, the class of certificates or the condition


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table."""

    columns: tuple[Column, ...]

    def named(self, role: Role) -> str | None:
        """The column of a role that only one can have."""
        return next((column.name for column in self.columns if column.role == role), None)

    def every(self, role: Role) -> dict[str, str]:
        """IRI -> column, of a role."""
        return {column.of: column.name for column in self.columns if column.role == role}

    @property
    def judged(self) -> tuple[Column, ...]:
        """The columns that rules look at."""
        rule = ("hours", "certificates", "count", "condition")
        return tuple(column for column in self.columns if column.role in rule)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What rules ask for, as IRIs."""

    subjects: tuple[str, ...]  #: ability types of hours
    classes: tuple[str, ...]  #: of certificates
    conditions: tuple[str, ...]
    by_tool: tuple[str, ...]  #: ability types of which it matters on which tools the hours were


def layout(quads: Quads, rules: Sequence[Rule], header: Sequence[str]) -> Layout:
    """Recognise the columns; unknown ones are kept as they are.

    Raises:
        AitalentError: no column is one that rules look at.
        UnknownName: an unknown column looks like a misspelt one.
        BadValue: two columns say the same, or certificates are given twice over.
    """
    known = _known(quads, rules)
    found = Layout(tuple(_column(name, known) for name in header))
    _check_single(found)
    if not found.judged:
        names = [label(quads, iri, "zh") for iri in asked_for(rules).subjects]
        raise AitalentError(
            f"no column with hours ({', '.join(names)}), certificates or conditions; "
            "`aitalent-kg assess-table --template` writes a header"
        )
    return found


def _column(name: str, known: dict[str, Column]) -> Column:
    key = _key(name)
    if key in known:
        return Column(name, known[key].role, known[key].of)
    near = get_close_matches(key, known, n=1, cutoff=_LIKE)
    if near:
        raise UnknownName(name, [known[near[0]].name], "column", "")
    return Column(name, "kept")


def _check_single(found: Layout) -> None:
    seen: dict[tuple[Role, str], str] = {}
    for column in found.columns:
        if column.role == "kept":
            continue
        what = (column.role, column.of)
        if what in seen:
            raise BadValue(column.name, f"says the same as the column {seen[what]!r}; keep one")
        seen[what] = column.name
    named, counted = found.named("certificates"), found.every("count")
    if named and counted:
        raise BadValue(named, "certificates by name and by number; keep one of the two")


def _known(quads: Quads, rules: Sequence[Rule]) -> dict[str, Column]:
    """Key of a header -> the column it is; of one key, the first."""
    found: dict[str, Column] = {}
    for column in _all_columns(quads, rules):
        found.setdefault(_key(column.name), column)
    return found


def _all_columns(quads: Quads, rules: Sequence[Rule]) -> Iterator[Column]:
    for role, names in _WORDS.items():
        yield from (Column(name, role) for name in names)
    wanted = asked_for(rules)
    for iri in wanted.subjects:
        yield from _variants(quads, iri, "hours", _HOURS)
    for iri in wanted.classes:
        yield from _variants(quads, iri, "count", _COUNT)
    for condition in wanted.conditions:
        for iri in (*objects(quads, condition, "ait:holds"), condition):
            texts = [text for text, _ in words(quads, iri, "ait:text")]
            yield from (Column(name, "condition", iri) for name in (curie(iri), *texts))


def _variants(quads: Quads, iri: str, role: Role, endings: Iterable[str]) -> Iterator[Column]:
    names = [iri.rpartition("/")[2]]
    for predicate in ("skos:prefLabel", "skos:altLabel"):
        names += [text for text, _ in words(quads, iri, predicate)]
    for name in names:
        yield from (Column(f"{name} {ending}".strip(), role, iri) for ending in endings)


def asked_for(rules: Sequence[Rule]) -> Wanted:
    """What rules ask for, in their order."""
    trees = [reading.tree for rule in rules for reading in rule.readings]
    every = [leaf for tree in trees for leaf in leaves(tree)]
    asked = [leaf.quantity for leaf in every if not isinstance(leaf, Holds)]
    held = [leaf.condition for leaf in every if isinstance(leaf, Holds)]
    return Wanted(
        _subjects(q for q in asked if q.measure in _HOUR_MEASURES),
        _subjects(q for q in asked if q.measure not in _HOUR_MEASURES),
        tuple(dict.fromkeys(held)),
        _subjects(q for q in asked if q.measure in _HOUR_MEASURES[1:]),
    )


def _subjects(quantities: Iterable[Quantity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(of for quantity in quantities for of in sorted(quantity.of)))


def _key(name: str) -> str:
    return _SEPARATORS.sub("", folded(name))
