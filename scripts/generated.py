"""A file that is made: written, or with `--check` only compared with what would be written."""

from __future__ import annotations

import sys
from pathlib import Path

from aitalent_kg.files import read_text, write_text

__all__ = ["written_or_compared"]


def written_or_compared(path: Path, text: str, stale: str) -> int:
    """The exit code: 1 where `--check` finds another text, or no file; `stale` is printed then."""
    if "--check" not in sys.argv:
        write_text(path, text)
        return 0
    if path.exists() and read_text(path) == text:
        return 0
    print(stale)
    return 1
