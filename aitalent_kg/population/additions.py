"""What people are supposed to get, and who of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.network.asked import several
from aitalent_kg.persons.record import UNALLOTTED, Held
from aitalent_kg.population.cells import MOST_COUNT, MOST_HOURS, Additions, Cells
from aitalent_kg.population.compiled import Expr
from aitalent_kg.population.facts import DEPARTMENT, PERSON

__all__ = ["additions", "chosen"]


def additions(
    cells: Cells,
    hours: Mapping[str, float | Mapping[str, float]],
    certificates: Mapping[str, int],
) -> Additions:
    """Names to resources.

    Raises:
        UnknownName: there is no such ability type or certificate.
        BadValue: nothing is added, or no number of it.
    """
    spreads = {}
    for name, given in hours.items():
        subject = cells.resolver.types.find(name)
        by_tool = given if isinstance(given, Mapping) else {UNALLOTTED: given}
        for number in by_tool.values():
            _check(number, MOST_HOURS, "hours")
        spreads[subject] = cells.spread(subject, by_tool) if isinstance(given, Mapping) else by_tool
    held: list[Held] = []
    for entry, count in certificates.items():
        _check(count, MOST_COUNT, "certificates")
        named = cells.certificates(entry)
        if not named or count != int(count):
            raise BadValue(f"{entry}={count:g}", "no whole number of certificates of a name")
        held += named * int(count)
    if not spreads and not held:
        raise BadValue("what_if", "nothing is added; give hours or certificates")
    return Additions(spreads, tuple(held))


def chosen(
    table: Expr, departments: Iterable[str] | None, persons: Iterable[str] | None
) -> Callable[[Expr], Expr]:
    """Whether a row is one of these departments and of these persons.

    Raises:
        UnknownName: the table has no such department or person.
    """
    given = {DEPARTMENT: departments, PERSON: persons}
    wanted = {c: None if names is None else several(names) for c, names in given.items()}
    for column, names in wanted.items():
        _check_known(table, column, names)

    def group(rows: Expr) -> Expr:
        conditions = [rows[c].isin(names) for c, names in wanted.items() if names is not None]
        every = rows[PERSON].notnull()
        for condition in conditions:
            every = every & condition
        return every.fill_null(False)

    return group


def _check_known(table: Expr, column: str, names: tuple[str, ...] | None) -> None:
    if names is None:
        return
    found = table.filter(table[column].isin(names)).select(column).distinct()
    there = set(found.to_pyarrow()[column].to_pylist())
    for name in names:
        if name not in there:
            some = table.select(column).distinct().limit(10_000).to_pyarrow()[column].to_pylist()
            known = sorted(filter(None, some))
            raise UnknownName(name, known, column.removeprefix("_"), " in the table")


def _check(number: float, most: int, what: str) -> None:
    if not 0 < number <= most:
        raise BadValue(number, f"no number of {what} to add; give one up to {most}")
