"""`import`: read another format into Turtle."""

from __future__ import annotations

from pathlib import Path

import click

from aitalent_kg.cli.output import print_json


@click.group("import")
def import_command() -> None:
    """Read another format, report repairs and doubts, and write Turtle."""


@import_command.command("icap")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--corrections", type=click.Path(path_type=Path), help="TOML file with decisions.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write the Turtle.")
@click.option("--report", type=click.Choice(["text", "json"]), default="text", show_default=True)
def icap_command(path: Path, corrections: Path | None, output: Path | None, report: str) -> None:
    """Read an iCAP competency standard from the text of its PDF.

    The Turtle goes to stdout or to --output, the report to stderr.
    """
    from aitalent_kg.files import write_text
    from aitalent_kg.importers.icap import import_icap
    from aitalent_kg.turtle import normal_form

    imported = import_icap(path, corrections)
    text = normal_form(imported.graph)
    if output:
        write_text(output, text)
    else:
        click.echo(text, nl=False)
    if report == "json":
        print_json({"code": imported.code, "remarks": imported.remarks}) if output else None
        return
    for remark in imported.remarks:
        click.echo(f"{path}:{remark.line}: {remark.kind}: {remark.message}", err=True)
    doubts = sum(remark.kind == "doubt" for remark in imported.remarks)
    repairs = len(imported.remarks) - doubts
    click.echo(f"{imported.code}: {repairs} repairs, {doubts} doubts", err=True)
