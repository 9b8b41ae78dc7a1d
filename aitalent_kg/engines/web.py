"""Small things of HTTP that queries and uploads both need."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from aitalent_kg.errors import EndpointError

__all__ = ["checked_url", "first_words", "reason"]


def checked_url(url: str) -> str:
    """An address with scheme and host.

    Raises:
        EndpointError: it is not http or https.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise EndpointError(url, "no address of a server; give one with http:// or https://")
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
