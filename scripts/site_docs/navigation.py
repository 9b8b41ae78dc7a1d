"""Where each page stands in the navigation, in both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable

__all__ = ["navigation"]

Nav = list[dict[str, object]]

#: Title in English and Chinese, and the pages below, without `.md`. A page that is not there yet is left out.
_SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Tutorials",
        "教學",
        ("tutorial-sparql", "tutorial-research", "tutorial-researcher", "tutorial-python"),
    ),
    (
        "How-to",
        "操作指南",
        (
            "how-to",
            "asking",
            "careers",
            "comparing",
            "importing",
            "frameworks-esco-onet",
            "frameworks-nice-case",
            "exporting",
            "own-store",
            "explorer",
            "serving",
            "servers",
            "agents",
            "api",
            "scaling",
            "reasoning",
        ),
    ),
    ("Model", "模型", ("model", "sources", "crosswalk", "reference/data-dictionary")),
    (
        "Reference",
        "參考",
        (
            "reference/index",
            "reference/queries",
            "reference/verbs",
            "reference/python",
            "reference/results",
            "reference/errors",
            "reference/ontology",
            "reference/shapes",
        ),
    ),
    (
        "Quality",
        "品質",
        ("quality", "crosswalk-quality", "benchmarks", "testing", "limits", "threat-model"),
    ),
    (
        "Project",
        "專案",
        (
            "project/readme",
            "architecture",
            "project/contributing",
            "project/changelog",
            "project/data",
        ),
    ),
)
#: Titles in Chinese of pages that are in English only.
_TITLES = {
    "agents": "給 AI 代理程式",
    "api": "JSON API",
    "architecture": "架構",
    "asking": "查詢",
    "benchmarks": "效能量測",
    "careers": "職涯",
    "comparing": "比較",
    "crosswalk": "對應表",
    "crosswalk-quality": "對應建議的品質",
    "explorer": "瀏覽介面",
    "exporting": "匯出",
    "frameworks-esco-onet": "ESCO 與 O*NET",
    "frameworks-nice-case": "NICE 與 CASE",
    "how-to": "操作指南",
    "importing": "匯入",
    "limits": "限制",
    "model": "模型",
    "own-store": "自有儲存庫",
    "project/changelog": "變更紀錄",
    "project/contributing": "參與貢獻",
    "project/data": "資料",
    "project/readme": "讀我",
    "quality": "品質",
    "reasoning": "推理",
    "scaling": "規模",
    "servers": "SPARQL 伺服器",
    "serving": "提供服務",
    "sources": "來源",
    "testing": "測試",
    "threat-model": "威脅模型",
    "tutorial-python": "教學：Python",
    "tutorial-research": "教學：研究",
    "tutorial-sparql": "教學：SPARQL",
}
#: Pages that other pages lead to, of which there are too many for a list beside every page.
_BELOW = ("reference/queries/", "reference/terms/", "reference/concepts/", "reference/shapes/")


def navigation(pages: Collection[str], lang: str, translated: Collection[str] = ()) -> Nav:
    """What MkDocs takes as `nav`, of the pages of a tree.

    A page of docs/ that nobody has placed yet stands among the how-to pages.

    Args:
        pages: all of them.
        lang: of the tree.
        translated: those whose own title is in Chinese.
    """
    placed = {f"{page}.md" for *_, names in _SECTIONS for page in names} | {"index.md"}
    loose = sorted(
        p for p in pages if p not in placed and not p.startswith((*_BELOW, "reference/verbs/"))
    )
    nav: Nav = [{"Home" if lang == "en" else "首頁": "index.md"}]
    for english, chinese, names in _SECTIONS:
        below: Iterable[str] = (f"{name}.md" for name in names)
        found = [_entry(page, lang, translated) for page in below if page in pages]
        if english == "How-to":
            found += loose
        if found:
            nav.append({english if lang == "en" else chinese: found})
    return nav


def _entry(page: str, lang: str, translated: Collection[str]) -> object:
    """A page under its own title, or under a Chinese one where it has none."""
    title = _TITLES.get(page.removesuffix(".md"))
    return page if lang == "en" or title is None or page in translated else {title: page}
