"""A diff in words: rows of a table, and the sentences above it, in Chinese or English.

In: a `VersionDiff`. Out: text. No graph here but for the names of kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from aitalent_kg.evidence import Evidence
from aitalent_kg.library import queries
from aitalent_kg.names import AIT, curie
from aitalent_kg.values import Iri
from aitalent_kg.versions.answer import VersionDiff
from aitalent_kg.versions.answers import AnswerChange, RowChange
from aitalent_kg.versions.changes import STATES, Change
from aitalent_kg.versions.marking import marked, shown
from aitalent_kg.versions.statements import ResourceChange
from aitalent_kg.versions.words import STATE_WORDS, WORDS

__all__ = ["COLUMNS", "rows", "sentences"]

COLUMNS = ("part", "change", "code", "kind", "text", "old", "new")
#: Places that a cell lists; all are in the answer itself.
_PLACES = 3
Row = dict[str, object]


def sentences(found: VersionDiff, lang: str = "zh") -> Iterator[str]:
    """What a reader should know first, and how much of each kind has changed."""
    words = WORDS[lang]
    yield from found.remarks
    if not found.comparable:
        return
    if not found:
        yield words["same"].format(old=found.old, new=found.new)
    else:
        yield from _framework_sentences(found, lang)
        yield from _statement_sentences(found, lang)
        yield from _answer_sentences(found, lang)
    if found.statements.quotes_moved:
        yield words["moved_quotes"].format(number=found.statements.quotes_moved)


def _framework_sentences(found: VersionDiff, lang: str) -> Iterator[str]:
    words, names = WORDS[lang], STATE_WORDS[lang]
    for framework in found.frameworks:
        numbers = [(state, len(framework.of(state))) for state in STATES]
        counts = words["separator"].join(f"{names[s]} {n}" for s, n in numbers if n)
        alone = len(found.frameworks) == 1
        old, new = (found if alone else framework).old, (found if alone else framework).new
        if framework or alone:
            yield words["framework"].format(old=old, new=new, counts=counts or words["no_change"])


def _statement_sentences(found: VersionDiff, lang: str) -> Iterator[str]:
    words, said = WORDS[lang], found.statements
    parts = [
        words["graph"].format(name=g.name, removed=g.removed, added=g.added) for g in said.graphs
    ]
    if said.quotes_removed or said.quotes_added:
        parts.append(words["quotes"].format(removed=said.quotes_removed, added=said.quotes_added))
    if parts:
        yield words["statements"].format(graphs=words["join"].join(parts))


def _answer_sentences(found: VersionDiff, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    if found.answers is None:
        return
    number = sum(not answer.only for answer in found.answers)
    yield words["answers"].format(all=len(queries()), number=number)
    for only in ("places", "order"):
        names = [answer.query for answer in found.answers if answer.only == only]
        if names:
            yield words[only].format(number=len(names), names=words["separator"].join(names))


def rows(
    found: VersionDiff,
    kind_name: Callable[[str], str],
    lang: str = "zh",
    quotes: bool = False,
    most: int | None = None,
    statements: bool = False,
) -> Iterator[Row]:
    """One row for each change of an item, of a row of an answer, and of other things.

    Args:
        kind_name: the name of a class in words.
        quotes: whether to show quotes, not only their places.
        most: so many rows of an answer; all where left out.
        statements: whether to list the things that something else is said of. Without a framework
            they are always listed.
    """
    view = _View(found, kind_name, lang, quotes)
    for framework in found.frameworks:
        yield from map(view.item, framework.changes)
    if statements or not found.frameworks:
        yield from map(view.thing, found.statements.resources)
    for answer in found.answers or ():
        yield from view.answer(answer, most)


class _View:
    """Makes rows in one language."""

    def __init__(
        self, found: VersionDiff, kind_name: Callable[[str], str], lang: str, quotes: bool
    ) -> None:
        self._found, self._kind, self._quotes = found, kind_name, quotes
        self._words, self._states = WORDS[lang], STATE_WORDS[lang]

    def item(self, change: Change) -> Row:
        """What became of an item."""
        codes = dict.fromkeys(filter(None, (change.old, change.new)))
        return self._row(
            "item",
            self._states[change.state],
            " → ".join(codes),
            self._kind(change.kind),
            self._told(change),
            change.old_quotes,
            change.new_quotes,
        )

    def thing(self, change: ResourceChange) -> Row:
        """What is said otherwise of a thing."""
        texts = [f"[-{s.predicate} {s.value}-]" for s in change.removed]
        texts += [f"{{+{s.predicate} {s.value}+}}" for s in change.added]
        text = f"{change.label}{self._words['colon']}{' '.join(texts)}"
        where = self._words["join"].join(
            dict.fromkeys(s.graph for s in (*change.removed, *change.added))
        )
        row = self._row("thing", "", change.code, self._kind(change.kind), text, (), ())
        return row | {"new": self._words["graphs"].format(graph=where)}

    def answer(self, change: AnswerChange, most: int | None) -> Iterator[Row]:
        """The rows of an answer that differ, the first `most` of them."""
        for row in change.rows[:most]:
            yield self._answered(change, row)
        left = len(change.rows) - len(change.rows[:most])
        if left:
            text = self._words["more"].format(number=left)
            yield self._row("answer", "", change.query, "", text, (), ())

    def _answered(self, change: AnswerChange, row: RowChange) -> Row:
        causes = [self._found.causes[iri] for iri in row.causes]
        text = _compared(row) if row.state == "changed" else _plain(row.before or row.after or {})
        old = tuple(dict.fromkeys(quote for cause in causes for quote in cause.old_quotes))
        new = tuple(dict.fromkeys(quote for cause in causes for quote in cause.new_quotes))
        return self._row("answer", self._states[row.state], change.query, "", text, old, new)

    def _told(self, change: Change) -> str:
        """A change in words."""
        colon, name = self._words["colon"], change.new_label or change.old_label
        if change.state == "reworded":
            texts = (shown(runs) for runs in (change.wording, change.definition) if runs)
            return "\n".join(texts)
        if change.state in ("moved", "asked"):
            gone = [f"[-{key}-]" for key in change.before]
            come = [f"{{+{key}+}}" for key in change.after]
            return f"{name}{colon}{' '.join((*gone, *come))}"
        if change.before or change.after:
            before, after = (" ".join(values) for values in (change.before, change.after))
            return f"{name}{colon}{before or '—'} → {after or '—'}"
        return name

    def _row(
        self,
        part: str,
        state: str,
        code: str,
        kind: str,
        text: str,
        old: tuple[Evidence, ...],
        new: tuple[Evidence, ...],
    ) -> Row:
        cells = (self._words[part], state, code, kind, text, self._cited(old), self._cited(new))
        return dict(zip(COLUMNS, cells, strict=True))

    def _cited(self, quotes: tuple[Evidence, ...]) -> str:
        """Quotes, or the places where they stand, the first few."""
        texts = [str(q) if self._quotes else f"{q.source}:{q.line}" for q in quotes]
        texts = list(dict.fromkeys(texts))
        left = len(texts) - _PLACES
        more = [self._words["more_quotes"].format(number=left)] if left > 0 else []
        return "\n".join((*texts[:_PLACES], *more))


def _plain(row: dict[str, Any]) -> str:
    """The cells of a row that hold something."""
    return " | ".join(_cell(value) for value in row.values() if value not in (None, ""))


def _compared(row: RowChange) -> str:
    """What names a row, and the cells that differ."""
    before, after = row.before or {}, row.after or {}
    same = [value for column, value in before.items() if value == after.get(column)]
    cells = [
        f"{column}: {marked(_cell(value), _cell(after.get(column)))}"
        for column, value in before.items()
        if value != after.get(column)
    ]
    return " | ".join((*_names(same), *cells))


def _names(cells: list[object]) -> list[str]:
    """The things in a row; a framework says nothing beside what lies in it. Else the first cell."""
    things = [cell for cell in cells if isinstance(cell, Iri) and not cell.startswith(AIT)]
    inner = [t for t in things if not any(other.startswith(f"{t}/") for other in things)]
    return [_cell(cell) for cell in inner or cells[:1]]


def _cell(value: object) -> str:
    return "" if value is None else curie(str(value))
