"""What MkDocs asks while it builds: the other language, what is in English, nothing from outside."""

from __future__ import annotations

import posixpath
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

__all__ = ["on_page_content", "on_page_context", "on_post_build", "on_post_page"]

_TREE = "x-tree:"  #: stands for the same page in a tree until its address is known
#: Address in Material's script -> what stands there instead, as JavaScript.
_OUTSIDE = {
    '"https://unpkg.com/mermaid@11/dist/mermaid.min.js"': "new URL("
    'JSON.parse(document.getElementById("__config").textContent).base'
    '+"/assets/vendor/mermaid/mermaid.min.js",location.href).href',
    '"https://unpkg.com/resize-observer-polyfill"': '"data:text/javascript,"',
    # it would look for the same page in sitemaps; our links lead there already
    '"link[rel=alternate]"': '"link[rel=sitemap-of-another-language]"',
}


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Mark what is in another language than the page around it."""
    lang = page.meta.get("lang")
    return f'<div lang="{lang}">\n{html}\n</div>' if lang else html


def on_page_context(
    context: MutableMapping[str, Any], config: MkDocsConfig, **_: object
) -> MutableMapping[str, Any]:
    """Name the trees; MkDocs cannot write the way from one to the other, so that comes later."""
    config.extra["alternate"] = [
        {"name": "English", "link": f"{_TREE}en", "lang": "en"},
        {"name": "繁體中文", "link": f"{_TREE}zh-TW", "lang": "zh-TW"},
    ]
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Lead from each page to the same one in the other language."""
    search = "Search" if config.extra["tree"] == "en" else "搜尋"
    output = output.replace('role="dialog"', f'role="dialog" aria-label="{search}"', 1)
    own = posixpath.basename(page.url)
    up = "../" * page.url.count("/")
    ways = {"en": own, "zh-TW": f"{up}zh-TW/{page.url}"}
    if config.extra["tree"] != "en":
        ways = {"en": f"{up}../{page.url}", "zh-TW": own}
    for lang, way in ways.items():
        output = output.replace(f'"{_TREE}{lang}"', f'"{way}"')
    return output


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Have Material's script take from the site what it would fetch, or leave it alone."""
    [bundle] = Path(config.site_dir).glob("assets/javascripts/bundle.*.min.js")
    text = bundle.read_text(encoding="utf-8")
    for address, ours in _OUTSIDE.items():
        if address not in text:
            raise ValueError(
                f"{bundle.name} no longer has {address}; mend scripts/site_docs_hook.py"
            )
        text = text.replace(address, ours)
    bundle.write_text(text, encoding="utf-8")
