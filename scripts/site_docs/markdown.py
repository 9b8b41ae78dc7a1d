"""Pieces of Markdown, safe for any words: what a document prints never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

__all__ = [
    "anchor",
    "code",
    "crumb",
    "esc",
    "fenced",
    "front",
    "link",
    "marked",
    "ref",
    "relative",
    "table",
]

_SPECIAL = re.compile(r"[&<>\\`*_{}\[\]#|!~^=+\"$]|(?<=[A-Za-z]):(?=//)")


def esc(words: object) -> str:
    """Words as they are: every character that could be markup becomes an entity.

    >>> esc("a|b <i>")
    'a&#124;b &#60;i&#62;'
    """
    text = " ".join(str(words).split())
    return _SPECIAL.sub(lambda found: f"&#{ord(found.group())};", text)


def code(words: object) -> str:
    """Words in the type of code, fit for a table too."""
    return f"<code>{esc(words)}</code>"


def crumb(words: str, source: str, target: str) -> str:
    """The way back to the list that a page belongs to."""
    return f"{link('← ' + esc(words), source, target)}{{ .crumb }}\n"


def marked(words: object, lang: str) -> str:
    """Words of a language, said to be so."""
    return f'<span lang="{lang}">{esc(words)}</span>'


def fenced(text: str, language: str = "text") -> str:
    """A block of code."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text)), 3)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown already."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def front(title: str, description: str = "") -> str:
    """What MkDocs reads above a page."""

    def quoted(text: str) -> str:
        return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'

    lines = ["---", f"title: {quoted(title)}"]
    if description:
        lines.append(f"description: {quoted(description)}")
    return "\n".join([*lines, "---", ""])


def relative(source: str, target: str) -> str:
    """The path from page to page, both below the root of the site's sources.

    >>> relative("reference/queries/items.md", "model.md#classes")
    '../../model.md#classes'
    """
    here, there = PurePosixPath(source).parent.parts, PurePosixPath(target).parts
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return "/".join([*[".."] * (len(here) - same), *there[same:]])


def link(words: str, source: str, target: str) -> str:
    """A link from page to page; the words are Markdown already."""
    return f"[{words}]({relative(source, target)})"


def ref(words: object, source: str, target: str) -> str:
    """A link from page to page in the type of code."""
    return link(code(words), source, target)


def anchor(name: str) -> str:
    """A name of ours as an anchor.

    >>> anchor("Task-code-max (zh)")
    'task-code-max-zh'
    """
    return re.sub(r"[^\w.-]+", "-", name).strip("-").lower()
