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
        "state": "狀態", "left": "左", "relation": "關係", "right": "右", "confidence": "信心", "why": "理由",
        "left_code": "左路徑", "right_code": "右路徑", "quotes": "引文",
        "pair": "對應", "left only": "僅左有", "right only": "僅右有", "open": "未經審查",
    },
    "en": {
        "state": "state", "left": "left", "relation": "relation", "right": "right", "confidence": "confidence",
        "why": "why", "left_code": "left_code", "right_code": "right_code", "quotes": "quotes",
        "pair": "pair", "left only": "left only", "right only": "right only", "open": "not reviewed",
    },
}  # fmt: skip
_COLUMNS = (
    "state",
    "left",
    "relation",
    "right",
    "confidence",
    "why",
    "left_code",
    "right_code",
    "quotes",
)


@click.command("compare")
@click.argument("left")
@click.argument("right")
@click.option("--kinds", help='Items to count: letters ("KSA") or a class, such as Competency.')
@click.option("--evidence", is_flag=True, help="Show the quotes that each mapping rests on.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report, .html or .md, instead of the table.",
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
        print_json(_json(found), output)
    elif report is None and figure is None:
        hidden = set() if evidence else {"quotes"}
        if format_ == "table":
            hidden |= {"left_code", "right_code"}
        shown = [name for name in _COLUMNS if name not in hidden]
        rows = ([row[name] for name in shown] for row in _rows(found, lang))
        print_rows([_HEADS[lang][name] for name in shown], rows, format_, output)
    click.echo("\n".join(_told(found, lang)), err=True)


def _check(report: Path | None, figure: Path | None) -> None:
    """Refuse an ending before the work is done."""
    if report is not None:
        from aitalent_kg.compare.report import check_report

        check_report(report)
    if figure is not None:
        from aitalent_kg.drawing.comparison import check_figure

        check_figure(figure)


def _rows(found: Comparison, lang: str) -> Iterator[dict[str, object]]:
    from aitalent_kg.compare.words import PREDICATE_WORDS

    heads = _HEADS[lang]
    empty: dict[str, object] = dict.fromkeys(_COLUMNS, "")
    for pair in found.pairs:
        yield {
            "state": heads["pair"],
            "left": pair.left.label,
            "relation": PREDICATE_WORDS[lang][pair.predicate],
            "right": pair.right.label,
            "confidence": pair.confidence,
            "why": pair.comment,
            "left_code": pair.left.code,
            "right_code": pair.right.code,
            "quotes": tuple(map(str, (*pair.left.quotes, *pair.right.quotes))),
        }
    for side, entries in (("left", found.only_left), ("right", found.only_right)):
        for entry in entries:
            yield empty | {
                "state": heads[f"{side} only"],
                side: entry.label,
                f"{side}_code": entry.code,
                "why": entry.comment if entry.reviewed else heads["open"],
                "quotes": tuple(map(str, entry.quotes)),
            }


def _json(found: Comparison) -> dict[str, object]:
    """The documented keys; shares are written out, as readers of JSON do not compute them."""
    from dataclasses import asdict

    value = asdict(found)
    for name, way in found.coverage.items():
        shares = [way.all, *way.by_category, *way.by_kind]
        told = [value["coverage"][name]["all"], *value["coverage"][name]["by_category"]]
        told += value["coverage"][name]["by_kind"]
        for entry, share in zip(told, shares, strict=True):
            entry |= {"strict_share": share.strict_share, "lenient_share": share.lenient_share}
    return value


def _told(found: Comparison, lang: str) -> Iterator[str]:
    """The story, with the places of the quotes that it cites."""
    from aitalent_kg.compare.story import story

    told = story(found, lang)
    yield from told.sentences
    yield from (f"[{n}] {quote}" for n, quote in enumerate(told.citations, 1))
