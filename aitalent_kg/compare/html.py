"""A comparison as one HTML page: self-contained, printable, every number linked to what it counts.

In: a `Comparison`. Out: the text of the page. No script, no outside request; all words escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from aitalent_kg.compare.answer import Comparison, End, Pair
from aitalent_kg.compare.bipartite import svg
from aitalent_kg.compare.html_heat import heat
from aitalent_kg.compare.html_rest import alone, citations, differences, quotes, unknown
from aitalent_kg.compare.html_shares import linked, shares
from aitalent_kg.compare.story import Writing, story
from aitalent_kg.compare.words import WORDS
from aitalent_kg.gaps.sets import ACCEPTED
from aitalent_kg.mappings.words import PREDICATE_WORDS
from aitalent_kg.version import VERSION

__all__ = ["page"]

_SECTIONS = ("summary", "coverage", "heat", "picture", "pairs", "alone", "differences", "citations")


def page(found: Comparison, lang: str = "zh") -> str:
    """The report of a comparison, in Chinese or English."""
    return _Page(found, lang).text()


class _Page:
    def __init__(self, found: Comparison, lang: str) -> None:
        self.found, self.lang, self.words = found, lang, WORDS[lang]
        self.numbers = {pair: str(n) for n, pair in enumerate(found.pairs, 1)}

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
            f"<code>{escape(self.found.right.code)}</code><br>{self.words['how']}{self.words['clicks']}</p>\n"
            f"<nav>{links}</nav>\n{body}"
            f'<p class="pale">{self.words["made"].format(version=VERSION)}</p>\n</body>\n</html>\n'
        )

    def _sections(self) -> Iterator[str]:
        found, words = self.found, self.words
        told = story(found, self.lang, _Linking())
        yield self._section("summary", "".join(f"<p>{said}</p>" for said in told.sentences))
        yield self._section("coverage", shares(found, words, self.numbers))
        yield self._section("heat", heat(found, words, self.numbers, self.lang))
        drawn = svg(found, self.lang, self.numbers) if found.pairs else words["none"]
        yield self._section("picture", f'<div class="wide">{drawn}</div>')
        yield self._section("pairs", self._pairs())
        yield self._section("alone", alone(found, words))
        yield self._section("differences", differences(found, words))
        if found.unknown:
            yield self._section("unknown", unknown(found))
        yield self._section("citations", citations(told.citations))

    def _section(self, name: str, body: str) -> str:
        return f'<section id="{name}"><h2>{self.words[name]}</h2>\n{body}</section>\n'

    def _pairs(self) -> str:
        if not self.found.pairs:
            return f"<p>{self.words['none']}</p>"
        alike = {pair.justification for pair in self.found.pairs} - {""}
        term = next(iter(alike)) if len(alike) == 1 else ""
        heads = "".join(
            f"<th>{self.words[name]}</th>" for name in ("left", "predicate", "right", "confidence")
        )
        said = self.words["all_alike"].format(term=f"<code>{escape(term)}</code>") if term else ""
        bodies = (
            (name, [p for p in self.found.pairs if (p.predicate in ACCEPTED) == near])
            for name, near in (("pairs-near", True), ("pairs-rest", False))
        )
        rows = "".join(
            f'<tbody id="{name}">{"".join(self._pair(pair, not term) for pair in some)}</tbody>\n'
            for name, some in bodies
            if some
        )
        return (
            f'<div class="wide"><table class="pairs rows"><thead><tr><th>#</th>{heads}'
            f"<th>{self.words['why']} <small>{said}</small></th></tr></thead>\n{rows}</table></div>\n"
        )

    def _pair(self, pair: Pair, justified: bool) -> str:
        number, words = self.numbers[pair], self.words
        confidence = "" if pair.confidence is None else f"{pair.confidence:.2f}"
        said = quotes((*pair.left.quotes, *pair.right.quotes))
        term = f" <code>{escape(pair.justification)}</code>" if justified else ""
        return (
            f'<tr id="p{number}"><td class="n">{number}</td>'
            f'<td data-label="{words["left"]}">{self._end(pair.left)}</td>'
            f'<td data-label="{words["predicate"]}">{PREDICATE_WORDS[self.lang][pair.predicate]}'
            f"<br><code>{pair.predicate}</code></td>"
            f'<td data-label="{words["right"]}">{self._end(pair.right)}</td>'
            f'<td class="n" data-label="{words["confidence"]}">{confidence}</td>'
            f'<td data-label="{words["why"]}">{escape(pair.comment)}{term}'
            f"<details><summary>{words['quotes']}</summary>{said}</details></td></tr>\n"
        )

    def _end(self, end: End) -> str:
        levels = self._levels(end)
        shown = f'<br><span class="pale">{escape(levels)}</span>' if levels else ""
        return f"{escape(end.label)}<br><code>{escape(end.code)}</code>{shown}"

    def _levels(self, end: End) -> str:
        """Levels by scale: "iCAP level: level 4, level 5"."""
        stop, colon, break_ = (
            self.words["stop"],
            self.words["colon"],
            "；" if self.lang == "zh" else "; ",
        )
        scales = dict.fromkeys(level.scale for level in end.levels)
        return break_.join(
            f"{scale}{colon}{stop.join(lv.label for lv in end.levels if lv.scale == scale)}"
            for scale in scales
        )


class _Linking(Writing):
    """Numbers lead to what they count, marks to the citations; names are escaped."""

    def number(self, number: object, target: str) -> str:
        return linked(number, target)

    def words(self, text: str) -> str:
        return escape(super().words(text))

    def mark(self, number: int) -> str:
        return f'<sup><a href="#c{number}">[{number}]</a></sup>'
