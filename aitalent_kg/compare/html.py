"""A comparison as one HTML page: self-contained, printable, every number linked to what it counts.

In: a `Comparison`. Out: the text of the page. No script, no outside request; all words escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from aitalent_kg.compare.answer import Comparison, End, Pair
from aitalent_kg.compare.bipartite import svg
from aitalent_kg.compare.cells import Cells, cells
from aitalent_kg.compare.coverage import Coverage, Share
from aitalent_kg.compare.html_rest import alone, citations, differences, quotes, unknown
from aitalent_kg.compare.story import story
from aitalent_kg.compare.words import PREDICATE_WORDS, WORDS
from aitalent_kg.version import VERSION

__all__ = ["page"]

_SECTIONS = ("summary", "coverage", "heat", "picture", "pairs", "alone", "differences", "citations")


def page(found: Comparison, lang: str = "zh") -> str:
    """The report of a comparison, in Chinese or English."""
    return _Page(found, lang).text()


class _Page:
    def __init__(self, found: Comparison, lang: str) -> None:
        self.found, self.lang, self.words = found, lang, WORDS[lang]
        self.anchors = {
            (p.left.iri, p.right.iri, p.predicate): f"p{n}" for n, p in enumerate(found.pairs, 1)
        }
        self.cells = cells(found)

    def text(self) -> str:
        names = {"left": self.found.left.label, "right": self.found.right.label}
        title = escape(self.words["title"].format(**names))
        style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
        links = "".join(f'<a href="#{name}">{self.words[name]}</a>' for name in _SECTIONS)
        body = "".join(self._sections())
        return (
            f'<!DOCTYPE html>\n<html lang="{"zh-Hant-TW" if self.lang == "zh" else "en"}">\n<head>\n'
            '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
            f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
            f'<p class="pale"><code>{escape(self.found.left.code)}</code> · '
            f"<code>{escape(self.found.right.code)}</code><br>{self.words['how']}</p>\n"
            f"<nav>{links}</nav>\n{body}"
            f'<p class="pale">{self.words["made"].format(version=VERSION)}</p>\n</body>\n</html>\n'
        )

    def _sections(self) -> Iterator[str]:
        told = story(self.found, self.lang)
        yield self._section("summary", "".join(f"<p>{_cited(s)}</p>" for s in told.sentences))
        yield self._section("coverage", "".join(map(self._way, self.found.coverage.values())))
        yield self._section("heat", self._heat())
        drawn = svg(self.found, self.lang, self.anchors) if self.found.pairs else self.words["none"]
        yield self._section("picture", f'<div class="wide">{drawn}</div>')
        yield self._section("pairs", self._pairs())
        yield self._section("alone", alone(self.found, self.words))
        yield self._section("differences", differences(self.found, self.words))
        if self.found.unknown:
            yield self._section("unknown", unknown(self.found))
        yield self._section("citations", citations(told.citations))

    def _section(self, name: str, body: str) -> str:
        return f'<section id="{name}"><h2>{self.words[name]}</h2>\n{body}</section>\n'

    def _way(self, way: Coverage) -> str:
        sides = {"of": getattr(self.found, way.of).label, "by": getattr(self.found, way.by).label}
        rows = "".join(self._shares(way))
        heads = "".join(
            f"<th{' class=n' if name in ('items', 'strict', 'lenient') else ''}>{self.words[name]}</th>"
            for name in ("group", "items", "strict", "lenient", "share", "which")
        )
        title = escape(self.words["way"].format(**sides))
        return (
            f'<h3>{title}</h3><div class="wide"><table><thead><tr>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>\n"
        )

    def _shares(self, way: Coverage) -> Iterator[str]:
        yield self._share(way, way.all, self.words["all"], "all")
        for name, shares in (("by_category", way.by_category), ("by_kind", way.by_kind)):
            if len(shares) > 1:
                yield f'<tr><th colspan="6" class="pale">{self.words[name]}</th></tr>'
                for n, share in enumerate(shares):
                    yield self._share(way, share, self.found.names[share.group], f"{name}-{n}")

    def _share(self, way: Coverage, share: Share, label: str, key: str) -> str:
        anchor = f"{way.of}-{key}"
        strict, lenient = 100 * share.strict_share, 100 * share.lenient_share
        numbers = "".join(
            f'<td class="n"><a href="#{anchor}">{len(items)}</a></td>'
            for items in (share.items, share.strict, share.lenient)
        )
        listed = ", ".join(self._item(way, item) for item in share.items)
        return (
            f"<tr><td>{escape(label)}</td>{numbers}"
            f'<td><span class="bar" title="{strict:.0f}% / {lenient:.0f}%">'
            f'<i style="width:{strict:.1f}%"></i><b style="width:{lenient - strict:.1f}%"></b></span>'
            f" {strict:.0f}% / {lenient:.0f}%</td>"
            f'<td id="{anchor}">{listed}</td></tr>'
        )

    def _item(self, way: Coverage, item: str) -> str:
        """An item with the numbers of its pairs, or a link to where it is said to have none."""
        ends = [(getattr(p, way.of), p) for p in self.found.pairs]
        mine = [(end, p) for end, p in ends if end.iri == item]
        same = next((r.label for r in self.found.same if r.iri == item), None)
        if mine:
            numbers = " ".join(self._pair_link(pair) for _, pair in mine)
            label = escape(mine[0][0].label)
            return (
                f"{f'<b>{label}</b>' if item in way.all.strict else label} <small>{numbers}</small>"
            )
        if same is not None:
            return f"<b>{escape(same)}</b> <small>=</small>"
        missing = self.found.only_left if way.of == "left" else self.found.only_right
        number, entry = next((n, e) for n, e in enumerate(missing, 1) if e.iri == item)
        return f'<a href="#{way.of}-alone-{number}">{escape(entry.label)}</a> <small>—</small>'

    def _pair_link(self, pair: Pair) -> str:
        anchor = self.anchors[pair.left.iri, pair.right.iri, pair.predicate]
        return f'<a href="#{anchor}">{anchor[1:]}</a>'

    def _heat(self) -> str:
        if not self.found.pairs:
            return f"<p>{self.words['none']}</p>"
        table: Cells = self.cells
        most = max(map(len, table.pairs.values()))
        heads = "".join(f"<th>{escape(self.found.names[column])}</th>" for column in table.columns)
        rows = "".join(
            f"<tr><th>{escape(self.found.names[row])}</th>"
            + "".join(self._cell(row, column, most) for column in table.columns)
            + "</tr>"
            for row in table.rows
        )
        return (
            '<div class="wide"><table class="heat"><thead><tr><th></th>'
            f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>\n"
        )

    def _cell(self, row: str, column: str, most: int) -> str:
        pairs = self.cells.pairs.get((row, column), ())
        if not pairs:
            return "<td>·</td>"
        depth = 0.15 + 0.5 * len(pairs) / most
        links = " ".join(self._pair_link(pair) for pair in pairs)
        return (
            f'<td style="background:rgb(var(--tint) / {depth:.2f})"><b>{len(pairs)}</b><br>'
            f"<small>{links}</small></td>"
        )

    def _pairs(self) -> str:
        if not self.found.pairs:
            return f"<p>{self.words['none']}</p>"
        heads = ("left", "predicate", "right", "confidence", "why")
        head = "".join(f"<th>{self.words[name]}</th>" for name in heads)
        rows = "".join(map(self._pair, self.found.pairs))
        return (
            f'<div class="wide"><table class="pairs"><thead><tr><th>#</th>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>\n"
        )

    def _pair(self, pair: Pair) -> str:
        anchor = self.anchors[pair.left.iri, pair.right.iri, pair.predicate]
        confidence = "" if pair.confidence is None else f"{pair.confidence:g}"
        said = quotes((*pair.left.quotes, *pair.right.quotes))
        return (
            f'<tr id="{anchor}"><td>{anchor[1:]}</td><td>{self._end(pair.left)}</td>'
            f"<td>{PREDICATE_WORDS[self.lang][pair.predicate]}<br><code>{pair.predicate}</code></td>"
            f'<td>{self._end(pair.right)}</td><td class="n">{confidence}</td>'
            f"<td>{escape(pair.comment)} <code>{escape(pair.justification)}</code>"
            f"<details><summary>{self.words['quotes']}</summary>{said}</details></td></tr>\n"
        )

    def _end(self, end: End) -> str:
        levels = _levels(end)
        shown = f'<br><span class="pale">{escape(levels)}</span>' if levels else ""
        return f"{escape(end.label)}<br><code>{escape(end.code)}</code>{shown}"


def _levels(end: End) -> str:
    """Levels by scale: "iCAP 級別: 第 4 級, 第 5 級"."""
    scales = dict.fromkeys(level.scale for level in end.levels)
    return "; ".join(
        f"{scale}: {', '.join(lv.label for lv in end.levels if lv.scale == scale)}"
        for scale in scales
    )


def _cited(sentence: str) -> str:
    """A sentence whose marks [1] lead to the citations."""
    return re.sub(r"\[(\d+)\]", r'<sup><a href="#c\1">[\1]</a></sup>', escape(sentence))
