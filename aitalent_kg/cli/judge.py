"""`assess`: the award and entry rules of the documents, run on a person's record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows, print_text
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.assess.counted import Retired
    from aitalent_kg.assess.person import Assessment, Row
    from aitalent_kg.lookup import Quads

#: Heads of the columns; the second table has the entry rules only.
_HEADS = {
    "zh": ("能力類型", "級別", "證照", "時數", "建議條件", "合併", "尚缺（最少）"),
    "en": (
        "ability type",
        "level",
        "certificates",
        "hours",
        "conditions",
        "both",
        "missing (least)",
    ),
}
_STANDARD = {"zh": "職業（職能基準）", "en": "occupation (standard)"}


@click.command("assess")
@click.argument("record", type=click.Path(path_type=Path), required=False)
@click.option("--template", is_flag=True, help="Write a record to fill in, and nothing else.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day to judge on.")
@click.option(
    "--reading", "readings", multiple=True, help="A reading that counts instead, as C4-and."
)
@click.option(
    "--retired",
    type=click.Choice(["unknown", "counts", "ends"]),
    default="unknown",
    show_default=True,
    help="Whether a certificate counts after its examination has ended.",
)
@click.option("--join", is_flag=True, help="Also ask for certificates and hours together.")
@click.option("--proof", is_flag=True, help="Show every reading, its reason, proof and quotes.")
@source
@language
@outputs()
def assess_command(
    record: Path | None,
    template: bool,
    as_of: datetime | None,
    readings: tuple[str, ...],
    retired: Retired,
    join: bool,
    proof: bool,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Run table 5 of the guide and the entry rules on the RECORD (YAML or JSON) of a person."""
    from aitalent_kg.assess.template import template as blank

    kg = graph()
    if template:
        print_text(blank(kg.statements, lang).removesuffix("\n"), output)
        return
    if record is None:
        raise click.UsageError("give the RECORD of a person, or --template to get one to fill in.")
    if proof and (format_ != "table" or output):
        raise click.UsageError("--proof is for the screen; JSON has readings, ways and quotes.")
    day = as_of.date() if as_of else None
    found = kg.assess(record, as_of=day, readings=readings, retired=retired, joined=join, lang=lang)
    if format_ == "json":
        from aitalent_kg.service.as_json import assessment_json

        print_json(assessment_json(kg.statements, found, lang), output)
        return
    if format_ != "table" or output:
        every = len(_HEADS[lang]) if format_ in ("csv", "tsv", "xlsx") else 0
        print_rows(*_table(kg.statements, found.rows, lang, every), format_, output)
        return
    from aitalent_kg.cli.judge_words import explained

    for rows in _halves(found):
        print_rows(*_table(kg.statements, rows, lang), "table")
        click.echo()
    for line in explained(kg.statements, found, proof, lang):
        click.echo(line)


def _halves(found: Assessment) -> list[list[Row]]:
    """The rows on awards and those on entry to an occupation."""
    halves = [[row for row in found.rows if ("entry" in row.rules) == entry] for entry in (0, 1)]
    return [half for half in halves if half]


def _table(
    quads: Quads, rows: Sequence[Row], lang: str, least: int = 0
) -> tuple[list[str], Iterator[tuple[str, ...]]]:
    """Heads and rows; behind the first ones without columns that do not apply to any row."""
    cells = [_cells(quads, row, lang) for row in rows]
    columns = range(len(_HEADS[lang]))
    kept = [n for n in columns if n < least or any(row[n] not in ("", "–") for row in cells)]
    heads = [_HEADS[lang][n] for n in kept]
    if all("entry" in row.rules for row in rows):
        heads[0] = _STANDARD[lang]
    return heads, (tuple(row[n] for n in kept) for row in cells)


def _cells(quads: Quads, row: Row, lang: str) -> tuple[str, ...]:
    from aitalent_kg.assess.words import in_words, least_words

    criteria = ("certificates", "hours", "entry")
    outcomes = (in_words(row.outcome(c), lang, row.recommended(c)) for c in criteria)
    missing = (least_words(quads, rule.least, lang) for rule in row.rules.values())
    return (
        row.target.label,
        row.level.label if row.level else "",
        *outcomes,
        in_words(row.joined, lang) if row.joined else "",
        ("；" if lang == "zh" else "; ").join(filter(None, missing)),
    )
