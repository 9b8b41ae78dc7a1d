"""All operations, and `call`, which runs one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from aitalent_kg.errors import UnknownName
from aitalent_kg.service.analyses import ANALYSES
from aitalent_kg.service.behind import behind
from aitalent_kg.service.checking import checked
from aitalent_kg.service.formats import Rows, written
from aitalent_kg.service.lookups import LOOKUPS
from aitalent_kg.service.operation import Operation
from aitalent_kg.workers.limits import Limits

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["OPERATIONS", "call", "operation"]

#: Name -> operation.
OPERATIONS: Mapping[str, Operation] = {each.name: each for each in (*LOOKUPS, *ANALYSES)}


def operation(verb: str) -> Operation:
    """The operation of that name.

    Raises:
        UnknownName: there is none; the nearest are given.
    """
    try:
        return OPERATIONS[verb]
    except KeyError:
        raise UnknownName(verb, OPERATIONS, "operation", "") from None


def call(
    kg: KnowledgeGraph, verb: str, params: Mapping[str, Any], most_rows: int | None = None
) -> object:
    """The answer of an operation, as `aitalent-kg VERB --format json` prints it.

    Args:
        verb: name of an operation.
        params: values as JSON has them; what is left out has its default. With `format` the
            answer is text: rows as CSV, TSV, Markdown or, in base64, a workbook; or the query
            behind the answer.
        most_rows: rows that an answer may have; left out, as `workers.limits.Limits` says.
    Returns:
        Values that `exports.json_text` writes.
    Raises:
        UnknownName: there is no such operation; nothing has a name that is given.
        BadValue: a parameter is missing, unknown or no such value.
        LimitReached: there are more rows.
    """
    chosen = operation(verb)
    values = checked(chosen, params)
    form = values.get("format", "json")
    if form == "sparql":
        return behind(kg, verb, values)
    found = chosen.answer(kg, values | {"most_rows": most_rows or Limits().rows})
    return found if form == "json" else written(cast(Rows, found), form)
