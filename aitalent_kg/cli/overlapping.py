"""`overlap` and `overlap-matrix`: what things have in common, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aitalent_kg.cli.output import language, outputs, print_cells, print_json, print_rows
from aitalent_kg.cli.overlapping_words import HEADS, counts, of_many, short
from aitalent_kg.cli.source import Graph, source
from aitalent_kg.gaps.sets import STRENGTHS
from aitalent_kg.mappings.words import PREDICATE_WORDS
from aitalent_kg.overlap.measures import MEASURES

if TYPE_CHECKING:
    from aitalent_kg.overlap.answer import OverlapAnswer
    from aitalent_kg.overlap.many import OverlapsAnswer

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FORMS = (("confidence", "g"), ("weight", ".3g"), ("share", ".4f"))
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
                help="Only these: knowledge, skills, attitudes, tasks; or classes, as SoftSkill, "
                "of a document all that it has of them.",
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
        _print(found, lang, evidence, format_, output)
    click.echo("\n".join(counts(found, lang)), err=True)


@click.command("overlap-matrix")
@click.argument("names", nargs=-1)
@_comparing("none")
@click.option("--top", type=click.IntRange(1), help="So many pairs, the highest scores.")
@click.option(
    "--pairs",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all pairs to this .csv or .parquet instead, in little memory; no mapping counts.",
)
@click.option(
    "--least", type=click.FloatRange(0, 1), default=0.0, help="For --pairs: no lower score."
)
@click.option("--nearest", type=click.IntRange(1), help="For --pairs: of each so many others.")
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
    pairs: Path | None,
    least: float,
    nearest: int | None,
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
    from aitalent_kg.overlap.many import overlap_matrix_of, write_pairs_of

    if pairs is not None:
        _check_pairs(mapped, top, output)
        asked = how(store, measure, idf, kinds, "none", lang=lang)
        written = write_pairs_of(store, pairs, names or None, asked, least, nearest)
        click.echo(HEADS[lang]["written"].format(number=written, file=pairs), err=True)
        return
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


def _check_pairs(mapped: str, top: int | None, output: Path | None) -> None:
    """Refuse what `--pairs` would pass over."""
    for option, given in (("--mapped", mapped != "none"), ("--top", top), ("--output", output)):
        if given:
            raise click.UsageError(f"--pairs writes all pairs by itself; leave out {option}")


def _print(
    found: OverlapAnswer, lang: str, evidence: bool, format_: str, output: Path | None
) -> None:
    """Rows; for a reader short paths, and only the columns that say something."""
    hidden = set() if evidence else _QUOTES
    table = found.table()
    rows = [_cells(row, lang) for row in table.values()]
    if format_ in ("table", "markdown"):
        hidden = hidden | {c for c in table.columns if not any(row[c] for row in rows)}
        for row, side in product(rows, (found.left, found.right)):
            for column in ("left", "right"):
                row[column] = short(str(row[column]), side.code)
    columns = [column for column in table.columns if column not in hidden]
    print_cells(columns, HEADS[lang], rows, format_, output)


def _cells(row: dict[str, Any], lang: str) -> dict[str, object]:
    """A row with its state in words, and its numbers as short as they are certain."""
    formed = {name: format(row[name], form) for name, form in _FORMS if row[name] is not None}
    filled = {name: "" if cell is None else cell for name, cell in row.items()}
    words = PREDICATE_WORDS[lang].get(row["predicate"], filled["predicate"])
    return filled | formed | {"state": HEADS[lang][row["state"]], "predicate": words}


def _print_many(found: OverlapsAnswer, lang: str, format_: str, output: Path | None) -> None:
    """One row a pair, then what all have in common."""
    if format_ == "json":
        print_json(found, output)
        return
    table = found.table()
    rows = [[f"{c:.3f}" if isinstance(c, float) else c for c in row] for row in table]
    print_rows([HEADS[lang][column] for column in table.columns], rows, format_, output)
    click.echo(HEADS[lang]["common"].format(number=len(found.common)), err=True)
    for entry in found.common:
        things = dict.fromkeys(f"{item.code} {item.label}" for item in entry.items)
        click.echo("  " + " ~ ".join(things), err=True)
