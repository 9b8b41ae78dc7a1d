"""Put the sources of the site together: two trees of Markdown, one a language.

A page that is not translated stands in the Chinese tree in English, and says so.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from aitalent_kg.files import write_text
from site_docs.links import Page, rewritten, spaced
from site_docs.words import LANGUAGES, say

__all__ = ["ROOT", "sources", "stage"]

ROOT = Path(__file__).resolve().parent.parent.parent
#: Pages from outside docs/, and their places in the site.
_OTHERS = {
    "README.md": "project/readme.md",
    "CHANGELOG.md": "project/changelog.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "data/README.md": "project/data.md",
}
#: Lists that are committed for a forge, and made anew for the site.
_MADE = ("queries.md",)
_NOTE = '!!! note ""\n    {words}\n\n'


def sources(root: Path = ROOT) -> dict[str, str]:
    """Page of the English tree -> its file in the repository."""
    found = {
        path.name: f"docs/{path.name}"
        for path in sorted((root / "docs").glob("*.md"))
        if not path.name.endswith(".zh-TW.md") and path.name not in _MADE
    }
    return found | {page: name for name, page in _OTHERS.items() if (root / name).exists()}


def stage(folder: Path, made: Mapping[str, Mapping[str, str]], root: Path = ROOT) -> None:
    """Write both trees, `folder`/en and `folder`/zh-TW.

    Args:
        folder: is emptied first.
        made: language -> page -> text of the generated pages.
        root: of the repository.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for lang in LANGUAGES:
        tree, found = folder / lang, sources(root)
        pages = {*found, *made[lang]}
        translated = {page for page, name in found.items() if (root / _chinese(name)).exists()}
        for path, name in found.items():
            own = lang != "en" and path in translated
            page = Page(_chinese(name) if own else name, path, lang, pages, translated)
            write_page(tree / path, _page(root, page))
        for path, text in made[lang].items():
            write_page(tree / path, text)
        shutil.copytree(root / "docs" / "assets", tree / "assets")


def write_page(path: Path, text: str) -> None:
    """Write a page and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, text)


def _page(root: Path, page: Page) -> str:
    """The text of a page for its tree."""
    text = rewritten(spaced((root / page.file).read_text(encoding="utf-8")), page)
    return text if page.lang == "en" or page.path in page.translated else _untranslated(text)


def _chinese(name: str) -> str:
    return name.removesuffix(".md") + ".zh-TW.md"


def _untranslated(text: str) -> str:
    """The page in English, said to be so; the hook marks its content as English."""
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    head = "---\nlang: en\n---\n"
    note = _NOTE.format(words=say("zh-TW", "This page is in English only."))
    if not title:
        return head + note + text
    end = title.end()
    return f"{head}{text[:end]}\n\n{note}{text[end:].lstrip()}"
