"""HTTP as queries and uploads both need it: no redirects, credentials for one server only."""

from __future__ import annotations

import re
import urllib.request
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import urlsplit

from aitalent_kg.errors import EndpointError

__all__ = ["ANYBODY", "Access", "checked_url", "first_words", "reason", "send"]


@dataclass(frozen=True)
class Access:
    """Who asks."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    digest: bool = False  #: digest authentication instead of basic


ANYBODY = Access()


class _Unmoved(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a moved query loses its text, and credentials would go along."""

    def redirect_request(self, req: urllib.request.Request, *rest: Any) -> NoReturn:
        raise EndpointError(
            req.full_url, f"redirects to {first_words(rest[-1])}; give that address"
        )


def send(request: urllib.request.Request, access: Access, timeout: float) -> Any:
    """The response to a request; raises as urllib does."""
    opener = urllib.request.build_opener(_Unmoved())
    pair = access.user, access.password or ""
    if access.user is not None and access.digest:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, request.full_url, *pair)  # type: ignore[arg-type]
        opener.add_handler(urllib.request.HTTPDigestAuthHandler(passwords))
    elif access.user is not None:
        words = b64encode(":".join(map(str, pair)).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {words}")
    return opener.open(request, timeout=timeout)


def checked_url(url: str) -> str:
    """An address with scheme and host, and without a password.

    Raises:
        EndpointError: it is none; a password in it is not repeated.
    """
    try:
        parts = urlsplit(url)
        host, named = parts.hostname, parts.username is not None
    except ValueError:
        parts, host, named = urlsplit(""), None, False
    if named:
        raise EndpointError(f"{parts.scheme}://…@{host}", "give user and password by themselves")
    printable = url.isascii() and url.isprintable() and " " not in url
    if parts.scheme not in ("http", "https") or not host or not printable:
        problem = "no address of a server; give one with http:// or https://, in ASCII"
        raise EndpointError(first_words(url) or repr(url), problem)
    return url


def first_words(body: bytes | str) -> str:
    """The beginning of a message, without markup and line ends."""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:160]


def reason(error: Exception) -> str:
    """Why the network failed, in the system's words."""
    inner = getattr(error, "reason", error)
    return first_words(str(getattr(inner, "strerror", None) or inner)) or type(inner).__name__
