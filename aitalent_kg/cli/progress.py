"""A progress line on the terminal; nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["steps"]


@contextmanager
def steps(title: str) -> Iterator[Callable[[str], None]]:
    """Show the step that is being done, and wipe the line in the end."""
    shown = sys.stderr.isatty()

    def tell(step: str) -> None:
        if shown:  # a step may be called after a file of a stranger
            plain = "".join(c if c.isprintable() else " " for c in step)[:70]
            sys.stderr.write(f"\r\x1b[K{title}: {plain} …")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
