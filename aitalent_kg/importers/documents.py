"""JSON files of others: whole, of bounded size and depth, and nothing fetched."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.bundle import Bundle, Entry

__all__ = ["json_of", "text_of"]

#: Bytes of a JSON document; parsed it may take some twenty times that.
_LARGEST = 32 * 1024**2


def text_of(bundle: Bundle, entry: Entry) -> str:
    """A UTF-8 file as text, a byte-order mark left out.

    Raises:
        UnreadableFile: not UTF-8, with the line; larger than is meant.
    """
    raw = bundle.bytes(entry, _LARGEST)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(entry.where, "is UTF-16; save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(entry.where, "is not UTF-8 (Big5?); convert it first", line) from error


def json_of(bundle: Bundle, entry: Entry) -> Any:
    """What a JSON file says.

    Raises:
        UnreadableFile: no JSON, cut off, nested too deep, or with NaN or a name that is there twice.
    """
    document = text_of(bundle, entry)
    if not document.strip():
        raise UnreadableFile(entry.where, "the file is empty; give one with content")
    try:
        return json.loads(document, parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise UnreadableFile(entry.where, f"is no JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise UnreadableFile(entry.where, "is nested too deep") from error
    except ValueError as error:
        raise UnreadableFile(entry.where, str(error)) from error


def _refuse(constant: str) -> object:
    raise ValueError(f"holds {constant}, which is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = next(name for name, n in times.items() if n > 1)
        raise ValueError(f"has {twice!r} twice in one object; keep one")
    return found
