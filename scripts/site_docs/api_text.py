"""Docstrings of ours as Markdown: paragraphs, arguments, errors, examples."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

from site_docs.markdown import code, esc, fenced, table

__all__ = ["docstring", "fields_told", "prose", "signature_text"]

_HEADS = {"Args", "Returns", "Raises", "Yields", "Attributes"}
_FIELD = re.compile(r"^    (\w+): [^#\n]*?(?:#: (.+))?$", re.MULTILINE)


def docstring(text: str) -> Iterator[str]:
    """A docstring in the house's form, block by block; ours are in English."""
    yield '<div lang="en" markdown>\n'
    for block in _blocks(inspect.cleandoc(text)):
        head, _, rest = block.partition("\n")
        if head.removesuffix(":") in _HEADS and head.endswith(":"):
            yield f"**{head[:-1]}**\n"
            yield _entries(rest)
        elif block.lstrip().startswith(">>>"):
            yield fenced(inspect.cleandoc(block), "pycon")
        else:
            yield prose(block)
    yield "</div>\n"


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, sections and examples; a section follows another without a blank line."""
    for part in re.split(r"\n\s*\n", text):
        start: list[str] = []
        for line in part.split("\n"):
            if line.removesuffix(":") in _HEADS and line.endswith(":") and start:
                yield "\n".join(start)
                start = []
            start.append(line)
        yield "\n".join(start)


def prose(text: str) -> str:
    """A paragraph; what stands in backticks is code."""
    parts = re.split(r"`([^`]+)`", " ".join(text.split()))
    told = [code(part) if at % 2 else esc(part) for at, part in enumerate(parts)]
    return "".join(told) + "\n"


def _entries(text: str) -> str:
    """`name: meaning` lines, with what is continued below them, as a table."""
    rows: list[list[str]] = []
    for line in inspect.cleandoc(text).split("\n"):
        found = re.match(r"([\w*, |]+?): (.*)", line)
        if found and not line.startswith(" "):
            rows.append([code(found[1]), found[2]])
        elif rows:
            rows[-1][1] += " " + line.strip()
        else:
            rows.append(["", line.strip()])
    return table(["", ""], [[name, prose(told).strip()] for name, told in rows])


class _Bare(str):
    """An annotation as it is written, since ours are text."""

    def __repr__(self) -> str:
        return self.replace("'", "")


def signature_text(name: str, value: Callable[..., object]) -> str:
    """`name(parameter: type = default, …) -> type`, on lines of its own where it is long."""
    found = inspect.signature(value)
    empty = inspect.Signature.empty
    shown = [
        p if p.annotation is empty else p.replace(annotation=_Bare(p.annotation))
        for p in found.parameters.values()
        if p.name != "self"
    ]
    given = "" if found.return_annotation is empty else f" -> {_Bare(found.return_annotation)!r}"
    text = _steady(str(found.replace(parameters=shown, return_annotation=empty)))
    if len(name + text + given) <= 90:
        return name + text + given
    return f"{name}(\n    " + ",\n    ".join(_parts(shown)) + f",\n){given}"


def _steady(text: str) -> str:
    """A function that is a default by its name; where it lies in memory changes."""
    return re.sub(r"<function (\w+) at 0x\w+>", r"\1", text)


def _parts(shown: list[inspect.Parameter]) -> Iterator[str]:
    """The parameters with the marks between their kinds."""
    for at, parameter in enumerate(shown):
        before = shown[at - 1].kind if at else None
        if parameter.kind is parameter.KEYWORD_ONLY and before not in (
            parameter.KEYWORD_ONLY,
            parameter.VAR_POSITIONAL,
        ):
            yield "*"
        yield _steady(str(parameter))
        after = shown[at + 1].kind if at + 1 < len(shown) else None
        if parameter.kind is parameter.POSITIONAL_ONLY and after is not parameter.POSITIONAL_ONLY:
            yield "/"


def fields_told(kind: type) -> dict[str, str]:
    """Field -> what the comment behind it says."""
    try:
        source = inspect.getsource(kind)
    except (OSError, TypeError):
        return {}
    return {name: told.strip() for name, told in _FIELD.findall(source) if told}
