"""A short hash of a text, which pages work out too."""

from __future__ import annotations

__all__ = ["fnv1a"]

_OFFSET, _PRIME, _MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def fnv1a(text: str) -> int:
    """FNV-1a (32 bits) of the UTF-8 bytes of a text; js/lib/hash.js has the same function.

    >>> hex(fnv1a("a"))
    '0xe40c292c'
    """
    value = _OFFSET
    for byte in text.encode():
        value = ((value ^ byte) * _PRIME) & _MASK
    return value
