"""A join for rdflib that looks rows up; its own compares each row of one side with each of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rdflib.plugins.sparql import CUSTOM_EVALS
from rdflib.plugins.sparql.evaluate import evalPart
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import FrozenBindings, QueryContext

__all__ = ["hashed_joins"]

_NAME = "https://w3id.org/aitalent-kg/hashed-join"


@contextmanager
def hashed_joins() -> Iterator[None]:
    """Queries inside run with it; one thread at a time, since rdflib's hook is the process's."""
    CUSTOM_EVALS[_NAME] = _evaluated
    try:
        yield
    finally:
        del CUSTOM_EVALS[_NAME]


def _evaluated(context: QueryContext, part: CompValue) -> Iterator[FrozenBindings]:
    if part.name != "Join" or part.lazy:  # a lazy join is looked up row by row already
        raise NotImplementedError
    return _joined(list(evalPart(context, part.p1)), list(evalPart(context, part.p2)))


def _joined(left: list[FrozenBindings], right: list[FrozenBindings]) -> Iterator[FrozenBindings]:
    """Rows of both sides that agree, merged."""
    shared = sorted(_always_bound(left) & _always_bound(right))
    rows: dict[tuple[Any, ...], list[FrozenBindings]] = defaultdict(list)
    for row in right:
        rows[tuple(row[name] for name in shared)].append(row)
    for row in left:
        for other in rows.get(tuple(row[name] for name in shared), ()):
            if row.compatible(other):  # variables that only some rows bind
                yield row.merge(other)


def _always_bound(rows: Iterable[FrozenBindings]) -> set[Any]:
    """Variables that have a value in every row."""
    sets = [set(row) for row in rows]
    return set.intersection(*sets) if sets else set()
