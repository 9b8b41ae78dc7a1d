"""The rules as columns, and people gathered by what they have: the pass that all counts rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from aitalent_kg.assess.person import Assessor
from aitalent_kg.assess.rulebook import Rule
from aitalent_kg.assess.words import CRITERIA
from aitalent_kg.exports import optional
from aitalent_kg.lookup import Quads, label
from aitalent_kg.names import curie
from aitalent_kg.population.compiled import (
    Expr,
    Key,
    Known,
    any_of,
    choice,
    compiled,
    keys_of,
    negated,
    outcome,
)
from aitalent_kg.population.facts import BAD, DEPARTMENT, Facts

__all__ = ["COUNT", "Judged", "Profiles", "profiles"]

COUNT = "_count"
#: Truth values in one whole number.
_BITS = 60
_JOINED = {"zh": "證照及時數", "en": "certificates and hours"}
_Leaf = Callable[[Key], Known]


@dataclass(frozen=True, slots=True)
class Judged:
    """The rules under the names that their columns have."""

    rules: Mapping[str, Rule]
    selected: frozenset[str]  #: notations of readings that count instead of the recommended ones
    joins: Mapping[str, tuple[str, ...]]  #: name of a column -> rules that it joins
    titles: Mapping[str, str]  #: name -> in words

    @classmethod
    def of(cls, assessor: Assessor, lang: str) -> Judged:
        """The rules of an assessor."""
        rules = {_name(rule): rule for rule in assessor.rules}
        titles = {name: _title(assessor.quads, rule, lang) for name, rule in rules.items()}
        joins: dict[str, tuple[str, ...]] = {}
        for name, rule in rules.items():
            if assessor.joined and rule.criterion != "entry":
                both = f"{name.rpartition('/')[0]}/joined"
                joins[both] = (*joins.get(both, ()), name)
                titles[both] = _title(assessor.quads, rule, lang, _JOINED[lang])
        return cls(rules, assessor.selected, joins, titles)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of outcomes."""
        return (*self.rules, *self.joins)

    @property
    def keys(self) -> list[Key]:
        """The different leaves of all rules."""
        return keys_of(self.rules.values())

    def outcomes(self, known: _Leaf) -> dict[str, Expr]:
        """The outcome of every rule."""
        found = {name: outcome(rule, self.selected, known) for name, rule in self.rules.items()}
        return found | {
            name: _both([found[part] for part in parts]) for name, parts in self.joins.items()
        }

    def readings(self, known: _Leaf) -> dict[str, Expr]:
        """The outcome of every reading."""
        every = [reading for rule in self.rules.values() for reading in rule.readings]
        return {r.notation: _three(compiled(r.tree, known)) for r in every}


@dataclass(frozen=True, slots=True)
class Profiles:
    """How many people have the same leaves."""

    table: Expr  #: `DEPARTMENT` if asked for, `COUNT`, and words of truth values
    bits: Mapping[Key, tuple[int | bool, int | bool]]  #: places of truth values, or the value

    def known(self, key: Key) -> Known:
        """Whether a leaf holds, over `table`."""
        surely, possibly = self.bits[key]
        found = self._truth(surely)
        return Known(found, found if possibly is surely else self._truth(possibly))

    def _truth(self, bit: int | bool) -> Any:
        if isinstance(bit, bool):
            return bit
        word, place = divmod(bit, _BITS)
        return (self.table[f"_word{word}"] & (1 << place)) != 0


def profiles(facts: Facts, keys: Iterable[Key], by_department: bool) -> Profiles:
    """Gather the people who are counted by their leaves, in one pass over the table."""
    truths: list[Expr] = []
    bits: dict[Key, tuple[int | bool, int | bool]] = {}
    for key in keys:
        known = facts.known(key)
        surely = _placed(known.surely, truths)
        same = known.possibly is known.surely
        bits[key] = (surely, surely if same else _placed(known.possibly, truths))
    ibis = optional("ibis")
    words = {
        f"_word{word}": _packed(ibis, truths[start : start + _BITS])
        for word, start in enumerate(range(0, len(truths) or 1, _BITS))
    }
    by = [*([DEPARTMENT] if by_department else []), *words]
    people = facts.table.mutate(**words).filter(~facts.table[BAD])
    counted = people.group_by(by).aggregate(**{COUNT: people.count()})
    return Profiles(ibis.memtable(counted.to_pyarrow()), bits)


def _placed(truth: Any, truths: list[Expr]) -> int | bool:
    if isinstance(truth, bool):
        return truth
    truths.append(truth)
    return len(truths) - 1


def _packed(ibis: Any, truths: list[Expr]) -> Expr:
    zero = ibis.literal(0, "int64")
    ones = (t.ifelse(ibis.literal(1 << n, "int64"), zero) for n, t in enumerate(truths))
    return reduce(or_, ones, zero)


def _both(parts: list[Expr]) -> Expr:
    """Rules joined, as `assess.person.both` joins them."""
    order = ("not_met", "unknown", "depends")
    return choice([(any_of(part == way for part in parts), way) for way in order], "met")


def _three(known: Known) -> Expr:
    return choice([(known.surely, "met"), (negated(known.possibly), "not_met")], "unknown")


def _name(rule: Rule) -> str:
    """The local part of a rule's IRI: `ai-tools-basic/hours`, `SMS2512-002v1/entry`."""
    short = curie(rule.iri)
    return short.partition("/award-rule/")[2] or short.removesuffix("-rule")


def _title(quads: Quads, rule: Rule, lang: str, what: str = "") -> str:
    level = f" {label(quads, rule.level, lang)}" if rule.level else ""
    what = what or CRITERIA[lang].get(rule.criterion, rule.criterion)
    colon = "：" if lang == "zh" else ": "
    return f"{label(quads, rule.target, lang)}{level}{colon}{what}"
