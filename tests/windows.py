"""Which names of files Windows does not take."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PureWindowsPath

__all__ = ["bad_names"]

#: Windows's own limit is 260 for the whole path; what lies above the checkout takes some of it.
LONGEST = 180


def bad_names(paths: Iterable[str]) -> list[str]:
    """Paths that Windows could not write, or could not tell apart."""
    known = list(paths)
    twice = {name for name, count in Counter(map(str.casefold, known)).items() if count > 1}
    return [
        path
        for path in known
        if path.casefold() in twice
        or len(path) > LONGEST
        or PureWindowsPath(path).is_reserved()
        or re.search(r'[<>:"\\|?*\x00-\x1f]|[. ](/|$)', path)
    ]
