"""People with the bounds of what they have, as columns of a table.

In: a table of an engine, what its texts say, and what is supposed to be added for some people.
Out: `Facts`: the table with the columns that the leaves of rules look at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aitalent_kg.exports import optional
from aitalent_kg.lookup import objects
from aitalent_kg.population.bounds import Bound, Columns, Pair
from aitalent_kg.population.cells import Additions, Cells
from aitalent_kg.population.columns import Layout
from aitalent_kg.population.compiled import Expr, Key, Known, any_of
from aitalent_kg.population.recognised import Texts, joined
from aitalent_kg.population.rows import ROW
from aitalent_kg.rules.tree import Quantity

__all__ = ["BAD", "DEPARTMENT", "PERSON", "TWICE", "Facts", "Settled", "facts", "with_people"]

BAD, PERSON, DEPARTMENT, TWICE = "_bad", "_person", "_department", "_twice"
_GROUP, _TRUTH = "_group", "truth"


@dataclass(frozen=True, slots=True)
class Facts:
    """People with the bounds of what they have."""

    table: Expr  #: `BAD`, `PERSON`, `DEPARTMENT`, `ROW` where there is one, the columns as given
    bounds: Mapping[Quantity, tuple[str | float, str | float]]  #: columns of the table, or numbers
    conditions: Mapping[str, str]  #: IRI -> column of truth values; null: not known

    def known(self, key: Key) -> Known:
        """Whether a leaf holds, over `table`."""
        if isinstance(key, str):
            if key not in self.conditions:
                return Known(False, True)
            held = self.table[self.conditions[key]]
            return Known(held.fill_null(False), held.fill_null(True))
        quantity, minimum = key
        low, high = self.bounds[quantity]
        surely = self.value(low) >= minimum
        return Known(surely, surely if high == low else self.value(high) >= minimum)

    def value(self, bound: str | float) -> Bound:
        """A bound over `table`."""
        return self.table[bound] if isinstance(bound, str) else bound


@dataclass(frozen=True, slots=True)
class Settled:
    """What stays the same whatever is added: the rows, and what their texts say."""

    table: Expr  #: with `with_people`
    layout: Layout
    texts: tuple[Texts, ...]
    cells: Cells
    quantities: tuple[Quantity, ...]
    holds: tuple[str, ...]  #: conditions that rules look at
    repeated: Expr | None = None  #: ids of more than one row, as `TWICE`

    def columns(self, more: Additions, mark: str) -> Columns:
        """The columns with additions."""
        return Columns(self.texts, self.cells, more, mark)


def with_people(table: Expr, layout: Layout) -> Expr:
    """Who each row is and where, under names of ours."""
    text = optional("ibis").literal("")
    row = table[ROW].cast("string") if ROW in table.columns else text
    person, name = layout.named("person"), layout.named("name")
    who = table[person].cast("string").nullif("") if person else row
    if name and not person:
        who = table[name].cast("string").nullif("").fill_null(row)
    department = layout.named("department")
    part = table[department].cast("string").fill_null("") if department else text
    return table.mutate(**{PERSON: who, DEPARTMENT: part})


def facts(
    settled: Settled, more: Additions | None = None, group: Callable[[Expr], Expr] | None = None
) -> Facts:
    """The bounds of every person; with additions for those of whom `group` holds."""
    plain = settled.columns(Additions(), "has_")
    added = settled.columns(more or Additions(), "gets_")
    both = (plain, added) if group else (plain,)
    table = _looked_up(settled, both)
    if group:
        table = table.mutate(**{_GROUP: group(table)})
    columns: dict[str, Expr] = {BAD: _bad(settled, table)}
    bounds = {}
    for place, quantity in enumerate(settled.quantities):
        pair = plain.bounds(table, quantity)
        if group:
            pair = _either(table[_GROUP], added.bounds(table, quantity), pair)
        bounds[quantity] = _named(columns, f"_{place}", pair)
    conditions = _conditions(settled, table, columns)
    return Facts(table.mutate(**columns), bounds, conditions)


def _looked_up(settled: Settled, columns: tuple[Columns, ...]) -> Expr:
    """The table with what its texts say beside it."""
    table = settled.table
    for texts in filter(lambda t: t.said, settled.texts):
        table = joined(table, texts, _lookup(settled, texts, columns))
    if settled.repeated is not None:
        table = table.left_join(settled.repeated, table[PERSON] == settled.repeated[TWICE])
    return table


def _lookup(settled: Settled, texts: Texts, columns: tuple[Columns, ...]) -> Expr:
    """What the texts of one column say."""
    if texts.column.role == "condition":
        return texts.lookup([_TRUTH], lambda said: [said], "bool")
    pairs = [one.lookup(texts, settled.quantities) for one in columns]
    names = [name for some, _ in pairs for name in some]
    return texts.lookup(names, lambda said: [v for _, of in pairs for v in of(said)], "double")


def _bad(settled: Settled, table: Expr) -> Expr:
    wrong: list[Any] = [texts.bad(table) for texts in settled.texts]
    if settled.layout.named("person"):
        wrong.append(table[PERSON].isnull())
    if settled.repeated is not None:
        wrong.append(table[TWICE].notnull())
    found = any_of(wrong)
    return optional("ibis").literal(found) if isinstance(found, bool) else found


def _either(group: Expr, added: Pair, plain: Pair) -> Pair:
    """Bounds of those with additions, and of all others."""
    low, high = (
        a if isinstance(a, float) and isinstance(p, float) and a == p else group.ifelse(a, p)
        for a, p in zip(added, plain, strict=True)
    )
    return (low, low) if added[0] is added[1] and plain[0] is plain[1] else (low, high)


def _named(columns: dict[str, Expr], name: str, pair: Pair) -> tuple[str | float, str | float]:
    """Put bounds among the columns, unless they are the same for all."""
    found: list[str | float] = []
    for end, bound in zip(("low", "high"), pair, strict=True):
        if isinstance(bound, float):
            found.append(bound)
        elif end == "high" and bound is pair[0]:
            found.append(found[0])
        else:
            columns[f"{name}_{end}"] = bound
            found.append(f"{name}_{end}")
    return found[0], found[1]


def _conditions(settled: Settled, table: Expr, columns: dict[str, Expr]) -> dict[str, str]:
    """A condition from the column that names it, or else from the printed one it is a part of."""
    told = {t.column.of: t for t in settled.texts if t.column.role == "condition"}
    found = {}
    for place, condition in enumerate(settled.holds):
        printed = objects(settled.cells.quads, condition, "ait:holds")
        values = [_truth(table, told[iri]) for iri in (condition, *printed) if iri in told]
        if values:
            found[condition] = f"_condition{place}"
            columns[found[condition]] = optional("ibis").coalesce(*values)
    return found


def _truth(table: Expr, texts: Texts) -> Expr:
    if not texts.is_text:
        return table[texts.column.name]
    if not texts.said:
        return optional("ibis").null("boolean")
    return texts.mapped(table, _TRUTH)
