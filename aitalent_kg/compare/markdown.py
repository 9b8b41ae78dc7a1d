"""A comparison as Markdown: the same content as the page, for notes and repositories."""

from __future__ import annotations

from collections.abc import Iterator

from aitalent_kg.compare.answer import Alone, Comparison, Pair
from aitalent_kg.compare.coverage import Coverage
from aitalent_kg.compare.story import story
from aitalent_kg.compare.words import PREDICATE_WORDS, WORDS
from aitalent_kg.exports import markdown

__all__ = ["text"]


def text(found: Comparison, lang: str = "zh") -> str:
    """The report of a comparison as Markdown."""
    return "\n".join(_lines(found, lang)) + "\n"


def _lines(found: Comparison, lang: str) -> Iterator[str]:
    words, told = WORDS[lang], story(found, lang)
    yield "# " + words["title"].format(left=found.left.label, right=found.right.label)
    yield f"\n`{found.left.code}` · `{found.right.code}`\n\n{words['how']}"
    yield f"\n## {words['summary']}\n"
    yield "\n\n".join(told.sentences)
    yield f"\n## {words['coverage']}\n"
    for way in found.coverage.values():
        yield _way(found, way, lang)
    yield f"\n## {words['pairs']}\n"
    heads = [words[name] for name in ("left", "predicate", "right", "confidence", "why", "quotes")]
    yield markdown(["#", *heads], (_pair(n, p, lang) for n, p in enumerate(found.pairs, 1)))
    yield f"\n## {words['alone']}\n"
    for name, entries in (("left", found.only_left), ("right", found.only_right)):
        yield "### " + words["only"].format(of=getattr(found, name).label) + "\n"
        yield markdown(
            [words["label"], words["code"], words["why"]], (_alone(e, lang) for e in entries)
        )
    yield f"\n## {words['differences']}\n"
    for conflict in found.differences:
        yield f"- **{conflict.id}** {conflict.topic}"
        for reading in conflict.readings:
            yield f"  - {reading.says} " + " ".join(map(str, reading.quotes))
    yield f"\n## {words['citations']}\n"
    yield "\n".join(f"{n}. {quote}" for n, quote in enumerate(told.citations, 1))


def _way(found: Comparison, way: Coverage, lang: str) -> str:
    words = WORDS[lang]
    sides = {"of": getattr(found, way.of).label, "by": getattr(found, way.by).label}
    named = [(words["all"], way.all)]
    named += [(found.names[s.group], s) for s in (*way.by_category, *way.by_kind)]
    heads = [words[name] for name in ("group", "items", "strict", "lenient")]
    rows = (
        (name, len(s.items), _of(s.strict_share, s.strict), _of(s.lenient_share, s.lenient))
        for name, s in named
    )
    return f"### {words['way'].format(**sides)}\n\n{markdown(heads, rows)}"


def _of(share: float, items: tuple[str, ...]) -> str:
    return f"{len(items)} ({share:.0%})"


def _pair(number: int, pair: Pair, lang: str) -> tuple[object, ...]:
    left, right = (f"{end.label} ({end.code})" for end in (pair.left, pair.right))
    said = "; ".join(map(str, (*pair.left.quotes, *pair.right.quotes)))
    confidence = "" if pair.confidence is None else f"{pair.confidence:g}"
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
