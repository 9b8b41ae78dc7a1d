"""How long work tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Progress", "silent"]

#: Told the name of each step before it is done.
Progress = Callable[[str], None]


def silent(_step: str) -> None:
    """Tell nobody."""
