"""What is worked out once for a graph and needed by many views of it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["Kept"]

T = TypeVar("T")


class Kept(Generic[T]):
    """The result of a function for the graph that was asked last.

    A process asks one graph; it is told by identity, since a graph is no key of a table, and goes
    when the graph does.
    """

    def __init__(self, make: Callable[[KnowledgeGraph], T]) -> None:
        self._make = make
        self._last: tuple[weakref.ref[KnowledgeGraph], T] | None = None

    def __call__(self, kg: KnowledgeGraph) -> T:
        """The result for `kg`, made at the first call."""
        if self._last is None or self._last[0]() is not kg:
            self._last = (weakref.ref(kg), self._make(kg))
        return self._last[1]
