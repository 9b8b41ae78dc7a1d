"""The head of a mapping table, which is YAML: read as texts, and a text written for it.

What YAML can do besides is refused: aliases, by which a few lines unfold to gigabytes, and a name
given twice, of which readers keep now the first, now the last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aitalent_kg.errors import UnreadableFile

__all__ = ["head_of", "scalar"]

#: Characters that YAML does not let stand in a text, or takes for the end of a line.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def head_of(lines: Sequence[str], path: Path | str) -> dict[str, Any]:
    """What the lines of the head say: texts, lists and names with values.

    Args:
        lines: from the first of the file, each with its `#`.
    Raises:
        UnreadableFile: they are no YAML, hold an alias or say a name twice; the line is named.
    """
    import yaml

    text = "\n".join(line[1:].rstrip("\r") for line in lines)
    try:
        # the plainest loader: dates and numbers stay as they are written
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        found = {} if root is None else _Reader(path).value(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = (
            f"the head is no YAML ({getattr(error, 'problem', None) or 'a character'}); mend it"
        )
        raise UnreadableFile(path, problem, mark.line + 1 if mark else 1) from error
    except RecursionError as error:
        raise UnreadableFile(path, "the head is nested too deeply") from error
    if found == "":
        return {}
    if not isinstance(found, dict):
        raise UnreadableFile(path, "the head is no list of names and values; write name: value", 1)
    return found


def scalar(text: str) -> str:
    """A text as YAML has it: plain where it can be, else in double quotes."""
    import yaml

    plain = text == text.strip() and "\n" not in text
    try:
        same = plain and yaml.safe_load(f"x: {text}") == {"x": text}
    except (yaml.YAMLError, ValueError):
        same = False
    if same:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


class _Reader:
    """Walks the nodes of one head."""

    def __init__(self, path: Path | str) -> None:
        self._path = path
        self._seen: set[int] = set()

    def value(self, node: Any) -> Any:
        line = node.start_mark.line + 1
        if id(node) in self._seen:
            raise UnreadableFile(self._path, "aliases (*name) are not read; write it out", line)
        self._seen.add(id(node))
        if node.id == "scalar":
            return node.value
        if node.id == "sequence":
            return [self.value(part) for part in node.value]
        return self._names(node)

    def _names(self, node: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, part in node.value:
            name, line = self.value(key), key.start_mark.line + 1
            if not isinstance(name, str):
                raise UnreadableFile(self._path, "a name in the head is no word; mend it", line)
            if name in found:
                raise UnreadableFile(self._path, f"{name!r} is said twice; keep one", line)
            found[name] = self.value(part)
        return found
