"""A part of an answer where a client asks for one, as data-frame libraries do: RFC 9110, 14.

In: the value of Range, and an answer that is whole. Out: status, headers and the part.
"""

from __future__ import annotations

import re

__all__ = ["ranged"]

_RANGE = re.compile(rb"bytes=(\d{0,18})-(\d{0,18})")
Headers = list[tuple[bytes, bytes]]


def ranged(asked: bytes, headers: Headers, body: bytes) -> tuple[int, Headers, bytes]:
    """The answer to a request for one range of bytes; the whole where it asks for none or several.

    >>> ranged(b"bytes=1-2", [], b"abcd")
    (206, [(b'content-range', b'bytes 1-2/4'), (b'content-length', b'2')], b'bc')
    """
    match = _RANGE.fullmatch(asked.strip())
    if match is None or not (match[1] or match[2]):
        return 200, headers, body
    size = len(body)
    if match[1]:
        first = int(match[1])
        last = min(int(match[2]) if match[2] else size - 1, size - 1)
        if match[2] and int(match[2]) < first:
            return 200, headers, body
    else:
        first, last = max(size - int(match[2]), 0), size - 1
    if first >= size or last < first:
        return 416, _told(headers, b"bytes */%d" % size, 0), b""
    part = body[first : last + 1]
    return 206, _told(headers, b"bytes %d-%d/%d" % (first, last, size), len(part)), part


def _told(headers: Headers, place: bytes, size: int) -> Headers:
    kept = [pair for pair in headers if pair[0].lower() != b"content-length"]
    return [*kept, (b"content-range", place), (b"content-length", str(size).encode())]
