"""Errors as HTTP answers: RFC 9457 "problem details", with what helps to mend the request.

In: an error. Out: a status, headers and a JSON-able object. No web framework here.
"""

from __future__ import annotations

from collections.abc import Mapping

from aitalent_kg.errors import AitalentError

__all__ = ["MEDIA_TYPE", "TYPES", "Refused", "headers", "one_line", "problem"]

MEDIA_TYPE = "application/problem+json"
_BASE = "https://w3id.org/aitalent-kg/problem/"

#: Class of error -> status, last part of the problem's type, title.
TYPES: Mapping[str, tuple[int, str, str]] = {
    "UnknownName": (404, "unknown-name", "no such name"),
    "AmbiguousName": (409, "ambiguous-name", "several things have this name"),
    "BadValue": (400, "bad-value", "a value that cannot stand here"),
    "BrokenQuery": (400, "broken-query", "no SPARQL query"),
    "ForbiddenQuery": (403, "forbidden-query", "a query that is not run here"),
    "QueryTimeout": (503, "time", "the time limit is reached"),
    "Busy": (503, "busy", "too many requests at once"),
    "BrokenWorker": (500, "internal", "an error of the server"),
    "LimitReached": (422, "limit", "a limit is reached"),
    "Refused": (400, "refused", "the request cannot be answered"),
    "AitalentError": (400, "error", "no answer"),
}
#: Limits of what is sent rather than of what would come back, and the one that may pass.
_LIMITS = {"query": 413, "body": 413, "memory": 503}
_RETRY = 10  #: seconds, where the error names none
#: Facts of errors that an answer repeats.
_FACTS = ("name", "near", "candidates", "limit", "retry_after")


class Refused(AitalentError):
    """A request that HTTP itself refuses: a method, a type, a size.

    Args:
        status: 400 to 499.
        words: what is wrong and what to do.
        headers: more headers of the answer, for example `Allow`.
    """

    def __init__(self, status: int, words: str, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.headers = status, dict(headers or {})
        super().__init__(words)


def problem(error: BaseException) -> tuple[int, dict[str, object]]:
    """The status of an error, and its problem details.

    Their keys are `type`, `title`, `status` and `detail`, and where the error has them `name` and
    `near` (unknown names), `candidates` (ambiguous ones), `limit`, `retry_after` in seconds.
    An error that is none of ours tells nothing of itself.
    """
    if not isinstance(error, AitalentError):
        return 500, _details(500, "internal", "an error of the server", "the server failed")
    status, kind, title = next(
        TYPES[each.__name__] for each in type(error).__mro__ if each.__name__ in TYPES
    )
    if kind == "limit":
        status = _LIMITS.get(str(getattr(error, "limit", "")), status)
    status = error.status if isinstance(error, Refused) else status
    found = _details(status, kind, title, one_line(error))
    facts = ((name, getattr(error, name, None)) for name in _FACTS)
    return status, found | {name: _fact(value) for name, value in facts if value}


def headers(error: BaseException) -> dict[str, str]:
    """The headers that belong to the answer: `Retry-After`, `Allow`."""
    if isinstance(error, Refused):
        return error.headers
    status, _ = problem(error)
    if status != 503:
        return {}
    return {"Retry-After": str(max(1, round(getattr(error, "retry_after", None) or _RETRY)))}


def _fact(value: object) -> object:
    """A fact as JSON has it."""
    if isinstance(value, str):
        return one_line(value)
    return [one_line(each) for each in value] if isinstance(value, list | tuple) else value


def one_line(message: object) -> str:
    """A message without line breaks, control characters and halves of characters."""
    return "".join(c if c.isprintable() else " " for c in str(message))


def _details(status: int, kind: str, title: str, words: str) -> dict[str, object]:
    return {"type": _BASE + kind, "title": title, "status": status, "detail": words}
