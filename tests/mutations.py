"""Damage to JSON documents: every value in its turn replaced, or taken out.

All replacements of all values take minutes; of each value some are taken, in turn, so that each is
taken for many values.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from aitalent_kg.errors import AitalentError
from aitalent_kg.importers.result import ImportResult

__all__ = ["mutated", "survives"]

#: What a value may be instead; `None` is null, the last takes the value out.
_ABSENT = object()
_OTHERS: tuple[Any, ...] = (
    None,
    0,
    -1.5,
    True,
    "",
    " ",
    "x\ud800<>",
    [],
    [None],
    {},
    {"@id": 7},
    _ABSENT,
)


def mutated(document: Any, each: int = 3) -> Iterator[Any]:
    """Copies of a document, each with one value that is not what it should be.

    Args:
        each: replacements of each value.
    """
    for turn, path in enumerate(_paths(document)):
        for other in (_OTHERS[(turn * each + step) % len(_OTHERS)] for step in range(each)):
            damaged = copy.deepcopy(document)
            if not path:
                yield other if other is not _ABSENT else None
                continue
            _put(damaged, path, other)
            yield damaged


def survives(
    importer: Callable[[Path], ImportResult], document: Any, path: Path, each: int = 3
) -> int:
    """Import every mutation; how many there were.

    Each becomes a report and statements that pyoxigraph reads, or an error of ours in one line.
    """
    n = 0
    for damaged in mutated(document, each):
        n += 1
        path.write_text(json.dumps(damaged), encoding="utf-8")
        try:
            result = importer(path)
        except AitalentError as problem:
            assert "\n" not in str(problem) and path.name in str(problem), damaged
            continue
        assert len(result.store) == len(result), damaged
        for count in result.report.counts.values():
            assert count.read == count.kept + count.refused, damaged
    return n


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    pairs = value.items() if isinstance(value, dict) else ()
    for key, below in enumerate(value) if isinstance(value, list) else pairs:
        yield from _paths(below, (*path, key))


def _put(document: Any, path: tuple[Any, ...], other: Any) -> None:
    for key in path[:-1]:
        document = document[key]
    if other is _ABSENT:
        del document[path[-1]]
    else:
        document[path[-1]] = other
