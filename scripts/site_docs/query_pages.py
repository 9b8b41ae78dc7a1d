"""A page for each query of the library, and one that lists them by topic."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby

from aitalent_kg.library import Parameter, Query, queries
from aitalent_kg.names import curie
from site_docs.markdown import code, crumb, esc, fenced, front, marked, ref, table
from site_docs.staging import ROOT
from site_docs.words import colon, say

__all__ = ["query_pages"]

_INDEX = "reference/queries.md"
#: Rows of the golden answer that a page shows, and characters of a cell.
_ROWS, _WIDTH = 5, 160


def query_pages(lang: str) -> dict[str, str]:
    """Page -> text."""
    pages = {_INDEX: "\n".join(_index(lang))}
    for entry in queries().values():
        pages[place(entry)] = "\n".join(_page(entry, lang))
    return pages


def place(entry: Query) -> str:
    """The page of a query."""
    return f"reference/queries/{entry.topic}/{entry.name}.md"


def _key(lang: str) -> str:
    return "en" if lang == "en" else "zh"


def _index(lang: str) -> Iterator[str]:
    yield front(say(lang, "Queries"))
    yield f"# {say(lang, 'Queries')}\n"
    told = say(lang, "{n} queries, each a question that is already written, tested and documented.")
    yield told.format(n=len(queries())) + "\n"
    for topic, entries in groupby(queries().values(), key=lambda entry: entry.topic):
        yield f"## {topic}\n"
        head = [say(lang, "Query"), say(lang, "Question")]
        rows = [
            [ref(entry.name, _INDEX, place(entry)), esc(entry.question[_key(lang)])]
            for entry in entries
        ]
        yield table(head, rows)


def _page(entry: Query, lang: str) -> Iterator[str]:
    key = _key(lang)
    other, tag = ("zh", "zh-TW") if key == "en" else ("en", "en")
    yield front(entry.name, entry.question[key])
    yield crumb(say(lang, "Queries"), place(entry), f"{_INDEX}#{entry.topic}")
    yield f"# {entry.name}\n"
    yield f"**{esc(entry.question[key])}**\n"
    yield f"{esc(entry.summary[key])}\n"
    yield f"{marked(entry.question[other], tag)}\n"
    yield f"## {say(lang, 'Parameters')}\n"
    if entry.parameters:
        head = [say(lang, word) for word in ("Name", "Kind", "Default", "Meaning")]
        yield table(head, [_parameter(value, lang) for value in entry.parameters])
    else:
        yield say(lang, "None.") + "\n"
    yield f"## {say(lang, 'Columns')}\n"
    head = [say(lang, word) for word in ("Name", "Kind", "Unit", "Meaning")]
    yield table(
        head,
        [
            [code(column.name), esc(column.kind), esc(column.unit), marked(column.meaning, "en")]
            for column in entry.columns
        ],
    )
    yield from _first_rows(entry, lang)
    yield from _calls(entry, lang)
    yield f"## {say(lang, 'Text')}\n"
    yield fenced(entry.text, "sparql")
    yield f"{colon(lang, 'Documents that state it')}" + ", ".join(map(code, entry.documents)) + "\n"
    yield f"{colon(lang, 'Found by')}" + ", ".join(map(esc, entry.tags))


def _parameter(value: Parameter, lang: str) -> list[str]:
    kind = value.kind
    if value.choices:
        kind = say(lang, "one of") + " " + ", ".join(map(code, value.choices))
    default = code(value.default) if value.default is not None else say(lang, "left open")
    return [code(value.name), kind, default, marked(value.meaning, "en")]


def _first_rows(entry: Query, lang: str) -> Iterator[str]:
    """The first rows of the answer that the tests compare with."""
    path = ROOT / "tests" / "golden" / f"{entry.name}.tsv"
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    yield f"## {say(lang, 'First rows')}\n"
    if len(rows) == 1:
        yield say(lang, "Without parameters it has no row.") + "\n"
        return
    told = say(lang, "{shown} of {all} rows, asked without parameters (names in Chinese).")
    yield told.format(shown=min(_ROWS, len(rows) - 1), all=len(rows) - 1) + "\n"
    yield '<div lang="zh-Hant" markdown data-search-exclude>\n'
    shown = [[esc(_short(cell)) for cell in row] for row in rows[1 : _ROWS + 1]]
    yield table([code(name) for name in rows[0]], shown)
    yield "</div>\n"


def _short(cell: str) -> str:
    cell = curie(cell) if cell.startswith("http") else cell
    return cell if len(cell) <= _WIDTH else cell[:_WIDTH] + " …"


def _calls(entry: Query, lang: str) -> Iterator[str]:
    """How to ask it: Python, the command line, HTTP."""
    yield f"## {say(lang, 'How to ask it')}\n"
    yield fenced(
        f'import aitalent_kg as atk\n\natk.load().query("{entry.name}"{_given(entry)})', "python"
    )
    option = "".join(f" --param {p.name}={_value(p)}" for p in _shown(entry))
    yield fenced(f"$ aitalent-kg query {entry.name}{option} --lang en", "console")
    asked = "".join(f"{p.name}={_value(p)}&" for p in _shown(entry))
    yield fenced(f"GET /api/query/{entry.name}?{asked}lang=en")


def _shown(entry: Query) -> list[Parameter]:
    """A parameter with choices, whose value can be named without knowing the graph."""
    return [parameter for parameter in entry.parameters if parameter.choices][:1]


def _value(parameter: Parameter) -> str:
    return parameter.choices[0].removeprefix("ait:")


def _given(entry: Query) -> str:
    named = "".join(f', {p.name}="{_value(p)}"' for p in _shown(entry))
    return named + (', lang="en"' if any(p.name == "lang" for p in entry.parameters) else "")
