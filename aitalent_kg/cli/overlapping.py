"""`overlap` and `overlap-matrix`: what things have in common, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.overlapping_words import HEADS, counts, named, of_many, short
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.evidence import Evidence
    from aitalent_kg.lookup import Quads
    from aitalent_kg.overlap.answer import Item, Mapped, OverlapAnswer, Shared
    from aitalent_kg.overlap.many import OverlapsAnswer

    Row = dict[str, object]

_Command = TypeVar("_Command", bound=Callable[..., Any])
#: Those of `aitalent_kg.overlap`, which `--help` must not pay for; a test compares them.
MEASURES = ("jaccard", "dice", "cosine", "overlap", "left_in_right", "right_in_left")
STRENGTHS = ("none", "exact", "close", "broad", "narrow", "related")
_COLUMNS = (
    "state", "left", "left_label", "predicate", "right", "right_label", "kind",
    "confidence", "weight", "share", "left_quotes", "right_quotes",
)  # fmt: skip
_QUOTES = {"left_quotes", "right_quotes"}


def _comparing(weakest: str) -> Callable[[_Command], _Command]:
    """Add the options that say how to compare; `weakest` is what counts by default."""

    def add(command: _Command) -> _Command:
        options = (
            click.option(
                "--measure", type=click.Choice(MEASURES), default="jaccard", show_default=True,
                help="left_in_right is the share of the left items that the right has.",
            ),
            click.option("--idf", is_flag=True, help="Rare items weigh more than frequent ones."),
            click.option(
                "--kinds", metavar="KSAT|CLASS,…",
                help="Only these: knowledge, skills, attitudes, tasks, or names of classes.",
            ),
            click.option(
                "--mapped", type=click.Choice(STRENGTHS), default=weakest, show_default=True,
                help="The weakest mapping that counts.",
            ),
        )  # fmt: skip
        for option in reversed(options):
            command = option(command)
        return command

    return add


@click.command("overlap")
@click.argument("names", nargs=-1, required=True, metavar="LEFT RIGHT [MORE]...")
@_comparing("related")
@click.option("--evidence", is_flag=True, help="Show the quotes that ask for each item.")
@source
@language
@outputs()
def overlap_command(
    names: tuple[str, ...],
    measure: str,
    idf: bool,
    kinds: str | None,
    mapped: str,
    evidence: bool,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Show what LEFT and RIGHT have in common: roles, standards, frameworks, tasks, person files.

    Items are the same by IRI, or as far as a mapping says; a code in common makes no two equal.
    Of more than two things each pair is compared.
    """
    if len(names) < 2:
        raise click.UsageError("give two things to compare, or more")
    store = graph().statements
    from aitalent_kg.overlap.answer import how, overlap_of
    from aitalent_kg.overlap.many import overlaps_of

    asked = how(store, measure, idf, kinds, mapped, lang=lang)
    if len(names) > 2:
        _print_many(overlaps_of(store, names, asked), lang, format_, output)
        return
    found = overlap_of(store, names[0], names[1], asked)
    if format_ == "json":
        print_json(found, output)
    else:
        _print(store, found, lang, evidence, format_, output)
    click.echo("\n".join(counts(found, lang)), err=True)


@click.command("overlap-matrix")
@click.argument("names", nargs=-1)
@_comparing("none")
@click.option("--top", type=click.IntRange(1), help="So many pairs, the highest scores.")
@source
@language
@outputs()
def overlap_matrix_command(
    names: tuple[str, ...],
    measure: str,
    idf: bool,
    kinds: str | None,
    mapped: str,
    top: int | None,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Show the overlap of all pairs of NAMES; without NAMES, of everything that asks for items.

    Pairs that share nothing are left out.
    """
    store = graph().statements
    from aitalent_kg.overlap.answer import how
    from aitalent_kg.overlap.many import overlap_matrix_of

    asked = how(store, measure, idf, kinds, mapped, lang=lang)
    found = overlap_matrix_of(store, names or None, asked)
    table = found.top(top) if top else found.table()
    if format_ == "json":
        print_json(table.values(), output)
        return
    heads = [HEADS[lang][column] for column in table.columns]
    rounded = [[left, right, f"{score:.4f}"] for left, right, score in table]
    print_rows(heads, rounded, format_, output)
    click.echo(of_many(found, len(table), lang), err=True)


def _print(
    store: Quads, found: OverlapAnswer, lang: str, evidence: bool, format_: str, output: Path | None
) -> None:
    """Rows; for a reader short paths, and only the columns that say something."""
    hidden = set() if evidence else _QUOTES
    rows = list(rows_of(store, found, lang))
    if format_ in ("table", "markdown"):
        hidden = hidden | {c for c in _COLUMNS if not any(row[c] for row in rows)}
        for row, side in product(rows, (found.left, found.right)):
            for column in ("left", "right"):
                row[column] = short(str(row[column]), side.code)
    shown = [column for column in _COLUMNS if column not in hidden]
    heads = [HEADS[lang][column] for column in shown]
    print_rows(heads, [[row[c] for c in shown] for row in rows], format_, output)


def _print_many(found: OverlapsAnswer, lang: str, format_: str, output: Path | None) -> None:
    """One row a pair, then what all have in common."""
    if format_ == "json":
        print_json(found, output)
        return
    columns = ("left", "right", "score", "low", "high", "left_in_right", "right_in_left")
    rows = [
        [named(pair.left), named(pair.right), *(f"{getattr(pair, c):.3f}" for c in columns[2:]),
         len(pair.shared), len(pair.mapped)]
        for pair in found.pairs
    ]  # fmt: skip
    heads = [HEADS[lang][column] for column in (*columns, "shared", "mapped")]
    print_rows(heads, rows, format_, output)
    click.echo(HEADS[lang]["common"].format(number=len(found.common)), err=True)
    for entry in found.common:
        things = dict.fromkeys(f"{item.code} {item.label}" for item in entry.items)
        click.echo("  " + " ~ ".join(things), err=True)


def rows_of(store: Quads, found: OverlapAnswer, lang: str) -> Iterator[Row]:
    """One row for each shared item, each mapped pair, each item of one side alone."""
    for item in found.shared:
        yield _shared(store, item, lang)
    for pair in found.mapped:
        yield _pair(store, pair, lang)
    for state, side in (("only_left", "left"), ("only_right", "right")):
        for alone in getattr(found, state):
            quotes = {f"{side}_quotes": alone.quotes}
            yield _row(_side(alone, side), state, _kind(store, alone.kind, lang), lang, quotes)


def _shared(store: Quads, item: Shared, lang: str) -> Row:
    cells = _side(item, "left") | {"weight": "1", "share": f"{item.share:.4f}"}
    quotes = {"left_quotes": item.left_quotes, "right_quotes": item.right_quotes}
    return _row(cells, "shared", _kind(store, item.kind, lang), lang, quotes)


def _pair(store: Quads, pair: Mapped, lang: str) -> Row:
    cells = _side(pair.left, "left") | _side(pair.right, "right")
    cells |= {
        "predicate": pair.predicate,
        "confidence": "" if pair.confidence is None else f"{pair.confidence:g}",
        "weight": f"{pair.weight:.3g}",
        "share": f"{pair.share:.4f}",
    }
    kinds = dict.fromkeys(_kind(store, item.kind, lang) for item in (pair.left, pair.right))
    quotes = {"left_quotes": pair.left.quotes, "right_quotes": pair.right.quotes}
    state = "mapped" if pair.counted else "not_counted"
    return _row(cells, state, " / ".join(kinds), lang, quotes)


def _row(
    cells: Row, state: str, kind: str, lang: str, quotes: dict[str, tuple[Evidence, ...]]
) -> Row:
    row: Row = dict.fromkeys(_COLUMNS, "")
    said = {name: tuple(map(str, each)) for name, each in quotes.items()}
    return row | cells | said | {"state": HEADS[lang][state], "kind": kind}


def _side(item: Item | Shared, side: str) -> Row:
    return {side: item.code, f"{side}_label": item.label}


def _kind(store: Quads, kind: str, lang: str) -> str:
    """The name of a class in words; its own name where it is none of ours."""
    from aitalent_kg.lookup import label
    from aitalent_kg.names import AIT

    return kind if ":" in kind or not kind else label(store, AIT + kind, lang)
