"""Run every rule of the graph on one person: outcome, reason, what is missing, the quotes."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from aitalent_kg.assess.counted import RETIRED, Counted, Retired, count_certificates
from aitalent_kg.assess.facts import PersonFacts
from aitalent_kg.assess.rulebook import Reading, Rule, rulebook
from aitalent_kg.assess.words import CRITERIA, OUTCOMES, plan_words
from aitalent_kg.errors import UnknownName
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.lookup import Quads, Ref, objects, ref, text_in
from aitalent_kg.persons.record import Person
from aitalent_kg.rules.additions import Plan, plans
from aitalent_kg.rules.judge import Facts, Outcome, Proof, agreed, judge, prove

__all__ = [
    "Assessment",
    "Assessor",
    "ReadingOutcome",
    "Row",
    "RuleOutcome",
    "both",
    "chosen_readings",
    "outcomes",
]


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """A rule as one reading understands it, on one person."""

    notation: str
    recommended: bool
    outcome: Outcome
    says: str  #: the reading in words, and why it is recommended or not
    proof: Proof
    plans: tuple[Plan, ...]  #: ways to meet it, the smallest first; one empty way if it is met
    quotes: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """A rule on one person, under all of its readings."""

    rule: Ref
    outcome: Outcome
    readings: tuple[ReadingOutcome, ...]  #: that which counts first

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Ways to meet the reading that counts, the smallest first."""
        return self.readings[0].plans

    @property
    def least(self) -> tuple[Plan, ...]:
        """The smallest of them: those that add as little as the first."""
        return tuple(plan for plan in self.plans if plan.size == self.plans[0].size)


@dataclass(frozen=True, slots=True)
class Row:
    """What the rules say of one ability type and level, or of entry to one occupation."""

    target: Ref
    level: Ref | None
    rules: Mapping[str, RuleOutcome]  #: "certificates", "hours" or "entry"
    tools: tuple[Ref, ...] = ()  #: those the document lists for the type that the person uses
    joined: Outcome | None = None  #: certificates and hours together; only when asked for

    def recommended(self, criterion: str) -> Outcome | None:
        """The outcome of the reading that counts; see `outcome`."""
        found = self.rules.get(_criterion(criterion))
        return found.readings[0].outcome if found else None

    def outcome(self, criterion: str) -> Outcome | None:
        """The outcome of one rule; None where the document has no such rule.

        Raises:
            UnknownName: rules are on "certificates", "hours" and "entry".
        """
        found = self.rules.get(_criterion(criterion))
        return found.outcome if found else None


@dataclass(frozen=True, slots=True, repr=False)
class Assessment:
    """All rules on one person."""

    person: Person
    as_of: date
    rows: tuple[Row, ...]
    certificates: tuple[Counted, ...] | None  #: what each one counts as; None: not known

    def __repr__(self) -> str:
        """Who, when, and how many rules have which outcome, in a line."""
        found = Tally(rule.outcome for row in self.rows for rule in row.rules.values())
        said = ", ".join(f"{outcome} {found[outcome]}" for outcome in OUTCOMES["en"])
        who = f" of {self.person.name}" if self.person.name else ""
        return f"<Assessment{who} on {self.as_of}: {len(self.rows)} rows; {said}>"


class Assessor:
    """The rules of a graph, ready to be run on many persons.

    Args:
        readings: notations of readings that count instead of the recommended ones.
        retired: how certificates count whose examination has ended: "unknown", "counts", "ends".
        joined: also join certificates and hours, which the guide does not.
    Raises:
        UnknownName: there is no such reading or choice.
        BadValue: two readings of one rule.
    """

    def __init__(
        self,
        quads: Quads,
        readings: Collection[str] = (),
        retired: Retired = "unknown",
        joined: bool = False,
        lang: str = "zh",
    ) -> None:
        if retired not in RETIRED:
            raise UnknownName(str(retired), RETIRED, "way to count retired certificates", "")
        if lang not in ("zh", "en"):
            raise UnknownName(lang, ("zh", "en"), "language", "")
        self.quads, self.retired, self.joined, self.lang = quads, retired, joined, lang
        self.selected = frozenset([readings] if isinstance(readings, str) else readings)
        self.rules = chosen_readings(rulebook(quads), self.selected)

    def facts(self, person: Person, as_of: date) -> PersonFacts:
        """What the record says of each quantity."""
        if person.certificates is None:
            return PersonFacts(person, None)
        held = person.certificates
        return PersonFacts(person, count_certificates(self.quads, held, as_of, self.retired))

    def assess(self, person: Person, as_of: date | None = None) -> Assessment:
        """Judge one person on a day: that given, that of the record, or today."""
        day = as_of or person.as_of or date.today()
        facts = self.facts(person, day)
        rows = tuple(self._row(rules, facts) for rules in _rows(self.rules))
        return Assessment(person, day, rows, facts.counted)

    def _row(self, rules: list[Rule], facts: PersonFacts) -> Row:
        target, level = rules[0].target, rules[0].level
        found = {rule.criterion: self._rule(rule, facts) for rule in rules}
        parts = [found[c].outcome for c in ("certificates", "hours") if c in found]
        listed = [t for t in objects(self.quads, target, "ait:uses") if t in facts.person.tools]
        return Row(
            ref(self.quads, target, self.lang),
            ref(self.quads, level, self.lang) if level else None,
            found,
            tuple(ref(self.quads, tool, self.lang) for tool in listed),
            both(parts) if self.joined and parts else None,
        )

    def _rule(self, rule: Rule, facts: Facts) -> RuleOutcome:
        readings = tuple(self._reading(reading, facts) for reading in rule.readings)
        outcome = _outcome(rule, [reading.outcome for reading in readings], self.selected)
        return RuleOutcome(ref(self.quads, rule.iri, self.lang), outcome, readings)

    def _reading(self, reading: Reading, facts: Facts) -> ReadingOutcome:
        proof = prove(reading.tree, facts)
        return ReadingOutcome(
            reading.notation,
            reading.chosen,
            proof.outcome,
            text_in(self.quads, reading.iri, "ait:text", self.lang),
            proof,
            tuple(self._said(plan) for plan in plans(reading.tree, facts)),
            tuple(evidence_of(self.quads, reading.iri)),
        )

    def _said(self, plan: Plan) -> Plan:
        nothing = {"zh": "不需補足", "en": "nothing more"}[self.lang]
        return replace(plan, says=plan_words(self.quads, plan, self.lang) or nothing)


def chosen_readings(rules: Iterable[Rule], selected: Collection[str]) -> tuple[Rule, ...]:
    """The rules with the readings that count first.

    Raises:
        UnknownName: no rule has a reading of this notation.
        BadValue: two readings of one rule.
    """
    every = list(rules)
    known = [reading.notation for rule in every for reading in rule.readings]
    for name in sorted(selected):
        if name not in known:
            raise UnknownName(name, known, "reading", "")
    return tuple(rule.preferring(selected) for rule in every)


def outcomes(rules: Iterable[Rule], facts: Facts, selected: Collection[str]) -> list[Outcome]:
    """The outcome of each rule alone, for many persons."""
    return [
        _outcome(rule, [judge(reading.tree, facts) for reading in rule.readings], selected)
        for rule in rules
    ]


def _criterion(name: str) -> str:
    if name not in CRITERIA["en"]:
        raise UnknownName(name, tuple(CRITERIA["en"]), "criterion", "")
    return name


def _outcome(rule: Rule, judged: list[Outcome], selected: Collection[str]) -> Outcome:
    """The outcome of a rule by those of its readings; a selected reading decides alone."""
    own = any(reading.notation in selected for reading in rule.readings)
    return agreed(judged[0], [] if own else judged)


def _rows(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules of one type and level together, but never two on the same criterion."""
    rows: list[list[Rule]] = []
    for rule in rules:
        fits = (
            row
            for row in rows
            if (row[0].target, row[0].level) == (rule.target, rule.level)
            and all(other.criterion != rule.criterion for other in row)
        )
        row = next(fits, None)
        if row is None:
            rows.append([rule])
        else:
            row.append(rule)
    return rows


def both(parts: Iterable[Outcome]) -> Outcome:
    """Several rules joined: all have to be met."""
    found = set(parts)
    order: tuple[Outcome, ...] = ("not_met", "unknown", "depends")
    return next((outcome for outcome in order if outcome in found), "met")
