"""`quality`: what could be better in the ontology, its metadata and its vocabularies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import language, print_json, print_text
from aitalent_kg.cli.progress import steps
from aitalent_kg.cli.source import damage_told, with_store

if TYPE_CHECKING:
    from aitalent_kg.quality import Quality


@click.command("quality")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="GROUP",
    help="Run these checks only: pitfalls, fair, vocpub, qskos; may be repeated.",
)
@with_store("Check the store")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@language
def quality_command(
    files: tuple[Path, ...],
    groups: tuple[str, ...],
    store: Path | None,
    format_: str,
    output: Path | None,
    lang: str,
) -> None:
    """Check the quality of the graph, and of RDF FILES of yours with it.

    Looks for pitfalls of ontologies, missing metadata and faults of SKOS vocabularies that no
    shape forbids. Findings that are known and stay are counted, with the reason.
    """
    from aitalent_kg.graph import load
    from aitalent_kg.quality import run_checks

    with damage_told(store):
        kg = load(extra=files, store=store)
        with steps("checks") as tell:
            quality = run_checks(kg.store, groups, lang, tell)
    _print(quality, format_, output)
    sys.exit(0 if quality.ok else 3)


def _print(quality: Quality, format_: str, output: Path | None) -> None:
    from aitalent_kg.quality.report import as_json, as_markdown, as_text

    if format_ == "json":
        print_json(as_json(quality), output)
    else:
        text = as_markdown(quality) if format_ == "markdown" else as_text(quality)
        print_text(text, output)
