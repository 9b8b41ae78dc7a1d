"""A comparison as Markdown: the same content as the page, for notes and repositories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from aitalent_kg.compare.answer import Alone, Comparison, Pair
from aitalent_kg.compare.coverage import Coverage, Share
from aitalent_kg.compare.html_shares import lists_of
from aitalent_kg.compare.story import Writing, story
from aitalent_kg.compare.words import GROUPS, WORDS
from aitalent_kg.exports import markdown, markdown_text
from aitalent_kg.mappings.words import PREDICATE_WORDS

__all__ = ["text"]

#: What an escaped & may stand for itself in: Markdown takes it so where it begins no entity.
_AND = re.compile(r"&amp;(?!#?\w+;)")
#: What begins a list or a heading: "#", "-", "1.".
_OPENING = re.compile(r"^(\d*)([-#+=~.)])")


def text(found: Comparison, lang: str = "zh") -> str:
    """The report of a comparison as Markdown."""
    return "\n".join(_lines(found, lang)) + "\n"


def _lines(found: Comparison, lang: str) -> Iterator[str]:
    words, told = WORDS[lang], story(found, lang, _Escaping())
    names = {"left": found.left.label, "right": found.right.label}
    yield "# " + words["title"].format(**{side: _said(name) for side, name in names.items()})
    yield f"\n`{found.left.code}` · `{found.right.code}`\n\n{words['how']}"
    yield f"\n## {words['summary']}\n"
    yield "\n\n".join(told.sentences)
    yield f"\n## {words['coverage']}\n"
    for way in found.coverage.values():
        yield _way(found, way, lang)
    yield f"\n## {words['pairs']}\n"
    heads = [words[name] for name in ("left", "predicate", "right", "confidence", "why", "quotes")]
    yield _table(["#", *heads], (_pair(n, p, lang) for n, p in enumerate(found.pairs, 1)))
    yield f"\n## {words['alone']}\n"
    for name, entries in (("left", found.only_left), ("right", found.only_right)):
        yield "### " + words["only"].format(of=_said(getattr(found, name).label)) + "\n"
        heads = [words["label"], words["code"], words["why"]]
        yield _table(heads, (_alone(e, lang) for e in entries)) if entries else words["none"] + "\n"
    yield f"\n## {words['differences']}\n"
    yield from _differences(found, words)
    if found.unknown:
        yield f"\n## {words['unknown']}\n"
        for left_open in found.unknown:
            says = words["colon"] + _said(left_open.says)
            yield f"- {_said(left_open.label)} (`{left_open.code}`){says}"
    yield f"\n## {words['citations']}\n"
    yield "\n".join(f"{n}. {_said(quote)}" for n, quote in enumerate(told.citations, 1))


def _differences(found: Comparison, words: Mapping[str, str]) -> Iterator[str]:
    for conflict in found.differences:
        yield f"- **{_said(conflict.id)}** {_said(conflict.topic)}"
        for reading in conflict.readings:
            follow = f" {words['follow']}`--reading {reading.id}`" if reading.statements else ""
            quotes = " ".join(map(_said, reading.quotes))
            yield f"  - {_said(reading.says)} {quotes}{follow}"


class _Escaping(Writing):
    """Names are escaped."""

    def words(self, text: str) -> str:
        return _said(text)


def _said(text: object) -> str:
    """A text on one line, whose marks are no marks."""
    line = _AND.sub("&", markdown_text(" ".join(str(text).split())))
    return _OPENING.sub(r"\1\\\2", line)


def _way(found: Comparison, way: Coverage, lang: str) -> str:
    words = WORDS[lang]
    sides = {"of": _said(getattr(found, way.of).label), "by": _said(getattr(found, way.by).label)}
    told = [f"### {words['way'].format(**sides)}\n"]
    for title, shares in (
        ("", [way.all]),
        (words["by_category"], way.by_category),
        (words["by_kind"], way.by_kind),
    ):
        if shares == [way.all] or len(shares) > 1:
            told += [f"#### {title}\n"] if title else []
            told.append(_shares(found, shares, words))
    return "\n".join(told)


def _shares(found: Comparison, shares: Iterable[Share], words: Mapping[str, str]) -> str:
    names = ("items", "lenient", *GROUPS)
    rows = (
        (
            found.names.get(share.group, words["all"]),
            len(share.items),
            f"{len(share.lenient)} ({share.lenient_share:.0%})",
            *map(len, lists_of(share).values()),
        )
        for share in shares
    )
    return _table([words["group"], *(words[name] for name in names)], rows)


def _table(heads: list[str], rows: Iterable[tuple[object, ...]]) -> str:
    return _AND.sub("&", markdown(heads, rows))


def _pair(number: int, pair: Pair, lang: str) -> tuple[object, ...]:
    left, right = (f"{end.label} ({end.code})" for end in (pair.left, pair.right))
    said = "; ".join(map(str, (*pair.left.quotes, *pair.right.quotes)))
    confidence = "" if pair.confidence is None else f"{pair.confidence:.2f}"
    return (
        number,
        left,
        PREDICATE_WORDS[lang][pair.predicate],
        right,
        confidence,
        pair.comment,
        said,
    )


def _alone(entry: Alone, lang: str) -> tuple[str, str, str]:
    state = WORDS[lang]["reviewed" if entry.reviewed else "open"]
    return entry.label, entry.code, f"{state}. {entry.comment}".rstrip(". ") + "."
