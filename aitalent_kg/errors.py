"""Errors that a caller may handle; each message names the input and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

__all__ = [
    "AitalentError",
    "AmbiguousName",
    "BadValue",
    "BrokenQuery",
    "BrokenWorker",
    "Busy",
    "EndpointError",
    "ForbiddenQuery",
    "LimitReached",
    "MissingFile",
    "QueryTimeout",
    "UnknownName",
    "UnreadableFile",
]


#: So many names are listed whole when none is near.
_FEW = 12
#: What each limit means: the number itself, in MiB and in MB.
_LIMITS = {
    "memory": "the query needs more than {1:.0f} MiB of memory; narrow it, sort or group less",
    "answer": "the answer is larger than {2:g} MB; ask for less, for example with LIMIT",
    "rows": "the answer has more than {0} rows; ask for less, for example with LIMIT",
    "query": "the query has more than {0} characters; shorten it",
    "stack": "the query is nested too deep, or repeats too much, for the engine; simplify it",
}


class AitalentError(Exception):
    """Base of every error this package raises on purpose."""


class UnknownName(AitalentError, LookupError):
    """A name that fits nothing: of a resource in the graph, a query, a parameter."""

    def __init__(
        self,
        name: str,
        known: Collection[str],
        what: str = "resource",
        where: str = " in the graph",
    ) -> None:
        self.name = name
        self.near = _nearest(name, known)
        hint = f"; did you mean {', '.join(self.near)}?" if self.near else ""
        if not self.near and 0 < len(known) <= _FEW:
            hint = f"; there are: {', '.join(known)}"
        super().__init__(f"no {what} {_shown(name)}{where}{hint}")


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
    """A file that is not what it should be: broken RDF, no UTF-8, no iCAP standard.

    Attributes:
        near, problems: as for `BadValue`.
    """

    near: Sequence[str] = ()
    problems: Sequence[str] = ()

    def __init__(self, path: Path | str, problem: str, line: int | None = None) -> None:
        self.path, self.line = Path(path), line
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {problem}")


class ForbiddenQuery(AitalentError, ValueError):
    """A query that would reach outside the graph."""


class BrokenQuery(AitalentError, ValueError):
    """A query that is not SPARQL."""


class QueryTimeout(AitalentError, TimeoutError):
    """A query that took longer than its caller would wait."""

    #: As in `LimitReached`.
    limit = "seconds"

    def __init__(self, seconds: float, where: str = "the query", named: bool = False) -> None:
        self.seconds = seconds
        hint = " (limit: seconds)" if named else ""
        super().__init__(
            f"{where} took longer than {seconds:g} s; narrow it, or allow more time{hint}"
        )


class LimitReached(AitalentError):
    """A query that needs more than is allowed; nothing of its answer is given.

    Attributes:
        limit: its name, as in `workers.limits.Limits`, or `stack`, which has no number.
        value: the number, in the unit of the limit.
    """

    def __init__(self, limit: str, value: int = 0) -> None:
        self.limit, self.value = limit, value
        problem = _LIMITS[limit].format(value, value / 1024**2, value / 1000**2)
        super().__init__(f"{problem} (limit: {limit})")


class Busy(AitalentError):
    """Too many others are being answered.

    Attributes:
        retry_after: seconds after which asking again makes sense.
    """

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"busy with other queries; ask again in {retry_after} s")


class BrokenWorker(AitalentError):
    """A fault of this program, or a process that was ended from outside.

    Attributes:
        details: for the log: where it happened.
    """

    def __init__(self, problem: str, details: str = "") -> None:
        self.details = details
        super().__init__(f"{problem}; this is a fault of the program, please report it")


class BadValue(AitalentError, ValueError):
    """A value that cannot stand where it was given.

    Attributes:
        near: names that look like it, where it should have been one.
        problems: of a record all that is wrong with it, field by field; the message has the first.
    """

    near: Sequence[str] = ()
    problems: Sequence[str] = ()

    def __init__(self, value: object, problem: str) -> None:
        self.value = value
        super().__init__(f"{_shown(value)}: {problem}")


class EndpointError(AitalentError, ConnectionError):
    """A server that did not give a complete answer."""

    def __init__(self, url: str, problem: str, status: int | None = None) -> None:
        self.url, self.status = url, status
        super().__init__(f"{url}: {problem}")


def _shown(value: object) -> str:
    """A value in a message: its beginning, if it is long."""
    text = repr(value)
    return text if len(text) < 80 else f"{text[:77]}..."


def _nearest(name: str, known: Collection[str]) -> list[str]:
    """Up to three known names that look like `name`, case and blanks aside."""
    folded = {"".join(entry.split()).casefold(): entry for entry in known}
    wanted = "".join(name.split()).casefold()
    return [folded[hit] for hit in get_close_matches(wanted, folded, n=3, cutoff=0.5)]
