"""What two answers to one question have and lack: rows removed, added, changed.

In: any two answers of this package. Out: rows as dictionaries. No graph here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from aitalent_kg.errors import BadValue
from aitalent_kg.exports import json_text
from aitalent_kg.table import Table

__all__ = ["Change", "Difference", "difference", "rows_of"]

Row = dict[str, Any]
_COMPARED = "give a table, rows, a dataclass, a set, a number or a text"


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after; both agree in their first cell."""

    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class Difference:
    """What two answers differ in; false where they are the same."""

    before: object
    after: object
    removed: tuple[Row, ...]  #: rows of the first answer only
    added: tuple[Row, ...]  #: rows of the second only
    changed: tuple[Change, ...]
    same: int  #: rows of both

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.changed)

    def __len__(self) -> int:
        """How many rows differ."""
        return len(self.removed) + len(self.added) + len(self.changed)


def difference(before: object, after: object) -> Difference:
    """Compare two answers by their rows; equal rows count as often as they stand there.

    A row removed and one added are one changed row if no other differing row has their first
    cell.

    >>> difference([{"role": "a", "group": 1}], [{"role": "a", "group": 2}]).changed[0].after
    {'role': 'a', 'group': 2}
    """
    old, new = rows_of(before), rows_of(after)
    gone, come = _without(old, new), _without(new, old)
    lone_gone, lone_come = _by_head(gone), _by_head(come)
    pairs = {
        head: Change(lone_gone[head], lone_come[head]) for head in lone_gone if head in lone_come
    }
    return Difference(
        before,
        after,
        tuple(row for row in gone if _head(row) not in pairs),
        tuple(row for row in come if _head(row) not in pairs),
        tuple(pairs.values()),
        len(old) - len(gone),
    )


def rows_of(answer: object) -> list[Row]:
    """An answer as rows: those of a table, list or set; else some for each of its parts.

    Raises:
        BadValue: it holds what has no rows, as a network or a graph.
    """
    try:
        plain = json.loads(json.dumps(answer, ensure_ascii=False, default=_plain))
    except TypeError:
        raise BadValue(type(answer).__name__, f"no rows to compare; {_COMPARED}") from None
    if isinstance(plain, list):
        return [_row(entry) for entry in plain]
    if not isinstance(plain, dict):
        return [_row(plain)]
    return [row for part, value in plain.items() for row in _of_part(part, value)]


def _plain(value: object) -> object:
    """What JSON does not know by itself, as what it knows; a set in an order of its own."""
    if isinstance(value, Set):
        return sorted(value, key=repr)
    if isinstance(value, Table):
        return value.values()
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: getattr(value, part.name) for part in fields(value)}
    return json.loads(json_text(value))


def _of_part(part: str, value: object) -> Iterable[Row]:
    if isinstance(value, list):
        return [{"part": part, **_row(entry)} for entry in value]
    return [{"part": part, "value": value}]


def _row(entry: object) -> Row:
    return entry if isinstance(entry, dict) else {"value": entry}


def _key(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _without(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows that the others lack, in order."""
    left = Counter(map(_key, others))
    found = []
    for row in rows:
        if left[_key(row)]:
            left[_key(row)] -= 1
        else:
            found.append(row)
    return found


def _head(row: Row) -> str:
    """What names a row: its first cell, of a part of an answer with the part."""
    cells = list(row.items())
    named = cells[:1] if "part" not in row or list(row) == ["part", "value"] else cells[:2]
    return json.dumps(named, ensure_ascii=False)


def _by_head(rows: Sequence[Row]) -> dict[str, Row]:
    """The rows whose first cell no other has."""
    often = Counter(map(_head, rows))
    return {_head(row): row for row in rows if often[_head(row)] == 1}
