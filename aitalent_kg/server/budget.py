"""How many bytes the server holds for its clients: bodies that came, answers that go."""

from __future__ import annotations

from dataclasses import dataclass, field

from aitalent_kg.errors import Busy

__all__ = ["Budget", "Share"]

#: Bytes that a request may hold at any time: with all connections together, 64 MB.
_FREE = 64_000
#: Bytes of an answer that leaves a quarter of the budget to smaller ones.
_LARGE = 1_000_000
_RETRY = 5


@dataclass
class Budget:
    """Bytes that may be held at once."""

    left: int
    reserve: int = field(init=False)  #: what large answers leave to others

    def __post_init__(self) -> None:
        self.reserve = self.left // 4


class Share:
    """What one request holds of a budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget, self._taken, self._size = budget, 0, 0

    def take(self, size: int) -> None:
        """Hold so many bytes more, until it is done.

        Raises:
            Busy: others hold too many; none is held then.
        """
        wanted = max(self._size + size - _FREE - self._taken, 0)
        if wanted > self._budget.left - (self._budget.reserve if size >= _LARGE else 0):
            raise Busy(_RETRY)
        self._budget.left -= wanted
        self._taken += wanted
        self._size += size

    def done(self) -> None:
        """Nothing is held any longer."""
        self._budget.left += self._taken
        self._taken = self._size = 0
