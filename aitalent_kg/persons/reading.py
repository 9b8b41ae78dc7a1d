"""Read a YAML or JSON file into plain values, each with its line.

In: a file. Out: dicts, lists, text, numbers, dates as text. JSON is read as the YAML that it
nearly is: its tabs become blanks, its pairs of surrogates one character.
Numbers are only what looks like one: `18:00` and `1_8` stay text, so nobody's 18:00 becomes 1080.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.files import read_text

__all__ = ["Document", "read_document"]

_LARGEST = 1_000_000  # characters; a record has a few thousand
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_PLAIN = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a file, and the line of each."""

    path: Path
    values: Any
    lines: dict[tuple[str | int, ...], int]  #: keys that lead to a value -> its line, from 1

    def line(self, keys: tuple[str | int, ...]) -> int:
        """The line of a value, or of the nearest one around it."""
        while keys not in self.lines:
            keys = keys[:-1]
        return self.lines[keys]


def read_document(path: Path) -> Document:
    """Read a file.

    Raises:
        MissingFile: it is not there.
        UnreadableFile: it is empty, too long, no UTF-8, no YAML, or has a key twice.
    """
    import yaml

    text = read_text(path)
    if len(text) > _LARGEST:
        raise UnreadableFile(path, f"longer than {_LARGEST} characters; that is no record")
    if path.suffix.casefold() == ".json":
        text = text.replace("\t", " ")  # no string of JSON holds one
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise UnreadableFile(path, f"no YAML: {problem}", mark and mark.line + 1) from None
    except RecursionError:
        raise UnreadableFile(path, "nested too deeply") from None
    if root is None:
        raise UnreadableFile(path, "empty; `aitalent-kg assess --template` writes a record to fill")
    reader = _Reader(path)
    return Document(path, reader.value(root, ()), reader.lines)


class _Reader:
    """Walks the nodes of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.seen: set[int] = set()

    def value(self, node: Any, keys: tuple[str | int, ...]) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(keys, line)
        if node.id == "scalar":
            return self._scalar(node, line)
        if id(node) in self.seen:  # an alias: a few lines could unfold to gigabytes
            raise UnreadableFile(self.path, "aliases (*name) are not read; write it out", line)
        self.seen.add(id(node))
        if node.id == "sequence":
            return [self.value(part, (*keys, place)) for place, part in enumerate(node.value)]
        return self._mapping(node, keys)

    def _mapping(self, node: Any, keys: tuple[str | int, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, part in node.value:
            line = key.start_mark.line + 1
            name = self._text(key, line) if key.id == "scalar" else ""
            if not name.strip() or key.tag == f"{_PLAIN}null":
                raise UnreadableFile(self.path, "a key must be a word", line)
            if name in found:
                raise UnreadableFile(self.path, f"{name!r} stands here twice", line)
            self.lines[(*keys, name)] = line
            found[name] = self.value(part, (*keys, name))
        return found

    def _scalar(self, node: Any, line: int) -> object:
        """Plain words that look like a number, truth or nothing are that; all else is text."""
        return _plain(node, self._text(node, line))

    def _text(self, node: Any, line: int) -> str:
        try:
            return str(node.value).encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableFile(
                self.path, "half of a surrogate pair is no character", line
            ) from None


def _plain(node: Any, text: str) -> object:
    if node.style in ("'", '"') or node.tag == f"{_PLAIN}timestamp":
        return text
    if text in ("", "~", "null"):
        return None
    if _NUMBER.fullmatch(text):
        number = float(text)
        whole = number.is_integer() and abs(number) < 1e15
        return (int(number) if whole else number) if math.isfinite(number) else text
    return _TRUTH.get(text.casefold(), text)
