"""Build the site from staged pages: English at its root, Chinese below zh-TW/."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

os.environ["NO_MKDOCS_2_WARNING"] = (
    "true"  # mkdocs.yml needs MkDocs 1, which pyproject.toml asks for
)

# jieba tells of its dictionary, at a level that it sets itself when it is imported
logging.getLogger("jieba").addFilter(lambda told: told.levelno >= logging.WARNING)

from mkdocs.commands.build import build as build_tree  # noqa: E402 - after the line above
from mkdocs.config import load_config  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402

from site_docs.navigation import navigation  # noqa: E402
from site_docs.staging import ROOT  # noqa: E402

__all__ = ["build"]

_TOGGLES = ("切換為淺色", "切換為深色", "依系統設定")
_ABOUT = "將五份台灣官方 AI 人才文件整理為一個知識圖譜，每項陳述都附原文引文"


def build(staged: Path, site: Path) -> None:
    """Build both trees.

    Raises:
        mkdocs.exceptions.Abort: there was a warning.
    """
    shutil.rmtree(site, ignore_errors=True)
    build_tree(_config(staged / "en", site, "en"))
    build_tree(_config(staged / "zh-TW", site / "zh-TW", "zh-TW"))


def _config(docs: Path, site: Path, lang: str) -> MkDocsConfig:
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(site))
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    english = {p for p in pages if "lang: en" in (docs / p).read_text(encoding="utf-8")[:20]}
    config.nav = navigation(pages, lang, pages - english)
    config.extra["tree"] = lang
    if lang != "en":
        config.theme["language"] = lang
        config.site_description = _ABOUT
        for entry, name in zip(config.theme["palette"], _TOGGLES, strict=True):
            entry["toggle"]["name"] = name
    return config
