"""The least additions with which so many people meet a rule.

What one person needs does not depend on the others, so the cheapest people are the cheapest set:
fewest certificates, then fewest conditions in words, then fewest hours, as plans are ordered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Protocol

from aitalent_kg.assess.words import plan_words
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.exports import optional
from aitalent_kg.lookup import Quads
from aitalent_kg.population.compiled import Expr
from aitalent_kg.population.facts import BAD, DEPARTMENT, PERSON, Facts
from aitalent_kg.population.judged import COUNT, Judged
from aitalent_kg.population.words import subject_words
from aitalent_kg.progress import Progress
from aitalent_kg.rules.additions import Lack, Plan, plans
from aitalent_kg.rules.tree import AllOf, Holds, Least, Node, Quantity, leaves
from aitalent_kg.table import Table

__all__ = ["Reach", "reach"]

_STEP = 5_000


class _People(Protocol):
    """What is asked of a population."""

    @property
    def quads(self) -> Quads: ...
    @property
    def judged(self) -> Judged: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def lang(self) -> str: ...
    @property
    def people(self) -> int: ...
    @property
    def progress(self) -> Progress: ...


@dataclass(frozen=True, slots=True)
class Reach:
    """A smallest set of additions."""

    rule: str
    title: str
    met: int  #: people who meet the rule now
    target: int  #: people who would
    certificates: int  #: to be had, all people together
    conditions: int
    hours: float
    trainings: Table  #: what, seats, amount: one course may serve two pieces of a plan
    who: Table  #: person, department, what each would need

    @property
    def people(self) -> int:
        """How many people need something."""
        return len(self.who)


@dataclass(frozen=True, slots=True)
class _Case:
    """People who have the same of what a rule asks for."""

    have: tuple[float, ...]  #: lower bounds; of conditions 1, 0
    people: int
    plan: Plan

    @property
    def cost(self) -> tuple[int, int, float, tuple[float, ...]]:
        """Plans by size; those of one size in any fixed order."""
        plan = self.plan
        return plan.certificates, plan.conditions, plan.hours, self.have


class _Have:
    """Facts with the lower bounds only."""

    def __init__(self, keys: Sequence[Quantity | str], have: Sequence[float]) -> None:
        self.values = dict(zip(keys, have, strict=True))

    def bounds(self, quantity: Quantity) -> tuple[float, float]:
        """What is surely there."""
        return self.values[quantity], self.values[quantity]

    def holds(self, condition: str) -> bool | None:
        """Whether it surely holds."""
        return self.values[condition] > 0 or None


def reach(people: _People, rule: str, target: float) -> Reach:
    """See `Population.reach`."""
    judged = people.judged
    if rule not in judged.rules:
        raise UnknownName(rule, list(judged.rules), "rule", "")
    wanted = _number(target, people.people)
    tree = _tree(judged, rule)
    table, columns = _short(people.facts, judged, rule, tree)
    cases = sorted(_cases(people, table, columns, tree), key=lambda case: case.cost)
    met = people.people - sum(case.people for case in cases)
    taken = list(_taken(cases, wanted - met))
    plan = [(case.plan, count) for case, count in taken]
    return Reach(
        rule,
        judged.titles[rule],
        met,
        wanted,
        sum(p.certificates * n for p, n in plan),
        sum(p.conditions * n for p, n in plan),
        round(sum(p.hours * n for p, n in plan), 6),
        _trainings(people, plan),
        _who(people, table, columns, taken),
    )


def _number(target: float, people: int) -> int:
    """A share or a number of people as a number."""
    share = isinstance(target, float) and 0 < target <= 1
    number = ceil(round(target * people, 6)) if share else target
    if not (0 < number <= people and number == int(number)):
        raise BadValue(target, f"no number of the {people} people, and no share of them as 0.8")
    return int(number)


def _tree(judged: Judged, rule: str) -> Node:
    """All readings together: a rule is met when every reading is, unless one is selected."""
    readings = judged.rules[rule].readings
    if readings[0].notation in judged.selected:
        return readings[0].tree
    return AllOf(tuple(reading.tree for reading in readings))


def _short(
    facts: Facts, judged: Judged, rule: str, tree: Node
) -> tuple[Expr, dict[Quantity | str, str]]:
    """Those who do not meet a rule, with what they have of each thing it asks for."""
    most: dict[Quantity | str, float] = {}
    for leaf in leaves(tree):
        what = _what(leaf)
        minimum = 1.0 if isinstance(leaf, Holds) else leaf.minimum
        most[what] = max(minimum, most.get(what, 0.0))
    columns = {what: f"_have{place}" for place, what in enumerate(most)}
    ibis = optional("ibis")
    have = {}
    for what, name in columns.items():
        value = _surely(facts, what)
        have[name] = ibis.least(value, most[what]) if not isinstance(value, float) else value
    outcome = judged.outcomes(facts.known)[rule]
    table = facts.table.mutate(**have, _outcome=outcome)
    short = table.filter(~table[BAD] & (table["_outcome"] != "met"))
    return short.select(PERSON, DEPARTMENT, *have), columns


def _surely(facts: Facts, what: Quantity | str) -> Any:
    if isinstance(what, Quantity):
        return facts.value(facts.bounds[what][0])
    surely = facts.known(what).surely
    return float(surely) if isinstance(surely, bool) else surely.ifelse(1.0, 0.0)


def _cases(
    people: _People, table: Expr, columns: Mapping[Quantity | str, str], tree: Node
) -> Iterator[_Case]:
    names = list(columns.values())
    grouped = table.group_by(names).aggregate(**{COUNT: table.count()}).to_pyarrow().to_pylist()
    for place, row in enumerate(grouped):
        if place % _STEP == 0:
            people.progress(f"{place} of {len(grouped)} kinds of people")
        have = tuple(row[name] for name in names)
        plan = plans(tree, _Have(list(columns), have))[0]
        yield _Case(have, row[COUNT], plan)


def _taken(cases: Sequence[_Case], needed: int) -> Iterator[tuple[_Case, int]]:
    """The cheapest cases, and how many people of each."""
    for case in cases:
        if needed <= 0:
            return
        yield case, min(case.people, needed)
        needed -= case.people


def _what(leaf: Least | Holds) -> Quantity | str:
    return leaf.condition if isinstance(leaf, Holds) else leaf.quantity


def _trainings(people: _People, taken: Sequence[tuple[Plan, int]]) -> Table:
    seats: Counter[Quantity | str] = Counter()
    amount: dict[Quantity | str, float] = defaultdict(float)
    for plan, count in taken:
        for what, much in _pieces(plan):
            seats[what] += count
            amount[what] += much * count
    rows = [
        (subject_words(people.quads, what, people.lang), number, round(amount[what], 6))
        for what, number in seats.most_common()
    ]
    return Table.of(("training", "seats", "amount"), rows)


def _pieces(plan: Plan) -> Iterator[tuple[Quantity | str, float]]:
    """What a plan adds, and how much; what serves a special piece and a plain one is told once.

    Hours on one tool are hours of the subject too, a certificate about something is one of its
    class. Two special pieces are both told, although one certificate may be of use for both.
    """
    added: dict[str, float] = defaultdict(float)
    for lack in sorted(plan.lacks, key=_plainness):
        what = _what(lack.leaf)
        if not isinstance(what, Quantity):
            yield what, 1.0
            continue
        there = sum(added[of] for of in what.of)
        more = round(lack.short - (there if _is_plain(what) else 0.0), 6)
        if more > 0:
            if what.measure != "tools":
                added[min(what.of)] += max(0.0, lack.short - there)
            yield what, more


def _plainness(lack: Lack) -> tuple[int, bool]:
    what = _what(lack.leaf)
    return (len(what.of), _is_plain(what)) if isinstance(what, Quantity) else (0, True)


def _is_plain(what: Quantity) -> bool:
    return what.measure in ("hours", "certificates") and what.about is None


def _who(
    people: _People,
    table: Expr,
    columns: Mapping[Quantity | str, str],
    taken: Sequence[tuple[_Case, int]],
) -> Table:
    """The people of the cases that are taken, by name; of the last case the first ones."""
    head = ("person", "department", "additions", "certificates", "hours")
    if not taken:
        return Table.of(head, ())
    ibis, arrow = optional("ibis"), optional("pyarrow")
    names = list(columns.values())
    cells = {f"{n} wanted": [case.have[i] for case, _ in taken] for i, n in enumerate(names)}
    wanted = ibis.memtable(arrow.table({"_case": list(range(len(taken))), **cells}))
    same = [table[name] == wanted[f"{name} wanted"] for name in names]
    rows = table.inner_join(wanted, same).select("_case", PERSON, DEPARTMENT)
    left = [count for _, count in taken]
    words = [plan_words(people.quads, case.plan, people.lang) for case, _ in taken]
    found = []
    for row in rows.order_by("_case", PERSON).to_pyarrow().to_pylist():
        place = row["_case"]
        left[place] -= 1
        if left[place] >= 0:
            plan = taken[place][0].plan
            found.append(
                (row[PERSON], row[DEPARTMENT], words[place], plan.certificates, plan.hours)
            )
    return Table.of(head, found)
