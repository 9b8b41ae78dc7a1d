"""Counts over people: who reaches what, what is missing, who is the only one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from aitalent_kg.lookup import Quads
from aitalent_kg.population.compiled import Expr, Key, Known, all_of, compiled, key_of, negated
from aitalent_kg.population.facts import BAD, DEPARTMENT, PERSON, Facts
from aitalent_kg.population.judged import COUNT, Judged, Profiles
from aitalent_kg.population.words import leaf_words
from aitalent_kg.rules.tree import leaves
from aitalent_kg.table import Table

__all__ = ["compared", "missing", "single_points", "summary"]

_LACK = ("lack", "lack_only", "may_have")
_OUTCOMES = ("met", "depends", "unknown", "not_met")


def summary(profiles: Profiles, judged: Judged, by_department: bool) -> Table:
    """Numbers of people by rule and outcome, and the share that meets the rule."""
    table = profiles.table.mutate(**judged.outcomes(profiles.known))
    sums = {
        f"{name} {outcome}": table[COUNT].sum(where=table[name] == outcome)
        for name in judged.names
        for outcome in _OUTCOMES
    }
    rows = [
        (*place, name, judged.titles[name], *numbers, _share(numbers))
        for place, counted in _counted(table, sums, by_department)
        for name in judged.names
        for numbers in [[counted[f"{name} {outcome}"] or 0 for outcome in _OUTCOMES]]
    ]
    head = ("department",) if by_department else ()
    return Table.of((*head, "rule", "title", *_OUTCOMES, "share"), rows)


def missing(
    quads: Quads, profiles: Profiles, judged: Judged, lang: str, by_department: bool
) -> Table:
    """Of those who do not surely meet the reading that counts: who lacks which leaf."""
    sums: dict[str, Expr] = {}
    pieces: list[tuple[str, str, str]] = []
    for name, leaf, *who in _lacks(profiles, judged):
        place = len(pieces)
        pieces.append((name, judged.titles[name], leaf_words(quads, leaf, lang)))
        for count, truth in zip(_LACK, who, strict=True):
            sums[f"{count}{place}"] = _sum(profiles.table, truth)
    rows: list[tuple[Any, ...]] = [
        (at, *piece, *(counted[f"{count}{place}"] or 0 for count in _LACK))
        for at, counted in _counted(profiles.table, sums, by_department)
        for place, piece in enumerate(pieces)
        if counted[f"lack{place}"]
    ]
    rows.sort(key=lambda row: (row[0], -row[4], row[1:]))
    head = ("department",) if by_department else ()
    columns = (*head, "rule", "title", "piece", *_LACK)
    return Table.of(columns, ((*row[0], *row[1:]) for row in rows))


def _lacks(profiles: Profiles, judged: Judged) -> Iterator[tuple[str, Key, Any, Any, Any]]:
    """Rule, leaf, who does not surely meet the rule nor has the leaf.

    Of these: who lacks nothing else; who may have it, if their records said more.
    """
    for name, rule in judged.rules.items():
        tree = rule.chosen.tree
        short = negated(compiled(tree, profiles.known).surely)
        for leaf in dict.fromkeys(map(key_of, leaves(tree))):
            known = profiles.known(leaf)
            if known.surely is False and known.possibly is True:
                continue  # no column tells of it, so nobody can be said to lack it
            lacking = all_of([short, negated(known.surely)])
            enough = compiled(tree, _with(profiles.known, leaf)).surely
            may_have = all_of([lacking, known.possibly])
            yield name, leaf, lacking, all_of([lacking, enough]), may_have


def compared(before: Table, after: Table) -> Table:
    """Two summaries of the same rules side by side."""
    rows = (
        (old.rule, old.title, old.met, new.met, new.met - old.met)
        for old, new in zip(before, after, strict=True)
    )
    return Table.of(("rule", "title", "before", "after", "gained"), rows)


def single_points(facts: Facts, judged: Judged) -> Table:
    """The only person of a department, or of all (None), who meets a rule; all stands first.

    People of whom no department is told are none.
    """
    table = facts.table.mutate(**judged.outcomes(facts.known)).filter(lambda t: ~t[BAD])
    found: dict[str, Expr] = {}
    for place, name in enumerate(judged.names):
        met = table[name] == "met"
        found[f"n{place}"] = met.sum()
        found[f"who{place}"] = table[PERSON].max(where=met)
    rows = [
        (name, judged.titles[name], department, counted[f"who{place}"])
        for by_department in (False, True)
        for at, counted in _counted(table, found, by_department)
        for department in (at or (None,))
        for place, name in enumerate(judged.names)
        if counted[f"n{place}"] == 1
    ]
    kept = [row for row in rows if row[2] != ""]
    return Table.of(("rule", "title", "department", "person"), kept)


def _counted(
    table: Expr, sums: dict[str, Expr], by_department: bool
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Sums over all, or per department in the order of their names."""
    if not by_department:
        yield (), table.aggregate(**sums).to_pyarrow().to_pylist()[0]
        return
    rows = table.group_by(DEPARTMENT).aggregate(**sums).order_by(DEPARTMENT)
    for row in rows.to_pyarrow().to_pylist():
        yield (row.pop(DEPARTMENT),), row


def _share(numbers: list[int]) -> float:
    every = sum(numbers)
    return round(numbers[0] / every, 4) if every else 0.0


def _sum(table: Expr, truth: Any) -> Expr:
    if isinstance(truth, bool):
        return (table[COUNT] * int(truth)).sum()
    return table[COUNT].sum(where=truth)


def _with(known: Callable[[Key], Known], leaf: Key) -> Callable[[Key], Known]:
    """Leaves as if one of them held."""
    return lambda key: Known(True, True) if key == leaf else known(key)
