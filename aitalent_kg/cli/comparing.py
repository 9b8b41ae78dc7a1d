"""`compare`: two frameworks, standards or roles by their mappings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.compare.answer import Comparison

_HEADS = {
    "zh": {
        "state": "狀態", "left": "左側", "relation": "關係", "right": "右側", "confidence": "信心值", "why": "理由",
        "left_code": "左側路徑", "right_code": "右側路徑", "quotes": "引文",
    },
    "en": {},
}  # fmt: skip


@click.command("compare")
@click.argument("left")
@click.argument("right")
@click.option(
    "--kinds", help='Items to count: letters ("KSA") or classes, such as Competency,SoftSkill.'
)
@click.option("--evidence", is_flag=True, help="Show the quotes that each mapping rests on.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report, .html or .md; the table then only with --output or --format.",
)
@click.option(
    "--figure",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw a picture, .svg, .png or .pdf (needs matplotlib).",
)
@click.option(
    "--picture",
    type=click.Choice(["heat", "bars", "links"]),
    default="heat",
    show_default=True,
    help="What --figure draws.",
)
@source
@language
@outputs()
def compare_command(
    left: str,
    right: str,
    kinds: str | None,
    evidence: bool,
    report: Path | None,
    figure: Path | None,
    picture: str,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Show what LEFT and RIGHT have of each other.

    LEFT and RIGHT are frameworks, standards, roles, tasks or ability types. What counts as a
    counterpart is an accepted mapping of the crosswalk; every pair has its reason and quotes.
    """
    _check(report, figure)
    found = graph().compare(left, right, kinds=kinds, lang=lang)
    if report is not None:
        from aitalent_kg.compare.report import write_report

        write_report(found, report, lang)
    if figure is not None:
        from aitalent_kg.drawing.comparison import draw_comparison

        draw_comparison(found, figure, picture, lang)
    if format_ == "json":
        from aitalent_kg.service.as_json import comparison_json

        print_json(comparison_json(found), output)
    elif output is not None or format_ != "table" or (report is None and figure is None):
        table = found.table(evidence)
        codes = {"left_code", "right_code"} if format_ == "table" else set()
        shown = [name for name in table.columns if name not in codes]
        rows = ([getattr(row, name) for name in shown] for row in table)
        print_rows([_HEADS[lang].get(name, name) for name in shown], rows, format_, output)
    click.echo("\n".join(_told(found, lang)), err=True)


def _check(report: Path | None, figure: Path | None) -> None:
    """Refuse an ending before the work is done."""
    if report is not None:
        from aitalent_kg.compare.report import check_report

        check_report(report)
    if figure is not None:
        from aitalent_kg.drawing.comparison import check_figure

        check_figure(figure)


def _told(found: Comparison, lang: str) -> Iterator[str]:
    """The story, with the places of the quotes that it cites."""
    from aitalent_kg.compare.story import story

    told = story(found, lang)
    yield from told.sentences
    yield from (f"[{n}] {quote}" for n, quote in enumerate(told.citations, 1))
