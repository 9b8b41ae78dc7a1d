"""The pages: one shell for all, whose script fills `<main>`.

In: the name of a page. Out: HTML. Nothing is written into a page but by `page`, which escapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from aitalent_kg.errors import UnknownName

__all__ = ["FILES", "PAGES", "file_of", "not_found", "page", "policy"]

#: What the browser loads besides pages and data.
FILES = Path(__file__).parent / "files"

#: Page -> its name in Chinese and in English. `home` is the file index.html.
PAGES = {
    "home": ("首頁", "Home"),
    "resource": ("資源", "Resources"),
    "map": ("職涯地圖", "Career map"),
    "compare": ("比較", "Compare"),
    "conflicts": ("文件歧異", "Differences"),
    "assess": ("自我評估", "Self-assessment"),
    "query": ("查詢", "Query"),
    "sources": ("文件原文", "Sources"),
}

_SITE = "AI 人才知識圖譜"
_NOT_FOUND = """<h1><span class="zh">找不到此網頁</span><span class="en" lang="en">No such page</span></h1>
<p><a href="index.html"><span class="zh">回首頁搜尋</span><span class="en" lang="en">Search from the home page</span></a></p>
"""
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
#: YASGUI's editor writes style elements.
_STYLED = {"query"}


def policy(name: str) -> str:
    """The Content-Security-Policy of a page; a server adds frame-ancestors, which no page can."""
    own = {"style-src": "'self' 'unsafe-inline'"} if name in _STYLED else {}
    return "; ".join(f"{part} {sources}" for part, sources in (_POLICY | own).items())


def file_of(name: str) -> str:
    """The file that a page is in a static site, and its path on a server."""
    return "index.html" if name == "home" else f"{name}.html"


def not_found(mode: str = "static", base: str = "", main: str = "") -> str:
    """The page for what is not there.

    Args:
        mode, base: as of `page`.
        main: more HTML, such as suggestions; its maker has escaped it.
    """
    return page("404", mode, base, _NOT_FOUND + main)


def page(
    name: str,
    mode: str = "static",
    base: str = "",
    main: str = "",
    title: str = "",
    links: Iterable[Mapping[str, str]] = (),
    code: str = "",
) -> str:
    """One page as HTML.

    Args:
        name: one of `PAGES`, or "404", whose script does nothing.
        mode: "static", or "server", where the script may ask /api and /sparql.
        base: URL that relative ones stand on, as "../../"; "" for a page in its own place.
        main: HTML for `<main>` that reads without the script; its maker has escaped it.
        title: text before the name of the site; left out, the name of the page.
        links: attributes of `<link>` elements, as {"rel": "alternate", "href": "x.ttl"}.
        code: of the resource that the page is about, for the script.
    Raises:
        UnknownName: there is no such page.

    >>> "&lt;b&gt;" in page("home", title="<b>")
    True
    """
    if name not in PAGES and name != "404":
        raise UnknownName(name, PAGES, "page", " in the explorer")
    words = title or ("找不到" if name == "404" else PAGES[name][0])
    return _shell().substitute(
        page=escape(name),
        mode=escape(mode),
        title=escape(_SITE if name == "home" and not title else f"{words} – {_SITE}"),
        head="\n".join([*_policy_of(name, mode), *_base(base), *map(_link, links)]),
        code=f' data-code="{escape(code)}"' if code else "",
        main=main,
    )


@cache
def _shell() -> Template:
    return Template((FILES / "shell.html").read_text(encoding="utf-8"))


def _policy_of(name: str, mode: str) -> list[str]:
    """A static site has no headers of its own; a server sends the policy as one."""
    if mode == "server":
        return []
    content = escape(policy(name))
    return [f'<meta http-equiv="Content-Security-Policy" content="{content}">']


def _base(base: str) -> list[str]:
    return [f'<base href="{escape(base)}">'] if base else []


def _link(attributes: Mapping[str, str]) -> str:
    told = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<link {told}>"
