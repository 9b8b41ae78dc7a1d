"""`mappings` and `agreement`: what is mapped to what, and how far two sets agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aitalent_kg.cli.mappings_words import HEADS, agreement_lines, predicate_words
from aitalent_kg.cli.output import (
    FORMATS,
    language,
    outputs,
    print_cells,
    print_json,
    print_rows,
    print_text,
)
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.lookup import Quads
    from aitalent_kg.mappings.agreement import Agreement
    from aitalent_kg.mappings.graphs import Held

_SSSOM = ("sssom-tsv", "sssom-json", "sssom-ttl")
_COLUMNS = (
    "subject", "subject_label", "predicate", "object", "object_label", "confidence", "status",
    "comment", "quotes",
)  # fmt: skip


@click.command("mappings")
@click.argument("names", nargs=-1, metavar="[LEFT [RIGHT]]")
@click.option(
    "--status",
    type=click.Choice(["accepted", "candidate", "rejected", "outward", "all"]),
    default="accepted",
    show_default=True,
    help="Outward ones lead to ISCO and ESCO, and come only with outward or all.",
)
@click.option("--predicate", help="exact, close, broad, narrow, related, or none: no counterpart.")
@click.option("--evidence", is_flag=True, help="Show the quotes that each mapping rests on.")
@click.option("--doubts", is_flag=True, help="Show what does not fit together, instead.")
@source
@language
@outputs(*FORMATS, *_SSSOM)
def mappings_command(
    names: tuple[str, ...],
    status: str,
    predicate: str | None,
    evidence: bool,
    doubts: bool,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Show what is mapped to what, and why.

    LEFT and RIGHT are documents or things of them, in either order; left out, every mapping of
    the status is shown. Broad and narrow say that the object, on the right, is so. --doubts is
    about all mappings, of every status.
    """
    if len(names) > 2:
        raise click.UsageError("give LEFT, or LEFT and RIGHT")
    if doubts and (names or predicate or evidence or _given("status")):
        raise click.UsageError(
            "--doubts is about all mappings; leave out names, --status, --predicate and --evidence"
        )
    from aitalent_kg.mappings.find import found_in

    kg = graph()
    if doubts:
        _print_doubts(kg.statements, lang, format_, output)
        return
    ends = [*map(kg.resolve, names), None, None]
    wanted = None if status == "all" else status
    found = found_in(kg.statements, ends[0], ends[1], wanted, predicate, lang)
    if format_ in _SSSOM:
        _print_set(kg.statements, found, _asked(names, status, predicate), format_, output)
    else:
        rows = [_row(kg.statements, entry, lang, evidence) for entry in found]
        _print(rows, status, evidence, lang, format_, output)
    click.echo(HEADS[lang]["count"].format(number=len(found)), err=True)


def _given(option: str) -> bool:
    """Whether an option was typed, be it with its default."""
    stated = click.get_current_context().get_parameter_source(option)
    return stated is not click.core.ParameterSource.DEFAULT


def _asked(names: Sequence[str], status: str, predicate: str | None) -> str:
    """How mappings were chosen, as it was typed."""
    chosen = f"--status {status}" + (f" --predicate {predicate}" if predicate else "")
    return " ".join([*names, chosen])


def _print_set(
    store: Quads, found: Sequence[Held], asked: str, format_: str, output: Path | None
) -> None:
    from aitalent_kg.mappings.export import set_of_found
    from aitalent_kg.mappings.files import set_text

    text = set_text(set_of_found(store, found, asked), format_)
    print_text(text.removesuffix("\n"), output)


def _print(
    rows: Sequence[dict[str, Any]],
    status: str,
    evidence: bool,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Rows; columns that say the same in each, or that were not asked for, are left out."""
    hidden = {*(() if evidence else ("quotes",)), *(() if status == "all" else ("status",))}
    columns = [name for name in _COLUMNS if name not in hidden]
    if format_ == "json":
        keys = [*dict.fromkeys((*columns, "status", "graph"))]
        print_json([{name: row[name] for name in keys} for row in rows], output)
        return
    for row in rows:
        row["confidence"] = "" if row["confidence"] is None else f"{row['confidence']:g}"
        row["predicate"] = predicate_words(row["predicate"], row["status"] == "rejected", lang)
    print_cells(columns, HEADS[lang], rows, format_, output)


def _row(store: Quads, entry: Held, lang: str, evidence: bool) -> dict[str, Any]:
    from aitalent_kg.evidence import evidence_of
    from aitalent_kg.mappings.listing import cells_of

    quotes = tuple(map(str, evidence_of(store, entry.node))) if evidence else ()
    return {**cells_of(store, entry, lang), "quotes": quotes}


def _print_doubts(store: Quads, lang: str, format_: str, output: Path | None) -> None:
    from aitalent_kg.mappings.doubts import report
    from aitalent_kg.names import curie

    heads = HEADS[lang]
    rows = [
        (heads[doubt.kind], "\n".join(map(curie, doubt.things)), len(doubt.mappings))
        for doubt in report(store)
    ]
    if format_ not in FORMATS:
        raise click.UsageError(f"{format_} holds mappings; take another format for --doubts")
    print_rows([heads[n] for n in ("doubt", "things", "mappings")], rows, format_, output)
    click.echo(heads["doubts"].format(number=len(rows)), err=True)


@click.command("agreement")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--pairs", type=int, help="How many pairs were looked at; else those that are named.")
@click.option("--left", metavar="NAME", help="Only pairs of this document, or thing.")
@click.option("--right", metavar="NAME", help="And of this one, in either order.")
@click.option("--whole", is_flag=True, help="Count, too, documents of which one set says nothing.")
@source
@language
@outputs()
def agreement_command(
    a: str,
    b: str,
    pairs: int | None,
    left: str | None,
    right: str | None,
    whole: bool,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Compare two sets of mappings, pair by pair.

    A and B are files (.tsv, .json, .ttl of SSSOM), or accepted, candidate, outward, rejected. What
    one of them says of two documents of which the other says nothing does not count.
    """
    kg = graph()
    found = kg.agreement(a, b, pairs, left, right, whole)
    if format_ == "json":
        print_json(_numbers(found), output)
    else:
        rows = list(_compared(kg.statements, found, lang))
        heads = [HEADS[lang][n] for n in ("left", "left_label", "right", "right_label", "a", "b")]
        print_rows(heads, rows, format_, output)
    click.echo("\n".join(agreement_lines(found, lang)), err=True)


def _compared(store: Quads, found: Agreement, lang: str) -> Iterator[list[str]]:
    """The pairs on which the sets differ."""
    from aitalent_kg.lookup import label
    from aitalent_kg.names import curie

    for entry in (*found.differing, *found.only_a, *found.only_b):
        ends = [
            cell
            for iri in (entry.left, entry.right)
            for cell in (curie(iri), label(store, iri, lang))
        ]
        yield [*ends, *(predicate_words(name, False, lang) for name in (entry.a, entry.b))]


def _numbers(found: Agreement) -> dict[str, Any]:
    from dataclasses import asdict

    from aitalent_kg.names import curie

    whole = asdict(found)
    for name, kappa in (("all_pairs", found.all_pairs), ("shared_pairs", found.shared_pairs)):
        whole[name]["interval"] = kappa.interval
    whole["scope"] = {
        name: [list(map(curie, pair)) for pair in sorted(getattr(found.scope, name))]
        for name in ("both", "only_a", "only_b")
    }
    return whole
