"""Links of the pages, which read well on a forge, turned into links of the site.

A page below docs/ links to queries, shapes and files of the repository. What has a page on the
site leads there; what has none becomes its words alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from site_docs.markdown import anchor, relative

__all__ = ["TREES", "Page", "outside_code", "rewritten", "spaced"]

#: Suffix of a page's language -> folder of its tree in the site.
TREES = {"en": "", "zh-TW": "zh-TW/"}
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
_SOURCE = re.compile(r'src="((?![a-z]+:)[^"]+)"')
_FENCE = re.compile(r"^( *)(`{3,}).*?^\1\2[ ]*$", re.DOTALL | re.MULTILINE)
_ITEM = re.compile(r"^(?: {0,3})(?:[-*+]|1\.) ")
#: A line of a paragraph: no blank, no item, nothing that continues one.
_PROSE = re.compile(r"(?!  |[-*+] |\d+\. |[ \t]*$)")
#: Files of the repository that have a page of their own name.
_PAGES = {
    "README.md": "project/readme.md",
    "README.zh-TW.md": "project/readme.zh-TW.md",
    "docs/queries.md": "reference/queries.md",
    "CHANGELOG.md": "project/changelog.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "data/README.md": "project/data.md",
    "ontology/aitalent.ttl": "reference/ontology.md",
    "ontology": "reference/ontology.md",
    "queries": "reference/queries.md",
    "shapes": "reference/shapes.md",
    "data/ttl": "reference/data-dictionary.md",
    "data/mappings": "reference/data-dictionary.md",
    "docs": "index.md",
}


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change the text between blocks of code."""
    parts, end = [], 0
    for fence in _FENCE.finditer(text):
        parts += [change(text[end : fence.start()]), fence.group()]
        end = fence.end()
    return "".join([*parts, change(text[end:])])


@dataclass(frozen=True, slots=True)
class Page:
    """A page whose links are rewritten, and the tree that it stands in."""

    file: str  #: in the repository
    path: str  #: in its tree
    lang: str  #: of the tree: "en" or "zh-TW"
    pages: Collection[str]  #: of the tree
    translated: Collection[str]  #: those of them that are in Chinese in the Chinese tree


def rewritten(text: str, page: Page) -> str:
    """The text of a page with links for the site."""

    def change(found: re.Match[str]) -> str:
        image, words, target = found.groups()
        if re.match(r"[a-z]+:|#", target):
            return found.group()
        if image:
            return f"![{words}]({_picture(target, page)})"
        return _link(words, target, page)

    def pictured(found: re.Match[str]) -> str:
        return f'src="{_picture(found[1], page)}"'

    return outside_code(text, lambda part: _SOURCE.sub(pictured, _LINK.sub(change, part)))


def _resolved(target: str, page: Page) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.file), target))


def _picture(target: str, page: Page) -> str:
    """The way to a picture, which stands in docs/assets."""
    return relative(page.path, _resolved(target, page).removeprefix("docs/"))


def _link(words: str, target: str, page: Page) -> str:
    path, _, fragment = target.partition("#")
    part = f"#{fragment}" if fragment else ""
    goal = _goal(_resolved(path, page))
    other = "zh-TW" if goal.endswith(".zh-TW.md") else "en"
    goal = goal.replace(".zh-TW.md", ".md")
    if goal not in page.pages:
        return words
    if other != page.lang and (_names_a_language(words) or _in_english_only(goal, part, page)):
        return _across(words, goal, part, other, page)
    return f"[{words}]({relative(page.path, goal)}{part})"


def _in_english_only(goal: str, part: str, page: Page) -> bool:
    """Whether a part of a page is meant whose Chinese text names its parts otherwise."""
    return bool(part) and goal in page.translated


def _goal(path: str) -> str:
    """The page of the site that stands for a file of the repository."""
    if path in _PAGES:
        return _PAGES[path]
    if found := re.fullmatch(r"queries/([\w-]+)/([\w-]+)\.rq", path):
        return f"reference/queries/{found[1]}/{found[2]}.md"
    if found := re.fullmatch(r"shapes/([\w-]+)\.ttl", path):
        return f"reference/shapes/{anchor(found[1])}.md"
    return path.removeprefix("docs/") if path.startswith("docs/") else path


def _names_a_language(words: str) -> bool:
    return words.strip() in {"English", "英文", "繁體中文", "正體中文", "中文", "Chinese"}


def _across(words: str, goal: str, part: str, other: str, page: Page) -> str:
    """A link to the other tree, in HTML, since MkDocs knows one tree at a time."""
    way = relative(TREES[page.lang] + page.path, TREES[other] + goal).removesuffix(".md")
    return f'<a href="{way}.html{part}" hreflang="{other}">{words}</a>'


def spaced(text: str) -> str:
    """A blank line above each list, which forges do without and Python-Markdown does not."""

    def change(part: str) -> str:
        lines: list[str] = []
        for line in part.split("\n"):
            if lines and _ITEM.match(line) and _PROSE.match(lines[-1]):
                lines.append("")
            lines.append(line)
        return "\n".join(lines)

    return outside_code(text, change)
