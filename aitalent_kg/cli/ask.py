"""`query`, `sparql` and `search`: a question of the library, of the user's own, or in words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph
    from aitalent_kg.library import Query
    from aitalent_kg.table import Table

#: Heads of the list of queries, and how many there are.
_LISTED = {
    "zh": (("主題", "名稱", "問題", "參數"), "查詢 {} 個"),
    "en": (("topic", "name", "question", "parameters"), "queries: {}"),
}
_TIMEOUT = click.option("--timeout", type=float, help="Seconds to wait.")
_EVIDENCE = click.option("--evidence", is_flag=True, help="Add the quotes behind each row.")
_CURIES = click.option("--curies", is_flag=True, help="Short IRIs; a table has them always.")


@click.command("query")
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
              help="A parameter; again for several values.")  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="All queries.")
@click.option("--find", "wanted", metavar="WORDS", help="Queries by name, tag or words.")
@click.option("--about", is_flag=True, help="What NAME asks, its parameters and columns.")
@click.option("--text", "as_text", is_flag=True, help="The SPARQL of NAME.")
@_EVIDENCE
@_CURIES
@_TIMEOUT
@source
@language
@outputs()
@click.pass_context
def query_command(
    ctx: click.Context,
    /,
    name: str | None,
    params: tuple[str, ...],
    listed: bool,
    wanted: str | None,
    about: bool,
    as_text: bool,
    lang: str,
    format_: str,
    output: Path | None,
    **rest: object,
) -> None:
    """Ask query NAME of the library; --list shows all, --find 證照 some."""
    from aitalent_kg.library import find, queries, query

    if listed or wanted is not None:
        found = find(wanted) if wanted is not None else queries().values()
        _print_list(found, lang, format_, output)
        return
    if name is None:
        raise click.UsageError("give the NAME of a query, or --list or --find WORDS")
    entry = query(name)
    if about:
        click.echo("\n".join(_about(entry, lang)))
    elif as_text:
        click.echo(entry.text, nl=False)
    else:
        given = _given(params)
        chosen = ctx.get_parameter_source("lang")
        if chosen is not None and chosen.name != "DEFAULT" and _takes_lang(entry):
            given.setdefault("lang", [lang])
        _answer(entry.name, given, format_, output, **rest)  # type: ignore[arg-type]


def _answer(
    name: str,
    given: dict[str, list[str]],
    format_: str,
    output: Path | None,
    evidence: bool,
    curies: bool,
    timeout: float | None,
    graph: Graph,
) -> None:
    from aitalent_kg.asking import ask_library

    kg = graph()
    table = ask_library(kg.engine, kg.statements, name, given, timeout)
    _print_table(kg, table, evidence, curies, format_, output)


@click.command("sparql")
@click.argument("text", required=False)
@click.option("-f", "--file", "path", type=click.Path(path_type=Path), help="Read the query here.")
@click.option("-b", "--bind", "bindings", multiple=True, metavar="VARIABLE=VALUE",
              help="Bind a variable to a text, or to <an IRI>.")  # fmt: skip
@_EVIDENCE
@_CURIES
@_TIMEOUT
@source
@outputs()
def sparql_command(
    text: str | None,
    path: Path | None,
    bindings: tuple[str, ...],
    evidence: bool,
    curies: bool,
    timeout: float | None,
    graph: Graph,
    format_: str,
    output: Path | None,
) -> None:
    """Run the SPARQL query TEXT; the project's prefixes need not be declared."""
    from aitalent_kg.asking import ask, table_of
    from aitalent_kg.files import read_text

    if (text is None) == (path is None):
        raise click.UsageError("give the query as TEXT or with --file, one of the two")
    kg = graph()
    given = _given(bindings).items()
    values = {name: [_iri_or_text(value) for value in several] for name, several in given}
    table = table_of(ask(kg.engine, read_text(path) if path else text or "", values, timeout))
    _print_table(kg, table, evidence, curies, format_, output)


def _print_table(
    kg: KnowledgeGraph,
    table: Table,
    evidence: bool,
    curies: bool,
    format_: str,
    output: Path | None,
) -> None:
    from aitalent_kg.asking import with_evidence

    if evidence:
        table = with_evidence(table, kg.statements)
    if curies or format_ == "table":
        table = table.curies()
    print_rows(table.columns, table, format_, output)


def _given(pairs: Iterable[str]) -> dict[str, list[str]]:
    """NAME=VALUE arguments; a name given again has several values."""
    given: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"{pair!r} is no NAME=VALUE")
        given.setdefault(name, []).append(value)
    return given


def _iri_or_text(value: str) -> str:
    from aitalent_kg.values import Iri

    return Iri(value[1:-1]) if value.startswith("<") and value.endswith(">") else value


def _takes_lang(entry: Query) -> bool:
    return any(parameter.name == "lang" for parameter in entry.parameters)


def _print_list(found: Iterable[Query], lang: str, format_: str, output: Path | None) -> None:
    from aitalent_kg.service.as_json import query_json

    entries = list(found)
    if format_ == "json":
        print_json([query_json(entry) for entry in entries], output)
        return
    rows = [
        (e.topic, e.name, e.question[lang], " ".join(p.name for p in e.parameters)) for e in entries
    ]
    heads, told = _LISTED[lang]
    print_rows(heads, rows, format_, output)
    click.echo(told.format(len(entries)), err=True)


def _about(entry: Query, lang: str) -> Iterable[str]:
    """What a query asks and takes, in words."""
    yield f"{entry.name}  {entry.summary[lang]}"
    yield f"  {entry.question[lang]}"
    for parameter in entry.parameters:
        choices = f" ({' | '.join(parameter.choices)})" if parameter.choices else ""
        default = f" = {parameter.default}" if parameter.default else ""
        yield f"  --param {parameter.name}{default}  {parameter.kind}{choices}: {parameter.meaning}"
    for column in entry.columns:
        unit = f" ({column.unit})" if column.unit else ""
        yield f"  column {column.name}  {column.kind}{unit}: {column.meaning}"
    yield f"  documents: {', '.join(entry.documents)}; tags: {' '.join(entry.tags)}"
