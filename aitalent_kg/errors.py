"""Errors that a caller may handle; each message names the input and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path

__all__ = [
    "AitalentError",
    "AmbiguousName",
    "BrokenQuery",
    "ForbiddenQuery",
    "MissingFile",
    "UnknownName",
    "UnreadableFile",
]


class AitalentError(Exception):
    """Base of every error this package raises on purpose."""


class UnknownName(AitalentError, LookupError):
    """A code, IRI or label that fits nothing in the graph."""

    def __init__(self, name: str, known: Collection[str], what: str = "resource") -> None:
        self.name = name
        self.near = _nearest(name, known)
        hint = f"; did you mean {', '.join(self.near)}?" if self.near else ""
        super().__init__(f"no {what} {name!r} in the graph{hint}")


class AmbiguousName(AitalentError, LookupError):
    """A name that fits several things."""

    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        self.name, self.candidates = name, tuple(candidates)
        super().__init__(
            f"{name!r} fits {len(self.candidates)} resources; give one of: "
            + ", ".join(self.candidates)
        )


class MissingFile(AitalentError, FileNotFoundError):
    """A file that is not there, or is no file."""

    def __init__(self, path: Path | str, problem: str = "is not there") -> None:
        self.path = Path(path)
        super().__init__(f"{path} {problem}; give the path of a file")


class UnreadableFile(AitalentError, ValueError):
    """A file that is not what it should be: broken RDF, no UTF-8, no iCAP standard."""

    def __init__(self, path: Path | str, problem: str, line: int | None = None) -> None:
        self.path, self.line = Path(path), line
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {problem}")


class ForbiddenQuery(AitalentError, ValueError):
    """A query that would reach outside the graph."""


class BrokenQuery(AitalentError, ValueError):
    """A query that is not SPARQL."""


def _nearest(name: str, known: Collection[str]) -> list[str]:
    """Up to three known names that look like `name`, case and blanks aside."""
    folded = {"".join(entry.split()).casefold(): entry for entry in known}
    wanted = "".join(name.split()).casefold()
    return [folded[hit] for hit in get_close_matches(wanted, folded, n=3, cutoff=0.5)]
