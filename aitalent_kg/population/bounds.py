"""The least and the most of a quantity, as expressions over the columns of a table.

A bound is a number where it is the same for every row, else an expression. Plain numbers follow
`assess.facts` in the engine's terms; what texts say comes joined from the record of a person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add
from typing import Any

from aitalent_kg.exports import optional
from aitalent_kg.persons.record import Held
from aitalent_kg.population.cells import Additions, Bounds, Cells
from aitalent_kg.population.compiled import Expr
from aitalent_kg.population.recognised import Texts
from aitalent_kg.rules.tree import Quantity

__all__ = ["Bound", "Columns", "Pair"]

Bound = Any
#: The same object twice where least and most cannot differ.
Pair = tuple[Bound, Bound]
_HOURS = ("hours", "single", "tools")
_DIFFERENT = ("kinds", "products")
#: Measures that a plain number is surely added to.
_TOTALS = ("hours", "certificates")
_INFINITY = float("inf")


class Columns:
    """The columns that tell of hours and certificates, and what is added to all of them.

    Args:
        mark: tells the joined columns of these additions from those of others.
    """

    def __init__(self, texts: Sequence[Texts], cells: Cells, more: Additions, mark: str) -> None:
        self.texts, self.cells, self.more, self.mark = texts, cells, more, mark
        self._places: dict[Quantity, int] = {}

    def lookup(
        self, texts: Texts, quantities: Sequence[Quantity]
    ) -> tuple[list[str], Callable[[object], list[float]]]:
        """Names of the columns that are joined, and their values where a text says something."""
        parts = self._parts(texts, quantities)

        def values(said: object) -> list[float]:
            bounds = self._of(texts, said)
            return [bound for part in parts for bound in bounds(part)]

        return [name for part in parts for name in self._names(part)], values

    def bounds(self, table: Expr, quantity: Quantity) -> Pair:
        """Bounds of a quantity over a table to which the look-ups are joined."""
        named = next((t for t in self.texts if t.column.role == "certificates"), None)
        if named and quantity.measure not in _HOURS:
            return self._said(table, named, quantity)
        pairs = [self._part(table, _part(quantity, of)) for of in sorted(quantity.of)]
        if len(pairs) == 1:
            return pairs[0]
        low = _together(quantity, [pair[0] for pair in pairs], 0)
        if all(least is most for least, most in pairs):
            return low, low
        return low, _together(quantity, [pair[1] for pair in pairs], 1)

    def _parts(self, texts: Texts, quantities: Sequence[Quantity]) -> list[Quantity]:
        """What a column tells of: a subject or class; named certificates of all classes."""
        column = texts.column
        if column.role == "certificates":
            return [q for q in quantities if q.measure not in _HOURS]
        return list(dict.fromkeys(_part(q, column.of) for q in quantities if column.of in q.of))

    def _names(self, quantity: Quantity) -> tuple[str, str]:
        place = self._places.setdefault(quantity, len(self._places))
        return f"{self.mark}{place}_low", f"{self.mark}{place}_high"

    def _of(self, texts: Texts, said: Any) -> Callable[[Quantity], Bounds]:
        """Bounds where a text says this."""
        role, of = texts.column.role, texts.column.of
        if role == "hours":
            return self.cells.hours_bounds(of, said, self.more)
        if role == "count" and said is not None:
            said = (Held(certification_class=of, count=said),) if said else ()
        return self.cells.certificate_bounds(said, self.more)

    def _part(self, table: Expr, part: Quantity) -> Pair:
        """Bounds of what is of one subject or class."""
        texts = next((t for t in self.texts if part.of == {t.column.of}), None)
        if texts is None:
            return self._none(part)
        if texts.is_text:
            return self._said(table, texts, part)
        return _of_number(part, texts.number(table).fill_null(0.0), self._none(part))

    def _said(self, table: Expr, texts: Texts, part: Quantity) -> Pair:
        """What the texts say; a blank is nothing but what is added."""
        none = self._none(part)
        if not texts.said:
            return none
        low, high = (
            texts.mapped(table, name).fill_null(blank)
            for name, blank in zip(self._names(part), none, strict=True)
        )
        return low, high

    def _none(self, part: Quantity) -> Bounds:
        """Bounds of who has nothing but what is added; as one object where they are equal."""
        if part.measure in _HOURS:
            low, high = self.cells.hours_bounds(min(part.of), {}, self.more)(part)
        else:
            low, high = self.cells.certificate_bounds((), self.more)(part)
        low = float(low)
        return low, low if high == low else float(high)


def _part(quantity: Quantity, of: str) -> Quantity:
    return Quantity(quantity.measure, frozenset({of}), quantity.about)


def _of_number(part: Quantity, number: Expr, none: Bounds) -> Pair:
    """Bounds where the cell is a plain number: hours on no tool in particular, or certificates."""
    least, most = none
    high = _sum([number, most])
    if part.measure == "tools":
        some = number > 0
        high = most if most == _INFINITY else some.ifelse(_INFINITY, most)
    if part.measure not in _TOTALS or part.about is not None:
        return least, high
    return (high if least == most else _sum([number, least])), high


def _together(quantity: Quantity, bounds: Sequence[Bound], side: int) -> Bound:
    """Bounds of several subjects or classes as one."""
    greatest = quantity.measure == "single" or (quantity.measure in _DIFFERENT and side == 0)
    if not greatest:
        return _sum(bounds)
    if all(isinstance(bound, float) for bound in bounds):
        return max(bounds)
    return optional("ibis").greatest(*bounds)


def _sum(bounds: Sequence[Bound]) -> Bound:
    """A sum without the dust of binary fractions; nothing to add leaves a number as it is."""
    kept = [bound for bound in bounds if not (isinstance(bound, float) and bound == 0)]
    if len(kept) < 2:
        return kept[0] if kept else 0.0
    total = reduce(add, kept)
    return round(total, 6) if isinstance(total, float) else total.round(6)
