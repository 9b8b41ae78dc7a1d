"""The parts of a report that list: items without a counterpart, differences, gaps, quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from aitalent_kg.compare.answer import Alone, Comparison
from aitalent_kg.compare.html_shares import linked
from aitalent_kg.conflicts import Conflict, Reading
from aitalent_kg.evidence import Evidence

__all__ = ["alone", "citations", "differences", "quotes", "unknown"]


def quotes(found: Iterable[Evidence]) -> str:
    """Quotes with file and line, as block quotations."""
    return "".join(
        f"<blockquote>{escape(' '.join(q.quote.split()))} <cite>{escape(q.source)}:{q.line}</cite>"
        "</blockquote>"
        for q in dict.fromkeys(found)
    )


def citations(found: Iterable[Evidence]) -> str:
    """The numbered quotes that the summary cites."""
    return "".join(
        f'<div id="c{n}" class="cite"><b>[{n}]</b> {quotes((quote,))}</div>'
        for n, quote in enumerate(found, 1)
    )


def alone(found: Comparison, words: Mapping[str, str]) -> str:
    """Items without a counterpart, those of the left side first."""
    return "".join(_alone(found, words))


def _alone(found: Comparison, words: Mapping[str, str]) -> Iterator[str]:
    for name, entries in (("left", found.only_left), ("right", found.only_right)):
        title = words["only"].format(of=getattr(found, name).label)
        count = linked(len(entries), f"{name}-alone")
        yield f"<h3>{escape(title)} ({count})</h3>"
        yield _table(f"{name}-alone", entries, words) if entries else f"<p>{words['none']}</p>"


def _table(anchor: str, entries: Iterable[Alone], words: Mapping[str, str]) -> str:
    """Those that somebody reviewed, then those that nobody has; both can be led to."""
    numbered = [(f"{anchor}-{n}", entry) for n, entry in enumerate(entries, 1)]
    bodies = "".join(
        f'<tbody id="{anchor}-{name}">'
        f"{''.join(_row(row, entry, words) for row, entry in some)}</tbody>"
        for name, some in (
            ("reviewed", [(row, entry) for row, entry in numbered if entry.reviewed]),
            ("open", [(row, entry) for row, entry in numbered if not entry.reviewed]),
        )
        if some
    )
    return f'<div class="wide"><table id="{anchor}">{bodies}</table></div>'


def _row(anchor: str, entry: Alone, words: Mapping[str, str]) -> str:
    state = words["reviewed"] if entry.reviewed else words["open"]
    return (
        f'<tr id="{anchor}"><td>{escape(entry.label)}<br><code>{escape(entry.code)}</code></td>'
        f'<td><span class="pale">{state}</span> {escape(entry.comment)}'
        f"<details><summary>{words['quotes']}</summary>{quotes(entry.quotes)}</details></td></tr>\n"
    )


def differences(found: Comparison, words: Mapping[str, str]) -> str:
    """Recorded differences, the readings side by side."""
    return "".join(_difference(d, words) for d in found.differences) or f"<p>{words['none']}</p>"


def _difference(conflict: Conflict, words: Mapping[str, str]) -> str:
    sides = "".join(
        f"<div><p>{escape(reading.says)}</p>{quotes(reading.quotes)}{_follow(reading, words)}</div>"
        for reading in conflict.readings
    )
    return (
        f'<article id="{escape(conflict.id)}"><h3>{escape(conflict.id)} {escape(conflict.topic)}</h3>'
        f'<div class="sides">{sides}</div><p class="pale">{escape(conflict.verdict)}</p></article>\n'
    )


def _follow(reading: Reading, words: Mapping[str, str]) -> str:
    """How to ask the graph with this reading, where statements rest on it."""
    if not reading.statements:
        return ""
    return f'<p class="pale">{words["follow"]}<code>--reading {escape(reading.id)}</code></p>'


def unknown(found: Comparison) -> str:
    """What the documents leave open."""
    rows = "".join(
        f"<tr><td>{escape(u.label)}<br><code>{escape(u.code)}</code></td>"
        f"<td>{escape(u.says)}{quotes(u.quotes)}</td></tr>\n"
        for u in found.unknown
    )
    return f'<div class="wide"><table>{rows}</table></div>'
