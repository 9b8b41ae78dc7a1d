"""The inside of a resource's page as HTML, for readers without a script and for search engines.

In: a description and its quotes. Out: HTML; every text is escaped here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from aitalent_kg.describe import Description
from aitalent_kg.evidence import Evidence
from aitalent_kg.lookup import Ref
from aitalent_kg.names import ID
from aitalent_kg.server.places import address

__all__ = ["Shown", "article", "listing", "not_found"]

_WORDS = {
    "zh": {
        "kind": "類別", "notation": "代碼", "level": "級別", "other_names": "其他名稱", "documents": "文件",
        "gaps": "文字版缺漏", "notes": "編者註", "part_of": "屬於", "parts": "包含", "rules": "認列規則",
        "requires": "要求", "required_by": "被要求於", "leads_to": "可轉往",
        "reached_from": "可由此轉入", "differences": "文件歧異", "quotes": "原文引句",
        "raw": "本頁資料", "count": "共 {} 項", "not stated": "文件未載明",
        "none": "找不到「{}」", "near": "您要找的是不是：", "home": "回首頁搜尋",
    },
    "en": {
        "kind": "Kind", "notation": "Code", "level": "Level", "other_names": "Other names", "documents": "Documents",
        "gaps": "Missing from the text", "notes": "Notes", "part_of": "Part of", "parts": "Parts",
        "rules": "Rules", "requires": "Requires", "required_by": "Required by",
        "leads_to": "Leads to", "reached_from": "Reached from", "differences": "Differences",
        "quotes": "Quotes from the documents", "raw": "Data of this page",
        "count": "{} in all", "not stated": "not stated in the documents", "none": "Nothing is called “{}”", "near": "Did you mean:",
        "home": "Search on the first page",
    },
}  # fmt: skip
_LINKS = ("part_of", "parts", "rules", "requires", "required_by", "leads_to", "reached_from", "differences")  # fmt: skip
_DATA = ("ttl", "nt", "jsonld", "rdf")


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing in a list."""

    iri: str
    code: str
    label: str


def article(found: Description, quotes: Sequence[Evidence], lang: str) -> str:
    """A resource: its names, what is said of it, the quotes behind that."""
    words = _WORDS[lang]
    first, second = (found.label_zh, found.label_en)[:: 1 if lang == "zh" else -1]
    other = f'<p class="other-name">{escape(second)}</p>' if second != first else ""
    facts = [
        *_facts(found, words),
        *((escape(name), escape(text)) for name, text in found.facts),
        *((escape(name), _link(ref)) for name, ref in (*found.links, *found.mapped_from)),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in facts)
    lists = "".join(_list(words[name], getattr(found, name)) for name in _LINKS)
    return _whole(
        lang,
        f"<h1>{escape(first)}</h1>\n{other}<p><code>{escape(found.code)}</code></p>\n"
        f"<dl>\n{rows}</dl>\n{lists}{_quotes(quotes, words['quotes'])}{_data(found.iri, words)}",
    )


def listing(title: str, iri: str, members: Sequence[Shown], lang: str) -> str:
    """A graph, or the ontology: what it speaks of."""
    words = _WORDS[lang]
    items = "".join(
        f'<li id="{escape(each.iri.partition("#")[2])}">{_anchor(each.iri, each.label)} '
        f"<code>{escape(each.code)}</code></li>\n"
        for each in members
    )
    count = words["count"].format(len(members))
    head = f"<h1>{escape(title)}</h1>\n<p><code>{escape(iri)}</code></p>\n<p>{count}</p>\n"
    return _whole(lang, f"{head}<ul>\n{items}</ul>\n{_data(iri, words)}")


def not_found(name: str, near: Iterable[str], lang: str) -> str:
    """A page for what is not there, with what looks like it."""
    words = _WORDS[lang]
    items = "".join(f"<li>{_suggested(code)}</li>\n" for code in near)
    meant = f"<p>{words['near']}</p>\n<ul>\n{items}</ul>\n" if items else ""
    head = f"<h1>{escape(words['none'].format(name[:200]))}</h1>\n"
    return _whole(lang, f'{head}{meant}<p><a href="index.html">{words["home"]}</a></p>\n')


def _whole(lang: str, inside: str) -> str:
    return f'<article lang="{"zh-Hant-TW" if lang == "zh" else "en"}">\n{inside}</article>\n'


def _facts(found: Description, words: dict[str, str]) -> list[tuple[str, str]]:
    level = words.get(found.level or "", found.level)
    each = {
        "kind": [found.kind],
        "notation": found.notation,
        "level": [level] if level else [],
        "other_names": found.other_names,
        "documents": found.documents,
        "gaps": found.gaps,
        "notes": found.notes,
    }
    return [(words[name], escape(", ".join(values))) for name, values in each.items() if values]


def _list(head: str, refs: Sequence[Ref]) -> str:
    if not refs:
        return ""
    items = "".join(f"<li>{_link(ref)} <code>{escape(ref.code)}</code></li>\n" for ref in refs)
    return f"<h2>{head}</h2>\n<ul>\n{items}</ul>\n"


def _quotes(quotes: Sequence[Evidence], head: str) -> str:
    if not quotes:
        return ""
    shown = "".join(
        f'<blockquote class="quote"><p>「{escape(quote.quote)}」</p>'
        f"<footer>{escape(quote.source)}:{quote.line}</footer></blockquote>\n"
        for quote in quotes
    )
    return f"<h2>{head}</h2>\n{shown}"


def _data(iri: str, words: dict[str, str]) -> str:
    place = address(iri)
    if place is None or "#" in place:
        return ""
    links = " ".join(f'<a href="{escape(place)}.{end}">{end}</a>' for end in _DATA)
    return f"<p>{words['raw']}: {links}</p>\n"


def _link(ref: Ref) -> str:
    return _anchor(ref.iri, ref.label)


def _anchor(iri: str, text: str) -> str:
    """A link to a page of ours; what others describe is shown without one unless on the web."""
    place = address(iri)
    if place is None:
        return escape(text)
    return f'<a href="{escape(place)}">{escape(text)}</a>'


def _suggested(code: str) -> str:
    iri = code if code.startswith("https://") else ID + code
    return _anchor(iri, code)
