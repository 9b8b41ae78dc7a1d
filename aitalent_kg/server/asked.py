"""What a request to the endpoint asks: query, dataset, accepted formats; or why it is refused.

As SPARQL 1.1 Protocol, section 2.1, has it. Nothing is run here.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from aitalent_kg.errors import ForbiddenQuery
from aitalent_kg.server.problems import Refused
from aitalent_kg.workers.limits import Limits

__all__ = ["ALLOW", "Asked", "asked", "longest"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_READ_ONLY = "this endpoint is read-only; send a query, not an update"
#: A query of the full length, every byte of it percent-encoded, and graphs beside it.
_BYTES_A_CHARACTER = 12
_ROOM = 20_000
ALLOW = "GET, HEAD, POST, OPTIONS"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and how it is to be answered; `query` None asks for the service description."""

    query: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    formats: tuple[str, ...]  #: values of `format=`, which go before Accept


def asked(
    method: str, query_string: bytes, content_type: str, body: bytes, limits: Limits
) -> Asked:
    """Read a request.

    Args:
        content_type: of the body.
    Raises:
        Refused: 400, 405, 413, 414 or 415, the limit named.
        ForbiddenQuery: it is an update.
    """
    if method not in ("GET", "HEAD", "POST"):
        raise Refused(405, f"{method} is not answered here; use GET or POST", {"Allow": ALLOW})
    pairs = _pairs(query_string, "the address")
    if method == "POST":
        pairs += _posted(content_type, body)
    found = _values(pairs)
    if "update" in found:
        raise ForbiddenQuery(_READ_ONLY)
    queries = found.get("query", [])
    _check(queries, method, limits)
    return Asked(
        queries[0] if queries else None,
        tuple(found.get("default-graph-uri", ())),
        tuple(found.get("named-graph-uri", ())),
        tuple(found.get("format", ())),
    )


def longest(limits: Limits) -> int:
    """Bytes of the longest body that may hold a query that is allowed."""
    return limits.query * _BYTES_A_CHARACTER + _ROOM


def _posted(content_type: str, body: bytes) -> list[tuple[str, str]]:
    """What a body says, as parameters."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise ForbiddenQuery(_READ_ONLY)
    if media_type == _FORM:
        return _pairs(body, "the body")
    if media_type == _QUERY:
        return [("query", _text(body, content_type))]
    given = f"a body of type {media_type[:80]!r}" if media_type else "a body without Content-Type"
    raise Refused(415, f"{given} is not understood; send {_QUERY} or {_FORM}")


def _text(body: bytes, content_type: str) -> str:
    """A query sent as it is.

    Raises:
        Refused: it is not in UTF-8, the only encoding that the protocol allows.
    """
    charset = content_type.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in ("", "utf-8", "utf8"):
        raise Refused(415, f"a query in {charset[:40]!r} is not understood; send UTF-8")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, f"the query is not UTF-8 (byte {error.start}); send UTF-8") from None


def _pairs(text: bytes, where: str) -> list[tuple[str, str]]:
    """Parameters, decoded once.

    Raises:
        Refused: what they hold is not UTF-8, or they are far too many.
    """
    try:
        return parse_qsl(
            text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200
        )
    except UnicodeError:
        raise Refused(400, f"{where} holds what is no percent-encoded UTF-8") from None
    except ValueError:
        raise Refused(400, f"{where} has more than 200 parameters; leave some out") from None


def _values(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _check(queries: list[str], method: str, limits: Limits) -> None:
    """Refuse what is no single query of a fair length; a POST asks something, always."""
    if len(queries) > 1:
        raise Refused(400, f"{len(queries)} parameters named query; give one")
    if method == "POST" and not queries:
        raise Refused(400, "no query; give it as the parameter query, or as the body")
    if queries and len(queries[0]) > limits.query:
        raise Refused(
            413 if method == "POST" else 414,
            f"query of {len(queries[0])} characters; at most {limits.query} (limit: query)",
        )
