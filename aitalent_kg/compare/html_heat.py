"""The heat map of a report: categories by categories, and below it the pairs of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from aitalent_kg.compare.answer import Comparison, Pair
from aitalent_kg.compare.cells import Cells, beyond, cells
from aitalent_kg.compare.html_shares import linked
from aitalent_kg.mappings.words import PREDICATE_WORDS

__all__ = ["heat"]


def heat(
    found: Comparison, words: Mapping[str, str], numbers: Mapping[Pair, str], lang: str
) -> str:
    """The map, what its lines and columns are, and the pairs of its cells."""
    if not found.pairs:
        return f"<p>{words['none']}</p>"
    table = cells(found)
    rows, columns = beyond(found, table)
    heads = "".join(
        f"<th{_line(name, columns[:1])}>{escape(found.names[name])}</th>" for name in table.columns
    )
    body = "".join(
        f"<tr{_line(row, rows[:1])}><th>{escape(found.names[row])}</th>"
        + "".join(_cell(table, row, column, columns[:1]) for column in table.columns)
        + "</tr>\n"
        for row in table.rows
    )
    names = (found.names[name] for name in dict.fromkeys((*rows, *columns)))
    beside = words["beside"].format(names=words["stop"].join(names)) if rows or columns else ""
    return (
        f'<div class="wide"><table class="heat"><thead><tr><th></th>{heads}</tr></thead>'
        f'<tbody>{body}</tbody></table></div>\n<p class="pale">{escape(beside)} '
        f"{words['contents'] if _holds_more(found) else ''}</p>\n"
        f"<h3>{words['cells']}</h3>\n<ul>{_lists(found, table, numbers, lang)}</ul>\n"
    )


def _line(name: str, first: Iterable[str]) -> str:
    """A class for the first of what is no category: a line stands before it."""
    return ' class="beyond"' if name in first else ""


def _anchor(table: Cells, row: str, column: str) -> str:
    return f"cell-{table.rows.index(row)}-{table.columns.index(column)}"


def _cell(table: Cells, row: str, column: str, first: Iterable[str]) -> str:
    line, count = _line(column, first), table.count(row, column)
    if not count:
        return f"<td{line}>·</td>"
    depth = 0.12 + 0.4 * count / max(map(len, table.pairs.values()))
    style = f'style="background:rgb(var(--tint) / {depth:.2f})"'
    return f"<td{line} {style}>{linked(count, _anchor(table, row, column))}</td>"


def _lists(found: Comparison, table: Cells, numbers: Mapping[Pair, str], lang: str) -> str:
    words, stop = PREDICATE_WORDS[lang], "；" if lang == "zh" else "; "
    bracket = "（{}）" if lang == "zh" else " ({})"

    def told(pair: Pair) -> str:
        names = escape(f"{pair.left.label} – {pair.right.label}")
        relation = bracket.format(words[pair.predicate])
        return f"{linked(numbers[pair], f'p{numbers[pair]}')} {names}{relation}"

    return "".join(
        f'<li id="{_anchor(table, row, column)}"><b>{escape(found.names[row])} – '
        f"{escape(found.names[column])}</b>{'：' if lang == 'zh' else ': '}"
        f"{stop.join(map(told, table.pairs[row, column]))}</li>\n"
        for row in table.rows
        for column in table.columns
        if (row, column) in table.pairs
    )


def _holds_more(found: Comparison) -> bool:
    """Whether a category has a pair with a thing that is not counted as an item."""
    for way in found.coverage.values():
        groups = {share.group for share in way.by_category}
        ends = (getattr(pair, way.of).iri for pair in found.pairs)
        places = found.categories[way.of]
        if any(groups & {*places[iri]} and iri not in way.all.items for iri in ends):
            return True
    return False
