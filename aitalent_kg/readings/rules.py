"""Structural disagreements: what two statements cannot both say of one thing.

In: plain records. Out: what was found, by kind and thing. No graph, no words of a document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from aitalent_kg.readings.facts import Coded, Covered, Defined, Facts, Filed, Step
from aitalent_kg.text import folded

__all__ = ["KINDS", "Found", "found_in"]

#: Kinds of disagreement, in the order in which they are looked for.
KINDS = ("group", "class", "value", "member", "text", "definition", "number", "label")
_Record = TypeVar("_Record")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Found:
    """One disagreement."""

    kind: str  #: one of `KINDS`
    about: str  #: what differs: "role group", "level", "definition" …
    things: tuple[str, ...]
    values: tuple[str, ...]  #: IRIs, or words
    statements: tuple[str, ...]


def found_in(facts: Facts) -> list[Found]:
    """Every disagreement, by kind and thing; each once."""
    every = [
        *_several(facts.filed),
        *_uncovered(facts.covered),
        *_own_members(facts.steps, facts.filed),
        *_same_text(facts.defined),
        *_same_name(facts.defined),
        *_same_number(facts.coded),
        *_same_code(facts.coded),
    ]
    return sorted(set(every), key=lambda one: (KINDS.index(one.kind), one.things, one.values))


def _several(filed: Iterable[Filed]) -> Iterator[Found]:
    """One thing with two values that exclude each other; other names of one value do not count."""
    for (things, form, about), records in _by(filed, lambda f: (f.things, f.form, f.about)):
        if len({folded(record.name) for record in records}) > 1:
            values = _each(record.value for record in records)
            statements = _each(record.statement for record in records)
            yield Found(form, about, things, values, statements)


def _uncovered(covered: Iterable[Covered]) -> Iterator[Found]:
    """A certification under an ability type that its class does not cover."""
    for one in covered:
        if one.covers and one.type not in one.covers:
            statements = _each((one.statement, one.thing))
            yield Found("class", "ability type", (one.thing,), (one.group, one.type), statements)


def _own_members(steps: Iterable[Step], filed: Iterable[Filed]) -> Iterator[Found]:
    """A step that leads from a group to what is a member of it, or back to it."""
    members = {(f.things[0], f.value): f.statement for f in filed if f.form == "group"}
    for step in steps:
        for pair in ((step.goal, step.start), (step.start, step.goal)):
            if pair in members:
                statements = _each((step.statement, members[pair]))
                yield Found("member", "step", (pair[0],), (pair[1],), statements)


def _same_text(defined: Iterable[Defined]) -> Iterator[Found]:
    """Two things of different names that two places define in the same words."""
    for _, records in _by(defined, lambda d: folded(d.text)):
        for left, right in combinations(records, 2):
            if folded(left.name) != folded(right.name) and not left.places & right.places:
                things = _each((left.thing, right.thing))
                yield Found("text", "definition", things, (left.text,), things)


def _same_name(defined: Iterable[Defined]) -> Iterator[Found]:
    """Two things of one kind and name, or one thing, that are defined in different words."""
    for _, records in _by(defined, lambda d: (d.kind, folded(d.name))):
        if len({folded(record.text) for record in records}) > 1:
            things = _each(record.thing for record in records)
            texts = _each(record.text for record in records)
            yield Found("definition", "definition", things, texts, things)


def _same_number(coded: Iterable[Coded]) -> Iterator[Found]:
    """Two things of one kind with one number in a scheme."""
    for (_, _, code), records in _by(coded, lambda c: (c.scheme, c.kind, c.code)):
        things = _each(record.thing for record in records)
        if len(things) > 1:
            yield Found("number", "number", things, (code,), things)


def _same_code(coded: Iterable[Coded]) -> Iterator[Found]:
    """One number with names that differ in more than its own mention, brackets and blanks."""
    for (thing, _), records in _by(coded, lambda c: (c.thing, c.code)):
        if len({_bare(record) for record in records}) > 1:
            names = _each(record.name for record in records)
            yield Found("label", "name", (thing,), names, (thing,))


def _bare(record: Coded) -> str:
    """A name without the number, which some places print in it."""
    name = re.sub(r"[()（）\s]", "", folded(record.name))
    return name.replace(folded(record.code), "") or name


def _by(
    records: Iterable[_Record], key: Callable[[_Record], _Key]
) -> Iterator[tuple[_Key, Sequence[_Record]]]:
    found: dict[_Key, list[_Record]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    yield from found.items()


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
