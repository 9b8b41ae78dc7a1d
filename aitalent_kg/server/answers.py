"""Answers over HTTP: bytes with their headers, the strict ones among them; errors as problems.

In: bodies and errors. Out: Starlette responses. What is the same for all answers is said here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from aitalent_kg.explorer.pages import policy
from aitalent_kg.server.incoming import headers_of
from aitalent_kg.server.problems import MEDIA_TYPE, headers, problem

__all__ = ["CLOSED", "CORS", "NO_PAGE", "SECURITY", "answer", "page_policy", "refusal", "tagged"]

#: On every answer, whatever it is.
SECURITY = (
    (b"accept-ranges", b"bytes"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"cross-origin"),
)
#: Instead where a user's own files are served: no page of another site may read them.
CLOSED = [*SECURITY[:-1], (b"cross-origin-resource-policy", b"same-origin")]
#: Data are public and nobody logs in: any page may read them, and none sends credentials.
CORS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "content-range, content-type, etag, link, retry-after, vary",
}
#: Of an answer that is no page, in case a browser shows it as one.
NO_PAGE = "default-src 'none'; frame-ancestors 'none'; sandbox"


def page_policy(name: str) -> str:
    """The Content-Security-Policy of a page."""
    return policy(name) + "; frame-ancestors 'none'"


def answer(
    body: bytes,
    content_type: str,
    status: int = 200,
    more: Mapping[str, str] | None = None,
    csp: str = NO_PAGE,
) -> Response:
    """A response that any origin may read."""
    told = {"content-security-policy": csp, **CORS, **(more or {})}
    response = Response(body, status, told)
    response.headers["content-type"] = content_type  # as it is, without a charset added
    return response


def refusal(error: BaseException, more: Mapping[str, str] | None = None) -> Response:
    """An error as problem+json."""
    status, details = problem(error)
    body = json.dumps(details, ensure_ascii=False).encode()
    return answer(body, MEDIA_TYPE, status, {**headers(error), **(more or {})})


def tagged(
    request: Request,
    body: bytes,
    content_type: str,
    more: Mapping[str, str] | None = None,
    csp: str = NO_PAGE,
) -> Response:
    """A response with an ETag; 304 where the client has this body already."""
    tag = f'"{sha256(content_type.encode() + body).hexdigest()[:24]}"'
    kept = {"etag": tag, "cache-control": "no-cache", **(more or {})}
    none_match = headers_of(request.scope).get(b"if-none-match", b"").decode("latin-1")
    known = [part.strip().removeprefix("W/") for part in none_match.split(",")]
    if tag in known or known == ["*"]:
        return answer(b"", content_type, 304, kept, csp)
    return answer(body, content_type, 200, kept, csp)
